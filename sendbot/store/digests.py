"""Who gets a digest, and the ledger of digests: what was to be posted, whether it was, and why not. In the same SQLite file.

The ledger is what makes a digest come once. A row is a channel's turn in one week. A process takes the turn with a lease, freezes its
content in the row, and posts one part of it; a part whose post may have been taken before is looked for in Slack first.
"""

import datetime as dt
import sqlite3
import threading
from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from typing import Any, Literal

import msgspec

from sendbot.digests.schedule import Slot
from sendbot.digests.subscription import Subscription

LEASE = dt.timedelta(seconds=120)  # longer than looking for a part, uploading a picture and posting take with the client's time-outs
GRACE = dt.timedelta(seconds=30)  # longer than the client's time-out: by then a lost post has arrived, or never will

State = Literal["open", "sent", "failed", "skipped", "unknown"]

_TABLES = """
create table if not exists digest_subscriptions (channel text primary key, options text not null) without rowid;
create table if not exists digest_ledger (
    key text primary key, channel text not null, team text not null, week text not null, slot_at text not null, moved_from text,
    state text not null, content text, told_until text, sent text not null default '{}', tries integer not null default 0,
    not_before text not null, reason text, told integer not null default 1, updated_at text not null
) without rowid;
create index if not exists digest_ledger_channel on digest_ledger (channel, slot_at);
create index if not exists digest_ledger_open on digest_ledger (not_before) where state = 'open';
"""
_BUSY_SECONDS = 10.0


class Turn(msgspec.Struct, frozen=True):
    """A digest in hand. `content`: its frozen messages by part, in order; None where it is still to be written.

    `sent`: part to `ts` of those that are out. `tries`: how often the next part was taken, this time included: from two on, look
    before posting. `held_until`: when another process may take it.
    """

    key: str
    channel: str
    team: str
    slot_at: dt.datetime
    moved_from: dt.date | None
    content: dict[str, dict[str, Any]] | None
    sent: dict[str, str]
    tries: int
    held_until: dt.datetime


class Entry(msgspec.Struct, frozen=True):
    """A row of the ledger, for people."""

    key: str
    channel: str
    team: str
    week: str
    slot_at: dt.datetime
    state: State
    tries: int
    reason: str | None


