"""The Bolt app: built from any WebClient, so that tests and benchmarks put in their own."""

import logging
import secrets
import traceback
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from slack_bolt import App
from slack_bolt.context.ack import Ack
from slack_bolt.oauth.oauth_settings import OAuthSettings
from slack_bolt.request import BoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sendbot.editor import Editor
from sendbot.slack.admins import Admins
from sendbot.slack.digests import listeners as digest_listeners
from sendbot.slack.digests.commands import DigestCommand
from sendbot.slack.digests.worker import Worker
from sendbot.slack.editing.audit import Audit
from sendbot.slack.editing.desk import Desk
from sendbot.slack.editing.paths import register as register_editing
from sendbot.slack.listeners import actions, claims, commands, events, home, shortcuts, steps, views
from sendbot.slack.messages import is_direct
from sendbot.slack.posting import CALL_ERRORS, PostError, tell
from sendbot.slack.service import Service

LOG = logging.getLogger("sendbot.slack")

_WORKERS = 32  # a post that waits because Slack asks it to holds one of them


def make_app(
    client: WebClient,
    service: Service,
    *,
    signing_secret: str | None = None,
    verify_token: bool = True,
    oauth: OAuthSettings | None = None,
    editor: Editor | None = None,
    audit: Audit | None = None,
    digests: Worker | None = None,
) -> App:
    """The app with all its listeners. `signing_secret` is needed for HTTP; Socket Mode does without.

    `verify_token` asks Slack at once whether the client's token is good (raises BoltError if not). With `oauth` it serves every
    workspace that installs it, and the client has no token of its own. With an `editor` admins can change what is known; `audit` tells
    of it. `digests` posts them; without it there are none.
    """
    app = App(
        name="sendbot",
        client=client,
        signing_secret=signing_secret or secrets.token_hex(16),
        request_verification_enabled=signing_secret is not None,
        token_verification_enabled=verify_token,
        oauth_settings=oauth,
        listener_executor=ThreadPoolExecutor(max_workers=_WORKERS, thread_name_prefix="listener"),
        logger=LOG,
    )
    admins = Admins(service.admins)
    claims.register(app, service)
    for listener in (events, actions, steps):
        listener.register(app, service)
    desk = Desk(service, editor, admins, audit.tell_all if audit else (lambda _: None)) if editor else None
    editing = register_editing(app, desk) if desk else {}
    digesting = {"digest": DigestCommand(digests.newsroom, admins, digests)} if digests else {}
    commands.register(app, service, {**editing, **digesting})
    shortcuts.register(app)
    views.register(app, service, admins)
    home.register(app, service, admins, editor, digests.newsroom if digests else None)
    if digests:
        digest_listeners.register(app, digests.newsroom, admins)
    if oauth:
        app.enable_token_revocation_listeners()
    app.error(_apologise)
    return app


def _apologise(error: Exception, body: dict[str, Any], client: WebClient, ack: Ack, request: BoltRequest) -> BoltResponse:
    """Something unexpected: a short apology with a reference, and the same reference in the log. Never a traceback."""
    reference = secrets.token_hex(3)
    LOG.error("unexpected error, reference %s: %s", reference, _what_and_where(error))
    sorry = f"Sorry, something went wrong on my side. If it happens again, tell whoever runs me this reference: {reference}."
    event = body.get("event") or {}
    try:
        if request.context.response_url:
            tell(request.context.response_url, {"text": sorry})
        elif event.get("channel") and event.get("ts"):
            thread = event.get("thread_ts") or (None if is_direct(event) else event["ts"])
            client.chat_postMessage(channel=event["channel"], thread_ts=thread, text=sorry)
        elif request.context.user_id and "event" not in body:
            client.chat_postMessage(channel=request.context.user_id, text=sorry)
    except (PostError, *CALL_ERRORS) as failed:
        LOG.warning("could not apologise for %s (%s)", reference, type(failed).__name__)
    return ack()


def _what_and_where(error: BaseException) -> str:
    """An error's kind and where it came from, without its words: they may hold what someone asked, or a token."""
    code = (
        f" ({error.code})"
        if isinstance(error, PostError)
        else f" ({error.response.get('error')})"
        if isinstance(error, SlackApiError)
        else ""
    )
    return f"{type(error).__name__}{code}\n{''.join(traceback.format_tb(error.__traceback__))}".rstrip()
