"""The grammar of one against another: regions, years, types, frameworks, topics, outcomes; and two areas' numbers."""

from typing import Any, Literal

import msgspec

from sendbot.grammar.chart import R
from sendbot.grammar.filters import cond, dated, strong
from sendbot.grammar.grouping import Counted
from sendbot.meaning import All, Predicate, both, framework_of, kinds
from sendbot.query import Query

Extreme = Literal["most", "least"]


def _versus(frame: Counted | Predicate | None, *sides: Predicate, order: Extreme | None = None, **more: Any) -> Query | None:
    """Sides of one kind, held against each other within a frame."""
    which = frame.which if isinstance(frame, Counted) else frame
    which = None if which == All(()) else which
    if len(set(sides)) < len(sides) or len({_kind(s) for s in sides}) > 1:
        return None
    return Query("versus", "versus", which=which, sides=tuple(sides), order=None if order == "most" else order, **more)


def _kind(side: Predicate) -> frozenset[str]:
    return frozenset("topic" if k == "strength" else k for k in kinds(side))


def _claimed(frame: Counted | None, *sides: Predicate, order: Extreme | None = None, **more: Any) -> Query | None:
    return _versus(frame, *sides, order=order, polarity=True, **more)


def _twice(frame: Counted | None, *sides: Predicate) -> Query | None:
    return _versus(frame, *sides, polarity=True, target="twice")


def _numbers(order: Extreme, measured: Any, one: Predicate, other: Predicate, **more: Any) -> Query | None:
    """Two areas, or one at two times, by the number of something."""
    if one == other:
        return None
    frame = measured.which
    return Query("versus", "versus", which=frame, sides=(one, other), of=measured.of, order=None if order == "most" else order, **more)


def _dated(query: Query, when: Any) -> Query | None:
    """A comparison of regions, types or topics within a period."""
    if query.asks != "versus" or "inspected" in {k for s in query.sides for k in kinds(s)} | kinds(query.which):
        return None
    return msgspec.structs.replace(query, which=both(*(p for p in (query.which, dated("inspected", when)) if p)))


def _pair(names: tuple[str, ...]) -> tuple[Predicate, Predicate] | None:
    return (cond("area", names[0]), cond("area", names[1])) if len(names) == 2 else None


def _of_pair(order: Extreme, measured: Any, names: tuple[str, ...]) -> Query | None:
    sides = _pair(names)
    return _numbers(order, measured, *sides) if sides else None


def _listed(frame: Predicate | None, names: tuple[str, ...], measured: Any, order: Extreme) -> Query | None:
    query = _of_pair(order, measured, names)
    return msgspec.structs.replace(query, which=both(*(p for p in (query.which, frame) if p))) if query else None


def _topics(frame: Predicate | None, one: Predicate, other: Predicate, **more: Any) -> Query | None:
    return _versus(frame, one, other, **more)


