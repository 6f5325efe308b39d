"""Points of the calendar in a question: a day, month, season, term, quarter or year.

A month without a year is the latest one that had begun by `today`, or the next one to end where the question looks ahead.
"""

import calendar
import datetime as dt
from collections.abc import Sequence

from sendbot.lexicon.stretches import (
    FIRST_YEAR,
    LAST_YEAR,
    MONTHS,
    ORDINALS,
    POINT_WORDS,
    QUARTERS,
    SEASONS,
    SHORT_YEAR,
    TERMS,
    WEEKDAYS,
    YEAR_KINDS,
    Named,
    Point,
    add_months,
    month_period,
    part_of,
    quarter_of,
    safe_date,
)
from sendbot.meaning import Period
from sendbot.wording import say_date


class CalendarReader:
    """Reads days, months, seasons, quarters and years from the words of one question, for one `today`.

    `named`: words for a day or stretch of days ("transfer date"). `assumed`: the year to take where none is given, if any;
    `explicit`: whether the point read last gave its year.
    """

    def __init__(self, words: Sequence[str], today: dt.date, ahead: bool, named: Named) -> None:
        self._words, self._today, self._ahead, self._named = words, today, ahead, named
        self._named_words = {words[0] for words in named} | {"reforms", "reform"} if named else frozenset()
        self.assumed: int | None = None
        self.explicit = False

    def _word(self, index: int) -> str:
        return self._words[index] if 0 <= index < len(self._words) else ""

    def begins(self, word: str) -> bool:
        """Whether a point may begin with this word."""
        return word in POINT_WORDS or word[:1].isdigit() or word in self._named_words

    def is_named(self, start: int) -> bool:
        """Whether a stretch of days with a name ("the pandemic") stands here: it is a time only after a word of time."""
        start += self._word(start) == "the"
        return any(
            first != last and tuple(self._words[start : start + len(words)]) == words for words, (first, last) in self._named.items()
        )

    def day_number(self, index: int) -> int | None:
        text = self._word(index)
        digits = text[:-2] if text[-2:] in ("st", "nd", "rd", "th") else text
        return int(digits) if digits.isdigit() and 1 <= int(digits) <= 31 else None

    def _date_form(self, start: int) -> Point | None:
        text = self._word(start)
        day = None
        if len(text) == 10 and text[4] == "-":
            day = safe_date(*map(int, text.split("-")))
        elif "/" in text or "." in text:
            parts = [int(p) for p in text.replace(".", "/").split("/")]
            if len(parts) == 3:
                day = safe_date(parts[2] + (2000 if parts[2] < 100 else 0), parts[1], parts[0])
        return (start + 1, Period(day, day, f"on {say_date(day)}")) if day else None

    def day_month(self, start: int) -> Point | None:
        start += self._word(start) in WEEKDAYS
        day = self.day_number(start)
        if day is not None:
            position = start + 1 + (self._word(start + 1) == "of")
            month = MONTHS.get(self._word(position))
            position += 1
        else:
            month = MONTHS.get(self._word(start))
            day = self.day_number(start + 1) if month else None
            position = start + 2
            if day is None:
                return None
        if not month or day is None:
            return None
        year, position = self._year_after(position)
        found = safe_date(year or self._year_for(month, day), month, day)
        return (position, Period(found, found, f"on {say_date(found)}")) if found else None

    def _month(self, start: int) -> Point | None:
        word = self._word(start)
        position = start + 1
        shift = 0
        if word in ("last", "this", "next", "previous") and self._word(position) in MONTHS:
            shift = {"last": -1, "previous": -1, "next": 1, "this": 0}[word]
            word, position = self._word(position), position + 1
        month = MONTHS.get(word)
        if not month:
            return None
        year, position = self._year_after(position)
        short = self._word(position)
        if (
            not year
            and short.isdigit()
            and len(short) == 2
            and int(short) >= SHORT_YEAR
            and self._word(start - 1) in ("in", "during", "since", "of")
        ):
            year, position = 2000 + int(short), position + 1  # "in May 17"
        if not year:
            year = self._year_for(month, 1)
            if shift and year == self._today.year and month == self._today.month:
                year += shift
        return position, month_period(year, month)

    def _year_after(self, position: int) -> tuple[int | None, int]:
        position_of = position + (self._word(position) in ("of", "in", ",") and self._word(position + 1).isdigit())
        text = self._word(position_of)
        if text.isdigit() and len(text) == 4 and FIRST_YEAR <= int(text) <= LAST_YEAR:
            self.explicit = True
            return int(text), position_of + 1
        if self._word(position) in ("this", "last", "next") and self._word(position + 1) == "year":
            return self._today.year + {"this": 0, "last": -1, "next": 1}[self._word(position)], position + 2
        return self.assumed, position

    def _year_for(self, month: int, day: int) -> int:
        """The year of a month named without one: the latest that has begun, or the next where the question looks ahead."""
        today = self._today
        if self._ahead:
            return today.year + ((month, day if day > 1 else 31) < (today.month, today.day))
        return today.year - ((month, 1 if day == 1 else day) > (today.month, today.day))

    def _season(self, start: int) -> Point | None:
        word = self._word(start)
        position = start + 1
        shift = {"last": -1, "this": 0, "next": 1, "previous": -1}.get(word)
        if shift is not None:
            word, position = self._word(position), position + 1
        if word not in SEASONS:
            return None
        table = SEASONS
        term = self._word(position) == "term"
        if term:
            table, position = TERMS, position + 1
        elif table is SEASONS and word == "spring" and self._word(position) == "into":
            return None
        position += self._word(position) == "of"
        year, position = self._school_year(position, word) or self._year_after(position)
        if not term and self._word(position) == "term":
            term, table, position = True, TERMS, position + 1
        first, last = table.get(word, SEASONS[word])
        if not year:
            year = self._today.year
            if dt.date(year, first, 1) > self._today and not self._ahead:
                year -= 1
            year += {-1: -1, 1: 1}.get(shift or 0, 0) if shift and dt.date(year, first, 1) <= self._today else 0
        end_year = year + (last < first)
        final = dt.date(end_year, last, calendar.monthrange(end_year, last)[1])
        return position, Period(dt.date(year, first, 1), final, f"in the {word} term {year}" if term else f"in {word} {year}")

    def _school_year(self, position: int, season: str) -> tuple[int, int] | None:
        """The year of a season of "2019/20": autumn and winter begin in the first of the two."""
        text = self._word(position)
        if len(text) == len("2019/20") and text[4] in "-/–" and int(text[5:]) == (int(text[:4]) + 1) % 100:
            self.explicit = True
            return int(text[:4]) + (season in ("spring", "summer")), position + 1
        return None

    def _quarter(self, start: int) -> Point | None:
        word = self._word(start)
        number, position = None, start + 1
        if word == "q" and self._word(position) in ("1", "2", "3", "4"):
            number, position = int(self._word(position)), position + 1
        elif word in QUARTERS:
            number = int(word[1])
        elif word in ORDINALS and self._word(position) == "quarter" and (word != "last" or self._word(position + 1) == "of"):
            number, position = ORDINALS[word], position + 1
        if number is None:
            return None
        position += self._word(position) == "of"
        year, position = self._year_after(position)
        return position, quarter_of(year or self._today.year, number)

    def _year(self, start: int) -> Point | None:
        word, position = self._word(start), start
        month = YEAR_KINDS.get(word, 0)
        position += bool(month)
        if self._word(position) in ("year", "years"):
            position += 1 + (self._word(position + 1) == "of")
        elif month and word not in ("fy", "ay", "calendar"):
            return None
        text, following = self._word(position), self._word(position + 1)
        if text in QUARTERS or not text[:4].isdigit() or not FIRST_YEAR <= int(text[:4]) <= LAST_YEAR:
            return None
        year, end = int(text[:4]), position + 1
        if len(text) == len("2017") and following in ("to", "and") and self._word(position + 2) == str(year + 1):
            after = self._word(position + 3)
            if month > 1 or (after in YEAR_KINDS and self._word(position + 4) == "year"):
                text, end = f"{year}-{(year + 1) % 100:02}", position + 3
        self.explicit = True
        if len(text) == len("2017-18"):
            return self._two_years(text, end, month)
        if len(text) != len("2017") or not text.isdigit():
            return None
        if month > 1 or (self._word(end) in YEAR_KINDS and self._word(end + 1) == "year" and self._word(end) != "calendar"):
            return end + 2 * (month <= 1), Period(None, None)  # it may begin or end in that year
        if self._word(end) in (*QUARTERS, "h1", "h2"):
            number = int(self._word(end)[1])
            if self._word(end)[0] == "h":
                whole = Period(dt.date(year, 1, 1), dt.date(year, 12, 31), f"in {year}")
                return end + 1, part_of("first half" if number == 1 else "second half", whole)
            return end + 1, quarter_of(year, number)
        if self._word(end) == "calendar" and self._word(end + 1) == "year":
            end += 2
        return end, Period(dt.date(year, 1, 1), dt.date(year, 12, 31), f"in {year}")

    def _two_years(self, text: str, end: int, month: int) -> Point | None:
        """ "2018-19": a school year, or a financial one where it is called so; "2016-22": all of these years; "2017-05": a month."""
        year, second = int(text[:4]), int(text[5:])
        if second != (year + 1) % 100:
            if 1 <= second <= 12 and text[4] != "/":
                return end, month_period(year, second)
            last = year // 100 * 100 + second
            if month or not year < last <= LAST_YEAR:
                return None
            return end, Period(dt.date(year, 1, 1), dt.date(last, 12, 31), f"from {year} to {last}")
        if self._word(end) in YEAR_KINDS and self._word(end) not in ("fy", "ay"):
            month, end = YEAR_KINDS[self._word(end)], end + 1
            end += self._word(end) in ("year", "years")
        month = month if month > 1 else 9
        first = dt.date(year, month, 1)
        kind = "financial" if month == 4 else "academic"
        return end, Period(first, add_months(first, 12) - dt.timedelta(days=1), f"in the {kind} year {text}")
