"""What a message means as the next one of its thread."""

from collections.abc import Callable

import msgspec

from sendbot.grammar.following import LED
from sendbot.lexicon.text import tokenise
from sendbot.meaning import Condition, Is, both
from sendbot.query import Query, Shape
from sendbot.understanding.asked import Asked
from sendbot.understanding.following import (
    Memory,
    across,
    asked_again,
    asks_on,
    carried,
    goes_on,
    narrows,
    of_named,
    one_of_nothing,
    opens_narrowing,
    pointers,
    points,
    points_nowhere,
    spelt,
    turned,
    wider,
)
from sendbot.understanding.following import points_back as is_pointing_back
from sendbot.understanding.matching import form_of
from sendbot.understanding.outcome import Refusal, Understood
from sendbot.understanding.parsing import Parse, Pointers, parse
from sendbot.understanding.phrasings import plain_words
from sendbot.understanding.reading import Reading
from sendbot.understanding.refusing import out_of_scope, points_back, refused

# Reads and understands a text that stands for a message: that text, and the shapes that it may have.
Again = Callable[[str, frozenset[Shape] | None], Understood | Refusal]

_WHOLE = frozenset(("what", "how", "how-long", "which", "list", "define"))  # forms that seldom leave out their subject
_ALONE = 0.97  # from which score a passage's own question is one also in a thread
# Shapes that can be confined to some areas ("which of those ...").
_OF_AREAS: frozenset[Shape] = frozenset(
    ("areas", "count", "share", "check", "documents", "practice", "common", "ranking", "findings", "compare", "when", "days", "why")
)


def leads_nowhere(asked: Asked) -> Refusal | None:
    """Declines what goes on from a message before it where there is none."""
    reading = asked.reading
    if asked.memory is not None:
        return None
    if _only_adds(reading) or (opens_narrowing(reading) and narrows(parse(reading, Pointers()))):
        return refused(asked, "no-context", "I am not sure what that narrows down. Please ask it as a whole question.")
    return points_back(asked) if is_pointing_back(reading) and not asked.whole else None


def follow(asked: Asked, again: Again) -> Understood | Refusal | None:
    """What a message means as the next one of its thread; None where it stands alone."""
    reading, memory = asked.reading, asked.memory
    if memory is None or _stands_alone(asked, memory):
        return None
    found = pointers(reading, memory)
    parsed = parse(reading, found)
    opening = [t.text for t in reading.tokens[:2]]
    in_full = parsed and parsed.best and opening[0] in ("who", "where", "whose") and "else" not in opening and not found.pieces
    best = parsed.best if parsed else None
    if memory.lapsed:  # of what was not understood nothing is listed; who was spoken of is known
        at_set = any(p.symbol == "THOSE" for p in found.pieces) and bool(is_pointing_back(reading) or (best and points(best, found)))
        if at_set or (goes_on(reading, parsed, memory) and not in_full):
            return points_back(asked)
    if one_of_nothing(reading, found):
        return points_back(asked)
    pointed = across(best.value, memory) if best and points(best, found) else None
    if pointed and pointed.asks == "check":  # "do any of those have one" is no fragment after "do"
        return _followed(_carried(pointed, asked, memory), asked)
    if not in_full and (query := _fragment(parsed, memory)):
        return _followed(_carried(query, asked, memory), asked)
    if pointed:
        return _followed(_carried(pointed, asked, memory), asked)
    if narrows(parsed) or points_nowhere(reading, found) or (best and points(best, found)):
        return points_back(asked)
    in_full = in_full or (best and (best.value.asks != "areas" or form_of(reading) in ("who", "which", "where", "list", "whose")))
    if best and in_full:
        return Understood(best.value, asked.notes, how="whole") if best.rule is LED else None
    return _put_otherwise(asked, memory, found, again)


