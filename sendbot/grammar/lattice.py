"""From a question's reading to a lattice of typed words: what each stretch may be, with the words that may be skipped left out."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from sendbot.grammar.chart import Edge
from sendbot.lexicon.text import Token, words_of
from sendbot.lexicon.trie import PhraseTrie
from sendbot.yaml12 import read_yaml

WORDS = Path(__file__).with_name("words")
SKIPPED, OPENING = "SKIP", "OPENING"
# A word that was mended is a little less likely what was meant.
_MENDED = 0.2


class Piece(NamedTuple):
    """A stretch of tokens [start, end) that the lexicon knows as a category, with what it stands for."""

    symbol: str
    start: int
    end: int
    value: object = True
    cost: float = 0.0


class Lattice(NamedTuple):
    """Edges over the tokens that are left. `places`: the token at which each position begins, and the end of all."""

    length: int
    edges: tuple[Edge, ...]
    kept: tuple[int, ...]


@cache
def words() -> PhraseTrie:
    """The grammar's own words: phrase to categories. A phrase stands without the single words that are skipped anyway."""
    listed = [(c, words_of(p)) for path in sorted(WORDS.glob("*.yaml")) for c, phrases in read_yaml(path).items() for p in phrases]
    skipped = {phrase[0] for category, phrase in listed if category == SKIPPED and len(phrase) == 1}
    trie = PhraseTrie()
    for category, phrase in listed:
        trie.add(phrase if category == SKIPPED else tuple(w for w in phrase if w not in skipped) or phrase, category)
    return trie


def single_words() -> frozenset[str]:
    """Every word of any phrase: none is a misspelling of another word."""
    return frozenset(words().words())


def lattice(
    tokens: tuple[Token, ...],
    mended: list[str],
    pieces: Iterable[Piece],
    taken: frozenset[int],
    *,
    pointing: frozenset[int] = frozenset(),
    idle: frozenset[int] = frozenset(),
) -> Lattice:
    """The lattice of a question. `mended`: its words, misspellings put right. `taken`: tokens that only their piece may claim.

    `pointing`: tokens that stand for something said before, so that they are never skipped. `idle`: others that are.
    """
    # A colon or a dash parts as a comma does.
    plain = ["," if t.text == ":" else t.text for t in tokens]
    mended = ["," if word == ":" else word for word in mended]
    skipped = _skipped(mended, taken | pointing) | idle
    # A question mark at the end and a comma after what is skipped say nothing.
    kept = [i for i in range(len(tokens)) if i not in skipped]
    while kept and plain[kept[-1]] in ("?", ","):
        kept.pop()
    while kept and plain[kept[0]] in ("?", ","):
        kept.pop(0)
    position, after = {}, 0
    for index in range(len(tokens) + 1):
        position[index] = after
        if after < len(kept) and index == kept[after]:
            after += 1
    edges: dict[tuple[str, int, int, object], Edge] = {}

    def enter(symbol: str, start: int, end: int, value: object = True, cost: float = 0.0) -> None:
        first, last = position[start], position[end]
        key = (symbol, first, last, value)
        if first < last and (key not in edges or cost < edges[key].cost):
            edges[key] = Edge(symbol, first, last, value, cost)

    for texts, cost in ((plain, 0.0), (mended, _MENDED))[: 1 + (mended != plain)]:
        left = [texts[i] for i in kept]
        for place, index in enumerate(kept):
            if index in taken:
                continue
            enter(left[place], index, index + 1, cost=cost)
            for end, categories in words().at(left, place).items():
                if taken.isdisjoint(kept[place:end]):
                    for category in categories:
                        if category not in (SKIPPED, OPENING):
                            enter(str(category), index, kept[end - 1] + 1, cost=cost)
    for piece in pieces:
        enter(piece.symbol, piece.start, piece.end, piece.value, piece.cost)
    return Lattice(len(kept), tuple(edges.values()), tuple(kept))


def _skipped(texts: list[str], taken: frozenset[int]) -> set[int]:
    """The tokens of the longest phrases that may be skipped."""
    found: set[int] = set()
    start = 0
    while start < len(texts):
        # "OK, which areas ..." opens a message; "was it OK" asks something.
        skips = {SKIPPED, OPENING} if found.issuperset(range(start)) else {SKIPPED}
        ends = [e for e, cats in words().at(texts, start).items() if skips & set(cats) and not taken.intersection(range(start, e))]
        if ends:
            found.update(range(start, max(ends)))
        start = max(ends, default=start + 1)
    return found
