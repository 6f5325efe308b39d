"""The grammar of first and last, most and fewest, how many of each, and one against another."""

from typing import Literal, NamedTuple

from sendbot.grammar.chart import R
from sendbot.grammar.filters import cond
from sendbot.meaning import All, Predicate, both
from sendbot.query import Event, Query

Order = Literal["first", "last"]
Extreme = Literal["most", "least"]


class Measured(NamedTuple):
    """What areas have a number of."""

    of: str
    which: Predicate | None = None


def _outermost(order: Order, *predicates: Predicate | None, limit: int | None = None, about: Event | None = None) -> Query:
    which = both(*(p for p in predicates if p is not None))
    return Query("areas", "areas", which=None if which == All(()) else which, order=order, limit=limit, about=about)


def _of_letters(order: Order, *predicates: Predicate | None, limit: int | None = None) -> Query:
    return _outermost(order, *predicates, limit=limit, about="published")


def _ranked(extreme: Extreme, measured: Measured, *predicates: Predicate | None, limit: int | None = None) -> Query | None:
    which = both(measured.which, *(p for p in predicates if p is not None))
    which = None if which == All(()) else which
    return Query("ranking", "ranking", which=which, of=measured.of, order=extreme, limit=limit)


def _regions(extreme: Extreme, *predicates: Predicate | None) -> Query | None:
    which = both(*(p for p in predicates if p is not None))
    return Query("ranking", "ranking", which=which, of="regions", order=extreme) if which and which != All(()) else None


def _per(group: str, *predicates: Predicate | None) -> Query | None:
    which = both(*(p for p in predicates if p is not None))
    return Query("per", "per", which=None if which == All(()) else which, of=group)


def _of_query(query: Query, group: str) -> Query | None:
    if query.asks not in ("count", "areas") or query.areas or query.order:
        return None
    return Query("per", "per", which=query.which, of=group, as_at=query.as_at)


def _versus(frame: Predicate | None, *sides: Predicate) -> Query | None:
    frame = None if frame == All(()) else frame
    if len(set(sides)) < len(sides):
        return None
    return Query("versus", "versus", which=frame, sides=tuple(sides))


def _in_order(names: tuple[str, ...], event: Event, order: Order = "first") -> Query | None:
    return Query("sequence", "sequence", areas=names, about=event, order=order) if len(names) > 1 else None


def _before(one: tuple[str, ...], other: tuple[str, ...], event: Event, order: Order = "first") -> Query | None:
    """Whether one area came before (or after) another."""
    both_named = len(one) == len(other) == 1
    return Query("sequence", "sequence", areas=(*one, *other), about=event, order=order, polarity=True) if both_named else None


