"""Points in time in a question: those of the calendar, parts of them, named ones, and stretches reckoned from today."""

import datetime as dt
from collections.abc import Callable
from functools import cache

from sendbot.lexicon.calendar_points import CalendarReader
from sendbot.lexicon.stretches import (
    FEASTS,
    HALVES,
    MONTHS,
    NUMBERS,
    ORDINALS,
    PART_WORDS,
    PARTS,
    QUARTERS,
    SEASONS,
    UNITS,
    WEEKDAYS,
    YEAR_KINDS,
    Point,
    add_months,
    bare,
    easter,
    month_period,
    moved,
    part_of,
)
from sendbot.meaning import Period
from sendbot.wording import say_date


class PointReader(CalendarReader):
    """Reads points in time, those reckoned from other ones and from today too."""

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
        for words, part in PARTS:
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
        if self._word(start) not in PART_WORDS:
            return None
        # The article is nothing here: "towards the end of".
        for words, part in PARTS:
            position = start
            for word in words:
                position += self._word(position) == "the"
                if self._word(position) != word:
                    break
                position += 1
            else:
                if found := self._whole_of(position):
                    return found[0], part_of(part, found[1])
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
        elif word in HALVES and following == "half":
            half, position = HALVES[word], position + 1
        else:
            return None
        position += self._word(position) == "of"
        found = self._year(position) or self._month(position) or self._season(position) or self._relative(position)
        if not found or not found[1].start or not found[1].end:
            return None
        return found[0], part_of("first half" if half == 1 else "second half", found[1])

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
            return moved(point.end + day, -count, unit), point.end
        if link == "before":
            return moved(point.start, -count, unit), point.start - day
        first = point.start if link == "from" else point.end + day
        return first, moved(first, count, unit) - day

    def ago(self, count: int, unit: str) -> dt.date | None:
        """The day so long before today."""
        unit = unit.removesuffix("s")
        return moved(self._today, -count, unit) if unit in UNITS else None

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
        if word not in WEEKDAYS or self._word(start - 1) not in (
            ("on", "since", "by", "until", "before", "after") if not which else (self._word(start - 1),)
        ):
            return None
        back = (self._today.weekday() - WEEKDAYS[word]) % 7
        later = which == "next" or (self._ahead and not which)
        day = self._today + dt.timedelta(days=7 - back) if later else self._today - dt.timedelta(days=back or 7)
        return position, Period(day, day, f"on {say_date(day)}")

    def _stretch(self, count: int, unit: str, *, back: bool) -> Period:
        today, plural = self._today, f"{count} {unit}s" if count > 1 else unit
        far = moved(today, -count if back else count, unit)
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
        if word not in ("easter", "new year", *FEASTS):
            return None
        year, position = self._year_after(position)
        for candidate in [year] if year else range(self._today.year, self._today.year - 2, -1):
            day = easter(candidate) if word == "easter" else dt.date(candidate, *FEASTS.get(word, (1, 1)))
            if year or day <= self._today or self._ahead:
                return position, Period(day, day, f"on {say_date(day)}")
        return None


@cache
def _readers(word: str) -> tuple[Callable[[PointReader, int], Point | None], ...]:
    """The readers of points that may begin with this word, in the order in which they are tried."""
    reader = PointReader
    if word[:1].isdigit():
        return reader._date_form, reader.day_month, reader._half, reader._quarter, reader._year, reader._ago  # noqa: SLF001 - its own table
    found = []
    if word in PART_WORDS:
        found.append(reader._part_of)  # noqa: SLF001
    if word in ("week", "w", "with"):
        found.append(reader._week_of)  # noqa: SLF001
    if word in MONTHS or word in WEEKDAYS:
        found += [reader.day_month, reader._month]  # noqa: SLF001
    if word in SEASONS:
        found.append(reader._season)  # noqa: SLF001
    if word in ORDINALS or word in HALVES or word in QUARTERS or word in ("h1", "h2", "q"):
        found += [reader._half, reader._quarter, reader._stretch_of]  # noqa: SLF001
    if word in ("last", "this", "next", "previous"):
        found += [reader._month, reader._season]  # noqa: SLF001
    if word in YEAR_KINDS or word == "year":
        found.append(reader._year)  # noqa: SLF001
    return (*found, reader._relative, reader._ago, reader._feast)  # noqa: SLF001
