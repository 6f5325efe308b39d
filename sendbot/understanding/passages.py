"""Which passage (rule, observation, advice) a question asks for, and whether it asks for one at all.

Two readings of one question are put together. `Process` tells by cue words, slots, form and word order how likely it is that
a question is about how things are done, not about what some areas did; its weights are learned (`make learn`). `Nearest` ranks
the passages among themselves by the words that they and the question share, the rarer the more; what nobody knows counts
little, because a passage is asked for in many words.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from heapq import nlargest
from pathlib import Path

import msgspec

from sendbot.understanding.building import defines as is_hardly_more_than_a_term
from sendbot.understanding.matching import ASKING, SLOTS, TALK, Example, Match, Piece, Rule, form_of, pieces_of, stem
from sendbot.understanding.reading import Reading, Unit

WEIGHTS = Path(__file__).with_name("process_weights.json")
_BIAS = "bias"
# Words whose own form tells a rule from a record, beside the cue that they carry ("an area", "we must", "did they").
_TELLING = frozenset(
    "a an any after are before can could did do does had has have how i if is may must my our should the us was we were what when "
    "where which who why will would you your".split()
)
_LONGEST, _SCALE = 25, 12
# What the likeness of the nearest passage adds to the evidence that one is asked for; tuned on sets left out (docs/measured.md).
_NEARNESS = 9.0
_AHEAD = 3.0  # and how far it is ahead of the nearest example of another question
# A word that no passage has is as telling as a rather rare one.
_UNSEEN = 2.5
_ITS_OWN_WORDS = 0.9
_LOOKED_AT = 40  # phrasings
_FOREIGN = 0.08  # what a rule of the framework that is not spoken of loses


# --- whether a passage is asked for
def signs(reading: Reading) -> dict[str, float]:
    """What a question is judged by: its form, its slots and cues, each with the one before it, and its length."""
    found = {_BIAS: 1.0, f"form={form_of(reading)}": 1.0, "length": min(len(reading.units), _LONGEST) / _SCALE}
    last = "^"
    for unit in reading.units:
        if unit.text in (",", ":", "?"):
            continue
        own = _signs_of(unit)
        for sign in own:
            found[sign] = 1.0
        head = own[0] if own else "?"
        found[f"{last}>{head}"] = 1.0
        last = head
    if reading.topics:
        found["@topic"] = 1.0
    return found


def _signs_of(unit: Unit) -> list[str]:
    if unit.place or unit.slot in ("area", "areas", "region"):
        wide = unit.slot == "region" or (unit.place and unit.place.place.kind != "area")
        return ["@region" if wide else "@area"]
    if unit.period:
        return ["@period"]
    if unit.slot:
        return [f"@{unit.slot}"]
    found = sorted(unit.symbols)
    if unit.number is not None:
        found.append("@number")
    if unit.terms:
        found.append("@term")
    return found + [f"w:{stem(w)}" for w in unit.text.split() if not unit.symbols or w in _TELLING]


@cache
def learned() -> dict[str, float]:
    """The weights that `make learn` wrote."""
    return msgspec.json.decode(WEIGHTS.read_bytes(), type=dict[str, float])


def is_process(reading: Reading) -> float:
    """How much speaks for a question about how things are done (above 0) or about what areas did (below)."""
    weights = learned()
    return sum(weights.get(sign, 0.0) * value for sign, value in signs(reading).items())


# --- which passage
class Found(msgspec.Struct, frozen=True):
    """The passage that fits a question best. `evidence`: how much speaks for asking for it. `lead`: how far it is ahead of its
    `rival`, the nearest example of another kind of question."""

    match: Match
    evidence: float
    lead: float
    rival: float
    likeness: float


def names_strangers(reading: Reading) -> bool:
    """Whether a question names something in capitals that nobody here knows: "the main themes in Hamlet"."""
    return any(u.unexplained and u.start > 0 and reading.tokens[u.start].capital for u in reading.units)


class Nearest:
    """The passages' phrasings and titles, indexed by their words."""

    def __init__(self, rules: Sequence[Rule], examples: Iterable[Example]) -> None:
        self._rules = rules
        self._examples = [e for e in examples if rules[e.rule].passage]
        self._spoken = spoken = [_words(e.pieces) for e in self._examples]
        passages_with: dict[str, set[int]] = defaultdict(set)
        for example, words in zip(self._examples, spoken, strict=True):
            for word in words:
                passages_with[word].add(example.rule)
        total = len({e.rule for e in self._examples})
        self._weight = {w: math.log(1 + total / len(p)) for w, p in passages_with.items()}
        self._postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, words in enumerate(spoken):
            length = math.sqrt(sum(self._weight[w] ** 2 for w in words)) or 1.0
            for word in words:
                self._postings[word].append((number, self._weight[word] / length))

    def near(self, words: frozenset[str]) -> dict[int, tuple[float, int]]:
        """How like a question each rule's nearest phrasing is, from 0 to 1, and which phrasing that is."""
        weights = {w: self._weight.get(w, _UNSEEN) for w in words}
        length = math.sqrt(sum(x * x for x in weights.values())) or 1.0
        likeness: dict[int, float] = {}
        for word, weight in weights.items():
            for number, share in self._postings.get(word, ()):
                likeness[number] = likeness.get(number, 0.0) + share * weight
        best: dict[int, tuple[float, int]] = {}
        for number in nlargest(_LOOKED_AT, likeness, key=likeness.__getitem__):
            best.setdefault(self._examples[number].rule, (likeness[number] / length, number))
        return best

    def weigh(self, reading: Reading, matches: Sequence[Match], in_force: str) -> list[Found]:
        """The passages, those first that most speaks for by their words and by the matcher."""
        words = _words(pieces_of(reading, of_passage=True))
        telling = {w for w in words if w not in ASKING and w[2:] not in _TELLING}
        near, matched = self.near(words), {m.example.rule: m for m in matches if m.rule.passage}
        spoken_of, process = _framework_of(reading) or in_force, is_process(reading)
        rival = max((m.score for m in matches if m.rule.intent and m.rule.intent.asks not in TALK), default=0.0)
        found = []
        for rule in near.keys() | matched.keys():
            passage = self._rules[rule].passage
            assert passage  # noqa: S101 - only passages are indexed
            by_matcher, (by_words, number) = matched.get(rule), near.get(rule, (0.0, 0))
            score = by_matcher.score if by_matcher else 0.0
            # Two words must be shared, or all that is said: "what is the date" asks for no briefing's date.
            if by_words and score < _ITS_OWN_WORDS and len(self._spoken[number] & telling) < 2:
                continue
            likeness = (by_words + score) / 2 - _FOREIGN * (passage.framework not in (None, spoken_of))
            match = by_matcher or Match(self._rules[rule], self._examples[number], by_words, by_words, ())
            lead = match.score - rival
            found.append(Found(match, process + _NEARNESS * likeness + _AHEAD * lead, lead, rival, likeness))
        return sorted(found, key=lambda f: (-f.likeness, f.match.example.rule))


