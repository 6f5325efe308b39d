"""Telling the audit channel of each save: kept until it is known to be there, told once, in order."""

import datetime as dt
import logging
import threading

from slack_sdk import WebClient

from sendbot.errors import StoreError
from sendbot.slack.editing.say import audit_text
from sendbot.slack.posting import Place, PostError, post_once
from sendbot.store.edits import Edits

LOG = logging.getLogger("sendbot.slack")

_AGAIN = dt.timedelta(seconds=30)
_LOOK_S = 15.0


class Audit:
    """Tells a channel of saves, whichever process made them."""

    def __init__(self, edits: Edits, channel: str | None) -> None:
        self._edits, self._channel = edits, channel
        self._stopped = threading.Event()

    def tell_all(self, client: WebClient) -> None:
        """Tell all that is still to be told, oldest first, until something cannot be told now."""
        while self._channel and self._tell_next(client, self._channel):
            pass

    def _tell_next(self, client: WebClient, channel: str) -> bool:
        item = self._edits.outbox.take()
        if item is None:
            return False
        edits = self._edits.between(item.first, item.last)
        place = Place(channel, since=str(edits[0].at.timestamp()))
        message = {"text": audit_text(edits), "unfurl_links": False, "unfurl_media": False}
        try:
            post_once(client, place, message, f"edit:{item.first}", is_second_try=item.tries > 1)
        except PostError as error:
            LOG.warning("the audit channel could not be told of edit %s (%s); trying again later", item.first, error.code)
            self._edits.outbox.release(item, _AGAIN)
            return False
        self._edits.outbox.told(item)
        return True

    def start(self, client: WebClient) -> None:
        """Look now and then for what is still to be told, in a thread of its own: edits made in a terminal, and what failed before."""
        threading.Thread(target=self._watch, args=(client,), name="audit", daemon=True).start()

    def stop(self) -> None:
        """Look no more."""
        self._stopped.set()

    def _watch(self, client: WebClient) -> None:
        while True:
            try:
                self.tell_all(client)
            except StoreError as error:
                LOG.warning("could not look for edits to be told: %s", error)
            if self._stopped.wait(_LOOK_S):
                return
