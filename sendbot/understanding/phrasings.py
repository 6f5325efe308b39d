"""The examples and passages that a question may be near: what they were read as, and how each is put."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import cached_property

import msgspec

from sendbot.care_boards import care_boards
from sendbot.lexicon.language import Language
from sendbot.lexicon.text import PUNCTUATION, Token, clean, tokenise
from sendbot.model import Knowledge
from sendbot.snapshot import framework_on
from sendbot.understanding.matching import Example, Match, Matcher, Rule, form_of, pieces_of
from sendbot.understanding.passages import Nearest
from sendbot.understanding.reading import WORD, Reader, Reading, knowledge_words

# How near a rule of the framework in force must come to outrank one of the other.
_OUT_OF_FORCE = 0.08


def phrases_from(language: Language, knowledge: Knowledge) -> tuple[object, ...]:
    """All names and phrasings that questions are read by, of one language and one state of the knowledge."""
    return (
        language,
        *(knowledge.areas, knowledge.ambiguous_names, knowledge.area_groups, knowledge.elsewhere, knowledge.named_dates),
        *(knowledge.topics, knowledge.terms, knowledge.rules, knowledge.observations, knowledge.advice),
        sorted({(f.scheme, *f.scheme_aliases) for f in knowledge.findings if f.scheme}),
        care_boards(knowledge),
    )


def words_from(language: Language, knowledge: Knowledge) -> tuple[object, ...]:
    """All that reading the examples depends on: names, phrasings, and those words of the examples that the knowledge's texts use."""
    spoken = {word for text in _phrasings(language, knowledge) for word in WORD.findall(text.lower())}
    return (*phrases_from(language, knowledge), sorted(knowledge_words(knowledge) & spoken))


def _phrasings(language: Language, knowledge: Knowledge) -> Iterable[str]:
    for intent in language.intents:
        yield from intent.examples
    for passage in (*knowledge.rules, *knowledge.observations, *knowledge.advice):
        yield from (*passage.asked, *passage.asked_yes, *passage.asked_no)


# What reading the examples came to may be kept: a keeper is given how to make it, and gives it back.
Keeper = Callable[[Callable[[], bytes]], bytes]


class Phrasings:
    """All examples and passages of one language and one state of the knowledge."""

    def __init__(self, language: Language, knowledge: Knowledge, reader: Reader, examples: Keeper | None) -> None:
        """`examples` may keep what reading them came to."""
        rules = [Rule(i.id, intent=i) for i in language.intents]
        rules += [Rule(p.id, passage=p) for p in (*knowledge.rules, *knowledge.observations, *knowledge.advice)]
        read: list[Example] | None = None
        if examples:
            with suppress(msgspec.DecodeError):  # what was kept is damaged: made anew below
                read = msgspec.json.decode(examples(lambda: msgspec.json.encode(_read_all(rules, reader))), type=list[Example])
        if read is None:
            read = _read_all(rules, reader)
        self.matcher = Matcher(rules, read)
        self.rules = rules
        whole = [e for e in read if "{" not in e.text]
        # What can be suggested as it stands, each with the passage that it asks for, if it asks for one.
        self.titles = [e.text for e in whole]
        self.passage_of = [p.id if (p := rules[e.rule].passage) else None for e in whole]
        self._of_passages = {plain_words(tokenise(clean(e.text))): e for e in whole if rules[e.rule].passage}

    @cached_property
    def nearest(self) -> Nearest:
        """The passages by their words; made for the first question that is not read whole."""
        return Nearest(self.rules, self.matcher.examples)

    def match(self, reading: Reading, day: dt.date) -> list[Match]:
        """The examples near a question, best first; of rules nearly equal the one in force on the day."""
        return _in_force_first(self.matcher.match(reading), day)

    def put_as(self, reading: Reading) -> tuple[Rule, Example] | None:
        """The passage that has a question, word for word, as a phrasing of its own."""
        example = self._of_passages.get(plain_words(reading.tokens))
        return (self.rules[example.rule], example) if example else None


def _read_all(rules: Sequence[Rule], reader: Reader) -> list[Example]:
    examples = []
    for number, rule in enumerate(rules):
        if rule.intent:
            phrasings: list[tuple[str, bool | None]] = [(t, None) for t in rule.intent.examples]
        else:
            assert rule.passage  # noqa: S101 - a rule has one or the other
            passage = rule.passage
            phrasings = [(t, None) for t in passage.asked]
            phrasings += [(t, True) for t in passage.asked_yes] + [(t, False) for t in passage.asked_no]
        for text, affirms in phrasings:
            reading = reader.read(tokenise(clean(text)), dt.date(2017, 10, 6))
            examples.append(Example(number, text, pieces_of(reading, of_passage=bool(rule.passage)), form_of(reading), affirms))
    return examples


def plain_words(tokens: Sequence[Token]) -> tuple[str, ...]:
    """The words of a question without its punctuation."""
    return tuple(t.text for t in tokens if t.text not in PUNCTUATION)


def _in_force_first(matches: list[Match], day: dt.date) -> list[Match]:
    """Matches with a rule of the framework in force on the day before a near equal one of the other framework."""
    in_force = framework_on(day)

    def foreign(match: Match) -> bool:
        passage = match.rule.passage
        return bool(passage and passage.framework and passage.framework != in_force)

    if not matches or not foreign(matches[0]):
        return matches
    own = next(
        (m for m in matches if m.rule.passage and m.rule.passage.framework == in_force and matches[0].score - m.score <= _OUT_OF_FORCE),
        None,
    )
    return [own, *(m for m in matches if m is not own)] if own else matches
