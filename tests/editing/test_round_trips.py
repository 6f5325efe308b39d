"""What goes out comes in again: exports to the byte, undone edits to the state before."""

import datetime as dt
from pathlib import Path
from typing import Any

import msgspec
import pytest
from editing_parts import Bench
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sendbot.bootstrap import bank_holidays
from sendbot.brain import Brain
from sendbot.editing.edits import Author, Change, as_plain, mark
from sendbot.editing.exporting import archive, cell, csv_files, heads_of, split_cell, uncell, yaml_files
from sendbot.editing.importing import changes_from
from sendbot.editing.overlay import with_changes
from sendbot.errors import EditError
from sendbot.files import read_knowledge, read_language
from sendbot.lexicon.language import Language
from sendbot.model import Document, Finding, Knowledge, Source, Term
from sendbot.settings import ROOT
from sendbot.store import Store
from sendbot.store.edits import undoing

ME = Author("me", "test")
WORDS = (
    st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=60).filter(str.strip).map(str.strip)
)
LINES = st.lists(WORDS, min_size=1, max_size=3).map("\n".join)
DAYS = st.dates(dt.date(2014, 1, 1), dt.date(2040, 1, 1))
SOURCES = st.builds(
    Source,
    id=st.just("s"),
    title=LINES,
    standing=st.just("press"),
    publisher=st.none() | WORDS,
    date=st.none() | DAYS,
    url=st.none() | WORDS,
)
TERMS = st.builds(
    Term,
    id=st.just("t"),
    term=WORDS,
    definition=LINES,
    checked=st.just("read"),
    sources=st.just(("s",)),
    aliases=st.lists(WORDS, max_size=4).map(tuple),
    case=st.booleans(),
    known_on=st.none() | DAYS,
)
DOCUMENTS = st.builds(
    Document,
    id=st.just("d"),
    kind=st.just("letter"),
    title=WORDS,
    known_on=DAYS,
    sources=st.just(("s",)),
    dated=st.none() | WORDS | DAYS.map(str),
)


@pytest.fixture(scope="module")
def language() -> Language:
    return read_language(ROOT / "intents.yaml")


@given(st.builds(lambda s, t, d: Knowledge(sources=(s,), terms=(t,), documents=(d,)), SOURCES, TERMS, DOCUMENTS))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_records_come_back_from_yaml_and_csv(knowledge: Knowledge) -> None:
    language = Language(words={}, fillers=(), politeness=(), homographs=(), declines=(), intents=())
    for files in (yaml_files(knowledge, language), csv_files(knowledge)):
        changes = changes_from(files, Knowledge(), language)
        assert with_changes(Knowledge(), language, changes)[0] == knowledge


@example(["["], "")
@given(st.lists(st.text(max_size=12).filter(lambda s: s.strip() == s and s), max_size=4), st.text(max_size=12))
def test_cells_come_back(items: list[str], text: str) -> None:
    assert split_cell(uncell(cell(items))) == items
    assert uncell(cell(text)) == text
    assert not cell(text).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_export_loaded_into_an_empty_store_exports_the_same_bytes(loaded: tuple[Path, Brain], language: Language, tmp_path: Path) -> None:
    heads = heads_of([*(ROOT / "knowledge").glob("*.yaml"), ROOT / "intents.yaml"])
    knowledge = loaded[1].snapshot.knowledge
    files = yaml_files(knowledge, language, heads)
    folder = tmp_path / "knowledge"
    folder.mkdir()
    for name, content in files.items():
        (tmp_path if name == "intents.yaml" else folder).joinpath(name).write_bytes(content)
    store = Store(tmp_path / "new.db", folder, tmp_path / "intents.yaml")
    again = store.open(bank_holidays)
    assert (again.knowledge, again.language) == (knowledge, language)
    assert yaml_files(again.knowledge, again.language, heads_of([*folder.glob("*.yaml"), tmp_path / "intents.yaml"])) == files
    assert b"Open Government Licence" in files["findings.yaml"]


def test_an_archive_of_csv_imported_into_nothing_gives_the_same_knowledge_and_bytes(loaded: tuple[Path, Brain], language: Language) -> None:
    knowledge = loaded[1].snapshot.knowledge
    packed = archive(csv_files(knowledge))
    empty = Knowledge(bank_holidays=knowledge.bank_holidays)
    again, _ = with_changes(empty, language, changes_from({"all.zip": packed}, empty, language))
    assert again == knowledge
    assert archive(csv_files(again)) == packed


