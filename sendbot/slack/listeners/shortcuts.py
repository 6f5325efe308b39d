"""The message shortcut "Correct this answer"."""

from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from sendbot.slack.asking import explained
from sendbot.slack.blocks import question_behind
from sendbot.slack.modals import Corrected, correction_form, not_an_answer

CORRECT_ANSWER = "correct_answer"


def register(app: App) -> None:
    """Register the shortcut."""

    @app.message_shortcut(CORRECT_ANSWER)
    def correct_answer(ack: Ack, body: dict[str, Any], client: WebClient, context: BoltContext) -> None:
        """Opens the form; on a message that is not the bot's it says so."""
        ack()
        message = body["message"]
        is_ours = context.bot_user_id is not None and message.get("user") == context.bot_user_id
        about = Corrected(body["channel"]["id"], message["ts"], str(message.get("text") or ""), question_behind(message))
        with explained(client, body["user"]["id"], body.get("response_url")):
            client.views_open(trigger_id=body["trigger_id"], view=correction_form(about) if is_ours else not_an_answer())
