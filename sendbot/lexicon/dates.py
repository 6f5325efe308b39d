"""Periods in a question: "in July 2017", "since March", "the last 12 months", "between 12 and 16 June", "as at 31 March".

A period is inclusive at both ends; an open end is None. A month without a year is the latest one that had begun by
`today`, or the next one to end where the question looks ahead (`ahead`).
"""

import calendar
import datetime as dt
from collections.abc import Sequence

import msgspec

from sendbot.lexicon.text import Token
from sendbot.query import Period
from sendbot.wording import say_date

MONTHS = {name.lower(): number for number in range(1, 13) for name in (calendar.month_name[number], calendar.month_abbr[number])} | {
    "sept": 9
}
_EVERYDAY_MONTHS = {"may", "march", "mar", "dec", "sep", "sun", "jan"}
_MONTH_CUES = {
    "in",
    "of",
    "since",
    "during",
    "last",
    "next",
    "by",
    "until",
    "till",
    "before",
    "after",
    "between",
    "from",
    "to",
    "this",
    "and",
    "or",
    "the",
    "for",
    "early",
    "late",
    "mid",
    "end",
    "start",
    "on",
    "through",
    "throughout",
    "at",
    "month",
    "versus",
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
    "half": 6,
}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_QUARTERS = ("q1", "q2", "q3", "q4")
_WEEKDAYS = {day.lower(): i for i, day in enumerate(calendar.day_name)}
_FEW = 2
_SHORT_YEAR = 16
_FIRST_YEAR, _LAST_YEAR = 2010, 2060
# Dates written in figures may lie further off, yet not so far that a day more would leave the calendar.
_EARLIEST_YEAR, _LATEST_YEAR = 1900, 2100


# The words that a point in time can begin with; anything else is passed over at once.
# Fixed days that people name: month and day.
_FEASTS = {"christmas": (12, 25), "halloween": (10, 31), "bonfire": (11, 5), "valentines": (2, 14)}
_POINT_WORDS = frozenset(
    (
        *MONTHS,
        *_SEASONS,
        *_WEEKDAYS,
        *_ORDINALS,
        *_QUARTERS,
        *NUMBERS,
        "start",
        "beginning",
        "end",
        "middle",
        "mid",
        "early",
        "late",
        "close",
        "latter",
        "week",
        "w",
        "q",
        "last",
        "this",
        "next",
        "previous",
        "past",
        "preceding",
        "recent",
        "coming",
        "following",
        "today",
        "yesterday",
        "tomorrow",
        "a",
        "easter",
        *_FEASTS,
        "new",
    )
)
_SPAN_WORDS = _POINT_WORDS | frozenset(
    "between from as correct back since after post starting up prior ahead earlier later on before until till by pre in during within over throughout for at the no not".split()
)


class PeriodSpan(msgspec.Struct, frozen=True):
    """A period found in tokens [start, end). `as_at`: said of what was known by then, not of when things happened."""

    start: int
    end: int
    period: Period
    as_at: bool = False


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


def _add_months(day: dt.date, months: int) -> dt.date:
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _safe_date(year: int, month: int, day: int) -> dt.date | None:
    if not _EARLIEST_YEAR <= year <= _LATEST_YEAR:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


