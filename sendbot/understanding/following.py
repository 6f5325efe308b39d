"""Going on in a thread: what a fragment makes of the last query. Same kind replaces, other kind adds, a shape alone is put on it."""

from collections.abc import Callable
from typing import Any

import msgspec

from sendbot.grammar.filters import cond, strong
from sendbot.grammar.following import OF_TIME, TOPICAL, Turn
from sendbot.grammar.lattice import words
from sendbot.meaning import (
    NEVER,
    Either,
    Not,
    Period,
    Predicate,
    Some,
    both,
    bound,
    changed,
    conjuncts,
    framework_of,
    is_of_visit,
    kinds,
    literals,
    opposite,
    without,
)
from sendbot.query import Query, Shape
from sendbot.understanding.parsing import Parse
from sendbot.understanding.pointing import (
    Memory,
    asked_again,
    lapsed,
    one_of_nothing,
    pointers,
    points,
    points_back,
    points_nowhere,
    spelt,
    topics_of,
    wider,
)
from sendbot.understanding.reading import Reading

OVER_AREAS: frozenset[Shape] = frozenset(("areas", "count", "share", "check", "documents", "practice", "common", "ranking"))


def across(query: Query, memory: Memory) -> Query | None:
    """A question of those listed: of the old framework also where they were found under the new one and were other areas then."""
    before = memory.listed[0]
    last, parts = before.which, conjuncts(query.which)
    if query.areas and (those := memory.those) in parts:  # "is Bury one of them" asks for what they were listed for
        listed = before.asks in OVER_AREAS and not before.areas and not before.order and not before.limit
        return msgspec.structs.replace(query, which=both(*(last if p == those else p for p in parts))) if listed and last else None
    if query.areas or not last or framework_of(last) != "2023":
        return query
    then = (Some(p, inherited=True) if is_of_visit(p) and framework_of(p) == "2016" and not isinstance(p, Not) else p for p in parts)
    return msgspec.structs.replace(query, which=both(*then))


# What is asked of one inspection of an area, and goes on from the one last spoken of.
_OF_ONE: frozenset[Shape] = frozenset(("when", "days", "count", "findings", "why", "compare", "check"))
_OF_PLANS = frozenset(("submitted", "approved", "overdue", "due", "plan"))
_ANY_TIME: frozenset[str | None] = frozenset(("re-visited", "monitored", "next-inspection", "measure"))
_OF_VISIT_SINCE = frozenset(("re-visited", "monitored", "progress", "effective", "measure", "submitted", "approved"))


_ANEW = frozenset(
    "latest newest newer new last recent recently current currently now since next first older earlier previous previously other".split()
)


def carried(query: Query, reading: Reading, memory: Memory) -> Query:
    """A question about the areas last spoken of, of the plan or the inspection that was spoken of."""
    if _ANEW & {t.text for t in reading.tokens}:
        return query
    if query.asks not in _OF_ONE or not query.areas or query.areas != memory.named or query.framework or query.period or query.order:
        return query
    if query.about in _ANY_TIME or framework_of(query.which or NEVER) or any(c.period for c in literals(query.which)):
        return query
    if query.asks == "check" and not kinds(query.which) & _OF_PLANS:
        return query
    last = memory.query
    at_visit = last.about not in _ANY_TIME and not kinds(last.which) & _OF_VISIT_SINCE
    period = last.period if last.areas and last.areas == query.areas and last.asks in _OF_ONE and at_visit else None
    framework = memory.framework
    if query.asks == "findings" and not (last.areas and last.framework):
        framework = None  # a list of those with a plan does not confine what is asked of one of them
    return msgspec.structs.replace(query, framework=framework, period=period)


def opens_narrowing(reading: Reading) -> bool:
    """Whether a message opens as one that narrows what came before ("only the WSA ones", "without Suffolk")."""
    texts = [t.text for t in reading.tokens]
    opening = {c for cs in words().at(texts, 0).values() for c in cs}
    return bool({"ADDLEAD", "DENYLEAD"} & opening) and texts[0] != "not"


