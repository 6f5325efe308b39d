"""The grammar of what became of a named area since: re-visits, monitoring, and one inspection against the next."""

from typing import Literal

from sendbot.grammar.chart import R
from sendbot.grammar.filters import cond, counted
from sendbot.grammar.named import At, Place, Relation, agreed, at_event, at_time, history_of, judged, placed, progress_of, query_of
from sendbot.meaning import Period
from sendbot.query import Query

Left = Literal["sufficient", "insufficient"]
_A_YEAR = 366


def _back(place: Place, when: Period | tuple[Period, Period] | None = None) -> tuple[Place, Relation] | None:
    """A visit told by its verb ("when they went back to Rutland"): a re-visit or a monitoring inspection."""
    at = at_time(when) if when else At()
    met = placed(place, at) if at else None
    return (met, Relation("re-visited", of="either")) if met and len(met.areas) == 1 else None


def _visited(place: Place, relation: Relation) -> tuple[Place, Relation] | None:
    met = placed(place, relation.at)
    return (met, relation._replace(at=At())) if met and len(met.areas) == 1 else None


def _found(visited: tuple[Place, Relation]) -> Query | None:
    """What that visit found."""
    place, relation = visited
    if relation.of == "either":
        return query_of("findings", place, which=cond("re-visited"))
    return progress_of(place, relation)


def _left(visited: tuple[Place, Relation], left: Left = "insufficient") -> Query | None:
    """Which weaknesses were left, or put right."""
    place, relation = visited
    if relation.about != "re-visited":
        return None
    return progress_of(place, relation, left) if relation.of != "either" else query_of("findings", place, which=cond("progress", left))


def _count(visited: tuple[Place, Relation], left: Left = "insufficient", said: int | None = None) -> Query | None:
    """How many were left, or put right."""
    place, relation = visited
    return judged(place, left, said, relation)


def _enough(visited: tuple[Place, Relation], enough: bool = True) -> Query | None:
    """Whether enough had been done by then."""
    place, relation = visited
    monitored = relation.about == "monitored"
    claim = cond("effective") if monitored else cond("progress", "sufficient" if enough else "insufficient")
    if monitored and not enough:
        return None
    return query_of("check", place, which=claim)


def _changed(place: Place) -> Query | None:
    """All inspections side by side: whether it got better is the reader's to say."""
    return history_of(place) if not place.sides else None


def _span(when: Period | tuple[Period, Period]) -> Period | None:
    """A time long enough to change in: since a year, or from one to another; "in 2019" is none."""
    if not isinstance(when, Period) or not when.start:
        return None
    return when if not when.end or (when.end - when.start).days > _A_YEAR else None


def _two_times(place: Place, one: Period | tuple[Period, Period] | At, other: Period | tuple[Period, Period] | At) -> Query | None:
    """An area at two times."""
    times = [t if isinstance(t, At) else at_time(t) for t in (one, other)]
    return _changed(place) if all(times) and agreed(*times) is None else None  # type: ignore[arg-type]


