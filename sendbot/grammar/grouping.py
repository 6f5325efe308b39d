"""The grammar of how many there are of each: per region, year, outcome, type, framework; and which of them has most."""

from typing import Any, Literal, NamedTuple

import msgspec

from sendbot.grammar.chart import R
from sendbot.grammar.filters import INSPECTED, cond, dated
from sendbot.meaning import All, Predicate, both, changed, conjuncts, kinds
from sendbot.query import Event, Query

Extreme = Literal["most", "least"]


class Counted(NamedTuple):
    """What is counted. `about`: "published" where letters are, which go by the day they came out."""

    which: Predicate | None
    about: Event | None = None


class Grouping(NamedTuple):
    """What it is counted by."""

    of: str
    about: Event | None = None


def counted(*predicates: Predicate | None) -> Counted:
    which = both(*(p for p in predicates if p is not None))
    return Counted(None if which == All(()) else which)


def _letters(*predicates: Predicate | None) -> Counted:
    return Counted(both(*(p for p in predicates if p is not None)) or cond("published"), "published")


def per(of: Grouping, what: Counted, *more: Predicate | None) -> Query:
    return _grouped(of, what.about, both(*(p for p in (what.which, *more) if p is not None)))


def _grouped(of: Grouping, about: Event | None, which: Predicate | None, **parts: Any) -> Query:
    """The question. Letters go by the day they came out, and a bare date beside them is that day."""
    bare = cond("published")
    if about == "published" or of.about == "published" or any(p == bare or kinds(p) == {"published"} for p in conjuncts(which)):
        about = "published"
        dates = [p for p in conjuncts(which) if kinds(p) in ({"inspected"}, {"published"}) and p not in (bare, INSPECTED)]
        rest = [p for p in conjuncts(which) if p not in dates and p != bare]
        dates = [changed(p, lambda c: msgspec.structs.replace(c, kind="published")) for p in dates]
        which = both(*rest, *(dates or [bare]))
    return Query("per", "per", which=None if which == All(()) else which, of=of.of, about=about, **parts)


def _most(extreme: Extreme, of: str, what: Counted, *more: Predicate | None, share: bool = False, limit: int | None = None) -> Query:
    query = per(Grouping(of), what, *more)
    return msgspec.structs.replace(query, order=extreme, limit=limit, target="share" if share else None)


def _shares(of: str, *predicates: Predicate | None) -> Query | None:
    which = both(*(p for p in predicates if p is not None))
    return Query("per", "per", which=which, of=of, target="share") if which and which != All(()) else None


def _of_query(query: Query, group: Grouping) -> Query | None:
    if query.asks not in ("count", "areas", "share") or query.areas or query.order or query.of not in (None, "inspections"):
        return None
    target = "share" if query.asks == "share" else None
    return _grouped(group, None, query.which, as_at=query.as_at, target=target)


def in_proportion(query: Query) -> Query | None:
    """The same by shares."""
    if (query.asks == "versus" and query.of) or query.asks not in ("per", "versus") or query.target not in (None, "share"):
        return None
    return msgspec.structs.replace(query, target="share")


