"""An asyncio server in a thread of its own, so that tests stay plain functions."""

import asyncio
import concurrent.futures
import logging
import threading
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeVar

T = TypeVar("T")
Handler = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]

_LOG = logging.getLogger(__name__)
_BIGGEST_HEAD = 1 << 20


class Server:
    """Listens on a free port of the loopback interface and gives each connection to a handler."""

    def __init__(self, handler: Handler) -> None:
        self._handler = handler
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="slack-stand-in", daemon=True)
        self.port = 0

    def start(self) -> None:
        """Listen. `port` is known from here on."""
        self._thread.start()
        self.port = self.run(self._listen()).result(timeout=5)

    def stop(self) -> None:
        """Close every connection, forget what was under way, and end the thread."""
        self.run(self._close()).result(timeout=5)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=5)
        self._loop.close()

    def run(self, work: Coroutine[Any, Any, T]) -> "concurrent.futures.Future[T]":
        """Start work in the server's thread. A mistake in it is logged, for nobody may look at the result."""
        future = asyncio.run_coroutine_threadsafe(work, self._loop)
        future.add_done_callback(_log_mistake)
        return future

    async def _listen(self) -> int:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0, limit=_BIGGEST_HEAD, backlog=512)
        return int(self._server.sockets[0].getsockname()[1])

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await self._handler(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass  # the other side left, or this one stops
        finally:
            writer.close()

    async def _close(self) -> None:
        self._server.close()
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _log_mistake(future: "concurrent.futures.Future[Any]") -> None:
    if not future.cancelled() and (mistake := future.exception()):
        _LOG.error("the stand-in made a mistake", exc_info=mistake)
