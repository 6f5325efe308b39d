"""The grammar of which came first of several named areas, and of twice, both frameworks, before and after."""

from typing import Literal

from sendbot.grammar.chart import R
from sendbot.grammar.filters import INSPECTED, cond
from sendbot.meaning import All, Not, Predicate, Some, both, framework_of, kinds
from sendbot.query import Event, Query

Order = Literal["first", "last"]
Framework = Literal["2016", "2023"]
_OF_VISITS = frozenset(("plan", "outcome", "topic", "strength", "weakness", "inspected", "framework"))


def _in_order(
    names: tuple[str, ...], event: Event, order: Order = "first", frame: Predicate | None = None, own: str | None = None
) -> Query | None:
    framework: Framework | None = framework_of(frame) if frame else None  # type: ignore[assignment]
    if len(names) < 2:
        return None
    return Query("sequence", "sequence", areas=names, about=event, order=order, framework=framework, target=own)


def _all_in_order(names: tuple[str, ...], event: Event = "inspected", order: Order = "first") -> Query | None:
    return Query("sequence", "sequence", areas=names, about=event, order=order, limit=len(names)) if len(names) > 1 else None


def _framework(plan: Predicate) -> Framework | None:
    found = framework_of(plan)
    return found if found in ("2016", "2023") else None  # type: ignore[return-value]


def _before(
    one: tuple[str, ...], other: tuple[str, ...], event: Event, order: Order = "first", framework: Framework | None = None
) -> Query | None:
    """Whether one area came before (or after) another."""
    both_named = len(one) == len(other) == 1
    return (
        Query("sequence", "sequence", areas=(*one, *other), about=event, order=order, polarity=True, framework=framework)
        if both_named
        else None
    )


