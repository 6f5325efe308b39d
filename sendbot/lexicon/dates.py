"""Periods in a question: "in July 2017", "since March", "2019 or earlier", "between 12 and 16 June", "as at 31 March".

A period is inclusive at both ends; an open end is None. What speaks of a time that cannot be told ("within a year of 2018")
is marked as unread, so that no part of it is taken for the whole.
"""

import datetime as dt
from collections.abc import Sequence

import msgspec

from sendbot.lexicon.points import PointReader
from sendbot.lexicon.stretches import NUMBERS, UNITS, YEAR_KINDS, Named, Point, add_months, bare, safe_date
from sendbot.lexicon.text import Token
from sendbot.query import Period
from sendbot.wording import say_date

_EVERYDAY_MONTHS = frozenset("may march mar dec sep sun jan".split())
_MONTH_CUES = frozenset(
    "in of since during last next by until till before after between from to this and or the for early late mid end start on through "
    "throughout at month versus".split()
)
_FEW = 2


def _phrases(text: str) -> tuple[tuple[str, ...], ...]:
    return tuple(sorted((tuple(p.split()) for p in text.split(",")), key=len, reverse=True))


# What stands before a point, by what it makes of it; longer wordings first.
_LEADS: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...] = tuple(
    (kind, _phrases(wordings))
    for kind, wordings in {
        "as at": "as at,as of,correct at,correct of,correct as at,correct as of",
        "since": "since,from,starting,starting in,starting from,beginning in,beginning from,as from,with effect from,on or after,in or after,"
        "in or since,no earlier than,not earlier than,not before,not until,no sooner than,from and including,ever since,back to,since back in",
        "after": "after,following,post,later than,on from,more recent than,more recently than,newer than,any time after",
        "before": "before,pre,prior to,earlier than,ahead of,older than,any time before",
        "by": "by,until,till,up to,up until,up till,up to and including,until and including,no later than,not later than,not after,"
        "on or before,in or before,at or before,at the latest by,ending,ending in,to the end of",
        "in": "in,during,on,within,over,throughout,for,at,back in,all through,right through,across,sometime in,some time in,around,circa,"
        "at some point in,at any point in,at any time in,at any time during,at any stage in,in the course of,during the course of,"
        "over the course of,in the whole of,the whole of,all of,as early as,as late as,as recently as,as long ago as,as far back as,"
        "way back in,dated,some time during,sometime during,in or around,in or about",
    }.items()
)
_AT_ANY_TIME = frozenset(("since", "after", "before", "by", "in", "as at"))
_LEADS_BY_WORD: dict[str, list[tuple[tuple[str, ...], str]]] = {}
for _kind, _wordings in _LEADS:
    for _words in _wordings:
        _LEADS_BY_WORD.setdefault(_words[0], []).append((_words, _kind))
for _entries in _LEADS_BY_WORD.values():
    _entries.sort(key=lambda e: -len(e[0]))

# What stands after a point and opens it.
_CLOSING = frozenset(("", "?", ",", *"which were was did have had has and or but who that with in".split()))
_LATER = frozenset("later after afterwards since onwards onward newer beyond upwards".split())
_EARLIER = frozenset("earlier before older prior sooner beforehand previously".split())
_ON = _phrases(
    "onwards,onward,forward,forwards,to date,to now,to present,to the present,to the present day,to this day,to today,till now,till today,"
    "until now,until today,until the present,up to now,up to date,up to today,up to the present,through to now,and counting"
)
_LINKS = _phrases(":,to,until,till,through,through to,up to,up until,up to and including,until the end of,to the end of,up to the end of")
# Before a point, these make a stretch beside it that only its speaker knows.
_VAGUE = _phrases(
    "this side of,either side of,the turn of,turn of,run up to,the run up to,on the eve of,a year either side of,about a year after,"
    "nearly,almost,around about,this time,same time,long before,long after,shortly before,shortly after,just before,just after,soon after"
)
_VAGUE_BY_WORD = {words[0]: [w for w in _VAGUE if w[0] == words[0]] for words in _VAGUE}
_MONTHS_A_YEAR = 12
_LONG = 100
# Before "a year ago": the time before, or since.
_MORE = _phrases("more than,over,upwards of,at least,longer than")
_LESS = _phrases("less than,under,fewer than,within,not more than,no more than,at most")
_MEASURES = frozenset(p[0] for p in (*_MORE, *_LESS))
_RECKONED = frozenset(("a", "an", *NUMBERS, *UNITS, *(f"{unit}s" for unit in UNITS), *_MEASURES))
_OPEN_WORDS = frozenset((*_MEASURES, *_LEADS_BY_WORD, *_VAGUE_BY_WORD, "between", "the", "no", "not"))


