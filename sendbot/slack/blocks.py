"""Answers as Block Kit blocks: pure functions from a reply to plain data, within Slack's limits.

Headline first, then the list or table, a chart where it helps, then what limits the answer, then sources as links, then what can be
done with it. The whole answer is also in the message's `text`, because screen readers read only that.
"""

from collections.abc import Iterable
from typing import Any

from sendbot.answer import SourceRef
from sendbot.answers.details import Table
from sendbot.slack import limits
from sendbot.slack.figures import TABLE_FROM_ROWS, chart_block, say_cell, table_block
from sendbot.slack.limits import Block, button, context, fit, fit_lines, plain, section
from sendbot.slack.service import Reply
from sendbot.slack.text import cut, escape, link

ASK, NONE_OF_THESE, MORE, CSV, CALENDAR, SHARE, FEEDBACK = "ask", "none_of_these", "more", "csv", "calendar", "share", "feedback"
PAGE = 15
_BOLD_UP_TO = 200
_SUGGESTIONS = 5
_ROOM_ABOVE = 1  # for who shares an answer
_QUESTION = 300  # of a question quoted above its answer


def answer_message(reply: Reply, *, private: bool = False, simple: bool = False) -> dict[str, Any]:
    """A reply as the arguments of a post: blocks, the whole text, and no unfurling of sources.

    `private`: only the asker sees it, and may share it. `simple`: without tables, charts and thumbs, for where Slack refuses them.
    """
    return {
        "text": answer_text(reply),
        "blocks": answer_blocks(reply, private=private, simple=simple),
        "unfurl_links": False,
        "unfurl_media": False,
    }


def answer_text(reply: Reply) -> str:
    """All that a reply's blocks say, as text: screen readers and notifications have nothing else."""
    headline, *rest = escape(reply.answer.text).split("\n")
    standing = [reply.details.standing] if reply.details.standing else []
    return fit_lines([headline, *standing, *rest], limits.TEXT)


def answer_blocks(reply: Reply, *, private: bool = False, simple: bool = False) -> list[Block]:
    """The blocks of a reply. Where they would be too many, lines are left out, not what stands under them."""
    answer, shown = reply.answer, reply.details
    table = table_block(shown.table) if shown.table and shown.table.is_list and not simple else None
    chart = chart_block(answer.figures, answer.headline) if not simple else None
    lines = [table] if table else [section(text) for text in _bulleted(answer.lines)]
    under = _under(reply, private=private, simple=simple, seen=len(table["rows"]) - 1 if table else 0)
    if chart:
        under.insert(0, chart)
    return [*fit([section(_headline(reply)), *lines], limits.MESSAGE_BLOCKS - len(under) - _ROOM_ABOVE), *fit(under)]


def _under(reply: Reply, *, private: bool, simple: bool, seen: int) -> list[Block]:
    """What stands under an answer's lines: how it stands, notes, sources, and what can be done with it. `seen`: rows in view."""
    answer, shown = reply.answer, reply.details
    blocks: list[Block] = []
    if shown.standing:
        blocks.append(context([shown.standing]))
    if answer.notes:
        blocks.append(context(escape(note) for note in answer.notes))
    if answer.sources:
        blocks.append(context([_sources(answer.sources)]))
    if suggestions := _suggestions(reply):
        blocks.append({"type": "actions", "elements": suggestions})
    if tools := _tools(reply, private=private, seen=seen):
        blocks.append({"type": "actions", "elements": tools})
    if answer.query and not simple:
        blocks.append(_feedback(reply.id))
    return blocks


def shared_message(reply: Reply, user: str, *, simple: bool = False) -> dict[str, Any]:
    """A reply that was private, for everyone in the channel: who shares it, and what was asked."""
    message = answer_message(reply, simple=simple)
    asked = escape(cut(reply.question, _QUESTION))
    message["blocks"] = fit([context([f"Shared by <@{user}>, who asked: {asked}"]), *message["blocks"]])
    message["text"] = fit_lines([f"Shared by <@{user}>, who asked: {asked}", *message["text"].split("\n")], limits.TEXT)
    return message


