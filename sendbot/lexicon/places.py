"""Areas, regions and groups in a question: exact before fuzzy, more words before fewer, guarded against everyday words.

The rules were measured on random typos and on everyday sentences (shared study, section 3.2; figures in docs/measured.md):
a fuzzy longer span beats an exact shorter one inside it ("north eest lincolnshire" is not Lincolnshire), a tie between
two areas is kept as a tie, and names that are everyday words (bury, reading) need a sign that a place is meant.
"""

import itertools
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal

import msgspec
from rapidfuzz.distance import OSA

from sendbot.care_boards import care_boards
from sendbot.lexicon.place_forms import short_forms
from sendbot.lexicon.spelling import SHORTEST, SpellingIndex, common_words
from sendbot.lexicon.text import PUNCTUATION, Token, words_of
from sendbot.model import Knowledge
from sendbot.regions import WIDE_REGIONS

PlaceKind = Literal["area", "region", "group", "elsewhere"]

_REGION_ALIASES: dict[str, tuple[str, ...]] = {
    "London": ("london", "greater london", "the capital", "london boroughs", "ldn"),
    "North West": ("north west", "northwest", "nw", "the north west", "north west england"),
    "North East": ("north east", "northeast", "ne", "the north east", "north east england"),
    "Yorkshire and the Humber": (
        "yorkshire and the humber",
        "yorkshire and humber",
        "yorks and humber",
        "humberside",
        "yorkshire humber",
        "y and h",
    ),
    "South East": ("south east", "southeast", "se", "the south east", "south east england"),
    "South West": ("south west", "southwest", "sw", "the south west", "west country", "south west england"),
    "West Midlands": ("west midlands", "west mids", "w midlands", "wm"),
    "East Midlands": ("east midlands", "east mids", "e midlands", "em"),
    "East of England": ("east of england", "eastern england", "east england", "eastern region", "east anglia"),
    "North East, Yorkshire and the Humber": ("north east yorkshire and the humber", "north east yorkshire and humber"),
}
_WIDE_NAMES = {
    "the Midlands": ("midlands", "the midlands", "middle of england"),
    "the North": ("the north", "northern england", "up north", "oop north", "north of england", "northern areas"),
    "the South": ("the south", "southern england", "south of england", "down south", "southern areas", "southern counties"),
}

_DIRECTIONS = frozenset(("north", "south", "east", "west", "and", "of", "the", "upon", "on", "with", "in"))
_PLACE_BEFORE = frozenset("did was has is does have compare versus except from against than excluding about were do".split())
_MAYBE_BEFORE = frozenset("in at of for with and or on by near like both between , :".split())
_PLACE_AFTER = frozenset(
    "wsa wsoa letter letters report inspection inspections inspected council councils plan plans borough area get need needed had have has submit "
    "statement outcome due issues issue weaknesses weakness problem problems findings deadline days pap revisit strengths summary send la "
    "have and or versus did was is got criticised praised local dmo ehcp co leadership next full past history latest last results rating priority action actions improvement improvements improved revisited re "
    "monitoring overdue profile region icb".split()
)
_NOT_A_PLACE_BEFORE = frozenset(
    "to i can some more please should will would could must my your the a an any this much further good light he she we they you not "
    "let lets of their his her our these those do guided independent wider always just".split()
)
# "I was reading" has no place in it, "was Reading inspected" has.
_PRONOUNS = frozenset("i you we they he she who it somebody someone".split())
# After a town's name these make it a football club's.
_CLUBS = frozenset("united rovers wanderers athletic albion fc afc hotspur villa argyle".split())
MAX_EDITS = 2
_SHORT_FORM = 6
# Added to the edits of a token that may only be mended inside a longer name whose other words are right.
_NEEDS_COMPANY = 10
# The small words inside names (and how long a misspelt one may be): mended only beside words of the name that are right.
_LINKS = ("and", "of", "on", "st", "sea")
_LONGEST_LINK = 4


