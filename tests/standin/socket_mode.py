"""Socket Mode: the app's WebSockets, each envelope to one of them, and the acknowledgements that come back."""

import asyncio
import json
from dataclasses import dataclass, field

from .wire import CLOSE, PING, PONG, TEXT, Json, Request, Response, frame, handshake, read_message
from .world import World

MOST_SOCKETS = 10


@dataclass(eq=False, slots=True)
class Socket:
    """One open WebSocket. `is_leaving` once it was told to go: it gets no more envelopes."""

    writer: asyncio.StreamWriter
    is_leaving: bool = False
    taken: set[str] = field(default_factory=set)

    def send(self, message: Json) -> None:
        """Send one message."""
        self.taken.add(message.get("envelope_id", ""))
        self.writer.write(frame(TEXT, json.dumps(message).encode()))


class SocketMode:
    """All sockets of the app. Everything here runs in the server's thread, but `count`."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._open: list[Socket] = []
        self._awaited: dict[str, asyncio.Future[Json | None]] = {}
        self._opened = asyncio.Event()
        self._turn = 0

    @property
    def count(self) -> int:
        """How many sockets take envelopes."""
        return sum(not socket.is_leaving for socket in self._open)

    async def serve(self, request: Request, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """A WebSocket from its handshake to its end."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._world.socket_tickets or "sec-websocket-key" not in request.headers:
            writer.write(Response(404, b"no such link").encode())
            return
        self._world.socket_tickets.discard(ticket)
        writer.write(handshake(request.headers["sec-websocket-key"]))
        socket = Socket(writer)
        if self.count >= MOST_SOCKETS:
            socket.send(_disconnect("too_many_websockets"))
            return
        socket.send({"type": "hello", "num_connections": self.count + 1, "connection_info": {"app_id": self._world.app.app_id}})
        for left in [socket for socket in self._open if socket.is_leaving]:
            left.writer.close()
        self._open.append(socket)
        self._opened.set()
        self._changed()
        try:
            await self._listen(socket, reader)
        finally:
            self._open.remove(socket)
            for envelope_id in socket.taken & self._awaited.keys():
                self._settle(envelope_id, None)
            self._changed()

    async def next_taker(self) -> Socket:
        """The socket whose turn it is; waits where none is open."""
        while not (takers := [socket for socket in self._open if not socket.is_leaving]):
            self._opened.clear()
            await self._opened.wait()
        self._turn += 1
        return takers[self._turn % len(takers)]

    async def acknowledgement(self, envelope_id: str) -> Json | None:
        """The payload with which the app acknowledges an envelope, over whichever socket; None when the one that took it has ended."""
        return await asyncio.shield(self._awaited.setdefault(envelope_id, asyncio.get_running_loop().create_future()))

    def _settle(self, envelope_id: str, answer: Json | None) -> None:
        acknowledged = self._awaited.pop(envelope_id, None)
        if acknowledged and not acknowledged.done():
            acknowledged.set_result(answer)

    async def disconnect(self, reason: str, *, all_sockets: bool = False) -> None:
        """Tell the oldest socket (or all) to go, as Slack does to refresh connections: it gets no more, and ends when another opens."""
        for socket in [socket for socket in self._open if not socket.is_leaving][: None if all_sockets else 1]:
            socket.is_leaving = True
            socket.send(_disconnect(reason))
        self._changed()

    async def drop(self) -> None:
        """Cut every connection without a word, as a broken network does."""
        for socket in self._open:
            socket.is_leaving = True
            socket.writer.transport.abort()
        self._changed()

    async def _listen(self, socket: Socket, reader: asyncio.StreamReader) -> None:
        while True:
            opcode, payload = await read_message(reader)
            if opcode == CLOSE:
                return
            if opcode == PING:
                socket.writer.write(frame(PONG, payload))
            elif opcode == TEXT:
                answer = json.loads(payload)
                self._settle(str(answer.get("envelope_id")), answer.get("payload") or {})

    def _changed(self) -> None:
        with self._world.changed:
            self._world.changed.notify_all()


def _disconnect(reason: str) -> Json:
    return {"type": "disconnect", "reason": reason, "debug_info": {"host": "stand-in"}}