def test_exported_edits_are_read_as_files(bench: Bench, tmp_path: Path) -> None:
    finding = as_plain(bench.edits.current().knowledge.findings[5])
    bench.edits.save([Change(section="findings", record=finding["id"], after={**finding, "says": "=New: words"}, seen=mark(finding))], ME)
    now = bench.edits.current()
    for name, content in yaml_files(now.knowledge, now.language).items():
        if name != "intents.yaml":
            (tmp_path / name).write_bytes(content)
    assert read_knowledge(tmp_path, bank_holidays()) == now.knowledge


def test_intents_are_imported_and_other_parts_of_the_file_refused(bench: Bench) -> None:
    now = bench.edits.current()
    content = yaml_files(now.knowledge, now.language)["intents.yaml"]
    assert not bench.editor.import_({"intents.yaml": content})
    with pytest.raises(EditError, match=r"'fillers' is not imported\. Words are changed in sendbot/lexicon"):
        bench.editor.import_({"intents.yaml": content + b"fillers: [blimey]\n"})


BAD = [
    ({"findings.csv": b"id,kind,weird\n"}, "findings.csv, row 1: there is no field 'weird'"),
    ({"clocks.csv": b"id,working_days\nwsa,many\n"}, "clocks.csv, row 2, field 'working_days': 'many'"),
    (
        {"terms.csv": b"id,term,definition,checked,sources\nx,X,Y,maybe,s\n"},
        "terms.csv, row 2: field 'checked': invalid enum value 'maybe'",
    ),
    ({"terms.csv": b"id,term,definition,checked,sources\nx,X,,read,s\n"}, "terms.csv, row 2: the field 'definition' is missing"),
    ({"terms.csv": b"id,aliases\nx,[a\n"}, "terms.csv, row 2, field 'aliases': '[a' is not what belongs there."),
    ({"terms.csv": b"id,term\nx,X,Y\n"}, "terms.csv, row 2: it has 3 cells, and the first row only 2."),
    ({"odd.csv": b"id\n"}, "odd.csv: the file's name must be that of a section"),
    ({"a.txt": b"x"}, "a.txt: only .yaml, .csv and .zip"),
    ({"a.yaml": b"terms:\n- id: x\n  id: y\n"}, "a.yaml line 3: id is given twice"),
    ({"a.yaml": b"terms:\n- {id: x, term: X}\n- {id: x, term: X}\n"}, "a.yaml, terms, record x: '"),
    ({"a.yaml": b"statements:\n- {inspection: nowhere, sources: [s], known_on: 2017-01-01}\n"}, "there is no inspection 'nowhere'"),
    ({"a.zip": b"x"}, "a.zip is no zip archive"),
    ({"a.csv": b"\xff\xfe"}, "a.csv: it is not UTF-8"),
]


@pytest.mark.parametrize(("files", "says"), BAD)
def test_a_bad_file_is_refused_with_row_and_field(bench: Bench, files: dict[str, bytes], says: str) -> None:
    with pytest.raises(EditError) as raised:
        bench.editor.import_(files)
    assert says in str(raised.value)
    assert not bench.edits.all()


def _changed(plain: dict[str, Any], words: str) -> dict[str, Any] | None:
    return None if words == "remove" else {**plain, "says": words}


@given(st.lists(st.tuples(st.integers(0, 3), st.sampled_from(["one", "two", "remove"])), min_size=1, max_size=6))
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_edits_undone_one_by_one_give_the_old_state(bench: Bench, wanted: list[tuple[int, str]]) -> None:
    """Newest first, each undo allowed; and the state after opening the database anew is the same."""
    before = bench.edits.current()
    base = [as_plain(f) for f in before.knowledge.findings[:4]]
    made = []
    for number, words in wanted:
        name = base[number]["id"]
        now = next((as_plain(f) for f in bench.edits.current().knowledge.findings if f.id == name), None)
        after = _changed(base[number], words)
        if after != now:
            made += bench.edits.save([Change(section="findings", record=name, after=after, seen=mark(now))], ME).edits
    assert bench.store.open(bank_holidays).knowledge == bench.edits.current().knowledge
    for edit in reversed(made):
        bench.edits.save([undoing(edit)], ME, undoes=edit.id)
    assert bench.edits.current().knowledge == before.knowledge
    assert bench.another().current() == bench.edits.current()
    assert isinstance(msgspec.to_builtins(made), list)
    assert all(isinstance(f, Finding) for f in before.knowledge.findings)
