"""The grammar of sets told by their size ("one weakness only", "the Merseyside five"), and of remarks on how to answer."""

import datetime as dt
from typing import Any

import msgspec

from sendbot.grammar.chart import R
from sendbot.grammar.faults import is_weak
from sendbot.grammar.filters import cond, counted, dated
from sendbot.grammar.grouping import Counted, Grouping, per
from sendbot.grammar.questions import areas, count, exists, share
from sendbot.meaning import All, Period, Predicate, both, either, framework_of, kinds, literals, opposite
from sendbot.query import Query

# No region has as many areas; a larger number beside one is a year.
_LARGEST_SET = 60
# The month of the first briefing, from its first day.
FIRST_BRIEFING = dt.date(2017, 7, 1)
_LISTED = ("count", "share", "per", "versus", "areas", "ranking", "average")


def _exact(of: Predicate) -> Predicate | None:
    """A number that "only" may stand behind."""
    return of if any(c.kind == "number" and c.operator == "=" for c in literals(of)) else None


def _sized(of: Predicate, number: int | None) -> Predicate | None:
    return of if number is not None and number <= _LARGEST_SET else None


def _same_number(of: Predicate, quantity: tuple[str, int]) -> Predicate | None:
    """ "A couple of priority actions, exactly two": the number said again."""
    said = [(c.operator, c.number) for c in literals(of) if c.kind == "number"]
    return of if quantity in said else None


def _besides(names: tuple[str, ...], *said: Predicate | None) -> Query | None:
    """Who else: all but those named."""
    query: Query | None = areas(opposite(cond("area", *names)), *said)
    return query


def _ranked(extreme: Any, measured: Any, *predicates: Predicate | None, names: tuple[str, ...] = ()) -> Query:
    which = both(*(p for p in (cond("area", *names) if names else None, measured.which, *predicates) if p is not None))
    return Query("ranking", "ranking", which=None if which == All(()) else which, of=measured.of, order=extreme)


def _outermost(order: Any, names: tuple[str, ...], *predicates: Predicate | None) -> Query | None:
    which = both(cond("area", *names), *(p for p in predicates if p is not None and p != All(())))
    return Query("areas", "areas", which=which, order=order) if len(names) > 1 else None


def _new_since(when: Any) -> bool | None:
    """ "New letters since July": since the first briefing of that month."""
    return True if isinstance(when, Period) and when.start == FIRST_BRIEFING and when.end is None else None


def _split(frame: Predicate | None, one: Predicate, other: Predicate) -> Query | None:
    """Those with and those without, both of the inspections that could have brought it."""
    if other != opposite(one) or kinds(one) - {"plan", "outcome"}:
        return None
    own = framework_of(one)
    known = cond("framework", own) if own else cond("inspected")
    which = both(*(p for p in (frame if frame != All(()) else None, known) if p is not None))
    return Query("versus", "versus", which=which, sides=(one, other))


def _outcomes(frame: Predicate | None, one: Predicate, other: Predicate) -> Query | None:
    return Query("versus", "versus", which=frame, sides=(one, other)) if frame != All(()) and one != other else None


def _listing(query: Query) -> Query | None:
    return query if query.asks in _LISTED else None


def _inspections(letters: Predicate, when: Any, *more: Predicate | None) -> Query:
    return Query("count", "count", which=both(letters, dated("published", when), *(m for m in more if m is not None)), of="inspections")


def _more_than_half(*predicates: Predicate) -> Query | None:
    """Whether more than half of the areas are such."""
    query = exists(*predicates)
    return msgspec.structs.replace(query, of="portion", limit=50, quantifier=None) if query else None


