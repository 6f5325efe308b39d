"""What the Slack side keeps: which events are taken, and what each thread last asked. In the same SQLite file.

One connection, shared by Bolt's worker threads under a lock; what happens before an acknowledgement is one statement.
"""

import contextlib
import sqlite3
import threading
import time
from collections.abc import Callable, Sequence
from enum import Enum
from pathlib import Path
from typing import TypeVar

import msgspec

from sendbot.store.questions import Questions

_CLAIM_SECONDS = 24 * 3600
_LEASE_SECONDS = 45.0  # a listener that has not ended by then has died; Slack's next tries come after 1 and 5 minutes
_PURGE_SECONDS = 3600.0
_MEMORY_SECONDS = 14 * 24 * 3600
# SQLite copies its journal into the file every 1,000 pages, in whatever statement comes then, and waits for the disk: some 5 ms amid a
# claim. So it is done after answers, at about as many changes; SQLite itself does it only where that fails for long.
_WRITE_BACK_CHANGES, _LAST_RESORT_PAGES = 1_000, 20_000
_T = TypeVar("_T")

_TABLES = """
create table if not exists slack_claims (key text primary key, claimed_at real not null, settled integer not null default 0) without rowid;
create table if not exists slack_threads (key text primary key, memory text not null, updated_at real not null) without rowid;
"""


class Claim(Enum):
    """What claiming an event came to.

    NEW: it is ours. DONE: it was dealt with. HELD: another try has it, which is at work or died a moment ago. AGAIN: another try
    had it and died; it is ours now, but what that try did has to be looked for.
    """

    NEW = "new"
    DONE = "done"
    HELD = "held"
    AGAIN = "again"


class SlackState:
    """Claims of events and memories of threads, which expire; and `questions`, with what people made of the answers."""

    def __init__(self, database: Path, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._db = sqlite3.connect(database, timeout=5.0, check_same_thread=False, isolation_level=None)
        self._db.execute("pragma journal_mode = wal")
        self._db.execute("pragma synchronous = normal")
        self._db.execute(f"pragma wal_autocheckpoint = {_LAST_RESORT_PAGES}")
        self._db.executescript(_TABLES)
        self._database, self._written_back = database, 0
        self._purged_at = 0.0
        self._purge()
        self.questions = Questions(self._db, self._lock, clock)

    def close(self) -> None:
        """Close the connection."""
        with self._lock:
            self._db.close()

    def is_usable(self) -> bool:
        """Whether the database answers."""
        try:
            with self._lock:
                self._db.execute("select 1 from slack_claims limit 1").fetchone()
        except sqlite3.Error:
            return False
        return True

    def _purge(self) -> None:
        """Forget what has expired, at most once an hour."""
        now = self._clock()
        if now - self._purged_at < _PURGE_SECONDS:
            return
        self._purged_at = now
        self._db.execute("delete from slack_claims where claimed_at < ?", (now - _CLAIM_SECONDS,))
        self._db.execute("delete from slack_threads where updated_at < ?", (now - _MEMORY_SECONDS,))

    def claim(self, keys: Sequence[str]) -> Claim:
        """Take an event by all its keys: one statement, unless it is taken already."""
        now = self._clock()
        rows = ", ".join("(?, ?)" for _ in keys)
        values = [v for key in keys for v in (key, now)]
        with self._lock:
            try:
                self._db.execute(f"insert into slack_claims (key, claimed_at) values {rows}", values)
            except sqlite3.IntegrityError:
                return self._claim_taken(keys, now)
            return Claim.NEW

    def _claim_taken(self, keys: Sequence[str], now: float) -> Claim:
        """At least one of the keys is taken: take it over if whoever took it has died. The others are entered too, so that a third
        form of the same event is known."""
        marks = ", ".join("?" for _ in keys)
        (is_settled, newest) = self._db.execute(
            f"select max(settled), max(claimed_at) from slack_claims where key in ({marks})", list(keys)
        ).fetchone()
        rows = ", ".join("(?, ?, ?)" for _ in keys)
        if is_settled or newest >= now - _LEASE_SECONDS:
            values = [v for key in keys for v in (key, newest, is_settled)]
            self._db.execute(f"insert or ignore into slack_claims (key, claimed_at, settled) values {rows}", values)
            return Claim.DONE if is_settled else Claim.HELD
        taken = self._db.execute(
            f"update slack_claims set claimed_at = ? where key in ({marks}) and settled = 0 and claimed_at <= ?", (now, *keys, newest)
        )
        self._db.execute(
            f"insert or ignore into slack_claims (key, claimed_at, settled) values {rows}", [v for key in keys for v in (key, now, 0)]
        )
        return Claim.AGAIN if taken.rowcount else Claim.HELD

    def settle(self, keys: Sequence[str]) -> None:
        """What these keys claimed is done with: no redelivery is answered any more."""
        marks = ", ".join("?" for _ in keys)
        with self._lock:
            self._db.execute(f"update slack_claims set settled = 1 where key in ({marks})", list(keys))
            self._purge()
            is_due = self._db.total_changes - self._written_back >= _WRITE_BACK_CHANGES
            if is_due:
                self._written_back = self._db.total_changes
        if is_due:
            self._write_back()

    def _write_back(self) -> None:
        """Copy the journal into the file, beside whatever else goes on: by a connection of its own, without the lock."""
        with contextlib.suppress(sqlite3.Error), contextlib.closing(sqlite3.connect(self._database)) as db:
            db.execute("pragma wal_checkpoint(passive)")

    def remember(self, key: str, memory: msgspec.Struct) -> None:
        """Keep what a thread last asked."""
        text = msgspec.json.encode(memory).decode()
        with self._lock:
            self._db.execute("insert or replace into slack_threads (key, memory, updated_at) values (?, ?, ?)", (key, text, self._clock()))

    def join(self, key: str) -> None:
        """Note that the bot talks in a thread of which there is nothing to remember."""
        with self._lock:
            self._db.execute("insert or ignore into slack_threads (key, memory, updated_at) values (?, '', ?)", (key, self._clock()))

    def recall(self, key: str, kind: type[_T], within_s: float | None = None) -> _T | None:
        """What a thread last asked, if it was not too long ago; None also where an older sendbot wrote something else."""
        with self._lock:
            row = self._db.execute(
                "select memory from slack_threads where key = ? and updated_at >= ?", (key, self._clock() - (within_s or _MEMORY_SECONDS))
            ).fetchone()
        if row is None:
            return None
        try:
            return msgspec.json.decode(row[0], type=kind)
        except msgspec.DecodeError:
            return None

    def knows(self, key: str) -> bool:
        """Whether anything is remembered of a thread."""
        with self._lock:
            row = self._db.execute(
                "select 1 from slack_threads where key = ? and updated_at >= ?", (key, self._clock() - _MEMORY_SECONDS)
            ).fetchone()
        return row is not None
