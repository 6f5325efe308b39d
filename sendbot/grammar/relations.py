"""The grammar of what is asked about named areas: when something was, how long is left, what was found, and why.

PLACE is one area or several, with the inspection that is meant where the question says so ("Rutland in 2019", "its latest
report"); Q is a question about them. "Rutland: ..." lends its area to a question about "it".
"""

from typing import Any, Literal, NamedTuple

import msgspec

from sendbot.grammar.chart import R
from sendbot.grammar.filters import cond
from sendbot.meaning import All, Either, Is, Period, Predicate, both, conjuncts, literals
from sendbot.query import Event, Query

Names = tuple[str, ...]
Framework = Literal["2016", "2023"]
Order = Literal["first", "last"]
Manner = Literal["weak", "strong", "development"]
# What "it" stands for until the question says.
IT = ("it",)
_ROUND_OF: dict[str, Framework] = {"priority-actions": "2023", "improvements": "2023", "weaknesses": "2016"}


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


def _framework(plan: Predicate | None) -> Framework | None:
    values = [v for c in literals(plan) for v in c.values]
    return values[0] if len(values) == 1 else None  # type: ignore[return-value]


def _met(a: At, b: At) -> At | None:
    """Two tellings of which inspection is meant as one; None where both tell the same thing differently."""
    if any(x is not None and y is not None and x != y for x, y in zip(a, b, strict=True)):
        return None
    return At(a.period or b.period, a.framework or b.framework, a.order or b.order)


def _at_time(when: Period | tuple[Period, Period] | None) -> At | None:
    return At(when) if isinstance(when, Period) else None


def _at_frame(frame: Predicate) -> At:
    return At(framework=_framework(frame))


def _placed(place: Place, at: At | None) -> Place | None:
    met = _met(place.at, at) if at and not place.sides else None
    return Place(place.areas, met) if met else None


def _together(a: Place, b: Place) -> Place | None:
    """Areas beside each other; each keeps the inspection that is said of it."""
    if IT in (a.areas, b.areas) or set(a.areas) & set(b.areas):
        return None
    sides = (*(a.sides or (a,)), *(b.sides or (b,)))
    if all(side.at == At() for side in sides):
        return Place((*a.areas, *b.areas))
    return Place((*a.areas, *b.areas), sides=sides)


def _query(asks: Any, place: Place, **parts: Any) -> Query | None:
    """A question about named areas, of the inspection meant."""
    if place.sides and asks != "compare":
        return None
    framework, order = parts.pop("framework", None), parts.pop("order", None)
    met = _met(place.at, At(framework=framework, order=order))
    if not met:
        return None
    return Query(asks, asks, areas=place.areas, period=met.period, framework=met.framework, order=met.order, **parts)


def _restricted(query: Query, at: At | None) -> Query | None:
    """A question with the inspection said at its end."""
    met = _met(At(query.period, query.framework, query.order), at) if at else None  # type: ignore[arg-type]
    if not met or query.sides or query.asks in ("history", "area_facts"):
        return None
    return msgspec.structs.replace(query, period=met.period, framework=met.framework, order=met.order)


def _lent(place: Place, query: Query) -> Query | None:
    """A question about "it", of the areas named before."""
    return _restricted(msgspec.structs.replace(query, areas=place.areas), place.at) if query.areas == IT and place.areas != IT else None


def _settled(query: Query) -> Query | None:
    return query if query.areas and query.areas != IT else None


def _when(place: Place, relation: Relation) -> Query | None:
    met = _placed(place, relation.at)
    if not met:
        return None
    return _query("when", met, about=relation.about, framework=relation.framework, of=relation.of)


def _days(place: Place, plan: Predicate | None = None) -> Query | None:
    return _query("days", place, about="due", framework=_framework(plan))


def _topics(topics: Predicate | None) -> Names | None:
    """Topics that are simply listed; None where they are joined in another way."""
    plain = [p for part in conjuncts(topics) for p in (part.parts if isinstance(part, Either) else (part,))]
    if not all(isinstance(p, Is) and p.condition.kind == "topic" for p in plain):
        return None
    return tuple(v for c in literals(topics) for v in c.values)


def _look(manner: Manner | None, topics: Predicate | None = None, of: str | None = None) -> Look | None:
    named = _topics(topics)
    return Look(manner, of, named) if named is not None else None


def _said(number: int, look: Look) -> Look | None:
    return look._replace(said=number) if look.manner and not look.topics and look.said is None else None


def _looked(place: Place, look: Look | None) -> Query | None:
    """What was found: of one area its findings, of several side by side."""
    if look is None:
        return None
    if len(place.areas) > 1 or place.sides:
        return _compared(place, look) if look.of in (None, "weaknesses") else None
    framework = _ROUND_OF.get(look.of or "")
    return _query("findings", place, topics=look.topics, manner=look.manner, of=look.of, framework=framework, limit=look.said)


def _compared(place: Place, look: Look | None, of: str | None = None) -> Query | None:
    if len(place.areas) < 2 or look is None or place.areas == IT:
        return None
    sides: tuple[Predicate, ...] = tuple(
        both(cond("area", *side.areas), cond("inspected", period=side.at.period) if side.at.period else None,
             cond("framework", side.at.framework) if side.at.framework else None) or All(())
        for side in place.sides
    )  # fmt: skip
    if any(side.at.order for side in place.sides):
        return None
    return _query("compare", place, topics=look.topics, manner=look.manner, of=of, sides=sides)


def _why(place: Place, plan: Predicate | None = None, topics: Predicate | None = None, manner: Manner | None = None) -> Query | None:
    named = _topics(topics)
    if named is None or (plan is not None and not {c.kind for c in literals(plan)} <= {"plan"}):
        return None
    return _query("why", place, topics=named, manner=manner, framework=_framework(plan))


def _number(place: Place, look: Look) -> Query | None:
    """How many findings of a kind, where there is a kind that is counted."""
    what = look.of or {"weak": "weaknesses", "strong": "strengths"}.get(look.manner or "")
    if not what or len(place.areas) != 1 or look.said is not None:
        return None
    topics = cond("topic", *look.topics) if look.topics else None
    return _query("count", place, of=what, framework=_ROUND_OF.get(what), which=topics)


def _judged(place: Place, progress: str) -> Query | None:
    if len(place.areas) != 1:
        return None
    return _query("count", place, of="weaknesses", which=cond("progress", progress))


def _progress(place: Place, relation: Relation, left: str | None = None) -> Query | None:
    """How a re-visit or a monitoring inspection went."""
    met = _placed(place, relation.at)
    if not met or len(place.areas) != 1:
        return None
    return _query("findings", met, about=relation.about, which=cond("progress", left) if left else None)


def _papers(place: Place, what: str | None = None, framework: Framework | None = None) -> Query | None:
    return _query("documents", place, of=what, framework=framework)


def _facts(place: Place, of: str | None = None) -> Query | None:
    return _query("area_facts", place, of=of) if len(place.areas) == 1 and place.at == At() else None


def _history(place: Place) -> Query | None:
    return _query("history", place) if len(place.areas) == 1 and place.at == At() else None


def _said_well(place: Place, kind: Literal["weakness", "strength"], topics: Predicate | None = None) -> Query | None:
    named = _topics(topics)
    if named is None:
        return None
    return _query("check", place, which=cond("topic" if kind == "weakness" and named else kind, *named))


def _more(place: Place, plan: Predicate | None, look: Look) -> Query | None:
    """Which of some areas has more of a kind of finding."""
    met = _placed(place, At(framework=_framework(plan))) if plan else place
    if not met or look.manner != "weak" or look.topics:
        return None
    return _compared(met, look._replace(of=None), look.of or "weaknesses")


