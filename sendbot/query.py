"""What a question asks for, as a value: the shape of the answer and the filters, which compose freely.

A query is what understanding makes, what answers work from, and what a thread remembers (it encodes to JSON).
"""

import datetime as dt
from typing import Literal

import msgspec

Shape = Literal[
    "areas",
    "count",
    "share",
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
    "hello",
    "thanks",
    "bye",
    "help",
]

Event = Literal[
    "inspected", "published", "received", "due", "submitted", "approved", "re-visited", "monitored", "next-inspection", "measure"
]

ConditionKind = Literal[
    "topic",
    "strength",
    "weakness",
    "plan",
    "submitted",
    "approved",
    "overdue",
    "due",
    "outcome",
    "inspected",
    "published",
    "re-visited",
    "monitored",
    "progress",
    "effective",
    "region",
    "area",
    "framework",
    "type",
    "response",
    "measure",
    "newest",
    "number",
    "development",
]


class Period(msgspec.Struct, frozen=True, omit_defaults=True):
    """Days from `start` to `end`, both included; None is open. `label` says it ("in July 2017")."""

    start: dt.date | None
    end: dt.date | None
    label: str = ""

    def __contains__(self, day: object) -> bool:
        return isinstance(day, dt.date) and (self.start is None or day >= self.start) and (self.end is None or day <= self.end)


class Condition(msgspec.Struct, frozen=True, omit_defaults=True):
    """One filter on inspections and their areas.

    `values`: ids or words, any of which fits (topics, areas, regions, "1" to "3" for outcomes ...). `kind` "number"
    compares the number of `values[0]` (weaknesses, priority actions ...) by `operator` with `number`. `only`: of topics,
    findings of this kind alone. `besides`: of a topic, its kinds of problem other than these ("no other problem").
    """

    kind: ConditionKind
    values: tuple[str, ...] = ()
    negated: bool = False
    period: Period | None = None
    only: Literal["priority-action", "improvement"] | None = None
    besides: tuple[str, ...] = ()
    operator: Literal["<", "<=", "=", ">=", ">"] | None = None
    number: int | None = None


Clause = tuple[Condition, ...]


class Query(msgspec.Struct, frozen=True, omit_defaults=True):
    """One question. `where`: all clauses must hold; of a clause's conditions any one.

    `intent`: the rule that matched. `areas`: the areas asked about. `topics`: topics to look at in findings shapes.
    `manner`: "weak" or "strong" where the question asks for one kind of finding. `order`: a superlative.
    `quantifier`: of a yes/no question over areas. `target`: id of a passage or word of a term.
    """

    asks: Shape
    intent: str
    areas: tuple[str, ...] = ()
    where: tuple[Clause, ...] = ()
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
