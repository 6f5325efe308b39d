"""The grammar of what areas share with a named one: the same week, month, year, outcome, region or type; and of "who else"."""

from sendbot.grammar.chart import R
from sendbot.grammar.filters import cond
from sendbot.meaning import Is, Not, Predicate, both, conjuncts, literals
from sendbot.query import Query

_OF_AREAS = frozenset(("region", "type"))


def _like(shared: str, names: tuple[str, ...]) -> Predicate:
    return cond("alike" if shared in _OF_AREAS else "same", shared, *names)


def _published(of: Predicate) -> Predicate | None:
    """The same day or month, of the letters."""
    if not isinstance(of, Is) or of.condition.kind != "same" or of.condition.values[0] not in ("day", "month"):
        return None
    shared, *names = of.condition.values
    return cond("same", f"published-{shared}", *names)


def _inspected(of: Predicate) -> Predicate | None:
    return of if isinstance(of, Is) and of.condition.kind == "same" and of.condition.values[0] != "outcome" else None


def _together(names: tuple[str, ...], shared: str) -> Query | None:
    """Whether two areas share something: whether the second is like the first."""
    if len(names) != 2:
        return None
    return Query("check", "check", areas=names[1:], which=_like(shared, names[:1]))


def _else(asks: str, *predicates: Predicate | None) -> Query | None:
    """ "Who else": the question itself names the area that is left out."""
    which = both(*(p for p in predicates if p is not None))
    if which is None:
        return None
    leaves_out = any(isinstance(p, Not) and {c.kind for c in literals(p)} == {"area"} for p in conjuncts(which))
    if not leaves_out and not any(c.kind in ("same", "alike") and not c.negated for c in literals(which)):
        return None
    return Query(asks, asks, which=which)  # type: ignore[arg-type]


def _besides(names: tuple[str, ...], query: Query) -> Query | None:
    if query.areas or query.asks not in ("areas", "count") or not query.which:
        return None
    return Query(
        query.asks,
        query.intent,
        which=both(query.which, Not(cond("area", *names))),
        order=query.order,
        limit=query.limit,
        about=query.about,
    )


