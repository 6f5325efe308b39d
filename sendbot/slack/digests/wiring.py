"""The worker with its real parts, and what wakes it."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from slack_sdk import WebClient

from sendbot.brain import Brain
from sendbot.newsroom import Newsroom
from sendbot.settings import Settings
from sendbot.slack.admins import Admins
from sendbot.slack.clients import web_client
from sendbot.slack.digests.worker import Clients, Worker
from sendbot.slack.oauth import installation_store
from sendbot.store import Questions
from sendbot.store.changes import RecordChanges
from sendbot.store.digests import DigestLedger

_EVERY_S = 30


def now() -> datetime:
    """The instant it is."""
    return datetime.now(UTC)


def make_newsroom(settings: Settings, brain: Callable[[], Brain], questions: Questions) -> Newsroom:
    """The newsroom of these settings."""
    ledger = DigestLedger(settings.database, now)
    return Newsroom(brain, ledger, RecordChanges(settings.database), questions, zone=settings.timezone, clock=now)


def make_worker(settings: Settings, newsroom: Newsroom) -> Worker:
    """The worker of these settings."""
    return Worker(newsroom, _clients(settings), Admins(settings.admins))


def _clients(settings: Settings) -> Clients:
    """The client of a workspace: of the one there is, or with the token that its installation left."""
    if not settings.has_oauth:
        client = web_client(settings, patience=0)
        return lambda _: client

    installations = installation_store(settings)

    def client_of(team: str) -> WebClient | None:
        bot = installations.find_bot(enterprise_id=None, team_id=team)
        return web_client(settings, token=bot.bot_token, patience=0) if bot else None

    return client_of


@contextmanager
def waking(worker: Worker, every_s: float = _EVERY_S) -> Iterator[None]:
    """Wake the worker at once and then every half minute, until the end of the `with` block; one tick at a time."""
    from apscheduler.schedulers.background import BackgroundScheduler

    logging.getLogger("apscheduler").setLevel(logging.ERROR)  # a tick that goes on beyond the next wake-up is nothing to warn of
    scheduler = BackgroundScheduler(timezone=UTC)
    scheduler.add_job(worker.tick, "interval", seconds=every_s, next_run_time=now(), coalesce=True, max_instances=1)
    scheduler.start()
    try:
        yield
    finally:
        worker.stop()
        scheduler.shutdown(wait=True)
