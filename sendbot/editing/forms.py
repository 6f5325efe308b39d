"""Forms for whole records: which fields each kind has, and what was filled in as a change. What shows them is others' business."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, Literal

import msgspec

from sendbot.editing.edits import NOTHING, Change, Plain, as_entry, as_plain, mark
from sendbot.editing.facts import public_since, with_facts
from sendbot.editing.names import free, slug, source_named
from sendbot.errors import EditError, KnowledgeError
from sendbot.model import STANDINGS, Knowledge, Source
from sendbot.snapshot import Snapshot, Visit
from sendbot.wording import upper_first

FieldKind = Literal["text", "long", "day", "choice", "record", "records", "words", "number"]
Values = Mapping[str, Any]


class Field(msgspec.Struct, frozen=True):
    """One field. `section`: of the records it chooses from; `options`: value and label of each choice."""

    name: str
    label: str
    kind: FieldKind = "text"
    required: bool = False
    section: str | None = None
    options: tuple[tuple[str, str], ...] = ()
    hint: str = ""


class Form(msgspec.Struct, frozen=True):
    """A form for one kind of record."""

    section: str
    fields: tuple[Field, ...]


def _choices(*values: str) -> tuple[tuple[str, str], ...]:
    return tuple((value, upper_first(value.replace("-", " "))) for value in values)


_YES_NO = (("yes", "Yes"), ("no", "No"))
SOURCE, NEW_SOURCE, WHY = "sources", "new_source", "why"
_WHERE = (
    Field(SOURCE, "Where it stands", "records", section="sources", hint="A source that is recorded"),
    Field(NEW_SOURCE, "Or the address of a page that is not recorded yet", hint="https://…"),
)
_FACTS = (
    Field("started", "Inspection began", "day"),
    Field("ended", "Inspection ended", "day"),
    Field("letter_dated", "Letter dated", "day"),
    Field("received", "Letter received by the area", "day"),
    Field("published", "Letter published", "day"),
    Field("plan_required", "Plan required", "choice", options=_YES_NO),
    Field("plan_due", "Plan due (if a source states it)", "day"),
    Field("plan_submitted", "Plan submitted", "day"),
    Field("plan_approved", "Plan approved", "day"),
    Field(
        "outcome",
        "Outcome (2023 framework)",
        "choice",
        options=(("1", "1: typically positive"), ("2", "2: inconsistent"), ("3", "3: failings")),
    ),
)
FORMS: dict[str, Form] = {
    "inspection": Form(
        "inspections",
        (
            Field("area", "Area", "record", required=True, section="areas"),
            Field("framework", "Framework", "choice", required=True, options=(("2016", "2016"), ("2023", "2023"))),
            Field("kind", "Kind", "choice", required=True, options=_choices("full", "re-visit", "monitoring")),
            Field("follows", "Re-visit or monitoring of", "record", section="inspections"),
            *_FACTS,
            *_WHERE,
        ),
    ),
    "finding": Form(
        "findings",
        (
            Field("inspection", "Inspection", "record", required=True, section="inspections"),
            Field(
                "kind",
                "Kind",
                "choice",
                required=True,
                options=_choices("weakness", "priority-action", "improvement", "criticism", "development", "clear", "strength"),
            ),
            Field("topic", "Topic", "record", required=True, section="topics"),
            Field("also", "Further topics", "records", section="topics"),
            Field("says", "What the letter says, in our own words", "long", required=True),
            Field("place", "Where in the source", hint="Page 3"),
            Field("progress", "Judged at the re-visit", "choice", options=_choices("sufficient", "insufficient")),
            *_WHERE,
        ),
    ),
    "area": Form(
        "areas",
        (
            Field("name", "Short usual name", required=True),
            Field("official", "Official name", required=True),
            Field("full_name", "Name to print where the short one misleads"),
            Field("aliases", "Other names, one a line", "words"),
            Field("type", "Type of authority", required=True, hint="london-borough, metropolitan, unitary, county"),
            Field("region", "Region", required=True),
            Field("ofsted_region", "Ofsted's region", required=True),
            Field("la_code", "Authority number", "number", required=True),
            Field("gss", "GSS code", required=True),
            Field("since", "First day of the authority", "day"),
            Field("until", "Last day of the authority", "day"),
            Field("note", "Note", "long"),
        ),
    ),
    "document": Form(
        "documents",
        (
            Field("title", "Title", required=True),
            Field(
                "kind",
                "Kind",
                "choice",
                required=True,
                options=_choices("letter", "report", "reports-page", "response", "guidance", "briefing"),
            ),
            Field("inspection", "Inspection", "record", section="inspections"),
            Field("area", "Area", "record", section="areas"),
            Field("url", "Address", hint="https://…"),
            Field("known_on", "Public since", "day", required=True),
            Field("says", "What it says", "long"),
            *_WHERE,
        ),
    ),
    "term": Form(
        "terms",
        (
            Field("term", "Term", required=True),
            Field("definition", "What it means", "long", required=True),
            Field("aliases", "Other words for it, one a line", "words"),
            Field(
                "checked",
                "Was the meaning read in the source?",
                "choice",
                required=True,
                options=(("read", "Yes"), ("general", "No, it is general knowledge")),
            ),
            *_WHERE,
        ),
    ),
    "source": Form(
        "sources",
        (
            Field("title", "Title", required=True),
            Field("standing", "Standing", "choice", required=True, options=_choices(*STANDINGS)),
            Field("publisher", "Publisher"),
            Field("date", "Date", "day"),
            Field("url", "Address", hint="https://…"),
        ),
    ),
    "topic": Form(
        "topics",
        (
            Field("name", "Name", required=True),
            Field("parent", "Wider topic", "record", section="topics"),
            Field("phrases", "What people call it, one a line", "words", required=True),
        ),
    ),
}
_FACT_NAMES = tuple(field.name for field in _FACTS)


class FormError(Exception):
    """What is wrong with a form. `errors`: field to a sentence about it."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__("; ".join(errors.values()))
        self.errors = errors


