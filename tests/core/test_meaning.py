"""Trees of conditions: what is bound to which inspection, and what is known, denied or unknown."""

import datetime as dt

import msgspec
import pytest

from sendbot.answers.desk import Desk
from sendbot.answers.filters import judge, select
from sendbot.brain import Brain
from sendbot.meaning import (
    All,
    Condition,
    Either,
    Is,
    Latest,
    Not,
    Predicate,
    Some,
    both,
    bound,
    clauses_of,
    conjuncts,
    either,
    from_clauses,
    without,
)
from sendbot.query import Query

TODAY = dt.date(2026, 11, 25)
WSA, PAP, NEVER = Is(Condition("plan", ("2016",))), Is(Condition("plan", ("2023",))), Not(Is(Condition("inspected")))
SYSTEMIC, LONDON = Is(Condition("outcome", ("3",))), Is(Condition("region", ("London",)))
LEADERSHIP = Is(Condition("topic", ("leadership",)))


def areas(brain: Brain, which: Predicate) -> set[str]:
    return set(select(Desk(Query("areas", "areas", which=which), brain.snapshot.view(TODAY), TODAY), which).areas)


def test_joining_flattens_and_drops_what_says_nothing() -> None:
    assert both(None, WSA, both(LONDON, WSA)) == All((WSA, LONDON))
    assert both() is None
    assert both(WSA) == WSA
    assert either(WSA, either(PAP, WSA)) == Either((WSA, PAP))
    assert without(All((WSA, LONDON)), "plan") == LONDON
    assert conjuncts(None) == ()


def test_what_must_hold_together_holds_of_one_inspection() -> None:
    assert bound(All((WSA, Not(LEADERSHIP)))) == All((Some(All((Not(LEADERSHIP), WSA))),))
    assert bound(WSA) == Some(WSA)
    assert bound(LONDON) == LONDON


def test_the_two_frameworks_have_an_inspection_each() -> None:
    assert bound(All((WSA, SYSTEMIC))) == All((Some(WSA, inherited=True), Some(SYSTEMIC)))


def test_a_denied_outcome_is_about_the_latest_report() -> None:
    assert bound(Not(SYSTEMIC)) == Latest(Not(SYSTEMIC))


def test_never_inspected_under_a_framework_denies_that_framework() -> None:
    under = Is(Condition("framework", ("2023",)))
    assert from_clauses(
        ((Condition("inspected", negated=True),), (Condition("framework", ("2023",)),), (Condition("region", ("London",)),))
    ) == All((LONDON, Not(under)))


@pytest.mark.parametrize("which", [WSA, SYSTEMIC, LEADERSHIP, Is(Condition("re-visited")), Is(Condition("progress", ("sufficient",)))])
def test_no_area_is_both_so_and_not_so(which: Predicate, brain: Brain) -> None:
    desk = Desk(Query("areas", "areas", which=which), brain.snapshot.view(TODAY), TODAY)
    verdict, denied = judge(desk, which), judge(desk, Not(which))
    assert not verdict.holds & verdict.fails
    if which is not SYSTEMIC:  # of outcomes a denial is about the latest report alone
        assert (denied.holds, denied.fails) == (verdict.fails, verdict.holds)


def test_an_area_never_inspected_is_neither_with_nor_without_a_plan(brain: Brain) -> None:
    never = areas(brain, Not(Is(Condition("framework", ("2023",))))) - areas(brain, Is(Condition("framework", ("2016",))))
    assert not never & (areas(brain, WSA) | areas(brain, Not(WSA)))


def test_twice_needs_two_inspections(brain: Brain) -> None:
    twice = areas(brain, Some(Is(Condition("inspected")), least=2))
    under = [areas(brain, Is(Condition("framework", (f,)))) for f in ("2016", "2023")]
    assert twice
    assert under[0] & under[1] <= twice | {"cumbria", "northamptonshire"}


def test_a_tree_survives_being_kept() -> None:
    query = Query("areas", "areas", which=All((Some(WSA, least=2), Either((LONDON, Not(SYSTEMIC))))))
    assert msgspec.json.decode(msgspec.json.encode(query), type=Query) == query


def test_clauses_and_trees_say_the_same() -> None:
    clauses = ((Condition("plan", ("2016",)),), (Condition("topic", ("leadership",), negated=True),))
    assert clauses_of(from_clauses(clauses)) == clauses
