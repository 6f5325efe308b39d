"""How often weekly digests come, measured: through years of weeks with racing workers that are killed, and 500 channels in a minute.

`python -m bench.digests [WEEKS [CHANNELS [SEED]]]`, from `tests`. The Slack is the stand-in; the kills are SIGKILL to real processes.
"""

import contextlib
import datetime as dt
import json
import multiprocessing
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from slack_sdk import WebClient
from standin import Clock, Standin, faults

from bench import digest_worker
from sendbot.digests.schedule import slot_of_week
from sendbot.digests.subscription import Subscription
from sendbot.newsroom import Newsroom, Orders
from sendbot.settings import ROOT
from sendbot.slack.admins import Admins
from sendbot.slack.digests.worker import Worker
from sendbot.store import SlackState
from sendbot.store.changes import RecordChanges
from sendbot.store.digests import DigestLedger

_FIRST_MONDAY = dt.date(2017, 1, 2)
_WORKERS = 3
_TIMEOUT_S = 1
_POST, _HISTORY, _REPLIES = "chat.postMessage", "conversations.history", "conversations.replies"
_KILLED = 0.25  # of the weeks; the moment is random within a tick
_TICK_S = 0.05
_LONGEST_STEP = dt.timedelta(minutes=5)
# What may happen to a call, and in what share of the weeks.
_TROUBLE = (
    (0.20, _POST, faults.lost_answer()),
    (0.10, _POST, faults.rate_limited(30)),
    (0.05, _POST, faults.lost_request()),
    (0.05, _POST, faults.server_error()),
    (0.02, _POST, faults.hanging()),
    (0.10, _HISTORY, faults.server_error()),
    (0.10, _HISTORY, faults.rate_limited(20)),
    (0.05, _HISTORY, faults.lost_answer()),
    (0.10, _REPLIES, faults.server_error()),
)


@dataclass
class Fleet:
    """Worker processes; one that is killed is replaced."""

    slack: Standin
    database: Path
    workers: list[tuple[BaseProcess, Connection]] = field(default_factory=list)
    kills: int = 0

    def start(self) -> None:
        """Add a worker."""
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["bench.digest_worker"])
        here, there = context.Pipe()
        arguments = (there, str(self.database), self.slack.base_url, self.slack.bot_token, _TIMEOUT_S)
        process = context.Process(target=digest_worker.run, args=arguments, daemon=True)
        process.start()
        there.close()
        self.workers.append((process, here))

    def tick(self, now: dt.datetime, victim: int | None, after_s: float) -> None:
        """Have all tick at once; kill one of them after so many seconds."""
        for _, orders in self.workers:
            orders.send(now)
        if victim is not None:
            process, orders = self.workers[victim]
            time.sleep(after_s)
            os.kill(process.pid or 0, signal.SIGKILL)
            process.join()
            orders.close()
            del self.workers[victim]
            self.kills += 1
        waiting = [orders for _, orders in self.workers]
        while waiting:
            done = wait(waiting, timeout=60)
            assert done, "a worker hangs"
            for ready in done:
                assert isinstance(ready, Connection)
                ready.recv()
                waiting.remove(ready)
        if victim is not None:
            self.start()

    def stop(self) -> None:
        """End them all."""
        for process, orders in self.workers:
            process.kill()
            process.join()
            orders.close()


@dataclass(frozen=True)
class Outcome:
    """What a simulation came to. `parts`: how often each part of each digest stands in Slack."""

    weeks: int
    due: int
    exactly_once: int
    parts: Counter[str]
    kills: int
    troubles: Counter[str]
    took_s: float

    @property
    def doubled(self) -> int:
        return sum(1 for times in self.parts.values() if times > 1)


def simulate(weeks: int, seed: int = 1) -> Outcome:
    """So many weeks of two channels: Mondays at 09:00, and Sundays at 02:00, the hour after the clocks change."""
    chance, began = random.Random(seed), time.perf_counter()  # noqa: S311 - a simulation
    with tempfile.TemporaryDirectory() as folder, _standin(dt.datetime.combine(_FIRST_MONDAY, dt.time(), dt.UTC)) as slack:
        database = Path(folder) / "bot.db"
        newsroom = _newsroom(slack, database)
        subscriptions = [_subscribed(newsroom, slack, "team", "monday 09:00"), _subscribed(newsroom, slack, "night", "sunday 02:00")]
        fleet = Fleet(slack, database)
        for _ in range(_WORKERS):
            fleet.start()
        slots = [
            (slot_of_week(_FIRST_MONDAY + week * dt.timedelta(days=7), s, digest_worker.LONDON, newsroom.calendar), s)
            for week in range(weeks)
            for s in subscriptions
        ]
        try:
            for slot, subscription in sorted(slots, key=lambda pair: pair[0].at):
                _play(slack, newsroom, fleet, chance, slot.at)
                assert newsroom.ledger.entries([subscription.channel], 1)[0].week == slot.week
        finally:
            fleet.stop()
        parts = Counter(
            message.metadata["event_payload"]["key"]
            for message in list(slack.world.messages.values())
            if message.metadata and message.bot_id
        )
        once = sum(parts[f"digest:{s.channel}:{slot.week}:parent"] == 1 for slot, s in slots)
        entries = newsroom.ledger.entries(limit=10 * len(slots))
        assert {entry.state for entry in entries} == {"sent"}, Counter(entry.state for entry in entries)
        assert {e.slot_at.astimezone(digest_worker.LONDON).time() for e in entries} == {dt.time(9), dt.time(2)}
        troubles = Counter(call.fault for call in slack.calls() if call.fault)
        _close(newsroom)
    return Outcome(weeks, len(slots), once, parts, fleet.kills, troubles, time.perf_counter() - began)


