"""What editing shows in messages: drafts with their buttons, what was saved, history, proposals, the audit line. Pure functions."""

from collections.abc import Iterable, Sequence
from typing import Any

from sendbot.editing.diffs import told
from sendbot.editing.edits import Edit
from sendbot.editor import Drafted
from sendbot.slack import limits
from sendbot.slack.limits import Block, button, fit, fit_lines, plain, section
from sendbot.slack.text import cut, escape
from sendbot.store.pending import Pending
from sendbot.wording import say_date

SAVE, CANCEL, PROPOSE, ACCEPT, DECLINE, UNDO = "edit_save", "edit_cancel", "edit_propose", "edit_accept", "edit_decline", "edit_undo"
ACCEPT_WORDS, DECLINE_WORDS, TEACH = "correction_accept", "correction_decline", "edit_teach"
PICK_SOURCE = "pick_sources"
_FIELD_SHOWN = 600
_RECORDS_SHOWN = 12
REFUSED = (
    "Only the admins change what I know. You can propose it to them: write `/sendbot propose` and the fact with where it stands, "
    "or use *Correct this answer* on an answer of mine."
)


def draft_lines(drafted: Drafted) -> list[str]:
    """A draft in words: what was understood, what it changes, what that means for the deadline."""
    lines = [escape(drafted.draft.understood)]
    for name, differences in drafted.differences[:_RECORDS_SHOWN]:
        lines += [f"*{escape(name)}*", *(f"• {escape(cut(line, _FIELD_SHOWN))}" for line in differences)]
    if len(drafted.differences) > _RECORDS_SHOWN:
        lines.append(f"and {len(drafted.differences) - _RECORDS_SHOWN} more records")
    return [*lines, *(escape(effect) for effect in drafted.effects), *(f"_{escape(note)}_" for note in drafted.notes)]


def draft_blocks(drafted: Drafted) -> list[Block]:
    """A draft's words as sections."""
    return [section(text) for text in _gathered(draft_lines(drafted))]


def draft_message(drafted: Drafted, *, is_admin: bool, before: str = "") -> dict[str, Any]:
    """A draft with what can be done about it. `before`: a sentence to begin with."""
    lines = [*([before] if before else []), *draft_lines(drafted)]
    if drafted.needs_source:
        lines.append(
            "Where does it stand? A fact needs a source: choose one, or write it again with `source` and the page's address behind it."
        )
        deeds: list[Block] = [source_menu(), button(CANCEL, "Cancel", drafted.id)]
    elif is_admin:
        deeds = [button(SAVE, "Save", drafted.id, style="primary"), button(CANCEL, "Cancel", drafted.id)]
    else:
        lines.append("Only the admins change what I know. You can propose it to them.")
        deeds = [button(PROPOSE, "Propose to the admins", drafted.id, style="primary"), button(CANCEL, "Cancel", drafted.id)]
    blocks = [*(section(text) for text in _gathered(lines)), {"type": "actions", "block_id": f"draft:{drafted.id}", "elements": deeds}]
    return _message(lines, blocks)


def source_menu() -> Block:
    """A menu of all sources, for a draft that lacks one; the block that holds it names the draft."""
    return {"type": "external_select", "action_id": PICK_SOURCE, "placeholder": plain("Source", limits.PLACEHOLDER), "min_query_length": 0}


def saved_message(edits: Sequence[Edit], *, is_repeated: bool = False) -> dict[str, Any]:
    """What was saved, with a way back."""
    lines = saved_lines(edits, is_repeated=is_repeated)
    blocks = [section(text) for text in _gathered(lines)]
    if len(edits) == 1:
        blocks.append({"type": "actions", "elements": [button(UNDO, "Undo", str(edits[0].id))]})
    return _message(lines, blocks)


def saved_lines(edits: Sequence[Edit], *, is_repeated: bool = False) -> list[str]:
    """What was saved, in words."""
    numbers = f"edit {edits[0].id}" if len(edits) == 1 else f"edits {edits[0].id} to {edits[-1].id}"
    already = " already" if is_repeated else ""
    return [
        f"Saved{already} as {numbers}; answers use it from now on.",
        *(f"• {escape(cut(told(e), _FIELD_SHOWN))}" for e in edits[:_RECORDS_SHOWN]),
    ]


def history_message(edits: Sequence[Edit], title: str) -> dict[str, Any]:
    """Edits, newest first."""
    lines = [escape(title), *(f"• {edit_line(edit)}" for edit in edits)]
    return _message(lines, [section(text) for text in _gathered(lines)])


def edit_line(edit: Edit) -> str:
    """One edit with who, when, from where and why."""
    undone = f", undoing {edit.undoes}" if edit.undoes else ""
    why = f" Why: {escape(edit.why)}" if edit.why else ""
    when = f"{say_date(edit.at.date())} {edit.at:%H:%M} UTC"
    return f"*{edit.id}*{undone}, {when}, {who(edit.who)} ({escape(edit.whence)}): {escape(cut(told(edit), _FIELD_SHOWN))}.{why}"


def who(name: str) -> str:
    """A person: a Slack user by their id, anyone else by name."""
    is_slack = name[:1] in ("U", "W") and name.isalnum() and name.isupper()
    return f"<@{name}>" if is_slack else escape(name)


def audit_text(edits: Sequence[Edit]) -> str:
    """What the audit channel is told of one save."""
    if len(edits) == 1:
        return cut(edit_line(edits[0]), limits.SECTION_TEXT)
    first = edits[0]
    lines = [f"*{first.id} to {edits[-1].id}*, {who(first.who)} ({escape(first.whence)}): {len(edits)} records"]
    return fit_lines([*lines, *(f"• {escape(cut(told(e), _FIELD_SHOWN))}" for e in edits)], limits.SECTION_TEXT)


def proposal_message(pending: Pending, drafted_lines: Iterable[str]) -> dict[str, Any]:
    """A proposal, for the admins."""
    lines = [f"{who(pending.who)} proposes:", *drafted_lines]
    deeds = [button(ACCEPT, "Accept", pending.id, style="primary"), button(DECLINE, "Decline", pending.id)]
    return _message(lines, [*(section(text) for text in _gathered(lines)), {"type": "actions", "elements": deeds}])


def correction_buttons(number: int) -> Block:
    """What an admin can do about a correction in somebody's own words."""
    deeds = [button(ACCEPT_WORDS, "Accept", str(number), style="primary"), button(DECLINE_WORDS, "Decline", str(number))]
    return {"type": "actions", "elements": deeds}


def lines_message(lines: Sequence[str]) -> dict[str, Any]:
    """Lines of ours, escaped already, as a message."""
    return _message(lines, [section(text) for text in _gathered(lines)])


def _message(lines: Sequence[str], blocks: Sequence[Block]) -> dict[str, Any]:
    return {"text": fit_lines(lines, limits.TEXT), "blocks": fit(blocks), "unfurl_links": False, "unfurl_media": False}


def _gathered(lines: Iterable[str]) -> list[str]:
    """Lines put together into texts that fit a section."""
    texts: list[str] = []
    for line in lines:
        line = cut(line, limits.SECTION_TEXT)  # noqa: PLW2901 - the same line, made to fit
        if texts and len(texts[-1]) + len(line) + 1 <= limits.SECTION_TEXT:
            texts[-1] += f"\n{line}"
        else:
            texts.append(line)
    return texts
