"""Options that bound what may be answered from: --today, --as-at, --sources; and the same members of a batch line."""

import datetime as dt
from collections.abc import Iterable

from sendbot.brain import Brain
from sendbot.errors import AskError

FIRST_DAY, LAST_DAY = dt.date(2014, 1, 1), dt.date(2040, 12, 31)


def read_date(text: str, name: str) -> dt.date:
    """An ISO date.

    Raises AskError where it is none, or lies outside what the calendar can reckon with.
    """
    try:
        day = dt.date.fromisoformat(text.strip())
    except (ValueError, AttributeError, TypeError) as error:
        raise AskError(f"{name} is '{text}', which is no date. Write it as 2017-10-06.") from error
    if not FIRST_DAY <= day <= LAST_DAY:
        raise AskError(f"{name} is {day}. Give a day from {FIRST_DAY.year} to {LAST_DAY.year}.")
    return day


def read_sources(names: Iterable[str], brain: Brain) -> frozenset[str] | None:
    """Source ids, checked; None where none are given.

    Raises AskError for an unknown one, naming the nearest.
    """
    wanted = [n.strip() for n in names if n.strip()]
    for name in wanted:
        if name not in brain.snapshot.sources:
            from rapidfuzz import process

            near = process.extractOne(name, brain.snapshot.sources.keys())
            hint = f" Did you mean {near[0]}?" if near else ""
            raise AskError(f"There is no source '{name}'.{hint} The briefing is lgiu-2017-10.")
    return frozenset(wanted) or None
