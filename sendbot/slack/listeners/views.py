"""Forms that were sent: why an answer did not help, and corrections, which go to the admins."""

import logging
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from sendbot.slack import modals
from sendbot.slack.admins import Admins
from sendbot.slack.editing.say import correction_buttons
from sendbot.slack.limits import fit_lines, section
from sendbot.slack.posting import CALL_ERRORS
from sendbot.slack.service import Service
from sendbot.slack.text import cut, escape, link
from sendbot.store import Correction

LOG = logging.getLogger("sendbot.slack")

_BLANK = "Write what the answer should say."
_QUOTED = 300
_NOTE = 3_000


def register(app: App, service: Service, admins: Admins) -> None:
    """Register the forms."""

    @app.view(modals.WHY)
    def explained(ack: Ack, view: dict[str, Any], body: dict[str, Any]) -> None:
        ack()
        why = modals.words_of(view)
        if why:
            service.state.questions.explain(view["private_metadata"], body["user"]["id"], why)

    @app.view(modals.CORRECTION)
    def corrected(ack: Ack, view: dict[str, Any], body: dict[str, Any], client: WebClient) -> None:
        """Keeps the correction, thanks, and tells the admins."""
        words = modals.words_of(view)
        if not words:
            ack(response_action="errors", errors={modals.FIELD: _BLANK})
            return
        about = modals.about_which(view)
        user = body["user"]["id"]
        number = service.state.questions.correct(Correction(user, about.said, words, about.channel, about.message, about.question))
        ack(response_action="update", view=modals.thanks())
        _tell_admins(client, admins, _note(client, number, user, words, about), number)


def _note(client: WebClient, number: int, user: str, words: str, about: modals.Corrected) -> str:
    """What an admin gets to read; whoever sent it is linked to, as a name would need a further permission."""
    first = about.said.partition("\n")[0]
    where = _address(client, about)
    answer = link(where, "this answer") if where else "an answer"
    lines = [f"Correction {number} to {answer}, from <@{user}>:", *(f"> {escape(line)}" for line in words.split("\n"))]
    return fit_lines([*lines, f"It says: {escape(cut(first, _QUOTED))}"], _NOTE)


def _address(client: WebClient, about: modals.Corrected) -> str | None:
    try:
        return str(client.chat_getPermalink(channel=about.channel, message_ts=about.message)["permalink"])
    except CALL_ERRORS:
        return None  # a private place that the bot cannot see: the note does without


def _tell_admins(client: WebClient, admins: Admins, note: str, number: int) -> None:
    blocks = [section(note), correction_buttons(number)]
    for admin in sorted(admins.all(client)):
        try:
            client.chat_postMessage(channel=admin, text=note, blocks=blocks, unfurl_links=False, unfurl_media=False)
        except CALL_ERRORS as error:
            LOG.warning("could not tell the admin %s of a correction (%s)", admin, type(error).__name__)
