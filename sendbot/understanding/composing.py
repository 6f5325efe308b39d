"""From the units of a question to filters: topics, places, periods, statuses, with negation, exception, and / or / not.

Works whatever rule matched, so a combination nobody listed still means what it says.
"""

import msgspec

from sendbot.query import Clause, Condition, ConditionKind, Event, Period
from sendbot.understanding.matching import form_of
from sendbot.understanding.reading import Reading, Unit

_NEGATIONS = frozenset(("not", "no", "without", "never", "none", "neither", "nor"))
_EVENTS: tuple[tuple[str, Event], ...] = (
    ("revisit", "re-visited"),
    ("monitor", "monitored"),
    ("submit", "submitted"),
    ("approve", "approved"),
    ("overdue", "due"),
    ("due", "due"),
    ("left", "due"),
    ("publish", "published"),
    ("inspect", "inspected"),
    ("fully", "inspected"),
    ("letter", "published"),
)
_NEAR = 4
_FOLLOW_UPS = ("progress", "effective", "re-visited", "monitored")
_PROBLEMS = frozenset(("problems", "problem", "issues", "issue", "failings", "failing", "faults", "fault", "criticisms"))
_TYPES = {"county-type": "county", "unitary-type": "unitary", "metropolitan-type": "metropolitan"}


class Frame(msgspec.Struct, frozen=True):
    """What composing found in a question, before it becomes a query. `turns`: a negation or an exception found nothing to turn round."""

    where: tuple[Clause, ...]
    areas: tuple[str, ...]
    excluded: tuple[str, ...]
    ambiguous: tuple[tuple[str, tuple[str, ...]], ...]
    elsewhere: tuple[str, ...]
    period: Period | None
    as_at_period: Period | None
    event: Event | None
    turns: bool = False