# fmt: off
SUPERLATIVES = [
    R("SUP", "FIRST", lambda _: "first", "first"),
    R("SUP", "LAST", lambda _: "last", "last"),
    R("EXT", "MOST", lambda _: "most", "most"),
    R("EXT", "FEWEST", lambda _: "least", "fewest"),
    R("S", "WHO|WHICH NP? AUXP? INSPECTED SUP MODS?", lambda _, n, _2, _3, s, m: _outermost(s, n, m), "who was inspected first"),
    R("S", "WHO|WHICH NP? AUXP? SUP INSPECTED MODS?", lambda _, n, _2, s, _3, m: _outermost(s, n, m), "who was first inspected"),
    R("S", "WHO|WHICH AUX? SUP NP to BE? INSPECTED MODS?", lambda _, _2, s, n, _3, _4, m: _outermost(s, n, m), "which was the first area to be inspected"),
    R("S", "WHO|WHICH AUX? SUP NP MODS?", lambda _, _2, s, n, m: _outermost(s, n, m), "which was the first wsa area"),
    R("S", "WHICH SUP NP VPS", lambda _, s, n, v: _outermost(s, n, v), "which first area had a wsa", 0.2),
    R("S", "WHO|WHICH NP? AUXP? VPS SUP", lambda _, n, _2, v, s: _outermost(s, n, v), "who got a wsa first"),
    R("S", "WHO|WHICH NP? AUXP? SUP to GET|WRITE OBJS", lambda _, n, _2, s, _3, o: _outermost(s, n, o), "who was first to get a wsa"),
    R("S", "SHOW? SUP NP to? BE? INSPECTED?", lambda _, s, n, *_2: _outermost(s, n), "the latest area inspected", 0.1),
    R("S", "WHICH|SHOW? AUX? SUP LETTERN PUBLISHED? MODS?", lambda _, _2, s, _3, _4, m: _of_letters(s, m), "the latest letter"),
    R("S", "WHICH|SHOW? AUX? LAST LETTERS PUBLISHED?", lambda *_: Query("areas", "areas", which=cond("newest")), "the latest letters"),
    R("S", "WHICH|SHOW? AUX? SUP NUM LETTERN MODS?", lambda _, _2, s, n, _3, m: _of_letters(s, m, limit=n), "the last four letters"),
    R("S", "WHICH|SHOW? AUX? NUM SUP LETTERN MODS?", lambda _, _2, n, s, _3, m: _of_letters(s, m, limit=n), "the four latest letters"),
    R("S", "WHICH|SHOW? AUX? NUM SUP NP", lambda _, _2, n, s, p: _outermost(s, p, limit=n), "the four latest areas"),
    R("S", "WHICH|SHOW? AUX? SUP NUM NP", lambda _, _2, s, n, p: _outermost(s, p, limit=n), "the last four areas"),
    R("S", "WHOSE|whose LETTERN BE? PUBLISHED SUP MODS?", lambda _, _2, _3, _4, s, m: _of_letters(s, m), "whose letter was published first"),
    R("S", "WHOSE|whose INSPN BE? SUP MODS?", lambda _, _2, _3, s, m: _outermost(s, m), "whose inspection was first"),
    R("S", "WHOSE|whose PLANS AUX? DUE SUP|next", lambda _, p, _2, _3, s: _next(p), "whose wsa is due first"),
    R("S", "WHICH PLANS AUX? DUE SUP|next|soonest", lambda _, p, _2, _3, s: _next(p), "which wsa is due next"),
    R("S", "WHO|WHICH NP? AUX? DUE next|soonest", lambda _, n, _2, _3: _next(n), "who is due next"),
]


def _next(which: Predicate | None) -> Query:
    return Query("areas", "areas", which=None if which == All(()) else which, order="next", about="due")


