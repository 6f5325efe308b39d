"""What a question says of areas, as a tree: conditions joined by not, and, or, and by the inspection they hold of.

Understanding makes the tree, answers evaluate it and say it in words, a thread remembers it (it encodes to JSON).
A bare condition on inspections ("outcome 3") means *some inspection such that*; `bound` writes that out.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from typing import Literal

import msgspec

ConditionKind = Literal[
    "topic",
    "strength",
    "weakness",
    "plan",
    "submitted",
    "approved",
    "overdue",
    "due",
    "outcome",
    "inspected",
    "published",
    "re-visited",
    "monitored",
    "progress",
    "effective",
    "region",
    "area",
    "framework",
    "type",
    "response",
    "measure",
    "newest",
    "number",
    "development",
    "same",
    "alike",
]

# Conditions that hold of an area, whatever its inspections.
OF_AREA: frozenset[ConditionKind] = frozenset(("region", "area", "type", "measure", "alike"))
_FRAMEWORK_OF = {"re-visited": "2016", "progress": "2016", "outcome": "2023", "monitored": "2023", "effective": "2023"}


class Period(msgspec.Struct, frozen=True, omit_defaults=True):
    """Days from `start` to `end`, both included; None is open. `label` says it ("in July 2017")."""

    start: dt.date | None
    end: dt.date | None
    label: str = ""

    def __contains__(self, day: object) -> bool:
        return isinstance(day, dt.date) and (self.start is None or day >= self.start) and (self.end is None or day <= self.end)


class Condition(msgspec.Struct, frozen=True, omit_defaults=True):
    """One filter on inspections and their areas.

    Of "same" and "alike" the first value says what inspections (areas) share with one of the others, which are areas.
    `values`: ids or words, any of which fits (topics, areas, regions, "1" to "3" for outcomes ...). `kind` "number"
    compares the number of `values[0]` (weaknesses, priority actions ...) by `operator` with `number`. `only`: of topics,
    findings of this kind alone. `besides`: of a topic, its kinds of problem other than these ("no other problem").
    """

    kind: ConditionKind
    values: tuple[str, ...] = ()
    negated: bool = False
    period: Period | None = None
    only: Literal["priority-action", "improvement"] | None = None
    besides: tuple[str, ...] = ()
    operator: Literal["<", "<=", "=", ">=", ">"] | None = None
    number: int | None = None


Clause = tuple[Condition, ...]


class Is(msgspec.Struct, frozen=True, tag="is"):
    """A condition; never negated here."""

    condition: Condition


class Not(msgspec.Struct, frozen=True, tag="not"):
    """What does not hold."""

    of: "Predicate"


class All(msgspec.Struct, frozen=True, tag="all"):
    """What holds together."""

    parts: "tuple[Predicate, ...]"


class Either(msgspec.Struct, frozen=True, tag="either"):
    """What holds of any part."""

    parts: "tuple[Predicate, ...]"


class Some(msgspec.Struct, frozen=True, tag="some", omit_defaults=True):
    """Some full inspection of the area is such. `least`: at least so many are; `inherited`: or one of an area before it."""

    of: "Predicate"
    least: int = 1
    inherited: bool = False


class Latest(msgspec.Struct, frozen=True, tag="latest"):
    """The latest full inspection of which it is known whether it is such, is."""

    of: "Predicate"


Predicate = Is | Not | All | Either | Some | Latest


def both(*parts: Predicate | None) -> Predicate | None:
    """What holds of all the parts; None where there are none."""
    flat = tuple(dict.fromkeys(c for p in parts if p for c in conjuncts(p)))
    return flat[0] if len(flat) == 1 else All(flat) if flat else None


def either(*parts: Predicate) -> Predicate:
    """What holds of any of the parts."""
    flat = tuple(dict.fromkeys(c for p in parts for c in (p.parts if isinstance(p, Either) else (p,))))
    return flat[0] if len(flat) == 1 else Either(flat)


def opposite(of: Predicate) -> Predicate:
    """What holds where the other does not."""
    return of.of if isinstance(of, Not) else Not(of)


def conjuncts(of: Predicate | None) -> tuple[Predicate, ...]:
    """The parts that must all hold."""
    return of.parts if isinstance(of, All) else (of,) if of else ()


def literals(of: Predicate | None, *, negated: bool = False) -> Iterator[Condition]:
    """The conditions of a tree, each negated where an odd number of negations stands over it."""
    if isinstance(of, Is):
        yield msgspec.structs.replace(of.condition, negated=negated) if negated else of.condition
    elif isinstance(of, Not):
        yield from literals(of.of, negated=not negated)
    elif isinstance(of, All | Either):
        for part in of.parts:
            yield from literals(part, negated=negated)
    elif of:
        yield from literals(of.of, negated=negated)


def kinds(of: Predicate | None) -> frozenset[ConditionKind]:
    """The kinds of condition that occur."""
    return frozenset(c.kind for c in literals(of))


def changed(of: Predicate, change: Callable[[Condition], Condition]) -> Predicate:
    """The tree with each of its conditions changed."""
    if isinstance(of, Is):
        return Is(change(of.condition))
    if isinstance(of, All | Either):
        return msgspec.structs.replace(of, parts=tuple(changed(p, change) for p in of.parts))
    return msgspec.structs.replace(of, of=changed(of.of, change))


def without(of: Predicate | None, *dropped: ConditionKind) -> Predicate | None:
    """The conjuncts that hold anything but conditions of these kinds."""
    return both(*(p for p in conjuncts(of) if not kinds(p) <= frozenset(dropped)))


def literal(condition: Condition) -> Predicate:
    """A condition as a tree, its negation above it."""
    plain = Is(msgspec.structs.replace(condition, negated=False) if condition.negated else condition)
    return Not(plain) if condition.negated else plain


def from_clauses(clauses: Iterable[Clause]) -> Predicate | None:
    """Clauses that must all hold, each where any of its conditions does; "never inspected" under a framework denies just that."""
    parts = [either(*(literal(c) for c in clause)) for clause in clauses]
    frameworks = [p for p in parts if isinstance(p, Is) and p.condition.kind == "framework"]
    if frameworks and NEVER in parts:
        parts = [p for p in parts if p != NEVER and p not in frameworks] + [Not(p) for p in frameworks]
    return both(*parts)


def clauses_of(of: Predicate | None) -> tuple[Clause, ...]:
    """A tree as clauses (see `from_clauses`); of one that is no such thing, its conditions one by one."""
    return tuple(tuple(literals(part)) for part in conjuncts(of))


NEVER = Not(Is(Condition("inspected")))


# --- writing out what inspection is meant
def is_of_visit(of: Predicate) -> bool:
    """Whether a tree speaks of one inspection: it has no condition on areas alone, and names no inspection of its own."""
    if isinstance(of, Some | Latest):
        return False
    if isinstance(of, Is):
        return of.condition.kind not in OF_AREA
    return all(is_of_visit(p) for p in (of.parts if isinstance(of, All | Either) else (of.of,)))


def framework_of(of: Predicate) -> str | None:
    """The framework that a tree's conditions exist under alone, by the first that tells."""
    for condition in literals(of):
        if condition.kind in _FRAMEWORK_OF:
            return _FRAMEWORK_OF[condition.kind]
        if condition.kind in ("plan", "framework") and condition.values and condition.values[0] in ("2016", "2023"):
            return condition.values[0]
    return None


