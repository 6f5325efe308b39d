"""Points in time in a question: a day, month, season, term, quarter, half, year, a part of one, or a stretch reckoned from today.

A month without a year is the latest one that had begun by `today`, or the next one to end where the question looks ahead.
"""

import calendar
import datetime as dt
from collections.abc import Callable, Sequence
from functools import cache

from sendbot.query import Period
from sendbot.wording import say_date

Point = tuple[int, Period]
Named = dict[tuple[str, ...], tuple[dt.date, dt.date]]
MONTHS = {name.lower(): number for number in range(1, 13) for name in (calendar.month_name[number], calendar.month_abbr[number])} | {
    "sept": 9
}
_SEASONS = {"spring": (3, 5), "summer": (5, 8), "autumn": (9, 11), "winter": (12, 2)}
_TERMS = {"spring": (1, 4), "summer": (4, 7), "autumn": (9, 12)}
NUMBERS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "eighteen": 18,
    "twenty": 20,
    "thirty": 30,
    "ninety": 90,
    "couple": 2,
    "few": 3,
    "dozen": 12,
}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "last": 4, "final": 4}
_HALVES = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "latter": 2, "last": 2}
UNITS = {"day": 0, "week": 0, "fortnight": 0, "month": 1, "quarter": 3, "term": 4, "year": 12, "decade": 120}
_DAYS = {"day": 1, "week": 7, "fortnight": 14}
_QUARTERS = ("q1", "q2", "q3", "q4")
_WEEKDAYS = {day.lower(): i for i, day in enumerate(calendar.day_name)}
_FEW = 2
_SHORT_YEAR = 16
_NEARLY_A_YEAR = 300
_FIRST_YEAR, _LAST_YEAR = 2010, 2060
# Dates written in figures may lie further off, yet not so far that a day more would leave the calendar.
_EARLIEST_YEAR, _LATEST_YEAR = 1900, 2100


# The words that a point in time can begin with; anything else is passed over at once.
# Fixed days that people name: month and day.
_FEASTS = {"christmas": (12, 25), "halloween": (10, 31), "bonfire": (11, 5), "valentines": (2, 14)}
# Wordings for a part of what follows, by the part.
_PARTS: tuple[tuple[tuple[str, ...], str], ...] = tuple(
    (tuple(wording.split()), part)
    for part, wordings in {
        "early": "early,early in,early on in,earlier in,first part of,early part of,first third of,front end of",
        "mid": "mid,middle of,middle,half way through,halfway through,half way into,halfway into,midway through,mid way through,midpoint of",
        "late": "late,late in,later in,latter part of,later part of,back end of,tail end of,towards end of,near end of,last part of,last third of",
        "start": "start of,very start of,start,beginning of,beginning,opening of",
        "end": "end of,very end of,end,close of,close",
    }.items()
    for wording in wordings.split(",")
)
_PART_WORDS = frozenset(words[0] for words, _ in _PARTS)
YEAR_KINDS = {"academic": 9, "school": 9, "financial": 4, "tax": 4, "fiscal": 4, "fy": 4, "ay": 9, "calendar": 1}
_POINT_WORDS = (
    frozenset((*MONTHS, *_SEASONS, *_WEEKDAYS, *_ORDINALS, *_QUARTERS, *NUMBERS, *_HALVES, "h1", "h2", *_FEASTS, *YEAR_KINDS, *_PART_WORDS))
    | frozenset("week w with year q last this next previous past preceding recent coming following today yesterday tomorrow".split())
    | frozenset("a day earlier later so easter new then".split())
)


def month_period(year: int, month: int) -> Period:
    """The whole month, labelled "July 2017"."""
    last = calendar.monthrange(year, month)[1]
    return Period(dt.date(year, month, 1), dt.date(year, month, last), f"in {calendar.month_name[month]} {year}")


