"""The whole of understanding: a question, and what the thread remembers, to what is asked or why nothing is."""

import copy
import datetime as dt

from sendbot.lexicon.language import Language
from sendbot.lexicon.text import MAX_CHARACTERS, MAX_TOKENS, clean, tokenise
from sendbot.model import Knowledge
from sendbot.query import Query, Shape
from sendbot.snapshot import View
from sendbot.understanding.asked import Asked, Known
from sendbot.understanding.belonging import ENOUGH
from sendbot.understanding.choosing import ENOUGH_IN_THREAD, accept, hidden_passage, in_its_own_words, is_put_so, nearest, plain_passage
from sendbot.understanding.declining import declined, elsewhere, of_other_inspections
from sendbot.understanding.following import Memory
from sendbot.understanding.outcome import Refusal, Understood
from sendbot.understanding.parsing import whole
from sendbot.understanding.phrasings import Keeper, words_from
from sendbot.understanding.reading import Reading
from sendbot.understanding.refusing import out_of_scope, refused
from sendbot.understanding.resolving import resolve, settled
from sendbot.understanding.supposing import supposes
from sendbot.understanding.threads import follow, leads_nowhere


class Understanding:
    """Understands questions by one language and one state of the knowledge."""

    accept = staticmethod(accept)

    def __init__(self, language: Language, knowledge: Knowledge, examples: Keeper | None = None) -> None:
        """`examples`: see `Phrasings`."""
        self.language, self.known = language, Known.of(language, knowledge, examples)

    def moved_to(self, language: Language, knowledge: Knowledge) -> "Understanding | None":
        """This understanding for another state of the knowledge; None where that is read by other words."""
        if words_from(self.language, self.known.knowledge) != words_from(language, knowledge):
            return None
        moved = copy.copy(self)
        moved.known = self.known.moved_to(knowledge)
        return moved

    # --- one message
    @staticmethod
    def unreadable(text: str) -> Refusal | None:
        """Why a message cannot be read at all; None where it can."""
        if len(text) > MAX_CHARACTERS:
            return Refusal("too-long", f"That is {len(text):,} characters; please ask in at most {MAX_CHARACTERS:,}.")
        tokens = tokenise(clean(text))
        if not any(t.text[0].isalnum() for t in tokens):
            return Refusal("empty", "I could not find a question in that. Ask for example: which areas had DMO capacity issues?")
        if len(tokens) > MAX_TOKENS:
            return Refusal("too-long", f"That is {len(tokens)} words; please ask in at most {MAX_TOKENS}.")
        return None

    def read(self, text: str, today: dt.date) -> Reading:
        """The words of one (cleaned) question."""
        return self.known.reader.read(tokenise(text), today)

    def whole(self, reading: Reading, view: View) -> Query | None:
        """What a question asks, where the grammar reads every word of it."""
        return settled(whole(reading), reading, view, self.known.areas)

    def understand(
        self,
        reading: Reading,
        view: View,
        memory: Memory | None = None,
        *,
        shapes: frozenset[Shape] | None = None,
        enough: int = ENOUGH,
    ) -> Understood | Refusal:
        """What a read question asks, or why it is not answered: what the first of these steps makes of it.

        `shapes`: the only shapes it may have, where given. `enough`: how much of it must belong to the field, in points.
        """
        asked = Asked(self.known, reading, view, memory, shapes, enough)

        def again(text: str, shapes: frozenset[Shape] | None) -> Understood | Refusal:
            return self.understand(self.read(text, view.known_by), view, shapes=shapes, enough=ENOUGH_IN_THREAD)

        return (
            self._declined(asked)
            or elsewhere(asked)
            or resolve(asked)
            or leads_nowhere(asked)
            or _of_terms(asked)
            or follow(asked, again)
            or in_its_own_words(asked)
            or _read_whole(asked)
            or _supposed(asked)
            or _reckoned(asked)
            or plain_passage(asked)
            or hidden_passage(asked)
            or nearest(asked, self.accept)
            or out_of_scope(asked)
        )

    def _declined(self, asked: Asked) -> Refusal | None:
        """Declines what is of a kind that is not answered, unless it is plain that it is answered."""
        if asked.meaning or asked.reckoned or in_its_own_words(asked):
            return None
        decline = declined(asked.reading, self.known.declines)
        return refused(asked, decline.id, decline.says) if decline else None


def _of_terms(asked: Asked) -> Understood | None:
    """What a term means, or how two differ."""
    if not asked.meaning or not asked.may_be("define"):
        return None
    of_areas = asked.reading.tokens[0].text in ("where", "who", "which") and asked.whole
    return None if of_areas or is_put_so(asked) else Understood(asked.meaning, asked.notes)


def _read_whole(asked: Asked) -> Understood | Refusal | None:
    """What the grammar makes of every word."""
    query = settled(asked.whole, asked.reading, asked.view, asked.known.areas)
    if query is None or not asked.may_be(query.asks):
        return None
    return of_other_inspections(query, asked) or Understood(query, asked.notes, how="whole")


def _supposed(asked: Asked) -> Understood | None:
    """The observation that answers what is put of no area in particular."""
    supposed = supposes(asked.reading) if asked.shapes is None else None
    return Understood(supposed, asked.notes, how="passage") if supposed and supposed.target in asked.view.passages else None


def _reckoned(asked: Asked) -> Understood | None:
    """What is reckoned with days."""
    return Understood(asked.reckoned, asked.notes) if asked.reckoned and asked.shapes is None else None


__all__ = ["Refusal", "Understanding", "Understood"]