# fmt: off
SINCE = [
    R("V", "gone|went|been|go|got|come to|through|for|under REVISITN", lambda _: cond("re-visited"), "gone to a re-visit"),
    R("PROG", "been|be|were|was|got? FOUND|judged|deemed|reckoned to? have? PROG", lambda *a: a[-1], "been found to have made sufficient progress on nothing"),
    R("PROG", "GET all|every|each|everything of? NUM? WN? SIGNEDOFF ATREVISIT?", lambda *_: cond("progress", "sufficient"), "got every weakness signed off at the re-visit", -0.05),
    R("PROG", "GET none|nothing of? NUM? WN? SIGNEDOFF ATREVISIT?", lambda *_: counted("sufficient")(("=", 0)), "got none of its weaknesses signed off at the re-visit", -0.05),
    R("VISITOF", "PLACE FOLLOWN LETTERN?", lambda p, e, _: _visited(p, e), "Rutland re-visit"),
    R("VISITOF", "FOLLOWN LETTERN? of|to|at|in|for PLACE", lambda e, _, p: _visited(p, e), "re-visit to Rutland"),
    R("VISITOF", "PLACE WHENCE FOLLOWN", lambda p, w, e: ((at := at_event(w)) and e.at == At() and _visited(p, e._replace(at=at))) or None, "Rutland 2019 re-visit", 0.02),
    R("ATVISITOF", "at|after|on|by|in|from|during|following|since VISITOF", lambda v: v, "at Rutland re-visit"),
    R("ATVISITOF", "PLACE GET FOLLOWN", lambda p, _, e: _visited(p, e), "Rutland had a re-visit in 2019", 0.02),
    R("ATVISITOF", "PLACE ,? ATF", _visited, "Rutland at the re-visit", 0.02),
    R("ATVISITOF", "ATF ,? in|at|for? PLACE", lambda e, p: _visited(p, e), "at the re-visit in Rutland", 0.02),
    R("ATVISITOF", "PLACE ,? ATRV", lambda p, _: _back(p), "Rutland when inspectors came back"),
    R("ATVISITOF", "when INSPECTORS BACKIN|REVISITED PLACE", lambda *a: _back(a[-1]), "when inspectors went back to Rutland"),
    R("ATVISITOF", "by? time INSPECTORS BACKIN|REVISITED PLACE", lambda *a: _back(a[-1]), "by the time inspectors went back to Rutland"),
    R("ATVISITOF", "when|after PLACE REVISITED", lambda p, _: _back(p), "after leeds re-visited"),
    R("ATVISITOF", "when|after PLACE AUX REVISITED|MONITORED", lambda p, *_: _back(p), "when Rutland was re-visited"),
    R("VISITOF", "INSPECTORS VISITOF", lambda _, v: v, "ofsted re-visit to Rutland"),
    R("PUTRIGHT", "AUX PUTRIGHT", lambda *_: True, "been put right", 0.02),
    R("NOTRIGHT", "AUX NOTRIGHT", lambda *_: True, "was left over", 0.02),
    # what was found
    R("Q", "ATVISITOF ,? WHICH AUX? INSPECTORS|PRON FOUND|CONTAINV", lambda v, *_: _found(v), "when inspectors went back to Rutland , what did they find"),
    R("Q", "WHICH AUX? INSPECTORS|PRON FOUND ATVISITOF", lambda *a: _found(a[-1]), "what did they find when they went back to Rutland", 0.02),
    R("Q", "ATVISITOF ,? how AUX? it|they|things? FARE", lambda v, *_: _found(v), "at Rutland re-visit , how did it do"),
    R("Q", "WHICH AUX? PICTUREN ATVISITOF", lambda *a: _found(a[-1]), "what was the verdict at Rutland re-visit"),
    R("Q", "ATVISITOF|VISITOF ,? WHICH AUX? PICTUREN", lambda v, *_: _found(v), "at Rutland re-visit , what was the verdict"),
    R("Q", "VISITOF ,? FARE|PASSEDIT or not|failed", lambda v, _: _enough(v), "Rutland re-visit , passed or not"),
    # what was left
    R("STILLW", "still|yet", lambda: True, "still"),
    R("LEFTOPEN", "NOTRIGHT", lambda _: True, "still outstanding"),
    R("LEFTOPEN", "STILLBAD", lambda _: True, "still insufficient", 0.02),
    R("LEFTOPEN", "STILLW? AUX? STILLW? NOT STILLW? PUTRIGHT", lambda *_: True, "still was not up to scratch"),
    R("LEFTOPEN", "STILLW? HASTO|need|needed|needs LOOKFIX|work|attention|fixing|sorting", lambda *_: True, "still needed work"),
    R("LEFTOPEN", "STILLW? AUX? PROGRESSBAD", lambda *_: True, "had not made enough progress"),
    R("WHICHW", "WHICH WN|THINGN?", lambda *_: True, "which weaknesses"),
    R("WHICHW", "WHICH of? NUM? WN|THINGN", lambda *_: True, "which weaknesses", 0.02),
    R("WHICHW", "WHICH bit|bits|part|parts|else|one|ones", lambda _: True, "which bit"),
    R("WHICHW", "anything|something", lambda: True, "anything"),
    R("Q", "ATVISITOF|VISITOF ,? WHICHW AUX? LEFTOPEN", lambda v, *_: _left(v), "at Rutland re-visit , what was still outstanding"),
    R("Q", "WHICHW AUX? LEFTOPEN ATVISITOF", lambda *a: _left(a[-1]), "what was still outstanding at Rutland re-visit", 0.02),
    R("Q", "WHICHW AUX? LEFTOPEN in|at|for PLACE ATRV", lambda _, _2, _3, p, _4: (v := _back(p)) and _left(v), "what was still outstanding in Rutland when inspectors came back", 0.02),
    R("Q", "WHICHW AUX? VISITOF LEAVE LEFTOPEN|open?", lambda _, _2, v, *_3: _left(v), "what did Rutland re-visit leave outstanding"),
    R("Q", "ATVISITOF|VISITOF ,? WHICHW AUX? PUTRIGHT", lambda v, *_: _left(v, "sufficient"), "at Rutland re-visit , what had been put right", 0.02),
    R("LEAVE", "leave|left|find|found|show|showed|judge|judged", lambda: True, "leave"),
    # how many were left
    R("HOWMANYW", "HOWMANY WN|THINGN?", lambda *_: (), "how many weaknesses"),
    R("HOWMANYW", "HOWMANY of NUM? WN|THINGN", lambda _, n, _2: n or (), "how many of the nine weaknesses"),
    R("HOWMANYW", "HOWMANY of NUM", lambda _, n: n, "how many of the nine"),
    R("HOWMANYW", "HOWMANY of them|those", lambda _: (), "how many of those"),
    R("Q", "ATVISITOF|VISITOF ,? HOWMANYW AUX? LEFTOPEN", lambda v, n, *_: _count(v, "insufficient", n or None), "at Rutland re-visit , how many were left over"),
    R("Q", "ATVISITOF|VISITOF ,? HOWMANYW AUX? PUTRIGHT", lambda v, n, *_: _count(v, "sufficient", n or None), "at Rutland re-visit , how many were put right"),
    R("Q", "HOWMANYW AUX? LEFTOPEN ATVISITOF", lambda n, *a: _count(a[-1], "insufficient", n or None), "how many were left over at Rutland re-visit"),
    R("Q", "HOWMANYW AUX? PUTRIGHT ATVISITOF", lambda n, *a: _count(a[-1], "sufficient", n or None), "how many were put right at Rutland re-visit"),
    R("Q", "HOWMANYW AUX? VISITOF LEAVE LEFTOPEN|open?", lambda n, _, v, *_2: _count(v, "insufficient", n or None), "how many did Rutland re-visit leave"),
    # whether it was enough
    R("DIDENOUGH", "EFFECTIVE|PROGRESSOK|ENOUGHW", lambda _: True, "effective action"),
    R("DIDENOUGH", "AUX|GET DIDENOUGH", lambda *_: True, "was taking effective action"),
    R("DIDENOUGH", "PROGRESSOK ABOUT all|every|each|everything? of? NUM? WN?", lambda *_: True, "made sufficient progress on all weaknesses"),
    R("FINDS", "FOUND|CONCLUDE that?", lambda _: True, "found that"),
    R("OFIT", "PRON|BODYN|PLACE AUX?", lambda *_: True, "it was"),
    R("Q", "AUX VISITOF FINDS OFIT? DIDENOUGH", lambda _, v, *_2: _enough(v), "did Rutland monitoring inspection find it was taking effective action"),
    # "Any progress" is less than enough: what was found, and no verdict.
    R("Q", "AUX VISITOF FINDS any? SOMEPROGRESS", lambda _, v, *_2: _found(v), "did Rutland re-visit find progress"),
    R("Q", "AUX INSPECTORS FINDS any? SOMEPROGRESS ATVISITOF", lambda *a: _found(a[-1]), "did inspectors find any progress at Rutland re-visit"),
    R("Q", "AUX PLACE CHANGED ATRV", lambda _, p, *_2: (v := _back(p)) and _found(v), "had Rutland improved when inspectors came back"),
    R("Q", "AUX PLACE CHANGED|MOVEUP ATF", lambda _, p, _2, e: (v := _visited(p, e)) and _found(v), "did Rutland improve at its re-visit"),
    R("Q", "AUX INSPECTORS|PRON FINDS OFIT? DIDENOUGH ATVISITOF", lambda *a: _enough(a[-1]), "did inspectors find enough progress at Rutland re-visit"),
    R("Q", "AUX INSPECTORS FINDS PLACE AUX? DIDENOUGH", lambda *a: query_of("check", a[3], which=cond("progress", "sufficient")), "did inspectors think Rutland was doing enough", 0.1),
    R("Q", "AUX INSPECTORS|PRON FINDS PLACE AUX? DIDENOUGH ATRV", lambda *a: (v := _back(a[3])) and _enough(v), "did inspectors think Rutland had done enough when they came back"),
    R("Q", "AUX PLACE AUX? DIDENOUGH ATRV", lambda _, p, *_2: (v := _back(p)) and _enough(v), "had Rutland done enough when they came back", 0.05),
    R("Q", "ATVISITOF ,? AUX INSPECTORS|PRON FINDS OFIT? DIDENOUGH", lambda v, *_: _enough(v), "when inspectors went back to Rutland , did they think enough was being done"),
    R("Q", "ATVISITOF ,? AUX INSPECTORS|PRON? AUX? DIDENOUGH|SATISFIED", lambda v, *_: _enough(v), "at Rutland re-visit , was enough being done"),
    R("Q", "AUX INSPECTORS SATISFIED by|with|at? VISITOF|ATVISITOF", lambda *a: _enough(a[-1]), "were inspectors satisfied at Rutland re-visit"),
    R("Q", "AUX VISITOF AUX? GOODADJ|SATISFIED|PASSEDIT", lambda _, v, *_2: _enough(v), "was Rutland re-visit positive"),
    R("Q", "AUX VISITOF FARE WELLW", lambda _, v, *_2: _enough(v), "did Rutland re-visit go well"),
    R("Q", "AUX PLACE PASSEDIT FOLLOWN", lambda _, p, _2, e: (v := _visited(p, e)) and _enough(v), "did Rutland pass its monitoring inspection"),
    R("Q", "AUX PLACE FAILEDIT FOLLOWN", lambda _, p, _2, e: (v := _visited(p, e)) and _enough(v, enough=False), "did Rutland fail its re-visit"),
    R("WELLW", "well|ok|okay|smoothly|badly", lambda: True, "well"),
    # one inspection against the next
    R("UPDOWN", "MOVEUP|MOVEDOWN", lambda _: True, "move up"),
    R("UPDOWN", "UPDOWN or UPDOWN", lambda *_: True, "go up or go down"),
    R("UPDOWN", "MOVEUP or down|worse|fall|drop|stay|slip", lambda _: True, "move up or down"),
    R("UPDOWN", "UPDOWN in|by|on? OUTCOMEW", lambda *_: True, "move up an outcome"),
    R("SINCEW", "between? WHENCE", _span, "between 2023 and 2026"),
    R("SINCEW", "since|from|after WHICHONE? INSPN|LETTERN|REVISITN|PLANS", lambda *_: (), "since its last inspection"),
    R("SINCEW", "THANTIME", lambda _: (), "than last time"),
    R("Q", "AUX|MODAL? PLACE AUX? UPDOWN SINCEW?", lambda _, p, *_2: _changed(p), "did Rutland move up or down an outcome between 2023 and 2026"),
    R("Q", "AUX PLACE OUTCOMEW AUX? CHANGEV|UPDOWN SINCEW?", lambda _, p, *_2: _changed(p), "did Rutland outcome change between inspections"),
    R("Q", "how AUX? PLACE FARE AT THAN AT|WHENCE", lambda _, p, _2, a, _3, b: _two_times(p, a, b), "how did Rutland do in 2026 compared with 2019"),
    R("Q", "how AUX? PLACE AT THAN AT|WHENCE", lambda _, p, a, _2, b: _two_times(p, a, b), "how was Rutland in 2026 compared with 2019"),
    R("Q", "AUX PLACE CHANGED UPDOWN? SINCEW", lambda _, p, *_2: _changed(p), "has Rutland improved since 2019", 0.02),
    R("Q", "how AUX? PLACE CHANGED SINCEW", lambda _, p, *_2: _changed(p), "how has Rutland changed since 2019", 0.02),
    R("Q", "AUX PLACE FARE? BETTERWORSE THANTIME", lambda _, p, *_2: _changed(p), "is Rutland better or worse than last time"),
    R("Q", "AUX PLACE WHICHONE? LETTERN|INSPN FARE? BETTERWORSE THANTIME", lambda _, p, w, *_2: _changed(p), "is Rutland latest report better or worse than last time"),
    R("Q", "AUX PLACE FARE? BETTERWORSE AT? now|today|nowadays? than AT|WHENCE", lambda _, p, _2, _3, a, b: _two_times(p, a, b) if a else _changed(p), "did Rutland do better in 2026 than in 2019"),
    R("Q", "how|AUX AUX? PLACE WHICHONE? LETTERN|INSPN DIFFER with|to|against? WHICHONE|LASTTIME one|ones|LETTERN|INSPN?", lambda *a: _changed(next(x for x in a if isinstance(x, Place))), "how does Rutland latest report compare with the previous one"),
    R("Q", "compare PLACE WHICHONE LETTERN|INSPN? with|to|against|and WHICHONE one|ones|LETTERN|INSPN?", lambda p, a, _, b, _2: _two_times(p, a, b), "compare Rutland latest report with the previous one"),
    R("Q", "compare PLACE TWOW LETTERN|INSPN", lambda p, *_: _changed(p), "compare Rutland two inspections"),
    R("Q", "how AUX? PLACE TWOW? LETTERN|INSPN DIFFER", lambda _, p, *_2: _changed(p), "how do Rutland two inspections compare"),
    R("Q", "PLACE ,? THENNOW", lambda p, _: _changed(p), "Rutland then and now"),
    R("Q", "compare? PLACE WHENCE THAN|to|and|with WHENCE", lambda p, a, _, b: _two_times(p, a, b), "Rutland 2019 versus 2026", 0.02),
    R("Q", "what AUX? DIFFERENTW in|at|for|about PLACE SINCEW?", lambda _, _2, p, _3: _changed(p), "what is different in Rutland since 2019"),
    R("TWOW", "two|both|three|various|different", lambda: True, "two"),
]

RULES = SINCE
