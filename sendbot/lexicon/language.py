"""The shape of `intents.yaml`: cue words, fillers, what is declined, and the rules."""

from typing import Literal

import msgspec

from sendbot.query import Shape

Slot = Literal["area", "areas", "topic", "region", "period", "term", "number", "scheme"]


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


class Language(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All of `intents.yaml`."""

    words: dict[str, tuple[str, ...]]
    fillers: tuple[str, ...]
    politeness: tuple[str, ...]
    homographs: tuple[str, ...]
    declines: tuple[Decline, ...]
    intents: tuple[Intent, ...]
