"""The grammar of totals, averages, what is commonest, what was said on a topic, and the kinds of problem within one."""

import datetime as dt
from typing import Any, Literal

import msgspec

from sendbot.grammar.chart import R
from sendbot.grammar.filters import INSPECTED, STRONG, WEAK, cond, dated
from sendbot.grammar.grouping import Counted
from sendbot.meaning import All, Condition, Either, Is, Period, Predicate, both, conjuncts, literals
from sendbot.query import Query

# The day of the briefing that people mean by "this briefing".
BRIEFING = dt.date(2017, 10, 6)
Manner = Literal["weak", "strong"]


def _which(*predicates: Predicate | None) -> Predicate | None:
    which = both(*(p for p in predicates if p is not None))
    return None if which == All(()) else which


def _average(kind: str, measured: Any, *more: Counted | Predicate | None) -> Query:
    which = _which(measured.which, *(m.which if isinstance(m, Counted) else m for m in more))
    return Query("average", "average", which=which, of=measured.of, target=kind)


def _wait(kind: str, *more: Predicate | None) -> Query:
    return Query("average", "average", which=_which(*more), of="wait", target=kind)


def _common(what: Predicate | Counted | str, *more: Counted | Predicate | None, limit: int | None = None, least: bool = False) -> Query:
    """What comes up most: problems, strengths, priority actions, improvements; within a topic its parts."""
    if isinstance(what, Counted):
        return _common(WEAK, what, *more, limit=limit, least=least)
    manner: Manner = "strong" if what == STRONG else "weak"
    of = what if isinstance(what, str) else None
    within = what if not isinstance(what, str) and what not in (STRONG, WEAK) else None
    which = _which(within, *(m.which if isinstance(m, Counted) else m for m in more))
    return Query("common", "common", which=which, manner=manner, of=of, limit=limit, order="least" if least else None)


def topics_of(topics: Predicate) -> tuple[str, ...] | None:
    """Topics that are simply listed; None where they are joined in another way."""
    plain = [p for part in conjuncts(topics) for p in (part.parts if isinstance(part, Either) else (part,))]
    if not all(isinstance(p, Is) and p.condition.kind == "topic" and not p.condition.only for p in plain):
        return None
    return tuple(dict.fromkeys(v for c in literals(topics) for v in c.values))


def _said(topics: Predicate, *more: Predicate | None, manner: Manner | None = None) -> Query | None:
    named = topics_of(topics)
    return Query("remarks", "remarks", which=_which(*more), topics=named, manner=manner) if named else None


def _with_parents(topics: Predicate) -> Predicate | None:
    """The local offer and parents are one heading to those who read the briefing."""
    named = topics_of(topics) or ()
    return cond("topic", "local-offer") if set(named) <= {"local-offer", "engagement"} else None


def _kinds(topics: Predicate) -> Query | None:
    named = topics_of(topics)
    return Query("kinds", "kinds", topics=named) if named else None


def headings(quantity: tuple[str, int] | int, topics: Predicate) -> Predicate | None:
    """Areas with so many kinds of problem within a topic."""
    named = topics_of(topics)
    operator, number = ("=", quantity) if isinstance(quantity, int) else quantity
    return Is(Condition("number", ("kinds", *named), operator=operator, number=number)) if named else None  # type: ignore[arg-type]


def _visits(which: Predicate | None) -> Query:
    """Inspections (or letters) are counted, not areas."""
    return Query("count", "count", which=which or INSPECTED, of="inspections")


def _of_how_many(query: Query) -> Query | None:
    """A count with what it is out of."""
    if query.asks != "count" or query.areas or query.of or not query.which:
        return None
    return msgspec.structs.replace(query, asks="share", intent="share")


def _as_at_briefing(query: Query) -> Query | None:
    return msgspec.structs.replace(query, as_at=BRIEFING) if query.asks in ("count", "areas") and not query.as_at else None


def _framed(query: Query, frame: Predicate) -> Query | None:
    """The same under one framework."""
    if query.asks not in ("versus", "per", "ranking", "average", "common"):
        return None
    return msgspec.structs.replace(query, which=both(*(p for p in (query.which, frame) if p)))


