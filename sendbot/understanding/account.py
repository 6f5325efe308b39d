"""Whether every word of a question led to something in its meaning; the words that did not are named.

A question that the grammar reads whole needs no account. One that is answered by the nearest example does: its words are held
against the meaning by a table (`bindings.yaml`), and what stands for nothing in it would be dropped silently.
"""

from functools import cache
from pathlib import Path

import msgspec

from sendbot.lexicon.text import PUNCTUATION
from sendbot.meaning import Condition, literals
from sendbot.query import Query
from sendbot.understanding.reading import Reading, Unit
from sendbot.yaml12 import read_yaml


class Bindings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The table: cue word to the parts it may have led to; what lists are of; and words that narrow though they mean nothing alone."""

    claims: dict[str, frozenset[str]]
    heads: frozenset[str]
    restricting: dict[str, frozenset[str]]


@cache
def bindings() -> Bindings:
    """The table of `bindings.yaml`."""
    return msgspec.convert(read_yaml(Path(__file__).with_name("bindings.yaml")), Bindings)


def unclaimed(reading: Reading, query: Query) -> tuple[str, ...]:
    """The words of a question that no part of its meaning can have come from."""
    parts, conditions = _parts(query), list(literals(query.which))
    asked = {v for c in conditions for v in (*c.values, *c.besides)} | set(query.topics)
    absorbed = {i for hit in reading.topics if hit.topic in asked for i in hit.used}
    names = {*query.areas, *(v for c in conditions if c.kind in ("area", "region") for v in c.values)}
    # What "send in" or "improvement" say within a topic is said by the topic.
    return tuple(u.text for i, u in enumerate(reading.units) if i not in absorbed and not _is_claimed(u, query, parts, conditions, names))


def _parts(query: Query) -> frozenset[str]:
    """The parts that a meaning has, by the names of the table."""
    conditions = list(literals(query.which))
    found = {f"kind:{c.kind}" for c in conditions} | {f"asks:{query.asks}"}
    found |= {"denied"} if any(c.negated or c.besides or (c.kind == "number" and not c.number) for c in conditions) else set()
    for part in ("order", "limit", "framework", "manner"):
        found |= {part} if getattr(query, part) is not None else set()
    if query.quantifier not in (None, "any"):
        found.add("quantifier")
    if query.about:
        found.add(f"about:{query.about}")
    if query.of:
        found.add(f"of:{query.of}")
    if query.areas and query.asks == "check":
        found.add("named")
    return frozenset(found)


def _is_claimed(unit: Unit, query: Query, parts: frozenset[str], conditions: list[Condition], names: set[str]) -> bool:
    table = bindings()
    if unit.text in PUNCTUATION or unit.slot:
        return True
    if unit.place:
        return not names.isdisjoint((*unit.place.place.ids, unit.place.place.name))
    if unit.period:
        period = unit.period.period
        dates = {c.period for c in conditions} | {query.period}
        return period in dates or (query.as_at is not None and query.as_at == period.end)
    if unit.number is not None and not unit.symbols:
        said = {query.limit, *(c.number for c in conditions), *(int(v) for c in conditions for v in c.values if v.isdigit())}
        return unit.number in said
    if unit.text in table.restricting:
        return not parts.isdisjoint(table.restricting[unit.text])
    restricting = [table.claims[s] for s in unit.symbols if s in table.claims]
    if restricting:
        return any(not parts.isdisjoint(claims) for claims in restricting)
    named = not unit.symbols and not unit.everyday and not unit.filler  # "stocktake" names something of the knowledge
    return not unit.unexplained and (not named or bool(unit.topics))
