"""The knowledge files and `intents.yaml`, read and checked whole: an error names file, record and field, and nothing is used.

A file holds sections (`findings:`, `terms:` ...; see `model.SECTIONS`), in any file; records keep the order of the files.
"""

import datetime as dt
import itertools
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from sendbot.errors import KnowledgeError
from sendbot.lexicon.language import Language
from sendbot.model import SECTIONS, Facts, Inspection, Knowledge, Record, Statement
from sendbot.yaml12 import read_yaml

_DATE_ORDER = ("started", "ended", "letter_dated", "received", "published", "plan_submitted", "plan_approved")
_LOOSE = frozenset((("letter_dated", "received"), ("received", "published")))


def read_knowledge(folder: Path, bank_holidays: Iterable[dt.date] = ()) -> Knowledge:
    """All records of a folder of YAML files, checked.

    Raises KnowledgeError naming file, record and field of the first thing that is wrong.
    """
    paths = sorted(folder.glob("*.yaml"))
    if not paths:
        raise KnowledgeError(f"There are no knowledge files in {folder.name}/. Put the *.yaml files back, for example with git checkout.")
    found: dict[str, list[Record]] = {section: [] for section in SECTIONS}
    where: dict[int, str] = {}
    for path in paths:
        for section, record, label in _records(path):
            where[id(record)] = label
            found[section].append(record)
    statements = found.pop("statements")
    _check(found, statements, where)
    found["inspections"] = _with_statements(found["inspections"], statements, where)  # type: ignore[arg-type]
    return Knowledge(**{section: tuple(records) for section, records in found.items()}, bank_holidays=tuple(bank_holidays))  # type: ignore[arg-type]


def _records(path: Path) -> Iterator[tuple[str, Record, str]]:
    document = read_yaml(path)
    if not isinstance(document, dict):
        raise KnowledgeError(f"{path.name}: expected sections such as 'findings:' with a list below. See the head of the other files.")
    for section, rows in document.items():
        if section not in SECTIONS:
            raise KnowledgeError(f"{path.name}: there is no section '{section}'. Sections are {', '.join(SECTIONS)}.")
        if not isinstance(rows, list):
            raise KnowledgeError(f"{path.name}, {section}: expected a list of records, each beginning with '- '.")
        for number, row in enumerate(rows, 1):
            label = f"{path.name}, {section}, {_name(row, number)}"
            yield section, _decode(row, SECTIONS[section], label), label


def _name(row: Any, number: int) -> str:
    name = next((row[k] for k in ("id", "inspection", "alias", "name") if isinstance(row, dict) and k in row), None)
    return f"record {name}" if name else f"record {number}"


def _decode(row: Any, kind: type[Record], label: str) -> Record:
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
    return f"field '{field or 'record'}': {problem[0].lower()}{_in_words(problem[1:])}. Mend the value."


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


def _in_words(problem: str) -> str:
    """Msgspec's words with its names of types put into words."""
    return re.sub(r"`([^`]*)`", lambda m: " or ".join(_TYPES.get(t, f"'{t}'") for t in m[1].split(" | ")), problem)


# --- checks across records
def _check(found: dict[str, list[Record]], statements: list[Record], where: dict[int, str]) -> None:
    known = {section: _ids(section, records, where) for section, records in found.items()}

    def refer(record: Record, field: str, section: str, values: Iterable[str | None]) -> None:
        for value in values:
            if value is not None and value not in known[section]:
                raise KnowledgeError(
                    f"{where[id(record)]}: field '{field}' names '{value}', which is not in {section}. Correct it or add the record."
                )

    for records in (*found.values(), statements):
        for record in records:
            _check_references(record, refer)
            _check_facts(record, where[id(record)])
    _check_tree(found["topics"], where)
    _check_twins(found["findings"], where)


def _ids(section: str, records: list[Record], where: dict[int, str]) -> set[str]:
    seen: dict[str, str] = {}
    for record in records:
        key = str(getattr(record, "id", None) or getattr(record, "alias", None) or getattr(record, "name", ""))
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
            raise KnowledgeError(f"{label}: known_on ({facts.known_on}) is before the inspection ({begun}). Correct one of the dates.")
    named = [(f, dates[f]) for f in _DATE_ORDER if f in dates]
    for (first, early), (second, late) in itertools.pairwise(named):
        if early > late and (first, second) not in _LOOSE:
            raise KnowledgeError(f"{label}: {first} ({early}) is after {second} ({late}). Correct one of the dates.")
    since, until = getattr(record, "since", None), getattr(record, "until", None)
    if isinstance(since, dt.date) and isinstance(until, dt.date) and since > until:
        raise KnowledgeError(f"{label}: since ({since}) is after until ({until}). Correct one of the dates.")


