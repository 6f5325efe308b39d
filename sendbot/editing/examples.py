"""Does every example go where it belongs: those of `intents.yaml`, the rules' and observations' own phrasings, and topics' phrases?"""

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import lru_cache

from sendbot.brain import Brain
from sendbot.lexicon.language import Language
from sendbot.lexicon.text import clean
from sendbot.model import Knowledge, Passage
from sendbot.query import Query
from sendbot.understanding.outcome import Understood

# What stands in an example's slots when it is asked; a slot used twice gets the next value.
_FILLINGS = {
    "area": ("Bury", "Brent", "Sefton"),
    "areas": ("Bury", "Brent"),
    "topic": ("co-production", "joint commissioning", "leadership"),
    "region": ("London",),
    "period": ("July 2017",),
    "term": ("SENDIASS",),
    "number": ("three",),
    "scheme": ("Project Search",),
}
_ASKED_ON = dt.date(2026, 11, 23)
_TOPICS_ASKED_ON = dt.date(2017, 10, 6)


def problems(language: Language, knowledge: Knowledge, brain: Brain) -> Iterator[str]:
    """A sentence for each word, example or phrase that is not where it belongs."""
    yield from word_problems(language, knowledge, brain)
    yield from _example_problems(language, brain)
    yield from _passage_problems(knowledge, brain)


def word_problems(language: Language, knowledge: Knowledge, brain: Brain) -> Iterator[str]:
    """A sentence for each word that patterns lack, and for each phrase of a topic that is read as something else."""
    yield from _language_problems(language, knowledge)
    yield from _topic_problems(knowledge, brain)


def how_many(language: Language, knowledge: Knowledge) -> int:
    """How many examples are asked."""
    own = sum(len(i.examples) + len(i.unlike) for i in language.intents)
    return own + sum(len(_phrasings(p)) for p in _passages(knowledge))


def fill(example: str) -> str:
    """An example with its slots filled."""
    for slot, values in _FILLINGS.items():
        for value in values:
            example = example.replace(f"{{{slot}}}", value, 1)
    return example


def intent_of(brain: Brain, text: str, day: dt.date | None = None, sources: tuple[str, ...] | None = None) -> str:
    """The rule that a question leads to; "nothing (why)" where none."""
    understood = _understood(brain, text, day, sources)
    return understood.intent if isinstance(understood, Query) else f"nothing ({understood})"


def _understood(brain: Brain, text: str, day: dt.date | None = None, sources: tuple[str, ...] | None = None) -> Query | str:
    view = brain.snapshot.view(day or _ASKED_ON, frozenset(sources) if sources else None)
    understood = brain.understanding.understand(brain.understanding.read(clean(text), view.known_by), view)
    return understood.query if isinstance(understood, Understood) else understood.why


@lru_cache(maxsize=2)
def meanings(brain: Brain) -> dict[tuple[str, str], object]:
    """What every example is understood as now: its rule and its words, to its query or why there is none."""
    language, knowledge = brain.understanding.language, brain.snapshot.knowledge
    found: dict[tuple[str, str], object] = {}
    for intent in language.intents:
        for example in (*intent.examples, *intent.unlike):
            found[intent.id, example] = _understood(brain, fill(example))
    for passage in _passages(knowledge):
        day = min(passage.until, _ASKED_ON) if passage.until else None
        for phrasing in _phrasings(passage):
            found[passage.id, phrasing] = _understood(brain, phrasing, day, passage.sources)
    return found


def _language_problems(language: Language, knowledge: Knowledge) -> Iterator[str]:
    for topic in knowledge.topics:
        for pattern in topic.patterns:
            for word in pattern.replace(" - ", " + ").split(" + "):
                if word.strip() not in language.words:
                    yield f"topics.yaml, {topic.id}: the pattern '{pattern}' uses '{word.strip()}', which is no cue word of sendbot/lexicon/words."


def _example_problems(language: Language, brain: Brain) -> Iterator[str]:
    for intent in language.intents:
        for example in intent.examples:
            got = intent_of(brain, fill(example))
            if got != intent.id:
                yield f"intents.yaml, {intent.id}: '{example}' goes to {got}."
        for example in intent.unlike:
            if intent_of(brain, fill(example)) == intent.id:
                yield f"intents.yaml, {intent.id}: '{example}' must go elsewhere, but comes here."


def _passages(knowledge: Knowledge) -> Iterable[Passage]:
    return (*knowledge.rules, *knowledge.observations, *knowledge.advice)


def _phrasings(passage: Passage) -> tuple[str, ...]:
    return (*passage.asked, *passage.asked_yes, *passage.asked_no)


def _passage_problems(knowledge: Knowledge, brain: Brain) -> Iterator[str]:
    for passage in _passages(knowledge):
        day = min(passage.until, _ASKED_ON) if passage.until else None
        for phrasing in _phrasings(passage):
            got = intent_of(brain, phrasing, day, passage.sources)
            if got != passage.id:
                yield f"rules and observations, {passage.id}: '{phrasing}' goes to {got}."


def _topic_problems(knowledge: Knowledge, brain: Brain) -> Iterator[str]:
    for topic in knowledge.topics:
        for phrase in topic.phrases:
            reading = brain.understanding.read(clean(f"which areas had {phrase.rstrip('*')} issues"), _TOPICS_ASKED_ON)
            found = {hit.topic for hit in reading.topics}
            wider = {t for f in found for t in brain.snapshot.widened[f]}
            if topic.id not in found | wider:
                yield f"topics.yaml, {topic.id}: '{phrase}' is read as {', '.join(sorted(found)) or 'nothing'}."
