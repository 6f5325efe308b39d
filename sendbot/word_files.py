"""The word files in `sendbot/lexicon`, read and checked whole: an error names file, name and phrase, and nothing is used.

    words/*.yaml     cue words by kind: a name for a meaning, and below it the phrases that carry it (a trailing * is any ending)
    skipped/*.yaml   what carries no meaning for us, by why it may be skipped: `words`, and `whole` phrases that outrank the words in them
    declines/*.yaml  a file a kind of message that is not answered (a long kind goes on in `kind+more.yaml`): the sentence and its cues
    homographs.yaml  names of places that are everyday words too
    shared.yaml      phrases that stand in several places on purpose, with the places

A phrase stands in one place, or in those that shared.yaml gives. Skipped words that are cues too stand in skipped/cues-too.yaml.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from sendbot.errors import KnowledgeError
from sendbot.lexicon.language import Decline
from sendbot.lexicon.text import words_of
from sendbot.validation import in_words
from sendbot.yaml12 import read_yaml

SHARED, HOMOGRAPHS = "shared.yaml", "homographs.yaml"
CUES_TOO = "skipped/cues-too.yaml"
WORDS, WHOLE = "words", "whole"


class Entry(msgspec.Struct, frozen=True):
    """A phrase where it stands. `kind`: "word" (a cue word), "skipped", "decline" or "homograph"; `name`: the cue's, `words` or
    `whole`, the decline's id; `file`: below the folder of the word files."""

    phrase: str
    kind: str
    name: str
    file: str

    @property
    def place(self) -> str:
        """What shared.yaml calls the place."""
        return f"skipped {self.name}" if self.kind == "skipped" else self.name


class WordFiles(msgspec.Struct, frozen=True):
    """All that the word files hold: every phrase where it stands, and the declines."""

    entries: tuple[Entry, ...]
    declines: tuple[Decline, ...]

    def cues(self) -> dict[str, tuple[str, ...]]:
        """Each cue word's name and phrases."""
        found: dict[str, list[str]] = {}
        for entry in self.entries:
            if entry.kind == "word":
                found.setdefault(entry.name, []).append(entry.phrase)
        return {name: tuple(phrases) for name, phrases in found.items()}

    def phrases(self, kind: str, name: str) -> tuple[str, ...]:
        """The phrases of one place."""
        return tuple(e.phrase for e in self.entries if (e.kind, e.name) == (kind, name))


def read_word_files(folder: Path) -> WordFiles:
    """The words of a folder of word files, checked.

    Raises KnowledgeError naming file, name and phrase of the first thing that is wrong.
    """
    entries = [*_cue_words(folder), *_skipped(folder), *_homographs(folder)]
    declines: dict[str, Decline] = {}
    for decline, file in _declines(folder):
        if not decline.cues:
            raise KnowledgeError(f"{file}: it has no 'cues'. Give the phrases that such a message is known by.")
        known = declines.get(decline.id)
        declines[decline.id] = msgspec.structs.replace(known, cues=known.cues + decline.cues) if known else decline
        entries += [Entry(phrase, "decline", decline.id, file) for phrase in decline.cues]
    _check_places(entries, _lists(folder / SHARED, SHARED))
    return WordFiles(tuple(entries), tuple(declines.values()))


# --- each folder's own form
def _cue_words(folder: Path) -> Iterator[Entry]:
    where: dict[str, str] = {}
    for path, file in _files(folder, "words"):
        for name, phrases in _lists(path, file).items():
            if name in where:
                raise KnowledgeError(f"{file}, {name}: there is a cue word of that name in {where[name]} too. Rename or remove one.")
            where[name] = file
            yield from (Entry(phrase, "word", name, file) for phrase in phrases)


def _skipped(folder: Path) -> Iterator[Entry]:
    for path, file in _files(folder, "skipped"):
        for name, phrases in _lists(path, file).items():
            if name not in (WORDS, WHOLE):
                raise KnowledgeError(f"{file}, {name}: skipped words stand under '{WORDS}' or '{WHOLE}'. Move them there.")
            yield from (Entry(phrase, "skipped", name, file) for phrase in phrases)


def _homographs(folder: Path) -> Iterator[Entry]:
    for name, phrases in _lists(folder / HOMOGRAPHS, HOMOGRAPHS).items():
        yield from (Entry(phrase, "homograph", name, HOMOGRAPHS) for phrase in phrases)


