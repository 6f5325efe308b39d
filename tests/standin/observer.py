"""What a test can see: calls, messages, views, whom they would notify; and waiting for them without sleeping blindly."""

import time
from collections.abc import Callable
from typing import TypeVar

from .app_settings import AppSettings
from .clock import Clock
from .delivery import Deliveries, Delivery
from .faults import Faults
from .gate import Gate
from .ledger import Call, Ledger
from .model import Channel, Execution, Message, View
from .pace import Pace
from .person import Person
from .pings import Link, Ping, links, pings
from .server import Server
from .socket_mode import SocketMode
from .web_api import WebApi
from .wire import Json
from .world import World

T = TypeVar("T")

_POLL_S = 0.005


class Observer:
    """The parts of a stand-in, put together, and every question about them. Changes nothing."""

    def __init__(self, app: AppSettings, clock: Clock) -> None:
        self.app = app
        self.clock = clock
        self.world = World(app, clock)
        self.ledger = Ledger()
        self.faults = Faults(clock)
        self.pace = Pace(clock)
        self.sockets = SocketMode(self.world)
        self._api = WebApi(self.world, self.ledger, self.faults, self.pace)
        self._gate = Gate(self._api, self.sockets)
        self._server = Server(self._gate.serve)
        self.deliveries = Deliveries(self.world, self.ledger, self._server, self.sockets)

    def calls(self, method: str | None = None) -> list[Call]:
        """The Web API calls so far, all or of one method (`response_url` is one)."""
        return [call for call in list(self.ledger.calls) if method in (None, call.method)]

    def delivered(self, subject: str) -> list[Delivery]:
        """What was sent to the app under this name (`app_mention`, `/sendbot`, `view_submission`), in order."""
        return [delivery for delivery in self.deliveries.sent if delivery.subject == subject]

    def messages(self, channel: Channel | str) -> list[Message]:
        """All messages of a conversation in order, ephemeral ones too."""
        with self.world.changed:
            where = self.world.channel(channel).id
            return sorted((message for message in self.world.messages.values() if message.channel == where), key=lambda message: message.ts)

    def posts(self, channel: Channel | str | None = None) -> list[Message]:
        """What the app has said, in one conversation or all, in order; `ephemeral_to` is set where one person alone sees it."""
        with self.world.changed:
            seen = self.messages(channel) if channel else sorted(self.world.messages.values(), key=lambda message: message.ts)
            return [message for message in seen if message.app_id == self.app.app_id]

    def pings(self) -> list[Ping]:
        """Everyone the app's messages would notify."""
        return [ping for message in self.posts() for ping in pings(message)]

    def links(self) -> list[Link]:
        """Every link in the app's messages."""
        return [link for message in self.posts() for link in links(message)]

    def modal(self, person: Person) -> View | None:
        """The modal a person has in front."""
        with self.world.changed:
            return self.world.modal(person.id)

    def home(self, person: Person) -> View | None:
        """The Home tab a person would see."""
        return self.world.homes.get(person.id)

    def prompts(self, person: Person) -> Json | None:
        """The suggested prompts in a person's direct conversation with the app: `title` and `prompts`."""
        return self.world.prompts.get(person.direct_channel.id)

    def execution(self, execution: Execution) -> Execution:
        """A step's run as it is now."""
        return self.world.executions[execution.id]

    # Waiting

    def wait_for(self, look: Callable[[], T | None], what: str = "it", timeout_s: float = 5.0) -> T:
        """What `look` gives, as soon as it gives something. Raises AssertionError, with what Slack would object to, if it does not."""
        deadline = time.monotonic() + timeout_s
        with self.world.changed:
            while not (found := look()) and time.monotonic() < deadline:
                self.world.changed.wait(_POLL_S)
        assert found, (
            f"{what} did not come within {timeout_s} s; calls: {[call.method for call in self.ledger.calls][-10:]}; {self.ledger.report()}"
        )
        return found

    def wait_for_message(
        self, channel: Channel | str, predicate: Callable[[Message], bool] = lambda _: True, timeout_s: float = 5.0
    ) -> Message:
        """The app's first message in a conversation that fits."""
        return self.wait_for(lambda: next(filter(predicate, self.posts(channel)), None), f"a message in {channel}", timeout_s)

    def wait_for_reply(self, message: Message, timeout_s: float = 5.0) -> Message:
        """The app's first message in the thread of a message."""
        root = message.thread_ts or message.ts
        return self.wait_for_message(message.channel, lambda post: post.thread_ts == root and post.ts > message.ts, timeout_s)

    def wait_for_modal(self, person: Person, timeout_s: float = 5.0) -> View:
        """The modal a person sees."""
        return self.wait_for(lambda: self.modal(person), f"a modal for {person.user.name}", timeout_s)

    def wait_for_home(self, person: Person, timeout_s: float = 5.0) -> View:
        """The Home tab a person sees."""
        return self.wait_for(lambda: self.home(person), f"a Home tab for {person.user.name}", timeout_s)

    def wait_for_call(self, method: str, predicate: Callable[[Call], bool] = lambda _: True, timeout_s: float = 5.0) -> Call:
        """The first call of a method that fits."""
        return self.wait_for(lambda: next(filter(predicate, self.calls(method)), None), method, timeout_s)

    def wait_for_sockets(self, count: int = 1, timeout_s: float = 5.0) -> None:
        """Return when so many sockets take envelopes."""
        self.wait_for(lambda: self.sockets.count == count, f"{count} sockets", timeout_s)

    def settle(self, quiet_s: float = 0.1, timeout_s: float = 5.0) -> None:
        """Return when nothing is under way and the app has been quiet for a (real) while: before claiming that it said nothing more."""
        deadline = time.monotonic() + timeout_s
        while self.deliveries.under_way or self._gate.quiet_s < quiet_s:
            assert time.monotonic() < deadline, f"still busy after {timeout_s} s: {self.deliveries.under_way}"
            time.sleep(_POLL_S)
