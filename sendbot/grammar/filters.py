"""The grammar of what is said of areas: topics, findings, plans, outcomes, places and times, with not, and, or, except.

One line a rule: category, pattern, meaning, example. Order does not matter; levels do: topic lists (TN) below findings (OBJ),
below what areas did or had (VP), below areas with all that is said of them (NP).
"""

from datetime import timedelta
from typing import Any, Literal

import msgspec

from sendbot.grammar.chart import R
from sendbot.meaning import (
    All,
    Condition,
    ConditionKind,
    Is,
    Not,
    Period,
    Predicate,
    Some,
    both,
    changed,
    either,
    framework_of,
    literals,
    opposite,
)


def cond(kind: ConditionKind, *values: str, **parts: Any) -> Predicate:
    """A condition as a predicate."""
    return Is(Condition(kind, tuple(values), **parts))


def strong(topics: Predicate) -> Predicate:
    return changed(topics, lambda c: msgspec.structs.replace(c, kind="strength"))


def _only(topics: Predicate, kind: Literal["priority-action", "improvement"]) -> Predicate:
    return changed(topics, lambda c: msgspec.structs.replace(c, only=kind))


# How many letters make the newest batch.
NEWEST_LETTERS = 8
WEAK, STRONG = cond("weakness"), cond("strength")
WSA, PAP, PLAN = cond("plan", "2016"), cond("plan", "2023"), cond("plan")
INSPECTED = cond("inspected")


def _negated(predicate: Predicate, negated: object) -> Predicate:
    return opposite(predicate) if negated is not None and negated is not False else predicate


# --- times
def _from(period: Period) -> Period | None:
    if period.end is None:
        return period
    return Period(period.start, None, f"{_bare(period)} or later") if period.start else None


def _until(period: Period) -> Period | None:
    return Period(None, period.end, f"{_bare(period)} or earlier") if period.end and period.start else None


def _after(period: Period) -> Period | None:
    return Period(period.end + timedelta(1), None, f"after {_bare(period)}") if period.end else None


def span(first: Period, last: Period) -> Period | None:
    if not (first.start and last.end and first.start <= last.end):
        return None
    return Period(first.start, last.end, f"from {_bare(first)} to {_bare(last)}")


def _bare(period: Period) -> str:
    return period.label.removeprefix("in ").removeprefix("on ")


# fmt: off
WHENCE = [
    R("WHENCE", "in|during|from|on|back|within? PERIOD", lambda p: p, "in 2018"),
    R("WHENCE", "PERIOD only", lambda p: p, "2018 only"),
    R("WHENCE", "for|over|throughout|across|sometime in? PERIOD", lambda p: p, "across in 2018"),
    R("WHENCE", "any|some time|point in|during|since? PERIOD", lambda p: p, "any time since 2023"),
    R("WHENCE", "PERIOD to|until|through|till? PERIOD", span, "2016 2022", -0.05),
    R("WHENCE", "in|during|over|for|throughout? calendar|whole year|years|month|months|week|summer|autumn|spring|winter|term|quarter|half of? PERIOD", lambda p: p, "calendar month of july 2018"),
    R("WHENCE", "PERIOD", lambda p: p, "2018"),
    R("WHENCE", "PERIOD or|and later|after|afterwards|since|onwards|onward|newer|more", _from, "2024 or more"),
    R("WHENCE", "from|since? PERIOD on|onwards|onward|forward|forwards", _from, "in 2024 on"),
    R("WHENCE", "no later than PERIOD", _until, "no later than in 2019"),
    R("WHENCE", "no earlier than PERIOD", _from, "no earlier than in 2019"),
    R("WHENCE", "PERIOD or|and PERIOD", lambda a, b: (a, b), "2017 or 2018"),
    R("WHENCE", "either PERIOD or PERIOD", lambda a, b: (a, b), "either 2017 or 2018"),
    R("WHENCE", "in? year|years|month of PERIOD", lambda p: p, "month of july 2018"),
]


def _at(event: ConditionKind) -> Any:
    return lambda when: dated(event, when)


