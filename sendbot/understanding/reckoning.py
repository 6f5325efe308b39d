"""Questions that are answered by reckoning with days: a day so many working days from another, a plan's last day from the day a
report was received, the working days between two days, whether a day is one, and how long letters took on average."""

import datetime as dt

from sendbot.lexicon.dates import PeriodReader
from sendbot.meaning import from_clauses
from sendbot.query import Period, Query
from sendbot.understanding.composing import Frame
from sendbot.understanding.matching import form_of
from sendbot.understanding.reading import Reading, Unit

_BEFORE = frozenset(("before", "earlier", "prior", "back", "minus", "ahead", "preceding"))
_AFTER = frozenset(("after", "from", "later", "since", "plus", "add", "following", "on", "past", "starting", "counting", "counted", "to"))
_RECEIVED = frozenset(
    "receive received receives receipt reached reaches reach got gets get arrived arrives arrive landed lands land came comes come handed delivered "
    "sent dated had given emailed posted issued turned".split()
)
_PAPERS = frozenset(("letter", "letters", "report", "reports", "it", "outcome", "findings", "draft"))
_LAST_DAY = frozenset(
    "when deadline deadlines due date day by last latest until till submit submitted hand handing handed in send sending time limit expire expires run".split()
)
_AVERAGE = frozenset(("average", "averages", "mean", "median", "typically", "averaged"))
_WAIT = frozenset(("long", "days", "wait", "gap", "time", "weeks", "delay", "lag", "waiting", "turnaround"))
_ENDS = frozenset(
    "letter letters report reports publication published publish inspection inspections fieldwork visit inspectors visits".split()
)
_SPANS = {"week": 7, "weeks": 7, "fortnight": 14, "fortnights": 14}
# What a mean wait may be confined to; anything else in the question makes it another one.
_CONFINES = frozenset(("region", "inspected", "published", "framework", "outcome"))


def reckons(reading: Reading, frame: Frame) -> Query | None:
    """What is to be reckoned; None where a question asks nothing of the kind."""
    if frame.areas or frame.ambiguous:
        return None
    words = {t.text for t in reading.tokens}
    dated = [u for u in reading.units if u.period and any(c.isdigit() for c in u.text)]  # "the last day" names none
    days = [day for unit in dated for day in _days_of(unit, reading)]
    if not days or (words & _AVERAGE and words & _WAIT):
        return _average(reading, frame, words)
    if any(u.place for u in reading.units):
        return None
    counts = [u.number for u in reading.units if u.number is not None and not u.period]
    single = [d for d in days if d.start and d.start == d.end]
    working = bool(words & {"working", "wd", "wds", "workday", "workdays", "business"})
    if working and not counts and words & {"many", "number", "count", "between"}:
        if len(single) == 2 and len(days) == 2:
            first, second = sorted(d.start for d in single if d.start)
            return Query("reckon", "reckon", of="between", period=Period(first, second))
        if len(days) == 1 and not single and days[0].start and days[0].end and {"and", "to", "until"} & set(dated[0].text.split()):
            return Query("reckon", "reckon", of="between", period=days[0])
    if len(single) != 1 or len(days) != 1:
        return None
    if working and form_of(reading) == "yesno" and words & {"day", "workday"} and not words & _RECEIVED - {"get", "had"}:
        return Query("reckon", "reckon", of="working-day", period=single[0])
    if plan := _from_receipt(reading, words, single[0]):
        return plan
    return _counted(reading, words, counts, single[0], working=working)


_OPENING = frozenset(("after", "before", "since", "from", "by", "until", "till", "on", "following"))


def _days_of(unit: Unit, reading: Reading) -> list[Period]:
    """The day that a stretch such as "after 3 February 2025" counts from, or its period as it is."""
    assert unit.period  # noqa: S101 - only asked of dated units
    period, tokens = unit.period.period, reading.tokens[unit.start : unit.end]
    day = period.start or period.end
    if tokens[0].text not in _OPENING or day is None:
        return [period]
    return [span.period for span in PeriodReader(tokens[1:], day, False, {}).find_all()]


def _from_receipt(reading: Reading, words: set[str], day: Period) -> Query | None:
    """ "the letter reached us on 14 March 2018, by when must the WSA be in": the plan's last day."""
    plan = reading.has("wsa", "pap", "plan-noun", "require") or words & {"wsa", "pap", "plan", "statement", "homework"}
    if not (words & _RECEIVED and words & _PAPERS and words & _LAST_DAY and plan) or form_of(reading) in ("how-many", "which", "who"):
        return None
    framework = (
        "2023" if reading.has("pap") else "2016" if reading.has("wsa") else "2023" if (day.start or dt.date.min).year >= 2023 else "2016"
    )
    return Query("reckon", "reckon", of="plan", period=day, framework=framework)  # type: ignore[arg-type]


def _counted(reading: Reading, words: set[str], counts: list[int], day: Period, *, working: bool) -> Query | None:
    """ "70 working days from 14 March 2018"."""
    span = next((_SPANS[w] for w in sorted(words) if w in _SPANS), None)
    is_days = bool(words & {"day", "days", "wd", "wds", "workdays"})
    if len(counts) != 1 or not (is_days or span) or reading.has("area-noun") or "many" in words or not words & (_BEFORE | _AFTER):
        return None
    back = bool(words & _BEFORE)
    number = counts[0] * (span or 1)
    return Query("reckon", "reckon", of="days" if span or not working else "working-days", period=day, limit=-number if back else number)


def _average(reading: Reading, frame: Frame, words: set[str]) -> Query | None:
    """ "how long does a letter take on average": over the recorded inspections, perhaps of some years or a region."""
    kinds = {c.kind for clause in frame.where for c in clause}
    if not (words & _AVERAGE and words & _WAIT and words & _ENDS) or not kinds <= _CONFINES or reading.topics:
        return None
    if reading.has("wsa", "pap", "plan-noun", "revisit", "monitor", "weakness-noun", "weak"):
        return None
    framework = "2023" if reading.has("framework-2023") else "2016" if reading.has("framework-2016") else None
    which = from_clauses([clause for clause in frame.where if clause[0].kind != "framework"])
    return Query("reckon", "reckon", of="wait", which=which, framework=framework)  # type: ignore[arg-type]
