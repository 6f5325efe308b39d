"""When a digest is due: both clock changes, bank holidays, Christmas, year ends, ISO week 53; and that each week has one slot."""

import datetime as dt
from itertools import islice, pairwise

import pytest
from digest_parts import LONDON, brain, london
from hypothesis import given
from hypothesis import strategies as st

from sendbot.digests.schedule import is_late, is_paused, is_too_late, next_slot, say_moved, slot_of_week, slots_back
from sendbot.digests.subscription import Subscription
from sendbot.workdays import WorkingCalendar

CALENDAR: WorkingCalendar = brain().snapshot.calendar
MONDAYS = Subscription("C1")


def slot(monday: dt.date, weekday: int = 0, time: dt.time = dt.time(9)):
    return slot_of_week(monday, Subscription("C1", weekday=weekday, time=time), LONDON, CALENDAR)


@pytest.mark.parametrize(
    ("monday", "weekday", "week", "utc", "moved_from"),
    [
        (dt.date(2026, 10, 19), 0, "2026-W43", "2026-10-19T08:00", None),
        (dt.date(2026, 10, 26), 0, "2026-W44", "2026-10-26T09:00", None),  # clocks went back the day before
        (dt.date(2027, 3, 15), 0, "2027-W11", "2027-03-15T09:00", None),
        (dt.date(2027, 3, 22), 0, "2027-W12", "2027-03-22T09:00", None),
        (dt.date(2027, 3, 29), 0, "2027-W13", "2027-03-30T08:00", dt.date(2027, 3, 29)),  # clocks went forward; Easter Monday
        (dt.date(2026, 4, 6), 0, "2026-W15", "2026-04-07T08:00", dt.date(2026, 4, 6)),  # Easter Monday
        (dt.date(2026, 3, 30), 4, "2026-W14", "2026-04-07T08:00", dt.date(2026, 4, 3)),  # Good Friday: past Easter Monday
        (dt.date(2026, 8, 31), 0, "2026-W36", "2026-09-01T08:00", dt.date(2026, 8, 31)),
        (dt.date(2026, 12, 21), 4, "2026-W52", "2026-12-29T09:00", dt.date(2026, 12, 25)),  # Boxing Day is made up for on the 28th
        (dt.date(2026, 12, 28), 0, "2026-W53", "2026-12-29T09:00", dt.date(2026, 12, 28)),
        (dt.date(2026, 12, 28), 4, "2026-W53", "2027-01-04T09:00", dt.date(2027, 1, 1)),
        (dt.date(2027, 1, 4), 0, "2027-W01", "2027-01-04T09:00", None),
        (dt.date(2020, 12, 28), 3, "2020-W53", "2020-12-31T09:00", None),
        (dt.date(2022, 12, 26), 1, "2022-W52", "2022-12-28T09:00", dt.date(2022, 12, 27)),  # Christmas Day is made up for on the 27th
        (dt.date(2022, 9, 19), 0, "2022-W38", "2022-09-20T08:00", dt.date(2022, 9, 19)),  # the Queen's funeral
        (dt.date(2021, 12, 20), 5, "2021-W51", "2021-12-25T09:00", None),  # a Saturday is no working day anyway
    ],
)
def test_a_weeks_slot(monday: dt.date, weekday: int, week: str, utc: str, moved_from: dt.date | None) -> None:
    found = slot(monday, weekday)
    assert (found.week, found.at.strftime("%Y-%m-%dT%H:%M"), found.moved_from) == (week, utc, moved_from)


def test_a_move_is_said() -> None:
    assert say_moved(dt.date(2026, 12, 28)) == "Moved from Monday 28 December, a bank holiday."
    assert not say_moved(None)


@pytest.mark.parametrize(
    ("minutes", "late", "too_late"), [(0, False, False), (15, False, False), (16, True, False), (2_880, True, False), (2_881, True, True)]
)
def test_late_and_too_late(minutes: int, late: bool, too_late: bool) -> None:
    due, now = london(2026, 11, 23), london(2026, 11, 23) + dt.timedelta(minutes=minutes)
    assert (is_late(due, now), is_too_late(due, now)) == (late, too_late)


def test_a_pause_ends_with_the_day_it_is_until() -> None:
    paused = Subscription("C1", paused_until=dt.date(2026, 12, 7))
    assert is_paused(paused, slot(dt.date(2026, 11, 30)))
    assert not is_paused(paused, slot(dt.date(2026, 12, 7)))
    assert next_slot(london(2026, 11, 24), paused, LONDON, CALENDAR).week == "2026-W50"


def test_the_next_slot_is_past_weeks_that_are_done() -> None:
    assert next_slot(london(2026, 11, 23, 8), MONDAYS, LONDON, CALENDAR, {"2026-W48"}).week == "2026-W49"


subscriptions = st.builds(
    Subscription,
    channel=st.just("C1"),
    weekday=st.integers(0, 6),
    time=st.times().map(lambda t: t.replace(second=0, microsecond=0)).filter(lambda t: t.hour != 1),
)
instants = st.datetimes(dt.datetime(2015, 1, 1), dt.datetime(2036, 1, 1), timezones=st.just(dt.UTC))  # noqa: DTZ001 - given a zone


@given(subscriptions, instants)
def test_the_latest_is_not_ahead_and_the_next_is(subscription: Subscription, now: dt.datetime) -> None:
    latest = next(slots_back(now, subscription, LONDON, CALENDAR))
    following = next_slot(now, subscription, LONDON, CALENDAR)
    assert latest.at <= now < following.at


@given(subscriptions, instants)
def test_each_week_has_one_slot_at_the_wall_clocks_hour(subscription: Subscription, now: dt.datetime) -> None:
    slots = list(islice(slots_back(now, subscription, LONDON, CALENDAR), 60))
    assert len({s.week for s in slots}) == len(slots)
    for later, earlier in pairwise(slots):
        assert later.at > earlier.at
        assert (_monday(later.week) - _monday(earlier.week)).days == 7
    for s in slots:
        local = s.at.astimezone(LONDON)
        assert (local.date(), local.time()) == (s.day, subscription.time)
        assert s.moved_from is not None or local.weekday() == subscription.weekday
        assert s.moved_from is None or CALENDAR.is_working_day(s.day)


def _monday(week: str) -> dt.date:
    year, number = week.split("-W")
    return dt.date.fromisocalendar(int(year), int(number), 1)
