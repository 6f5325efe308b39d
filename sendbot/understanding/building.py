"""From a matched rule and a question's filters to a `Query`: what is asked, of which areas, in which manner."""

import itertools
from typing import Literal

import msgspec

from sendbot.meaning import Clause, Condition, from_clauses, literals
from sendbot.query import Event, Query, Shape
from sendbot.understanding.composing import Frame
from sendbot.understanding.matching import Example, Match, Rule, form_of
from sendbot.understanding.reading import Reading, Unit

_ABOUT_FINDINGS = frozenset(("topic", "strength", "weakness", "development"))
_AREA_SHAPES = frozenset(("when", "days", "findings", "why", "history", "area_facts", "compare"))


def build(match: Match, frame: Frame, reading: Reading) -> Query | None:
    """The query of a question by one rule; None where the rule makes no sense of it (a slot is missing)."""
    if match.rule.passage:
        return passage_query(match.rule, match.example, reading)
    intent = match.rule.intent
    assert intent  # noqa: S101 - a rule has a passage or an intent
    asks = _shape(intent.asks, frame, reading)
    if asks is None:
        return None
    if asks == "define":
        return _define(intent.id, reading)
    if asks == "scheme":
        return _scheme(intent.id, reading, frame)
    if asks in ("hello", "thanks", "bye", "help", "coverage"):
        about_a_term = asks == "coverage" and any(u.terms and not u.symbols for u in reading.units)
        return None if about_a_term else Query(asks, intent.id)
    if _asks_beyond(asks, reading):
        return None
    query = _query(asks, intent.id, frame, reading)
    return query if query and _says_something(query, reading) and _heeds(query, frame, reading) else None


# What can be counted: the areas, and what inspections find and lead to.
_COUNTABLE = frozenset(
    "area-noun weak weakness-noun priority-noun improvement-noun development-noun strength-noun finding-noun good inspect fully "
    "revisit monitor letter wsa pap plan-noun outcome systemic inconsistent positive response document who left due overdue "
    "notice direction measure source require progress".split()
)
_ENDS_COUNTED = frozenset("in at by with for who that which did have had has got were was are is".split())


def _asks_beyond(asks: Shape, reading: Reading) -> bool:
    """Whether what is counted or timed is nothing that is kept: "how many appeals", "how long does a hearing last"."""
    if asks in ("areas", "count", "share") and form_of(reading) == "how-long":
        return True
    if asks not in ("areas", "count", "share", "check"):
        return False
    start = next((i for i, u in enumerate(reading.units) if u.symbols & {"how-many", "share"}), None)
    if start is None:
        return False
    counted = list(itertools.takewhile(lambda u: not _ends_counted(u), reading.units[start + 1 :]))
    topics = {reading.units[hit.anchor].start for hit in reading.topics}
    return any(u.start in topics for u in counted) and not any(u.symbols & _COUNTABLE or u.number for u in counted)


def _ends_counted(unit: Unit) -> bool:
    return unit.text in _ENDS_COUNTED or bool(unit.symbols & {"not", "no", "without", "never", "require", "escape"})


_OF_A_VISIT = (
    "inspect",
    "fully",
    "letter",
    "publish",
    "document",
    "response",
    "wsa",
    "pap",
    "plan-noun",
    "monitor",
    "revisit",
)


def _says_something(query: Query, reading: Reading) -> bool:
    """Whether a question over areas filters by anything, or at least speaks of inspections."""
    if query.asks == "check" and query.areas and not query.which and query.about is None:
        came = reading.has("inspectors") and {t.text for t in reading.tokens} & {"been", "come", "came", "in", "gone", "turned"}
        return reading.has(*_OF_A_VISIT) or bool(came)  # "has Bury got ..." what?
    if query.asks not in ("areas", "count", "share", "check") or query.areas or query.order or query.of == "outcomes":
        return True
    conditions = list(literals(query.which))
    is_bare = all(c.kind == "inspected" and not (c.period or c.negated) for c in conditions)
    if is_bare and (any(u.unexplained for u in reading.units) or reading.has("least", "most", "source", "learn")):
        return False  # "which area could I ring": more is asked than the list of all areas
    if form_of(reading) == "when" and query.asks == "areas" and all(c.kind == "inspected" for c in conditions):
        return False  # "when do the kids get out today"
    if is_bare and query.asks == "areas" and not query.order and not reading.has("area-noun", "list", "letter", "publish", "fully"):
        return False  # "who inspects": not every area there is
    blames = all(c.kind == "weakness" and not c.values for c in conditions) and bool(conditions)
    if blames and not (form_of(reading) or reading.has("area-noun", "weakness-noun", "any")):
        return False  # "you got that wrong"
    if conditions:
        every_plan = query.quantifier == "every" and all(c.kind in ("plan", "area", "inspected") for c in conditions)
        dated = any(c.period for c in conditions)
        return not every_plan or dated or reading.has("require", "write", "submit", "escape")
    texts = {t.text for t in reading.tokens}
    return reading.has("inspect", "fully", "letter", "publish") and not (
        texts & {"inspection"} and not reading.has("fully", "had", "publish", "letter")
    )


