"""What makes records true to their shape and to each other: the checks that files, edits and imports all have to pass.

A KnowledgeError names the record by its label (file or edit, section, id), then the field, then what to do.
"""

import datetime as dt
import itertools
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec

from sendbot.errors import KnowledgeError
from sendbot.lexicon.language import SLOTS, Language
from sendbot.model import SECTIONS, Facts, Knowledge, Record, Statement

_DATE_ORDER = ("started", "ended", "letter_dated", "received", "published", "plan_submitted", "plan_approved")
_LOOSE = frozenset((("letter_dated", "received"), ("received", "published")))


def decode(row: Any, kind: type[Record], label: str) -> Record:
    """A row as a record, strictly. Raises KnowledgeError naming the field."""
    try:
        return msgspec.convert(row, kind)
    except msgspec.ValidationError as error:
        raise KnowledgeError(f"{label}: {_plain(str(error), kind)}") from error


def _plain(message: str, kind: type[Record]) -> str:
    """Msgspec's words as a sentence with the field and what to do."""
    problem, _, place = message.partition(" - at ")
    field = place.strip("`").removeprefix("$").removeprefix(".")
    if "unknown field" in problem:
        name = problem.split("`")[1]
        return f"there is no field '{name}'. Fields are {', '.join(kind.__struct_fields__)}."
    if "missing required field" in problem:
        return f"the field '{problem.split('`')[1]}' is missing. Add it."
    if "RFC3339" in problem:
        return f"field '{field}': that is no date. Write it as 2017-10-06."
    return f"field '{field or 'record'}': {problem[0].lower()}{in_words(problem[1:])}. Mend the value."


# Msgspec's names of types, for people.
_TYPES = {
    "str": "words",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "array": "a list",
    "object": "fields",
    "null": "nothing",
    "date": "a date",
}


def in_words(problem: str) -> str:
    """Msgspec's words with its names of types put into words."""
    return re.sub(r"`([^`]*)`", lambda m: " or ".join(_TYPES.get(t, f"'{t}'") for t in m[1].split(" | ")), problem)


# --- checks across records
def check_records(found: Mapping[str, Iterable[Record]], statements: Iterable[Record], where: Mapping[int, str]) -> None:
    """Check records against each other. `where`: each record's label, by its `id()`. Raises KnowledgeError."""
    known = {section: _ids(section, records, where) for section, records in found.items()}

    def refer(record: Record, field: str, section: str, values: Iterable[str | None]) -> None:
        for value in values:
            if value is not None and value not in known[section]:
                says = f"field '{field}' names '{value}', which is not in {section}. Correct it or add the record."
                raise KnowledgeError(f"{where[id(record)]}: {says}", field=field, says=says)

    for records in (*found.values(), statements):
        for record in records:
            _check_references(record, refer)
            _check_facts(record, where[id(record)])
    _check_tree(found["topics"], where)
    _check_twins(found["findings"], where)


def _ids(section: str, records: Iterable[Record], where: Mapping[int, str]) -> set[str]:
    seen: dict[str, str] = {}
    for record in records:
        key = key_of(record)
        if key in seen:
            raise KnowledgeError(f"{where[id(record)]}: '{key}' is there twice in {section} (also in {seen[key]}). Remove or rename one.")
        seen[key] = where[id(record)]
    return set(seen)


_REFERENCES = (
    ("sources", "sources"),
    ("inspection", "inspections"),
    ("follows", "inspections"),
    ("area", "areas"),
    ("areas", "areas"),
    ("fits", "areas"),
    ("usual", "areas"),
    ("members", "areas"),
    ("predecessors", "areas"),
    ("successors", "areas"),
    ("topic", "topics"),
    ("also", "topics"),
    ("topics", "topics"),
    ("parent", "topics"),
    ("kinds", "topics"),
)


def _check_references(record: Record, refer: Callable[[Record, str, str, Iterable[str | None]], None]) -> None:
    for field, section in _REFERENCES:
        value = getattr(record, field, None)
        if value is None or field not in record.__struct_fields__:
            continue
        if field == "topics" and not isinstance(value, tuple):
            continue
        refer(record, field, section, (value,) if isinstance(value, str) else value)
    for facts in getattr(record, "stated", ()):
        refer(record, "stated.sources", "sources", facts.sources)
    if "sources" in record.__struct_fields__ and not record.sources:  # type: ignore[attr-defined]
        refer(record, "sources", "sources", ("(none)",))


