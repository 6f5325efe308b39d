"""A chart parser: edges of typed words in, whole parses and islands out. It knows no word and no meaning.

A rule says which symbols in a row make a category, and a function makes its meaning of theirs. Symbols in capitals are
categories, whose meanings the function gets in order; others are words as they stand. `a|b` is either, `x?` may be
missing (the function then gets None for a category; for a word in a category's stead it gets True). A function that gives None refuses. Of one category over one stretch the
cheapest few meanings are kept.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import msgspec

MOST_KEPT = 3
_MOST_EDGES = 6_000


class Edge(msgspec.Struct, frozen=True):
    """A stretch [start, end) read as one thing. `rule`: the rule that made it; `parts`: the edges it was made of."""

    symbol: str
    start: int
    end: int
    value: Any = True
    cost: float = 0.0
    rule: "Rule | None" = None
    parts: "tuple[Edge, ...]" = ()


class Rule(msgspec.Struct, frozen=True):
    """One line of grammar. `example`: words that parse through this rule."""

    category: str
    pattern: str
    make: Callable[..., Any]
    example: str
    cost: float = 0.0


# In tables of rules, which are read by the line.
R = Rule


class _Node:
    """A place in the trie of patterns: which symbols may follow, and the rules that are complete here."""

    __slots__ = ("after", "done")

    def __init__(self) -> None:
        self.after: dict[str, _Node] = {}
        self.done: list[tuple[Rule, tuple[int | None, ...]]] = []


class Grammar:
    """Rules, made ready."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = tuple(rules)
        self._root = _Node()
        for rule in self.rules:
            for symbols, arguments in expand(rule.pattern):
                node = self._root
                for symbol in symbols:
                    node = node.after.setdefault(symbol, _Node())
                node.done.append((rule, arguments))
        self.words = frozenset(s for r in self.rules for s in symbols_of(r.pattern) if not s.isupper())

    def parse(self, length: int, edges: Iterable[Edge]) -> "Chart":
        """All that the rules make of a lattice of `length` positions."""
        return Chart(self._root, length, edges)


def symbols_of(pattern: str) -> list[str]:
    return [s for item in pattern.split() for s in item.removesuffix("?").split("|")]


def expand(pattern: str) -> Iterable[tuple[tuple[str, ...], tuple[int | None, ...]]]:
    """Every row of symbols that a pattern allows, and where in the row each of its arguments stands (None: missing).

    What may be a category is an argument; a word in its stead counts as one.
    """
    choices: list[list[str | None]] = []
    for item in pattern.split():
        options: list[str | None] = list(item.removesuffix("?").split("|"))
        choices.append([*options, None] if item.endswith("?") else options)
    arguments = [any(o and o.isupper() for o in options) for options in choices]
    rows: list[tuple[tuple[str, ...], tuple[int | None, ...]]] = [((), ())]
    for options, wanted in zip(choices, arguments, strict=True):
        rows = [
            (symbols, (*where, None) if wanted else where) if o is None else ((*symbols, o), (*where, len(symbols)) if wanted else where)
            for symbols, where in rows
            for o in options
        ]
    return [row for row in rows if row[0]]


class Chart:
    """The edges found. Filled from left to right, each stretch after all the shorter ones that end where it does."""

    def __init__(self, root: _Node, length: int, edges: Iterable[Edge]) -> None:
        self._root, self.length = root, length
        self._found: dict[tuple[int, int], dict[str, list[Edge]]] = {}
        # Rules begun: by where they wait for their next symbol, each with where it began and the edges so far.
        self._waiting: list[list[tuple[int, _Node, tuple[Edge, ...]]]] = [[] for _ in range(length + 1)]
        # What rules have made of stretches still to be filled.
        self._pending: dict[tuple[int, int], list[Edge]] = {}
        self._count = 0
        given: dict[tuple[int, int], list[Edge]] = {}
        for edge in edges:
            given.setdefault((edge.start, edge.end), []).append(edge)
        for end in range(1, length + 1):
            for start in range(end - 1, -1, -1):
                self._fill(start, end, given.get((start, end), ()))

    def _fill(self, start: int, end: int, given: Sequence[Edge]) -> None:
        agenda = [*given, *self._pending.pop((start, end), ())]
        while agenda:
            edge = agenda.pop()
            if self._count > _MOST_EDGES or not self._keep(edge):
                continue
            self._count += 1
            agenda.extend(self._advance(edge))

    def _keep(self, edge: Edge) -> bool:
        """Enter an edge, unless as good a one is there already."""
        kept = self._found.setdefault((edge.start, edge.end), {}).setdefault(edge.symbol, [])
        for index, known in enumerate(kept):
            if known.value == edge.value:
                if edge.cost >= known.cost:
                    return False
                kept[index] = edge
                return True
        if len(kept) >= MOST_KEPT:
            worst = max(range(len(kept)), key=lambda i: kept[i].cost)
            if kept[worst].cost <= edge.cost:
                return False
            kept[worst] = edge
            return True
        kept.append(edge)
        return True

    def _advance(self, edge: Edge) -> Iterable[Edge]:
        """The edges of the same stretch that this one completes; longer ones are found when their stretch is filled."""
        for began, node, parts in ((edge.start, self._root, ()), *self._waiting[edge.start]):
            after = node.after.get(edge.symbol)
            if after is None:
                continue
            row = (*parts, edge)
            if after.after:
                self._waiting[edge.end].append((began, after, row))
            for rule, arguments in after.done:
                made = _made(rule, arguments, row)
                if made is None:
                    continue
                if began == edge.start:
                    yield made
                else:
                    self._pending.setdefault((began, edge.end), []).append(made)

    def over(self, start: int, end: int, symbol: str) -> list[Edge]:
        """The edges of a category over a stretch, cheapest first."""
        return sorted(self._found.get((start, end), {}).get(symbol, ()), key=lambda e: e.cost)

    def whole(self, symbol: str) -> list[Edge]:
        """The parses of everything as one category, cheapest first."""
        return self.over(0, self.length, symbol)

    def islands(self, symbols: Iterable[str]) -> list[Edge]:
        """Stretches read as one of these categories that no longer such stretch holds, left to right, none overlapping."""
        wanted = tuple(symbols)
        best: list[tuple[int, float, tuple[Edge, ...]]] = [(0, 0.0, ())]
        for end in range(1, self.length + 1):
            top = best[end - 1]
            for start in range(end - 1, -1, -1):
                found = self._found.get((start, end))
                for symbol in wanted if found else ():
                    for edge in found.get(symbol, ()):  # type: ignore[union-attr]
                        before = best[start]
                        # More words held is better, then fewer pieces, then less cost.
                        score = (before[0] + end - start, before[1] - 1 - edge.cost, (*before[2], edge))
                        if score[:2] > top[:2]:
                            top = score
            best.append(top)
        return list(best[-1][2])


def _made(rule: Rule, arguments: tuple[int | None, ...], row: tuple[Edge, ...]) -> Edge | None:
    meaning = rule.make(*(None if at is None else row[at].value for at in arguments))
    if meaning is None:
        return None
    return Edge(rule.category, row[0].start, row[-1].end, meaning, rule.cost + sum(e.cost for e in row), rule, row)
