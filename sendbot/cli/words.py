"""`bot.py words`: where a word or phrase is known, as what, and which examples have it."""

import sys
from collections.abc import Iterable, Iterator, Sequence

from sendbot.bootstrap import bank_holidays, open_store
from sendbot.errors import AskError
from sendbot.grammar.lattice import single_words
from sendbot.lexicon.language import Language
from sendbot.lexicon.places import Gazetteer
from sendbot.lexicon.spelling import common_words, soft_words
from sendbot.lexicon.text import words_of
from sendbot.lexicon.vocabulary import Vocabulary, read_pattern
from sendbot.model import Knowledge
from sendbot.settings import Settings
from sendbot.word_files import Entry, WordFiles, read_word_files
from sendbot.wording import count_of, shorten

_SHOWN = 3
_SHORTEST_STEM = 3  # as in the trie

Words = tuple[str, ...]


def show_word(text: str, settings: Settings, *, show_all: bool = False) -> int:
    """Print where a word is known. Exit code 1 where it is not."""
    asked = words_of(text)
    if not asked:
        raise AskError("There is no word in that. Write: bot.py words praised")
    loaded = open_store(settings).open(bank_holidays)
    files = read_word_files(settings.words)
    shown = sys.maxsize if show_all else _SHOWN
    print(" ".join(asked))
    entries = [entry for entry in files.entries if _means(entry.phrase, asked)]
    known = [*_in_word_files(entries, settings, files, text), *_in_knowledge(asked, {*_cues(entries)}, loaded.language, loaded.knowledge)]
    for line in known or _unknown(asked, loaded.language, loaded.knowledge):
        print(f"• {line}")
    for line in (*_in_longer(asked, files, shown), *_on_it(asked, {*_cues(entries)}, loaded.language, loaded.knowledge, shown)):
        print(line)
    return 0 if known else 1


def _means(phrase: str, asked: Words) -> bool:
    """Whether a phrase, perhaps with an ending left open, is what was asked."""
    words = words_of(phrase)
    if words == asked:
        return True
    stem = words[-1].removesuffix("*")
    return len(words) == len(asked) and words[:-1] == asked[:-1] and stem != words[-1] and _begins(asked[-1], stem)


def _begins(word: str, stem: str) -> bool:
    return len(stem) >= _SHORTEST_STEM and word.startswith(stem)


def _cues(entries: Iterable[Entry]) -> Iterator[str]:
    return (entry.name for entry in entries if entry.kind == "word")


def _in_word_files(entries: Sequence[Entry], settings: Settings, files: WordFiles, text: str) -> Iterator[str]:
    says = {decline.id: decline.says for decline in files.declines}
    if text in (cues := files.cues()):
        yield f"name of the cue word that {count_of(len(cues[text]), 'phrase')} in {_file_of(text, files)} carry"
    for entry in entries:
        form = f", as '{entry.phrase}'" if entry.phrase.endswith("*") else ""
        if entry.kind == "word":
            yield f"cue word '{entry.name}' ({entry.file}){form}"
        elif entry.kind == "decline":
            yield f"sign to decline, '{entry.name}' ({entry.file}): {says[entry.name]}"
        elif entry.kind == "homograph":
            yield f"an everyday word too ({entry.file}): a place only where something else says so"
        else:
            head = (settings.words / entry.file).read_text(encoding="utf-8").split("\n", 1)[0].lstrip("# ")
            yield f"skipped ({entry.file}): {head}"


def _file_of(cue: str, files: WordFiles) -> str:
    return next(entry.file for entry in files.entries if (entry.kind, entry.name) == ("word", cue))


def _in_knowledge(asked: Words, cues: set[str], language: Language, knowledge: Knowledge) -> Iterator[str]:
    for topic in knowledge.topics:
        if any(_means(phrase, asked) for phrase in topic.phrases):
            yield f"topic {topic.id} ({topic.name})"
        if patterns := [p for p in topic.patterns if cues & read_pattern(topic.id, p).words]:
            yield f"part of the topic {topic.id}, by {_quoted(patterns)}"
    for term in knowledge.terms:
        if any(words_of(name) == asked for name in (term.term, *term.aliases)):
            yield f"term {term.id} ({term.term})"
    for scheme in sorted({f.scheme for f in knowledge.findings if f.scheme and asked in map(words_of, (f.scheme, *f.scheme_aliases))}):
        yield f"scheme {scheme}"
    for place in Gazetteer(knowledge, language.homographs, frozenset()).called(asked):
        yield f"{'place' if place.kind == 'elsewhere' else place.kind} {place.name}"


def _unknown(asked: Words, language: Language, knowledge: Knowledge) -> Iterator[str]:
    yield "known nowhere by itself"
    vocabulary = Vocabulary(language, knowledge, single_words())
    for position, word in enumerate(asked):
        if mended := vocabulary.mend(asked, position):
            yield f"'{word}' is read as '{mended}'"
        elif word in soft_words():
            yield f"'{word}' is common English and no noun (soft_words.txt): it changes little where it is unknown"
        elif word in common_words():
            yield f"'{word}' is common English (common_words.txt): never taken for a misspelling"


def _in_longer(asked: Words, files: WordFiles, shown: int) -> Iterator[str]:
    found = [f"'{e.phrase}' ({e.place})" for e in files.entries if len(words_of(e.phrase)) > len(asked) and _has(e.phrase, asked)]
    if found:
        yield f"In {count_of(len(found), 'longer phrase')}: {', '.join(shorten(found, shown))}"


def _has(text: str, asked: Words) -> bool:
    words = words_of(text)
    return any(words[start : start + len(asked)] == asked for start in range(len(words) - len(asked) + 1))


def _on_it(asked: Words, cues: set[str], language: Language, knowledge: Knowledge, shown: int) -> Iterator[str]:
    """The rules that need its cue, and the examples that have it."""
    if needing := [intent.id for intent in language.intents if cues & set(intent.cues)]:
        yield f"A question must have it, or another word of its kind, to fit {', '.join(needing)}"
    phrasings = [(intent.id, intent.examples) for intent in language.intents]
    phrasings += [(f"not {intent.id}", intent.unlike) for intent in language.intents]
    passages = (*knowledge.rules, *knowledge.observations, *knowledge.advice)
    phrasings += [(p.id, (*p.asked, *p.asked_yes, *p.asked_no)) for p in passages]
    for rule, texts in phrasings:
        if found := [text for text in texts if _has(text, asked)]:
            yield f"{rule}, {count_of(len(found), 'example')}: {_quoted(shorten(found, shown))}"


def _quoted(texts: Iterable[str]) -> str:
    return ", ".join(t if t.startswith("and ") and t.endswith(" more") else f"“{t}”" for t in texts)