_ROUNDS = frozenset(("rounds", "times", "cycles", "inspections", "frameworks", "visits"))
_SAME = frozenset(("month", "week", "day", "year", "time", "region"))
_CHANGES = frozenset(("plan", "outcome", "progress", "effective"))
_NEGATIVE = frozenset(("number", "overdue", "progress"))
_PORTIONS = frozenset(("half", "third", "thirds", "quarter", "quarters", "majority", "minority"))
_POINTERS = frozenset(("that", "this", "it"))
_OVER_AREAS = frozenset(("areas", "count", "share", "practice", "documents", "ranking", "common", "check"))


def _heeds(query: Query, frame: Frame, reading: Reading) -> bool:
    """Whether the words that restrict a question show in its query: with one of them dropped it would be another question."""
    texts = [t.text for t in reading.tokens]
    if any(a == "same" and b in _SAME for a, b in itertools.pairwise(texts)) and query.asks in ("check", *_OVER_AREAS):
        return False  # "in the same month as Bury"
    if query.asks not in _OVER_AREAS or query.areas:
        return True
    conditions = list(literals(query.which))
    kinds = {c.kind for c in conditions}
    if kinds and kinds <= {"plan", "framework", "inspected", "published"} and _has_unknown_verdict(reading):
        return False  # "which WSAs were rejected": the unknown word is all that is asked
    never = any(c.kind == "inspected" and c.negated and not c.period for c in conditions)
    if never and any(c.kind == "inspected" and not c.negated and c.period for c in conditions):
        return False  # "not inspected in July": never, or at another time?
    if {"plan", "outcome"} <= kinds and any(c.period for c in conditions):
        return False  # of two inspections the period could be either's
    if _is_to_come(reading) and kinds & {"inspected", "published", "re-visited", "monitored"}:
        return False  # what is to come is not recorded
    if reading.units[0].text in ("can", "must", "should") and query.asks != "practice":
        return False  # what may or must be is a rule's business
    if any(a == "both" and b in _ROUNDS for a, b in itertools.pairwise(texts)):
        return False
    if any(c.kind in ("weakness", "strength") and not c.values for c in conditions) and _is_about_more(reading):
        return False  # "any criticism of CCGs": whose, or of what, would be the filter
    if (
        frame.turns
        and query.quantifier not in ("none", "every")
        and not any(c.negated or c.kind in _NEGATIVE or c.besides for c in conditions)
    ):
        return False
    if not _PORTIONS.isdisjoint(texts) and query.of != "portion" and query.asks != "share":
        return False
    if query.asks == "areas" and query.order is None and reading.has("most", "least") and not any(c.kind in _NEGATIVE for c in conditions):
        return False
    if (
        reading.has("monitor", "revisit")
        and any(c.kind in ("due", "overdue") for c in conditions)
        and not reading.has("wsa", "pap", "plan-noun")
    ):
        return False  # a visit that is due is no plan that is due
    if query.asks == "check" and any(u.text in ("we", "our", "us") for u in reading.units) and any(c.kind == "plan" for c in conditions):
        return False  # "do we have to publish ours?" asks for a rule
    if (
        query.order == "next"
        and reading.has("inspect", "fully", "revisit", "monitor")
        and not reading.has("due", "wsa", "pap", "plan-noun")
    ):
        return False  # who is inspected next is not recorded
    if reading.has("history") and query.asks in ("areas", "count", "share") and not any(c.kind in _CHANGES for c in conditions):
        return False  # "which areas improved": nothing here says so
    counted = query.limit is not None or any(c.kind == "number" for c in conditions)
    if "twice" in texts or (reading.has("more-than", "at-least", "fewer-than", "at-most") and not counted and query.of != "portion"):
        return False
    # "did anyone else get picked up for that?": what "that" is would be the filter.
    points = next(
        (i for i, u in enumerate(reading.units[:-1]) if reading.units[i + 1].text in _POINTERS and u.symbols & {"weak", "good"}), None
    )
    return points is None or any(c.kind in _ABOUT_FINDINGS and c.values for c in conditions)