def dated(event: ConditionKind, when: Period | tuple[Period, Period]) -> Predicate:
    if isinstance(when, tuple):
        return either(*(cond(event, period=p) for p in when))
    return cond(event, period=when)


# --- places and names
PLACES = [
    R("REG", "REGION", lambda r: cond("region", r), "london"),
    R("REG", "REG , REG", lambda a, b: either(a, b), "london , the south east", 0.05),
    R("REG", "REG ,? AND|OR REG", lambda a, _, b: either(a, b), "london or the south east"),
    R("REG", "REG region|regions|area|way|part", lambda r: r, "the north west region"),
    R("REG", "either|both REG", lambda r: r, "either london or the north west"),
    R("NAMES", "AREA", lambda a: a, "leeds"),
    R("NAMES", "NAMES ,? AREA", lambda a, b: tuple(dict.fromkeys((*a, *b))), "leeds , brent", 0.05),
    R("NAMES", "NAMES ,? AND|OR AREA", lambda a, _, b: tuple(dict.fromkeys((*a, *b))), "leeds and brent"),
    R("NAMES", "both NAMES", lambda a: a, "both leeds and brent"),
]

# --- topics
def _topics(one: str, listed: str, other: str, top: str, named: list[R]) -> list[R]:
    """Topics, one or several: lists of any (T, TL, TO, TN), and of those alone that are named without blame (PT to PN), which may be praised."""
    return [
        *named,
        R(one, f"{one} GENERIC", lambda t, _: t, "co-production arrangements", 0.1),
        R(one, f"GENERIC of|for|in|around|behind|on {one}", lambda _, t: t, "work on co-production", 0.1),
        R(one, f"{one} and like|such|similar|suchlike", lambda t: t, "leadership and the like", 0.05),
        R(one, f"OWNER {one}", lambda _, t: t, "parents' awareness of the local offer", 0.1),
        R(one, f"{one} FORWHOM", lambda t, _: t, "therapies for children", 0.05),
        R(listed, one, lambda t: t, "leadership"),
        R(listed, f"{listed} ,? {one}", lambda a, b: both(a, b), "leadership , co-production", 0.15),
        R(listed, f"{listed} ,? AND {one}", lambda a, _, b: both(a, b), "leadership and co-production"),
        R(listed, f"{listed} ,? AND ALSO? ABOUT {one}", lambda a, _, _2, _3, b: both(a, b), "leadership and on co-production"),
        R(listed, f"BOTH {listed}", lambda _, a: a, "both leadership and co-production"),
        R(other, f"{one} ,? OR ABOUT? {one}", lambda a, _, _2, b: either(a, b), "leadership or co-production"),
        R(other, f"{one} , {other}", lambda a, b: either(a, b), "ehc plans , leadership or co-production"),
        R(other, f"EITHER {other}", lambda _, a: a, "either leadership or co-production"),
        R(top, f"{listed}|{other}", lambda t: t, "leadership"),
        R(top, f"{listed} ,? BUTNOT ABOUT? {listed}|{other}", lambda a, _, _2, b: both(a, opposite(_spread(b))), "leadership but not co-production"),
        R(top, f"NEITHER ABOUT? {one} ,? NOR ABOUT? {one}", lambda _, _2, a, _3, _4, b: Not(either(a, b)), "neither leadership nor co-production"),
        R(top, f"NEITHER {one} NOR {one} NOR {one}", lambda _, a, _2, b, _3, c: Not(either(a, b, c)), "neither leadership nor co-production nor ehc plans"),
        R(top, f"NEITHER {one} ,? {one} ,? NOR {one}", lambda _, a, b, _2, c: Not(either(a, b, c)), "neither leadership , co-production nor ehc plans"),
    ]


def _spread(topics: Predicate) -> Predicate:
    """Topics listed after "but not": none of them."""
    return either(*topics.parts) if isinstance(topics, All) else topics


