"""The knowledge files go through SQLite and come back equal; what was not public yet, or stands elsewhere, is not used."""

import copy
import datetime as dt
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from sendbot.answer import Answer
from sendbot.bootstrap import bank_holidays
from sendbot.brain import Brain
from sendbot.files import read_knowledge, read_language
from sendbot.model import Facts, Knowledge
from sendbot.settings import Settings
from sendbot.snapshot import Snapshot
from sendbot.store import Loaded, Store
from sendbot.yaml12 import read_yaml

QUESTIONS: list[str] = read_yaml(Path(__file__).with_name("stored_knowledge.yaml"))
SOURCES = ("lgiu-2017-10", "ofsted-statistics-2022", "d2i-overview-2026")

steady = settings(derandomize=True, deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
days = st.dates(dt.date(2015, 1, 1), dt.date(2026, 12, 31))
questions = st.sampled_from(QUESTIONS)


# --- there and back
def test_what_is_stored_is_read_back_equal(loaded: Loaded, store: Store) -> None:
    files = Settings()
    again = store.open(list)
    assert again.knowledge == loaded.knowledge == read_knowledge(files.knowledge, bank_holidays())
    assert again.language == read_language(files.intents)
    assert again.version == loaded.version


@pytest.mark.parametrize("section", [s for s in Knowledge.__struct_fields__ if s != "bank_holidays"])
def test_every_section_has_records_and_keeps_their_order(section: str, loaded: Loaded, store: Store) -> None:
    stored, read = getattr(store.open(list).knowledge, section), getattr(loaded.knowledge, section)
    assert read, section
    assert msgspec.to_builtins(stored) == msgspec.to_builtins(read)


def test_a_second_start_finds_the_knowledge_in_place(loaded: Loaded, store: Store) -> None:
    def never() -> list[dt.date]:
        raise AssertionError("the files were loaded again")

    assert store.open(never).version == loaded.version


# --- what was public by a day
def pruned(knowledge: Knowledge, day: dt.date) -> Knowledge:
    """The knowledge as it would be if nothing public later than a day had ever been recorded."""

    def public(facts: tuple[Facts, ...]) -> tuple[Facts, ...]:
        return tuple(f for f in facts if f.known_on <= day)

    inspections = tuple(replace(i, stated=public(i.stated)) for i in knowledge.inspections if public(i.stated))
    since = {i.id: min(f.known_on for f in i.stated) for i in inspections}
    kept = {
        section: tuple(r for r in getattr(knowledge, section) if (r.known_on or dt.date.min) <= day)
        for section in ("documents", "terms", "rules", "observations", "advice", "clocks", "measures")
    }
    findings = tuple(f for f in knowledge.findings if f.inspection in since and (f.known_on or since[f.inspection]) <= day)
    totals = tuple(t for t in knowledge.totals if t.as_at <= day)
    return replace(knowledge, inspections=inspections, findings=findings, totals=totals, **kept)


def with_knowledge(brain: Brain, knowledge: Knowledge) -> Brain:
    """A brain that understands the same, and knows other facts."""
    other = copy.copy(brain)
    other.snapshot = Snapshot(knowledge)
    return other


def cited(knowledge: Knowledge) -> set[str]:
    """The sources in which any record of a knowledge stands."""
    records = [f for i in knowledge.inspections for f in i.stated]
    for section in ("findings", "documents", "terms", "rules", "observations", "advice", "clocks", "measures", "totals", "named_dates"):
        records.extend(getattr(knowledge, section))
    return {s for r in records for s in r.sources}


def facts_of(answer: Answer) -> tuple[object, ...]:
    """All of an answer but the questions it suggests."""
    return (answer.answered, answer.headline, answer.lines, answer.areas, answer.count, answer.date, answer.yes, answer.sources)


@settings(steady, max_examples=20)
@given(day=days)
def test_an_answer_on_a_day_is_what_it_would_be_had_nothing_later_been_recorded(day: dt.date, brain: Brain) -> None:
    known = pruned(brain.snapshot.knowledge, day)
    then = with_knowledge(brain, known)
    for question in QUESTIONS:
        answer, _ = brain.ask(question, day)
        assert facts_of(answer) == facts_of(then.ask(question, day)[0]), question
        assert {s.id for s in answer.sources} <= cited(known), question


@steady
@given(question=questions, day=days, later=st.integers(0, 3_000))
def test_as_at_a_day_later_facts_are_hidden(question: str, day: dt.date, later: int, brain: Brain) -> None:
    today = min(day + dt.timedelta(days=later), dt.date(2040, 12, 31))
    answer, _ = brain.ask(question, today, known_by=day)
    then, _ = with_knowledge(brain, pruned(brain.snapshot.knowledge, day)).ask(question, today, known_by=day)
    assert facts_of(answer) == facts_of(then)


@steady
@given(question=questions, day=days, later=st.integers(0, 3_000))
def test_as_at_a_day_to_come_shows_no_more_than_today(question: str, day: dt.date, later: int, brain: Brain) -> None:
    ahead = min(day + dt.timedelta(days=later), dt.date(2040, 12, 31))
    assert facts_of(brain.ask(question, day, known_by=ahead)[0]) == facts_of(brain.ask(question, day)[0])


@steady
@given(question=questions, day=days, sources=st.sets(st.sampled_from(SOURCES), min_size=1))
def test_an_answer_from_some_sources_stands_in_them(question: str, day: dt.date, sources: set[str], brain: Brain) -> None:
    answer, _ = brain.ask(question, day, sources=sources)
    assert {s.id for s in answer.sources} <= sources


def test_what_came_out_later_is_not_known_the_day_before(brain: Brain) -> None:
    published = dt.date(2017, 7, 31)
    before, _ = brain.ask("was Bury inspected", published - dt.timedelta(days=1))
    after, _ = brain.ask("was Bury inspected", published)
    assert (before.yes, after.yes) != (True, None)
    assert "Bury was inspected" not in before.text
    assert after.yes is True
