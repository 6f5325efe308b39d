"""The briefing of October 2017 is known whole: its figures come back from it alone, as on its day."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from sendbot.answer import Answer
from sendbot.brain import Brain
from sendbot.wording import say_date
from sendbot.yaml12 import read_yaml

FIGURES: dict[str, Any] = read_yaml(Path(__file__).with_name("briefing_figures.yaml"))
NEWEST: list[dict[str, Any]] = FIGURES["newest"]["areas"]
BRIEFING = "lgiu-2017-10"


def ask(brain: Brain, question: str) -> Answer:
    answer, _ = brain.ask(question, dt.date(2017, 10, 6), sources=[BRIEFING])
    assert {s.id for s in answer.sources} == {BRIEFING}, answer.text
    return answer


@pytest.mark.parametrize(("question", "number"), FIGURES["counts"])
def test_a_figure_of_the_briefing_comes_back(question: str, number: int, brain: Brain) -> None:
    answer = ask(brain, question)
    assert (answer.answered, answer.count) == (True, number), answer.text


def test_the_thirteen_areas_with_a_statement_are_named(brain: Brain) -> None:
    assert set(ask(brain, FIGURES["wsa_areas"]["asks"]).areas) == set(FIGURES["wsa_areas"]["areas"])


def test_the_eight_newest_areas_are_named(brain: Brain) -> None:
    assert set(ask(brain, FIGURES["newest"]["asks"]).areas) == {row["area"] for row in NEWEST}


@pytest.mark.parametrize("row", NEWEST, ids=lambda r: r["area"])
def test_each_of_the_eight_has_the_dates_of_its_visit(row: dict[str, Any], brain: Brain) -> None:
    answer = ask(brain, f"when was {row['area']} inspected")
    assert answer.date == row["started"]
    assert say_date(row["ended"]) in answer.text


@pytest.mark.parametrize("row", NEWEST, ids=lambda r: r["area"])
def test_each_of_the_eight_is_known_to_owe_a_statement_or_not(row: dict[str, Any], brain: Brain) -> None:
    assert ask(brain, f"did {row['area']} have to write a WSA").yes is row["wsa"]