def goes_on(reading: Reading, parsed: Parse | None, memory: Memory) -> bool:
    """Whether a message only goes on from one that was not understood: it turns that into another, or opens as one that does."""
    best = next(iter(parsed.chart.whole("FOLLOW")), None) if parsed else None
    if best is None or of_named(best.value, memory):
        return False
    opening = {c for cs in words().at([t.text for t in reading.tokens], 0).values() for c in cs}
    alone = best.value.does in ("fresh", "own", "names", "put") and not best.value.then
    return not alone or "LEAD" in opening


# What is asked of an area by its name alone, whatever was asked of it before.
_OF_NAMED = frozenset(("relation", "number", "kind", "after"))


def of_named(turn: Turn, memory: Memory) -> bool:
    """Whether a fragment asks something of its own of the one area last spoken of."""
    return turn.does in _OF_NAMED and len(memory.named) == 1


def asks_on(parsed: Parse | None) -> bool:
    """Whether a message asks how a visit went without saying where."""
    best = next(iter(parsed.chart.whole("FOLLOW")), None) if parsed else None
    return bool(best and best.value.does == "ask")


def narrows(parsed: Parse | None) -> bool:
    """Whether a message only narrows what came before, and says nothing alone."""
    best = next(iter(parsed.chart.whole("FOLLOW")), None) if parsed else None
    return bool(best and best.value.does in ("add", "deny"))


# --- what a fragment makes of the last query
def turned(turn: Turn, memory: Memory) -> Query | None:
    """The last query as a fragment turns it; None where the fragment means nothing after it."""
    if turn.earlier and memory.before:
        memory = msgspec.structs.replace(memory, query=memory.before, area_ids=memory.areas_before)
    query = _TURNS[turn.does](turn, memory)
    if query and turn.then:
        query = turned(turn.then, msgspec.structs.replace(memory, query=query, area_ids=turn.names or memory.area_ids))
    return query


def _asked(query: Query, which: Predicate | None, asks: Shape | None = None, **parts: Any) -> Query:
    asks = asks or query.asks
    return msgspec.structs.replace(query, asks=asks, intent=asks, which=which, **parts)


def _over(memory: Memory, which: Predicate | None) -> Query | None:
    """A list of the areas of which something holds."""
    query = memory.query
    if which is None:
        return None
    return Query("areas", "areas", which=which, framework=query.framework, period=query.period if not query.areas else None)


def _names(turn: Turn, memory: Memory) -> Query | None:
    """The last question, asked of other areas."""
    query, areas = memory.query, turn.names
    asks = query.asks
    if query.areas:
        if len(areas) > 1 and asks == "findings":
            asks = "compare"
        if asks == "compare" and len(areas) == 1:
            areas = (*query.areas, *areas)
        return _asked(query, without(query.which, "area"), asks, areas=areas)
    if asks == "documents":
        return msgspec.structs.replace(query, areas=areas)
    if asks in OVER_AREAS:
        which = without(query.which, "area", "region")
        if query.order == "next" or "due" in kinds(which):
            return Query("days", "days", areas, about="due")
        return Query("check", "check", areas, which, framework=query.framework) if which else Query("findings", "findings", areas)
    return Query("findings", "findings", areas) if asks in ("define", "passage", "scheme") else None


