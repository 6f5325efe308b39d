"""Saves that are still to be told in the audit channel: each stays here until it is known to be there."""

import datetime as dt
import sqlite3
import threading
from collections.abc import Callable

import msgspec

LEASE = dt.timedelta(seconds=60)  # longer than a post takes with all its tries

AUDIT_TABLE = """
create table if not exists knowledge_audit (
    first integer primary key, last integer not null, tries integer not null default 0, lease_until text not null default '', told_at text
);
create index if not exists knowledge_audit_untold on knowledge_audit (first) where told_at is null;
"""


class ToTell(msgspec.Struct, frozen=True):
    """A save to be told: its first and last edit, and how often it was tried, this time included."""

    first: int
    last: int
    tries: int


class Outbox:
    """What is to be told, oldest first."""

    def __init__(self, db: sqlite3.Connection, lock: threading.RLock, clock: Callable[[], dt.datetime]) -> None:
        self._db, self._lock, self._clock = db, lock, clock

    def put(self, first: int, last: int) -> None:
        """A save is to be told. Within the transaction that saves it."""
        self._db.execute("insert into knowledge_audit (first, last) values (?, ?)", (first, last))

    def take(self) -> ToTell | None:
        """The oldest that is to be told, for this process alone; None where there is none, or another process has it."""
        now = self._clock()
        with self._lock:
            row = self._db.execute(
                "select first, last, tries, lease_until from knowledge_audit where told_at is null order by first"
            ).fetchone()
            if row is None or row[3] > now.isoformat():
                return None
            taken = self._db.execute(
                "update knowledge_audit set tries = tries + 1, lease_until = ? where first = ? and told_at is null and lease_until = ?",
                ((now + LEASE).isoformat(), row[0], row[3]),
            )
        return ToTell(row[0], row[1], row[2] + 1) if taken.rowcount else None

    def told(self, item: ToTell) -> None:
        """It is there."""
        with self._lock:
            self._db.execute("update knowledge_audit set told_at = ? where first = ?", (self._clock().isoformat(), item.first))

    def release(self, item: ToTell, after: dt.timedelta) -> None:
        """It could not be told: another try is due after a while."""
        with self._lock:
            self._db.execute(
                "update knowledge_audit set lease_until = ? where first = ?", ((self._clock() + after).isoformat(), item.first)
            )

    def waiting(self) -> int:
        """How many saves are still to be told."""
        with self._lock:
            return int(self._db.execute("select count(*) from knowledge_audit where told_at is null").fetchone()[0])