RANKINGS = [
    R("MEASURED", "WN", lambda _: Measured("weaknesses"), "weaknesses"),
    R("MEASURED", "GOODN", lambda _: Measured("strengths"), "strengths"),
    R("MEASURED", "priority action|actions", lambda: Measured("priority-actions"), "priority actions"),
    R("MEASURED", "area|areas for priority action", lambda: Measured("priority-actions"), "areas for priority action"),
    R("MEASURED", "area|areas for improvement", lambda: Measured("improvements"), "areas for improvement"),
    R("MEASURED", "THINGN to FIX", lambda *_: Measured("weaknesses"), "points to put right"),
    R("S", "WHO|WHICH NP? AUX? GET EXT MEASURED MODS?", lambda _, n, _2, _3, e, x, m: _ranked(e, x, n, m), "which area had the most weaknesses"),
    R("S", "WHO|WHICH NP? WITH EXT MEASURED MODS?", lambda _, n, _2, e, x, m: _ranked(e, x, n, m), "which area with the most weaknesses"),
    R("S", "NP WITH EXT MEASURED MODS?", lambda n, _, e, x, m: _ranked(e, x, n, m), "areas with the fewest weaknesses"),
    R("S", "EXT MEASURED MODS? ,? WHO|WHICH?", lambda e, x, m, _: _ranked(e, x, m), "most weaknesses , who"),
    R("S", "WHOSE|whose PLANS GET EXT MEASURED", lambda _, p, _2, e, x: _ranked(e, x, p), "whose wsa had the most weaknesses"),
    R("S", "top NUM NP? by|for number? of? MEASURED", lambda n, p, x: _ranked("most", x, p, limit=n), "top five areas by number of weaknesses"),
    R("S", "SHOW? NUM NP WITH EXT MEASURED", lambda _, n, p, _2, e, x: _ranked(e, x, p, limit=n), "the five areas with most weaknesses"),
    R("S", "WHICH REGIONN AUX? GET EXT NP VPS?", lambda _, _2, _3, _4, e, n, v: _regions(e, n, v), "which region had the most wsa areas"),
    R("S", "REGIONN WITH EXT NP VPS?", lambda _, _2, e, n, v: _regions(e, n, v), "region with the most wsa areas"),
    R("S", "WHERE AUX? EXT NP", lambda _, _2, e, n: _regions(e, n), "where were the most wsa areas"),
    R("S", "EXT NP ,? WHICH REGIONN", lambda e, n, _, _2: _regions(e, n), "most wsas , which region"),
    R("S", "in WHICH REGIONN AUX? EXT NP VPS?", lambda _, _2, _3, e, n, v: _regions(e, n, v), "in which region were most areas given a wsa"),
]
GROUPS = [
    R("GROUP", "PER REGIONN", lambda *_: "region", "per region"),
    R("GROUP", "PER YEARN", lambda *_: "year", "per year"),
    R("GROUP", "YEARN by|on YEARN", lambda *_: "year", "year by year"),
    R("GROUP", "REGIONN by REGIONN", lambda *_: "region", "region by region"),
    R("GROUP", "PER MONTHN", lambda *_: "month", "per month"),
    R("GROUP", "PER OUTCOMEN", lambda *_: "outcome", "per outcome"),
    R("GROUP", "PER TYPEN", lambda *_: "type", "per type of authority"),
    R("GROUP", "PER FRAMEWORKN", lambda *_: "framework", "per framework"),
    R("S", "S ,? GROUP", lambda s, g: _of_query(s, g), "how many areas had a wsa per region"),
    R("S", "GROUP ,? S", lambda g, s: _of_query(s, g), "year by year , how many wsas were there"),
    R("S", "NP GROUP", lambda n, g: _per(g, n), "wsas by region"),
    R("S", "SHOW NP GROUP", lambda _, n, g: _per(g, n), "show wsas by region"),
    R("S", "HOWMANY NP GROUP AUXP? VPS", lambda _, n, g, _2, v: _per(g, n, v), "how many areas in each region had a wsa"),
    R("S", "HOWMANY NP GROUP", lambda _, n, g: _per(g, n), "how many wsas per region"),
    R("S", "breakdown of NP GROUP", lambda n, g: _per(g, n), "breakdown of wsas by region"),
    R("S", "break NP down GROUP", lambda n, g: _per(g, n), "break wsas down by region"),
]
AGAINST = [
    R("S", "WHICH GET MORE NP ,? REG OR REG", lambda _, _2, _3, n, a, _4, b: _versus(n, a, b), "which had more wsas , london or the north west"),
    R("S", "AUX? MORE NP in|from REG OR|THAN in? REG", lambda _, _2, n, a, _3, b: _versus(n, a, b), "were more wsas in london or the north west"),
    R("S", "AUX REG GET MORE NP THAN REG", lambda _, a, _2, _3, n, _4, b: _versus(n, a, b), "did london have more wsas than the north west"),
    R("S", "AUX MORE NP VPS OR|THAN VPS", lambda _, _2, n, a, _3, b: _versus(n, a, b), "were more areas criticised for leadership than praised for co-production", 0.05),
    R("S", "AUX? MORE NP OR|THAN NP", lambda _, _2, a, _3, b: _versus(None, a, b), "are there more outcome 3s than outcome 1s"),
    R("S", "compare REG AND|with|THAN REG", lambda a, _, b: _versus(None, a, b), "compare london and the north west"),
    R("S", "compare REG AND|with|THAN REG ABOUT|for? NP", lambda a, _, b, _2, n: _versus(n, a, b), "compare london and the north west for wsas"),
    R("S", "NP ,? REG THAN REG", lambda n, a, _, b: _versus(n, a, b), "wsas , london versus the north west"),
    R("S", "REG THAN REG ,? NP", lambda a, _, b, n: _versus(n, a, b), "london versus the north west , wsas"),
    R("S", "which|what|who more common|frequent|usual ,? T OR T", lambda a, _, b: _versus(None, a, b), "which more common , leadership or co-production"),
    R("S", "which AUX? more common|frequent|usual ,? T OR T", lambda _, a, _2, b: _versus(None, a, b), "which is more common , leadership or co-production"),
    R("S", "AUX MORE NP CRIT ABOUT T OR|THAN T", lambda _, _2, n, _3, _4, a, _5, b: _versus(n, a, b), "were more areas criticised for leadership or co-production"),
    R("S", "AUX T more common|frequent|usual THAN T", lambda _, a, _2, b: _versus(None, a, b), "is leadership more common than co-production"),
]
SEQUENCES = [
    R("EVENT", "INSPECTED", lambda _: "inspected", "inspected"),
    R("EVENT", "REVISITED", lambda _: "re-visited", "re-visited"),
    R("EVENT", "MONITORED", lambda _: "monitored", "monitored"),
    R("EVENT", "LETTERN PUBLISHED?", lambda *_: "published", "letter published"),
    R("EVENT", "PUBLISHED", lambda _: "published", "published", 0.1),
    R("EVENT", "INSPN HAPPEN?", lambda *_: "inspected", "inspection"),
    R("EVENT", "SUBMITTED PLANS?", lambda *_: "submitted", "submitted its wsa"),
    R("EVENT", "PLANS DUE?", lambda *_: "due", "wsa due"),
    R("EVENT", "DUE", lambda _: "due", "due"),
    R("S", "WHO|WHICH AUX? EVENT SUP|sooner|later|before ,? NAMES", lambda _, _2, e, s, n: _in_order(n, e, _side(s)), "who was inspected first , bury or brent"),
    R("S", "WHO|WHICH AUX? SUP EVENT ,? NAMES", lambda _, _2, s, e, n: _in_order(n, e, s), "who was first inspected , bury or brent"),
    R("S", "WHO|WHICH of? NAMES AUX? EVENT SUP", lambda _, n, _2, e, s: _in_order(n, e, s), "which of bury and brent was inspected first"),
    R("S", "NAMES ,? WHO|WHICH AUX? EVENT SUP", lambda n, _, _2, e, s: _in_order(n, e, s), "bury or brent , which was inspected first"),
    R("S", "AUX NAMES EVENT SUP", lambda _, n, e, s: _in_order(n, e, s), "was bury or brent inspected first"),
    R("S", "WHOSE|whose EVENT AUX? SUP|CAMEFIRST ,? NAMES", lambda _, e, _2, s, n: _in_order(n, e, _side(s)), "whose letter came first , bury or brent"),
    R("S", "WHO|WHICH AUX? CAMEFIRST ,? NAMES", lambda _, _2, _3, n: _in_order(n, "inspected"), "who came first , bury or brent"),
    R("S", "NAMES ,? WHO|WHICH AUX? CAMEFIRST", lambda n, *_: _in_order(n, "inspected"), "bury or brent , which came first"),
    R("S", "NAMES ,? WHO|WHICH EVENT? CAMEFIRST|SUP", lambda n, _, e, s: _in_order(n, e or "inspected", _side(s)), "bury or brent , which first"),
    R("S", "AUX NAMES EVENT before|earlier|sooner than? NAMES", lambda _, a, e, b: _before(a, b, e), "was bury inspected before brent"),
    R("S", "AUX NAMES EVENT after|later than? NAMES", lambda _, a, e, b: _before(a, b, e, "last"), "was bury inspected after brent"),
]


def _side(superlative: object) -> Order:
    return "last" if superlative == "last" else "first"


RULES = [*SUPERLATIVES, *RANKINGS, *GROUPS, *AGAINST, *SEQUENCES]
