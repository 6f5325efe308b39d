"""What a change to the knowledge is: asked for (`Change`), and as it stands in the trail (`Edit`)."""

import datetime as dt
import hashlib
from typing import Any, Literal

import msgspec

from sendbot.errors import EditError
from sendbot.lexicon.language import Intent
from sendbot.model import SECTIONS, Knowledge, Record
from sendbot.validation import decode

Action = Literal["add", "edit", "remove", "keep"]
Plain = dict[str, Any]
Entry = Record | Intent

INTENTS = "intents"
# Every section whose records can be edited, and what each holds. Statements are part of their inspections.
EDITABLE: dict[str, type[Entry]] = {**{name: kind for name, kind in SECTIONS.items() if name != "statements"}, INTENTS: Intent}
_KEYS = {"ambiguous_names": "alias", "elsewhere": "name"}
NOTHING = "none"


class Author(msgspec.Struct, frozen=True):
    """Who changes something, and from where: a Slack user id or a user's name; "slack C123", "terminal", "import"."""

    who: str
    whence: str


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """A change that is asked for. `after`: the record as it shall be; None removes it. `seen`: the `mark` of the record that whoever
    asks had before them, so that nobody's change is overwritten unseen."""

    section: str
    record: str
    after: Plain | None
    seen: str


class Edit(msgspec.Struct, frozen=True, kw_only=True):
    """A change that was made. `before` / `after`: the record; None where there was or is none. `undoes`: the edit it reverses.

    `keep` is the decision to keep an edit though the files say something else: `before` is what they say.
    """

    id: int
    at: dt.datetime
    who: str
    whence: str
    section: str
    record: str
    action: Action
    before: Plain | None
    after: Plain | None
    why: str = ""
    undoes: int | None = None


class OvertakenError(EditError):
    """The record was changed since it was seen. `latest`: by which edit, where it was one; `now`: the record as it is."""

    def __init__(self, message: str, latest: Edit | None, now: Plain | None) -> None:
        super().__init__(message)
        self.latest, self.now = latest, now


def key_field(section: str) -> str:
    """The field that names a section's records."""
    return _KEYS.get(section, "id")


def as_entry(section: str, plain: Plain) -> Entry:
    """A record from its plain form, checked by itself. Raises KnowledgeError naming the field."""
    label = f"{section}, {plain.get(key_field(section), 'new record')}"
    if section == INTENTS:
        try:
            return msgspec.convert(plain, Intent)
        except msgspec.ValidationError as error:
            raise EditError(f"{label}: {error}.") from error
    kind = EDITABLE[section]
    assert issubclass(kind, Record)  # noqa: S101 - all but the intents are
    return decode(plain, kind, label)


def as_plain(entry: Entry) -> Plain:
    """A record's plain form: what JSON can hold, absent fields left out."""
    plain: Plain = msgspec.json.decode(msgspec.json.encode(entry))
    return {field: value for field, value in plain.items() if value not in (None, [])}


def normal(section: str, plain: Plain | None) -> Plain | None:
    """A record's plain form with its fields in their order and its defaults left out, checked. Raises KnowledgeError."""
    return None if plain is None else as_plain(as_entry(section, plain))


def mark(plain: Plain | None) -> str:
    """What tells one state of a record from another."""
    if plain is None:
        return NOTHING
    return hashlib.sha256(msgspec.json.encode(plain, order="sorted")).hexdigest()[:16]


def find(knowledge: Knowledge, intents: tuple[Intent, ...], section: str, record: str) -> Entry | None:
    """A record by its section and name."""
    field = key_field(section)
    return next((r for r in records_of(knowledge, intents, section) if getattr(r, field) == record), None)


def records_of(knowledge: Knowledge, intents: tuple[Intent, ...], section: str) -> tuple[Entry, ...]:
    """All records of a section."""
    return intents if section == INTENTS else getattr(knowledge, section)


def action_of(before: Plain | None, after: Plain | None) -> Action:
    """What a change does."""
    return "add" if before is None else "remove" if after is None else "edit"