# fmt: off
TOPICS = [
    *_topics("T", "TL", "TO", "TN", [
        R("T", "TOPIC", lambda t: cond("topic", t), "leadership"),
        R("T", "FAULTY", lambda t: cond("topic", t), "unaware of the local offer"),
    ]),
    *_topics("PT", "PL", "PO", "PN", [R("PT", "TOPIC", lambda t: cond("topic", t), "leadership")]),
]


def _in_period(progress: Predicate, when: Period | tuple[Period, Period]) -> Predicate | None:
    """Progress at a re-visit within a period; of how many weaknesses, only ever at the latest."""
    if isinstance(when, tuple) or any(c.kind != "progress" or c.period for c in literals(progress)):
        return None
    return changed(progress, lambda c: msgspec.structs.replace(c, period=when))


def _measured(kind: str, when: Period | tuple[Period, Period]) -> Predicate | None:
    return None if isinstance(when, tuple) else cond("measure", kind, period=when)


def _from_outcome(outcome: Predicate, *, worse: bool) -> Predicate | None:
    """ "Outcome 2 or worse": of the three, 1 is the best."""
    if not isinstance(outcome, Is) or len(outcome.condition.values) != 1:
        return None
    number = int(outcome.condition.values[0])
    some = range(number, 4) if worse else range(1, number + 1)
    return either(*(cond("outcome", str(n)) for n in some)) if len(some) > 1 else None


# --- what areas have: findings, plans, outcomes, visits
def counted(what: str) -> Any:
    def make(quantity: tuple[str, int]) -> Predicate:
        operator, number = quantity
        return Is(Condition("number", (what,), operator=operator, number=number))  # type: ignore[arg-type]

    return make


NUMBERS = [
    R("QTY", "MORETHAN NUM", lambda _, n: (">", n), "more than three"),
    R("QTY", "FEWERTHAN NUM", lambda _, n: ("<", n), "fewer than three"),
    R("QTY", "ATLEAST NUM", lambda _, n: (">=", n), "at least three"),
    R("QTY", "ATMOST NUM", lambda _, n: ("<=", n), "at most three"),
    R("QTY", "NUM or|and more|over|above|upwards", lambda n: (">=", n), "three or more"),
    R("QTY", "NUM plus", lambda n: (">=", n), "three plus"),
    R("QTY", "NUM or|and fewer|less|under|below", lambda n: ("<=", n), "three or fewer"),
    R("QTY", "ONLY? NUM", lambda _, n: ("=", n), "exactly three"),
    R("QTY", "ONLY one|single", lambda _: ("=", 1), "just one"),
    R("QTY", "one|single", lambda: ("=", 1), "one"),
    R("QTY", "several|multiple|numerous", lambda: (">", 1), "several"),
    R("QTY", "NUM solitary|lone|single|sole", lambda n: ("=", n), "two single"),
    R("QTY", "ONLY? solitary|lone|sole|one|single", lambda _: ("=", 1), "a solitary"),
    R("QTY", "ONLY? one single|lone|solitary", lambda _: ("=", 1), "one single"),
    R("QTY", "dozen", lambda: ("=", 12), "a dozen"),
    R("QTY", "dozen or|and more", lambda: (">=", 12), "a dozen or more"),
    R("QTY", "double figures", lambda: (">=", 10), "double figures"),
    R("QTY", "double figures of|for", lambda: (">=", 10), "double figures of"),
    R("QTY", "more than one", lambda: (">", 1), "more than one"),
    R("QTY", "couple of?", lambda: ("=", 2), "a couple of"),
    R("QTY", "pair of", lambda: ("=", 2), "a pair of"),
    R("QTY", "QTY different|separate|distinct|whole|full|such|individual", lambda q: q, "three separate"),
]
WEAKS, ACTIONS, IMPROVEMENTS = "weakness|weaknesses", "action|actions", "improvement|improvements"
def _none_of(of: Predicate) -> Predicate | None:
    """ "no wsa"; but "no more than three" compares."""
    compares = any(c.kind == "number" and c.number for c in literals(of))
    return None if compares else opposite(of)