# fmt: off
SEQUENCES = [
    R("EVENT", "INSPECTED", lambda _: "inspected", "inspected"),
    R("EVENT", "REVISITED", lambda _: "re-visited", "re-visited"),
    R("EVENT", "MONITORED", lambda _: "monitored", "monitored"),
    R("EVENT", "PUBLISHED", lambda _: "published", "published", 0.1),
    R("EVENT", "SUBMITTED PLANS?", lambda *_: "submitted", "submitted its wsa"),
    R("EVENT", "DUE", lambda _: "due", "due"),
    R("EVENT", "GET LETTERN|LETTERS", lambda *_: "published", "got its letter"),
    R("EVENT", "GET REVISITN", lambda *_: "re-visited", "got its re-visit"),
    R("EVENTN", "LETTERN PUBLISHED?", lambda *_: "published", "letter published"),
    R("EVENTN", "INSPN HAPPEN?", lambda *_: "inspected", "inspection"),
    R("EVENTN", "REVISITN HAPPEN?", lambda *_: "re-visited", "re-visit"),
    R("EVENTN", "PLANS AUX? DUE", lambda *_: "due", "wsa due"),
    R("EVENTN", "PLANS AUX? SUBMITTED", lambda *_: "submitted", "wsa submitted"),
    R("EVENTN", "PLANS AUX? APPROVED", lambda *_: "approved", "wsa approved"),
    R("ORDERED", "EVENT|EVENTN", lambda e: e, "inspected"),
    R("SOON", "SUP", lambda s: s, "first"),
    R("SOON", "sooner|earlier|before|quicker", lambda: "first", "sooner"),
    R("SOON", "later|after|more recently", lambda: "last", "after"),
    R("SOON", "more recently", lambda: "last", "more recently"),
    R("SOON", "CAMEFIRST", lambda _: "first", "came first"),
    R("SOON", "CAMELAST", lambda _: "last", "came last"),
    R("UNDERFW", "under|in|of FRAME", lambda f: f, "under the 2023 framework"),
    R("S", "WHO|WHICH NP? AUXP? ORDERED SOON UNDERFW? ,? NAMES", lambda _, _2, _3, e, s, f, n: _in_order(n, e, s, f), "who was inspected first , brent or leeds"),
    R("S", "WHO|WHICH NP? AUXP? SOON ORDERED UNDERFW? ,? NAMES", lambda _, _2, _3, s, e, f, n: _in_order(n, e, s, f), "who was first inspected , brent or leeds"),
    R("S", "WHO|WHICH of? NAMES AUXP? ORDERED SOON UNDERFW?", lambda _, n, _2, e, s, f: _in_order(n, e, s, f), "which of brent and leeds was inspected first"),
    R("S", "of|between? NAMES ,? WHO|WHICH NP? AUXP? ORDERED SOON UNDERFW?", lambda n, _, _2, _3, e, s, f: _in_order(n, e, s, f), "brent or leeds , which was inspected first"),
    R("S", "of|between? NAMES ,? WHO|WHICH AUXP? SOON ORDERED UNDERFW?", lambda n, _, _2, s, e, f: _in_order(n, e, s, f), "brent or leeds , which was first inspected"),
    R("S", "ORDERED SOON UNDERFW? ,? NAMES", lambda e, s, f, n: _in_order(n, e, s, f), "inspected first , brent or leeds", 0.02),
    R("S", "SOON ORDERED UNDERFW? ,? NAMES", lambda s, e, f, n: _in_order(n, e, s, f), "first inspected , brent or leeds", 0.02),
    R("S", "AUX NAMES ORDERED SOON UNDERFW?", lambda _, n, e, s, f: _in_order(n, e, s, f), "was brent or leeds inspected first"),
    R("S", "NAMES ,? WHOSE|whose EVENTN AUX? PUBLISHED? SOON", lambda n, _, e, _2, _3, s: _in_order(n, e, s), "brent or leeds , whose letter came first"),
    R("S", "WHOSE|whose EVENTN AUX? PUBLISHED|HAPPEN? SOON ,? NAMES", lambda _, e, _2, _3, s, n: _in_order(n, e, s), "whose letter came first , brent or leeds"),
    R("S", "WHO|WHICH AUX? SOON ,? NAMES", lambda _, _2, s, n: _in_order(n, "inspected", s), "who came first , brent or leeds"),
    R("S", "NAMES ,? WHO|WHICH AUX? SOON", lambda n, _, _2, s: _in_order(n, "inspected", s), "brent or leeds , which came first"),
    R("S", "AREA SUP? EVENTN OR AREA EVENTN? ,? WHICH AUX? PUBLISHED|HAPPEN|INSPECTED? SOON", lambda *a: _in_order((*a[0], *a[4]), a[2], a[-1], own=a[1]), "brent first letter or leeds , which was out sooner"),
    R("S", "WHICH AUX? PUBLISHED|HAPPEN? SOON ,? AREA SUP? EVENTN OR AREA EVENTN?", lambda *a: _in_order((*a[4], *a[8]), a[6], a[3], own=a[5]), "which was out sooner , brent letter or leeds"),
    R("OLDER", "older|earlier", lambda: "first", "older"),
    R("OLDER", "newer|later|younger", lambda: "last", "newer"),
    R("OLDER", "more recent", lambda: "last", "more recent"),
    R("S", "AUX NAMES EVENTN OLDER THAN NAMES EVENTN?", lambda _, a, e, s, _2, b, _3: _before(a, b, e, s), "is brent inspection older than leeds"),
    R("S", "AUX NAMES PLANS OLDER THAN NAMES PLANS?", lambda _, a, p, s, _2, b, _3: _before(a, b, "published", s, _framework(p)), "is brent wsa older than wakefield"),
    R("VPS", "VPS ,? AND|BUT? LATER VPS", lambda a, _, _2, b: _then(a, b), "had a wsa and later got outcome 3", 0.03),
    R("S", "in? what|which order AUX NAMES ORDERED", lambda _, n, e: _all_in_order(n, e), "in what order were brent and leeds inspected"),
    R("S", "ORDERV NAMES BYDATE ORDERED?", lambda _, n, _2, e: _all_in_order(n, e or "inspected"), "put brent and leeds in order of inspection"),
    R("S", "AUX NAMES ORDERED before|earlier|sooner than? NAMES EVENTN?", lambda _, a, e, b, _2: _before(a, b, e), "was brent inspected before leeds"),
    R("S", "AUX NAMES ORDERED after|later than? NAMES EVENTN?", lambda _, a, e, b, _2: _before(a, b, e, "last"), "was brent inspected after leeds"),
    R("S", "NAMES AUX? ORDERED before|earlier|sooner than? NAMES EVENTN? ,? TAG?", lambda a, _, e, b, _2, _3: _before(a, b, e), "brent was inspected before leeds , right"),
    R("S", "NAMES AUX? ORDERED after|later than? NAMES EVENTN? ,? TAG?", lambda a, _, e, b, _2, _3: _before(a, b, e, "last"), "brent was inspected after leeds , right"),
]


# --- several inspections of one area
def _times(quantity: tuple[str, int] | int, of: Predicate, frame: Predicate | None = None) -> Predicate | None:
    """So many inspections of one area are such; only of conditions that one inspection decides."""
    operator, number = (">=", quantity) if isinstance(quantity, int) else quantity
    least = number + 1 if operator == ">" else number
    whole = both(of, *([frame] if frame else []))
    if operator not in (">=", ">", "=") or least < 2 or whole is None or not kinds(whole) <= _OF_VISITS:
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