class PeriodReader:
    """Reads periods from one question's tokens, for one `today`."""

    def __init__(self, tokens: Sequence[Token], today: dt.date, ahead: bool, named: dict[tuple[str, ...], dt.date]) -> None:
        self._tokens, self._words = tokens, [t.text for t in tokens]
        self._today, self._ahead, self._named = today, ahead, named
        self._named_words = {words[0] for words in named} | {"reforms", "reform"} if named else frozenset()

    def find_all(self) -> list[PeriodSpan]:
        """Every period, left to right, not overlapping."""
        spans, position = [], 0
        while position < len(self._words):
            word = self._words[position]
            span = self._at(position) if word in _SPAN_WORDS or word[:1].isdigit() or word in self._named_words else None
            if span:
                spans.append(span)
                position = span.end
            else:
                position += 1
        return spans

    def _word(self, index: int) -> str:
        return self._words[index] if 0 <= index < len(self._words) else ""

    # --- a period with its preposition
    def _at(self, start: int) -> PeriodSpan | None:
        word, following = self._word(start), self._word(start + 1)
        if word == "between" and (found := self._range(start + 1)):
            return PeriodSpan(start, found[0], found[1])
        if word == "from" and (found := self._range(start + 1)):
            return PeriodSpan(start, found[0], found[1])
        if word in ("as", "correct") and following in ("at", "of") and (found := self._point(start + 2)):
            end, period = found
            return PeriodSpan(start, end, Period(None, period.end, f"as at {_bare(period)}"), as_at=True)
        if (word, following) == ("back", "in") and (found := self._point(start + 2)):
            return PeriodSpan(start, found[0], found[1])
        if word in ("since", "after", "following", "from", "post") and (found := self._point(start + 1)):
            return PeriodSpan(start, found[0], self._open_start(word, found[1]))
        if word == "starting" and following in ("from", "in") and (found := self._point(start + 2)):
            return PeriodSpan(start, found[0], self._open_start("since", found[1]))
        for words in (
            ("up", "to"),
            ("up", "until"),
            ("prior", "to"),
            ("ahead", "of"),
            ("earlier", "than"),
            ("later", "than"),
            ("no", "later", "than"),
            ("not", "later", "than"),
            ("no", "earlier", "than"),
            ("not", "earlier", "than"),
            ("on", "or", "before"),
            ("on", "or", "after"),
        ):
            if tuple(self._words[start : start + len(words)]) == words and (found := self._point(start + len(words))):
                end, period = found
                if words[-1] == "after" or words[0] == "later" or words[1] == "earlier":
                    return PeriodSpan(start, end, self._open_start("after" if words[0] == "later" else "since", period))
                return PeriodSpan(start, end, self._open_end("by" if words[0] in ("up", "on", "no", "not") else "before", period))
        if word in ("before", "until", "till", "by", "pre") and (found := self._point(start + 1)):
            return PeriodSpan(start, found[0], self._open_end(word, found[1]))
        skip = 0
        if word in ("in", "during", "on", "within", "over", "throughout", "for", "at", "for"):
            skip = 2 if following in ("the", "week") and self._word(start + 1) == "the" else 1
        if found := self._range(start + skip, bare=True):
            return PeriodSpan(start, found[0], found[1])
        if (found := self._point(start + skip)) and self._is_period(start + skip, found[0]):
            return PeriodSpan(start, found[0], found[1])
        return None

    def _open_start(self, word: str, period: Period) -> Period:
        if word in ("since", "from"):
            return Period(period.start, None, f"since {_bare(period)}")
        first = period.end + dt.timedelta(days=1) if period.end else None
        return Period(first, None, f"after {_bare(period)}")

    def _open_end(self, word: str, period: Period) -> Period:
        if word in ("before", "pre"):
            last = period.start - dt.timedelta(days=1) if period.start else None
            return Period(None, last, f"before {_bare(period)}")
        return Period(None, period.end, f"by {_bare(period)}")

    def _is_period(self, start: int, end: int) -> bool:
        """Whether the words really are a period: 'may' and 'march' need a cue beside them."""
        if end - start > 1 or self._words[start] not in _EVERYDAY_MONTHS or len(self._words) <= _FEW:
            return True
        return (
            self._word(start - 1) in _MONTH_CUES
            or self._word(end) in ("inspections", "inspection", "letters", "visits")
            or (self._tokens[start].capital and start > 0)
        )

    # --- ranges: 12 to 16 June 2017; June to August; 12 June and 3 July
    def _range(self, start: int, *, bare: bool = False) -> tuple[int, Period] | None:
        position = start + (self._word(start) == "the")
        if (day := self._day_number(position)) is not None:
            second = position + 1
            linked = self._word(second) in ("to", "and", "until", "till", "through")
            second += linked
            last = self._day_number(second)
            if last is not None and (found := self._day_month(second)):
                end, final = found
                first = _safe_date(final.end.year, final.end.month, day) if final.end else None
                if first and final.end and first <= final.end:
                    return end, Period(first, final.end, f"from {say_date(first)} to {say_date(final.end)}")
        first_found = self._point(start)
        if not first_found:
            return None
        end, first_period = first_found
        if self._word(end) not in (("to", "until", "till", "through") if bare else ("to", "and", "until", "till", "through")):
            return None
        last_found = self._point(end + 1)
        if not last_found or first_period.start is None or last_found[1].end is None:
            return None
        begin, final_day = first_period.start, last_found[1].end
        if begin > final_day:
            begin = _add_months(begin, -12)
        label = f"from {_bare(first_period)} to {_bare(last_found[1])}"
        return last_found[0], Period(begin, final_day, label)

    # --- points: a day, month, season, quarter, year, or a stretch relative to today
    def _point(self, start: int) -> tuple[int, Period] | None:
        start += self._word(start) == "the"
        word = self._word(start)
        if word not in _POINT_WORDS and not word[:1].isdigit() and word not in self._named_words:
            return None
        for reader in (
            self._named_date,
            self._part_of,
            self._date_form,
            self._short_year,
            self._day_month,
            self._month,
            self._season,
            self._quarter,
            self._year,
            self._relative,
            self._ago,
            self._feast,
        ):
            if found := reader(start):
                return found
        return None

    def _named_date(self, start: int) -> tuple[int, Period] | None:
        for words, day in self._named.items():
            skip = 1 if self._word(start) in ("reforms", "reform") and words[0] not in ("reforms", "reform") else 0
            if tuple(self._words[start + skip : start + skip + len(words)]) == words:
                return start + skip + len(words), Period(day, day, f"on {say_date(day)}")
        return None

    def _part_of(self, start: int) -> tuple[int, Period] | None:
        """Start, middle or end of a month or year; early, mid, late; "week of"."""
        word = self._word(start)
        position = start + 1
        if word == "week" or (word in ("w", "week") and self._word(position) in ("c", "commencing", "beginning")):
            position += self._word(position) in ("of", "c", "commencing", "beginning", "starting")
            position += self._word(position) == "the"
            if (found := self._day_month(position) or self._date_form(position)) and found[1].start:
                monday = found[1].start - dt.timedelta(days=found[1].start.weekday())
                return found[0], Period(monday, monday + dt.timedelta(days=6), f"in the week of {say_date(monday)}")
            return None
        if word not in ("start", "beginning", "end", "middle", "mid", "early", "late", "close", "first", "second", "latter"):
            return None
        if word in ("first", "second", "latter"):
            if self._word(position) not in ("half", "part"):
                return None
            position += 1
        position += self._word(position) == "of"
        position += self._word(position) == "the"
        found = self._month(position) or self._year(position) or self._season(position)
        if not found or not found[1].start or not found[1].end:
            return None
        first, last = found[1].start, found[1].end
        length = (last - first).days + 1
        if word in ("start", "beginning"):
            return found[0], Period(first, first + dt.timedelta(days=max(length // 6, 1)), f"at the start of {_bare(found[1])}")
        if word == "early":
            return found[0], Period(first, first + dt.timedelta(days=length // 3), f"early in {_bare(found[1])}")
        if word in ("mid", "middle"):
            third = dt.timedelta(days=length // 3)
            return found[0], Period(first + third, last - third, f"in the middle of {_bare(found[1])}")
        if word == "first":
            return found[0], Period(
                first, first + dt.timedelta(days=length // 2 - (2 if length > 300 else 1)), f"in the first half of {_bare(found[1])}"
            )
        if word in ("second", "latter"):
            return found[0], Period(
                first + dt.timedelta(days=length // 2 - (1 if length > 300 else 0)), last, f"in the second half of {_bare(found[1])}"
            )
        if word == "late":
            return found[0], Period(last - dt.timedelta(days=length // 3), last, f"late in {_bare(found[1])}")
        return found[0], Period(last, last, f"at the end of {_bare(found[1])}")

    def _day_number(self, index: int) -> int | None:
        text = self._word(index)
        digits = text[:-2] if text[-2:] in ("st", "nd", "rd", "th") else text
        return int(digits) if digits.isdigit() and 1 <= int(digits) <= 31 else None

    def _date_form(self, start: int) -> tuple[int, Period] | None:
        text = self._word(start)
        day = None
        if len(text) == 10 and text[4] == "-":
            day = _safe_date(*map(int, text.split("-")))
        elif "/" in text or "." in text:
            parts = [int(p) for p in text.replace(".", "/").split("/")]
            if len(parts) == 3:
                day = _safe_date(parts[2] + (2000 if parts[2] < 100 else 0), parts[1], parts[0])
        return (start + 1, Period(day, day, f"on {say_date(day)}")) if day else None

    def _day_month(self, start: int) -> tuple[int, Period] | None:
        start += self._word(start) in _WEEKDAYS
        day = self._day_number(start)
        if day is not None:
            position = start + 1 + (self._word(start + 1) == "of")
            month = MONTHS.get(self._word(position))
            position += 1
        else:
            month = MONTHS.get(self._word(start))
            day = self._day_number(start + 1) if month else None
            position = start + 2
            if day is None:
                return None
        if not month or day is None:
            return None
        year, position = self._year_after(position)
        found = _safe_date(year or self._year_for(month, day), month, day)
        return (position, Period(found, found, f"on {say_date(found)}")) if found else None

    def _short_year(self, start: int) -> tuple[int, Period] | None:
        """ "in May 17": a month and a year of two digits."""
        return (
            self._month(start)
            if self._word(start - 1) in ("in", "during") and self._word(start + 1)[:2].isdigit() and len(self._word(start + 1)) == 2
            else None
        )

    def _month(self, start: int) -> tuple[int, Period] | None:
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
            return int(text), position_of + 1
        if self._word(position) in ("this", "last", "next") and self._word(position + 1) == "year":
            return self._today.year + {"this": 0, "last": -1, "next": 1}[self._word(position)], position + 2
        return None, position

    def _year_for(self, month: int, day: int) -> int:
        """The year of a month named without one: the latest that has begun, or the next where the question looks ahead."""
        today = self._today
        if self._ahead:
            return today.year + ((month, day if day > 1 else 31) < (today.month, today.day))
        return today.year - ((month, 1 if day == 1 else day) > (today.month, today.day))

    def _season(self, start: int) -> tuple[int, Period] | None:
        word = self._word(start)
        position = start + 1
        shift = {"last": -1, "this": 0, "next": 1, "previous": -1}.get(word)
        if shift is not None:
            word, position = self._word(position), position + 1
        if word not in _SEASONS:
            return None
        table = _SEASONS
        if self._word(position) == "term":
            table, position = _TERMS, position + 1
        elif table is _SEASONS and word == "spring" and self._word(position) == "into":
            return None
        position += self._word(position) == "of"
        year, position = self._year_after(position)
        first, last = table.get(word, _SEASONS[word])
        if not year:
            year = self._today.year
            if dt.date(year, first, 1) > self._today and not self._ahead:
                year -= 1
            year += {-1: -1, 1: 1}.get(shift or 0, 0) if shift and dt.date(year, first, 1) <= self._today else 0
        end_year = year + (last < first)
        final = dt.date(end_year, last, calendar.monthrange(end_year, last)[1])
        return position, Period(dt.date(year, first, 1), final, f"in {word} {year}")

    def _quarter(self, start: int) -> tuple[int, Period] | None:
        word = self._word(start)
        number, position = None, start + 1
        if word == "q" and self._word(position) in ("1", "2", "3", "4"):
            number, position = int(self._word(position)), position + 1
        elif word in _QUARTERS:
            number = int(word[1])
        elif word in _ORDINALS and self._word(position) == "quarter":
            number, position = _ORDINALS[word], position + 1
        if number is None:
            return None
        position += self._word(position) == "of"
        year, position = self._year_after(position)
        year = year or self._today.year
        first, last = month_period(year, 3 * number - 2), month_period(year, 3 * number)
        return position, Period(first.start, last.end, f"in quarter {number} of {year}")

    def _year(self, start: int) -> tuple[int, Period] | None:
        text = self._word(start)
        following = self._word(start + 1)
        if len(text) == 7 and text[4] in "-/–" and text[:4].isdigit():
            fiscal = following == "financial" or (self._word(start - 2) in ("financial", "tax") and self._word(start - 1) == "year")
            year, month = int(text[:4]), 4 if fiscal else 9
            if not _FIRST_YEAR <= year <= _LAST_YEAR:
                return None
            if int(text[5:]) != (year + 1) % 100:  # "2017-05" is a month
                return (start + 1, month_period(year, int(text[5:]))) if 1 <= int(text[5:]) <= 12 else None
            end = start + 1 + 2 * (following in ("financial", "academic", "school"))
            kind = "financial" if month == 4 else "academic"
            return end, Period(
                dt.date(year, month, 1), _add_months(dt.date(year, month, 1), 12) - dt.timedelta(days=1), f"in the {kind} year {text}"
            )
        if text.isdigit() and len(text) == 4 and _FIRST_YEAR <= int(text) <= _LAST_YEAR:
            year = int(text)
            return start + 1, Period(dt.date(year, 1, 1), dt.date(year, 12, 31), f"in {year}")
        return None

    # --- relative to today
    def _relative(self, start: int) -> tuple[int, Period] | None:
        word, following, today = self._word(start), self._word(start + 1), self._today
        for name, offset in (("today", 0), ("yesterday", -1), ("tomorrow", 1)):
            if word == name:
                day = today + dt.timedelta(days=offset)
                return start + 1, Period(day, day, f"on {say_date(day)}")
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
        if unit not in ("day", "week", "fortnight", "month", "quarter", "year", "term"):
            return None
        end = position + 1
        if (count or unit == "fortnight") and (back or ahead):
            return end, self._stretch(count or 1, unit, back=back)
        return end, self._whole(unit, kind, -1 if back else 1 if ahead else 0)

    def _stretch(self, count: int, unit: str, *, back: bool) -> Period:
        sign = -1 if back else 1
        today = self._today
        days = {"day": 1, "week": 7, "fortnight": 14}.get(unit)
        far = (
            today + dt.timedelta(days=sign * days * count)
            if days
            else _add_months(today, sign * count * {"month": 1, "quarter": 3, "term": 4, "year": 12}[unit])
        )
        plural = f"{count} {unit}s" if count > 1 else unit
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
            first = _add_months(today.replace(day=1), shift)
            return month_period(first.year, first.month)
        if unit in ("quarter", "term"):
            first = _add_months(dt.date(today.year, 3 * ((today.month - 1) // 3) + 1, 1), 3 * shift)
            return Period(first, _add_months(first, 3) - dt.timedelta(days=1), f"{name} {unit} (from {say_date(first)})")
        month = {"financial": 4, "tax": 4, "academic": 9, "school": 9}.get(kind, 1)
        first = dt.date(today.year - (today.month < month) + shift, month, 1)
        label = f"in {first.year}" if month == 1 else f"in the {kind} year from {say_date(first)}"
        return Period(first, _add_months(first, 12) - dt.timedelta(days=1), label)

    def _ago(self, start: int) -> tuple[int, Period] | None:
        text = self._word(start)
        count = NUMBERS.get(text) or (1 if text == "a" else None) or (int(text) if text.isdigit() and len(text) < 4 else None)
        unit = self._word(start + 1).rstrip("s")
        if not count or unit not in ("day", "week", "month", "year") or self._word(start + 2) != "ago":
            return None
        far = self._stretch(count, unit, back=True).start
        assert far is not None  # noqa: S101 - a stretch back always has a start
        if unit in ("month", "year"):
            return start + 3, month_period(far.year, far.month) if unit == "month" else Period(
                dt.date(far.year, 1, 1), dt.date(far.year, 12, 31), f"in {far.year}"
            )
        return start + 3, Period(far, far, f"on {say_date(far)}")

    def _feast(self, start: int) -> tuple[int, Period] | None:
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


def _bare(period: Period) -> str:
    """A period's label without its preposition."""
    for word in ("in the ", "in ", "on "):
        if period.label.startswith(word):
            return period.label.removeprefix(word)
    return period.label
