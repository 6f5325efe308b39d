"""Days, months, seasons, quarters and parts of them: the words for them, and how they are reckoned."""

import calendar
import datetime as dt

from sendbot.meaning import Period

Point = tuple[int, Period]
Named = dict[tuple[str, ...], tuple[dt.date, dt.date]]
MONTHS = {name.lower(): number for number in range(1, 13) for name in (calendar.month_name[number], calendar.month_abbr[number])} | {
    "sept": 9
}
SEASONS = {"spring": (3, 5), "summer": (5, 8), "autumn": (9, 11), "winter": (12, 2)}
TERMS = {"spring": (1, 4), "summer": (4, 7), "autumn": (9, 12)}
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
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "last": 4, "final": 4}
HALVES = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "latter": 2, "last": 2}
UNITS = {"day": 0, "week": 0, "fortnight": 0, "month": 1, "quarter": 3, "term": 4, "year": 12, "decade": 120}
DAYS = {"day": 1, "week": 7, "fortnight": 14}
QUARTERS = ("q1", "q2", "q3", "q4")
WEEKDAYS = {day.lower(): i for i, day in enumerate(calendar.day_name)}
FEW = 2
SHORT_YEAR = 16
NEARLY_A_YEAR = 300
FIRST_YEAR, LAST_YEAR = 2010, 2060
# Dates written in figures may lie further off, yet not so far that a day more would leave the calendar.
EARLIEST_YEAR, LATEST_YEAR = 1900, 2100


# The words that a point in time can begin with; anything else is passed over at once.
# Fixed days that people name: month and day.
FEASTS = {"christmas": (12, 25), "halloween": (10, 31), "bonfire": (11, 5), "valentines": (2, 14)}
# Wordings for a part of what follows, by the part.
PARTS: tuple[tuple[tuple[str, ...], str], ...] = tuple(
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
PART_WORDS = frozenset(words[0] for words, _ in PARTS)
YEAR_KINDS = {"academic": 9, "school": 9, "financial": 4, "tax": 4, "fiscal": 4, "fy": 4, "ay": 9, "calendar": 1}
POINT_WORDS = (
    frozenset((*MONTHS, *SEASONS, *WEEKDAYS, *ORDINALS, *QUARTERS, *NUMBERS, *HALVES, "h1", "h2", *FEASTS, *YEAR_KINDS, *PART_WORDS))
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
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def moved(day: dt.date, count: int, unit: str) -> dt.date:
    return day + dt.timedelta(days=count * DAYS[unit]) if unit in DAYS else add_months(day, count * UNITS[unit])


def quarter_of(year: int, number: int) -> Period:
    first, last = month_period(year, 3 * number - 2), month_period(year, 3 * number)
    return Period(first.start, last.end, f"in quarter {number} of {year}")


def part_of(part: str, whole: Period) -> Period:
    """A part of a stretch of days: thirds for early, mid and late (whole months of a year), sixths for start and end."""
    assert whole.start  # noqa: S101 - callers looked
    assert whole.end  # noqa: S101
    first, last, said, day = whole.start, whole.end, bare(whole), dt.timedelta(days=1)
    length = (last - first).days + 1
    months = length > NEARLY_A_YEAR

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


def bare(period: Period) -> str:
    """A period's label without its preposition."""
    for word in ("in the ", "at the ", "in ", "on ", "during "):
        if period.label.startswith(word):
            return period.label.removeprefix(word)
    return period.label
