"""The grammar of questions: what is asked of the areas that something is said of."""

from typing import Any

import msgspec

from sendbot.grammar.chart import R
from sendbot.grammar.filters import WEAK, cond, dated, strong
from sendbot.meaning import All, Is, Period, Predicate, both, conjuncts, kinds, opposite
from sendbot.query import Query, Shape

ANY = "any"


def _over(asks: Shape, **parts: Any) -> Any:
    """A question over areas from the predicates it is given."""

    def make(*predicates: Any) -> Query | None:
        which = both(*(p for p in predicates if p is not None and not isinstance(p, bool)))
        if not which or which == All(()):
            return None
        which = _of_letters(which)
        if asks == "areas" and cond("response") in conjuncts(which):
            return Query("documents", "documents", which=which, of="response")
        blames = "topic" in kinds(which)
        return Query(asks, asks, which=which, **{"manner": "weak" if blames and asks == "areas" else None, **parts})

    return make


def _of_letters(which: Predicate) -> Predicate:
    """Of letters, a bare date is the day they came out."""
    parts = conjuncts(which)
    if cond("published") not in parts:
        return which
    dated_parts = [p for p in parts if isinstance(p, Is) and p.condition.kind == "inspected" and p.condition.period]
    if not dated_parts:
        return which
    return (
        both(*(cond("published", period=p.condition.period) if p in dated_parts else p for p in parts if p != cond("published"))) or which
    )


def _practice(which: Predicate | None) -> Query:
    return Query("practice", "practice", which=which, manner="strong")


# A bare topic may be meant as praise, where nothing else is recorded of it.
bare = _over("areas", manner=None)
areas, count, share = _over("areas"), _over("count"), _over("share")
exists, none = _over("check", quantifier="any"), _over("check", quantifier="none")
every = _over("check", quantifier="every")

