"""A worker as a process of its own, for simulations: it ticks when it is told to, at the instant it is told."""

import datetime as dt
import gc
import logging
from multiprocessing.connection import Connection
from pathlib import Path
from zoneinfo import ZoneInfo

from slack_sdk import WebClient

from sendbot.bootstrap import open_brain
from sendbot.newsroom import Newsroom
from sendbot.settings import ROOT, Settings
from sendbot.slack.admins import Admins
from sendbot.slack.digests.worker import Worker
from sendbot.store import SlackState
from sendbot.store.changes import RecordChanges
from sendbot.store.digests import DigestLedger

BRAIN = open_brain(Settings(database=ROOT / "sendbot.db"))  # made once, before processes are forked
gc.freeze()
LONDON = ZoneInfo("Europe/London")


def run(orders: Connection, database: str, url: str, token: str, timeout_s: int) -> None:
    """Tick at each instant that comes, and say so when done. Waiting takes no time: the simulation's clock is elsewhere."""
    logging.disable(logging.CRITICAL)
    shown = [dt.datetime.min.replace(tzinfo=dt.UTC)]

    def clock() -> dt.datetime:
        return shown[0]

    state = SlackState(Path(database))
    ledger = DigestLedger(Path(database), clock)
    newsroom = Newsroom(lambda: BRAIN, ledger, RecordChanges(Path(database)), state.questions, zone=LONDON, clock=clock)
    client = WebClient(token, base_url=url, timeout=timeout_s, retry_handlers=[])
    worker = Worker(newsroom, lambda _: client, Admins(()), lambda _: None)
    while True:
        shown[0] = orders.recv()
        worker.tick()
        orders.send(None)
