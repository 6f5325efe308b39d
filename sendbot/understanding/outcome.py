"""What understanding a question comes to: what it asks, or why it is not answered."""

from typing import Literal

import msgspec

from sendbot.query import Query


class Refusal(msgspec.Struct, frozen=True):
    """No answer: `why` names the reason, `says` is the sentence for the person, `suggestions` are the nearest questions.

    `unclear`: a name that fits several areas, which are then the suggestions.
    """

    why: str
    says: str
    suggestions: tuple[str, ...] = ()
    unclear: str | None = None


How = Literal["whole", "matched", "passage", "followed"]


class Understood(msgspec.Struct, frozen=True):
    """What one question asks: a query, with what was read into it (spelling mended, names resolved).

    `text`: the question with what it takes from its thread put into words. `how`: the grammar read all of it, the nearest
    example was taken, a passage was, or it goes on from its thread.
    """

    query: Query
    notes: tuple[str, ...] = ()
    score: float = 1.0
    text: str = ""
    how: How = "matched"
