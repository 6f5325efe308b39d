"""Each question is answered once, however often and in whatever form Slack delivers it."""

import threading
from collections.abc import Callable, Sequence
from typing import Any

from slack_bolt import App, BoltContext, BoltRequest
from slack_bolt.listener.listener_completion_handler import ListenerCompletionHandler
from slack_bolt.response import BoltResponse

from sendbot.slack.messages import Event, conversation_key, is_direct, is_message, is_question
from sendbot.slack.service import Service
from sendbot.store import Claim

_KEYS, _SECOND_TRY = "claimed_keys", "is_second_try"


def register(app: App, service: Service) -> None:
    """Have every delivery claimed before its listener runs, and settled after."""
    at_work = _AtWork()

    @app.middleware
    def claim_once(body: dict[str, Any], context: BoltContext, next: Callable[[], BoltResponse]) -> BoltResponse:  # noqa: A002 - Bolt's name
        """Take each delivery by its ids, and drop what is taken already.

        It runs before the acknowledgement, so it is one SQLite statement. A redelivery is not skipped for being one: the first
        try may have died before it was claimed, or after.
        """
        event = body.get("event") or {}
        if is_message(event) and not _is_for_us(event, context.bot_user_id, service):
            return BoltResponse(status=200, body="")
        keys = claim_keys(body)
        if not keys:
            return next()
        if not at_work.begin(keys):
            return BoltResponse(status=200, body="")
        try:
            claim = service.state.claim(keys)
        except BaseException:
            at_work.end(keys)
            raise
        if claim in (Claim.NEW, Claim.AGAIN):
            context[_KEYS], context[_SECOND_TRY] = keys, claim is Claim.AGAIN
            return next()
        at_work.end(keys)
        # Where another try has it, which may have died, Slack shall ask again later; only events are ever sent again.
        return BoltResponse(status=503 if claim is Claim.HELD and event else 200, body="")

    app.listener_runner.listener_completion_handler = _Settle(service, at_work)


def is_second_try(context: BoltContext) -> bool:
    """Whether an earlier try at the same delivery died, so that what it did has to be looked for."""
    return bool(context.get(_SECOND_TRY))


def claim_keys(body: dict[str, Any]) -> list[str]:
    """What tells a delivery apart. A message: its event's id, its channel and time, and the client's id for it, which each may come
    again under another of the others. A press, a form, a command: the id of the person's deed. Empty for what may happen twice."""
    event = body.get("event")
    if event is None:
        return [f"trigger:{body['trigger_id']}"] if body.get("trigger_id") else []
    if not is_message(event) and event.get("type") != "function_executed":
        return []
    keys = [f"event:{body['event_id']}"] if body.get("event_id") else []
    if is_message(event):
        keys.append(f"message:{event['channel']}:{event['ts']}")
        if event.get("client_msg_id"):
            keys.append(f"client:{event['channel']}:{event['client_msg_id']}")
    return keys


def _is_for_us(event: Event, bot_user_id: str | None, service: Service) -> bool:
    """Whether a message is a question: a mention, a direct message, or a line in a thread where the bot is talking."""
    if not is_question(event, bot_user_id, service.allowed_bots):
        return False
    return event["type"] == "app_mention" or is_direct(event) or service.knows(conversation_key(event))


class _AtWork:
    """The keys that this process is working on: a redelivery of one of them is dropped however long the work takes."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._keys: set[str] = set()

    def begin(self, keys: Sequence[str]) -> bool:
        """Enter keys; False where one of them is entered already."""
        with self._lock:
            if not self._keys.isdisjoint(keys):
                return False
            self._keys.update(keys)
            return True

    def end(self, keys: Sequence[str]) -> None:
        """Take keys out."""
        with self._lock:
            self._keys.difference_update(keys)


class _Settle(ListenerCompletionHandler):
    """After a listener, also one that failed: what it had claimed is done with."""

    def __init__(self, service: Service, at_work: _AtWork) -> None:
        self._service, self._at_work = service, at_work

    def handle(self, request: BoltRequest, response: BoltResponse | None) -> None:  # noqa: ARG002 - Bolt's signature
        """Settle the claim, then let the keys go."""
        keys = request.context.get(_KEYS)
        if keys:
            try:
                self._service.state.settle(keys)
            finally:
                self._at_work.end(keys)
