"""What wordings of a time mean, on the day a question is asked."""

import calendar
import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sendbot.brain import Brain
from sendbot.lexicon.dates import PeriodSpan
from sendbot.lexicon.text import clean
from sendbot.yaml12 import read_yaml

TABLE: dict[str, Any] = read_yaml(Path(__file__).with_name("periods.yaml"))
TODAY = TABLE["today"]
ASKS = "which areas were inspected"

steady = settings(derandomize=True, deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])


def periods(brain: Brain, text: str, today: dt.date = TODAY) -> list[PeriodSpan]:
    return [u.period for u in brain.understanding.read(clean(text), today).units if u.period]


def days(brain: Brain, text: str, today: dt.date = TODAY) -> list[tuple[dt.date | None, dt.date | None]]:
    return [(p.period.start, p.period.end) for p in periods(brain, text, today) if not p.as_at]


@pytest.mark.parametrize(("wording", "start", "end"), TABLE["cases"], ids=str)
def test_a_wording_means_these_days(wording: str, start: dt.date | None, end: dt.date | None, brain: Brain) -> None:
    assert days(brain, f"{ASKS} {wording}") == [(start, end)]


@pytest.mark.parametrize(("question", "start", "end"), TABLE["ahead"], ids=str)
def test_a_question_that_looks_ahead_means_the_days_to_come(question: str, start: dt.date, end: dt.date, brain: Brain) -> None:
    assert days(brain, question) == [(start, end)]


@pytest.mark.parametrize(("wording", "day"), TABLE["as_at"], ids=str)
def test_as_at_a_day_bounds_what_was_known(wording: str, day: dt.date, brain: Brain) -> None:
    (found,) = periods(brain, f"{ASKS} {wording}")
    assert (found.as_at, found.period.end) == (True, day)


@pytest.mark.parametrize(("today", "wording", "start", "end"), TABLE["edges"], ids=str)
def test_years_turn_and_leap_days_are_kept(today: dt.date, wording: str, start: dt.date, end: dt.date, brain: Brain) -> None:
    assert days(brain, f"{ASKS} {wording}", today) == [(start, end)]


@pytest.mark.parametrize("question", TABLE["none"])
def test_words_that_only_look_like_a_time_are_none(question: str, brain: Brain) -> None:
    assert periods(brain, question) == []


@pytest.mark.parametrize(("wording", "meant"), TABLE["several"], ids=str)
def test_a_year_given_once_counts_for_all_months_and_quarters_beside_it(wording: str, meant: list[list[dt.date]], brain: Brain) -> None:
    assert days(brain, f"{ASKS} {wording}") == [tuple(m) for m in meant]


@pytest.mark.parametrize(("wording", "left"), TABLE["unread"], ids=str)
def test_a_time_that_cannot_be_told_is_left_as_words_not_understood(wording: str, left: str, brain: Brain) -> None:
    reading = brain.understanding.read(clean(f"{ASKS} {wording}"), TODAY)
    assert [u for u in reading.units if u.period] == []
    assert any(left in u.text for u in reading.unexplained)


def ordinal(number: int) -> str:
    return f"{number}{'th' if 10 < number < 14 else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


FORMATS = (
    lambda d: d.isoformat(),
    lambda d: f"{d.day}/{d.month}/{d.year}",
    lambda d: f"{d:%d/%m/%Y}",
    lambda d: f"{d:%d.%m.%y}",
    lambda d: f"{d.day} {calendar.month_name[d.month]} {d.year}",
    lambda d: f"{ordinal(d.day)} {calendar.month_abbr[d.month]} {d.year}",
    lambda d: f"the {ordinal(d.day)} of {calendar.month_name[d.month]} {d.year}",
    lambda d: f"{calendar.month_name[d.month]} {d.day} {d.year}",
    lambda d: f"{calendar.month_name[d.month]} {d.day}, {d.year}",
    lambda d: f"{calendar.day_name[d.weekday()]} {d.day} {calendar.month_name[d.month]} {d.year}",
)


@steady
@given(day=st.dates(dt.date(2014, 1, 1), dt.date(2040, 12, 31)), form=st.sampled_from(FORMATS))
def test_a_day_is_read_back_however_it_is_written(day: dt.date, form: Any, brain: Brain) -> None:
    assert days(brain, f"{ASKS} on {form(day)}") == [(day, day)]
    assert days(brain, f"{ASKS} since {form(day)}") == [(day, None)]
    assert days(brain, f"{ASKS} by {form(day)}") == [(None, day)]
    assert days(brain, f"{ASKS} before {form(day)}") == [(None, day - dt.timedelta(days=1))]


@steady
@given(start=st.dates(dt.date(2014, 1, 1), dt.date(2040, 6, 30)), length=st.integers(1, 90), form=st.sampled_from(FORMATS))
def test_a_range_is_read_back_however_its_ends_are_written(start: dt.date, length: int, form: Any, brain: Brain) -> None:
    end = start + dt.timedelta(days=length)
    assert days(brain, f"{ASKS} between {form(start)} and {form(end)}") == [(start, end)]


@steady
@given(today=st.dates(dt.date(2014, 1, 1), dt.date(2040, 12, 31)), month=st.integers(1, 12))
def test_a_month_without_a_year_is_the_latest_that_has_begun(today: dt.date, month: int, brain: Brain) -> None:
    ((start, end),) = days(brain, f"{ASKS} in {calendar.month_name[month]}", today)
    assert start <= today
    assert start.month == end.month == month
    assert (today - start).days < 366
