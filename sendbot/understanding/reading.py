"""Reading a question: its tokens become units, each a place, a period, a number, a topic, a cue, a filler, or unexplained."""

import datetime as dt
import itertools
import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import msgspec

from sendbot.lexicon.dates import PeriodReader, PeriodSpan
from sendbot.lexicon.places import Gazetteer, PlaceSpan
from sendbot.lexicon.spelling import common_words, soft_words
from sendbot.lexicon.stretches import NUMBERS
from sendbot.lexicon.text import PUNCTUATION, Token, words_of
from sendbot.lexicon.vocabulary import OF_TIMES, Pattern, Vocabulary
from sendbot.model import Knowledge
from sendbot.yaml12 import read_yaml

# Words that part one clause from the next when topics are put together.
_PARTERS = frozenset(("and", "or", "but", "nor", "except"))
_AHEAD = frozenset("due deadline deadlines falls fall falling expire expires upcoming coming".split())
_PAST = frozenset("was were did had".split())
# Words that judge are no topic's own, nor are those too slight to name one.
_JUDGING = frozenset("bad good lack no none not never without weak".split())
_SLIGHT = frozenset(
    "a an and at by for from have having in into of on or out the their they to with poor low weak late bad good lack need not be being".split()
)
_PRONOUNS = frozenset(("it", "its", "them"))
# How far from a topic's words one more of its own may stand.
_REACH = 4
GRAMMAR_WORDS = Path(__file__).parents[1] / "grammar" / "words"
# Between "framework" and the year that names it.
_IN_FORCE = frozenset("of in force since that which began begun started introduced from the january came into".split())
_FRAMEWORK_DAYS = (dt.date(2016, 1, 1), dt.date(2016, 5, 1), dt.date(2023, 1, 1))


class Unit(msgspec.Struct, frozen=True):
    """A stretch of tokens [start, end) read as one thing.

    `symbols`: cue words of the whole stretch; `inner`: those of the words inside it. `topics`, `terms`, `schemes`:
    what the stretch names. `unexplained`: nothing is known about it; `soft`: nor need it be, it is no noun, or a word of
    the knowledge's own. `everyday`: a single common English word.
    """

    start: int
    end: int
    text: str
    symbols: frozenset[str] = frozenset()
    inner: frozenset[str] = frozenset()
    topics: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    schemes: tuple[str, ...] = ()
    declines: tuple[str, ...] = ()
    place: PlaceSpan | None = None
    period: PeriodSpan | None = None
    number: int | None = None
    slot: str | None = None
    filler: bool = False
    unexplained: bool = False
    soft: bool = False
    everyday: bool = False
    capital: bool = False


class TopicHit(msgspec.Struct, frozen=True):
    """A topic found in the units `used`; `anchor` is the first of them."""

    topic: str
    anchor: int
    used: frozenset[int]


class Stretch(NamedTuple):
    """Units from `first` to `last` that name a topic, with nothing foreign among them."""

    topic: str
    first: int
    last: int


class TopicPhrase(msgspec.Struct, frozen=True):
    """A topic named by the words of tokens [start, end), whatever units they were read in.

    `words`: cue words in it; `in_full`: it is the topic's own name, and blames nobody, whatever its words.
    """

    topic: str
    start: int
    end: int
    words: frozenset[str]
    in_full: bool = False


class Reading(msgspec.Struct, frozen=True):
    """A question, read. `stretches`: where its topics are named, in fewer and in more words; `named`: every
    topic that a stretch of its tokens names."""

    tokens: tuple[Token, ...]
    units: tuple[Unit, ...]
    topics: tuple[TopicHit, ...]
    stretches: tuple[Stretch, ...] = ()
    mended: tuple[tuple[str, str], ...] = ()
    named: tuple[TopicPhrase, ...] = ()

    def has(self, *symbols: str) -> bool:
        """Whether any unit carries one of these cue words."""
        return any(not u.symbols.isdisjoint(symbols) for u in self.units)

    @property
    def places(self) -> list[PlaceSpan]:
        return [u.place for u in self.units if u.place]

    @property
    def unexplained(self) -> list[Unit]:
        """Words that nothing is known about and that may change what is asked."""
        return [u for u in self.units if u.unexplained and not u.soft]


