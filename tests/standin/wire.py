"""What goes over the sockets: HTTP/1.1 requests and answers, and WebSocket frames (RFC 6455), both as a server and as a client."""

import asyncio
import base64
import hashlib
import http
import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlsplit

Json = dict[str, Any]

TEXT, CLOSE, PING, PONG = 0x1, 0x8, 0x9, 0xA
_CONTINUATION = 0x0
_HANDSHAKE_GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"


@dataclass(frozen=True, slots=True)
class Request:
    """An HTTP request; header names are in lower case."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes

    def fields(self) -> Json:
        """The arguments of a query with those of a form or JSON body. Raises ValueError for a body that is not what it says."""
        kind = self.headers.get("content-type", "").partition(";")[0]
        if kind == "application/json":
            sent = json.loads(self.body or b"{}")
            if not isinstance(sent, dict):
                raise ValueError("a JSON body must be an object")
        else:
            sent = dict(parse_qsl(self.body.decode(), keep_blank_values=True))
        return {**self.query, **sent}


@dataclass(frozen=True, slots=True)
class Response:
    """An HTTP answer."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of_json(cls, payload: Json, status: int = 200, headers: Mapping[str, str] | None = None) -> "Response":
        """An answer of JSON, as every Web API method gives."""
        return cls(status, json.dumps(payload).encode(), {"Content-Type": "application/json; charset=utf-8", **(headers or {})})

    def encode(self) -> bytes:
        """The answer as it goes over the wire; each connection carries one."""
        phrase = http.HTTPStatus(self.status).phrase
        headers = {**self.headers, "Content-Length": len(self.body), "Connection": "close"}
        head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        return f"HTTP/1.1 {self.status} {phrase}\r\n{head}\r\n".encode() + self.body


async def read_request(reader: asyncio.StreamReader) -> Request | None:
    """The request at hand, or None when the other side said nothing and left."""
    try:
        first, headers = await _read_head(reader)
    except asyncio.IncompleteReadError:
        return None
    method, target, _ = first.split(" ", 2)
    address = urlsplit(target)
    body = await reader.readexactly(int(headers.get("content-length", 0)))
    return Request(method, address.path, dict(parse_qsl(address.query)), headers, body)


async def post(url: str, body: bytes, headers: Mapping[str, str]) -> Response:
    """Send a POST and give its answer. Raises OSError when the other side cannot be reached or leaves without an answer."""
    address = urlsplit(url)
    reader, writer = await asyncio.open_connection(address.hostname, address.port or 80)
    try:
        sent = {"Host": address.netloc, **headers, "Content-Length": len(body), "Connection": "close"}
        head = "".join(f"{name}: {value}\r\n" for name, value in sent.items())
        writer.write(f"POST {address.path or '/'} HTTP/1.1\r\n{head}\r\n".encode() + body)
        first, received = await _read_head(reader)
        return Response(int(first.split(" ", 2)[1]), await _read_body(reader, received), received)
    except asyncio.IncompleteReadError as error:
        raise ConnectionResetError("the connection was closed before the answer was whole") from error
    finally:
        writer.close()


async def _read_head(reader: asyncio.StreamReader) -> tuple[str, dict[str, str]]:
    lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    pairs = (line.partition(":") for line in lines[1:] if line)
    return lines[0], {name.strip().lower(): value.strip() for name, _, value in pairs}


async def _read_body(reader: asyncio.StreamReader, headers: Mapping[str, str]) -> bytes:
    if "content-length" in headers:
        return await reader.readexactly(int(headers["content-length"]))
    if headers.get("transfer-encoding", "").lower() != "chunked":
        return await reader.read()
    body = b""
    while size := int((await reader.readuntil(b"\r\n")).split(b";")[0], 16):
        body += (await reader.readexactly(size + 2))[:-2]
    return body


def handshake(key: str) -> bytes:
    """The answer that turns an HTTP connection into a WebSocket."""
    accept = base64.b64encode(hashlib.sha1((key + _HANDSHAKE_GUID).encode(), usedforsecurity=False).digest()).decode()
    return (
        f"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n\r\n".encode()
    )


def frame(opcode: int, payload: bytes) -> bytes:
    """One whole, unmasked frame, as a server sends it."""
    size = len(payload)
    if size < 126:
        return struct.pack("!BB", 0x80 | opcode, size) + payload
    if size < 1 << 16:
        return struct.pack("!BBH", 0x80 | opcode, 126, size) + payload
    return struct.pack("!BBQ", 0x80 | opcode, 127, size) + payload


async def read_message(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    """The next message of a client, its fragments put together: opcode and payload. Raises IncompleteReadError at the end."""
    kind, payload = _CONTINUATION, b""
    while True:
        first, second = await reader.readexactly(2)
        size = second & 0x7F
        if size >= 126:
            size = int.from_bytes(await reader.readexactly(2 if size == 126 else 8))
        mask = await reader.readexactly(4 if second & 0x80 else 0)
        data = await reader.readexactly(size)
        opcode = first & 0x0F
        if mask:
            data = bytes(byte ^ mask[i % 4] for i, byte in enumerate(data))
        if opcode & 0x8:
            return opcode, data
        kind, payload = opcode or kind, payload + data
        if first & 0x80:
            return kind, payload