def _put(turn: Turn, memory: Memory) -> Query | None:
    query, where = memory.query, turn.where
    assert where is not None  # noqa: S101 - the grammar's rules give it
    said = kinds(where)
    manner = next((c.kind for c in literals(where) if c.kind in ("strength", "weakness") and not c.values), None)
    period = next((c.period for c in literals(where) if c.period), None)
    if query.areas and query.asks in ("findings", "why", "compare", "count"):
        if query.asks == "count" and query.of:
            if manner:
                return msgspec.structs.replace(query, of="strengths" if manner == "strength" else "weaknesses")
            return msgspec.structs.replace(query, period=period) if period and said <= set(OF_TIME) else None
        if manner:
            asks: Shape = "compare" if query.asks == "compare" else "findings"
            return _asked(query, query.which, asks, manner="strong" if manner == "strength" else "weak", topics=())
        if not said <= set(TOPICAL):
            return None
        good = "strength" in said
        topics = tuple(v for c in literals(where) for v in c.values)
        asks = "findings" if good and query.asks == "why" else query.asks
        return _asked(query, query.which, asks, topics=topics, manner="strong" if good else query.manner)
    if query.areas and query.asks == "check":
        return _asked(query, _replaced(query.which, where) if said <= set(OF_TIME) and query.which else where)
    if query.areas and period and said <= set(OF_TIME) and query.asks in ("when", "days"):
        return msgspec.structs.replace(query, period=period)
    if query.areas or query.asks not in OVER_AREAS:
        return None
    if manner and kinds(query.which) & set(TOPICAL):
        kind = "strength" if manner == "strength" else "topic"
        which = changed(query.which, lambda c: msgspec.structs.replace(c, kind=kind) if c.kind in TOPICAL else c)  # type: ignore[arg-type]
        return _asked(query, which, manner="strong" if manner == "strength" else "weak")
    return _asked(query, _replaced(query.which, where))


def _replaced(which: Predicate | None, where: Predicate) -> Predicate | None:
    """What was said, with what is said now in the place of what is of its kind."""
    old, dropped, news = conjuncts(which), set[str](), list[Predicate]()
    denied = any(isinstance(p, Not) and kinds(p) <= set(TOPICAL) for p in old)
    for part in conjuncts(where):
        new, said = part, kinds(part)
        topical = said <= set(TOPICAL)
        if topical and isinstance(new, Not) and not denied:
            news.append(new)  # "and no local offer problem" narrows
            continue
        if topical and not isinstance(new, Not):
            if said == {"topic"} and any("strength" in kinds(p) for p in old):
                new = strong(new)  # "and co-production?" after praise asks for praise
            new = Not(new) if denied else new
        if said == {"inspected"} and any(c.kind == "published" and c.period for c in literals(which)):
            new = changed(new, lambda c: msgspec.structs.replace(c, kind="published"))
        news.append(new)
        dropped |= said.union(*(f for f in _ALIKE if said & f))
    kept = (p for p in old if not kinds(p) <= dropped or (kinds(p) == {"area"} and isinstance(p, Not)))
    return both(*kept, *news)


_ALIKE = (frozenset(TOPICAL), frozenset(("inspected", "published")), frozenset(("region", "type")))


def _add(turn: Turn, memory: Memory) -> Query | None:
    query = memory.query
    if turn.where and isinstance(turn.where, Not) and turn.where.of in conjuncts(query.which):  # "and outside London?"
        return _asked(query, both(*(turn.where if p == turn.where.of else p for p in conjuncts(query.which))))
    left = [c.values for c in literals(turn.where) if c.kind == "area" and c.negated]
    if query.areas and left:
        kept = tuple(a for a in query.areas if not any(a in values for values in left))
        return msgspec.structs.replace(query, areas=kept) if kept and kept != query.areas else None
    if query.areas or query.asks not in OVER_AREAS:  # of those that the answer named, whatever it was
        return Query("areas", "areas", which=both(cond("area", *memory.area_ids), turn.where)) if len(memory.area_ids) > 1 else None
    return _asked(query, both(query.which, turn.where))


def _deny(turn: Turn, memory: Memory) -> Query | None:
    assert turn.where is not None  # noqa: S101 - the grammar's rules give it
    return _add(msgspec.structs.replace(turn, where=opposite(turn.where)), memory)


def _own(turn: Turn, memory: Memory) -> Query:
    asks = memory.query.asks if memory.query.asks in ("areas", "count", "share") and not memory.query.areas else "areas"
    return Query(asks, asks, which=turn.where)


