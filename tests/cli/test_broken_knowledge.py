"""A broken knowledge file is refused whole: one sentence names file, record and field, and what is stored stays as it was."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from processes import Run, complaint, start

from sendbot.bootstrap import bank_holidays
from sendbot.errors import KnowledgeError
from sendbot.settings import Settings
from sendbot.store import Loaded, Store
from sendbot.yaml12 import read_yaml

pytestmark = pytest.mark.usefixtures("quick_files")

CASES: list[dict[str, Any]] = read_yaml(Path(__file__).with_name("broken_knowledge.yaml"))
IN_A_PROCESS = {
    "a quotation mark left open": ("check",),
    "an unknown topic": ("load",),
    "a slot that makes a mapping of an example": ("ask", "was Bury inspected"),
}
# Where the files of a case lie that are no knowledge files, by their name or folder.
PLACES = {"intents.yaml": ".", **dict.fromkeys(("words", "skipped", "declines", "homographs.yaml", "shared.yaml"), "sendbot/lexicon")}
BY_NAME = {case["name"]: case for case in CASES}


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database that holds the knowledge of the files."""
    files = Settings()
    path = tmp_path_factory.mktemp("full") / "sendbot.db"
    Store(path, files.knowledge, files.intents).load(bank_holidays())
    return path


def break_file(folder: Path, case: dict[str, Any]) -> None:
    """Do to a copy of the files what a case says."""
    path = folder / PLACES.get(case["file"].partition("/")[0], "knowledge") / case["file"]
    if case.get("remove"):
        path.unlink()
    elif "hex" in case:
        path.write_bytes(bytes.fromhex(case["hex"]))
    elif "contents" in case:
        path.write_text(case["contents"], encoding="utf-8")
    else:
        text = path.read_text(encoding="utf-8")
        if "replace" in case:
            assert case["find"] in text, f"{case['name']}: the text to break is not there any more"
            text = text.replace(case["find"], case["replace"], 1)
        path.write_text(text + case.get("append", ""), encoding="utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["name"])
def test_a_broken_file_is_named_with_record_and_field_and_nothing_is_stored(
    case: dict[str, Any], command: Run, settings: Settings, folder: Path, full: Path
) -> None:
    shutil.copy(full, settings.database)
    before = settings.database.read_bytes()
    break_file(folder, case)
    says = complaint(command("load"))
    assert [words for words in case["says"] if words not in says] == [], says
    assert settings.database.read_bytes() == before


@pytest.mark.parametrize("name", IN_A_PROCESS)
def test_a_real_process_refuses_a_broken_file_whatever_it_was_to_do(name: str, program: Path, full: Path) -> None:
    break_file(program, BY_NAME[name])
    says = complaint(start(program, full, *IN_A_PROCESS[name]))
    assert [words for words in BY_NAME[name]["says"] if words not in says] == [], says


@pytest.mark.parametrize("how", ["no folder", "an empty folder", "a file in its place"])
def test_without_knowledge_files_it_says_to_put_them_back(how: str, command: Run, folder: Path) -> None:
    shutil.rmtree(folder / "knowledge")
    if how == "an empty folder":
        (folder / "knowledge").mkdir()
    elif how == "a file in its place":
        (folder / "knowledge").write_text("x")
    says = complaint(command("load"))
    assert "no knowledge files in knowledge/" in says
    assert "Put the *.yaml files back" in says


def never() -> list[Any]:
    raise AssertionError("nothing had to be loaded")


def test_after_a_failed_load_the_earlier_knowledge_answers_once_the_file_is_put_back(store: Store, folder: Path) -> None:
    before = store.load(bank_holidays())
    whole = (folder / "knowledge" / "findings.yaml").read_bytes()
    break_file(folder, BY_NAME["an unknown topic"])
    with pytest.raises(KnowledgeError, match="joint-comissioning"):
        store.open(bank_holidays)
    (folder / "knowledge" / "findings.yaml").write_bytes(whole)
    assert store.open(never) == before


def test_a_load_that_breaks_off_while_writing_leaves_what_was_there(store: Store, folder: Path) -> None:
    before: Loaded = store.load(bank_holidays())
    terms = folder / "knowledge" / "terms.yaml"
    whole = terms.read_bytes()
    terms.write_bytes(whole.replace(b"term: DMO", b"term: Other"))
    with pytest.raises(AttributeError):
        store.load(["no date"])  # type: ignore[list-item]  # the bank holidays are written last
    terms.write_bytes(whole)
    assert store.open(never) == before


def test_a_mended_file_is_loaded_by_the_next_question(command: Run, folder: Path) -> None:
    break_file(folder, BY_NAME["an unknown topic"])
    complaint(command("ask", "was Bury inspected"))
    shutil.copy(Settings().knowledge / "findings.yaml", folder / "knowledge")
    done = command("ask", "was Bury inspected")
    assert (done.returncode, done.stdout[:3]) == (0, "Yes")


def test_a_changed_fact_is_in_the_next_answer(command: Run, folder: Path) -> None:
    assert "20 July 2017" in command("ask", "when was Brent's letter published", "--today", "2017-10-06").stdout
    break_file(folder, {"name": "", "file": "inspections.yaml", "find": "published: 2017-07-20", "replace": "published: 2017-07-19"})
    assert "19 July 2017" in command("ask", "when was Brent's letter published", "--today", "2017-10-06").stdout