# fmt: off
SIZES = [
    R("OBJ", "OBJ ONLYAFTER", lambda o, _: _exact(o), "one weakness only"),
    R("V", "V ONLYAFTER", lambda v, _: _exact(v), "address one weakness only"),
    R("V", "CARRY QTY WN|THINGN", lambda _, q, _2: counted("weaknesses")(q), "covered a single weakness", 0.05),
    R("V", "QTY WN|THINGN CARRY|GET|WRITE", lambda q, *_: counted("weaknesses")(q), "only one point listed", 0.1),
    R("OBJ", "PLANS ABOUT|with|of QTY WN|THINGN", lambda p, _, q, _2: both(p, counted("weaknesses")(q)), "a wsa with one point"),
    R("OBJ", "QTY WN|THINGN|REQUIREDN PLANS", lambda q, _, p: both(p, counted("weaknesses")(q)), "a one point wsa", 0.05),
    R("QTY", "ONLY couple|pair of?", lambda _: ("=", 2), "only a couple of"),
    R("V", "OWE|TOLD|MUST to? WRITE PLANS ABOUT TN", lambda *a: both(a[2], a[-1]), "told to write a wsa about autism"),
    R("OBJ", "OBJ ,? QTY", _same_number, "a couple of priority actions , exactly two", 0.05),
    R("OBJS", "OUT ,? BUT|AND|with|having QTY priority action|actions", lambda o, _, q: both(o, counted("priority-actions")(q)), "outcome 3 but only two priority actions"),
    R("OBJS", "OUT ,? BUT|AND|with|having QTY area|areas for? priority action|actions?", lambda o, _, q: both(o, counted("priority-actions")(q)), "outcome 3 with only two areas for priority action"),
    R("OBJS", "OUT ,? BUT|AND|with|having QTY MEASURED ,? QTY", lambda o, _, q, m, s: both(o, counted(m.of)(q)) if q == s else None, "outcome 3 but only two priority actions , exactly two"),
    R("S", "WHO|WHICH|WHOSE|SHOW? AUX? GET? SHORTEST PLANS ,? QTY WN|THINGN|REQUIREDN", lambda *a: areas(a[4], counted("weaknesses")(a[5])), "who had the narrowest wsa , just one requirement"),
    R("SHORTEST", "SHORTESTW", lambda _: True, "narrowest"),
    R("S", "S ,? AND? ONWHAT", lambda s, _, _2: s if s.asks in ("areas", "ranking") and not s.areas else None, "who had the narrowest wsa , just one requirement , and on what subject"),
]
# "The Merseyside five": how many they are said to be, of a set that is told by its name.
MANY = [
    R("REG", "REG NUM", _sized, "london two", 0.1),
    R("REG", "NUM REG", lambda n, r: _sized(r, n), "two london", 0.15),
    R("NP", "NUM NB MODS?", lambda n, b, m: both(b, m) if _sized(b, n) and b != All(()) else None, "six london boroughs", 0.1),
]
ELSES = [
    R("S", "EXCEPT NAMES ,? AUX|ISTHERE? ANYELSE NP? MODS|VPS", lambda _, n, _2, _3, p, m: _besides(n, p, m), "apart from brent was there anybody else whose wsa covered a single weakness"),
    R("S", "ISTHERE|AUX? ANYELSE EXCEPT NAMES MODS|VPS", lambda _, _2, _3, n, m: _besides(n, m), "was there anyone else besides brent with a wsa"),
    R("S", "ISTHERE|AUX? ANYELSE MODS|VPS EXCEPT NAMES", lambda _, _2, m, _3, n: _besides(n, m), "who else had a wsa apart from brent"),
    R("S", "TN|OBJS|NP|FAULT|MODS ,? NAMES ,? AND|, ANYELSE", lambda o, *_: areas(o), "poor leadership , brent and who else"),
    R("S", "NAMES ,? AND|, ANYELSE AUXP? VPS", lambda n, _, _2, _3, v: areas(v), "brent and who else had a wsa"),
    R("S", "NAMES GET OBJS ,? ANYELSE", lambda n, _, o, _2: areas(o), "brent had a wsa , who else"),
    R("S", "NAMES VPS ,? ANYELSE", lambda n, v, _: areas(v), "brent was criticised for leadership , who else", 0.02),
]
HIGHEST = [
    R("S", "WHERE|WHO|WHICH NP? AUX? NUMBEROF MEASURED AUX? AUX? EXT MODS?", lambda *a: _ranked(a[-2], a[4], a[1], a[-1]), "where has the number of priority actions been highest"),
    R("S", "WHERE|WHO|WHICH NP? AUX? EXT MEASURED MODS?", lambda _, n, _2, e, x, m: _ranked(e, x, n, m), "where are the most priority actions", 0.1),
    R("S", "NAMES ,? WHO|WHICH|whose? AUX? GET? EXT MEASURED GOESTO? WHO|WHICH?", lambda n, _, _2, _3, e, x, *_4: _ranked(e, x, names=n) if len(n) > 1 else None, "bury or brent , most priority actions goes to"),
    R("S", "EXT MEASURED GOESTO|,? NAMES", lambda e, x, _, n: _ranked(e, x, names=n) if len(n) > 1 else None, "most priority actions , bury or brent"),
    R("S", "WHO|WHICH AUX? GET EXT MEASURED ,? out? of? NAMES", lambda *a: _ranked(a[3], a[4], names=a[-1]) if len(a[-1]) > 1 else None, "who has the most priority actions , bury or brent"),
    R("S", "WHO|WHICH NP? AUXP? VPS SUP ,? out? of? NAMES", lambda _, n, _2, v, s, names: _outermost(s, names, n, v), "who got outcome 3 first , bury or brent"),
    R("S", "WHO|WHICH out? of? NAMES AUXP? VPS SUP", lambda _, names, _2, v, s: _outermost(s, names, v), "which of rochdale and brent got outcome 3 first", -0.1),
    R("S", "NAMES ,? WHO|WHICH AUXP? VPS SUP", lambda names, _, _2, v, s: _outermost(s, names, v), "bury or brent , who got outcome 3 first"),
    R("S", "WHO|WHICH out? of? NAMES AUX? GET EXT MEASURED MODS?", lambda *a: _ranked(a[4], a[5], a[6], names=a[1]) if len(a[1]) > 1 else None, "which of rochdale and brent has the most priority actions", -0.05),
    R("S", "out? of|between|among NAMES ,? WHO|WHICH AUX? GET EXT MEASURED", lambda *a: _ranked(a[-2], a[-1], names=a[0]) if len(a[0]) > 1 else None, "of rochdale and brent , which has the most priority actions", -0.05),
    R("S", "S OFALL", lambda s, _: s if s.asks == "ranking" else None, "which wsa carried the most weaknesses of all"),
    R("S", "S ,? HOWMANYTHERE", lambda s, _: s if s.asks == "ranking" and s.of in ("weaknesses", "priority-actions", "improvements", "strengths") else None, "which wsa carried the most weaknesses , and how many were there"),
]
REMARKS = [
    R("S", "S ,? FIGURESONLY", lambda s, _: _listing(s), "wsas by region , just the numbers", 0.02),
    R("S", "S ,? ONLY? NUM FIGUREN", lambda s, *_: _listing(s), "wsas by region , just the three numbers", 0.02),
    R("S", "S ,? NODOUBLES", lambda s, _: _listing(s), "how many areas had a wsa , no double counting", 0.02),
    R("S", "NP|OBJS|MODS|VPS ,? HOWMANYTHERE", lambda n, _: count(n), "outcome 3 , how many were there"),
    R("S", "LETTERN PUBLISHED? WHENCE WITH OBJS ,? HOWMANYTHERE|HOWMANY", lambda _, _2, w, _3, o, _4: _inspections(o, w), "reports published during 2025 with outcome 3 , how many were there"),
    R("S", "HOWMANY LETTERN PUBLISHED? WHENCE WITH OBJS", lambda _, _2, _3, w, _4, o: _inspections(o, w), "how many reports published in 2025 with outcome 3"),
    R("S", "LETTERN WITH OBJS PUBLISHED? WHENCE ,? HOWMANYTHERE|HOWMANY", lambda _, _2, o, _3, w, _4: _inspections(o, w), "reports with outcome 3 published in 2025 , how many were there"),
    R("NP", "PERIOD LETTERN WITH OBJS", lambda p, _, _2, o: both(dated("published", p), o), "2025 reports with outcome 3", -0.1),
    R("S", "PERIOD OUTCOMEN ,? FIGURESONLY?", lambda p, *_: per(Grouping("outcome"), Counted(dated("inspected", p))), "2024 outcomes , numbers only", 0.3),
    R("S", "OUTCOMEN MODS ,? FIGURESONLY", lambda _, m, _2: per(Grouping("outcome"), Counted(m)), "outcomes in london , numbers only"),
    R("S", "HOWMANY NP AUX? HOLDING NOBJ|OBJ ABOUT", lambda _, n, _2, _3, o, _4: count(n, o), "how many london areas do you hold no 2023 framework report for"),
    R("NP", "LETTERN PUBLISHED WHENCE WITH OBJS", lambda _, _2, w, _3, o: both(dated("published", w), o), "reports published in 2025 with outcome 3", -0.05),
    R("S", "OUT|PLANS ,? PUBLISHED WHENCE", lambda o, _, w: areas(o, dated("published", w)), "outcome 3 , published november 2025 or later", -0.05),
    R("S", "PUBLISHED WHENCE ,? OUT|PLANS", lambda _, w, o: areas(o, dated("published", w)), "published november 2025 or later , outcome 3", -0.05),
    R("S", "OBJS , MODS", lambda o, m: areas(o, m), "leadership problems , in london", 0.32),
]
SPLITS = [
    R("S", "NP|REG|FRAME|MODS? FRAME? ,? SPLITW? PLANS|OUT THAN|AND|OR NOBJ SPLITW?", lambda n, f, _, p, _2, o, _3: _split(both(*(x for x in (n, f) if x)) or All(()), p, o), "the south east first cycle , split wsa versus no wsa"),
    R("S", "NP|REG|FRAME|MODS? FRAME? ,? SPLITW PLANS|OUT NOBJ", lambda n, f, _, p, o: _split(both(*(x for x in (n, f) if x)) or All(()), p, o), "the south east first cycle , split wsa no wsa"),
    R("S", "NP|REG|FRAME|MODS? FRAME? ,? PLANS|OUT NOBJ SPLITW", lambda n, f, p, o, _: _split(both(*(x for x in (n, f) if x)) or All(()), p, o), "the south east first cycle , wsa no wsa split"),
    R("S", "NP|REG|FRAME|MODS FRAME? ,? SPLITW? OUT THAN|AND|OR OUT SPLITW?", lambda n, f, _, a, _2, b, _3: _outcomes(both(*(x for x in (n, f) if x)), a, b), "the south east second cycle , split outcome 1 versus outcome 3"),
    R("S", "SPLITW PLANS|OUT THAN|AND|OR NOBJ MODS", lambda _, p, _2, o, m: _split(m, p, o), "split between wsa and no wsa in the south east"),
    R("S", "SPLITW MODS ,? PLANS|OUT THAN|AND|OR NOBJ", lambda _, m, p, _2, o: _split(m, p, o), "split in the south east , wsa versus no wsa"),
    R("S", "HOWMANY GET? PLANS AND HOWMANY AUX? NOT MODS?", lambda _, _2, p, _3, _4, _5, _6, m: _split(m, p, opposite(p)), "how many had a wsa and how many did not in the south east"),
]
HELD = [
    R("MOD", "HOLDING NOBJ|OBJ ABOUT", lambda _, o, _2: o if kinds(o) <= {"framework", "inspected", "published"} else None, "you hold no 2023 framework report for", -0.05),
    R("MOD", "HOLDING no|zero FRAME LETTERN|INSPN ABOUT", lambda _, f, *_2: opposite(f), "you hold no 2023 framework report for", -0.05),
    R("OBJ", "LETTERN|INSPN under|in|from FRAME", lambda _, f: f, "a report under the 2023 framework", -0.02),
    R("V", "still? AWAITING first|full? LETTERN|INSPN under|in FRAME", lambda *a: opposite(a[-1]), "still waiting for a report under the 2023 framework", -0.02),
    R("MOD", "WHOSE RESPONSEN AUX? LINKEDV", lambda *_: cond("response"), "whose published responses are linked"),
    R("OBJ", "LINKEDV RESPONSEN plan|plans?", lambda *_: cond("response"), "a linked response"),
    R("S", "AUX TN|OBJ AUXP? CAUSE ABOUT|for|of? PLANS", lambda _, t, _2, _3, _4, p: exists(t, p), "was poor camhs the root of a wsa", -0.05),
    R("V", "CLEANIN FRAME", lambda _, f: both(f, opposite(cond("plan", "2016"))) if f == cond("framework", "2016") else None, "no wsa needed in the first round"),
    R("OBJ", "RESPONSEN LINKEDV", lambda *_: cond("response"), "a published response linked to"),
    R("V", "under|facing|on PLANS", lambda p: p, "under a wsa"),
    R("V", "ALSO? UNDERW WIDE HEADINGS", lambda _, _2, t, _3: t, "feature in the local offer groups", 0.05),
    R("V", "came|come|comes|coming WITHOUT OBJ", lambda _, o: opposite(o), "came without a wsa", -0.02),
    R("V", "CAMETHROUGH FRAME with? NOBJ", lambda _, f, o: both(f, o), "came through the first round with no wsa"),
    R("V", "CAMETHROUGH FRAME WITHOUT OBJ", lambda _, f, _2, o: both(f, opposite(o)), "came through the first round without a wsa"),
    R("VPS", "VPS ,? AND? LATER in|on|at OUT", lambda v, _, _2, o: both(v, o), "had a wsa in the old days , now in outcome 1"),
    R("OBJ", "TN|TO as WN in|of|under PLANS", lambda t, _, p: both(p, t), "leadership as a weakness in a wsa"),
    R("WN", "main|principal|headline|chief|core|primary WN", lambda w: w, "main weakness", 0.02),
    R("V", "GONETO OBJS", lambda _, o: o, "gone to a re-visit"),
    R("S", "OBJS ,? WHERE AUX? AUX? there AUX? any?", lambda o, *_: areas(o), "monitoring inspections , where have there been any"),
    R("OBJ", "MONITORN ,? ones? after|following PAPN|priority action?", lambda *_: cond("monitored"), "monitoring inspections , the ones after priority action"),
    R("S", "all|every|each NP EXCEPT NUM VPS ,? TAIL", lambda n, _, _2, v, _3: areas(n, opposite(v)), "all london areas bar two had a wsa , which"),
    R("S", "YESNO|AUX? FRACTIONOF NP VPS ,? TAG|CONFIRM|FIGURESONLY?", lambda _, _2, n, v, _3: share(n, v), "is it right that about a third of london areas had a wsa"),
    R("S", "YESNO|AUX? MOREHALF NP VPS ,? TAG|CONFIRM?", lambda _, _2, n, v, _3: _more_than_half(n, v), "did more than half of london areas have a wsa"),
    R("S", "YESNO|AUX MOST NP VPS ,? TAG|CONFIRM?", lambda _, _2, n, v, _3: _more_than_half(n, v), "did most london areas have a wsa", 0.1),
    R("V", "CRIT ABOUT EITHER? OBJ OR OBJ", lambda _, _2, _3, a, _4, b: either(a, b) if is_weak(a) and is_weak(b) else None, "criticised for either poor leadership or poor co-production"),
    R("T", "T do|with|at it|that|so", lambda t: t, "helping schools do it", 0.05),
    R("PT", "PT do|with|at it|that|so", lambda t: t, "helping schools do it", 0.05),
    R("TAIL", "WHO AUX? that|this leave|leaves", lambda *_: True, "who does that leave"),
    R("TAIL", "WHICH|WHO NP? AUX? that true of?", lambda *_: True, "which areas was that true of"),
    R("OBJS", "OUT ,? BUT|AND|with|having OBJ", lambda o, _, b: both(o, b) if kinds(b) == {"number"} else None, "outcome 3 but only two priority actions"),
    R("NEWEST", "NUM? newest|latest|new|recent|additional|extra|fresh LETTERN SINCEBRIEFING", lambda *_: True, "the eight extra letters since the july briefing"),
    R("NEWEST", "newest|latest|new|recent|additional|extra|fresh? LETTERN PUBLISHED? SINCEBRIEFING", lambda *_: True, "new letters published since the first briefing came out in july"),
    R("S", "NEWEST is?", lambda _: Query("count", "count", which=cond("newest")), "new letters published since the first briefing", 0.5),
    R("NEWEST", "NUM? newest|latest|new|recent|additional|extra|fresh LETTERN WHENCE", lambda _, _2, w: _new_since(w), "new letters since july 2017", -0.05),
    R("SINCEBRIEFING", "since|after your|our|last|first|previous|earlier|summer? july? BRIEFINGN PUBLISHED? WHENCE?", lambda *_: True, "since the first briefing"),
]

RULES = [*SIZES, *MANY, *ELSES, *HIGHEST, *REMARKS, *SPLITS, *HELD]
