"""Events through the Bolt app, beside a bare Bolt app that echoes: events a second, time to the acknowledgement, time to the post.

Both apps have the same client and post over HTTP to the same local stub, in turns, in one process. What is fair here: the stub is
another process and does nothing, so that all that differs is what the apps do; a mention is dispatched as Socket Mode does it;
each feeder waits for the post of its event before it sends the next, so that a set number is in flight; both have as many workers.

The aim for events a second is judged with a stub that takes as long for a post as Slack at its best (50 ms). A stub that answers
at once turns it into a comparison of processor time, an answer against no answer, which no Slack will ever ask for; that is
shown too, with the milliseconds of processor time that an event costs.
"""

import contextlib
import datetime as dt
import itertools
import logging
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from slack_bolt import App, BoltRequest, Say
from slack_sdk import WebClient

from bench import TESTS
from bench.material import open_brain, read_questions
from bench.table import Row, percentile
from sendbot.brain import Brain
from sendbot.settings import Settings
from sendbot.slack import Service, make_app
from sendbot.slack.clients import web_client
from sendbot.store import SlackState

EVENTS, ROUNDS = 200, 5
IN_FLIGHT = 8
SLACK_S = 0.05
TODAY = dt.date(2026, 11, 23)
_PATIENCE_S = 30.0
_WORKERS = 32


@dataclass(slots=True)
class Measured:
    """What came of dispatching events: a second and of processor time; milliseconds to the acknowledgement, and to Slack having the post."""

    rates: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    acks: list[float] = field(default_factory=list)
    posts: list[float] = field(default_factory=list)


@dataclass(slots=True)
class Posted:
    """Waits for the post that answers one event."""

    done: threading.Event = field(default_factory=threading.Event)
    at: float = 0.0


class Bench:
    """Feeds events to apps and takes the times. One for a run: sendbot answers an event it has seen before no second time."""

    def __init__(self) -> None:
        self._numbers = itertools.count(1)
        self._waiting: dict[str, Posted] = {}

    @contextlib.contextmanager
    def noting_posts(self) -> Iterator[None]:
        """Has every client's post noted when Slack has taken it (Bolt makes a new client for each event)."""
        real: Callable[..., Any] = WebClient.chat_postMessage

        def post(client: WebClient, **arguments: Any) -> Any:
            response = real(client, **arguments)
            waiting = self._waiting.pop(arguments["thread_ts"])
            waiting.at = time.perf_counter()
            waiting.done.set()
            return response

        WebClient.chat_postMessage = post  # type: ignore[method-assign]
        try:
            yield
        finally:
            WebClient.chat_postMessage = real  # type: ignore[method-assign]

    def feed(self, app: App, texts: Sequence[str], events: int, in_flight: int, into: Measured) -> None:
        """Dispatch so many mentions, so many at a time."""

        def one(text: str) -> tuple[float, float]:
            number = next(self._numbers)
            ts = f"{number}.000100"
            waiting = self._waiting[ts] = Posted()
            request = BoltRequest(mode="socket_mode", body=mention(text, ts, number))
            start = time.perf_counter()
            app.dispatch(request)
            acked = time.perf_counter()
            if not waiting.done.wait(_PATIENCE_S):
                raise TimeoutError(f"no answer was posted to {text!r}")
            return (acked - start) * 1_000, (waiting.at - start) * 1_000

        begun, used = time.perf_counter(), time.process_time()
        with ThreadPoolExecutor(in_flight) as feeders:
            times = list(feeders.map(one, itertools.islice(itertools.cycle(texts), events)))
        into.rates.append(events / (time.perf_counter() - begun))
        into.processor.append((time.process_time() - used) * 1_000 / events)
        into.acks += [ack for ack, _ in times]
        into.posts += [post for _, post in times]


def mention(text: str, ts: str, number: int) -> dict[str, Any]:
    """An `app_mention` as Socket Mode hands it to Bolt; each begins a thread of its own."""
    event = {"type": "app_mention", "user": "U1", "text": f"<@U0BOT> {text}", "ts": ts, "channel": f"C{number % 16}", "event_ts": ts}
    return {
        "type": "event_callback",
        "team_id": "T0",
        "api_app_id": "A0",
        "event": event,
        "event_id": f"Ev{number}",
        "event_time": number,
        "authorizations": [{"team_id": "T0", "user_id": "U0BOT", "is_bot": True}],
    }


