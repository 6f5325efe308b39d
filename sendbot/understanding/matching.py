"""Which rule a question fits: weighted overlap of its cues and slots with each rule's examples.

Slots are found first and stand in the comparison as slots; cue words as their meaning; so "days left on Bury's WSA" and
"how long has Brent got" meet as [left] [area] [plan]. Rarer cues weigh more. What a question has beyond an example costs
little where it is a filter, much where it is a word nobody knows.
"""

import math
import re
from collections.abc import Iterable, Sequence

import msgspec

from sendbot.lexicon.language import Intent
from sendbot.model import Passage
from sendbot.understanding.reading import Reading, Unit

_AUXILIARIES = frozenset("did was were is are has have had does do should must will can could would am".split())
_CORE = frozenset(
    "a an the of to in on at for from by with as is are was were be been being am do does did has have had it its this that these those there "
    "i me my we us our you your they them their he she so then than if and or but , ? : please about into s can could would will how what which who whom whose when where why many much long any some so no not".split()
)
ASKING = (
    "how-many",
    "how-long",
    "how-much",
    "share",
    "when",
    "why",
    "who",
    "whose",
    "where",
    "which",
    "what",
    "list",
    "tell",
    "compare",
    "define",
    "any",
    "how",
)
TALK = frozenset(("hello", "thanks", "bye", "help"))
_CANDIDATES = 28
_FILTER_EXCESS = {"{period}": 0.25, "{region}": 0.25, "{number}": 0.3, "{topic}": 0.8, "{area}": 0.9, "{term}": 0.5}
_LIGHT = 0.45
_UNKNOWN = 1.6
_SOFT = 0.3
_MOST_WEIGHT = 3.2
_AGAINST = 0.8


class Piece(msgspec.Struct, frozen=True):
    """One unit as it enters the comparison. `excess`: what it costs when the other side lacks it."""

    features: frozenset[str]
    excess: float
    optional: bool = False
    unexplained: bool = False


class Example(msgspec.Struct, frozen=True):
    """An example of a rule, read. `affirms`: the yes/no this phrasing has (passages)."""

    rule: int
    text: str
    pieces: tuple[Piece, ...]
    form: str
    affirms: bool | None = None


class Rule(msgspec.Struct, frozen=True):
    """A rule of `intents.yaml`, or a passage to be asked for."""

    id: str
    intent: Intent | None = None
    passage: Passage | None = None


class Match(msgspec.Struct, frozen=True):
    """How well the best example of a rule fits.

    `met`: how much of the example, by weight, the question has. `unexplained`: words of the question that neither rule nor
    lexicon knows.
    """

    rule: Rule
    example: Example
    score: float
    met: float
    unexplained: tuple[str, ...]


def form_of(reading: Reading) -> str:
    """What kind of question it is by its opening: "yesno", or the first asking word; "" where there is none."""
    if _is_tagged(reading):
        return "yesno"
    for unit in reading.units:
        first = unit.text.split(" ", 1)[0]
        if unit.filler and unit.end - unit.start > 1:
            continue  # an opening such as "could you tell me"
        if first in _AUXILIARIES and "yes-no" not in unit.symbols and not unit.place:
            following = next((u for u in reading.units if u.start >= unit.end), None)
            if following and following.symbols & {"which", "what", "who", "how-many"}:
                continue
            return "yesno"
        if "yes-no" in unit.symbols:
            return "yesno"
        for symbol in ASKING:
            if symbol in unit.symbols:
                return symbol
        if not unit.filler and not (unit.symbols & {"and", "or", "but", "hello", "thanks"}):
            break
    if closing := _closing_form(reading):
        return closing
    later = [s for u in reading.units for s in ASKING if s in u.symbols and s not in ("any", "how")]
    # "... when the inspectors came back, which areas": "when" may only join.
    return next((s for s in later if s != "when"), later[0] if later else "")


def _closing_form(reading: Reading) -> str:
    """The form of a question that follows its subject: "Slough's WSA - was it in on time?", "... - which areas"."""
    parted = [i for i, u in enumerate(reading.units) if u.text in (",", ":")]
    if not parted or parted[-1] + 1 >= len(reading.units):
        return ""
    after = reading.units[parted[-1] + 1]
    if after.text.split(" ", 1)[0] in _AUXILIARIES and not after.place:
        return "yesno"
    return next((s for s in ASKING if s in after.symbols and s not in ("any", "how", "tell", "list")), "")


def _is_tagged(reading: Reading) -> bool:
    """Whether a statement is turned into a question by its end: "..., right?", "..., correct?", "... isn't it?"."""
    words = [t.text for t in reading.tokens if t.text.isalnum()]
    tail = " ".join(words[-2:])
    return (
        len(words) > 3
        and (words[-1] in ("right", "correct", "innit", "true", "yes") or tail in _TAGS)
        and not any(u.symbols & {"how-many", "which", "when", "why", "how-long", "share"} for u in reading.units)
    )