_PERCENT = {"half": 50, "third": 33, "thirds": 67, "quarter": 25, "quarters": 75, "majority": 50, "most": 50}


_PARTIES = frozenset(("health", "partner", "education", "social-care", "school", "ccg", "council-word", "parents", "inspectors"))


def _is_about_more(reading: Reading) -> bool:
    """Whether a question about any weakness or strength names a party or a term that no filter takes up."""
    absorbed = {i for hit in reading.topics for i in hit.used}
    units = [u for i, u in enumerate(reading.units) if i not in absorbed and not u.place and not u.period]
    return any((u.symbols & _PARTIES or (u.terms and not u.symbols)) and not u.filler for u in units)


def _has_unknown_verdict(reading: Reading) -> bool:
    """Whether an unknown word stands where a verdict does: "were rejected"."""
    return any(b.unexplained and a.text in ("was", "were", "been", "got", "is", "are") for a, b in itertools.pairwise(reading.units))


def _is_to_come(reading: Reading) -> bool:
    """Whether a question is about what will happen."""
    return bool({"will", "upcoming"} & {t.text for t in reading.tokens}) or any(u.text.startswith("going to be") for u in reading.units)


def portion_of(reading: Reading) -> int | None:
    """The part of all areas, in per cent, that a yes/no question holds against the record: "did more than half ...", "did most ..."."""
    texts = [t.text for t in reading.tokens]
    for index, text in enumerate(texts):
        of_areas = {"of", "areas", "the", "inspected", "local", "them", "all", "councils"} & set(texts[index + 1 : index + 3])
        if text in _PERCENT and of_areas and (text != "most" or texts[max(0, index - 1)] not in ("the", "at")):
            return _PERCENT[text]
    return None


def _shape(asks: Shape, frame: Frame, reading: Reading) -> Shape | None:
    """The rule's shape, bent where the question's slots say so."""
    count = len(frame.areas)
    form = form_of(reading)
    if asks == "ranking" and any(c.kind == "topic" for clause in frame.where for c in clause):
        return "areas"  # "worst for waiting times": those with that weakness
    if asks == "check" and count and _is_to_come(reading) and reading.has("inspect", "fully"):
        return "when"
    if asks in ("findings", "areas", "area_facts") and count and form == "what" and reading.has("due") and not frame.excluded:
        return "when"
    if form == "yesno" and asks == "common" and portion_of(reading):
        return "check"
    if form == "yesno" and (
        asks in ("when", "areas") or (asks in ("documents", "days", "findings") and count and (frame.where or frame.event))
    ):
        return "check"
    if asks == "when" and form == "how-long" and frame.event in ("published", "inspected") and count:
        return None
    if asks == "areas" and reading.has("how-many"):
        return "count"
    if asks == "practice" and any(c.negated for clause in frame.where for c in clause):
        return "areas"
    if asks == "days" and count and frame.event in ("approved", "submitted", "re-visited", "monitored") and not reading.has("left", "due"):
        return "when"
    if asks == "check" and form not in ("yesno", "any") and not reading.has("yes-no") and "yes" not in {t.text for t in reading.tokens}:
        return "findings" if count else "areas"
    if (
        asks == "documents"
        and count
        and reading.has("weak", "weakness-noun", "good", "say", "priority-noun", "improvement-noun", "strength-noun")
        and not reading.has("link", "response")
    ):
        return "findings"
    if asks == "areas" and reading.has("share"):
        return "share"
    if asks in _AREA_SHAPES and not count:
        if (
            asks in ("when", "days")
            and frame.event == "due"
            and reading.has("due", "overdue")
            and reading.has("wsa", "pap", "plan-noun", "action", "which", "who")
        ):
            return "areas"
        return None
    if asks == "compare" and count < 2:
        return "findings"
    if asks == "findings" and count > 1:
        return "compare"
    if asks == "why" and not count and reading.has("every") and frame.where:
        return "check"  # "why were all areas told to ...?": whether they were, first
    if asks == "why" and not reading.has("why") and "about" not in {t.text for t in reading.tokens}:
        return None
    if asks == "define" and not defines(reading):
        return None
    if asks == "scheme" and not any(u.schemes for u in reading.units) and not (count and reading.has("scheme-word")):
        return None
    if asks in ("areas", "practice") and any(u.schemes for u in reading.units):
        return "scheme"
    if asks == "areas" and count and not reading.has("or") and form not in ("which", "who", "list") and not frame.where:
        return "findings"
    return asks