# --- whether it is asked for
NOT_ASKED = 2.3  # evidence below which a passage is not answered, however near its phrasing
_SURE = 4.7
_OTHERWISE, _OF_A_TERM, _IN_A_THREAD = 2.5, 3.5, 2.0
_BEHIND = -0.15
_LIKE = 0.33  # a question about how things are done, yet none that a passage answers, lies below
_SEEKING = frozenset(("who", "whose", "which", "where", "how-many", "list", "share"))


def is_asked(found: Found, reading: Reading, *, in_thread: bool) -> bool:
    """Whether a passage is plainly asked for. More must speak for it where the words could also ask for areas, which a passage put in
    another form does not name, for a term's meaning, or for more of what a thread is about."""
    form = form_of(reading)
    needed = _SURE + _IN_A_THREAD * in_thread + _OF_A_TERM * is_hardly_more_than_a_term(reading)
    said = {f for p in found.match.example.pieces for f in p.features}
    over_areas = form in _SEEKING and reading.has("area-noun") and "area-noun" not in said
    if over_areas or (form in _SEEKING and (found.match.example.form != form or found.lead < _BEHIND)):
        needed += _OTHERWISE
    if form != found.match.example.form and (form == "how-many" or (not form and reading.has("area-noun"))):
        needed += _OTHERWISE
    # "what did the monitoring inspection find" in a thread is about its area; a passage on re-visits says the word.
    if in_thread and "did" in {t.text for t in reading.tokens} and (reading.has("say") or "find" in {t.text for t in reading.tokens}):
        needed += _OTHERWISE
    put_otherwise = found.rival >= _ITS_OWN_WORDS and found.lead < 0
    return found.likeness >= _LIKE and found.evidence >= needed and not put_otherwise and not names_strangers(reading)


def is_hidden(found: Sequence[Found], in_view: frozenset[str], reading: Reading) -> bool:
    """Whether a question plainly asks for a passage that may not be used here, and for none that may."""
    first = next(iter(found), None)
    if first is None or first.match.rule.id in in_view or not is_asked(first, reading, in_thread=True):
        return False
    seen = next((f.evidence for f in found if f.match.rule.id in in_view), 0.0)
    return first.evidence - seen >= _OTHERWISE


def _words(pieces: Iterable[Piece]) -> frozenset[str]:
    """What of a question or phrasing is compared: its cues and plain words, not the slots."""
    return frozenset(f for p in pieces for f in p.features if f not in SLOTS and f[:2] not in ("a:", "p:"))


def _framework_of(reading: Reading) -> str | None:
    """The framework that a question names, or that its words or its year belong to."""
    for framework, cues in (
        ("2023", ("framework-2023", "pap", "priority-noun", "monitor", "outcome")),
        ("2016", ("framework-2016", "wsa", "revisit")),
    ):
        if reading.has(*cues):
            return framework
    years = [p.start.year for u in reading.units if u.period and (p := u.period.period).start]
    return None if not years else "2023" if max(years) >= 2023 else "2016"
