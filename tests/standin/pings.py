"""What a posted message would do to people: whom it notifies, and where its links lead."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .model import Message

_PING = re.compile(r"<(!(?:channel|here|everyone|group)|@[UW][A-Z0-9]+|!subteam\^[A-Z0-9]+)(?:\|[^>]*)?>")
_NAMED = re.compile(r"(?<!\w)@(channel|here|everyone)\b")
_LINK = re.compile(r"<((?:https?|mailto):[^|>]+)(?:\|([^>]*))?>")
_RICH = {"broadcast": "range", "user": "user_id", "usergroup": "usergroup_id"}


@dataclass(frozen=True, slots=True)
class Ping:
    """Someone notified by a message: `whom` is as written, such as `!channel` or `@U123`; `where` points into what was sent."""

    message: Message
    whom: str
    where: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link in a message, with the label people see (None when they see the address)."""

    message: Message
    url: str
    label: str | None
    where: str


def pings(message: Message) -> list[Ping]:
    """Everyone a message notifies: mentions in its text, in mrkdwn and rich text of its blocks, and names if it asked for `link_names`."""
    found = [Ping(message, match[1], where) for where, text in _formatted(message) for match in _PING.finditer(text)]
    if message.sent.get("link_names") or message.sent.get("parse") == "full":
        found += [Ping(message, f"!{match[1]}", where) for where, text in _formatted(message) for match in _NAMED.finditer(text)]
    rich = (part for part in _parts({"blocks": list(message.blocks)}, "") if part[1].get("type") in _RICH)
    return found + [Ping(message, str(part[_RICH[part["type"]]]), where) for where, part in rich]


def links(message: Message) -> list[Link]:
    """Every link a message shows."""
    found = [Link(message, match[1], match[2], where) for where, text in _formatted(message) for match in _LINK.finditer(text)]
    rich = (part for part in _parts({"blocks": list(message.blocks)}, "") if part[1].get("type") == "link")
    return found + [Link(message, str(part["url"]), part.get("text"), where) for where, part in rich]


def _formatted(message: Message) -> Iterator[tuple[str, str]]:
    """The texts Slack reads as mrkdwn or markdown: not plain_text, not table cells, not rich text."""
    yield "/text", message.text
    for where, part in _parts({"blocks": list(message.blocks), "attachments": message.sent.get("attachments") or []}, ""):
        if part.get("type") in ("mrkdwn", "markdown"):
            yield f"{where}/text", str(part.get("text", ""))
        elif where.startswith("/attachments/") and where.count("/") == 2:
            yield from ((f"{where}/{name}", str(part[name])) for name in ("text", "pretext", "fallback") if name in part)


def _parts(value: Any, where: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every object inside a value, with its pointer."""
    if isinstance(value, dict):
        yield where, value
        for name, inner in value.items():
            yield from _parts(inner, f"{where}/{name}")
    elif isinstance(value, list):
        for position, inner in enumerate(value):
            yield from _parts(inner, f"{where}/{position}")