class Reader:
    """Reads questions with the lexicon of one state of the knowledge."""

    def __init__(self, vocabulary: Vocabulary, gazetteer: Gazetteer, knowledge: Knowledge) -> None:
        self._vocabulary, self._gazetteer = vocabulary, gazetteer
        self._named = {words_of(p): (n.date, n.until or n.date) for n in knowledge.named_dates for p in n.phrases}
        parents = {t.id: t.parent for t in knowledge.topics}
        self._ancestors = {t: frozenset(_ancestors(t, parents)) for t in parents}
        self._parents = frozenset(p for p in parents.values() if p)
        self._soft = soft_words() | frozenset(knowledge_words(knowledge))
        self._patterns_of: dict[str, list[Pattern]] = {}
        for pattern in vocabulary.patterns:
            self._patterns_of.setdefault(min(pattern.words), []).append(pattern)
        words = {t.id: {w for p in t.phrases for w in words_of(p)} for t in knowledge.topics}
        self._own_words = {t: words[t].union(*(words[a] for a in wider)) for t, wider in self._ancestors.items()}
        self._own_symbols: dict[str, set[str]] = {}
        for pattern in vocabulary.patterns:
            self._own_symbols.setdefault(pattern.topic, set()).update(pattern.words - _JUDGING)

    def ancestors_of(self, topic: str) -> frozenset[str]:
        """The topics that are wider than one."""
        return self._ancestors.get(topic, frozenset())

    def read(self, tokens: Sequence[Token], today: dt.date) -> Reading:
        """All units of the tokens, in order, and the topics they make."""
        words = {t.text for t in tokens}
        ahead = bool(words & _AHEAD) and not words & _PAST
        claimed: dict[int, PlaceSpan | PeriodSpan] = {}
        for span in self._gazetteer.find(tokens):
            claimed[span.start] = span
        taken = {i for s in claimed.values() for i in range(s.start, s.end)}
        texts, mended = self._mend(tokens, taken)
        for period in PeriodReader(_mended_times(tokens, texts), today, ahead, self._named).find_all():
            if self._names_framework(tokens, period) or self._is_idle(tokens, period):
                continue
            if not taken.intersection(range(period.start, period.end)):
                claimed[period.start] = period
                taken.update(range(period.start, period.end))
        units = tuple(_nouns_matter(_tell_statements_apart(_tell_causes_apart(list(self._units(tokens, texts, claimed, taken))))))
        topics = self._topics(units)
        stretches = tuple(self._stretches(units, topics))
        return Reading(tuple(tokens), units, tuple(topics), stretches, mended, tuple(self._named_topics(texts, taken)))

    def _named_topics(self, texts: list[str], taken: set[int]) -> Iterable[TopicPhrase]:
        for start in range(len(texts)):
            for end, meanings in self._vocabulary.trie.at(texts, start).items():
                topics = [m.value for m in meanings if m.kind == "topic"]  # type: ignore[attr-defined]
                if topics and taken.isdisjoint(range(start, end)):
                    within = (m for i in range(start, end) for found in self._vocabulary.trie.at(texts[:end], i).values() for m in found)
                    words = frozenset(m.value for m in within if m.kind == "word")  # type: ignore[attr-defined]
                    names = {m.value for m in meanings if m.kind == "topic-name"}  # type: ignore[attr-defined]
                    yield from (TopicPhrase(topic, start, end, words, topic in names) for topic in dict.fromkeys(topics))

    def _names_framework(self, tokens: Sequence[Token], span: PeriodSpan) -> bool:
        """Whether a year is the name of a framework ("the 2023 framework", "the framework in force since January 2023")."""
        after = tokens[span.end].text if span.end < len(tokens) else ""
        if after in ("briefing", "framework"):
            return True
        if span.period.start not in _FRAMEWORK_DAYS:
            return False
        before = [t.text for t in tokens[max(0, span.start - 6) : span.start]]
        since = before[len(before) - before[::-1].index("framework") :] if "framework" in before else None
        return (since is not None and _IN_FORCE.issuperset(since)) or "framework" in [t.text for t in tokens[span.end : span.end + 2]]

    def _is_idle(self, tokens: Sequence[Token], span: PeriodSpan) -> bool:
        """Whether "today" only says "now" ("as it stands today")."""
        if span.end - span.start > 1 or tokens[span.start].text != "today":
            return False
        if tokens[span.start].owner:
            return True  # "today's local authorities"
        return not {t.text for t in tokens} & {"due", "published", "out", "inspected", "letters", "reports"}

    def _mend(self, tokens: Sequence[Token], taken: set[int]) -> tuple[list[str], tuple[tuple[str, str], ...]]:
        texts = [t.text for t in tokens]
        mended = []
        for index, word in enumerate(texts):
            if index not in taken and (better := self._vocabulary.mend(texts, index)):
                texts[index] = better
                if not better.startswith(word[:4]) or len(better) > len(word):
                    mended.append((word, better))
        return texts, tuple(mended)

    def _units(
        self, tokens: Sequence[Token], texts: list[str], claimed: dict[int, PlaceSpan | PeriodSpan], taken: set[int]
    ) -> Iterable[Unit]:
        position = 0
        while position < len(tokens):
            token, span = tokens[position], claimed.get(position)
            if isinstance(span, PlaceSpan):
                yield Unit(position, span.end, " ".join(texts[position : span.end]), place=span, capital=token.capital)
                position = span.end
            elif span and span.unread:
                yield Unit(position, span.end, " ".join(texts[position : span.end]), unexplained=True)
                position = span.end
            elif span:
                yield Unit(position, span.end, " ".join(texts[position : span.end]), period=span)
                position = span.end
            elif token.text in PUNCTUATION:
                yield Unit(position, position + 1, token.text, symbols=frozenset((token.text,)), filler=True)
                position += 1
            elif token.text[0] == "{":
                yield Unit(position, position + 1, token.text, slot=token.text[1:-1])
                position += 1
            else:
                unit = self._phrase(tokens, texts, position, taken)
                yield unit
                position = unit.end

    def _phrase(self, tokens: Sequence[Token], texts: list[str], start: int, taken: set[int]) -> Unit:
        """The longest known phrase at `start`, or one unexplained word."""
        found = self._vocabulary.trie.at(texts, start)
        ends = [end for end in found if not taken.intersection(range(start, end))]
        if not ends:
            return self._unknown(texts[start], start)
        end = max(ends)
        kinds: dict[str, list[str]] = {}
        in_capitals = all(t.caps for t in tokens[start:end])
        for meaning in found[end]:
            kind = meaning.kind  # type: ignore[attr-defined]
            if kind.startswith("caps-") and not in_capitals:
                continue
            kinds.setdefault(kind.removeprefix("caps-"), []).append(meaning.value)  # type: ignore[attr-defined]
        if not kinds:
            return self._unknown(texts[start], start)
        inner: set[str] = set()
        if end - start > 1:
            for index in range(start, end):
                for meanings in self._vocabulary.trie.at(texts[:end], index).values():
                    inner.update(m.value for m in meanings if m.kind == "word")  # type: ignore[attr-defined]
        symbols = frozenset(kinds.get("word", ()))
        number = NUMBERS.get(texts[start]) if end - start == 1 and texts[start] in _COUNT_WORDS else None
        return Unit(
            start,
            end,
            " ".join(texts[start:end]),
            symbols,
            frozenset(inner) - symbols,
            tuple(kinds.get("topic", ())),
            tuple(dict.fromkeys(kinds.get("term", ()))),
            tuple(dict.fromkeys(kinds.get("scheme", ()))),
            tuple(kinds.get("decline", ())),
            number=number,
            filler="filler" in kinds and not symbols and "topic" not in kinds and "decline" not in kinds,
            # A sign to decline that turns out to be none, in its place here, is a word like any other.
            unexplained=kinds.keys() == {"decline"},
            soft=end - start == 1 and texts[start] in self._soft,
            everyday=end - start == 1 and texts[start] in common_words() and not in_capitals,
            capital=all(t.capital for t in tokens[start:end]),
        )

    def _unknown(self, text: str, start: int) -> Unit:
        digits = text[:-2] if text[-2:] in ("st", "nd", "rd", "th") else text
        if digits.isdigit():
            return Unit(start, start + 1, text, number=int(digits[:9]))
        if text in _COUNT_WORDS:
            return Unit(start, start + 1, text, number=NUMBERS[text])
        if len(text) == 1:
            return Unit(start, start + 1, text, filler=True)
        return Unit(start, start + 1, text, unexplained=True, soft=text in self._soft)

    # --- topics
    def _topics(self, units: tuple[Unit, ...]) -> list[TopicHit]:
        segments: list[list[int]] = [[]]
        for index in range(len(units)):
            if _parts(units, index):
                segments.append([])
            else:
                segments[-1].append(index)
        hits = [self._segment_topics(units, segment) for segment in segments]
        for number, segment in enumerate(segments[1:], 1):
            if new := self._pronoun(units, segment, hits[number - 1]):
                hits[number] = new
        for number, segment in enumerate(segments):
            if hits[number] or not segment:
                continue
            # "promotion and awareness of the local offer": a segment without a topic borrows its neighbour's words.
            for neighbour in (number + 1, number - 1):
                if 0 <= neighbour < len(segments) and (new := self._borrowed(units, segment, hits[neighbour])):
                    hits[number] = new
                    break
        found = [hit for group in hits for hit in group]
        slots = [TopicHit("", i, frozenset((i,))) for i, u in enumerate(units) if u.slot == "topic"]
        return sorted(found + slots, key=lambda h: h.anchor)

    def _pronoun(self, units: tuple[Unit, ...], segment: list[int], lenders: list[TopicHit]) -> list[TopicHit]:
        """The topics of a segment in which "it" stands for what its neighbour speaks of ("and families unaware of it")."""
        known = {h.topic for h in lenders}
        for index in (i for i in segment if units[i].text in _PRONOUNS):
            for lender in (units[i] for i in sorted({i for h in lenders for i in h.used})):
                tried = (*units[:index], msgspec.structs.replace(lender, topics=()), *units[index + 1 :])
                new = [h for h in self._segment_topics(tried, segment) if h.topic not in known and index in h.used]
                if new:
                    return new
        return []

    def _borrowed(self, units: tuple[Unit, ...], segment: list[int], lenders: list[TopicHit]) -> list[TopicHit]:
        """The topics that a segment makes with one word of a neighbour's topics."""
        known = {h.topic for h in lenders}
        for index in sorted({i for h in lenders for i in h.used}):
            lender = units[index]
            for symbol in sorted(lender.symbols or lender.inner):
                word = msgspec.structs.replace(lender, symbols=frozenset((symbol,)), topics=())
                tried = (*units[:index], word, *units[index + 1 :])
                found = self._segment_topics(tried, sorted((*segment, index)))
                new = [h for h in found if h.topic not in known and h.used & set(segment) and index in h.used]
                if new:
                    return [msgspec.structs.replace(h, anchor=min(h.used & set(segment))) for h in new]
        return []

    # --- where topics stand
    def _stretches(self, units: tuple[Unit, ...], topics: Iterable[TopicHit]) -> Iterable[Stretch]:
        """Each topic's stretches: the words it was found by, and with what more of its own words stands beside them."""
        segment = list(itertools.accumulate(_parts(units, i) for i in range(len(units))))
        for hit in topics:
            borrows = len({segment[i] for i in hit.used}) > 1
            parts = _together(units, sorted(hit.used)) if hit.topic else []
            for part in parts:
                if borrows and hit.anchor not in part:
                    continue
                if not borrows and len(parts) > 1 and all(h.topic != hit.topic for h in self._segment_topics(units, part)):
                    continue
                firsts, lasts = [part[0]], [part[-1]]
                while (after := self._next_own(units, hit.topic, lasts[-1], 1)) is not None:
                    lasts.append(after)
                while (before := self._next_own(units, hit.topic, firsts[-1], -1)) is not None:
                    firsts.append(before)
                yield from (Stretch(hit.topic, first, last) for first in firsts for last in lasts)

    def _next_own(self, units: tuple[Unit, ...], topic: str, index: int, step: int) -> int | None:
        """The next unit beyond `index` that carries a word of the topic's own, past a few words without weight."""
        for at in itertools.islice(itertools.count(index + step, step), _REACH):
            if not 0 <= at < len(units) or _parts(units, at):
                return None
            unit = units[at]
            own = unit.symbols & self._own_symbols.get(topic, set()) or self._is_own(unit.text.split(), topic)
            if own and not unit.symbols & _JUDGING and not unit.place and not unit.period:
                return at
            if not unit.filler and not unit.symbols & _PARTERS:
                return None
        return None

    def _is_own(self, words: list[str], topic: str) -> bool:
        """Whether words are of those a topic is named by, but for words that blame."""
        own = set(words) - fault_words()
        return bool(own) and own <= self._own_words[topic] - _SLIGHT

    def _segment_topics(self, units: tuple[Unit, ...], segment: list[int]) -> list[TopicHit]:
        hits = [TopicHit(t, i, frozenset((i,))) for i in segment for t in units[i].topics]
        where: dict[str, list[int]] = {}
        for index in segment:
            for symbol in units[index].symbols:
                where.setdefault(symbol, []).append(index)
        for first in where:
            for pattern in self._patterns_of.get(first, ()):
                if pattern.words <= where.keys() and not pattern.unless & where.keys():
                    used = _supply(pattern.words, where)
                    if used:
                        hits.append(TopicHit(pattern.topic, min(used), used))
        return self._most_specific(hits)

    def _most_specific(self, hits: list[TopicHit]) -> list[TopicHit]:
        """Without hits whose words another hit uses with more, without wider topics beside narrower ones of theirs, and of
        narrow topics of one kind that share a word only the fullest."""
        merged: dict[str, TopicHit] = {}
        for hit in hits:
            known = merged.get(hit.topic)
            merged[hit.topic] = TopicHit(hit.topic, min(hit.anchor, known.anchor), hit.used | known.used) if known else hit
        kept = []
        for hit in merged.values():
            if not any(self._beats(other, hit) for other in merged.values() if other is not hit):
                kept.append(hit)
        return kept

    def _beats(self, other: TopicHit, hit: TopicHit) -> bool:
        """Whether `hit` says nothing that `other` does not say more narrowly."""
        mine, theirs = self._ancestors[hit.topic], self._ancestors[other.topic]
        if hit.topic in theirs or hit.used < other.used:
            return True
        if hit.topic in self._parents and other.topic not in self._parents and mine & theirs:
            return True
        if hit.used == other.used:
            return len(theirs) > len(mine)
        return bool(mine & theirs and hit.used & other.used and len(other.used) > len(hit.used))


