"""The SQLite file: opened with care, filled from the files when their content has changed, read back as records.

Writing goes through sqlite-utils, in one transaction; it is imported only when there is something to write, because a
cold start that finds the knowledge in place has no use for it (docs/decisions/003).
"""

import datetime as dt
import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

import msgspec

from sendbot.errors import BusyError, KnowledgeError, StoreError
from sendbot.lexicon.language import WORDS_FOLDER, Language, word_paths
from sendbot.model import Facts, Knowledge
from sendbot.store.tables import TABLES, columns, fact_rows, from_rows, to_row

SCHEMA = 1
BUSY_SECONDS = 5.0
_VERSIONS_KEPT = 4  # a version that is being tried must not drive out the one in use
_WORKED_OUT = """
create table if not exists worked_out (number integer primary key, name text not null, version text not null, data blob not null, unique (name, version));
"""


class Loaded(msgspec.Struct, frozen=True):
    """The knowledge and language in use, and their version: a digest of the files, and the last edit's number where there are edits."""

    knowledge: Knowledge
    language: Language
    version: str
    edit: int = 0


class Store:
    """One SQLite file beside the folder of knowledge files it was filled from, the rules, and the folder of word files."""

    def __init__(self, database: Path, knowledge: Path, intents: Path, words: Path = WORDS_FOLDER) -> None:
        self.database, self._knowledge, self._intents, self._words = database, knowledge, intents, words

    def open(self, bank_holidays: Callable[[], list[dt.date]]) -> Loaded:
        """The knowledge of the files, from the database; loads it first where the files have changed.

        `bank_holidays` is called only for loading. Raises KnowledgeError (the files) or StoreError (the database).
        """
        version = self._version()
        with self.errors():
            found = self._read(version)
            return found or self._load(version, bank_holidays())

    def load(self, bank_holidays: list[dt.date]) -> Loaded:
        """Load the files, whether or not they have changed."""
        with self.errors():
            return self._load(self._version(), bank_holidays)

    def compiled(self, name: str, version: str, make: Callable[[], bytes]) -> bytes:
        """What was worked out from the knowledge before, kept under a name and a version; made anew where the version is another.

        Where the database cannot be written to, it is made each time.
        """
        with closing(sqlite3.connect(self.database, timeout=BUSY_SECONDS, isolation_level=None)) as connection:
            try:
                row = connection.execute("select data from worked_out where name = ? and version = ?", (name, version)).fetchone()
            except sqlite3.DatabaseError:
                row = None
            if row:
                return bytes(row[0])
            data = make()
            with suppress(sqlite3.DatabaseError):
                connection.executescript(_WORKED_OUT)
                connection.execute("insert or replace into worked_out (name, version, data) values (?, ?, ?)", (name, version, data))
                connection.execute(
                    "delete from worked_out where name = ? and number not in "
                    "(select number from worked_out where name = ? order by number desc limit ?)",
                    (name, name, _VERSIONS_KEPT),
                )
            return data

    def _version(self) -> str:
        rules = [self._intents] if self._intents.is_file() else []
        return fingerprint([*self._knowledge.glob("*.yaml"), *rules, *word_paths(self._words)])

    @contextmanager
    def errors(self) -> Iterator[None]:
        """SQLite's errors as sentences."""
        name = self.database.name
        try:
            yield
        except sqlite3.DatabaseError as error:
            text = str(error)
            if "locked" in text or "busy" in text:
                raise BusyError(f"The database {name} is in use by another process. Wait a moment and try again.") from error
            if "readonly" in text or "read-only" in text:
                raise StoreError(
                    f"The database {name} is read-only, and the knowledge files have changed. Make it writable and try again."
                ) from error
            if "unable to open" in text:
                raise StoreError(
                    f"The database {name} cannot be opened. Check that its folder exists and is writable, or set SENDBOT_DB."
                ) from error
            raise StoreError(
                f"The file {name} is damaged or is no sendbot database ({text}). Move it away; a new one is made from the files."
            ) from error

    @contextmanager
    def _connect(self, *, write: bool) -> Iterator[sqlite3.Connection]:
        if self.database.is_dir():
            raise StoreError(f"The database {self.database.name} is a folder. Set SENDBOT_DB to the name of a file.")
        mode = "rwc" if write else "ro"
        uri = f"{self.database.absolute().as_uri()}?mode={mode}"
        with closing(sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)) as connection:
            yield connection

    # --- reading
    def _read(self, version: str) -> Loaded | None:
        """What is loaded, if it is that version; None where there is nothing, or an older state."""
        if not self.database.exists() or self.database.stat().st_size == 0:
            return None
        with self._connect(write=False) as connection:
            meta = self._meta(connection)
            self._refuse_newer(meta)
            if meta.get("schema") != str(SCHEMA) or meta.get("version") != version:
                return None
            connection.execute("begin")
            try:
                base = Loaded(self._knowledge_from(connection), msgspec.json.decode(meta["language"], type=Language), version)
            except (msgspec.DecodeError, KeyError):
                return None  # written by a sendbot whose records were others: the files have it all
            return with_edits(base, edit_states(connection))

    @staticmethod
    def base(connection: sqlite3.Connection) -> Loaded:
        """What was loaded from the files last, without edits. Raises StoreError where nothing was."""
        meta = Store._meta(connection)
        if meta.get("schema") != str(SCHEMA):
            raise StoreError("The database has no knowledge yet. Run 'bot.py load' first.")
        return Loaded(Store._knowledge_from(connection), msgspec.json.decode(meta["language"], type=Language), meta["version"])

    @staticmethod
    def base_version(connection: sqlite3.Connection) -> str:
        """The version of what was loaded from the files last."""
        return Store._meta(connection).get("version", "")

    def _refuse_newer(self, meta: dict[str, str]) -> None:
        schema = meta.get("schema", "0")
        if schema.isdecimal() and int(schema) > SCHEMA:
            raise StoreError(
                f"The database {self.database.name} was made by a newer sendbot. Update sendbot, or set SENDBOT_DB to another file."
            )

    @staticmethod
    def _meta(connection: sqlite3.Connection) -> dict[str, str]:
        known = connection.execute("select 1 from sqlite_master where name = 'meta'").fetchone()
        return dict(connection.execute("select key, value from meta")) if known else {}

    @staticmethod
    def _knowledge_from(connection: sqlite3.Connection) -> Knowledge:
        cursor = connection.cursor()
        cursor.row_factory = sqlite3.Row
        tables = {section: [dict(row) for row in cursor.execute(f"select * from [{section}] order by position")] for section in TABLES}
        facts = [dict(row) for row in cursor.execute("select * from facts order by inspection, number")]
        holidays = [row[0] for row in cursor.execute("select date from bank_holidays order by date")]
        return from_rows(tables, facts, holidays)

    # --- loading
    def _load(self, version: str, bank_holidays: list[dt.date]) -> Loaded:
        """Check the files whole, also with the edits on top, then replace what is stored in one transaction."""
        from sendbot.files import read_knowledge, read_language
        from sendbot.store.changes import note_changes

        knowledge = read_knowledge(self._knowledge, bank_holidays)
        language = read_language(self._intents, self._words)
        with self._connect(write=True) as connection:
            connection.execute("begin immediate")
            try:
                effective = with_edits(Loaded(knowledge, language, version), edit_states(connection), check=True)
                self._write(connection, knowledge, language, version)
                note_changes(connection, effective.knowledge, dt.datetime.now(dt.UTC))
            except BaseException:
                connection.execute("rollback")
                raise
            connection.execute("commit")
        return effective

    def _write(self, connection: sqlite3.Connection, knowledge: Knowledge, language: Language, version: str) -> None:
        from sqlite_utils import Database

        self._refuse_newer(self._meta(connection))
        db: Any = Database(connection)
        for section, kind in TABLES.items():
            key = "id" if "id" in kind.__struct_fields__ else "alias" if "alias" in kind.__struct_fields__ else "name"
            self._replace(
                db,
                section,
                {"position": int, **columns(kind)},
                key,
                ({"position": n, **to_row(r)} for n, r in enumerate(getattr(knowledge, section))),
            )
        self._replace(
            db, "facts", {"inspection": str, "number": int, **columns(Facts)}, ("inspection", "number"), fact_rows(knowledge.inspections)
        )
        self._replace(db, "bank_holidays", {"date": str}, "date", ({"date": day.isoformat()} for day in knowledge.bank_holidays))
        for table, column in (("findings", "inspection"), ("findings", "topic"), ("inspections", "area")):
            db[table].create_index([column], if_not_exists=True)
        now = dt.datetime.now(dt.UTC)
        values = {
            "schema": str(SCHEMA),
            "version": version,
            "loaded_at": now.isoformat(timespec="seconds"),
            "language": msgspec.json.encode(language).decode(),
        }
        db["meta"].create({"key": str, "value": str}, pk="key", if_not_exists=True)
        db["meta"].upsert_all(({"key": k, "value": v} for k, v in values.items()), pk="key")

    @staticmethod
    def _replace(db: Any, table: str, shape: dict[str, type], key: str | tuple[str, ...], rows: Any) -> None:
        db.execute(f"drop table if exists [{table}]")  # sqlite-utils' own drop hides that a database is read-only
        db[table].create(shape, pk=key)
        db[table].insert_all(rows, pk=key)


