"""Digests on a stand-in whose clock stands still until a test, or a worker that waits, moves it."""

import contextlib
import datetime as dt
import functools
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from slack_sdk import WebClient
from standin import Channel, Clock, Message, Person, Standin
from standin.fixtures import over_http, over_socket

from sendbot.bootstrap import open_brain
from sendbot.brain import Brain
from sendbot.newsroom import Newsroom, Orders
from sendbot.settings import ROOT, Settings
from sendbot.slack import Service, make_app
from sendbot.slack.admins import Admins
from sendbot.slack.digests.worker import Worker
from sendbot.store import SlackState
from sendbot.store.changes import RecordChanges
from sendbot.store.digests import DigestLedger, Entry

MANIFEST = json.loads((ROOT / "manifest.json").read_text(encoding="utf-8"))
LONDON = ZoneInfo("Europe/London")
BEFORE = dt.datetime(2017, 10, 2, 7, 59, tzinfo=dt.UTC)  # a minute before Monday 09:00 in London
TRANSPORTS = {"socket": over_socket, "http": over_http}


@functools.cache
def brain() -> Brain:
    """The bot's own brain, made once."""
    return open_brain(Settings(database=ROOT / "sendbot.db"))


def london(year: int, month: int, day: int, hour: int = 9, minute: int = 0) -> dt.datetime:
    """An instant by London's clock on the wall."""
    return dt.datetime(year, month, day, hour, minute, tzinfo=LONDON)


@dataclass
class Desk:
    """A stand-in, and one process's worker on it."""

    slack: Standin
    database: Path
    newsroom: Newsroom
    worker: Worker
    orders: Orders
    state: SlackState
    boss: Person
    timeout_s: int = 1

    @property
    def ledger(self) -> DigestLedger:
        return self.newsroom.ledger

    @property
    def team(self) -> Channel:
        return self.slack.channel("team")

    def subscribe(self, channel: Channel | str | None = None, options: str = "") -> None:
        """Subscribe a channel."""
        where = channel or self.team
        wanted = self.orders.drafted(where if isinstance(where, str) else where.id, options)
        self.orders.subscribe(wanted, by=self.boss.id, is_by_admin=True)

    def at(self, moment: dt.datetime) -> int:
        """Let it be that moment, and tick."""
        self.slack.clock.move_to(moment)
        return self.worker.tick()

    def later(self, **span: float) -> int:
        """Let time pass, and tick."""
        self.slack.clock.advance(**span)
        return self.worker.tick()

    def digests(self, channel: Channel | None = None) -> list[Message]:
        """The digests in a channel, without what is in their threads."""
        return [m for m in self.slack.messages(channel or self.team) if m.bot_id and not m.is_reply]

    def entry(self, channel: Channel | None = None) -> Entry:
        """The newest row of a channel in the ledger."""
        return self.ledger.entries([(channel or self.team).id], 1)[0]

    def told(self) -> list[str]:
        """What the admin was told."""
        return [m.text for m in self.slack.messages(self.boss.direct_channel)]

    def another(self) -> Worker:
        """A worker of another process on the same database and Slack."""
        return worker_of(self.slack, newsroom_of(self.slack, self.database, self.state), self.boss, self.timeout_s)


def newsroom_of(slack: Standin, database: Path, state: SlackState) -> Newsroom:
    clock = slack.clock.now
    return Newsroom(brain, DigestLedger(database, clock), RecordChanges(database), state.questions, zone=LONDON, clock=clock)


def worker_of(slack: Standin, newsroom: Newsroom, boss: Person, timeout_s: int) -> Worker:
    client = WebClient(slack.bot_token, base_url=slack.base_url, timeout=timeout_s, retry_handlers=[])
    return Worker(newsroom, lambda _: client, Admins((boss.id,)), slack.clock.advance)


@contextlib.contextmanager
def desk(database: Path, *, start: dt.datetime = BEFORE, manifest: Any = None, timeout_s: int = 1) -> Iterator[Desk]:
    """A stand-in with a worker beside it, on Monday 2 October 2017, a minute before 09:00 in London."""
    with Standin(manifest or MANIFEST, clock=Clock(start - dt.timedelta(days=4))) as slack:
        state = SlackState(database, slack.clock.time)
        newsroom = newsroom_of(slack, database, state)
        boss = slack.user("boss")
        made = Desk(slack, database, newsroom, worker_of(slack, newsroom, boss, timeout_s), Orders(newsroom), state, boss, timeout_s)
        try:
            yield made
        finally:
            newsroom.ledger.close()
            state.close()


@contextlib.contextmanager
def in_slack(made: Desk, transport: str = "http") -> Iterator[Standin]:
    """The bot itself beside the worker, for commands and forms."""
    client = WebClient(made.slack.bot_token, base_url=made.slack.base_url, timeout=5, retry_handlers=[])
    service = Service(brain, lambda: made.newsroom.today, made.state, (made.boss.id,))
    app = make_app(client, service, signing_secret=made.slack.app.signing_secret, digests=made.worker)
    with TRANSPORTS[transport](app, made.slack):
        yield made.slack


def without_scopes(*scopes: str) -> Mapping[str, Any]:
    """The manifest without some of its permissions, and without the events that need them."""
    manifest = json.loads(json.dumps(MANIFEST))
    granted = manifest["oauth_config"]["scopes"]["bot"]
    manifest["oauth_config"]["scopes"]["bot"] = [scope for scope in granted if scope not in scopes]
    events = manifest["settings"]["event_subscriptions"]["bot_events"]
    dropped = {f"message.{scope.partition(':')[0]}" for scope in scopes}
    manifest["settings"]["event_subscriptions"]["bot_events"] = [event for event in events if event not in dropped]
    found: Mapping[str, Any] = manifest
    return found