def _declines(folder: Path) -> Iterator[tuple[Decline, str]]:
    """Each file's decline; what a further file of a kind gives has no sentence of its own."""
    kinds: dict[str, str] = {}
    for path, file in sorted(_files(folder, "declines"), key=lambda found: found[0].stem):
        kind, is_more, _ = path.stem.partition("+")
        fields = read_yaml(path)
        if is_more:
            if kind not in kinds:
                raise KnowledgeError(f"{file}: it goes on from {kind}.yaml, which is not there. Put that back or rename the file.")
            fields = {"says": kinds[kind], **fields} if isinstance(fields, dict) else fields
        decline = _converted({"id": kind, **fields} if isinstance(fields, dict) else fields, Decline, file)
        kinds[kind] = decline.says
        yield decline, file


def _files(folder: Path, kind: str) -> list[tuple[Path, str]]:
    """The files of a folder of the folder, with their names for people."""
    paths = sorted((folder / kind).glob("*.yaml"))
    if not paths:
        raise KnowledgeError(f"There are no word files in {kind}/. Put the *.yaml files back, for example with git checkout.")
    return [(path, f"{kind}/{path.name}") for path in paths]


def _lists(path: Path, file: str) -> dict[str, tuple[str, ...]]:
    """A file of names with phrases below them."""
    lists: dict[str, tuple[str, ...]] = _converted(read_yaml(path), dict[str, tuple[str, ...]], file)
    return lists


def _converted(document: Any, kind: Any, file: str) -> Any:
    try:
        return msgspec.convert(document, kind)
    except msgspec.ValidationError as error:
        problem, _, place = str(error).partition(" - at ")
        at = _name_at(place, document)
        raise KnowledgeError(f"{file}{at}: {in_words(problem)}. Phrases stand below their name, one a line; quote numbers.") from error


def _name_at(place: str, document: Any) -> str:
    """The name that msgspec's place is below: it tells no keys, so the first whose value is no list of words."""
    if "[...]" not in place or not isinstance(document, dict):
        return f", {field}" if (field := place.strip("`").removeprefix("$").lstrip(".").split("[")[0]) else ""
    is_list = {name: isinstance(value, list) and all(isinstance(p, str) for p in value) for name, value in document.items()}
    return next((f", {name}" for name, fits in is_list.items() if not fits), "")


# --- across the files
def _check_places(entries: Iterable[Entry], shared: dict[str, tuple[str, ...]]) -> None:
    """A phrase stands in one place, or in the declared ones. Homographs are names of places, whatever else they are."""
    by_words: dict[tuple[str, ...], list[Entry]] = {}
    for entry in entries:
        words = words_of(entry.phrase)
        if not words:
            raise KnowledgeError(f"{entry.file}, {entry.name}: '{entry.phrase}' has no word in it. Correct or remove it.")
        if entry.kind != "homograph":
            by_words.setdefault(words, []).append(entry)
    declared = {words_of(phrase): tuple(sorted(places)) for phrase, places in shared.items()}
    for phrase in shared:
        if words_of(phrase) not in by_words:
            raise KnowledgeError(f"{SHARED}: '{phrase}' stands nowhere. Remove it from there.")
    for words, found in by_words.items():
        _check_twice(found)
        counted = [entry for entry in found if entry.file != CUES_TOO]
        _check_skipped(found)
        places = tuple(sorted({entry.place for entry in counted}))
        if words in declared and declared[words] != places:
            raise KnowledgeError(f"{SHARED}: '{found[0].phrase}' stands in {', '.join(places)}. Give these places, or none if it is one.")
        if len(places) > 1 and words not in declared:
            first, second = counted[0], next(e for e in counted if e.place != counted[0].place)
            raise KnowledgeError(
                f"{second.file}, {second.name}: '{second.phrase}' stands in {first.file}, {first.name} too. "
                f"Take one out, or declare both places in {SHARED}."
            )


def _check_twice(found: list[Entry]) -> None:
    """The same spelling once a place; other spellings of the same words (las, areas) may stand beside it."""
    seen: set[tuple[str, str]] = set()
    for entry in found:
        if (entry.phrase, entry.place) in seen:
            raise KnowledgeError(f"{entry.file}, {entry.name}: '{entry.phrase}' is there twice. Remove one.")
        seen.add((entry.phrase, entry.place))


def _check_skipped(found: list[Entry]) -> None:
    cue = next((entry for entry in found if entry.kind == "word"), None)
    for entry in found:
        if entry.kind != "skipped" or (cue is not None) == (entry.file == CUES_TOO):
            continue
        if cue:
            raise KnowledgeError(f"{entry.file}: the skipped word '{entry.phrase}' is the cue '{cue.name}' ({cue.file}). Take one out.")
        raise KnowledgeError(f"{entry.file}: '{entry.phrase}' is no cue. Move it to the file of this folder that says why it is skipped.")
