"""What a question asks for, as a value: the shape of the answer and the filters, which compose freely.

A query is what understanding makes, what answers work from, and what a thread remembers (it encodes to JSON).
"""

import datetime as dt
from typing import Literal

import msgspec

from sendbot.meaning import Clause, Condition, ConditionKind, Period, Predicate

Shape = Literal[
    "areas",
    "count",
    "share",
    "per",
    "versus",
    "sequence",
    "average",
    "remarks",
    "kinds",
    "when",
    "days",
    "check",
    "findings",
    "why",
    "common",
    "ranking",
    "compare",
    "documents",
    "define",
    "practice",
    "scheme",
    "area_facts",
    "history",
    "coverage",
    "passage",
    "reckon",
    "hello",
    "thanks",
    "bye",
    "help",
]

Event = Literal[
    "inspected", "published", "received", "due", "submitted", "approved", "re-visited", "monitored", "next-inspection", "measure"
]


class Query(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One question. `which`: what holds of the areas asked for; in a yes/no question, the claim. `sides`: what is held against each other within it.

    `intent`: the rule that matched. `areas`: the areas asked about. `topics`: topics to look at in findings shapes.
    `manner`: "weak" or "strong" where the question asks for one kind of finding. `order`: a superlative.
    `quantifier`: of a yes/no question over areas. `target`: id of a passage or word of a term.
    One written by an older sendbot, whose fields were others, does not decode.
    """

    asks: Shape
    intent: str
    areas: tuple[str, ...] = ()
    which: Predicate | None = None
    topics: tuple[str, ...] = ()
    about: Event | None = None
    manner: Literal["weak", "strong", "development"] | None = None
    order: Literal["first", "last", "next", "most", "least"] | None = None
    limit: int | None = None
    quantifier: Literal["any", "every", "none", "only"] | None = None
    target: str | None = None
    of: str | None = None
    framework: Literal["2016", "2023"] | None = None
    period: Period | None = None
    as_at: dt.date | None = None
    polarity: bool | None = None
    sides: tuple[Predicate, ...] = ()


__all__ = ["Clause", "Condition", "ConditionKind", "Event", "Period", "Query", "Shape"]
