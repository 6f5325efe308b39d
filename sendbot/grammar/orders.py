"""The grammar of which came first of several named areas, and of twice, both frameworks, before and after."""

from typing import Literal, NamedTuple

import msgspec

from sendbot.grammar.chart import R
from sendbot.grammar.filters import INSPECTED, cond
from sendbot.grammar.named import IT, At, Place, agreed, placed, together
from sendbot.grammar.named import framework_of as plan_framework
from sendbot.meaning import All, Not, Predicate, Some, both, framework_of, kinds
from sendbot.query import Event, Query

Order = Literal["first", "last"]
Framework = Literal["2016", "2023"]
_OF_VISITS = frozenset(("plan", "outcome", "topic", "strength", "weakness", "inspected", "framework"))


class Step(NamedTuple):
    """What areas are put in order by. `framework`: of which plan."""

    event: Event
    framework: Framework | None = None


def _step(event: Event, plan: Predicate | None = None) -> Step:
    return Step(event, plan_framework(plan))


def _side(at: At) -> Predicate:
    time = cond("inspected", period=at.period) if at.period else None
    return both(time, cond("framework", at.framework) if at.framework else None) or All(())


def _in_order(place: Place, step: Step, order: Order = "first", frame: Predicate | None = None, own: Order | None = None) -> Query | None:
    """Which of the areas came first, each by the inspection that is said of it."""
    framework = agreed(At(framework=step.framework), At(framework=framework_of(frame) if frame else None))  # type: ignore[arg-type]
    met = placed(place, framework) if framework and not place.sides else place if framework == At() else None
    if not met or len(met.areas) < 2 or met.areas == IT or any(side.at.order for side in met.sides):
        return None
    sides = tuple(_side(side.at) for side in met.sides)
    at = met.at
    # "Whose first report": the first inspection of each.
    own = own or at.order
    return Query(
        "sequence",
        "sequence",
        areas=met.areas,
        about=step.event,
        order=order,
        framework=at.framework,
        period=at.period,
        target=own,
        sides=sides,
    )


def _all_in_order(place: Place, step: Step = Step("inspected"), order: Order = "first") -> Query | None:  # noqa: B008 - it never changes
    query = _in_order(place, step, order)
    return msgspec.structs.replace(query, limit=len(query.areas)) if query else None


def before(one: Place, other: Place, step: Step, order: Order = "first", own: tuple[Step | None, ...] = ()) -> Query | None:
    """Whether one area came before (or after) another; what is said of the one alone ("its 2025 report") is meant of both."""
    if len(one.areas) != 1 or len(other.areas) != 1 or any(s and s.event != step.event for s in own):
        return None
    frames = {s.framework for s in (step, *own) if s} - {None}
    pair = together(one, other._replace(at=one.at) if other.at == At() else other)
    if pair is None or len(frames) > 1:
        return None
    # Both of the same time: no side has a time of its own.
    if pair.sides and len({side.at for side in pair.sides}) == 1:
        pair = Place(pair.areas, pair.sides[0].at)
    query = _in_order(pair, Step(step.event, next(iter(frames), None)), order)
    return msgspec.structs.replace(query, polarity=True) if query else None


def _bare(np: Predicate | None) -> bool:
    """Whether "which area" says no more than "which"."""
    return np is None or np == All(())


def _with_outcome(query: Query | None, outcome: Predicate) -> Query | None:
    """In the order in which the letters with an outcome came out."""
    if not query or query.sides or query.framework or query.period or query.target or kinds(outcome) != {"outcome"}:
        return None
    return msgspec.structs.replace(query, which=outcome)


