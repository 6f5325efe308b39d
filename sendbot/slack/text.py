"""Text for Slack: what people typed or sources hold is escaped, so it never pings, links or formats by itself."""

import html
import re
from urllib.parse import urlsplit

# Characters that mrkdwn would read as formatting, and that cannot be escaped: a zero-width space beside them disarms them.
_MARK = re.compile(r"[*_~`]")
_FORMAT = re.compile(r"(?<![^\s(\[\"'])([*_~`])(?=\S)|(?<=\S)([*_~`])(?![^\s.,;:!?)\]\"'])")

_NOT_IN_LINKS = re.compile(r"[<>|\s]")
# What is left of an entity or a link that was cut in two.
_TORN = re.compile(r"(?:&[a-z]{0,3}|<[^>]*)$")
_ADDRESS = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?![a-z])", re.IGNORECASE)


def escape(text: str) -> str:
    """Any text as mrkdwn that shows as typed: &, < and > as entities, formatting marks disarmed."""
    plain = html.escape(text, quote=False)
    return _FORMAT.sub(lambda m: f"\u200b{m[0]}", plain) if _MARK.search(plain) else plain


def link(url: str, label: str) -> str:
    """A link with its label; only http and https addresses become links, and no label may look like another address."""
    if not url.startswith(("https://", "http://")) or _NOT_IN_LINKS.search(url):
        return escape(label)
    host = urlsplit(url).hostname or ""
    if any(found.lower() not in host for found in _ADDRESS.findall(label)):
        return escape(label)
    return f"<{url.replace('&', '&amp;')}|{escape(label).replace('|', '/')}>"


def cut(text: str, limit: int) -> str:
    """The text, shortened to a limit with an ellipsis."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def cut_mrkdwn(text: str, limit: int) -> str:
    """Escaped text with links, shortened likewise, but never within an entity or a link."""
    return text if len(text) <= limit else _TORN.sub("", text[: limit - 1]).rstrip() + "…"


_NAMED = re.compile(r"<([@#!]?)([^|>]*)(?:\|([^>]*))?>")


def as_typed(text: str) -> str:
    """What somebody typed behind a slash command, without the marks that Slack puts round names and links."""
    return html.unescape(_NAMED.sub(lambda m: f"{m[1]}{m[3]}" if m[3] else m[2], text))