def easter(year: int) -> dt.date:
    """Easter Sunday (Gauss; Gregorian calendar)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return dt.date(year, f // 31, f % 31 + 1)


def add_months(day: dt.date, months: int) -> dt.date:
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def safe_date(year: int, month: int, day: int) -> dt.date | None:
    if not _EARLIEST_YEAR <= year <= _LATEST_YEAR:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _moved(day: dt.date, count: int, unit: str) -> dt.date:
    return day + dt.timedelta(days=count * _DAYS[unit]) if unit in _DAYS else add_months(day, count * UNITS[unit])


def _quarter_of(year: int, number: int) -> Period:
    first, last = month_period(year, 3 * number - 2), month_period(year, 3 * number)
    return Period(first.start, last.end, f"in quarter {number} of {year}")


def _part(part: str, whole: Period) -> Period:
    """A part of a stretch of days: thirds for early, mid and late (whole months of a year), sixths for start and end."""
    assert whole.start  # noqa: S101 - callers looked
    assert whole.end  # noqa: S101
    first, last, said, day = whole.start, whole.end, bare(whole), dt.timedelta(days=1)
    length = (last - first).days + 1
    months = length > _NEARLY_A_YEAR

    def after(share: int) -> dt.date:
        """The first day after so many twelfths."""
        return add_months(first, share) if months else first + dt.timedelta(days=length * share // 12)

    if part == "start":
        return Period(first, max(after(2) - day, first), f"at the start of {said}")
    if part == "end":
        # The end of a month is its last day; that of a year is not one day only.
        return Period(after(10) if months else last, last, f"at the end of {said}")
    if part == "early":
        return Period(first, after(4) - day, f"early in {said}")
    if part == "mid":
        return Period(after(4), after(8) - day, f"in the middle of {said}")
    if part == "late":
        return Period(after(8), last, f"late in {said}")
    if part == "first half":
        return Period(first, after(6) - day, f"in the first half of {said}")
    return Period(after(6), last, f"in the second half of {said}")


class PointReader:
    """Reads points in time from the words of one question, for one `today`.

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
        return word in _POINT_WORDS or word[:1].isdigit() or word in self._named_words

    def is_named(self, start: int) -> bool:
        """Whether a stretch of days with a name ("the pandemic") stands here: it is a time only after a word of time."""
        start += self._word(start) == "the"
        return any(
            first != last and tuple(self._words[start : start + len(words)]) == words for words, (first, last) in self._named.items()
        )

    def at(self, start: int) -> Point | None:
        """The point that begins here; one without a label is one that cannot be told."""
        start += self._word(start) == "the"
        if not self.begins(self._word(start)):
            return None
        word = self._word(start)
        if word in self._named_words and (found := self._named_date(start)):
            return found
        for reader in _readers("0" if word[:1].isdigit() else word):
            if found := reader(self, start):
                return found
        return None

    def _named_date(self, start: int) -> Point | None:
        for words, (first, last) in self._named.items():
            skip = 1 if self._word(start) in ("reforms", "reform") and words[0] not in ("reforms", "reform") else 0
            if tuple(self._words[start + skip : start + skip + len(words)]) == words:
                label = (
                    f"on {say_date(first)}" if first == last else f"during the {' '.join(words)} ({say_date(first)} to {say_date(last)})"
                )
                return start + skip + len(words), Period(first, last, label)
        return None

    def edge(self, start: int) -> Point | None:
        """The first or last day of what follows ("the end of May"), which bounds a period."""
        start += self._word(start) == "the"
        for words, part in _PARTS:
            if part in ("start", "end") and tuple(self._words[start : start + len(words)]) == words:
                found = self._whole_of(start + len(words))
                if found and found[1].start and found[1].end:
                    day = found[1].start if part == "start" else found[1].end
                    return found[0], Period(day, day, f"on {say_date(day)}")
        return None

    def _whole_of(self, position: int) -> Point | None:
        """What has parts: a month, season, quarter, half, or year."""
        position += self._word(position) == "of"
        position += self._word(position) == "the"
        for reader in (self._month, self._season, self._half, self._quarter, self._year, self._relative):
            if (found := reader(position)) and found[1].start and found[1].end:
                return found
        return None

    def _part_of(self, start: int) -> Point | None:
        """Start, middle or end of a month or year; early, mid, late."""
        if self._word(start) not in _PART_WORDS:
            return None
        # The article is nothing here: "towards the end of".
        for words, part in _PARTS:
            position = start
            for word in words:
                position += self._word(position) == "the"
                if self._word(position) != word:
                    break
                position += 1
            else:
                if found := self._whole_of(position):
                    return found[0], _part(part, found[1])
        return None

    def _week_of(self, start: int) -> Point | None:
        word, position = self._word(start), start + 1
        ends = self._word(position) in ("e", "ending")
        if word not in ("week", "w", "with") or (word != "week" and self._word(position) not in ("c", "e")):
            return None
        position += self._word(position) in ("of", "c", "e", "commencing", "beginning", "starting", "ending")
        position += self._word(position) == "the"
        if (found := self.day_month(position) or self._date_form(position)) and (day := found[1].start):
            first = day - dt.timedelta(days=6 if ends else day.weekday())
            label = f"in the week to {say_date(day)}" if ends else f"in the week of {say_date(first)}"
            return found[0], Period(first, first + dt.timedelta(days=6), label)
        return None

    def _half(self, start: int) -> Point | None:
        word, position = self._word(start), start + 1
        following = self._word(position)
        if word in ("1", "2") and following == "h":
            half, position = int(word), position + 1
        elif word in ("h1", "h2"):
            half = int(word[1])
        elif word in _HALVES and following == "half":
            half, position = _HALVES[word], position + 1
        else:
            return None
        position += self._word(position) == "of"
        found = self._year(position) or self._month(position) or self._season(position) or self._relative(position)
        if not found or not found[1].start or not found[1].end:
            return None
        return found[0], _part("first half" if half == 1 else "second half", found[1])

    def _stretch_of(self, start: int) -> Point | None:
        """ "The first three months of 2018"."""
        word, position = self._word(start), start + 1
        if word not in ("first", "last", "final", "opening", "closing"):
            return None
        text = self._word(position)
        count = NUMBERS.get(text) or (int(text) if text.isdigit() and len(text) < len("100") else None)
        unit = self._word(position + (count is not None)).removesuffix("s")
        position += 1 + (count is not None)
        if unit not in UNITS or self._word(position) != "of":
            return None
        found = self._whole_of(position)
        if not found or not found[1].start or not found[1].end:
            return None
        first, last = (
            self.beside("from", count or 1, unit, found[1])
            if word in ("first", "opening")
            else self.beside("to", count or 1, unit, found[1])
        )
        said = f"{count} {unit}s" if count and count > 1 else unit
        return found[0], Period(first, last, f"in the {word} {said} of {bare(found[1])}")

    def beside(self, link: str, count: int, unit: str, point: Period) -> tuple[dt.date, dt.date]:
        """First and last day of so many units to, before, from or after a point that has both ends."""
        assert point.start  # noqa: S101 - callers looked
        assert point.end  # noqa: S101
        day = dt.timedelta(days=1)
        if link in ("to", "ending", "ended"):
            return _moved(point.end + day, -count, unit), point.end
        if link == "before":
            return _moved(point.start, -count, unit), point.start - day
        first = point.start if link == "from" else point.end + day
        return first, _moved(first, count, unit) - day

    def ago(self, count: int, unit: str) -> dt.date | None:
        """The day so long before today."""
        unit = unit.removesuffix("s")
        return _moved(self._today, -count, unit) if unit in UNITS else None

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
        start += self._word(start) in _WEEKDAYS
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
            and int(short) >= _SHORT_YEAR
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
        if text.isdigit() and len(text) == 4 and _FIRST_YEAR <= int(text) <= _LAST_YEAR:
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
        if word not in _SEASONS:
            return None
        table = _SEASONS
        term = self._word(position) == "term"
        if term:
            table, position = _TERMS, position + 1
        elif table is _SEASONS and word == "spring" and self._word(position) == "into":
            return None
        position += self._word(position) == "of"
        year, position = self._school_year(position, word) or self._year_after(position)
        if not term and self._word(position) == "term":
            term, table, position = True, _TERMS, position + 1
        first, last = table.get(word, _SEASONS[word])
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
        elif word in _QUARTERS:
            number = int(word[1])
        elif word in _ORDINALS and self._word(position) == "quarter" and (word != "last" or self._word(position + 1) == "of"):
            number, position = _ORDINALS[word], position + 1
        if number is None:
            return None
        position += self._word(position) == "of"
        year, position = self._year_after(position)
        return position, _quarter_of(year or self._today.year, number)

    def _year(self, start: int) -> Point | None:
        word, position = self._word(start), start
        month = YEAR_KINDS.get(word, 0)
        position += bool(month)
        if self._word(position) in ("year", "years"):
            position += 1 + (self._word(position + 1) == "of")
        elif month and word not in ("fy", "ay", "calendar"):
            return None
        text, following = self._word(position), self._word(position + 1)
        if text in _QUARTERS or not text[:4].isdigit() or not _FIRST_YEAR <= int(text[:4]) <= _LAST_YEAR:
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
        if self._word(end) in (*_QUARTERS, "h1", "h2"):
            number = int(self._word(end)[1])
            if self._word(end)[0] == "h":
                whole = Period(dt.date(year, 1, 1), dt.date(year, 12, 31), f"in {year}")
                return end + 1, _part("first half" if number == 1 else "second half", whole)
            return end + 1, _quarter_of(year, number)
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
            if month or not year < last <= _LAST_YEAR:
                return None
            return end, Period(dt.date(year, 1, 1), dt.date(last, 12, 31), f"from {year} to {last}")
        if self._word(end) in YEAR_KINDS and self._word(end) not in ("fy", "ay"):
            month, end = YEAR_KINDS[self._word(end)], end + 1
            end += self._word(end) in ("year", "years")
        month = month if month > 1 else 9
        first = dt.date(year, month, 1)
        kind = "financial" if month == 4 else "academic"
        return end, Period(first, add_months(first, 12) - dt.timedelta(days=1), f"in the {kind} year {text}")

    # --- relative to today
    def _relative(self, start: int) -> Point | None:
        word, following, today = self._word(start), self._word(start + 1), self._today
        for name, offset in (("today", 0), ("yesterday", -1), ("tomorrow", 1)):
            if word == name:
                day = today + dt.timedelta(days=offset)
                return start + 1, Period(day, day, f"on {say_date(day)}")
        if (
            word == "day"
            and following in ("before", "after")
            and self._word(start + 2) == ("yesterday" if following == "before" else "tomorrow")
        ):
            day = today + dt.timedelta(days=-2 if following == "before" else 2)
            return start + 3, Period(day, day, f"on {say_date(day)}")
        if found := self._within_this(start) or self._weekday(start):
            return found
        back = word in ("last", "past", "previous", "preceding", "recent")
        ahead = word in ("next", "coming", "following")
        if not (back or ahead or word == "this"):
            return None
        count = NUMBERS.get(following) or (int(following) if following.isdigit() and len(following) < 4 else None)
        position = start + 2 if count else start + 1
        position += self._word(position) == "of"
        unit = self._word(position).rstrip("s")
        if unit in ("calendar", "working", "financial", "academic", "school", "tax"):
            kind = unit
            position += 1
            unit = self._word(position).rstrip("s")
        else:
            kind = ""
        if unit not in UNITS:
            return None
        end = position + 1
        # "Last year" is that of the calendar; "the past year" and "within the last year" end today.
        running = word == "past" or (
            unit == "year" and self._word(start - 1) == "the" and self._word(start - 2) in ("within", "over", "during", "in")
        )
        if (count or unit in ("fortnight", "decade") or (running and not kind)) and (back or ahead):
            return end, self._stretch(count or 1, unit, back=back)
        return end, self._whole(unit, kind, -1 if back else 1 if ahead else 0)

    def _within_this(self, start: int) -> Point | None:
        """ "So far this year", "earlier this month", "later this year"."""
        word, position = self._word(start), start + 1
        if word == "so" and self._word(position) == "far":
            word, position = "earlier", position + 1
        position += word in ("earlier", "later") and self._word(position) in ("on", "in")
        unit = self._word(position + 1)
        if word not in ("earlier", "later") or self._word(position) != "this" or unit not in UNITS:
            return None
        whole = self._whole(unit, "", 0)
        if word == "earlier":
            return position + 2, Period(whole.start, self._today, f"so far this {unit}")
        return position + 2, Period(self._today, whole.end, f"later this {unit}")

    def _weekday(self, start: int) -> Point | None:
        """ "Last Tuesday", "on Tuesday"; "on a Tuesday" and "on Tuesdays" are no point in time."""
        word, position = self._word(start), start + 1
        which = word if word in ("last", "this", "next", "previous") else ""
        if which:
            word, position = self._word(position), position + 1
        if word not in _WEEKDAYS or self._word(start - 1) not in (
            ("on", "since", "by", "until", "before", "after") if not which else (self._word(start - 1),)
        ):
            return None
        back = (self._today.weekday() - _WEEKDAYS[word]) % 7
        later = which == "next" or (self._ahead and not which)
        day = self._today + dt.timedelta(days=7 - back) if later else self._today - dt.timedelta(days=back or 7)
        return position, Period(day, day, f"on {say_date(day)}")

    def _stretch(self, count: int, unit: str, *, back: bool) -> Period:
        today, plural = self._today, f"{count} {unit}s" if count > 1 else unit
        far = _moved(today, -count if back else count, unit)
        return Period(far, today, f"in the last {plural}") if back else Period(today, far, f"in the next {plural}")

    def _whole(self, unit: str, kind: str, shift: int) -> Period:
        today = self._today
        name = {-1: "last", 0: "this", 1: "next"}[shift]
        if unit in ("week", "fortnight"):
            monday = today - dt.timedelta(days=today.weekday()) + dt.timedelta(days=7 * shift)
            return Period(monday, monday + dt.timedelta(days=6), f"{name} week ({say_date(monday)} on)")
        if unit == "day":
            return Period(today, today, f"on {say_date(today)}")
        if unit == "month":
            first = add_months(today.replace(day=1), shift)
            return month_period(first.year, first.month)
        if unit in ("quarter", "term"):
            first = add_months(dt.date(today.year, 3 * ((today.month - 1) // 3) + 1, 1), 3 * shift)
            return Period(first, add_months(first, 3) - dt.timedelta(days=1), f"{name} {unit} (from {say_date(first)})")
        month = {"financial": 4, "tax": 4, "academic": 9, "school": 9}.get(kind, 1)
        first = dt.date(today.year - (today.month < month) + shift, month, 1)
        label = f"in {first.year}" if month == 1 else f"in the {kind} year from {say_date(first)}"
        return Period(first, add_months(first, 12) - dt.timedelta(days=1), label)

    def _ago(self, start: int) -> Point | None:
        text = self._word(start)
        count = NUMBERS.get(text) or (1 if text == "a" else None) or (int(text) if text.isdigit() and len(text) < 4 else None)
        unit = self._word(start + 1).rstrip("s")
        if not count or unit not in UNITS or self._word(start + 2) != "ago":
            return None
        far = self._stretch(count, unit, back=True).start
        assert far is not None  # noqa: S101 - a stretch back always has a start
        if unit in ("month", "year"):
            return start + 3, month_period(far.year, far.month) if unit == "month" else Period(
                dt.date(far.year, 1, 1), dt.date(far.year, 12, 31), f"in {far.year}"
            )
        return start + 3, Period(far, far, f"on {say_date(far)}")

    def _feast(self, start: int) -> Point | None:
        word, position = self._word(start), start + 1
        if word == "new" and self._word(position) == "year":
            word, position = "new year", position + 1
        if word == "bonfire" and self._word(position) == "night":
            position += 1
        if word not in ("easter", "new year", *_FEASTS):
            return None
        year, position = self._year_after(position)
        for candidate in [year] if year else range(self._today.year, self._today.year - 2, -1):
            day = easter(candidate) if word == "easter" else dt.date(candidate, *_FEASTS.get(word, (1, 1)))
            if year or day <= self._today or self._ahead:
                return position, Period(day, day, f"on {say_date(day)}")
        return None


def bare(period: Period) -> str:
    """A period's label without its preposition."""
    for word in ("in the ", "at the ", "in ", "on ", "during "):
        if period.label.startswith(word):
            return period.label.removeprefix(word)
    return period.label


@cache
def _readers(word: str) -> tuple[Callable[[PointReader, int], Point | None], ...]:
    """The readers of points that may begin with this word, in the order in which they are tried."""
    reader = PointReader
    if word[:1].isdigit():
        return reader._date_form, reader.day_month, reader._half, reader._quarter, reader._year, reader._ago  # noqa: SLF001 - its own table
    found = []
    if word in _PART_WORDS:
        found.append(reader._part_of)  # noqa: SLF001
    if word in ("week", "w", "with"):
        found.append(reader._week_of)  # noqa: SLF001
    if word in MONTHS or word in _WEEKDAYS:
        found += [reader.day_month, reader._month]  # noqa: SLF001
    if word in _SEASONS:
        found.append(reader._season)  # noqa: SLF001
    if word in _ORDINALS or word in _HALVES or word in _QUARTERS or word in ("h1", "h2", "q"):
        found += [reader._half, reader._quarter, reader._stretch_of]  # noqa: SLF001
    if word in ("last", "this", "next", "previous"):
        found += [reader._month, reader._season]  # noqa: SLF001
    if word in YEAR_KINDS or word == "year":
        found.append(reader._year)  # noqa: SLF001
    return (*found, reader._relative, reader._ago, reader._feast)  # noqa: SLF001