# fmt: off
LISTS = [
    R("S", "SHOW? PRACTICEN ABOUT PN", lambda _, _2, _3, t: _practice(strong(t)), "good practice on leadership"),
    R("S", "SHOW? PRACTICEN", lambda *_: _practice(None), "examples of good practice"),
    R("S", "WHICH NP VPS", lambda _, n, v: areas(n, v), "which areas had a wsa"),
    R("S", "WHICH NP", lambda _, n: areas(n), "which areas with a wsa", 0.1),
    R("S", "WHICH VPS", lambda _, v: areas(v), "which had a wsa", 0.05),
    R("S", "WHO VPS", lambda _, v: areas(v), "who had a wsa"),
    R("S", "WHO MODS", lambda _, m: areas(m), "who in london", 0.1),
    R("S", "WHO MODS VPS", lambda _, m, v: areas(m, v), "who in london had a wsa"),
    R("S", "WHICH MODS VPS", lambda _, m, v: areas(m, v), "which in london had a wsa"),
    R("S", "WHICH MODS NP VPS", lambda _, m, n, v: areas(m, n, v), "which in london areas had a wsa", 0.1),
    R("S", "WHO AUX? it|they? AUX? WHO VPS", lambda _, _2, _3, _4, v: areas(v), "who was it who had a wsa", 0.2),
    R("S", "SHOW NP", lambda _, n: areas(n), "list areas with a wsa"),
    R("S", "SHOW WHO|EVERYONE VPS", lambda _, _2, v: areas(v), "list who had a wsa"),
    R("S", "SHOW ANYONE|EVERYONE MODS", lambda _, _2, m: areas(m), "list anyone with a wsa"),
    R("S", "SHOW all|every|each|any NP", lambda _, n: areas(n), "list all areas with a wsa"),
    R("S", "all|every|any NP", lambda n: areas(n), "all areas with a wsa", 0.1),
    R("S", "NP", lambda n: areas(n) if kinds(n) - {"inspected", "published"} else None, "areas with a wsa", 0.1),
    R("S", "AREAN MODS", lambda _, m: areas(m), "areas inspected in 2018", 0.1),
    R("S", "INSPN|LETTERN MODS", lambda _, m: areas(m), "inspections in 2018", 0.12),
    R("S", "LETTERN PUBLISHED? WHENCE", lambda _, _2, w: areas(dated("published", w)), "letters published in 2018", 0.05),
    R("S", "EVERYONE MODS|VPS", lambda _, m: areas(m), "everyone with a wsa", 0.1),
    R("S", "MODS", lambda m: areas(m), "criticised for leadership", 0.3),
    R("S", "OBJS", lambda o: areas(o), "leadership problems", 0.3),
    R("S", "OBJS REG", lambda o, r: areas(o, r), "outcome 3s london", 0.35),
    R("S", "OBJS MODS", lambda o, m: areas(o, m), "leadership problems in london", 0.3),
    # what was said before is asked about: "leadership problems: who was that?"
    R("TAIL", "WHO|WHERE|WHICH", lambda _: True, "who"),
    R("TAIL", "WHO|WHERE|WHICH NUM? AREAN|ones|LETTERN|PLANS? AUX? THATQ ABOUT?", lambda *_: True, "which areas was that"),
    R("TAIL", "WHO|WHICH AREAN|ones? AUX? GET|MENTION THATQ|BOTHQ", lambda *_: True, "who has both"),
    R("TAIL", "WHO|WHICH AREAN|ones? AUX? BOTHQ", lambda *_: True, "who has both"),
    R("TAIL", "WHO|WHICH AREAN|ones? DIDTHAT", lambda *_: True, "who pulled that off"),
    R("TAIL", "any|anyone|anywhere|anybody|somewhere AREAN? WITH? THATQ|BOTHQ?", lambda *_: True, "anyone with both"),
    R("TAIL", "any AREAN WITH? THATQ|BOTHQ?", lambda *_: True, "any area with both"),
    R("TAIL", "NAMESPLEASE NUM? AREAN?", lambda *_: True, "names please"),
    R("TAIL", "SHOW NUM? AREAN|them|EVERYONE", lambda *_: True, "list the areas"),
    R("TAIL", "WHO AUX? there|on list", lambda *_: True, "who is on the list"),
    R("S", "MODS|OBJS|NP|VPS|CL ,? TAIL", lambda m, _: areas(m), "leadership problems , who has both"),
    R("S", "FAULT ,? TAIL", lambda m, _: areas(m), "did not promote the local offer , who was that", 0.05),
    R("S", "TN ,? TAIL", lambda m, _: bare(m), "leadership , who was that", 0.3),
    R("S", "TAIL AUX? THATQ ABOUT? , OBJS|MODS|FAULT", lambda *a: areas(a[-1]), "who was it , leadership problems"),
    R("GOODV", "HAVETOPIC THATQ? WELL", lambda *_: True, "does that well"),
    R("GOODV", "AUX? GOODAT|GOODADJ ABOUT? THATQ?", lambda *_: True, "is good at that"),
    R("GOODV", "AUX? PRAISED ABOUT? THATQ?", lambda *_: True, "is praised for that"),
    R("GOODV", "SHINE|CRACKED ABOUT? THATQ?", lambda *_: True, "did well"),
    R("GOODV", "GET GOODN ABOUT? THATQ?", lambda *_: True, "gets praise for that"),
    R("BADV", "HAVETOPIC THATQ? BADLY", lambda *_: True, "does that badly"),
    R("BADV", "AUX? WEAKAT|BADADJ ABOUT? THATQ|BOTHQ?", lambda *_: True, "is weak at that"),
    R("BADV", "AUX? CRIT ABOUT? THATQ|BOTHQ?", lambda *_: True, "was criticised for that"),
    R("BADV", "STRUGGLE|FAIL|FAILING ABOUT? THATQ|BOTHQ?", lambda *_: True, "struggled with that"),
    R("BADV", "TAKEN ABOUT? THATQ|BOTHQ?", lambda *_: True, "came under fire for that"),
    R("BADV", "GET WN ABOUT|in|with|on? THATQ|BOTHQ|there?", lambda *_: True, "had problems with that"),
    R("S", "PN ,? WHO|WHERE|WHICH AREAN? AUX? GOODV MODS?", lambda t, _, _2, _3, _4, m: areas(strong(t), m), "leadership , who is good at that"),
    R("S", "TN ,? WHO|WHERE|WHICH AREAN? AUX? BADV MODS?", lambda t, _, _2, _3, _4, m: areas(t, m), "leadership , who was criticised for that"),
    R("S", "OBJS|FAULT ,? WHO|WHERE|WHICH AREAN? AUX? BADV", lambda t, *_: areas(t), "poor leadership , who was criticised for that", 0.05),
    R("S", "PN ,? ANYONE AUX? GOODV", lambda t, *_: areas(strong(t)), "leadership , anyone good at that"),
    R("S", "TN ,? ANYONE AUX? BADV", lambda t, *_: areas(t), "leadership , anyone criticised for that"),
    R("S", "PN ,? GOODADJ AREAN", lambda t, *_: areas(strong(t)), "leadership : good areas"),
    R("S", "TN ,? BADADJ|WEAKN|CRIT AREAN", lambda t, *_: areas(t), "leadership : problem areas"),
    R("S", "PN GOODN|PRACTICEN", lambda t, _: areas(strong(t)), "leadership success stories", 0.1),
    R("S", "TN , MODS", bare, "leadership , in london", 0.4),
    R("S", "SHOW? AREAN ,? TN|CL", lambda *a: bare(a[-1]), "areas : leadership", 0.4),
    R("S", "SHOW TN|OBJS|FAULT|MODS AREAN?", lambda _, t, _2: bare(t), "list leadership problems", 0.3),
    R("S", "SHOW OBJS|FAULT|TN IN REG", lambda _, t, _2, r: areas(t, r), "list leadership problems in london", 0.3),
    R("S", "PREP WHICH|WHAT NP AUXP? FAULT|CLV", lambda _, _2, n, neg, f: areas(n, f), "in which areas was the local offer not promoted"),
    R("S", "PREP WHICH|WHAT NP AUXP CLV", lambda _, _2, n, neg, c: areas(n, opposite(c) if neg else c), "in which areas was leadership poor"),
    R("S", "PREP WHICH|WHAT NP AUX there OBJS", lambda *a: areas(a[2], a[-1]), "in which areas were there leadership problems"),
    R("S", "PREP WHICH|WHAT NP AUX INSPECTORS GET|FOUND OBJS|CL", lambda *a: areas(a[2], a[-1]), "in which areas did inspectors find leadership problems"),
    R("S", "WHERE AUXP CLV MODS?", lambda _, neg, c, m: areas(opposite(c) if neg else c, m), "where was leadership found lacking", 0.02),
    R("S", "WHERE AUX INSPECTORS FOUND OBJS|CL MODS?", lambda _, _2, _3, _4, o, m: areas(o, m), "where did inspectors find leadership problems"),
    R("S", "WHERE|WHO|WHICH NP? AUX INSPECTORS FOUND WN ABOUT TN", lambda *a: areas(a[1], a[-1]), "where did inspectors find fault with leadership"),
    R("S", "WHICH|WHO NP? AUX INSPECTORS CRITICISE ABOUT TN", lambda *a: areas(a[1], a[-1]), "which areas did ofsted have a go at over leadership", 0.05),
    R("S", "WHICH|WHO NP? AUX INSPECTORS PRAISE ABOUT PN", lambda *a: areas(a[1], strong(a[-1])), "who did ofsted commend for leadership", 0.05),
    R("S", "WHICH|WHO NP? AUX INSPECTORS CRITICISE", lambda _, n, *_2: areas(n, WEAK), "which areas did inspectors criticise", 0.2),
    R("S", "WHICH NP CL", lambda _, n, c: areas(n, c), "which areas leadership was poor", 0.1),
    R("S", "WHICH NP AUXP? FAULT", lambda _, n, _2, f: areas(n, f), "which areas did not promote the local offer", 0.05),
    R("S", "WHOSE? AREAN? PLANS AUX? V|CONTAIN TN", lambda *a: areas(a[2], a[-1]), "whose wsa covered leadership", 0.1),
    R("S", "WHICH PLANS VPS", lambda _, p, v: areas(p, v), "which wsas covered leadership"),
    R("S", "WHICH PLANS CONTAIN|GET TN", lambda _, p, _2, t: areas(p, t), "which wsas mention leadership"),
    R("S", "WHOSE PLANS|LETTERN VPS", lambda _, p, v: areas(None if isinstance(p, bool) else p, v), "whose wsa had three weaknesses"),
    R("S", "WHOSE PLANS CONTAIN|GET TN in? it?", lambda _, p, _2, t, *_3: areas(p, t), "whose wsa mentions leadership"),
    R("S", "NP VPS", areas, "areas had a wsa", 0.4),
    R("S", "NP|MODS AND|BUT VPS", lambda a, _, b: areas(a, b), "areas with a wsa and were re-visited", 0.3),
    R("CLV", "TN BE? BADADJ|CRIT", lambda t, *_: t, "leadership found lacking"),
    R("CLV", "TN as? WN", lambda t, _: t, "leadership a problem"),
    R("CLV", "PN BE? GOODADJ|PRAISED", lambda t, *_: strong(t), "leadership praised"),
    R("CLV", "PN as? GOODN", lambda t, _: strong(t), "leadership a strength"),
    R("CLV", "TN CAMEUP as? WN?", lambda t, *_: t, "leadership flagged as a weakness"),
    R("CLV", "TN FAILING|LETDOWN", lambda t, _: t, "leadership failing"),
    R("CLV", "WN CAMEUP? ABOUT TN", lambda _, _2, _3, t: t, "problems raised on leadership"),
    R("CLV", "CLV AND CLV", lambda a, _, b: both(a, b), "leadership poor and co-production weak"),
    R("S", "PREP WHICH|WHAT NP AUX INSPECTORS PRAISE PN BUT|AND FOUND|CRITICISE OBJ|TN", lambda *a: areas(a[2], strong(a[6]), a[-1]), "in which areas did inspectors praise leadership yet find problems with ehc plans"),
    R("S", "PREP WHICH|WHAT NP AUX INSPECTORS CRITICISE TN", lambda *a: areas(a[2], a[-1]), "in which areas did inspectors criticise leadership", 0.1),
    R("PREP", "in|for|at|from|among|across", lambda: True, "in"),
    R("WHAT", "what", lambda: True, "what"),
    # text around a question
    R("FRAMING", "for my|our|this|that|next|upcoming|forthcoming|new? PAPERN", lambda _: True, "for my paper"),
    R("FRAMING", "i|we? AM? WRITING PAPERN FRAMING?", lambda *_: True, "i am writing a report"),
    R("FRAMING", "i|we? AM? WRITING PAPERN on|about|for|to PAPERN", lambda *_: True, "doing a note for members"),
    R("FRAMING", "for a|my|our|this|that|the|next? PAPERDAY|PAPERKIND PAPERN", lambda *_: True, "for tonight briefing note"),
    R("FRAMING", "PERSONN here", lambda _: True, "journalist here"),
    R("FRAMING", "this is for my|our|next? PAPERN", lambda _: True, "this is for my report"),
    R("FRAMING", "ASKEDBY", lambda _: True, "my boss is asking"),
    R("S", "FRAMING ,? AND? S", lambda _, _2, s: s, "for my paper , which areas had a wsa", 0.05),
    R("S", "S ,? FORTHERECORD", lambda s, _: s, "which areas had a wsa , going by inspection date", 0.05),
    R("S", "S ,? FRAMING", lambda s, _: s, "which areas had a wsa for my paper", 0.05),
    R("S", "S ,? POLITE", lambda s, _: s, "which areas had a wsa if you would", 0.02),
    R("S", "MODS|OBJS|NP ,? WHO|WHERE|WHICH", lambda m, _: areas(m), "leadership problems , who"),
    R("S", "MODS|OBJS|NP ,? WHICH NP", lambda m, _, n: areas(m, n), "leadership problems , which areas"),
    R("S", "MODS|OBJS|NP ,? WHO|WHERE|WHICH AUX that|it|this|they?", lambda m, _, _2: areas(m), "leadership problems , who was that"),
    R("S", "MODS|OBJS|NP ,? any|anyone|anywhere|anybody", lambda m: areas(m), "leadership problems anywhere"),
    R("S", "WHERE AUX? TN BE? BADADJ MODS?", lambda _, _2, t, _3, _4, m: areas(t, m), "where was co-production found lacking"),
    R("S", "WHERE AUX? OBJS MODS?", lambda _, _2, o, m: areas(o, m), "where were leadership problems", 0.1),
    R("S", "WHERE AUX? there OBJS MODS?", lambda _, _2, o, m: areas(o, m), "where were there leadership problems", 0.1),
    R("S", "WHERE AUX? they|inspectors|ofsted VPS", lambda _, _2, v: areas(v), "where did ofsted criticise leadership"),
    R("S", "WHICH|WHO NP? AUX they|inspectors|ofsted CRITICISE ABOUT TN", lambda *a: areas(a[1], a[-1]), "which areas did inspectors criticise for leadership"),
    R("S", "WHICH|WHO NP? AUX they|inspectors|ofsted PRAISE ABOUT PN", lambda *a: areas(a[1], strong(a[-1])), "who did inspectors praise for leadership"),
    R("S", "TN|OBJS|FAULT ,? WHOSE WHENCE? INSPN|LETTERN|PLANS CONTAIN THATQ as|among WN", lambda t, _, w, *_2: areas(t, dated("inspected", w) if w else None), "leadership , whose 2021 letters flagged that as a weakness"),
    R("S", "TN|OBJS|FAULT ,? WHOSE WHENCE? INSPN|LETTERN|PLANS CONTAIN THATQ", lambda t, _, w, *_2: areas(t, dated("inspected", w) if w else None), "leadership , whose 2021 letters flagged that"),
    R("S", "OBJS|FAULT|CL|TN ,? SHOW NP WITH? THATQ? WN?", lambda t, _, n, *_2: areas(t, n), "poor leadership , name the wsa areas with that trouble", 0.1),
    R("S", "OBJS|MODS|NP|VPS ,? ALSO ,? TAIL", lambda o, *_: areas(o), "leadership problems and a wsa , both at once , who", 0.05),
    R("S", "WHENCE ,? WHOSE LETTERN AUX? V MODS?", lambda w, _, _2, _3, v, m: areas(dated("published", w), v, m), "since 2024 , whose report has outcome 1"),
    R("S", "WHENCE ,? WHICH|WHAT LETTERN AUX? V", lambda w, _, _2, _3, v: areas(dated("published", w), v), "in 2024 , which reports gave outcome 1"),
    R("S", "WHICH|WHO NP? AUX INSPECTORS FOUND AUX? VPS", lambda *a: areas(a[1], a[-1]), "which areas did inspectors think were good at leadership", 0.05),
    R("TAIL", "whose", lambda: True, "whose"),
    R("TAIL", "WHICH LETTERN|PLANS", lambda *_: True, "which reports"),
    R("S", "WHERE AUX? INSPN AUX? HAPPEN WHENCE", lambda *a: areas(dated("inspected", a[-1])), "where did inspections start in june 2018"),
    R("S", "WHERE AUX INSPECTORS GOV WHENCE", lambda *a: areas(dated("inspected", a[-1])), "where did the inspectors go in july"),
    R("S", "WHOSE INSPN AUX? HAPPEN WHENCE", lambda *a: areas(dated("inspected", a[-1])), "whose inspection took place in june 2018"),
    R("S", "WHAT INSPN|LETTERN MODS", lambda *a: areas(a[-1]), "what inspections in july", 0.1),
    R("S", "WHAT LETTERN PUBLISHED WHENCE", lambda *a: areas(dated("published", a[-1])), "what reports came out in july"),
    R("S", "WHAT|WHICH INSPN AUX? HAPPEN WHENCE", lambda *a: areas(dated("inspected", a[-1])), "what inspections took place in july"),
    R("S", "S , MODS", lambda s, m: _within(s, m), "which areas had outcome 3 , in london", 0.2),
    R("S", "S ,? and|in total|all", lambda s: s, "how many areas had a wsa , in all", 0.05),
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
    R("S", "S please|now|list|quickly|again", lambda s: s, "which areas had a wsa again", 0.01),
    R("S", "ASAT PERIOD ,? S", lambda _, p, s: _as_at(s, p), "as things stood on in march 2018 , how many areas had a wsa"),
    R("S", "S ASAT PERIOD", lambda s, _, p: _as_at(s, p), "how many areas had a wsa as things stood on in march 2018", 0.3),
    R("S", "MODS , S", lambda m, s: _within(s, m), "in london , which areas had a wsa"),
    R("S", "only NP ,? S", lambda n, s: _within(s, n), "only county councils : which have had outcome 3", 0.1),
    R("S", "REG|OBJS|NP only? ,? S", lambda m, s: _within(s, m), "london : which areas had a wsa", 0.1),
    R("S", "TN ,? REG", bare, "leadership london", 0.35),
    R("S", "REG ,? TN", bare, "london , leadership", 0.35),
    R("S", "SOMEQ NP? VPS ,? TAIL", lambda _, n, v, _2: areas(n, v), "some areas had a wsa , which ones"),
    R("S", "REG ,? MODS|OBJS", areas, "london , outcome 3", 0.1),
    R("S", "REG ,? OBJS ,? MODS", areas, "london , outcome 3 , 2024 or later", 0.15),
    R("S", "MODS|OBJS ,? REG ,? MODS?", areas, "outcome 3 , london , 2024 or later", 0.15),
    R("S", "among|amongst|within|in|from|of|out of? NP ,? S", lambda n, s: _within(s, n), "among the wsa areas , which were re-visited", 0.02),
    R("S", "PERIOD ,? S", lambda p, s: _as_at(s, p) if p.start is None else None, "by 31 march 2018 , how many areas had a wsa"),
    R("S", "WHENCE ,? S", lambda w, s: _in_time(s, w) if isinstance(w, tuple) or w.start else None, "in 2018 , which areas had a wsa", 0.1),
    R("S", "S ,? EXCEPT NP|REG", lambda s, _, n: _within(s, opposite(n)) if n != All(()) else None, "which areas had outcome 3 , leaving out london", 0.1),
    R("S", "of NP ,? S", lambda n, s: _within(s, n), "of the wsa areas , which were re-visited"),
    R("S", "out? of NP WHICH VPS", lambda n, _, v: areas(n, v), "out of the wsa areas which were re-visited"),
]


