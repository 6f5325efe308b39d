"""The Slack process: Socket Mode by default, HTTP where no app-level token is set."""

import gc
import signal
import sys
import threading
from functools import partial
from types import FrameType

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.error import BoltError
from slack_sdk.errors import SlackApiError, SlackClientError

from sendbot.bootstrap import open_store, today_in
from sendbot.brain import Brain
from sendbot.editor import Editor
from sendbot.errors import SettingsError
from sendbot.live import LiveBrain
from sendbot.settings import Settings
from sendbot.slack.app import make_app
from sendbot.slack.clients import web_client
from sendbot.slack.digests.wiring import make_newsroom, make_worker, waking
from sendbot.slack.digests.worker import Worker
from sendbot.slack.editing.audit import Audit
from sendbot.slack.oauth import oauth_settings
from sendbot.slack.readiness import SocketWatch, readiness
from sendbot.slack.redaction import set_up_log
from sendbot.slack.service import Service
from sendbot.slack.web import PORT, make_web, serve
from sendbot.store import SlackState
from sendbot.store.edits import Edits

_TOKEN_ERRORS = {
    "invalid_auth": "Slack does not know SLACK_BOT_TOKEN. Copy the Bot User OAuth Token again from OAuth & Permissions.",
    "account_inactive": "SLACK_BOT_TOKEN belongs to an app or a workspace that is no longer active. Reinstall the app and copy the new token.",
    "token_revoked": "SLACK_BOT_TOKEN was revoked. Reinstall the app and copy the new token.",
    "not_authed": "SLACK_BOT_TOKEN is empty. Set it, or unset it to use the console.",
}
_SOCKET_REFUSED = "Slack does not accept SLACK_APP_TOKEN ({code}). Copy the app-level token with the scope connections:write again from Basic Information."


def run(settings: Settings, brain: Brain) -> int:
    """Talk in Slack until stopped; then what is being answered is still answered.

    Raises SettingsError where Slack refuses a token or cannot be reached, or the port cannot be listened on.
    """
    set_up_log()
    signal.signal(signal.SIGTERM, _stop)
    gc.collect()
    gc.freeze()  # the knowledge lives as long as the process: looking through it for garbage would only hold answers up
    store = open_store(settings)
    edits = Edits(store, audited=settings.audit_channel is not None)
    live = LiveBrain(edits, store, brain)
    live.start()
    service = Service(live, lambda: today_in(settings), SlackState(settings.database), settings.admins, settings.allowed_bots)
    audit = Audit(edits, settings.audit_channel)
    worker = make_worker(settings, make_newsroom(settings, live, service.state.questions))
    try:
        app = app_for(settings, service, Editor(edits, live, store, service.today), audit, worker)
        if settings.app_token:
            with waking(worker):
                _over_socket(settings, app, service)
    except (BoltError, SlackApiError, SlackClientError, OSError) as error:
        raise SettingsError(explain(error)) from error
    if not settings.app_token:
        with waking(worker):
            serve(make_web(app, partial(readiness, service, None), takes_events=True), settings.port or PORT)
    return 0


def app_for(
    settings: Settings, service: Service, editor: Editor | None = None, audit: Audit | None = None, digests: Worker | None = None
) -> App:
    """The app that these settings ask for: of one workspace, or of all that install it.

    Of all, edits are told by whoever makes them in Slack: without a workspace there is no token to tell them with.
    """
    client = web_client(settings)
    oauth = oauth_settings(settings, client) if settings.has_oauth else None
    checks_signatures = settings.has_oauth or not settings.app_token
    secret = settings.signing_secret if checks_signatures else None
    app = make_app(client, service, signing_secret=secret, oauth=oauth, editor=editor, audit=audit, digests=digests)
    if audit and not oauth:
        audit.start(client)
    return app


def _over_socket(settings: Settings, app: App, service: Service) -> None:
    """Socket Mode; with health, and the pages to install the app, over HTTP where they are asked for."""
    handler = SocketModeHandler(app, settings.app_token)
    watch = SocketWatch(handler.client)
    port = settings.port or (PORT if settings.has_oauth else None)
    if port:
        web = make_web(app, partial(readiness, service, watch), takes_events=False)
        threading.Thread(target=serve, args=(web, port), name="web", daemon=True).start()
    try:
        handler.start()  # type: ignore[no-untyped-call]
    finally:
        handler.close()  # type: ignore[no-untyped-call]


def _stop(_: int, __: FrameType | None) -> None:
    """Leave as by Ctrl-C: threads that are answering are waited for."""
    sys.exit(0)


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
