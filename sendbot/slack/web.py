"""The web process: Slack's events, whether the bot is alive and ready, and the pages by which workspaces install it."""

import logging
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import msgspec
from slack_bolt import App
from slack_bolt.adapter.wsgi import SlackRequestHandler

from sendbot.errors import SettingsError
from sendbot.slack.readiness import Readiness

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

LOG = logging.getLogger("sendbot.slack")

PORT = 3000
_THREADS = 16
_LARGEST_REQUEST = 1_000_000  # bytes; Slack's are a few thousand
_EVENTS = "/slack/events"
_JSON, _TEXT = "application/json", "text/plain; charset=utf-8"


def make_web(app: App, ready: Callable[[], Readiness], *, takes_events: bool) -> "WSGIApplication":
    """A WSGI application. `takes_events`: whether Slack's events come here, which they must not unless their signatures are checked."""
    bolt = SlackRequestHandler(app, path=_EVENTS)

    def serve(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        path, is_question = environ.get("PATH_INFO", ""), environ.get("REQUEST_METHOD") in ("GET", "HEAD")
        if path == "/health" and is_question:
            return _say(start_response, "200 OK", _TEXT, b"alive\n")
        if path == "/ready" and is_question:
            state = ready()
            return _say(start_response, "200 OK" if state.ready else "503 Service Unavailable", _JSON, msgspec.json.encode(state))
        if path == _EVENTS and not takes_events:
            return _say(start_response, "404 Not Found", _TEXT, b"Events come by Socket Mode here.\n")
        return bolt(environ, start_response)

    return serve


def _say(start_response: "StartResponse", status: str, kind: str, body: bytes) -> Iterable[bytes]:
    start_response(status, [("Content-Type", kind), ("Content-Length", str(len(body))), ("Cache-Control", "no-store")])
    return [body]


def serve(web: "WSGIApplication", port: int) -> None:
    """Serve until stopped. Raises SettingsError where the port cannot be listened on."""
    from waitress.server import create_server  # only for HTTP

    try:
        server = create_server(web, host="0.0.0.0", port=port, threads=_THREADS, max_request_body_size=_LARGEST_REQUEST, ident="")  # noqa: S104 - a web process listens to all
    except (OSError, OverflowError) as error:
        raise SettingsError(f"PORT {port} cannot be listened on ({error}). Stop what uses it, or set another.") from error
    LOG.info("listening on port %s", port)
    server.run()