# fmt: off
SEQUENCES = [
    R("S", "WHO|WHICH NP? GET OUT SOON ,? PLACE", lambda _, np, _2, o, s, n: _with_outcome(_in_order(n, Step("published"), s), o) if _bare(np) else None, "who got outcome 3 first , brent or leeds"),
    R("S", "WHO|WHICH NP? AUX? SOON to? GET? OUT ,? PLACE", lambda _, np, _2, s, _3, o, n: _with_outcome(_in_order(n, Step("published"), s), o) if _bare(np) else None, "who was first to get outcome 3 , brent or leeds"),
    R("S", "WHO|WHICH of? PLACE GET OUT SOON", lambda _, n, _2, o, s: _with_outcome(_in_order(n, Step("published"), s), o), "which of brent and leeds got outcome 3 first"),
    R("S", "of|between? PLACE ,? WHO|WHICH GET OUT SOON", lambda n, _, _2, o, s: _with_outcome(_in_order(n, Step("published"), s), o), "brent or leeds , which got outcome 3 first"),
    R("S", "AUX PLACE GET OUT SOON", lambda _, n, _2, o, s: _with_outcome(_in_order(n, Step("published"), s), o), "did brent or leeds get outcome 3 first"),
    R("S", "AUX PLACE GET OUT BEFOREW PLACE ELSEEV?", lambda _, a, _2, o, s, b, x: _with_outcome(before(a, b, Step("published"), s), o) if not x else None, "did brent get outcome 3 before leeds"),
    R("S", "AUX PLACE GET WHICHONE EVENTN SOON", lambda _, n, _2, w, e, s: (p := placed(n, w)) and _in_order(p, e, s), "did brent or leeds have its 2023 letter first", -0.05),
    R("S", "AUX PLACE GET EVENTN SOON", lambda _, n, _2, e, s: _in_order(n, e, s), "did brent or leeds have its letter first", -0.05),
    R("S", "S ,? AND? WHENW AUX? that|it|this LETTERN|INSPN? PUBLISHED|HAPPEN?", lambda s, *_: s if s.asks == "sequence" else None, "who was inspected first , brent or leeds , and when was that"),
    R("EVENT", "INSPECTED", lambda _: _step("inspected"), "inspected"),
    R("EVENT", "REVISITED", lambda _: _step("re-visited"), "re-visited"),
    R("EVENT", "MONITORED", lambda _: _step("monitored"), "monitored"),
    R("EVENT", "PUBLISHED", lambda _: _step("published"), "published", 0.1),
    R("EVENT", "SUBMITTED PLANS?", lambda _, p: _step("submitted", p), "submitted its wsa"),
    R("EVENT", "DUE", lambda _: _step("due"), "due"),
    R("EVENT", "GET LETTERN|LETTERS", lambda *_: _step("published"), "got its letter"),
    R("EVENT", "GET REVISITN", lambda *_: _step("re-visited"), "got its re-visit"),
    R("EVENTN", "LETTERN PUBLISHED?", lambda *_: _step("published"), "letter published"),
    R("EVENTN", "INSPN HAPPEN?", lambda *_: _step("inspected"), "inspection"),
    R("EVENTN", "REVISITN HAPPEN?", lambda *_: _step("re-visited"), "re-visit"),
    R("EVENTN", "PLANS AUX? DUE", lambda p, *_: _step("due", p), "wsa due"),
    R("EVENTN", "PLANS AUX? SUBMITTED", lambda p, *_: _step("submitted", p), "wsa submitted"),
    R("EVENTN", "PLANS AUX? APPROVED", lambda p, *_: _step("approved", p), "wsa approved"),
    R("EVENT", "GET PLANS SUBMITTED|SENTIN", lambda _, p, _2: _step("submitted", p), "got its wsa in"),
    R("EVENT", "GET PLANS APPROVED|APPROVEV", lambda _, p, _2: _step("approved", p), "got its wsa approved"),
    R("EVENT", "HASTO SENTIN PLANS", lambda _, _2, p: _step("due", p), "had to submit its wsa"),
    R("EVENT", "HASTO get|have PLANS SENTIN", lambda _, p, _2: _step("due", p), "had to get its wsa in"),
    R("EVENT", "AUX EVENT", lambda _, e: e, "was inspected", 0.02),
    R("EVENTN", "INSPN LETTERN PUBLISHED?", lambda *_: _step("published"), "inspection report"),
    R("EVENTN", "MONITORN HAPPEN?", lambda *_: _step("monitored"), "monitoring inspection"),
    R("EVENTN", "PLANS DEADLINEN", lambda p, _: _step("due", p), "wsa deadline"),
    R("EVENTN", "DEADLINEN", lambda _: _step("due"), "deadline"),
    R("EVENTN", "PLANS AUX|MODAL? AUX? SENTIN", lambda p, *_: _step("due", p), "wsa in", 0.1),
    R("EVENTN", "PLANS MODAL AUX? DUE", lambda p, *_: _step("due", p), "wsa would be due"),
    R("EVENTN", "EVENTN AUX|MODAL", lambda e, _: e, "letter was", 0.05),
    R("ORDERED", "EVENT|EVENTN", lambda e: e, "inspected"),
    R("ELSEEV", "EVENTN|EVENT", lambda e: e, "letter"),
    R("ELSEEV", "AUX|MODAL", lambda _: False, "was"),
    R("ELSEEV", "one|ones", lambda: False, "one"),
    R("SOON", "SUP", lambda s: s, "first"),
    R("SOON", "sooner|earlier|before|quicker", lambda: "first", "sooner"),
    R("SOON", "later|after", lambda: "last", "after"),
    R("SOON", "more recently", lambda: "last", "more recently"),
    R("SOON", "SOON USUALLY", lambda s, _: s, "first on the usual timetable"),
    R("SOON", "CAMEFIRST", lambda _: "first", "came first"),
    R("SOON", "CAMELAST", lambda _: "last", "came last"),
    R("UNDERFW", "under|in|of FRAME", lambda f: f, "under the 2023 framework"),
    R("S", "WHO|WHICH NP? AUXP? ORDERED SOON UNDERFW? ,? PLACE", lambda _, np, _3, e, s, f, n: _in_order(n, e, s, f) if _bare(np) else None, "who was inspected first , brent or leeds"),
    R("S", "WHO|WHICH NP? AUXP? SOON ORDERED UNDERFW? ,? PLACE", lambda _, np, _3, s, e, f, n: _in_order(n, e, s, f) if _bare(np) else None, "who was first inspected , brent or leeds"),
    R("S", "WHO|WHICH of? PLACE AUXP? ORDERED SOON UNDERFW?", lambda _, n, _2, e, s, f: _in_order(n, e, s, f), "which of brent and leeds was inspected first"),
    R("S", "of|between? PLACE ,? WHO|WHICH NP? AUXP? ORDERED SOON UNDERFW?", lambda n, _, np, _3, e, s, f: _in_order(n, e, s, f) if _bare(np) else None, "brent or leeds , which was inspected first"),
    R("S", "of|between? PLACE ,? WHO|WHICH AUXP? SOON ORDERED UNDERFW?", lambda n, _, _2, s, e, f: _in_order(n, e, s, f), "brent or leeds , which was first inspected"),
    R("S", "ORDERED SOON UNDERFW? ,? PLACE", lambda e, s, f, n: _in_order(n, e, s, f), "inspected first , brent or leeds", 0.02),
    R("S", "SOON ORDERED UNDERFW? ,? PLACE", lambda s, e, f, n: _in_order(n, e, s, f), "first inspected , brent or leeds", 0.02),
    R("S", "AUX PLACE ORDERED SOON UNDERFW?", lambda _, n, e, s, f: _in_order(n, e, s, f), "was brent or leeds inspected first"),
    R("S", "PLACE ,? WHOSE|whose SUP? EVENTN AUX? PUBLISHED|HAPPEN? SOON", lambda n, _, own, e, _2, _3, s: _in_order(n, e, s, own=own), "brent or leeds , whose letter came first"),
    R("S", "WHOSE|whose SUP? EVENTN AUX? PUBLISHED|HAPPEN? SOON ,? PLACE", lambda _, own, e, _2, _3, s, n: _in_order(n, e, s, own=own), "whose letter came first , brent or leeds"),
    R("S", "WHOSE|whose WHICHONE EVENTN AUX? PUBLISHED|HAPPEN? SOON ,? PLACE", lambda _, w, e, _2, _3, s, n: (p := placed(n, w)) and _in_order(p, e, s), "whose 2023 letter came first , brent or leeds", 0.02),
    R("S", "WHOSE|whose ORDERED SOON ,? PLACE", lambda _, e, s, n: _in_order(n, e, s), "whose was published later , brent or leeds", 0.02),
    R("S", "PLACE ,? WHOSE|whose ORDERED SOON", lambda n, _, e, s: _in_order(n, e, s), "brent or leeds , whose was published later", 0.02),
    R("S", "WHICH AUX? SOON ,? PLACE ELSEEV", lambda _, _2, s, n, e: e and _in_order(n, e, s), "which came first , brent or leeds letter", 0.02),
    R("S", "PLACE EVENTN ,? WHICH AUX? PUBLISHED|HAPPEN? SOON", lambda n, e, *r: _in_order(n, e, r[-1]), "brent or leeds letter , which came first", 0.02),
    R("S", "AUX PLACE EVENTN AUX? PUBLISHED|HAPPEN? SOON", lambda _, n, e, *r: _in_order(n, e, r[-1]) if len(n.areas) > 1 else None, "did brent or leeds letter come out first", 0.05),
    R("S", "WHO|WHICH AUX? SOON ,? PLACE", lambda _, _2, s, n: _in_order(n, Step("inspected"), s), "who came first , brent or leeds"),
    R("S", "PLACE ,? WHO|WHICH AUX? SOON", lambda n, _, _2, s: _in_order(n, Step("inspected"), s), "brent or leeds , which came first"),
    R("S", "AREA SUP? EVENTN OR AREA EVENTN? ,? WHICH AUX? PUBLISHED|HAPPEN|INSPECTED? SOON", lambda *a: _in_order(Place((*a[0], *a[4])), a[2], a[-1], own=a[1]), "brent first letter or leeds , which was out sooner"),
    R("S", "WHICH AUX? PUBLISHED|HAPPEN? SOON ,? AREA SUP? EVENTN OR AREA EVENTN?", lambda *a: _in_order(Place((*a[4], *a[8])), a[6], a[3], own=a[5]), "which was out sooner , brent letter or leeds"),
    R("OLDER", "older|earlier|sooner", lambda: "first", "older"),
    R("OLDER", "newer|later|younger", lambda: "last", "newer"),
    R("OLDER", "more recent|recently", lambda: "last", "more recent"),
    R("S", "AUX PLACE EVENTN OLDER THAN PLACE ELSEEV?", lambda _, a, e, s, _2, b, x: before(a, b, e, s, (x,)), "is brent inspection older than leeds"),
    R("S", "AUX PLACE PLANS OLDER THAN PLACE PLANS?", lambda _, a, p, s, _2, b, q: before(a, b, _step("published", p), s, (_step("published", q),)), "is brent wsa older than wakefield"),
    R("VPS", "VPS ,? AND|BUT? LATER VPS", lambda a, _, _2, b: _then(a, b), "had a wsa and later got outcome 3", 0.03),
    R("S", "in? what|which order AUX PLACE ORDERED", lambda _, n, e: _all_in_order(n, e), "in what order were brent and leeds inspected"),
    R("S", "ORDERV PLACE BYDATE ORDERED?", lambda _, n, _2, e: _all_in_order(n, e or Step("inspected")), "put brent and leeds in order of inspection"),
    # whether one came before the other
    R("BEFOREW", "BEFORETHAN", lambda _: "first", "before"),
    R("BEFOREW", "AFTERTHAN", lambda _: "last", "after"),
    R("BEFOREW", "OLDER than", lambda s: s, "earlier than"),
    R("ORDEREDTWO", "PLACE AUX|MODAL? AUX? ORDERED BEFOREW PLACE ELSEEV?", lambda a, _, _2, e, s, b, x: before(a, b, e, s, (x,)), "brent was inspected before leeds"),
    R("ORDEREDTWO", "PLACE WHICHONE EVENTN BEFOREW PLACE WHICHONE? ELSEEV?", lambda a, w, e, s, b, v, x: (p := placed(a, w)) and (q := placed(b, v or At())) and before(p, q, e, s, (x,)), "brent 2016 letter published before leeds", 0.02),
    R("ORDEREDTWO", "PLACE BEFOREW PLACE AUX|MODAL? ORDERED", lambda a, s, b, _, e: before(a, b, e, s), "brent before leeds inspected", 0.1),
    R("S", "AUX|MODAL ORDEREDTWO", lambda _, q: q, "was brent inspected before leeds"),
    R("S", "AUX|MODAL ORDEREDTWO or OLDER|after|before", lambda _, q, *_2: q, "was brent inspected before leeds or after"),
    R("S", "ORDEREDTWO ,? TRUTH?", lambda q, _: q, "brent was inspected before leeds , right"),
    R("S", "TRUE ORDEREDTWO ,? TRUTH?", lambda _, q, _2: q, "is it true brent was inspected before leeds"),
    R("S", "AUX|MODAL PLACE ORDERED EITHERWAY PLACE ELSEEV?", lambda _, a, e, _2, b, x: (q := before(a, b, e, "first", (x,))) and msgspec.structs.replace(q, polarity=None), "was brent inspected before or after leeds"),
    R("S", "PLACE ORDERED EITHERWAY PLACE ELSEEV?", lambda a, e, _2, b, x: (q := before(a, b, e, "first", (x,))) and msgspec.structs.replace(q, polarity=None), "brent inspected before or after leeds"),
    R("S", "AUX|MODAL PLACE EITHERWAY PLACE ORDERED", lambda _, a, _2, b, e: (q := before(a, b, e)) and msgspec.structs.replace(q, polarity=None), "was brent before or after leeds inspected"),
    # how far apart
    R("S", "APARTQ AUX? between? PLACE ORDERED", lambda _, _2, p, e: _in_order(p, e), "how far apart were brent and leeds inspected"),
    R("S", "APARTQ between ORDERED in|of|at|for PLACE", lambda _, e, p: _in_order(p, e), "how many days between the inspections of brent and leeds"),
    R("S", "APARTQ between PLACE ORDERED AND PLACE ELSEEV?", lambda _, a, e, _2, b, x: (q := before(a, b, e, "first", (x,))) and msgspec.structs.replace(q, polarity=None), "how many days between brent inspection and leeds"),
    R("S", "APARTQ OLDER AUX PLACE ORDERED than PLACE ELSEEV?", lambda _, s, _2, a, e, b, x: (q := before(a, b, e, s, (x,))) and msgspec.structs.replace(q, polarity=None), "how much earlier was brent inspected than leeds"),
    R("APARTQ", "HOWMANY days|weeks|months apart?", lambda _: True, "how many days"),
    R("APARTQ", "how far apart", lambda: True, "how far apart"),
    R("APARTQ", "how much|long", lambda: True, "how much"),
]


