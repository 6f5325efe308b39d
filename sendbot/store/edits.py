"""The edits on top of the files: saved all or nothing, never changed afterwards, read back as a trail. In the same SQLite file.

A save is one transaction that holds the write lock from its first look to its last row: it reads what is in effect, compares each
record with what the editor saw, checks the whole as loading does, and writes. A process that dies in between leaves nothing.
"""

import datetime as dt
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import msgspec

from sendbot.editing.edits import (
    INTENTS,
    Author,
    Change,
    Edit,
    OvertakenError,
    Plain,
    action_of,
    as_entry,
    as_plain,
    find,
    mark,
    normal,
)
from sendbot.editing.overlay import Conflict, conflicts, overlay, states_of
from sendbot.errors import EditError
from sendbot.store.changes import note_changes
from sendbot.store.outbox import AUDIT_TABLE, Outbox
from sendbot.store.pending import PENDING_TABLE, Pending, PendingChanges
from sendbot.store.store import Loaded, Store
from sendbot.validation import check_knowledge, check_language

PATIENCE_S = 2.0  # how long a save waits for a busy database: Slack wants an answer within three seconds

_TABLES = f"""
create table if not exists knowledge_edits (
    id integer primary key autoincrement, at text not null, who text not null, whence text not null,
    section text not null, record text not null, action text not null, before text, after text, why text not null, undoes integer
);
create index if not exists knowledge_edits_record on knowledge_edits (section, record);
create trigger if not exists knowledge_edits_stay before update on knowledge_edits begin select raise(abort, 'edits are never changed'); end;
create trigger if not exists knowledge_edits_last before delete on knowledge_edits begin select raise(abort, 'edits are never removed'); end;
{PENDING_TABLE}{AUDIT_TABLE}
"""
_COLUMNS = "id, at, who, whence, section, record, action, before, after, why, undoes"
# Sections whose records are words that questions are read by.
LEXICAL = frozenset(
    (INTENTS, "areas", "ambiguous_names", "area_groups", "elsewhere", "topics", "terms", "rules", "observations", "advice", "named_dates")
)


class Saved(msgspec.Struct, frozen=True):
    """What a save came to. `is_repeated`: it had been saved before, under the same pending change."""

    edits: tuple[Edit, ...]
    is_repeated: bool = False


