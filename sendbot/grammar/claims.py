"""The grammar of what is claimed of named areas: a yes/no question is a claim, and all of the claim is judged."""

import re

import msgspec

from sendbot.grammar.chart import R
from sendbot.grammar.filters import INSPECTED, PLAN, STRONG, WEAK, cond, strong
from sendbot.grammar.named import IT, At, Framework, Place, of_which, placed
from sendbot.meaning import Not, Period, Predicate, both, literals, opposite
from sendbot.query import Query

OVERDUE = cond("overdue")


def _plan(named: Predicate | bool) -> Predicate:
    """The plan named, or where only "one" stands, any."""
    return PLAN if isinstance(named, bool) else named


def _alone(names: tuple[str, ...], claim: Predicate) -> Query | None:
    return Query("check", "check", areas=names, which=claim, quantifier="only") if len(names) == 1 else None


def _overdue(names: tuple[str, ...], plan: Predicate) -> Query:
    framework = next(iter(plan.condition.values), None)  # type: ignore[union-attr]
    return Query("check", "check", areas=names, which=cond("overdue"), framework=framework)  # type: ignore[arg-type]


# Of named areas: a claim.
def _claim(names: tuple[str, ...], claim: Predicate) -> Query | None:
    return Query("check", "check", areas=names, which=claim)


def _plan_frame(plan: Predicate | None) -> Framework | None:
    values = [v for c in literals(plan) for v in c.values]
    return values[0] if len(values) == 1 else None  # type: ignore[return-value]


class Timed(msgspec.Struct, frozen=True):
    """A claim with the inspection it is made of."""

    claim: Predicate
    at: At


def _timed(claim: Predicate | Timed, at: At | None) -> Timed | None:
    return Timed(claim, at) if at and not isinstance(claim, Timed) else None


def _of(place: Place, claim: Predicate | Timed, at: At | None = None) -> Query | None:
    """A claim made of areas, and of the inspection meant."""
    if isinstance(claim, Timed):
        at, claim = claim.at, claim.claim
    if place.areas == IT or place.sides or (at and place.at != At() and at != place.at):
        return None
    meant = at or place.at
    return Query("check", "check", areas=place.areas, which=claim, period=meant.period, framework=meant.framework, order=meant.order)


def _of_letter(place: Place, which: At | None, paper: Predicate | bool, claim: Predicate) -> Query | None:
    """A claim of what an area's letter or plan says."""
    at = of_which(which, paper)
    met = placed(place, at) if at else None
    return _of(met, claim) if met else None


# What an area is recorded to have or to lack, rather than to do badly.
_THINGS = frozenset(("dmo-dco", "dmo-vacancy"))


def _lacks(place: Place, topics: Predicate) -> Query | None:
    if not {v for c in literals(topics) for v in c.values} <= _THINGS:
        return None
    query = _of(place, topics)
    return msgspec.structs.replace(query, of="lack") if query else None


def _which_of(place: Place, claim: Predicate | Timed) -> Query | None:
    """Of which of the areas it holds."""
    if len(place.areas) < 2 or place.sides or place.at != At() or isinstance(claim, Timed):
        return None
    return Query("areas", "areas", which=both(cond("area", *place.areas), claim))


def _any_of(place: Place, claim: Predicate | Timed) -> Query | None:
    """Whether it holds of any of the areas."""
    query = _of(place, claim) if len(place.areas) > 1 else None
    return msgspec.structs.replace(query, polarity=False) if query else None


def _none_of(first: Place, second: Place | None, claim: Predicate | Timed) -> Query | None:
    if first.sides or (second and (second.sides or second.at != first.at)):
        return None
    places = Place((*first.areas, *(second.areas if second else ())), first.at)
    query = _of(places, claim) if len(places.areas) > 1 else None
    return msgspec.structs.replace(query, which=opposite(query.which)) if query and query.which else None


def _due(place: Place, plan: Predicate, when: Period | tuple[Period, Period]) -> Query | None:
    return _of(place, cond("due", period=when), At(framework=_plan_frame(plan))) if isinstance(when, Period) else None


