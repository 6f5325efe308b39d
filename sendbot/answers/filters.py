"""From filters to areas: each condition is a bit mask over full inspections, clauses combine by and, or, not.

Conditions that hold of one and the same inspection are met together ("inspected in June with leadership issues"); where a
question ties the two frameworks ("a WSA and later outcome 3") each framework's filters are met by their own inspection.
"""

import datetime as dt
import operator
from collections.abc import Callable, Iterable, Sequence

import msgspec

from sendbot.answers.desk import Desk
from sendbot.care_boards import care_boards
from sendbot.query import Clause, Condition, Period
from sendbot.snapshot import Visit

_FRAMEWORK_OF = {"re-visited": "2016", "progress": "2016", "outcome": "2023", "monitored": "2023", "effective": "2023"}
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


def select(desk: Desk, where: tuple[Clause, ...] | None = None) -> Selection:
    """The inspections and areas that meet all clauses (the query's, unless others are given)."""
    clauses = desk.query.where if where is None else where
    never = [c for clause in clauses for c in clause if c.kind == "inspected" and c.negated and not c.period]
    if never:
        return _never_inspected(desk, clauses)
    groups: dict[str | None, list[Clause]] = {}
    for clause in clauses:
        groups.setdefault(_framework(clause), []).append(clause)
    neutral = groups.pop(None, [])
    if len(groups) > 1:
        later = _mask(desk, [*neutral, *groups["2023"]])
        earlier = _mask(desk, [*[c for c in neutral if c[0].kind in ("region", "area")], *groups["2016"]])
        visits = desk.view.visits_in(later)
        had = {v.area for v in desk.view.visits_in(earlier)}
        if not any(c.negated for clause in groups["2016"] for c in clause):
            had |= {s for a in had for s in desk.snapshot.areas[a].successors}
        visits = [v for v in visits if v.area in had]
    else:
        visits = desk.view.visits_in(_mask(desk, list(clauses)))
    visits = _ordered(desk, visits)
    areas = sorted(dict.fromkeys(v.area for v in visits), key=desk.title)
    return Selection(tuple(visits), tuple(areas))


def _framework(clause: Clause) -> str | None:
    for condition in clause:
        if condition.kind in _FRAMEWORK_OF:
            return _FRAMEWORK_OF[condition.kind]
        if condition.kind in ("plan", "framework") and condition.values and condition.values[0] in ("2016", "2023"):
            return condition.values[0]
    return None


def _mask(desk: Desk, clauses: list[Clause]) -> int:
    mask = desk.view.every
    if desk.query.framework:
        mask &= desk.view.fact_masks.get(("framework", desk.query.framework), 0)
    for clause in clauses:
        either = 0
        for condition in clause:
            either |= condition_mask(desk, condition)
        mask &= either
    return mask


def _ordered(desk: Desk, visits: list[Visit]) -> list[Visit]:
    """A superlative's cut: the first, the last (by the event asked about), with ties."""
    order, limit = desk.query.order, desk.query.limit or 1
    if order not in ("first", "last"):
        return visits
    fact = ordering_fact(desk, visits)
    dated = [v for v in visits if getattr(v, fact)]
    days = sorted({getattr(v, fact) for v in dated}, reverse=order == "last")
    kept: list[Visit] = []
    for day in days:
        if len(kept) >= limit:
            break
        kept += [v for v in dated if getattr(v, fact) == day]
    return kept


def _never_inspected(desk: Desk, clauses: tuple[Clause, ...]) -> Selection:
    framework: str | None = desk.query.framework
    framework = framework or next((c.values[0] for clause in clauses for c in clause if c.kind == "framework"), None)
    seen = {v.area for v in desk.view.full if not framework or v.framework == framework}
    wanted: set[str] | None = None
    for clause in clauses:
        if clause[0].kind in ("region", "area") and not clause[0].negated:
            members = {a for c in clause for a in members_of(desk, c)}
            wanted = members if wanted is None else wanted & members
    today = [a for a in desk.snapshot.areas.values() if a.until is None and (wanted is None or a.id in wanted)]
    areas = tuple(sorted((a.id for a in today if a.id not in seen), key=desk.title))
    return Selection((), areas)


def members_of(desk: Desk, condition: Condition) -> tuple[str, ...]:
    """The areas a region, group or area condition names."""
    if condition.kind == "area":
        return condition.values
    areas = desk.snapshot.knowledge.areas
    groups = {g.name: g.members for g in desk.snapshot.knowledge.area_groups} | care_boards(desk.snapshot.knowledge)
    found: list[str] = []
    for value in condition.values:
        found.extend(groups.get(value) or (a.id for a in areas if value in (a.region, a.ofsted_region)))
    return tuple(found)