def defines(reading: Reading) -> bool:
    """Whether a message asks for a term's meaning: it says so, or it is hardly more than the term."""
    if not any(u.terms for u in reading.units):
        return False
    others = [
        u
        for u in reading.units
        if not u.terms and not u.symbols & {"define", "what", "who", "tell", "or"} and not (u.filler and (u.text in _IDLE or " " in u.text))
    ]
    return not others or (reading.has("define") and len(others) <= 2)


_IDLE = frozenset(
    "a an the of is are was were be it its this that these those or and in for to ? , : exactly actually please so me do does mean send then term terms word words suppose supposed".split()
)


def passage_query(rule: Rule, example: Example, reading: Reading) -> Query:
    """The query for a rule's passage, asked for by one of its phrasings."""
    passage = rule.passage
    assert passage  # noqa: S101 - only called for passages
    yes_no = form_of(reading) == "yesno" or passage.says.startswith(("Yes.", "No."))
    polarity = example.affirms if example.affirms is not None else passage.affirms if yes_no or example.form == "yesno" else None
    return Query("passage", rule.id, target=passage.id, polarity=polarity)


def _define(intent: str, reading: Reading) -> Query | None:
    terms = [u.terms[0] for u in reading.units if u.terms]
    return Query("define", intent, target=terms[0]) if terms else None


def _scheme(intent: str, reading: Reading, frame: Frame) -> Query:
    """A scheme by its name, or those of an area."""
    schemes = [u.schemes[0] for u in reading.units if u.schemes]
    return Query("scheme", intent, () if schemes else frame.areas, target=schemes[0] if schemes else None)


_SMALL = {"one": 1, "two": 2, "three": 3, "four": 4, "1": 1, "2": 2, "3": 3, "4": 4}


def _kinds_counted(reading: Reading) -> int | None:
    """How many headings of a topic are meant by "under only one of the five local offer headings"."""
    texts = [t.text for t in reading.tokens]
    for index, (a, b, c, d) in enumerate(zip(texts, texts[1:], texts[2:], texts[3:], strict=False)):
        if a in _SMALL and b == "of" and c in ("the", "these", "those") and (d in _SMALL or d in ("five", "six", "5", "6")):
            return _SMALL[a] + (texts[max(0, index - 2) : index] == ["more", "than"])
    return None


def _by_kinds(where: list[Clause], number: int, reading: Reading) -> list[Clause] | None:
    """The filters with the number of kinds of problem in place of the topic; None where no single topic is named."""
    topics = [c for clause in where for c in clause if c.kind == "topic" and not c.negated]
    if len(topics) != 1:
        return None
    operator: Literal[">=", "="] = ">=" if reading.has("at-least", "several", "more-than") else "="
    counted = Condition("number", ("kinds", *topics[0].values), operator=operator, number=number)
    return [*(clause for clause in where if topics[0] not in clause), (counted,)]


