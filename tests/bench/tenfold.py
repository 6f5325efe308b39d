"""Ten times the knowledge: made-up copies of the areas, with all that is recorded of them, in files the loader checks as any others.

A copy's names are new words, made letter by letter from the real ones, so that they are as long and as many and lie no nearer
to everyday words. The same questions get the same answers where they ask of one area; lists grow with the knowledge, unless the
copies stand in sources of their own (`own_sources`) and the question is confined to others.
"""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from sendbot.model import Knowledge

COPIES = 9
_ENDINGS = ("ford", "ley", "ton", "wick", "mere", "combe", "stow", "dale", "worth")
_CONSONANTS, _VOWELS = "bcdfghjklmnpqrstvwxz", "aeiouy"
_KEPT = frozenset("and of upon on the with in north south east west city county council borough metropolitan royal".split())
_COPIED = ("areas", "ambiguous_names", "area_groups", "inspections", "findings", "documents", "measures")
# Fields that name records which are copied too, and fields that hold names of places or schemes.
_REFERENCES = frozenset("id inspection area areas fits usual members predecessors successors formerly follows".split())
_NAMES = frozenset("name official full_name aliases alias title scheme scheme_aliases".split())

Row = dict[str, Any]


def write_tenfold(folder: Path, files: Path, knowledge: Knowledge, *, copies: int = COPIES, own_sources: bool = False) -> Path:
    """A new folder with the knowledge files and so many copies of what they hold."""
    folder.mkdir(parents=True)
    for path in files.glob("*.yaml"):
        shutil.copy(path, folder / path.name)
    for number in range(1, copies + 1):
        made = copy_of(knowledge, number, own_sources=own_sources)
        # JSON is YAML; the name puts it after the other files.
        (folder / f"zz-copy-{number}.yaml").write_text(json.dumps(made, ensure_ascii=False, indent=0), encoding="utf-8")
    return folder


def copy_of(knowledge: Knowledge, number: int, *, own_sources: bool = False) -> dict[str, list[Row]]:
    """The rows of one copy, by section."""
    records: dict[str, list[Row]] = msgspec.to_builtins(knowledge)
    rename = _renamer(number)
    made = {section: [_copy(row, number, rename, own_sources=own_sources) for row in records[section]] for section in _COPIED}
    if own_sources:
        made["sources"] = [_of_sources(row, number) for row in records["sources"]]
    return made


def _copy(row: Row, number: int, rename: Callable[[str], str], *, own_sources: bool) -> Row:
    def changed(field: str, value: Any) -> Any:
        if isinstance(value, (list, tuple)):
            return [changed(field, v) for v in value]
        if isinstance(value, dict):
            return {f: changed(f, v) for f, v in value.items()}
        if field in _REFERENCES:
            return f"{value}-copy-{number}"
        if field in _NAMES:
            return rename(value)
        if field == "sources" and own_sources:
            return f"{value}-copy-{number}"
        if field == "la_code":
            return value + 1_000 * number
        if field in ("gss", "url"):
            return f"{value}#{number}"
        return value

    return {field: changed(field, value) for field, value in row.items()}


def _of_sources(row: Row, number: int) -> Row:
    return {**row, "id": f"{row['id']}-copy-{number}", "title": f"{row['title']} ({number})"}


def _renamer(number: int) -> Callable[[str], str]:
    """Gives a name's made-up counterpart in one copy: letters turned by `number`, and the copy's own ending on each word."""
    turned = {}
    for letters in (_CONSONANTS, _VOWELS):
        turned |= {a: letters[(i + number) % len(letters)] for i, a in enumerate(letters)}
    ending = _ENDINGS[number - 1]

    def word(match: re.Match[str]) -> str:
        real = match[0]
        if real.lower() in _KEPT:
            return real
        made = "".join(turned[c] for c in real.lower()) + ending
        return made.upper() if real.isupper() else made.capitalize() if real[0].isupper() else made

    return lambda name: re.sub(r"[A-Za-z]+", word, name)
