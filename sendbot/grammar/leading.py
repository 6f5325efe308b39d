"""The grammar of what stands first and is taken up after it: a topic by a pronoun, a set by its number, a heading, a date with an aside."""

from typing import Any

from msgspec.structs import replace

from sendbot.grammar.chart import R
from sendbot.grammar.faults import is_weak
from sendbot.grammar.filters import INSPECTED, WSA, cond, counted, dated, strong
from sendbot.grammar.questions import areas, count, every, exists, none, share
from sendbot.grammar.totals import headings, topics_of
from sendbot.meaning import All, Either, Is, Not, Period, Predicate, Some, both, changed, either, framework_of, kinds, literals, opposite
from sendbot.query import Query

# Sets of the briefing that people call by their number: those with a WSA, those without one, all inspected.
_TWO = 2
_SETS: dict[int, Predicate] = {13: WSA, 26: Not(WSA), 39: INSPECTED}


def _weak(of: Predicate) -> Predicate | None:
    return of if is_weak(of) else None


def _within(frame: Predicate, query: Query) -> Query | None:
    if query.areas or query.order or query.asks not in ("areas", "count", "share", "check"):
        return None
    return Query(query.asks, query.intent, which=both(frame, query.which), quantifier=query.quantifier, of=query.of, manner=query.manner)


def _overlapping(when: Any, aside: Period) -> Any:
    """A date that an aside goes on to describe ("in 2019, the last full year before Covid")."""
    if isinstance(when, tuple) or not when.start or not when.end:
        return None
    meets = (aside.start is None or aside.start <= when.end) and (aside.end is None or aside.end >= when.start)
    return when if meets else None


def _besides(topics: Predicate, other: Predicate) -> Predicate | None:
    """A problem within a topic, and another of its kinds ("co-production with one of the other local offer problems")."""
    named, wide = topics_of(topics), topics_of(other)
    return both(topics, cond("topic", *wide, besides=named)) if named and wide else None


def _only_said(said: Predicate, other: Any) -> Predicate | None:
    """What is said "and not just" something else: that alone, where it is a fault and not the same one."""
    return said if is_weak(said) and said != other else None


def _unaware(before: Predicate) -> Predicate | None:
    """Families who do not know of "it", where that is the local offer."""
    named = {v for c in literals(before) for v in c.values if c.kind == "topic"}
    return both(before, cond("topic", "local-offer-awareness")) if any(v.startswith("local-offer") for v in named) else None


def _mistaken(topic: Any) -> Predicate | None:
    return cond("topic", topic) if topic == "self-awareness" else None


def _both_of(topics: Predicate) -> Predicate | None:
    return topics if isinstance(topics, All) and len(topics.parts) == _TWO else None


def _root(topics: Predicate, plans: Predicate) -> Query | None:
    return exists(topics, plans)  # type: ignore[no-any-return]


def _cycle(period: Period) -> Predicate | None:
    if not (period.start and period.end):
        return cond("framework", "2023") if period.start and period.start.year == 2023 else None
    return cond("framework", "2016") if (period.start.year, period.end.year) == (2016, 2022) else None


def _outermost(order: Any, which: Any, more: Predicate | None, limit: int) -> Query:
    frame = both(*(p for p in (which, more) if p is not None and not isinstance(p, bool) and p != INSPECTED))
    return Query("areas", "areas", which=None if frame == All(()) else frame, order=order, limit=limit)


def _record(extreme: Any, measured: Any, plans: Any) -> Query:
    which = both(*(p for p in (measured.which, None if plans is True else plans) if p))
    return Query("ranking", "ranking", which=which, of=measured.of, order=extreme)


# How a number is compared, in the words of a query.
_COMPARED = {">": "more-than", ">=": "at-least", "<": "fewer-than", "<=": "at-most", "=": None}


def _so_many(which: Predicate, quantity: tuple[str, int]) -> Query | None:
    """Whether it holds of so many areas."""
    query = exists(which)
    return replace(query, limit=quantity[1], of=_COMPARED[quantity[0]]) if query else None