def _span(first: Period, last: Period) -> Period | None:
    """ "2016-2022": from the one year to the other."""
    if not (first.start and first.end and last.start and last.end and first.end < last.start):
        return None
    if (first.start.month, first.start.day, last.end.month, last.end.day) != (1, 1, 12, 31):
        return None
    return Period(first.start, last.end, f"from {first.start.year} to {last.end.year}")


# fmt: off
AVERAGES = [
    R("AVG", "AVERAGEW", lambda _: "mean", "average"),
    R("AVG", "MEDIANW", lambda _: "median", "median"),
    R("AVGLY", "ONAVERAGE", lambda _: "mean", "on average"),
    R("AVGLY", "as|at a? MEDIANW", lambda *_: "median", "as a median"),
    R("CARRIER", "LETTERN|INSPN MODS?", lambda _, m: m or All(()), "letters"),
    R("CARRIER", "NP", lambda n: n, "areas"),
    R("CARRIER", "PLANS", lambda p: p, "wsa"),
    R("S", "AVG NUMBEROF? MEASURED", lambda a, _, x: _average(a, x), "average number of weaknesses"),
    R("S", "AVG NUMBEROF? MEASURED PER|across|in|among|for|of|over CARRIER", lambda a, _, x, _2, c: _average(a, x, c), "average number of weaknesses per wsa"),
    R("S", "AVG NUMBEROF? MEASURED MODS", lambda a, _, x, m: _average(a, x, m), "average number of weaknesses in london"),
    R("S", "WHICH|SHOW AUX? S", lambda _, _2, s: s if s.asks == "average" else None, "what was the average number of weaknesses"),
    R("S", "HOWMANY MEASURED AUX? CARRIER GET|FOUND|CARRY AVGLY", lambda _, x, _2, c, _3, a: _average(a, x, c), "how many weaknesses did a wsa have on average"),
    R("S", "HOWMANY MEASURED AUX? CARRIER GET|FOUND|CARRY AVGLY MODS", lambda *a: _average(a[5], a[1], a[3], a[-1]), "how many weaknesses did a wsa have on average in london"),
    R("S", "AVGLY ,? HOWMANY MEASURED AUX? CARRIER GET|FOUND|CARRY", lambda a, _, x, _2, c, _3: _average(a, x, c), "on average , how many weaknesses did a wsa have"),
    R("S", "HOWMANY MEASURED AVGLY AUX? CARRIER GET|FOUND|CARRY", lambda _, x, a, _2, c, _3: _average(a, x, c), "how many weaknesses on average did a wsa have"),
    R("S", "HOWMANY MEASURED PER|in|for|across CARRIER ,? AVGLY", lambda _, x, _2, c, a: _average(a, x, c), "how many weaknesses per wsa on average"),
    R("S", "HOWMANY MEASURED AUX? AVG CARRIER GET|FOUND|CARRY", lambda _, x, _2, a, c, _3: _average(a, x, c), "how many weaknesses did the average wsa have"),
    R("S", "MEASURED PER CARRIER ,? AVGLY|AVG", lambda x, _, c, a: _average(a, x, c), "weaknesses per wsa , on average"),
    R("S", "AVG WAITN WAITFOR MODS?", lambda a, _, w, m: _wait(a, m) if w == "wait" else None, "average wait for the letter"),
    R("S", "AVG WAITN MODS? WAITFOR", lambda a, _, m, w: _wait(a, m) if w == "wait" else None, "average wait in london for the letter", 0.02),
    R("S", "how long AUX? CARRIER wait AVGLY WAITFOR", lambda _, c, a, w: _wait(a, c) if w == "wait" else None, "how long did areas wait on average for the letter"),
    R("S", "AVGLY ,? how long AUX? CARRIER wait WAITFOR", lambda a, _, c, w: _wait(a, c) if w == "wait" else None, "on average how long did areas wait for the letter"),
    R("S", "how long AUX? CARRIER wait WAITFOR ,? AVGLY", lambda _, c, w, a: _wait(a, c) if w == "wait" else None, "how long did areas wait for the letter on average"),
    R("S", "AVG wait MODS?", _wait, "average wait in london"),
    R("S", "HOWMANY MEASURED ALTOGETHERIN CARRIER", lambda _, x, _2, c: _average("total", x, c), "how many weaknesses across all wsas"),
    R("S", "SUMW MEASURED MODS?", lambda _, x, m: _average("total", x, m), "the sum of the weaknesses"),
    R("S", "SUMW MEASURED ALTOGETHERIN|PER|in|on CARRIER", lambda _, x, _2, c: _average("total", x, c), "the sum of the weaknesses across all wsas"),
]
COMMON = [
    R("WHATC", "WN", lambda _: WEAK, "problems"),
    R("WHATC", "GOODN", lambda _: STRONG, "strengths"),
    R("WHATC", "reason|reasons", lambda: WEAK, "reasons"),
    R("WHATC", "reason|reasons for|behind PLANS", lambda p: Counted(p), "reasons for a wsa"),
    R("WHATC", "KINDN of? WN", lambda *_: WEAK, "kinds of problem"),
    R("WHATC", "THEMEN", lambda _: WEAK, "theme", 0.05),
    R("WHATC", "area|areas for? priority action|actions?", lambda: "priority-action", "area for priority action"),
    R("WHATC", "priority action|actions", lambda: "priority-action", "priority actions"),
    R("WHATC", "area|areas for improvement", lambda: "improvement", "areas for improvement"),
    R("WHATC", "T WN|KINDN", lambda t, _: t, "leadership problems"),
    R("INC", "in|among|across|for|of|from|at|within CNT", lambda c: c, "in wsas in london"),
    R("INC", "MODS", lambda m: Counted(m), "in london", 0.02),
    R("S", "WHICH|SHOW? AUX? COMMONEST NUM? WHATC INC?", lambda _, _2, _3, k, w, i: _common(w, i, limit=k), "the most common problems in wsas"),
    R("S", "WHICH|SHOW? AUX? NUM COMMONEST WHATC INC?", lambda _, _2, k, _3, w, i: _common(w, i, limit=k), "the three most common problems in wsas"),
    R("S", "WHICH|SHOW? AUX? RAREST WHATC INC?", lambda _, _2, _3, w, i: _common(w, i, least=True), "the least common problem in wsas"),
    R("S", "WHICH WHATC AUX? COMMONEST INC?", lambda _, w, _2, _3, i: _common(w, i), "which problem is most common in wsas"),
    R("S", "WHICH NUM? WHATC AUX? COMESUP MOSTLY INC?", lambda _, k, w, _2, _3, _4, i: _common(w, i, limit=k), "which problems come up most in wsas"),
    R("S", "WHICH AUX? COMESUP MOSTLY INC?", lambda _, _2, _3, _4, i: _common(WEAK, i), "what comes up most in wsas"),
    R("S", "WHICH AUX? CNT CRITICISE MOSTLY", lambda _, _2, c, _3, _4: _common(WEAK, c), "what do reports since 2023 criticise most"),
    R("S", "WHICH AUX? CNT PRAISE MOSTLY", lambda _, _2, c, _3, _4: _common(STRONG, c), "what do reports since 2023 praise most"),
    R("S", "WHICH AUX? INSPECTORS CRITICISE MOSTLY INC?", lambda *a: _common(WEAK, a[-1]), "what do inspectors criticise most in london"),
    R("S", "WHICH AUX? INSPECTORS PRAISE MOSTLY INC?", lambda *a: _common(STRONG, a[-1]), "what do inspectors praise most in london"),
    R("S", "WHICH AUX? CNT MOSTLY? CRIT ABOUT MOSTLY?", lambda _, _2, c, a, _3, _4, b: _common(WEAK, c) if a or b else None, "what are areas criticised for most"),
    R("S", "WHICH AUX? CNT MOSTLY? PRAISED ABOUT MOSTLY?", lambda _, _2, c, a, _3, _4, b: _common(STRONG, c) if a or b else None, "what are areas praised for most"),
    R("S", "WHICH AUX? CNT MOSTLY STRUGGLE ABOUT?", lambda _, _2, c, _3, _4, _5: _common(WEAK, c), "what do areas most often struggle with"),
    R("S", "WHICH AUX? CNT STRUGGLE ABOUT? MOSTLY", lambda _, _2, c, _3, _4, _5: _common(WEAK, c), "what do areas struggle with most"),
    R("S", "WHICH AUX? CNT GET in common", lambda _, _2, c, _3: _common(WEAK, c), "what did outcome 3 areas have in common"),
    R("S", "WHICH AUX? CNT MOSTLY about", lambda _, _2, c, _3: _common(WEAK, c), "what are wsas mostly about"),
    R("S", "top NUM WHATC INC?", lambda k, w, i: _common(w, i, limit=k), "top three problems in wsas"),
    R("S", "WHATC INC? ,? top NUM", lambda w, i, k: _common(w, i, limit=k), "problems in wsas , top three"),
]
SAID = [
    R("NEWESTFIRST", "newest|latest first", lambda: True, "newest first"),
    R("NEWESTFIRST", "most recent first", lambda: True, "most recent first"),
    R("S", "WHICH AUX? INSPECTORS|LETTERS FOUND ABOUT TN MODS? ,? NEWESTFIRST?", lambda *a: _said(a[5], a[6]), "what did inspectors say about leadership"),
    R("S", "WHICH AUX? FOUND ABOUT TN MODS? ,? NEWESTFIRST?", lambda *a: _said(a[4], a[5]), "what was found about leadership"),
    R("S", "WHICH AUX? LETTERN MODS? FOUND ABOUT TN", lambda *a: _said(a[-1], a[3]), "what do reports since 2023 say about leadership"),
    R("S", "SHOW? REMARKN ABOUT TN MODS? ,? NEWESTFIRST?", lambda *a: _said(a[3], a[4]), "comments on leadership"),
    R("S", "SHOW? WN ABOUT TN MODS? ,? NEWESTFIRST", lambda *a: _said(a[3], a[4], manner="weak"), "problems with leadership , newest first"),
    R("S", "everything|anything ABOUT TN MODS?", lambda _, t, m: _said(t, m), "everything on leadership"),
]
KINDS = [
    R("WIDE", "T|TL", lambda t: t, "local offer"),
    R("WIDE", "PARENTW AND|,? WIDE", lambda _, _2, t: _with_parents(t), "parent local offer"),
    R("WIDE", "WIDE AND|,? PARENTW", lambda t, *_: _with_parents(t), "local offer and parents"),
    R("HEADINGS", "HEADINGN", lambda _: True, "headings"),
    R("HEADINGS", "WN|GENERIC|KINDN", lambda _: True, "problems", 0.02),
    R("HEADINGS", "KINDN of WN", lambda *_: True, "kinds of problem"),
    R("OBJ", "QTY|NUM of NUM? WIDE HEADINGS", lambda q, _, t, _2: headings(q, t), "two or more of the five local offer headings"),
    R("OBJ", "QTY|NUM of NUM? WIDE", lambda q, _, t: headings(q, t), "two or more of the five local offer", 0.05),
    R("OBJ", "QTY|NUM KINDN of WIDE WN", lambda q, _, t, _2: headings(q, t), "two kinds of local offer problem"),
    R("OBJ", "QTY HEADINGN of|under|in those? NUM? WIDE WN?", lambda q, _, _2, t, _3: headings(q, t), "just one heading of the local offer problems"),
    R("OBJ", "all NUM? WIDE HEADINGS", lambda n, t, _: headings((">=", n), t) if n else None, "all five local offer headings"),
    R("OBJ", "QTY WIDE HEADINGN", lambda q, t, _: headings(q, t), "three or more local offer headings"),
    R("OBJ", "ONLY? one|single WIDE WN", lambda o, t, _: headings(("=", 1), t) if o else None, "only one local offer problem"),
    R("V", "CRIT UNDERW OBJ", lambda _, _2, o: o if all(c.kind == "number" and c.values[0] == "kinds" for c in literals(o)) else None, "criticised under three or more local offer headings"),
    R("V", "UNDERW OBJ", lambda _, o: o if all(c.kind == "number" and c.values[0] == "kinds" for c in literals(o)) else None, "turn up under two or more of the five local offer headings"),
    R("S", "HOWMANY KINDN of? WN? ABOUT|under|within WIDE", lambda _, _2, _3, _4, t: _kinds(t), "how many kinds of problem with the local offer"),
    R("S", "WHICH|SHOW AUX? NUM? KINDN of? WIDE WN", lambda *a: _kinds(a[4]), "what are the five kinds of local offer problem"),
    R("S", "WHICH|SHOW AUX? NUM? KINDN of? WN ABOUT|under|within WIDE", lambda *a: _kinds(a[-1]), "what are the kinds of problem with the local offer"),
    R("S", "HOWMANY KINDN of? WIDE WN AUX? there?", lambda _, _2, t, *_3: _kinds(t), "how many kinds of local offer problem"),
    R("S", "HOWMANY KINDN of? WN AUX? SOURCEN FOUND|list ABOUT|under|within WIDE", lambda *a: _kinds(a[-1]), "how many kinds of problem does the briefing list under the local offer"),
]
NUMERALS = [
    # A longer phrase that holds a number ("two or more") may have claimed it.
    R("NUM", "two", lambda: 2, "two"),
    R("NUM", "three", lambda: 3, "three"),
    R("NUM", "five", lambda: 5, "five"),
    R("NUM", "four", lambda: 4, "four"),
    R("NUM", "six", lambda: 6, "six"),
    R("NUM", "seven", lambda: 7, "seven"),
    R("NUM", "eight", lambda: 8, "eight"),
    R("NUM", "nine", lambda: 9, "nine"),
    R("NUM", "ten", lambda: 10, "ten"),
    R("NUM", "eleven", lambda: 11, "eleven"),
    R("NUM", "twelve", lambda: 12, "twelve"),
    R("NUM", "thirteen", lambda: 13, "thirteen"),
]
TOTALS = [
    R("S", "HOWMANY INSPECTED MODS?", lambda _, _2, m: Query("count", "count", which=_which(INSPECTED, m)), "how many inspected"),
    R("S", "HOWMANY full? INSPN AUX there AUX? MODS?", lambda *a: _visits(a[-1]), "how many visits have there been since 2023"),
    R("S", "HOWMANY full INSPN MODS?", lambda *a: _visits(a[-1]), "how many full inspections"),
    R("S", "HOWMANY LETTERN AUX? PUBLISHED?", lambda *_: _visits(cond("published")), "how many letters were published"),
    R("S", "HOWMANY LETTERN AUXP? PUBLISHED? WHENCE", lambda *a: _visits(dated("published", a[-1])), "how many letters were published in 2018"),
    R("S", "HOWMANY LETTERN MODS", lambda _, _2, m: _visits(m), "how many letters in london", 0.05),
    R("S", "HOWMANY PRES LETTERN AUXP? PUBLISHED? WHENCE", lambda *a: _visits(both(a[1], dated("published", a[-1])) or a[1]), "how many outcome 3 reports were published in 2024"),
    R("S", "TOTALW INSPECTED|INSPN MODS?", lambda _, _2, m: Query("count", "count", which=_which(INSPECTED, m)), "total inspected"),
    R("S", "TOTALW of? NP AUXP? INSPECTED|done MODS?", lambda _, n, _2, _3, m: Query("count", "count", which=_which(n, INSPECTED, m)), "running total of areas inspected"),
    R("S", "HOWMANY NP AUX? needed|required|demanded|issued|ordered|made UNDERFW|MODS?", lambda _, n, _2, m: Query("count", "count", which=_which(n, m)), "number of wsas demanded in the first round", 0.05),
    R("S", "HOWMANY NP UNDERFW", lambda _, n, f: Query("count", "count", which=_which(n, f)), "how many wsas in the first round", 0.03),
    R("S", "WHICH AUX? S", lambda _, _2, s: s if s.asks == "count" else None, "what is the running total of areas inspected", 0.05),
    R("S", "S ,? FRAME|UNDERFW", lambda s, f: _framed(s, f), "wsas , london versus the north west , under the old framework", 0.1),
    R("WHENCE", "PERIOD PERIOD", lambda a, b: _span(a, b), "2016 2022"),
    R("S", "S ,? AND? OUTOF INSPECTED?", lambda s, *_: _of_how_many(s), "how many areas had a wsa and out of how many"),
    R("S", "S UPTOBRIEFING", lambda s, _: _as_at_briefing(s), "total inspected up to this briefing"),
]

RULES = [*AVERAGES, *COMMON, *SAID, *KINDS, *NUMERALS, *TOTALS]
