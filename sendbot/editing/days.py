"""Dates as admins write them, read strictly: no order of day and month is ever guessed."""

import datetime as dt
import re

from sendbot.errors import EditError

_FIRST, _LAST = dt.date(2014, 1, 1), dt.date(2040, 12, 31)
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?(?: of)? ([a-z]{3,9})\.?,? (\d{4})", re.IGNORECASE)
_MONTH_FIRST = re.compile(r"([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})", re.IGNORECASE)
_FIGURES = re.compile(r"\d{1,4}[/.\-]\d{1,2}[/.\-]\d{1,4}")
_HOW = "Write it as 2017-10-31 or 31 October 2017."


def read_day(text: str) -> dt.date:
    """The day that a date means. Raises EditError, saying how to write it."""
    typed = " ".join(text.split())
    if match := _ISO.fullmatch(typed):
        year, month, day = (int(part) for part in match.groups())
    elif match := _DAY_FIRST.fullmatch(typed):
        day, month, year = int(match[1]), _month(match[2], typed), int(match[3])
    elif match := _MONTH_FIRST.fullmatch(typed):
        month, day, year = _month(match[1], typed), int(match[2]), int(match[3])
    elif _FIGURES.fullmatch(typed):
        raise EditError(f"'{typed}' could be read with day or month first. {_HOW}")
    else:
        what = f"'{typed}' is no date." if typed else "The date is missing."
        raise EditError(f"{what} {_HOW}")
    try:
        found = dt.date(year, month, day)
    except ValueError as error:
        raise EditError(f"There is no {typed}. Check the day and the month.") from error
    if not _FIRST <= found <= _LAST:
        raise EditError(f"{typed} lies outside {_FIRST.year} to {_LAST.year}. Check the year.")
    return found


def _month(name: str, typed: str) -> int:
    fitting = [
        number for number, month in enumerate(_MONTHS, 1) if month.startswith(name.lower()) or (name.lower() == "sept" and number == 9)
    ]
    if len(fitting) != 1:
        raise EditError(f"'{name}' in '{typed}' is no month. {_HOW}")
    return fitting[0]