def echo_app(client: WebClient) -> App:
    """The floor: a Bolt app that posts what was said, with as many workers as sendbot's."""
    workers = ThreadPoolExecutor(_WORKERS)
    app = App(client=client, request_verification_enabled=False, signing_secret="none", listener_executor=workers)

    @app.event("app_mention")
    def mentioned(event: dict[str, Any], say: Say) -> None:
        say(text=f"You said {event['text']}", thread_ts=event["ts"])

    return app


@contextlib.contextmanager
def stub(delay_s: float) -> Iterator[str]:
    """The address of a Slack that says "ok"."""
    process = subprocess.Popen([sys.executable, "-m", "bench.stub", str(delay_s)], cwd=TESTS, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    try:
        yield process.stdout.readline().strip()
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()


def measure(
    bench: Bench, brain: Brain, state: SlackState, delay_s: float, in_flight: int, *, events: int, rounds: int
) -> tuple[Measured, Measured]:
    """sendbot's figures and the echo app's, rounds taking turns after one each that does not count."""
    texts = [item["question"] for item in read_questions("dev-*") if not item["thread"]]
    ours, echo = Measured(), Measured()
    with stub(delay_s) as address, bench.noting_posts():
        client = web_client(Settings(bot_token="xoxb-bench", slack_api_url=address))
        apps = {"ours": make_app(client, Service(lambda: brain, lambda: TODAY, state)), "echo": echo_app(client)}
        for number in range(rounds + 1):
            for name, app in apps.items():
                into = ours if name == "ours" else echo
                bench.feed(app, texts, events, in_flight, into if number else Measured())
        for app in apps.values():
            app.listener_runner.listener_executor.shutdown()
    return ours, echo


def rows(folder: Path, *, events: int = EVENTS, rounds: int = ROUNDS) -> list[Row]:
    """The figures: 8 in flight with and without Slack's own time, and one at a time."""
    logging.getLogger("slack_bolt").setLevel(logging.ERROR)
    bench, brain, state = Bench(), open_brain(folder / "events.db"), SlackState(folder / "state.db")

    def measured(delay_s: float, in_flight: int) -> tuple[Measured, Measured]:
        return measure(bench, brain, state, delay_s, in_flight, events=events, rounds=rounds)

    result: list[Row] = []
    for delay_s, aimed, where in ((SLACK_S, True, f"a post takes {SLACK_S * 1_000:.0f} ms"), (0.0, False, "a post takes no time")):
        ours, echo = measured(delay_s, IN_FLIGHT)
        rate, floor = statistics.median(ours.rates), statistics.median(echo.rates)
        result.append(
            Row(
                f"events a second, {IN_FLIGHT} in flight, {where}",
                f"{rate:.0f} = {rate / floor:.2f}x",
                f"echo {floor:.0f}",
                ">= 0.9x" if aimed else "",
                rate / floor >= 0.9 if aimed else None,
            )
        )
        cost, least = statistics.median(ours.processor), statistics.median(echo.processor)
        result.append(Row("  processor time an event", f"{cost:.1f} ms", f"echo {least:.1f} ms"))
        result.append(Row("  acknowledged, p50", f"{percentile(ours.acks, 0.5):.1f} ms", f"echo {percentile(echo.acks, 0.5):.1f} ms"))
        p99 = percentile(ours.acks, 0.99)
        result.append(Row("  acknowledged, p99", f"{p99:.1f} ms", f"echo {percentile(echo.acks, 0.99):.1f} ms", "< 50 ms", p99 < 50))
    ours, echo = measured(0.0, 1)
    for part, name in ((0.5, "p50"), (0.99, "p99")):
        figure, floor = percentile(ours.posts, part), percentile(echo.posts, part)
        aimed = name == "p99"
        result.append(
            Row(
                f"event to post, one at a time, {name}",
                f"{figure:.1f} ms = echo + {figure - floor:.1f} ms",
                f"echo {floor:.1f} ms",
                "<= echo + 5 ms" if aimed else "",
                figure - floor <= 5 if aimed else None,
            )
        )
    state.close()
    return result
