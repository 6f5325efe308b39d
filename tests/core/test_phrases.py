"""Phrases kept as data: what their notation says, and what the lists do around questions."""

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest

from sendbot.brain import Brain
from sendbot.errors import KnowledgeError
from sendbot.understanding.asides import without_asides
from sendbot.understanding.phrases import any_of, spelled, word_set
from sendbot.understanding.reading import Reading
from sendbot.understanding.scope import asks_for_opinion, asks_for_people, asks_of_others
from sendbot.understanding.supposing import supposes
from sendbot.yaml12 import read_yaml

HERE = Path(__file__).parent
TODAY = dt.date(2026, 11, 23)
OUTSIDE = {"people": asks_for_people, "others": asks_of_others, "opinion": asks_for_opinion}


def cases(name: str) -> list[dict[str, Any]]:
    return read_yaml(HERE / f"{name}.yaml")


def label(case: dict[str, Any]) -> str:
    return case.get("name") or case.get("text") or f"{case['phrase']}: {case.get('says', case.get('not'))}"


def reading(text: str, brain: Brain) -> Reading:
    return brain.understanding.read(text, TODAY)


@pytest.mark.parametrize("case", cases("around_questions"), ids=label)
def test_remarks_around_a_question_are_taken_off_and_what_narrows_stays(case: dict[str, Any], brain: Brain) -> None:
    assert without_asides(case["text"], lambda text: reading(text, brain)) == case["left"]


@pytest.mark.parametrize("case", cases("outside_the_record"), ids=label)
def test_what_the_record_does_not_keep_is_told_from_what_it_keeps(case: dict[str, Any], brain: Brain) -> None:
    told = [kind for kind, asks in OUTSIDE.items() if asks(reading(case["text"], brain))]
    assert told == ([case["outside"]] if case["outside"] else [])


@pytest.mark.parametrize("case", cases("suppositions"), ids=label)
def test_a_supposition_is_answered_by_a_passage_of_the_rules(case: dict[str, Any], brain: Brain) -> None:
    query = supposes(reading(case["text"], brain))
    assert (query and query.target) == case["passage"]


@pytest.mark.parametrize("case", cases("phrases"), ids=label)
def test_a_phrase_says_what_its_notation_means(case: dict[str, Any]) -> None:
    pattern = re.compile(spelled(case["phrase"]))
    assert bool(pattern.fullmatch(case.get("says", case.get("not")))) is ("says" in case)


@pytest.mark.parametrize("phrase", ["waiting (for", "waiting for)", "what <is", "<no-such-list>", "{some} words"])
def test_a_phrase_that_is_mistyped_is_refused(phrase: str) -> None:
    with pytest.raises(KnowledgeError):
        spelled(phrase)


@pytest.mark.parametrize("name", ["no-such-list", "contesting"])
def test_a_list_that_is_not_of_words_is_refused_as_one(name: str) -> None:
    with pytest.raises(KnowledgeError):
        word_set(name)


def test_of_two_phrases_that_begin_alike_the_longer_counts() -> None:
    assert re.match(any_of("of-courtesy"), "sorry for the delay")[0] == "sorry for the delay"  # type: ignore[index]


def test_lists_are_sorted_and_spelled_well_and_their_files_short() -> None:
    for path in (HERE.parents[1] / "sendbot/understanding/words").glob("*.yaml"):
        assert len(path.read_text(encoding="utf-8").splitlines()) < 200, path.name
        for name, phrases in read_yaml(path).items():
            assert phrases == sorted(set(phrases)), name
            assert re.compile(any_of(name))
