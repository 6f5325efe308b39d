"""Each question is answered once, however often and in whatever form Slack delivers it."""

from collections.abc import Callable
from typing import Any

from slack_bolt import BoltContext
from slack_bolt.response import BoltResponse

from sendbot.slack.messages import is_question
from sendbot.store import SlackState

Middleware = Callable[..., BoltResponse]


def claim_once(state: SlackState) -> Middleware:
    """Middleware that takes each question by its event and by its message, and drops what is taken already.

    It runs before the acknowledgement, so it is one SQLite statement. A redelivery is not skipped for being one: the first
    try may have died before it was claimed.
    """

    def middleware(body: dict[str, Any], context: BoltContext, next: Callable[[], BoltResponse]) -> BoltResponse:  # noqa: A002 - Bolt's name
        keys = claim_keys(body, context.bot_user_id)
        if keys and not state.claim(keys):
            return BoltResponse(status=200, body="")
        return next()

    return middleware


def claim_keys(body: dict[str, Any], bot_user_id: str | None) -> list[str]:
    """What tells a question apart: its event id, its channel and time, and the client's id for the message.

    Empty for what is no question. A message that mentions the bot is none: it comes again as a mention, in either order.
    """
    event = body.get("event") or {}
    if body.get("type") != "event_callback" or not is_question(event, bot_user_id):
        return []
    keys = [f"event:{body['event_id']}"] if body.get("event_id") else []
    keys.append(f"message:{event['channel']}:{event['ts']}")
    if event.get("client_msg_id"):
        keys.append(f"client:{event['channel']}:{event['client_msg_id']}")
    return keys
