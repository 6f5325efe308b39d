"""What the Slack side keeps: which events are taken, and what each thread last asked. In the same SQLite file.

One connection, shared by Bolt's worker threads under a lock; every operation is one statement.
"""

import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import msgspec

_CLAIM_SECONDS = 24 * 3600
_MEMORY_SECONDS = 14 * 24 * 3600
_T = TypeVar("_T")

_TABLES = """
create table if not exists slack_claims (key text primary key, claimed_at real not null) without rowid;
create table if not exists slack_threads (key text primary key, memory text not null, updated_at real not null) without rowid;
"""


class SlackState:
    """Claims of events and memories of threads; both expire."""

    def __init__(self, database: Path, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._db = sqlite3.connect(database, timeout=5.0, check_same_thread=False, isolation_level=None)
        self._db.execute("pragma journal_mode = wal")
        self._db.execute("pragma synchronous = normal")
        self._db.executescript(_TABLES)
        self._purge()

    def close(self) -> None:
        """Close the connection, once no worker is using it."""
        with self._lock:
            self._db.close()

    def _purge(self) -> None:
        now = self._clock()
        self._db.execute("delete from slack_claims where claimed_at < ?", (now - _CLAIM_SECONDS,))
        self._db.execute("delete from slack_threads where updated_at < ?", (now - _MEMORY_SECONDS,))

    def claim(self, keys: list[str]) -> bool:
        """Take an event by all its keys, in one statement; False where any of them is taken already."""
        now = self._clock()
        rows = ", ".join("(?, ?)" for _ in keys)
        values = [v for key in keys for v in (key, now)]
        with self._lock:
            try:
                self._db.execute(f"insert into slack_claims (key, claimed_at) values {rows}", values)
            except sqlite3.IntegrityError:
                # One of the keys is taken: enter the others too, so that a third form of the same event is known.
                self._db.execute(f"insert or ignore into slack_claims (key, claimed_at) values {rows}", values)
                return False
            return True

    def remember(self, key: str, memory: msgspec.Struct) -> None:
        """Keep what a thread last asked."""
        text = msgspec.json.encode(memory).decode()
        with self._lock:
            self._db.execute("insert or replace into slack_threads (key, memory, updated_at) values (?, ?, ?)", (key, text, self._clock()))

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
