"""No answer, and what is said instead: what could not be taken into account, and which questions are near."""

from collections.abc import Sequence

from rapidfuzz import fuzz, process

from sendbot.grammar.saying import question
from sendbot.lexicon.text import tokenise
from sendbot.meaning import Condition, Is, conjuncts
from sendbot.query import Query
from sendbot.snapshot import View
from sendbot.understanding.asked import Asked, Known
from sendbot.understanding.belonging import belonging
from sendbot.understanding.outcome import Refusal
from sendbot.understanding.parsing import whole
from sendbot.understanding.phrasings import plain_words
from sendbot.understanding.resolving import settled
from sendbot.wording import join

_NEAR = 68  # token_sort_ratio from which an example is near enough to be suggested


def refused(asked: Asked, why: str, says: str) -> Refusal:
    """A refusal with the questions nearest to what was asked."""
    return Refusal(why, says, suggest(asked))


def points_back(asked: Asked) -> Refusal:
    """It points back, and nobody can tell to what."""
    return refused(asked, "no-context", "I am not sure what that points back to. Please ask it as a whole question.")


def not_recorded(asked: Asked) -> Refusal:
    """It asks for a passage that stands in none of the sources that may be used."""
    return refused(asked, "not-recorded", "That is not recorded in the sources I may use.")


def out_of_scope(asked: Asked) -> Refusal:
    """Nothing was understood, whether or not it is about the field."""
    strange = [u.text for u in asked.reading.unexplained]
    if strange and belonging(asked.reading):
        return refused(asked, "not-understood", f"I have nothing about '{' '.join(strange[:3])}', or did not understand it.")
    return refused(asked, "out-of-scope", "I did not understand that as a question about local area SEND inspections.")


def ask_back(query: Query, left: tuple[str, ...], asked: Asked) -> Refusal:
    """Not answered, because words of the question led to nothing: they are named, and the question without them offered."""
    offered = question_of(query, asked.view, asked.known)
    unknown = all(u.unexplained for u in asked.reading.units if u.text in left)
    says = f"I do not know {named(left)}." if unknown else f"I could not take {named(left)} into account."
    if offered is None:
        return refused(asked, "not-understood", says)
    suggestions = (offered, *(s for s in suggest(asked) if s != offered))
    return Refusal("ask-back", f"{says} Shall I answer this instead: {offered}", suggestions[:3])


def named(words: tuple[str, ...]) -> str:
    """Words of a question as they are named to the person: "'coastal' and 'still'"."""
    return join([f"'{word}'" for word in dict.fromkeys(words)][:3])


# --- questions that can be asked
def suggest(asked: Asked) -> tuple[str, ...]:
    """The nearest questions that can be asked; none where none is near."""
    about = questions_about(asked.frame.areas, [h.topic for h in asked.reading.topics], asked.view, asked.known)
    if about:
        return about
    phrasings, text = asked.known.phrasings, " ".join(plain_words(asked.reading.tokens))
    near = process.extract(text, phrasings.titles, scorer=fuzz.token_sort_ratio, limit=6, score_cutoff=_NEAR)
    can_be_answered = (None, *asked.view.passages)
    return tuple(dict.fromkeys(f"{t[:1].upper()}{t[1:]}?" for t, _, n in near if phrasings.passage_of[n] in can_be_answered))[:3]


def questions_about(areas: Sequence[str], topics: Sequence[str], view: View, known: Known) -> tuple[str, ...]:
    """Questions that are answered about the first of these areas that is on record, and the first of these topics."""
    area = next((known.areas[a].name for a in areas if a in view.by_area), None)
    topic = next((t.name for t in known.knowledge.topics for wanted in topics if t.id == wanted), None)
    found = [f"What did inspectors say about {area}?", f"Did {area} need a WSA?"] if area else []
    if topic:
        found += [f"Which areas had problems with {topic}?", f"Who was praised for {topic}?"]
    return tuple(found[:3])


def question_of(query: Query, view: View, known: Known) -> str | None:
    """A plain question that asks just what a query does; None where there is none that reads back to it."""
    topics = {t.id: t.name for t in known.knowledge.topics}
    text = question(query, topics.__getitem__, lambda a: known.areas[a].name)
    if not text:
        return None
    reading = known.reader.read(tokenise(text), view.known_by)
    again = settled(whole(reading), reading, view, known.areas)
    return text if again and meaning_of(again) == meaning_of(query) else None


def meaning_of(query: Query) -> tuple[object, ...]:
    """What makes two queries ask the same; the order of what must hold together does not."""
    asks = "areas" if query.asks == "documents" and not query.areas else query.asks
    plain = frozenset(p for p in conjuncts(query.which) if p != Is(Condition("inspected"))) or frozenset(conjuncts(query.which))
    return asks, query.areas, plain, query.topics, query.about