# --- several inspections of one area
_MOST_TIMES = 5


def _times(quantity: tuple[str, int] | int, of: Predicate, frame: Predicate | None = None) -> Predicate | None:
    """So many inspections of one area are such; only of conditions that one inspection decides."""
    operator, number = (">=", quantity) if isinstance(quantity, int) else quantity
    least = number + 1 if operator == ">" else number
    whole = both(of, *([frame] if frame else []))
    # More than a handful counts areas: "the thirteen WSAs".
    if operator not in (">=", ">", "=") or not 2 <= least <= _MOST_TIMES or whole is None or not kinds(whole) <= _OF_VISITS:
        return None
    several = Some(whole, least=least)
    return All((several, Not(Some(whole, least=least + 1)))) if operator == "=" and not isinstance(quantity, int) else several


def _under_both(of: Predicate) -> Predicate | None:
    """Such under the one framework and under the other."""
    if not kinds(of) <= {"plan", "topic", "strength", "weakness", "inspected"} or framework_of(of):
        return None
    return All(tuple(Some(both(of, cond("framework", f)) or of) for f in ("2016", "2023")))


def _then(before: Predicate, after: Predicate) -> Predicate | None:
    """First the one, later the other: of the two frameworks each holds of its own inspection."""
    if not kinds(before) | kinds(after) <= _OF_VISITS or before == after:
        return None
    if framework_of(before) == "2023" and framework_of(after) == "2016":
        return None
    if framework_of(before) and framework_of(after) and framework_of(before) != framework_of(after):
        return both(before, after)
    return None