class _Composer:
    """One pass over a reading's units, left to right."""

    def __init__(self, reading: Reading) -> None:
        self.units, self.reading = reading.units, reading
        self.topic_at = {hit.anchor: hit for hit in reading.topics}
        self.absorbed = {i for hit in reading.topics for i in hit.used}
        self.clauses: list[list[Condition]] = []
        self.areas: list[str] = []
        self.excluded: list[str] = []
        self.ambiguous: list[tuple[str, tuple[str, ...]]] = []
        self.elsewhere: list[str] = []
        self.periods: list[tuple[int, Period, bool, bool]] = []
        self.last_negated_at = -1
        self.negated = False
        self.excepting = False
        self.joined_by_or = False
        self.last_kind: str | None = None
        self.neither = False
        self.turned_after = False
        self.asks_yes_no = form_of(reading) == "yesno"
        self.blamed = any((u.symbols | u.inner) & {"weak", "bad", "not", "no"} or u.text.startswith("not ") for u in reading.units)

    # --- looking around
    def near(self, index: int, symbol: str, back: int = _NEAR, ahead: int = _NEAR) -> bool:
        """Whether a unit with this cue stands within some units of `index`."""
        low, high = max(0, index - back), min(len(self.units), index + ahead + 1)
        return any(symbol in self.units[i].symbols for i in range(low, high) if i != index)

    def add(self, kind: ConditionKind, values: tuple[str, ...] = (), *, negated: bool | None = None, **parts: object) -> None:
        """Enter a condition; an `or` (or a list of one kind of place) joins it to the one before."""
        wrong = self.negated if negated is None else negated
        condition = Condition(kind, values, wrong, **parts)  # type: ignore[arg-type]
        same = self.last_kind == kind
        if any(condition in clause for clause in self.clauses):
            self.joined_by_or = False
            if negated is None and not self.neither:
                self.negated = False
            return
        # "nothing on A or B" is neither of them: what is negated never widens by an "or".
        widens = self.joined_by_or and not self.neither and not (wrong and self.clauses and self.clauses[-1][0].negated)
        if self.clauses and widens and (same or kind in ("topic", "strength", "plan", "outcome", "region")):
            self.clauses[-1].append(condition)
        else:
            self.clauses.append([condition])
        self.last_kind = kind
        self.joined_by_or = False
        if not self.neither and negated is None:
            self.negated = False

    # --- the pass
    def run(self) -> Frame:
        for index, unit in enumerate(self.units):
            self._operators(index, unit)
            if unit.place:
                self._place(unit)
            elif unit.period:
                self.periods.append((index, unit.period.period, unit.period.as_at, self.excepting))
            elif index in self.topic_at:
                self._topic(index)
            elif index not in self.absorbed or unit.symbols & {"wsa", "pap"}:
                self._status(index, unit)
        if self.reading.has("escape") and not any(c.kind in ("plan", "topic") for clause in self.clauses for c in clause):
            self.add("plan", ("2016",), negated=True)
        where = tuple(tuple(c) for c in self.clauses)
        period, as_at = self._plain_period()
        return Frame(
            where,
            tuple(dict.fromkeys(self.areas)),
            tuple(dict.fromkeys(self.excluded)),
            tuple(self.ambiguous),
            tuple(self.elsewhere),
            period,
            as_at,
            self._event(),
            (self.negated and not self.neither and not self.turned_after) or (self.excepting and not self.excluded),
        )

    def _operators(self, index: int, unit: Unit) -> None:
        symbols = unit.symbols
        if index in self.absorbed:
            return
        if "or" in symbols:
            self.joined_by_or = True
        elif symbols & {"and", "but"}:
            self.joined_by_or = False
            if "but" in symbols:
                self.excepting = False
        if "neither" in symbols and not any(i > index for i in self.topic_at) and self._turn_topics():
            return  # "leadership or EHC plans - anyone with neither"
        if "neither" in symbols:
            self.neither = self.negated = True
        if "escape" in symbols or (
            symbols & _NEGATIONS
            and not self._is_deed(index)
            and not self._opens_question(index)
            and not ("none" in symbols and self.asks_yes_no)
        ):
            self.negated = True
        if "except" in symbols:
            self.excepting = True
        elif self.excepting and ((self.excluded and unit.text == ",") or symbols & {"which", "who", "what", "where", "how-many", "whose"}):
            self.excepting = False

    def _turn_topics(self) -> bool:
        """Turn the topics named so far round, each for itself; False where there are none."""
        named = [c for clause in self.clauses for c in clause if c.kind in ("topic", "strength") and not c.negated]
        if named:
            rest = [clause for clause in self.clauses if clause[0].kind not in ("topic", "strength")]
            self.clauses = rest + [[msgspec.structs.replace(c, negated=True)] for c in named]
        return bool(named)

    def _opens_question(self, index: int) -> bool:
        """ "didn't Rutland get ...?": a negation before the subject of a yes/no question turns nothing round."""
        before = [u for u in self.units[:index] if not u.filler]
        unit = self.units[index]
        opening = unit.text.split(" ")[0] in ("did", "was", "is", "has", "have", "were", "are", "do", "does", "had", "not")
        after = self.units[index + 1] if index + 1 < len(self.units) else None
        if unit.text == "not" and after and after.place and any(u.text in (",", ":") for u in self.units):
            return False  # "not London - who had a WSA"
        return (
            not before
            and opening
            and (
                bool(after and (after.place or after.symbols & {"any", "every"}))
                or (index == 0 and " " in unit.text and unit.text != "not yet")
            )
        )

    def _is_deed(self, index: int) -> bool:
        """Whether a negation belongs to a fault itself ("did not promote", "no strategy"), not to the filter."""
        after = [u for u in self.units[index + 1 : index + 4] if not u.filler]
        if not after or (index and "but" in self.units[index - 1].symbols):
            return False
        if index and self.units[index - 1].text.split(" ")[-1] in ("could", "can", "would", "should"):
            return True
        deeds = {
            "promote",
            "communicate",
            "contribute",
            "deliver",
            "involve",
            "listen",
            "co-produce",
            "convert",
            "identify",
            "commission",
            "aware",
            "engage",
            "agree",
            "strategy",
            "process-word",
            "overview",
            "work-with",
            "support",
            "assurance",
        }
        first = after[0]
        return (
            bool(first.symbols & deeds)
            and not first.symbols & {"weak"}
            and not any("weak" in u.symbols for u in after)
            and not first.topics
        )

    def _place(self, unit: Unit) -> None:
        assert unit.place  # noqa: S101 - only called for places
        place = unit.place.place
        if place.kind == "elsewhere":
            self.elsewhere.append(place.name)
        elif place.kind in ("region", "group"):
            negated = self.negated or self.excepting or self._set_aside(unit) or self._shares_negation(unit)
            self.add("region", (place.name,), negated=negated)
            self.negated = False
            if (
                len(self.clauses) > 1
                and self.clauses[-2][0].kind == "region"
                and not self.clauses[-1][0].negated
                and not self.clauses[-2][0].negated
            ):
                self.clauses[-2].extend(self.clauses.pop())
        elif self.excepting or self._set_aside(unit) or (self.negated and not self._area_is_subject(unit)):
            self.excluded.extend(place.ids)
            self.negated = False
        elif place.ambiguous:
            self.ambiguous.append((place.name if unit.place.typed is None else unit.place.typed, place.ids))
        else:
            self.areas.extend(place.ids)

    def _shares_negation(self, unit: Unit) -> bool:
        """ "outside London and the South East": a region joined to one that is left out is left out too."""
        before = next((u for u in reversed(self.units) if u.end <= unit.start and not (u.filler or u.symbols & {"and", "or", "nor"})), None)
        joined = any(u.symbols & {"and", "or", "nor"} for u in self.units if before and before.end <= u.start < unit.start)
        return bool(
            before and before.place and joined and self.clauses and self.clauses[-1][0].kind == "region" and self.clauses[-1][0].negated
        )

    def _set_aside(self, unit: Unit) -> bool:
        """ "Wakefield aside", "Suffolk excepted", "outside Brent", "leaving Bury out of it"."""
        after = next((u for u in self.units if u.start >= unit.end), None)
        before = next((u for u in reversed(self.units) if u.end <= unit.start), None)
        if before and after and before.text in ("leave", "leaving", "left", "taking", "take", "ruling", "counting") and after.text == "out":
            return True
        return bool(after and after.text in ("aside", "apart", "excepted", "excluded")) or bool(before and before.text == "outside")

    def _area_is_subject(self, unit: Unit) -> bool:
        """Whether an area after a negation is the sentence's subject ("why was not Bury ...") rather than left out."""
        before = [u for u in self.units if u.end <= unit.start and not u.filler]
        if before and "without" in before[-1].symbols:
            return False
        return not (before and before[-1].symbols & _NEGATIONS) or len(before) <= 1

    def _topic(self, index: int) -> None:
        hit = self.topic_at[index]
        manner = self._manner(hit.used)
        if not self.negated and self.last_negated_at >= 0 and self._only_joins(self.last_negated_at, index) and manner != "strong":
            self.negated = True  # "no problems with leadership, EHC plans or the local offer"
        was_negated = self.negated
        topic = (hit.topic,) if hit.topic else ()
        if manner == "strong":
            self.add("strength", topic)
        elif self._stands_well(index) or manner == "not-weak":
            self.turned_after = manner == "not-weak"
            self.add("topic", topic, negated=True)
        else:
            if manner == "not-strong":
                self.negated = False
            only = (
                "priority-action" if self.reading.has("priority-noun") else "improvement" if self.reading.has("improvement-noun") else None
            )
            besides = self._named_topics() if self.negated and self.units[index - 1].text == "other" else ()
            self.add("topic", topic, negated=(self.negated or self.excepting) if self.excepting else None, only=only, besides=besides)
            self.excepting = False
        self.last_negated_at = index if was_negated else -1

    def _named_topics(self) -> tuple[str, ...]:
        return tuple(t for clause in self.clauses for c in clause if c.kind == "topic" and not c.negated for t in c.values)

    def _stands_well(self, index: int) -> bool:
        """ "weak on X but Y was fine": a mild word of praise after a "but" takes the fault back, it does not praise."""
        if not any(c.kind == "topic" for clause in self.clauses for c in clause):
            return False
        back = next((i for i in range(index - 1, -1, -1) if self.units[i].symbols & {"but"}), None)
        if back is None:
            return False
        clause = self.units[back + 1 :]
        return any("mildly-good" in u.symbols for u in clause) and not any(u.symbols & {"weak", "bad", "good"} for u in clause)

    def _only_joins(self, first: int, last: int) -> bool:
        """Whether only and / or / commas and the topics' own words stand between two units."""
        between = [i for i in range(first + 1, last) if i not in self.absorbed]
        return all(self.units[i].filler or self.units[i].symbols & {"and", "or", "nor", "weak", "weakness-noun"} for i in between) and any(
            self.units[i].symbols & {"and", "or", "nor", ","} for i in between
        )

    def _manner(self, used: frozenset[int]) -> str:
        """Whether the nearest word of praise or blame praises; blame wins a tie, and is the default."""
        low, high = min(used), max(used)
        best: tuple[int, int, str] | None = None
        for index, unit in enumerate(self.units):
            symbols = unit.symbols | (unit.inner if index in used else frozenset())
            is_good = bool(symbols & {"good", "good-practice"}) or ("mildly-good" in symbols and not self.blamed)
            is_weak = bool(symbols & {"weak", "bad", "bad-practice"})
            if not (is_good or is_weak) or (is_good and is_weak):
                continue
            distance = low - index if index < low else index - high if index > high else 0
            parted = any(self.units[i].symbols & {"but"} for i in range(min(index, low), max(index, high)))
            key = (distance + 10 * parted, 0 if is_weak else 1, "weak" if is_weak else "strong")
            if is_good and index and self._negation_before(index):
                key = (key[0], 0, "not-strong")
            elif is_weak and index > high and not parted and self._negation_before(index):
                key = (key[0], 0, "not-weak")  # "though the plans themselves were not called poor"
            if best is None or key < best:
                best = key
        return best[2] if best else "weak"

    def _negation_before(self, index: int) -> bool:
        """Whether a word is turned round by a negation just before it, or one word of no weight further."""
        near = self.units[max(0, index - 2) : index]
        return bool(near) and bool(
            near[-1].symbols & _NEGATIONS
            or (len(near) > 1 and near[0].symbols & _NEGATIONS and (near[1].filler or "scheme-word" in near[1].symbols))
        )

    # --- statuses
    def _status(self, index: int, unit: Unit) -> None:
        s = unit.symbols
        if s & {"wsa", "pap"} or (("action" in s) and "response" in s and self.near(index, "require")):
            self._plan(index, unit)
        elif s & {"systemic", "inconsistent", "positive"}:
            own = "3" if "systemic" in s else "2" if "inconsistent" in s else "1"
            more = self._outcome_number(index) if unit.text.startswith("outcome") else ()
            self.add("outcome", (own, *more))
        elif "outcome" in s and (number := self._outcome_number(index)):
            self.add("outcome", number)
        elif "insufficient" in s and unit.text.startswith("no "):
            self.add("number", ("sufficient",), negated=False, operator="=", number=0)  # "no progress on any weakness"
        elif s & {"insufficient", "sufficient"} and not self._is_thin(index):
            self.add("progress", ("insufficient" if "insufficient" in s else "sufficient",))
        elif "effective" in s:
            self.add("effective")
        elif "revisit" in s:
            self.add("re-visited", period=self._period_for(index))
        elif "monitor" in s:
            self.add("monitored", period=self._period_for(index))
        elif "overdue" in s and not self.near(index, "ehc", 3, 3):
            self.add("overdue")
        elif "approve" in s:
            self.add("approved", period=self._period_for(index))
        elif "submit" in s:
            self._submit(index)
        elif "write" in s and self.near(index, "require", 3, 0) and not self.reading.has("wsa", "pap"):
            self._required()
        elif unit.text in ("in time", "on time") and self.units[index - 1].text == "in" and self.reading.has("wsa", "pap", "plan-noun"):
            self.add("submitted", ("in time",))  # "was its WSA in on time?"
        elif ("due" in s or unit.text in ("date", "dates", "time")) and self._has_passed(index):
            self.add("overdue")
        elif "due" in s:
            self.add("due", period=self._period_for(index), negated=False)
        elif s & {"notice", "direction", "commissioner"}:
            kind = "improvement notice" if "notice" in s else "direction" if "direction" in s else "commissioner"
            self.add("measure", (kind,))
        elif types := [_TYPES[t] for t in _TYPES if t in s]:
            self.add("type", tuple(types), negated=False)
        elif "framework-2016" in s or "framework-2023" in s:
            self.add("framework", ("2016" if "framework-2016" in s else "2023",), negated=False)
        elif "development-noun" in s:
            self.add("development")
        elif s & {"weakness-noun", "priority-noun", "improvement-noun"} or (unit.text in _PROBLEMS and self._is_counted(index)):
            self._numbered(index, s)
        elif "inspect" in s or "fully" in s:
            self._inspect(index)

    def _is_counted(self, index: int) -> bool:
        """ "three or more problems", "more than one issue"."""
        before = self.units[max(0, index - 3) : index]
        return any(u.symbols & {"at-least", "more-than", "fewer-than", "at-most", "exactly", "only"} for u in before) and any(
            u.number is not None or "one" in u.symbols for u in before
        )

    def _has_passed(self, index: int) -> bool:
        """ "has the deadline passed", "deadlines that are gone"."""
        return any(
            u.text in ("passed", "gone", "expired", "lapsed", "elapsed", "past", "gone by") for u in self.units[index + 1 : index + 4]
        )

    def _is_thin(self, index: int) -> bool:
        """ "insufficient" of services is a fault, not progress at a re-visit."""
        return not self.reading.has("revisit", "progress", "monitor", "weakness-noun") and "progress" not in self.units[index].text

    def _plan(self, index: int, unit: Unit) -> None:
        framework = ("2023",) if "pap" in unit.symbols else ("2016",) if "wsa" in unit.symbols else ()
        if any(c.kind == "plan" and c.values == framework for clause in self.clauses for c in clause):
            if self.negated and not self.near(index, "submit", 4, 0):
                self.clauses = [
                    [msgspec.structs.replace(c, negated=True) if c.kind == "plan" else c for c in clause] for clause in self.clauses
                ]
            self.negated = False
            return
        # "has not submitted its WSA": the negation went to the submission, the plan itself is owed.
        self.add("plan", framework, negated=None if self.negated else False)

    def _submit(self, index: int) -> None:
        if self._requirement_before(index):
            if not self.reading.has("wsa", "pap"):
                self._required()
            return
        if self.near(index, "by-when", 3, 0):
            return
        self.add("submitted", self._in_time(index), period=self._period_for(index))

    def _in_time(self, index: int) -> tuple[str, ...]:
        """Whether a submission in good time is meant."""
        return ("in time",) if any(u.text in ("in time", "on time") for u in self.units[index + 1 : index + 4]) else ()

    def _requirement_before(self, index: int) -> bool:
        """Whether "submit" is what had to be done ("had to submit", "required to submit") and not what was done."""
        start = self.units[index].start
        if {t.text for t in self.reading.tokens[max(0, start - 4) : start]} & {"should", "must", "ought"}:
            return True
        for back in range(1, 4):
            if index - back < 0:
                return False
            unit = self.units[index - back]
            if "require" in unit.symbols or unit.text in ("have to", "had to", "has to", "must"):
                return True
            if not unit.filler and not unit.symbols & {"write", "and"} and not unit.place:
                return False
        return False

    def _required(self) -> None:
        if not any(c.kind == "plan" for clause in self.clauses for c in clause):
            self.add("plan", ("2016",) if not self.reading.has("pap") else ("2023",))

    def _outcome_number(self, index: int) -> tuple[str, ...]:
        """ "outcome 3", "outcome 1 or 2"."""
        found = []
        for unit in self.units[index + 1 : index + 5]:
            if unit.number in (1, 2, 3):
                found.append(str(unit.number))
            elif not (unit.symbols & {"or", "and", ","} or unit.text in ("s", ",", "a", "of", ":")):
                break
        return tuple(found)

    def _numbered(self, index: int, symbols: frozenset[str]) -> None:
        """ "only one weakness", "more than three priority actions", "five weaknesses still insufficient"."""
        what = "priority-actions" if "priority-noun" in symbols else "improvements" if "improvement-noun" in symbols else "weaknesses"
        before = self.units[max(0, index - 4) : index]
        around = (*before, *self.units[index + 1 : index + 4])
        if judged := next((s for u in around for s in ("insufficient", "sufficient") if s in u.symbols), None):
            none_at_all = judged == "insufficient" or (
                self.units[index - 1].text in ("a single", "any") and any(u.symbols & _NEGATIONS for u in self.units[:index])
            )
            if none_at_all and any(u.text in ("a single", "single", "one single", "any") for u in before):
                self.clauses = [c for c in self.clauses if c[0].kind != "progress"]
                self.add("number", ("sufficient",), negated=False, operator="=", number=0)
                return
            what = judged
        if (
            any(u.text in ("over", "above") for u in before)
            and (over := next((u.number for u in before if u.number is not None), None)) is not None
        ):
            self.add("number", (what,), operator=">", number=over)
            return
        if any(c.kind == "number" and c.values == (what,) for clause in self.clauses for c in clause):
            return
        if what in ("priority-actions", "improvements") and before and before[-1].symbols & {"no", "without"} and self.negated:
            self.add("number", (what,), negated=False, operator="=", number=0)
            self.negated = False
            return
        number = next(
            (u.number if u.number is not None else 1 for u in reversed(before) if u.number is not None or u.symbols & {"one", "only"}), None
        )
        if number is None:
            if any("several" in u.symbols for u in before):
                self.add("number", (what,), operator=">", number=1)
            return
        signs = (("more-than", ">"), ("at-least", ">="), ("fewer-than", "<"), ("at-most", "<="), ("only", "="), ("exactly", "="))
        after = self.units[index + 1 : index + 3]
        sign = next((sign for symbol, sign in signs if any(symbol in u.symbols for u in (*before, *after))), "=")
        if self.reading.has("how-many") and sign == "=":
            return
        self.add("number", (what,), operator=sign, number=number)

    def _inspect(self, index: int) -> None:
        if self.excepting or any(c.kind == "inspected" for clause in self.clauses for c in clause):
            return
        never = self.negated and (self.near(index, "never", 5, 1) or self.near(index, "not", 4, 0))
        if never:
            self.add("inspected", negated=True)
        elif self.negated:
            return
        else:
            self.add("inspected", negated=False)
        self.negated = False

    # --- periods
    def _period_for(self, index: int) -> Period | None:
        """The period that belongs to the cue at `index`: the nearest one, if this is its nearest dated cue."""
        spans = [(i, u.period.period) for i, u in enumerate(self.units) if u.period and not u.period.as_at]
        if not spans:
            return None
        place, period = min(spans, key=lambda p: abs(p[0] - index))
        return period if self._owner(place) == index else None

    def _owner(self, place: int) -> int | None:
        """The dated cue a period belongs to: the nearest, those before it first."""
        cues = [
            i
            for i, u in enumerate(self.units)
            if any(symbol in u.symbols for symbol, _ in _EVENTS) and i not in self.absorbed and not self._mere_requirement(i)
        ]
        return min(cues, key=lambda i: (abs(i - place), i > place)) if cues else None

    def _mere_requirement(self, index: int) -> bool:
        return "submit" in self.units[index].symbols and self._requirement_before(index)

    def _plain_period(self) -> tuple[Period | None, Period | None]:
        """Periods that no status took: when inspected or published; and a day as at which to look."""
        as_at = next((p for _, p, flag, _ in self.periods if flag), None)
        plain: Period | None = None
        for index, period, flag, excepted in self.periods:
            if flag or any(_inside(other, period) for _, other, _, _ in self.periods if other != period):
                continue
            owner = self._owner(index)
            symbols = self.units[owner].symbols if owner is not None else frozenset()
            if symbols & {"revisit", "monitor", "approve", "due"} or ("submit" in symbols):
                continue
            follow_up = next((n for n, c in enumerate(self.clauses) if c[0].kind in _FOLLOW_UPS and not c[0].period), None)
            if follow_up is not None and not symbols & {"publish", "letter", "inspect", "fully"} and not excepted:
                self.clauses[follow_up] = [msgspec.structs.replace(c, period=period) for c in self.clauses[follow_up]]
                continue
            kind: ConditionKind = "published" if symbols & {"publish", "letter"} else "inspected"
            if owner is None and period.start is None and not {"happened", "place"} & {t.text for t in self.reading.tokens}:
                kind = "published"
            self._date_condition(kind, period, excepted)
            plain = plain or period
        return plain, as_at

    def _date_condition(self, kind: ConditionKind, period: Period, excepted: bool) -> None:
        if excepted:
            self.clauses.append([Condition(kind, period=period, negated=True)])
            return
        for number, clause in enumerate(self.clauses):
            if clause[0].kind == "inspected" and kind in ("inspected", "published") and clause[0].period is None and not clause[0].negated:
                self.clauses[number] = [Condition(kind, period=period)]
                return
        mine = [c for c in self.clauses if c[0].kind == kind and c[0].period]
        if mine:
            mine[0].append(Condition(kind, period=period))
        else:
            self.clauses.append([Condition(kind, period=period)])

    def _event(self) -> Event | None:
        for symbol, event in _EVENTS:
            if any(
                symbol in u.symbols and i not in self.absorbed and not (symbol == "submit" and self._mere_requirement(i))
                for i, u in enumerate(self.units)
            ):
                return event
        return None


def _inside(inner: Period, outer: Period) -> bool:
    """Whether one closed period lies within another ("the summer of 2017 (June and July)")."""
    return bool(inner.start and inner.end and outer.start and outer.end and outer.start <= inner.start and inner.end <= outer.end)


def compose(reading: Reading) -> Frame:
    """The filters of a question. `areas` are those it names as its subject; `excluded` those it leaves out."""
    composer = _Composer(reading)
    frame = composer.run()
    return msgspec.structs.replace(frame, where=tuple(tuple(c) for c in composer.clauses))
