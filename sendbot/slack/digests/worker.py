"""Posts the digests that are due, each once: the ledger decides, this only does what it says.

A tick enters what is due and then takes turns from the ledger, one part of one turn at a time, until nothing may be taken for a while.
Any number of processes may tick on one database at the same time, and die at any line.
"""

import datetime as dt
import logging
import secrets
import sqlite3
import threading
import time
from collections.abc import Callable
from typing import Literal

from slack_sdk import WebClient

from sendbot.digests.schedule import is_late, is_too_late, say_instant, say_moved
from sendbot.newsroom import Newsroom
from sendbot.slack.admins import Admins
from sendbot.slack.digests import blocks, delivery
from sendbot.slack.digests.notices import Notices
from sendbot.slack.digests.pace import BETWEEN_PARTS, Pace
from sendbot.slack.digests.pictures import Pictures
from sendbot.slack.posting import GONE, PostError
from sendbot.store.digests import GRACE, Turn

LOG = logging.getLogger("sendbot.slack")

Clients = Callable[[str], WebClient | None]

_PATIENCE = dt.timedelta(seconds=5)  # a tick waits so long for the next turn, and leaves later ones to the next tick
_AFTER_TROUBLE = dt.timedelta(minutes=10)  # until a turn is tried again that failed on our side, or for want of a good token
_POST_S = 10.0  # the client's time-out: what a post may take at most
_QUIET = "A week without news."
_THREAD_GONE = "thread_not_found"