_TAGS = frozenset(
    f"{verb} {who}" for verb in ("was", "is", "did", "has", "had", "were", "have", "not") for who in ("it", "they")
) | frozenset(("is not", "did not", "not so", "or not"))


def stem(word: str) -> str:
    """A crude stem, for comparing the plain words of passages."""
    for ending in ("ations", "ation", "ings", "ing", "ied", "ies", "ed", "es", "s", "ly"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def pieces_of(reading: Reading, *, of_passage: bool = False) -> tuple[Piece, ...]:
    """A reading's units as pieces; words that form one topic become one piece.

    A passage's phrasing counts with its plain words too, and with just the number, area or topic it names.
    """
    topic_at = {hit.anchor: hit.topic for hit in reading.topics}
    absorbed = {i for hit in reading.topics for i in hit.used} - topic_at.keys()
    pieces = []
    for index, unit in enumerate(reading.units):
        piece = _piece(unit, topic_at.get(index), index in absorbed)
        if piece and of_passage:
            features = piece.features - SLOTS
            piece = Piece(features, piece.excess, optional=piece.optional and index in absorbed) if features else None
        if piece:
            pieces.append(piece)
    return tuple(pieces)


SLOTS = frozenset(("{number}", "{area}", "{topic}", "{region}", "{term}"))


def _piece(unit: Unit, topic: str | None, absorbed: bool) -> Piece | None:
    words = {f"w:{stem(w)}" for w in unit.text.split() if w not in _CORE}
    if unit.slot:
        slot = "{area}" if unit.slot == "areas" else f"{{{unit.slot}}}"
        return Piece(frozenset((slot,)), _FILTER_EXCESS.get(slot, 1.0))
    if unit.place:
        slot = {"area": "{area}", "region": "{region}", "group": "{region}"}.get(unit.place.place.kind, "{elsewhere}")
        return Piece(frozenset((slot, *(f"a:{i}" for i in unit.place.place.ids[:1]))), _FILTER_EXCESS.get(slot, 1.0))
    if unit.period:
        span = unit.period.period
        return Piece(frozenset(("{period}", f"p:{span.start}:{span.end}")), _FILTER_EXCESS["{period}"])
    features: set[str] = set(unit.symbols) | words
    if topic is not None:
        features |= {"{topic}", f"t:{topic}"}
    if unit.terms:
        features |= {"{term}", *(f"d:{t}" for t in unit.terms)}
    if unit.schemes:
        features |= {"{scheme}", *(f"s:{s}" for s in unit.schemes)}
    if unit.number is not None and not unit.symbols:
        return Piece(frozenset(("{number}", f"n:{unit.number}")), _FILTER_EXCESS["{number}"])
    if unit.unexplained:
        return Piece(frozenset(words), _SOFT if unit.soft else _UNKNOWN, unexplained=not unit.soft)
    if absorbed or unit.symbols == {"briefing-ref"}:
        return Piece(frozenset(features), 0.0, optional=True) if features else None
    if topic is not None:
        return Piece(frozenset(features), _FILTER_EXCESS["{topic}"])
    if unit.filler and not unit.terms:
        return Piece(frozenset(words), 0.0, optional=True) if words else None
    return Piece(frozenset(features), 0.55) if features else None


_FORM = 1.4
_KIN = {
    "how-many": "number",
    "share": "number",
    "how-long": "time",
    "when": "time",
    "why": "why",
    "who": "who",
    "whose": "who",
    "where": "where",
    "yesno": "yesno",
    "which": "what",
    "what": "what",
    "list": "what",
    "tell": "what",
    "define": "what",
    "how": "what",
    "any": "what",
    "compare": "what",
}


def _own_words(rule: Rule) -> Iterable[str]:
    passage = rule.passage
    if passage:
        for text in (passage.says, passage.title, *passage.asked, *passage.asked_yes, *passage.asked_no):
            for word in re.findall(r"[a-z]+", text.lower()):
                yield f"w:{stem(word)}"


class _Wanted(msgspec.Struct, frozen=True):
    """A piece of an example, made ready: its features with their weights, heaviest first, and what its absence costs."""

    features: tuple[tuple[str, float], ...]
    light: float
    cost: float


def _first_free(wanted: _Wanted, where: dict[str, list[int]], used: set[int]) -> tuple[int, float] | None:
    """The question's piece that meets an example's by its heaviest feature, and that weight; plain loops, because it is asked so often."""
    for feature, weight in wanted.features:
        for index in where.get(feature, ()):
            if index not in used:
                return index, weight
    return None


def _outline(pieces: tuple[Piece, ...]) -> frozenset[frozenset[str]]:
    return frozenset(own for p in pieces if not p.optional and (own := p.features - SLOTS))


class Matcher:
    """All rules' examples, indexed by what they contain."""

    def __init__(self, rules: Sequence[Rule], examples: Iterable[Example]) -> None:
        self.rules, self.examples = tuple(rules), tuple(examples)
        self._postings: dict[str, list[int]] = {}
        rules_with: dict[str, set[int]] = {}
        for number, example in enumerate(self.examples):
            for feature in {f for p in example.pieces for f in p.features}:
                self._postings.setdefault(feature, []).append(number)
                rules_with.setdefault(feature, set()).add(example.rule)
        total = len(self.rules)
        self._weight = {f: min(math.log(1 + total / len(r)), _MOST_WEIGHT) for f, r in rules_with.items()}
        # A feature in so many examples tells nothing about which are near.
        commonplace = len(self.examples) // 5
        self._telling = {f: p for f, p in self._postings.items() if len(p) <= commonplace}
        self._wanted = [tuple(self._prepare(p) for p in example.pieces) for example in self.examples]
        self._length = [2.0 + len(example.pieces) for example in self.examples]
        # Examples made of nothing but commonplace cues are found only as a whole.
        self._whole: dict[frozenset[frozenset[str]], list[int]] = {}
        for number, example in enumerate(self.examples):
            self._whole.setdefault(_outline(example.pieces), []).append(number)
        self._own_words: dict[int, frozenset[str]] = {}

    def _prepare(self, piece: Piece) -> _Wanted:
        weighed = sorted(((f, self._weight[f]) for f in piece.features), key=lambda pair: (-pair[1], pair[0]))
        least = min((w for _, w in weighed), default=0.0)
        return _Wanted(tuple(weighed), _LIGHT if piece.optional else 1.0, least * (_LIGHT / 2 if piece.optional else 1.0))

    def match(self, reading: Reading) -> list[Match]:
        """The best match of each rule that comes near, best first."""
        pieces, form = pieces_of(reading), form_of(reading)
        where: dict[str, list[int]] = {}
        for index, piece in enumerate(pieces):
            for feature in piece.features:
                where.setdefault(feature, []).append(index)
        best: dict[int, Match] = {}
        for number in self._near(pieces):
            example = self.examples[number]
            score, met, unexplained = self._score(pieces, where, form, number)
            if example.rule not in best or score > best[example.rule].score:
                best[example.rule] = Match(self.rules[example.rule], example, score, met, unexplained)
        return sorted(best.values(), key=lambda m: -m.score)

    def _near(self, pieces: tuple[Piece, ...]) -> list[int]:
        """The examples that share the most weight with the question, for their length."""
        shared: dict[int, float] = {}
        for piece in pieces:
            known = [(self._weight[f], f) for f in piece.features if f in self._telling]
            best_of: dict[int, float] = {}
            for weight, feature in sorted(known):
                best_of.update(dict.fromkeys(self._telling[feature], weight))
            for number, weight in best_of.items():
                shared[number] = shared.get(number, 0.0) + weight
        length = self._length
        nearness = {number: weight / length[number] for number, weight in shared.items()}
        near = sorted(nearness, key=nearness.__getitem__, reverse=True)[:_CANDIDATES]
        return near + [n for n in self._whole.get(_outline(pieces), ()) if n not in near]

    def _score(
        self, pieces: tuple[Piece, ...], where: dict[str, list[int]], form: str, number: int
    ) -> tuple[float, float, tuple[str, ...]]:
        """Score, how much of the example is met, and the question's unexplained words."""
        example = self.examples[number]
        used: set[int] = set()
        overlap = missing = 0.0
        for wanted in self._wanted[number]:
            found = _first_free(wanted, where, used)
            if found:
                used.add(found[0])
                overlap += found[1] * wanted.light
            else:
                missing += wanted.cost
        if form == example.form:
            overlap += _FORM
        else:
            missing += _FORM * (0.35 if not form or not example.form else 0.5 if _KIN.get(form) == _KIN.get(example.form) else 1.2)
        met = overlap / (overlap + missing) if overlap else 0.0
        excess, unexplained = self._excess(pieces, used, example.rule)
        whole = overlap + _AGAINST * (missing + excess)
        return (overlap / whole if whole else 0.0), met, unexplained

    def _words_of(self, rule: int) -> frozenset[str]:
        """Words of a passage's own: in one phrasing or its text they explain a word in another."""
        if rule not in self._own_words:
            self._own_words[rule] = frozenset(_own_words(self.rules[rule]))
        return self._own_words[rule]

    def _excess(self, pieces: tuple[Piece, ...], used: set[int], rule: int) -> tuple[float, tuple[str, ...]]:
        """What the question has beyond the example."""
        # A passage answers just what it is asked: a filter that it does not speak of makes it another question.
        strict = 2.5 if self.rules[rule].passage else 1.3
        excess, unexplained = 0.0, []
        for index, piece in enumerate(pieces):
            if index in used:
                continue
            if not piece.unexplained:
                excess += piece.excess * strict
            elif piece.features <= self._words_of(rule):
                excess += _SOFT
            else:
                excess += piece.excess * 2.0
                unexplained.append(next(iter(piece.features))[2:] if piece.features else "")
        return excess, tuple(unexplained)
