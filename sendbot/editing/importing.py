"""Files (YAML as in `knowledge/`, `intents.yaml`, CSV, or an archive of them) as changes to what is in effect.

Everything is read and checked first; what is wrong is told with row and field, all of it, and then nothing is changed. A record of
the file is added, or replaces the one of its name; records that the file does not have stay as they are.
"""

import csv
import io
import types
import typing
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePath
from typing import Any

import msgspec

from sendbot.editing.edits import INTENTS, NOTHING, Change, Plain, as_entry, as_plain, key_field, mark, records_of
from sendbot.editing.exporting import split_cell, uncell
from sendbot.errors import EditError, KnowledgeError
from sendbot.lexicon.language import Intents, Language
from sendbot.model import SECTIONS, Knowledge, Record
from sendbot.wording import count_of
from sendbot.yaml12 import parse_yaml

_MOST_ERRORS = 20
_LARGEST = 20_000_000  # bytes of one file


class Row(msgspec.Struct, frozen=True):
    """One record of a file. `label`: where it stands, for people."""

    section: str
    plain: Plain
    label: str


def changes_from(files: Mapping[str, bytes], knowledge: Knowledge, language: Language) -> list[Change]:
    """What the files change. Raises EditError with all that is wrong with their records, each by row and field."""
    errors: list[str] = []
    rows = [row for name, content in unpacked(files).items() for row in _rows(name, content, errors)]
    changes = list(_changes(rows, knowledge, language, errors))
    if errors:
        shown = "\n".join(errors[:_MOST_ERRORS])
        more = f"\nand {len(errors) - _MOST_ERRORS} more" if len(errors) > _MOST_ERRORS else ""
        raise EditError(f"{count_of(len(errors), 'thing')} to mend, nothing was changed:\n{shown}{more}")
    return changes


