"""The grammar of what goes on in a thread: a fragment as the turn that it gives the last question, and who a pronoun stands for."""

from typing import Any, Literal

import msgspec

from sendbot.grammar.chart import R
from sendbot.grammar.filters import cond, dated
from sendbot.grammar.named import Relation
from sendbot.grammar.questions import count, exists
from sendbot.meaning import ConditionKind, Not, Predicate, both, conjuncts, kinds, opposite
from sendbot.query import Query

# fmt: off
Does = Literal[
    "names",  # the same of other areas
    "put",  # what is said replaces what was said of its kind
    "add",  # it holds as well
    "fresh",  # a place and more, alone: asked for anew; after "and" it is put
    "own",  # areas with all that is said of them: nothing but the shape is taken over
    "deny",  # those are left out
    "drop",  # conditions of these kinds no longer hold
    "keep",  # of what was asked, only conditions of these kinds, with what is said
    "claim",  # the last claim, as it is or denied
    "shift",  # some years later
    "list", "count", "share", "why", "when", "days", "date", "certain", "more", "relation", "number", "progress", "ask", "others", "else", "both",
    "order",  # which of the last event and that of another area came first
    "verdict", "detail", "kind", "after", "has", "grade", "ontime", "open",
]
# fmt: on


class Turn(msgspec.Struct, frozen=True):
    """What a fragment does to the last question. `to`: what is counted, or how progress was. `then`: what it does after that.

    `earlier`: it goes on from the question before the last. `plain`: it says itself what it is about.
    """

    does: Does
    names: tuple[str, ...] = ()
    where: Predicate | None = None
    about: Relation | None = None
    kinds: tuple[ConditionKind, ...] = ()
    to: str = ""
    negated: bool = False
    by: int = 0
    then: "Turn | None" = None
    earlier: bool = False
    plain: bool = False


_OF_PLACE: tuple[ConditionKind, ...] = ("region", "type", "area")
OF_TIME: tuple[ConditionKind, ...] = ("inspected", "published", "due", "submitted", "approved")
TOPICAL: tuple[ConditionKind, ...] = ("topic", "strength", "weakness", "development")


def _put(where: Predicate) -> Turn | None:
    """Something said alone; what denies that an area is meant leaves it out."""
    if all(isinstance(p, Not) for p in conjuncts(where)) and kinds(where) <= {"area", "region"}:
        return Turn("add", where=where)
    return Turn("fresh" if len(conjuncts(where)) > 1 and kinds(where) & {"region", "type"} else "put", where=where)


def _led(turn: Turn) -> Turn:
    return msgspec.structs.replace(turn, does="put") if turn.does == "fresh" else turn


def _ones(where: Predicate) -> Turn:
    """ "the ones in London that had no WSA": a place and more is said of them, so they are asked for anew."""
    return Turn("own" if kinds(where) & {"region", "type"} and len(conjuncts(where)) > 1 else "put", where=where)


def _add(*where: Predicate) -> Turn:
    return Turn("add", where=both(*where))


def _does(does: Does) -> Any:
    return lambda *_: Turn(does)


def _keep(*of: ConditionKind) -> Any:
    return lambda _, turn: Turn("keep", kinds=of, then=turn) if turn.does in ("put", "add") else None


def _number(what: str) -> Any:
    return lambda *_: Turn("number", to=what)


def _claim(negated: bool, plan: Predicate | None = None) -> Turn:
    return Turn("claim", where=plan, negated=negated)


def _was(negated: bool) -> Turn:
    """ "those that were not" denies what was done to them, "did not" what they did."""
    return Turn("claim", negated=negated, to="was")


def _counted(turn: Turn) -> Turn:
    return msgspec.structs.replace(turn, then=Turn("count"))


def _order(names: tuple[str, ...], to: str) -> Turn | None:
    return Turn("order", names, to=to) if len(names) == 1 else None


def _of(names: tuple[str, ...], does: Does) -> Turn:
    return Turn("names", names, then=Turn(does))


def _detail(names: tuple[str, ...]) -> Turn | None:
    return Turn("detail", names) if len(names) == 1 else None


def _still(turn: Turn, where: Predicate) -> Turn | None:
    """What holds on beside what changes: "the worst outcome, still the South West"."""
    return msgspec.structs.replace(turn, then=Turn("put", where=where)) if turn.does in ("put", "own", "names") and not turn.then else None