# fmt: off
SIDES = [
    R("SIDE", "REG", lambda r: r, "london"),
    R("SIDE", "WHENCE", lambda w: dated("inspected", w), "2018"),
    R("SIDE", "COUNTY|SHIRE", lambda _: cond("type", "county"), "counties"),
    R("SIDE", "UNITARY", lambda _: cond("type", "unitary"), "unitaries"),
    R("SIDE", "MET", lambda _: cond("type", "metropolitan"), "metropolitan boroughs"),
    R("SIDE", "under|in? FRAME", lambda f: f, "under the 2023 framework"),
    R("SIDE", "among|amongst|amid|with|for SIDE", lambda s: s, "among counties", 0.01),
    R("S", "S ,? WHENCE", _dated, "more wsas , london or the north west , 2018", 0.2),
    R("SIDE", "IN SIDE", lambda _, s: s, "in london", 0.01),
    R("CMP", "MORE", lambda _: "most", "more"),
    R("CMP", "FEWER", lambda _: "least", "fewer"),
    R("SIDEA", "AREA", lambda a: cond("area", *a), "brent"),
    R("SIDEA", "AREA WHENCE", lambda a, w: both(cond("area", *a), dated("inspected", w)), "brent in 2017"),
    R("SIDEA", "AREA under|in FRAME", lambda a, f: both(cond("area", *a), f), "brent under the 2016 framework"),
]
REGIONS = [
    R("S", "WHICH|WHERE NP? AUX? GET|there? CMP CNT ,? SIDE OR SIDE", lambda *a: _versus(a[5], a[6], a[8], order=a[4]), "which had more wsas , london or the north west"),
    R("S", "CMP CNT ,? SIDE OR SIDE", lambda o, c, a, _, b: _versus(c, a, b, order=o), "more wsas , london or the north west", 0.02),
    R("S", "AUX there? CMP CNT AUX? SIDE THAN SIDE", lambda *a: _claimed(a[2], a[4], a[6], order=a[1]), "were there more wsas in london than the north west"),
    R("S", "AUX there? CMP CNT AUX? SIDE OR SIDE", lambda *a: _versus(a[2], a[4], a[6], order=a[1]), "were there more wsas in london or the north west"),
    R("S", "AUX CMP SIDE OR SIDE VPS", lambda _, o, a, _2, b, v: _versus(v, a, b, order=o), "did more counties or unitaries get a wsa"),
    R("S", "AUX CMP SIDE THAN SIDE VPS", lambda _, o, a, _2, b, v: _claimed(Counted(v), a, b, order=o), "did more counties than unitaries get a wsa"),
    R("S", "HOWMANY CNT AUX? SIDE GET? THAN SIDE", lambda _, c, _2, a, _3, _4, b: _versus(c, a, b), "how many wsas has london had compared with the north west"),
    R("S", "AUX SIDE do|fare|come|perform out|off? worse than SIDE ABOUT OUT3", lambda _, a, b, _2, _3: _claimed(Counted(cond("outcome", "3")), a, b, target="share"), "do counties do worse than unitaries on outcome 3"),
    R("S", "HOWMANY SIDE AND HOWMANY? SIDE VPS", lambda _, a, _2, _3, b, v: _versus(v, a, b), "how many counties and how many unitaries had a wsa"),
    R("S", "AUX CNT MORECOMMON SIDE OR SIDE", lambda _, c, _2, a, _3, b: _versus(c, a, b, target="share"), "are wsas more common in london or in the north west"),
    R("S", "AUX CMP NP VPS SIDE OR SIDE", lambda _, o, n, v, a, _2, b: _versus(both(n, v), a, b, order=o), "were more areas told to write a wsa in london or in the north west"),
    R("S", "AUX CMP NP VPS SIDE THAN SIDE", lambda _, o, n, v, a, _2, b: _claimed(Counted(both(n, v)), a, b, order=o), "were more areas told to write a wsa in london than in the north west"),
    R("S", "AUX SIDE GET CMP CNT THAN SIDE", lambda _, a, _2, o, c, _3, b: _claimed(c, a, b, order=o), "did london have more wsas than the north west"),
    R("S", "SIDE GET CMP CNT THAN SIDE ,? TAG?", lambda a, _, o, c, _2, b, _3: _claimed(c, a, b, order=o), "london had more wsas than the north west , right"),
    R("S", "AUX there? TWICEAS CNT SIDE as SIDE", lambda _, _2, c, a, b: _twice(c, a, b), "were there twice as many wsas in london as in the north west"),
    R("S", "AUX SIDE GET TWICEAS CNT as SIDE", lambda _, a, _2, _3, c, b: _twice(c, a, b), "did london have twice as many wsas as the north west"),
    R("S", "SIDE GET TWICEAS CNT as SIDE ,? TAG?", lambda a, _, _2, c, b, _3: _twice(c, a, b), "london had twice as many wsas as the north west , right"),
    R("S", "compare SIDE AND|with|to|THAN SIDE", lambda a, _, b: _versus(None, a, b), "compare london and the north west"),
    R("S", "compare SIDE AND|with|to|THAN SIDE ABOUT|for? CNT", lambda a, _, b, _2, c: _versus(c, a, b), "compare london and the north west for wsas"),
    R("S", "compare CNT ,? SIDE AND|with|to|THAN SIDE", lambda c, a, _, b: _versus(c, a, b), "compare wsas in london and the north west"),
    R("S", "HOWMANY? CNT ,? SIDE THAN SIDE", lambda _, c, a, _2, b: _versus(c, a, b), "wsas , london versus the north west"),
    R("S", "HOWMANY CNT ,? SIDE AND HOWMANY SIDE", lambda _, c, a, _2, _3, b: _versus(c, a, b), "how many wsas in london and how many in the north west"),
    R("S", "SIDE THAN SIDE ,? HOWMANY? CNT", lambda a, _, b, _2, c: _versus(c, a, b), "london versus the north west , wsas"),
    R("S", "SIDE THAN|OR SIDE ,? WHICH|WHERE|WHO AUX? GET CMP CNT", lambda *a: _versus(a[-1], a[0], a[2], order=a[-2]), "london or the north west , which had more wsas"),
    R("S", "SIDE THAN SIDE ABOUT CNT", lambda a, _, b, _2, c: _versus(c, a, b), "london versus the north west on outcome 3"),
    R("S", "AUX CNT MORECOMMON SIDE THAN SIDE", lambda _, c, _2, a, _3, b: _claimed(c, a, b, target="share"), "are wsas more common in london than in the north west"),
    R("S", "WHERE AUX? CNT MORECOMMON ,? SIDE OR SIDE", lambda _, _2, c, _3, a, _4, b: _versus(c, a, b, target="share"), "where are wsas more common , london or the north west"),
    R("S", "difference between SIDE AND SIDE in|for CNT", lambda a, _, b, c: _versus(c, a, b), "difference between london and the north west in wsas"),
    R("S", "AUX SIDE more likely than SIDE to GET OBJS", lambda _, a, b, _2, o: _claimed(Counted(o), a, b, target="share"), "were counties more likely than unitaries to get a wsa"),
    R("S", "WHICH|WHO AUX? more likely to GET OBJS ,? SIDE OR SIDE", lambda _, _2, _3, o, a, _4, b: _versus(o, a, b, target="share"), "which are more likely to get a wsa , counties or unitaries"),
    R("S", "AUX CMP NP VPS THAN VPS", lambda _, o, n, a, _2, b: _claimed(Counted(n), a, b, order=o), "were more areas criticised for leadership than praised for co-production", 0.05),
    R("S", "AUX CMP NP VPS OR VPS", lambda _, o, n, a, _2, b: _versus(n, a, b, order=o), "were more areas criticised for leadership or praised for co-production", 0.05),
    R("S", "how many CMP NP THAN NP AUX? there? AUX?", lambda o, a, _, b, *_2: _versus(None, a, b, order=o) if _named(a, b) else None, "how many more outcome 2s than outcome 1s have there been"),
    R("S", "AUX there? CMP NP THAN NP", lambda _, o, a, _3, b: _claimed(None, a, b, order=o) if _named(a, b) else None, "are there more outcome 3s than outcome 1s"),
    R("S", "AUX there? CMP NP OR NP", lambda _, o, a, _3, b: _versus(None, a, b, order=o) if _named(a, b) else None, "are there more outcome 3s or outcome 1s"),
    R("S", "AUX there? TWICEAS NP as NP", lambda _, _2, a, b: _twice(None, a, b), "are there twice as many outcome 3s as outcome 1s"),
    R("S", "CMP NP THAN|OR NP ,? TAG?", lambda o, a, _, b, _2: _claimed(None, a, b, order=o) if _named(a, b) else None, "more outcome 3s than outcome 1s", 0.05),
    R("S", "AUX SIDE OR SIDE GET CMP CNT", lambda _, a, _2, b, _3, o, c: _versus(c, a, b, order=o), "did london or the north west have more wsas"),
    R("S", "how AUX SIDE AND SIDE compare ABOUT CNT", lambda _, a, _2, b, _3, c: _versus(c, a, b), "how do london and the north west compare for outcome 3"),
    R("S", "OUT THAN OUT MODS? ,? HOWMANY?", lambda a, _, b, m, _2: _versus(m, a, b), "outcome 1s versus outcome 3s"),
    R("S", "PLANS THAN PLANS ,? HOWMANY?", lambda a, _, b, _2: _versus(None, a, b) if framework_of(a) != framework_of(b) else None, "wsas versus paps , how many"),
]


