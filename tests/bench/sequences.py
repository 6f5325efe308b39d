"""Random sequences of what Slack may send, through the real app: each question has exactly one answer. `python -m bench.sequences 10000`.

The app is dispatched to directly, with a real SQLite file, and posts to a real local HTTP server, which may lose an answer on its
way back. Other processes that took an event and died are played by their traces in the database and among the posts.
"""

import datetime as dt
import itertools
import json
import sqlite3
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import parse_qsl

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from slack_bolt import App
from slack_bolt.request import BoltRequest
from slack_sdk import WebClient

from sendbot.bootstrap import open_brain
from sendbot.brain import Brain
from sendbot.settings import ROOT, Settings
from sendbot.slack import Service, make_app, posting
from sendbot.slack.listeners.claims import claim_keys
from sendbot.store import SlackState

Event = dict[str, Any]

BOT_USER, BOT, FRIEND, STRANGER = "U0BOT", "B0BOT", "B0FRIEND", "B0STRANGER"
TODAY = dt.date(2017, 10, 6)
_QUESTIONS = ("days left on Bury's WSA", "which areas had DMO capacity issues", "was Leeds required to write a statement", "and Brent?")
_PATIENCE_S = 10.0


class _Api(BaseHTTPRequestHandler):
    """The few methods that answering needs. `posts` are the messages Slack has taken; of `losing` many it loses the answer."""

    posts: ClassVar[list[Event]] = []
    losing: ClassVar[int] = 0
    lock: ClassVar[threading.Lock] = threading.Lock()

    def do_POST(self) -> None:
        sent = self.rfile.read(int(self.headers["content-length"] or 0)).decode()
        arguments = json.loads(sent) if "json" in self.headers["content-type"] else dict(parse_qsl(sent))
        method = self.path.rpartition("/")[2]
        with self.lock:
            answer, is_lost = self._answer(method, arguments)
        if is_lost:
            self.close_connection = True
            return
        body = json.dumps({"ok": True, **answer}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _answer(self, method: str, arguments: Event) -> tuple[Event, bool]:
        if method == "auth.test":
            return {"user_id": BOT_USER, "bot_id": BOT, "team_id": "T1", "user": "sendbot", "team": "council"}, False
        if method == "chat.postMessage":
            self.posts.append(arguments)
            is_lost = _Api.losing > 0
            _Api.losing -= is_lost
            return {"ts": f"9.{len(self.posts):06d}"}, is_lost
        here = [p for p in self.posts if (p["channel"], p.get("thread_ts")) == (arguments["channel"], arguments.get("ts"))]
        return {"messages": [{"metadata": p["metadata"]} for p in reversed(here)]}, False

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name it is called by
        """Say nothing."""


@cache
def _address() -> str:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Api)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}/api/"


@cache
def _brain() -> Brain:
    return open_brain(Settings(database=ROOT / "sendbot.db"))


@dataclass
class Written:
    """Something written in Slack, with every event it has given so far. `key`: of the answer it is due, None for none."""

    channel: str
    ts: str
    thread: str | None
    key: str | None
    deliveries: list[Event] = field(default_factory=list)

    @property
    def root(self) -> str:
        return self.thread or self.ts