def _in_time(query: Query, when: Period | tuple[Period, Period]) -> Query | None:
    """Within a time; where letters are counted, that of the day they came out."""
    if query.asks != "per" or query.about != "published":
        return _within(query, dated("inspected", when))
    rest = both(*(p for p in conjuncts(query.which) if p != cond("published")))
    return _within(msgspec.structs.replace(query, which=rest), dated("published", when))


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
    R("S", "HOWMANY INSPN that|which? AUX? HAPPEN MODS", lambda *a: _inspections(a[-1]), "how many inspections that started in 2018"),
    R("S", "HOWMANY LETTERN AUX? AUX? PUBLISHED MODS?", lambda *a: _inspections(a[-1] or cond("published")), "how many reports have been published in 2018", 0.1),
    R("S", "HOWMANY LETTERN AUX? AUX? PUBLISHED WHENCE", lambda *a: _inspections(dated("published", a[-1])), "how many reports came out in 2018"),
    R("S", "HOWMANY NP AUX AUX? PUBLISHED|ISSUEDV WHENCE?", lambda _, n, _2, _3, _4, w: count(n, dated("published", w) if w else None), "how many reports with outcome 3 have been published", 0.05),
    R("S", "number|total VPS|MODS", lambda v: count(v), "number with a wsa", 0.1),
    R("S", "HOWMANY MODS", lambda _, m: count(m), "how many in london", 0.15),
    R("S", "HOWMANY INSPN MODS", lambda _, _2, m: _inspections(m), "how many inspections in 2018"),
    R("S", "HOWMANY INSPN AUX? there|HAPPEN MODS", lambda *a: _inspections(a[-1]), "how many inspections were there in 2018"),
    R("S", "NP|OBJS|MODS|VPS ,? HOWMANY NUM|AREAN?", lambda n, *_: count(n), "outcome 3 , how many"),
    R("S", "HOWMANY NP AUX there AUX? MODS?", lambda _, n, _2, _3, m: count(n, m), "how many wsas have there been in london"),
    R("S", "HOWMANY FAULT|CLV", lambda _, f: count(f), "how many did not promote the local offer", 0.05),
    R("S", "HOWMANY NP AUXP? FAULT", lambda _, n, _2, f: count(n, f), "how many areas did not promote the local offer", 0.05),
    R("S", "in|for|at HOWMANY NP? AUX CLV", lambda _, n, _2, c: count(n, c), "in how many areas was leadership poor"),
    R("S", "in|for|at HOWMANY NP? AUX|MODAL? CL|FAULT", lambda _, n, _2, c: count(n, c), "in how many do parents not know about the local offer", 0.05),
    R("S", "in|for|at HOWMANY NP? AUX there OBJS", lambda _, n, _2, o: count(n, o), "in how many areas were there leadership problems"),
    R("S", "HOWMANY OBJS AUX? there|HAPPEN|PUBLISHED|REQUIREDV MODS?", lambda _, o, _2, _3, m: _things(o, m), "how many wsas were demanded in london", 0.1),
    R("S", "SHARE NP THAT|, AUX? VPS", lambda _, n, _2, _3, v: share(n, v), "percentage of reports since 2023 that were outcome 3"),
    R("S", "NP|MODS as SHARE NP", lambda m, _, n: share(n, m), "those with a wsa as a share of areas"),
    R("S", "as SHARE NP ,? NP|MODS COMETO?", lambda _, n, m, _2: share(n, m), "as a share of areas , those with a wsa"),
    R("S", "SHARE VPS", lambda _, v: share(v), "what share had a wsa", 0.1),
    R("S", "SHARE NP VPS", lambda _, n, v: share(n, v), "what share of areas had a wsa"),
    R("S", "SHARE NP MODS AUX? VPS", lambda _, n, m, _2, v: share(n, m, v), "what share of areas in london had a wsa", 0.1),
    R("S", "SHARE MODS VPS", lambda _, m, v: share(m, v), "what share of those in london had a wsa"),
]