class Worker:
    """`clients` gives the client of a workspace, without any retries of its own; None where its token is gone."""

    def __init__(
        self,
        newsroom: Newsroom,
        clients: Clients,
        admins: Admins,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.newsroom = newsroom
        self._ledger, self._clients, self._sleep = newsroom.ledger, clients, sleep
        self._pace = Pace(newsroom.clock, sleep)
        self._stopped = threading.Event()
        self._pictures = Pictures()
        self._notices = Notices(newsroom.zone, admins, self._pace)

    def tick(self) -> int:
        """Do what is to be done now; how many parts were posted. A busy database leaves the rest to the next tick."""
        posted = 0
        try:
            self._enter_due()
            while not self._stopped.is_set() and (turn := self._next_turn()):
                posted += self._work(turn)
            self._notices.tell(self._ledger, self._clients)
        except sqlite3.OperationalError as error:
            LOG.warning("the database is not to be had just now, so digests wait for the next time (%s)", error)
        return posted

    def stop(self) -> None:
        """Take no more turns: what is not out waits in the ledger for the next start."""
        self._stopped.set()

    def _enter_due(self) -> None:
        """Enter every slot that has come. One channel's trouble is not another's."""
        for subscription in self._ledger.subscriptions():
            try:
                self.newsroom.enter_due(subscription)
            except sqlite3.OperationalError:
                raise
            except Exception:  # whatever is wrong with one subscription, the others have their digests
                LOG.exception("could not see what is due for a channel, reference %s", secrets.token_hex(3))

    def _next_turn(self) -> Turn | None:
        """The next turn that may be taken, at once or after a little wait."""
        at = self._ledger.next_at()
        wait = at - self.newsroom.clock() if at else None
        if wait is None or wait > _PATIENCE:
            return None
        if wait > dt.timedelta():
            self._sleep(wait.total_seconds())
        return self._ledger.take()

    def _work(self, turn: Turn) -> int:
        """One step of one turn: write it, or post its next part. What goes wrong here is noted in its row, and the next turn goes on."""
        try:
            return self._step(turn)
        except sqlite3.OperationalError:
            raise
        except Exception:  # a mistake of ours in one digest; the others go on
            reference = secrets.token_hex(3)
            LOG.exception("unexpected error in a digest, reference %s", reference)
            # Not clear: it may have come after the post.
            self._ledger.put_back(turn, _AFTER_TROUBLE, f"Something went wrong on my side (reference {reference}).", is_clear=False)
            return 0

    def _step(self, turn: Turn) -> int:
        client = self._clients(turn.team)
        if client is None:
            self._ledger.put_back(turn, _AFTER_TROUBLE, "The app is not installed in that workspace any more.", is_clear=True)
            return 0
        reason = self._not_wanted(turn)
        if reason and (turn.content is None or turn.tries == 1):
            return self._drop(turn, reason)
        try:
            written = turn if turn.content else self._write(turn, client)
        except delivery.WaitError as error:
            self._wait(turn, error)
            return 0
        if written is None or written.content is None:
            return 0
        part = next(part for part in written.content if part not in written.sent)
        return self._deliver(written, part, client, is_wanted=not reason)

    def _not_wanted(self, turn: Turn) -> str:
        """Why a turn's parent is not to be posted any more; empty where it is, or is out."""
        if blocks.PARENT in turn.sent:
            return ""
        if is_too_late(turn.slot_at, self.newsroom.clock()):
            return "It could not be posted for 48 hours."
        return "" if self._ledger.subscription(turn.channel) else "The channel was unsubscribed."

    def _drop(self, turn: Turn, reason: str) -> int:
        self._ledger.end(turn, "skipped", reason)
        return 0

    # --- writing
    def _write(self, turn: Turn, client: WebClient) -> Turn | None:
        """Write a digest and freeze it in its row; None where it is skipped, or where another process has the turn by now."""
        subscription = self._ledger.subscription(turn.channel)
        if subscription is None:
            return None
        digest, window = self.newsroom.write(subscription)
        if digest.is_quiet and not subscription.quiet:
            self._ledger.end(turn, "skipped", _QUIET)
            return None
        picture = self._pictures.block(client, turn.team, digest.marks, window.today)
        notes = [words for words in (say_moved(turn.moved_from),) if words]
        return self._ledger.freeze(turn, blocks.messages(digest, notes, picture), window.until)

    # --- posting
    def _deliver(self, turn: Turn, name: str, client: WebClient, *, is_wanted: bool) -> int:
        """Post a part, or find it; 1 where it is out now."""
        part = self._part(turn, name)
        try:
            ts = delivery.find(client, part, turn.slot_at.timestamp()) if turn.tries > 1 else None
            if ts is None:
                if not is_wanted:
                    return self._drop(turn, self._not_wanted(turn))
                self._pace.wait()
                ts = delivery.post(client, part, lambda: self._ledger.is_held(turn, _POST_S))
        except PostError as error:
            self._failed(turn, part, error)
            return 0
        if ts is None:
            return 0
        self._ledger.part_sent(turn, name, ts, BETWEEN_PARTS)
        return 1

    def _part(self, turn: Turn, name: str) -> delivery.Part:
        assert turn.content is not None  # noqa: S101 - it was written before
        message = turn.content[name]
        if name != blocks.PARENT:
            return delivery.Part(turn.channel, f"{turn.key}:{name}", message, turn.sent[blocks.PARENT])
        if is_late(turn.slot_at, self.newsroom.clock()):
            message = blocks.as_late(message, f"Late: it was due on {say_instant(turn.slot_at, self.newsroom.zone)}.")
        return delivery.Part(turn.channel, f"{turn.key}:{name}", message)

    def _failed(self, turn: Turn, part: delivery.Part, error: PostError) -> None:
        """Note in the row what became of a part."""
        if isinstance(error, delivery.WaitError):
            self._wait(turn, error)
        elif isinstance(error, delivery.UnseenError):
            self._end(turn, "unknown", f"I cannot see whether it came ({error.code}). Look; it is not posted again.", error)
        elif error.is_unclear:
            self._ledger.put_back(turn, GRACE, f"Slack did not say whether it took the post ({error.code}).", is_clear=False)
        elif error.code in GONE:
            self._ledger.put_back(turn, _AFTER_TROUBLE, f"Slack does not take the bot's token ({error.code}).", is_clear=True)
        elif part.thread_ts and error.code == _THREAD_GONE:
            self._ledger.end(turn, "sent", "Its detail was not posted: the digest was deleted.")
        else:
            self._end(turn, "failed", f"Slack refused it ({error.code}).", error)

    def _wait(self, turn: Turn, error: delivery.WaitError) -> None:
        """Leave the workspace alone for as long as Slack asks."""
        wait = dt.timedelta(seconds=error.wait_s)
        self._ledger.put_back(turn, wait, "Slack asked to wait.", is_clear=True)
        self._ledger.hold_team(turn.team, wait)

    def _end(self, turn: Turn, state: Literal["failed", "unknown"], reason: str, error: PostError) -> None:
        """End a turn for good, with what a person can do about it."""
        if self._ledger.end(turn, state, f"{reason} {error.says}" if error.says else reason):
            LOG.warning("a digest ended as %s (%s)", state, error.code)
