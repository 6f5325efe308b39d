"""Questions that come as messages: a mention in a channel, a line in a thread that is going on, a direct message."""

from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from sendbot.slack.asking import Question, answer, explained
from sendbot.slack.listeners.claims import is_second_try
from sendbot.slack.messages import conversation_key, is_from_bot, reply_thread
from sendbot.slack.posting import Place
from sendbot.slack.service import Service
from sendbot.store import Asker, Claim

_ANSWERS_TO_A_BOT = 3  # in one thread and day, so that two bots never talk for long


def register(app: App, service: Service) -> None:
    """Register the message listeners. Only questions come here: see `claims`."""

    def asked(event: dict[str, Any], client: WebClient, context: BoltContext) -> None:
        """A mention is answered in its thread or in one begun under it; a direct message flat; a line of a thread in that thread."""
        if is_from_bot(event) and not _may_answer_bot(service, event):
            return
        channel, thread = event["channel"], reply_thread(event)
        question = Question(
            event.get("text") or "",
            Place(channel, thread, since=event["ts"]),
            f"{channel}:{event['ts']}",
            Asker(event.get("user"), context.team_id, channel, thread),
            is_second_try(context),
        )
        with explained(client, None if is_from_bot(event) else event.get("user")):
            answer(service, client, question)

    app.event("app_mention")(asked)
    app.event("message")(asked)


def _may_answer_bot(service: Service, event: dict[str, Any]) -> bool:
    """Whether an allowed bot has answers left in this thread today."""
    place = f"bot:{conversation_key(event)}:{service.today()}"
    return any(service.state.claim([f"{place}:{number}"]) is Claim.NEW for number in range(_ANSWERS_TO_A_BOT))