def _drop(turn: Turn, memory: Memory) -> Query | None:
    query = msgspec.structs.replace(memory.query, which=without(memory.query.which, *turn.kinds))
    return msgspec.structs.replace(query, period=None) if set(turn.kinds) & set(OF_TIME) else query


def _keep(turn: Turn, memory: Memory) -> Query | None:
    """Of the last question that speaks of these kinds, those conditions alone."""
    for query in (memory.query, memory.before):
        kept = both(*(p for p in conjuncts(query.which) if kinds(p) <= set(turn.kinds))) if query and not query.areas else None
        if query and kept:
            return _asked(query, kept)
    return None


def _list(_: Turn, memory: Memory) -> Query | None:
    query = memory.query
    if query.asks == "count" and query.areas:
        return _asked(query, query.which, "findings", manner=query.manner or "weak")
    if query.areas or query.asks not in ("areas", "count", "share", "check"):
        return None
    return _asked(query, query.which, "areas", quantifier=None, of=None)


def _count(_: Turn, memory: Memory) -> Query | None:
    query = memory.query
    if query.asks in ("areas", "check", "documents", "practice", "count") and not query.areas:
        which = query.which
        if query.asks == "documents":
            which = both(which, cond("response"))
        elif query.asks == "practice":
            which = which or cond("strength")
        return _asked(query, which, "count", quantifier=None, manner=None) if which else None
    if query.asks == "count":
        return query
    if query.areas and query.asks in ("findings", "why", "check"):
        of = query.of or ("strengths" if query.manner == "strong" else "weaknesses")
        return Query("count", "count", query.areas[:1], of=of, framework=query.framework)
    return None


def _share(_: Turn, memory: Memory) -> Query | None:
    query = memory.query
    return _asked(query, query.which, "share", quantifier=None) if query.which and not query.areas and query.asks in OVER_AREAS else None


def _why(_: Turn, memory: Memory) -> Query | None:
    query = memory.query
    if not memory.named:
        return None
    manner = query.manner or ("strong" if "strength" in kinds(query.which) else None)
    framework = memory.framework if not any(c.negated for c in literals(query.which)) else None
    return Query("why", "why", memory.named, topics=query.topics or topics_of(query), manner=manner, framework=framework)  # type: ignore[arg-type]


_DATED = ("measure", "re-visited", "monitored", "submitted", "approved", "due")


def _event(query: Query) -> Any:
    """What of an area the last question spoke of that has a day."""
    if query.about in (*_DATED, "published"):
        return query.about
    return next((k for k in _DATED if k in kinds(query.which)), "inspected")


def _when(_: Turn, memory: Memory) -> Query | None:
    if not memory.named:
        return None
    return Query("when", "when", memory.named, about=_event(memory.query), framework=memory.framework)  # type: ignore[arg-type]


def _days(_: Turn, memory: Memory) -> Query | None:
    """The days to the date just given, whatever it was; where none was, to that of the plan."""
    query, named = memory.query, memory.named
    if query.asks == "sequence" and query.areas:
        named = query.areas[:1]
    if not named or query.asks not in ("when", "days", "check", "findings", "why", "areas", "sequence"):
        return None
    dated = query.asks in ("when", "days", "sequence")
    about = query.about if dated and query.about and query.about != "submitted" else "inspected" if query.asks == "when" else "due"
    if not dated or about == "due" or query.about == "submitted":
        return Query("days", "days", named, about="due", framework=memory.framework)  # type: ignore[arg-type]
    order = query.order if query.asks != "sequence" else None
    return Query("days", "days", named, about=about, order=order, framework=memory.framework, period=query.period)  # type: ignore[arg-type]


def _date(turn: Turn, memory: Memory) -> Query | None:
    return _asked(memory.query, None, "when", about="due") if memory.query.asks == "days" else _when(turn, memory)


