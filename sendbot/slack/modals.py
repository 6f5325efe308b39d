"""Modals as plain data: why an answer did not help; what an answer should say instead."""

from typing import Any

import msgspec

from sendbot.slack import limits
from sendbot.slack.limits import Block, plain, section
from sendbot.slack.text import cut

WHY, CORRECTION = "feedback_why", "correction"
FIELD = "words"
_SAID = 1_200  # of the answer that is corrected: with the rest it stays within Slack's limit on private metadata
_WORDS = 2_000


class Corrected(msgspec.Struct, frozen=True):
    """Which answer a correction is about: where it stands, what it said, and the kept question behind it."""

    channel: str
    message: str
    said: str
    question: str | None = None


def why_form(question_id: str) -> dict[str, Any]:
    """Asks why an answer did not help; may be left empty."""
    field = _field("What was wrong with it?", "A sentence is enough", optional=True)
    return _modal("Not right?", [field], callback_id=WHY, private_metadata=question_id, submit="Send")


def correction_form(about: Corrected) -> dict[str, Any]:
    """Asks what an answer should say."""
    known = msgspec.structs.replace(about, said=cut(about.said, _SAID))
    field = _field("What should it say, and where does that stand?", "The fact, and the letter or page it is in")
    shown = section("The admins get what you write together with the answer, and decide.")
    return _modal("Correct this answer", [shown, field], callback_id=CORRECTION, private_metadata=_encoded(known), submit="Send")


def not_an_answer() -> dict[str, Any]:
    """Says that only the bot's own answers can be corrected."""
    return _modal("Correct this answer", [section("That message is not an answer of mine. Use this on one of my answers.")])


def thanks() -> dict[str, Any]:
    """Shown when a correction was sent."""
    return _modal("Thank you", [section("The admins will look at it.")])


def about_which(view: dict[str, Any]) -> Corrected:
    """What a correction that was sent is about."""
    return msgspec.json.decode(view["private_metadata"], type=Corrected)


def words_of(view: dict[str, Any]) -> str:
    """What was written into the form."""
    return str(view["state"]["values"][FIELD][FIELD].get("value") or "").strip()


def _encoded(about: Corrected) -> str:
    """As JSON that fits: what was said is shortened until it does (a line break counts twice)."""
    text = msgspec.json.encode(about).decode()
    while len(text) > limits.PRIVATE_METADATA:
        about = msgspec.structs.replace(about, said=cut(about.said, len(about.said) // 2))
        text = msgspec.json.encode(about).decode()
    return text


def _field(label: str, hint: str, *, optional: bool = False) -> Block:
    element = {
        "type": "plain_text_input",
        "action_id": FIELD,
        "multiline": True,
        "max_length": _WORDS,
        "focus_on_load": True,
        "placeholder": plain(hint, limits.PLACEHOLDER),
    }
    return {"type": "input", "block_id": FIELD, "label": plain(label, limits.INPUT_LABEL), "element": element, "optional": optional}


def _modal(title: str, blocks: list[Block], *, submit: str | None = None, **more: Any) -> dict[str, Any]:
    ends = {"submit": plain(submit, limits.VIEW_TITLE), "close": plain("Cancel", limits.VIEW_TITLE)} if submit else {}
    ends = ends or {"close": plain("Close", limits.VIEW_TITLE)}
    return {"type": "modal", "title": plain(title, limits.VIEW_TITLE), "blocks": blocks, **ends, **more}
