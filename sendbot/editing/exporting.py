"""The knowledge in effect as files: YAML as in `knowledge/` (a file a section) with `intents.yaml`, or CSV a section.

The words are the program's own (`sendbot/lexicon`): nothing edits them, and they stay where they are.

The same knowledge always gives the same bytes: records in their order, fields in the order of the model, one way to write each value.
"""

import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec
import yaml

from sendbot.editing.edits import Plain, as_plain
from sendbot.lexicon.language import Language
from sendbot.model import SECTIONS, Knowledge, Record

_Base: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_WIDTH = 120
_SHORT = 90  # a list of words up to this length stands on one line
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_EPOCH = (2000, 1, 1, 0, 0, 0)  # the time of every file in an archive, so that its bytes tell only of its contents
INTENTS_FILE = "intents.yaml"


class _Dumper(_Base):  # type: ignore[misc]
    """Writes lists of short words on one line, everything else in blocks."""

    def ignore_aliases(self, _data: object) -> bool:
        return True


def _list(dumper: Any, items: list[Any]) -> Any:
    short = all(not isinstance(i, (dict, list)) for i in items) and sum(len(str(i)) + 2 for i in items) <= _SHORT
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=short)


def _mapping(dumper: Any, fields: dict[str, Any]) -> Any:
    return dumper.represent_mapping("tag:yaml.org,2002:map", fields.items(), flow_style=False)


_Dumper.add_representer(list, _list)
_Dumper.add_representer(tuple, _list)
_Dumper.add_representer(dict, _mapping)


def yaml_files(knowledge: Knowledge, language: Language, heads: Mapping[str, str] | None = None) -> dict[str, bytes]:
    """File name to its content, a file for each section that has records, and `intents.yaml`.

    `heads`: the comments that stand at the top of files, by file name; they are taken over (see `heads_of`).
    """
    heads = heads or {}
    files = {}
    for section in SECTIONS:
        records = [_dated(r) for r in getattr(knowledge, section, ())]
        if records:
            name = f"{section}.yaml"
            body = "\n".join(_dump([record]) for record in records)
            files[name] = f"{heads.get(name, '')}{section}:\n{body}".encode()
    rules = {"intents": [as_plain(intent) for intent in language.intents]}
    files[INTENTS_FILE] = f"{heads.get(INTENTS_FILE, '')}{_dump(rules)}".encode()
    return files


def _dated(record: Record) -> Plain:
    """A record's plain form with dates as dates, so that YAML writes them bare, and words that look like dates in quotes."""
    plain: Plain = msgspec.to_builtins(record, builtin_types=(dt.date,))
    return {field: list(value) if isinstance(value, tuple) else value for field, value in plain.items() if value not in (None, ())}


def _dump(value: Any) -> str:
    return str(yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH))


def heads_of(paths: Iterable[Path]) -> dict[str, str]:
    """The comments at the top of files, by file name, with the empty line after them."""
    heads = {}
    for path in paths:
        if path.is_file():
            match = re.match(r"(?:#[^\n]*\n|\n)+", path.read_text(encoding="utf-8"))
            heads[path.name] = match[0] if match else ""
    return heads


def csv_files(knowledge: Knowledge) -> dict[str, bytes]:
    """File name to its content, a file for each section that has records. What is stated of inspections is in `statements.csv`."""
    files = {}
    for section, kind in SECTIONS.items():
        fields = [field for field in kind.__struct_fields__ if field != "stated"]
        rows = _statements(knowledge) if section == "statements" else [as_plain(r) for r in getattr(knowledge, section)]
        if rows:
            files[f"{section}.csv"] = _table(fields, rows)
    return files


def _statements(knowledge: Knowledge) -> list[Plain]:
    return [{"inspection": i.id, **facts} for i in knowledge.inspections for facts in as_plain(i).get("stated", [])]


def _table(fields: list[str], rows: Iterable[Plain]) -> bytes:
    ordered = sorted(fields, key=lambda name: {"id": 0, "inspection": 1}.get(name, 2))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(ordered)
    writer.writerows([cell(row.get(name)) for name in ordered] for row in rows)
    return out.getvalue().encode()


def cell(value: Any) -> str:
    """A value as a cell: lists parted by "; " (as JSON where an item holds one), nothing that a spreadsheet takes for a formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = _joined(value) if isinstance(value, list) else str(value)
    return f"'{text}" if _FORMULA.match(text) else text


def uncell(text: str) -> str:
    """A cell's text without what `cell` put before it."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text[1:]) else text


def _joined(items: list[str]) -> str:
    text = "; ".join(items)
    return text if not text.startswith("[") and split_cell(text) == items else msgspec.json.encode(items).decode()


def split_cell(text: str) -> list[str]:
    """The items of a list's cell. Raises ValueError where it begins as JSON and is none."""
    if text.startswith("["):
        try:
            return msgspec.json.decode(text, type=list[str])
        except msgspec.DecodeError as error:
            raise ValueError(text) from error
    return [item.strip() for item in text.split(";") if item.strip()]


def archive(files: Mapping[str, bytes], folder: str = "") -> bytes:
    """Files as one zip archive; the same files always give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            entry = zipfile.ZipInfo(f"{folder}{name}", _EPOCH)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            made.writestr(entry, content)
    return out.getvalue()


__all__ = ["archive", "cell", "csv_files", "heads_of", "split_cell", "uncell", "yaml_files"]
