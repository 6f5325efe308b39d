"""Small words for people: dates, lists, plurals. British English."""

import calendar
import datetime as dt
import re
from collections.abc import Iterable, Sequence


def say_date(day: dt.date) -> str:
    """A date as people write it: 9 November 2017."""
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"


def say_span(start: dt.date, end: dt.date | None) -> str:
    """A stretch of days: "3 to 7 July 2017"; without its end, "the week of 3 July 2017"."""
    if end is None or end < start:
        return f"in the week of {say_date(start)}" if start.weekday() == 0 else f"from {say_date(start)}"
    if start == end:
        return f"on {say_date(start)}"
    if (start.year, start.month) == (end.year, end.month):
        return f"from {start.day} to {say_date(end)}"
    if start.year == end.year:
        return f"from {start.day} {calendar.month_name[start.month]} to {say_date(end)}"
    return f"from {say_date(start)} to {say_date(end)}"


def join(names: Iterable[str], last: str = "and") -> str:
    """A list in a sentence: "A, B and C"."""
    items = list(names)
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {last} {items[-1]}" if items else "none"


def count_of(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: "1 area", "13 areas"."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def shorten(items: Sequence[str], limit: int) -> list[str]:
    """The first `limit` items; what is left out is counted in a last one."""
    if len(items) <= limit:
        return list(items)
    return [*items[:limit], f"and {len(items) - limit} more"]


_COMPASS = re.compile(r"(?:North|South) (?:East|West)\b|(?:East|West) Midlands$")


def with_article(region: str) -> str:
    """A region's name as it stands in a sentence: "the North West", but "London"."""
    return f"the {region}" if _COMPASS.match(region) else region


def upper_first(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]
