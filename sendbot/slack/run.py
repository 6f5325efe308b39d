"""The Slack process: Socket Mode by default, HTTP where only a signing secret is set."""

import logging
import os

from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_bolt.error import BoltError
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler

from sendbot.bootstrap import today_in
from sendbot.brain import Brain
from sendbot.errors import SettingsError
from sendbot.settings import Settings
from sendbot.slack.app import make_app
from sendbot.slack.service import Service
from sendbot.store import SlackState

_PORT = 3000
_TOKEN_ERRORS = {
    "invalid_auth": "Slack does not know SLACK_BOT_TOKEN. Copy the Bot User OAuth Token again from OAuth & Permissions.",
    "account_inactive": "SLACK_BOT_TOKEN belongs to an app or a workspace that is no longer active. Reinstall the app and copy the new token.",
    "token_revoked": "SLACK_BOT_TOKEN was revoked. Reinstall the app and copy the new token.",
    "not_authed": "SLACK_BOT_TOKEN is empty. Set it, or unset it to use the console.",
}

_SOCKET_REFUSED = "Slack does not accept SLACK_APP_TOKEN ({code}). Copy the app-level token with the scope connections:write again from Basic Information."


def web_client(settings: Settings) -> WebClient:
    """A client for these settings; it waits when Slack says it is asked too often."""
    client = WebClient(token=settings.bot_token, timeout=10)
    if settings.slack_api_url:
        client = WebClient(token=settings.bot_token, timeout=10, base_url=settings.slack_api_url.rstrip("/") + "/")
    client.retry_handlers.append(RateLimitErrorRetryHandler(max_retry_count=2))
    return client


def run(settings: Settings, brain: Brain) -> int:
    """Talk in Slack until stopped.

    Raises SettingsError where Slack refuses a token or cannot be reached.
    """
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    service = Service(lambda: brain, lambda: today_in(settings), SlackState(settings.database))
    try:
        app = make_app(web_client(settings), service, signing_secret=settings.signing_secret if not settings.app_token else None)
        if settings.app_token:
            SocketModeHandler(app, settings.app_token).start()  # type: ignore[no-untyped-call]
            return 0
    except (BoltError, SlackApiError, SlackClientError, OSError) as error:
        raise SettingsError(explain(error)) from error
    _serve(SlackRequestHandler(app))
    return 0


def _serve(handler: SlackRequestHandler) -> None:
    from waitress import serve  # only for HTTP

    port = os.environ.get("PORT", str(_PORT))
    if not port.isdigit():
        raise SettingsError(f"PORT is '{port}'. It must be a number such as {_PORT}.")
    try:
        serve(handler, host="0.0.0.0", port=int(port), threads=8)  # noqa: S104 - a web process listens to all
    except (OSError, OverflowError) as error:
        raise SettingsError(f"PORT {port} cannot be listened on ({error}). Stop what uses it, or set another.") from error


def explain(error: BaseException) -> str:
    """A refusal by Slack, or its silence, as a sentence about what to do."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, SlackApiError):
            code = str(cause.response.get("error", "unknown_error"))
            if "apps.connections.open" in str(getattr(cause.response, "api_url", "")):
                return _SOCKET_REFUSED.format(code=code)
            return _TOKEN_ERRORS.get(code, f"Slack refused to connect ({code}).")
        cause = cause.__cause__ or cause.__context__
    text = str(error)
    known = next((says for code, says in _TOKEN_ERRORS.items() if code in text), None)
    return known or "Slack could not be reached. Check the network and SLACK_API_URL, then try again."
