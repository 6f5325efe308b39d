"""How records become rows and rows records: one table a section, lists as JSON text, dates as ISO text.

What is stated of an inspection is a table of its own, `facts`, so that every date and verdict can be queried.
"""

import types
import typing
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from sendbot.model import SECTIONS, Facts, Inspection, Knowledge, Record

TABLES: dict[str, type[Record]] = {section: kind for section, kind in SECTIONS.items() if section != "statements"}
_JSON = msgspec.json.Encoder()


def columns(kind: type[Record]) -> dict[str, type]:
    """Column name to SQLite type of a record's table."""
    hints = typing.get_type_hints(kind)
    return {field: _column(hints[field]) for field in kind.__struct_fields__ if field != "stated"}


def _column(hint: Any) -> type:
    if isinstance(hint, types.UnionType) or typing.get_origin(hint) is typing.Union:
        hint = next(a for a in typing.get_args(hint) if a is not type(None))
    if typing.get_origin(hint) is typing.Literal:
        hint = type(typing.get_args(hint)[0])
    return int if hint in (int, bool) else str


def to_row(record: Record) -> dict[str, Any]:
    """A record as a row: every column named, absent facts NULL."""
    plain = msgspec.to_builtins(record)
    return {field: _cell(plain.get(field)) for field in record.__struct_fields__ if field != "stated"}


def _cell(value: Any) -> Any:
    return _JSON.encode(value).decode() if isinstance(value, (list, tuple)) else value


def fact_rows(inspections: Iterable[Inspection]) -> Iterable[dict[str, Any]]:
    """A row for each group of facts, with its inspection and its place in the order."""
    for inspection in inspections:
        for number, facts in enumerate(inspection.stated):
            yield {"inspection": inspection.id, "number": number, **to_row(facts)}


def from_rows(tables: Mapping[str, Iterable[Mapping[str, Any]]], facts: Iterable[Mapping[str, Any]], holidays: Iterable[str]) -> Knowledge:
    """All records from their rows."""
    stated: dict[str, list[dict[str, Any]]] = {}
    fact_fields = _tuple_fields(Facts)
    for row in facts:
        stated.setdefault(row["inspection"], []).append(_plain(row, fact_fields, skip=("inspection", "number")))
    found: dict[str, Any] = {"bank_holidays": list(holidays)}
    for section, kind in TABLES.items():
        lists = _tuple_fields(kind)
        records = [_plain(row, lists) for row in tables[section]]
        if section == "inspections":
            for record in records:
                record["stated"] = stated.get(record["id"], [])
        found[section] = records
    return msgspec.convert(found, Knowledge, strict=False)


def _tuple_fields(kind: type[Record]) -> frozenset[str]:
    return frozenset(f for f, hint in typing.get_type_hints(kind).items() if typing.get_origin(hint) is tuple)


def _plain(row: Mapping[str, Any], lists: frozenset[str], skip: tuple[str, ...] = ()) -> dict[str, Any]:
    return {
        name: msgspec.json.decode(value) if name in lists else value
        for name, value in row.items()
        if value is not None and name not in skip and name != "position"
    }