def bound(of: Predicate) -> Predicate:
    """The tree with every bare condition on inspections put under the inspection it holds of.

    What must hold together holds of one and the same inspection ("inspected in June with leadership issues"); conditions of
    the two frameworks each hold of their own ("a WSA and later outcome 3"), and a plan of 2016 then counts for the areas
    that followed. A negation standing alone is about the area ("not re-visited": never); of outcomes, about the latest.
    """
    if isinstance(of, Some | Latest):
        return of
    if isinstance(of, Is):
        return Some(of) if is_of_visit(of) else of
    if isinstance(of, Not):
        if isinstance(of.of, Is) and of.of.condition.kind == "outcome":
            return Latest(of)
        return Not(bound(of.of))
    if isinstance(of, Either):
        return Either(tuple(bound(p) for p in of.parts))
    return _bound_together(of.parts)


def _bound_together(parts: tuple[Predicate, ...]) -> Predicate:
    parts = _repeated(parts)
    never = [p for p in parts if isinstance(p, Not) and is_existence(p.of)]
    visit = [p for p in parts if is_of_visit(p) and p not in never]
    rest = [bound(p) for p in parts if p not in visit]
    groups: dict[str | None, list[Predicate]] = {}
    for part in visit:
        groups.setdefault(framework_of(part), []).append(part)
    neutral = groups.pop(None, [])
    if len(groups) > 1:
        earlier = _of_one(groups["2016"])
        later = _of_one([*neutral, *groups["2023"]])
        if not any(c.negated for p in earlier for c in literals(p)):
            earlier = [msgspec.structs.replace(p, inherited=True) if isinstance(p, Some) else p for p in earlier]
        return All((*rest, *earlier, *later))
    return All((*rest, *_of_one([*neutral, *(p for group in groups.values() for p in group)])))


def _repeated(parts: tuple[Predicate, ...]) -> tuple[Predicate, ...]:
    """Where something holds of several inspections, when and under what they were is said of each ("twice since 2023")."""
    framing = tuple(p for p in parts if isinstance(p, Is) and p.condition.kind in ("inspected", "framework"))

    def within(part: Predicate) -> Predicate:
        if isinstance(part, Some) and part.least > 1:
            return msgspec.structs.replace(part, of=All((*conjuncts(part.of), *framing)))
        return Not(within(part.of)) if isinstance(part, Not) and isinstance(part.of, Some) else part

    if not framing or not any(isinstance(p, Some) and p.least > 1 for p in parts):
        return parts
    return tuple(within(p) for p in parts if p not in framing)


def _of_one(parts: list[Predicate]) -> list[Predicate]:
    """Parts that hold of one inspection; those that only deny are about the area."""
    if all(isinstance(p, Not) for p in parts):
        return [bound(p) for p in parts]
    return [Some(All(tuple(parts)) if len(parts) > 1 else parts[0])]


def is_existence(of: Predicate) -> bool:
    """Whether it only says that there is an inspection (of a framework)."""
    return all(c.kind in ("inspected", "framework") and not c.period and not c.negated for c in literals(of))


__all__ = [
    "All",
    "Clause",
    "Condition",
    "ConditionKind",
    "Either",
    "Is",
    "Latest",
    "Not",
    "Period",
    "Predicate",
    "Some",
    "both",
    "bound",
    "changed",
    "clauses_of",
    "conjuncts",
    "either",
    "from_clauses",
    "kinds",
    "literal",
    "literals",
    "opposite",
    "without",
]
