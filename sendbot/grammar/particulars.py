"""The grammar of named areas asked about in passing: after something said of them, with a "what else", or several ways at once."""

from typing import Any

import msgspec

from sendbot.grammar.chart import R
from sendbot.grammar.claims import Timed
from sendbot.grammar.faults import is_weak
from sendbot.grammar.filters import cond
from sendbot.grammar.named import (
    IT,
    At,
    Look,
    Place,
    Relation,
    facts_of,
    history_of,
    judged,
    look_at,
    looked,
    looked_at,
    more,
    number_of,
    of_paper,
    of_which,
    placed,
    restricted,
    together,
    why_of,
)
from sendbot.grammar.named import framework_of as plan_framework
from sendbot.grammar.orders import Step, before
from sendbot.meaning import Predicate, framework_of, kinds
from sendbot.query import Query


def _said_of_all(place: Place, claim: Any) -> Place | None:
    """Several areas of which something is said first, that a question then turns to: "both got outcome 3. Whose came first?"

    What only one framework has tells which inspection of each is meant.
    """
    if len(place.areas) < 2 or place.areas == IT:
        return None
    said = claim.claim if isinstance(claim, Timed) else claim
    return placed(place, At(framework=framework_of(said)))  # type: ignore[arg-type]


def _one_of(place: Place, query: Query) -> Query | None:
    """A question about some of the areas of which something was said before."""
    if query.areas == IT or not query.areas or not set(query.areas) <= set(place.areas):
        return None
    return query


def _claim(place: Place, claim: Any, at: At | None = None) -> Query | None:
    """Whether something holds of areas; a claim that has its own time is left to the other rules."""
    met = placed(place, at or At())
    if not met or met.areas == IT or met.sides or not isinstance(claim, Predicate):
        return None
    return Query("check", "check", areas=met.areas, which=claim, period=met.at.period, framework=met.at.framework, order=met.at.order)


def _because(place: Place, claim: Any) -> Query | None:
    """ "It published a response: was that because it had a WSA?" asks whether it had one."""
    return _claim(place, claim) if isinstance(claim, Predicate) and kinds(claim) <= {"plan"} else None


def _before_that(place: Place, later: Predicate, claim: Any) -> Query | None:
    """What held before an inspection of the newer framework: it is of the older one."""
    if not isinstance(claim, Predicate) or not kinds(later) <= {"outcome"} or not kinds(claim) <= {"plan"}:
        return None
    if plan_framework(claim) == "2023":
        return None
    return _claim(place, claim, At(framework="2016"))


def _longer(a: Place, b: Place) -> Query | None:
    return before(a, b, Step("due"), "last")


def _shorter(a: Place, b: Place) -> Query | None:
    return before(a, b, Step("due"), "first")


def _in_time(place: Place, plan: Predicate) -> Query | None:
    """Whether a plan was early, late or in on the day."""
    query = _claim(place, cond("submitted", "in time"), of_paper(plan))
    return msgspec.structs.replace(query, of="timing") if query else None


def _two_more(a: Place, b: Place, look: Look) -> Query | None:
    """ "Has A more of them than B": the numbers side by side."""
    place = together(a, b)
    return more(place, None, look) if place else None


def _neighbour_in_time(names: tuple[str, ...], shared: str) -> Query | None:
    """Which other area was inspected in the same week, month or year."""
    if len(names) != 1 or shared in ("region", "type", "outcome"):
        return None
    return Query("areas", "areas", which=cond("same", shared, *names))


def _judged_at(place: Place, progress: str, said: int | None, at: At | None) -> Query | None:
    return judged(place, progress, said, Relation("re-visited", at=at or At()))


def _besides_plan(query: Query, plan: Predicate) -> Query | None:
    """The strengths that stood beside a plan."""
    # A name of two areas of different times reads as both until its date tells them apart.
    return restricted(query, of_paper(plan)) if query.asks in ("findings", "compare") and query.manner == "strong" else None


def _rough(query: Query) -> Query | None:
    return query if query.asks in ("days", "when") else None


