"""Options and dates as people type them."""

import datetime as dt
from typing import Any

import pytest
from digest_parts import Desk

from sendbot.digests.options import parse_day, parse_options, parse_time, parse_weekday
from sendbot.digests.subscription import DigestError, Subscription, check_pause, say_options


def changed(d: Desk, text: str) -> dict[str, Any]:
    base = Subscription("C1")
    found = parse_options(text, base, d.newsroom.named)
    return {name: value for name in base.__struct_fields__ if (value := getattr(found, name)) != getattr(base, name)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", {}),
        ("monday 09:00", {}),
        ("Tuesday 8:30", {"weekday": 1, "time": dt.time(8, 30)}),
        ("on Thursdays at 2pm", {"weekday": 3, "time": dt.time(14)}),
        ("every fri, 8.15 am", {"weekday": 4, "time": dt.time(8, 15)}),
        ("weds 12am", {"time": dt.time(0)}),
        ("9 am", {}),
        ("horizon 60", {"horizon_days": 60}),
        ("90 days", {"horizon_days": 90}),
        ("London", {"regions": ("London",)}),
        ("the north west", {"regions": ("North West",)}),
        ("region London, Bury", {"regions": ("London",), "areas": ("bury",)}),
        ("Bury, Brent and Waltham Forest", {"areas": ("bury", "brent", "waltham-forest")}),
        ("tuesday Kingston upon Thames 10:00", {"weekday": 1, "time": dt.time(10), "areas": ("kingston-upon-thames",)}),
        ("skip quiet weeks", {"quiet": False}),
        ("admin", {"is_admin": True}),
        ("sections due, overdue and revisits", {"sections": ("due", "overdue", "re-visits")}),
        ("reading, leeds, bury", {"areas": ("reading", "leeds", "bury")}),
        ("the north", {"regions": ("North East", "North West", "Yorkshire and the Humber")}),
        ("joint commissioning", {"topics": ("joint-commissioning",)}),
    ],
)
def test_options(d: Desk, text: str, expected: dict[str, Any]) -> None:
    if "weds" in text:
        expected = {"weekday": 2, **expected}
    assert changed(d, text) == expected


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("01:30", "Between 01:00 and 02:00"),
        ("1am", "Between 01:00 and 02:00"),
        ("25:00", "no time of day"),
        ("13pm", "no time of day"),
        ("horizon 3", "Choose 7 to 366"),
        ("blorp", "I do not know 'blorp'"),
        ("london blorp", "I do not know"),
        ("Manchester United", "I do not know"),
    ],
)
def test_what_is_not_understood_is_told(d: Desk, text: str, says: str) -> None:
    with pytest.raises(DigestError, match=says):
        changed(d, text)


def test_options_can_be_taken_back(d: Desk) -> None:
    narrowed = parse_options("london, bury due skip quiet admin", Subscription("C1"), d.newsroom.named)
    assert parse_options("all areas all sections tell quiet no admin", narrowed, d.newsroom.named) == Subscription("C1")


@pytest.mark.parametrize(
    ("word", "day"), [("mon", 0), ("Tuesdays", 1), ("tues", 1), ("wed", 2), ("SUNDAY", 6), ("mo", None), ("months", None)]
)
def test_weekdays(word: str, day: int | None) -> None:
    assert parse_weekday(word) == day


@pytest.mark.parametrize("word", ["9", "nine", "2017-10-06", "9:5"])
def test_what_is_no_time(word: str) -> None:
    assert parse_time(word) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2027-01-05", dt.date(2027, 1, 5)),
        ("5 January 2027", dt.date(2027, 1, 5)),
        ("5 Jan 2027", dt.date(2027, 1, 5)),
        ("5/1/2027", dt.date(2027, 1, 5)),
        ("5th January", dt.date(2027, 1, 5)),
        ("30 November", dt.date(2026, 11, 30)),
    ],
)
def test_dates_of_a_pause(text: str, day: dt.date) -> None:
    assert parse_day(text, dt.date(2026, 11, 24)) == day


@pytest.mark.parametrize("text", ["", "soon", "31 February"])
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(DigestError):
        parse_day(text, dt.date(2026, 11, 24))


@pytest.mark.parametrize("day", [dt.date(2026, 11, 24), dt.date(2020, 1, 1), dt.date(2028, 1, 1)])
def test_a_pause_is_ahead_and_within_a_year(day: dt.date) -> None:
    with pytest.raises(DigestError):
        check_pause(day, dt.date(2026, 11, 24))


def test_options_in_words() -> None:
    full = Subscription(
        "C1", regions=("London",), areas=("bury",), topics=("dmo",), quiet=False, is_admin=True, paused_until=dt.date(2027, 1, 5)
    )
    names = {"bury": "Bury", "dmo": "DMO"}
    assert say_options(full, names) == (
        "about London and Bury; on DMO; 30 days ahead; quiet weeks skipped; with what I could not answer; paused until 5 January 2027"
    )
