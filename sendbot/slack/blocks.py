"""Answers as Block Kit blocks: pure functions from an answer to plain data, within Slack's limits.

Headline first, then the list, then what limits the answer, then sources as links, then suggestions as buttons. The whole
answer is also in the message's `text`, because screen readers read only that.
"""

from collections.abc import Iterable
from typing import Any

from sendbot.answer import Answer, SourceRef
from sendbot.slack.text import cut, cut_mrkdwn, escape, link

SECTION_TEXT = 3_000
TEXT = 3_900
MOST_BLOCKS = 45
BUTTON_LABEL, BUTTON_VALUE, MOST_BUTTONS = 75, 2_000, 5
CONTEXT_TEXT, MOST_ELEMENTS = 2_000, 10
ASK_ACTION = "ask"

Block = dict[str, Any]


def answer_message(answer: Answer) -> dict[str, Any]:
    """An answer as the arguments of a post: blocks, the whole text, and no unfurling of sources."""
    return {"text": answer_text(answer), "blocks": answer_blocks(answer), "unfurl_links": False, "unfurl_media": False}


def answer_blocks(answer: Answer) -> list[Block]:
    """The blocks of an answer. Where they would be too many, lines are left out, not the sources."""
    says = [_section(f"*{escape(answer.headline)}*" if len(answer.headline) < 200 else escape(answer.headline))]
    says += [_section(text) for text in _bulleted(answer.lines)]
    under = []
    if answer.notes:
        under.append(_context(escape(note) for note in answer.notes))
    if answer.sources:
        under.append(_context([_sources(answer.sources)]))
    if answer.suggestions:
        under.append(_buttons(answer.suggestions))
    return [*says[: MOST_BLOCKS - len(under)], *under]


def answer_text(answer: Answer) -> str:
    """The whole answer as the message's text, escaped, cut only where Slack would cut it."""
    return cut_mrkdwn(escape(answer.text), TEXT)


def _section(text: str) -> Block:
    return {"type": "section", "text": {"type": "mrkdwn", "text": cut_mrkdwn(text, SECTION_TEXT), "verbatim": True}}


def _bulleted(lines: Iterable[str]) -> list[str]:
    """Lines as bullets, gathered into texts that fit a section."""
    texts: list[str] = []
    for line in lines:
        bullet = cut_mrkdwn(f"• {escape(line)}", SECTION_TEXT)
        if texts and len(texts[-1]) + len(bullet) + 1 <= SECTION_TEXT:
            texts[-1] += f"\n{bullet}"
        else:
            texts.append(bullet)
    return texts


def _context(texts: Iterable[str]) -> Block:
    elements = [{"type": "mrkdwn", "text": cut_mrkdwn(text, CONTEXT_TEXT), "verbatim": True} for text in texts]
    return {"type": "context", "elements": elements[:MOST_ELEMENTS]}


def _sources(sources: tuple[SourceRef, ...]) -> str:
    cited = []
    for source in sources:
        title = link(source.url, source.title) if source.url else escape(source.title)
        cited.append(f"{title}, {escape(source.place)}" if source.place else title)
    return ("Source: " if len(cited) == 1 else "Sources: ") + "; ".join(cited)


def _buttons(suggestions: tuple[str, ...]) -> Block:
    """Suggested questions; pressing one asks it."""
    elements = [
        {
            "type": "button",
            "action_id": f"{ASK_ACTION}_{number}",
            "text": {"type": "plain_text", "text": cut(question, BUTTON_LABEL), "emoji": False},
            "value": cut(question, BUTTON_VALUE),
        }
        for number, question in enumerate(suggestions[:MOST_BUTTONS])
    ]
    return {"type": "actions", "elements": elements}