def _certain(turn: Turn, memory: Memory) -> Query | None:
    return _days(turn, memory) if memory.query.about == "due" else None


def _more(_: Turn, memory: Memory) -> Query | None:
    return Query("findings", "findings", memory.named) if memory.named else None


def _relation(turn: Turn, memory: Memory) -> Query | None:
    about = turn.about
    if about is None or not memory.named or memory.query.asks in ("define", "passage"):
        return None
    if not memory.query.areas and about.about in kinds(memory.query.which):
        return None  # another of its kind, of all areas
    framework = about.framework or (memory.framework if about.at.order is None else None)
    return Query("when", "when", memory.named, about=about.about, order=about.at.order, framework=framework)  # type: ignore[arg-type]


def _number(turn: Turn, memory: Memory) -> Query | None:
    if len(memory.named) != 1:
        return None
    plan = next((v for c in literals(turn.where) for v in c.values), None)
    framework = "2023" if turn.to in ("priority-actions", "improvements") else plan or memory.framework
    return Query("count", "count", memory.named, of=turn.to, framework=framework)  # type: ignore[arg-type]


def _ask(turn: Turn, memory: Memory) -> Query | None:
    """How a re-visit or a monitoring inspection went: the one named, or the one just asked about."""
    event = next((k for k in ("monitored", "re-visited") if k in kinds(memory.query.which) or memory.query.about == k), None)
    where = turn.where or (cond(event) if event else None)
    return Query("check", "check", memory.named, where) if memory.named and where else None


def _progress(turn: Turn, memory: Memory) -> Query | None:
    query = memory.query
    if turn.plain:
        return Query("count", "count", turn.names, cond("progress", turn.to), of="weaknesses") if len(turn.names) == 1 else None
    if query.asks not in ("count", "findings", "check") or len(query.areas) != 1 or len(turn.names) > 1:
        return None
    if turn.names and not kinds(query.which) & {"progress", "re-visited"} and query.about != "re-visited":
        return None  # "how many are left" of something else
    return Query("count", "count", turn.names or query.areas, cond("progress", turn.to), of="weaknesses", framework=query.framework)


def _others(_: Turn, memory: Memory) -> Query | None:
    """Of those named before a narrowing, those that it left out; else those of which the last claim does not hold."""
    query = memory.query
    rest = tuple(a for a in memory.areas_before if a not in memory.area_ids)
    if query.asks not in OVER_AREAS or query.areas:
        return None
    if memory.before and rest and set(memory.area_ids) < set(memory.areas_before):
        shape = memory.before if memory.before.asks in ("areas", "documents") else query
        return _asked(shape, both(memory.before.which, cond("area", *rest)), areas=(), quantifier=None, order=None, limit=None)
    return _of_claim(memory, opposite)


_CLAIMS = frozenset(
    "plan topic strength weakness submitted approved progress response re-visited monitored inspected framework outcome measure".split()
)
# What an area did itself: "those that were not" denies none of it.
_DONE = frozenset(("response", "submitted", "progress"))


def _of_claim(
    memory: Memory,
    change: Callable[[Predicate], Predicate],
    which: Predicate | None = None,
    left: frozenset[str] = frozenset(),
) -> Query | None:
    """The last question with the last claim in it changed, other than those of the kinds `left`."""
    parts = list(conjuncts(which or memory.query.which))
    for index in range(len(parts) - 1, -1, -1):
        if kinds(parts[index]) <= _CLAIMS - left and not isinstance(parts[index], Either):
            parts[index] = change(parts[index])
            if parts[index] == NEVER and (of := [p for p in parts if kinds(p) == {"framework"}]):
                parts = [p for p in parts if p != NEVER and p not in of] + [Not(p) for p in of]
            return _asked(memory.query, both(*parts), quantifier=None)
    return None


