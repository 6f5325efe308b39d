"""What one condition holds of, and what it is known not to hold of: two bit masks over full inspections."""

import datetime as dt
import operator
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import NamedTuple

import msgspec

from sendbot.answers.desk import Desk
from sendbot.answers.likeness import areas_alike, visits_alike
from sendbot.answers.numbers import is_lower_bound, number_of
from sendbot.lexicon.dates import PeriodReader
from sendbot.lexicon.text import clean, tokenise
from sendbot.meaning import OF_AREA, Condition, Period
from sendbot.regions import WIDE_REGIONS
from sendbot.snapshot import FRAMEWORK_BEGAN, Visit

_COMPARE: dict[str, Callable[[int, int], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
    ">=": operator.ge,
    ">": operator.gt,
}
NEWEST = 8
_DAYS_OF_WEEK = 7


class Known(NamedTuple):
    """Of one inspection each: the mask it holds of, and the mask it is known not to hold of."""

    holds: int
    fails: int


def known(desk: Desk, condition: Condition) -> Known:
    """The inspections that a condition holds of, and those it is known not to hold of."""
    if condition.kind in OF_AREA:
        members = union(desk.view.area_masks.get(a, 0) for a in areas_of(desk, condition))
        return Known(members, desk.view.every & ~members)
    holds = _holding(desk, condition)
    return Known(holds, _decided(desk, condition) & ~holds)


def areas_of(desk: Desk, condition: Condition) -> set[str]:
    """The areas that a condition on areas holds of."""
    if condition.kind == "measure":
        kinds, period = condition.values, condition.period
        return {m.area for m in desk.view.measures if (not kinds or m.kind in kinds) and (period is None or m.date in period)}
    if condition.kind == "alike":
        return set(areas_alike(desk, condition))
    if condition.kind == "type":
        return {a.id for a in desk.snapshot.areas.values() if a.type in condition.values}
    return set(members_of(desk, condition))


def _decided(desk: Desk, condition: Condition) -> int:
    """The inspections of which it is known whether a condition holds."""
    view, kind = desk.view, condition.kind
    with_plan = view.fact_masks.get(("plan_required", True), 0)
    if condition.period and kind in ("re-visited", "monitored", "progress", "effective"):
        # Of a visit whose days are not known well enough, it is not known either whether it fell in the period.
        perhaps = _by_follow_up(desk, condition, None)
        return _decided(desk, msgspec.structs.replace(condition, period=None)) & ~perhaps
    if kind == "plan":
        frame = of_framework(desk, next((v for v in condition.values if v in ("2016", "2023")), None))
        return frame & (with_plan | view.fact_masks.get(("plan_required", False), 0))
    if kind == "monitored":
        return with_plan & of_framework(desk, "2023")  # nowhere else is one held
    if kind in ("topic", "weakness", "development", "submitted", "approved", "due", "overdue", "re-visited"):
        return with_plan  # without a plan nothing was recorded that could be absent
    if kind == "outcome":
        return union(view.fact_masks.get(("outcome", n), 0) for n in (1, 2, 3))
    if kind in ("inspected", "published"):
        dated = "started" if kind == "inspected" else "published"
        return view.timelines[dated].between(None, None) if condition.period else view.every
    if kind == "progress":
        return _by_follow_up(desk, Condition("progress", ("sufficient", "insufficient")))
    if kind == "effective":
        return union(1 << f.index for f, v in _followed(desk, "monitoring") if v.effective is not None)
    if kind == "number":
        return union(1 << v.index for v in view.full if _is_number_decided(desk, v, condition))
    return view.every


def _holding(desk: Desk, condition: Condition) -> int:
    view, kind, values = desk.view, condition.kind, condition.values
    if kind in ("topic", "strength", "weakness", "development"):
        manner = {"topic": "weak", "weakness": "weak"}.get(kind, "strong" if kind == "strength" else kind)
        if condition.besides:
            values = tuple(k for t in values for k in desk.snapshot.kinds_of(t) if k not in condition.besides)
        return union(view.topic_masks.get((condition.only or manner, t), 0) for t in values or ("",))
    if kind == "plan":
        frame = of_framework(desk, next((v for v in values if v in ("2016", "2023")), None))
        return frame & view.fact_masks.get(("plan_required", True), 0)
    if kind == "outcome":
        return union(view.fact_masks.get(("outcome", int(v)), 0) for v in values)
    if kind == "framework":
        return union(of_framework(desk, v) for v in values)
    if kind == "inspected":
        return _dated(desk, "started", condition.period)
    if kind == "published":
        return _dated(desk, "published", condition.period)
    if kind == "newest":
        return _newest(desk) or view.fact_masks.get(("newest", True), 0)
    if kind in ("submitted", "approved", "overdue", "due"):
        return _by_deadline(desk, condition)
    if kind in ("re-visited", "monitored", "progress", "effective"):
        return _by_follow_up(desk, condition)
    if kind == "response":
        wanted = {d.inspection for d in view.documents if d.kind == "response"}
        return union(1 << v.index for v in view.full if v.id in wanted)
    if kind == "number":
        return _by_number(desk, condition)
    if kind == "same":
        return visits_alike(desk, condition)
    return view.every


def members_of(desk: Desk, condition: Condition) -> tuple[str, ...]:
    """The areas a region, group or area condition names."""
    if condition.kind == "area":
        return condition.values
    areas, groups = desk.snapshot.knowledge.areas, desk.snapshot.groups
    found: list[str] = []
    for value in condition.values:
        regions = WIDE_REGIONS.get(value, (value,))
        found.extend(groups.get(value) or (a.id for a in areas if a.region in regions or a.ofsted_region in regions))
    return tuple(found)


def of_framework(desk: Desk, framework: str | None) -> int:
    """The inspections under a framework; of none, all."""
    return desk.view.fact_masks.get(("framework", framework), 0) if framework else desk.view.every


def union(masks: Iterable[int]) -> int:
    """The inspections in any of the masks."""
    result = 0
    for mask in masks:
        result |= mask
    return result


def _dated(desk: Desk, fact: str, period: Period | None) -> int:
    lines = desk.view.timelines
    if period is None:
        dated = lines["published"].between(None, None)
        # What is known of an inspection is known because its letter is out; some sources give no days at all.
        return desk.view.every if fact == "started" or not dated else dated
    if fact == "started" and _is_brief(period):
        return lines["started"].between(None, period.end) & lines["ended"].between(period.start, None)
    found = lines[fact].between(period.start, period.end)
    return found | _surely_within(desk, period) if fact == "started" else found


def _surely_within(desk: Desk, period: Period) -> int:
    """Inspections without days that yet fall in a period: their framework began in it, and their letter came out in it."""
    lines = desk.view.timelines
    undated = lines["published"].between(period.start, period.end) & ~lines["started"].between(None, None)
    return union(1 << v.index for v in desk.view.visits_in(undated) if FRAMEWORK_BEGAN[v.framework] in period)


def took_place(visit: Visit, period: Period) -> bool:
    """Whether an inspection falls in a period: by its first day, but for a period of some days by any of its days."""
    if visit.started is None:
        return False
    if not _is_brief(period):
        return visit.started in period
    return bool(visit.started <= period.end and (visit.ended or visit.started) >= period.start)


def _is_brief(period: Period) -> bool:
    """Whether a period is shorter than a week."""
    return period.start is not None and period.end is not None and (period.end - period.start).days < _DAYS_OF_WEEK - 1


def _newest(desk: Desk) -> int:
    dated = sorted((v for v in desk.view.full if v.published), key=lambda v: v.published, reverse=True)
    return union(1 << v.index for v in dated[:NEWEST])


def _plans(desk: Desk) -> list[Visit]:
    return desk.view.visits_in(desk.view.fact_masks.get(("plan_required", True), 0))


def _by_deadline(desk: Desk, condition: Condition) -> int:
    chosen = 0
    for visit in _plans(desk):
        deadline = desk.deadline(visit)
        if condition.kind == "submitted" and condition.values:  # in time
            fits = bool(deadline.submitted and deadline.due and deadline.submitted <= deadline.due and not deadline.is_estimate)
        elif condition.kind == "submitted":
            fits = deadline.submitted in condition.period if condition.period else deadline.is_sent
        elif condition.kind == "approved":
            fits = deadline.approved in condition.period if condition.period else bool(deadline.approved or deadline.approved_note)
        elif condition.kind == "overdue":
            fits = is_overdue(desk, visit)
        else:
            period = condition.period or Period(desk.today, None)
            fits = deadline.due in period and (bool(condition.period) or not desk.is_settled(deadline))
        chosen |= fits << visit.index
    return chosen


def is_overdue(desk: Desk, visit: Visit) -> bool:
    """Whether a plan's (stated, computed or estimated) date has passed with no sign that it was submitted."""
    deadline = desk.deadline(visit)
    return bool(deadline.due and deadline.due < desk.today and not desk.is_settled(deadline))


def _followed(desk: Desk, kind: str) -> list[tuple[Visit, Visit]]:
    """Full inspections with each re-visit or monitoring inspection (`kind`) that followed them."""
    return [
        (full, visit)
        for visit in desk.view.visits
        if visit.kind == kind and visit.inspection.follows and (full := desk.view.visit_by_id.get(visit.inspection.follows))
    ]


def _by_follow_up(desk: Desk, condition: Condition, falls: bool | None = True) -> int:
    """Full inspections with a re-visit or monitoring inspection that fits; `falls`: as it falls in the period, or None, perhaps."""
    chosen = 0
    for full, visit in _followed(desk, "re-visit" if condition.kind in ("re-visited", "progress") else "monitoring"):
        if condition.period and perhaps_in(visit, condition.period) is not falls:
            continue
        if condition.kind == "progress":
            fits = _progress_fits(visit, condition.values)
        elif condition.kind == "effective":
            fits = visit.effective is True
        else:
            fits = True
        chosen |= fits << full.index
    return chosen


def perhaps_in(visit: Visit, period: Period) -> bool | None:
    """Whether a visit falls in a period; None where its days are not known well enough to say ("October 2022" for a week of it)."""
    if visit.started:
        return visit.started in period
    roughly = _days_of(visit.when) if visit.when else None
    if roughly is None:
        return visit.published in period if visit.published else None
    first, last = roughly
    if first in period and last in period:
        return True
    outside = (period.end is not None and first > period.end) or (period.start is not None and last < period.start)
    return False if outside else None


@lru_cache(maxsize=256)
def _days_of(when: str) -> tuple[dt.date, dt.date] | None:
    """First and last day of a time given in words ("three weeks in October 2025 (announced 6 October)")."""
    for span in PeriodReader(tokenise(clean(when.split("(", maxsplit=1)[0])), dt.date.max, ahead=False, named={}).find_all():
        if span.period.start and span.period.end:
            return span.period.start, span.period.end
    return None


def _progress_fits(visit: Visit, values: tuple[str, ...]) -> bool:
    if visit.insufficient is None:
        return False
    return bool(("sufficient" in values and visit.insufficient == 0) or ("insufficient" in values and visit.insufficient > 0))


def _by_number(desk: Desk, condition: Condition) -> int:
    compare = _COMPARE[condition.operator or "="]
    wanted = condition.number or 0
    chosen = 0
    for visit in desk.view.full:
        number = number_of(desk, visit, *(condition.values or ("weaknesses",)))
        if number is None or not compare(number, wanted) or (not number and wanted):
            continue
        if condition.operator in (">", ">=") or not is_lower_bound(desk, visit, (condition.values or ("weaknesses",))[0]):
            chosen |= 1 << visit.index
    return chosen


def _is_number_decided(desk: Desk, visit: Visit, condition: Condition) -> bool:
    """Whether a comparison is decided: by the number itself, or where that is a lower bound, by being above the limit already."""
    what = condition.values or ("weaknesses",)
    number, limit = number_of(desk, visit, *what), condition.number or 0
    if number is None:
        return False
    if not is_lower_bound(desk, visit, what[0]):
        return True
    return (condition.operator == "<" and number >= limit) or (condition.operator in ("<=", "=", None) and number > limit)