class Sequences(RuleBasedStateMachine):
    """What may happen, in any order. `due`: the keys of the answers that must be there, each once."""

    written = Bundle("written")
    threads = Bundle("threads")

    @initialize()
    def begin(self) -> None:
        self.numbers = itertools.count(1)
        self.now = 1_000_000.0
        self.due: set[str] = set()
        self.answers_to_friend: Counter[str] = Counter()
        self.folder = tempfile.TemporaryDirectory()
        self.database = Path(self.folder.name) / "bot.db"
        _Api.posts.clear()
        _Api.losing = 0
        self._start()

    def _start(self) -> None:
        self.state = SlackState(self.database, lambda: self.now)
        service = Service(_brain, lambda: TODAY, self.state, allowed_bots=frozenset((FRIEND,)))
        client = WebClient("xoxb-here", base_url=_address(), timeout=5, retry_handlers=[])
        self.app: App = make_app(client, service, verify_token=False)

    def _stop(self) -> None:
        self.app.listener_runner.listener_executor.shutdown(wait=True)
        self.state.close()

    # What people write

    @rule(target=threads, words=st.sampled_from(_QUESTIONS[:3]), mention_first=st.booleans(), channel=st.sampled_from(("C1", "C2")))
    def mention(self, words: str, mention_first: bool, channel: str) -> Written:
        """A mention comes as two events, in either order."""
        return self._mention(channel, None, words, mention_first)

    @rule(target=written, under=threads, words=st.sampled_from(_QUESTIONS), mention_first=st.booleans())
    def mention_in_thread(self, under: Written, words: str, mention_first: bool) -> Written:
        return self._mention(under.channel, under.root, words, mention_first)

    @rule(target=written, words=st.sampled_from(_QUESTIONS))
    def direct(self, words: str) -> Written:
        message = self._new("D1", None, is_due=True)
        self._deliver(message, self._message(message, words))
        return message

    @rule(target=written, under=threads, words=st.sampled_from(_QUESTIONS))
    def line_in_thread(self, under: Written, words: str) -> Written:
        """Where the bot is talking, a line needs no mention."""
        self._settle()
        message = self._new(under.channel, under.root, is_due=True)
        self._deliver(message, self._message(message, words))
        return message

    @rule(words=st.sampled_from(_QUESTIONS))
    def line_elsewhere(self, words: str) -> None:
        """Among people, in a thread of theirs or outside, nothing is said; nor to a mention that an edit adds."""
        for thread in (None, "77.7"):
            message = self._new("C1", thread, is_due=False)
            event = self._message(message, words)
            self._deliver(message, event)
            edited = {"user": "U1", "ts": self._time()}
            self._send(self._envelope({**event, "type": "app_mention", "text": f"<@{BOT_USER}> {words}", "edited": edited}))

    @rule(target=written, words=st.sampled_from(_QUESTIONS), both_at_once=st.booleans())
    def double_of_the_client(self, words: str, both_at_once: bool) -> Written:
        """The same message twice, with other times and events, but one client_msg_id: one of them is answered."""
        first, second = self._new("D1", None, is_due=False), self._new("D1", None, is_due=False)
        one, two = self._message(first, words), self._message(second, words)
        one["client_msg_id"] = two["client_msg_id"] = f"client-{first.ts}"
        self.due.add(f"D1:{first.ts}")
        self._deliver(first, one)
        if not both_at_once:
            self._settle()
        self._deliver(first, two)
        return first

    # What Slack does

    @rule(what=st.one_of(written, threads), data=st.data())
    def redeliver(self, what: Written, data: st.DataObject) -> None:
        """The same event again, with the same id."""
        self._send(data.draw(st.sampled_from(what.deliveries)))

    @rule(what=st.one_of(written, threads))
    def through_another_workspace(self, what: Written) -> None:
        """A shared channel: the same message with another event id."""
        self._deliver(what, dict(what.deliveries[0]["event"]), team="T2")

    @rule(what=st.one_of(written, threads))
    def edit(self, what: Written) -> None:
        """An edit comes as a changed message, and as a mention that says it was edited."""
        before = what.deliveries[0]["event"]
        edited = {"user": "U1", "ts": self._time()}
        self._send(self._envelope({**before, "type": "message", "subtype": "message_changed", "message": before, "edited": edited}))
        self._send(self._envelope({**before, "type": "app_mention", "edited": edited}))

    @rule()
    def lose_an_answer(self) -> None:
        """The next post is taken, but its answer is lost."""
        _Api.losing = 1

    @rule(seconds=st.sampled_from((1.0, 50.0, 400.0)))
    def time_passes(self, seconds: float) -> None:
        self._settle()
        self.now += seconds

    # What becomes of the bot

    @rule()
    def restart(self) -> None:
        """Stopped as by a deployment: what is being answered is answered first."""
        self._stop()
        self._start()

    @rule(words=st.sampled_from(_QUESTIONS[:3]), had_posted=st.booleans(), retries=st.lists(st.sampled_from((0.1, 60.0)), max_size=2))
    def die_and_be_asked_again(self, words: str, had_posted: bool, retries: list[float]) -> None:
        """A process takes a question, and dies before or after it posts; Slack sends the event again, after a while or at once."""
        self._settle()
        message = self._new("C1", None, is_due=True)
        envelope = self._envelope(self._message(message, f"<@{BOT_USER}> {words}") | {"type": "app_mention"})
        other = SlackState(self.database, lambda: self.now)
        other.claim(claim_keys(envelope))
        other.close()
        if had_posted:
            place = {"channel": "C1", "thread_ts": message.ts}
            _Api.posts.append({**place, "metadata": {"event_payload": {"key": message.key}}})
        for wait_s in (*retries, 300.0):
            self.now += wait_s
            self._send(envelope)
            self._settle(besides=claim_keys(envelope))

    # Other bots

    @rule(under=st.one_of(st.none(), threads), bot=st.sampled_from((STRANGER, BOT)))
    def bot_writes(self, under: Written | None, bot: str) -> None:
        """Strange bots, and the bot itself, are never answered."""
        message = self._new("C1", under.root if under and under.channel == "C1" else None, is_due=False)
        event = self._message(message, f"<@{BOT_USER}> days left on Bury's WSA") | {"bot_id": bot}
        self._send(self._envelope(event))
        self._send(self._envelope({**event, "type": "app_mention"}))

    @rule(under=threads, times=st.integers(1, 5))
    def friend_mentions(self, under: Written, times: int) -> None:
        """An allowed bot is answered three times in a thread."""
        for _ in range(times):
            self._friend_mentions(under)

    def _friend_mentions(self, under: Written) -> None:
        self._settle()
        message = self._new(under.channel, under.root, is_due=False)
        place = f"{under.channel}:{under.root}"
        if self.answers_to_friend[place] < 3:
            self.answers_to_friend[place] += 1
            self.due.add(f"{message.channel}:{message.ts}")
        event = self._message(message, f"<@{BOT_USER}> days left on Bury's WSA") | {"bot_id": FRIEND}
        self._send(self._envelope(event))
        self._send(self._envelope({**event, "type": "app_mention"}))

    def teardown(self) -> None:
        """Every answer that is due is there, once, and nothing else."""
        if not hasattr(self, "app"):
            return
        self._stop()
        self.folder.cleanup()
        keys = Counter(post["metadata"]["event_payload"]["key"] for post in map(_decoded, _Api.posts))
        assert keys == Counter(self.due), f"doubled or unasked: {keys - Counter(self.due)}; missing: {Counter(self.due) - keys}"

    # Making and sending

    def _mention(self, channel: str, thread: str | None, words: str, mention_first: bool) -> Written:
        message = self._new(channel, thread, is_due=True)
        event = self._message(message, f"<@{BOT_USER}> {words}")
        twins = ({**event, "type": "app_mention"}, event)
        for one in twins if mention_first else reversed(twins):
            self._deliver(message, one)
        return message

    def _time(self) -> str:
        return f"1.{next(self.numbers):06d}"

    def _new(self, channel: str, thread: str | None, *, is_due: bool) -> Written:
        ts = self._time()
        message = Written(channel, ts, thread, f"{channel}:{ts}" if is_due else None)
        if message.key:
            self.due.add(message.key)
        return message

    def _message(self, message: Written, text: str) -> Event:
        kind = "im" if message.channel.startswith("D") else "channel"
        event = {"type": "message", "user": "U1", "channel": message.channel, "channel_type": kind, "ts": message.ts, "text": text}
        by_client = {"client_msg_id": f"client-{message.ts}"} if int(message.ts[-1]) % 2 else {}  # what other apps post has none
        return event | ({"thread_ts": message.thread} if message.thread else {}) | by_client

    def _envelope(self, event: Event, team: str = "T1") -> Event:
        return {"type": "event_callback", "event_id": f"Ev{next(self.numbers)}", "team_id": team, "event": event}

    def _deliver(self, message: Written, event: Event, team: str = "T1") -> None:
        envelope = self._envelope(event, team)
        message.deliveries.append(envelope)
        self._send(envelope)

    def _send(self, envelope: Event) -> None:
        self.app.dispatch(BoltRequest(mode="socket_mode", body=envelope))

    def _settle(self, besides: list[str] | None = None) -> None:
        """Wait until all that was claimed is dealt with."""
        marks = ", ".join("?" for _ in besides or ())
        sql = f"select count(*) from slack_claims where settled = 0 and key not like 'bot:%' and key not in ({marks})"
        deadline = time.monotonic() + _PATIENCE_S
        with sqlite3.connect(self.database) as db:
            while db.execute(sql, besides or []).fetchone()[0]:
                assert time.monotonic() < deadline, "something is never dealt with"
                time.sleep(0.0005)
        db.close()


def _decoded(post: Event) -> Event:
    """A post as sent, its metadata read where it came as text."""
    metadata = post["metadata"]
    return {**post, "metadata": json.loads(metadata) if isinstance(metadata, str) else metadata}


def run(sequences: int, *, steps: int = 15, derandomize: bool = False) -> None:
    """Play so many sequences. Raises AssertionError, with the shortest sequence found, where a question has no answer or two."""
    patience, posting._PATIENCE_S = posting._PATIENCE_S, (0.0, 0.0)
    try:
        how = settings(
            max_examples=sequences,
            stateful_step_count=steps,
            deadline=None,
            derandomize=derandomize,
            database=None,
            phases=(Phase.generate, Phase.shrink),
            suppress_health_check=list(HealthCheck),
        )
        run_state_machine_as_test(Sequences, settings=how)
    finally:
        posting._PATIENCE_S = patience


if __name__ == "__main__":
    began, number = time.perf_counter(), int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    run(number)
    print(f"{number} sequences, each question answered exactly once, in {time.perf_counter() - began:.0f} s")
