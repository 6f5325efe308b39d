"""The brain of a process that runs on: made anew, whole and beside the one in use, as soon as the knowledge changes anywhere.

A change is an edit, or files that were loaded, by this process or another. A thread looks for one a few times a second; whoever saves
an edit in this process calls `refresh`, so that the next answer here has it.
"""

import logging
import threading

from sendbot.bootstrap import brain_of
from sendbot.brain import Brain
from sendbot.errors import SendbotError
from sendbot.store import Store
from sendbot.store.edits import Edits

LOG = logging.getLogger("sendbot.live")

POLL_S = 0.25


class LiveBrain:
    """Gives the brain of the newest state it has seen: call it for each question."""

    def __init__(self, edits: Edits, store: Store, brain: Brain | None = None) -> None:
        """`brain`: one made already, from whichever state."""
        self._edits, self._store = edits, store
        self._making = threading.Lock()
        self._stopped = threading.Event()
        loaded = edits.current()
        self._stamp = (loaded.version.partition("+")[0], loaded.edit)
        self._brain = brain if brain and brain.snapshot.version == loaded.version else brain_of(loaded, store, brain)

    def __call__(self) -> Brain:
        return self._brain

    def start(self) -> None:
        """Look for changes from now on, in a thread of its own."""
        threading.Thread(target=self._watch, name="knowledge", daemon=True).start()

    def stop(self) -> None:
        """Look no more."""
        self._stopped.set()

    def refresh(self) -> Brain:
        """The brain of the newest state, made now if need be. Raises StoreError."""
        with self._making:
            if self._edits.stamp() != self._stamp:
                loaded = self._edits.current()
                self._brain = brain_of(loaded, self._store, self._brain)
                self._stamp = (loaded.version.partition("+")[0], loaded.edit)
            return self._brain

    def _watch(self) -> None:
        while not self._stopped.wait(POLL_S):
            try:
                self.refresh()
            except SendbotError as error:  # a busy or unreadable database: the knowledge as it was serves until it can be read
                LOG.warning("could not look for changes of the knowledge: %s", error)