def _query(asks: Shape, intent: str, frame: Frame, reading: Reading) -> Query | None:
    where = list(frame.where)
    if frame.excluded:
        where.append((Condition("area", frame.excluded, negated=True),))
    manner = _manner(where, reading)
    topics: tuple[str, ...] = ()
    areas = frame.areas
    if asks in _AREA_SHAPES:
        topics = tuple(dict.fromkeys(t for clause in where for c in clause if c.kind in ("topic", "strength") for t in c.values if t))
        where = [c for c in where if c[0].kind not in _ABOUT_FINDINGS]
    where = _judged(asks, where, reading)
    about = _event(asks, frame, reading)
    where = _fill(asks, where, manner, reading, frame)
    if asks == "check" and areas and frame.event == "due" and not any(c[0].kind in ("due", "overdue", "submitted") for c in where):
        where.append((Condition("due"),))
    order = _order(asks, reading, where)
    if asks in ("areas", "count", "share", "common", "ranking") and areas and not (asks == "count" and _counted(reading, areas)):
        where.append((Condition("area", areas),))
        areas = ()
    if asks in ("areas", "count", "share") and (kinds := _kinds_counted(reading)):
        counted = _by_kinds(where, kinds, reading)
        if counted is None:
            return None
        where = counted
    number = next((u.number for u in reading.units if u.number is not None and u.number < 100), None)
    if asks == "check" and not areas and (portion := portion_of(reading)):
        number = portion
    if asks == "areas" and order == "last" and (number or not reading.has("inspect")) and frame.event in ("published", None):
        about = "published"
    if asks in ("areas", "count") and _of_newest(reading):
        where.append((Condition("newest"),))
    elif asks in ("areas", "count", "share") and order == "last" and _plural_letters(reading) and not number:
        order = None
        where = [c for c in where if c[0].kind not in ("inspected", "published") or c[0].period]
        where.append((Condition("newest"),))
    return Query(
        asks,
        intent,
        areas,
        from_clauses(_claimed(asks, areas, where)),
        topics,
        about,
        manner,
        order,
        limit=number if order or asks in ("common", "ranking", "check") else None,
        quantifier=_quantifier(asks, reading, areas),
        of=_of(asks, reading, areas, manner, where),
        framework=_framework(asks, reading, where),
        period=frame.period,
        as_at=frame.as_at_period.end if frame.as_at_period else None,
    )


# Of one area these are asked about as they are: "wasn't X ...?" claims that it was.
_CLAIMED = frozenset(
    "topic strength weakness development plan submitted approved re-visited monitored measure response published newest effective".split()
)


def _claimed(asks: Shape, areas: tuple[str, ...], where: list[Clause]) -> list[Clause]:
    """The clauses of a claim about named areas, without negations that only turn the question."""
    if asks != "check" or not areas:
        return where
    return [tuple(msgspec.structs.replace(c, negated=c.negated and c.kind not in _CLAIMED) for c in clause) for clause in where]


def _manner(where: list[Clause], reading: Reading):  # type: ignore[no-untyped-def]  # noqa: ANN202
    kinds = {c.kind for clause in where for c in clause}
    if reading.has("bad-practice"):
        return "weak"
    if "strength" in kinds:
        return "strong"
    if reading.has("development-noun"):
        return "development"
    good, weak = (
        reading.has("good", "good-practice", "strength-noun"),
        reading.has("weak", "weakness-noun", "priority-noun", "improvement-noun", "bad"),
    )
    if good and not weak:
        return "strong"
    return "weak" if weak and not good else None


_REMAINING = frozenset(("still", "left", "remaining", "outstanding", "open"))


def _judged(asks: Shape, where: list[Clause], reading: Reading) -> list[Clause]:
    """A visit that was good or bad is one that found progress or did not; weaknesses that remain after one are those not put right."""
    kinds = {c.kind for clause in where for c in clause}
    if kinds & {"progress", "effective", "topic", "strength", "number"}:
        return where
    is_bad = reading.has("bad") or (reading.has("weak") and not reading.has("weakness-noun"))
    if "monitored" in kinds and (is_bad or reading.has("good")) and asks in ("check", "areas", "count"):
        return [*where, (Condition("effective", negated=is_bad),)]
    if "re-visited" in kinds and (is_bad or reading.has("good")) and asks in ("check", "areas", "count"):
        return [*(c for c in where if c[0].kind != "re-visited"), (Condition("progress", ("insufficient" if is_bad else "sufficient",)),)]
    if asks == "count" and "re-visited" in kinds and reading.has("weakness-noun") and _REMAINING & {t.text for t in reading.tokens}:
        return [*(c for c in where if c[0].kind != "re-visited"), (Condition("progress", ("insufficient",)),)]
    return where