def _earlier(turn: Turn) -> Turn:
    return msgspec.structs.replace(turn, earlier=True)


def _in_time(areas: Any) -> Query | None:
    in_time = cond("submitted", "in time")
    if isinstance(areas, tuple):
        return Query("check", "check", areas=areas, which=in_time)
    return Query("areas", "areas", which=both(areas, in_time))


def _relation(about: Relation) -> Turn:
    return Turn("relation", about=about)


# A question of its own after "and": nothing is taken over.
LED = R("S", "LEAD ,? S", lambda _, s: s, "and who had a wsa", 0.01)

# fmt: off
POINTERS = [
    LED,
    R("NP", "THOSE", lambda t: t, "those"),
    R("NP", "THOSE MODS", lambda t, m: both(t, m), "those in london"),
    R("NP", "THOSE NP", lambda t, n: both(t, n), "those london areas", 0.1),
    R("MOD", "of|among|amongst|from|between|within|on|in THOSE", lambda t: t, "among those"),
    R("S", "ANYONE|any of? THOSE MODS|VPS", lambda _, t, m: exists(t, m), "any of those with a wsa"),
    R("S", "ANYONE|any of? THOSE ALSO MODS|VPS|OBJS", lambda _, t, _2, m: exists(t, m), "any of those also with a wsa"),
    R("S", "AUX EITHER|ANYONE|any of? THOSE VPS", lambda _, _2, t, v: exists(t, v), "did either of them have a wsa"),
    R("S", "AUX ANYOFTHOSE AUX? VPS|MODS", lambda _, t, _2, v: exists(t, v), "did any have a wsa"),
    R("S", "AUX NAMES on|in THOSE", lambda _, n, t: Query("check", "check", n, t), "was brent on that list"),
    R("S", "of THOSE ,? HOWMANY AUX? MODS", lambda t, _, _2, v: count(t, v), "of those how many in london"),
    R("V", "HAPPEN WHENCE", lambda _, w: dated("inspected", w), "took place in 2018"),
    R("EV", "INSPECTORS in|there|round|come|came|visit|visited|arrive|arrived in?", lambda _: Relation("inspected"), "inspectors in"),
    R("EV", "BACK", lambda _: Relation("re-visited"), "inspectors came back"),
    R("EV", "DUE", lambda _: Relation("due"), "due", 0.05),
    R("EV", "MUST SUBMITTED PLANS?", lambda *_: Relation("due"), "have to hand in", 0.05),
    R("EV", "MODAL? be? SUBMITTED by?", lambda *_: Relation("submitted"), "be handed in", 0.2),
    R("VP", "VP EARLIER", lambda v, _: cond("plan", "2016") if v == cond("plan") else None, "had to write a statement in the old days"),
    R("VPS", "ALSO VPS", lambda _, v: v, "also had a wsa", 0.01),
    R("V", "get|got|have|had|hand|handed|send|sent|put|turn|turned|give|gave PLANS in|over|off INTIME?", lambda _, t: cond("submitted", "in time") if t else cond("submitted"), "got the wsa in on time"),
    R("S", "AUX NAMES|THOSE SUBMITTED|SENTIN? INTIME", lambda _, a, *_2: _in_time(a), "was brent in on time", 0.02),
    R("S", "NAMES SUBMITTED|SENTIN INTIME", lambda a, *_: _in_time(a), "brent submitted on time", 0.02),
]

