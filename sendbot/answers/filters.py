"""From a predicate to areas: what holds of which inspection, what is known not to, and what is not known either way.

Each condition is a pair of bit masks over full inspections: those it holds of, and those it is known not to hold of. Not,
and, or join pairs; "some inspection such that" lifts them to areas. What is neither is unknown, and never listed.
"""

import operator
from collections.abc import Sequence
from functools import reduce
from typing import NamedTuple

import msgspec

from sendbot.answers.conditions import Known, areas_of, known, of_framework, union
from sendbot.answers.desk import Desk
from sendbot.meaning import All, Condition, Either, Is, Latest, Not, Predicate, Some, bound, is_existence
from sendbot.snapshot import Visit


class Selection(msgspec.Struct, frozen=True):
    """What the filters left: inspections, oldest first, and their areas by name."""

    visits: tuple[Visit, ...]
    areas: tuple[str, ...]


class Verdict(NamedTuple):
    """Areas something holds of, and is known not to hold of; the inspections that show the one and the other."""

    holds: frozenset[str]
    fails: frozenset[str]
    shows: int
    denies: int


def select(desk: Desk, which: Predicate | None) -> Selection:
    """The inspections and areas of a predicate; of none, all."""
    verdict = judge(desk, which or All(()))
    visits = [v for v in desk.view.visits_in(verdict.shows & of_framework(desk, desk.query.framework)) if v.area in verdict.holds]
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
            union(p.shows for p in parts),
            union(p.denies for p in parts),
        )
    holds = frozenset.intersection(*(p.holds for p in parts))
    return Verdict(holds, frozenset().union(*(p.fails for p in parts)), _shown_together(desk, holds, parts), union(p.denies for p in parts))


def _shown_together(desk: Desk, holds: frozenset[str], parts: list[Verdict]) -> int:
    """The inspections that show all parts; of an area with none, those that show the last part that speaks of inspections."""
    together = reduce(operator.and_, (p.shows for p in parts))
    missing = holds - {v.area for v in desk.view.visits_in(together)}
    for part in reversed(parts):
        if not missing:
            break
        if part.shows != desk.view.every:
            found = [v for v in desk.view.visits_in(part.shows) if v.area in missing]
            together |= union(1 << v.index for v in found)
            missing -= {v.area for v in found}
    return together


def _some(desk: Desk, of: Some) -> Verdict:
    seen = _visits(desk, of.of)
    frame = of_framework(desk, desk.query.framework)
    shows, denies = seen.holds & frame, seen.fails & frame
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
    seen = _visits(desk, of.of)
    frame = of_framework(desk, desk.query.framework)
    last: dict[str, Visit] = {v.area: v for v in desk.view.visits_in((seen.holds | seen.fails) & frame)}
    mask = union(1 << v.index for v in last.values())
    shows, denies = seen.holds & mask, seen.fails & mask
    holds = frozenset(v.area for v in desk.view.visits_in(shows))
    return Verdict(holds, frozenset(last) - holds, shows, denies)


def _of_area(desk: Desk, condition: Condition) -> Verdict:
    holds = frozenset(areas_of(desk, condition))
    return Verdict(holds, frozenset(desk.snapshot.areas) - holds, desk.view.every, desk.view.every)


# --- inspections
def _visits(desk: Desk, of: Predicate) -> Known:
    if isinstance(of, Is):
        return known(desk, of.condition)
    if isinstance(of, Not):
        inner = _visits(desk, of.of)
        return Known(inner.fails, inner.holds)
    if isinstance(of, All | Either):
        parts = [_visits(desk, part) for part in of.parts]
        holds, fails = [p.holds for p in parts], [p.fails for p in parts]
        every = desk.view.every
        if isinstance(of, Either):
            return Known(union(holds), reduce(operator.and_, fails, every))
        return Known(reduce(operator.and_, holds, every), union(fails))
    verdict = _areas(desk, of)
    masks = desk.view.area_masks
    return Known(union(masks.get(a, 0) for a in verdict.holds), union(masks.get(a, 0) for a in verdict.fails))


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