def _check_facts(record: Record, label: str) -> None:
    groups: tuple[Facts, ...] = (record,) if isinstance(record, Statement) else getattr(record, "stated", ())
    dates: dict[str, dt.date] = {}
    for facts in groups:
        for field in _DATE_ORDER:
            day = getattr(facts, field)
            if day and field not in dates:
                dates[field] = day
    begun = dates.get("started") or dates.get("published")
    for facts in groups:
        if begun and facts.known_on < begun:
            says = f"known_on ({facts.known_on}) is before the inspection ({begun}). Correct one of the dates."
            raise KnowledgeError(f"{label}: {says}", field="known_on", says=says)
    named = [(f, dates[f]) for f in _DATE_ORDER if f in dates]
    for (first, early), (second, late) in itertools.pairwise(named):
        if early > late and (first, second) not in _LOOSE:
            says = f"{first} ({early}) is after {second} ({late}). Correct one of the dates."
            raise KnowledgeError(f"{label}: {says}", field=second, says=says)
    since, until = getattr(record, "since", None), getattr(record, "until", None)
    if isinstance(since, dt.date) and isinstance(until, dt.date) and since > until:
        raise KnowledgeError(f"{label}: since ({since}) is after until ({until}). Correct one of the dates.")


def _check_tree(topics: Iterable[Record], where: Mapping[int, str]) -> None:
    parents = {t.id: t.parent for t in topics}  # type: ignore[attr-defined]
    for topic in topics:
        seen, step = {topic.id}, parents[topic.id]  # type: ignore[attr-defined]
        while step:
            if step in seen:
                raise KnowledgeError(f"{where[id(topic)]}: field 'parent' leads back to the topic itself. Choose another parent.")
            seen.add(step)
            step = parents[step]


def _check_twins(findings: Iterable[Record], where: Mapping[int, str]) -> None:
    seen: dict[tuple[str, str, str, str], str] = {}
    for f in findings:
        key = (f.inspection, f.kind, f.topic, f.says)  # type: ignore[attr-defined]
        if key in seen:
            raise KnowledgeError(f"{where[id(f)]}: the same finding stands in {seen[key]}. Remove one.")
        seen[key] = where[id(f)]


def check_knowledge(knowledge: Knowledge) -> None:
    """Check all records of a state of the knowledge, as loading does. Raises KnowledgeError naming section and record."""
    found: dict[str, tuple[Record, ...]] = {section: getattr(knowledge, section) for section in SECTIONS if section != "statements"}
    where = {id(record): f"{section}, {key_of(record)}" for section, records in found.items() for record in records}
    check_records(found, (), where)
    for inspection in knowledge.inspections:
        if not inspection.stated:
            label = where[id(inspection)]
            raise KnowledgeError(f"{label}: nothing is stated of this inspection. Add 'stated:' with sources.", field="stated")


def key_of(record: Record) -> str:
    """What a record is called by in its section: its id, alias or name."""
    return str(getattr(record, "id", None) or getattr(record, "alias", None) or getattr(record, "name", ""))


# --- language
_SLOT = re.compile(r"\{([^{}]*)\}")


def check_language(language: Language, name: str) -> None:
    """Check the rules of a language against each other. `name`: what to call it. Raises KnowledgeError."""
    seen: dict[str, str] = {}
    for intent in language.intents:
        for cue in intent.cues:
            if cue not in language.words:
                raise KnowledgeError(f"{name}, intents, {intent.id}: the cue '{cue}' is not among the words. Add it there or correct it.")
        for example in (*intent.examples, *intent.unlike):
            for slot in _SLOT.findall(example):
                if slot not in SLOTS:
                    raise KnowledgeError(
                        f"{name}, intents, {intent.id}: the example '{example}' has an unknown slot {{{slot}}}. Slots are {', '.join(sorted(SLOTS))}."
                    )
        for example in intent.examples:
            if example in seen:
                raise KnowledgeError(f"{name}, intents, {intent.id}: the example '{example}' stands in {seen[example]} too. Keep one.")
            seen[example] = intent.id
    for kind, rows in (("intents", language.intents), ("declines", language.declines)):
        ids = [row.id for row in rows]
        for twice in {i for i in ids if ids.count(i) > 1}:
            raise KnowledgeError(f"{name}, {kind}: '{twice}' is there twice. Rename or remove one.")