def _event(asks: Shape, frame: Frame, reading: Reading) -> Event | None:
    event = frame.event
    if asks in ("when", "days"):
        if reading.has("now-due") or (_is_to_come(reading) and event in ("inspected", None) and reading.has("inspect", "fully")):
            return "next-inspection"
        if reading.has("notice", "direction", "commissioner"):
            return "measure"
        words = {t.text for t in reading.tokens}
        if words & {"receive", "received", "receipt"} and not reading.has("submit"):
            return "received"
        if (
            event in (None, "published", "inspected")
            and reading.has("wsa", "pap", "due", "left", "plan-noun")
            and not reading.has("publish", "inspect")
        ):
            return "due"
        if event is None and reading.has("require"):
            return "due"
    return event


def _fill(asks: Shape, where: list[Clause], manner: str | None, reading: Reading, frame: Frame) -> list[Clause]:
    """Filters a question implies by its words without naming a topic: praised for something, problems of any kind."""
    if asks not in ("areas", "count", "share", "check", "documents"):
        return where
    kinds = {c.kind for clause in where for c in clause}
    if (
        reading.has("several")
        and manner == "strong"
        and asks in ("areas", "count")
        and not any(c.values for clause in where for c in clause if c.kind == "strength")
    ):
        return [*(c for c in where if c[0].kind != "strength"), (Condition("number", ("strengths",), operator=">", number=1),)]
    if not kinds & _ABOUT_FINDINGS and not kinds & {"overdue", "progress", "outcome", "number", "effective"}:
        if manner == "strong" and not reading.has("response", "document"):
            where = [*where, (Condition("strength"),)]
        elif manner == "weak" and reading.has("weak", "bad") and not kinds & {"plan"} and not (frame.areas and asks == "count"):
            where = [*where, (Condition("weakness"),)]
    if (
        asks == "check"
        and frame.areas
        and reading.has("publish")
        and reading.has("wsa", "pap", "plan-noun")
        and not reading.has("letter", "require")
    ):
        return [(Condition("response"),)]
    is_out = reading.has("publish", "link", "document") or any("publish" in u.text for u in reading.units)
    if (
        reading.has("response")
        and "response" not in kinds
        and (is_out or not kinds & {"plan", "submitted"})
        and not (reading.has("require") and (not is_out or asks == "check"))
    ):
        where = [*where, (Condition("response"),)]
    if any(c[0].kind == "response" for c in where):
        where = [c for c in where if c[0].kind not in ("published", "submitted")]
    if not where and reading.has("letter") and asks in ("areas", "count", "share"):
        where = [(Condition("published"),)] if reading.has("letter") else where
    return where


def _order(asks: Shape, reading: Reading, where: list[Clause]):  # type: ignore[no-untyped-def]  # noqa: ANN202
    if asks in ("ranking", "common"):
        return "least" if reading.has("least") else "most"
    if reading.has("next") and not reading.has("now-due") and asks in ("areas", "count", "check"):
        return "next"
    if asks in ("areas", "count", "when", "check", "share"):
        if reading.has("first") and not _is_first_time(reading):
            return "first"
        if reading.has("last") and not any(c[0].kind in ("re-visited", "progress") for c in where):
            return "last"
    return None


def _is_first_time(reading: Reading) -> bool:
    """ "needed a WSA first time": the first of an area's own inspections, not the first area."""
    texts = [t.text for t in reading.tokens]
    return any(a == "first" and b in ("time", "round") for a, b in itertools.pairwise(texts))


def _of_newest(reading: Reading) -> bool:
    """ "the earliest of the eight", "the last of the eight": one of the newest, not the newest itself."""
    newest = [u for u in reading.units if "last" in u.symbols]
    superlatives = [u for u in reading.units if u.symbols & {"first", "last"}]
    of = [u.start for u in reading.units if u.text == "of"]
    return bool(newest) and any(superlatives[0].end <= start < newest[-1].start for start in of)


def _plural_letters(reading: Reading) -> bool:
    """ "the latest letters" are the newest few; "who was inspected last" is one (or a tie)."""
    words = {t.text for t in reading.tokens}
    return bool(
        words
        & {
            "batch",
            "eight",
            "update",
            "briefing",
            "additional",
            "crop",
            "letters",
            "reports",
            "ones",
            "inspections",
            "areas",
            "outcomes",
            "results",
            "wsas",
        }
    ) or reading.has("how-many")


