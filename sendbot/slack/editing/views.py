"""The modals of editing as plain data: choosing a record, its form, the confirmation, and what came of it."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from sendbot.editing.edits import Entry, key_field
from sendbot.editing.forms import FORMS, Field
from sendbot.editor import Drafted
from sendbot.model import Area, Finding, Inspection, Source
from sendbot.slack import limits
from sendbot.slack.editing.say import TEACH, draft_blocks
from sendbot.slack.limits import Block, button, fit, plain, section
from sendbot.slack.text import cut, escape
from sendbot.snapshot import Snapshot
from sendbot.store import Asked

PICK_VIEW, FORM_VIEW, CONFIRM_VIEW, TEACH_VIEW, IMPORT_VIEW = "edit_pick", "edit_form", "edit_confirm", "edit_teach_form", "edit_import"
RECORD, WHY, PHRASE, MEANING, TEXT, WHAT = "record", "why", "phrase", "meaning", "text", "what"
_LABEL, _OPTIONS = 75, 100
_TEXT_MOST = 3_000
_QUOTED = 300


class About(msgspec.Struct, frozen=True):
    """What a form is about. `record`, `seen`: the record it began with, and its mark."""

    kind: str
    action: str
    record: str | None = None
    seen: str | None = None


def about_of(view: Mapping[str, Any]) -> About:
    """What a form that was sent is about."""
    return msgspec.json.decode(view["private_metadata"], type=About)


def pick_view(kind: str, action: str) -> dict[str, Any]:
    """Chooses the record to edit or remove."""
    field = Field(RECORD, f"Which {kind}?", "record", required=True, section=FORMS[kind].section)
    blocks = [input_block(field, None, {})]
    if action == "remove":
        blocks.append(input_block(Field(WHY, "Why?"), None, {}))
    about = About(kind, action)
    return _modal(f"{action.capitalize()} a record", blocks, callback_id=PICK_VIEW, about=about, submit="Next")


def form_view(about: About, values: Mapping[str, Any], labels: Mapping[str, str]) -> dict[str, Any]:
    """A record's form, filled in with what is recorded. `labels`: of the records that are chosen."""
    blocks = [input_block(field, values.get(field.name), labels) for field in FORMS[about.kind].fields]
    title = f"Add {_a(about.kind)}" if about.action == "add" else f"Edit {_a(about.kind)}"
    return _modal(title, blocks, callback_id=FORM_VIEW, about=about, submit="Next")


def confirm_view(drafted: Drafted, *, said: str = "") -> dict[str, Any]:
    """What a form changes, to be saved or not. `said`: a sentence to begin with, such as why it could not be saved."""
    blocks = [*([section(said)] if said else []), *draft_blocks(drafted), input_block(Field(WHY, "Why?"), drafted.draft.why or None, {})]
    return _modal("Save this?", blocks, callback_id=CONFIRM_VIEW, private_metadata=drafted.id, submit="Save")


def told_view(title: str, lines: Sequence[str], *, ends: bool = False) -> dict[str, Any]:
    """Words alone. `ends`: closing it closes the forms below too."""
    return _modal(title, [section(line) for line in lines], clear_on_close=ends)


def teach_view(phrase: str) -> dict[str, Any]:
    """Asks what a phrase means."""
    blocks = [
        input_block(Field(PHRASE, "The words or the whole question", required=True), phrase, {}),
        input_block(
            Field(MEANING, "What they mean: a topic, a term, an area, or 'this question: …'", required=True, hint="dmo-dco"), None, {}
        ),
    ]
    return _modal("Teach", blocks, callback_id=TEACH_VIEW, submit="Next")


def import_view() -> dict[str, Any]:
    """Takes pasted records."""
    kinds = (("yaml", "YAML, as in knowledge/"), *((f"{form.section}.csv", f"CSV: {form.section}") for form in FORMS.values()))
    blocks = [
        section("Paste up to 3,000 characters. I may not read files in Slack: for a whole file run `bot.py import FILE` where I run."),
        input_block(Field(WHAT, "What it is", "choice", required=True, options=kinds), "yaml", {}),
        input_block(Field(TEXT, "Records", "long", required=True), None, {}),
    ]
    return _modal("Import records", blocks, callback_id=IMPORT_VIEW, submit="Next")


def teachable(asked: Sequence[Asked]) -> list[Block]:
    """Questions without an answer, each with a button to teach it."""
    return [
        {**section(escape(cut(a.question, _QUOTED))), "accessory": button(TEACH, "Teach", a.id, accessibility_label="Teach this question")}
        for a in asked
    ]