class DigestLedger:
    """Subscriptions and the ledger. `clock` gives the instant (aware, UTC)."""

    def __init__(self, database: Path, clock: Callable[[], dt.datetime]) -> None:
        self._clock, self._lock = clock, threading.Lock()
        self._db = sqlite3.connect(database, timeout=_BUSY_SECONDS, check_same_thread=False, isolation_level=None)
        self._db.execute("pragma journal_mode = wal")
        self._db.execute("pragma synchronous = full")  # a turn that was taken stays taken, also when the power fails
        self._db.executescript(_TABLES)

    def close(self) -> None:
        """Close the connection."""
        with self._lock:
            self._db.close()

    def _run(self, sql: str, *values: object) -> list[Any]:
        """One statement, which is one transaction."""
        with self._lock:
            return self._db.execute(sql, values).fetchall()

    # --- subscriptions
    def subscribe(self, subscription: Subscription) -> None:
        """Enter or change a channel's subscription."""
        options = msgspec.json.encode(subscription).decode()
        self._run("insert or replace into digest_subscriptions (channel, options) values (?, ?)", subscription.channel, options)

    def unsubscribe(self, channel: str) -> bool:
        """End a channel's subscription; False where there was none. What was posted stays in the ledger."""
        return bool(self._run("delete from digest_subscriptions where channel = ? returning channel", channel))

    def subscription(self, channel: str) -> Subscription | None:
        """A channel's subscription."""
        rows = self._run("select options from digest_subscriptions where channel = ?", channel)
        return msgspec.json.decode(rows[0][0], type=Subscription) if rows else None

    def subscriptions(self) -> list[Subscription]:
        """All of them, by channel."""
        rows = self._run("select options from digest_subscriptions order by channel")
        return [msgspec.json.decode(options, type=Subscription) for (options,) in rows]

    # --- entering turns
    def knows(self, channel: str, week: str) -> bool:
        """Whether a channel's turn of a week is in the ledger, whatever became of it."""
        return bool(self._run("select 1 from digest_ledger where key = ?", key_of(channel, week)))

    def weeks(self, channel: str) -> set[str]:
        """The weeks whose turn is in the ledger."""
        return {week for (week,) in self._run("select week from digest_ledger where channel = ?", channel)}

    def told_until(self, channel: str) -> dt.datetime | None:
        """The instant up to which the channel's last digest that came told the news."""
        rows = self._run("select max(told_until) from digest_ledger where channel = ? and sent != '{}'", channel)
        return dt.datetime.fromisoformat(rows[0][0]) if rows[0][0] else None

    def enter(self, channel: str, team: str, slot: Slot) -> bool:
        """Enter a turn that is due; False where it is there already, whatever became of it."""
        return self._insert(channel, team, slot, "open", None)

    def skip(self, channel: str, team: str, slot: Slot, reason: str) -> bool:
        """Enter a turn that is not to be posted, and why; False where it is there already."""
        return self._insert(channel, team, slot, "skipped", reason)

    def _insert(self, channel: str, team: str, slot: Slot, state: State, reason: str | None) -> bool:
        moved, now = slot.moved_from.isoformat() if slot.moved_from else None, _iso(self._clock())
        row = (key_of(channel, slot.week), channel, team, slot.week, _iso(slot.at), moved, state, _iso(slot.at), reason, now)
        return bool(
            self._run(
                "insert or ignore into digest_ledger (key, channel, team, week, slot_at, moved_from, state, not_before, reason, updated_at) "
                "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning key",
                *row,
            )
        )

    # --- working on turns
    def next_at(self) -> dt.datetime | None:
        """When the next open turn may be taken; None where there is none."""
        rows = self._run("select min(not_before) from digest_ledger where state = 'open'")
        return dt.datetime.fromisoformat(rows[0][0]) if rows[0][0] else None

    def take(self) -> Turn | None:
        """Take the open turn that has waited longest, for as long as a lease; None where none may be taken now."""
        now = self._clock()
        held_until = now + LEASE
        rows = self._run(
            "update digest_ledger set tries = tries + 1, not_before = ?, updated_at = ? where key = ("
            "select key from digest_ledger where state = 'open' and not_before <= ? order by not_before, key limit 1) "
            "returning key, channel, team, slot_at, moved_from, content, sent, tries",
            _iso(held_until),
            _iso(now),
            _iso(now),
        )
        if not rows:
            return None
        key, channel, team, slot_at, moved_from, content, sent, tries = rows[0]
        return Turn(
            key,
            channel,
            team,
            dt.datetime.fromisoformat(slot_at),
            dt.date.fromisoformat(moved_from) if moved_from else None,
            msgspec.json.decode(content) if content else None,
            msgspec.json.decode(sent),
            tries,
            held_until,
        )

    def freeze(self, turn: Turn, content: dict[str, dict[str, Any]], told_until: dt.datetime) -> Turn | None:
        """Write a turn's content into its row, for good; None where another process has the turn by now."""
        text = msgspec.json.encode(content).decode()
        rows = self._run(
            f"update digest_ledger set content = ?, told_until = ?, tries = 1 where {_MINE} and content is null returning key",
            text,
            _iso(told_until),
            turn.key,
            _iso(turn.held_until),
        )
        return msgspec.structs.replace(turn, content=content, tries=1) if rows else None

    def is_held(self, turn: Turn, for_s: float) -> bool:
        """Whether a turn is still this process's own, for as long as a post may take."""
        if turn.held_until < self._clock() + dt.timedelta(seconds=for_s):
            return False
        return bool(self._run(f"select 1 from digest_ledger where {_MINE}", turn.key, _iso(turn.held_until)))

    def part_sent(self, turn: Turn, part: str, ts: str, wait: dt.timedelta) -> None:
        """A part is out, under a `ts`; the next may follow after a wait. With the last of them the turn is sent, and its content is let go."""
        now = self._clock()
        is_last = turn.content is None or set(turn.content) <= {*turn.sent, part}
        self._run(
            "update digest_ledger set sent = json_set(sent, '$.' || ?, ?), state = ?, content = iif(?, null, content), tries = 0, not_before = ?, "
            "reason = null, updated_at = ? where key = ?",
            part,
            ts,
            "sent" if is_last else "open",
            is_last,
            _iso(now + wait),
            _iso(now),
            turn.key,
        )

    def end(self, turn: Turn, state: State, reason: str) -> bool:
        """End a turn otherwise than by its last part; False where another process has it by now. What failed is for the admins to hear."""
        is_told, now = state not in ("failed", "unknown"), _iso(self._clock())
        sql = f"update digest_ledger set state = ?, content = null, reason = ?, told = ?, updated_at = ? where {_MINE} returning key"
        return bool(self._run(sql, state, reason, is_told, now, turn.key, _iso(turn.held_until)))

    def take_untold(self) -> list[Entry]:
        """What the admins have not heard of yet. Whoever takes it tells them: it is not given to another."""
        return _entries(self._run(f"update digest_ledger set told = 1 where told = 0 returning {_ENTRY}"))

    def put_untold_back(self, entries: Iterable[Entry]) -> None:
        """What the admins could not be told."""
        for entry in entries:
            self._run("update digest_ledger set told = 0 where key = ?", entry.key)

    def put_back(self, turn: Turn, wait: dt.timedelta, reason: str, *, is_clear: bool) -> None:
        """A turn to be tried again after a wait. `is_clear`: this take surely posted nothing, so it does not count as a try."""
        now = self._clock()
        self._run(
            f"update digest_ledger set tries = tries - ?, not_before = ?, reason = ?, updated_at = ? where {_MINE}",
            int(is_clear),
            _iso(now + wait),
            reason,
            _iso(now),
            turn.key,
            _iso(turn.held_until),
        )

    def hold_team(self, team: str, wait: dt.timedelta) -> None:
        """Leave a workspace alone for a while: no turn of it that is free now is taken before that."""
        now = self._clock()
        self._run(
            "update digest_ledger set not_before = ? where team = ? and state = 'open' and not_before < ?",
            _iso(now + wait),
            team,
            _iso(now + wait),
        )

    # --- for people
    def entries(self, channels: Collection[str] = (), limit: int = 50) -> list[Entry]:
        """The newest rows of the ledger, of some channels or of all."""
        marks = ", ".join("?" for _ in channels)
        where = f"where channel in ({marks})" if channels else ""
        rows = self._run(
            f"select {_ENTRY} from digest_ledger {where} order by slot_at desc, key limit ?",
            *channels,
            limit,
        )
        return _entries(rows)


def _entries(rows: Iterable[Any]) -> list[Entry]:
    return [Entry(key, channel, team, week, dt.datetime.fromisoformat(at), *rest) for key, channel, team, week, at, *rest in rows]


_ENTRY = "key, channel, team, week, slot_at, state, tries, reason"
_MINE = "key = ? and state = 'open' and not_before = ?"  # what this process has taken, and no other since


def key_of(channel: str, week: str) -> str:
    """What tells a digest apart: its channel and the ISO week of its slot."""
    return f"digest:{channel}:{week}"


def _iso(instant: dt.datetime) -> str:
    """Instants sort as text: UTC, to the microsecond."""
    return instant.astimezone(dt.UTC).isoformat(timespec="microseconds")