def _parts(units: tuple[Unit, ...], index: int) -> bool:
    """Whether a unit parts one clause from the next."""
    unit = units[index]
    return bool(unit.symbols & _PARTERS and not _couples(units, index)) or unit.text in (",", "?")


def _together(units: tuple[Unit, ...], used: list[int]) -> list[list[int]]:
    """A topic's words, those apart that something foreign stands between."""
    parts = [used[:1]]
    for before, index in itertools.pairwise(used):
        if all(_is_slight(units, i) for i in range(before + 1, index)):
            parts[-1].append(index)
        else:
            parts.append([index])
    return parts


def _is_slight(units: tuple[Unit, ...], index: int) -> bool:
    """Whether a word may stand among those of a topic: it says nothing, or is of the fault itself."""
    unit = units[index]
    if unit.text in PUNCTUATION or _parts(units, index) or unit.place or unit.period or unit.number is not None:
        return False
    if unit.filler or unit.symbols & (fault_cues() | _PARTERS):
        return True
    return all(word in slight_words() for word in unit.text.split())


@cache
def fault_cues() -> frozenset[str]:
    """Cue words that make a topic a fault where they stand in it ("slow conversion", "did not promote")."""
    return frozenset(read_yaml(GRAMMAR_WORDS / "judging.yaml")["FAULTCUE"])


