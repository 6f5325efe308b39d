"""Going on in a thread: what a message means after the last question.

A fragment turns the last query: same kind replaces, other kind adds, a shape alone is put on it (`turned`). Pronouns stand
for areas: `pointers` gives them to the grammar, `spelt` puts them in for the nearest example where the grammar has no parse.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from sendbot.answer import SourceRef
from sendbot.grammar.chart import Edge
from sendbot.grammar.filters import cond, strong
from sendbot.grammar.following import OF_TIME, TOPICAL, Turn
from sendbot.grammar.lattice import Piece, words
from sendbot.lexicon.text import PUNCTUATION
from sendbot.meaning import (
    ConditionKind,
    Either,
    Is,
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
from sendbot.model import Knowledge
from sendbot.query import Query, Shape
from sendbot.understanding.matching import form_of
from sendbot.understanding.parsing import Pointers, parse
from sendbot.understanding.reading import Reading

_MOST_NAMED = 4
_OVER_AREAS: frozenset[Shape] = frozenset(("areas", "count", "share", "check", "documents", "practice", "common", "ranking"))
_PLACE = frozenset(("region", "type", "area"))


class Memory(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What a thread remembers: the last query, the areas its answer named, where that answer stood, and the question.

    `before` and `areas_before`: the query before that, and the areas that it was answered with.
    """

    query: Query
    area_ids: tuple[str, ...] = ()
    sources: tuple[SourceRef, ...] = ()
    text: str = ""
    before: Query | None = None
    areas_before: tuple[str, ...] = ()

    @property
    def named(self) -> tuple[str, ...]:
        """The areas that "they" are; none where they are too many to be meant one by one."""
        return next((ids for ids in (self.area_ids, self.query.areas) if 0 < len(ids) <= _MOST_NAMED), ())

    @property
    def listed(self) -> tuple[Query, tuple[str, ...]]:
        """The last query that lists areas, and those: also where one area alone was asked about since."""
        if self.before and self.query.areas and len(self.area_ids) < 2 < len(self.areas_before):
            return self.before, self.areas_before
        return self.query, self.area_ids

    @property
    def those(self) -> Predicate | None:
        """What "those" are: the areas listed, or where they were only counted, what was counted."""
        query, areas = self.listed
        if areas:
            return cond("area", *areas)
        return query.which if query.asks in ("count", "share") and not query.areas else None

    @property
    def framework(self) -> str | None:
        """The framework of the plan or letter last spoken of."""
        for query in (self.query, self.before if self.query.asks == "why" else None):
            plans = {v for c in literals(query.which) if c.kind in ("plan", "framework") for v in c.values} if query else set()
            if query and (query.framework or len(plans) == 1):
                return query.framework or next(iter(plans))
        return None