def condition_mask(desk: Desk, condition: Condition) -> int:
    """The inspections that one condition holds of."""
    mask = _positive(desk, condition)
    if not condition.negated or condition.kind == "effective":
        return mask
    view = desk.view
    if condition.kind == "plan":
        return _frame(desk, condition) & view.fact_masks.get(("plan_required", False), 0)
    if condition.kind in ("topic", "weakness", "development", "submitted", "approved", "due", "overdue"):
        # Without a plan nothing was recorded that could be absent.
        return view.fact_masks.get(("plan_required", True), 0) & ~mask
    if condition.kind in ("progress", "re-visited"):
        return (
            _positive(desk, Condition("re-visited")) & ~mask
            if condition.kind == "progress"
            else view.fact_masks.get(("plan_required", True), 0) & ~mask
        )
    return view.every & ~mask


def _frame(desk: Desk, condition: Condition) -> int:
    values = [v for v in condition.values if v in ("2016", "2023")]
    return desk.view.fact_masks.get(("framework", values[0]), 0) if values else desk.view.every


def _positive(desk: Desk, condition: Condition) -> int:
    view, kind, values = desk.view, condition.kind, condition.values
    if kind in ("topic", "strength", "weakness", "development"):
        manner = {"topic": "weak", "weakness": "weak"}.get(kind, "strong" if kind == "strength" else kind)
        if condition.besides:
            values = tuple(k for t in values for k in desk.snapshot.kinds_of(t) if k not in condition.besides)
        return _union(view.topic_masks.get((condition.only or manner, t), 0) for t in values or ("",))
    if kind == "plan":
        return _frame(desk, condition) & view.fact_masks.get(("plan_required", True), 0)
    if kind == "outcome":
        return _union(view.fact_masks.get(("outcome", int(v)), 0) for v in values)
    if kind == "framework":
        return _frame(desk, condition)
    if kind in ("region", "area"):
        return _union(view.area_masks.get(a, 0) for a in members_of(desk, condition))
    if kind == "type":
        return _union(view.area_masks.get(a.id, 0) for a in desk.snapshot.knowledge.areas if a.type in values)
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
    if kind == "measure":
        areas = {m.area for m in view.measures if not values or m.kind in values}
        return _union(view.area_masks.get(a, 0) for a in areas)
    if kind == "number":
        return _by_number(desk, condition)
    return view.every


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
    if period is None:
        dated = _union(1 << v.index for v in desk.view.full if v.published)
        # What is known of an inspection is known because its letter is out; some sources give no days at all.
        return desk.view.every if fact == "started" or not dated else dated
    if fact == "started":
        return _union(1 << v.index for v in desk.view.full if took_place(v, period))
    return _union(1 << v.index for v in desk.view.full if getattr(v, fact) in period)


def took_place(visit: Visit, period: Period) -> bool:
    """Whether an inspection falls in a period: by its first day, but for a period of some days by any of its days."""
    if visit.started is None:
        return False
    if period.start is None or period.end is None or (period.end - period.start).days >= _DAYS_OF_WEEK - 1:
        return visit.started in period
    return bool(visit.started <= period.end and (visit.ended or visit.started) >= period.start)


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


def _by_follow_up(desk: Desk, condition: Condition) -> int:
    chosen = 0
    for visit in desk.view.visits:
        if not visit.inspection.follows or not (full := desk.view.visit_by_id.get(visit.inspection.follows)):
            continue
        if condition.kind in ("re-visited", "progress") and visit.kind != "re-visit":
            continue
        if condition.kind in ("monitored", "effective") and visit.kind != "monitoring":
            continue
        if condition.period and visit.date not in condition.period:
            continue
        if condition.kind == "progress":
            fits = _progress_fits(visit, condition.values)
        elif condition.kind == "effective":
            fits = visit.effective is (not condition.negated)  # where no verdict is known: neither
        else:
            fits = True
        chosen |= fits << full.index
    return chosen


def _progress_fits(visit: Visit, values: tuple[str, ...]) -> bool:
    if visit.insufficient is None:
        return False
    return bool(visit.insufficient == 0 if "sufficient" in values else visit.insufficient > 0)


def _by_number(desk: Desk, condition: Condition) -> int:
    compare = _COMPARE[condition.operator or "="]
    wanted = condition.number or 0
    chosen = 0
    for visit in desk.view.full:
        number = number_of(desk, visit, *(condition.values or ("weaknesses",)))
        if number is not None and (number > 0 or wanted == 0) and compare(number, wanted):
            chosen |= 1 << visit.index
    return chosen


def number_of(desk: Desk, visit: Visit, what: str, topic: str = "") -> int | None:
    """How many weaknesses, priority actions, improvements or strengths an inspection has: the official number where one is
    recorded, else how many are recorded by the source that names most; None where neither is known.

    Of "sufficient" and "insufficient": on how many weaknesses progress was found so at the latest re-visit. Of "kinds":
    how many kinds of problem within a topic.
    """
    if what == "kinds":
        return sum(bool(desk.findings(visit, "weak", topics=(t,))) for t in desk.snapshot.kinds_of(topic))
    if what in ("sufficient", "insufficient"):
        judged = [getattr(v, what) for v in desk.view.follow_ups(visit) if v.insufficient is not None]
        return judged[-1] if judged else None
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
