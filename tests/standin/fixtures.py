"""A Bolt app on the stand-in, over Socket Mode or signed HTTP: context managers and pytest fixtures for any test to import."""

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from socketserver import ThreadingMixIn
from typing import Any, Literal
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

import pytest
from slack_bolt import App, Say
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.builtin import SocketModeClient

from .scenario import Standin

Transport = Literal["socket", "http"]
Run = Callable[[App], AbstractContextManager[None]]


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True
    request_queue_size = 128


class _QuietHandler(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name it is called by
        """Say nothing."""


@contextlib.contextmanager
def over_socket(app: App, standin: Standin) -> Iterator[None]:
    """Run the app over Socket Mode. Run two for two sockets."""
    handler = SocketModeHandler(app, standin.app.app_token, ping_interval=0.3)
    before = standin.sockets.count
    handler.client.connect()
    standin.wait_for_sockets(before + 1)
    try:
        yield
        standin.settle(quiet_s=0.0)
    finally:
        close_at_once(handler.client)


def close_at_once(client: SocketModeClient) -> None:
    """The SDK's threads wait for a message for a second and for bytes for three; an empty message and an end wake them."""
    client.closed = True
    client.message_queue.put(None)
    session = client.current_session
    if session is not None and session.sock is not None:
        with contextlib.suppress(OSError):
            session.sock.shutdown(socket.SHUT_RDWR)
    client.close()


@contextlib.contextmanager
def over_http(app: App, standin: Standin) -> Iterator[None]:
    """Run the app behind a WSGI server, and have Slack post there."""
    server = _Server(("127.0.0.1", 0), _QuietHandler)
    server.set_app(SlackRequestHandler(app))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    standin.request_url = f"http://127.0.0.1:{server.server_port}/slack/events"
    try:
        yield
        standin.settle(quiet_s=0.0)
    finally:
        standin.request_url = None
        server.shutdown()
        thread.join()
        server.server_close()


def client(standin: Standin, token: str | None = None, timeout: int = 5) -> WebClient:
    """A client of the stand-in that retries nothing by itself."""
    return WebClient(token=token or standin.bot_token, base_url=standin.base_url, timeout=timeout, retry_handlers=[])


def call(standin: Standin, method: str, *, token: str | None = None, **arguments: Any) -> dict[str, Any]:
    """One Web API call as the app would make it; a refusal is given, not raised."""
    try:
        response = client(standin, token).api_call(method, json=arguments)
    except SlackApiError as refusal:
        response = refusal.response
    answer: Any = response.data
    return dict(answer)


def bolt_app(standin: Standin) -> App:
    """A Bolt app without listeners."""
    return App(client=client(standin), signing_secret=standin.app.signing_secret)


def echo_app(slack: Standin) -> App:
    """Answers a mention in its thread and a direct message flat; leaves everything else alone."""
    app = bolt_app(slack)

    @app.event("app_mention")
    def mentioned(event: dict[str, Any], say: Say) -> None:
        say(text=f"You said {event['text']}", thread_ts=event.get("thread_ts") or event["ts"])

    @app.event("message")
    def written(event: dict[str, Any], say: Say) -> None:
        if event["channel_type"] == "im" and not event.get("bot_id"):
            say(text=f"You wrote {event['text']}")

    return app


@pytest.fixture
def slack() -> Iterator[Standin]:
    """A stand-in, which must be clean at the end."""
    with Standin() as standin:
        yield standin


@pytest.fixture(params=["socket", "http"])
def transport(request: pytest.FixtureRequest) -> Transport:
    """Each transport in turn."""
    chosen: Transport = request.param
    return chosen


@pytest.fixture
def run(slack: Standin, transport: Transport) -> Run:
    """Gives what runs an app over the transport of this turn, in a `with` statement."""
    return lambda app: (over_socket if transport == "socket" else over_http)(app, slack)