class Edits:
    """The trail of edits over one store. One connection, shared by threads under a lock.

    `clock` gives the instant (aware, UTC). `audited`: every save is also put into `outbox`, to be told in the audit channel.
    """

    def __init__(
        self,
        store: Store,
        clock: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
        *,
        audited: bool = False,
        patience_s: float = PATIENCE_S,
    ) -> None:
        self._store, self._clock, self._audited = store, clock, audited
        self._lock = threading.RLock()
        self._db = sqlite3.connect(store.database, timeout=max(patience_s, 5.0), check_same_thread=False, isolation_level=None)
        with store.errors():
            self._db.execute("pragma journal_mode = wal")
            self._db.execute("pragma synchronous = full")
            self._db.executescript(_TABLES)
            self._db.execute(f"pragma busy_timeout = {int(patience_s * 1000)}")
        self._base: Loaded | None = None
        self._rows: dict[tuple[str, str], Plain | None] = {}
        self._loaded: Loaded | None = None
        self.pending = PendingChanges(self._db, self._lock, clock)
        self.outbox = Outbox(self._db, self._lock, clock)

    def close(self) -> None:
        """Close the connection."""
        with self._lock:
            self._db.close()

    # --- what is in effect
    def current(self) -> Loaded:
        """The knowledge and language in effect now, by whichever process they were changed. Raises StoreError."""
        with self._lock, self._store.errors():
            self._db.execute("begin")
            try:
                return self._refresh()
            finally:
                self._db.execute("rollback")

    def stamp(self) -> tuple[str, int]:
        """What tells one state from another: the files' version, and the last edit's number. One quick look."""
        with self._lock, self._store.errors():
            (last,) = self._db.execute("select coalesce(max(id), 0) from knowledge_edits").fetchone()
            return Store.base_version(self._db), last

    def _refresh(self) -> Loaded:
        """Bring what this object knows up to the state that the open transaction sees."""
        version = Store.base_version(self._db)
        if self._base is None or self._base.version != version:
            self._base, self._loaded, self._rows = Store.base(self._db), None, {}
        known = self._loaded.edit if self._loaded else 0
        rows = self._db.execute("select id, section, record, after from knowledge_edits where id > ? order by id", (known,)).fetchall()
        if rows or self._loaded is None:
            for _, section, record, after in rows:
                self._rows[section, record] = msgspec.json.decode(after) if after else None
            last = rows[-1][0] if rows else known
            states = states_of((section, record, after) for (section, record), after in self._rows.items())
            knowledge, language = overlay(self._base.knowledge, self._base.language, states)
            self._loaded = Loaded(knowledge, language, f"{self._base.version}+{last}" if last else self._base.version, last)
        return self._loaded

    # --- saving
    def save(
        self,
        changes: Sequence[Change],
        author: Author,
        why: str = "",
        *,
        pending: str | None = None,
        undoes: int | None = None,
        words_checked_at: int | None = None,
    ) -> Saved:
        """Make changes, all or nothing.

        `pending`: the pending change that this settles; what it was settled with before is given back, and nothing saved twice.
        `words_checked_at`: the edit up to which it was made sure that these changes leave every example where it belongs.
        Raises OvertakenError where a record is not as it was seen, KnowledgeError where the whole would not hold, EditError where there
        is nothing to change or the pending change is gone, BusyError where the database stayed busy.
        """
        with self._writing():
            if pending and (done := self.pending.settled(pending)):
                return Saved(tuple(self._select("where id between ? and ? order by id", done)), is_repeated=True)
            now = self._refresh()
            if words_checked_at is not None and self._words_changed_since(words_checked_at):
                raise OvertakenError("Words were taught meanwhile. Press Save again to have yours checked against them.", None, None)
            changes = [msgspec.structs.replace(c, after=normal(c.section, c.after)) for c in changes]
            befores = [self._compared(now, change) for change in changes]
            made = [(change, before) for change, before in zip(changes, befores, strict=True) if change.after != before]
            if not made:
                raise EditError("That is already so: there is nothing to change.")
            self._check(now, [change for change, _ in made])
            edits = [self._insert(_made(change, before, author, self._clock(), why, undoes)) for change, before in made]
            self._settle(pending, edits)
            note_changes(self._db, self._refresh().knowledge, edits[-1].at)  # digests tell of it
            return Saved(tuple(edits))

    def keep(self, conflict: Conflict, author: Author, why: str = "") -> Edit:
        """Decide a conflict for the edit: it stays, over what the files say now. Raises OvertakenError where either has changed."""
        with self._writing():
            now = self._refresh()
            assert self._base  # noqa: S101 - refreshing reads it
            theirs = find(self._base.knowledge, self._base.language.intents, conflict.section, conflict.record)
            self._compared(now, Change(section=conflict.section, record=conflict.record, after=None, seen=mark(conflict.ours)))
            if (as_plain(theirs) if theirs else None) != conflict.theirs:
                raise OvertakenError("The files have changed meanwhile. Look at the conflict again.", None, conflict.ours)
            change = Change(section=conflict.section, record=conflict.record, after=conflict.ours, seen="")
            made = _made(change, conflict.theirs, author, self._clock(), why, None)
            edit = self._insert(msgspec.structs.replace(made, action="keep"))
            self._settle(None, [edit])
            return edit

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with self._lock, self._store.errors():
            self._db.execute("begin immediate")
            try:
                yield
            except BaseException:
                self._loaded, self._rows = None, {}
                self._db.execute("rollback")
                raise
            self._db.execute("commit")

    def _compared(self, now: Loaded, change: Change) -> Plain | None:
        """The record as it is, if that is what the editor saw."""
        entry = find(now.knowledge, now.language.intents, change.section, change.record)
        plain = as_plain(entry) if entry else None
        if mark(plain) != change.seen:
            latest = self._latest(change.section, change.record)
            by = f" by edit {latest.id}" if latest else ""
            what = "is gone: it was removed" if plain is None else "has been changed"
            raise OvertakenError(f"The record {change.record} {what} meanwhile{by}. Nothing was saved.", latest, plain)
        return plain

    def _check(self, now: Loaded, changes: Sequence[Change]) -> None:
        states = {(c.section, c.record): None if c.after is None else as_entry(c.section, c.after) for c in changes}
        knowledge, language = overlay(now.knowledge, now.language, states)
        check_knowledge(knowledge)
        check_language(language, "intents.yaml")

    def _words_changed_since(self, edit: int) -> bool:
        marks = ", ".join("?" for _ in LEXICAL)
        found = self._db.execute(f"select 1 from knowledge_edits where id > ? and section in ({marks}) limit 1", (edit, *sorted(LEXICAL)))
        return found.fetchone() is not None

    def _insert(self, edit: Edit) -> Edit:
        """Write an edit; gives it with its number."""
        values = (edit.at.isoformat(), edit.who, edit.whence, edit.section, edit.record, edit.action)
        cursor = self._db.execute(
            "insert into knowledge_edits (at, who, whence, section, record, action, before, after, why, undoes) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*values, _json(edit.before), _json(edit.after), edit.why, edit.undoes),
        )
        return msgspec.structs.replace(edit, id=int(cursor.lastrowid or 0))

    def _settle(self, pending: str | None, edits: Sequence[Edit]) -> None:
        if pending:
            self.pending.settle(pending, edits[0].id, edits[-1].id)
        if self._audited:
            self.outbox.put(edits[0].id, edits[-1].id)

    # --- the trail
    def get(self, number: int) -> Edit | None:
        """One edit."""
        with self._lock, self._store.errors():
            return next(iter(self._select("where id = ?", (number,))), None)

    def between(self, first: int, last: int) -> list[Edit]:
        """Edits by number, oldest first."""
        with self._lock, self._store.errors():
            return self._select("where id between ? and ? order by id", (first, last))

    def newest(self, limit: int, *, who: str | None = None) -> list[Edit]:
        """The newest edits, newest first; of one person, where named."""
        with self._lock, self._store.errors():
            where, values = ("where who = ? ", (who,)) if who else ("", ())
            return self._select(f"{where}order by id desc limit ?", (*values, limit))

    def all(self) -> list[Edit]:
        """The whole trail, oldest first."""
        with self._lock, self._store.errors():
            return self._select("order by id")

    def latest(self, section: str, record: str) -> Edit | None:
        """The newest edit of a record."""
        with self._lock, self._store.errors():
            return self._latest(section, record)

    def conflicts(self) -> list[Conflict]:
        """Where the files differ from what was edited since."""
        with self._lock, self._store.errors():
            self._db.execute("begin")
            try:
                self._refresh()
                assert self._base  # noqa: S101 - refreshing reads it
                return conflicts(self._base.knowledge, self._base.language, self._select("order by id"))
            finally:
                self._db.execute("rollback")

    def _latest(self, section: str, record: str) -> Edit | None:
        return next(iter(self._select("where section = ? and record = ? order by id desc limit 1", (section, record))), None)

    def _select(self, rest: str, values: Sequence[object] = ()) -> list[Edit]:
        return [_edit(row) for row in self._db.execute(f"select {_COLUMNS} from knowledge_edits {rest}", values)]