def _quantifier(asks: Shape, reading: Reading, areas: tuple[str, ...]) -> Literal["any", "every", "none", "only"] | None:
    if asks == "check" and len(areas) == 1 and _is_alone(reading):
        return "only"
    if asks != "check" or areas:
        return None
    if reading.has("both"):
        return "every"
    if reading.has("every") and not (reading.has("any") or {"any", "anyone", "anybody"} & {t.text for t in reading.tokens}):
        return "every"
    return "none" if reading.has("none") else "any"


def _is_alone(reading: Reading) -> bool:
    """ "was Brent the only one with ...", "was Suffolk alone in ..."."""
    texts = [t.text for t in reading.tokens]
    return "alone" in texts or any(
        a == "only" and b in ("one", "area", "council", "place", "authority") for a, b in itertools.pairwise(texts)
    )


def _counted(reading: Reading, areas: tuple[str, ...]) -> bool:
    """Whether what is counted is something of the area: its weaknesses, actions, inspections."""
    return len(areas) == 1 and (
        reading.has(
            "weakness-noun", "priority-noun", "improvement-noun", "strength-noun", "weak", "inspect", "finding-noun", "good", "revisit"
        )
    )


def _of(asks: Shape, reading: Reading, areas: tuple[str, ...], manner: str | None, where: list[Clause]) -> str | None:
    if asks == "area_facts":
        return (
            "partners"
            if reading.has("partner")
            else "region"
            if reading.has("region") or not reading.has("became", "history")
            else "succession"
        )
    if asks == "when" and reading.has("revisit") and reading.has("letter", "publish"):
        return "letter"
    if asks == "documents":
        return "response" if reading.has("response", "action", "wsa", "pap") else "letter" if reading.has("letter") else None
    if asks == "check" and not areas and portion_of(reading):
        return "portion"
    if asks == "check" and not areas:
        return next((c for c in ("more-than", "at-least", "fewer-than", "at-most") if reading.has(c)), None)
    if (
        asks == "check"
        and areas
        and not reading.has("weak", "bad", "good")
        and {t.text for t in reading.tokens} & {"got", "have", "has", "had", "appointed", "appoint"}
    ):
        return "lack" if any(i and u.symbols & {"no", "not", "without"} for i, u in enumerate(reading.units)) else "possession"
    if asks == "common":
        return "priority-action" if reading.has("priority-noun") else "improvement" if reading.has("improvement-noun") else None
    if asks in ("count", "ranking"):
        if asks == "ranking" and reading.has("region") and not any(c[0].kind == "region" for c in where):
            return "regions"
        if asks == "ranking" and reading.has("wait") and reading.has("letter", "publish", "inspect"):
            return "wait"
        if asks == "count" and reading.has("outcome") and (reading.has("every") or "per" in {t.text for t in reading.tokens}):
            return "outcomes"
        if reading.has("priority-noun"):
            return "priority-actions"
        if reading.has("improvement-noun"):
            return "improvements"
        if asks == "ranking" or areas:
            if manner == "strong" or reading.has("strength-noun"):
                return "strengths"
            if reading.has("weak", "weakness-noun", "finding-noun"):
                return "weaknesses"
            if reading.has("inspect") and areas:
                return "inspections"
            return "weaknesses" if asks == "ranking" else None
        if (
            asks == "count"
            and reading.has("inspect", "letter", "fully")
            and not reading.has("area-noun", "wsa", "who")
            and not any(c[0].kind in ("re-visited", "monitored") for c in where)
        ):
            return "inspections"
    if asks == "findings":
        return "priority-actions" if reading.has("priority-noun") else "improvements" if reading.has("improvement-noun") else None
    return None


def _framework(asks: Shape, reading: Reading, where: list[Clause]):  # type: ignore[no-untyped-def]  # noqa: ANN202
    if any(c[0].kind == "framework" for c in where) and asks in ("areas", "count", "share", "common", "ranking"):
        return None
    if reading.has("framework-2023"):
        return "2023"
    if reading.has("framework-2016"):
        return "2016"
    if asks in ("when", "days", "check", "why", "findings", "count", "documents", "compare"):
        if reading.has("pap", "priority-noun"):
            return "2023"
        if reading.has("wsa") and not any(c[0].kind == "outcome" for c in where):
            return "2016" if asks not in ("count", "compare") else None
    return None
