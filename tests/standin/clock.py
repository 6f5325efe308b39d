"""The stand-in's time: it stands still until a test moves it, so weeks take no time and nothing depends on chance."""

import asyncio
import datetime as dt
import threading
import time

START = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)


class Clock:
    """What Slack's clock shows: `advance` and `move_to` set it, back as well as forward. With `runs` it also ticks by itself."""

    def __init__(self, start: dt.datetime = START, *, runs: bool = False) -> None:
        self._shown = start.timestamp()
        self._began = time.monotonic()
        self._runs = runs
        self._waiting: set[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = set()
        self._lock = threading.Lock()

    def time(self) -> float:
        """Seconds since 1970, as Slack's time stamps have them."""
        return self._shown + (time.monotonic() - self._began if self._runs else 0.0)

    def now(self) -> dt.datetime:
        """The same as an aware UTC datetime."""
        return dt.datetime.fromtimestamp(self.time(), dt.UTC)

    def advance(self, seconds: float = 0.0, *, days: float = 0.0, hours: float = 0.0, minutes: float = 0.0) -> None:
        """Move on (or back, if negative), and wake what waits for the time that has come."""
        with self._lock:
            self._shown += dt.timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds).total_seconds()
            for loop, moved in self._waiting:
                loop.call_soon_threadsafe(moved.set)

    def move_to(self, moment: dt.datetime) -> None:
        """Show this moment, which must be aware."""
        self.advance(moment.timestamp() - self.time())

    async def wait_until(self, due: float) -> None:
        """Return when the clock shows this time (as `time` gives it)."""
        waiter = (asyncio.get_running_loop(), asyncio.Event())
        with self._lock:
            self._waiting.add(waiter)
        try:
            while (left := due - self.time()) > 0:
                try:
                    await asyncio.wait_for(waiter[1].wait(), left if self._runs else None)
                except TimeoutError:
                    continue
                waiter[1].clear()
        finally:
            with self._lock:
                self._waiting.discard(waiter)
