"""The knowledge files and `intents.yaml`, read and checked whole: an error names file, record and field, and nothing is used.

A knowledge file holds sections (`findings:`, `terms:` ...; see `model.SECTIONS`), in any file; records keep the order of the files.
The words that go with `intents.yaml` come from `word_files`.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from sendbot.errors import KnowledgeError
from sendbot.lexicon.language import WORDS_FOLDER, Intents, Language
from sendbot.model import SECTIONS, Facts, Inspection, Knowledge, Record, Statement
from sendbot.validation import check_language, check_records, decode, in_words
from sendbot.word_files import WHOLE, WORDS, read_word_files
from sendbot.yaml12 import read_yaml


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
    check_records(found, statements, where)
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
            yield section, decode(row, SECTIONS[section], label), label


def _name(row: Any, number: int) -> str:
    name = next((row[k] for k in ("id", "inspection", "alias", "name") if isinstance(row, dict) and k in row), None)
    return f"record {name}" if name else f"record {number}"


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
_MOVED = frozenset(Language.__struct_fields__) - {"intents"}


def read_language(path: Path, words: Path = WORDS_FOLDER) -> Language:
    """The rules of `intents.yaml` with the words of the word files in the folder `words`, checked.

    Raises KnowledgeError naming the rule and field, or the file and phrase, of the first thing that is wrong.
    """
    document = read_yaml(path)
    if isinstance(document, dict) and (moved := [part for part in document if part in _MOVED]):
        raise KnowledgeError(f"{path.name}: '{moved[0]}' no longer stands here but in the word files in sendbot/lexicon. Take it out.")
    try:
        rules = msgspec.convert(document, Intents)
    except msgspec.ValidationError as error:
        raise KnowledgeError(f"{path.name}: {_place(str(error), document)}") from error
    known = read_word_files(words)
    language = Language(
        words=known.cues(),
        fillers=known.phrases("skipped", WORDS),
        politeness=known.phrases("skipped", WHOLE),
        homographs=known.phrases("homograph", "homographs"),
        declines=known.declines,
        intents=rules.intents,
    )
    check_language(language, path.name)
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
            return f"{parts[0]}, {row['id']}: {in_words(problem)}. {hint}"
        return f"{parts[0]}, item {number + 1}: {in_words(problem)}. Mend it."
    return f"{in_words(problem)} ({place.strip('`').removeprefix('$.') or 'top'}). Mend it, or put the file back, for example with git checkout."