def _things(which: Predicate, mods: Predicate | None) -> Query | None:
    """A count of plans, outcomes and the like, one for each area; not of weaknesses, of which an area has several."""
    return None if kinds(which) <= {"topic", "weakness", "strength", "number"} else count(which, mods)


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
    # statements over areas, to confirm
    R("OVER", "SOMEQ NP? VPS", lambda _, n, v: exists(n, v), "lots of areas had a wsa"),
    R("OVER", "there AUX SOMEQ|any? NP", lambda _, _2, n: exists(n), "there were areas with a wsa"),
    R("OVER", "ANYONE NP? VPS", lambda _, n, v: exists(n, v), "somebody had a wsa"),
    R("OVER", "all|every|each NUM? NP VPS", lambda _, n, v: every(n, v), "all areas had a wsa"),
    R("OVER", "EVERYONE NUM? NP? VPS", lambda _, _2, n, v: every(n, v), "everyone had a wsa"),
    R("OVER", "NOONE NP? VPS", lambda _, n, v: none(n, v), "nobody had a wsa"),
    R("OVER", "no NP VPS", none, "no areas had a wsa"),
    R("S", "OVER ,? TAG|CONFIRM", lambda s, _: s, "all areas had a wsa , is that so"),
    R("S", "YESNO OVER", lambda _, s: s, "is it true that all areas had a wsa"),
    R("S", "AUX EVERYONE NUM? NP VPS", lambda _, _2, _3, n, v: every(n, v), "did every one of the london areas have a wsa"),
    R("S", "AUX OBJ|TN AUXP? CAUSE ABOUT|for|of? any|ANYONE AREAN? GET? PLANS", lambda *a: exists(a[1], a[-1]), "has poor camhs been the root of any wsa"),
    R("S", "AUX NOT ANYONE|any NP? VPS", lambda *a: exists(a[-2], a[-1]), "did not anyone have a wsa", 0.1),
    R("S", "ISTHERE NP", lambda _, n: exists(n), "are there areas with a wsa", 0.05),
    R("S", "ISTHERE ANYONE|any? NP AUX? VPS", lambda _, _2, n, _3, v: exists(n, v), "are there any areas had a wsa", 0.1),
    R("S", "ISTHERE OBJS|CL MODS?", lambda _, o, m: exists(o, m), "were there leadership problems in london", 0.2),
    R("S", "AUX INSPECTORS FOUND OBJS IN|at|with ANYONE|any AREAN?", lambda *a: exists(a[3]), "did inspectors find leadership problems in any area"),
    R("S", "AUX INSPECTORS FOUND|CRITICISE|CONTAIN TN|OBJS IN|at|with ANYONE|any NP", lambda *a: exists(a[3], a[-1]), "did inspectors flag leadership in any of the london areas"),
    R("S", "AUX CLV ANYONE|any|IN AREAN?", lambda _, c, *_2: exists(c), "was leadership a problem anywhere", 0.1),
    R("S", "SOMEQ NP? VPS ,? TAG", lambda _, n, v, _2: exists(n, v), "lots of areas had a wsa , did they not"),
    R("S", "AUX SOMEQ NP? VPS", lambda _, _2, n, v: exists(n, v), "did some areas have a wsa"),
    R("S", "can|could|may|might ANYONE|a NP|AREAN? BE? VPS", exists, "can somewhere be praised for leadership and still get a wsa"),
    R("S", "AUX all|every|each NP VPS", lambda _, n, v: every(n, v), "did all areas have a wsa"),
    R("S", "AUX EVERYONE VPS", lambda _, _2, v: every(v), "did everyone have a wsa"),
    R("S", "AUX NOONE NP? VPS", lambda _, _2, n, v: none(n, v), "did none of the areas have a wsa"),
]


RULES = [*LISTS, *COUNTS, *CHECKS]