def _listed_under(place: Place, topics: Predicate) -> Query | None:
    return looked(place, look_at("weak", topics)) if len(place.areas) == 1 else None


def _only(place: Place, plan: Predicate, number: int | tuple[str, int]) -> Query | None:
    """What a plan was about that is said to have had so many points."""
    query = why_of(place, plan)
    if isinstance(number, tuple):
        if number[0] != "=":
            return None
        number = number[1]
    return msgspec.structs.replace(query, limit=number) if query else None


def _both_told(place: Place, which: At | None, look: Look) -> Query | None:
    """An outcome and how many findings of a kind there were: the number is told with the outcome."""
    met = placed(place, which or At())
    return number_of(met, look) if met and look.of in ("priority-actions", "improvements") and not look.topics else None


# fmt: off
RULES = [
    # what is said of the areas before the question
    R("PLACE", "PLACE both|all|each CLAIM", lambda p, c: _said_of_all(p, c), "Rutland and Leeds both had a wsa", 0.3),
    R("Q", "PLACE both|all|each? CLAIM , Q", lambda p, _, q: _one_of(p, q), "Rutland and Leeds had a wsa , what were Leeds weaknesses", 0.2),
    R("S", "PLACE CLAIM ,? AUX that|this because|as|since PRON CLAIM", lambda p, _, _2, _3, c: _because(p, c), "Rutland published a response , was that because it had a wsa"),
    R("S", "PLACE CLAIM ,? AUX|MODAL that|this mean|means PRON CLAIM", lambda p, _, _2, _3, c: _claim(p, c), "Rutland published a response , does that mean it had a wsa"),
    R("S", "PLACE WELLSEEN ,? AUX|MODAL that|this mean|means PRON CLAIM", lambda p, _, _2, _3, c: _claim(p, c), "Rutland was one of the best performers , does that mean it had no weaknesses"),
    R("S", "PLACE WELLSEEN ,? PRON CLAIM ,? TRUTH", lambda p, _, _2, c, _3: _claim(p, c), "Rutland was among the best areas , it had no weaknesses , right"),
    R("WELLSEEN", "AUX one|among|some of? TOPW PERFORMERN|AREAN", lambda *_: True, "was one of the best performers"),
    R("S", "PLACE CLAIM , PRON CLAIM ,? TRUTH", lambda p, _, _2, c, _3: _because(p, c), "Rutland published a response , it had a wsa , right", 0.05),
    R("S", "PLACE CLAIM ALSO? ,? TRUTH? ,? JUDGEDBY", lambda p, c, *_: _because(p, c), "Rutland had a wsa , judging by its response"),
    R("S", "JUDGEDBY ,? PLACE CLAIM ALSO? ,? TRUTH?", lambda _, p, c, *_2: _because(p, c), "judging by its response , Rutland had a wsa"),
    R("JUDGEDBY", "JUDGING RESPONSEN|LETTERN", lambda *_: True, "judging by its response"),
    R("S", "BEFORETHAN OUT ,? AUX PLACE ALSO|AUX? CLAIM", lambda _, o, _2, p, _3, c: _before_that(p, o, c), "before its outcome 3 did Rutland have a wsa"),
    R("S", "AUX PLACE ALSO|AUX? CLAIM BEFORETHAN PRON? GET? OUT", lambda _, p, _2, c, _3, _4, _5, o: _before_that(p, o, c), "did Rutland have a wsa before its outcome 3"),
    R("Q", "PLACE CLAIM ,? TRUTH? ,? SHOW both PICTUREN|OUTCOMEN", lambda p, *_: history_of(p), "Rutland was inspected twice , right , give me both results"),
    R("Q", "SHOW|WHICH AUX? both PICTUREN|OUTCOMEN of|for|in|at PLACE", lambda *a: history_of(a[-1]), "give me both results for Rutland"),
    R("Q", "SHOW both? PLACE both? PICTUREN|OUTCOMEN ,? both|then", lambda _, p, *_2: history_of(p), "give me Rutland results , both"),
    # exactly
    R("WHICH", "WHICH EXACTW", lambda *_: True, "what exactly", 0.02),
    R("WASIT", "WASIT EXACTW", lambda *_: True, "was it exactly", 0.02),
    R("WHYW", "WHYW EXACTW", lambda *_: True, "why exactly", 0.02),
    R("Q", "PLACE AND? TN ,? WHICH AUX? WN", lambda p, _, t, *_2: looked(p, look_at("weak", t)), "Rutland and the local offer , what was the issue"),
    R("Q", "WHICH AUX WN ABOUT|with|over|in|at PLACE TN", lambda *a: looked(a[-2], look_at("weak", a[-1])), "what was the problem with Rutland local offer", 0.02),
    R("Q", "TOUR PLACE ,? WHICH AUX? WN ABOUT|with TN", lambda _, p, *a: looked(p, look_at("weak", a[-1])), "doing a piece on Rutland , what was the problem with the local offer"),
    R("Q", "PLACE ,? GET? QTY|NUM THINGN|WN in|on|to PLANS ,? WHICH WASIT", lambda p, _, n, _2, plan, *_3: _only(p, plan, n), "Rutland , one thing in its wsa , what was it"),
    # who works with it
    R("Q", "WHICH|WHO PARTNERN AUX? in|on|part|involved|of? PARTNERSHIPW? in|at|for? PLACE", lambda *a: facts_of(a[-1], "partners"), "which icb is in the partnership in Rutland"),
    # what else
    R("S", "S ,? EXACTW", lambda s, _: s, "how many weaknesses did Rutland have , exactly", 0.05),
    R("HOWMANY", "EXACTW HOWMANY", lambda *_: True, "exactly how many", 0.02),
    R("HOWMANY", "HOWMANY EXACTW", lambda *_: True, "how many exactly", 0.02),
    R("WHENW", "WHENW EXACTW", lambda *_: True, "when exactly", 0.02),
    R("WHENW", "EXACTW WHENW", lambda *_: True, "exactly when", 0.02),
    R("Q", "WHICH else AUX? BADADJ|BADWORD|lacking in|at|with|for|about PLACE", lambda *a: looked(a[-1], Look("weak")), "what else was wrong in Rutland"),
    R("Q", "WHICH else AUX? GOODADJ|GOODWORD in|at|with|for|about PLACE", lambda *a: looked(a[-1], Look("strong")), "what else was good in Rutland"),
    R("WHICH", "WHICH else", lambda _: True, "what else", 0.3),
    R("Q", "WHICH AUX? BADADJ|amiss|lacking with|about|in TN in|at|for PLACE", lambda *a: looked(a[-1], look_at("weak", a[-2])), "what was wrong with leadership in Rutland"),
    R("Q", "WHICH AUX? BADADJ|amiss|lacking with|about|in PLACE TN", lambda *a: looked(a[-2], look_at("weak", a[-1])), "what was wrong with Rutland leadership"),
    R("Q", "Q ,? INSPITE PLANS", lambda q, _, p: _besides_plan(q, p), "what were Rutland strengths in spite of its wsa"),
    R("Q", "under|in? WHICH of? TN HEADINGN AUX? PLACE CAMEUP", lambda _, t, _2, _3, p, _4: _listed_under(p, t), "under which local offer headings does Rutland come up"),
    R("V", "LISTEDFOR OBJ|FAULT|TL", lambda _, t: t if is_weak(t) else None, "down for poor leadership"),
    R("V", "GET one|any of NEWFW INSPN LATER?", lambda *_: cond("framework", "2023"), "had one of the newer inspections since"),
    R("NEWFW", "PREFW", lambda f: True if framework_of(f) == "2023" else None, "present-day"),
    R("NEWFW", "newer|new|recent|current style|type?", lambda: True, "newer"),
    # the numbers of two or more
    R("Q", "AUX PLACE GET? more|fewer LOOK than PLACE", lambda _, a, _2, look, b: _two_more(a, b, look), "did Rutland have more priority actions than Leeds", -0.05),
    R("Q", "PLACE ,? MOSTW LOOK AUX? GOESTO?", lambda p, _, look, *_2: more(p, None, look), "Rutland or Leeds , most priority actions goes to"),
    R("Q", "MOSTW LOOK ,? PLACE", lambda _, look, p: more(p, None, look), "most priority actions , Rutland or Leeds", 0.02),
    R("Q", "WHO|WHICH of|between|from? PLACE ,? AUX? GET? MOSTW LOOK", lambda _, p, *a: more(p, None, a[-1]), "which of Rutland and Leeds has the most priority actions"),
    R("Q", "PLACE ,? WHO|WHICH AUX? GET MOSTW LOOK", lambda p, *a: more(p, None, a[-1]), "Rutland or Leeds , who has the most priority actions"),
    R("MOSTW", "most|more|highest|biggest|largest number|count|tally|total of?", lambda: True, "highest number of"),
    R("MOSTW", "most|more", lambda: True, "most"),
    R("GOESTO", "goes|go|belongs|is to|with", lambda: True, "goes to"),
    # how the dates of two stand to each other
    R("S", "AUX PLACE LEFTV|GET? longer|more time|days|room? than PLACE TILLIN?", lambda _, a, _2, b, _3: _longer(a, b), "does Rutland have longer than Leeds"),
    R("S", "AUX PLACE LEFTV|GET? less|fewer time|long|days? than PLACE TILLIN?", lambda _, a, _2, b, _3: _shorter(a, b), "does Rutland have less time than Leeds"),
    R("TILLIN", "before|until|till|to PRON|PLANS? HASTO? SENTIN", lambda *_: True, "before its wsa has to be in"),
    R("TILLIN", "before|until|till theirs|its|their PLANS? HASTO? SENTIN|DUE", lambda *_: True, "before theirs has to be in"),
    R("TILLIN", "on|for PLANS", lambda _: True, "on its wsa"),
    # in time, told as a choice
    R("S", "PLACE old|earlier? PLANS ,? AUX? PRON? SENTIN? EARLYORLATE", lambda p, plan, *_: _in_time(p, plan), "Rutland wsa , early or late"),
    R("S", "AUX PLACE old|earlier? PLANS AUX? SENTIN? EARLYORLATE", lambda _, p, plan, *_2: _in_time(p, plan), "was Rutland wsa early or late"),
    R("S", "AUX PLACE SUBMITTED|SENTIN PLANS EARLYORLATE", lambda _, p, _2, plan, _3: _in_time(p, plan), "did Rutland submit its wsa early or late"),
    R("EARLYORLATE", "TIMELY ,? TIMELY ,? or TIMELY", lambda *_: True, "early , late or on time"),
    R("EARLYORLATE", "TIMELY or TIMELY", lambda *_: True, "early or late"),
    R("Q", "HOWNEAR ,? Q", lambda _, q: _rough(q), "roughly , when is Rutland wsa due", 0.02),
    R("Q", "Q ,? HOWNEAR", lambda q, _: _rough(q), "when is Rutland wsa due , roughly", 0.02),
    R("Q", "LEFTQ AUX? PLACE AUX? LEFTV? to get|hand|send|put|turn PLANS SENTIN", lambda *a: _rough(Query("days", "days", areas=a[2].areas, about="due", framework=plan_framework(a[-2]))) if a[2].at == At() and a[2].areas != IT else None, "how many days has Rutland got left to hand its wsa in"),
    # the same week as one other
    R("S", "NAMES AUX? INSPECTED|INSPN HAPPEN? in|on|during|over|at? SAMEW UNITN as ONEOTHER ,? WHICH|WHO AREAN? WASIT?", lambda n, _, _2, _3, _4, u, *_5: _neighbour_in_time(n, u), "brent was inspected in the same week as one other area , which"),
    R("S", "NAMES GET INSPN in|on|during|over|at? SAMEW UNITN as ONEOTHER ,? WHICH|WHO AREAN? WASIT?", lambda n, _, _2, _3, u, *_4: _neighbour_in_time(n, u), "brent had its inspection in the same week as one other area , which"),
    R("S", "WHICH|WHO other|else AREAN? AUX? INSPECTED in|on|during|at? NAMES UNITN", lambda *a: _neighbour_in_time(a[-2], a[-1]), "which other area was inspected in brent week"),
    R("ONEOTHER", "another|other AREAN?", lambda _: True, "another area"),
    R("ONEOTHER", "one|NUM|QTY other|others AREAN?", lambda *_: True, "one other area"),
    R("ONEOTHER", "somewhere|someone|somebody|anywhere else", lambda: True, "somewhere else"),
    # a re-visit's numbers
    R("Q", "PLACE NUM? WN ,? on|for|in|with? HOWMANY AUX? WHICHONE? REVISITN FOUND|SEEV? ENOUGHW", lambda p, n, _, _2, _3, w, *_4: _judged_at(p, "sufficient", n, w), "Rutland twelve weaknesses , on how many did the re-visit see enough", -0.02),
    R("Q", "PLACE NUM? WN ,? on|for|in|with? HOWMANY AUX? WHICHONE? REVISITN FOUND|SEEV? ENOUGHW progress|improvement", lambda p, n, _, _2, _3, w, *_4: _judged_at(p, "sufficient", n, w), "Rutland twelve weaknesses , on how many did the re-visit find enough progress"),
    R("Q", "PLACE WHICHONE? REVISITN ,? HOWMANY? WN ,? AUX? NOTRIGHT ,? NUMBERW?", lambda p, w, *_: _judged_at(p, "insufficient", None, w), "Rutland 2022 re-visit , weaknesses still not good enough , number"),
    R("Q", "PLACE WHICHONE? REVISITN ,? HOWMANY? WN ,? AUX? PUTRIGHT ,? NUMBERW?", lambda p, w, *_: _judged_at(p, "sufficient", None, w), "Rutland 2022 re-visit , weaknesses put right , number"),
    R("NUMBERW", "number|count|total please|only?", lambda: True, "number"),
    R("NUMBERW", "HOWMANY", lambda _: True, "how many"),
    R("SEEV", "see|saw|seen|judge|judged|deem|deemed|reckon", lambda: True, "see"),
    # how good a report was
    R("Q", "AUX PLACE WHICHONE? LETTERN|INSPN GOODADJ|BADADJ one?", lambda _, p, w, x, _2: looked_at(p, of_which(w, x), Look()), "was Rutland 2023 report a good one", -0.05),
    R("Q", "AUX it|that|this GOODADJ|BADADJ LETTERN|INSPN for|in|at PLACE", lambda _, _2, x, p: looked_at(p, of_paper(x), Look()), "was it a good report for Rutland"),
    R("Q", "PLACE WHICHONE? LETTERN|INSPN ,? GOODADJ|BADADJ or GOODADJ|BADADJ", lambda p, w, x, *_: looked_at(p, of_which(w, x), Look()), "Rutland 2023 report , good or bad"),
    # an outcome and a number at once
    R("Q", "WHICH AUX? PLACE WHICHONE? PICTUREN|OUTCOMEN ,? AND? HOWMANY LOOK AUX? PRON? GET?", lambda _, _2, p, w, _3, _4, _5, look, *_6: _both_told(p, w, look), "what was Rutland latest outcome and how many priority actions"),
    R("Q", "WHICH AUX? PLACE GET ,? AND? HOWMANY LOOK AUX? PRON? GET?", lambda _, _2, p, _3, _4, _5, look, *_6: _both_told(p, None, look), "what did Rutland get and how many priority actions", -0.1),
    R("Q", "HOWMANY LOOK AND WHICH PICTUREN|OUTCOMEN AUX? PLACE GET", lambda _, look, _2, _3, _4, _5, p, _6: _both_told(p, None, look), "how many priority actions and what outcome did Rutland get"),
    R("Q", "PLACE ,? WHICHONE? PICTUREN|OUTCOMEN AND HOWMANY LOOK", lambda p, w, _, _2, _3, look: _both_told(p, w, look), "Rutland current outcome and how many priority actions"),
]
