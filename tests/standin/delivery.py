"""Getting events, commands and interactions to the app, over a socket or as signed HTTP requests, again and again if need be."""

import asyncio
import json
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlencode

from . import events
from .ledger import Ledger
from .model import Channel, Message
from .server import Server
from .signing import signed
from .socket_mode import SocketMode
from .wire import Json, post
from .world import World

Kind = Literal["events_api", "slash_commands", "interactive"]
OnAnswer = Callable[[Json], None]

ACKNOWLEDGED, UNDER_WAY = "acknowledged", "under way"
_NAMES_FOR_PEOPLE = {"timeout": "operation_timeout", "http_timeout": "operation_timeout"}


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try: over which transport, and what came of it (`acknowledged`, or the reason Slack would give)."""

    transport: Literal["socket", "http"]
    result: str
    status: int | None = None
    answer: Json | None = None
    is_last: bool = False


@dataclass(eq=False, slots=True)
class Delivery:
    """Something on its way to the app. `answer` is the payload of its acknowledgement; not `is_handed_over` while no app is there."""

    kind: Kind
    payload: Json
    subject: str
    world: World = field(repr=False)
    sent_at: float
    retry: tuple[int, str] | None = None
    attempts: list[Attempt] = field(default_factory=list)
    is_handed_over: bool = False
    outcome: str = UNDER_WAY
    answer: Json = field(default_factory=dict)

    def wait(self, timeout_s: float = 5.0) -> "Delivery":
        """Return when the app has acknowledged it or Slack has given up. Raises AssertionError when neither comes."""
        with self.world.changed:
            done = self.world.changed.wait_for(lambda: self.outcome != UNDER_WAY, timeout_s)
        assert done, f"{self.subject} was not acknowledged within {timeout_s} s (attempts: {self.attempts})"
        return self


class Deliveries:
    """Everything sent to the app. With a `request_url` it goes there, otherwise over Socket Mode."""

    def __init__(self, world: World, ledger: Ledger, server: Server, sockets: SocketMode) -> None:
        self.sent: list[Delivery] = []
        self.request_url: str | None = None
        self.ack_timeout_s = 3.0
        self.retry_delays_s: tuple[float, ...] = (0.0, 60.0, 300.0)
        self.signing_secret = world.app.signing_secret
        self.signature_age_s = 0
        self._world, self._ledger, self._server, self._sockets = world, ledger, server, sockets
        self._held: list[tuple[Delivery, OnAnswer]] | None = None
        world.message_changed.append(self._tell_of_message)

    @property
    def under_way(self) -> list[Delivery]:
        """Those the app has, or is there to take, and has not acknowledged."""
        is_app_there = self.request_url is not None or self._sockets.count > 0
        return [delivery for delivery in self.sent if delivery.outcome == UNDER_WAY and (delivery.is_handed_over or is_app_there)]

    def publish(self, event: Json, team_ids: Iterable[str], channel: Channel | None = None) -> list[Delivery]:
        """Send an event, if the app subscribes to it, once for each workspace where it is installed, each time with an id of its own."""
        if events.subscription(event) not in self._world.app.events:
            return []
        bots = (self._world.bot(team_id) for team_id in team_ids if self._world.is_installed(team_id))
        time_now = self._world.clock.time()
        payloads = [events.envelope(event, self._world.new_id("Ev"), bot, channel, time_now) for bot in bots if bot is not None]
        return [self.send("events_api", payload, str(event["type"])) for payload in payloads]

    def send(
        self, kind: Kind, payload: Json, subject: str, on_answer: OnAnswer = lambda _: None, retry: tuple[int, str] | None = None
    ) -> Delivery:
        """Send one thing. `on_answer` acts on the payload of its acknowledgement; `retry` marks it as a redelivery from the start."""
        delivery = Delivery(kind, payload, subject, self._world, self._world.clock.time(), retry)
        self.sent.append(delivery)
        if self._held is None:
            self._server.run(self._deliver(delivery, on_answer))
        else:
            self._held.append((delivery, on_answer))
        return delivery

    def hold(self) -> None:
        """Keep back what is sent from now on."""
        self._held = []

    def release(self) -> None:
        """Send what was kept back, the last first."""
        held, self._held = self._held or [], None
        for delivery, on_answer in reversed(held):
            self._server.run(self._deliver(delivery, on_answer))

    def _tell_of_message(self, world: World, message: Message, before: Message | None) -> None:
        channel = world.channels[message.channel]
        root = world.messages.get((channel.id, message.thread_ts)) if message.is_reply and message.thread_ts else None
        for team_id in channel.team_ids:
            bot = world.bot(team_id)
            if bot and bot.id in channel.members:
                for event in events.message_events(message, before, root, channel, bot):
                    self.publish(event, [team_id], channel)

    async def _deliver(self, delivery: Delivery, on_answer: OnAnswer) -> None:
        envelope_id = self._world.new_id("envelope-")
        clock, retry = self._world.clock, delivery.retry
        attempt = await self._attempt(delivery, envelope_id, retry, delivery.sent_at + self.ack_timeout_s)
        for delay in self.retry_delays_s if delivery.kind == "events_api" else ():
            if attempt.is_last:
                break
            await clock.wait_until(clock.time() + delay)
            retry = ((retry[0] if retry else 0) + 1, attempt.result)
            attempt = await self._attempt(delivery, envelope_id, retry, clock.time() + self.ack_timeout_s)
        with self._world.changed:
            if attempt.answer is not None:
                delivery.answer = attempt.answer
                on_answer(attempt.answer)
                delivery.outcome = ACKNOWLEDGED
            else:
                shown = attempt.result if delivery.kind == "events_api" else _NAMES_FOR_PEOPLE.get(attempt.result, "dispatch_failed")
                delivery.outcome = shown
                if delivery.is_handed_over:
                    self._ledger.add_failure(delivery.subject, shown, f"{len(delivery.attempts)} attempts")
            self._world.changed.notify_all()

    async def _attempt(self, delivery: Delivery, envelope_id: str, retry: tuple[int, str] | None, deadline: float) -> Attempt:
        """One try, noted, and given up when the time for acknowledging is over."""
        transport: Literal["socket", "http"] = "http" if self.request_url else "socket"
        delivery.is_handed_over = False
        trying = asyncio.ensure_future(
            self._over_http(self.request_url, delivery, retry) if self.request_url else self._over_socket(delivery, envelope_id, retry)
        )
        ending = asyncio.ensure_future(self._world.clock.wait_until(deadline))
        await asyncio.wait({trying, ending}, return_when=asyncio.FIRST_COMPLETED)
        ending.cancel()
        if trying.done():
            attempt = trying.result()
        else:
            trying.cancel()
            attempt = Attempt(transport, "http_timeout" if transport == "http" else "timeout")
        delivery.attempts.append(attempt)
        return attempt

    async def _over_socket(self, delivery: Delivery, envelope_id: str, retry: tuple[int, str] | None) -> Attempt:
        again = {"retry_attempt": retry[0] if retry else 0, "retry_reason": retry[1] if retry else ""}
        sent = {
            "type": delivery.kind,
            "envelope_id": envelope_id,
            "payload": delivery.payload,
            "accepts_response_payload": delivery.kind != "events_api",
            **(again if delivery.kind == "events_api" else {}),
        }
        taker = await self._sockets.next_taker()
        delivery.is_handed_over = True
        taker.send(sent)
        answer = await self._sockets.acknowledgement(envelope_id)
        return Attempt("socket", "connection_failed") if answer is None else Attempt("socket", ACKNOWLEDGED, answer=answer, is_last=True)

    async def _over_http(self, url: str, delivery: Delivery, retry: tuple[int, str] | None) -> Attempt:
        body, content_type = _http_body(delivery)
        again = {"X-Slack-Retry-Num": str(retry[0]), "X-Slack-Retry-Reason": retry[1]} if retry else {}
        signature = signed(body, self.signing_secret, int(time.time()) - self.signature_age_s)
        delivery.is_handed_over = True
        try:
            response = await post(url, body, {"Content-Type": content_type, **signature, **again})
        except OSError:
            return Attempt("http", "connection_failed")
        if not 200 <= response.status < 300:
            return Attempt("http", "http_error", response.status, is_last=response.headers.get("x-slack-no-retry") == "1")
        is_json = response.headers.get("content-type", "").startswith("application/json")
        text = response.body.decode()
        answer = {} if not text else json.loads(text) if is_json else {"text": text}
        return Attempt("http", ACKNOWLEDGED, response.status, answer, is_last=True)


def _http_body(delivery: Delivery) -> tuple[bytes, str]:
    """Events go as JSON, commands as a form, interactions as a form with one field of JSON."""
    if delivery.kind == "events_api":
        return json.dumps(delivery.payload).encode(), "application/json"
    form = delivery.payload if delivery.kind == "slash_commands" else {"payload": json.dumps(delivery.payload)}
    return urlencode(form).encode(), "application/x-www-form-urlencoded"
