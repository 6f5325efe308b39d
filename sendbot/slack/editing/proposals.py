"""Proposals of people who are no admins: sent to every admin, who accept or decline them with one button."""

import logging

from sendbot.editing.edits import OvertakenError
from sendbot.errors import EditError
from sendbot.slack.editing.desk import Deed, Desk
from sendbot.slack.editing.say import (
    correction_buttons,
    draft_message,
    lines_message,
    proposal_message,
    saved_lines,
    saved_message,
    who,
)
from sendbot.slack.limits import section
from sendbot.slack.posting import CALL_ERRORS, Message
from sendbot.slack.text import escape
from sendbot.store import Correction

LOG = logging.getLogger("sendbot.slack")

_SENT = "Thank you. The admins see your proposal and decide; I tell you what they say."
_NO_ADMINS = "Your proposal is kept, but no admins are set up who could see it. Tell whoever runs me."


def propose(desk: Desk, deed: Deed) -> None:
    """The button under a draft of somebody who is no admin."""
    propose_draft(desk, deed, deed.text)


def propose_draft(desk: Desk, deed: Deed, number: str) -> None:
    """Send a draft to the admins."""
    pending = desk.editor.edits.pending.find(number)
    if pending is None or pending.who != deed.user:
        raise EditError("That change has waited for more than an hour and was let go. Write it again.")
    if not desk.editor.edits.pending.move(number, "open", "proposed"):
        deed.replace({"text": _SENT})
        return
    words = [escape(line) for line in desk.editor.shown(pending)]
    heard = _tell_admins(desk, deed, proposal_message(pending, words))
    deed.replace({"text": _SENT if heard else _NO_ADMINS})


def propose_words(desk: Desk, deed: Deed) -> None:
    """Keep a correction in somebody's own words, and tell the admins."""
    number = desk.service.state.questions.correct(Correction(deed.user, "", deed.text, deed.channel))
    text = f"Correction {number}, from {who(deed.user)}: {escape(deed.text)}"
    heard = _tell_admins(desk, deed, {"text": text, "blocks": [section(text), correction_buttons(number)]})
    deed.say(_SENT if heard else _NO_ADMINS)


def accept(desk: Desk, deed: Deed) -> None:
    """Save a proposal. Where its record was changed since, the admin gets it as it would be now."""
    pending = desk.editor.edits.pending.find(deed.text)
    if pending is None:
        raise EditError("That proposal is no longer kept.")
    try:
        saved = desk.editor.save(
            deed.text, deed.author, why=f"proposed by {pending.who}" + (f": {pending.draft.why}" if pending.draft.why else "")
        )
    except OvertakenError as error:
        again = desk.editor.again(pending, deed.author)
        deed.tell(draft_message(again, is_admin=True, before=f"{escape(str(error))} This is what the proposal would change now:"))
        return
    deed.replace(saved_message(saved.edits, is_repeated=saved.is_repeated))
    if not saved.is_repeated:
        _tell(deed, pending.who, "\n".join([f"{who(deed.user)} accepted your proposal.", *saved_lines(saved.edits)]))
        desk.tell_all(deed.client)


def decline(desk: Desk, deed: Deed) -> None:
    """Decline a proposal."""
    pending = desk.editor.edits.pending.find(deed.text)
    if pending is None or not desk.editor.edits.pending.move(deed.text, "proposed", "declined"):
        raise EditError("That proposal has been decided already.")
    deed.replace({"text": f"Declined: {escape(pending.draft.understood)}"})
    _tell(deed, pending.who, f"{who(deed.user)} declined your proposal: {escape(pending.draft.understood)}")


def accept_words(desk: Desk, deed: Deed) -> None:
    """Accept a correction in somebody's own words: an admin records it by a command."""
    correction = _decided(desk, deed, accepted=True)
    how = "Record it with `/sendbot edit`, `/sendbot add` or a quick command such as `/sendbot letter Bury received 2017-07-24 source …`."
    deed.replace(lines_message([f"Accepted, from {who(correction.user)}: {escape(correction.text)}", how]))
    _tell(deed, correction.user, f"{who(deed.user)} accepted your correction and will record it: {escape(correction.text)}")


def decline_words(desk: Desk, deed: Deed) -> None:
    """Decline a correction in somebody's own words."""
    correction = _decided(desk, deed, accepted=False)
    deed.replace(lines_message([f"Declined, from {who(correction.user)}: {escape(correction.text)}"]))
    _tell(deed, correction.user, f"{who(deed.user)} declined your correction: {escape(correction.text)}")


def _decided(desk: Desk, deed: Deed, *, accepted: bool) -> Correction:
    number = int(deed.text) if deed.text.isascii() and deed.text.isdigit() else 0
    correction = desk.service.state.questions.decide(number, "accepted" if accepted else "declined")
    if correction is None:
        raise EditError("That correction has been decided already.")
    return correction


def _tell_admins(desk: Desk, deed: Deed, message: Message) -> bool:
    """Whether any admin could be told."""
    heard = [_tell(deed, admin, message) for admin in sorted(desk.admins.all(deed.client))]
    return any(heard)


def _tell(deed: Deed, user: str, message: Message | str) -> bool:
    given = {"text": message} if isinstance(message, str) else message
    try:
        deed.client.chat_postMessage(channel=user, **given)
    except CALL_ERRORS as error:
        LOG.warning("could not tell %s of a proposal (%s)", user, type(error).__name__)
        return False
    return True
