"""From a predicate to areas: what holds of which inspection, what is known not to, and what is not known either way.

Each condition is a pair of bit masks over full inspections: those it holds of, and those it is known not to hold of. Not,
and, or join pairs; "some inspection such that" lifts them to areas. What is neither is unknown, and never listed.
"""

import datetime as dt
import operator
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache, reduce
from typing import NamedTuple

import msgspec

from sendbot.answers.desk import Desk
from sendbot.answers.likeness import areas_alike, visits_alike
from sendbot.lexicon.dates import PeriodReader
from sendbot.lexicon.text import clean, tokenise
from sendbot.meaning import OF_AREA, All, Condition, Either, Is, Latest, Not, Period, Predicate, Some, bound, is_existence
from sendbot.regions import WIDE_REGIONS
from sendbot.snapshot import Visit

_COMPARE: dict[str, Callable[[int, int], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
    ">=": operator.ge,
    ">": operator.gt,
}
NEWEST = 8
_DAYS_OF_WEEK = 7


class Selection(msgspec.Struct, frozen=True):
    """What the filters left: inspections, oldest first, and their areas by name."""

    visits: tuple[Visit, ...]
    areas: tuple[str, ...]


class Known(NamedTuple):
    """Of one inspection each: the mask it holds of, and the mask it is known not to hold of."""

    holds: int
    fails: int


class Verdict(NamedTuple):
    """Areas something holds of, and is known not to hold of; the inspections that show the one and the other."""

    holds: frozenset[str]
    fails: frozenset[str]
    shows: int
    denies: int


def select(desk: Desk, which: Predicate | None) -> Selection:
    """The inspections and areas of a predicate; of none, all."""
    verdict = judge(desk, which or All(()))
    visits = [v for v in desk.view.visits_in(verdict.shows & _frame(desk, desk.query.framework)) if v.area in verdict.holds]
    if desk.query.order in ("first", "last"):
        visits = _outermost(desk, visits)
        return Selection(tuple(visits), tuple(sorted(dict.fromkeys(v.area for v in visits), key=desk.title)))
    return Selection(tuple(visits), tuple(sorted(verdict.holds, key=desk.title)))


def judge(desk: Desk, which: Predicate) -> Verdict:
    """What a predicate comes to for every area."""
    return _areas(desk, bound(which))


# --- areas
def _areas(desk: Desk, of: Predicate) -> Verdict:
    if isinstance(of, Some):
        return _some(desk, of)
    if isinstance(of, Latest):
        return _latest(desk, of)
    if isinstance(of, Not):
        inner = _areas(desk, of.of)
        return Verdict(inner.fails, inner.holds, inner.denies, inner.shows)
    if isinstance(of, Is):
        return _of_area(desk, of.condition)
    parts = [_areas(desk, part) for part in of.parts]
    if not parts:
        return _some(desk, Some(All(())))
    if isinstance(of, Either):
        return Verdict(
            frozenset().union(*(p.holds for p in parts)),
            frozenset.intersection(*(p.fails for p in parts)),
            _union(p.shows for p in parts),
            _union(p.denies for p in parts),
        )
    holds = frozenset.intersection(*(p.holds for p in parts))
    return Verdict(
        holds, frozenset().union(*(p.fails for p in parts)), _shown_together(desk, holds, parts), _union(p.denies for p in parts)
    )


def _shown_together(desk: Desk, holds: frozenset[str], parts: list[Verdict]) -> int:
    """The inspections that show all parts; of an area with none, those that show the last part that speaks of inspections."""
    together = reduce(operator.and_, (p.shows for p in parts))
    missing = holds - {v.area for v in desk.view.visits_in(together)}
    for part in reversed(parts):
        if not missing:
            break
        if part.shows != desk.view.every:
            found = [v for v in desk.view.visits_in(part.shows) if v.area in missing]
            together |= _union(1 << v.index for v in found)
            missing -= {v.area for v in found}
    return together


def _some(desk: Desk, of: Some) -> Verdict:
    known = _visits(desk, of.of)
    frame = _frame(desk, desk.query.framework)
    shows, denies = known.holds & frame, known.fails & frame
    found: dict[str, int] = {}
    for visit in desk.view.visits_in(shows):
        found[visit.area] = found.get(visit.area, 0) + 1
    holds = {a for a, number in found.items() if number >= of.least}
    if of.inherited:
        holds |= {s for a in holds for s in desk.snapshot.areas[a].successors}
    fails = {v.area for v in desk.view.visits_in(denies)} - holds
    if is_existence(of.of):
        fails = {a.id for a in desk.snapshot.areas.values() if a.until is None} - holds
    return Verdict(frozenset(holds), frozenset(fails), shows, denies)


def _latest(desk: Desk, of: Latest) -> Verdict:
    known = _visits(desk, of.of)
    frame = _frame(desk, desk.query.framework)
    last: dict[str, Visit] = {v.area: v for v in desk.view.visits_in((known.holds | known.fails) & frame)}
    mask = _union(1 << v.index for v in last.values())
    shows, denies = known.holds & mask, known.fails & mask
    holds = frozenset(v.area for v in desk.view.visits_in(shows))
    return Verdict(holds, frozenset(last) - holds, shows, denies)


def _of_area(desk: Desk, condition: Condition) -> Verdict:
    every = desk.view.every
    if condition.kind == "measure":
        holds = {
            m.area
            for m in desk.view.measures
            if (not condition.values or m.kind in condition.values) and (condition.period is None or m.date in condition.period)
        }
    elif condition.kind == "alike":
        holds = areas_alike(desk, condition)
    elif condition.kind == "type":
        holds = {a.id for a in desk.snapshot.areas.values() if a.type in condition.values}
    else:
        holds = set(members_of(desk, condition))
    return Verdict(frozenset(holds), frozenset(desk.snapshot.areas) - holds, every, every)


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


# --- inspections
def _visits(desk: Desk, of: Predicate) -> Known:
    if isinstance(of, Is):
        return _condition(desk, of.condition)
    if isinstance(of, Not):
        inner = _visits(desk, of.of)
        return Known(inner.fails, inner.holds)
    if isinstance(of, All | Either):
        parts = [_visits(desk, part) for part in of.parts]
        holds, fails = [p.holds for p in parts], [p.fails for p in parts]
        every = desk.view.every
        if isinstance(of, Either):
            return Known(_union(holds), reduce(operator.and_, fails, every))
        return Known(reduce(operator.and_, holds, every), _union(fails))
    verdict = _areas(desk, of)
    masks = desk.view.area_masks
    return Known(_union(masks.get(a, 0) for a in verdict.holds), _union(masks.get(a, 0) for a in verdict.fails))


def _condition(desk: Desk, condition: Condition) -> Known:
    if condition.kind in OF_AREA:
        members = _union(desk.view.area_masks.get(a, 0) for a in _of_area(desk, condition).holds)
        return Known(members, desk.view.every & ~members)
    holds = _holding(desk, condition)
    return Known(holds, _decided(desk, condition) & ~holds)


def _decided(desk: Desk, condition: Condition) -> int:
    """The inspections of which it is known whether a condition holds."""
    view, kind = desk.view, condition.kind
    with_plan = view.fact_masks.get(("plan_required", True), 0)
    if condition.period and kind in ("re-visited", "monitored", "progress", "effective"):
        # Of a visit whose days are not known well enough, it is not known either whether it fell in the period.
        perhaps = _by_follow_up(desk, condition, None)
        return _decided(desk, msgspec.structs.replace(condition, period=None)) & ~perhaps
    if kind == "plan":
        frame = _frame(desk, next((v for v in condition.values if v in ("2016", "2023")), None))
        return frame & (with_plan | view.fact_masks.get(("plan_required", False), 0))
    if kind in ("topic", "weakness", "development", "submitted", "approved", "due", "overdue", "re-visited"):
        return with_plan  # without a plan nothing was recorded that could be absent
    if kind == "outcome":
        return _union(view.fact_masks.get(("outcome", n), 0) for n in (1, 2, 3))
    if kind in ("inspected", "published"):
        dated = "started" if kind == "inspected" else "published"
        return view.timelines[dated].between(None, None) if condition.period else view.every
    if kind == "progress":
        return _by_follow_up(desk, Condition("progress", ("sufficient", "insufficient")))
    if kind == "effective":
        return _union(1 << f.index for f, v in _followed(desk, "monitoring") if v.effective is not None)
    if kind == "number":
        return _union(1 << v.index for v in view.full if _is_number_decided(desk, v, condition))
    return view.every


def _frame(desk: Desk, framework: str | None) -> int:
    return desk.view.fact_masks.get(("framework", framework), 0) if framework else desk.view.every


def _holding(desk: Desk, condition: Condition) -> int:
    view, kind, values = desk.view, condition.kind, condition.values
    if kind in ("topic", "strength", "weakness", "development"):
        manner = {"topic": "weak", "weakness": "weak"}.get(kind, "strong" if kind == "strength" else kind)
        if condition.besides:
            values = tuple(k for t in values for k in desk.snapshot.kinds_of(t) if k not in condition.besides)
        return _union(view.topic_masks.get((condition.only or manner, t), 0) for t in values or ("",))
    if kind == "plan":
        frame = _frame(desk, next((v for v in values if v in ("2016", "2023")), None))
        return frame & view.fact_masks.get(("plan_required", True), 0)
    if kind == "outcome":
        return _union(view.fact_masks.get(("outcome", int(v)), 0) for v in values)
    if kind == "framework":
        return _union(_frame(desk, v) for v in values)
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
        return _union(1 << v.index for v in view.full if v.id in wanted)
    if kind == "number":
        return _by_number(desk, condition)
    if kind == "same":
        return visits_alike(desk, condition)
    return view.every


def _outermost(desk: Desk, visits: list[Visit]) -> list[Visit]:
    """A superlative's cut: the first, the last (by the event asked about), with ties."""
    fact, limit = ordering_fact(desk, visits), desk.query.limit or 1
    dated = [v for v in visits if getattr(v, fact)]
    kept: list[Visit] = []
    for day in sorted({getattr(v, fact) for v in dated}, reverse=desk.query.order == "last"):
        if len(kept) >= limit:
            break
        kept += [v for v in dated if getattr(v, fact) == day]
    return kept


def ordering_fact(desk: Desk, visits: Sequence[Visit]) -> str:
    """The date that decides which inspection is the first or last: what the question says, or the one that is known."""
    asked, other = ("published", "started") if desk.query.about == "published" else ("started", "published")
    return asked if any(getattr(v, asked) for v in visits) else other


def _union(masks: Iterable[int]) -> int:
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
    return lines[fact].between(period.start, period.end)


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
    return _union(1 << v.index for v in dated[:NEWEST])


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


def is_lower_bound(desk: Desk, visit: Visit, what: str) -> bool:
    """Whether the number of weaknesses or actions is counted from a list that is not known to be complete."""
    stated = {"weaknesses": visit.weaknesses, "priority-actions": visit.priority_actions, "improvements": visit.improvements}
    complete = visit.inspection.findings_complete and desk.view.only is None
    return what in stated and stated[what] is None and not complete


def kinds_within(desk: Desk, topics: Iterable[str]) -> tuple[str, ...]:
    """The kinds of problem within any of the topics, each once; a topic that is itself asked about is none of them."""
    wide = frozenset(topics)
    return tuple(dict.fromkeys(k for t in topics for k in desk.snapshot.kinds_of(t) if k not in wide))


def number_of(desk: Desk, visit: Visit, what: str, *topics: str) -> int | None:
    """How many weaknesses, priority actions, improvements or strengths an inspection has: the official number where one is
    recorded, else how many are recorded by the source that names most; None where neither is known.

    Of "sufficient" and "insufficient": on how many weaknesses progress was found so at the latest re-visit. Of "kinds":
    how many kinds of problem within topics.
    """
    if what == "kinds":
        return sum(bool(desk.findings(visit, "weak", topics=(t,))) for t in kinds_within(desk, topics))
    if what in ("sufficient", "insufficient"):
        judged = [v for v in desk.view.follow_ups(visit) if v.insufficient is not None]
        if judged and what == "sufficient" and judged[-1].sufficient is None and judged[-1].insufficient == 0:
            in_all: int | None = visit.weaknesses
            return in_all
        number: int | None = getattr(judged[-1], what) if judged else None
        return number
    stated: int | None = {
        "weaknesses": visit.weaknesses,
        "priority-actions": visit.priority_actions,
        "improvements": visit.improvements,
    }.get(what)
    if stated is not None:
        return stated
    kinds = {
        "weaknesses": ("weakness",),
        "priority-actions": ("priority-action",),
        "improvements": ("improvement",),
        "strengths": ("strength",),
    }[what]
    per_source: dict[str, int] = {}
    for finding in desk.view.findings.get(visit.id, ()):
        if finding.kind in kinds:
            per_source[finding.sources[0]] = per_source.get(finding.sources[0], 0) + 1
    return max(per_source.values(), default=None)


def in_period(day: dt.date | None, period: Period | None) -> bool:
    """Whether a day falls in a period (any day, when there is none)."""
    return day is not None and (period is None or day in period)
