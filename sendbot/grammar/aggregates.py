"""The grammar of first and last, most and fewest, longest and shortest; and all the rules of aggregates together."""

from typing import Literal, NamedTuple

from sendbot.grammar import against, alike, grouping, leading, orders, sizes, totals
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


def _which(*predicates: Predicate | None) -> Predicate | None:
    which = both(*(p for p in predicates if p is not None))
    return None if which == All(()) else which


def _outermost(order: Order, *predicates: Predicate | None, limit: int | None = None, about: Event | None = None) -> Query:
    return Query("areas", "areas", which=_which(*predicates), order=order, limit=limit, about=about)


def _of_letters(order: Order, *predicates: Predicate | None, limit: int | None = None) -> Query:
    return _outermost(order, *predicates, limit=limit, about="published")


def _by_event(order: Order, event: Event, *predicates: Predicate | None, limit: int | None = None) -> Query:
    return _outermost(order, *predicates, limit=limit, about=None if event == "inspected" else event)


def _ranked(extreme: Extreme, measured: Measured, *predicates: Predicate | None, limit: int | None = None) -> Query | None:
    return Query("ranking", "ranking", which=_which(measured.which, *predicates), of=measured.of, order=extreme, limit=limit)


def _next(which: Predicate | None, limit: int | None = None) -> Query:
    return Query("areas", "areas", which=_which(which), order="next", about="due", limit=limit)


def _due(superlative: object, which: Predicate | None) -> Query:
    return _outermost("last", which, about="due") if superlative == "last" else _next(which)


def _waited(extreme: Extreme, of: str, *predicates: Predicate | None, limit: int | None = None) -> Query:
    return Query("ranking", "ranking", which=_which(*predicates), of=of, order=extreme, limit=limit)