# fmt: off
RULES = [
    R("UNITN", "WEEKN", lambda _: "week", "week"),
    R("UNITN", "DAYN", lambda _: "day", "day"),
    R("UNITN", "MONTHN", lambda _: "month", "month"),
    R("UNITN", "YEARN", lambda _: "year", "year"),
    R("UNITN", "OUTCOMEN", lambda _: "outcome", "outcome"),
    R("UNITN", "REGIONN", lambda _: "region", "region"),
    R("UNITN", "TYPEN", lambda _: "type", "type of authority"),
    R("LIKE", "SAMEW UNITN as|like|that NAMES", lambda _, u, n: _like(u, n), "same week as brent"),
    R("LIKE", "SAMEW UNITN as|that NAMES AUX? INSPECTED|INSPN", lambda _, u, n, _2, _3: _like(u, n) if u not in ("region", "type", "outcome") else None, "same week as brent inspection"),
    R("LIKE", "SAMEW UNITN as in|at|for NAMES", lambda _, u, n: _like(u, n), "same week as in brent"),
    R("LIKE", "same time as NAMES", lambda n: _like("week", n), "same time as brent"),
    R("LIKE", "NAMES UNITN", lambda n, u: _like(u, n), "brent region", 0.05),
    R("LIKE", "NAMES own UNITN", lambda n, u: _like(u, n), "brent own region"),
    R("LIKE", "UNITN of|that NAMES AUX? INSPECTED|INSPN", lambda u, n, _, _2: _like(u, n) if u not in ("region", "type", "outcome") else None, "week of brent inspection"),
    R("LIKE", "SAMEW UNITN AND UNITN as NAMES", lambda _, a, _2, b, n: both(_like(a, n), _like(b, n)), "same region and type as brent"),
    R("LIKE", "SAMEW UNITN ,? AND? SAMEW UNITN as NAMES", lambda _, a, _2, _3, b, n: both(_like(a, n), _like(b, n)), "same region , same type as brent"),
    R("MOD", "in|on|during|at|of|with|from|within LIKE", lambda p: p, "in the same week as brent"),
    R("MOD", "RESEMBLING NAMES", lambda _, n: both(_like("region", n), _like("type", n)), "like brent", 0.05),
    R("MOD", "RESEMBLING NAMES ,? SAMEW UNITN", lambda _, n, _2, u: _like(u, n), "like brent , same region"),
    R("MOD", "RESEMBLING NAMES ,? SAMEW UNITN ,? AND? SAMEW? UNITN", lambda _, n, _2, a, _3, _4, b: both(_like(a, n), _like(b, n)), "like brent , same region , same type"),
    R("V", "INSPECTED in|on|over|during|at? LIKE", lambda _, p: _inspected(p), "inspected in the same week as brent"),
    R("V", "PUBLISHED on|in? LIKE", lambda _, p: _published(p), "published on the same day as brent"),
    R("V", "LETTERN PUBLISHED on|in? LIKE", lambda *a: _published(a[-1]), "letter published on the same day as brent"),
    R("V", "SHARED INSPN? UNITN with NAMES", lambda _, _2, u, n: _like(u, n), "shared an inspection week with brent"),
    R("V", "GET LIKE", lambda _, p: p if all(c.values[0] == "outcome" for c in literals(p)) else None, "got the same outcome as brent"),
    R("V", "GET INSPN|INSPECTORS in|on|over|during|at? LIKE", lambda *a: _inspected(a[-1]), "got inspectors in the same week as brent"),
    R("V", "AUX? in|of LIKE", lambda _, p: p, "are in the same region as brent"),
    R("S", "AUX NAMES INSPECTED in|on|during|at? SAMEW UNITN", lambda _, n, _2, _3, u: _together(n, u) if u not in ("region", "type", "outcome") else None, "were brent and wakefield inspected in the same week"),
    R("S", "AUX NAMES in|of? SAMEW UNITN", lambda _, n, _2, u: _together(n, u) if u in ("region", "type") else None, "are brent and wakefield in the same region"),
    R("S", "AUX NAMES GET SAMEW OUTCOMEN", lambda _, n, _2, _3, _4: _together(n, "outcome"), "did brent and wakefield get the same outcome"),
    R("S", "AUX NAMES both? SAMEW OUTCOMEN", lambda _, n, _2, _3: _together(n, "outcome"), "have brent and wakefield the same outcome", 0.05),
    R("ELSE", "else|other|others", lambda: True, "else"),
    R("S", "WHO|WHERE ELSE ,? MODS|VPS", lambda _, _2, p: _else("areas", p), "who else was inspected in the same week as brent"),
    R("S", "WHO|WHERE ELSE ,? MODS VPS", lambda _, _2, m, v: _else("areas", m, v), "who else apart from brent had a wsa"),
    R("S", "WHICH|SHOW? ELSE NP", lambda _, _2, n: _else("areas", n), "the other areas in the same region as brent"),
    R("S", "WHICH ELSE VPS", lambda _, _2, v: _else("areas", v), "which others were inspected in the same week as brent"),
    R("S", "AUX? ANYONE ELSE AUX? VPS|MODS ,? WHO?", lambda _, _2, _3, _4, v, _5: _else("areas", v), "anyone else inspected in the same week as brent", 0.05),
    R("S", "EXCEPT NAMES ,? S", lambda _, n, s: _besides(n, s), "apart from brent , who had a wsa"),
    R("S", "EXCEPT NAMES ,? WHO ELSE VPS", lambda _, n, _2, _3, v: _else("areas", v, Not(cond("area", *n))), "apart from brent , who else had a wsa"),
    R("S", "WHO ELSE VPS ,? EXCEPT NAMES", lambda _, _2, v, _3, n: _else("areas", v, Not(cond("area", *n))), "who else had a wsa apart from brent"),
]