def _check_tree(topics: list[Record], where: dict[int, str]) -> None:
    parents = {t.id: t.parent for t in topics}  # type: ignore[attr-defined]
    for topic in topics:
        seen, step = {topic.id}, parents[topic.id]  # type: ignore[attr-defined]
        while step:
            if step in seen:
                raise KnowledgeError(f"{where[id(topic)]}: field 'parent' leads back to the topic itself. Choose another parent.")
            seen.add(step)
            step = parents[step]


def _check_twins(findings: list[Record], where: dict[int, str]) -> None:
    seen: dict[tuple[str, str, str, str], str] = {}
    for f in findings:
        key = (f.inspection, f.kind, f.topic, f.says)  # type: ignore[attr-defined]
        if key in seen:
            raise KnowledgeError(f"{where[id(f)]}: the same finding stands in {seen[key]}. Remove one.")
        seen[key] = where[id(f)]


def _with_statements(inspections: list[Inspection], statements: list[Statement], where: dict[int, str]) -> list[Record]:
    """Inspections with the statements that are filed apart added to what is stated of them."""
    extra: dict[str, list[Facts]] = {}
    for statement in statements:
        fields = {f: getattr(statement, f) for f in Facts.__struct_fields__}
        extra.setdefault(statement.inspection, []).append(Facts(**fields))
    joined: list[Record] = []
    for inspection in inspections:
        if inspection.id in extra:
            inspection = msgspec.structs.replace(inspection, stated=(*inspection.stated, *extra[inspection.id]))  # noqa: PLW2901
        if not inspection.stated:
            raise KnowledgeError(
                f"{where.get(id(inspection), inspection.id)}: nothing is stated of this inspection. Add 'stated:' with sources."
            )
        joined.append(inspection)
    return joined


# --- intents.yaml
def read_language(path: Path) -> Language:
    """The language of `intents.yaml`, checked.

    Raises KnowledgeError naming the rule and field of the first thing that is wrong.
    """
    document = read_yaml(path)
    try:
        language = msgspec.convert(document, Language)
    except msgspec.ValidationError as error:
        raise KnowledgeError(f"{path.name}: {_place(str(error), document)}") from error
    _check_language(language, path.name)
    return language


def _place(message: str, document: Any) -> str:
    """Msgspec's words with the rule named instead of its number."""
    problem, _, place = message.partition(" - at ")
    parts = place.strip("`").removeprefix("$.").replace("]", "").split("[")
    if isinstance(document, dict) and len(parts) > 1 and parts[1].split(".")[0].isdigit():
        rows, number = document.get(parts[0]), int(parts[1].split(".")[0])
        row = rows[number] if isinstance(rows, list) and number < len(rows) else None
        if isinstance(row, dict) and "id" in row:
            hint = "An example that begins with {area} must stand in quotes." if "got `object`" in problem else "Mend that rule."
            return f"{parts[0]}, {row['id']}: {_in_words(problem)}. {hint}"
        return f"{parts[0]}, item {number + 1}: {_in_words(problem)}. Mend it."
    return f"{_in_words(problem)} ({place.strip('`').removeprefix('$.') or 'top'}). Mend it, or put the file back, for example with git checkout."


def _check_language(language: Language, name: str) -> None:
    seen: dict[str, str] = {}
    for intent in language.intents:
        for cue in intent.cues:
            if cue not in language.words:
                raise KnowledgeError(f"{name}, intents, {intent.id}: the cue '{cue}' is not among the words. Add it there or correct it.")
        for example in intent.examples:
            if example in seen:
                raise KnowledgeError(f"{name}, intents, {intent.id}: the example '{example}' stands in {seen[example]} too. Keep one.")
            seen[example] = intent.id
    for kind, rows in (("intents", language.intents), ("declines", language.declines)):
        ids = [row.id for row in rows]
        for twice in {i for i in ids if ids.count(i) > 1}:
            raise KnowledgeError(f"{name}, {kind}: '{twice}' is there twice. Rename or remove one.")
