"""Posting no faster than Slack takes it: several hundred posts a minute in a workspace, one a second in a channel."""

import datetime as dt
import threading
from collections.abc import Callable

BETWEEN_POSTS = dt.timedelta(milliseconds=250)  # 240 a minute: under the several hundred that Slack grants, with room for answers
BETWEEN_PARTS = dt.timedelta(milliseconds=1_100)  # in one channel


class Pace:
    """Lets posts go one by one. `sleep` takes seconds."""

    def __init__(self, clock: Callable[[], dt.datetime], sleep: Callable[[float], None]) -> None:
        self._clock, self._sleep = clock, sleep
        self._lock = threading.Lock()
        self._free_at: dt.datetime | None = None

    def wait(self) -> None:
        """Wait until the next post may go. A clock that was set back makes nobody wait longer than between two posts."""
        with self._lock:
            now = self._clock()
            free_at = min(self._free_at or now, now + BETWEEN_POSTS)
            begin = max(now, free_at)
            self._free_at = begin + BETWEEN_POSTS
        if begin > now:
            self._sleep((begin - now).total_seconds())
