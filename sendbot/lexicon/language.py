"""The shape of `intents.yaml` and of the word files in this folder: the rules, cue words, skipped words, and what is declined."""

import typing
from pathlib import Path
from typing import Literal

import msgspec

from sendbot.query import Shape

Slot = Literal["area", "areas", "topic", "region", "period", "term", "number", "scheme"]
SLOTS: frozenset[str] = frozenset(typing.get_args(Slot))
WORDS_FOLDER = Path(__file__).parent


class Decline(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of message that is not answered: the cues that give it away, and the sentence that says so.

    `at_start`: the cues count only where the message begins with them (after a greeting).
    """

    id: str
    says: str
    cues: tuple[str, ...]
    at_start: bool = False


class Intent(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A rule: examples of a question, and the shape of the answer they ask for.

    `cues`: a question must have one of these words to fit the rule at all.
    """

    id: str
    title: str
    asks: Shape
    examples: tuple[str, ...]
    unlike: tuple[str, ...] = ()
    needs: tuple[Slot, ...] = ()
    cues: tuple[str, ...] = ()


class Intents(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All of `intents.yaml`."""

    intents: tuple[Intent, ...]


class Language(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The rules with the words.

    `words`: each cue word's name and the phrases that carry it. Skipped: `fillers` are words, `politeness` whole phrases that
    outrank the words inside them. `homographs`: names of places that are everyday words too.
    """

    words: dict[str, tuple[str, ...]]
    fillers: tuple[str, ...]
    politeness: tuple[str, ...]
    homographs: tuple[str, ...]
    declines: tuple[Decline, ...]
    intents: tuple[Intent, ...]


def word_paths(folder: Path) -> list[Path]:
    """The word files of a folder: its own, and those of the folders in it."""
    return [*folder.glob("*.yaml"), *folder.glob("*/*.yaml")]
