"""The questions people asked, what was understood, and what they made of the answers. Kept for 90 days, in the same SQLite file.

A question is kept with all that gives its answer again (its words, the day, what its thread remembered), so that a button under
an old answer still works and an admin can see what went wrong.
"""

import datetime as dt
import secrets
import sqlite3
import threading
from collections.abc import Callable
from typing import Literal

import msgspec

_KEPT_SECONDS = 90 * 24 * 3600

_TABLES = """
create table if not exists slack_questions (
    id text primary key, asked_at real not null, team text, channel text, thread text, user text,
    question text not null, today text not null, memory text,
    answered integer not null, intent text not null, query text, version text not null, wanted integer not null default 0
) without rowid;
create index if not exists slack_questions_unanswered on slack_questions (asked_at) where answered = 0 or wanted = 1;
create table if not exists slack_feedback (
    question text not null, user text not null, verdict text not null, why text, given_at real not null, primary key (question, user)
) without rowid;
create table if not exists slack_corrections (
    id integer primary key, sent_at real not null, user text not null, channel text, message text, question text,
    said text not null, text text not null, state text not null default 'open'
);
"""

Verdict = Literal["good", "bad"]


class Asker(msgspec.Struct, frozen=True):
    """Who asked, and where. `thread`: the `ts` its answers hang under; None in a direct message, which is flat."""

    user: str | None = None
    team: str | None = None
    channel: str | None = None
    thread: str | None = None


class Asked(msgspec.Struct, frozen=True):
    """A kept question. `memory`: what the thread remembered before it, as JSON. `query`: what was understood, as JSON."""

    id: str
    question: str
    today: dt.date
    memory: str | None
    answered: bool
    intent: str
    query: str | None
    version: str
    asker: Asker = Asker()
    asked_at: float = 0.0


class Correction(msgspec.Struct, frozen=True):
    """A person's word on what an answer should say. `said`: the answer as it stood."""

    user: str
    said: str
    text: str
    channel: str | None = None
    message: str | None = None
    question: str | None = None


class Questions:
    """The kept questions, verdicts on their answers, and corrections."""

    def __init__(self, db: sqlite3.Connection, lock: threading.Lock, clock: Callable[[], float]) -> None:
        self._db, self._lock, self._clock = db, lock, clock
        self._db.executescript(_TABLES)
        oldest = clock() - _KEPT_SECONDS
        self._db.execute("delete from slack_feedback where given_at < ?", (oldest,))
        self._db.execute("delete from slack_questions where asked_at < ?", (oldest,))

    @staticmethod
    def new_id() -> str:
        """An id for a question; it stands in the buttons under the answer."""
        return secrets.token_hex(6)

    def keep(self, asked: Asked) -> None:
        """Keep a question."""
        a, who = asked, asked.asker
        row = (a.id, self._clock(), who.team, who.channel, who.thread, who.user, a.question, a.today.isoformat(), a.memory)
        with self._lock:
            self._db.execute(
                "insert or replace into slack_questions (id, asked_at, team, channel, thread, user, question, today, memory, answered, intent, "
                "query, version) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (*row, a.answered, a.intent, a.query, a.version),
            )

    _SELECT = (
        "select id, question, today, memory, answered, intent, query, version, user, team, channel, thread, asked_at from slack_questions "
    )

    def find(self, question_id: str) -> Asked | None:
        """A kept question; None where it is too old or never was."""
        found = self._rows(self._SELECT + "where id = ?", (question_id,))
        return found[0] if found else None

    def unanswered(self, limit: int) -> list[Asked]:
        """The newest questions that had no answer, or whose answer was said not to be what was meant."""
        return self._rows(self._SELECT + "where answered = 0 or wanted = 1 order by asked_at desc limit ?", (limit,))

    def queries_since(self, instant: float, team: str = "") -> list[str]:
        """What was understood of a workspace's questions since an instant (all, without one), as JSON."""
        where = "where asked_at > ? and query is not null and answered = 1 and (? = '' or coalesce(team, '') = ?)"
        with self._lock:
            return [
                row[0] for row in self._db.execute(f"select query from slack_questions {where} order by asked_at", (instant, team, team))
            ]

    def unanswered_since(self, instant: float, team: str = "") -> list[Asked]:
        """A workspace's questions since an instant (all, without one) that had no answer, oldest first."""
        where = "where (answered = 0 or wanted = 1) and asked_at > ? and (? = '' or coalesce(team, '') = ?) order by asked_at"
        return self._rows(self._SELECT + where, (instant, team, team))

    def _rows(self, sql: str, values: tuple[object, ...]) -> list[Asked]:
        with self._lock:
            rows = self._db.execute(sql, values).fetchall()
        return [
            Asked(id_, question, dt.date.fromisoformat(today), memory, bool(answered), intent, query, version, Asker(*who), asked_at)
            for id_, question, today, memory, answered, intent, query, version, *who, asked_at in rows
        ]

    def want(self, question_id: str) -> None:
        """Nothing offered was what the person meant: keep the question for the admins."""
        with self._lock:
            self._db.execute("update slack_questions set wanted = 1 where id = ?", (question_id,))

    def rate(self, question_id: str, user: str, verdict: Verdict) -> None:
        """A person's verdict on an answer; a later one replaces it."""
        with self._lock:
            self._db.execute(
                "insert into slack_feedback (question, user, verdict, given_at) values (?, ?, ?, ?) "
                "on conflict (question, user) do update set verdict = excluded.verdict, given_at = excluded.given_at",
                (question_id, user, verdict, self._clock()),
            )

    def explain(self, question_id: str, user: str, why: str) -> None:
        """Why a person gave that verdict, in their words."""
        with self._lock:
            self._db.execute("update slack_feedback set why = ? where question = ? and user = ?", (why, question_id, user))

    def verdicts(self, question_id: str) -> list[tuple[str, Verdict, str | None]]:
        """Who said what of an answer, and why."""
        with self._lock:
            rows = self._db.execute("select user, verdict, why from slack_feedback where question = ? order by user", (question_id,))
            return [(user, verdict, why) for user, verdict, why in rows]

    def correct(self, correction: Correction) -> int:
        """Keep a correction for the admins' review; gives its number."""
        c = correction
        with self._lock:
            cursor = self._db.execute(
                "insert into slack_corrections (sent_at, user, channel, message, question, said, text) values (?, ?, ?, ?, ?, ?, ?)",
                (self._clock(), c.user, c.channel, c.message, c.question, c.said, c.text),
            )
        return int(cursor.lastrowid or 0)

    def corrections(self, limit: int) -> list[tuple[int, Correction]]:
        """Corrections that no admin has decided yet, newest first, with their numbers."""
        with self._lock:
            rows = self._db.execute(
                "select id, user, said, text, channel, message, question from slack_corrections where state = 'open' order by id desc limit ?",
                (limit,),
            ).fetchall()
        return [(number, Correction(*rest)) for number, *rest in rows]

    def decide(self, number: int, state: Literal["accepted", "declined"]) -> Correction | None:
        """Settle a correction; gives it, or None where an admin has decided already."""
        with self._lock:
            row = self._db.execute(
                "update slack_corrections set state = ? where id = ? and state = 'open' returning user, said, text, channel, message, question",
                (state, number),
            ).fetchone()
        return Correction(*row) if row else None