def values_of(view: Mapping[str, Any]) -> dict[str, Any]:
    """What was filled in, by field: a text, an id, a list of ids, an ISO date, or None."""
    return {name: _given(next(iter(state.values()))) for name, state in view["state"]["values"].items()}


def _given(state: Mapping[str, Any]) -> Any:
    if "selected_options" in state:
        return [option["value"] for option in state["selected_options"] or ()]
    if "selected_option" in state:
        return (state["selected_option"] or {}).get("value")
    return state.get("selected_date") or state.get("value") or None


def input_block(field: Field, value: Any, labels: Mapping[str, str]) -> Block:
    """A field with its first value."""
    block: Block = {
        "type": "input",
        "block_id": field.name,
        "label": plain(field.label, limits.INPUT_LABEL),
        "optional": not field.required,
    }
    if field.hint and field.kind not in ("text", "record", "records"):
        block["hint"] = plain(field.hint, limits.INPUT_LABEL)
    return {**block, "element": _element(field, value, labels)}


def _element(field: Field, value: Any, labels: Mapping[str, str]) -> Block:
    element: Block = {"action_id": field.name}
    if field.kind == "day":
        return {**element, "type": "datepicker", **({"initial_date": value} if value else {})}
    if field.kind == "choice":
        options = [{"text": plain(label, _LABEL), "value": name} for name, label in field.options]
        chosen = next((o for o in options if o["value"] == value), None)
        return {**element, "type": "static_select", "options": options, **({"initial_option": chosen} if chosen else {})}
    if field.kind in ("record", "records"):
        return {**_record_menu(field, value, labels), "min_query_length": 0}
    text = "\n".join(value) if isinstance(value, list) else "" if value is None else str(value)
    lines = {"multiline": field.kind in ("long", "words"), "max_length": _TEXT_MOST}
    hint = {"placeholder": plain(field.hint, limits.PLACEHOLDER)} if field.hint else {}
    return {**element, "type": "plain_text_input", **lines, **hint, **({"initial_value": text[:_TEXT_MOST]} if text else {})}


def _record_menu(field: Field, value: Any, labels: Mapping[str, str]) -> Block:
    names = value if isinstance(value, list) else [value] if value else []
    chosen = [{"text": plain(labels.get(name, name), _LABEL), "value": name} for name in names]
    many = field.kind == "records"
    first = {("initial_options" if many else "initial_option"): chosen if many else chosen[0]} if chosen else {}
    return {"type": "multi_external_select" if many else "external_select", "action_id": f"pick_{field.section}", **first}


def options_for(records: Sequence[Entry], section_name: str, typed: str, snapshot: Snapshot) -> list[Block]:
    """The records of a menu whose label or id has all the words that were typed, at most as many as Slack takes."""
    words = typed.lower().split()
    found = []
    for record in records:
        name, label = str(getattr(record, key_field(section_name))), label_of(record, snapshot)
        text = f"{name} {label}".lower()
        if all(word in text for word in words):
            found.append({"text": plain(label, _LABEL), "value": name})
            if len(found) == _OPTIONS:
                break
    return found


def label_of(record: Entry, snapshot: Snapshot) -> str:
    """A record in a menu."""
    if isinstance(record, Area):
        return record.title
    if isinstance(record, Inspection):
        return f"{snapshot.areas[record.area].title}, {record.kind}: {record.id}"
    if isinstance(record, Finding):
        return f"{record.id}: {record.says}"
    if isinstance(record, Source):
        return f"{record.title} ({record.id})" if len(record.title) < _LABEL - len(record.id) else record.title
    return str(getattr(record, "name", None) or getattr(record, "term", None) or getattr(record, "title", None) or "")


def _a(kind: str) -> str:
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"


def _modal(title: str, blocks: Sequence[Block], *, about: About | None = None, submit: str | None = None, **more: Any) -> dict[str, Any]:
    ends = {"submit": plain(submit, limits.VIEW_TITLE)} if submit else {}
    if about:
        more["private_metadata"] = msgspec.json.encode(about).decode()
    close = plain("Cancel" if submit else "Close", limits.VIEW_TITLE)
    return {
        "type": "modal",
        "title": plain(title, limits.VIEW_TITLE),
        "blocks": fit(blocks, limits.VIEW_BLOCKS),
        **ends,
        "close": close,
        **more,
    }
