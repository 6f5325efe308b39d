"""The benchmarks run, on as little as they can; what they measure is no matter here."""

import json
import shutil
from pathlib import Path

import pytest

from bench import asking, dispatching, everyday, peers, starting
from bench.choosers import Nearest, Own, masked, plain_words
from bench.material import KNOWLEDGE, answers, read_questions
from bench.table import Row, show
from bench.tenfold import write_tenfold
from sendbot.brain import Brain
from sendbot.files import read_knowledge


def test_a_copy_of_the_knowledge_is_accepted_by_the_loader_and_has_new_names(brain: Brain, tmp_path: Path) -> None:
    real = brain.snapshot.knowledge
    twice = read_knowledge(write_tenfold(tmp_path / "twice", KNOWLEDGE, real, copies=1, own_sources=True))
    for section in ("areas", "inspections", "findings", "documents"):
        assert len(getattr(twice, section)) == 2 * len(getattr(real, section))
    assert len({a.title for a in twice.areas}) == 2 * len({a.title for a in real.areas})


def test_questions_are_timed_at_both_sizes(brain: Brain, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "_in_a_fresh_process", lambda *_: [[(2.0, 1.0), (4.0, 1.0)], [(1.0, 1.0), (3.0, 1.0)]])
    monkeypatch.setattr(asking, "open_brain", lambda *_: brain)
    rows = asking.rows(tmp_path, copies=1, rounds=1, processes=1)
    assert [row.met for row in rows if row.aim] == [False, True, True, True, True]


def test_every_development_question_is_timed(brain: Brain) -> None:
    items = read_questions("dev-*")[:20]
    assert len(asking.timed_round(brain, items)) == 20


def test_a_cold_start_and_its_memory_are_measured(brain: Brain, database: Path, tmp_path: Path) -> None:
    shutil.copy(database, tmp_path / "cold.db")
    assert len(starting.rows(tmp_path, runs=1)) == 2


def test_events_are_dispatched_to_both_apps(brain: Brain, database: Path, tmp_path: Path) -> None:
    shutil.copy(database, tmp_path / "events.db")
    rows = dispatching.rows(tmp_path, events=8, rounds=1)
    assert rows[0].what.startswith("events a second")


def test_an_engine_can_stand_in_for_the_matcher(brain: Brain) -> None:
    items = [i for i in read_questions("dev-*") if not i["thread"]][:15] + read_questions("refuse")[:5]
    own = peers.row_of("own", brain, Own(brain), items)
    assert own[1:4] == ["100.0", "0.0", "0.0"]
    for words in (plain_words, masked):
        assert len(peers.row_of("nearest", brain, Nearest(brain, words), items)) == len(peers.HEAD)
    assert all(a.answered for a in answers(brain, items[:10]))


def test_everyday_sentences_are_asked(brain: Brain, tmp_path: Path) -> None:
    path = tmp_path / "sentences.json"
    path.write_text(json.dumps({"test": [["move 100 dollars", "transfer"], ["hi", "greeting"]], "oos_test": [["is greenwich far", "oos"]]}))
    sentences, left_out = everyday.read_sentences(path, "test")
    assert [t for t, _ in sentences] == ["move 100 dollars", "is greenwich far"]
    assert left_out == 1
    assert everyday.answered(brain, sentences[0][0]) is None
    assert everyday.areas_read(brain, sentences[1][0]) == "Greenwich"


def test_a_table_shows_what_was_missed(capsys: pytest.CaptureFixture[str]) -> None:
    show([Row("start", "2 s", "1 s", "<= 1x", met=False), Row("memory", "1 MiB")])
    assert capsys.readouterr().out.splitlines()[2].endswith("NO")
