"""The grammar of what stands first and is taken up after it: a topic by a pronoun, a set by its number, a heading, a date with an aside."""

from typing import Any

from sendbot.grammar.chart import R
from sendbot.grammar.faults import is_weak
from sendbot.grammar.filters import INSPECTED, WSA, cond, dated, strong
from sendbot.grammar.questions import areas, count, every, exists, none
from sendbot.meaning import Not, Predicate, both, kinds
from sendbot.query import Query

# Sets of the briefing that people call by their number: those with a WSA, those without one, all inspected.
_SETS: dict[int, Predicate] = {13: WSA, 26: Not(WSA), 39: INSPECTED}


def _weak(of: Predicate) -> Predicate | None:
    return of if is_weak(of) else None


def _within(frame: Predicate, query: Query) -> Query | None:
    if query.areas or query.order or query.asks not in ("areas", "count", "share", "check"):
        return None
    return Query(query.asks, query.intent, which=both(frame, query.which), quantifier=query.quantifier, of=query.of, manner=query.manner)


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
    R("WHENCE", "WHENCE , ASIDE", lambda w, _: w, "in 2020 , the year covid hit", 0.01),
    R("WHENCE", "WHENCE , last|final|first|only full|whole|proper|normal PERIOD", lambda w, p: w if p.start is None or p.end is None else None, "in 2019 , the last full year before covid"),
    R("WHENCE", "WHENCE ASIDE", lambda w, _: w, "in march 2020 days before lockdown", 0.03),
    R("ASIDE", "ASIDEW before|of|after|into ASIDEEVENT", lambda *_: True, "days before shutters came down"),
    R("ASIDE", "ASIDEW PERIOD", lambda _, p: True if p.start is None or p.end is None else None, "days before lockdown"),
    R("S", "WHENCE ,? FORTHERECORD ,? S", lambda w, _, s: _within(dated("inspected", w), s), "in 2018 going by the day inspectors arrived how many areas had a wsa"),
    R("S", "HEADLINE , MODS|OBJS|VPS|NP", lambda _, m: areas(m), "double trouble list : a wsa and outcome 3"),
    R("S", "HEADLINE , S", lambda _, s: s, "turnarounds : who had a wsa and then outcome 1"),
    R("HEADLINE", "HEADW list|roll|club|league|story|stories|table? FRAMING?", lambda *_: True, "double trouble list for my story"),
    R("SHOW", "can|could|would|will someone|somebody|anyone|anybody|you SHOW", lambda _: True, "could someone list"),
    R("SHOW", "SHOW full|complete|whole|entire list|rundown|run|roll|lowdown of", lambda _: True, "give me the complete list of"),
    R("FRAMING", "i|we AM PERSONN", lambda *_: True, "i am a reporter"),
    R("MOD", "BEFORENEW these|those|your|this|that|latest? NEWEST LETTERN|AREAN|INSPN|THINGN|batch?", lambda *_: Not(cond("newest")), "before these latest eight letters"),
    R("NEWEST", "since your|our|last|first|previous|earlier|summer? july briefing|overview|update|note|edition|paper", lambda: True, "since your july briefing"),
    R("BEFORETHEM", "when july|summer|first|last|previous briefing|overview|update|note|edition|paper came|was|went round|out|written|published|done?", lambda: True, "when the first briefing was written"),
    R("BEFORETHEM", "when PERIOD briefing|overview|update|note|edition|paper came|was|went round|out|written|published|done?", lambda p: True if p.start and p.end and p.start.month == p.end.month == 7 else None, "when the july overview came round"),
    R("MOD", "already? out|published|there|in? BEFORETHEM", lambda _: Not(cond("newest")), "already out when the first briefing came out"),
    R("NEWEST", "newly|freshly|just|recently published|issued|out|released|added LETTERN?", lambda _: True, "newly published"),
    R("S", "NEWEST ,? S", lambda _, s: _within(cond("newest"), s), "since your last briefing , how many areas had a wsa", 0.05),
]
RULES = [*TAKEN_UP, *SETS, *ASIDES]