def _poor_one(before: Predicate) -> Predicate | None:
    """ "... and for a poor one": the quality of what was named."""
    named = {v for c in literals(before) for v in c.values}
    return both(before, cond("topic", "local-offer-quality")) if any(v.startswith("local-offer-") for v in named) else None


def _summed(measured: Any, when: Any) -> Query:
    frame = when if isinstance(when, (Is, All, Either, Not, Some)) else dated("inspected", when)
    return Query("average", "average", which=both(*(p for p in (measured.which, frame) if p)), of=measured.of, target="total")


def _listed(query: Query, *_: Any) -> Query | None:
    """A count, or whether there are any, with "and who": the list says both."""
    if query.areas or query.of or query.as_at:
        return None
    if query.asks == "check":
        return query if query.quantifier == "any" else None
    return Query("areas", "areas", which=query.which) if query.asks == "count" else None


# fmt: off
TAKEN_UP = [
    R("LT", "TN|CL|FAULT", lambda t: t, "leadership"),
    R("LT", "OBJ", lambda o: _weak(o), "leadership problems", 0.05),
    # what is said of "that": a clause of its own, and where it held
    R("GAPC", "THATQ AUXP? CAMEUP|FOUND as|a? WN?", lambda *_: True, "that crop up as a problem"),
    R("GAPC", "THATQ AUXP? CAMEUP|FOUND ABOUT|as|among WN|LETTERN", lambda *_: True, "that feature among the weaknesses"),
    R("GAPC", "THATQ AUXP? as? WN", lambda *_: True, "that a problem"),
    R("GAPC", "THATQ AUXP? BADADJ|CRIT|FAILING", lambda *_: True, "that criticised"),
    R("GAPC", "THATQ something|what|which|one? INSPECTORS FOUND|CRITICISE|CONTAIN", lambda *_: True, "that something inspectors found"),
    R("GAPC", "INSPECTORS FOUND|CRITICISE|CONTAIN THATQ as? WN?", lambda *_: True, "inspectors find that"),
    R("GAPC", "INSPECTORS raise|flag|bring|pick|pull|call THATQ up|out", lambda *_: True, "inspectors flag that up"),
    R("GAPP", "in|at|with|for|among? ANYONE|any NP|AREAN? MODS?", lambda *a: both(*(p for p in a[1:] if p is not None and not isinstance(p, bool))) or INSPECTED, "in any area"),
    R("GAPP", "ANYONE IN REG", lambda _, _2, r: r, "anywhere in london"),
    R("GAPP", "in|on|among ANYONE|any PLANS WN?", lambda _, p, _2: p, "in anyone wsa weaknesses"),
    R("GAPP", "IN NP|REG", lambda _, n: n, "in the south east"),
    R("BADV", "AUX? CONTAIN|GET THATQ as|among WN", lambda *_: True, "had that as a weakness"),
    R("BADV", "AUX? CAMEUP|MENTIONED ABOUT|over THATQ", lambda *_: True, "named for that"),
    R("BADV", "MUST|TOLD to? FIX THATQ", lambda *_: True, "told to fix that"),
    R("BADV", "HAVETOPIC THATQ WELL? NOT|BADLY", lambda *_: True, "doing that badly", 0.05),
    R("BADV", "GET PLANS ABOUT|because|partly THATQ", lambda *_: True, "got a wsa for that"),
    R("BRINGUP", "CONTAIN|bring|flag|pick|pull|call|brought|flagged|picked|called THATQ up|out? as|among? WN?", lambda *_: True, "bring that up"),
    R("S", "LT ,? AUX|MODAL GAPC GAPP", lambda t, _, _2, p: exists(t, p if p != INSPECTED else None), "leadership , was that a problem anywhere in london"),
    R("S", "LT ,? AUX ANYONE|any NP|AREAN? MODS? AUX? BADV MODS?", exists, "leadership , did any area get criticised for that"),
    R("S", "PN ,? AUX ANYONE|any NP|AREAN? MODS? AUX? GOODV MODS?", lambda t, *a: exists(strong(t), *a), "leadership , has anyone been praised for it"),
    R("S", "LT ,? WHERE|WHO|WHICH AREAN|NP? AUX|MODAL? GAPC MODS?", areas, "leadership , where was that found"),
    R("S", "LT ,? WHOSE LETTERN|INSPN|PLANS WHENCE? AUX? BRINGUP", lambda t, _, p, w, *_2: areas(t, p, dated("published", w) if w else None), "leadership , whose reports since 2023 bring that up"),
    R("S", "LT ,? WHICH|WHAT LETTERN|PLANS WHENCE? AUX? BRINGUP", lambda t, _, p, w, *_2: areas(t, p, dated("published", w) if w else None), "leadership , which reports flag that up"),
    R("S", "LT ,? in|for|at? HOWMANY NP|AREAN? AUX|MODAL? GAPC|BADV MODS?", count, "leadership , in how many areas was that a problem"),
    R("S", "PN ,? HOWMANY NP|AREAN? AUX|MODAL? GOODV MODS?", lambda t, *a: count(strong(t), *a), "leadership , how many areas are good at that"),
    R("S", "PLANS|OUT ,? AUX ANYONE NP? MODS? AUX? GET|WRITE one|it|that|them", exists, "a wsa , did anyone in london get one"),
    R("S", "PLANS|OUT ,? WHO|WHICH NP? MODS? AUX? GET|WRITE one|it|that|them", areas, "a wsa , who in london got one"),
    R("S", "PLANS|OUT ,? HOWMANY NP? MODS? AUX? GET|WRITE one|it|that|them", count, "a wsa , how many in london got one"),
    R("S", "REG ,? AUX ANYONE|any AREAN? there VPS", exists, "west yorkshire , has any area there had outcome 3"),
    R("S", "REG ,? WHO|WHICH AREAN? there VPS", areas, "west yorkshire , which areas there had outcome 3"),
    R("S", "REG ,? HOWMANY AREAN? there VPS", count, "west yorkshire , how many areas there had outcome 3"),
    R("S", "S ,? AND? TAIL", lambda s, *_: _listed(s), "how many areas had a wsa and which were they", 0.05),
    R("S", "S ,? AND? WHO|WHICH AUX they|these|those", lambda s, *_: _listed(s), "how many areas had a wsa and who are they", 0.05),
]
SETS = [
    R("SETN", "13|thirteen", lambda: 13, "thirteen"),
    R("SETN", "NUM", lambda n: n if n in _SETS else None, "39"),
    R("SET", "SETN AREAN|ones?", lambda n, *_: _SETS[n], "thirteen"),
    R("SET", "SETN unlucky|luckless|unhappy|poor|guilty ones|souls|AREAN?", lambda n, *_: _SETS[n], "thirteen unlucky ones"),
    R("SET", "unlucky|luckless|dirty|infamous|guilty|original SETN", lambda n: _SETS[n], "unlucky thirteen"),
    R("S", "out? of|from|among|amongst SET ,? S", _within, "out of the thirteen , how many are in london"),
    R("S", "in|for|at|with? HOWMANY SET AUX|MODAL? CL|CLV|FAULT", lambda _, s, _2, c: count(s, c), "in how many of the thirteen was leadership poor"),
    R("S", "HOWMANY SET VPS|MODS", lambda _, s, v: count(s, v), "how many of the thirteen are in london", 0.02),
    R("S", "WHICH SET VPS|MODS", lambda _, s, v: areas(s, v), "which of the thirteen are in london", 0.02),
    R("S", "AUX ANYONE SET VPS|MODS", lambda _, _2, s, v: exists(s, v), "did any of the thirteen get praise for leadership", 0.02),
    R("S", "AUX EVERYONE SET VPS", lambda _, _2, s, v: every(s, v), "did all of the thirteen get criticised for leadership", 0.02),
    R("S", "AUX NOONE SET VPS", lambda _, _2, s, v: none(s, v), "did none of the thirteen get praise for leadership", 0.02),
    R("S", "SHOW|WHO|WHICH AUX? SET", lambda _, _2, s: areas(s) if "plan" in kinds(s) else None, "list the unlucky thirteen", 0.05),
    R("S", "SETN AUX? OWEDONE ,? HOWMANY NP? AUX? FREEOF", lambda n, *_: count(Not(WSA)) if n == 13 else None, "thirteen got stung , how many walked free"),
    R("S", "HOWMANY NP? AUX? FREEOF", lambda _, n, *_2: count(n, Not(WSA)) if n else None, "how many areas walked free", 0.1),
    R("S", "QTY NP|MODS? VPS ,? TAIL", lambda _, n, v, _2: areas(n, v), "only three in london had a wsa , which three"),
    R("TAIL", "WHICH NUM", lambda *_: True, "which three"),
    R("TAIL", "what|who AUX NAMESPLEASE", lambda *_: True, "what are the names"),
]
ASIDES = [
    R("WHENCE", "WHENCE , YEARASIDE", lambda w, _: w, "in 2020 , the year covid hit", 0.01),
    R("WHENCE", "WHENCE , last|final|first|only full|whole|proper|normal PERIOD", _overlapping, "in 2019 , the last full year before covid"),
    R("WHENCE", "WHENCE YEARASIDE", lambda w, _: w, "in march 2020 days before lockdown", 0.03),
    R("YEARASIDE", "ASIDEW before|of|after|into ASIDEEVENT", lambda *_: True, "days before shutters came down"),
    R("YEARASIDE", "ASIDEW PERIOD", lambda _, p: True if p.start is None or p.end is None else None, "days before lockdown"),
    R("S", "WHENCE ,? FORTHERECORD ,? S", lambda w, _, s: _within(dated("inspected", w), s), "in 2018 going by the day inspectors arrived how many areas had a wsa"),
    R("S", "looking|look at? NUM? WIDE HEADINGS in? SOURCEN? ,? WHICH|WHO NP? AUX? UNDERW QTY|NUM of? NUM?", lambda n, t, _, _2, _3, p, _4, _5, q, _6: areas(headings(q, t), p), "looking at the five local offer problems , which areas are named under two of the five"),
    R("S", "NUM? WIDE HEADINGS ,? WHICH|WHO NP? AUX? UNDERW QTY|NUM of? NUM?", lambda n, t, _, _2, p, _3, _4, q, _5: areas(headings(q, t), p), "the five local offer problems , which areas are named under two of them"),
    R("OTHERKIND", "any|some|one|ATLEAST one? of? other NUM? WIDE HEADINGS", lambda _, _2, t, _3: t, "at least one of the other local offer problems"),
    R("OTHERKIND", "another WIDE HEADINGS", lambda t, _: t, "another local offer problem"),
    R("OBJ", "T TOGETHERW OTHERKIND", lambda t, _, o: _besides(t, o), "co-production together with any other local offer problem"),
    R("CL", "T AUXP? CAMEUP TOGETHERW OTHERKIND", lambda t, n, _, _2, o: None if n else _besides(t, o), "co-production comes up together with another local offer problem"),
    R("OBJ", "T as? WN? TOGETHERW OTHERKIND", lambda t, _, _2, o: _besides(t, o), "co-production and any other local offer problem", 0.05),
    # said of a thing in itself, so not of what is ruled out after it
    R("ITSELF", "in? itself|themselves", lambda: True, "in itself"),
    R("OBJ", "OBJ|TN|FAULT|CL ITSELF", lambda t, _: _weak(t), "poor leadership in itself", 0.05),
    R("OBJ", "TN ITSELF BE? BADADJ", lambda t, *_: t, "co-production itself being poor"),
    R("OBJ", "OBJ|FAULT ,? NOTJUST DEG? ADVERTN", lambda o, *_: _weak(o), "a poor local offer , never mind the advertising", 0.05),
    R("OBJ", "OBJ ,? NOTJUST DEG? TN|BADADJ|FAULT|OBJ", lambda o, *a: _only_said(o, a[-1]), "poor leadership , not just poor co-production", 0.05),
    R("S", "EXCEPT NAMES ,? WHO ELSE VP", lambda _, n, _2, _3, v: areas(v, Not(cond("area", *n))), "other than brent , who else has leadership problems", 0.05),
    R("OVER", "TN|OBJ AUXP? CAUSE ABOUT|for|of? ANYONE AREAN? GET|OWE? PLANS", lambda *a: None if a[1] else _root(a[0], a[-1]), "camhs has been the root cause of somebody getting a wsa"),
    R("S", "REG ,? WHICH|WHO NUM VPS", lambda r, _, _2, v: areas(r, v), "tees valley , which of the five had outcome 3"),
    R("S", "REG ,? HOWMANY NUM VPS", lambda r, _, _2, v: count(r, v), "tees valley , how many of the five had outcome 3"),
    R("S", "HOWMANY FIRST INSPN VPS", lambda _, _2, _3, v: count(cond("framework", "2016"), v) if framework_of(v) in (None, "2016") else None, "how many first visits led to a wsa"),
    R("S", "ATREVISIT ,? S", lambda _, s: s if s.which and kinds(s.which) & {"progress", "number", "re-visited"} else None, "on re-visit , who made sufficient progress on everything"),
    R("S", "S ,? SLACKEND", lambda s, _: s, "which areas had a wsa in general", 0.02),
    R("VP", "VP SLACKEND", lambda v, _: v, "had leadership problems in general", 0.02),
    R("CL", "CL SLACKEND", lambda c, _: c, "leadership was poor in general", 0.02),
    R("FAULT", "FAULT SLACKEND", lambda f, _: f, "did not promote the local offer in general", 0.02),
    R("AUXP", "AUXP DEG", lambda a, _: a, "was really", 0.02),
    R("GAPP", "in LIKE", lambda p: p, "in the same region as brent"),
    R("OBJ", "OBJ|FAULT ,? AND PARTY? UNAWAREOFIT", lambda o, *_: _unaware(o), "poor promotion of the local offer and families unaware of it"),
    R("V", "PRAISED TWICE ,? ABOUT PL", lambda _, _2, _3, t: strong(t) if _both_of(t) else None, "praised twice , for leadership as well as for co-production"),
    R("V", "CRIT TWICE ,? ABOUT TL", lambda _, _2, _3, t: _both_of(t), "criticised twice , for leadership as well as for co-production"),
    R("S", "WHO|WHERE HAVETOPIC PN", lambda _, _2, t: areas(strong(t)), "who does co-production", 0.2),
    R("S", "WHERE|WHO AUX REVISITN FOUND|GET|LEFT PROG", lambda *a: areas(a[-1]), "where did the re-visit find progress on all but one weakness"),
    R("S", "LT ,? HOWMANY LETTERN|INSPN|PLANS WHENCE? AUX? BRINGUP", lambda t, _, p, w, *_2: count(t, p, dated("published", w) if w else None), "exclusions , how many reports since 2023 flag that up"),
    R("S", "WHICH NP|LETTERN|INSPN AUX SUP NUM MODS?", lambda _, n, _2, s, k, m: _outermost(s, n, m, k), "which inspections were the first three under the new framework"),
    R("S", "SHOW? EXT MEASURED in any|one|single one|single? PLANS|LETTERN ,? TAIL?", lambda _, e, x, p, _2: _record(e, x, p), "the biggest number of weaknesses in any one wsa , where was it"),
    R("S", "my|our|one|his|her of? my|our? WHOASKS ASKSW ,? S", lambda _, _2, s: s, "my mp wants to know which areas had a wsa", 0.02),
    R("S", "EXCEPT REVISITN ,? S", lambda _, _2, s: s if s.of == "inspections" or kinds(s.which) & {"inspected"} else None, "not counting re-visits , how many inspections took place in 2019"),
    R("S", "S ,? EXCEPT REVISITN", lambda s, *_: s if s.of == "inspections" or kinds(s.which) & {"inspected"} else None, "how many inspections took place in 2019 , not counting re-visits"),
    R("V", "CRIT both? ABOUT FAULT|OBJ AND ABOUT FAULT|OBJ|TN", lambda _, _2, a, _3, _4, b: both(a, b) if is_weak(a) and is_weak(b) else None, "criticised for not promoting the local offer and for poor leadership", 0.02),
    R("V", "CRIT both? ABOUT FAULT|OBJ|TN AND ABOUT BADADJ one", lambda _, _2, a, *_3: _poor_one(a), "criticised for not promoting the local offer and for a poor one"),
    R("OBJ", "TN CAMEUP|MENTIONED? as|among priority action|actions", lambda t, _: changed(t, lambda c: replace(c, only="priority-action")), "therapies named as a priority action"),
    R("OBJ", "TN CAMEUP|MENTIONED? as|among? area|areas for improvement", lambda t, _: changed(t, lambda c: replace(c, only="improvement")), "therapies named as an area for improvement"),
    R("S", "AUX CLV in QTY AREAN", lambda _, c, q, _2: _so_many(c, q), "was co-production a problem in at least three areas"),
    R("S", "AUX QTY AREAN VPS", lambda _, q, _2, v: _so_many(v, q), "did at least three areas get outcome 3", 0.1),
    R("OBJ", "QTY WN|HEADINGN from|on|off WIDE list|lists|section|set|heading|family", lambda q, _, t: headings(q, t), "two or more weaknesses from the local offer list"),
    R("S", "SHARE SET VPS", lambda _, s, v: share(s, v), "what fraction of the 39 had to write one"),
    R("V", "FINEV ABOUT TN", lambda _, _2, t: opposite(t), "did fine on the local offer"),
    R("OBJ", "nothing said|recorded|written|flagged|raised|negative|critical ABOUT TN", lambda _, t: opposite(t), "nothing said about parents"),
    R("AUXP", "managed|manage to", lambda: False, "managed to", 0.02),
    R("S", "FRAME only? ,? S", lambda f, s: _within(f, s), "first round only , which unitaries had a wsa", 0.1),
    R("TAIL", "WHO|WHERE AUX THATQ levelled|aimed|directed|said|written at|of|about?", lambda *_: True, "who was that levelled at"),
    R("V", "SEENAGAIN under|in FRAME after|following|since OBJ", lambda _, f, o: All((Some(f, least=2), Some(o))) if framework_of(f) == "2023" else None, "reinspected under the new framework after outcome 3", -0.1),
    R("V", "SEENAGAIN after|following|since OUT", lambda _, o: All((Some(cond("framework", "2023"), least=2), Some(o))), "reinspected after outcome 3", -0.1),
    R("PROG", "FAIL|FAILEDW on|at ALLOF WN? ATREVISIT?", lambda *_: counted("sufficient")(("=", 0)), "failed on everything at the revisit", -0.05),
    R("PROG", "FAIL|FAILEDW on|at ALLOF WN? at|on|in REVISITN", lambda *_: counted("sufficient")(("=", 0)), "failed on everything at the re-visit", -0.05),
    R("BADV", "GET THATQ", lambda *_: True, "have those", 0.1),
    R("V", "GET TN in it|them|theirs|there", lambda _, t: t, "had leadership in it"),
    R("S", "ISTHERE single|one|even NP", lambda _, n: exists(n), "is there a single wsa area with no leadership problems"),
    R("OVER", "there must|has to? surely? be NP", exists, "there must be an area with just one weakness"),
    R("S", "there must|has to? surely? be NP ,? TAIL", lambda n, _: areas(n), "there must be an area with just one weakness , which"),
    R("S", "in how many cases|instances AUX NP VPS", lambda _, n, v: count(n, v), "in how many cases did a wsa area later come out with outcome 1"),
    R("S", "AUX REG GET any|even|single OBJ|NP", lambda _, r, _2, o: exists(r, o), "has the north east had any outcome 3s"),
    R("S", "S ,? ANDOUTCOMES", lambda s, _: s if s.asks == "areas" and not s.areas else None, "list everyone visited in september 2025 and what they got"),
    R("V", "still? AWAITING first? OBJ", lambda _, o: opposite(o) if kinds(o) <= {"framework", "inspected", "re-visited", "monitored"} else None, "waiting for their first new style inspection"),
    R("REG", "NAMES ,? AND|OR REG", lambda n, _, r: either(cond("area", *n), r), "leeds and sussex", 0.05),
    R("S", "WHERE|WHO AUX PARTY DEG? NOT|FAILING TOPIC|FAULTY BE? MODS?", lambda *a: areas(cond("topic", a[5]) if isinstance(a[5], str) else a[5], a[-1]), "where had people simply not cottoned on to what the local offer was"),
    R("FAULT", "PARTY in one place|area|council? THINKV they|it|things AUX? TOPIC|FAULTY", lambda *a: _mistaken(a[-1]), "leaders in one place thought they were doing better than they were"),
    R("FAULT", "FAULT ,? T", lambda f, t: f if f == t else None, "leaders in one place thought they were doing better than they were , an inaccurate view"),
    R("FRAME", "whole|entire|full? PERIOD cycle|round|framework|regime|system|era|programme", _cycle, "the whole 2016-22 cycle"),
    R("NP", "LETTERN that|which AUX MODS", lambda _, _2, m: m, "letters that were out when the first briefing came out"),
    R("S", "INSPN that|which AUX? HAPPEN MODS", lambda _, _2, _3, m: areas(m), "full inspections that kicked off in march 2020"),
    R("S", "SUMW MEASURED INSPECTORS? FOUND|counted|reported|recorded? WHENCE|MODS ,? WHATGET?", lambda *a: _summed(a[1], a[-2]), "add up every weakness inspectors counted from 2016 to 2022"),
    R("S", "ANYONE near|close|around us|me|here|by? ,? say|eg|like|perhaps|maybe? REG ,? MODS|VPS", lambda _, r, m: exists(r, m), "anywhere near us , say london , that got outcome 1"),
    R("S", "HEADLINE , MODS|OBJS|VPS|NP", lambda _, m: areas(m), "double trouble list : a wsa and outcome 3"),
    R("S", "HEADLINE , S", lambda _, s: s, "turnarounds : who had a wsa and then outcome 1"),
    R("HEADLINE", "HEADW list|roll|club|league|story|stories|table? FRAMING?", lambda *_: True, "double trouble list for my story"),
    R("SHOW", "can|could|would|will someone|somebody|anyone|anybody|you SHOW", lambda _: True, "could someone list"),
    R("SHOW", "SHOW full|complete|whole|entire list|rundown|run|roll|lowdown of", lambda _: True, "give me the complete list of"),
    R("FRAMING", "i|we AM PERSONN", lambda *_: True, "i am a reporter"),
    R("MOD", "BEFORENEW these|those|your|this|that|latest? NEWEST LETTERN|AREAN|INSPN|THINGN|batch?", lambda *_: Not(cond("newest")), "before these latest eight letters"),
    R("MOD", "BEFORENEW these|those|your|this|that|latest? NEWEST LETTERN|AREAN|INSPN|batch? PUBLISHED|landed|arrived|added|appeared", lambda *_: Not(cond("newest")), "before this latest batch came out"),
    R("NEWEST", "since your|our|last|first|previous|earlier|summer? july briefing|overview|update|note|edition|paper", lambda: True, "since your july briefing"),
    R("BEFORETHEM", "when july|summer|first|last|previous briefing|overview|update|note|edition|paper came|was|went round|out|written|published|done?", lambda: True, "when the first briefing was written"),
    R("BEFORETHEM", "when PERIOD briefing|overview|update|note|edition|paper came|was|went round|out|written|published|done?", lambda p: True if p.start and p.end and p.start.month == p.end.month == 7 else None, "when the july overview came round"),
    R("MOD", "already? out|published|there|in? BEFORETHEM", lambda _: Not(cond("newest")), "already out when the first briefing came out"),
    R("NEWEST", "newly|freshly|just|recently published|issued|out|released|added LETTERN?", lambda _: True, "newly published"),
    R("S", "NEWEST ,? S", lambda _, s: _within(cond("newest"), s), "since your last briefing , how many areas had a wsa", 0.05),
]
RULES = [*TAKEN_UP, *SETS, *ASIDES]
