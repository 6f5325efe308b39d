"""The grammar of what is asked about named areas: when something was, how long is left, what was found, and why."""

from typing import Literal, NamedTuple

from sendbot.grammar.chart import R
from sendbot.meaning import Either, Is, Predicate, conjuncts, literals
from sendbot.query import Event, Query

Names = tuple[str, ...]
Framework = Literal["2016", "2023"]


class Relation(NamedTuple):
    """Something that an area has a date of. `order`: its first or last; `framework`: of which round."""

    about: Event
    framework: Framework | None = None
    order: Literal["first", "last"] | None = None


def _framework(plan: Predicate) -> Framework | None:
    values = [v for c in literals(plan) for v in c.values]
    return values[0] if len(values) == 1 else None  # type: ignore[return-value]


def _when(names: Names, relation: Relation) -> Query:
    return Query("when", "when", areas=names, about=relation.about, framework=relation.framework, order=relation.order)


def _days(names: Names, plan: Predicate | None = None) -> Query:
    return Query("days", "days", areas=names, about="due", framework=_framework(plan) if plan else None)


def _topics(topics: Predicate | None) -> tuple[str, ...] | None:
    """Topics that are simply listed; None where they are joined in another way."""
    plain = [p for part in conjuncts(topics) for p in (part.parts if isinstance(part, Either) else (part,))]
    if not all(isinstance(p, Is) and p.condition.kind == "topic" for p in plain):
        return None
    return tuple(v for c in literals(topics) for v in c.values)


def _found(
    names: Names, topics: Predicate | None = None, manner: Literal["weak", "strong", "development"] | None = None, of: str | None = None
) -> Query | None:
    named = _topics(topics)
    if named is None:
        return None
    asks = "findings" if len(names) == 1 else "compare"
    return Query(asks, asks, areas=names, topics=named, manner=manner, of=of, framework="2023" if of else None)  # type: ignore[arg-type]


def _why(names: Names, plan: Predicate | None = None, topics: Predicate | None = None) -> Query | None:
    named = _topics(topics)
    return Query("why", "why", areas=names, topics=named, framework=_framework(plan) if plan else None) if named is not None else None