def _under(of: Predicate, frame: Predicate) -> Predicate | None:
    """A finding under one framework; what exists under the other only has no such thing."""
    own, asked = framework_of(of), framework_of(frame)
    if own and own != asked:
        return None
    if isinstance(of, Not):
        return All((cond("framework", asked or ""), of)) if not own else of
    return of if own else both(of, frame)


def _begun(year: int) -> Predicate | None:
    """A framework by the year it began in."""
    return cond("framework", str(year)) if year in (2016, 2023) else None


AGAIN = [
    R("TIMES", "TWICE", lambda _: (">=", 2), "twice"),
    R("TIMES", "QTY times", lambda q: q, "three times"),
    R("TIMES", "NUM times", lambda n: n, "three times"),
    R("V", "INSPECTED TIMES UNDERFW?", lambda _, t, f: _times(t, f or INSPECTED), "inspected twice under the 2023 framework"),
    R("V", "TIMES INSPECTED UNDERFW?", lambda t, _, f: _times(t, f or INSPECTED), "twice inspected"),
    R("V", "THROUGH INSPN TIMES UNDERFW?", lambda _, _2, t, f: _times(t, f or INSPECTED), "been through the inspection twice"),
    R("V", "THROUGH PREFW INSPN TIMES", lambda _, f, _2, t: _times(t, f), "been through the present inspection twice"),
    R("PREFW", "PRESENTW", lambda _: cond("framework", "2023"), "present-day"),
    R("PREFW", "FRAME", lambda f: f, "the 2023 framework"),
    R("V", "GET|OWE OBJ TIMES", lambda _, o, t: _times(t, o), "got a wsa twice"),
    R("V", "V ,? BOTHFW", lambda v, _: _under_both(v), "told to write a plan under both frameworks"),
    R("V", "TOLD|OWE to? WRITE PLANS TIMES ,? BOTHFW", lambda _, _2, p, _3, _4: _under_both(p), "told to write a plan twice , under both frameworks"),
    R("V", "GET OBJ TIMES ,? BOTHFW", lambda _, o, _2, _3: _under_both(o), "got a plan twice , under both frameworks"),
    R("V", "INSPECTED BOTHFW", lambda *_: All((Some(cond("framework", "2016")), Some(cond("framework", "2023")))), "inspected under both frameworks"),
    R("MOD", "BOTHFW", lambda _: All((Some(cond("framework", "2016")), Some(cond("framework", "2023")))), "under both frameworks", 0.1),
    R("FRAME", "whole|entire|full|complete|all FRAME", lambda f: f, "whole 2016 framework"),
    R("FRAME", "life|course|duration|length|run of FRAME", lambda f: f, "life of the 2016 framework"),
    R("FRAME", "FRAMEWORKN that|which? AUX? began|started|introduced|dating|launched? in|from|of|since? NUM", lambda *a: _begun(a[-1]), "framework that began in 2023"),
    R("UNDERFW", "over|during|throughout|across|in|from FRAME", lambda f: f, "over the life of the 2016 framework"),
    R("MOD", "over|during|throughout|across|from|of FRAME", lambda f: f, "during the 2016 framework", 0.02),
    R("MOD", "FRAME", lambda f: f, "the 2016 framework", 0.15),
    R("PLANS", "old|earlier|original|past PLANS", lambda p: p if framework_of(p) == "2016" else None, "old wsas"),
    R("V", "RESTED OBJ", lambda _, o: o if kinds(o) <= {"number", "topic"} else None, "rested on one weakness"),
    R("QTY", "one|a? solitary|lone|sole", lambda: ("=", 1), "one solitary"),
    R("OBJ", "NUM full|PREFW? INSPN LETTERN UNDERFW?", lambda n, p, _, _2, f: _times(n, f or (p if p is not True and p else INSPECTED)), "two full inspection reports under the 2023 framework"),
    R("S", "SHOW|WHICH? AUX? only|sole NP AUX?", lambda _, _2, n, _3: Query("areas", "areas", which=n) if n != All(()) else None, "the only area with a wsa is"),
    R("OBJ", "QTY PLANS|OUT", lambda q, o: _times(q, o), "at least two wsas"),
    R("OBJ", "NUM PLANS|OUT", lambda n, o: _times(n, o), "two wsas"),
    R("OBJ", "QTY INSPN|LETTERN UNDERFW?", lambda q, _, f: _times(q, f or INSPECTED), "at least two inspections under the 2023 framework"),
    R("OBJ", "NUM INSPN|LETTERN UNDERFW?", lambda n, _, f: _times(n, f or INSPECTED), "two reports under the 2023 framework"),
    R("OBJ", "NUM full|PREFW INSPN|LETTERN UNDERFW?", lambda n, p, _, f: _times(n, f or (p if p is not True else INSPECTED)), "two full reports under the 2023 framework"),
    # before and after
    R("PAST", "OBJ|NOBJ EARLIER", lambda o, _: o, "a wsa first"),
    R("PAST", "GET OBJ|NOBJ EARLIER", lambda _, o, _2: o, "had no wsa before"),
    R("V", "PAST", lambda p: p if framework_of(p) == "2016" and "plan" in kinds(p) else None, "had no wsa before", 0.05),
    R("PAST", "EARLIER OBJ|NOBJ", lambda _, o: o, "previously a wsa"),
    R("PAST", "GET? OBJ|NOBJ UNDERFW", lambda _, o, f: _under(o, f), "no wsa under the old framework"),
    R("PAST", "MUST|TOLD|OWE to? WRITE PLANS EARLIER", lambda _, _2, p, _3: p, "had to do a wsa first"),
    R("PAST", "PLANS needed|required|demanded|issued EARLIER", lambda p, _: p, "wsa demanded first time round"),
    R("PRESENT", "LATER OBJ|NOBJ", lambda _, o: o, "since outcome 1"),
    R("PRESENT", "OBJ|NOBJ LATER", lambda o, _: o, "outcome 1 since"),
    R("PRESENT", "LATER? GET? OBJ|NOBJ UNDERFW", lambda _, _2, o, f: _under(o, f), "outcome 3 under the new framework"),
    R("PRESENT", "LATER GET OBJ|NOBJ", lambda _, _2, o: o, "later got outcome 3"),
    R("OBJS", "PAST ,? AND|BUT? PRESENT", lambda a, _, b: _then(a, b), "a wsa first , outcome 1 since", 0.02),
    R("OBJS", "OBJ|NOBJ ,? AND|BUT? PRESENT", lambda a, _, b: _then(a, b), "a wsa and later outcome 3", 0.05),
    R("OBJS", "PAST ,? AND|BUT OBJ|NOBJ", lambda a, _, b: _then(a, b), "a wsa first but outcome 1", 0.05),
    R("V", "PAST ,? AND|BUT? PRESENT", lambda a, _, b: _then(a, b), "had to do a wsa first , outcome 1 since", 0.03),
    R("S", "VPS|MODS|OBJS ,? WHO DIDIT", lambda v, *_: Query("areas", "areas", which=v), "from a wsa first to outcome 1 , who managed that"),
    R("V", "from having|being|been? PAST to|into PRESENT|OBJ", lambda a, b: _then(a, b), "from a wsa first to outcome 1"),
    R("V", "FROMTO OBJ|NOBJ EARLIER? to|into OBJ|NOBJ LATER?", lambda _, a, _2, b, _3: _then(a, b), "improved from a wsa to outcome 1"),
    R("MOD", "DESPITE OBJ EARLIER?", lambda _, o, _2: o if kinds(o) <= _OF_VISITS else None, "despite an earlier wsa"),
    R("MODS", "from OBJ|NOBJ EARLIER? to OBJ|NOBJ LATER|UNDERFW?", lambda a, _, b, _2: _then(a, b), "from a wsa to outcome 1"),
]


RULES = [*SEQUENCES, *AGAIN]