def _play(slack: Standin, newsroom: Newsroom, fleet: Fleet, chance: random.Random, due: dt.datetime) -> None:
    """One slot: trouble, ticks and kills until nothing is open."""
    slack.faults.clear()
    for share, method, fault in _TROUBLE:
        if chance.random() < share:
            slack.add_fault(method, fault, nth=chance.choice((1, 1, 2)))
    slack.clock.move_to(due + dt.timedelta(seconds=chance.randrange(600)))
    is_first = True
    while is_first or newsroom.ledger.next_at() is not None:
        is_first = False
        victim = chance.randrange(_WORKERS) if chance.random() < _KILLED else None
        fleet.tick(slack.clock.now(), victim, chance.random() * _TICK_S)
        following = newsroom.ledger.next_at()
        if following is not None:
            now = slack.clock.now()
            slack.clock.move_to(min(max(following, now + dt.timedelta(seconds=1)), now + _LONGEST_STEP))


@dataclass(frozen=True)
class Burst:
    """How long many channels at once take. `clock_s`: by the clock of Slack and the worker, which only waiting moves."""

    channels: int
    posts: int
    most_in_a_minute: int
    refused: int
    clock_s: float
    real_s: float
    exactly_once: int


def burst(channels: int, at: dt.datetime, options: str = "") -> Burst:
    """So many channels due in the same minute, with Slack's rate limits kept."""
    with tempfile.TemporaryDirectory() as folder, _standin(at - dt.timedelta(days=1)) as slack:
        newsroom = _newsroom(slack, Path(folder) / "bot.db")
        subscriptions = [_subscribed(newsroom, slack, f"team-{number}", f"monday 09:00 {options}") for number in range(channels)]
        slack.clock.move_to(at)
        slack.pace.is_kept = True
        client = WebClient(slack.bot_token, base_url=slack.base_url, timeout=10, retry_handlers=[])
        began = time.perf_counter()
        worker = Worker(newsroom, lambda _: client, Admins(()), slack.clock.advance)
        while worker.tick() or newsroom.ledger.next_at():
            following = newsroom.ledger.next_at()
            if following:
                slack.clock.move_to(max(following, slack.clock.now()))
        took = slack.clock.time() - at.timestamp()
        posts = [call for call in slack.calls(_POST) if call.error is None]
        parents = Counter(m.channel for m in list(slack.world.messages.values()) if m.metadata and not m.is_reply)
        _close(newsroom)
    times = [call.time for call in posts]
    most = max(sum(1 for other in times if moment <= other < moment + 60) for moment in times)
    refused = sum(call.status == 429 for call in slack.calls())
    once = sum(parents[s.channel] == 1 for s in subscriptions)
    return Burst(channels, len(posts), most, refused, took, time.perf_counter() - began, once)


@contextlib.contextmanager
def _standin(start: dt.datetime) -> Iterator[Standin]:
    manifest: Any = json.loads((ROOT / "manifest.json").read_text(encoding="utf-8"))
    with Standin(manifest, clock=Clock(start)) as slack:
        yield slack


def _newsroom(slack: Standin, database: Path) -> Newsroom:
    clock = slack.clock.now
    questions = SlackState(database, slack.clock.time).questions
    ledger = DigestLedger(database, clock)
    return Newsroom(lambda: digest_worker.BRAIN, ledger, RecordChanges(database), questions, zone=digest_worker.LONDON, clock=clock)


def _subscribed(newsroom: Newsroom, slack: Standin, name: str, options: str) -> Subscription:
    orders = Orders(newsroom)
    return orders.subscribe(orders.drafted(slack.channel(name).id, options), team=slack.team.id)


def _close(newsroom: Newsroom) -> None:
    newsroom.ledger.close()


def main(weeks: int, channels: int, seed: int) -> None:
    """Measure, and say what came of it."""
    result = simulate(weeks, seed)
    print(
        f"{result.weeks} weeks, two channels, {_WORKERS} racing processes: {result.exactly_once} of {result.due} digests exactly once, "
        f"{result.doubled} of {len(result.parts)} messages twice; {result.kills} processes killed; {dict(result.troubles)}; {result.took_s:.0f} s"
    )
    for at, options in ((dt.datetime(2017, 10, 2, 8, tzinfo=dt.UTC), ""), (dt.datetime(2019, 1, 7, 9, tzinfo=dt.UTC), "horizon 120")):
        b = burst(channels, at, options)
        print(
            f"{b.channels} channels due at once ({b.posts} messages): {b.exactly_once} exactly once, the last after {b.clock_s:.0f} s of waiting; "
            f"at most {b.most_in_a_minute} posts in a minute, {b.refused} calls refused; {b.real_s:.0f} s of work"
        )


if __name__ == "__main__":
    asked = [int(argument) for argument in sys.argv[1:]]
    main(*(asked + [1_000, 500, 1][len(asked) :]))
