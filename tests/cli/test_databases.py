"""The database file: made where there is none, filled anew where it is old, and refused in a sentence where it cannot be used."""

import contextlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from processes import Run, complaint, environment

import sendbot.store.store
from sendbot.bootstrap import bank_holidays, brain_of
from sendbot.errors import StoreError
from sendbot.settings import ROOT, Settings
from sendbot.store import Loaded, Store

pytestmark = pytest.mark.usefixtures("quick_files")

QUESTION = ("ask", "was Bury inspected", "--today", "2017-10-06")
NOBODY = 65534


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database that holds the knowledge of the files, and what reading the examples came to."""
    files = Settings()
    store = Store(tmp_path_factory.mktemp("full") / "sendbot.db", files.knowledge, files.intents)
    brain_of(store.load(bank_holidays()), store)
    return store.database


def never() -> list[Any]:
    raise AssertionError("nothing had to be loaded")


def change(*statements: str) -> Callable[[Path], None]:
    """Does something to a whole database."""

    def done(path: Path) -> None:
        with contextlib.closing(sqlite3.connect(path)) as connection:
            for statement in statements:
                connection.execute(statement)
            connection.commit()

    return done


def spoil_pages(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[8192:] = b"Z" * (len(data) - 8192)
    path.write_bytes(data)


def cut_short(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


def make_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


# What is done to a full database, and whether the next question is answered from it, or answered after it was filled anew.
USABLE: dict[str, Callable[[Path], Any]] = {
    "there is none": Path.unlink,
    "it is empty": lambda path: path.write_bytes(b""),
    "it holds something else as well": change("create table recipes (title text)"),
    "it holds something else only": lambda path: (path.unlink(), change("create table recipes (title text)")(path)),
    "it was made by an older sendbot": change("update meta set value = '0' where key = 'schema'"),
    "its version cannot be read": change("update meta set value = 'one' where key = 'schema'"),
    "its records are of another shape": change("update findings set kind = 'remark'"),
    "its language is of another shape": change("update meta set value = '{}' where key = 'language'"),
    "it says nothing of its language": change("delete from meta where key = 'language'"),
    "its files have changed": change("update meta set value = 'another' where key = 'version'"),
    "its kept reading of the examples is damaged": change("update worked_out set data = x'00'"),
    "it has no kept reading of the examples": change("drop table worked_out"),
}
UNUSABLE: dict[str, tuple[Callable[[Path], Any], str]] = {
    "it is text": (lambda path: path.write_text("Dear Sir or Madam, " * 100), "is damaged or is no sendbot database"),
    "its pages are spoilt": (spoil_pages, "is damaged or is no sendbot database"),
    "it is cut short": (cut_short, "is damaged or is no sendbot database"),
    "a table is missing": (change("drop table findings"), "is damaged or is no sendbot database"),
    "it is a folder": (make_folder, "is a folder. Set SENDBOT_DB to the name of a file"),
    "it was made by a newer sendbot": (
        change("update meta set value = '9' where key = 'schema'"),
        "made by a newer sendbot. Update sendbot, or set",
    ),
}


@pytest.mark.parametrize("state", USABLE)
def test_a_database_is_filled_where_it_can_be(state: str, store: Store, full: Path) -> None:
    shutil.copy(full, store.database)
    whole = store.open(never)
    USABLE[state](store.database)
    assert store.open(bank_holidays) == whole
    assert store.open(never) == whole, "the second time nothing is to be loaded"


@pytest.mark.parametrize("state", ["it is empty", "its records are of another shape", "its kept reading of the examples is damaged"])
def test_a_question_is_answered_where_the_database_can_be_filled(state: str, command: Run, settings: Settings, full: Path) -> None:
    shutil.copy(full, settings.database)
    USABLE[state](settings.database)
    done = command(*QUESTION)
    assert (done.returncode, done.stderr, done.stdout[:3]) == (0, "", "Yes")


def test_what_else_is_in_the_file_stays(command: Run, settings: Settings) -> None:
    change("create table recipes (title text)", "insert into recipes values ('soup')")(settings.database)
    command("load")
    with contextlib.closing(sqlite3.connect(settings.database)) as connection:
        assert connection.execute("select title from recipes").fetchall() == [("soup",)]


@pytest.mark.parametrize("state", UNUSABLE)
def test_a_database_that_cannot_be_used_is_named_and_left_alone(state: str, command: Run, settings: Settings, full: Path) -> None:
    shutil.copy(full, settings.database)
    spoil, words = UNUSABLE[state]
    spoil(settings.database)
    before = settings.database.is_file() and settings.database.read_bytes()
    says = complaint(command(*QUESTION))
    assert "sendbot.db" in says
    assert words in says
    assert (settings.database.is_file() and settings.database.read_bytes()) == before


def test_a_newer_database_is_not_loaded_over(command: Run, settings: Settings, full: Path) -> None:
    shutil.copy(full, settings.database)
    UNUSABLE["it was made by a newer sendbot"][0](settings.database)
    before = settings.database.read_bytes()
    assert "made by a newer sendbot" in complaint(command("load"))
    assert settings.database.read_bytes() == before


def test_a_folder_that_is_missing_is_named_by_a_real_process(bot: Run, tmp_path: Path) -> None:
    assert "The database sendbot.db cannot be opened" in complaint(bot(*QUESTION, database=tmp_path / "none" / "sendbot.db"))


def test_a_damaged_database_is_named_by_a_real_process(bot: Run, tmp_path: Path) -> None:
    path = tmp_path / "sendbot.db"
    path.write_text("Dear Sir or Madam, " * 100)
    assert "Move it away; a new one is made from the files." in complaint(bot(*QUESTION, database=path))


# --- others at work on it
@pytest.mark.parametrize("state", ["reading", "loading"])
def test_a_database_in_use_says_to_wait(state: str, command: Run, settings: Settings, full: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sendbot.store.store, "BUSY_SECONDS", 0.05)
    shutil.copy(full, settings.database)
    with contextlib.closing(sqlite3.connect(settings.database, isolation_level=None)) as other:
        other.execute("begin exclusive" if state == "reading" else "begin immediate")
        says = complaint(command(*(QUESTION if state == "reading" else ("load",))))
    assert "The database sendbot.db is in use by another process. Wait a moment and try again." in says


def test_while_another_process_prepares_to_write_questions_are_answered(
    command: Run, settings: Settings, full: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sendbot.store.store, "BUSY_SECONDS", 0.05)
    shutil.copy(full, settings.database)
    with contextlib.closing(sqlite3.connect(settings.database, isolation_level=None)) as other:
        other.execute("begin immediate")
        assert command(*QUESTION).stdout[:3] == "Yes"


def test_processes_that_start_together_on_a_new_database_all_answer(tmp_path: Path) -> None:
    started = [
        subprocess.Popen(
            [sys.executable, str(ROOT / "bot.py"), *QUESTION],
            env=environment(tmp_path / "sendbot.db"),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            stdin=subprocess.DEVNULL,
        )
        for _ in range(2)
    ]
    said = [process.communicate(timeout=120) for process in started]
    assert [(out[:3], err) for out, err in said] == [(b"Yes", b"")] * 2


# --- read-only
@pytest.fixture
def shared() -> Iterator[Store]:
    """A full store in a folder that everyone may read."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "knowledge", folder / "knowledge")
        shutil.copy(ROOT / "intents.yaml", folder)
        store = Store(folder / "sendbot.db", folder / "knowledge", folder / "intents.yaml")
        store.load(bank_holidays())
        for path in (folder, *folder.rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)
        yield store
        for path in (folder, store.database):
            path.chmod(0o755)


