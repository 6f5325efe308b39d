"""What people see of the bot's messages, and what must hold for each of them."""

import html
import re
from collections.abc import Iterator
from typing import Any

from standin import Message, View
from standin.pings import links, pings

_LINK = re.compile(r"<(?:https?|mailto):[^|>]+\|([^>]*)>")
# What is left over when text is cut in the middle of an entity or a link.
_TORN = re.compile(r"&(?!(?:amp|lt|gt);)|<[^>]*$")
_CUT = re.compile(r"(?:…|and \d+ more)$")
MOST_TEXT = 40_000


def plain(mrkdwn: str) -> str:
    """Formatted text as people read it: links as their labels, entities as characters."""
    return html.unescape(_LINK.sub(r"\1", mrkdwn).replace("\u200b", ""))


def texts(value: Any) -> Iterator[dict[str, Any]]:
    """Every text object in blocks, in order."""
    if isinstance(value, dict):
        if value.get("type") in ("mrkdwn", "plain_text"):
            yield value
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from texts(inner)


def in_blocks(message: Message) -> str:
    """All that the blocks show."""
    return _shown(message.blocks)


def _shown(blocks: Any) -> str:
    return "\n".join(plain(t["text"]) if t["type"] == "mrkdwn" else t["text"] for t in texts(blocks))


def sources(message: Message) -> str:
    """The line that cites the sources; empty if there is none."""
    cited = (plain(t["text"]) for block in message.blocks if block["type"] == "context" for t in texts(block))
    return next((line for line in cited if line.startswith(("Source: ", "Sources: "))), "")


def in_view(view: View) -> str:
    """All that a form or a Home tab shows, its title too."""
    return _shown((view.payload.get("title"), view.blocks))


def buttons(where: Message | View) -> dict[str, tuple[str, ...]]:
    """The buttons: by label the action_id, and the choice where several are one element."""
    return dict(_offered(where))


def _offered(where: Message | View) -> Iterator[tuple[str, tuple[str, ...]]]:
    elements = [element for block in where.blocks for element in (*block.get("elements", ()), block.get("accessory") or {})]
    for element in elements:
        if element.get("type") == "button":
            yield element["text"]["text"], (element["action_id"],)
        elif element.get("type") == "feedback_buttons":
            for choice in (element["positive_button"], element["negative_button"]):
                yield choice["text"]["text"], (element["action_id"], choice["value"])


def check(message: Message, mentioned: str | None = None) -> None:
    """What holds for everything the bot says: it pings nobody (but who is `mentioned`), its links have names, nothing is torn."""
    pinged = {ping.whom for ping in pings(message)}
    assert pinged <= {f"@{mentioned}"}, f"it pings {pinged}"
    assert all(link.label for link in links(message)), f"a link without a name: {links(message)}"
    assert 0 < len(message.text.strip()) <= MOST_TEXT or message.files
    for text in (message.text, *(t["text"] for t in texts(message.blocks) if t["type"] == "mrkdwn")):
        assert not _TORN.search(text.removesuffix("…")), f"cut in the middle of something: …{text[-60:]}"


def check_answer(message: Message) -> None:
    """What holds for every answer besides: blocks, nothing unfurled, and `text` says all that the blocks show."""
    assert message.blocks, "an answer without blocks"
    if message.sent:  # another emulator does not say what was sent
        assert message.sent.get("unfurl_links") is False
        assert message.sent.get("unfurl_media") is False
    said = _barless(plain(message.text))
    if not _CUT.search(said):
        told = [block for block in message.blocks if block["type"] not in ("actions", "context_actions")]
        missing = [line for line in _shown(told).splitlines() if _barless(line).strip("*…") not in said]
        assert not missing, f"the blocks show what `text` does not say: {missing}"


def _barless(text: str) -> str:
    """A link's label cannot hold a bar."""
    return text.replace("|", "/")