# fmt: off
PLACES = [
    R("AT", "WHENCE INSPN|LETTERN|PLANS|REVISITN|MONITORN", lambda w, _: _at_time(w), "in its 2022 report", 0.02),
    R("AT", "at|in|on|after|by|from WHICHONE REVISITN|MONITORN", lambda w, _: w if w.period else None, "at its 2022 re-visit"),
    R("AT", "at|in|on|after|by|from REVISITN|MONITORN of|in? WHENCE", lambda _, w: _at_time(w), "at the re-visit of 2022"),
    R("AT", "of WHICHONE INSPN|LETTERN", lambda w, _: w, "of its last inspection", 0.05),
    R("PLACE", "NAMES", Place, "Rutland"),
    R("PLACE", "PRON", lambda _: Place(IT), "it", 0.02),
    R("PLACE", "PLACE BODYN", lambda p, _: p, "Rutland council", 0.05),
    R("PLACE", "BODYN in|of|for|at|from PLACE", lambda _, p: p, "partnership in Rutland", 0.05),
    R("PLACE", "PLACE WHENCE", lambda p, w: _placed(p, _at_time(w)), "Rutland 2019", 0.05),
    R("PLACE", "PLACE under|in? FRAME", lambda p, f: _placed(p, _at_frame(f)), "Rutland under the 2023 framework", 0.05),
    R("PLACE", "WHENCE|FRAME PLACE", lambda w, p: _placed(p, _at_frame(w) if isinstance(w, Is) else _at_time(w)), "the 2019 Rutland", 0.1),
    R("PLACE", "PLACE ,? AND|OR|THAN PLACE", lambda a, _, b: _together(a, b), "Rutland in 2019 and Leeds in 2018", 0.05),
    R("PLACE", "both|either|between PLACE", lambda p: p if len(p.areas) > 1 else None, "between Rutland and Leeds", 0.02),
    R("WHICHONE", "ORDERLAST", lambda _: At(order="last"), "latest"),
    R("WHICHONE", "ORDERFIRST", lambda _: At(order="first"), "first"),
    R("WHICHONE", "WHENCE", _at_time, "2019"),
    R("WHICHONE", "FRAME", _at_frame, "2023 framework"),
    R("WHICHONE", "WHICHONE WHICHONE", _met, "latest 2023"),
    R("AT", "WHENCE", _at_time, "in 2019"),
    R("AT", "in|at|from|after|during|under|on WHICHONE INSPN|LETTERN|PLANS?", lambda w, *_: w, "in its 2019 report"),
    R("AT", "in|at|from|after|during INSPN|LETTERN|PLANS of|from? WHENCE", lambda _, w: _at_time(w), "in its wsa of 2019"),
    R("AT", "in|at|from|under PLANS", lambda p: At(framework=_framework(p)) if _framework(p) else At(), "in its wsa"),
    R("AT", "under|in|at? FRAME", _at_frame, "under the 2023 framework"),
    R("AT", "LASTTIME", lambda _: At(order="last"), "last time round", 0.05),
    R("AT", "FIRSTTIME", lambda _: At(order="first"), "first time"),
    R("Q", "Q ,? AT", lambda q, a: _restricted(q, a), "when was Rutland inspected under the 2023 framework", 0.03),
    R("Q", "AT ,? Q", lambda a, q: _restricted(q, a), "in 2019 , what were Rutland weaknesses", 0.05),
    R("Q", "PLACE ,? Q", lambda p, q: _lent(p, q), "Rutland , when was it inspected", 0.02),
    R("Q", "PLACE INSPN|LETTERN|PLANS ,? Q", lambda p, x, q: _lent(p, q), "Rutland inspection , when was it published", 0.1),
    R("Q", "ABOUT PLACE , Q", lambda _, p, q: _lent(p, q), "on Rutland , when was it inspected", 0.1),
    R("S", "Q", _settled, "when was Rutland inspected"),
]
DATES = [
    R("EVN", "PUBLICATIONN ABOUT WHICHONE LETTERN", lambda _, _2, w, _3: Relation("published", at=w), "publication of the 2023 report"),
    R("EVOF", "PUBLICATIONN ABOUT PLACE WHICHONE? LETTERN", lambda _, _2, p, w, _3: _when(p, Relation("published", at=w or At())), "publication of Rutland letter"),
    R("EVOF", "WHICHONE PLACE EVN", lambda w, p, e: _when(p, e._replace(at=w)) if e.at == At() else None, "latest Rutland report", 0.03),
    R("EVOF", "PLACE WHICHONE? LETTERN ,? PUBLICATIONN", lambda p, w, *_: _when(p, Relation("published", at=w or At())), "Rutland latest report , publication date"),
    R("Q", "PUBLICATIONN ABOUT PLACE WHICHONE? LETTERN", lambda _, _2, p, w, _3: _when(p, Relation("published", at=w or At())), "publication date of Rutland letter"),
    R("Q", "PLACE WHICHONE? LETTERN ,? PUBLICATIONN", lambda p, w, *_: _when(p, Relation("published", at=w or At())), "Rutland latest report , publication date"),
    R("Q", "PLACE ,? PUBLICATIONN ABOUT WHICHONE? LETTERN", lambda p, _, _2, w, _3: _when(p, Relation("published", at=w or At())), "Rutland , publication date of the 2023 report"),
    R("Q", "PLACE LETTERN PUBLISHED", lambda p, *_: _when(p, Relation("published")), "Rutland report published", 0.1),
    R("EV", "PLANS AUX APPROVED|APPROVEV", lambda p, *_: Relation("approved", _framework(p)), "wsa was approved"),
    R("EV", "PLANS AUX SUBMITTED|SENTIN", lambda p, *_: Relation("submitted", _framework(p)), "wsa was submitted", 0.05),
    R("EV", "APPROVED", lambda _: Relation("approved"), "approved", 0.05),
    R("EV", "DUE", lambda _: Relation("due"), "due", 0.05),
    R("Q", "PLACE PLANS ,? APPROVED by? INSPECTORS? WHENQ|ABOUT?", lambda p, plan, *_: _when(p, Relation("approved", _framework(plan))), "Rutland wsa , approved by ofsted when"),
    R("Q", "WHENQ|DATEW exact? PLACE PLANS AUX APPROVED|APPROVEV", lambda _, p, plan, *_2: _when(p, Relation("approved", _framework(plan))), "date Rutland wsa was approved"),
    R("Q", "exact|precise|actual DATEW PLACE PLANS HASTO SENTIN by?", lambda _, p, plan, *_2: _when(p, Relation("due", _framework(plan))), "exact date Rutland wsa has to be submitted by"),
    R("Q", "WHENQ AUX|MODAL? NEXTN likely|due|expected? for|of|in|at PLACE", lambda *a: _when(a[-1], Relation("next-inspection")), "when is the next full inspection likely for Rutland"),
    R("Q", "WHENQ AUX|MODAL PLACE likely|due|expected|expecting|expect|expects to? get|have? EVN", lambda _, _2, p, e: _when(p, e), "when should Rutland expect its monitoring inspection"),
    R("Q", "WHENQ AUX? EVN HAPPEN in|at|for PLACE", lambda _, _2, e, _3, p: _when(p, e), "when did the fieldwork start in Rutland"),
    R("Q", "WHENQ AUX? INSPECTORS BACKIN PLACE to check|look", lambda *a: _when(a[-1], Relation("re-visited")), "when did inspectors go back to Rutland to check"),
    R("Q", "WHENQ AUX PLACE HASTO SENTIN by?", lambda _, _2, p, *_3: _when(p, Relation("due")), "when did Rutland have to submit by"),
    R("Q", "WHENQ HASTO|do|does|must|should|will|shall PLACE HASTO? SENTIN there|that PLANS", lambda _, _2, p, _3, _4, plan: _when(p, Relation("due", _framework(plan))), "when do Rutland have to hand in that wsa"),
    R("Q", "PLACE PLANS ,? WHICH AUX? DEADLINEN BODYN GAVE", lambda p, plan, *_: _when(p, Relation("due", _framework(plan))), "Rutland wsa , what was the deadline the area gave"),
    R("Q", "LEFTQ AUX? PLACE AUX? still? LEFTV? to? get|hand|send|put|turn PLANS SENTIN", lambda _, _2, p, _3, _4, plan, _5: _days(p, plan), "how many days does Rutland have left to get its wsa in"),
    R("Q", "LEFTQ AUX? PLACE AUX? LEFTV to SENTIN", lambda _, _2, p, *_3: _days(p), "how many days has Rutland left to submit"),
    R("Q", "LEFTQ ABOUT PLACE to? get|hand|send|put|turn PLANS SENTIN", lambda _, _2, p, plan, _3: _days(p, plan), "time left for Rutland to get its wsa in"),
    R("Q", "ISTHERE any? time LEFTV? for PLACE", lambda *a: _days(a[-1]), "is there any time left for Rutland"),
    R("Q", "AUX PLACE still? got|have? any? time LEFTV?", lambda _, p, _2: _days(p), "has Rutland still got time"),
    R("EVN", "INSPN", lambda _: Relation("inspected"), "inspection"),
    R("EVN", "LETTERN", lambda _: Relation("published"), "letter"),
    R("EVN", "PUBLICATIONN ABOUT LETTERN", lambda *_: Relation("published"), "publication of the letter"),
    R("EVN", "LETTERN PUBLICATIONN", lambda *_: Relation("published"), "letter publication"),
    R("EVN", "PUBLICATIONN", lambda _: Relation("published"), "publication", 0.05),
    R("EVN", "REVISITN", lambda _: Relation("re-visited"), "re-visit"),
    R("EVN", "REVISITN LETTERN", lambda _, _2: Relation("re-visited", of="letter"), "re-visit letter"),
    R("EVN", "LETTERN ABOUT REVISITN", lambda *_: Relation("re-visited", of="letter"), "letter on the re-visit"),
    R("EVN", "MONITORN", lambda _: Relation("monitored"), "monitoring inspection"),
    R("EVN", "NEXTN", lambda _: Relation("next-inspection"), "next inspection"),
    R("EVN", "PLANS DEADLINEN", lambda p, _: Relation("due", _framework(p)), "wsa deadline"),
    R("EVN", "DEADLINEN ABOUT PLANS", lambda _, _2, p: Relation("due", _framework(p)), "deadline for the wsa"),
    R("EVN", "DEADLINEN ABOUT SENTIN PLANS in?", lambda _, _2, _3, p: Relation("due", _framework(p)), "deadline for submitting the wsa"),
    R("EVN", "DEADLINEN", lambda _: Relation("due"), "deadline"),
    R("EVN", "PLANS SUBMISSIONN", lambda p, _: Relation("submitted", _framework(p)), "wsa submission"),
    R("EVN", "SUBMISSIONN ABOUT PLANS", lambda _, _2, p: Relation("submitted", _framework(p)), "submission of the wsa"),
    R("EVN", "PLANS NODN", lambda p, _: Relation("approved", _framework(p)), "wsa approval"),
    R("EVN", "NODN ABOUT PLANS", lambda _, _2, p: Relation("approved", _framework(p)), "approval of the wsa"),
    R("EVN", "NOTICEN", lambda _: Relation("measure", of="improvement notice"), "improvement notice"),
    R("EVN", "DIRECTIONN", lambda _: Relation("measure", of="direction"), "direction"),
    R("EVN", "COMMISSIONERN", lambda _: Relation("measure", of="commissioner"), "commissioner"),
    R("EVN", "WHICHONE EVN", lambda w, e: e._replace(at=w) if e.at == At() else None, "latest inspection", 0.02),
    R("EVN", "EVN ABOUT? WHENCE", lambda e, _, w: e._replace(at=_at_time(w) or At(order="first", period=None)) if e.at == At() and _at_time(w) else None, "inspection of 2018", 0.03),
    R("EV", "INSPECTED|WENTIN|HADINSPN", lambda _: Relation("inspected"), "inspected"),
    R("EV", "first INSPECTED", lambda _: Relation("inspected", at=At(order="first")), "first inspected"),
    R("EV", "LAST INSPECTED", lambda _, _2: Relation("inspected", at=At(order="last")), "last inspected"),
    R("EV", "INSPECTED|HADINSPN LAST", lambda _, _2: Relation("inspected", at=At(order="last")), "inspected last"),
    R("EV", "NEXTV", lambda _: Relation("next-inspection"), "next inspected"),
    R("EV", "REVISITED|BACKIN", lambda _: Relation("re-visited"), "re-visited"),
    R("EV", "MONITORED", lambda _: Relation("monitored"), "monitored"),
    R("EV", "SUBMITTED PLANS?", lambda _, p: Relation("submitted", _framework(p)), "submitted its wsa"),
    R("EV", "SUBMITTED PLANS in|off|over", lambda _, p: Relation("submitted", _framework(p)), "got its wsa in"),
    R("EV", "get|got|getting|send|sent|hand|handed|put|turn PLANS SENTIN", lambda p, _: Relation("submitted", _framework(p)), "get its wsa in"),
    R("EV", "PLANS SUBMITTED|SENTIN", lambda p, _: Relation("submitted", _framework(p)), "wsa submitted", 0.05),
    R("EV", "PLANS APPROVED|APPROVEV", lambda p, _: Relation("approved", _framework(p)), "wsa approved"),
    R("EV", "GET PLANS APPROVED|APPROVEV", lambda _, p, _2: Relation("approved", _framework(p)), "get its wsa approved"),
    R("EV", "PLANS GET? INSPECTORS? NODN", lambda p, *_: Relation("approved", _framework(p)), "wsa get the nod"),
    R("EV", "GET INSPECTORS? NODN ABOUT PLANS", lambda *a: Relation("approved", _framework(a[-1])), "get the nod on its wsa"),
    R("EV", "APPROVEV PLANS", lambda _, p: Relation("approved", _framework(p)), "approve its wsa"),
    R("EV", "PLANS DUE", lambda p, _: Relation("due", _framework(p)), "wsa due"),
    R("EV", "HASTO get|have|SENTIN PLANS SENTIN?", lambda _, _2, p, _3: Relation("due", _framework(p)), "have to submit its wsa"),
    R("EV", "PLANS HASTO SENTIN", lambda p, *_: Relation("due", _framework(p)), "wsa must be in"),
    R("EV", "PLANS LETTERN? PUBLISHED", lambda *_: Relation("published"), "wsa letter published", 0.1),
    R("EV", "PUBLISHED", lambda _: Relation("published"), "published", 0.1),
    R("EV", "LETTERN PUBLISHED", lambda *_: Relation("published"), "letter published"),
    R("EV", "WHICHONE LETTERN PUBLISHED", lambda w, *_: Relation("published", at=w), "latest letter published"),
    R("EV", "RECEIVEV LETTERN", lambda *_: Relation("received"), "receive its letter"),
    R("EV", "LETTERN RECEIVEV", lambda *_: Relation("received"), "report received"),
    R("EV", "WHICHONE? INSPN HAPPEN", lambda w, *_: Relation("inspected", at=w or At()), "inspection take place"),
    R("EV", "REVISITN HAPPEN", lambda *_: Relation("re-visited"), "re-visit take place"),
    R("EV", "MONITORN HAPPEN", lambda *_: Relation("monitored"), "monitoring inspection take place"),
    R("EV", "GET NOTICEN", lambda *_: Relation("measure", of="improvement notice"), "get its improvement notice"),
    R("EV", "GET DIRECTIONN", lambda *_: Relation("measure", of="direction"), "get its direction"),
    R("EV", "GET COMMISSIONERN", lambda *_: Relation("measure", of="commissioner"), "get its commissioner"),
    R("EV", "GET? put|placed|issued|served|slapped|hit under|with NOTICEN", lambda *_: Relation("measure", of="improvement notice"), "put under an improvement notice"),
    R("EV", "GET? put|placed|issued|served|slapped|hit under|with DIRECTIONN", lambda *_: Relation("measure", of="direction"), "put under a direction"),
    R("EV", "GET WHICHONE? REVISITN", lambda *_: Relation("re-visited"), "have its re-visit"),
    R("EV", "GET MONITORN", lambda *_: Relation("monitored"), "have its monitoring inspection"),
    R("EV", "GET WHICHONE? INSPN", lambda _, w, _2: Relation("inspected", at=w or At()), "have its inspection"),
    R("EV", "GET WHICHONE? LETTERN", lambda _, w, _2: Relation("published", at=w or At()), "get its letter", 0.05),
    R("EVOF", "PLACE EVN", lambda p, e: _when(p, e), "Rutland inspection"),
    R("EVOF", "EVN ABOUT|in|at PLACE", lambda e, _, p: _when(p, e), "inspection of Rutland"),
    R("EVOF", "EVN ABOUT PLACE PLANS", lambda e, _, p, plan: _when(p, e._replace(framework=_framework(plan))) if e.about in ("due", "submitted", "approved") else None, "deadline for Rutland wsa"),
    R("EVOF", "EVN AUX? PLACE GET", lambda e, _, p, _2: _when(p, e), "inspection Rutland had", 0.1),
    R("EVOF", "PLACE EV", lambda p, e: _when(p, e), "Rutland inspected", 0.05),
    R("WHENQ", "WHENW", lambda _: True, "when"),
    R("WHENQ", "WHENW AUX it|that", lambda *_: True, "when is it", 0.05),
    R("WHENQ", "INWHAT", lambda _: True, "what week"),
    R("INWHAT", "in|on|by? which|what day|days|date|dates|week|month|year", lambda: True, "which week"),
    R("Q", "WHENQ AUX|MODAL? PLACE AUX? EV", lambda _, _2, p, _3, e: _when(p, e), "when was Rutland inspected"),
    R("Q", "WHENQ AUX|MODAL|HASTO EVOF", lambda _, _2, e: e, "when was the inspection of Rutland"),
    R("Q", "WHENQ AUX|MODAL|HASTO EVOF HAPPEN|PUBLISHED", lambda _, _2, e, _3: e, "when did the inspection of Rutland happen"),
    R("Q", "WHENQ EVOF", lambda _, e: e, "date of Rutland inspection"),
    R("Q", "WHENQ AUX? INSPECTORS? INSPECTED|SEENIN|WENTIN|BACKIN in|at? PLACE", lambda *a: _when(a[-1], Relation("re-visited" if a[-2] == "back" else "inspected")), "when did ofsted inspect Rutland", 0.05),
    R("Q", "WHENQ AUX? INSPECTORS BACKIN PLACE", lambda *a: _when(a[-1], Relation("re-visited")), "when did ofsted go back to Rutland"),
    R("Q", "WHENQ AUX? INSPECTORS IN|at PLACE", lambda *a: _when(a[-1], Relation("inspected")), "what week were inspectors in Rutland"),
    R("Q", "WHENQ AUX? INSPECTORS? APPROVEV PLACE PLANS", lambda *a: _when(a[-2], Relation("approved", _framework(a[-1]))), "when did ofsted approve Rutland wsa"),
    R("Q", "WHENQ HASTO|do|does|must|should|will|shall PLACE HASTO? SENTIN PLANS? SENTIN?", lambda _, _2, p, _3, _4, plan, _5: _when(p, Relation("due", _framework(plan))), "when must Rutland submit its wsa"),
    R("Q", "WHENQ HASTO|do|does|must|should|will|shall PLACE HASTO? get|have PLANS SENTIN", lambda _, _2, p, _3, plan, _4: _when(p, Relation("due", _framework(plan))), "when must Rutland get its wsa in"),
    R("Q", "WHENQ AUX PLACE HASTO get|have|SENTIN PLANS SENTIN?", lambda _, _2, p, _3, _4, plan, _5: _when(p, Relation("due", _framework(plan))), "when has Rutland got to get its wsa in"),
    R("Q", "WHENQ HASTO|do|does|must|should|will|shall PLACE PLANS HASTO? SENTIN", lambda _, _2, p, plan, _3, _4: _when(p, Relation("due", _framework(plan))), "by when must Rutland wsa be handed over"),
    R("Q", "PLACE PLANS HASTO SENTIN by? WHENQ", lambda p, plan, *_: _when(p, Relation("due", _framework(plan))), "Rutland wsa got to be in by when"),
    R("Q", "PLACE PLANS ,? HASTO SENTIN by? WHENQ", lambda p, plan, *_: _when(p, Relation("due", _framework(plan))), "Rutland plan , got to be in by when"),
    R("Q", "WHENQ|DATEW PLACE PLANS HASTO SENTIN by?", lambda _, p, plan, *_2: _when(p, Relation("due", _framework(plan))), "date the Rutland wsa has to be submitted by"),
    R("Q", "WHENQ|DATEW by? which? PLACE said? PLANS HASTO SENTIN by?", lambda _, p, plan, *_2: _when(p, Relation("due", _framework(plan))), "date by which Rutland said its wsa had to go in"),
    R("Q", "PLACE TILLWHEN to|for SENTIN PLANS", lambda p, _, _2, plan: _when(p, Relation("due", _framework(plan))), "Rutland had until when to submit its wsa"),
    R("Q", "PLACE TILLWHEN to get PLANS SENTIN", lambda p, _, plan, _2: _when(p, Relation("due", _framework(plan))), "Rutland had until when to get its wsa in"),
    R("Q", "PLACE PLANS ,? TILLWHEN", lambda p, plan, _: _when(p, Relation("due", _framework(plan))), "Rutland wsa , due when"),
    R("Q", "PLACE PLANS ,? WHENQ", lambda p, plan, _: _when(p, Relation("due", _framework(plan))), "Rutland wsa , by when", 0.1),
    R("Q", "PLACE PLANS GET INSPECTORS? NODN ABOUT|when", lambda p, plan, *_: _when(p, Relation("approved", _framework(plan))), "Rutland wsa got ofsted nod on"),
    R("Q", "WHENQ AUX? EV ABOUT|in|at PLACE", lambda _, _2, e, _3, p: _when(p, e), "when was the inspection of Rutland", 0.05),
    R("Q", "EVOF ,? WHENQ|DATEW", lambda e, _: e, "Rutland inspection date"),
    R("Q", "EVOF ,? WHENQ|DATEW WASIT", lambda e, *_: e, "Rutland inspection , when was that"),
    R("Q", "DATEW ABOUT? EVOF", lambda _, _2, e: e, "dates of the Rutland inspection"),
    R("Q", "PLACE DATEW ABOUT EVN", lambda p, _, _2, e: _when(p, e), "Rutland date of inspection", 0.1),
    R("Q", "PLACE ,? WHENQ AUX|MODAL? EV", lambda p, _, _2, e: _when(p, e), "Rutland , when inspected"),
    R("Q", "PLACE ,? INSPECTORS WENTIN|INSPECTED ABOUT? WHENQ", lambda p, *_: _when(p, Relation("inspected")), "Rutland , inspectors turned up on what date"),
    R("Q", "EVOF ,? WHICH AUX? WHENQ|DATEW?", lambda e, *_: e if e.about == "due" else None, "Rutland wsa deadline , what is the date", 0.05),
    R("Q", "WHICH AUX EVOF", lambda _, _2, e: e if e.about in ("due", "next-inspection", "submitted", "approved") else None, "what is the Rutland wsa deadline"),
    R("Q", "SHOW? EVOF", lambda _, e: e if e.about in ("due", "next-inspection") else None, "Rutland wsa deadline", 0.02),
    R("Q", "EVOF , WHICH WASIT", lambda e, *_: e if e.about == "due" else None, "Rutland deadline , what was it"),
    R("Q", "PLACE PLANS ,? WHICH AUX? DEADLINEN", lambda p, plan, *_: _when(p, Relation("due", _framework(plan))), "Rutland wsa , what was its deadline"),
    R("Q", "PLACE PLANS ,? WHICH AUX? DEADLINEN PLACE GAVE", lambda p, plan, *_: _when(p, Relation("due", _framework(plan))), "Rutland wsa , what was the deadline it gave"),
    R("GAVE", "itself|themselves? gave|set|stated|said|named", lambda: True, "gave"),
    R("Q", "latest|last date|day ABOUT|by SENTIN PLANS in? , PLACE", lambda *a: _when(a[-1], Relation("due", _framework(a[-2]))), "latest date for submitting the wsa , Rutland", 0.05),
    R("Q", "PLACE ,? latest|last|final date|day ABOUT|to SENTIN PLANS SENTIN?", lambda p, _, _2, plan, _3: _when(p, Relation("due", _framework(plan))), "Rutland , latest date for handing in the wsa"),
    R("SENTIN", "handing|sending|getting|submitting|turning|putting in|off|over?", lambda: True, "submitting"),
    # how long is left
    R("LEFTQ", "DAYSLEFT|DAYSQ", lambda _: True, "days left"),
    R("LEFTQ", "HOWMANY? days|weeks left|remaining?", lambda _: True, "how many days", 0.05),
    R("LEFTQ", "LEFTQ AUX? left|remaining|there", lambda *_: True, "how many days left"),
    R("DUEISH", "DUE|DEADLINEN", lambda _: True, "due"),
    R("DUEISH", "AUX|HASTO SENTIN|DUE", lambda *_: True, "is due", 0.02),
    R("DUEISH", "SENTIN", lambda _: True, "in", 0.05),
    R("Q", "LEFTQ AUX? TILL? PLACE PLANS DUEISH?", lambda _, _2, _3, p, plan, _4: _days(p, plan), "days left on Rutland wsa"),
    R("Q", "LEFTQ AUX? TILL? PLACE DUEISH", lambda _, _2, _3, p, _4: _days(p), "days until Rutland deadline"),
    R("Q", "LEFTQ AUX? TILL? PLACE PLANS DEADLINEN", lambda _, _2, _3, p, plan, _4: _days(p, plan), "days until Rutland wsa deadline"),
    R("Q", "LEFTQ AUX? PLACE AUX? LEFTV", lambda _, _2, p, *_3: _days(p), "how long has Rutland got"),
    R("Q", "LEFTQ AUX? PLACE AUX? ALSO? LEFTV? TILL|AUX? SENTIN|HASTO? PLANS DUEISH?", lambda *a: _days(a[2], a[-2]), "how long does Rutland have to submit its wsa"),
    R("Q", "LEFTQ AUX? PLACE AUX? still? LEFTV? before|until PLANS DUEISH", lambda *a: _days(a[2], a[-2]), "how long has Rutland got before its wsa is due"),
    R("Q", "LEFTQ ABOUT PLACE TILL|to? SENTIN? PLANS? SENTIN?", lambda _, _2, p, _3, _4, plan, _5: _days(p, plan), "days left for Rutland to submit its wsa", 0.1),
    R("Q", "PLACE PLANS? ,? LEFTQ LEFTV?", lambda p, plan, *_: _days(p, plan), "Rutland wsa , how long"),
    R("Q", "PLACE ,? LEFTQ AUX? left? TILL|on PLANS DUEISH?", lambda p, _, _2, _3, plan, _4: _days(p, plan), "Rutland , how many days left on the wsa"),
    R("Q", "PLACE ,? LEFTQ to SENTIN PLANS SENTIN?", lambda p, _, _2, plan, _3: _days(p, plan), "Rutland , time left to submit its wsa"),
    R("Q", "PLACE ,? LEFTQ to? get|hand|send|put|turn PLANS SENTIN", lambda p, _, plan, _2: _days(p, plan), "Rutland , time left to get its wsa in"),
    R("Q", "PLACE PLANS DEADLINEN ,? LEFTQ", lambda p, plan, *_: _days(p, plan), "Rutland wsa deadline , how many days left"),
    R("Q", "DEADLINEN ABOUT PLACE PLANS ,? LEFTQ", lambda _, _2, p, plan, _3: _days(p, plan), "deadline for Rutland wsa , how many days left"),
    R("Q", "LEFTQ PLACE", lambda _, p: _days(p), "days left Rutland", 0.1),
]
FINDINGS = [
    R("LOOK", "apa|apas", lambda: Look("weak", "priority-actions"), "apas"),
    R("LOOK", "afi|afis", lambda: Look("weak", "improvements"), "afis"),
    R("LOOKOF", "WHICHONE INSPN|LETTERN? PICTUREN of|for|in|at|from PLACE", lambda w, x, _, p: _looked_at(p, w, Look()), "latest inspection outcome for Rutland"),
    R("LOOKOF", "PLACE WHICHONE INSPN|LETTERN? PICTUREN", lambda p, w, *_: _looked_at(p, w, Look()), "Rutland latest inspection outcome"),
    R("Q", "WHICH AUX? PLACE GET", lambda _, _2, p, _3: _looked(p, Look()), "what did Rutland get", 0.15),
    R("Q", "PLACE GET LOOK ,? WHICH WASIT", lambda p, _, look, *_2: _looked(p, look) if look.said else None, "Rutland had twelve significant weaknesses , what were they"),
    R("Q", "PLACE GET LOOK WHENCE ,? WHICH WASIT", lambda p, _, look, w, *_2: _looked_at(p, _at_time(w) or At(), look) if look.said and _at_time(w) else None, "Rutland had two significant weaknesses in 2021 , what were they"),
    R("Q", "PLACE WHICHONE? LETTERN ,? LOOK", lambda p, w, x, look: _looked_at(p, w or At(), look), "Rutland 2023 report , priority actions", 0.1),
    R("Q", "PLACE LOOK from|in|of WHICHONE? LETTERN|INSPN ,? can|could|may i|we have|see? PRON?", lambda p, look, w, *_: _looked_at(p, w or At(), look), "Rutland priority actions from its 2023 report , can I have them"),
    R("Q", "PLACE TN ,? any|much good|cop", lambda p, t: _looked(p, _look(None, t)), "Rutland local offer any good"),
    R("Q", "HOWMANY of? PLACE NUM? WN AUX? NOTRIGHT ATF", lambda *a: _judged(a[1], "insufficient"), "how many of Rutland weaknesses were still insufficient at the 2022 re-visit"),
    R("Q", "HOWMANY of? PLACE NUM? WN AUX? PUTRIGHT ATF", lambda *a: _judged(a[1], "sufficient"), "how many of Rutland weaknesses were put right at the 2022 re-visit"),
    R("Q", "of PLACE NUM? WN ,? HOWMANY AUX? NOTRIGHT ATF?", lambda p, *_: _judged(p, "insufficient"), "of Rutland twelve weaknesses how many were still open"),
    R("Q", "WHICH of? PLACE NUM? WN AUX? NOTRIGHT ATF|ATRV?", lambda *a: _progress(a[1], a[-1] if isinstance(a[-1], Relation) else Relation("re-visited"), "insufficient"), "which of Rutland weaknesses was still not good enough after the re-visit"),
    R("Q", "WHICH WN|THINGN? AUX? NOTRIGHT in|at|for PLACE ATF|ATRV", lambda *a: _progress(a[4], a[-1] if isinstance(a[-1], Relation) else Relation("re-visited"), "insufficient") if isinstance(a[4], Place) else None, "what needed work in Rutland after the 2019 re-visit"),
    R("Q", "FOLLOWOF ,? WHICH WN|THINGN? AUX? NOTRIGHT", lambda q, *_: msgspec.structs.replace(q, which=cond("progress", "insufficient")), "Rutland re-visit , which weakness remained"),
    R("Q", "PLACE ,? WHICH WN|THINGN? AUX? NOTRIGHT ATF|ATRV?", lambda p, *a: _progress(p, a[-1] if isinstance(a[-1], Relation) else Relation("re-visited"), "insufficient"), "Rutland , what was still insufficient at the re-visit"),
    R("Q", "how AUX? PLACE FARE ATRV", lambda _, p, *_2: _progress(p, Relation("re-visited")), "how did Rutland do when inspectors came back"),
    R("LOOK", "WN", lambda _: Look("weak"), "weaknesses", 0.04),
    R("LOOK", "significant weakness|weaknesses", lambda: Look("weak", "weaknesses"), "significant weaknesses"),
    R("LOOK", "area|areas of significant weakness", lambda: Look("weak", "weaknesses"), "areas of significant weakness"),
    R("LOOK", "main|key WN", lambda _: Look("weak"), "main weaknesses", 0.05),
    R("LOOK", "GOODN", lambda _: Look("strong"), "strengths", 0.02),
    R("LOOK", "PICTUREN|BOTHN", lambda _: Look(), "verdict"),
    R("LOOK", "INSPN|LETTERN? PICTUREN", lambda *_: Look(), "inspection verdict", 0.02),
    R("LOOK", "inspectors|ofsted PICTUREN|BOTHN", lambda *_: Look(), "ofsted verdict", 0.02),
    R("LOOK", "priority action|actions", lambda: Look("weak", "priority-actions"), "priority actions"),
    R("LOOK", "area|areas for priority action", lambda: Look("weak", "priority-actions"), "areas for priority action"),
    R("LOOK", "area|areas for improvement", lambda: Look("weak", "improvements"), "areas for improvement"),
    R("LOOK", "improvement|improvements", lambda: Look("weak", "improvements"), "improvements"),
    R("LOOK", "area|areas|point|points for development", lambda: Look("development"), "areas for development"),
    R("LOOK", "WN ABOUT TN", lambda _, _2, t: _look("weak", t), "weaknesses on leadership"),
    R("LOOK", "TN WN", lambda t, _: _look("weak", t), "leadership weaknesses"),
    R("LOOK", "GOODN ABOUT TN", lambda _, _2, t: _look("strong", t), "strengths on leadership"),
    R("LOOK", "TN GOODN", lambda t, _: _look("strong", t), "leadership strengths"),
    R("LOOK", "PICTUREN ABOUT TN", lambda _, _2, t: _look(None, t), "verdict on leadership"),
    R("LOOK", "NUM LOOK", lambda n, look: _said(n, look), "five weaknesses", 0.02),
    R("LOOK", "LOOK in|from|of LETTERN", lambda look, _: look, "weaknesses in the wsa", 0.05),
    R("LOOK", "WSAN WN", lambda *_: Look("weak"), "wsa weaknesses", 0.02),
    R("LOOKOF", "PLACE LOOK", lambda p, look: _looked(p, look), "Rutland weaknesses"),
    R("LOOKOF", "LOOK of|in|at|for|about|on|from PLACE", lambda look, p: _looked(p, look), "weaknesses of Rutland"),
    R("LOOKOF", "LOOK of|in|at|for|about|on|from? PLACE PLANS|LETTERN|INSPN", lambda look, p, x: _looked_at(p, _of_paper(x), look), "weaknesses of Rutland wsa", 0.03),
    R("LOOKOF", "LOOK of|in|at|for|about|on|from? PLACE WHICHONE PLANS|LETTERN|INSPN", lambda look, p, w, x: _looked_at(p, _both(w, x), look), "weaknesses of Rutland 2019 report", 0.03),
    R("LOOKOF", "PLACE WHICHONE? LETTERN|INSPN|PLANS LOOK", lambda p, w, x, look: _looked_at(p, _both(w, x), look), "Rutland latest report verdict", 0.03),
    R("LOOKOF", "LOOK PLACE GET", lambda look, p, _: _looked(p, look), "weaknesses Rutland had", 0.03),
    R("LOOKOF", "LOOK AUX? INSPECTORS FOUND in|at|for|about PLACE", lambda look, *a: _looked(a[-1], look), "weaknesses inspectors found in Rutland"),
    R("LOOKOF", "LOOK AUX? FOUND|GET in|at|for|about PLACE", lambda look, *a: _looked(a[-1], look), "weaknesses found in Rutland"),
    R("LOOKOF", "LOOK that|which? PLACE WHICHONE? LETTERN|PLANS|INSPN CONTAINV", lambda look, p, w, x, *_: _looked_at(p, _both(w, x), look), "strengths the Rutland letter mentioned"),
    R("Q", "LOOKOF", lambda q: q, "Rutland weaknesses", 0.05),
    R("Q", "SHOW ABOUT? LOOKOF", lambda _, _2, q: q, "list Rutland weaknesses"),
    R("Q", "WHICH AUX LOOKOF", lambda _, _2, q: q, "what were Rutland weaknesses"),
    R("Q", "WHICH LOOKOF", lambda _, q: q, "which weaknesses Rutland had", 0.03),
    R("Q", "LOOKOF ,? WHICH WASIT?", lambda q, *_: q, "Rutland weaknesses , what were they"),
    R("Q", "WHICH LOOK AUX|MODAL? PLACE AUX? GET", lambda _, look, _2, p, *_3: _looked(p, look), "what weaknesses did Rutland have"),
    R("Q", "WHICH LOOK AUX? INSPECTORS FOUND|CONTAINV in|at|for|about|against PLACE", lambda _, look, *a: _looked(a[-1], look), "what weaknesses did inspectors find in Rutland"),
    R("Q", "WHICH LOOK AUX? FOUND|GET|there in|at|for|about PLACE", lambda _, look, *a: _looked(a[-1], look), "what weaknesses were found in Rutland"),
    R("Q", "WHICH LOOK AUX? PLACE WHICHONE? LETTERN|PLANS|INSPN CONTAINV", lambda _, look, _2, p, w, x, *_3: _looked_at(p, _both(w, x), look), "which strengths did the Rutland letter mention"),
    R("Q", "WHICH AUX? PLACE WHICHONE? LETTERN|PLANS|INSPN CONTAINV|FOUND", lambda _, _2, p, w, x, *_3: _looked_at(p, _both(w, x), Look()), "what did Rutland latest report say"),
    R("Q", "WHICH AUX? PLACE WHICHONE? LETTERN|PLANS|INSPN CONTAINV|FOUND ABOUT TN", lambda *a: _looked_at(a[2], _both(a[3], a[4]), _look(None, a[-1])), "what did Rutland latest report say about leadership"),
    R("Q", "WHICH AUX? PLACE WHICHONE? LETTERN say|said need|needs|needed|must|has improving|improve|fixing|work|attention|improvement", lambda _, _2, p, w, _3: _looked_at(p, w, Look("weak")), "what did Rutland 2026 report say needs improving"),
    R("Q", "PLACE ,? WHICH AUX? LOOK WASIT?", lambda p, _, _2, look, _3: _looked(p, look), "Rutland , what were the weaknesses"),
    R("Q", "PLACE ,? WHICH LOOK AUX|WASIT? FOUND|GET?", lambda p, _, look, *_2: _looked(p, look), "Rutland , which weaknesses were found"),
    R("Q", "PLACE , LOOK WASIT?", lambda p, look, _: _looked(p, look), "Rutland , weaknesses"),
    R("Q", "LOOK , PLACE", lambda look, p: _looked(p, look), "weaknesses , Rutland", 0.05),
    R("Q", "PLACE FARE WHICH", lambda p, *_: _looked(p, Look()), "Rutland graded what"),
    R("Q", "PLACE , FARE WHICH", lambda p, *_: _looked(p, Look()), "Rutland , graded what"),
    R("Q", "how AUX|MODAL? PLACE FARE", lambda _, p, _2: _looked(p, Look()), "how did Rutland do"),
    R("Q", "how AUX|MODAL? PLACE WHICHONE? INSPN|LETTERN FARE", lambda _, p, w, *_2: _looked_at(p, w or At(), Look()), "how did Rutland inspection go"),
    R("Q", "how AUX|MODAL? FARE in|at|for|with PLACE", lambda *a: _looked(a[-1], Look()), "how did things go in Rutland"),
    R("Q", "how AUX|MODAL? it|things|they FARE in|at|for|with PLACE", lambda *a: _looked(a[-1], Look()), "how did it go in Rutland"),
    R("Q", "how AUX? INSPN of|in|at PLACE FARE", lambda *a: _looked(a[-2], Look()), "how did the inspection of Rutland go"),
    R("Q", "PLACE ,? how AUX? it|they|things? FARE", lambda p, *_: _looked(p, Look()), "Rutland , how did it go"),
    R("Q", "how good|bad|serious|well|badly AUX? things|it? in? PLACE FARE?", lambda _, p, _2: _looked(p, Look()), "how bad were things in Rutland"),
    R("Q", "where AUX? PLACE stand", lambda _, p: _looked(p, Look()), "where does Rutland stand"),
    R("Q", "TOUR PLACE", lambda _, p: _looked(p, Look()), "brief me on Rutland"),
    R("Q", "TOUR PLACE WHICHONE? INSPN|LETTERN|PLANS", lambda _, p, w, x: _looked_at(p, _both(w, x), Look()), "brief me on the Rutland inspection"),
    R("Q", "TOUR TN in|at PLACE", lambda _, t, p: _looked(p, _look(None, t)), "brief me on leadership in Rutland"),
    R("Q", "TOUR PLACE ABOUT? TN", lambda _, p, _2, t: _looked(p, _look(None, t)), "brief me on Rutland leadership", 0.02),
    R("Q", "TOUR PLACE LOOK", lambda _, p, look: _looked(p, look), "brief me on Rutland weaknesses"),
    R("Q", "TOUR LOOK in|of|at|for PLACE", lambda _, look, p: _looked(p, look), "brief me on the weaknesses in Rutland"),
    R("Q", "about|on|re|regarding PLACE", lambda p: _looked(p, Look()), "about Rutland", 0.3),
    R("Q", "PLACE", lambda p: _looked(p, Look()) if len(p.areas) == 1 and p.areas != IT else None, "Rutland", 0.4),
    R("Q", "what|how about PLACE", lambda p: _looked(p, Look()), "what about Rutland", 0.4),
    R("Q", "WHICH AUX? INSPECTORS FOUNDIN|FOUND ABOUT|in|at? PLACE", lambda *a: _looked(a[-1], Look()), "what did inspectors say about Rutland"),
    R("Q", "WHICH AUX? INSPECTORS FOUNDIN|FOUND ABOUT|in|at? PLACE ABOUT? TN", lambda *a: _looked(a[-3], _look(None, a[-1])), "what did inspectors say about Rutland on leadership"),
    R("Q", "WHICH AUX? INSPECTORS FOUNDIN|FOUND ABOUT? TN in|at|for PLACE", lambda *a: _looked(a[-1], _look(None, a[-2])), "what did inspectors say about leadership in Rutland"),
    R("Q", "PLACE ,? WHICH AUX? INSPECTORS FOUNDIN|FOUND ABOUT? it|that|them?", lambda p, *_: _looked(p, Look()), "Rutland , what did they make of it"),
    R("Q", "WHICH AUX? INSPECTORS LIKEDIN PLACE", lambda *a: _looked(a[-1], Look("strong")), "what did inspectors like about Rutland"),
    R("Q", "WHICH AUX? INSPECTORS BADIN PLACE", lambda *a: _looked(a[-1], Look("weak")), "what did inspectors criticise in Rutland"),
    R("Q", "WHICH AUX? FOUND ABOUT|in|at PLACE", lambda *a: _looked(a[-1], Look()), "what was said about Rutland"),
    R("Q", "WHICH AUX? FOUND ABOUT PLACE ABOUT? TN", lambda *a: _looked(a[-3], _look(None, a[-1])), "what was said about Rutland on leadership"),
    R("Q", "WHICH AUX? FOUND ABOUT TN in|at PLACE", lambda *a: _looked(a[-1], _look(None, a[-2])), "what was said about leadership in Rutland"),
    R("Q", "WHICH AUX? PLACE CRIT|STRUGGLE for|on|over|with|about", lambda _, _2, n, _3: _looked(n, Look("weak")), "what was Rutland criticised for"),
    R("Q", "WHICH AUX? PLACE CRIT|PRAISED ABOUT ABOUT TN", lambda _, _2, p, _3, _4, _5, t: _looked(p, _look(None, t)), "what was Rutland criticised for on leadership"),
    R("Q", "PLACE ,? WHICH AUX? PLACE? CRIT for|on|over|with|about", lambda p, *_: _looked(p, Look("weak")), "Rutland , what were they criticised for"),
    R("Q", "PLACE ,? WHICH AUX? PLACE? PRAISED for|on|about", lambda p, *_: _looked(p, Look("strong")), "Rutland , what is it praised for"),
    R("Q", "WHICH AUX? PLACE PRAISED for|on|about", lambda _, _2, n, _3: _looked(n, Look("strong")), "what was Rutland praised for"),
    R("Q", "WHICH AUX? PLACE GOODAT at|on|in|for", lambda _, _2, n, _3: _looked(n, Look("strong")), "what is Rutland good at"),
    R("Q", "WHICH AUX? PLACE WEAKAT at|on|in", lambda _, _2, n, _3: _looked(n, Look("weak")), "what is Rutland bad at"),
    R("Q", "WHICH AUX|MODAL? PLACE GETWRONG", lambda _, _2, p, _3: _looked(p, Look("weak")), "what did Rutland get wrong"),
    R("Q", "WHICH AUX|MODAL? PLACE GETRIGHT", lambda _, _2, p, _3: _looked(p, Look("strong")), "what did Rutland get right"),
    R("Q", "PLACE ,? WHICH AUX|MODAL? PLACE? GETWRONG", lambda p, *_: _looked(p, Look("weak")), "Rutland , what did it get wrong", 0.02),
    R("Q", "PLACE ,? WHICH AUX|MODAL? PLACE? GETRIGHT", lambda p, *_: _looked(p, Look("strong")), "Rutland , what did it get right", 0.02),
    R("Q", "WHICH AUX|MODAL? PLACE AUX? TOLD|HASTO to? LOOKFIX", lambda _, _2, p, *_3: _looked(p, Look("weak")), "what was Rutland told to fix"),
    R("Q", "WHICH AUX|MODAL? PLACE LOOKFIX", lambda _, _2, p, _3: _looked(p, Look("weak")), "what must Rutland fix"),
    R("Q", "WHICH AUX? WN PLACE WHICHONE? PLANS AUX|HASTO? ADDRESS|LOOKFIX", lambda *a: _looked_at(a[3], _both(a[4], a[5]), Look("weak")), "which weaknesses did Rutland wsa have to address"),
    R("Q", "WHICH NUM? THINGN AUX|HASTO? PLACE PLANS AUX|HASTO? ADDRESS|LOOKFIX|CONTAINV", lambda _, n, *a: _looked_at(a[2], _of_paper(a[3]), Look("weak", said=n)), "which two things did Rutland wsa have to fix"),
    R("Q", "where AUX? PLACE STRUGGLE|GETWRONG", lambda _, p, _2: _looked(p, Look("weak")), "where did Rutland fall short"),
    R("Q", "where AUX? PLACE SHINE|GETRIGHT", lambda _, p, _2: _looked(p, Look("strong")), "where did Rutland do well"),
    R("Q", "how AUX? PLACE STRUGGLE", lambda _, p, _2: _looked(p, Look("weak")), "how did Rutland fail"),
    R("Q", "WRONGQ in|at|with|for|about PLACE ABOUT? TN?", lambda _, p, _2, t: _looked(p, _look("weak", t)), "what went wrong in Rutland"),
    R("Q", "PLACE ,? WRONGQ there?", lambda p, _: _looked(p, Look("weak")), "Rutland , what went wrong"),
    R("Q", "WRONGQ with|about|on|in TN in|at|for PLACE", lambda _, t, p: _looked(p, _look("weak", t)), "what was wrong with leadership in Rutland"),
    R("Q", "WRONGQ with|about|on|in PLACE TN", lambda _, p, t: _looked(p, _look("weak", t)), "what was wrong with Rutland leadership"),
    R("Q", "WELLQ in|at|with|for|about PLACE ABOUT? TN?", lambda _, p, _2, t: _looked(p, _look("strong", t)), "what went well in Rutland"),
    R("Q", "PLACE ,? WELLQ", lambda p, _: _looked(p, Look("strong")), "Rutland , what went well"),
    R("Q", "ISTHERE|any|anything? anything? GOODWORD SAIDV? about|in|at|for|from PLACE", lambda *a: _said_well(a[-1], "strength"), "anything good said about Rutland"),
    R("Q", "ISTHERE|any|anything? anything? BADWORD SAIDV? about|in|at|for|with|from PLACE", lambda *a: _said_well(a[-1], "weakness"), "anything wrong in Rutland"),
    R("Q", "anything SAIDV? GOODWORD SAIDV? about|in|at|for PLACE", lambda *a: _said_well(a[-1], "strength"), "anything nice said about Rutland"),
    R("Q", "PLACE ,? GOODAT at|for anything|something", lambda p, _: _said_well(p, "strength"), "Rutland , good at anything"),
    R("Q", "PLACE ,? anything GOODWORD", lambda p, _: _said_well(p, "strength"), "Rutland , anything good"),
    R("Q", "PLACE ,? anything BADWORD", lambda p, _: _said_well(p, "weakness"), "Rutland , anything wrong"),
    R("Q", "AUX? ISTHERE|any LOOK SAIDV? in|at|for|about PLACE", lambda *a: _said_well(a[-1], "strength" if a[2].manner == "strong" else "weakness") if a[2].manner in ("strong", "weak") and not a[2].of and not a[2].topics else None, "any problems in Rutland", 0.02),
    R("Q", "how AUX? TN CRIT|BADADJ in|at PLACE", lambda _, t, _2, p: _why(p, None, t), "how was leadership criticised in Rutland"),
    R("Q", "how AUX? PLACE TN CRIT|BADADJ", lambda _, p, t, _2: _why(p, None, t), "how was Rutland leadership criticised"),
    R("Q", "how AUX? TN FARE? in|at|for PLACE", lambda _, t, _2, p: _looked(p, _look(None, t)), "how is co-production in Rutland"),
    R("Q", "how AUX? PLACE FARE|HAVETOPIC? ABOUT? TN", lambda *a: _looked(a[1], _look(None, a[-1])), "how did Rutland do on co-production"),
    R("Q", "PLACE ,? TN", lambda p, t: _looked(p, _look(None, t)), "Rutland , leadership", 0.3),
    R("Q", "PLACE ABOUT TN", lambda p, _, t: _looked(p, _look(None, t)), "Rutland on leadership", 0.2),
    R("Q", "TN , PLACE", lambda t, p: _looked(p, _look(None, t)), "leadership , Rutland", 0.3),
    R("Q", "TN in|at|of|for PLACE", lambda t, p: _looked(p, _look(None, t)) if p.areas != IT else None, "leadership in Rutland", 0.3),
    R("Q", "what|how about|of PLACE ABOUT? TN", lambda p, _, t: _looked(p, _look(None, t)), "what of Rutland leadership", 0.2),
    R("Q", "HOWMANY LOOK AUX|MODAL? PLACE AUX? GET", lambda _, look, _2, p, *_3: _number(p, look), "how many weaknesses did Rutland have"),
    R("Q", "HOWMANY LOOK AUX? PLACE WHICHONE? PLANS|LETTERN|INSPN CONTAINV|GET", lambda _, look, _2, p, w, x, *_3: _number_at(p, _both(w, x), look), "how many weaknesses did Rutland wsa list"),
    R("Q", "HOWMANY LOOK AUX? INSPECTORS FOUND|CONTAINV in|at|for|about PLACE", lambda _, look, *a: _number(a[-1], look), "how many weaknesses did inspectors find in Rutland"),
    R("Q", "HOWMANY LOOK AUX? FOUND|GET|there|listed|recorded in|at|for|about|of PLACE", lambda _, look, *a: _number(a[-1], look), "how many weaknesses were found in Rutland"),
    R("Q", "HOWMANY LOOK in|of|for|at|about PLACE", lambda _, look, p: _number(p, look), "number of weaknesses in Rutland"),
    R("Q", "HOWMANY LOOK in|of|for|at|about? PLACE WHICHONE? PLANS|LETTERN|INSPN", lambda _, look, p, w, x: _number_at(p, _both(w, x), look), "number of weaknesses in Rutland wsa"),
    R("Q", "HOWMANY PLACE LOOK AUX? there?", lambda _, p, look, *_2: _number(p, look), "number of Rutland weaknesses"),
    R("Q", "PLACE ,? HOWMANY LOOK WASIT|GET?", lambda p, _, look, _2: _number(p, look), "Rutland , how many weaknesses"),
    R("Q", "PLACE LOOK ,? HOWMANY WASIT?", lambda p, look, *_: _number(p, look), "Rutland weaknesses , how many"),
    R("Q", "HOWMANY of? PLACE WN AUX? PUTRIGHT ABOUT|in|at? REVISITN?", lambda _, p, *_2: _judged(p, "sufficient"), "how many of Rutland weaknesses were put right"),
    R("Q", "HOWMANY of? PLACE WN AUX? NOTRIGHT ABOUT|in|at? REVISITN?", lambda _, p, *_2: _judged(p, "insufficient"), "how many of Rutland weaknesses were still open"),
    R("Q", "HOWMANY time|times AUX? PLACE AUX? INSPECTED", lambda _, _2, p, *_3: _query("count", p, of="inspections"), "how many times has Rutland been inspected"),
    R("Q", "HOWMANY INSPN AUX? PLACE GET", lambda _, _2, _3, p, _4: _query("count", p, of="inspections"), "how many inspections has Rutland had"),
    # what became of it
    R("FOLLOWN", "REVISITN", lambda _: Relation("re-visited"), "re-visit"),
    R("FOLLOWN", "MONITORN", lambda _: Relation("monitored"), "monitoring visit"),
    R("FOLLOWN", "WHICHONE FOLLOWN", lambda w, e: e._replace(at=w) if e.at == At() else None, "2022 re-visit"),
    R("FOLLOWN", "FOLLOWN ABOUT? WHENCE", lambda e, _, w: e._replace(at=_at_time(w) or At()) if e.at == At() and _at_time(w) else None, "re-visit of 2022", 0.02),
    R("ATF", "at|after|on|by|in|from|during FOLLOWN", lambda e: e, "at the re-visit"),
    R("ATF", "WHENCE REVISITN|MONITORN", lambda w, _: Relation("re-visited", at=_at_time(w) or At()) if _at_time(w) else None, "in the 2022 re-visit", 0.02),
    R("FOLLOWOF", "PLACE FOLLOWN LETTERN?", lambda p, e, _: _progress(p, e), "Rutland re-visit"),
    R("FOLLOWOF", "FOLLOWN LETTERN? of|to|at|in|for PLACE", lambda e, _, p: _progress(p, e), "re-visit to Rutland"),
    R("Q", "how AUX? FOLLOWOF FARE", lambda _, q, _2: q, "how did Rutland re-visit go"),
    R("Q", "how AUX? PLACE FARE ATF", lambda _, p, _2, e: _progress(p, e), "how did Rutland do at its re-visit"),
    R("Q", "WHICH AUX? FOLLOWOF FOUND|CONTAINV", lambda _, _2, q, _3: q, "what did the re-visit to Rutland find"),
    R("Q", "WHICH AUX? INSPECTORS FOUND at|on|in|during FOLLOWOF", lambda *a: a[-1], "what did inspectors find at the Rutland re-visit"),
    R("Q", "what HAPPEN at|on|in|with|after|during FOLLOWOF", lambda _, q: q, "what happened at the Rutland re-visit"),
    R("Q", "WHICH|SHOW|TOUR? AUX? PICTUREN of|at|from|on|for FOLLOWOF", lambda *a: a[-1], "outcome of the Rutland re-visit"),
    R("Q", "FOLLOWOF ,? WHICH? AUX? PICTUREN", lambda q, *_: q, "Rutland re-visit , verdict"),
    R("Q", "FOLLOWOF ,? how AUX? it? FARE", lambda q, *_: q, "Rutland re-visit , how did it go"),
    R("Q", "TOUR FOLLOWOF", lambda _, q: q, "brief me on the Rutland re-visit"),
    R("Q", "WHICH WN? AUX? NOTRIGHT in|at|for PLACE ATF?", lambda _, _2, _3, _4, p, e: _progress(p, e or Relation("re-visited"), "insufficient"), "what was still outstanding in Rutland after the re-visit"),
    R("Q", "PLACE ,? ATF? ,? WHICH WN|THINGN? AUX? NOTRIGHT", lambda p, e, *_: _progress(p, e or Relation("re-visited"), "insufficient"), "Rutland , after the re-visit , what was still outstanding"),
    R("Q", "BECAME PLACE", lambda _, p: _facts(p, "succession"), "what became of Rutland"),
    R("Q", "BECAME PLACE become", lambda _, p: _facts(p, "succession"), "what did Rutland become"),
    R("Q", "SHOW? PLACE HISTORYN", lambda _, p, _2: _history(p), "Rutland history", 0.12),
    R("Q", "SHOW|TOUR? HISTORYN of|for|in|with PLACE", lambda *a: _history(a[-1]), "inspection history of Rutland", 0.12),
    R("Q", "how AUX? PLACE CHANGED since? INSPN|PLANS|then?", lambda _, p, *_2: _history(p), "how has Rutland changed"),
    R("Q", "AUX PLACE CHANGED since|at? INSPN|PLANS|REVISITN|then?", lambda _, p, *_2: _history(p), "has Rutland improved"),
    R("Q", "WHICH AUX? CHANGED in|at|for PLACE", lambda *a: _history(a[-1]), "what has changed in Rutland"),
]


