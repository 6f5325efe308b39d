"""The stand-in as tests use it: a Slack of one's own, with people in it, that remembers everything and forgives nothing."""

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from types import TracebackType
from typing import Any, Self

from . import events
from .app_settings import AppSettings
from .clock import Clock
from .delivery import Delivery
from .faults import Fault, When
from .ledger import Failure
from .model import Channel, Execution, Token, User
from .observer import Observer
from .person import Person
from .wire import Json


class Standin(Observer):
    """A Slack with one workspace and the app in it. Use as a context manager; leaving it asserts that nothing went wrong.

    `app` is the app's manifest, or AppSettings made by hand; without it every scope is granted and the usual events are sent.
    With a `request_url` events are posted there, signed; otherwise they go over Socket Mode.
    """

    def __init__(self, app: AppSettings | Mapping[str, Any] | None = None, *, clock: Clock | None = None, strict: bool = True) -> None:
        super().__init__(AppSettings.of(app), clock or Clock())
        self.strict = strict
        for words in self.app.faults():
            self.ledger.add_failure("manifest", "missing_scope", words)
        self.team = self.world.add_team("council")
        self._bot_token = self.world.install(self.team.id)
        scopes = frozenset({"connections:write"})
        app_token = Token(self.app.app_token, "app", self.team.id, self._bot_token.user_id, scopes)
        self.world.tokens[app_token.value] = app_token

    # Starting, stopping, judging

    def __enter__(self) -> Self:
        """Listen."""
        self._server.start()
        self.world.address = f"http://127.0.0.1:{self._server.port}"
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Stop; when strict and the test has not failed already, assert that nothing is held against the app."""
        try:
            if self.strict and kind is None:
                self.assert_clean()
        finally:
            self._server.stop()

    @property
    def failures(self) -> list[Failure]:
        """Everything Slack would refuse, and everything people would see as broken, expected or not."""
        return list(self.ledger.failures)

    def expect(self, subject: str, error: str) -> None:
        """A failure that is part of the test: `expect("chat.postMessage", "is_archived")`. It must come."""
        self.ledger.expect(subject, error)

    def assert_clean(self, timeout_s: float = 2.0) -> None:
        """Raise AssertionError with a readable list if Slack refused anything that no test expected, or waits for the app in vain."""
        with self.world.changed:
            self.world.changed.wait_for(lambda: not self.deliveries.under_way, timeout_s)
        waiting = [f"{delivery.subject}: never acknowledged {delivery.attempts}" for delivery in self.deliveries.under_way]
        found = self.ledger.report() + waiting
        assert not found, "Slack would object:\n  " + "\n  ".join(found)

    # What the app is given

    @property
    def base_url(self) -> str:
        """The address of the Web API, for WebClient's `base_url` and SLACK_API_URL."""
        return f"{self.world.address}/api/"

    @property
    def bot_token(self) -> str:
        """The bot token of the first workspace."""
        return self._bot_token.value

    @property
    def bot(self) -> User:
        """The app's bot user in the first workspace."""
        return self.world.users[self._bot_token.user_id]

    @property
    def request_url(self) -> str | None:
        """Where events are posted; None for Socket Mode."""
        return self.deliveries.request_url

    @request_url.setter
    def request_url(self, url: str | None) -> None:
        self.deliveries.request_url = url

    # Who and what there is

    def user(self, name: str, *, admin: bool = False, bot: bool = False, team_id: str | None = None) -> Person:
        """A person (or another app's bot) by name, added when new."""
        team_id = team_id or self.team.id
        with self.world.changed:
            known = (user for user in self.world.users.values() if (user.name, user.team_id) == (name, team_id))
            user = next(known, None) or self.world.add_user(name, team_id, is_admin=admin, is_bot=bot)
        return Person(user, self._api, self.deliveries)

    def channel(
        self, name: str, *, members: Iterable[Person] = (), private: bool = False, with_bot: bool = True, team_ids: Iterable[str] = ()
    ) -> Channel:
        """A channel by name, added when new with the app's bots in it; several `team_ids` share it by Slack Connect."""
        shared = tuple(team_ids) or (self.team.id,)
        with self.world.changed:
            known = next((channel for channel in self.world.channels.values() if channel.name == name), None)
            if known:
                return known
            bots = [bot.id for team_id in shared if (bot := self.world.bot(team_id)) and with_bot]
            return self.world.add_channel(name, "groups" if private else "channels", shared, [*bots, *(person.id for person in members)])

    def set_channel(self, channel: Channel, *, archived: bool | None = None, with_bot: bool | None = None) -> Channel:
        """Archive a channel or bring it back; put the bot in or out."""
        with self.world.changed:
            changed = self.world.channel(channel)
            if archived is not None:
                changed = replace(changed, is_archived=archived)
            if with_bot is not None:
                others = changed.members - {self.bot.id}
                changed = replace(changed, members=others | {self.bot.id} if with_bot else others)
            self.world.channels[channel.id] = changed
            return changed

    def add_team(self, name: str) -> Token:
        """Another workspace with the app in it; gives its bot token."""
        with self.world.changed:
            return self.world.install(self.world.add_team(name).id)

    def install_code(self, installer: Person, scopes: Iterable[str] | None = None) -> str:
        """What Slack sends to the redirect address when someone agrees to install the app: a code for oauth.v2.access."""
        with self.world.changed:
            code = self.world.new_id("code-")
            self.world.install_codes[code] = (installer.user, self.app.scopes if scopes is None else frozenset(scopes))
            return code

    def uninstall(self, team_id: str | None = None) -> None:
        """Take the app out of a workspace: it hears of it, and its tokens no longer work."""
        team_id = team_id or self.team.id
        with self.world.changed:
            bot = self.world.bot(team_id)
            revoked = {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [bot.id] if bot else []}}
            for event in (revoked, {"type": "app_uninstalled"}):
                self.deliveries.publish({**event, "event_ts": self.world.new_ts()}, [team_id])
            self.world.refuse_tokens(team_id, "account_inactive")

    def revoke_tokens(self, error: str = "token_revoked", team_id: str | None = None) -> None:
        """From now on bot tokens are refused, without a word to the app."""
        with self.world.changed:
            self.world.refuse_tokens(team_id or self.team.id, error)

    # What Slack does by itself

    def add_fault(self, target: str, fault: Fault, *, nth: int = 1, times: int | None = 1, when: When | None = None) -> None:
        """Spoil the n-th call from now (see `faults`)."""
        with self.world.changed:
            self.faults.add(target, fault, nth=nth, times=times, when=when)

    def send_event(self, event: Json, team_id: str | None = None) -> list[Delivery]:
        """Send any event as it is, if the app subscribes to it."""
        with self.world.changed:
            return self.deliveries.publish({"event_ts": self.world.new_ts(), **event}, [team_id or self.team.id])

    def redeliver(self, delivery: Delivery, *, number: int = 1, reason: str = "http_timeout") -> Delivery:
        """Send the same thing again with the same event_id, marked as a retry."""
        with self.world.changed:
            return self.deliveries.send(delivery.kind, delivery.payload, delivery.subject, retry=(number, reason))

    @contextlib.contextmanager
    def reordered(self) -> Iterator[None]:
        """Keep back what is sent inside, then send it in reverse order."""
        self.deliveries.hold()
        try:
            yield
        finally:
            self.deliveries.release()

    def run_step(self, callback_id: str, inputs: Json) -> Execution:
        """A workflow comes to one of the app's steps. `execution` tells later how it ended."""
        known = self.app.functions
        assert "function_executed" in self.app.events, "the manifest does not subscribe to function_executed"
        assert known is None or callback_id in known, f"the manifest has no function {callback_id}"
        with self.world.changed:
            token = Token(f"xwfp-{self.world.new_id('')}", "function", self.team.id, self.bot.id, self.app.scopes)
            execution = Execution(self.world.new_id("Fx"), callback_id, self.team.id, token.value)
            self.world.tokens[token.value], self.world.executions[execution.id] = token, execution
            declared = (known or {}).get(callback_id, {})
            event = events.function_executed(execution, inputs, declared, self.app.app_id, self.world.new_ts())
            self.deliveries.publish(event, [self.team.id])
            return execution

    def disconnect(self, reason: str = "refresh_requested", *, all_sockets: bool = False) -> None:
        """Send the app a `disconnect` frame, as Slack does every few hours."""
        self._server.run(self.sockets.disconnect(reason, all_sockets=all_sockets)).result(timeout=5)

    def drop_sockets(self) -> None:
        """Cut all sockets without a word."""
        self._server.run(self.sockets.drop()).result(timeout=5)