def undoing(edit: Edit) -> Change:
    """The change that reverses an edit: refused, when it is saved, where the record has changed since."""
    return Change(section=edit.section, record=edit.record, after=edit.before, seen=mark(edit.after))


def taking_theirs(conflict: Conflict) -> Change:
    """The change that decides a conflict for the files."""
    return Change(section=conflict.section, record=conflict.record, after=conflict.theirs, seen=mark(conflict.ours))


def _made(change: Change, before: Plain | None, author: Author, at: dt.datetime, why: str, undoes: int | None) -> Edit:  # noqa: PLR0917
    return Edit(
        id=0,
        at=at,
        who=author.who,
        whence=author.whence,
        section=change.section,
        record=change.record,
        action=action_of(before, change.after),
        before=before,
        after=change.after,
        why=why,
        undoes=undoes,
    )


def _json(plain: Plain | None) -> str | None:
    return None if plain is None else msgspec.json.encode(plain).decode()


def _edit(row: tuple[Any, ...]) -> Edit:
    number, at, who, whence, section, record, action, before, after, why, undoes = row
    return Edit(
        id=number,
        at=dt.datetime.fromisoformat(at),
        who=who,
        whence=whence,
        section=section,
        record=record,
        action=action,
        before=msgspec.json.decode(before) if before else None,
        after=msgspec.json.decode(after) if after else None,
        why=why,
        undoes=undoes,
    )


__all__ = ["LEXICAL", "Edits", "Pending", "Saved", "taking_theirs", "undoing"]
