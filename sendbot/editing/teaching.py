"""Lessons: "this phrase means that", as a change to a topic, a term, an area or a question; and whether it may stand.

A lesson is tried before it is saved: with it, every example must still go where it belongs, and the phrase where it was sent.
"""

import datetime as dt
import re

import msgspec

from sendbot.brain import Brain
from sendbot.editing.edits import INTENTS, Change, Entry, Plain, as_plain, mark
from sendbot.editing.examples import intent_of, meanings, word_problems
from sendbot.editing.names import area_named, topic_named
from sendbot.errors import EditError
from sendbot.lexicon.text import clean, tokenise
from sendbot.model import Area, Passage, Term, Topic
from sendbot.understanding.outcome import Understood

USAGE = 'teach "the SPOC lead" means dmo-dco'
_LESSON = re.compile(r'\s*["“](.+?)["”]\s+means\s+(.+?)\s*', re.IGNORECASE | re.DOTALL)
_QUESTION = re.compile(r"(?:this|the) question:?\s+[\"“]?(.+?)[\"”]?", re.IGNORECASE | re.DOTALL)
_ARTICLE = re.compile(r"(?:the|a|an|our|your)\s+", re.IGNORECASE)
_LONGEST = 200


class Lesson(msgspec.Struct, frozen=True):
    """What is to be taught. `meaning`: what the phrase shall mean, in words; `rule`: the rule it shall lead to, where it is a question."""

    phrase: str
    meaning: str
    change: Change
    rule: str | None = None


def read_lesson(text: str, brain: Brain, today: dt.date) -> Lesson:
    """The lesson that '"phrase" means …' asks for. Raises EditError."""
    match = _LESSON.fullmatch(text)
    if not match:
        raise EditError(f"Write the phrase in quotes, then what it means: `{USAGE}`, or `means this question: …`.")
    return lesson(match[1], match[2], brain, today)


def lesson(phrase: str, meaning: str, brain: Brain, today: dt.date) -> Lesson:
    """The lesson that a phrase has a meaning: the name of a topic, term or area, or "this question: …". Raises EditError."""
    typed = " ".join(phrase.split())
    if not any(c.isalpha() for c in typed) or len(typed) > _LONGEST:
        raise EditError(f"The phrase must be words, at most {_LONGEST} characters of them.")
    if question := _QUESTION.fullmatch(meaning.strip()):
        return _of_question(typed, question[1], brain, today)
    word = _ARTICLE.sub("", typed, count=1) if _ARTICLE.match(typed) else typed
    entry = _named(meaning.strip(), brain, today)
    if isinstance(entry, Topic):
        return _added("topics", entry, "phrases", word, f"the topic {entry.name}")
    if isinstance(entry, Term):
        return _added("terms", entry, "aliases", word, f"the term {entry.term}")
    return _added("areas", entry, "aliases", word, f"the area {entry.title}")


def unfit(taught: Lesson, before: Brain, after: Brain, today: dt.date) -> str | None:
    """Why a lesson may not stand: the example it would steal, or that it would have no effect. None where it may. `after`: with it."""
    if taught.rule:
        got = intent_of(after, taught.phrase, today)
        if got != taught.rule:
            return (
                f"'{taught.phrase}' would not lead to {taught.rule} but to {got}. Write it more like a question, or teach its words first."
            )
    elif not _is_read(taught, after, today):
        return f"The words of '{taught.phrase}' mean something else already. Choose another phrase."
    stolen = stolen_by(before, after)
    if not stolen:
        return None
    more = f" (and {len(stolen) - 1} more)" if len(stolen) > 1 else ""
    return f"'{taught.phrase}' would change what is understood by {stolen[0]}{more}. Choose a phrase that is not part of other questions."


def stolen_by(before: Brain, after: Brain) -> list[str]:
    """Examples that would not be understood as they are, and phrases of topics that would be read as something else."""
    now = meanings(after)
    changed = [f"'{example}' ({rule})" for (rule, example), meant in meanings(before).items() if now.get((rule, example)) != meant]
    if changed:
        return changed
    language, knowledge = after.understanding.language, after.snapshot.knowledge
    found = list(word_problems(language, knowledge, after))
    known = set(word_problems(before.understanding.language, before.snapshot.knowledge, before)) if found else set()
    return [problem.rstrip(".") for problem in found if problem not in known]


