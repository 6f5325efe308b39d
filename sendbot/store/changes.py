"""Which records of the knowledge changed when: a fingerprint of each, kept through loads. In the same SQLite file.

The first load is the baseline: its records are no news. After it a record that is new, other than it was, or gone is a change of
that instant. Dated facts of inspections are kept one by one too, so that an outcome recorded late is still told as one.
"""

import datetime as dt
import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import msgspec

from sendbot.digests.content import Change
from sendbot.model import Inspection, Knowledge

_TABLE = """
create table if not exists record_changes (
    section text not null, id text not null, area text not null, hash text not null, changed_at text, primary key (section, id)
) without rowid
"""
_FACTS = "facts"
_DATED = ("published", "started", "plan_submitted")
_BUSY_SECONDS = 10.0
_Key = tuple[str, str]


def note_changes(connection: sqlite3.Connection, knowledge: Knowledge, now: dt.datetime) -> None:
    """Note what is other than at the last load. To be called within the load's transaction."""
    connection.execute(_TABLE)
    known: dict[_Key, str] = {
        (section, id_): hash_ for section, id_, hash_ in connection.execute("select section, id, hash from record_changes")
    }
    changed_at = now.astimezone(dt.UTC).isoformat(timespec="microseconds") if known else None
    found: set[_Key] = set()
    for section, id_, area, hash_ in _fingerprints(knowledge):
        found.add((section, id_))
        if known.get((section, id_)) != hash_:
            row = (section, id_, area, hash_, changed_at)
            connection.execute("insert or replace into record_changes (section, id, area, hash, changed_at) values (?, ?, ?, ?, ?)", row)
    for section, id_ in (key for key, hash_ in known.items() if key not in found and hash_):
        connection.execute("update record_changes set hash = '', changed_at = ? where section = ? and id = ?", (changed_at, section, id_))


def _fingerprints(knowledge: Knowledge) -> Iterator[tuple[str, str, str, str]]:
    """Section, id, area and hash of each record that digests tell of."""
    area_of = {inspection.id: inspection.area for inspection in knowledge.inspections}
    for inspection in knowledge.inspections:
        yield "inspections", inspection.id, inspection.area, _hash(inspection)
        yield from _dated_facts(inspection)
    for finding in knowledge.findings:
        yield "findings", finding.id, area_of.get(finding.inspection, ""), _hash(finding)
    for document in knowledge.documents:
        yield "documents", document.id, document.area or "", _hash(document)
    for measure in knowledge.measures:
        yield "measures", measure.id, measure.area, _hash(measure)


def _dated_facts(inspection: Inspection) -> Iterator[tuple[str, str, str, str]]:
    for fact in _DATED:
        days = sorted({day for facts in inspection.stated if (day := getattr(facts, fact))})
        if days:
            yield _FACTS, f"{inspection.id}:{fact}", inspection.area, _hash(days)


def _hash(value: object) -> str:
    return hashlib.sha256(msgspec.json.encode(value)).hexdigest()[:16]


class RecordChanges:
    """What changed in the knowledge since an instant."""

    def __init__(self, database: Path) -> None:
        self._database = database

    def since(self, instant: dt.datetime) -> tuple[Change, ...]:
        """The records that changed after an instant, by area; a record once, however often it changed."""
        rows = self._rows(
            "select section, area from record_changes where changed_at > ? and section != ? order by area, section, id", instant
        )
        return tuple(Change(section, area) for section, area in rows)

    def recorded_since(self, instant: dt.datetime) -> dict[str, dt.datetime]:
        """When dated facts came into the knowledge, by "inspection:fact", of those that did so after an instant."""
        rows = self._rows("select id, changed_at from record_changes where changed_at > ? and section = ?", instant)
        return {id_: dt.datetime.fromisoformat(changed_at) for id_, changed_at in rows}

    def _rows(self, sql: str, instant: dt.datetime) -> list[tuple[str, str]]:
        with closing(sqlite3.connect(self._database, timeout=_BUSY_SECONDS)) as db:
            db.execute(_TABLE)
            return db.execute(sql, (instant.astimezone(dt.UTC).isoformat(timespec="microseconds"), _FACTS)).fetchall()
