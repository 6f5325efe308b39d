"""What a thread remembers, and who the pronouns of its next message stand for.

`pointers` gives them to the grammar as words with a meaning; `spelt` puts them into names for the nearest example.
"""

import re
from collections.abc import Iterable
from typing import Any

import msgspec

from sendbot.answer import SourceRef
from sendbot.grammar.chart import Edge
from sendbot.grammar.filters import cond
from sendbot.grammar.following import OF_TIME, TOPICAL
from sendbot.grammar.lattice import Piece
from sendbot.lexicon.text import PUNCTUATION
from sendbot.meaning import ConditionKind, Is, Predicate, both, conjuncts, kinds, literals
from sendbot.model import Knowledge
from sendbot.query import Query
from sendbot.understanding.matching import form_of
from sendbot.understanding.parsing import Pointers
from sendbot.understanding.reading import Reading

_MOST_NAMED = 4


class Memory(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What a thread remembers: the last query, the areas its answer named, where that answer stood, and the question.

    `before` and `areas_before`: the query before that, and the areas that it was answered with. `lapsed`: a question has come
    since that was not understood, so that nothing goes on from what it would have listed.
    """

    query: Query
    area_ids: tuple[str, ...] = ()
    sources: tuple[SourceRef, ...] = ()
    text: str = ""
    before: Query | None = None
    areas_before: tuple[str, ...] = ()
    lapsed: bool = False

    @property
    def named(self) -> tuple[str, ...]:
        """The areas that "they" are; none where they are too many to be meant one by one."""
        return next((ids for ids in (self.area_ids, self.query.areas) if 0 < len(ids) <= _MOST_NAMED), ())

    @property
    def listed(self) -> tuple[Query, tuple[str, ...]]:
        """The last query that lists areas, and those: also where one area alone was asked about since."""
        # Of those of which some was asked for, those are still in mind.
        if self.query.asks in ("sequence", "compare") and len(self.query.areas) > 1:
            return self.query, self.query.areas
        among = any(c.kind == "area" and set(c.values) == set(self.areas_before) for c in literals(self.query.which))
        single = bool(self.query.areas) or self.query.asks == "check" or among
        if self.before and single and len(self.area_ids) < 2 <= len(self.areas_before):
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
_AFTER_ANY = ("been", "be", "also", "ever", "already", "need", "publish", "submit", "write", "make", "end")
_LISTS = frozenset("list group batch set bunch".split())
_ANY = frozenset(("any", "some", "either"))
_OF = frozenset("of among amongst from between within either".split())
_ORDINALS = {"first": 0, "former": 0, "second": 1, "latter": -1, "third": 2, "last": -1}
_HANDED = frozenset("hand handed send sent submit submitted write wrote written get got put turn turned give gave given".split())
_OWNED = frozenset("get got gets has having without need needed have had write submit require required owe owed given for".split())


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
        elif text in _ANY and before in _VERBS and start == 1 and after in (*_VERBS, *_AFTER_ANY):
            if those := _either(memory) if text == "either" else memory.those:
                pieces.append(Piece("ANYOFTHOSE", start, start + 1, those))
        elif text in ("it", "that", "them") and before in _HANDED and pieces:
            idle.add(start)
        elif text == "one" and before in _OWNED and (owed := _owed(memory)):
            pieces += [Piece("PLANS" if kinds(owed) == {"plan"} else "OBJ", start, start + 1, owed)]
        elif memory.named and not own and not any(p.symbol == "THOSE" for p in pieces):
            pieces += _single(memory, start, text, before, after)
    pointing = {i for p in pieces for i in range(p.start, p.end)}
    return Pointers(tuple(pieces), frozenset(pointing), frozenset(idle))


def _either(memory: Memory) -> Predicate | None:
    """The two areas last spoken of, together or one after the other."""
    listed = memory.listed[1]
    areas = listed if len(listed) == 2 else tuple(dict.fromkeys((*memory.areas_before, *memory.area_ids)))
    return cond("area", *areas) if len(areas) == 2 else None


def _set_end(texts: list[str], start: int, number: int) -> int | None:
    """Where a stretch ends that stands for all areas of the last answer ("those five areas", "the two", "them")."""
    before, text = texts[start - 1] if start else "", texts[start]
    end = start + 1
    if text == "which":
        return end if before == "of" and start < _MOST_NAMED else None
    if "both" in texts[max(0, start - 2) : end] and number != _NUMBERS["two"]:
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
    if text in ("that", "this") and before in ("on", "in", "of", "among") and end < len(texts) and texts[end] in _LISTS:
        return end + 1
    return (
        end if text == "them" and (before in _OF or before in ("are", "were", "any", "all", "both", "have", "had", "is", "which")) else None
    )


def _single(memory: Memory, start: int, text: str, before: str, after: str) -> Iterable[Piece]:
    if text in ("its", "their", "theirs", "it", "they", "them"):
        yield Piece("AREA", start, start + 1, memory.named)
    elif text in ("that", "this") and after in _AREA_NOUNS and len(memory.named) == 1:
        yield Piece("AREA", start, start + 2, memory.named)
    elif text in ("former", "latter") or (text in _ORDINALS and after in ("one", "area", "council", "place") and before == "the"):
        place = _ORDINALS[text]
        if len(memory.area_ids) > max(place, 0):
            yield Piece("AREA", start, start + 1 + (after in _AREA_NOUNS), (memory.area_ids[place],))
    elif text == "there" and before in ("in", "over", "up", "down", "from"):
        yield Piece("AREA", start, start + 1, memory.named)


def _owed(memory: Memory) -> Predicate | None:
    """What "one" is: the plan, letter or visit last claimed."""
    wanted = ("plan", "re-visited", "monitored", "response", "measure")
    said = next(
        (Is(msgspec.structs.replace(c, negated=False)) for c in reversed([*literals(memory.query.which)]) if c.kind in wanted), None
    )
    if said or memory.query.about in wanted:
        return said or cond(memory.query.about)  # type: ignore[arg-type]
    dated = memory.query.about in ("due", "submitted", "approved") or memory.query.asks in ("why", "days")
    return cond("plan", *([memory.framework] if memory.framework else [])) if dated else None


def one_of_nothing(reading: Reading, found: Pointers) -> bool:
    """Whether a message asks who has "one" where nothing was spoken of that one has."""
    texts = [t.text for t in reading.tokens]
    for index, text in enumerate(texts):
        before, after = texts[index - 1] if index else "", texts[index + 1] if index + 1 < len(texts) else ""
        if text == "one" and before in _OWNED and after in ("", "?", "too", "as", "already", "yet") and index not in found.pointing:
            return not _said_before(reading, index)
    return False


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
_AGAIN = frozenset("question query search list thing again for goes applies as".split())


def points_back(reading: Reading) -> bool:
    """Whether a message that nothing came before speaks of a list that is not there ("do any of them", "of those two")."""
    texts = [t.text for t in reading.tokens]
    for index, text in enumerate(texts):
        before, after = texts[index - 1] if index else "", texts[index + 1] if index + 1 < len(texts) else ""
        if text == "same" and after in _AGAIN and (len(texts) < _SHORT or index + 2 >= len(texts) or texts[0] in ("and", "same", "what")):
            return True
        of = before in _OF or (before == "the" and index > 1 and texts[index - 2] in _OF)
        noun = after in (*_AREA_NOUNS, *_NUMBERS)
        last = texts[index + 1 + noun] if index + 1 + noun < len(texts) else ""
        ends = last in ("", "?", ",", *_VERBS, "also", "then")
        them = text == "them" and (of or before in ("both", "all"))
        if (them or (of and ends and text in ("those", "these", *_NUMBERS))) and not _said_before(reading, index):
            return True
    return False


def _said_before(reading: Reading, index: int) -> bool:
    """Whether a message itself names something before a word that "them" may stand for."""
    return any(
        u.start < index
        and (
            u.place
            or u.period
            or u.number is not None
            or u.symbols & {"area-noun", "letter", "inspect", "wsa", "pap", "plan-noun", "notice"}
        )
        for u in reading.units
    ) or any(reading.units[h.anchor].start < index for h in reading.topics)


def lapsed(memory: Memory | None, reading: Reading) -> Memory | None:
    """What a thread remembers once a question was not understood: the area that it named, for "it" and "there"."""
    named = {i for p in reading.places if p.place.kind == "area" and not p.place.ambiguous for i in p.place.ids}
    if len(named) == 1:
        area = tuple(named)
        return Memory(Query("findings", "findings", area), area, lapsed=True)
    if memory is None or reading.places:
        return None if memory is None else msgspec.structs.replace(memory, area_ids=(), lapsed=True)
    return msgspec.structs.replace(memory, lapsed=True)


def points(edge: Edge, found: Pointers) -> bool:
    """Whether a parse makes use of what a pronoun stands for."""
    if not edge.parts:
        return any(p.symbol == edge.symbol and p.value is edge.value for p in found.pieces)
    return any(points(p, found) for p in edge.parts)


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
    if again := asked_again(reading, memory):
        return Spelt(again)
    return (
        Spelt(" ".join(t for t in out if t not in PUNCTUATION) + " for " + subject_of(memory, names))
        if _lacks_subject(reading, memory)
        else None
    )


def subject_of(memory: Memory, names: dict[str, str]) -> str:
    return " and ".join(names[a] for a in memory.named)


# What is said of one term beside another: nothing that its own meaning does not tell.
_BESIDE = frozenset(
    "and what about a an the is are that it this or how does then so same thing as different differ worse milder stricter better softer harsher stronger weaker "
    "less more serious tougher lighter heavier any not from ? , than also too like one mean is what of".split()
)


def asked_again(reading: Reading, memory: Memory) -> str | None:
    """The last question put anew: of another outcome, or of another term."""
    return _again_with_outcome([t.text for t in reading.tokens], memory) or _term_again(reading, memory)


def _term_again(reading: Reading, memory: Memory) -> str | None:
    """ "and an improvement notice, is that milder?" after what a direction is: the same of another term."""
    terms = [u for u in reading.units if u.terms and not u.schemes and u.text not in _BESIDE]
    rest = {w for u in reading.units if u not in terms for w in u.text.split()}
    if memory.query.asks != "define" or len(terms) != 1 or not rest <= _BESIDE:
        return None
    return f"what is {terms[0].text}"


_NUMBERED = {
    "1": "1",
    "one": "1",
    "best": "1",
    "top": "1",
    "2": "2",
    "two": "2",
    "middle": "2",
    "3": "3",
    "three": "3",
    "worst": "3",
    "lowest": "3",
    "bottom": "3",
}
_OUTCOME = re.compile(
    r"\b(?:outcome|grade|verdict|judgement|rating) (?:of )?(1|2|3|one|two|three)\b|\b(best|top|middle|worst|lowest|bottom) (?:outcome|grade|verdict|judgement|rating|one)\b"
)
_WITH_OUTCOME = frozenset(
    "and what if it is s a an the outcome grade verdict judgement rating of for about with after how or then in case but they you we one get got gets had were was "
    "suppose say instead when where same does that change ends end up comes come out as be ? , would happens happen".split()
)


def _again_with_outcome(texts: list[str], memory: Memory) -> str | None:
    """ "and after outcome 1?", "what if it is a 3" after a rule about outcome 2: the last question with the other outcome."""
    old = _OUTCOME.search(memory.text.lower()) if memory.query.asks == "passage" else None
    if not old:
        return None
    full = _OUTCOME.search(" ".join(texts))
    if full:
        new, rest = full[1] or full[2], " ".join(texts).replace(full[0], "").split()
    else:
        numbers = [t for t in texts if t in _NUMBERED and t != "one"] or [t for t in texts[-2:] if t == "one"]
        new, rest = (numbers[0], [t for t in texts if t != numbers[0]]) if len(numbers) == 1 else ("", [])
    if not new or not _WITH_OUTCOME.issuperset(rest):
        return None
    return memory.text.lower().replace(old[0], f"outcome {_NUMBERED[new]}")


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


def wider(reading: Reading, memory: Memory, knowledge: Knowledge) -> Iterable[str]:
    """A fragment as one of the last topic, or of the one that holds that: what "and promotion?" is meant of."""
    if reading.topics or reading.places or len(reading.tokens) > _LONG:
        return
    of = {t.id: t for t in knowledge.topics}
    plain = " ".join(t.text for t in reading.tokens if t.text not in PUNCTUATION)
    for topic in (*memory.query.topics, *topics_of(memory.query))[:1]:
        yield from (f"{plain} of {of[t].name}" for t in (of[topic].parent, topic) if t)


def _stands_for_topic(before: str, after: str) -> bool:
    at_end = before in ("with", "on", "about", "of", "for", "over", "at", "in") and after in ("", "?")
    return at_end or (before in ("does", "do", "did", "doing") and after in ("well", "badly", "best", "right", "better"))


def _subject(memory: Memory, knowledge: Knowledge) -> str | None:
    """The term or topic that the last question was about, as a name."""
    if memory.query.asks == "define":
        return memory.query.target
    wanted = (*memory.query.topics, *topics_of(memory.query))
    return next((t.name for t in knowledge.topics if t.id in wanted), None) if not memory.query.areas else None


def topics_of(query: Query) -> tuple[str, ...]:
    return tuple(v for c in literals(query.which) if c.kind in ("topic", "strength") and not c.negated for v in c.values)
