"""From a question to its answer in its place; and telling the asker where that could not be."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from slack_sdk import WebClient

from sendbot.slack.blocks import answer_message
from sendbot.slack.posting import CALL_ERRORS, Place, PostError, failure, post_reply, tell
from sendbot.slack.service import Service
from sendbot.store import Asker

LOG = logging.getLogger("sendbot.slack")

# In a direct message, which is flat, the last question is forgotten sooner than in a thread.
_DIRECT_SECONDS = 3_600.0


@dataclass(frozen=True)
class Question:
    """A question asked where others (or the asker) see the answer below it. `key`: what tells it apart."""

    text: str
    place: Place
    key: str
    asker: Asker
    is_second_try: bool = False

    @property
    def conversation(self) -> str:
        """The conversation it belongs to: its thread, or the whole of a direct message, which is flat."""
        return conversation_of(self.place.channel, self.place.thread_ts)


def conversation_of(channel: str, thread_ts: str | None) -> str:
    """What a conversation is remembered under."""
    return f"{channel}:{thread_ts}" if thread_ts else channel


def answer(service: Service, client: WebClient, question: Question) -> None:
    """Answer a question in its place, after those asked there before it. Raises PostError."""
    within_s = None if question.place.thread_ts else _DIRECT_SECONDS
    with service.turns.turn(question.conversation):
        reply = service.ask(question.text, question.conversation, within_s, question.asker)
        post_reply(client, question.place, reply, answer_message, question.key, is_second_try=question.is_second_try)


@contextmanager
def explained(client: WebClient, user: str | None, response_url: str | None = None) -> Iterator[None]:
    """Tell the person what to do about a post that Slack refuses: where they are if there is a way, else directly.

    What no person in Slack can mend goes on.
    """
    try:
        yield
    except (PostError, *CALL_ERRORS) as raised:
        error = raised if isinstance(raised, PostError) else failure(raised)
        if error.says is None:
            raise
        LOG.warning("Slack refused a post (%s)", error.code)
        _say(client, user, response_url, error.says)


def _say(client: WebClient, user: str | None, response_url: str | None, says: str) -> None:
    try:
        if response_url:
            tell(response_url, {"text": says})
        elif user:
            client.chat_postMessage(channel=user, text=says)
    except (PostError, *CALL_ERRORS) as error:
        LOG.warning("could not tell the asker either (%s)", type(error).__name__)
