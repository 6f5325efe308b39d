"""A question parsed whole by the grammar: every word has a role, or there is no parse."""

from functools import cache

import msgspec

from sendbot.grammar import aggregates, claims, deeds, faults, filters, following, questions, relations
from sendbot.grammar.chart import Chart, Edge, Grammar
from sendbot.grammar.lattice import Lattice, Piece, lattice
from sendbot.query import Query
from sendbot.understanding.reading import Reading, fault_cues, fault_words

# A second parse as cheap as this means that the question has two meanings.
_AS_GOOD = 0.001


# What may stand alone where a question is not read whole.
ISLANDS = ("S", "NP", "VPS", "MODS", "OBJS", "TN", "NAMES", "REG", "WHENCE", "QTY")


class Parse(msgspec.Struct, frozen=True):
    """A chart of a question, with the lattice it was made from."""

    chart: Chart
    lattice: Lattice

    @property
    def best(self) -> Edge | None:
        """The cheapest whole parse."""
        return next(iter(self.chart.whole("S")), None)


@cache
def grammar(*, of_threads: bool = False) -> Grammar:
    rules = [*filters.RULES, *faults.RULES, *deeds.RULES, *questions.RULES, *aggregates.RULES, *relations.RULES, *claims.RULES]
    return Grammar([*rules, *following.RULES] if of_threads else rules)


class Pointers(msgspec.Struct, frozen=True):
    """What pronouns stand for in a thread: `pieces` over tokens; `pointing`: all tokens that point; `idle`: those that add nothing."""

    pieces: tuple[Piece, ...] = ()
    pointing: frozenset[int] = frozenset()
    idle: frozenset[int] = frozenset()


def parse(reading: Reading, pointers: Pointers | None = None) -> Parse | None:
    """The chart of a question; None where a name in it fits several areas or none. `pointers`: it stands in a thread."""
    pieces: list[Piece] = [*pointers.pieces] if pointers else []
    taken: set[int] = set()
    for unit in reading.units:
        if unit.place:
            place = unit.place.place
            if place.ambiguous or place.kind == "elsewhere":
                return None
            taken.update(range(unit.start, unit.end))
            if place.kind == "area":
                pieces.append(Piece("AREA", unit.start, unit.end, place.ids))
            else:
                pieces.append(Piece("REGION", unit.start, unit.end, place.name))
        elif unit.period:
            if unit.period.as_at:
                return None
            taken.update(range(unit.start, unit.end))
            pieces.append(Piece("PERIOD", unit.start, unit.end, unit.period.period))
            if unit.text in ("from today", "today"):  # "how many days from today"
                pieces.append(Piece("DAYAWAY", unit.start, unit.end))
        elif unit.number is not None:
            pieces.append(Piece("NUM", unit.start, unit.end, unit.number))
    pieces += _topics(reading)
    idle = pointers or Pointers()
    made = lattice(reading.tokens, _mended(reading), pieces, frozenset(taken), pointing=idle.pointing, idle=idle.idle)
    return Parse(grammar(of_threads=pointers is not None).parse(made.length, made.edges), made)


def _mended(reading: Reading) -> list[str]:
    """The question's words, misspellings put right, one for each token."""
    texts: list[str] = []
    for unit in reading.units:
        words = unit.text.split(" ")
        plain = [t.text for t in reading.tokens[unit.start : unit.end]]
        texts += words if len(words) == len(plain) else plain
    return texts


def _topics(reading: Reading) -> list[Piece]:
    """The stretches that name topics, or blame somebody for them."""
    found = []
    in_full = {(n.topic, n.start, n.end) for n in reading.named if n.in_full}
    for topic, first, last in dict.fromkeys(reading.stretches):
        units = reading.units[first : last + 1]
        blames = any((u.symbols | u.inner - {"repeat"}) & fault_cues() or not fault_words().isdisjoint(u.text.split(" ")) for u in units)
        blames = blames and (topic, units[0].start, units[-1].end) not in in_full
        found.append(Piece(_symbol(blames), units[0].start, units[-1].end, topic))
    named = [Piece(_symbol(not n.in_full and bool(n.words & fault_cues())), n.start, n.end, n.topic) for n in reading.named]
    # Of what begins and ends within another only the wider says what is meant.
    return found + [p for p in named if not any(_within(p, other) for other in (*found, *named))]


def _within(inner: Piece, outer: Piece) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end and outer.end - outer.start > inner.end - inner.start


def _symbol(blames: bool) -> str:
    return "FAULTY" if blames else "TOPIC"


def whole(reading: Reading) -> Query | None:
    """What a question asks, where the grammar reads all of it."""
    if any(u.schemes for u in reading.units):
        return None  # a scheme is asked about by its name
    parsed = parse(reading)
    best = parsed.best if parsed else None
    return best.value if best else None