class Place(msgspec.Struct, frozen=True):
    """What a name stands for. `ids`: areas it may mean (several: ambiguous), or a region's or group's member areas."""

    kind: PlaceKind
    name: str
    ids: tuple[str, ...]
    ambiguous: bool = False
    everyday: bool = False


class PlaceSpan(msgspec.Struct, frozen=True):
    """A place found in tokens [start, end). `typed` is set where it was only found by mending the spelling."""

    start: int
    end: int
    place: Place
    edits: int = 0
    typed: str | None = None


@lru_cache(maxsize=4_096)
def _links_near(word: str) -> tuple[str, ...]:
    """Small words of names that `word` is one edit away from ("City o London")."""
    return tuple(link for link in _LINKS if OSA.distance(word, link) == 1)


def _initials_of(board: str) -> str:
    """The initials of a care board's name, small words left out ("bnssg")."""
    return "".join(word[0] for word in words_of(board)[1:-1] if word not in _DIRECTIONS or word in ("north", "south", "east", "west"))


class _Node:
    __slots__ = ("children", "places")

    def __init__(self) -> None:
        self.children: dict[str, _Node] = {}
        self.places: list[Place] = []


class Gazetteer:
    """All names of places, ready to be found in tokens."""

    def __init__(self, knowledge: Knowledge, homographs: Iterable[str], cue_words: frozenset[str]) -> None:
        self._root = _Node()
        self._homographs = frozenset(homographs)
        ambiguous = {words_of(a.alias): a for a in knowledge.ambiguous_names}
        for alias, entry in ambiguous.items():
            self._add(
                alias,
                Place("area", entry.alias, (entry.usual,) if entry.usual else entry.fits, ambiguous=not (entry.usual or entry.family)),
            )
        for area in knowledge.areas:
            place = Place("area", area.name, (area.id,))
            for name in (area.name, area.official, area.full_name or area.name, *area.aliases):
                words = words_of(name)
                if words and words not in ambiguous:
                    self._add(words, place)
                    self._add((*words, "council"), place)
                    if len(words) > 1 and len(joined := "".join(words)) > 6:
                        self._add((joined,), place)
        self._add_regions(knowledge)
        self._add_care_boards(knowledge)
        for elsewhere in knowledge.elsewhere:
            words = words_of(elsewhere.name)
            if not self._has(words):
                self._add(words, Place("elsewhere", f"{elsewhere.name} ({elsewhere.note})", ()))
        for form, area in short_forms(knowledge.areas):
            if form not in ambiguous and not self._has(form):
                self._add(form, Place("area", area.name, (area.id,)))
        names = frozenset(self._words(self._root))
        # Short forms (soton, bham) are too near to other names to be mended: they only match exactly.
        full = {word for area in knowledge.areas for word in words_of(area.name)}
        full |= {"".join(words) for area in knowledge.areas if len(words := words_of(area.name)) > 1}
        full |= {word for word in names if len(word) > _SHORT_FORM}
        self._index = SpellingIndex(names, full)
        # Words that are never taken for a misspelt name: everyday English and our own cue words, unless a name has them.
        self._unmendable = (common_words() | cue_words) - names

    def _add_regions(self, knowledge: Knowledge) -> None:
        def members(regions: Iterable[str]) -> tuple[str, ...]:
            wanted = set(regions)
            return tuple(a.id for a in knowledge.areas if a.region in wanted or a.ofsted_region in wanted)

        for region, aliases in _REGION_ALIASES.items():
            for alias in (region, *aliases):
                self._add(words_of(alias), Place("region", region, members((region,))))
        for name, aliases in _WIDE_NAMES.items():
            for alias in aliases:
                self._add(words_of(alias), Place("region", name, members(WIDE_REGIONS[name])))
        for group in knowledge.area_groups:
            for alias in (group.name, *group.aliases):
                words = words_of(alias)
                if not self._has(words):
                    self._add(words, Place("group", group.name, group.members))

    def _add_care_boards(self, knowledge: Knowledge) -> None:
        boards = care_boards(knowledge)
        initials = Counter(_initials_of(name) for name in boards)
        for name, areas in boards.items():
            words = words_of(name)[1:-1]
            called = [words, *([(_initials_of(name),)] if initials[_initials_of(name)] == 1 and len(words) > 2 else [])]
            forms = [f for w in called for f in ((*w, "icb"), (*w, "integrated", "care", "board"), ("nhs", *w, "icb"), ("nhs", *w))]
            for form in forms:
                if not self._has(form):
                    self._add(form, Place("group", name, areas))

    def _has(self, words: Sequence[str]) -> bool:
        return bool(self.called(words))

    def called(self, words: Sequence[str]) -> tuple[Place, ...]:
        """The places of exactly this name."""
        node: _Node | None = self._root
        for word in words:
            node = node.children.get(word) if node else None
        return tuple(node.places) if node else ()

    def _add(self, words: Sequence[str], place: Place) -> None:
        node = self._root
        for word in words:
            node = node.children.setdefault(word, _Node())
        if len(words) == 1 and words[0] in self._homographs:
            place = msgspec.structs.replace(place, everyday=True)
        if place not in node.places:
            node.places.append(place)

    def _words(self, node: _Node) -> Iterable[str]:
        for word, child in node.children.items():
            yield word
            yield from self._words(child)

    def find(self, tokens: Sequence[Token]) -> list[PlaceSpan]:
        """Every place, left to right, not overlapping. Ties between areas come as one ambiguous place."""
        near = [self._near(token.text) for token in tokens]
        self._heed_shifted_spaces(tokens, near)
        joined = self._rejoined(tokens)
        found: list[PlaceSpan] = []
        for start in range(len(tokens)):
            if near[start]:
                found.extend(self._walk(tokens, near, start))
            if start in joined:
                found.append(joined[start])
        return self._resolve(tokens, found)

    def _near(self, word: str) -> dict[str, int]:
        if word in PUNCTUATION:
            return {}
        near = self._index.near(word)
        if len(word) <= _LONGEST_LINK and (links := _links_near(word)):
            near = {**dict.fromkeys(links, 1 + _NEEDS_COMPANY), **near}
        if (word in self._unmendable or len(word) < SHORTEST) and word not in near:
            return {known: edits % _NEEDS_COMPANY + _NEEDS_COMPANY for known, edits in near.items()}
        return near

    def _heed_shifted_spaces(self, tokens: Sequence[Token], near: list[dict[str, int]]) -> None:
        """Words of names with the space one letter off ("Eas tLincolnshire") are near what was meant."""
        for index, (first, second) in enumerate((a.text, b.text) for a, b in itertools.pairwise(tokens)):
            if first in self._index or second in self._index or (first in common_words() and second in common_words()):
                continue
            for left, right in ((first + second[0], second[1:]), (first[:-1], first[-1] + second)):
                if left in self._index and right in self._index:
                    near[index] = {**near[index], left: 1}
                    near[index + 1] = {**near[index + 1], right: 1}

    def _rejoined(self, tokens: Sequence[Token]) -> dict[int, PlaceSpan]:
        """Names typed with a stray space in them ("mid dlesbrough")."""
        spans = {}
        for index, (first, second) in enumerate(itertools.pairwise(tokens)):
            node = self._root.children.get(first.text + second.text)
            if (
                node
                and node.places
                and len(first.text + second.text) > 5
                and not (first.text in common_words() and second.text in common_words())
            ):
                spans[index] = PlaceSpan(index, index + 2, node.places[0], 1, f"{first.text} {second.text}")
        return spans

    def _walk(self, tokens: Sequence[Token], near: list[dict[str, int]], start: int) -> Iterable[PlaceSpan]:
        """Every name that begins at `start`, within the edits allowed."""
        stack: list[tuple[_Node, int, int, int, bool]] = [(self._root, start, 0, 0, False)]
        while stack:
            node, position, edits, sure, everyday = stack.pop()
            if (
                node.places
                and position > start
                and edits <= MAX_EDITS
                and not (everyday and not sure)
                and not self._is_loose(tokens, start, position, edits, node)
            ):
                typed = " ".join(t.text for t in tokens[start:position]) if edits else None
                for place in node.places:
                    yield PlaceSpan(start, position, place, edits, typed)
            if position == len(tokens):
                continue
            for word, cost in near[position].items():
                child = node.children.get(word)
                if child:
                    real = cost % _NEEDS_COMPANY
                    exact_name = cost == 0 and word not in _DIRECTIONS and len(word) > 3
                    stack.append((child, position + 1, edits + real, sure + exact_name, everyday or cost >= _NEEDS_COMPANY))

    @staticmethod
    def _is_loose(tokens: Sequence[Token], start: int, end: int, edits: int, node: _Node) -> bool:
        """Whether one short misspelt word would have to stand for a longer name ("math" for Bath and North East Somerset)."""
        return bool(edits) and end - start == 1 and len(tokens[start].text) <= _SHORT_FORM and all(" " in p.name for p in node.places)

    def _resolve(self, tokens: Sequence[Token], found: list[PlaceSpan]) -> list[PlaceSpan]:
        found.sort(key=lambda s: (s.start - s.end, s.edits, s.start))
        taken: set[int] = set()
        chosen: list[PlaceSpan] = []
        for span in found:
            places = set(range(span.start, span.end))
            twin = next((i for i, c in enumerate(chosen) if (c.start, c.end, c.edits) == (span.start, span.end, span.edits)), None)
            if twin is not None:
                chosen[twin] = self._tie(chosen[twin], span)
            elif not places & taken:
                if self._is_place(tokens, span):
                    chosen.append(span)
                    taken |= places
        return sorted(chosen, key=lambda s: s.start)

    @staticmethod
    def _tie(first: PlaceSpan, second: PlaceSpan) -> PlaceSpan:
        if first.edits and first.place.kind == "elsewhere":
            return second  # as near to the name of an area as to that of a place which is none: the answer says how it was read
        if set(second.place.ids) <= set(first.place.ids):
            return first
        if (first.place.kind, second.place.kind) != ("area", "area") and (not first.edits or set(first.place.ids) <= set(second.place.ids)):
            return first
        ids = tuple(dict.fromkeys((*first.place.ids, *second.place.ids)))
        same_name = first.place.name == second.place.name
        place = Place("area", first.place.name, ids, ambiguous=not same_name)
        return msgspec.structs.replace(first, place=place)

    def _is_place(self, tokens: Sequence[Token], span: PlaceSpan) -> bool:
        """Whether an everyday word is meant as a place here; always true of other names."""
        token = tokens[span.start]
        if span.end < len(tokens) and tokens[span.end].text in _CLUBS:
            return False
        if not span.place.everyday or token.owner:
            return True
        before = tokens[span.start - 1].text if span.start else ""
        if token.capital and not before and span.end < len(tokens) and tokens[span.end].text in PUNCTUATION:
            return True
        after = tokens[span.end].text if span.end < len(tokens) else ""
        shouting = all(t.capital for t in tokens if t.text.isalpha())
        if token.capital and before and not shouting and before not in ("a", "my", "your"):
            return True
        if before in _NOT_A_PLACE_BEFORE or (
            before in ("was", "is", "were") and tokens[span.start - 2].text in _PRONOUNS and span.start > 1
        ):
            return False
        if before in _PLACE_BEFORE or (len(tokens) - ("?" in (t.text for t in tokens)) <= 2 and after not in ("a", "the")):
            return True
        if before in _MAYBE_BEFORE:
            return after in _PLACE_AFTER or after in ("", "?", ",")
        return after in _PLACE_AFTER
