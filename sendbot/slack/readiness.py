"""Whether the bot can answer right now: its connection to Slack, its database, its knowledge."""

import time
from collections.abc import Callable
from typing import Any

import msgspec
from slack_sdk.socket_mode.client import BaseSocketModeClient

from sendbot.slack.service import Service


class Readiness(msgspec.Struct, frozen=True):
    """`slack`: "socket" or "http". `connected`, `socket_age_s`: None over HTTP; the age is None too while there is no socket."""

    ready: bool
    slack: str
    connected: bool | None
    socket_age_s: float | None
    database: bool
    knowledge: str


class SocketWatch:
    """Knows whether a Socket Mode client is connected, and for how long."""

    def __init__(self, client: BaseSocketModeClient, clock: Callable[[], float] = time.monotonic) -> None:
        self._client, self._clock = client, clock
        self._since: float | None = None
        client.message_listeners.append(self._on_message)

    def _on_message(self, _: BaseSocketModeClient, message: dict[str, Any], __: str | None = None) -> None:
        if message.get("type") == "hello":
            self._since = self._clock()

    def age_s(self) -> float | None:
        """Seconds since Slack greeted the socket that is open now; None without one."""
        if self._since is None or not self._client.is_connected():
            return None
        return self._clock() - self._since


def readiness(service: Service, watch: SocketWatch | None) -> Readiness:
    """How things stand now. `watch` is None over HTTP."""
    age_s = watch.age_s() if watch else None
    is_connected = age_s is not None if watch else None
    database = service.state.is_usable()
    return Readiness(
        ready=database and is_connected is not False,
        slack="socket" if watch else "http",
        connected=is_connected,
        socket_age_s=round(age_s, 1) if age_s is not None else None,
        database=database,
        knowledge=service.brain().snapshot.version,
    )