def _named(one: Predicate, other: Predicate) -> bool:
    """Whether both sides say something ("areas" does not)."""
    return All(()) not in (one, other)


TERMS = [
    R("TT", "T", lambda t: t, "leadership"),
    R("TT", "T WN", lambda t, _: t, "leadership problems"),
    R("TT", "BADADJ T", lambda _, t: t, "poor leadership"),
    R("TT", "WN ABOUT T", lambda _, _2, t: t, "problems with leadership"),
    R("S", "WHICH|WHO AUX? MORECOMMON MODS? ,? TT OR TT", lambda _, _2, _3, m, a, _4, b: _topics(m, a, b), "which is more common , leadership or co-production"),
    R("S", "AUX TT MORECOMMON MODS? THAN TT", lambda _, a, _2, m, _3, b: _topics(m, a, b, polarity=True), "is leadership more common than co-production"),
    R("S", "AUX TT OR TT MORECOMMON MODS?", lambda _, a, _2, b, _3, m: _topics(m, a, b), "is leadership or co-production more common"),
    R("S", "TT THAN|OR TT ,? WHICH AUX? MORECOMMON MODS?", lambda a, _, b, _2, _3, _4, m: _topics(m, a, b), "leadership or co-production , which is more common"),
    R("S", "T THAN T MODS?", lambda a, _, b, m: _topics(m, a, b), "leadership versus co-production", 0.1),
    R("S", "T THAN|OR T ,? HOWMANY NP? EACHW? MODS?", lambda a, _, b, _2, n, _3, m: _topics(both(*(x for x in (n, m) if x)), a, b), "leadership versus co-production , how many areas"),
    R("S", "compare T AND|with|to|THAN T MODS?", lambda a, _, b, m: _topics(m, a, b), "compare leadership and co-production"),
    R("S", "AUX CMP NP CRIT ABOUT T THAN ABOUT? T", lambda _, o, n, _2, _3, a, _4, _5, b: _topics(n, a, b, order=o, polarity=True), "were more areas criticised for leadership than for co-production"),
    R("S", "AUX? CMP NP CRIT ABOUT T OR ABOUT? T", lambda _, o, n, _2, _3, a, _4, _5, b: _topics(n, a, b, order=o), "were more areas criticised for leadership or for co-production"),
    R("S", "AUX T WN in CMP NP THAN T", lambda _, a, _2, o, n, _3, b: _topics(n, a, b, order=o, polarity=True), "was leadership a problem in more areas than co-production"),
    R("S", "AUX CMP NP PRAISED ABOUT T THAN ABOUT? T", lambda _, o, n, _2, _3, a, _4, _5, b: _topics(n, strong(a), strong(b), order=o, polarity=True), "were more areas praised for leadership than for co-production"),
    R("S", "AUX CMP NP PRAISED THAN CRIT ABOUT T", lambda _, o, n, _2, _3, _4, _5, t: _topics(n, strong(t), t, order=o, polarity=True), "were more areas praised than criticised for leadership"),
    R("S", "AUX CMP NP CRIT THAN PRAISED ABOUT T", lambda _, o, n, _2, _3, _4, _5, t: _topics(n, t, strong(t), order=o, polarity=True), "were more areas criticised than praised for leadership"),
]
NUMBERS = [
    R("S", "WHO|WHICH AUX? GET CMP MEASURED ,? SIDEA OR SIDEA", lambda *a: _numbers(a[3], a[4], a[5], a[7]), "who had more weaknesses , brent in 2017 or leeds"),
    R("S", "WHO|WHICH AUX? GET CMP MEASURED ,? NAMES", lambda _, _2, _3, o, x, n: _of_pair(o, x, n), "who had more weaknesses , brent or leeds"),
    R("S", "AUX SIDEA GET CMP MEASURED THAN SIDEA", lambda _, a, _2, o, x, _3, b: _numbers(o, x, a, b, polarity=True), "did brent have more weaknesses than leeds"),
    R("S", "SIDEA GET CMP MEASURED THAN SIDEA ,? TAG?", lambda a, _, o, x, _2, b, _3: _numbers(o, x, a, b, polarity=True), "brent had more weaknesses than leeds , right"),
    R("S", "SIDEA THAN|OR SIDEA ,? WHO|WHICH AUX? GET CMP MEASURED", lambda *a: _numbers(a[-2], a[-1], a[0], a[2]), "brent versus leeds , who had more weaknesses"),
    R("S", "NAMES ,? WHO|WHICH AUX? GET CMP MEASURED", lambda n, _, _2, _3, o, x: _of_pair(o, x, n), "brent or leeds , who had more weaknesses"),
    R("S", "HOWMANY MEASURED AUX? SIDEA GET THAN SIDEA", lambda _, x, _2, a, _3, _4, b: _numbers("most", x, a, b), "how many weaknesses did brent have compared with leeds"),
    R("S", "CMP MEASURED ,? SIDEA THAN|OR SIDEA", lambda o, x, a, _, b: _numbers(o, x, a, b), "more weaknesses , brent or leeds"),
    R("S", "MEASURED ,? SIDEA THAN SIDEA", lambda x, a, _, b: _numbers("most", x, a, b), "weaknesses , brent versus leeds"),
    R("S", "SIDEA THAN SIDEA ,? MEASURED", lambda a, _, b, x: _numbers("most", x, a, b), "brent versus leeds , weaknesses", 0.05),
    R("S", "WHOSE|whose LISTN? of? MEASURED AUX? LONGER ,? NAMES BYHOWMANY?", lambda _, _2, x, _3, o, n, _4: _of_pair(o, x, n), "whose list of weaknesses was longer , brent or leeds"),
    R("S", "SIDEA THAN|OR SIDEA ,? WHOSE|whose LISTN? of? MEASURED AUX? LONGER BYHOWMANY?", lambda *a: _numbers(a[-2], a[-4], a[0], a[2]), "brent versus leeds , whose list of weaknesses was longer"),
    R("S", "SIDEA THAN|OR SIDEA ,? PLANS ,? WHOSE|whose LISTN? of? MEASURED AUX? LONGER BYHOWMANY?", lambda *a: _within(_numbers(a[-2], a[-4], a[0], a[2]), a[3]), "brent versus leeds , old wsas , whose list of weaknesses was longer"),
    R("LONGER", "longer|bigger|larger", lambda: "most", "longer"),
    R("LONGER", "shorter|smaller", lambda: "least", "shorter"),
    R("S", "S ,? BOTHFIGURES", lambda s, _: s if s.asks == "versus" else None, "who had more weaknesses , brent or leeds , give me both figures"),
]


def _within(query: Query | None, frame: Predicate) -> Query | None:
    return msgspec.structs.replace(query, which=both(*(p for p in (query.which, frame) if p))) if query else None


RULES = [*SIDES, *REGIONS, *TERMS, *NUMBERS]