def shown(kind: str, plain: Plain, snapshot: Snapshot) -> dict[str, Any]:
    """What a form begins with for a record. Of an inspection, for each fact what is used of all that is stated."""
    values: dict[str, Any] = {field.name: plain[field.name] for field in FORMS[kind].fields if field.name in plain}
    if kind == "inspection":
        visit = snapshot.view(dt.date.max).visit_by_id.get(plain["id"])
        values |= _stated(visit) if visit else {}
    return values


def _stated(visit: Visit) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in _FACT_NAMES:
        value = getattr(visit, name)
        if value is not None:
            found[name] = value.isoformat() if isinstance(value, dt.date) else _choice(value)
    return found


def _choice(value: Any) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def filled(kind: str, values: Values, current: Plain | None, snapshot: Snapshot, today: dt.date) -> tuple[list[Change], str | None]:
    """What a form that was filled in changes, and the inspection whose deadline that may move. Raises FormError.

    `current`: the record as the form began; None for a new one.
    """
    form, knowledge = FORMS[kind], snapshot.knowledge
    errors = {f.name: f"{f.label} is missing." for f in form.fields if f.required and not values.get(f.name)}
    try:
        sources, extra = _sources(values, knowledge, today)
    except EditError as error:
        raise FormError({**errors, NEW_SOURCE: str(error)}) from error
    if any(f.name == SOURCE for f in form.fields) and not sources:
        errors[SOURCE] = "A fact needs a source: choose one, or give the address of the page below."
    if errors:
        raise FormError(errors)
    try:
        plain = _inspection(values, current, sources, snapshot, today) if kind == "inspection" else _record(form, values, current, sources)
        plain = plain if current else {"id": _new_id(kind, plain, knowledge), **plain}
        after = as_plain(as_entry(form.section, plain))
    except KnowledgeError as error:
        names = [f.name for f in form.fields]
        raise FormError({error.field if error.field in names else names[0]: error.says}) from error
    change = Change(section=form.section, record=after["id"], after=after, seen=mark(current) if current else NOTHING)
    return [*extra, change], after["id"] if kind == "inspection" else after.get("inspection")


