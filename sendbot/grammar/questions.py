"""The grammar of questions: what is asked of the areas that something is said of."""

from typing import Any

import msgspec

from sendbot.grammar.chart import R
from sendbot.grammar.filters import cond, strong
from sendbot.meaning import All, Period, Predicate, both, conjuncts, kinds
from sendbot.query import Query, Shape

ANY = "any"


def _over(asks: Shape, **parts: Any) -> Any:
    """A question over areas from the predicates it is given."""

    def make(*predicates: Any) -> Query | None:
        which = both(*(p for p in predicates if p is not None and not isinstance(p, bool)))
        if not which or which == All(()):
            return None
        if asks == "areas" and cond("response") in conjuncts(which):
            return Query("documents", "documents", which=which, of="response")
        blames = "topic" in kinds(which)
        return Query(asks, asks, which=which, **{"manner": "weak" if blames and asks == "areas" else None, **parts})

    return make


def _practice(which: Predicate | None) -> Query:
    return Query("practice", "practice", which=which, manner="strong")


# A bare topic may be meant as praise, where nothing else is recorded of it.
bare = _over("areas", manner=None)
areas, count, share = _over("areas"), _over("count"), _over("share")
exists, none = _over("check", quantifier="any"), _over("check", quantifier="none")
every = _over("check", quantifier="every")

# fmt: off
LISTS = [
    R("S", "SHOW? PRACTICEN ABOUT TN", lambda _, _2, _3, t: _practice(strong(t)), "good practice on leadership"),
    R("S", "SHOW? PRACTICEN", lambda *_: _practice(None), "examples of good practice"),
    R("S", "WHICH NP VPS", lambda _, n, v: areas(n, v), "which areas had a wsa"),
    R("S", "WHICH NP", lambda _, n: areas(n), "which areas with a wsa", 0.1),
    R("S", "WHICH VPS", lambda _, v: areas(v), "which had a wsa", 0.05),
    R("S", "WHO VPS", lambda _, v: areas(v), "who had a wsa"),
    R("S", "WHO MODS", lambda _, m: areas(m), "who in london", 0.1),
    R("S", "WHO MODS VPS", lambda _, m, v: areas(m, v), "who in london had a wsa"),
    R("S", "WHICH MODS VPS", lambda _, m, v: areas(m, v), "which in london had a wsa"),
    R("S", "WHICH MODS NP VPS", lambda _, m, n, v: areas(m, n, v), "which london areas had a wsa", 0.1),
    R("S", "WHO AUX? it|they? AUX? WHO VPS", lambda _, _2, _3, _4, v: areas(v), "who was it who had a wsa", 0.2),
    R("S", "SHOW NP", lambda _, n: areas(n), "list areas with a wsa"),
    R("S", "SHOW WHO|EVERYONE VPS", lambda _, _2, v: areas(v), "list who had a wsa"),
    R("S", "SHOW ANYONE|EVERYONE MODS", lambda _, _2, m: areas(m), "list anyone with a wsa"),
    R("S", "SHOW all|every|each|any NP", lambda _, n: areas(n), "list all areas with a wsa"),
    R("S", "all|every|any? NP", lambda n: areas(n), "areas with a wsa", 0.1),
    R("S", "EVERYONE MODS|VPS", lambda _, m: areas(m), "everyone with a wsa", 0.1),
    R("S", "MODS", lambda m: areas(m), "criticised for leadership", 0.3),
    R("S", "OBJS", lambda o: areas(o), "leadership problems", 0.3),
    R("S", "OBJS REG", lambda o, r: areas(o, r), "outcome 3s london", 0.35),
    R("S", "OBJS MODS", lambda o, m: areas(o, m), "leadership problems in london", 0.3),
    R("S", "MODS|OBJS|NP ,? WHO|WHERE|WHICH", lambda m, _: areas(m), "leadership problems , who"),
    R("S", "MODS|OBJS|NP ,? WHICH NP", lambda m, _, n: areas(m, n), "leadership problems , which areas"),
    R("S", "MODS|OBJS|NP ,? WHO|WHERE|WHICH AUX that|it|this|they?", lambda m, _, _2: areas(m), "leadership problems , who was that"),
    R("S", "MODS|OBJS|NP ,? any|anyone|anywhere|anybody", lambda m: areas(m), "leadership problems anywhere"),
    R("S", "WHERE AUX? TN BE? BADADJ MODS?", lambda _, _2, t, _3, _4, m: areas(t, m), "where was co-production found lacking"),
    R("S", "WHERE AUX? OBJS MODS?", lambda _, _2, o, m: areas(o, m), "where were leadership problems", 0.1),
    R("S", "WHERE AUX? there OBJS MODS?", lambda _, _2, o, m: areas(o, m), "where were there leadership problems", 0.1),
    R("S", "WHERE AUX? they|inspectors|ofsted VPS", lambda _, _2, v: areas(v), "where did inspectors find leadership problems"),
    R("S", "WHICH|WHO NP? AUX they|inspectors|ofsted CRITICISE ABOUT TN", lambda *a: areas(a[1], a[-1]), "which areas did inspectors criticise for leadership"),
    R("S", "WHICH|WHO NP? AUX they|inspectors|ofsted PRAISE ABOUT TN", lambda *a: areas(a[1], strong(a[-1])), "who did inspectors praise for leadership"),
    R("S", "WHOSE OBJ", lambda _, o: areas(o), "whose leadership was poor", 0.1),
    R("S", "whose OBJ", lambda o: areas(o), "whose leadership was poor"),
    R("S", "TO|TL ,? WHO AUX? either|both", lambda t, _, _2: bare(t), "leadership or co-production , who had either"),
    R("S", "TN ,? WHO|WHERE|WHICH NP|MODS?", lambda t, _, n: bare(t, n), "leadership , who", 0.3),
    R("S", "TN ,? anyone|anywhere|anybody MODS?", lambda t, m: bare(t, m), "leadership anywhere", 0.3),
    R("S", "FAULT ,? WHO|WHERE|WHICH NP|MODS?", lambda t, _, n: areas(t, n), "did not promote the local offer , who", 0.1),
    R("S", "WHOSE PARTY? FAULT", lambda _, _2, t: areas(t), "where leaders did not promote the local offer", 0.1),
    R("S", "whose PARTY? FAULT|TN", lambda _, t: areas(t), "whose leaders did not promote the local offer", 0.1),
    R("S", "WHERE AUX|MODAL? FAULT MODS?", lambda _, _2, t, m: areas(t, m), "where did parents not know of the local offer", 0.05),
    R("S", "WHICH NP AUX|MODAL? PARTY? FAULT", lambda _, n, _2, _3, t: areas(n, t), "which areas had leaders not promoting the local offer", 0.1),
    R("S", "NP AUX? BE? there? ,? WHICH|WHO", lambda n, *_: areas(n), "areas with a wsa , which", 0.2),
    R("S", "S please|now|list|quickly|again", lambda s: s, "which areas had a wsa please", 0.01),
    R("S", "ASAT PERIOD ,? S", lambda _, p, s: _as_at(s, p), "as at 31 march 2018 , how many areas had a wsa"),
    R("S", "S ASAT PERIOD", lambda s, _, p: _as_at(s, p), "how many areas had a wsa as at 31 march 2018", 0.3),
    R("S", "MODS , S", lambda m, s: _within(s, m), "in london , which areas had a wsa"),
    R("S", "of NP ,? S", lambda n, s: _within(s, n), "of the wsa areas , which were re-visited"),
    R("S", "out? of NP WHICH VPS", lambda n, _, v: areas(n, v), "out of the wsa areas which were re-visited"),
]


