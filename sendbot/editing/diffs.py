"""The difference between two states of a record, in words: a line for each field that changes."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from sendbot.editing.edits import Change, Edit, Plain
from sendbot.wording import say_date

_NONE = "not recorded"
_LONGEST = 300
# What one record of a section is called.
ONE: dict[str, str] = {
    "sources": "source",
    "areas": "area",
    "ambiguous_names": "ambiguous name",
    "area_groups": "group of areas",
    "elsewhere": "place elsewhere",
    "topics": "topic",
    "inspections": "inspection",
    "findings": "finding",
    "documents": "document",
    "terms": "term",
    "rules": "rule",
    "observations": "observation",
    "advice": "advice",
    "clocks": "clock",
    "measures": "measure",
    "totals": "total",
    "named_dates": "named date",
    "intents": "intent",
}
_FIELDS = {
    "plan_due": "plan due",
    "plan_submitted": "plan submitted",
    "plan_approved": "plan approved",
    "plan_required": "plan required",
    "letter_dated": "letter dated",
    "known_on": "public since",
    "says": "says",
}


def title(section: str, record: str) -> str:
    """A record by its kind and name: "finding bury-2017-sendias"."""
    return f"{ONE[section]} {record}"


def difference(before: Plain | None, after: Plain | None) -> list[str]:
    """A line for each field that differs, before and after; all that there is, where there was or will be nothing."""
    if before is None:
        return [f"{name.removesuffix(_LISTED)}: {_shown(value)}" for name, value in _flat(after or {}).items()]
    if after is None:
        return [f"{name.removesuffix(_LISTED)}: {_shown(value)} → removed" for name, value in _flat(before).items()]
    old, new = _flat(before), _flat(after)
    names = [*old, *(name for name in new if name not in old)]
    lines = [_line(name, old.get(name), new.get(name)) for name in names if old.get(name) != new.get(name)]
    return lines or ["the order of what is stated"]


def summary(edit: Edit | Change, before: Plain | None) -> str:
    """A change in one line."""
    what = title(edit.section, edit.record)
    if before is None:
        return f"{what} added"
    if edit.after is None:
        return f"{what} removed"
    return f"{what}: {'; '.join(difference(before, edit.after))}"


def told(edit: Edit) -> str:
    """An edit in one line."""
    if edit.action == "keep":
        return f"{title(edit.section, edit.record)} kept as it is, over what the files say"
    return summary(edit, edit.before)


def _line(name: str, old: str | None, new: str | None) -> str:
    if old is not None and new is not None and name.endswith(_LISTED):
        return _list_line(name.removesuffix(_LISTED), old.split("\n"), new.split("\n"))
    return f"{name.removesuffix(_LISTED)}: {_shown(old)} → {_shown(new)}"


_LISTED = "\x00"  # marks the fields that hold lists: what was added to them and taken from them is said, not the whole


def _list_line(name: str, old: Sequence[str], new: Sequence[str]) -> str:
    added, gone = [item for item in new if item not in old], [item for item in old if item not in new]
    parts = [*(f"added '{item}'" for item in added), *(f"removed '{item}'" for item in gone)]
    return f"{name}: {', '.join(parts) if parts else 'another order'}"


def _shown(value: str | None) -> str:
    if value is None:
        return _NONE
    value = value.replace("\n", ", ")
    return value if len(value) <= _LONGEST else f"{value[: _LONGEST - 1]}…"


def _flat(plain: Plain) -> dict[str, str]:
    """Field to its value in words. Of what is stated, each source's word is a field of its own."""
    found: dict[str, str] = {}
    for field, value in plain.items():
        if field == "stated":
            for facts in value:
                found.update(_stated(facts))
        elif isinstance(value, list):
            found[_label(field) + _LISTED] = "\n".join(str(item) for item in value)
        else:
            found[_label(field)] = _say(value)
    return found


def _stated(facts: Plain) -> Iterable[tuple[str, str]]:
    sources = ", ".join(facts["sources"])
    return [(f"{_label(field)} ({sources})", _say(value)) for field, value in facts.items() if field != "sources"]


def _label(field: str) -> str:
    return _FIELDS.get(field, field.replace("_", " "))


def _say(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        try:
            return say_date(dt.date.fromisoformat(value)) if len(value) == len("2017-10-06") else value
        except ValueError:
            return value
    return str(value)


__all__ = ["ONE", "difference", "summary", "title", "told"]