def edit_states(connection: sqlite3.Connection) -> tuple[int, list[tuple[str, str, str | None]]]:
    """The number of the last edit, and of each edit its section, record and what it came to (JSON), oldest first."""
    if not connection.execute("select 1 from sqlite_master where name = 'knowledge_edits'").fetchone():
        return 0, []
    rows = connection.execute("select id, section, record, after from knowledge_edits order by id").fetchall()
    return (rows[-1][0] if rows else 0), [row[1:] for row in rows]


def with_edits(base: Loaded, edits: tuple[int, list[tuple[str, str, str | None]]], *, check: bool = False) -> Loaded:
    """What is in effect: what the files say, with the edits on top. `check`: the whole, as loading does (raises KnowledgeError)."""
    last, rows = edits
    if not last:
        return base
    from sendbot.editing.overlay import overlay, states_of

    newest = {(section, record): after for section, record, after in rows}
    states = states_of((section, record, msgspec.json.decode(after) if after else None) for (section, record), after in newest.items())
    knowledge, language = overlay(base.knowledge, base.language, states)
    if check:
        _check_edited(knowledge, language)
    return Loaded(knowledge, language, f"{base.version}+{last}", last)


def _check_edited(knowledge: Knowledge, language: Language) -> None:
    from sendbot.validation import check_knowledge, check_language

    try:
        check_knowledge(knowledge)
        check_language(language, "intents.yaml")
    except KnowledgeError as error:
        raise KnowledgeError(
            f"With the edits made since, the new files do not fit: {error} Undo the edit ('bot.py history', 'bot.py undo'), or correct the files."
        ) from error


def fingerprint(paths: Iterable[Path]) -> str:
    """A digest of the files' contents: the same until one of them changes."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
