"""A digest as messages: one parent whose first line tells the news, and its long sections whole in the thread. Pure functions."""

from collections.abc import Iterable, Sequence
from typing import Any

from sendbot.digests.content import Digest, Section
from sendbot.slack import limits
from sendbot.slack.limits import Block, context, fit, fit_lines, section
from sendbot.slack.text import cut, escape
from sendbot.wording import count_of

Message = dict[str, Any]

PARENT = "parent"
_SHOWN = 3  # lines of a section in the parent
_DETAIL_LINES, _DETAIL_TEXT = 60, 11_000  # of one message in the thread
_HEADLINE = 600


def messages(digest: Digest, notes: Sequence[str] = (), picture: Block | None = None) -> dict[str, Message]:
    """The parts of a digest, in the order they are posted. `notes`: words on when it comes; `picture`: an image block."""
    long = [s for s in digest.sections if len(s.lines) > _SHOWN]
    parts = {PARENT: _parent(digest, notes, picture, has_detail=bool(long))}
    for number, lines in enumerate(_pages(long), 1):
        parts[f"detail-{number}"] = _detail(lines)
    return parts


def as_late(message: Message, words: str) -> Message:
    """A parent that comes late, saying so."""
    headline, *rest = message["blocks"]
    return {**message, "text": _text([message["text"], escape(words)]), "blocks": fit([headline, context([escape(words)]), *rest])}


def without_picture(message: Message) -> Message:
    """The same without its picture, for where Slack refuses it."""
    return {**message, "blocks": [block for block in message["blocks"] if block["type"] != "image"]}


def as_text(message: Message) -> Message:
    """The same as text alone, for where Slack refuses its blocks."""
    return {name: value for name, value in message.items() if name != "blocks"}


def _parent(digest: Digest, notes: Sequence[str], picture: Block | None, *, has_detail: bool) -> Message:
    headline = escape(digest.headline)
    blocks = [section(f"*{headline}*" if len(headline) <= _HEADLINE and "*" not in headline else headline)]
    if notes:
        blocks.append(context([escape(" ".join(notes))]))
    blocks += [section(_bulleted(f"*{escape(s.title)}*", _shortened(s))) for s in digest.sections]
    if picture:
        blocks.append(picture)
    if has_detail:
        blocks.append(context(["The rest is in the thread."]))
    lines = [headline, *(escape(note) for note in notes)]
    for s in digest.sections:
        lines += ["", escape(s.title), *(f"• {escape(line)}" for line in _shortened(s))]
    return _message(lines, blocks)


def _detail(lines: list[tuple[str, bool]]) -> Message:
    texts: list[list[str]] = []
    for line, is_title in lines:
        if is_title:
            texts.append([f"*{escape(line)}*"])
        elif sum(len(t) + 1 for t in texts[-1]) + len(escape(line)) + 2 > limits.SECTION_TEXT:
            texts.append([f"• {escape(line)}"])
        else:
            texts[-1].append(f"• {escape(line)}")
    said = [escape(line) if is_title else f"• {escape(line)}" for line, is_title in lines]
    return _message(said, [section("\n".join(text)) for text in texts])


def _message(lines: Iterable[str], blocks: list[Block]) -> Message:
    return {"text": _text(lines), "blocks": fit(blocks), "unfurl_links": False, "unfurl_media": False}


def _text(lines: Iterable[str]) -> str:
    return fit_lines("\n".join(lines).split("\n"), limits.TEXT)


def _shortened(shown: Section) -> list[str]:
    """The lines of a section in the parent; what is left out is counted."""
    lines = [cut(line, limits.SECTION_TEXT // (_SHOWN + 2)) for line in shown.lines]
    if len(lines) <= _SHOWN:
        return lines
    return [*lines[:_SHOWN], f"and {count_of(len(lines) - _SHOWN, 'more line')} in the thread"]


def _bulleted(title: str, lines: Sequence[str]) -> str:
    return fit_lines([title, *(f"• {escape(line)}" for line in lines)], limits.SECTION_TEXT)


def _pages(sections: Sequence[Section]) -> list[list[tuple[str, bool]]]:
    """Long sections as pages of lines, each line with whether it is a title; a section that goes on says so."""
    pages: list[list[tuple[str, bool]]] = []
    for shown in sections:
        title = shown.title
        page = _page_for(pages, title)
        page.append((title, True))
        for line in shown.lines:
            cut_line = cut(line, limits.SECTION_TEXT - 200)
            if _is_full(page, cut_line):
                page = [(f"{title} (more)", True)]
                pages.append(page)
            page.append((cut_line, False))
    return pages


def _page_for(pages: list[list[tuple[str, bool]]], title: str) -> list[tuple[str, bool]]:
    """The last page, or a new one where it is full."""
    if not pages or _is_full(pages[-1], title):
        pages.append([])
    return pages[-1]


def _is_full(page: list[tuple[str, bool]], line: str) -> bool:
    return len(page) >= _DETAIL_LINES or sum(len(text) for text, _ in page) + len(line) > _DETAIL_TEXT


def whole(parts: dict[str, Message]) -> Message:
    """All parts in one message, as far as they fit: for one person's eyes."""
    return _message("\n".join(p["text"] for p in parts.values()).split("\n"), [b for p in parts.values() for b in p["blocks"]])
