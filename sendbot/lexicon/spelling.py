"""Misspelt words: known words near an unknown one, by rapidfuzz's optimal string alignment distance, under guards.

The guards (measured in the shared study): words under four letters only match exactly; one edit under nine letters, two
from nine on; a common English word is never taken for a misspelling of another. Known words are kept by length, so a
look-up compares a few hundred words in C and costs tens of microseconds; nothing is built beforehand.
"""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST = 4
LONG = 9
_REMEMBERED = 20_000


@cache
def common_words() -> frozenset[str]:
    """The 20,000 commonest English words (see the head of the file for where they come from)."""
    return _word_list("common_words.txt")


@cache
def soft_words() -> frozenset[str]:
    """Common words that are never nouns: unknown to us, they change what is asked less than an unknown noun does."""
    return _word_list("soft_words.txt")


def _word_list(name: str) -> frozenset[str]:
    # The comment lines at the head of a list are no words, and do no harm.
    return frozenset(Path(__file__).with_name(name).read_text(encoding="utf-8").split("\n"))


def edits_allowed(word: str) -> int:
    """How many edits a word of this length may be away from what was meant."""
    return 0 if len(word) < SHORTEST else 1 if len(word) < LONG else 2


def skeleton(word: str) -> str:
    """A word's first letter and the consonants after it, doubled ones once: what a hasty writer leaves of it."""
    left = [word[:1]]
    left += [letter for letter in word[1:] if letter not in "aeiou" and letter != left[-1]]
    return "".join(left)


def is_slip(typed: str, meant: str) -> bool:
    """Whether a word is plainly another with letters swapped, left out or doubled: nothing in it speaks for a third word."""
    if sorted(typed) == sorted(meant) or (skeleton(typed) == skeleton(meant) and typed[-1] == meant[-1]):
        return True
    letters = iter(meant)
    return len(meant) > SHORTEST and all(letter in letters for letter in typed)


class SpellingIndex:
    """Known words; of them, `mendable` ones are found again from a form with one edit (two in long words)."""

    def __init__(self, words: Iterable[str], mendable: Iterable[str] | None = None) -> None:
        self._known = frozenset(words)
        self._by_length: dict[int, list[str]] = {}
        for word in sorted(self._known if mendable is None else frozenset(mendable)):
            if len(word) >= SHORTEST and word.isalpha():
                self._by_length.setdefault(len(word), []).append(word)
        self._remembered: dict[str, dict[str, int]] = {}

    def __contains__(self, word: object) -> bool:
        return word in self._known

    def near(self, word: str) -> dict[str, int]:
        """Known words near `word` with the number of edits: itself with 0 if known, else by the guards above."""
        if word in self._known:
            return {word: 0}
        if len(word) < SHORTEST - 1 or not word.isalpha():
            return {}
        found = self._remembered.get(word)
        if found is None:
            if len(self._remembered) >= _REMEMBERED:
                self._remembered.clear()
            found = self._remembered[word] = self._search(word)
        return found

    def _search(self, word: str) -> dict[str, int]:
        found: dict[str, int] = {}
        for length in range(len(word) - 2, len(word) + 3):
            candidates = self._by_length.get(length)
            if not candidates:
                continue
            limit = edits_allowed("x" * min(length, len(word))) or 1
            for known, distance, _ in process.extract_iter(word, candidates, scorer=OSA.distance, score_cutoff=limit):
                found[known] = int(distance)
        return found