# What is left of a question without its subject, its filters, or its shape.
FRAGMENTS = [
    R("FRAG", "NAMES", lambda n: Turn("names", n), "leeds"),
    R("FRAG", "for|in|at|about|with|on NAMES", lambda n: Turn("names", n), "for leeds"),
    R("FRAG", "NAMES AREAN|one", lambda n, *_: Turn("names", n), "leeds one"),
    R("FRAG", "NAMES ,? WHENCE", lambda n, w: Turn("names", n, then=Turn("put", where=dated("inspected", w))), "leeds in 2018"),
    R("FRAG", "NAMES ,? YEARON", lambda n, _: Turn("names", n, then=Turn("shift", by=1)), "leeds a year on"),
    R("FRAG", "NAMES ,? YEARBEFORE", lambda n, _: Turn("names", n, then=Turn("shift", by=-1)), "leeds a year earlier"),
    R("FRAG", "NAMES ,? SHAPE", lambda n, s: Turn("names", n, then=s), "leeds , how many"),
    R("FRAG", "YEARON", lambda _: Turn("shift", by=1), "a year on"),
    R("FRAG", "YEARBEFORE", lambda _: Turn("shift", by=-1), "a year earlier"),
    R("FRAG", "WHERE1", _put, "in london"),
    R("FRAG", "those|ones|one|anyone|anybody MODS", _ones, "ones with a wsa", 0.02),
    R("FRAG", "any MODS", _put, "any with a wsa", 0.05),
    R("FRAG", "any OBJS", lambda o: Turn("has", where=o), "any wsa", 0.05),
    R("FRAG", "ISTHERE any? OBJS", lambda _, o: Turn("has", where=o), "was there a wsa", 0.05),
    R("FRAG", "ONES|those|WHO|WHICH? who|that|which? GET|with a? NUM", lambda _, _2, n: Turn("grade", where=cond("outcome", str(n))) if n in (1, 2, 3) else None, "ones that got a 2"),
    R("FRAG", "AUX NAMES MANAGE", _does("ontime"), "did leeds manage that"),
    R("FRAG", "AUX they|it MANAGE", _does("ontime"), "did they make it"),
    R("FRAG", "AUX it|that|deadline|date met|kept|hit", _does("ontime"), "was it met"),
    R("FRAG", "AUX NAMES met|kept|hit", _does("ontime"), "was leeds met"),
    R("FRAG", "HOWMANY AREAN|THOSE? GET|with a? NUM", lambda _, _2, _3, n: _counted(Turn("grade", where=cond("outcome", str(n)))) if n in (1, 2, 3) else None, "how many got a 3"),
    R("FRAG", "NAMES same|likewise|ditto too?", lambda n: Turn("names", n), "leeds the same"),
    R("FRAG", "AUX? same|likewise AUX? go|goes|apply|applies|true? for|in|at|of|to|with NAMES", lambda *a: Turn("names", a[-1]), "does the same go for leeds", 0.02),
    R("FRAG", "WHERE1 AREAN", lambda w, _: _put(w), "wsa ones", 0.05),
    R("FRAG", "ANYTIME", lambda _: Turn("drop", kinds=OF_TIME), "any year"),
    R("FRAG", "ANYPLACE", lambda _: Turn("drop", kinds=_OF_PLACE), "whole of england", 0.05),
    R("FRAG", "FRAG ,? ANYTIME", lambda f, _: msgspec.structs.replace(f, then=Turn("drop", kinds=OF_TIME)) if not f.then else None, "london , any year"),
    R("FRAG", "FRAG ,? ANYPLACE", lambda f, _: msgspec.structs.replace(f, then=Turn("drop", kinds=_OF_PLACE)) if not f.then else None, "outcome 1 , anywhere"),
    R("FRAG", "SHAPE", lambda s: s, "how many"),
    R("FRAG", "INSTEADOF WHERE1|NAMES ,? WHERE1", lambda _, _2, w: _put(w), "instead of leadership , co-production"),
    R("FRAG", "WHERE1 INSTEADOF WHERE1", lambda w, _, _2: _put(w), "co-production instead of leadership"),
    R("FRAG", "NAMES INSTEADOF NAMES", lambda n, _, _2: Turn("names", n), "leeds instead of brent"),
    R("FRAG", "INSTEADOF NAMES ,? NAMES", lambda _, _2, n: Turn("names", n), "instead of brent , leeds"),
    # what may stand alone
    R("WHERE1", "MODS", lambda m: m, "in london"),
    R("WHERE1", "OBJS", lambda o: o, "outcome 3", 0.05),
    R("WHERE1", "TN", lambda t: t, "leadership"),
    R("WHERE1", "on|for|about|with|at TN", lambda t: t, "on leadership", 0.02),
    R("WHERE1", "REG", lambda r: r, "london"),
    R("WHERE1", "OBJS|TN IN REG", lambda o, _, r: both(o, r), "outcome 3 in london", 0.1),
    R("WHERE1", "REG ,? OBJS|TN", lambda r, o: both(r, o), "london , outcome 3", 0.1),
    R("WHERE1", "N", lambda n: n if kinds(n) else None, "unitaries", 0.1),
    # narrowing
    R("FRAG", "ADDLEAD WHERE1", lambda _, w: _add(w), "only in london"),
    R("FRAG", "ADDLEAD WHERE1 AREAN", lambda _, w, _2: _add(w), "only the wsa ones"),
    R("FRAG", "ADDLEAD ONES MODS", lambda _, _2, m: _add(m), "only those in london"),
    R("FRAG", "ADDLEAD AREAN MODS", lambda _, _2, m: _add(m), "only areas in london"),
    R("FRAG", "ADDLEAD? ONES? on|about|with TN", lambda lead, _, t: _add(t) if lead else _put(t), "only ones about leadership"),
    R("FRAG", "ADDLEAD NAMES", lambda _, n: _add(cond("area", *n)), "only leeds"),
    R("FRAG", "WHERE1 only", _add, "in london only"),
    R("FRAG", "ALSO WHERE1", lambda _, w: _add(w), "also in london"),
    R("FRAG", "DENYLEAD NAMES", lambda _, n: Turn("add", where=opposite(cond("area", *n))), "without leeds"),
    R("FRAG", "DENYLEAD WHERE1", lambda _, w: Turn("deny", where=w), "without the wsa"),
    R("FRAG", "DENYLEAD WHERE1 AREAN", lambda _, w, _2: Turn("deny", where=w), "without the wsa ones"),
    R("FRAG", "DENYLEAD ONES MODS|VPS", lambda _, _2, m: Turn("deny", where=m), "without those in london"),
    R("FRAG", "SAMEOUT but|in|for|and|with? ,? FRAG", _keep("outcome"), "same outcome but london"),
    R("FRAG", "SAMETIME but|in|for|and|with? ,? FRAG", _keep(*OF_TIME), "same period but london"),
    R("FRAG", "SAMETOPIC but|in|for|and|with? ,? FRAG", _keep(*TOPICAL), "same problem but london"),
    R("FRAG", "SAMEPLACE but|in|for|and|with? ,? FRAG", _keep("region", "type"), "same region but outcome 1"),
    # a shape alone, put on what was asked
    R("SHAPE", "COUNTALONE", _does("count"), "how many"),
    R("SHAPE", "LISTALONE", _does("list"), "which ones"),
    R("SHAPE", "WHYALONE", _does("why"), "why"),
    R("SHAPE", "WHENALONE", _does("when"), "when"),
    R("SHAPE", "DAYSALONE", _does("days"), "how long"),
    R("SHAPE", "DATEALONE", _does("date"), "the date rather than the days"),
    R("SHAPE", "AUX it|that|this DATEKIND or DATEKIND", _does("certain"), "is that a firm date or a guess"),
    R("SHAPE", "DATEKIND or DATEKIND", _does("certain"), "firm or estimated"),
    R("SHAPE", "AUX it|that|this just|only? DATEKIND", _does("certain"), "is that just a guess"),
    R("SHAPE", "CERTAINALONE", _does("certain"), "is that the exact date"),
    R("SHAPE", "MOREALONE", _does("more"), "tell me more"),
    R("SHAPE", "SHAREALONE", _does("share"), "what percentage"),
    R("FRAG", "ADDLEAD SHAPE", lambda _, s: s, "just the names"),
    R("FRAG", "SHOW SHAPE", lambda _, s: s, "show me the names", 0.05),
    # something else of the areas named
    R("FRAG", "EVN", _relation, "the re-visit", 0.02),
    R("FRAG", "WHENW|DATEW AUX|MODAL? EV|EVN", lambda _, _2, r: _relation(r), "when was the re-visit"),
    R("FRAG", "WHENW|DATEW AUX|MODAL? that|this EV|EVN", lambda _, _2, r: _relation(r), "what date was that letter published"),
    R("FRAG", "WHENW|DATEW AUX|MODAL? that|this? PERIOD EV|EVN", lambda _, _2, p, r: Turn("relation", about=r, then=Turn("put", where=dated("inspected", p))), "when was that 2017 letter published"),
    R("FRAG", "WHENW|DATEW AUX it|that|this|they PUBLISHED", lambda *_: _relation(Relation("published")), "when did it come out"),
    R("FRAG", "EV|EVN ,? WHENW|DATEW", lambda r, _: _relation(r), "re-visit date"),
    R("FRAG", "EVN ABOUT|in it|that", lambda r, _: _relation(r), "deadline for it", 0.05),
    R("FRAG", "HOWMANY WN INIT?", _number("weaknesses"), "how many weaknesses"),
    R("FRAG", "HOWMANY WN AUX INIT", _number("weaknesses"), "how many weaknesses were in it"),
    R("FRAG", "HOWMANY GOODN AUX? INIT?", _number("strengths"), "how many strengths"),
    R("FRAG", "HOWMANY priority action|actions AUX? INIT?", _number("priority-actions"), "how many priority actions"),
    R("FRAG", "HOWMANY area|areas for priority action AUX? INIT?", _number("priority-actions"), "how many areas for priority action"),
    R("FRAG", "HOWMANY area|areas for improvement AUX? INIT?", _number("improvements"), "how many areas for improvement"),
    R("INIT", "in|on|of|under|for|over it|that|them|PLANS|LETTERN", lambda *_: True, "in it"),
    R("INIT", "in|on|of|under|for|over that|old|first LETTERN|PLANS", lambda *_: True, "in that letter"),
    R("FRAG", "HOWMANY THOSE? AUX? PROGRESSOK|STILLOK IN?", lambda *_: Turn("progress", to="sufficient"), "how many made sufficient progress"),
    R("FRAG", "HOWMANY THOSE? AUX? PROGRESSBAD|STILLBAD", lambda *_: Turn("progress", to="insufficient"), "how many were still not good enough"),
    R("FRAG", "HOWMANY THOSE? AUX? GET? PROGRESSOK|STILLOK at|by|on REVISITN", lambda *_: Turn("progress", to="sufficient"), "how many made sufficient progress by the re-visit"),
    R("FRAG", "HOWMANY THOSE? AUX? GET? PROGRESSBAD|STILLBAD at|by|on REVISITN", lambda *_: Turn("progress", to="insufficient"), "how many were still not good enough at the re-visit"),
    R("FRAG", "HOWMANY WN AUX? GET? PROGRESSOK|STILLOK", lambda *_: Turn("progress", to="sufficient"), "how many weaknesses had made sufficient progress"),
    R("FRAG", "HOWMANY WN AUX? GET? PROGRESSBAD|STILLBAD", lambda *_: Turn("progress", to="insufficient"), "how many weaknesses were still not good enough"),
    R("FRAG", "HOWMANY WN in|on|under|for PLANS", lambda _, _2, p: Turn("number", to="weaknesses", where=p), "how many weaknesses in the wsa", -0.01),
    R("FRAG", "WHICH AUX MONITORN FOUND", lambda *_: Turn("ask", where=cond("monitored")), "what did the monitoring inspection find"),
    R("FRAG", "WHICH AUX REVISITN FOUND", lambda *_: Turn("ask", where=cond("re-visited")), "what did the re-visit find"),
    R("FRAG", "how AUX NAMES|THOSE? FARED at|in|on|by|during? MONITORN", lambda *_: Turn("ask", where=cond("monitored")), "how did it do at the monitoring inspection"),
    R("FRAG", "how AUX NAMES|THOSE? FARED at|in|on|by|during? REVISITN", lambda *_: Turn("ask", where=cond("re-visited")), "how did it do at the re-visit"),
    R("FRAG", "how AUX NAMES|THOSE? FARED when|once|after BACK", lambda *_: Turn("ask", where=cond("re-visited")), "how did it do when inspectors went back"),
    R("FRAG", "how AUX NAMES|THOSE|it|that FARED", _does("ask"), "how did it go"),
    R("BACK", "INSPECTORS AUX? come|came|go|went|gone back", lambda *_: True, "inspectors went back"),
    R("BACK", "INSPECTORS AUX? return|returned|back", lambda *_: True, "inspectors returned"),
    R("BACK", "REVISITED", lambda *_: True, "re-visited"),
    # sets
    R("FRAG", "WHO|WHICH out? of|from|among ORIGINALW NUM|ones|list|lot VPS", lambda *a: _earlier(_add(a[-1])), "who of the original three had a wsa"),
    R("FRAG", "of|from|among ORIGINALW NUM|ones|list|lot ,? WHO|WHICH VPS", lambda *a: _earlier(_add(a[-1])), "of the original three , who had a wsa"),
    R("FRAG", "OTHERS", _does("others"), "the others"),
    R("FRAG", "WHO|WHICH AUX OTHERS", _does("others"), "who are the others"),
    R("FRAG", "OTHERS NUM AREAN?", _does("others"), "the other four"),
    R("FRAG", "WHO|WHICH AUX OTHERS NUM AREAN?", _does("others"), "who are the other four"),
    R("FRAG", "SHOW OTHERS", _does("others"), "show me the rest"),
    R("FRAG", "ANYELSE", _does("else"), "who else"),
    R("FRAG", "ANYELSE VPS", lambda _, v: Turn("else", where=v), "who else had a wsa"),
    R("FRAG", "WHO|WHICH|ANYONE AREAN|NP? INLIST? BOTHLISTS", _does("both"), "who appears in both lists"),
    R("FRAG", "AUX|ISTHERE ANYONE|any AREAN? INLIST? BOTHLISTS", _does("both"), "is anyone in both lists"),
    R("FRAG", "OVERLAP", _does("both"), "any overlap"),
    R("FRAG", "BOTHLISTS", _does("both"), "both lists"),
    R("FRAG", "ONES|WHO|WHICH? WITH|GET both", _does("both"), "those with both"),
    R("FRAG", "BOTHLISTS ,? WHO|WHICH", _does("both"), "both lists , which"),
    R("FRAG", "WHO|WHICH of? THOSE AUX it|that|this|they", _does("list"), "which of those was it"),
    R("FRAG", "WHO|WHICH AREAN|THOSE? AUXP", lambda _, _2, n: _claim(n), "who did not"),
    R("FRAG", "WHO|WHICH PLANS AREAN? AUXP", lambda _, p, _2, n: _claim(n, p), "which wsa areas did not"),
    R("FRAG", "WASNOT", lambda n: _was(n), "were not"),
    R("FRAG", "ONES|WHO|WHICH AREAN? who|that|which? AUXP DIDSO?", lambda _, _2, n, _3: _claim(n), "ones that did not", 0.05),
    R("FRAG", "ONES|WHO|WHICH AREAN? who|that|which? WASNOT DIDSO?", lambda _, _2, n, _3: _was(n), "ones that were not"),
    R("FRAG", "those who|that|which? AUXP DIDSO?", lambda n, _: _claim(n), "those that did not", 0.05),
    R("FRAG", "those who|that|which? WASNOT DIDSO?", lambda n, _: _was(n), "those who were not"),
    R("FRAG", "ONES|WHO|WHICH AREAN? who|that|which? GET none|nothing|neither", lambda *_: _claim(True), "ones which had none"),
    R("FRAG", "those who|that|which? GET none|nothing|neither", lambda *_: _claim(True), "those that had none"),
    R("FRAG", "ONES|those without|lacking|missing one|it|any?", lambda *_: _claim(True), "ones without"),
    R("FRAG", "HOWMANY AREAN|THOSE? GET none", lambda *_: _counted(_claim(True)), "how many had none"),
    R("FRAG", "HOWMANY AREAN|THOSE? AUXP DIDSO?", lambda _, _2, n, _3: _counted(_claim(n)), "how many did not", 0.05),
    R("FRAG", "HOWMANY AREAN|THOSE? WASNOT DIDSO?", lambda _, _2, n, _3: _counted(_was(n)), "how many were not"),
    R("WASNOT", "was|were|is|are NOT", lambda _: True, "were not", -0.05),
    R("WASNOT", "have|has|had NOT been", lambda _: True, "have not been", -0.05),
    # the date just given, in days and against another
    R("FRAG", "in? HOWMANY DAYUNIT DAYAWAY|DAYPAST? AUX? it|that|this? DAYAWAY|DAYPAST?", _does("days"), "how many days from today is that"),
    R("FRAG", "in? HOWMANY DAYUNIT DAYAWAY? BETWEENDAYS", _does("days"), "how many days does that leave them"),
    R("FRAG", "in? HOWMANY DAYUNIT AUX there? DAYAWAY|DAYPAST|until|before|till|since it|that|then?", _does("days"), "how many days are there until then"),
    R("FRAG", "in|as? DAYUNIT DAYAWAY|DAYPAST?", _does("days"), "in days from now", 0.01),
    R("FRAG", "WHICH AUX it|that|this in DAYUNIT DAYAWAY?", _does("days"), "what is that in days"),
    R("FRAG", "how far|soon|long|close DAYAWAY|DAYPAST? AUX? it|that|this? DAYAWAY|DAYPAST?", _does("days"), "how far off is that"),
    R("FRAG", "how long|much time? left|still? AUX? there|it|they|that? until|till|before|to|left it|that|then|go?", _does("days"), "how long until then", 0.02),
    R("FRAG", "AUX it|that|this|theirs? SOONERTHAN NAMES one?", lambda *a: _order(a[-1], "first"), "is that sooner than leeds"),
    R("FRAG", "AUX it|that|this|theirs? LATERTHAN NAMES one?", lambda *a: _order(a[-1], "last"), "is that later than leeds"),
    R("FRAG", "it|that|this? SOONERTHAN NAMES one?", lambda _, n: _order(n, "first"), "sooner than leeds", 0.02),
    R("FRAG", "it|that|this? LATERTHAN NAMES one?", lambda _, n: _order(n, "last"), "later than leeds", 0.02),
    R("FRAG", "AUX it|that|this come|came|fall|fell|happen|happened SOONERTHAN NAMES one?", lambda *a: _order(a[-1], "first"), "does it come before leeds"),
    R("FRAG", "AUX it|that|this come|came|fall|fell|happen|happened LATERTHAN NAMES one?", lambda *a: _order(a[-1], "last"), "does it come after leeds"),
    R("FRAG", "AUX NAMES one? come|fall|happen|due? SOONER2", lambda _, n, o: _order(n, "last" if o == "first" else "first"), "is leeds sooner"),
    R("SOONER2", "earlier|sooner|before than? it|that|this?", lambda: "first", "sooner"),
    R("SOONER2", "later|after than? it|that|this?", lambda: "last", "later"),
    R("FRAG", "AUX it|that|this? sooner|earlier|before or later|after than NAMES one?", lambda _, n: _order(n, "first"), "is that sooner or later than leeds"),
    R("FRAG", "WHO|WHICH of? THOSE? AUX? DUE1? come|comes|came|falls|fell? SOONERALONE", lambda *a: Turn("order", to="first", about=a[3]), "which of them is sooner", 0.05),
    R("FRAG", "WHO|WHICH of? THOSE? AUX? DUE1? come|comes|came|falls|fell? first|earliest", lambda *a: Turn("order", to="first", about=a[3], plain=True), "which of them is first", 0.05),
    R("FRAG", "WHO|WHICH of? THOSE? AUX? DUE1? come|comes|came|falls|fell? last|latest", lambda *a: Turn("order", to="last", about=a[3], plain=True), "which of them is last", 0.05),
    R("DUE1", "due", lambda: Relation("due"), "due"),
    R("DUE1", "inspected|visited", lambda: Relation("inspected"), "inspected"),
    R("DUE1", "published|out", lambda: Relation("published"), "published"),
    R("FRAG", "WHO|WHICH of? THOSE? AUX? DUE1? come|comes|came|falls|fell? LATERALONE", lambda *a: Turn("order", to="last", about=a[3]), "which of them is later", 0.05),
    # the same of another area
    R("FRAG", "on|for|about|at|with? NAMES ,? SAMEPOINT", lambda n, _: Turn("names", n), "leeds on the same point"),
    R("FRAG", "SAMEPOINT ,? on|for|about|at|with|in|but? NAMES", lambda _, n: Turn("names", n), "on the same point , leeds"),
    R("FRAG", "WHICH AUX? INSPECTORS? FOUND about|of|on|in|at|for NAMES SAMEPOINT", lambda *a: Turn("names", a[-2]), "what did they say about leeds on that"),
    R("FRAG", "how AUX? NAMES FARED SAMEPOINT", lambda _, n, *_2: Turn("names", n), "how did leeds do on that"),
    R("FRAG", "VERDICTN in|for|of|on|at THOSE", _does("verdict"), "verdict in those"),
    R("FRAG", "VERDICTN in|for|of|on|at? NAMES", lambda _, n: _of(n, "verdict"), "verdict for leeds", 0.05),
    R("FRAG", "WHICH AUX VERDICTN in|for|of|on|at THOSE", _does("verdict"), "what was the verdict in those"),
    R("FRAG", "WHICH VERDICTN AUX THOSE GET?", _does("verdict"), "what outcomes did those get"),
    R("FRAG", "WHICH|AUX? VERDICTN AUX? FOUND? there|then?", _does("verdict"), "the verdict", 0.1),
    R("FRAG", "how AUX THOSE FARED", _does("verdict"), "how did those do", 0.05),
    R("FRAG", "WHICH AUX NAMES one? CONSIST", lambda _, _2, n, *_3: _detail(n), "what did the leeds one consist of", 0.02),
    R("FRAG", "WHICH|how AUX NAMES one about|like?", lambda _, _2, n: _detail(n), "what was the leeds one about", 0.02),
    R("FRAG", "WHICH AUX? in|about|behind NAMES one", lambda *a: _detail(a[-1]), "what was in the leeds one", 0.02),
    R("FRAG", "MOREABOUT NAMES one?", lambda _, n: _detail(n), "tell me more about the leeds one", 0.02),
    R("MOREABOUT", "tell me? more about|on", lambda: True, "tell more about"),
    R("MOREABOUT", "SHOW? more|details|detail|info about|on|of", lambda *_: True, "more about"),
    R("FRAG", "WHICH else AUX? NAMES? AUX? GOODAT", lambda *_: Turn("kind", to="strong"), "what else does it have going for it"),
    R("FRAG", "WHICH else AUX? NAMES? AUX? BADAT", lambda *_: Turn("kind", to="weak"), "what else was wrong"),
    R("FRAG", "anything else? GOODAT", lambda *_: Turn("kind", to="strong"), "anything good", 0.05),
    R("FRAG", "WHICH else? AUX? BADAT THATTIME", lambda *_: Turn("kind", to="weak"), "what was wrong there at the time"),
    R("FRAG", "WHICH else? AUX? GOODAT THATTIME", lambda *_: Turn("kind", to="strong"), "what was good there at the time"),
    R("THATTIME", "there? at that|the? time", lambda: True, "at the time"),
    R("FRAG", "WHO|WHICH AREAN? TOOKOVER", _does("after"), "which councils took over"),
    R("FRAG", "in|at|on|by|after|from NAMES REVISITN ,? HOWMANY WN? AUX? STILLBAD", lambda n, *_: Turn("progress", n, to="insufficient", plain=True), "at leeds re-visit , how many left over"),
    R("FRAG", "in|at|on|by|after|from NAMES REVISITN ,? HOWMANY WN? AUX? PROGRESSOK|STILLOK|FIXEDV", lambda n, *_: Turn("progress", n, to="sufficient", plain=True), "at leeds re-visit , how many fixed"),
    R("FRAG", "HOWMANY WN? AUX? STILLBAD for|in|at|with NAMES", lambda *a: Turn("progress", a[-1], to="insufficient"), "how many left over at leeds"),
    R("FRAG", "HOWMANY WN? AUX? STILLBAD at|after|by|on NAMES REVISITN", lambda *a: Turn("progress", a[-2], to="insufficient", plain=True), "how many left over at leeds re-visit"),
    R("FRAG", "in|at|for|with|of? NAMES ,? HOWMANY WN? AUX? STILLBAD", lambda n, *_: Turn("progress", n, to="insufficient"), "leeds , how many left over"),
    R("FRAG", "WHENW AUX NAMES one?", lambda _, _2, n: Turn("names", n, then=Turn("when")), "when was leeds one"),
    R("FRAG", "NAMES one? ,? WHENW AUX? it|that?", lambda n, *_: Turn("names", n, then=Turn("when")), "leeds , when was it", 0.01),
    R("FRAG", "HOWMANY THOSE? WN? AUX? STILLBAD at|after|by|on|since REVISITN", lambda *_: Turn("progress", to="insufficient"), "how many left after the re-visit"),
    R("FRAG", "WHICH WN|AREAN? AUX? STILLBAD", _does("open"), "which ones are still outstanding"),
    R("FRAG", "AUX NAMES GET it|that|same|this", lambda _, n, _2: Turn("names", n), "did leeds get it"),
    R("FRAG", "FRAG ,? still WHERE1", lambda f, w: _still(f, w), "outcome 3 , still london"),
    R("FRAG", "FRAG instead ,? still WHERE1", lambda f, w: _still(f, w), "outcome 3 instead , still london"),
    R("FOLLOW", "FOLLOW then? ,? ASFIRST", lambda f, _: _earlier(f), "in london , same question as first"),
    R("FOLLOW", "ASFIRST ,? but|for|with|on|in? FOLLOW", lambda _, f: _earlier(f), "same question as the first but london"),
    R("FOLLOW", "FOLLOW then? ,? ASLAST", lambda f, _: f, "in london , same question"),
    # lead-ins
    R("FOLLOW", "FRAG", lambda f: f, "in london"),
    R("FOLLOW", "LEAD ,? FOLLOW", lambda _, f: _led(f), "and in london"),
    R("FOLLOW", "FOLLOW ,? TRAIL", lambda f, _: f, "in london too"),
]

RULES = [*POINTERS, *FRAGMENTS]