OBJECTS = [
    R("WN", "WEAKN", lambda _: WEAK, "problems"),
    R("WN", "BADADJ WEAKN", lambda _, _2: WEAK, "poor failings"),
    R("WN", "sig|any|some|such|known|recorded|serious|significant|major|big|real|similar|official WN", lambda w: w, "any problems"),
    R("WN", "one|some|part of WN", lambda w: w, "one of its weaknesses", 0.02),
    R("OBJ", "WN", lambda w: w, "problems", 0.2),
    R("OBJ", "WN ABOUT TN", lambda _, _2, t: t, "problems with leadership"),
    R("OBJ", "TN WN", lambda t, _: t, "leadership problems"),
    R("OBJ", "any|some|such|known|recorded|similar TN WN", lambda t, _: t, "any leadership problems"),
    R("OBJ", "BADADJ TN", lambda _, t: t, "poor leadership"),
    R("OBJ", "BADADJ TN WN", lambda _, t, _2: t, "poor leadership problems"),
    R("OBJ", "TN BADADJ", lambda t, _: t, "leadership poor"),
    R("OBJ", "TN ,? BE? BADADJ", lambda t, _, _2: t, "leadership was poor"),
    R("OBJ", "LACK TN", lambda _, t: t, "lack of leadership", 0.1),
    R("OBJ", "BADLY HAVETOPIC TN", lambda _, _2, t: t, "badly run leadership"),
    # A negation inside a fault is the fault: "did not promote the local offer", "parents knew nothing of it".
    R("FAULT", "AUX|MODAL NOT T WELL?", lambda _, _2, t, _3: t, "did not promote the local offer"),
    R("FAULT", "NOT T WELL?", lambda _, t, _2: t, "not promoting the local offer", 0.15),
    R("FAULT", "FAULT ,? OR|AND just? BADADJ", lambda f, *_: f, "services too few or not good enough"),
    R("FAULT", "FAULT WELL", lambda f, _: f, "did not promote the local offer enough"),
    R("FAULT", "T NOT AUX? WELL", lambda t, *_: t, "co-production not good"),
    R("FAULT", "PARTY AUX|MODAL? NOT T", lambda _, _2, _3, t: t, "leaders did not promote the local offer"),
    R("FAULT", "FAULTY", lambda t: cond("topic", t), "unaware of the local offer", 0.1),
    R("FAULT", "PARTY AUX? FAULTY", lambda _, _2, t: cond("topic", t), "leaders were unaware of the local offer", 0.05),
    R("FAULT", "AUX FAULTY", lambda _, t: cond("topic", t), "were unaware of the local offer", 0.05),
    R("FAULT", "PARTY LACK|FAIL to? T", lambda _, _2, t: t, "leaders failed to promote the local offer"),
    R("FAULT", "FAULT AND|OR FAULT", lambda a, _, b: both(a, b), "did not promote the local offer and did not identify needs", 0.05),
    R("OBJ", "FAULT", lambda t: t, "did not promote the local offer", 0.05),
    R("OBJ", "TN PLANS|WEAKN", lambda t, _: t, "leadership weaknesses", 0.1),
    R("OBJ", "TL as WEAKN", lambda t, _: t, "leadership as a weakness"),
    R("OBJ", "TL on|among|in list|lists|plate", lambda t: t, "leadership on their list"),
    R("OBJ", "BOTH TL WN", lambda _, t, _2: t, "both leadership and co-production issues", 0.02),
    R("OBJ", "QTY THINGN to FIX", lambda q, _, _2: counted("weaknesses")(q), "just one thing to put right"),
    R("OBJ", "QTY WN|THINGN on list|lists|plate|charge|sheet|it|them", lambda q, _: counted("weaknesses")(q), "one weakness on its list"),
    R("OBJ", "QTY WN to FIX", lambda q, _, _2: counted("weaknesses")(q), "just one weakness to put right"),
    R("OBJ", "WN of any kind|sort", lambda w: w, "criticism of any kind"),
    R("OBJ", "nothing BADADJ|wrong? ABOUT TN", lambda _, _2, t: opposite(t), "nothing wrong on leadership"),
    R("OBJ", "nothing ABOUT TN|TO", lambda _, t: opposite(t), "nothing on leadership"),
    R("OBJ", "LETTERN published|out? WHENCE", lambda _, w: dated("published", w), "a letter published in 2018"),
    R("OBJ", "NEWEST", lambda _: cond("newest"), "the latest batch"),
    R("NEWEST", "newest|latest|new|recent|additional|extra|fresh NUM", lambda n: True if n == NEWEST_LETTERS else None, "the additional eight"),
    R("NEWEST", "NUM newest|latest|new|recent|additional|extra|fresh", lambda n: True if n == NEWEST_LETTERS else None, "eight extra"),
    R("NEWEST", "batch of NEWEST", lambda _: True, "the batch of eight new"),
    R("OBJ", "GOODN", lambda _: STRONG, "praise", 0.2),
    R("OBJ", "any|some|such|real|particular GOODN", lambda _: STRONG, "any praise", 0.2),
    R("OBJ", "any|some|such|real|particular? GOODN ABOUT PN", lambda _, _2, t: strong(t), "praise for leadership"),
    R("OBJ", "PN GOODN", lambda t, _: strong(t), "leadership strengths"),
    R("OBJ", "PN ABOUT? as? GOODN", lambda t, _, _2: strong(t), "leadership as a strength", 0.05),
    R("OBJ", "GOODADJ PN", lambda _, t: strong(t), "good leadership"),
    R("OBJ", "priority action|actions ABOUT TN", lambda _, t: _only(t, "priority-action"), "a priority action on leadership"),
    R("OBJ", "area|areas for priority action ABOUT TN", lambda _, t: _only(t, "priority-action"), "an area for priority action on leadership"),
    R("OBJ", "TN ABOUT? as priority action|actions", lambda t, _: _only(t, "priority-action"), "leadership as a priority action"),
    R("OBJ", "area|areas for improvement ABOUT TN", lambda _, t: _only(t, "improvement"), "an area for improvement on leadership"),
    R("OBJ", "improvement|improvements ABOUT TN", lambda _, t: _only(t, "improvement"), "improvements on leadership"),
    R("OBJ", "QTY WN", lambda q, _: counted("weaknesses")(q), "more than three weaknesses"),
    R("OBJ", "QTY GOODN", lambda q, _: counted("strengths")(q), "two strengths"),
    R("OBJ", "QTY priority action|actions", counted("priority-actions"), "four priority actions"),
    R("OBJ", "QTY area|areas for priority action", counted("priority-actions"), "four areas for priority action"),
    R("OBJ", "QTY area|areas for improvement", counted("improvements"), "four areas for improvement"),
    R("OBJ", "priority action|actions", lambda: counted("priority-actions")((">", 0)), "priority actions"),
    R("OBJ", "area|areas for priority action", lambda: counted("priority-actions")((">", 0)), "areas for priority action"),
    R("OBJ", "PLANS", lambda p: p, "a wsa"),
    R("OBJ", "priority action LETTERN", lambda _: PAP, "a priority action report"),
    R("OBJS", "PLANS EARLIER AND|BUT LATER? OUT LATER|EARLIER?", lambda p, _, _2, _3, o, _4: All((Some(p), Some(o))), "a wsa back then and outcome 3 now"),
    R("OBJS", "PLANS AND|BUT LATER? OUT LATER", lambda p, _, _2, o, _3: All((Some(p), Some(o))), "a wsa and outcome 3 now"),
    R("OBJS", "OUT LATER AND|BUT PLANS EARLIER", lambda o, _, _2, p, _3: All((Some(p), Some(o))), "outcome 3 now and a wsa back then"),
    R("PROG", "NOTONE progress|headway|improvement ABOUT|at ALLOF|ANYOF WN?", lambda _, *_2: counted("sufficient")(("=", 0)), "zero progress on everything"),
    R("PLANS", "WSAN", lambda _: WSA, "a wsa"),
    R("PLANS", "PAPN", lambda _: PAP, "a priority action plan"),
    R("PLANS", "ANYPLAN", lambda _: PLAN, "a plan", 0.15),
    R("PLANS", "WSAN OR PAPN", lambda _, _2, _3: either(WSA, PAP), "a wsa or a pap"),
    R("PLANS", "any|such|formal PLANS", lambda p: p, "any plan"),
    R("PLANS", "one|some|any of these|those? WSAN", lambda _: WSA, "one of those wsas"),
    R("PLANS", "PLANS REQUIREDN", lambda p, _: p, "a wsa requirement"),
    R("PLANS", "REQUIREDN for|of PLANS", lambda _, p: p, "a requirement for a wsa"),
    R("PLANS", "REQUIREDN to WRITE PLANS", lambda _, _2, p: p, "an order to write a wsa"),
    R("PLANS", "PLANS to WRITE", lambda p, _: p, "a wsa to write"),
    R("PLANS", "PLANS AUX? REQUIREDV", lambda p, _, _2: p, "a wsa being demanded"),
    R("OBJ", "FRAME INSPN|LETTERN", lambda f, _: f, "a new framework inspection", 0.02),
    R("OBJ", "new style INSPN|LETTERN", lambda _: cond("framework", "2023"), "a new style inspection"),
    R("OBJ", "old style INSPN|LETTERN", lambda _: cond("framework", "2016"), "an old style inspection"),
    R("OBJ", "OUT", lambda o: o, "outcome 3"),
    R("OUT", "anything|something|other? NEITHER OUT NOR OUT", lambda _, a, _2, b: Not(either(a, b)), "neither outcome 1 nor outcome 3", 0.05),
    R("OUT", "OUT1", lambda _: cond("outcome", "1"), "outcome 1"),
    R("OUT", "OUT2", lambda _: cond("outcome", "2"), "outcome 2"),
    R("OUT", "OUT3", lambda _: cond("outcome", "3"), "outcome 3"),
    R("OUT", "OUTN NUM", lambda _, n: cond("outcome", str(n)) if n in (1, 2, 3) else None, "grade 3"),
    R("OUT", "OUTN NUM OR|AND NUM", lambda _, a, _2, b: either(cond("outcome", str(a)), cond("outcome", str(b))), "outcomes 1 and 2"),
    R("OUT", "OUT OR|AND NUM", lambda a, _, n: either(a, cond("outcome", str(n))) if n in (1, 2, 3) else None, "outcome 1 or 2", 0.01),
    R("OUT", "OUT or|and worse|lower|below|poorer|weaker", lambda o: _from_outcome(o, worse=True), "outcome 2 or worse"),
    R("OUT", "OUT or|and better|higher|above|stronger", lambda o: _from_outcome(o, worse=False), "outcome 2 or better"),
    R("OUT", "OUT OR OUT", lambda a, _, b: either(a, b), "outcome 1 or outcome 2"),
    R("OUT", "OUT OUTN|rating|ratings|verdict|verdicts", lambda o, *_: o, "a systemic failings verdict"),
    R("OUT", "OUT experiences|failings|reports|report", lambda o: o, "inconsistent experiences"),
    R("OBJ", "OBJ ,? not just|only|merely|simply improvement|improvements", lambda o: o, "leadership as a priority action , not just an improvement"),
    R("OBJ", "BADING ABOUT? TN", lambda _, _2, t: t, "dragging their feet over co-production"),
    R("OBJ", "afi|afis ABOUT TN", lambda _, t: _only(t, "improvement"), "an afi about leadership"),
    R("OBJ", "QTY afi|afis|improvements", counted("improvements"), "four afis"),
    R("OBJ", "INSPN|LETTERN that|which AUX? V", lambda _, _2, v: v, "a visit that ended in a wsa", 0.05),
    R("OBJ", "FIRST INSPN that|which AUX? V", lambda _, _2, _3, v: v if framework_of(v) == "2016" else None, "a first visit that ended in a wsa"),
    R("OBJ", "LETTERN PUBLISHED WHENCE that|which V", lambda _, _2, w, v: both(dated("published", w), v), "a letter published in 2020 that ended in a wsa"),
    R("OBJ", "NOTICEN from dfe|government|minister|ministers|department", lambda _: cond("measure", "improvement notice"), "an improvement notice from the dfe"),
    R("OBJ", "NOTICEN WHENCE", lambda _, w: _measured("improvement notice", w), "an improvement notice since 2024"),
    R("OBJ", "DIRECTIONN WHENCE", lambda _, w: _measured("direction", w), "a direction in 2025"),
    R("OBJ", "COMMISSIONERN WHENCE", lambda _, w: _measured("commissioner", w), "a commissioner in 2025"),
    R("OBJ", "NOTICEN", lambda _: cond("measure", "improvement notice"), "an improvement notice"),
    R("OBJ", "DIRECTIONN", lambda _: cond("measure", "direction"), "a direction"),
    R("OBJ", "COMMISSIONERN", lambda _: cond("measure", "commissioner"), "a commissioner"),
    # how many weaknesses progress was made on at a re-visit
    R("PROG", "PROGRESSOK ABOUT|at? NOTONE of? WN?", lambda *_: counted("sufficient")(("=", 0)), "sufficient progress on not one of their weaknesses"),
    R("PROG", "NOT to? AUX? PROGRESSOK ABOUT|at? ANYOF WN?", lambda *_: counted("sufficient")(("=", 0)), "not made sufficient progress on any weakness"),
    R("PROG", "NOT AUX? PROGRESSOK ABOUT one|single of? WN", lambda *_: counted("sufficient")(("=", 0)), "not made sufficient progress on a single weakness"),
    R("PROG", "PROGRESSOK ATREVISIT", lambda *_: cond("progress", "sufficient"), "sufficient progress when re-visited"),
    R("PROG", "PROGRESSBAD ATREVISIT", lambda *_: cond("progress", "insufficient"), "insufficient progress when re-visited"),
    R("PROG", "FAIL to? PROGRESSOK", lambda *_: cond("progress", "insufficient"), "failed to make enough progress"),
    R("PROG", "PROGRESSNO", lambda _: counted("sufficient")(("=", 0)), "no progress on any weakness"),
    R("PROG", "NOTONE of? WN? AUXP? FIXEDV WELL?", lambda _, _2, n, *_3: None if n else counted("sufficient")(("=", 0)), "not one weakness had been fixed"),
    R("PROG", "PROGRESSOK|progress|improvement ABOUT|at ALLOF|all but|except|bar QTY of? WN?", lambda _, _2, _3, q, _4: counted("insufficient")(q), "sufficient progress on all but one weakness"),
    R("PROG", "PROG WHENCE", _in_period, "sufficient progress on all weaknesses in 2022", 0.02),
    R("PROG", "PROGRESSOK ABOUT|at ALLOF NUM? WN?", lambda *_: cond("progress", "sufficient"), "sufficient progress on all weaknesses"),
    R("PROG", "PROGRESSBAD ABOUT|at SOMEOF WN?", lambda *_: cond("progress", "insufficient"), "insufficient progress on some weaknesses"),
    R("PROG", "PROGRESSBAD ABOUT|at ALLOF WN?", lambda *_: counted("sufficient")(("=", 0)), "insufficient progress on all weaknesses"),
    R("PROG", "PROGRESSOK ABOUT|at QTY of? WN", lambda _, _2, q, _3: counted("sufficient")(q), "sufficient progress on two weaknesses"),
    R("PROG", "PROGRESSBAD ABOUT|at QTY of? WN", lambda _, _2, q, _3: counted("insufficient")(q), "insufficient progress on two weaknesses"),
    R("PROG", "QTY WN STILLBAD", lambda q, *_: counted("insufficient")(q), "two weaknesses outstanding"),
    R("PROG", "ALLOF WN? AUXP? FIXEDV", lambda _, _2, n, _3: None if n else cond("progress", "sufficient"), "all weaknesses had been fixed"),
    R("PROG", "SOMEOF WN AUX? STILLBAD", lambda *_: cond("progress", "insufficient"), "some weaknesses were still insufficient"),
    R("PROG", "PROG ,? ATREVISIT", lambda p, _: p, "sufficient progress on all weaknesses at the re-visit"),
    R("PROG", "PROG at|on|in|by|after REVISITN", lambda p, _: p, "sufficient progress on all weaknesses at the re-visit"),
    R("PROG", "PROG when|by|after they|inspectors? AUX? REVISITED", lambda p, *_: p, "sufficient progress on all weaknesses when re-visited"),
    R("PROG", "REVISITN that|which? LEFT QTY WN STILLBAD?", lambda _, _2, q, *_3: counted("insufficient")(q), "re-visits that left one weakness outstanding"),
    R("PROG", "AUX? REVISITED with|and? PROG", lambda _, _2, p: p, "re-visited with sufficient progress on all weaknesses", 0.02),
    R("PROG", "INSPECTORS REVISITED AND|BUT? FOUND? PROG", lambda *a: a[-1], "inspectors went back and not one weakness had been fixed"),
    R("OBJ", "PROG", lambda p: p, "sufficient progress on not one weakness"),
    R("OBJ", "MONITORN|REVISITN AND|BUT AUX? BE? FOUND? EFFECTIVE", lambda *_: cond("effective"), "a monitoring inspection and were found to be taking effective action"),
    R("OBJ", "MONITORN FOUND|that|with? FOUND? EFFECTIVE", lambda *_: cond("effective"), "a monitoring inspection that found effective action"),
    R("OBJ", "EFFECTIVE at|on|in MONITORN", lambda *_: cond("effective"), "effective action at the monitoring inspection"),
    R("OBJ", "REVISITN WHENCE?", lambda _, w: dated("re-visited", w) if w else cond("re-visited"), "a re-visit"),
    R("OBJ", "MONITORN WHENCE?", lambda _, w: dated("monitored", w) if w else cond("monitored"), "a monitoring inspection"),
    R("OBJ", "PROGRESSOK", lambda _: cond("progress", "sufficient"), "sufficient progress"),
    R("OBJ", "PROGRESSBAD", lambda _: cond("progress", "insufficient"), "insufficient progress"),
    R("OBJ", "PROGRESSOK at|on|in REVISITN", lambda *_: cond("progress", "sufficient"), "sufficient progress at the re-visit"),
    R("OBJ", "PROGRESSBAD at|on|in REVISITN", lambda *_: cond("progress", "insufficient"), "insufficient progress at the re-visit"),
    R("OBJ", "RESPONSEN", lambda _: cond("response"), "a published response"),
    R("OBJ", "INSPN WHENCE?", lambda _, w: dated("inspected", w) if w else INSPECTED, "an inspection in 2018"),
    # "no problems with A", "neither a wsa nor outcome 3"
    R("NOBJ", "no OBJ", _none_of, "no wsa"),
    R("NOBJ", "NEITHER OBJ NOR OBJ", lambda _, a, _2, b: Not(either(a, b)), "neither a wsa nor outcome 3"),
    R("OBJS", "OBJ|NOBJ", lambda o: o, "a wsa"),
    R("OBJS", "OBJS ,? AND ALSO? OBJ|NOBJ", lambda a, _, _2, b: both(a, b), "a wsa and outcome 3"),
    R("OBJS", "OBJS ,? BUT ALSO? NOBJ", lambda a, _, _2, b: both(a, b), "a wsa but no leadership problems"),
    R("OBJS", "OBJS ,? BUTNOT OBJ", lambda a, _, b: both(a, opposite(b)), "a wsa but not outcome 3", 0.05),
    R("OBJS", "OBJS ,? WITHOUT OBJ", lambda a, _, b: both(a, opposite(b)), "a wsa without leadership problems", 0.05),
    R("OBJS", "OBJ ,? OR OBJ", lambda a, _, b: either(a, b), "a wsa or outcome 3"),
    R("OBJS", "BOTH OBJS", lambda _, o: o, "both a wsa and outcome 3"),
    R("OBJS", "OBJS ALSO", lambda o, _: o, "a wsa as well", 0.02),
]


RULES = [*WHENCE, *PLACES, *TOPICS, *NUMBERS, *OBJECTS]