def _is_long(period: Period) -> bool:
    return bool(period.start and period.end and (period.end - period.start).days > _LONG)


class PeriodSpan(msgspec.Struct, frozen=True):
    """A period found in tokens [start, end). `as_at`: said of what was known by then, not of when things happened.

    `unread`: the words speak of a time, and it cannot be told which.
    """

    start: int
    end: int
    period: Period
    as_at: bool = False
    unread: bool = False


_THE_YEAR = 2  # words: "the 2019"


class PeriodReader:
    """Reads periods from one question's tokens, for one `today`."""

    def __init__(self, tokens: Sequence[Token], today: dt.date, ahead: bool, named: Named) -> None:
        self._tokens, self._words, self._today = tokens, [t.text for t in tokens], today
        self._points = PointReader(self._words, today, ahead, named)

    def find_all(self) -> list[PeriodSpan]:
        """Every period, left to right, not overlapping."""
        spans: list[PeriodSpan] = []
        dated: list[bool] = []
        position = 0
        while position < len(self._words):
            word = self._words[position]
            span = self._at(position) if word in _OPEN_WORDS or self._points.begins(word) else None
            if span:
                spans.append(span)
                dated.append(self._points.explicit)
                position = span.end
            else:
                position += 1
        for index in range(len(spans) - 1, 0, -1):  # "in March and June 2018": the year counts for both
            one, other = spans[index - 1], spans[index]
            if dated[index] and not dated[index - 1] and other.period.end and other.start - one.end <= 1 + (self._word(one.end) == ","):
                self._points.assumed = other.period.end.year
                if self._word(one.end) in ("and", "or", ",", "to") and (again := self._at(one.start)) and again.end == one.end:
                    spans[index - 1], dated[index - 1] = again, True
                self._points.assumed = None
        return spans

    def _word(self, index: int) -> str:
        return self._words[index] if 0 <= index < len(self._words) else ""

    def _matches(self, phrases: Sequence[tuple[str, ...]], start: int) -> int:
        """The length of the longest of these phrases at `start`; 0 if there is none."""
        return next((len(p) for p in phrases if tuple(self._words[start : start + len(p)]) == p), 0)

    # --- a period with its preposition
    def _at(self, start: int) -> PeriodSpan | None:
        self._points.explicit = False
        word = self._word(start)
        if word in _VAGUE_BY_WORD and (length := self._matches(_VAGUE_BY_WORD[word], start)) and (found := self._points.at(start + length)):
            return PeriodSpan(start, found[0], found[1], unread=True)
        if word in _MEASURES and (found := self._reckoned(start)):
            return PeriodSpan(start, found[0], found[1], unread=not found[1].label)
        if word == "between" and (found := self._range(start + 1)):
            return PeriodSpan(start, found[0], found[1])
        for words, kind in _LEADS_BY_WORD.get(word, ()):
            if tuple(self._words[start : start + len(words)]) == words and (span := self._led(kind, start, start + len(words))):
                return span
        return self._bare(start, start)

    def _led(self, kind: str, start: int, position: int) -> PeriodSpan | None:
        """The period that a lead of this kind makes of what follows it."""
        if kind == "in":
            if self._word(position - 1) in ("for", "at", "on", "of", "across") and self._points.is_named(position):
                return None  # "why did inspections stop for the pandemic" gives a reason
            return self._bare(start, position) or (self._bare(start, position + 1) if self._word(position) == "the" else None)
        if kind == "since" and (found := self._range(position)):
            return PeriodSpan(start, found[0], found[1])
        found = self._points.edge(position) or self._reckoned(position) or self._points.at(position)
        if not found or not self._is_period(position, found[0]):
            return None
        end, period = found
        if (
            kind in ("since", "after", "before")
            and self._word(position) == "the"
            and self._word(end - 1).isdigit()
            and end - position == _THE_YEAR
        ):
            return None  # "after the 2019 visit" is after that visit, not after that year
        if not period.label or (kind == "since" and period.label.startswith("from ")):
            return PeriodSpan(start, end, period, unread=not period.label)
        if kind == "as at":
            return PeriodSpan(start, end, Period(None, period.end, f"as at {bare(period)}"), as_at=True)
        if kind == "since":
            end += self._matches(_ON, end) or self._is_on(end)
            end += self._word(end) == "inclusive"
            return PeriodSpan(start, end, Period(period.start, None, f"since {bare(period)}"))
        if kind == "after":
            first = period.end + dt.timedelta(days=1) if period.end else None
            return PeriodSpan(start, end, Period(first, None, f"after {bare(period)}"))
        if kind == "before":
            last = period.start - dt.timedelta(days=1) if period.start else None
            return PeriodSpan(start, end, Period(None, last, f"before {bare(period)}"))
        end += self._word(end) == "inclusive"
        return PeriodSpan(start, end, Period(None, period.end, f"by {bare(period)}"))

    def _bare(self, start: int, position: int) -> PeriodSpan | None:
        """A period without a lead, or after one that only says "in"; what follows may open it."""
        if found := self._reckoned(position):
            return PeriodSpan(start, found[0], found[1], unread=not found[1].label)
        if found := self._range(position, bare=True):
            return PeriodSpan(start, found[0], found[1])
        found = self._points.at(position)
        if not found or not self._is_period(position, found[0]) or (start == position and self._points.is_named(position)):
            return None
        end, period = found
        if not period.label:
            return PeriodSpan(start, end, period, unread=True)
        dated = self._points.explicit
        if length := self._matches(_ON, end):
            return PeriodSpan(start, end + length, Period(period.start, None, f"since {bare(period)}"))
        if (self._word(end) == "or" or (self._word(end) == "and" and self._closes(end + 2))) and not self._points.at(end + 2):
            if self._word(end + 1) in _LATER:
                return PeriodSpan(start, end + 2, Period(period.start, None, f"since {bare(period)}"))
            if self._word(end + 1) in _EARLIER:
                return PeriodSpan(start, end + 2, Period(None, period.end, f"by {bare(period)}"))
        self._points.explicit = dated
        return PeriodSpan(start, end, period)

    def _is_on(self, end: int) -> bool:
        """Whether "on" closes "from 2024 on", and opens nothing."""
        return self._word(end) == "on" and self._closes(end + 1)

    def _closes(self, end: int) -> bool:
        """Whether nothing that belongs to the word before stands here."""
        return self._word(end) in _CLOSING

    def _is_period(self, start: int, end: int) -> bool:
        """Whether the words really are a period: 'may' and 'march' need a cue beside them."""
        if end - start > 1 or self._words[start] not in _EVERYDAY_MONTHS or len(self._words) <= _FEW:
            return True
        return (
            self._word(start - 1) in _MONTH_CUES
            or self._word(end) in ("inspections", "inspection", "letters", "visits")
            or (self._tokens[start].capital and start > 0)
        )

    # --- reckoned from a point: the year to March 2018, two years after the pandemic, more than a year ago
    def _reckoned(self, start: int) -> Point | None:
        position = start + (self._word(start) == "the")
        if (word := self._word(position)) not in _RECKONED and not word[:1].isdigit():
            return None
        more = self._matches(_MORE, position)
        less = 0 if more else self._matches(_LESS, position)
        position += more or less
        text = self._word(position)
        count = NUMBERS.get(text) or (1 if text in ("a", "an") else int(text) if text.isdigit() and len(text) < len("1000") else None)
        if (more or less) and count and (found := self._points.at(position)) and found[1].start and self._word(found[0] - 1) == "ago":
            day = self._points.ago(count, self._word(position + 1)) or found[1].start
            if more:
                return found[0], Period(None, day - dt.timedelta(days=1), f"before {say_date(day)}")
            return found[0], Period(day, None, f"since {say_date(day)}")
        position += count is not None
        unit = self._word(position).removesuffix("s")
        if more or less or unit not in UNITS:
            return None
        several = self._word(position).endswith("s") and count is None
        link = self._word(position + 1)
        if link not in ("to", "ending", "ended", "before", "after", "following", "from", "of"):
            return None
        target = position + 2 + (link in ("ending", "ended") and self._word(position + 2) in ("in", "on", "at"))
        found = self._points.edge(target) or self._points.at(target)
        if not found or found[1].start is None or found[1].end is None:
            return None
        end, point = found
        if self._word(end - 1) in ("yesterday", "tomorrow"):
            return None
        if self._word(position - 1) in YEAR_KINDS or (link in ("to", "ending", "ended") and _is_long(point)):
            return end, Period(None, None)  # "the financial year ending 2019"
        if link == "of":
            within = self._word(start - 1) == "within"
            return (end, Period(None, None)) if within else None
        if several:
            return None  # "in the months after June": open, and read as "after June"
        first, last = self._points.beside(link, count or 1, unit, point)
        said = f"the {f'{count} {unit}s' if count and count > 1 else unit} {'to' if link in ('ending', 'ended') else link} {bare(point)}"
        return end, Period(first, last, f"in {said}")

    # --- ranges: 12 to 16 June 2017; June to August; 12 June and 3 July
    def _range(self, start: int, *, bare: bool = False) -> Point | None:
        position = start + (self._word(start) == "the")
        if (day := self._points.day_number(position)) is not None:
            second = position + 1
            linked = self._word(second) in ("to", "and", "until", "till", "through", ":")
            second += linked
            last = self._points.day_number(second)
            if last is not None and (found := self._points.day_month(second)):
                end, final = found
                first = safe_date(final.end.year, final.end.month, day) if final.end else None
                if first and final.end and first <= final.end:
                    return end, Period(first, final.end, f"from {say_date(first)} to {say_date(final.end)}")
        first_found = self._points.at(start)
        if not first_found or not first_found[1].label:
            return None
        end, first_dated = first_found[0], self._points.explicit
        link = self._matches(_LINKS, end) or (not bare and self._word(end) == "and")
        if not link or self._matches(_ON, end):
            return None
        self._points.explicit = False
        last_found = self._points.at(end + link)
        if not last_found or first_found[1].start is None or last_found[1].end is None or not last_found[1].label:
            return None
        return last_found[0], self._spanning(start, end + link, (first_found[1], first_dated), (last_found[1], self._points.explicit))

    def _spanning(self, start: int, second: int, one: tuple[Period, bool], other: tuple[Period, bool]) -> Period:
        """From the first point to the last; the year of one counts for the other where that gives none."""
        (first, first_dated), (last, last_dated) = one, other
        assert first.start  # noqa: S101 - both were looked at
        assert last.end  # noqa: S101
        if first_dated and not last_dated:
            last = self._assuming(second, first.start.year)
            if last.end and last.end < first.start:
                last = self._assuming(second, first.start.year + 1)
        elif not first_dated and last.end:
            first = self._assuming(start, last.end.year)
            if first.start and first.start > last.end:
                first = self._assuming(start, last.end.year - 1)
        self._points.explicit = first_dated or last_dated
        begin, final = first.start, last.end
        if begin and final and begin > final:
            begin = add_months(begin, -_MONTHS_A_YEAR)
        return Period(begin, final, f"from {bare(first)} to {bare(last)}")

    def _assuming(self, start: int, year: int) -> Period:
        self._points.assumed = year
        found = self._points.at(start)
        self._points.assumed = None
        assert found  # noqa: S101 - it was read before
        return found[1]