@cache
def fault_words() -> frozenset[str]:
    """Words that make a topic a fault where they stand in it, though they are no cue words ("low conversion")."""
    return frozenset(read_yaml(GRAMMAR_WORDS / "judging.yaml")["FAULTWORD"])


@cache
def slight_words() -> frozenset[str]:
    """Words that may stand among those of a topic without changing what is meant ("its own", "properly", "staff")."""
    return frozenset(read_yaml(GRAMMAR_WORDS / "judging-slight.yaml")["SLIGHT"])


def _mended_times(tokens: Sequence[Token], texts: list[str]) -> Sequence[Token]:
    """The tokens with misspelt words of times put right ("Febuary", "sicne 2018")."""
    if all(text == token.text or text not in OF_TIMES for token, text in zip(tokens, texts, strict=True)):
        return tokens
    return [msgspec.structs.replace(k, text=t) if t in OF_TIMES else k for k, t in zip(tokens, texts, strict=True)]


_OF_ACTION = frozenset("due overdue submit left approve require".split())
_OF_NEEDS = frozenset("convert ehc ehcna send-word need children-word reforms".split())


_DEEDS = frozenset("submit write publish revisit monitor inspect approve response".split())


def _tell_causes_apart(units: list[Unit]) -> list[Unit]:
    """ "due to problems with ..." gives a cause and no date; "due to submit" does."""
    found = list(units)
    for index, unit in enumerate(units[:-2]):
        after = units[index + 2]
        if (
            "due" in unit.symbols
            and units[index + 1].text == "to"
            and not after.symbols & _DEEDS
            and after.text not in ("be", "have", "get")
        ):
            found[index] = msgspec.structs.replace(unit, symbols=frozenset(), filler=True)
    return found


