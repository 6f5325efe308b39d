"""A Slack that says "ok" to everything, at once or after a delay: python -m bench.stub [DELAY_SECONDS], which prints its address.

A process of its own, so that what it costs is not charged to the app that is measured. It checks nothing: the stand-in does that,
at a price that would hide what the apps themselves cost.
"""

import asyncio
import json
import sys

_OK = {
    "ok": True,
    "user_id": "U0BOT",
    "bot_id": "B0BOT",
    "team_id": "T0",
    "user": "sendbot",
    "team": "bench",
    "url": "http://x/",
    "ts": "1.2",
}
_BODY = json.dumps(_OK).encode()
_ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s" % (len(_BODY), _BODY)


async def main(delay_s: float) -> None:
    """Serve until ended."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        length = next((int(line[15:]) for line in head.split(b"\r\n") if line[:15].lower() == b"content-length:"), 0)
        await reader.readexactly(length)
        if delay_s:
            await asyncio.sleep(delay_s)
        writer.write(_ANSWER)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0, backlog=256)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/api/", flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(float(sys.argv[1]) if len(sys.argv) > 1 else 0.0))
