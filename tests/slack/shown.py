"""What people see of the bot's messages, and what must hold for each of them."""

import html
import re
from collections.abc import Iterator
from typing import Any

from standin import Message
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


def buttons(message: Message) -> dict[str, str]:
    """The buttons: action_id by label."""
    found = (element for block in message.blocks if block["type"] == "actions" for element in block["elements"])
    return {element["text"]["text"]: element["action_id"] for element in found}


def check(message: Message) -> None:
    """What holds for everything the bot says: it pings nobody, its links have names, nothing is torn, nothing unfurls."""
    assert not pings(message), f"it pings {pings(message)}"
    assert all(link.label for link in links(message)), f"a link without a name: {links(message)}"
    assert 0 < len(message.text.strip()) <= MOST_TEXT
    for text in (message.text, *(t["text"] for t in texts(message.blocks) if t["type"] == "mrkdwn")):
        assert not _TORN.search(text.removesuffix("…")), f"cut in the middle of something: …{text[-60:]}"


def check_answer(message: Message) -> None:
    """What holds for every answer besides: blocks, nothing unfurled, and `text` says all that the blocks show."""
    assert message.blocks, "an answer without blocks"
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
