"""The front door: which request goes to which part of the stand-in, and answers spoilt on the way out."""

import asyncio
import time

from .socket_mode import SocketMode
from .web_api import Outcome, WebApi
from .wire import Request, Response, read_request


class Gate:
    """Serves every connection, and knows when the last of them ended."""

    def __init__(self, api: WebApi, sockets: SocketMode) -> None:
        self._sockets = sockets
        self._routes = {"api": api.call, "response": api.respond, "upload": api.upload}
        self._open = 0
        self._last_activity = time.monotonic()

    @property
    def quiet_s(self) -> float:
        """For how long (in real time) the app has asked nothing."""
        return 0.0 if self._open else time.monotonic() - self._last_activity

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection: a request and its answer, or a WebSocket for as long as it lasts."""
        request = await read_request(reader)
        if request is None:
            return
        if request.path.startswith("/link/"):
            await self._sockets.serve(request, reader, writer)
            return
        self._open += 1
        try:
            await _answer(self._route(request), reader, writer)
        finally:
            self._open -= 1
            self._last_activity = time.monotonic()

    def _route(self, request: Request) -> Outcome:
        kind, _, rest = request.path.lstrip("/").partition("/")
        return self._routes[kind](rest, request) if kind in self._routes else Outcome(Response(404, b"no such page"))


async def _answer(outcome: Outcome, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    fault = outcome.fault
    if fault and fault.delay_s:
        await asyncio.sleep(fault.delay_s)
    if fault and fault.hangs:
        await reader.read()
    if fault is None or fault.is_answered:
        writer.write(outcome.response.encode())
        await writer.drain()