# --- who a pronoun stands for
_AREA_NOUNS = frozenset("area areas council councils place places one ones authority authorities borough boroughs lot few".split())
_NUMBERS = {"two": 2, "pair": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_OF = frozenset("of among amongst from between within either".split())
_ORDINALS = {"first": 0, "former": 0, "second": 1, "latter": -1, "third": 2, "last": -1}
_HANDED = frozenset("hand handed send sent submit submitted write wrote written get got put turn turned give gave given".split())
_OWNED = frozenset("get got need needed have had write submit require required owe owed given for".split())


def pointers(reading: Reading, memory: Memory) -> Pointers:
    """The pronouns of a message, as the areas or the plan that they stand for. An area that it names itself is its own subject."""
    texts = [t.text for t in reading.tokens]
    own = any(u.place and u.place.place.kind == "area" for u in reading.units)
    pieces: list[Piece] = []
    idle: set[int] = set()
    for start, text in enumerate(texts):
        before, after = texts[start - 1] if start else "", texts[start + 1] if start + 1 < len(texts) else ""
        if pieces and start < pieces[-1].end:
            continue
        if text == "same" and (said := _same(memory, after)):
            pieces.append(Piece(said[0], start, start + 2, said[1]))
            continue
        if (those := memory.those) and (end := _set_end(texts, start, len(memory.listed[1]))):
            pieces.append(Piece("THOSE", start, end, those))
            if text in ("them", "they", "both") and memory.named:
                pieces.append(Piece("AREA", start, end, memory.named))
        elif text in ("it", "that", "them") and before in _HANDED and pieces:
            idle.add(start)
        elif text == "one" and before in _OWNED and (owed := _owed(memory)):
            pieces += [Piece("PLANS" if kinds(owed) == {"plan"} else "OBJ", start, start + 1, owed)]
        elif memory.named and not own and not any(p.symbol == "THOSE" for p in pieces):
            pieces += _single(memory, start, text, before, after)
    pointing = {i for p in pieces for i in range(p.start, p.end)}
    return Pointers(tuple(pieces), frozenset(pointing), frozenset(idle))


def _set_end(texts: list[str], start: int, number: int) -> int | None:
    """Where a stretch ends that stands for all areas of the last answer ("those five areas", "the two", "them")."""
    before, text = texts[start - 1] if start else "", texts[start]
    end = start + 1
    if text == "both" and number != _NUMBERS["two"]:
        return None
    if text in ("those", "these"):
        if end < len(texts) and texts[end] in _NUMBERS:
            end += 1
            if _NUMBERS[texts[end - 1]] != number:
                return None
        after = texts[end] if end < len(texts) else ""
        return end + (after in _AREA_NOUNS)
    if text in ("the", "both", "all") and end < len(texts) and texts[end] in (*_NUMBERS, "lot", "ones"):
        return end + 1 if before in _OF and _NUMBERS.get(texts[end], number) == number else None
    if text == "they":
        return end
    return (
        end if text == "them" and (before in _OF or before in ("are", "were", "any", "all", "both", "have", "had", "is", "which")) else None
    )


def _single(memory: Memory, start: int, text: str, before: str, after: str) -> Iterable[Piece]:
    if text in ("its", "their", "theirs", "it", "they", "them"):
        yield Piece("AREA", start, start + 1, memory.named)
    elif text in ("that", "this") and after in _AREA_NOUNS and len(memory.named) == 1:
        yield Piece("AREA", start, start + 2, memory.named)
    elif text in ("former", "latter") or (text in _ORDINALS and after in _AREA_NOUNS and before == "the"):
        place = _ORDINALS[text]
        if len(memory.area_ids) > max(place, 0):
            yield Piece("AREA", start, start + 1 + (after in _AREA_NOUNS), (memory.area_ids[place],))
    elif text == "there" and before in ("in", "over", "up", "down", "from"):
        yield Piece("AREA", start, start + 1, memory.named)


def _owed(memory: Memory) -> Predicate | None:
    """What "one" is: the plan, letter or visit last claimed."""
    wanted = ("plan", "re-visited", "monitored", "response", "measure")
    return next(
        (Is(msgspec.structs.replace(c, negated=False)) for c in reversed([*literals(memory.query.which)]) if c.kind in wanted), None
    )


_SAME: dict[str, tuple[ConditionKind, ...]] = {
    **dict.fromkeys(("outcome", "grade", "rating", "verdict", "result", "judgement"), ("outcome",)),
    **dict.fromkeys(("problem", "problems", "issue", "issues", "weakness", "weaknesses", "topic", "fault", "criticism"), TOPICAL),
    **dict.fromkeys(("year", "month", "period", "time"), OF_TIME),
    **dict.fromkeys(("region", "place"), ("region",)),
}


def _same(memory: Memory, noun: str) -> tuple[str, Any] | None:
    """What "the same outcome", "the same year" is, as a category and a value."""
    wanted = _SAME.get(noun, ())
    said = both(*(p for p in conjuncts(memory.query.which) if kinds(p) <= set(wanted))) if wanted else None
    if said and wanted == OF_TIME:
        period = next((c.period for c in literals(said) if c.period), None)
        return ("PERIOD", period) if period else None
    return ("REG" if wanted == ("region",) else "OBJ", said) if said else None


def points_nowhere(reading: Reading, found: Pointers) -> bool:
    """Whether a message speaks of a list or of something said before ("of those four", "the same outcome") that there is not."""
    texts = [t.text for t in reading.tokens]
    for index, text in enumerate(texts):
        before, after = texts[index - 1] if index else "", texts[index + 1] if index + 1 < len(texts) else ""
        of = before in _OF or (before == "the" and index > 1 and texts[index - 2] in _OF)
        listed = of and (text in ("those", "these", "them") or (text in _NUMBERS and after in ("", "?", *_AREA_NOUNS, *_VERBS)))
        if index not in found.pointing and (listed or (text == "same" and after in _SAME)):
            return True
    return False


_VERBS = frozenset("is are was were has have had did do does got get".split())


def points(edge: Edge, found: Pointers) -> bool:
    """Whether a parse makes use of what a pronoun stands for."""
    if not edge.parts:
        return any(p.symbol == edge.symbol and p.value is edge.value for p in found.pieces)
    return any(points(p, found) for p in edge.parts)


def across(query: Query, memory: Memory) -> Query | None:
    """A question of those listed: of the old framework also where they were found under the new one and were other areas then."""
    before = memory.listed[0]
    last, parts = before.which, conjuncts(query.which)
    if query.areas and (those := memory.those) in parts:  # "is Bury one of them" asks for what they were listed for
        listed = before.asks in _OVER_AREAS and not before.areas and not before.order and not before.limit
        return msgspec.structs.replace(query, which=both(*(last if p == those else p for p in parts))) if listed and last else None
    if query.areas or not last or framework_of(last) != "2023":
        return query
    then = (Some(p, inherited=True) if is_of_visit(p) and framework_of(p) == "2016" and not isinstance(p, Not) else p for p in parts)
    return msgspec.structs.replace(query, which=both(*then))


def narrows(reading: Reading) -> bool:
    """Whether a message only narrows what came before ("only the WSA ones", "without Suffolk") and says nothing alone."""
    opening = next((t.text for t in reading.tokens), "")
    if not {"ADDLEAD", "DENYLEAD"} & {c for cs in words().at([t.text for t in reading.tokens], 0).values() for c in cs} or opening == "not":
        return False
    parsed = parse(reading, Pointers())
    best = next(iter(parsed.chart.whole("FOLLOW")), None) if parsed else None
    return bool(best and best.value.does in ("add", "deny"))


class Spelt(msgspec.Struct, frozen=True):
    """A message with its pronouns put into names, for the nearest example. `among`: areas it is confined to."""

    text: str
    among: tuple[str, ...] = ()


def spelt(reading: Reading, memory: Memory, found: Pointers, knowledge: Knowledge) -> Spelt | None:
    """The message with what its pronouns stand for; None where it has none that stands for anything."""
    texts = [t.text for t in reading.tokens]
    names = {a.id: a.full_name or a.name for a in knowledge.areas}
    # A word that may stand for the set and for its areas one by one is the set after "of".
    at = {
        p.start: p for p in found.pieces if p.symbol != "AREA" or not (p.start and texts[p.start - 1] in _OF and texts[p.start] == "them")
    }
    among: tuple[str, ...] = ()
    out: list[str] = []
    index, changed_any = 0, False
    subject = _subject(memory, knowledge)
    while index < len(texts):
        piece, text = at.get(index), texts[index]
        before, after = texts[index - 1] if index else "", texts[index + 1] if index + 1 < len(texts) else ""
        if piece and piece.symbol == "THOSE" and memory.listed[1]:
            among, changed_any = memory.listed[1], True
            if out and out[-1] in _OF:
                out.pop()
                if out and out[-1] == "out":
                    out.pop()
            else:
                out.append("areas")
        elif piece and piece.symbol == "AREA":
            changed_any = True
            out.append(" and ".join(names[a] for a in piece.value) + ("'s" if text in ("its", "their") else ""))  # type: ignore[attr-defined]
        elif piece and piece.symbol == "PLANS":
            out.append("a wsa")
        elif text == "there" and before not in ("is", "are", "was", "were") and memory.named:
            changed_any = True
            out.append(("" if before == "in" else "in ") + " and ".join(names[a] for a in memory.named))
        elif subject and text in ("that", "it", "this") and _stands_for_topic(before, after):
            out.append(subject)
            changed_any = True
        elif index not in found.idle:
            out.append(text)
        index = piece.end if piece else index + 1
    if changed_any:
        return Spelt(" ".join(out), among)
    if again := _again_with_outcome(texts, memory):
        return Spelt(again)
    return (
        Spelt(" ".join(t for t in out if t not in PUNCTUATION) + " for " + subject_of(memory, names))
        if _lacks_subject(reading, memory)
        else None
    )


def subject_of(memory: Memory, names: dict[str, str]) -> str:
    return " and ".join(names[a] for a in memory.named)


def _again_with_outcome(texts: list[str], memory: Memory) -> str | None:
    """ "and after outcome 1?" after a rule about outcome 2: the last question with the other outcome."""
    new, old = re.search(r"outcome [123]", " ".join(texts)), re.search(r"outcome [123]", memory.text.lower())
    if memory.query.asks != "passage" or not new or not old or len(texts) > _SHORT:
        return None
    return memory.text.lower().replace(old[0], new[0])


_SHORT, _LONG = 6, 9
_EVENT_CUES = tuple(
    "due submit approve revisit publish inspect progress monitor outcome left overdue letter weakness-noun priority-noun improvement-noun sufficient "
    "insufficient effective strength-noun now-due wsa pap link partner history notice plan-noun weak good".split()
)
_GENERAL = frozenset(
    "we us our i an any areas area councils council which who all every authority authorities usually normally you do does".split()
)


def _lacks_subject(reading: Reading, memory: Memory) -> bool:
    """Whether a message asks of an event and names nobody, so that it is about the areas last named."""
    form, content = form_of(reading), [u for u in reading.units if not u.filler]
    if not memory.named or memory.query.asks in ("define", "passage") or {t.text for t in reading.tokens} & _GENERAL:
        return False
    if not reading.has(*_EVENT_CUES) or form not in ("when", "how-long", "yesno", "what", "how-many", "", "how"):
        return False
    most = _SHORT if form not in ("", "what", "how") else _SHORT // 2
    return len(content) <= most and not reading.places and not reading.topics and not any(u.period for u in reading.units)


def wider(reading: Reading, memory: Memory, knowledge: Knowledge) -> str | None:
    """A fragment as one of the last topic: what "and promotion?" is meant of."""
    parents = {t.id: t.parent for t in knowledge.topics}
    topic = next((parents.get(t) or t for t in (*memory.query.topics, *_topics(memory.query))), None)
    name = next((t.name for t in knowledge.topics if t.id == topic), None)
    fits = name and not reading.topics and not reading.places and len(reading.tokens) <= _LONG
    return f"{' '.join(t.text for t in reading.tokens if t.text not in PUNCTUATION)} of {name}" if fits else None


def _stands_for_topic(before: str, after: str) -> bool:
    at_end = before in ("with", "on", "about", "of", "for", "over", "at", "in") and after in ("", "?")
    return at_end or (before in ("does", "do", "did", "doing") and after in ("well", "badly", "best", "right", "better"))


def _subject(memory: Memory, knowledge: Knowledge) -> str | None:
    """The term or topic that the last question was about, as a name."""
    if memory.query.asks == "define":
        return memory.query.target
    wanted = (*memory.query.topics, *_topics(memory.query))
    return next((t.name for t in knowledge.topics if t.id in wanted), None) if not memory.query.areas else None


# --- what a fragment makes of the last query
def turned(turn: Turn, memory: Memory) -> Query | None:
    """The last query as a fragment turns it; None where the fragment means nothing after it."""
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
    if asks in _OVER_AREAS:
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
    if query.areas or query.asks not in _OVER_AREAS:
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
    left = [c.values for c in literals(turn.where) if c.kind == "area" and c.negated]
    if query.areas and left:
        kept = tuple(a for a in query.areas if not any(a in values for values in left))
        return msgspec.structs.replace(query, areas=kept) if kept and kept != query.areas else None
    if query.areas or query.asks not in _OVER_AREAS:  # of those that the answer named, whatever it was
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
    return _asked(query, query.which, "share", quantifier=None) if query.which and not query.areas and query.asks in _OVER_AREAS else None


def _topics(query: Query) -> tuple[str, ...]:
    return tuple(v for c in literals(query.which) if c.kind in ("topic", "strength") and not c.negated for v in c.values)


def _why(_: Turn, memory: Memory) -> Query | None:
    query = memory.query
    if not memory.named:
        return None
    manner = query.manner or ("strong" if "strength" in kinds(query.which) else None)
    framework = memory.framework if not any(c.negated for c in literals(query.which)) else None
    return Query("why", "why", memory.named, topics=query.topics or _topics(query), manner=manner, framework=framework)  # type: ignore[arg-type]


def _when(_: Turn, memory: Memory) -> Query | None:
    query = memory.query
    about = query.about if query.about in ("due", "re-visited", "submitted", "published", "approved", "monitored") else "inspected"
    return Query("when", "when", memory.named, about=about, framework=query.framework) if memory.named else None


def _days(_: Turn, memory: Memory) -> Query | None:
    asks = memory.query.asks
    if not memory.named or (asks == "when" and memory.query.about not in ("due", "submitted")):
        return None
    if asks not in ("when", "days", "check", "findings", "why", "areas"):
        return None
    return Query("days", "days", memory.named, about="due", framework=memory.query.framework)


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
    framework = about.framework or memory.framework
    return Query("when", "when", memory.named, about=about.about, order=about.order, framework=framework)  # type: ignore[arg-type]


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
    if query.asks not in ("count", "findings", "check") or len(query.areas) != 1:
        return None
    return Query("count", "count", query.areas, cond("progress", turn.to), of="weaknesses", framework=query.framework)


def _others(_: Turn, memory: Memory) -> Query | None:
    """Of those named before a narrowing, those that it left out; else those of which the last claim does not hold."""
    query = memory.query
    rest = tuple(a for a in memory.areas_before if a not in memory.area_ids)
    if query.asks not in _OVER_AREAS or query.areas:
        return None
    if memory.before and rest and set(memory.area_ids) < set(memory.areas_before):
        shape = memory.before if memory.before.asks in ("areas", "documents") else query
        return _asked(shape, both(memory.before.which, cond("area", *rest)), areas=(), quantifier=None, order=None, limit=None)
    return _of_claim(memory, opposite)


_CLAIMS = frozenset(
    "plan topic strength weakness submitted approved progress response re-visited monitored inspected framework outcome".split()
)


def _of_claim(memory: Memory, change: Callable[[Predicate], Predicate], which: Predicate | None = None) -> Query | None:
    """The last question with the last claim in it changed."""
    parts = list(conjuncts(which or memory.query.which))
    for index in range(len(parts) - 1, -1, -1):
        if kinds(parts[index]) <= _CLAIMS and not isinstance(parts[index], Either):
            parts[index] = change(parts[index])
            return _asked(memory.query, both(*parts), quantifier=None)
    return None


def _claim(turn: Turn, memory: Memory) -> Query | None:
    """ "who did not?": the last claim, as it is or denied."""
    query = memory.query
    which = both(turn.where, query.which) if turn.where and "plan" not in kinds(query.which) else query.which
    if query.asks == "documents":
        which = both(which, cond("response"))
    found = _of_claim(memory, lambda claim: Not(claim.of if isinstance(claim, Not) else claim) if turn.negated else _plain(claim), which)
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


_TURNS: dict[str, Callable[[Turn, Memory], Query | None]] = {
    "names": _names,
    "put": _put,
    "add": _add,
    "own": _own,
    "deny": _deny,
    "drop": _drop,
    "keep": _keep,
    "list": _list,
    "count": _count,
    "share": _share,
    "why": _why,
    "when": _when,
    "days": _days,
    "date": _date,
    "certain": _certain,
    "more": _more,
    "relation": _relation,
    "number": _number,
    "progress": _progress,
    "ask": _ask,
    "others": _others,
    "else": _else,
    "both": _both,
    "claim": _claim,
    "shift": _shift,
}

__all__ = ["Memory", "Pointers", "Spelt", "across", "narrows", "pointers", "points", "points_nowhere", "spelt", "turned"]
