"""The slash command: `/sendbot ask …` and `/sendbot help`, answered to the asker alone."""

import re
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

# With channels and people escaped (manifest.json), an address that was typed comes as a link.
_ADDRESS = re.compile(r"<(https?://[^|>\s]+)(?:\|[^>]*)?>")
_USAGE = "Ask with `/sendbot ask` and your question, for example `/sendbot ask which areas had DMO capacity issues`."


@dataclass(frozen=True)
class Command:
    """What someone typed after `/sendbot`, without the word that chose the handler (`word`); and where.

    `trigger_id`: the right to open a form, for three seconds.
    """

    text: str
    asker: Asker
    response_url: str
    word: str
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


def register(app: App, service: Service, more: Mapping[str, Handler] | None = None) -> None:
    """Register the command. `more`: further subcommands."""
    subcommands = {**SUBCOMMANDS, **(more or {})}

    @app.command("/sendbot")
    def sendbot(ack: Ack, command: dict[str, Any], client: WebClient) -> None:
        """The first word chooses; without a subcommand the whole text is a question."""
        ack()
        word, text = _choose(_ADDRESS.sub(r"\1", command.get("text") or ""), subcommands)
        asker = Asker(command.get("user_id"), command.get("team_id"), command.get("channel_id"))
        given = Command(text, asker, command["response_url"], word, command["trigger_id"], client)
        with explained(client, asker.user, given.response_url):
            subcommands[word](service, given)


def _choose(text: str, subcommands: Mapping[str, Handler]) -> tuple[str, str]:
    """The subcommand for what was typed, and what is left for it.

    "help" with more behind it is a question ("help with deadlines"), and so is what ends with a question mark.
    """
    word, _, rest = text.strip().partition(" ")
    name, rest = word.lower(), rest.strip()
    if not word:
        return "help", ""
    is_question = name != "ask" and (rest.endswith("?") or (name == "help" and rest))
    return ("ask", text.strip()) if name not in subcommands or is_question else (name, rest)
