"""Whatever is typed, a polite answer comes back soon: never an exception, never an echo of what could do harm."""

import datetime as dt
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sendbot.answer import Answer
from sendbot.brain import Brain
from sendbot.cli.options import FIRST_DAY, LAST_DAY
from sendbot.yaml12 import read_yaml

CASES: list[dict[str, Any]] = read_yaml(Path(__file__).with_name("odd_questions.yaml"))
TODAY = dt.date(2017, 10, 6)
SECONDS = 2.0
HALF_A_PAIR = "\ud800 was Bury inspected"  # YAML cannot hold it

steady = settings(derandomize=True, deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])


def typed(case: dict[str, Any]) -> str:
    text = HALF_A_PAIR if "text" in case and case["text"] is None else case.get("text", "")
    return text + case.get("part", "") * case.get("times", 0)


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["name"])
def test_odd_input_gets_a_polite_answer_soon(case: dict[str, Any], brain: Brain) -> None:
    begun = time.process_time()
    answer, _ = brain.ask(typed(case), TODAY)
    assert time.process_time() - begun < SECONDS
    assert answer.answered is case["answered"] or case["answered"] is None, answer.text
    assert answer.headline
    assert case.get("says", "") in answer.text
    assert "never" not in case or case["never"] not in answer.text
    if not answer.answered:
        assert answer.suggestions, "a refusal offers what can be asked"
        assert (answer.areas, answer.count, answer.date, answer.yes) == ((), None, None, None)


FRAGMENTS = (
    *(
        "which areas",
        "how many",
        "days left on",
        "when is",
        "did",
        "who",
        "what about",
        "compare",
        "why",
        "list",
        "did all",
        "is it true that",
    ),
    *("Bury", "Brent", "bury", "Bath and North East Somerset", "Yorkshire", "London", "brnet", "Poole", "Dorset", "the north", "Narnia"),
    *(
        "had",
        "no",
        "not",
        "without",
        "more than",
        "at least",
        "3",
        "13",
        "least",
        "most",
        "only",
        "except",
        "and",
        "or",
        "both",
        "neither",
        "other",
    ),
    *("DMO capacity issues", "joint commissioning", "co-production", "a WSA", "PAP", "SENDIASS", "outcome 3", "weaknesses", "strengths"),
    *(
        "in July 2017",
        "since",
        "before",
        "last 12 months",
        "between 3 and 5",
        "as at",
        "31/12/9999",
        "2016-17",
        "next week",
        "Q3",
        "29 February",
    ),
    *("?", ",", ";", ".", "\n", "'s", '"', "{area}", "{topic}", "<@U1>", "*", "&amp;", "%", "፩", "½", "\u200b", "\x00", "😀"),
    *(
        "first framework",
        "re-visit",
        "priority action",
        "overdue",
        "submitted",
        "next inspection",
        "good practice",
        "source",
        "the same",
        "those",
    ),
)
talk = st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.sampled_from(FRAGMENTS), st.text(max_size=8)), max_size=14).map(" ".join)
today = st.dates(FIRST_DAY, LAST_DAY)


def is_whole(answer: object) -> bool:
    return isinstance(answer, Answer) and bool(answer.headline.strip()) and bool(answer.text.strip()) and isinstance(answer.answered, bool)


@steady
@given(text=st.text(max_size=1_100), day=today)
def test_any_text_is_answered(text: str, day: dt.date, brain: Brain) -> None:
    assert is_whole(brain.ask(text, day)[0])


@settings(steady, max_examples=500)
@given(text=talk, day=today)
def test_any_mixture_of_the_words_of_the_field_is_answered(text: str, day: dt.date, brain: Brain) -> None:
    assert is_whole(brain.ask(text, day)[0])


@settings(steady, max_examples=100)
@given(texts=st.lists(talk, min_size=2, max_size=5), day=today)
def test_any_thread_is_answered_to_its_end(texts: list[str], day: dt.date, brain: Brain) -> None:
    memory = None
    for text in texts:
        answer, memory = brain.ask(text, day, memory=memory)
        assert is_whole(answer)


@settings(steady, max_examples=100)
@given(text=talk, day=today, sources=st.sets(st.sampled_from(["lgiu-2017-10", "ofsted-statistics-2022", "d2i-overview-2026"])), as_at=today)
def test_any_bounds_are_kept(text: str, day: dt.date, sources: set[str], as_at: dt.date, brain: Brain) -> None:
    assert is_whole(brain.ask(text, day, known_by=as_at, sources=sources)[0])