# fmt: off
DATES = [
    R("REL", "INSPN", lambda _: Relation("inspected"), "inspection"),
    R("REL", "latest|last|newest INSPN", lambda _: Relation("inspected", order="last"), "last inspection"),
    R("REL", "most recent INSPN", lambda _: Relation("inspected", order="last"), "most recent inspection"),
    R("REL", "first INSPN", lambda _: Relation("inspected", order="first"), "first inspection"),
    R("REL", "LETTERN", lambda _: Relation("published"), "letter"),
    R("REL", "REVISITN", lambda _: Relation("re-visited"), "re-visit"),
    R("REL", "MONITORN", lambda _: Relation("monitored"), "monitoring inspection"),
    R("REL", "PLANS DEADLINEN", lambda p, _: Relation("due", _framework(p)), "wsa deadline"),
    R("REL", "DEADLINEN ABOUT PLANS", lambda _, _2, p: Relation("due", _framework(p)), "deadline for the wsa"),
    R("REL", "DEADLINEN", lambda _: Relation("due"), "deadline"),
    R("REL", "NOTICEN", lambda _: Relation("measure"), "improvement notice"),
    R("DONE", "INSPECTED", lambda _: Relation("inspected"), "inspected"),
    R("DONE", "first INSPECTED", lambda _: Relation("inspected", order="first"), "first inspected"),
    R("DONE", "LAST INSPECTED", lambda _, _2: Relation("inspected", order="last"), "last inspected"),
    R("DONE", "INSPECTED LAST", lambda _, _2: Relation("inspected", order="last"), "inspected last"),
    R("DONE", "REVISITED", lambda _: Relation("re-visited"), "re-visited"),
    R("DONE", "MONITORED", lambda _: Relation("monitored"), "monitored"),
    R("DONE", "SUBMITTED PLANS?", lambda _, p: Relation("submitted", _framework(p) if p else None), "submitted its wsa"),
    R("DONE", "PLANS SUBMITTED", lambda p, _: Relation("submitted", _framework(p)), "wsa submitted"),
    R("DONE", "PLANS APPROVED", lambda p, _: Relation("approved", _framework(p)), "wsa approved"),
    R("DONE", "GET PLANS APPROVED", lambda _, p, _2: Relation("approved", _framework(p)), "get its wsa approved"),
    R("DONE", "PLANS DUE", lambda p, _: Relation("due", _framework(p)), "wsa due"),
    R("DONE", "MUST|due|supposed to? WRITE|SUBMITTED PLANS", lambda _, _2, p: Relation("due", _framework(p)), "have to submit its wsa"),
    R("DONE", "PLANS MUST? DUE|SUBMITTED by?", lambda p, *_: Relation("due", _framework(p)), "wsa due", 0.1),
    R("DONE", "LETTERN PUBLISHED", lambda *_: Relation("published"), "letter published"),
    R("DONE", "INSPN HAPPEN", lambda *_: Relation("inspected"), "inspection take place"),
    R("DONE", "REVISITN HAPPEN", lambda *_: Relation("re-visited"), "re-visit take place"),
    R("DONE", "GET NOTICEN", lambda *_: Relation("measure"), "get its improvement notice"),
    R("DONE", "GET REVISITN", lambda *_: Relation("re-visited"), "have its re-visit"),
    R("DONE", "GET MONITORN", lambda *_: Relation("monitored"), "have its monitoring inspection"),
    R("DONE", "GET INSPN", lambda *_: Relation("inspected"), "have its inspection"),
    R("S", "WHENW AUX|MODAL? NAMES DONE|REL", lambda _, _2, n, r: _when(n, r), "when was bury inspected"),
    R("S", "WHENW AUX? INSPECTORS INSPECTED NAMES", lambda _, _2, _3, _4, n: _when(n, Relation("inspected")), "when did ofsted inspect bury"),
    R("S", "WHENW AUX? DONE|REL ABOUT|in|at NAMES", lambda _, _2, r, _3, n: _when(n, r), "when was the inspection of bury"),
    R("S", "NAMES DONE|REL ,? WHENW|DATEW", lambda n, r, _: _when(n, r), "bury inspection date"),
    R("S", "WHENW|DATEW ABOUT? NAMES REL", lambda _, _2, n, r: _when(n, r), "date of bury inspection"),
    R("S", "NAMES DATEW ABOUT REL", lambda n, _, _2, r: _when(n, r), "bury date of inspection", 0.1),
    R("S", "NAMES ,? WHENW AUX? DONE", lambda n, _, _2, r: _when(n, r), "bury , when was it inspected"),
    R("S", "NAMES ,? WHENW AUX? it|they DONE", lambda n, _, _2, r: _when(n, r), "bury , when was it inspected"),
    R("S", "NAMES PLANS? DEADLINEN", lambda n, p, _: _when(n, Relation("due", _framework(p) if p else None)), "bury wsa deadline"),
    R("S", "DEADLINEN ABOUT NAMES PLANS?", lambda _, _2, n, p: _when(n, Relation("due", _framework(p) if p else None)), "deadline for bury wsa"),
    R("S", "DAYSLEFT AUX? ABOUT|until|till|before? NAMES PLANS DUE?", lambda _, _2, _3, n, p, _4: _days(n, p), "days left on bury wsa"),
    R("S", "DAYSLEFT AUX? ABOUT|until|till|before? NAMES PLANS? DEADLINEN", lambda _, _2, _3, n, p, _4: _days(n, p), "days until bury deadline"),
    R("S", "DAYSLEFT AUX NAMES LEFTV", lambda _, _2, n, _3: _days(n), "how long has bury got"),
    R("S", "DAYSLEFT AUX? NAMES LEFTV? ABOUT|to SUBMITTED|WRITE? PLANS", lambda _, _2, n, _3, _4, _5, p: _days(n, p), "how long does bury have to submit its wsa"),
    R("S", "DAYSLEFT ABOUT NAMES", lambda _, _2, n: _days(n), "days left for bury", 0.1),
    R("S", "NAMES PLANS ,? DAYSLEFT", lambda n, p, _: _days(n, p), "bury wsa , how long"),
]
FINDINGS = [
    R("WEAKQ", "WN", lambda _: "weak", "weaknesses"),
    R("STRONGQ", "GOODN", lambda _: "strong", "strengths"),
    R("S", "WHICH AUX? INSPECTORS FOUND ABOUT|in|at NAMES", lambda *a: _found(a[-1]), "what did inspectors say about bury"),
    R("S", "WHICH AUX? INSPECTORS FOUND ABOUT|in|at NAMES ABOUT? TN", lambda *a: _found(a[-3], a[-1]), "what did inspectors say about bury on leadership"),
    R("S", "WHICH AUX? INSPECTORS FOUND ABOUT TN in|at NAMES", lambda *a: _found(a[-1], a[-2]), "what did inspectors say about leadership in bury"),
    R("S", "WHICH AUX? FOUND ABOUT NAMES", lambda *a: _found(a[-1]), "what was said about bury"),
    R("S", "WHICH AUX? FOUND ABOUT TN in|at NAMES", lambda *a: _found(a[-1], a[-2]), "what was said about leadership in bury"),
    R("S", "WHICH AUX? NAMES CRIT|STRUGGLE for|on|over|with|about", lambda _, _2, n, _3: _found(n, None, "weak"), "what was bury criticised for"),
    R("S", "WHICH AUX? NAMES PRAISED for|on|about", lambda _, _2, n, _3: _found(n, None, "strong"), "what was bury praised for"),
    R("S", "WHICH AUX? NAMES GOODAT at|on|in", lambda _, _2, n, _3: _found(n, None, "strong"), "what is bury good at"),
    R("S", "WHICH AUX? NAMES WEAKAT at|on|in", lambda _, _2, n, _3: _found(n, None, "weak"), "what is bury bad at"),
    R("S", "WHICH AUX? NAMES WN", lambda _, _2, n, _3: _found(n, None, "weak"), "what were bury weaknesses"),
    R("S", "WHICH AUX? NAMES GOODN", lambda _, _2, n, _3: _found(n, None, "strong"), "what were bury strengths"),
    R("S", "WHICH WN AUX? NAMES GET", lambda _, _2, _3, n, _4: _found(n, None, "weak"), "what weaknesses did bury have"),
    R("S", "WHICH GOODN AUX? NAMES GET", lambda _, _2, _3, n, _4: _found(n, None, "strong"), "what strengths did bury have"),
    R("S", "SHOW? NAMES WN", lambda _, n, _2: _found(n, None, "weak"), "bury weaknesses"),
    R("S", "SHOW? NAMES GOODN", lambda _, n, _2: _found(n, None, "strong"), "bury strengths"),
    R("S", "SHOW? WN of|in|at|for NAMES", lambda _, _2, n: _found(n, None, "weak"), "weaknesses of bury"),
    R("S", "SHOW? GOODN of|in|at|for NAMES", lambda _, _2, n: _found(n, None, "strong"), "strengths of bury"),
    R("S", "WHICH|SHOW? AUX? NAMES priority action|actions", lambda _, _2, n: _found(n, None, "weak", "priority-actions"), "what were bury priority actions"),
    R("S", "WHICH|SHOW? AUX? NAMES area|areas for priority action", lambda _, _2, n: _found(n, None, "weak", "priority-actions"), "what were bury areas for priority action"),
    R("S", "WHICH|SHOW? AUX? NAMES area|areas for improvement", lambda _, _2, n: _found(n, None, "weak", "improvements"), "what were bury areas for improvement"),
    R("S", "why AUX NAMES OWE|TOLD|GET to? WRITE? PLANS", lambda _, n, _2, _3, p: _why(n, p), "why did bury get a wsa"),
    R("S", "why AUX NAMES MUST WRITE PLANS", lambda _, n, _2, _3, p: _why(n, p), "why did bury have to write a wsa"),
    R("S", "why AUX NAMES CRIT", lambda _, n, _2: _why(n), "why was bury criticised"),
    R("S", "why AUX NAMES CRIT ABOUT TN", lambda _, n, _2, _3, t: _why(n, None, t), "why was bury criticised for leadership"),
    R("S", "how AUX TN CRIT|BADADJ in|at NAMES", lambda _, t, _2, n: _why(n, None, t), "how was leadership criticised in bury"),
    R("S", "HOWMANY WN AUX? NAMES GET", lambda _, _2, _3, n, _4: _number(n, "weaknesses"), "how many weaknesses did bury have"),
    R("S", "HOWMANY WN AUX? NAMES GET in|on|under PLANS|LETTERN", lambda _, _2, _3, n, *_4: _number(n, "weaknesses"), "how many weaknesses did bury have in its wsa"),
    R("S", "HOWMANY WN in|of|for|listed NAMES", lambda _, _2, n: _number(n, "weaknesses"), "number of weaknesses in bury"),
    R("S", "HOWMANY GOODN AUX? NAMES GET", lambda _, _2, _3, n, _4: _number(n, "strengths"), "how many strengths did bury have"),
    R("S", "HOWMANY priority action|actions AUX? NAMES GET", lambda _, _2, n, _3: _number(n, "priority-actions"), "how many priority actions did bury get"),
    R("S", "HOWMANY area|areas for priority action AUX? NAMES GET", lambda _, _2, n, _3: _number(n, "priority-actions"), "how many areas for priority action did bury get"),
    R("S", "HOWMANY area|areas for improvement AUX? NAMES GET", lambda _, _2, n, _3: _number(n, "improvements"), "how many areas for improvement did bury get"),
    R("S", "compare NAMES", lambda n: _compared(n), "compare bury and brent"),
    R("S", "compare NAMES with|to|against|THAN NAMES", lambda a, _, b: _compared((*a, *b)), "compare bury with brent"),
    R("S", "NAMES THAN NAMES", lambda a, _, b: _compared((*a, *b)), "bury versus brent"),
    R("S", "compare NAMES ABOUT TN", lambda n, _, t: _compared(n, t), "compare bury and brent on leadership"),
    R("S", "NAMES THAN NAMES ABOUT TN", lambda a, _, b, _2, t: _compared((*a, *b), t), "bury versus brent on leadership"),
]


def _number(names: Names, what: str) -> Query | None:
    framework: Framework | None = "2023" if what in ("priority-actions", "improvements") else None
    return Query("count", "count", areas=names, of=what, framework=framework) if len(names) == 1 else None


def _compared(names: Names, topics: Predicate | None = None) -> Query | None:
    named = _topics(topics)
    return Query("compare", "compare", areas=names, topics=named) if len(names) > 1 and named is not None else None


RULES = [*DATES, *FINDINGS]