def _claim(turn: Turn, memory: Memory) -> Query | None:
    """ "who did not?": the last claim, as it is or denied."""
    query = memory.query
    which = both(turn.where, query.which) if turn.where and "plan" not in kinds(query.which) else query.which
    if query.asks == "documents":
        which = both(which, cond("response"))
    left = _DONE if turn.to == "was" and any(kinds(p) <= _CLAIMS - _DONE for p in conjuncts(which)) else frozenset[str]()
    found = _of_claim(
        memory, lambda claim: Not(claim.of if isinstance(claim, Not) else claim) if turn.negated else _plain(claim), which, left
    )
    if found is None or query.asks not in ("areas", "count", "share", "check", "documents"):
        return None
    return msgspec.structs.replace(found, asks="areas", intent="areas", areas=(), limit=None)


def _plain(claim: Predicate) -> Predicate:
    return claim.of if isinstance(claim, Not) else claim


def _else(turn: Turn, memory: Memory) -> Query | None:
    """ "who else has had one?": the last claim, of areas not named yet."""
    query = memory.query
    named = tuple(dict.fromkeys((*query.areas, *memory.area_ids)))
    events = ("re-visited", "monitored", "submitted", "approved")
    claim = turn.where or without(query.which, "area") or (cond(query.about) if query.about in events else None)  # type: ignore[arg-type]
    return _over(memory, both(claim, Not(cond("area", *named)))) if claim and named else None


def _order(turn: Turn, memory: Memory) -> Query | None:
    """Which came first: what was just dated, or the same of the area named; of two, where none is."""
    query = memory.query
    listed = memory.listed[1]
    lately = listed if len(listed) > 1 else (*memory.areas_before, *memory.named)
    subject = query.areas[:1] if query.asks == "sequence" else memory.named
    areas = (*subject, *turn.names) if turn.names else lately
    of_list = turn.plain and turn.about and len(areas) > 1 and areas == listed  # "which was inspected first" of those listed
    if not of_list and (
        len(set(areas)) != 2 or len(areas) != 2 or query.asks not in ("when", "days", "check", "findings", "sequence", "compare")
    ):
        return None
    event = turn.about.about if turn.about else _event(query)
    if not turn.about and (query.asks == "days" or "overdue" in kinds(query.which)) and event == "inspected":
        event = "due"
    if turn.plain and len(listed) != len(areas):
        return None  # the first of how many is not known
    polarity = True if turn.names else None
    own = None if turn.about else "latest"  # what was dated was the latest
    framework = memory.framework
    return Query("sequence", "sequence", areas, about=event, order=turn.to, polarity=polarity, framework=framework, target=own)  # type: ignore[arg-type]


def _verdict(_: Turn, memory: Memory) -> Query | None:
    """How those fared: at what was just asked about, else at their inspections."""
    query, areas = memory.query, memory.named
    if not areas or (query.asks in ("define", "passage", "area_facts") and len(areas) == 1):
        return None
    event = next((k for k in ("monitored", "re-visited") if k in kinds(query.which) or query.about == k), None)
    if event:
        return Query("check", "check", areas, cond(event))
    asks: Shape = "findings" if len(areas) == 1 else "compare"
    return Query(asks, asks, areas)


def _has(turn: Turn, memory: Memory) -> Query | None:
    """ "any WSA?" of the one area last spoken of; else of those that the last question was about."""
    assert turn.where is not None  # noqa: S101 - the grammar's rules give it
    if memory.query.areas and len(memory.named) == 1:
        return Query("check", "check", memory.named, turn.where)
    return _put(turn, memory)


def _grade(turn: Turn, memory: Memory) -> Query | None:
    return _put(turn, memory) if "outcome" in kinds(memory.query.which) else None


def _ontime(_: Turn, memory: Memory) -> Query | None:
    query = memory.query
    if query.about not in ("due", "submitted") or query.asks not in ("when", "days", "check") or not memory.named:
        return None
    return Query("check", "check", memory.named, cond("submitted", "in time"), framework=memory.framework)  # type: ignore[arg-type]