def question_behind(message: dict[str, Any]) -> str | None:
    """The id of the kept question that a message of ours answers, as its thumbs have it."""
    for block in message.get("blocks") or ():
        for element in block.get("elements") or ():
            if element.get("action_id") == FEEDBACK:
                return str(element["positive_button"]["value"]).partition(":")[2]
    return None


def page_message(reply: Reply, start: int) -> dict[str, Any] | None:
    """The next rows of a reply's table, from `start`, in lines; None where there are none."""
    table = reply.details.table
    rows = [row_line(table, n) for n in range(start, min(start + PAGE, len(table.rows)))] if table else []
    if not table or not rows:
        return None
    end = start + len(rows)
    title = f"{start + 1} to {end} of {len(table.rows)}"
    blocks = [section(f"*{title}*"), *(section(text) for text in _bulleted(rows))]
    if end < len(table.rows):
        blocks.append({"type": "actions", "elements": [button(MORE, "Show more", f"{reply.id}:{end}")]})
    text = "\n".join([title, *(f"• {row}" for row in rows)])
    return {"text": fit_lines(escape(text).split("\n"), limits.TEXT), "blocks": fit(blocks), "unfurl_links": False, "unfurl_media": False}


def row_line(table: Table, number: int) -> str:
    """A row of a table as a line: what names it, then the rest of what is shown."""
    first, *rest = (table.rows[number][c] for c in table.shown)
    return f"{say_cell(first)}: {'; '.join(say_cell(cell) for cell in rest if cell not in (None, ''))}"


def _headline(reply: Reply) -> str:
    headline = escape(reply.answer.headline)
    return f"*{headline}*" if len(headline) < _BOLD_UP_TO and "*" not in headline else headline


def _bulleted(lines: Iterable[str]) -> list[str]:
    """Lines as bullets, gathered into texts that fit a section."""
    texts: list[str] = []
    for line in lines:
        bullet = fit_lines([f"• {escape(line)}"], limits.SECTION_TEXT)
        if texts and len(texts[-1]) + len(bullet) + 1 <= limits.SECTION_TEXT:
            texts[-1] += f"\n{bullet}"
        else:
            texts.append(bullet)
    return texts


def _sources(sources: tuple[SourceRef, ...]) -> str:
    cited = []
    for source in sources:
        title = link(source.url, source.title) if source.url else escape(source.title)
        cited.append(f"{title}, {escape(source.place)}" if source.place else title)
    return ("Source: " if len(cited) == 1 else "Sources: ") + "; ".join(cited)


def _suggestions(reply: Reply) -> list[Block]:
    """Suggested questions; pressing one asks it. Where nothing was answered, also a way to say that none is meant."""
    elements = [
        button(f"{ASK}_{number}", question, question)
        for number, question in enumerate(reply.answer.suggestions[:_SUGGESTIONS])
        if len(question) <= limits.BUTTON_VALUE
    ]
    if not reply.answer.answered:
        elements.append(button(NONE_OF_THESE, "None of these", reply.id))
    return elements


def _tools(reply: Reply, *, private: bool, seen: int) -> list[Block]:
    """What can be done with an answer: see the rest, take it away, put it into a calendar, share it. `seen`: rows in view."""
    shown, tools = reply.details, []
    rows = len(shown.table.rows) if shown.table else 0
    if rows > seen and rows > max(len(reply.answer.lines), TABLE_FROM_ROWS):
        tools.append(button(MORE, "Show more", f"{reply.id}:{seen}"))
    if shown.table and rows > 1:
        tools.append(button(CSV, "Download CSV", reply.id))
    if shown.deadlines:
        tools.append(button(CALENDAR, "Add to calendar", reply.id))
    if private and reply.asker.channel and not reply.asker.channel.startswith("D"):
        tools.append(button(SHARE, "Share with channel", reply.id))
    return tools


def _feedback(question_id: str) -> Block:
    """Thumbs up and down."""

    def thumb(label: str, verdict: str) -> Block:
        return {"text": plain(label, limits.BUTTON_LABEL), "value": f"{verdict}:{question_id}", "accessibility_label": label}

    buttons = {
        "type": "feedback_buttons",
        "action_id": FEEDBACK,
        "positive_button": thumb("This helped", "good"),
        "negative_button": thumb("This is not right", "bad"),
    }
    return {"type": "context_actions", "elements": [buttons]}