def _sources(values: Values, knowledge: Knowledge, today: dt.date) -> tuple[list[Source], list[Change]]:
    known = {s.id: s for s in knowledge.sources}
    chosen = [known[name] for name in values.get(SOURCE) or () if name in known]
    typed = str(values.get(NEW_SOURCE) or "").strip()
    if not typed:
        return chosen, []
    source, is_new = source_named(known, typed, None, today)
    return [*chosen, source], [Change(section="sources", record=source.id, after=as_plain(source), seen=NOTHING)] if is_new else []


def _record(form: Form, values: Values, current: Plain | None, sources: Sequence[Source]) -> Plain:
    plain = dict(current or {})
    for field in form.fields:
        if field.name == NEW_SOURCE:
            continue
        value = [s.id for s in sources] if field.name == SOURCE else _value(field, values.get(field.name))
        if value in (None, "", []):
            plain.pop(field.name, None)
        else:
            plain[field.name] = value
    return plain


def _value(field: Field, given: Any) -> Any:
    if given is None:
        return None
    if field.kind == "words":
        lines = given if isinstance(given, list) else str(given).split("\n")
        return [line.strip() for line in lines if line.strip()]
    if field.kind == "number":
        text = str(given).strip()
        return int(text) if text.isascii() and text.isdigit() else text
    return given.strip() if isinstance(given, str) else given


def _inspection(values: Values, current: Plain | None, sources: Sequence[Source], snapshot: Snapshot, today: dt.date) -> Plain:
    """An inspection with the facts that differ from what the form began with, as stated by the source that was chosen.

    A fact that was emptied is taken out of whatever states it.
    """
    plain = dict(current or {})
    for name in ("area", "framework", "kind", "follows"):
        if values.get(name):
            plain[name] = values[name]
        else:
            plain.pop(name, None)
    visit = snapshot.view(dt.date.max).visit_by_id.get(plain.get("id", ""))
    before = _stated(visit) if visit else {}
    changed = {name: values.get(name) or None for name in _FACT_NAMES if (values.get(name) or None) != before.get(name)}
    gone = [name for name, value in changed.items() if value is None]
    plain["stated"] = [{k: v for k, v in facts.items() if k not in gone} for facts in plain.get("stated", [])]
    given = {name: _fact(name, value) for name, value in changed.items() if value is not None}
    if given or not plain["stated"]:
        begun = given.get("started") or given.get("published")
        day = public_since(sources[0], visit, today)
        known_on = max(day, dt.date.fromisoformat(begun)) if begun else day
        return with_facts(plain, sources[0], given, known_on)
    return plain


def _fact(name: str, value: str) -> Any:
    return value == "yes" if name == "plan_required" else int(value) if name == "outcome" else value


def _new_id(kind: str, plain: Plain, knowledge: Knowledge) -> str:
    section = FORMS[kind].section
    taken = [record.id for record in getattr(knowledge, section)]
    if kind == "inspection":
        stated = plain["stated"][-1]
        year = str(stated.get("started") or stated.get("published") or stated["known_on"])[:4]
        ending = {"full": "", "re-visit": "-revisit", "monitoring": "-monitoring"}[plain["kind"]]
        return free(f"{plain['area']}-{year}{ending}", taken)
    if kind == "finding":
        return free(f"{plain['inspection']}-{plain['topic']}", taken)
    if kind == "document":
        return free(slug(f"{plain['kind']} {plain.get('inspection') or plain['title']}"), taken)
    return free(slug(str(plain.get("name") or plain.get("term") or plain.get("title"))) or kind, taken)