def _put_otherwise(asked: Asked, memory: Memory, found: Pointers, again: Again) -> Understood | Refusal | None:
    """What a message means that the grammar does not read, with what its thread speaks of put into it."""
    reading, known = asked.reading, asked.known
    if asked_again(reading, memory) and (understood := _spelt(asked, memory, found, again)):
        return understood
    if memory.query.asks == "passage" and _supposes(reading):  # a rule asked of another case is not that case's list
        return points_back(asked)
    if reading.unexplained:
        return out_of_scope(asked) if found.pieces else None
    for text in wider(reading, memory, known.knowledge):
        widened = known.reader.read(tokenise(text), asked.view.known_by)
        if widened.topics and (query := _fragment(parse(widened, found), memory)):
            return _followed(query, asked)
    if understood := _spelt(asked, memory, found, again):
        return understood
    if found.pieces and not any(u.schemes for u in reading.units):  # what it points at must not be left out
        return out_of_scope(asked)
    return None


def _followed(query: Query, asked: Asked) -> Understood:
    return Understood(query, asked.notes, how="followed")


def _stands_alone(asked: Asked, memory: Memory) -> bool:
    """Whether a message is a passage's own question, and points at nothing in its thread."""
    if form_of(asked.reading) not in _WHOLE:
        return False
    first = next(iter(asked.matches), None)
    if first is None or first.score < _ALONE or not first.rule.passage:
        return False
    found = pointers(asked.reading, memory)
    at_set = any(p.symbol == "THOSE" for p in found.pieces)
    of_one = len(memory.named) == 1 and bool(memory.query.areas)
    return not at_set and not (of_one and asks_on(parse(asked.reading, found)))


def _carried(query: Query, asked: Asked, memory: Memory) -> Query:
    """A follow-up of the inspection last spoken of, and of the area before it where that was another's."""
    query = carried(query, asked.reading, memory)
    if len(query.areas) != 1 or not (query.framework or query.period):
        return query
    view = asked.view

    def has_one(area: str) -> bool:
        return any(
            v.kind == "full"
            and query.framework in (None, v.framework)
            and (query.period is None or v.date in query.period or v.published in query.period)
            for v in view.by_area.get(area, ())
        )

    older = [a for a in view.snapshot.areas[query.areas[0]].predecessors if has_one(a)]
    return msgspec.structs.replace(query, areas=(older[0],)) if len(older) == 1 and not has_one(query.areas[0]) else query


def _spelt(asked: Asked, memory: Memory, found: Pointers, again: Again) -> Understood | None:
    """What a message means with its pronouns put into names."""
    names = spelt(asked.reading, memory, found, asked.known.knowledge)
    if names is None:
        return None
    understood = again(names.text, _OF_AREAS if names.among else None)
    at_set = any(p.symbol in ("THOSE", "ANYOFTHOSE") for p in found.pieces)
    if not isinstance(understood, Understood) or (at_set and understood.query.asks == "passage"):
        return None
    query = _among(understood.query, names.among) if names.among else _carried(understood.query, asked, memory)
    return Understood(query, asked.notes, understood.score, names.text, "followed")


def _among(query: Query, areas: tuple[str, ...]) -> Query:
    """A query confined to these areas ("which of those ...")."""
    if query.asks not in ("areas", "count", "share", "check", "documents", "practice", "common", "ranking"):
        return msgspec.structs.replace(query, areas=areas)
    return msgspec.structs.replace(query, which=both(query.which, Is(Condition("area", areas))), areas=())


def _fragment(parsed: Parse | None, memory: Memory) -> Query | None:
    """What a fragment makes of the last question."""
    turns = [edge.value for edge in (parsed.chart.whole("FOLLOW") if parsed else ())]
    return next((q for turn in turns if (not memory.lapsed or of_named(turn, memory)) and (q := turned(turn, memory))), None)


def _only_adds(reading: Reading) -> bool:
    """Whether a message only adds to something before it: "and outcome 2?"."""
    names_area = any(p.place.kind == "area" for p in reading.places)
    return bool(reading.tokens) and reading.tokens[0].text in ("and", "or", "but", "plus") and not form_of(reading) and not names_area


def _supposes(reading: Reading) -> bool:
    """Whether a message puts another case: "and if it was inspected later?"."""
    texts = plain_words(reading.tokens)
    return "if" in texts[:2] and texts[0] in ("if", "and", "what", "or", "but") and not {"what", "when", "how", "who"} & set(texts[2:])
