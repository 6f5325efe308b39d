"""The Bolt app: built from any WebClient, so that tests and benchmarks put in their own."""

import logging
import secrets
import traceback
from typing import Any

from slack_bolt import App
from slack_bolt.context.ack import Ack
from slack_bolt.request import BoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sendbot.slack.listeners import actions, commands, events
from sendbot.slack.listeners.claims import claim_once
from sendbot.slack.service import Service

LOG = logging.getLogger("sendbot.slack")


def make_app(client: WebClient, service: Service, *, signing_secret: str | None = None, verify_token: bool = True) -> App:
    """The app with all its listeners. `signing_secret` is needed for HTTP; Socket Mode does without.

    `verify_token` asks Slack at once whether the client's token is good (raises BoltError if not).
    """
    app = App(
        name="sendbot",
        client=client,
        signing_secret=signing_secret or secrets.token_hex(16),
        request_verification_enabled=signing_secret is not None,
        token_verification_enabled=verify_token,
        logger=LOG,
    )
    app.use(claim_once(service.state))
    for listener in (events, commands, actions):
        listener.register(app, service)
    app.error(_apologise)
    return app


def _apologise(error: Exception, body: dict[str, Any], client: WebClient, ack: Ack, request: BoltRequest) -> BoltResponse:
    """Something unexpected: a short apology with a reference, and the same reference in the log. Never a traceback."""
    reference = secrets.token_hex(3)
    LOG.error("unexpected error, reference %s: %s", reference, _what_and_where(error))
    sorry = f"Sorry, something went wrong on my side. If it happens again, tell whoever runs me this reference: {reference}."
    event = body.get("event") or {}
    respond = request.context.respond
    if request.context.response_url and respond:
        respond(text=sorry, response_type="ephemeral", replace_original=False)
    elif event.get("channel"):
        thread = event.get("thread_ts") or (event.get("ts") if event.get("channel_type") != "im" else None)
        client.chat_postMessage(channel=event["channel"], thread_ts=thread, text=sorry)
    return ack()


def _what_and_where(error: BaseException) -> str:
    """An error's kind and where it came from, without its words: they may hold what someone asked, or a token."""
    code = f" ({error.response.get('error')})" if isinstance(error, SlackApiError) else ""
    return f"{type(error).__name__}{code}\n{''.join(traceback.format_tb(error.__traceback__))}".rstrip()