def _tell_statements_apart(units: list[Unit]) -> list[Unit]:
    """A bare "statement" that is due or to be sent in is one of action, unless the old statements of needs are spoken of."""
    symbols = {s for u in units for s in u.symbols}
    if not symbols & _OF_ACTION or symbols & _OF_NEEDS or any("transition" in u.text for u in units):
        return units
    return [msgspec.structs.replace(u, symbols=frozenset(("wsa",))) if u.symbols == {"statement"} else u for u in units]


# After these a word names what is asked about, whatever else it might be: "how many people", "the next government".
_BEFORE_NOUN = frozenset(("how-many", "share", "next"))


def _nouns_matter(units: list[Unit]) -> Iterable[Unit]:
    """The units, with an unknown word that is counted or said to be next marked as one that must be understood."""
    waits = False
    for unit in units:
        if waits and unit.unexplained and unit.soft:
            yield msgspec.structs.replace(unit, soft=False)
        else:
            yield unit
        waits = bool(unit.symbols & _BEFORE_NOUN) or (waits and unit.filler and unit.text in ("of", "the"))


def _couples(units: tuple[Unit, ...], index: int) -> bool:
    """Whether an and / or joins two words for the same thing ("know or understand"), and so parts nothing."""
    before = next((u for u in reversed(units[:index]) if not u.filler), None)
    after = next((u for u in units[index + 1 :] if not u.filler), None)
    return bool(before and after and before.symbols & after.symbols and not before.topics and not after.topics)


