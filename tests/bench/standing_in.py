"""Peers in the matcher's place: all share sendbot's reading of slots, its queries and its answers, and differ in the choice of the rule.

So every engine is judged by the same scorer on the answer that its choice leads to. Two ways of asking:
- alone: no guard of sendbot's but its slots (a place that is no area, a name that fits two areas, a rule whose slots are missing);
  the engine must choose, or refuses by its own score;
- guarded: with all that makes sendbot refuse apart from its matcher's own score: subjects that are declined, unknown words, too
  little that belongs to the field.
"""

import copy
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from questions.score import judge

from bench.choosers import Chooser
from bench.material import Item, answers, plain
from sendbot.brain import Brain
from sendbot.understanding.building import build
from sendbot.understanding.matching import Match, Matcher, form_of, pieces_of
from sendbot.understanding.reading import Reading
from sendbot.understanding.understand import Understanding

# High enough for every threshold of sendbot's own, low enough that its guards still look.
_SURE = 0.96


class Unguarded(Understanding):
    """Understanding that takes the first rule whose query can be built."""

    accept = staticmethod(lambda match, asked: build(match, asked.frame, asked.reading))

    def _declined(self, *_: object) -> None:
        return None


@dataclass
class StandIn:
    """A matcher that asks an engine. `score`: the best score of the question under way; `times`: milliseconds of each choice."""

    matcher: Matcher
    engine: Chooser
    score: float | None = None
    times: list[float] = field(default_factory=list)

    @property
    def examples(self) -> Sequence[Any]:
        """The matcher's own."""
        return self.matcher.examples

    def match(self, reading: Reading) -> list[Match]:
        """The engine's rules as matches, each held sure, in the engine's order."""
        start = time.perf_counter_ns()
        ranked = self.engine.choose(reading)
        self.times.append((time.perf_counter_ns() - start) / 1e6)
        if ranked:
            self.score = max(ranked[0][1], self.score or 0.0)
        return [self._as_match(reading, number) for number, _ in ranked]

    def _as_match(self, reading: Reading, number: int) -> Match:
        example = self.matcher.examples[number]
        pieces = pieces_of(reading)
        where: dict[str, list[int]] = {}
        for index, piece in enumerate(pieces):
            for feature in piece.features:
                where.setdefault(feature, []).append(index)
        _, _, unexplained = self.matcher._score(pieces, where, form_of(reading), number)
        return Match(self.matcher.rules[example.rule], example, _SURE, 1.0, unexplained)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of one question. `score`: the engine's, None where it was not asked (a follow-up told by its slots)."""

    in_scope: bool
    answered: bool
    right: bool
    score: float | None = None


def verdicts_of(brain: Brain, items: Sequence[Item], stand_in: StandIn | None = None) -> Iterator[Verdict]:
    """The scorer's verdict on each question."""
    if stand_in:
        stand_in.score = None
    for item, answer in zip(items, answers(brain, items), strict=True):
        problems, _ = judge(item, plain(answer))
        yield Verdict(item["expect"].get("answered") is not False, answer.answered, not problems, stand_in.score if stand_in else None)
        if stand_in:
            stand_in.score = None


def judged(brain: Brain, engine: Chooser, items: Sequence[Item], *, guarded: bool) -> tuple[list[Verdict], list[float]]:
    """An engine in the matcher's place of a brain: the verdicts, and the milliseconds of its choices."""
    own = brain.understanding
    stand_in = StandIn(own.known.phrasings.matcher, engine)
    phrasings = copy.copy(own.known.phrasings)
    phrasings.matcher = stand_in
    others = own.known.other_inspections if guarded else {}
    other = copy.copy(own) if guarded else object.__new__(Unguarded)
    other.__dict__.update(own.__dict__, known=replace(own.known, phrasings=phrasings, other_inspections=others))
    brain.understanding = other
    try:
        return list(verdicts_of(brain, items, stand_in)), stand_in.times
    finally:
        brain.understanding = own
