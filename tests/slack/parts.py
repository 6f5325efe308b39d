"""The bot on the stand-in, as the tests here use it: real parts, a real database file, either transport."""

import contextlib
import datetime as dt
import functools
import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from slack_sdk import WebClient
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler
from standin import Clock, Standin
from standin.fixtures import _QuietHandler as QuietHandler
from standin.fixtures import _Server as ThreadingServer
from standin.fixtures import over_http, over_socket

from sendbot.bootstrap import open_brain
from sendbot.brain import Brain
from sendbot.settings import ROOT, Settings
from sendbot.slack import Service, make_app
from sendbot.store import SlackState

TODAY = dt.date(2017, 10, 6)
MANIFEST = json.loads((ROOT / "manifest.json").read_text(encoding="utf-8"))
TRANSPORTS = {"socket": over_socket, "http": over_http}


@functools.cache
def brain() -> Brain:
    """The bot's own brain, made once."""
    return open_brain(Settings(database=ROOT / "sendbot.db"))


def service(database: Path, clock: Callable[[], float] | None = None, today: dt.date = TODAY, **more: Any) -> Service:
    """A service with the knowledge as of a day of 2017."""
    return Service(brain, lambda: today, SlackState(database, *([clock] if clock else [])), **more)


def client(slack: Standin, timeout: int = 5) -> WebClient:
    """A client like the bot's own, on the stand-in."""
    handlers = [RateLimitErrorRetryHandler(max_retry_count=2)]
    return WebClient(slack.bot_token, base_url=slack.base_url, timeout=timeout, retry_handlers=handlers)


@contextlib.contextmanager
def bot_in_slack(transport: str, database: Path, *, timeout: int = 5, manifest: Any = None, **more: Any) -> Iterator[Standin]:
    """A strict stand-in with the bot in it."""
    with Standin(manifest or MANIFEST, clock=Clock()) as slack:
        made = service(database, **more)
        app = make_app(client(slack, timeout), made, signing_secret=slack.app.signing_secret)
        try:
            with TRANSPORTS[transport](app, slack):
                yield slack
        finally:
            made.state.close()


@contextlib.contextmanager
def served(web: Any) -> Iterator[str]:
    """A WSGI application on a port of its own; its address."""
    server = ThreadingServer(("127.0.0.1", 0), QuietHandler)
    server.set_app(web)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
