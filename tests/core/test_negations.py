"""A "not" in the question is in the answer too: in its words and in its areas."""

import datetime as dt
import typing
from pathlib import Path

import pytest

from sendbot.answers.describe import describe
from sendbot.answers.desk import Desk
from sendbot.brain import Brain
from sendbot.meaning import Condition, ConditionKind, Period, literal
from sendbot.query import Query
from sendbot.yaml12 import read_yaml

PAIRS: list[dict[str, str]] = read_yaml(Path(__file__).with_name("negations.yaml"))
TODAY = dt.date(2026, 11, 23)
# What the other kinds need to be said at all.
VALUES = {
    "same": ("week", "bury"),
    "alike": ("region", "bury"),
    "topic": ("leadership",),
    "strength": ("leadership",),
    "outcome": ("3",),
    "region": ("London",),
    "area": ("bury",),
    "framework": ("2016",),
    "type": ("unitary",),
    "progress": ("sufficient",),
    "number": ("weaknesses",),
}


@pytest.mark.parametrize("pair", PAIRS, ids=lambda p: p["denies"])
def test_a_denied_question_gets_the_other_areas_and_says_so(pair: dict[str, str], brain: Brain) -> None:
    asked, denied = brain.ask(pair["asks"], TODAY)[0], brain.ask(pair["denies"], TODAY)[0]
    assert pair["says"] in asked.headline
    assert pair["says_not"] in denied.headline
    assert asked.areas
    assert "found" in pair["asks"] or denied.areas


@pytest.mark.parametrize("kind", [k for k in typing.get_args(ConditionKind) if k != "number"])
def test_every_condition_is_said_otherwise_when_denied(kind: ConditionKind, brain: Brain) -> None:
    def said(*, negated: bool) -> str:
        query = Query("areas", "areas", which=literal(Condition(kind, VALUES.get(kind, ()), negated=negated)))
        return describe(Desk(query, brain.snapshot.view(TODAY), TODAY))

    assert said(negated=True) != said(negated=False)


def test_plans_without_a_date_are_told_apart_from_those_that_are_not_overdue(brain: Brain) -> None:
    answer, _ = brain.ask("which areas are not overdue", TODAY)
    assert "St Helens" not in answer.headline
    assert "no date can be worked out" in answer.text
    assert "St Helens" in answer.text


DATED: tuple[ConditionKind, ...] = ("inspected", "published", "re-visited", "monitored", "effective", "submitted", "approved", "due")


@pytest.mark.parametrize("kind", DATED)
def test_a_time_is_said_when_what_was_done_then_is_denied(kind: ConditionKind, brain: Brain) -> None:
    in_2019 = Period(dt.date(2019, 1, 1), dt.date(2019, 12, 31), "in 2019")
    query = Query("areas", "areas", which=literal(Condition(kind, period=in_2019, negated=True)))
    assert "in 2019" in describe(Desk(query, brain.snapshot.view(TODAY), TODAY))
