"""What a question about named areas is made of: the areas and the inspection meant, what has a date, what is looked at."""

import datetime as dt
from typing import Any, Literal, NamedTuple

import msgspec

from sendbot.grammar.filters import cond
from sendbot.meaning import All, Either, Is, Period, Predicate, both, conjuncts, literals
from sendbot.query import Event, Query

Names = tuple[str, ...]
Framework = Literal["2016", "2023"]
Order = Literal["first", "last"]
Manner = Literal["weak", "strong", "development"]
# What "it" stands for until the question says.
IT = ("it",)
ROUND_OF: dict[str, Framework] = {"priority-actions": "2023", "improvements": "2023", "weaknesses": "2016"}


class At(NamedTuple):
    """The inspection meant: when it was, under which framework, the first or the last."""

    period: Period | None = None
    framework: Framework | None = None
    order: Order | None = None


class Place(NamedTuple):
    """Named areas and the inspection meant; `sides`: each area with its own."""

    areas: Names
    at: At = At()
    sides: tuple["Place", ...] = ()


class Relation(NamedTuple):
    """Something that an area has a date of. `of`: which formal step, or the letter about a visit."""

    about: Event
    framework: Framework | None = None
    at: At = At()
    of: str | None = None


class Look(NamedTuple):
    """What of the findings is looked at. `said`: how many there are said to be."""

    manner: Manner | None = None
    of: str | None = None
    topics: Names = ()
    said: int | None = None


def framework_of(plan: Predicate | None) -> Framework | None:
    values = [v for c in literals(plan) for v in c.values]
    return values[0] if len(values) == 1 else None  # type: ignore[return-value]


def agreed(a: At, b: At) -> At | None:
    """Two tellings of which inspection is meant as one; None where both tell the same thing differently."""
    if any(x is not None and y is not None and x != y for x, y in zip(a, b, strict=True)):
        return None
    return At(a.period or b.period, a.framework or b.framework, a.order or b.order)


def at_time(when: Period | tuple[Period, Period] | None) -> At | None:
    return At(when) if isinstance(when, Period) else None


def at_event(when: Period | tuple[Period, Period]) -> At | None:
    """What is said before an event: "after the 2019 re-visit" is of a re-visit in 2019."""
    if not isinstance(when, Period) or not when.start or when.end or not when.label.startswith("after "):
        return at_time(when)
    end = when.start - dt.timedelta(1)
    start = end.replace(day=1) if when.start.month > 1 else end.replace(month=1, day=1)
    return At(Period(start, end, f"in {when.label.removeprefix('after ')}"))


def at_frame(frame: Predicate) -> At:
    return At(framework=framework_of(frame))


def placed(place: Place, at: At | None) -> Place | None:
    met = agreed(place.at, at) if at and not place.sides else None
    return Place(place.areas, met) if met else None


def together(a: Place, b: Place) -> Place | None:
    """Areas beside each other; each keeps the inspection that is said of it."""
    if IT in (a.areas, b.areas) or set(a.areas) & set(b.areas):
        return None
    sides = (*(a.sides or (a,)), *(b.sides or (b,)))
    if all(side.at == At() for side in sides):
        return Place((*a.areas, *b.areas))
    return Place((*a.areas, *b.areas), sides=sides)


def query_of(asks: Any, place: Place, **parts: Any) -> Query | None:
    """A question about named areas, of the inspection meant."""
    if place.sides and asks != "compare":
        return None
    framework, order = parts.pop("framework", None), parts.pop("order", None)
    met = agreed(place.at, At(framework=framework, order=order))
    if not met:
        return None
    return Query(asks, asks.replace("_", "-"), areas=place.areas, period=met.period, framework=met.framework, order=met.order, **parts)


def restricted(query: Query, at: At | None) -> Query | None:
    """A question with the inspection said at its end."""
    met = agreed(At(query.period, query.framework, query.order), at) if at else None  # type: ignore[arg-type]
    if not met or query.sides or query.asks in ("history", "area_facts"):
        return None
    return msgspec.structs.replace(query, period=met.period, framework=met.framework, order=met.order)


def lent(place: Place, query: Query) -> Query | None:
    """A question about "it", of the areas named before."""
    return restricted(msgspec.structs.replace(query, areas=place.areas), place.at) if query.areas == IT and place.areas != IT else None


def settled(query: Query) -> Query | None:
    return query if query.areas and query.areas != IT else None


def when_of(place: Place, relation: Relation) -> Query | None:
    met = placed(place, relation.at)
    if not met:
        return None
    return query_of("when", met, about=relation.about, framework=relation.framework, of=relation.of)


def days_of(place: Place, plan: Predicate | None = None) -> Query | None:
    return query_of("days", place, about="due", framework=framework_of(plan))