# fmt: off
SUPERLATIVES = [
    R("SUP", "FIRST", lambda _: "first", "first"),
    R("SUP", "LAST", lambda _: "last", "last"),
    R("EXT", "MOST", lambda _: "most", "most"),
    R("EXT", "FEWEST", lambda _: "least", "fewest"),
    R("S", "WHO|WHICH NP? AUXP? EVENT SUP MODS?", lambda _, n, _2, e, s, m: _by_event(s, e, n, m), "who was re-visited first"),
    R("S", "WHO|WHICH NUM NP? AUXP? EVENT SUP MODS?", lambda _, k, n, _2, e, s, m: _by_event(s, e, n, m, limit=k), "which four areas were re-visited first"),
    R("S", "WHO|WHICH NUM LETTERN AUXP? PUBLISHED SUP MODS?", lambda _, k, _2, _3, _4, s, m: _of_letters(s, m, limit=k), "which four letters came out last"),
    R("S", "WHICH LETTERN AUXP? PUBLISHED SUP MODS?", lambda _, _2, _3, _4, s, m: _of_letters(s, m), "which letter came out last"),
    R("S", "WHO|WHICH NP? AUXP? SUP to? BE? EVENT MODS?", lambda _, n, _2, s, _3, e, m: _by_event(s, e, n, m), "who was the first to be re-visited", 0.02),
    R("S", "WHO|WHICH AUX? SUP NP to BE? EVENT MODS?", lambda _, _2, s, n, _3, e, m: _by_event(s, e, n, m), "which was the first area to be re-visited"),
    R("S", "WHO|WHICH AUX? SUP NP MODS?", lambda _, _2, s, n, m: _outermost(s, n, m), "which was the first wsa area"),
    R("S", "WHO|WHICH AUX? SUP of NP MODS?", lambda _, _2, s, n, m: _outermost(s, n, m), "which was the earliest of the areas with a wsa"),
    R("S", "SUP of NP MODS?", lambda s, n, m: _outermost(s, n, m), "earliest of the areas with a wsa"),
    R("S", "WHO|WHICH NP? AUXP? VPS SUP", lambda _, n, _2, v, s: _outermost(s, n, v), "who got a wsa first", 0.03),
    R("S", "WHO|WHICH NP? AUX? SUP VPS", lambda _, n, _2, s, v: _outermost(s, n, v), "who last got a wsa", 0.05),
    R("S", "WHO|WHICH NP? AUXP? SUP to GET|WRITE OBJS", lambda _, n, _2, s, _3, o: _outermost(s, n, o), "who was first to get a wsa"),
    R("S", "WHO|WHICH AUXP? SUP NP to BE? GET|WRITE OBJS", lambda _, _2, s, n, _3, _4, o: _outermost(s, n, o), "which was the first area to be given outcome 3"),
    R("S", "SHOW? SUP NP to? BE? INSPECTED?", lambda _, s, n, *_2: _outermost(s, n), "the latest area inspected", 0.1),
    R("S", "WHICH|SHOW? AUX? SUP NUM NP to BE? GET|WRITE OBJS", lambda *a: _outermost(a[2], a[4], a[-1], limit=a[3]), "the last three areas to get outcome 3"),
    R("S", "WHICH|SHOW? AUX? SUP NUM NP to BE? INSPECTED MODS?", lambda *a: _outermost(a[2], a[4], a[-1], limit=a[3]), "the last three areas to be inspected"),
    R("S", "WHICH|SHOW? AUX? SUP NUM to BE? GET|WRITE OBJS", lambda *a: _outermost(a[2], a[-1], limit=a[3]), "the last three to get outcome 3"),
    R("S", "WHO|WHICH NP? AUXP? SUP to BE? VPS", lambda _, n, _2, s, _3, v: _outermost(s, n, v), "which area was the last to be told to write a wsa", 0.05),
    R("S", "WHO|WHICH AUXP? SUP NP to BE? VPS", lambda _, _2, s, n, _3, v: _outermost(s, n, v), "which was the last area to be told to write a wsa", 0.05),
    R("S", "SHOW? SUP NP to BE? GET|WRITE OBJS", lambda _, s, n, _2, _3, o: _outermost(s, n, o), "the first area to get a wsa"),
    R("S", "WHICH|SHOW? AUX? SUP LETTERN PUBLISHED? MODS?", lambda _, _2, s, _3, _4, m: _of_letters(s, m), "the latest letter"),
    R("S", "WHICH|SHOW? AUX? SUP PRES LETTERN MODS?", lambda _, _2, s, p, _3, m: _of_letters(s, p, m), "the latest outcome 3 report"),
    R("S", "WHICH|SHOW? AUX? LAST LETTERS PUBLISHED?", lambda *_: Query("areas", "areas", which=cond("newest")), "the latest letters"),
    R("S", "WHICH|SHOW? AUX? SUP NUM LETTERN MODS?", lambda _, _2, s, n, _3, m: _of_letters(s, m, limit=n), "the last four letters"),
    R("S", "WHICH|SHOW? AUX? NUM SUP LETTERN MODS?", lambda _, _2, n, s, _3, m: _of_letters(s, m, limit=n), "the four latest letters"),
    R("S", "WHICH|SHOW? AUX? NUM SUP PRES LETTERN MODS?", lambda _, _2, n, s, p, _3, m: _of_letters(s, p, m, limit=n), "the four latest outcome 3 reports"),
    R("S", "WHICH|SHOW? AUX? NUM SUP NP", lambda _, _2, n, s, p: _outermost(s, p, limit=n), "the four latest areas"),
    R("S", "WHICH|SHOW? AUX? SUP NUM NP", lambda _, _2, s, n, p: _outermost(s, p, limit=n), "the last four areas"),
    R("S", "WHICH|SHOW? AUX? NUM SUP", lambda _, _2, n, s: _outermost(s, limit=n), "the four most recent", 0.05),
    R("S", "WHOSE|whose LETTERN BE? PUBLISHED SUP MODS?", lambda _, _2, _3, _4, s, m: _of_letters(s, m), "whose letter was published first"),
    R("S", "WHOSE|whose LETTERN BE? SUP MODS?", lambda _, _2, _3, s, m: _of_letters(s, m), "whose letter was first"),
    R("S", "WHOSE|whose INSPN BE? SUP MODS?", lambda _, _2, _3, s, m: _outermost(s, m), "whose inspection was first"),
    R("S", "WHOSE|whose PLANS BE? SUBMITTED SUP MODS?", lambda _, p, _2, _3, s, m: _by_event(s, "submitted", p, m), "whose wsa was submitted first"),
    R("S", "WHOSE|whose PLANS BE? APPROVED SUP MODS?", lambda _, p, _2, _3, s, m: _by_event(s, "approved", p, m), "whose wsa was approved first"),
    R("S", "WHOSE|whose PLANS AUX? DUE SUP|next|soonest", lambda _, p, _2, _3, s: _due(s, p), "whose wsa is due first"),
    R("S", "WHOSE|whose PLANS AUX? SUP|next|soonest DUE", lambda _, p, _2, s, _3: _due(s, p), "whose wsa is next due"),
    R("S", "WHICH PLANS AUX? DUE SUP|next|soonest", lambda _, p, _2, _3, s: _due(s, p), "which wsa is due next"),
    R("S", "WHICH|SHOW? next NUM? PLANS AUX? DUE MODS?", lambda _, n, p, _2, _3, m: _next(both(p, *([m] if m else [])), n), "the next wsa due"),
    R("S", "WHO|WHICH NP? AUX? DUE next|soonest", lambda _, n, _2, _3: _next(n), "who is due next"),
    R("S", "WHO|WHICH NP? AUX? next DUE", lambda _, n, _2, _3: _next(n), "who is next due"),
    R("S", "WHO|WHICH NP? AUX? NEAREST PLANS? DEADLINEN", lambda _, n, _2, _3, p, _4: _next(both(*(x for x in (n, p) if x))), "who has the nearest deadline"),
]
RANKINGS = [
    R("MEASURED", "WN", lambda _: Measured("weaknesses"), "weaknesses"),
    R("MEASURED", "GOODN", lambda _: Measured("strengths"), "strengths"),
    R("MEASURED", "priority action|actions", lambda: Measured("priority-actions"), "priority actions"),
    R("MEASURED", "area|areas for priority action", lambda: Measured("priority-actions"), "areas for priority action"),
    R("MEASURED", "area|areas for improvement", lambda: Measured("improvements"), "areas for improvement"),
    R("MEASURED", "improvements", lambda: Measured("improvements"), "improvements"),
    R("MEASURED", "THINGN to FIX", lambda *_: Measured("weaknesses"), "points to put right"),
    R("MEASURED", "MEASURED in|on|from|under PLANS|LETTERN", lambda m, p: Measured(m.of, None if p is True else p), "weaknesses in a wsa"),
    R("S", "WHO|WHICH NP? AUX? GET EXT MEASURED MODS?", lambda _, n, _2, _3, e, x, m: _ranked(e, x, n, m), "which area had the most weaknesses"),
    R("S", "WHO|WHICH NUM NP? AUX? GET EXT MEASURED MODS?", lambda _, k, n, _2, _3, e, x, m: _ranked(e, x, n, m, limit=k), "which three areas had the most weaknesses"),
    R("S", "WHO|WHICH MODS AUX? GET EXT MEASURED", lambda _, m, _2, _3, e, x: _ranked(e, x, m), "who in london had the most weaknesses"),
    R("S", "WHO|WHICH NP? WITH EXT MEASURED MODS?", lambda _, n, _2, e, x, m: _ranked(e, x, n, m), "which area with the most weaknesses"),
    R("S", "WHO|WHICH NP? AUX? RECORD MEASURED MODS?", lambda _, n, _2, _3, x, m: _ranked("most", x, n, m), "who holds the record for weaknesses"),
    R("S", "SHOW? NP WITH EXT MEASURED MODS?", lambda _, n, _2, e, x, m: _ranked(e, x, n, m), "areas with the fewest weaknesses"),
    R("S", "SHOW? EXT MEASURED MODS? ,? WHO|WHICH?", lambda _, e, x, m, _2: _ranked(e, x, m), "most weaknesses , who"),
    R("S", "SHOW? EXT MEASURED ,? WHICH|SHOW NP", lambda _, e, x, _2, n: _ranked(e, x, n), "most weaknesses , which area"),
    R("S", "WHOSE|whose PLANS|LETTERN GET|FOUND|CARRY EXT MEASURED MODS?", lambda _, p, _2, e, x, m: _ranked(e, x, None if p is True else p, m), "whose wsa had the most weaknesses"),
    R("S", "WHICH PLANS|LETTERN AUX? GET|FOUND|CARRY EXT MEASURED MODS?", lambda _, p, _2, _3, e, x, m: _ranked(e, x, None if p is True else p, m), "which wsa had the most weaknesses"),
    R("S", "WHO|WHICH NP? AUXP? CRIT MOST MODS?", lambda _, n, _2, _3, _4, m: _ranked("most", Measured("weaknesses"), n, m), "who was criticised most"),
    R("S", "WHO|WHICH NP? AUXP? PRAISED MOST MODS?", lambda _, n, _2, _3, _4, m: _ranked("most", Measured("strengths"), n, m), "who was praised most"),
    R("S", "TOP NUM NP? BYNUMBER MEASURED MODS?", lambda t, n, p, _, x, m: _ranked(t, x, p, m, limit=n), "top five areas by number of weaknesses"),
    R("S", "TOP NUM ,? MEASURED MODS?", lambda t, n, x, m: _ranked(t, x, m, limit=n), "top five , weaknesses", 0.2),
    R("S", "SHOW? NUM NP WITH EXT MEASURED MODS?", lambda _, n, p, _2, e, x, m: _ranked(e, x, p, m, limit=n), "the five areas with most weaknesses"),
    R("S", "RANK NP BYNUMBER MEASURED MODS?", lambda _, p, _2, x, m: _ranked("most", x, p, m, limit=10), "rank areas by number of weaknesses"),
    R("S", "NP RANKED BYNUMBER MEASURED MODS?", lambda p, _, _2, x, m: _ranked("most", x, p, m, limit=10), "areas ranked by number of weaknesses"),
    R("TOP", "top|highest|first", lambda: "most", "top"),
    R("TOP", "bottom|lowest", lambda: "least", "bottom"),
    R("S", "SHOW? LONGEST PLANS MODS? ,? WHO|WHOSE|WHICH?", lambda _, e, p, m, _2: _ranked(e, Measured("weaknesses"), p, m), "the longest wsa"),
    R("S", "SHOW? NUM LONGEST PLANS MODS?", lambda _, k, e, p, m: _ranked(e, Measured("weaknesses"), p, m, limit=k), "the three longest wsas"),
    R("S", "WHO|WHICH NP? AUX? GET LONGEST PLANS MODS?", lambda _, n, _2, _3, e, p, m: _ranked(e, Measured("weaknesses"), n, p, m), "who had the longest wsa"),
    R("S", "WHOSE|whose PLANS BE? LONGEST MODS?", lambda _, p, _2, e, m: _ranked(e, Measured("weaknesses"), p, m), "whose wsa was the longest"),
    R("S", "S ,? whose GET EXT MEASURED", lambda s, _, e, x: s if (s.asks, s.of, s.order) == ("ranking", x.of, e) else None, "the longest wsa , whose had the most weaknesses"),
    R("LONGEST", "LONGESTW", lambda _: "most", "longest"),
    R("LONGEST", "SHORTESTW", lambda _: "least", "shortest"),
]
WAITS = [
    R("WAITFOR", "for? LETTERN", lambda *_: "wait", "for the letter"),
    R("WAITFOR", "FROMEND LETTERN PUBLISHED?", lambda *_: "wait", "between inspection and the letter"),
    R("WAITFOR", "FROMEND PUBLISHED|PUBLICATIONN", lambda *_: "wait", "between inspection and publication"),
    R("FROMEND", "between|from ENDOF? INSPN|VISITED and|to|until|till", lambda *_: True, "between the end of the inspection and"),
    R("WAITFOR", "VISITED to|and|until|till LETTERN|PUBLICATIONN|PUBLISHED", lambda *_: "wait", "arrival to publication"),
    R("WAITFOR", "for? REVISITN", lambda *_: "revisit-wait", "for the re-visit"),
    R("WAITFOR", "FROMEND REVISITN", lambda *_: "revisit-wait", "from inspection to re-visit"),
    R("SINCE", "since LAST|INSPN|INSPECTED|VISITED", lambda _: True, "since inspected"),
    R("SINCE", "since LAST INSPN|INSPECTED", lambda *_: True, "since the last inspection"),
    R("SINCE", "without|since any|another|full? INSPN", lambda _: True, "without an inspection"),
    R("S", "WHO|WHICH NP? AUX? WAITED LONGEST WAITFOR MODS?", lambda _, n, _2, _3, e, w, m: _waited(e, w, n, m), "who waited longest for the letter"),
    R("S", "WHO|WHICH NP? AUX? WAITED LONGEST MODS? WAITFOR", lambda _, n, _2, _3, e, m, w: _waited(e, w, n, m), "who waited longest in london for the letter", 0.02),
    R("S", "WHO|WHICH NP? AUX? WAITING LONGEST for? REVISITN MODS?", lambda _, n, _2, _3, e, _4, m: _waited(e, "revisit-open", n, m), "who has been waiting longest for a re-visit"),
    R("S", "WHO|WHICH NP? AUX? GET? LONGEST WAITN WAITFOR MODS?", lambda _, n, _2, _3, e, _4, w, m: _waited(e, w, n, m), "who had the longest wait for the letter"),
    R("S", "SHOW? LONGEST WAITN WAITFOR MODS? ,? WHO|WHICH?", lambda _, e, _2, w, m, _3: _waited(e, w, m), "the longest wait for the letter"),
    R("S", "WHOSE|whose LETTERN AUX? TOOK? LONGEST MODS?", lambda _, _2, _3, _4, e, m: _waited(e, "wait", m), "whose letter took longest"),
    R("S", "WHICH LETTERN AUX? TOOK LONGEST MODS?", lambda _, _2, _3, _4, e, m: _waited(e, "wait", m), "which letter took longest"),
    R("S", "WHICH|SHOW? AUX? SLOW LETTERN MODS? ,? WAITFOR?", lambda _, _2, e, _3, m, _4: _waited(e, "wait", m), "the slowest letter"),
    R("S", "WHICH|SHOW? AUX? SLOW LETTERN of? FRAME ,? WAITFOR?", lambda _, _2, e, _3, f, _4: _waited(e, "wait", f), "the slowest letter of the first round"),
    R("SLOW", "slowest", lambda: "most", "slowest"),
    R("SLOW", "fastest|quickest", lambda: "least", "fastest"),
    R("S", "WHO|WHICH NP? AUX? GET|been|gone|WAITED? LONGEST SINCE MODS?", lambda _, n, _2, _3, e, _4, m: _waited(e, "since", n, m), "which area has gone longest without an inspection"),
    R("S", "WHO|WHICH NP? AUX? GET LONGEST time|period|gap|stretch SINCE", lambda _, n, _2, _3, e, _4: _waited(e, "since", n), "who has the longest time since the inspection"),
    R("S", "WHO|WHICH NUM NP? AUX? GET|been|gone LONGEST time? SINCE", lambda _, k, n, _2, _3, e, _4: _waited(e, "since", n, limit=k), "which two areas have the shortest time since their inspection"),
    R("S", "LONGEST time|period|gap|stretch? SINCE MODS? ,? WHO|WHICH?", lambda e, _, m, _2: _waited(e, "since", m), "longest since the inspection"),
]

RULES = [*SUPERLATIVES, *RANKINGS, *WAITS, *grouping.RULES, *against.RULES, *orders.RULES, *alike.RULES, *totals.RULES, *leading.RULES, *sizes.RULES]