def _of_paper(paper: Predicate | bool) -> At:
    """The inspection that a plan, a letter or an inspection is of, as far as its name tells."""
    return At() if isinstance(paper, bool) else At(framework=_framework(paper))


def _both(which: At | None, paper: Predicate | bool) -> At | None:
    return _met(which or At(), _of_paper(paper))


def _looked_at(place: Place, at: At | None, look: Look | None) -> Query | None:
    met = _placed(place, at)
    return _looked(met, look) if met else None


def _number_at(place: Place, at: At | None, look: Look) -> Query | None:
    met = _placed(place, at)
    return _number(met, look) if met else None


REASONS = [
    R("Q", "PLACE PLANS ,? WHICH AUX? PRON? about|for|over", lambda p, plan, *_: _why(p, plan), "Rutland wsa , what was it about"),
    R("LANDED", "OWE|TOLD|GET|ASKEDFOR to|for|of? WRITE? PLANS", lambda _, _2, p: p, "get a wsa"),
    R("LANDED", "GET TOLD|ASKEDFOR for|to WRITE? PLANS", lambda *a: a[-1], "get asked for a wsa"),
    R("LANDED", "GET? HASTO|MUST SENTIN|WRITE PLANS", lambda *a: a[-1], "have to write a wsa"),
    R("LANDED", "on hook|list for PLANS", lambda p: p, "on the hook for a wsa"),
    R("LANDED", "PLANS", lambda p: p, "wsa", 0.05),
    R("LANDED", "OUT3", lambda _: cond("plan", "2023"), "outcome 3", 0.05),
    R("LANDED", "GET OUT3", lambda *_: cond("plan", "2023"), "get outcome 3"),
    R("LANDED", "OWEDONE", lambda _: cond("plan"), "get one"),
    R("Q", "WHYW AUX|MODAL? PLACE AUX? LANDED", lambda _, _2, n, _3, p: _why(n, p), "why did Rutland get a wsa"),
    R("Q", "WHYW AUX? INSPECTORS ASKEDFOR|GET PLACE for|to? WRITE? PLANS", lambda *a: _why(a[4], a[-1]), "why did ofsted ask Rutland for a wsa"),
    R("Q", "WHYW AUX? INSPECTORS ASKEDFOR|want PLANS from|of|in PLACE", lambda *a: _why(a[-1], a[-2]), "why did ofsted demand a wsa from Rutland"),
    R("Q", "WHYW AUX? PLANS needed|required|issued|ordered|demanded|requested in|for|from|of|at PLACE", lambda _, _2, p, n: _why(n, p), "why was a wsa required in Rutland"),
    R("Q", "WHYW PLACE", lambda _, p: _why(p), "why Rutland", 0.1),
    R("Q", "PLACE ,? WHYW", lambda p, _: _why(p), "Rutland , why", 0.1),
    R("Q", "PLACE PLANS ,? WHYW|REASONN", lambda p, plan, _: _why(p, plan), "Rutland wsa , why"),
    R("Q", "WHYW AUX? PLACE CRIT|STRUGGLE|GETWRONG|FAIL", lambda _, _2, n, _3: _why(n), "why was Rutland criticised"),
    R("Q", "WHYW AUX? PLACE CRIT|STRUGGLE ABOUT TN", lambda _, _2, n, _3, _4, t: _why(n, None, t), "why was Rutland criticised for leadership"),
    R("Q", "WHYW AUX? PLACE TN CRIT|BADADJ", lambda _, _2, n, t, _3: _why(n, None, t), "why was Rutland leadership criticised"),
    R("Q", "WHYW AUX? TN BADADJ|CRIT|WN in|at|for PLACE", lambda _, _2, t, _3, n: _why(n, None, t), "why was leadership weak in Rutland"),
    R("Q", "WHYW AUX? PLACE PRAISED|SHINE", lambda _, _2, n, _3: _why(n, None, None, "strong"), "why was Rutland praised"),
    R("Q", "WHYW AUX? PLACE PRAISED ABOUT TN", lambda _, _2, n, _3, _4, t: _why(n, None, t, "strong"), "why was Rutland praised for leadership"),
    R("Q", "LEDTO PLACE in|with|into|to|for|on|a? LANDED", lambda _, n, p: _why(n, p), "what landed Rutland with a wsa"),
    R("Q", "LEDTO PLANS in|for|from|at|of PLACE", lambda _, p, n: _why(n, p), "what led to a wsa in Rutland"),
    R("Q", "WHICH|SHOW AUX? REASONN AUX? given? ABOUT|behind PLACE LANDED?", lambda *a: _why(a[-2], a[-1]), "what was the reason for Rutland wsa"),
    R("Q", "REASONN ABOUT|behind PLACE LANDED?", lambda _, _2, n, p: _why(n, p), "reason for Rutland wsa"),
    R("Q", "REASONN PLACE AUX? LANDED", lambda _, n, _2, p: _why(n, p), "reason Rutland got a wsa"),
    R("Q", "WHICH LOOK|REASONN LEDV PLACE AUX? LANDED", lambda _, _2, _3, n, _4, p: _why(n, p), "which weaknesses led to Rutland wsa"),
    R("Q", "WHICH LOOK|REASONN LEDV PLANS in|for|from|at|of PLACE", lambda *a: _why(a[-1], a[-2]), "which weaknesses led to a wsa in Rutland"),
    R("Q", "WHICH LOOK|REASONN made|led|pushed|forced|caused INSPECTORS to? ASKEDFOR PLANS from|of|in|for PLACE", lambda *a: _why(a[-1], a[-2]), "which weaknesses made ofsted demand a wsa from Rutland"),
    R("Q", "WHICH AUX? PLANS for|about|over in|at PLACE", lambda _, _2, p, n: _why(n, p), "what was the wsa for in Rutland", 0.05),
    R("Q", "WHICH AUX? PLACE GET? PLANS for|about|over", lambda _, _2, n, _3, p: _why(n, p), "what was Rutland wsa for"),
    R("Q", "WHICH AUX? PLACE GET it|one for|over", lambda _, _2, n, _3: _why(n, cond("plan")), "what did Rutland get it for"),
]
COMPARISONS = [
    R("Q", "set|put|place|lay PLACE side by side", lambda p: _compared(p, Look()), "set Rutland and Leeds side by side"),
    R("Q", "how AUX? PLACE DIFFER from|with|to|against PLACE ABOUT LOOK", lambda _, a, _2, b, _3, look: (p := _together(a, b)) and _compared(p, look), "how does Rutland differ from Leeds on good practice"),
    R("Q", "MOREQ LOOK ,? PLACE", lambda _, look, p: _compared(p, look._replace(of=None), look.of or "weaknesses") if look.manner == "weak" and not look.topics else None, "who has more priority actions , Rutland or Leeds"),
    R("Q", "PLACE PLANS? ,? MOREQ LOOK", lambda p, plan, _, look: _more(p, plan, look), "Rutland versus Leeds , who has more priority actions"),
    R("Q", "PLACE ,? old|earlier? PLANS ,? WHOSE|whose list? of? LOOK AUX? longer|bigger|shorter", lambda p, plan, _, look, _2: _more(p, plan, look), "Rutland versus Leeds , old wsas , whose list of significant weaknesses was longer"),
    R("Q", "PLACE ,? WHOSE|whose list|lists? of? LOOK AUX? longer|bigger|shorter", lambda p, _, look, _2: _more(p, None, look), "Rutland versus Leeds , whose list of weaknesses was longer"),
    R("Q", "WHOSE|whose list? of? LOOK AUX? longer|bigger|shorter ,? PLACE", lambda _, look, _2, p: _more(p, None, look), "whose list of weaknesses was longer , Rutland or Leeds"),
    R("Q", "Q ,? AND? by HOWMANY|MUCHQ", lambda q, *_: q if q.asks == "compare" and q.of else None, "who had more weaknesses , Rutland or Leeds , and by how many"),
    R("Q", "Q ,? SHOW both|the figures|numbers", lambda q, _: q if q.asks == "compare" and q.of else None, "who had more weaknesses , Rutland or Leeds , give me both figures"),
    R("MUCHQ", "how much", lambda: True, "how much"),
    R("Q", "compare PLACE", lambda p: _compared(p, Look()), "compare Rutland and Leeds"),
    R("Q", "compare PLACE with|to|against PLACE", lambda a, b: (p := _together(a, b)) and _compared(p, Look()), "compare Rutland with Leeds"),
    R("Q", "compare PLACE with|to|against PLACE ABOUT TN", lambda a, b, _, t: (p := _together(a, b)) and _compared(p, _look(None, t)), "compare Rutland with Leeds on leadership"),
    R("Q", "PLACE THAN PLACE", lambda a, _, b: (p := _together(a, b)) and _compared(p, Look()), "Rutland versus Leeds"),
    R("Q", "compare PLACE ABOUT TN", lambda n, _, t: _compared(n, _look(None, t)), "compare Rutland and Leeds on leadership"),
    R("Q", "compare? PLACE THAN PLACE ABOUT|, TN", lambda a, _, b, _2, t: (p := _together(a, b)) and _compared(p, _look(None, t)), "Rutland versus Leeds on leadership"),
    R("Q", "compare LOOK of|in|at|for PLACE", lambda look, p: _compared(p, look), "compare the weaknesses of Rutland and Leeds"),
    R("Q", "compare PLACE LOOK", lambda p, look: _compared(p, look), "compare Rutland and Leeds weaknesses"),
    R("Q", "compare TN in|at|for PLACE", lambda t, p: _compared(p, _look(None, t)), "compare leadership in Rutland and Leeds"),
    R("Q", "DIFFERW PLACE ABOUT? TN?", lambda _, p, _2, t: _compared(p, _look(None, t)), "difference between Rutland and Leeds on leadership"),
    R("Q", "how AUX? PLACE DIFFER ABOUT? TN?", lambda _, p, _2, _3, t: _compared(p, _look(None, t)), "how do Rutland and Leeds differ"),
    R("Q", "how AUX? PLACE DIFFER from|with|to|against PLACE ABOUT? TN?", lambda _, a, _2, b, _3, t: (p := _together(a, b)) and _compared(p, _look(None, t)), "how does Rutland differ from Leeds on leadership"),
    R("Q", "how AUX? PLACE different from|to PLACE ABOUT? TN?", lambda _, a, b, _3, t: (p := _together(a, b)) and _compared(p, _look(None, t)), "how is Rutland different from Leeds"),
    R("Q", "how AUX? PLACE TN DIFFER from|to PLACE", lambda _, a, t, _2, b: (p := _together(a, b)) and _compared(p, _look(None, t)), "how did Rutland leadership differ from Leeds"),
    R("Q", "how AUX? TN in|at PLACE DIFFER from that? of|in|at? PLACE", lambda _, t, a, _2, b: (p := _together(a, b)) and _compared(p, _look(None, t)), "how does leadership in Rutland differ from that in Leeds"),
    R("Q", "COMMONQ PLACE INCOMMON", lambda _, p, _2: _compared(p, Look()), "what do Rutland and Leeds have in common"),
    R("Q", "COMMONQ to? PLACE", lambda _, p: _compared(p, Look()), "what links Rutland and Leeds", 0.05),
    R("Q", "WORSEQ ABOUT? TN? ,? PLACE", lambda _, _2, t, p: _compared(p, _look(None, t)), "who did worse , Rutland or Leeds"),
    R("Q", "PLACE ABOUT? TN? ,? WORSEQ", lambda p, _, t, _2: _compared(p, _look(None, t)), "Rutland or Leeds , who did worse"),
    R("Q", "MOREQ WN? ,? PLACE", lambda _, _2, p: _compared(p, Look("weak"), "weaknesses"), "who had more weaknesses , Rutland or Leeds"),
    R("Q", "PLACE PLANS? ,? MOREQ WN?", lambda p, plan, *_: _more(p, plan, Look("weak")), "Rutland or Leeds , who had more weaknesses"),
    R("Q", "AUX PLACE GET more|fewer WN than PLACE", lambda _, a, _2, _3, b: (p := _together(a, b)) and _compared(p, Look("weak"), "weaknesses"), "did Rutland have more weaknesses than Leeds"),
]
PAPERS = [
    R("Q", "ISTHERE PAPEROF READTAIL?", lambda _, q, _2: q, "is there a response from Rutland I can read"),
    R("Q", "ISTHERE anything|something from|by|about|on PLACE READTAIL", lambda _, p, _2: _papers(p), "is there something from Rutland to look at"),
    R("Q", "PLACE ,? WHICH|WHO AUX? PARTNERN", lambda p, *_: _facts(p, "partners"), "Rutland , which icb"),
    R("PAPER", "LETTERN", lambda _: "letter", "report"),
    R("PAPER", "RESPONSEN", lambda _: "response", "response"),
    R("PAPER", "PLANS", lambda _: "response", "wsa", 0.02),
    R("PAPER", "WHICHONE PAPER", lambda w, p: p if w.order == "last" and not w.period else None, "latest report", 0.05),
    R("PAPER", "INSPECTORS INSPN? PAPER", lambda _, _2, p: p, "ofsted report", 0.02),
    R("PAPEROF", "PLACE PAPER", lambda p, what: _papers(p, what), "Rutland report"),
    R("PAPEROF", "PAPER of|on|for|about|from|by|to PLACE", lambda what, p: _papers(p, what), "report on Rutland"),
    R("Q", "SHOW|WHEREREAD? LINKN to|for|of|on|about? PAPEROF", lambda _, _2, q: q, "link to Rutland report"),
    R("Q", "SHOW|WHEREREAD? LINKN to|for|of|on|about|by|from? PLACE", lambda _, _2, p: _papers(p), "link for Rutland"),
    R("Q", "SHOW|WHEREREAD? PLACE LINKN", lambda _, p, _2: _papers(p), "Rutland links"),
    R("Q", "SHOW|WHEREREAD? PAPEROF LINKN", lambda _, q, _2: q, "Rutland report link"),
    R("Q", "WHEREREAD PAPEROF online|anywhere|published?", lambda _, q: q, "where can i read Rutland report"),
    R("Q", "WHICH LINKN AUX? there|published? for|on|about|by|from PLACE", lambda *a: _papers(a[-1]), "what documents are there for Rutland"),
    R("Q", "PAPEROF ,? WHERE|LINKN|online AUX? it|that?", lambda q, *_: q, "Rutland report , where is it"),
    R("Q", "AUX PLACE PUTOUT anything|something|RESPONSEN|PLANS in? response? to? INSPN?", lambda _, p, *_2: _papers(p, "response"), "has Rutland published anything in response"),
    R("Q", "WHICH AUX? PLACE PUTOUT in? response? to? INSPN?", lambda _, _2, p, *_3: _papers(p, "response"), "what has Rutland published"),
    R("Q", "anything|something PUTOUT by|from PLACE", lambda _, p: _papers(p, "response"), "anything published by Rutland"),
    R("Q", "ISTHERE anything|something from|by PLACE", lambda _, p: _papers(p, "response"), "is there anything from Rutland"),
    R("Q", "REGIONQ AUX? PLACE in|under?", lambda _, _2, p: _facts(p), "which region is Rutland in"),
    R("Q", "PLACE ,? REGIONQ WASIT?", lambda p, *_: _facts(p), "Rutland , which region"),
    R("Q", "in? REGIONQ AUX? PLACE in?", lambda _, _2, p: _facts(p), "in which region is Rutland", 0.01),
    R("Q", "WHICH|SHOW? AUX? PLACE region", lambda _, _2, p: _facts(p), "Rutland region", 0.02),
    R("Q", "region of|for PLACE", _facts, "region of Rutland"),
    R("Q", "where AUX PLACE", lambda _, p: _facts(p), "where is Rutland", 0.1),
    R("Q", "WHO|WHICH|SHOW? AUX? PLACE PARTNERN", lambda _, _2, p, _3: _facts(p, "partners"), "who are Rutland partners"),
    R("Q", "WHO|WHICH|SHOW? AUX? PARTNERN of|for|in|at|with PLACE", lambda *a: _facts(a[-1], "partners"), "who are the health partners of Rutland"),
    R("Q", "WHICH PARTNERN AUX? WORKWITH PLACE", lambda *a: _facts(a[-1], "partners"), "which icb works with Rutland"),
    R("Q", "WHICH PARTNERN AUX? PLACE WORKWITH", lambda _, _2, _3, p, _4: _facts(p, "partners"), "which icb does Rutland work with"),
    R("Q", "WHO AUX? PLACE WORKWITH", lambda _, _2, p, _3: _facts(p, "partners"), "who does Rutland work with", 0.05),
]

RULES = [*PLACES, *DATES, *FINDINGS, *REASONS, *COMPARISONS, *PAPERS]