def topics_of(topics: Predicate | None) -> Names | None:
    """Topics that are simply listed; None where they are joined in another way."""
    plain = [p for part in conjuncts(topics) for p in (part.parts if isinstance(part, Either) else (part,))]
    if not all(isinstance(p, Is) and p.condition.kind == "topic" for p in plain):
        return None
    return tuple(v for c in literals(topics) for v in c.values)


def look_at(manner: Manner | None, topics: Predicate | None = None, of: str | None = None) -> Look | None:
    named = topics_of(topics)
    return Look(manner, of, named) if named is not None else None


def said_to_be(number: int, look: Look) -> Look | None:
    return look._replace(said=number) if look.manner and not look.topics and look.said is None else None


def looked(place: Place, look: Look | None) -> Query | None:
    """What was found: of one area its findings, of several side by side."""
    if look is None:
        return None
    if len(place.areas) > 1 or place.sides:
        return compared(place, look) if look.of in (None, "weaknesses") else None
    framework = ROUND_OF.get(look.of or "")
    return query_of("findings", place, topics=look.topics, manner=look.manner, of=look.of, framework=framework, limit=look.said)


def compared(place: Place, look: Look | None, of: str | None = None) -> Query | None:
    if len(place.areas) < 2 or look is None or place.areas == IT:
        return None
    sides: tuple[Predicate, ...] = tuple(
        both(cond("area", *side.areas), cond("inspected", period=side.at.period) if side.at.period else None,
             cond("framework", side.at.framework) if side.at.framework else None) or All(())
        for side in place.sides
    )  # fmt: skip
    if any(side.at.order for side in place.sides):
        return None
    return query_of("compare", place, topics=look.topics, manner=look.manner, of=of, sides=sides)


def why_of(place: Place, plan: Predicate | None = None, topics: Predicate | None = None, manner: Manner | None = None) -> Query | None:
    named = topics_of(topics)
    if named is None or (plan is not None and not {c.kind for c in literals(plan)} <= {"plan"}):
        return None
    return query_of("why", place, topics=named, manner=manner, framework=framework_of(plan))


def number_of(place: Place, look: Look) -> Query | None:
    """How many findings of a kind, where there is a kind that is counted."""
    what = look.of or {"weak": "weaknesses", "strong": "strengths"}.get(look.manner or "")
    if not what or len(place.areas) != 1 or look.said is not None:
        return None
    topics = cond("topic", *look.topics) if look.topics else None
    return query_of("count", place, of=what, framework=ROUND_OF.get(what), which=topics)


def judged(place: Place, progress: str) -> Query | None:
    if len(place.areas) != 1:
        return None
    return query_of("count", place, of="weaknesses", which=cond("progress", progress))


def progress_of(place: Place, relation: Relation, left: str | None = None) -> Query | None:
    """How a re-visit or a monitoring inspection went."""
    met = placed(place, relation.at)
    if not met or len(place.areas) != 1:
        return None
    return query_of("findings", met, about=relation.about, which=cond("progress", left) if left else None)


def papers_of(place: Place, what: str | None = None, framework: Framework | None = None) -> Query | None:
    return query_of("documents", place, of=what, framework=framework)


def facts_of(place: Place, of: str | None = None) -> Query | None:
    return query_of("area_facts", place, of=of) if len(place.areas) == 1 and place.at == At() else None


def history_of(place: Place) -> Query | None:
    return query_of("history", place) if len(place.areas) == 1 and place.at == At() else None


def said_well(place: Place, kind: Literal["weakness", "strength"], topics: Predicate | None = None) -> Query | None:
    named = topics_of(topics)
    if named is None:
        return None
    return query_of("check", place, which=cond("topic" if kind == "weakness" and named else kind, *named))


def more(place: Place, plan: Predicate | None, look: Look) -> Query | None:
    """Which of some areas has more of a kind of finding."""
    met = placed(place, At(framework=framework_of(plan))) if plan else place
    if not met or look.manner != "weak" or look.topics:
        return None
    return compared(met, look._replace(of=None), look.of or "weaknesses")


def of_paper(paper: Predicate | bool) -> At:
    """The inspection that a plan, a letter or an inspection is of, as far as its name tells."""
    return At() if isinstance(paper, bool) else At(framework=framework_of(paper))


def of_which(which: At | None, paper: Predicate | bool) -> At | None:
    return agreed(which or At(), of_paper(paper))


def looked_at(place: Place, at: At | None, look: Look | None) -> Query | None:
    met = placed(place, at)
    return looked(met, look) if met else None


def number_at(place: Place, at: At | None, look: Look) -> Query | None:
    met = placed(place, at)
    return number_of(met, look) if met else None
