"""One question while it is being understood, and what all questions are understood by."""

from dataclasses import dataclass, replace
from functools import cached_property

from sendbot.grammar.lattice import single_words
from sendbot.lexicon.language import Decline, Language
from sendbot.lexicon.places import Gazetteer
from sendbot.lexicon.vocabulary import Vocabulary
from sendbot.model import Area, Knowledge
from sendbot.query import Query, Shape
from sendbot.snapshot import View, framework_on
from sendbot.understanding.belonging import ENOUGH
from sendbot.understanding.composing import Frame, compose
from sendbot.understanding.defining import defines
from sendbot.understanding.following import Memory
from sendbot.understanding.matching import Match
from sendbot.understanding.parsing import whole
from sendbot.understanding.passages import Found
from sendbot.understanding.phrasings import Keeper, Phrasings
from sendbot.understanding.reading import Reader, Reading
from sendbot.understanding.reckoning import reckons


@dataclass(frozen=True)
class Known:
    """What questions are understood by: one language and one state of the knowledge, with what was made of them."""

    knowledge: Knowledge
    reader: Reader
    vocabulary: Vocabulary
    gazetteer: Gazetteer
    phrasings: Phrasings
    areas: dict[str, Area]
    declines: dict[str, Decline]
    other_inspections: dict[str, str]

    @classmethod
    def of(cls, language: Language, knowledge: Knowledge, examples: Keeper | None) -> "Known":
        """`examples`: see `Phrasings`."""
        vocabulary = Vocabulary(language, knowledge, single_words())
        gazetteer = Gazetteer(knowledge, language.homographs, vocabulary.words)
        reader = Reader(vocabulary, gazetteer, knowledge)
        return cls(
            knowledge,
            reader,
            vocabulary,
            gazetteer,
            Phrasings(language, knowledge, reader, examples),
            areas={a.id: a for a in knowledge.areas},
            declines={d.id: d for d in language.declines},
            other_inspections={t.id: t.term for t in knowledge.terms if t.other_inspections},
        )

    def moved_to(self, knowledge: Knowledge) -> "Known":
        """The same for another state of the knowledge that is read by the same words."""
        return replace(self, knowledge=knowledge, reader=Reader(self.vocabulary, self.gazetteer, knowledge))


@dataclass
class Asked:
    """One question: its words and what they name, where it may be answered from, and what was read into it so far.

    `shapes`: the only shapes it may have, where given. `enough`: how much of it must belong to the field, in points.
    What takes time is made when it is first asked for: a question read whole needs no near examples.
    """

    known: Known
    reading: Reading
    view: View
    memory: Memory | None = None
    shapes: frozenset[Shape] | None = None
    enough: int = ENOUGH
    notes: tuple[str, ...] = ()

    @cached_property
    def frame(self) -> Frame:
        """What the question names; of names that fit several areas the ones chosen, once they are."""
        return compose(self.reading)

    @cached_property
    def whole(self) -> Query | None:
        """What it asks, where the grammar reads every word."""
        return whole(self.reading)

    @cached_property
    def meaning(self) -> Query | None:
        """What it asks about terms."""
        return defines(self.reading)

    @cached_property
    def reckoned(self) -> Query | None:
        """What it asks to be reckoned with days."""
        return reckons(self.reading, self.frame)

    @cached_property
    def matches(self) -> list[Match]:
        """The examples near it, best first."""
        return self.known.phrasings.match(self.reading, self.view.known_by)

    @cached_property
    def weighed(self) -> list[Found]:
        """The passages, used or not, by how much speaks for each."""
        in_force = framework_on(self.view.known_by)
        return self.known.phrasings.nearest.weigh(self.reading, self.matches, in_force)

    def may_be(self, shape: Shape) -> bool:
        """Whether it may ask for this."""
        return self.shapes is None or shape in self.shapes
