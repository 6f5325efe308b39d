"""One at a time in each conversation, so that two quick lines of a thread are answered in order, the second knowing the first."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Turns:
    """A lock for each conversation somebody is answering in; forgotten when nobody is."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._locks: dict[str, tuple[threading.Lock, int]] = {}

    @contextmanager
    def turn(self, conversation: str) -> Iterator[None]:
        """Wait for the conversation to be free, and keep it until the end of the `with` block."""
        with self._guard:
            lock, users = self._locks.get(conversation) or (threading.Lock(), 0)
            self._locks[conversation] = (lock, users + 1)
        try:
            with lock:
                yield
        finally:
            with self._guard:
                users = self._locks[conversation][1] - 1
                if users:
                    self._locks[conversation] = (lock, users)
                else:
                    del self._locks[conversation]
