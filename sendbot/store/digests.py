"""Who gets a digest, and the ledger of digests: what was to be posted, whether it was, and why not. In the same SQLite file.

The ledger is what makes a digest come once. A row is a channel's turn in one week. Its content is frozen in it before anything is
posted; a process takes it with a lease; a turn that was taken before is looked for in Slack before it is posted again.
"""

import datetime as dt
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

import msgspec

from sendbot.digests.schedule import Slot
from sendbot.digests.subscription import Subscription

LEASE = dt.timedelta(seconds=90)  # longer than a whole digest's posts take with the client's time-outs
GRACE = dt.timedelta(seconds=30)  # longer than the client's time-out: by then a lost post has arrived, or never will

State = Literal["pending", "sending", "sent", "failed", "skipped", "unknown"]

_TABLES = """
create table if not exists digest_subscriptions (channel text primary key, options text not null) without rowid;
create table if not exists digest_ledger (
    key text primary key, channel text not null, week text not null, slot_at text not null, state text not null,
    content text, told_until text, tries integer not null default 0, lease_until text, not_before text,
    sent text not null default '{}', reason text, updated_at text not null
) without rowid;
create index if not exists digest_ledger_channel on digest_ledger (channel, slot_at);
"""


class Turn(msgspec.Struct, frozen=True):
    """A digest to be posted now. `content`: its frozen messages, as they were given. `sent`: part to `ts` of those that are out.

    `tries`: how often it was taken, this time included: from two on, look before posting.
    """

    key: str
    channel: str
    slot_at: dt.datetime
    content: list[dict[str, Any]]
    sent: dict[str, str]
    tries: int


class Entry(msgspec.Struct, frozen=True):
    """A row of the ledger, for people."""

    key: str
    channel: str
    week: str
    slot_at: dt.datetime
    state: State
    tries: int
    reason: str | None


