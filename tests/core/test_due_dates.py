"""When plans are due: stated, computed or estimated, each with its steps, for real areas and both frameworks."""

import copy
import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from sendbot.brain import Brain
from sendbot.deadlines import Deadline, deadline_of
from sendbot.model import Facts, Inspection
from sendbot.snapshot import Snapshot
from sendbot.yaml12 import read_yaml

CASES: list[dict[str, Any]] = read_yaml(Path(__file__).with_name("due_dates.yaml"))
LATER = dt.date(2026, 11, 23)
LIMIT_ENDS = dt.date(2025, 6, 6)


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c['asks']} on {c['today']}")
def test_a_question_about_a_plan_gets_its_date_and_how_it_was_reached(case: dict[str, Any], brain: Brain) -> None:
    answer, _ = brain.ask(case["asks"], case["today"], sources=case.get("sources"))
    assert (answer.date, answer.days, answer.is_estimate) == (case["date"], case["days"], case["estimate"]), answer.text
    assert answer.answered is case.get("answered", True), answer.text
    assert [w for w in case["says"] if w not in answer.text] == [], answer.text
    assert [w for w in case.get("never", ()) if w in answer.text] == [], answer.text


def received(brain: Brain, inspection: str, day: dt.date) -> Brain:
    """The same brain, knowing also on which day the area received the report, and no stated date."""

    def told(record: Inspection) -> Inspection:
        if record.id != inspection:
            return record
        stated = tuple(replace(f, plan_due=None, plan_submitted=None) for f in record.stated)
        return replace(record, stated=(*stated, Facts(sources=stated[0].sources, known_on=record.stated[0].known_on, received=day)))

    knowledge = brain.snapshot.knowledge
    other = copy.copy(brain)
    other.snapshot = Snapshot(replace(knowledge, inspections=tuple(told(i) for i in knowledge.inspections)))
    return other


def deadline(brain: Brain, inspection: str, today: dt.date = LATER) -> Deadline:
    view = brain.snapshot.view(today)
    return deadline_of(view.visit_by_id[inspection], view)


def inspection_of(brain: Brain, area: str, published: dt.date) -> str:
    """The inspection of an area whose letter came out on a day."""
    view = brain.snapshot.view(LATER)
    return next(v.id for v in view.full if v.published == published and brain.snapshot.areas[v.area].name == area)


def test_from_a_recorded_receipt_the_stated_date_of_every_case_is_computed(brain: Brain, plan_dates: dict[str, Any]) -> None:
    for row in plan_dates["stated"]:
        inspection = inspection_of(brain, row["area"], row["published"])
        found = deadline(received(brain, inspection, row["received"]), inspection)
        assert (row["area"], found.basis, found.due) == (row["area"], "computed", row["date"])
        assert f"plus {row['working_days']} working days" in found.steps


def test_from_the_day_of_the_letter_70_working_days_end_on_the_day_the_area_named(brain: Brain, plan_dates: dict[str, Any]) -> None:
    calendar = brain.snapshot.calendar
    assert [calendar.add(r["received"], r["working_days"]) for r in plan_dates["letters"]] == [r["due"] for r in plan_dates["letters"]]


def test_estimates_of_the_thirteen_areas_of_2017_are_those_worked_out_by_hand(brain: Brain, plan_dates: dict[str, Any]) -> None:
    for row in plan_dates["estimates"]:
        found = deadline(brain, inspection_of(brain, row["area"], row["published"]), dt.date(2017, 10, 6))
        assert (row["area"], found.basis, found.due, found.latest) == (row["area"], "estimated", row["likely"], row["latest"])


def test_a_recorded_receipt_takes_the_place_of_the_estimate(brain: Brain) -> None:
    told = received(brain, "brent-2017", dt.date(2017, 7, 12))
    answer, _ = told.ask("days left on Brent's WSA", dt.date(2017, 10, 6))
    assert (answer.date, answer.is_estimate) == (dt.date(2017, 10, 19), False)
    assert "Received on 12 July 2017; plus 70 working days." in answer.text


def plans(brain: Brain, framework: str) -> list[Deadline]:
    view = brain.snapshot.view(LATER)
    wanted = [v for v in view.full if v.framework == framework and v.plan_required]
    return [deadline_of(v, view) for v in wanted]


def test_nothing_is_computed_for_reports_since_the_limit_ended(brain: Brain) -> None:
    late = [p for p in plans(brain, "2023") if p.visit.published >= LIMIT_ENDS]
    early = [p for p in plans(brain, "2023") if p.visit.published < LIMIT_ENDS]
    assert {p.basis for p in late} == {"unknown"}
    assert all(p.due is None and p.latest is None for p in late)
    assert {p.basis for p in early} == {"stated", "estimated"}


@pytest.mark.parametrize(("day", "basis"), [(dt.date(2025, 6, 5), "estimated"), (dt.date(2025, 6, 6), "unknown")])
def test_the_limit_ends_with_the_reports_of_6_june_2025(day: dt.date, basis: str, brain: Brain) -> None:
    knowledge = brain.snapshot.knowledge
    moved = tuple(
        replace(i, stated=tuple(replace(f, published=day, known_on=day) for f in i.stated)) if i.id == "wirral-2025" else i
        for i in knowledge.inspections
    )
    other = copy.copy(brain)
    other.snapshot = Snapshot(replace(knowledge, inspections=moved))
    assert deadline(other, "wirral-2025").basis == basis


def test_every_date_says_what_it_is_and_names_its_sources(brain: Brain) -> None:
    for plan in (*plans(brain, "2016"), *plans(brain, "2023")):
        assert plan.steps, plan.visit.id
        assert plan.sources, plan.visit.id
        assert (plan.due is None) == (plan.basis == "unknown"), plan.visit.id
        assert plan.is_estimate == (plan.basis == "estimated"), plan.visit.id
        assert plan.latest is None or plan.due <= plan.latest, plan.visit.id