# fmt: off
COUNTED = [
    R("GROUPN", "REGIONN", lambda _: "region", "region"),
    R("GROUPN", "YEARN", lambda _: "year", "year"),
    R("GROUPN", "MONTHN", lambda _: "month", "month"),
    R("GROUPN", "QUARTERN", lambda _: "quarter", "quarter"),
    R("GROUPN", "OUTCOMEN", lambda _: "outcome", "outcome"),
    R("GROUPN", "TYPEN", lambda _: "type", "type of authority"),
    R("GROUPN", "FRAMEWORKN", lambda _: "framework", "framework"),
    R("CNT", "NP", lambda n: counted(n), "wsas"),
    R("CNT", "OBJ", lambda o: counted(o), "leadership problems", 0.1),
    R("CNT", "OBJ MODS", lambda o, m: counted(o, m), "leadership problems in london", 0.12),
    R("CNT", "INSPN MODS?", lambda _, m: counted(m or INSPECTED), "inspections"),
    R("CNT", "LETTERN MODS?", lambda _, m: _letters(m), "letters"),
    R("CNT", "LETTERN WHENCE", lambda _, w: _letters(dated("published", w)), "letters in 2018"),
    R("CNT", "PRES LETTERN MODS?", lambda p, _, m: _letters(p, m), "outcome 3 reports"),
    R("PRE", "FRAME", lambda f: f, "the 2023 framework"),
]
GROUPS = [
    R("GROUP", "PER GROUPN", lambda _, g: Grouping(g), "per region"),
    R("GROUP", "PER GROUPN of INSPN", lambda _, g, _2: Grouping(g), "per year of inspection"),
    R("GROUP", "PER GROUPN of|when|they? PUBLICATIONN|PUBLISHED", lambda _, g, _2: Grouping(g, "published"), "per year of publication"),
    R("GROUP", "GROUPN by|on GROUPN", lambda a, b: Grouping(a) if a == b else None, "year by year"),
    R("GROUP", "annually|yearly", lambda: Grouping("year"), "annually"),
    R("GROUP", "monthly", lambda: Grouping("month"), "monthly"),
    R("GROUP", "quarterly", lambda: Grouping("quarter"), "quarterly"),
    R("GROUP", "regionally", lambda: Grouping("region"), "regionally"),
    R("S", "S ,? GROUP", lambda s, g: _of_query(s, g), "how many areas had a wsa per region"),
    R("S", "GROUP ,? S", lambda g, s: _of_query(s, g), "year by year , how many wsas were there"),
    R("S", "SHOW|BREAKDOWN|TABLE? CNT ,? GROUP", lambda _, c, g: per(g, c), "wsas by region"),
    R("S", "SHOW|BREAKDOWN|TABLE? CNT ,? GROUP ,? WHENCE", lambda _, c, g, w: per(g, c, dated(_event(c, g), w)), "wsas per year , 2016 to 2022"),
    R("S", "GROUP ,? SHOW? CNT", lambda g, _, c: per(g, c), "year by year , wsas"),
    R("S", "SHOW? BREAKDOWN GROUP of? CNT", lambda _, _2, g, c: per(g, c), "breakdown by region of wsas"),
    R("S", "SHOW? GROUPN BREAKDOWN CNT", lambda _, g, _2, c: per(Grouping(g), c), "regional breakdown of wsas"),
    R("S", "BREAK CNT down|up|out? GROUP", lambda _, c, g: per(g, c), "break wsas down by region"),
    R("S", "BREAK down|up|out CNT GROUP", lambda _, c, g: per(g, c), "break down wsas by region"),
    R("S", "BREAK down|up|out? CNT GROUP ,? WHENCE", lambda _, c, g, w: per(g, c, dated(_event(c, g), w)), "break down reports by year , 2023 to 2026"),
    R("S", "HOWMANY CNT AUX? there? GROUP MODS?", lambda _, c, _2, g, m: per(g, c, m), "how many wsas were there per region in 2018"),
    R("S", "HOWMANY CNT GROUP AUXP? VPS", lambda _, c, g, _2, v: per(g, c, v), "how many areas in each region had a wsa"),
    R("S", "how AUX? HOWMANY CNT CHANGEV GROUP", lambda _, _2, c, _3, g: per(g, c), "how did the number of wsas change year by year"),
    R("S", "PLANS|OUT SHAREN GROUP", lambda p, _, g: _shares(g.of, p), "wsa rate by region"),
    R("S", "HOWMANY CNT YEARN", lambda _, c, _2: per(Grouping("year"), c), "how many inspections a year"),
    R("S", "HOWMANY CNT MONTHN", lambda _, c, _2: per(Grouping("month"), c), "how many inspections a month"),
    R("S", "HOWMANY CNT AUX? EACHW GROUPN GET", lambda _, c, _2, _3, g, _4: per(Grouping(g), c), "how many wsas did each region get"),
    R("S", "HOWMANY EACHW OUTCOMEN MODS?", lambda _, _2, _3, m: per(Grouping("outcome"), counted(m)), "how many of each outcome in london"),
    R("S", "PER GROUPN ,? HOWMANY CNT VPS?", lambda _, g, _2, c, v: per(Grouping(g), c, v), "for each region , how many wsas"),
    R("S", "BREAKDOWN OUTCOMEN MODS?", lambda _, _2, m: per(Grouping("outcome"), counted(m)), "breakdown of outcomes in london"),
    R("S", "OUTCOMEN BREAKDOWN MODS?", lambda _, _2, m: per(Grouping("outcome"), counted(m)), "outcome breakdown in london"),
    R("S", "SHARE EACHW GROUPN NP? VPS", lambda _, _2, g, n, v: _shares(g, n, v), "what share of each region areas had a wsa"),
    R("S", "SHARE NP GROUP AUX? VPS", lambda _, n, g, _2, v: _shares(g.of, n, v), "what share of areas in each region had a wsa"),
    R("S", "PROPORTIONALLY ,? S", lambda _, s: in_proportion(s), "proportionally , which region had the most wsas"),
    R("S", "S ,? PROPORTIONALLY", lambda s, _: in_proportion(s), "which region had the most wsas , proportionally"),
]
MOSTS = [
    R("S", "in|during? WHICH|WHAT GROUPN of|in WHENCE AUX? there? EXT CNT HAPPEN|PUBLISHED?", lambda _, g, w, _2, e, c, _3: _most(e, g, c, dated("published" if c.about == "published" else "inspected", w)), "in what month of 2025 did most inspections take place"),
    R("S", "WHICH GROUPN AUX? GET EXT CNT VPS?", lambda _, g, _2, _3, e, c, v: _most(e, g, c, v), "which region had the most wsa areas"),
    R("S", "WHICH GROUPN WITH|for? EXT CNT VPS?", lambda _, g, _2, e, c, v: _most(e, g, c, v), "which region with the most wsas"),
    R("S", "SHOW? GROUPN WITH|GET|of|for EXT CNT VPS?", lambda _, g, _2, e, c, v: _most(e, g, c, v), "region with the most wsa areas"),
    R("S", "WHERE AUX? there? EXT CNT", lambda _, _2, e, c: _most(e, "region", c), "where were the most wsa areas"),
    R("S", "EXT CNT ,? in? WHICH GROUPN", lambda e, c, _, g: _most(e, g, c), "most wsas , which region"),
    R("S", "in WHICH GROUPN AUX? there? EXT CNT VPS?", lambda _, g, _2, e, c, v: _most(e, g, c, v), "in which region were most areas given a wsa"),
    R("S", "WHENW AUX? there? EXT CNT HAPPEN|PUBLISHED?", lambda _, _2, e, c, _3: _most(e, "year", c), "when were there the most wsas", 0.1),
    R("S", "WHICH GROUPN AUX? BUSY ABOUT CNT", lambda _, g, _2, e, _3, c: _most(e, g, c), "which year was the busiest for inspections"),
    R("S", "WHICH|SHOW? AUX? BUSY GROUPN ABOUT CNT", lambda _, _2, e, g, _3, c: _most(e, g, c), "the busiest year for inspections"),
    R("S", "WHERE|WHICH REGIONN? AUX? CNT AUX? COMMONEST", lambda _, _2, _3, c, _4, _5: _most("most", "region", c), "where are wsas most common"),
    R("S", "WHICH REGIONN AUX? TOPS CNT", lambda _, _2, _3, _4, c: _most("most", "region", c), "which region tops the table for wsas"),
    R("S", "RANK? GROUPN RANKED? BYNUMBER CNT VPS?", lambda _, g, _2, _3, c, v: per(Grouping(g), c, v), "regions ranked by number of wsas"),
    R("S", "TOP NUM GROUPN BYNUMBER CNT VPS?", lambda t, n, g, _, c, v: _most(t, g, c, v, limit=n), "top three regions by number of wsas"),
    R("S", "WHICH NUM GROUPN AUX? GET EXT CNT VPS?", lambda _, n, g, _2, _3, e, c, v: _most(e, g, c, v, limit=n), "which three regions had the most wsas"),
    R("S", "WHICH GROUPN AUX? GET EXTSHARE NP VPS?", lambda _, g, _2, _3, e, n, v: _most(e, g, counted(n), v, share=True), "which region had the highest share of areas with a wsa"),
    R("S", "SHOW? GROUPN WITH EXTSHARE NP VPS?", lambda _, g, _2, e, n, v: _most(e, g, counted(n), v, share=True), "region with the highest share of areas with a wsa"),
    R("S", "WHICH GROUPN AUX? GET PROPORTIONALLY EXT CNT VPS?", lambda _, g, _2, _3, _4, e, c, v: _most(e, g, c, v, share=True), "which region has had proportionally the most wsas"),
    R("S", "WHICH AUX? BREAKDOWN of? OUTCOMEN MODS?", lambda *a: per(Grouping("outcome"), counted(a[-1])), "what is the split of outcomes for the south west"),
    R("S", "how AUX? OUTCOMEN split|break|divide|divided|distributed|spread down|out|up? MODS?", lambda *a: per(Grouping("outcome"), counted(a[-1])), "how do outcomes split in the south west"),
    R("EXTSHARE", "highest|largest|biggest|greatest SHAREN of", lambda _: "most", "highest share of"),
    R("EXTSHARE", "lowest|smallest|least SHAREN of", lambda _: "least", "lowest share of"),
    R("BUSY", "busiest|biggest|peak", lambda: "most", "busiest"),
    R("BUSY", "quietest|slackest", lambda: "least", "quietest"),
]


def _event(what: Counted, group: Grouping) -> Literal["inspected", "published"]:
    return "published" if "published" in (what.about, group.about) else "inspected"


RULES = [*COUNTED, *GROUPS, *MOSTS]