def _as_at(query: Query, period: Period) -> Query | None:
    return msgspec.structs.replace(query, as_at=period.end) if period.end and not query.as_at else None


def _within(query: Query, mod: Predicate) -> Query | None:
    if query.areas:
        return None
    return msgspec.structs.replace(query, which=both(mod, query.which))


COUNTS = [
    R("S", "HOWMANY NP VPS", lambda _, n, v: count(n, v), "how many areas had a wsa"),
    R("S", "HOWMANY NP", lambda _, n: count(n), "number of areas with a wsa", 0.05),
    R("S", "HOWMANY VPS", lambda _, v: count(v), "how many had a wsa"),
    R("S", "HOWMANY MODS VPS", lambda _, m, v: count(m, v), "how many in london had a wsa"),
    R("S", "HOWMANY NP AUX there|issued|been|we MODS?", lambda _, n, _2, m: count(n, m), "how many wsas were there in london"),
    R("S", "HOWMANY all? NP AUX? INSPECTED|HAPPEN|PUBLISHED MODS", lambda _, n, _2, _3, m: count(n, m), "how many wsas were issued in london", 0.2),
    R("S", "HOWMANY INSPN MODS", lambda _, _2, m: _inspections(m), "how many inspections in 2018"),
    R("S", "HOWMANY INSPN AUX? there|HAPPEN MODS", lambda *a: _inspections(a[-1]), "how many inspections were there in 2018"),
    R("S", "SHARE NP VPS", lambda _, n, v: share(n, v), "what share of areas had a wsa"),
    R("S", "SHARE NP MODS AUX? VPS", lambda _, n, m, _2, v: share(n, m, v), "what share of areas in london had a wsa", 0.1),
    R("S", "SHARE MODS VPS", lambda _, m, v: share(m, v), "what share of those in london had a wsa"),
]


def _inspections(mods: Predicate) -> Query:
    return Query("count", "count", which=mods, of="inspections")


CHECKS = [
    R("S", "AUX any|ANYONE? NP VPS", lambda _, _2, n, v: exists(n, v), "did any areas have a wsa", 0.1),
    R("S", "AUX any NP VPS", lambda _, n, v: exists(n, v), "did any areas have a wsa"),
    R("S", "AUX ANYONE VPS", lambda _, _2, v: exists(v), "did anyone have a wsa"),
    R("S", "AUX ANYONE MODS VPS", lambda _, _2, m, v: exists(m, v), "did anyone in london have a wsa"),
    R("S", "ISTHERE any|ANYONE? NP", lambda _, _2, n: exists(n), "are there any areas with a wsa"),
    R("S", "ISTHERE any NP", lambda _, n: exists(n), "are there any areas with a wsa"),
    R("S", "ISTHERE ANYONE MODS", lambda _, _2, m: exists(m), "is there anyone with a wsa"),
    R("S", "ANYONE MODS|VPS", lambda _, m: exists(m), "anyone with a wsa"),
    R("S", "any NP", lambda n: exists(n), "any areas with a wsa"),
    R("S", "any OBJS MODS", lambda o, m: exists(o, m), "any wsas in london", 0.1),
    R("S", "SOMEQ NP? VPS ,? TAG", lambda _, n, v, _2: exists(n, v), "lots of areas had a wsa , did they not"),
    R("S", "AUX SOMEQ NP? VPS", lambda _, _2, n, v: exists(n, v), "did some areas have a wsa"),
    R("S", "AUX all|every|each NP VPS", lambda _, n, v: every(n, v), "did all areas have a wsa"),
    R("S", "AUX EVERYONE VPS", lambda _, _2, v: every(v), "did everyone have a wsa"),
    R("S", "AUX NOONE NP? VPS", lambda _, _2, n, v: none(n, v), "did none of the areas have a wsa"),
]


RULES = [*LISTS, *COUNTS, *CHECKS]