@contextlib.contextmanager
def as_anyone(store: Store) -> Iterator[None]:
    """For a while, no more rights than an ordinary user: nothing is read-only to root."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    if is_root:
        os.seteuid(NOBODY)
    try:
        if not os.access(store.database.parent / "intents.yaml", os.R_OK, effective_ids=os.access in os.supports_effective_ids):
            pytest.skip("an ordinary user cannot read the folder for temporary files")
        yield
    finally:
        if is_root:
            os.seteuid(0)


@pytest.mark.parametrize("what", ["file", "file and folder"])
def test_a_read_only_database_answers_while_the_files_are_the_same(what: str, shared: Store) -> None:
    shared.database.chmod(0o444)
    if what == "file and folder":
        shared.database.parent.chmod(0o555)
    with as_anyone(shared):
        assert shared.open(never).knowledge.findings
        assert shared.compiled("examples", "1", lambda: b"made anew") == b"made anew"


def test_a_read_only_database_says_so_when_the_files_have_changed(shared: Store) -> None:
    with (shared.database.parent / "knowledge" / "terms.yaml").open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    shared.database.chmod(0o444)
    with (
        as_anyone(shared),
        pytest.raises(StoreError, match=r"sendbot.db is read-only, and the knowledge files have changed. Make it writable"),
    ):
        shared.open(bank_holidays)


def test_a_read_only_folder_without_a_database_says_so(shared: Store) -> None:
    shared.database.unlink()
    shared.database.parent.chmod(0o555)
    try:
        with as_anyone(shared), pytest.raises(StoreError, match=r"cannot be opened. Check that its folder exists and is writable"):
            shared.open(bank_holidays)
    finally:
        shared.database.touch()


def test_the_version_changes_with_any_file(shared: Store) -> None:
    def version() -> Loaded:
        return shared.open(bank_holidays)

    first = version().version
    with (shared.database.parent / "intents.yaml").open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    assert version().version != first