def unpacked(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files, archives opened."""
    found: dict[str, bytes] = {}
    for name, content in files.items():
        if not name.lower().endswith(".zip"):
            found[PurePath(name).name] = content
            continue
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as packed:
                inside = [entry for entry in packed.infolist() if not entry.is_dir()]
                if sum(entry.file_size for entry in inside) > _LARGEST:
                    raise EditError(f"{name} holds more than {_LARGEST // 1_000_000} MB. Import it in parts.")
                found.update({PurePath(entry.filename).name: packed.read(entry) for entry in inside})
        except zipfile.BadZipFile as error:
            raise EditError(f"{name} is no zip archive that can be read. Export it again.") from error
    return found


def _rows(name: str, content: bytes, errors: list[str]) -> Iterable[Row]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        errors.append(f"{name}: it is not UTF-8 text. Save it as UTF-8.")
        return []
    ending = PurePath(name).suffix.lower()
    if ending in (".yaml", ".yml"):
        return list(_yaml_rows(name, text, errors))
    if ending == ".csv":
        return list(_csv_rows(name, text, errors))
    errors.append(f"{name}: only .yaml, .csv and .zip files can be imported.")
    return []


# --- YAML
def _yaml_rows(name: str, text: str, errors: list[str]) -> Iterator[Row]:
    try:
        document = parse_yaml(text, name)
    except KnowledgeError as error:
        errors.append(str(error))
        return
    if not isinstance(document, dict):
        errors.append(f"{name}: expected sections such as 'findings:' with a list below.")
        return
    if INTENTS in document:
        yield from _intent_rows(name, document, errors)
        return
    for section, records in document.items():
        if section not in SECTIONS or not isinstance(records, list):
            errors.append(f"{name}: '{section}' is no section with a list. Sections are {', '.join(SECTIONS)}.")
            continue
        for number, record in enumerate(records, 1):
            plain = _jsonable(record) if isinstance(record, dict) else {}
            key = plain.get("inspection" if section == "statements" else key_field(section), number)
            yield Row(section, plain, f"{name}, {section}, record {key}")


def _intent_rows(name: str, document: Plain, errors: list[str]) -> Iterator[Row]:
    others = [part for part in document if part != INTENTS]
    errors += [f"{name}: '{part}' is not imported. Words are changed in sendbot/lexicon; take them out of this file." for part in others]
    if others:
        return
    try:
        msgspec.convert(document, Intents)
    except msgspec.ValidationError as error:
        errors.append(f"{name}: {error}.")
        return
    for number, intent in enumerate(document[INTENTS], 1):
        yield Row(INTENTS, intent, f"{name}, intents, {intent.get('id', number)}")


def _jsonable(record: Plain) -> Plain:
    """Dates as text, as in JSON."""
    plain: Plain = msgspec.json.decode(msgspec.json.encode(record))
    return plain


# --- CSV
def _csv_rows(name: str, text: str, errors: list[str]) -> Iterator[Row]:
    section = PurePath(name).stem.lower()
    if section not in SECTIONS:
        errors.append(f"{name}: the file's name must be that of a section, such as findings.csv. Sections are {', '.join(SECTIONS)}.")
        return
    kind = SECTIONS[section]
    table = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        head = next(table, [])
        unknown = [column for column in head if column not in kind.__struct_fields__]
        if unknown or not head:
            errors.append(f"{name}, row 1: there is no field '{', '.join(unknown)}'. Fields are {', '.join(kind.__struct_fields__)}.")
            return
        for number, cells in enumerate(table, 2):
            if any(cells):
                yield from _csv_row(Row(section, {}, f"{name}, row {number}"), kind, head, cells, errors)
    except csv.Error as error:
        errors.append(f"{name}, row {table.line_num}: {error}. Save the table again as CSV.")


def _csv_row(row: Row, kind: type[Record], head: list[str], cells: list[str], errors: list[str]) -> Iterator[Row]:
    if len(cells) > len(head):
        errors.append(f"{row.label}: it has {len(cells)} cells, and the first row only {len(head)}.")
        return
    hints = typing.get_type_hints(kind)
    plain: Plain = {}
    for field, text in zip(head, cells, strict=False):
        try:
            if text:
                plain[field] = _value(uncell(text), hints[field])
        except ValueError:
            errors.append(f"{row.label}, field '{field}': '{text}' is not what belongs there.")
    yield msgspec.structs.replace(row, plain=plain)


def _value(text: str, hint: Any) -> Any:
    if isinstance(hint, types.UnionType) or typing.get_origin(hint) is typing.Union:
        hint = next(a for a in typing.get_args(hint) if a is not type(None))
    if typing.get_origin(hint) is typing.Literal:
        hint = type(typing.get_args(hint)[0])
    if typing.get_origin(hint) is tuple:
        return split_cell(text)
    if hint is bool:
        return {"true": True, "yes": True, "false": False, "no": False}.get(text.lower(), text)
    return int(text) if hint is int else text


# --- changes
def _changes(rows: Iterable[Row], knowledge: Knowledge, language: Language, errors: list[str]) -> Iterator[Change]:
    rows = list(rows)
    statements: dict[str, list[Row]] = {}
    for row in rows:
        if row.section == "statements":
            statements.setdefault(str(row.plain.get("inspection")), []).append(row)
    known = {
        (section, getattr(entry, key_field(section))): entry
        for section in {row.section for row in rows} - {"statements"} | {"inspections"}
        for entry in records_of(knowledge, language.intents, section)
    }
    seen: dict[tuple[str, str], str] = {}
    for row in rows:
        if row.section == "statements":
            continue
        name = str(row.plain.get(key_field(row.section), ""))
        if (row.section, name) in seen:
            errors.append(f"{row.label}: '{name}' is there twice (also in {seen[row.section, name]}).")
            continue
        seen[row.section, name] = row.label
        current = known.get((row.section, name))
        plain = row.plain
        if row.section == "inspections":
            own = [*plain.get("stated", []), *(_facts(s.plain) for s in statements.pop(name, []))]
            plain = {**plain, "stated": own or (as_plain(current).get("stated", []) if current else [])}
        yield from _change(msgspec.structs.replace(row, plain=plain), name, as_plain(current) if current else None, errors)
    for name, stated in statements.items():
        current = known.get(("inspections", name))
        if current is None:
            errors.append(f"{stated[0].label}, field 'inspection': there is no inspection '{name}'. Add it or correct the name.")
            continue
        before = as_plain(current)
        after = {**before, "stated": _merged(before.get("stated", []), [_facts(s.plain) for s in stated])}
        yield from _change(Row("inspections", after, stated[0].label), name, before, errors)


def _change(row: Row, name: str, before: Plain | None, errors: list[str]) -> Iterator[Change]:
    try:
        after = as_plain(as_entry(row.section, row.plain))
    except KnowledgeError as error:
        errors.append(f"{row.label}: {str(error).split(': ', 1)[-1]}")
        return
    except EditError as error:
        errors.append(f"{row.label}: {error}")
        return
    if after != before:
        yield Change(section=row.section, record=name, after=after, seen=mark(before) if before else NOTHING)


def _facts(plain: Plain) -> Plain:
    return {field: value for field, value in plain.items() if field != "inspection"}


def _merged(stated: list[Plain], given: list[Plain]) -> list[Plain]:
    """What is stated, with what the same sources state replaced, and the rest added."""
    merged = list(stated)
    for facts in given:
        place = next((n for n, old in enumerate(merged) if old["sources"] == facts.get("sources")), None)
        if place is None:
            merged.append(facts)
        else:
            merged[place] = facts
    return merged
