"""The knowledge as it is in effect: what the files say, with the edits on top."""

from collections.abc import Iterable, Mapping

import msgspec

from sendbot.editing.edits import INTENTS, Change, Edit, Entry, Plain, as_entry, as_plain, key_field, records_of
from sendbot.lexicon.language import Language
from sendbot.model import Knowledge
from sendbot.validation import check_knowledge, check_language

States = Mapping[tuple[str, str], Entry | None]


class Conflict(msgspec.Struct, frozen=True):
    """A record that the files now give otherwise than when it was edited. `theirs`: as the files have it; `edit`: the newest edit."""

    section: str
    record: str
    theirs: Plain | None
    ours: Plain | None
    edit: Edit


def overlay(knowledge: Knowledge, language: Language, states: States) -> tuple[Knowledge, Language]:
    """Knowledge and language with the given records put in place of theirs; None takes a record out.

    A record keeps its place; new ones follow in the order of `states`.
    """
    by_section: dict[str, dict[str, Entry | None]] = {}
    for (section, record), entry in states.items():
        by_section.setdefault(section, {})[record] = entry
    changed = {section: _replaced(records_of(knowledge, language.intents, section), section, new) for section, new in by_section.items()}
    intents = changed.pop(INTENTS, None)
    if intents is not None:
        language = msgspec.structs.replace(language, intents=intents)
    return (msgspec.structs.replace(knowledge, **changed) if changed else knowledge), language


def _replaced(records: tuple[Entry, ...], section: str, new: Mapping[str, Entry | None]) -> tuple[Entry, ...]:
    field = key_field(section)
    known = {getattr(record, field) for record in records}
    kept = (new.get(getattr(record, field), record) for record in records)
    added = (entry for name, entry in new.items() if name not in known)
    return tuple(record for record in (*kept, *added) if record is not None)


def states_of(rows: Iterable[tuple[str, str, Plain | None]]) -> dict[tuple[str, str], Entry | None]:
    """The last state of each edited record, in the order of their first edits. `rows`: section, record, after; oldest first."""
    last: dict[tuple[str, str], Plain | None] = {}
    for section, record, after in rows:
        last[section, record] = after
    return {(section, record): None if after is None else as_entry(section, after) for (section, record), after in last.items()}


def with_changes(knowledge: Knowledge, language: Language, changes: Iterable[Change]) -> tuple[Knowledge, Language]:
    """What the knowledge would be with these changes, checked whole. Raises KnowledgeError."""
    changes = list(changes)
    states = {(c.section, c.record): None if c.after is None else as_entry(c.section, c.after) for c in changes}
    changed, spoken = overlay(knowledge, language, states)
    check_knowledge(changed)
    if any(c.section == INTENTS for c in changes):
        check_language(spoken, "intents.yaml")
    return changed, spoken


def conflicts(knowledge: Knowledge, language: Language, edits: Iterable[Edit]) -> list[Conflict]:
    """Where the files (`knowledge`, `language`, without edits) now differ from what was edited, and from the edits.

    An edit that was made from what the files say, or that says the same, is none.
    """
    chains: dict[tuple[str, str], list[Edit]] = {}
    for edit in edits:
        chains.setdefault((edit.section, edit.record), []).append(edit)
    now: dict[tuple[str, str], Plain] = {}
    for section in {section for section, _ in chains}:
        field = key_field(section)
        for entry in records_of(knowledge, language.intents, section):
            if (section, getattr(entry, field)) in chains:
                now[section, getattr(entry, field)] = as_plain(entry)
    found = []
    for (section, record), chain in chains.items():
        theirs, ours = now.get((section, record)), chain[-1].after
        if theirs != ours and all(edit.before != theirs for edit in chain):
            found.append(Conflict(section, record, theirs, ours, chain[-1]))
    return found
