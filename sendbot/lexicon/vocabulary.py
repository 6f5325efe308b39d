"""Every phrase that carries a meaning, in one trie: cue words, topics, terms, schemes, fillers, and signs to decline."""

from collections.abc import Iterable, Sequence

import msgspec

from sendbot.lexicon.language import Language
from sendbot.lexicon.spelling import SpellingIndex, common_words, is_slip, skeleton
from sendbot.lexicon.text import PUNCTUATION, words_of
from sendbot.lexicon.trie import PhraseTrie
from sendbot.model import Knowledge


class Meaning(msgspec.Struct, frozen=True):
    """What a phrase stands for: a cue word's name, or the id of a topic, term, scheme or decline; "" for a filler.

    A "topic-name" is the topic's own name. Kinds that begin with "caps-" hold only where the phrase is typed in capitals (SPORT is no sport).
    """

    kind: str
    value: str


class Pattern(msgspec.Struct, frozen=True):
    """Cue words that mean a topic together. `unless`: cue words that spoil it."""

    topic: str
    words: frozenset[str]
    unless: frozenset[str]


FILLER = Meaning("filler", "")
_MENDABLE_FROM = 4
# Words that turn round or bound what is asked: reached only from a slip that can hardly be anything else ("exept", "wihtout").
_BINDING = frozenset(
    "no not none never nor neither nobody without only except excluding excluded besides apart other just least most every each both "
    "either outside still yet same alone solely exclusively minus barring bar than under below over above fewer less more".split()
)
# Words of times that no phrase of ours has.
OF_TIMES = frozenset(
    "january february march april may june july august september october november december spring summer autumn winter monday tuesday "
    "wednesday thursday friday saturday sunday between before after since until during earlier later onwards quarter fortnight "
    "beginning following academic financial easter christmas yesterday tomorrow".split()
)


_DECADES = frozenset("twenties thirties forties fifties sixties seventies eighties nineties noughties".split())


class Vocabulary:
    """The phrases of a language and of the knowledge, and how to mend words that are none of them."""

    def __init__(self, language: Language, knowledge: Knowledge, known: Iterable[str] = ()) -> None:
        """`known`: words beyond the phrases' own (the grammar's) that are no misspelling of others, and that others may be one of."""
        self.trie = PhraseTrie()
        self._first_words: set[str] = set()
        for name, forms in language.words.items():
            self._add_all(forms, Meaning("word", name))
        self._add_all(language.fillers, FILLER)
        self._add_all(language.politeness, FILLER)
        for decline in language.declines:
            self._add_all(decline.cues, Meaning("decline", decline.id))
        for topic in knowledge.topics:
            self._add_all(topic.phrases, Meaning("topic", topic.id))
            # A name that is a phrase but for its article is read with or without it.
            if topic.name in topic.phrases or topic.name.removeprefix("the ") not in topic.phrases:
                self._add_all((topic.name,), Meaning("topic", topic.id))
                self._add_all((topic.name,), Meaning("topic-name", topic.id))
        topic_of = {words_of(phrase): topic.id for topic in knowledge.topics for phrase in topic.phrases}
        for term in knowledge.terms:
            names = (term.term, *term.aliases)
            self._add_all(names[1:] if term.case else names, Meaning("term", term.term.lower()))
            if term.case:
                self._add_all((term.term,), Meaning("caps-term", term.term.lower()))
            # A term that is also a topic is one under each of its names.
            topics = {topic_of[words] for name in names if (words := words_of(name)) in topic_of}
            if len(topics) == 1:
                self._add_all(names, Meaning("topic", topics.pop()))
        for finding in knowledge.findings:
            if finding.scheme:
                is_word = finding.scheme.isupper() and finding.scheme.lower() in common_words()
                self._add_all((finding.scheme,), Meaning("caps-scheme" if is_word else "scheme", finding.scheme))
                self._add_all(finding.scheme_aliases, Meaning("scheme", finding.scheme))
        self.patterns = tuple(read_pattern(t.id, p) for t in knowledge.topics for p in t.patterns)
        self._words = frozenset(self.trie.words()) | PUNCTUATION
        declining = {w for d in language.declines for phrase in d.cues for w in words_of(phrase)}
        others = {w for forms in (*language.words.values(), language.fillers) for phrase in forms for w in words_of(phrase)}
        self._known = frozenset(known) | OF_TIMES | self._words
        # A word that is skipped says nothing: to mend an unknown one into it would drop the unknown one.
        meaning = {w for forms in language.words.values() for phrase in forms for w in words_of(phrase)} | OF_TIMES
        skipped = {phrase[0] for f in (*language.fillers, *language.politeness) if len(phrase := words_of(f)) == 1}
        self._guarded = (skipped - meaning) | _BINDING
        # Nothing is mended into a word that would have the message declined.
        self._stems = self._words - (declining - others) - {d for decline in language.declines for d in decline.cues}
        self._index = SpellingIndex(self._known, self._known - (declining - others - OF_TIMES - frozenset(known)))
        self._common = common_words()

    def _add_all(self, phrases: Iterable[str], meaning: Meaning) -> None:
        for phrase in phrases:
            if words := words_of(phrase):
                self.trie.add(words, meaning)

    @property
    def words(self) -> frozenset[str]:
        """Every whole word of any phrase."""
        return self._words

    def mend(self, words: Sequence[str], position: int) -> str | None:
        """The known word that `words[position]` is a form or a misspelling of; None where it is neither, or is known."""
        word = words[position]
        if word in self._words or word in _DECADES or not word.isalpha() or self.trie.at(words, position):
            return None
        for ending, replacement in (("s", ""), ("es", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("ies", "y")):
            if word.endswith(ending) and (stem := word[: -len(ending)] + replacement) in self._stems and len(stem) >= _MENDABLE_FROM:
                return stem
        if word in self._known or word in self._common or len(word) < _MENDABLE_FROM:
            return None
        near = {known: edits for known, edits in self._index.near(word).items() if known not in self._guarded or is_slip(word, known)}
        return min(near, key=lambda k: (near[k], k[0] != word[0], skeleton(k) != skeleton(word), k not in self._words, k), default=None)


def read_pattern(topic: str, text: str) -> Pattern:
    """A topic's pattern from its file form, "a + b - c"."""
    wanted, *spoilers = text.split(" - ")
    return Pattern(topic, frozenset(w.strip() for w in wanted.split("+")), frozenset(w.strip() for w in spoilers))