def knowledge_words(knowledge: Knowledge) -> set[str]:
    """Words of the knowledge's own texts."""
    texts = [f.says for f in knowledge.findings]
    texts += [p.says for p in (*knowledge.rules, *knowledge.observations, *knowledge.advice)]
    texts += [p.title for p in (*knowledge.rules, *knowledge.observations, *knowledge.advice)]
    texts += (
        [t.definition for t in knowledge.terms]
        + [d.says or "" for d in knowledge.documents]
        + [d.title for d in knowledge.documents if d.kind != "letter"]
    )
    return {word for text in texts for word in WORD.findall(text.lower())}


WORD = re.compile(r"[a-z]{3,}")
_COUNT_WORDS = frozenset("two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen twenty thirty".split())


def _supply(words: frozenset[str], where: dict[str, list[int]]) -> frozenset[int]:
    """Units that supply each of the words, near each other; one unit may supply two words only if it is all there is."""
    pivot = min(words, key=lambda w: len(where[w]))
    used: list[int] = [where[pivot][0]]
    for word in words - {pivot}:
        nearest = sorted(where[word], key=lambda i: (i in used, abs(i - used[0])))
        used.append(nearest[0])
    return frozenset(used)


def _ancestors(topic: str, parents: dict[str, str | None]) -> Iterable[str]:
    parent = parents.get(topic)
    while parent:
        yield parent
        parent = parents.get(parent)