def _open(_: Turn, memory: Memory) -> Query | None:
    """Which weaknesses were left at the re-visit just spoken of."""
    query = memory.query
    if len(memory.named) != 1 or not (kinds(query.which) & {"progress", "re-visited"} or query.about == "re-visited"):
        return None
    return Query("findings", "findings", memory.named, cond("progress", "insufficient"), about="re-visited")


def _detail(turn: Turn, memory: Memory) -> Query | None:
    """What is recorded of one of those named, on what they were named for."""
    area = turn.names[0]
    for query, areas in ((memory.query, memory.area_ids), (memory.before, memory.areas_before)):
        topical = [c for c in literals(query.which) if c.kind in TOPICAL and not c.negated] if query and area in areas else []
        if query and topical and not query.areas:
            strong_only = all(c.kind == "strength" for c in topical)
            topics = tuple(v for c in topical for v in c.values)
            return Query("findings", "findings", (area,), topics=topics, manner="strong" if strong_only else "weak")
        if query and area in areas and "plan" in kinds(query.which):
            return Query("why", "why", (area,), framework=_framework(query.which))
        if query and query.areas and query.asks in ("findings", "why"):
            return msgspec.structs.replace(query, areas=(area,))
    return None


def _framework(which: Predicate | None) -> Any:
    values = [v for c in literals(which) if c.kind in ("plan", "framework") for v in c.values]
    return values[0] if len(values) == 1 else None


def _kind(turn: Turn, memory: Memory) -> Query | None:
    """What else was good, or bad, of the area last spoken of."""
    if len(memory.named) != 1:
        return None
    return Query("findings", "findings", memory.named, manner=turn.to)  # type: ignore[arg-type]


def _after(_: Turn, memory: Memory) -> Query | None:
    return Query("area_facts", "area_facts", memory.named, of="succession") if len(memory.named) == 1 else None


def _both(_: Turn, memory: Memory) -> Query | None:
    """The areas of which the last two questions hold, each of some inspection."""
    before, last = memory.before, memory.query
    if before is None or before.which is None or last.which is None or before.areas or last.areas:
        return None
    return Query("areas", "areas", which=both(bound(before.which), bound(last.which)))


def _shift(turn: Turn, memory: Memory) -> Query | None:
    query = memory.query

    def moved(period: Period | None) -> Period | None:
        start, end = period and period.start, period and period.end
        if not period or not start or not end:
            return period
        label = period.label.replace(str(start.year), str(start.year + turn.by))
        first, last = (d.replace(year=d.year + turn.by, day=min(d.day, 28) if d.month == 2 else d.day) for d in (start, end))
        return Period(first, last, label)

    which = changed(query.which, lambda c: msgspec.structs.replace(c, period=moved(c.period))) if query.which else None
    if which == query.which and query.period is None:
        return None
    return msgspec.structs.replace(query, which=which, period=moved(query.period))


# fmt: off
_TURNS: dict[str, Callable[[Turn, Memory], Query | None]] = {
    "names": _names, "put": _put, "add": _add, "fresh": _own, "own": _own, "deny": _deny, "drop": _drop, "keep": _keep, "list": _list,
    "count": _count, "share": _share, "why": _why, "when": _when, "days": _days, "date": _date, "certain": _certain,
    "more": _more, "relation": _relation, "number": _number, "progress": _progress, "ask": _ask, "others": _others, "else": _else,
    "both": _both, "claim": _claim, "shift": _shift, "order": _order, "verdict": _verdict, "detail": _detail, "kind": _kind,
    "after": _after, "has": _has, "grade": _grade, "ontime": _ontime, "open": _open,
}
# fmt: on

__all__ = [
    "Memory",
    "across",
    "asked_again",
    "asks_on",
    "carried",
    "goes_on",
    "lapsed",
    "narrows",
    "of_named",
    "one_of_nothing",
    "opens_narrowing",
    "pointers",
    "points",
    "points_back",
    "points_nowhere",
    "spelt",
    "turned",
    "wider",
]
