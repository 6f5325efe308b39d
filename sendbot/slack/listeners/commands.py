"""The slash command: `/sendbot ask …` and `/sendbot help`, answered to the asker alone."""

from typing import Any

from slack_bolt import Ack, App, Respond

from sendbot.slack.blocks import answer_message
from sendbot.slack.service import Service

_USAGE = "Ask with `/sendbot ask` and your question, for example `/sendbot ask which areas had DMO capacity issues`."


def register(app: App, service: Service) -> None:
    """Register the command."""

    @app.command("/sendbot")
    def sendbot(ack: Ack, respond: Respond, command: dict[str, Any]) -> None:
        """Without "ask" or "help" in front, the whole text is taken as a question."""
        ack()
        question = _question(command.get("text") or "")
        if question is None:
            respond(text=_USAGE, response_type="ephemeral")
        else:
            respond(**answer_message(service.ask(question)), response_type="ephemeral")


def _question(text: str) -> str | None:
    """The question in a command's text; None for "ask" without one."""
    word, _, rest = text.strip().partition(" ")
    if word.lower() == "ask":
        return rest.strip() or None
    return text if word else "help"