def _is_read(taught: Lesson, brain: Brain, today: dt.date) -> bool:
    reading = brain.understanding.read(clean(f"what about {taught.phrase}"), today)
    record = taught.change.record
    if taught.change.section == "topics":
        return any(record in (hit.topic, *brain.snapshot.widened[hit.topic]) for hit in reading.topics)
    if taught.change.section == "terms":
        after = taught.change.after or {}
        return any(str(after["term"]).lower() in unit.terms for unit in reading.units)
    return any(record in place.place.ids for place in reading.places)


def _named(name: str, brain: Brain, today: dt.date) -> Topic | Term | Area:
    """The topic, term or area that a name means: by id first, then by name."""
    knowledge, wanted = brain.snapshot.knowledge, name.lower()
    every: tuple[Topic | Term | Area, ...] = (*knowledge.topics, *knowledge.terms, *knowledge.areas)
    for entry in every:
        if wanted == entry.id:
            return entry
    for entry in every:
        names = (entry.term, *entry.aliases) if isinstance(entry, Term) else (entry.name,)
        if wanted in (n.lower() for n in names):
            return entry
    for find in (topic_named, area_named):
        try:
            found: Topic | Area = find(brain, name, today)
        except EditError:
            continue
        return found
    raise EditError(
        f"'{name}' is no topic, term or area that I know. Give an id, or write `means this question: …` with a question I answer."
    )


def _added(section: str, entry: Entry, field: str, phrase: str, meaning: str) -> Lesson:
    plain: Plain = as_plain(entry)
    if phrase.lower() in (known.lower() for known in plain.get(field, [])):
        raise EditError(f"'{phrase}' means {meaning} already.")
    after = {**plain, field: [*plain.get(field, []), phrase]}
    return Lesson(phrase, meaning, Change(section=section, record=plain["id"], after=after, seen=mark(plain)))


def _of_question(phrase: str, question: str, brain: Brain, today: dt.date) -> Lesson:
    understood = brain.understanding.understand(brain.understanding.read(clean(question), today), brain.snapshot.view(today))
    if not isinstance(understood, Understood):
        raise EditError(f"I do not answer '{question}' myself: {understood.says} Give a question that I answer.")
    rule = understood.query.intent
    language = brain.understanding.language
    meaning = f"the question “{question}” ({rule})"
    if intent := next((i for i in language.intents if i.id == rule), None):
        example = with_slots(phrase, brain, today)
        if any(example in i.examples for i in language.intents):
            raise EditError(f"'{phrase}' is an example already.")
        plain = as_plain(intent)
        change = Change(section=INTENTS, record=rule, after={**plain, "examples": [*plain["examples"], example]}, seen=mark(plain))
        return Lesson(phrase, meaning, change, rule)
    section, passage = _passage(brain, rule)
    plain = as_plain(passage)
    change = Change(section=section, record=rule, after={**plain, "asked": [*plain.get("asked", []), phrase]}, seen=mark(plain))
    return Lesson(phrase, meaning, change, rule)


def _passage(brain: Brain, rule: str) -> tuple[str, Passage]:
    knowledge = brain.snapshot.knowledge
    for section in ("rules", "observations", "advice"):
        for passage in getattr(knowledge, section):
            if passage.id == rule:
                return section, passage
    raise EditError("That question has no rule of its own to which a phrasing could be added.")


def with_slots(phrase: str, brain: Brain, today: dt.date) -> str:
    """A question as an example of its kind: the places, topics and periods that it names give way to slots."""
    text = clean(phrase)
    tokens = tokenise(text)
    reading = brain.understanding.known.reader.read(tokens, today)
    for unit in sorted(reading.units, key=lambda u: -u.start):
        slot = _slot(unit.place.place.kind if unit.place else None, topic=bool(unit.topics), period=unit.period is not None)
        if slot:
            start, end = tokens[unit.start].start, tokens[unit.end - 1].end
            owner = "'s" if tokens[unit.end - 1].owner and text[:end].lower().endswith(("'s", "’s")) else ""
            text = f"{text[:start]}{slot}{owner}{text[end:]}"
    return text.strip(" ?.!")


def _slot(place: str | None, *, topic: bool, period: bool) -> str | None:
    if place:
        return {"area": "{area}", "region": "{region}", "group": "{region}"}.get(place)
    return "{topic}" if topic else "{period}" if period else None
