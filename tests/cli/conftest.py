"""The command line as a person meets it: real processes with a database of their own, and a copy of the program to break."""

import hashlib
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from processes import Run, start

import sendbot.cli.main
import sendbot.files
import sendbot.word_files
from sendbot.settings import ROOT, Settings
from sendbot.store import Store
from sendbot.yaml12 import read_yaml

WORD_FILES = Path("sendbot") / "lexicon"
PROGRAM = ("bot.py", "sendbot", "knowledge", "intents.yaml", "manifest.json")


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database that is filled by the first process that needs it."""
    return tmp_path_factory.mktemp("database") / "sendbot.db"


@pytest.fixture(scope="session")
def bot(database: Path) -> Run:
    """Runs the real bot.py with the shared database."""
    return lambda *arguments, **options: start(ROOT, options.pop("database", database), *arguments, **options)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the knowledge files, of intents.yaml and of the word files, each in its place."""
    shutil.copytree(ROOT / "knowledge", tmp_path / "knowledge")
    shutil.copy(ROOT / "intents.yaml", tmp_path)
    shutil.copytree(ROOT / WORD_FILES, tmp_path / WORD_FILES, ignore=shutil.ignore_patterns("*.py", "*.txt", "__pycache__"))
    return tmp_path


PARSED: dict[str, Any] = {}


@pytest.fixture
def quick_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """YAML files whose contents are the same are parsed once for all tests of this process: it saves a minute."""

    def read(path: Path) -> Any:
        key = hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else ""
        return PARSED[key] if key in PARSED else PARSED.setdefault(key, read_yaml(path))

    monkeypatch.setattr(sendbot.files, "read_yaml", read)
    monkeypatch.setattr(sendbot.word_files, "read_yaml", read)


@pytest.fixture
def store(folder: Path) -> Store:
    """A store beside the copied files."""
    return Store(folder / "sendbot.db", folder / "knowledge", folder / "intents.yaml", folder / WORD_FILES)


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A copy of the whole program, to be broken."""
    for name in PROGRAM:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, tmp_path / name)
        else:
            shutil.copy2(ROOT / name, tmp_path)
    return tmp_path


@pytest.fixture
def settings(folder: Path) -> Settings:
    """Settings that name the copied files."""
    return Settings(
        database=folder / "sendbot.db", knowledge=folder / "knowledge", intents=folder / "intents.yaml", words=folder / WORD_FILES
    )


@pytest.fixture
def command(settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command line in this process on the copied files."""
    monkeypatch.setattr(sendbot.cli.main, "read_settings", lambda: settings)

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        code = sendbot.cli.main.main(arguments)
        said = capsys.readouterr()
        return subprocess.CompletedProcess(arguments, code, said.out, said.err)

    return run
