"""`bot.py check`: is the knowledge whole, and does every example of `intents.yaml` and of the rules go where it belongs?"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator

from sendbot.brain import Brain
from sendbot.lexicon.language import Intent, Language
from sendbot.lexicon.text import clean
from sendbot.model import Knowledge, Passage
from sendbot.store import Loaded
from sendbot.understanding.understand import Understood

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
_SHOWN = 20


def check(loaded: Loaded, brain: Brain, *, show_all: bool = False) -> int:
    """Print what is wrong, or that nothing is. Exit code 0 or 1."""
    problems = [
        *_language_problems(loaded.language, loaded.knowledge),
        *_example_problems(loaded.language, brain),
        *_passage_problems(loaded.knowledge, brain),
        *_topic_problems(loaded.knowledge, brain),
    ]
    for problem in problems if show_all else problems[:_SHOWN]:
        print(f"✗ {problem}")
    if len(problems) > _SHOWN and not show_all:
        print(f"... and {len(problems) - _SHOWN} more (--all shows them)")
    examples = sum(len(i.examples) + len(i.unlike) for i in loaded.language.intents) + sum(
        len(_phrasings(p)) for p in _passages(loaded.knowledge)
    )
    print(
        f"{examples} examples asked, {len(problems)} problems."
        if problems
        else f"All well: {examples} examples asked, each goes where it belongs."
    )
    return 1 if problems else 0


def _language_problems(language: Language, knowledge: Knowledge) -> Iterator[str]:
    for topic in knowledge.topics:
        for pattern in topic.patterns:
            for word in pattern.replace(" - ", " + ").split(" + "):
                if word.strip() not in language.words:
                    yield f"topics.yaml, {topic.id}: the pattern '{pattern}' uses '{word.strip()}', which is not among the words of intents.yaml."
    for name, forms in language.words.items():
        for form, times in Counter(forms).items():
            if times > 1:
                yield f"intents.yaml, words, {name}: '{form}' is there twice."


def fill(example: str) -> str:
    """An example with its slots filled."""
    for slot, values in _FILLINGS.items():
        for value in values:
            example = example.replace(f"{{{slot}}}", value, 1)
    return example


def _example_problems(language: Language, brain: Brain) -> Iterator[str]:
    for intent in language.intents:
        for example in intent.examples:
            got = _intent_of(brain, fill(example))
            if got != intent.id:
                yield f"intents.yaml, {intent.id}: '{example}' goes to {got}."
        for example in intent.unlike:
            if _intent_of(brain, fill(example)) == intent.id:
                yield f"intents.yaml, {intent.id}: '{example}' must go elsewhere, but comes here."


def _passages(knowledge: Knowledge) -> Iterable[Passage]:
    return (*knowledge.rules, *knowledge.observations, *knowledge.advice)


def _phrasings(passage: Passage) -> tuple[str, ...]:
    return (*passage.asked, *passage.asked_yes, *passage.asked_no)


def _passage_problems(knowledge: Knowledge, brain: Brain) -> Iterator[str]:
    for passage in _passages(knowledge):
        day = min(passage.until, dt.date(2026, 11, 23)) if passage.until else None
        for phrasing in _phrasings(passage):
            got = _intent_of(brain, phrasing, day, passage.sources)
            if got != passage.id:
                yield f"rules and observations, {passage.id}: '{phrasing}' goes to {got}."


def _topic_problems(knowledge: Knowledge, brain: Brain) -> Iterator[str]:
    for topic in knowledge.topics:
        for phrase in topic.phrases:
            reading = brain.understanding.read(clean(f"which areas had {phrase.rstrip('*')} issues"), dt.date(2017, 10, 6))
            found = {hit.topic for hit in reading.topics}
            wider = {t for f in found for t in brain.snapshot.widened[f]}
            if topic.id not in found | wider:
                yield f"topics.yaml, {topic.id}: '{phrase}' is read as {', '.join(sorted(found)) or 'nothing'}."


def _intent_of(brain: Brain, text: str, day: dt.date | None = None, sources: tuple[str, ...] | None = None) -> str:
    view = brain.snapshot.view(day or dt.date(2026, 11, 23), frozenset(sources) if sources else None)
    understood = brain.understanding.understand(brain.understanding.read(clean(text), view.known_by), view)
    return understood.query.intent if isinstance(understood, Understood) else f"nothing ({understood.why})"


__all__ = ["Intent", "check", "fill"]
