"""The slash command: `/sendbot ask …` and `/sendbot help`, answered to the asker alone."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from sendbot.slack.asking import explained
from sendbot.slack.blocks import answer_message
from sendbot.slack.posting import tell, tell_reply
from sendbot.slack.service import Service
from sendbot.slack.text import as_typed
from sendbot.store import Asker

_USAGE = "Ask with `/sendbot ask` and your question, for example `/sendbot ask which areas had DMO capacity issues`."


@dataclass(frozen=True)
class Command:
    """What someone typed after `/sendbot`, without the word that chose the handler; and where."""

    text: str
    asker: Asker
    response_url: str
    trigger_id: str
    client: WebClient


Handler = Callable[[Service, Command], None]


def ask(service: Service, command: Command) -> None:
    """`/sendbot ask …`, and whatever does not begin with a subcommand."""
    if not command.text:
        tell(command.response_url, {"text": _USAGE})
        return
    reply = service.ask(as_typed(command.text), asker=command.asker)
    tell_reply(command.response_url, reply, lambda r, *, simple=False: answer_message(r, private=True, simple=simple))


def help_(service: Service, command: Command) -> None:
    """`/sendbot help`: what can be asked."""
    ask(service, replace(command, text="help"))


SUBCOMMANDS: dict[str, Handler] = {"ask": ask, "help": help_}


def register(app: App, service: Service, more: Mapping[str, Handler]) -> None:
    """Register the command. `more`: further subcommands."""
    subcommands = {**SUBCOMMANDS, **more}

    @app.command("/sendbot")
    def sendbot(ack: Ack, command: dict[str, Any], client: WebClient) -> None:
        """The first word chooses; without a subcommand the whole text is a question."""
        ack()
        handler, text = _choose(command.get("text") or "", subcommands)
        asker = Asker(command.get("user_id"), command.get("team_id"), command.get("channel_id"))
        given = Command(text, asker, command["response_url"], command["trigger_id"], client)
        with explained(client, asker.user, given.response_url):
            handler(service, given)


def _choose(text: str, subcommands: Mapping[str, Handler]) -> tuple[Handler, str]:
    """The handler for what was typed, and what is left for it. "help" with more behind it is a question ("help with deadlines")."""
    word, _, rest = text.strip().partition(" ")
    if not word:
        return help_, ""
    handler = subcommands.get(word.lower())
    if handler is None or (handler is help_ and rest):
        return ask, text.strip()
    return handler, rest.strip()
