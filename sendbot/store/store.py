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

from sendbot.errors import StoreError
from sendbot.lexicon.language import Language
from sendbot.model import Facts, Knowledge
from sendbot.store.tables import TABLES, columns, fact_rows, from_rows, to_row

SCHEMA = 1
BUSY_SECONDS = 5.0


class Loaded(msgspec.Struct, frozen=True):
    """The knowledge and language in use, and their version (a digest of the files)."""

    knowledge: Knowledge
    language: Language
    version: str


class Store:
    """One SQLite file beside the folder of knowledge files it was filled from."""

    def __init__(self, database: Path, knowledge: Path, intents: Path) -> None:
        self.database, self._knowledge, self._intents = database, knowledge, intents

    def open(self, bank_holidays: Callable[[], list[dt.date]]) -> Loaded:
        """The knowledge of the files, from the database; loads it first where the files have changed.

        `bank_holidays` is called only for loading. Raises KnowledgeError (the files) or StoreError (the database).
        """
        version = self._version()
        with self._errors():
            found = self._read(version)
            return found or self._load(version, bank_holidays())

    def load(self, bank_holidays: list[dt.date]) -> Loaded:
        """Load the files, whether or not they have changed."""
        with self._errors():
            return self._load(self._version(), bank_holidays)

    def compiled(self, name: str, version: str, make: Callable[[], bytes]) -> bytes:
        """What was worked out from the knowledge before, kept under a name and a version; made anew where the version is another.

        Where the database cannot be written to, it is made each time.
        """
        with closing(sqlite3.connect(self.database, timeout=BUSY_SECONDS, isolation_level=None)) as connection:
            try:
                row = connection.execute("select data from compiled where name = ? and version = ?", (name, version)).fetchone()
            except sqlite3.DatabaseError:
                row = None
            if row:
                return bytes(row[0])
            data = make()
            with suppress(sqlite3.DatabaseError):
                connection.execute("create table if not exists compiled (name text primary key, version text not null, data blob not null)")
                connection.execute("insert or replace into compiled (name, version, data) values (?, ?, ?)", (name, version, data))
            return data

    def _version(self) -> str:
        return fingerprint([*self._knowledge.glob("*.yaml"), *([self._intents] if self._intents.is_file() else [])])

    @contextmanager
    def _errors(self) -> Iterator[None]:
        """SQLite's errors as sentences."""
        name = self.database.name
        try:
            yield
        except sqlite3.DatabaseError as error:
            text = str(error)
            if "locked" in text or "busy" in text:
                raise StoreError(f"The database {name} is in use by another process. Wait a moment and try again.") from error
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
            try:
                return Loaded(self._knowledge_from(connection), msgspec.json.decode(meta["language"], type=Language), version)
            except (msgspec.DecodeError, KeyError):
                return None  # written by a sendbot whose records were others: the files have it all

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
        connection.row_factory = sqlite3.Row
        tables = {section: [dict(row) for row in connection.execute(f"select * from [{section}] order by position")] for section in TABLES}
        facts = [dict(row) for row in connection.execute("select * from facts order by inspection, number")]
        holidays = [row[0] for row in connection.execute("select date from bank_holidays order by date")]
        return from_rows(tables, facts, holidays)

    # --- loading
    def _load(self, version: str, bank_holidays: list[dt.date]) -> Loaded:
        """Check the files whole, then replace what is stored in one transaction."""
        from sendbot.files import read_knowledge, read_language

        knowledge = read_knowledge(self._knowledge, bank_holidays)
        language = read_language(self._intents)
        with self._connect(write=True) as connection:
            connection.execute("begin immediate")
            try:
                self._write(connection, knowledge, language, version)
            except BaseException:
                connection.execute("rollback")
                raise
            connection.execute("commit")
        return Loaded(knowledge, language, version)

    def _write(self, connection: sqlite3.Connection, knowledge: Knowledge, language: Language, version: str) -> None:
        from sqlite_utils import Database

        from sendbot.store.changes import note_changes

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
        note_changes(connection, knowledge, now)
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
        db[table].drop(ignore=True)
        db[table].create(shape, pk=key)
        db[table].insert_all(rows, pk=key)


def fingerprint(paths: Iterable[Path]) -> str:
    """A digest of the files' contents: the same until one of them changes."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
