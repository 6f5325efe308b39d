"""Working days agree with GOV.UK's bank holidays, with the dates that areas stated, and with themselves."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sendbot.bootstrap import bank_holidays
from sendbot.cli.options import FIRST_DAY, LAST_DAY
from sendbot.workdays import WorkingCalendar
from sendbot.yaml12 import read_yaml

REFERENCE: dict[str, list[dict[str, Any]]] = read_yaml(Path(__file__).parent.parent / "data" / "bank_holidays.yaml")
HOLIDAYS = {row["date"] for row in REFERENCE["bank_holidays"]}
CALENDAR = WorkingCalendar(bank_holidays())
SATURDAY = 5

steady = settings(derandomize=True, deadline=None, max_examples=200, suppress_health_check=[HealthCheck.too_slow])
days = st.dates(dt.date(2016, 1, 1), dt.date(2028, 6, 30))
working_days = days.filter(CALENDAR.is_working_day)
counts = st.integers(1, 130)


def test_bank_holidays_are_those_of_gov_uk() -> None:
    assert {d for d in bank_holidays() if 2016 <= d.year <= 2028} == HOLIDAYS


@pytest.mark.parametrize("row", REFERENCE["moved"], ids=lambda r: str(r["to"]))
def test_a_moved_bank_holiday_is_free_on_its_new_day_alone(row: dict[str, Any]) -> None:
    assert CALENDAR.is_working_day(row["from"])
    assert not CALENDAR.is_working_day(row["to"])


@pytest.mark.parametrize("row", REFERENCE["extra"], ids=lambda r: str(r["date"]))
def test_an_extra_bank_holiday_is_left_out(row: dict[str, Any]) -> None:
    before, after = row["date"] - dt.timedelta(days=1), row["date"] + dt.timedelta(days=1)
    assert not CALENDAR.is_working_day(row["date"])
    assert CALENDAR.between(before, row["date"]) == 0
    assert CALENDAR.add(row["date"], 1) >= after


@steady
@given(start=days, count=counts)
def test_a_working_day_is_no_weekend_and_no_bank_holiday(start: dt.date, count: int) -> None:
    for day in (CALENDAR.add(start, count), CALENDAR.add(start, -count)):
        assert day.weekday() < SATURDAY
        assert day not in HOLIDAYS


@steady
@given(start=days, count=counts)
def test_counting_undoes_adding(start: dt.date, count: int) -> None:
    assert CALENDAR.between(start, CALENDAR.add(start, count)) == count


@steady
@given(start=working_days, count=counts)
def test_going_back_undoes_adding(start: dt.date, count: int) -> None:
    assert CALENDAR.add(CALENDAR.add(start, count), -count) == start


@steady
@given(start=days, count=counts)
def test_each_further_working_day_lies_later(start: dt.date, count: int) -> None:
    assert start < CALENDAR.add(start, count) < CALENDAR.add(start, count + 1)
    assert CALENDAR.add(start, count) <= CALENDAR.add(start + dt.timedelta(days=1), count)


@steady
@given(first=days, middle=days, last=days)
def test_counts_of_neighbouring_stretches_add_up(first: dt.date, middle: dt.date, last: dt.date) -> None:
    assert CALENDAR.between(first, middle) + CALENDAR.between(middle, last) == CALENDAR.between(first, last)


@steady
@given(start=st.dates(dt.date(2016, 1, 1), dt.date(2028, 6, 1)), length=st.integers(0, 200))
def test_a_count_is_the_number_of_working_days_after_the_start(start: dt.date, length: int) -> None:
    stretch = [start + dt.timedelta(days=n) for n in range(1, length + 1)]
    expected = sum(day.weekday() < SATURDAY and day not in HOLIDAYS for day in stretch)
    assert CALENDAR.between(start, start + dt.timedelta(days=length)) == expected


def test_the_calendar_reaches_every_day_that_can_be_asked_as_at() -> None:
    assert CALENDAR.covers(FIRST_DAY)
    assert CALENDAR.covers(LAST_DAY)
    assert CALENDAR.between(dt.date(2039, 12, 31), LAST_DAY) > 250


def test_a_day_past_the_last_published_bank_holidays_is_provisional() -> None:
    assert not CALENDAR.is_provisional(CALENDAR.horizon)
    assert CALENDAR.is_provisional(CALENDAR.horizon + dt.timedelta(days=1))


def test_a_stated_date_lies_as_many_working_days_after_publication_as_counted_by_hand(plan_dates: dict[str, Any]) -> None:
    counted = {row["area"]: CALENDAR.between(row["published"], row["date"]) for row in plan_dates["stated"]}
    assert counted == {row["area"]: row["after_publication"] for row in plan_dates["stated"]}


def test_the_expected_letter_lies_33_working_days_after_the_visit(plan_dates: dict[str, Any]) -> None:
    for row in plan_dates["expected_letters"]:
        assert CALENDAR.add(row["ended"], row["working_days"]) == row["expected"]