class DigestLedger:
    """Subscriptions and the ledger. `clock` gives the instant (aware, UTC)."""

    def __init__(self, database: Path, clock: Callable[[], dt.datetime]) -> None:
        self._clock, self._lock = clock, threading.Lock()
        self._db = sqlite3.connect(database, timeout=10.0, check_same_thread=False, isolation_level=None)
        self._db.execute("pragma journal_mode = wal")
        self._db.executescript(_TABLES)

    def close(self) -> None:
        """Close the connection."""
        with self._lock:
            self._db.close()

    @contextmanager
    def _statement(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            yield self._db

    # --- subscriptions
    def subscribe(self, subscription: Subscription) -> None:
        """Enter or change a channel's subscription."""
        options = msgspec.json.encode(subscription).decode()
        with self._statement() as db:
            db.execute("insert or replace into digest_subscriptions (channel, options) values (?, ?)", (subscription.channel, options))

    def unsubscribe(self, channel: str) -> bool:
        """End a channel's subscription; False where there was none. What was posted stays in the ledger."""
        with self._statement() as db:
            return db.execute("delete from digest_subscriptions where channel = ?", (channel,)).rowcount > 0

    def subscription(self, channel: str) -> Subscription | None:
        """A channel's subscription."""
        return next((s for s in self.subscriptions() if s.channel == channel), None)

    def subscriptions(self) -> list[Subscription]:
        """All of them, by channel."""
        with self._statement() as db:
            rows = db.execute("select options from digest_subscriptions order by channel").fetchall()
        return [msgspec.json.decode(options, type=Subscription) for (options,) in rows]

    # --- turns
    def knows(self, channel: str, slot: Slot) -> bool:
        """Whether a channel's turn of that week is in the ledger, whatever became of it."""
        with self._statement() as db:
            return db.execute("select 1 from digest_ledger where key = ?", (key_of(channel, slot.week),)).fetchone() is not None

    def told_until(self, channel: str) -> dt.date | None:
        """The day up to which the channel's last digest told the news."""
        with self._statement() as db:
            row = db.execute("select max(told_until) from digest_ledger where channel = ? and state = 'sent'", (channel,)).fetchone()
        return dt.date.fromisoformat(row[0]) if row and row[0] else None

    def enter(self, channel: str, slot: Slot, content: list[dict[str, Any]], told_until: dt.date) -> None:
        """Enter a turn with its frozen content; nothing happens where another process was quicker."""
        self._insert(channel, slot, "pending", content=msgspec.json.encode(content).decode(), told_until=told_until)

    def skip(self, channel: str, slot: Slot, reason: str) -> None:
        """Enter a turn that is not to be posted, and why."""
        self._insert(channel, slot, "skipped", reason=reason)

    def _insert(
        self,
        channel: str,
        slot: Slot,
        state: State,
        *,
        content: str | None = None,
        told_until: dt.date | None = None,
        reason: str | None = None,
    ) -> None:
        told = told_until.isoformat() if told_until else None
        row = (key_of(channel, slot.week), channel, slot.week, _iso(slot.at), state, content, told, reason, _iso(self._clock()))
        with self._statement() as db:
            db.execute(
                "insert or ignore into digest_ledger (key, channel, week, slot_at, state, content, told_until, reason, updated_at) "
                "values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                row,
            )

    def take(self, channel: str, slot: Slot) -> Turn | None:
        """Take a channel's turn, if it is there to be taken: nobody holds it, and nothing says to wait."""
        now = self._clock()
        with self._statement() as db:
            row = db.execute(
                "update digest_ledger set state = 'sending', tries = tries + 1, lease_until = ?, updated_at = ? "
                "where key = ? and (state = 'pending' or (state = 'sending' and lease_until <= ?)) and coalesce(not_before, '') <= ? "
                "returning key, channel, slot_at, content, sent, tries",
                (_iso(now + LEASE), _iso(now), key_of(channel, slot.week), _iso(now), _iso(now)),
            ).fetchone()
        if row is None:
            return None
        key, channel, slot_at, content, sent, tries = row
        return Turn(key, channel, dt.datetime.fromisoformat(slot_at), msgspec.json.decode(content), msgspec.json.decode(sent), tries)

    def part_sent(self, key: str, part: str, ts: str) -> None:
        """A part is out, under a `ts`; the lease begins anew for the next one."""
        now = self._clock()
        with self._statement() as db:
            db.execute(
                "update digest_ledger set sent = json_set(sent, '$.' || ?, ?), lease_until = ?, updated_at = ? where key = ?",
                (part, ts, _iso(now + LEASE), _iso(now), key),
            )

    def end(self, key: str, state: State, reason: str | None = None) -> None:
        """A turn's end: sent, failed for good, or unknown."""
        with self._statement() as db:
            db.execute(
                "update digest_ledger set state = ?, reason = ?, lease_until = null, updated_at = ? where key = ?",
                (state, reason, _iso(self._clock()), key),
            )

    def put_back(self, key: str, wait: dt.timedelta, reason: str, *, is_clear: bool) -> None:
        """A turn to be tried again after a wait. `is_clear`: Slack has surely not taken it, so the next try need not look."""
        now = self._clock()
        with self._statement() as db:
            db.execute(
                "update digest_ledger set state = ?, tries = tries - ?, lease_until = ?, not_before = ?, reason = ?, updated_at = ? where key = ?",
                ("pending" if is_clear else "sending", int(is_clear), _iso(now + wait), _iso(now + wait), reason, _iso(now), key),
            )

    # --- for people
    def entries(self, channel: str | None = None, limit: int = 50) -> list[Entry]:
        """The newest rows of the ledger."""
        where, values = ("where channel = ?", [channel]) if channel else ("", [])
        with self._statement() as db:
            rows = db.execute(
                f"select key, channel, week, slot_at, state, tries, reason from digest_ledger {where} order by slot_at desc, key limit ?",
                (*values, limit),
            ).fetchall()
        return [
            Entry(key, ch, week, dt.datetime.fromisoformat(at), state, tries, reason) for key, ch, week, at, state, tries, reason in rows
        ]


def key_of(channel: str, week: str) -> str:
    """What tells a digest apart: its channel and the ISO week of its slot."""
    return f"digest:{channel}:{week}"


def _iso(instant: dt.datetime) -> str:
    """Instants sort as text: UTC, to the microsecond."""
    return instant.astimezone(dt.UTC).isoformat(timespec="microseconds")
