"""Questions that come as messages: a mention in a channel, a line in a thread that is going on, a direct message."""

from typing import Any

from slack_bolt import App, BoltContext, Say

from sendbot.slack.blocks import answer_message
from sendbot.slack.messages import conversation_key, is_direct, is_question, reply_thread
from sendbot.slack.service import Service

# In a direct message, which is flat, the last question is forgotten sooner than in a thread.
_DIRECT_SECONDS = 3_600.0


def register(app: App, service: Service) -> None:
    """Register the message listeners."""

    @app.event("app_mention")
    def mentioned(event: dict[str, Any], say: Say, context: BoltContext) -> None:
        """A mention is answered in its thread, or in one begun under it."""
        if is_question(event, context.bot_user_id):
            _answer(service, say, event)

    @app.event("message")
    def written(event: dict[str, Any], say: Say, context: BoltContext) -> None:
        """A direct message is answered flat; a line in a thread where the bot is talking, in that thread."""
        if is_question(event, context.bot_user_id) and (is_direct(event) or service.knows(conversation_key(event))):
            _answer(service, say, event)


def _answer(service: Service, say: Say, event: dict[str, Any]) -> None:
    flat = is_direct(event) and not event.get("thread_ts")
    answer = service.ask(event.get("text") or "", conversation_key(event), _DIRECT_SECONDS if flat else None)
    say(**answer_message(answer), thread_ts=reply_thread(event))