def _until(place: Place, plan: Predicate, when: Period | tuple[Period, Period]) -> Query | None:
    """A claim of the day a plan was due: that very day, or where only a month is said, that month."""
    if not isinstance(when, Period) or not when.end:
        return None
    exact = re.search(r"\b\d{1,2} [A-Z]", when.label)
    return _due(place, plan, Period(when.end if exact else when.end.replace(day=1), when.end, when.label))


# fmt: off
CLAIMS = [
    R("S", "AUX|must NOT? NAMES AUX|ALSO|NOT? VPS", lambda _, _2, a, _3, v: _claim(a, v), "had Rutland been criticised for leadership", 0.02),
    R("S", "AUX INSPECTORS FOUND OBJS IN|at|with|about NAMES", lambda _, _2, _3, o, _4, a: _claim(a, o), "did inspectors find systemic failings in Rutland"),
    R("S", "AUX INSPECTORS ASKEDFOR NAMES for|about? PLANS", lambda *a: _claim(a[3], a[-1]), "did inspectors ask Rutland for a wsa"),
    R("S", "AUX INSPECTORS ASKEDFOR NAMES to WRITE PLANS", lambda *a: _claim(a[3], a[-1]), "did inspectors ask Rutland to write a wsa"),
    R("S", "AUX INSPECTORS CRITICISE NAMES ABOUT TN", lambda *a: _claim(a[3], a[-1]), "did inspectors criticise Rutland for leadership"),
    R("S", "AUX INSPECTORS CRITICISE NAMES TN", lambda *a: _claim(a[3], a[-1]), "did inspectors criticise Rutland leadership"),
    R("S", "AUX INSPECTORS PRAISE NAMES ABOUT TN", lambda *a: _claim(a[3], strong(a[-1])), "did inspectors praise Rutland for leadership"),
    R("S", "AUX INSPECTORS PRAISE NAMES TN", lambda *a: _claim(a[3], strong(a[-1])), "did inspectors praise Rutland leadership"),
    R("S", "AUX INSPECTORS GET OBJS ABOUT NAMES", lambda *a: _claim(a[-1], a[3]), "did inspectors have concerns about Rutland", 0.1),
    R("S", "AUX NAMES TN BE? BADADJ|CRIT", lambda _, a, t, _2, _3: _claim(a, t), "was Rutland leadership criticised"),
    R("S", "AUX NAMES TN BE? PRAISED|GOODADJ", lambda _, a, t, _2, _3: _claim(a, strong(t)), "was Rutland leadership praised"),
    R("S", "AUX NAMES PLANS OVERDUE", lambda _, a, p, _2: _overdue(a, p), "is Rutland wsa overdue", -0.05),
    R("S", "AUX TN a? problem|issue|weakness|concern|worry IN|for|at NAMES", lambda _, t, _2, a: _claim(a, t), "was leadership a problem in Rutland"),
    R("S", "AUX TN a? strength|good IN|for|at NAMES", lambda _, t, _2, a: _claim(a, strong(t)), "was leadership a strength in Rutland"),
    R("S", "AUX TN BE? CRIT|BADADJ IN|for|at NAMES", lambda _, t, _2, _3, _4, a: _claim(a, t), "was leadership criticised in Rutland"),
    R("S", "AUX TN BE? PRAISED|GOODADJ IN|for|at NAMES", lambda _, t, _2, _3, _4, a: _claim(a, strong(t)), "was leadership praised in Rutland"),
    R("S", "AUX PLANS needed|required|issued|ordered|demanded|asked IN|for|of|from|at NAMES", lambda _, p, _2, a: _claim(a, p), "was a wsa required in Rutland"),
    R("S", "AUX NAMES ALONE ABOUT|WITH|THAT OBJS|VPS", lambda _, a, _2, _3, o: _alone(a, o), "is Rutland the only area with a wsa"),
    R("S", "AUX NAMES ALONE NP? MODS", lambda _, a, _2, _3, o: _alone(a, o), "is Rutland the only area in london with a wsa", 0.05),
    R("S", "NAMES ,? PLANS ,? TAG", lambda a, p, _: _claim(a, p), "Rutland wsa yes or no"),
    R("S", "NAMES ,? PLANS or no|none PLANS?", lambda a, p, _: _claim(a, p), "Rutland , plan or no plan"),
    R("S", "NAMES ,? OWE PLANS|one ,? TAG?", lambda a, _, p, _2: _claim(a, _plan(p)), "Rutland , owed one"),
    R("S", "AUX NAMES in REG", lambda _, a, r: _claim(a, r), "is Rutland in london"),
    R("S", "AUX NOT? NAMES VPS", lambda _, _2, a, v: _claim(a, v), "was Rutland criticised for leadership"),
    R("S", "NAMES VPS ,? TAG", lambda a, v, t: _claim(a, v), "Rutland had a wsa , right", 0.05),
    R("S", "NAMES AUXP V MODS? ,? TAG", lambda a, _, v, m, _2: _claim(a, both(v, m) or v), "Rutland was not criticised for leadership , was it"),
    R("S", "YESNO NAMES VPS", lambda _, a, v: _claim(a, v), "is it true Rutland had a wsa"),
    # what is claimed without a verb of its own
    R("V", "FREEOF", lambda _: Not(PLAN), "get away with it", 0.05),
    R("V", "FREEOF WITHOUT|from|having? WRITE? OBJ", lambda *a: opposite(a[-1]), "let off without a wsa"),
    R("V", "OWEDONE", lambda _: PLAN, "given one", 0.05),
    R("V", "ROSES", lambda _: cond("outcome", "1"), "come up smelling of roses", 0.1),
    R("PLANS", "PLANS REQUIREMENTN", lambda p, _: p, "a wsa requirement"),
    R("PLANS", "one of those|these|such PLANS", lambda p: p, "one of those action statements"),
    R("PLANS", "those|these PLANS", lambda p: p, "those action statements", 0.1),
    R("V", "OUT AREAN", lambda o, _: o, "an outcome 3 area", 0.05),
    R("V", "EFFECTIVE at|in|after? MONITORN?", lambda *_: cond("effective"), "taking effective action at its monitoring inspection"),
    R("V", "GET? FOUND|TOLD? to be? EFFECTIVE", lambda *_: cond("effective"), "found to be taking effective action", 0.02),
    R("V", "PROGRESSOK ABOUT all|every|each|everything? of? NUM? WN?", lambda *_: cond("progress", "sufficient"), "made sufficient progress on all five weaknesses"),
    R("V", "PROGRESSBAD ABOUT any|some? of? NUM? WN?", lambda *_: cond("progress", "insufficient"), "made insufficient progress on some weaknesses"),
    R("V", "PROGRESSOK ABOUT? all|every|each|everything? of? NUM? WN? ATRV", lambda *_: cond("progress", "sufficient"), "made sufficient progress on all five weaknesses when they came back"),
    R("V", "PUTRIGHT all|every|everything|each of? NUM? WN? ATRV?", lambda *_: cond("progress", "sufficient"), "sorted all eight by the time they were looked at again", 0.02),
    R("S", "PLACE CLAIM", lambda a, v: _of(a, v), "Rutland had a wsa", 0.2),
    R("S", "AUX PLACE TN GET WN", lambda _, a, t, *_2: _of(a, t), "did Rutland leadership come in for criticism"),
    R("S", "AUX PLACE TN GET GOODN", lambda _, a, t, *_2: _of(a, strong(t)), "did Rutland leadership get praise"),
    R("S", "PLACE ,? WHICH|WHO one|ones|of|them? CLAIM", lambda a, _, v: _which_of(a, v), "Rutland or Leeds , which had a wsa"),
    R("S", "PLACE ,? in WHICH CLAIM", lambda a, _, v: _which_of(a, v), "Rutland or Leeds , in which was leadership criticised", 0.05),
    R("S", "WHICH|WHO of? PLACE CLAIM", lambda _, a, v: _which_of(a, v), "which of Rutland and Leeds had a wsa"),
    R("S", "WHICH|WHO CLAIM ,? PLACE", lambda _, v, a: _which_of(a, v), "who had a wsa , Rutland or Leeds"),
    R("S", "PLACE ,? any OBJS", lambda a, o: _of(a, o), "Rutland , any wsa"),
    R("S", "ISTHERE any? PLANS for|in|at|on|over PLACE", lambda _, p, a: _of(a, p), "was there a wsa for Rutland"),
    R("S", "AUX INSPECTORS SEENIN|BACKIN PLACE AT?", lambda *a: _of(a[3], INSPECTED, a[4]), "did inspectors come to Rutland in 2018", 0.05),
    R("S", "AUX INSPECTORS PRAISE anything|something in|about|at PLACE", lambda *a: _of(a[-1], STRONG), "did inspectors like anything in Rutland"),
    R("S", "AUX INSPECTORS CRITICISE anything|something in|about|at PLACE", lambda *a: _of(a[-1], WEAK), "did inspectors criticise anything in Rutland"),
    R("S", "PLACE UNTILV WHENCE to|for SENTIN PLANS SENTIN? ,? TRUTH?", lambda a, _, w, _2, p, *_3: _until(a, p, w), "Rutland had until the end of March 2022 to submit its wsa , is that right"),
    R("S", "PLACE UNTILV WHENCE to get|hand|send|put|turn PLANS SENTIN ,? TRUTH?", lambda a, _, w, p, *_2: _until(a, p, w), "Rutland had until the end of March 2022 to get its wsa in"),
    R("V", "put|placed|brought|made under|subject to? OBJ", lambda o: o if {c.kind for c in literals(o)} == {"measure"} else None, "put under a direction"),
    R("V", "GET PROGRESSOK ABOUT all|every|each|everything? of? NUM? WN? ATRV|ATF?", lambda *_: cond("progress", "sufficient"), "show enough progress on every weakness at the re-visit"),
    # how they go about something is that thing
    R("T", "HOWTHEY HAVETOPIC? T", lambda _, _2, t: t, "how they run joint commissioning", 0.02),
    R("PT", "HOWTHEY HAVETOPIC? PT", lambda _, _2, t: t, "how they support schools", 0.02),
    R("S", "AUX? PLACE WHICHONE? PLANS|LETTERN|INSPN CRITIT ABOUT TN ,? TRUTH?", lambda _, a, w, x, _2, _3, t, _4: _of_letter(a, w, x, t), "Rutland wsa hauled it over the coals for leadership , right"),
    R("S", "AUX? PLACE WHICHONE? PLANS|LETTERN|INSPN CRITICISE TN ,? TRUTH?", lambda _, a, w, x, _2, t, _3: _of_letter(a, w, x, t), "did Rutland report criticise leadership"),
    R("S", "AUX? PLACE WHICHONE? LETTERN|INSPN PRAISEIT ABOUT TN ,? TRUTH?", lambda _, a, w, x, _2, _3, t, _4: _of_letter(a, w, x, strong(t)), "Rutland report praised it for leadership , right"),
    R("S", "AUX? PLACE WHICHONE? LETTERN|INSPN PRAISE TN ,? TRUTH?", lambda _, a, w, x, _2, t, _3: _of_letter(a, w, x, strong(t)), "did Rutland report praise leadership"),
    R("S", "AUX? INSPECTORS TAKEV PLACE TOTASK ABOUT TN ,? TRUTH?", lambda *a: _of(a[3], a[6]), "inspectors hauled Rutland over the coals for leadership , right"),
    R("S", "AUX INSPECTORS GIVEV PLACE GOODN ABOUT TN", lambda *a: _of(a[3], strong(a[-1])), "did inspectors give Rutland credit for leadership"),
    R("S", "INSPECTORS GIVEV PLACE GOODN ABOUT TN ,? TRUTH", lambda *a: _of(a[2], strong(a[-2])), "inspectors gave Rutland credit for leadership , right"),
    R("S", "AUX INSPECTORS GIVEV PLACE STICKN ABOUT TN", lambda *a: _of(a[3], a[-1]), "did inspectors give Rutland stick for leadership"),
    # a thing that is missing, not one that is poor
    R("S", "AUX PLACE WN that? PRON LACKING TN", lambda _, a, _2, _3, _4, t: _lacks(a, t), "was Rutland problem that it had no designated medical officer"),
    R("S", "TRUE? PLACE LACKING TN ,? TRUTH?", lambda _, a, _2, t, _3: _lacks(a, t), "is it true Rutland had nobody in the designated medical officer job", -0.03),
    R("S", "AUX PLACE LACKING TN", lambda _, a, _2, t: _lacks(a, t), "did rutland lack a designated medical officer", -0.03),
    R("CLAIM", "VPS", lambda v: v, "had a wsa"),
    R("CLAIM", "CLAIM AT", _timed, "had a wsa in its 2019 report", 0.05),
    R("TRUE", "YESNO|TRUEIS", lambda _: True, "is it true that"),
    R("TRUTH", "TAG|ISTRUE", lambda _: True, "correct"),
    R("S", "AUX|must NOT? PLACE AUX|ALSO? CLAIM", lambda _, _2, a, _3, v: _of(a, v), "had Rutland in 2019 been criticised for leadership", 0.05),
    R("S", "PLACE CLAIM ,? TRUTH", lambda a, v, _: _of(a, v), "Rutland had a wsa , right", 0.07),
    R("S", "PLACE , CLAIM ,? TRUTH", lambda a, v, _: _of(a, v), "Rutland , had a wsa , right", 0.1),
    R("S", "PLACE AUXP V MODS? AT? ,? TRUTH", lambda a, _, v, m, at, _2: _of(a, both(v, m) or v, at), "Rutland was not criticised for leadership , is that so", 0.04),
    R("S", "TRUE PLACE CLAIM", lambda _, a, v: _of(a, v), "is it true Rutland had a wsa", 0.03),
    R("S", "TRUE PLACE CLAIM ,? TRUTH", lambda _, a, v, _2: _of(a, v), "is it true Rutland had a wsa , or not", 0.05),
    R("S", "PLACE ,? AUX|must NOT? it|they|that|PRON AUX? CLAIM", lambda a, *r: _of(a, r[-1]), "Rutland , did it have a wsa"),
    R("S", "PLACE , AUX NOT? CLAIM", lambda a, _, _2, v: _of(a, v), "Rutland , was criticised for leadership", 0.2),
    R("S", "TRUE? either PLACE CLAIM ,? TRUTH?", lambda _, a, v, _2: _any_of(a, v), "either Rutland or Leeds had a wsa , right"),
    R("S", "AUX either PLACE AUX? CLAIM", lambda _, a, _2, v: _any_of(a, v), "did either Rutland or Leeds have a wsa"),
    R("S", "TRUE? AUX? NEITHER PLACE NOR PLACE CLAIM ,? TRUTH?", lambda _, _5, _2, a, _3, b, v, _4: _none_of(a, b, v), "neither Rutland nor Leeds had a wsa , right"),
    R("S", "TRUE? AUX? NEITHER of? PLACE AUX? CLAIM ,? TRUTH?", lambda _, _5, _2, a, _3, v, _4: _none_of(a, None, v), "neither of Rutland and Leeds had a wsa"),
    R("S", "AUX PLACE OWEDONE", lambda _, a, _2: _of(a, PLAN), "was Rutland given one"),
    R("S", "PLACE ,? OWEDONE ,? TRUTH?", lambda a, *_: _of(a, PLAN), "Rutland , owed one"),
    R("S", "PLACE ,? PLANS ,? TRUTH", lambda a, p, _: _of(a, p), "Rutland , wsa or not"),
    R("S", "PLACE ,? PLANS or no|none|not|without PLANS?", lambda a, p, _: _of(a, p), "Rutland , plan or no plan", 0.01),
    R("S", "PLANS or no|none|not PLANS? ,? for|in PLACE", lambda p, *r: _of(r[-1], p), "plan or no plan for Rutland"),
    R("S", "PLANS ,? PLACE ,? TRUTH", lambda p, a, _: _of(a, p), "wsa , Rutland , y/n", 0.05),
    R("S", "PLACE ,? OUT ,? TRUTH", lambda a, o, _: _of(a, o), "Rutland , outcome 3 , y/n"),
    R("S", "PLACE ,? INSPECTED ,? TRUTH", lambda a, *_: _of(a, INSPECTED), "Rutland , inspected or not"),
    R("S", "PLACE ,? REVISITED ,? TRUTH", lambda a, *_: _of(a, cond("re-visited")), "Rutland , re-visited or not"),
    R("S", "PLACE ,? INSPECTED yet", lambda a, _: _of(a, INSPECTED), "Rutland , inspected yet"),
    R("S", "AUX NOT? PLACE AUX? INSPECTED yet|already|before", lambda *a: _of(a[2], INSPECTED), "has Rutland been inspected yet"),
    R("S", "AUX PLACE on? list of AREAN? MODS", lambda _, a, _2, m: _of(a, m), "is Rutland on the list of areas with a wsa"),
    R("S", "AUX PLACE AUX? one of NP", lambda _, a, _2, n: _of(a, n), "is Rutland one of the wsa areas", 0.01),
    R("S", "AUX INSPECTORS BACKIN PLACE", lambda *a: _of(a[-1], cond("re-visited")), "did inspectors go back to Rutland"),
    R("S", "AUX INSPECTORS AUX? in|to|at PLACE", lambda *a: _of(a[-1], INSPECTED), "have inspectors been to Rutland", 0.1),
    R("S", "AUX PLACE PLANS AUX? SENTIN? INTIME", lambda _, a, p, *_2: _of(a, cond("submitted", "in time"), At(framework=_plan_frame(p))), "was Rutland wsa in on time"),
    R("S", "PLACE PLANS ,? AUX? it? SENTIN? INTIME", lambda a, p, *_: _of(a, cond("submitted", "in time"), At(framework=_plan_frame(p))), "Rutland wsa , was it in on time"),
    R("S", "AUX PLACE AUX? SUBMITTED|SENTIN PLANS INTIME", lambda _, a, _2, _3, p, _4: _of(a, cond("submitted", "in time"), At(framework=_plan_frame(p))), "did Rutland submit its wsa on time", -0.05),
    R("S", "AUX PLACE AUX? SUBMITTED|SENTIN PLANS", lambda _, a, _2, _3, p: _of(a, cond("submitted"), At(framework=_plan_frame(p))), "has Rutland submitted its wsa", -0.05),
    R("S", "AUX PLACE AUX? get|got|getting|hand|handed|send|sent|put|turn|turned PLANS SENTIN INTIME", lambda _, a, _2, p, _3, _4: _of(a, cond("submitted", "in time"), At(framework=_plan_frame(p))), "did Rutland get its wsa in on time"),
    R("S", "AUX PLACE AUX? get|got|getting|hand|handed|send|sent|put|turn|turned PLANS SENTIN", lambda _, a, _2, p, _3: _of(a, cond("submitted"), At(framework=_plan_frame(p))), "has Rutland got its wsa in"),
    R("S", "AUX PLACE GET PLANS APPROVED|APPROVEV", lambda _, a, _2, p, _3: _of(a, cond("approved"), At(framework=_plan_frame(p))), "did Rutland get its wsa approved", -0.05),
    R("S", "AUX PLACE OVERDUE ABOUT PLANS", lambda _, a, _2, _3, p: _of(a, OVERDUE, At(framework=_plan_frame(p))), "is Rutland late with its wsa", -0.05),
    R("S", "AUX PLACE PLANS AUX? SUBMITTED|SENTIN", lambda _, a, p, *_2: _of(a, cond("submitted"), At(framework=_plan_frame(p))), "has Rutland wsa been submitted"),
    R("S", "AUX PLACE PLANS AUX? APPROVED|APPROVEV", lambda _, a, p, *_2: _of(a, cond("approved"), At(framework=_plan_frame(p))), "was Rutland wsa approved"),
    R("S", "AUX INSPECTORS APPROVEV PLACE PLANS", lambda *a: _of(a[3], cond("approved"), At(framework=_plan_frame(a[-1]))), "did ofsted approve Rutland wsa"),
    R("S", "AUX PLACE PLANS AUX? DUE WHENCE", lambda _, a, p, _2, _3, w: _due(a, p, w), "was Rutland wsa due in november 2017"),
    R("S", "PLACE PLANS AUX? DUE WHENCE ,? TRUTH", lambda a, p, _, _2, w, _3: _due(a, p, w), "Rutland wsa was due in november 2017 , right"),
    R("S", "AUX PLACE DEADLINEN AUX? PASSED", lambda _, a, *_2: _of(a, OVERDUE), "has Rutland deadline passed"),
    R("PASSED", "been and gone", lambda: True, "been and gone"),
    R("PASSED", "passed|gone|been|expired|lapsed|up and? gone?", lambda: True, "passed"),
]

RULES = CLAIMS
