"""Changes that wait: for the press of Save by whoever asked for them (an hour), or, as proposals, for an admin's word (until then)."""

import datetime as dt
import secrets
import sqlite3
import threading
from collections.abc import Callable
from typing import Literal

import msgspec

from sendbot.editing.edits import Change
from sendbot.errors import EditError

KEPT = dt.timedelta(hours=1)
_PROPOSALS_KEPT = dt.timedelta(days=180)

PENDING_TABLE = """
create table if not exists knowledge_pending (
    id text primary key, made_at text not null, who text not null, whence text not null, state text not null, draft text not null,
    first integer, last integer
) without rowid;
"""

State = Literal["open", "proposed", "saved", "cancelled", "declined"]


class Draft(msgspec.Struct, frozen=True):
    """What was asked for. `line`: as it was typed, where it was; `understood`: in words; `undoes`: the edit it reverses.

    `inspection`: whose deadline it may move. `words_checked_at`: the last edit when every example was found to stay where it belongs.
    """

    changes: tuple[Change, ...]
    understood: str
    line: str | None = None
    why: str = ""
    undoes: int | None = None
    inspection: str | None = None
    words_checked_at: int | None = None


class Pending(msgspec.Struct, frozen=True):
    """A draft that waits. `who` asked for it, `whence` they did."""

    id: str
    made_at: dt.datetime
    who: str
    whence: str
    state: State
    draft: Draft


class PendingChanges:
    """The changes that wait."""

    def __init__(self, db: sqlite3.Connection, lock: threading.RLock, clock: Callable[[], dt.datetime]) -> None:
        self._db, self._lock, self._clock = db, lock, clock

    def keep(self, who: str, whence: str, draft: Draft) -> str:
        """Keep a draft; gives its id. Forgets what has expired."""
        number, now = secrets.token_hex(8), self._clock()
        with self._lock:
            self._db.execute("delete from knowledge_pending where made_at < ?", ((now - _PROPOSALS_KEPT).isoformat(),))
            self._db.execute("delete from knowledge_pending where made_at < ? and state = 'open'", ((now - KEPT).isoformat(),))
            self._db.execute(
                "insert into knowledge_pending (id, made_at, who, whence, state, draft) values (?, ?, ?, ?, 'open', ?)",
                (number, now.isoformat(), who, whence, msgspec.json.encode(draft).decode()),
            )
        return number

    def find(self, number: str) -> Pending | None:
        """A change that waits, or waited; None where it has expired."""
        with self._lock:
            row = self._db.execute(
                "select id, made_at, who, whence, state, draft from knowledge_pending where id = ?", (number,)
            ).fetchone()
        if row is None:
            return None
        number, made_at, who, whence, state, draft = row
        found = Pending(number, dt.datetime.fromisoformat(made_at), who, whence, state, msgspec.json.decode(draft, type=Draft))
        return None if found.state == "open" and found.made_at < self._clock() - KEPT else found

    def move(self, number: str, before: State, after: State) -> bool:
        """Move a change from one state to the next; False where it is not in that state (any more)."""
        with self._lock:
            moved = self._db.execute("update knowledge_pending set state = ? where id = ? and state = ?", (after, number, before))
        return moved.rowcount == 1

    def proposals(self, limit: int) -> list[Pending]:
        """Proposals that no admin has decided yet, oldest first."""
        with self._lock:
            rows = self._db.execute(
                "select id from knowledge_pending where state = 'proposed' order by made_at limit ?", (limit,)
            ).fetchall()
        return [found for (number,) in rows if (found := self.find(number))]

    def settled(self, number: str) -> tuple[int, int] | None:
        """The first and last edit that a change was saved as; None while it waits. Raises EditError where it waits no more."""
        row = self._db.execute("select state, first, last from knowledge_pending where id = ?", (number,)).fetchone()
        if row is None:
            raise EditError("That change has waited for more than an hour and was let go. Write it again.")
        state, first, last = row
        if state == "saved":
            return first, last
        if state in ("cancelled", "declined"):
            raise EditError(f"That change was {state}. Write it again if you want it after all.")
        return None

    def settle(self, number: str, first: int, last: int) -> None:
        """It was saved as these edits. Within the transaction that saves them."""
        self._db.execute("update knowledge_pending set state = 'saved', first = ?, last = ? where id = ?", (first, last, number))
