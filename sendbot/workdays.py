"""Working days: Monday to Friday less the bank holidays of England.

The bank holidays come with the knowledge (loaded from the package govuk-bank-holidays); from the day after the last one
that is known, `is_provisional` says that a count may still change.
"""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterable

_SATURDAY = 5
_DAY = dt.timedelta(days=1)
_YEARS_BEYOND = 14  # the last day that can be asked as at (2040), and a plan's clock after it


class WorkingCalendar:
    """Counts working days; a date outside the calendar's years is an error in the caller's data (see `covers`)."""

    def __init__(self, bank_holidays: Iterable[dt.date]) -> None:
        holidays = frozenset(bank_holidays)
        first = min(holidays, default=dt.date(2012, 1, 1)).replace(month=1, day=1)
        # Bank holidays are published for whole years: the calendar is known to the end of the last one's year.
        self.horizon = max(holidays, default=first).replace(month=12, day=31)
        self._first = first.toordinal()
        last = self.horizon.replace(year=self.horizon.year + _YEARS_BEYOND).toordinal()
        skipped = {day.toordinal() for day in holidays}
        # Ordinal 1 was a Monday: weekday = (ordinal - 1) % 7.
        self._days = [n for n in range(self._first, last + 1) if (n - 1) % 7 < _SATURDAY and n not in skipped]

    def covers(self, day: dt.date) -> bool:
        """Whether the calendar reaches `day` (with room for a plan's clock after it)."""
        return self._first <= day.toordinal() <= self._days[-1] - 365

    def is_working_day(self, day: dt.date) -> bool:
        place = bisect_left(self._days, day.toordinal())
        return place < len(self._days) and self._days[place] == day.toordinal()

    def is_provisional(self, day: dt.date) -> bool:
        """Whether bank holidays up to `day` are not all known yet."""
        return day > self.horizon

    def add(self, start: dt.date, working_days: int) -> dt.date:
        """The day that is `working_days` after `start`; `start` is day 0, day 1 is the next working day. May be negative."""
        if working_days >= 0:
            place = bisect_right(self._days, start.toordinal()) + working_days - 1
            return start if working_days == 0 else dt.date.fromordinal(self._days[place])
        return dt.date.fromordinal(self._days[bisect_left(self._days, start.toordinal()) + working_days])

    def between(self, start: dt.date, end: dt.date) -> int:
        """Working days after `start` up to and including `end`; negative when `end` is earlier."""
        if end < start:
            return -self.between(end, start)
        return bisect_right(self._days, end.toordinal()) - bisect_right(self._days, start.toordinal())
