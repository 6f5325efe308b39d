"""The state of the stand-in's Slack, and the few ways it changes. Whoever touches it holds `world.changed`."""

import itertools
import threading
from collections.abc import Callable, Iterable
from dataclasses import replace

from .app_settings import AppSettings
from .clock import Clock
from .model import Channel, Execution, File, Kind, Message, ResponseUrl, Team, Token, Trigger, User, View
from .wire import Json

TRIGGER_LIFE_S = 3.0
RESPONSE_URL_LIFE_S = 30 * 60.0
RESPONSE_URL_USES = 5
MODALS_IN_A_STACK = 3
TOKEN_LIFE_S = 12 * 3600

Happening = Callable[["World", Message, Message | None], None]


class World:
    """Teams, people, conversations, messages, views, tokens. `changed` is notified after each change."""

    def __init__(self, app: AppSettings, clock: Clock) -> None:
        self.app = app
        self.clock = clock
        self.address = ""
        self.changed = threading.Condition(threading.RLock())
        self.message_changed: list[Happening] = []
        self.teams: dict[str, Team] = {}
        self.users: dict[str, User] = {}
        self.channels: dict[str, Channel] = {}
        self.messages: dict[tuple[str, str], Message] = {}
        self.views: dict[str, View] = {}
        self.stacks: dict[str, list[str]] = {}
        self.homes: dict[str, View] = {}
        self.tokens: dict[str, Token] = {}
        self.triggers: dict[str, Trigger] = {}
        self.response_urls: dict[str, ResponseUrl] = {}
        self.files: dict[str, File] = {}
        self.executions: dict[str, Execution] = {}
        self.user_groups: dict[str, frozenset[str]] = {}
        self.install_codes: dict[str, tuple[User, frozenset[str]]] = {}
        self.socket_tickets: set[str] = set()
        self.prompts: dict[str, Json] = {}
        self.statuses: dict[str, str] = {}
        self._numbers = itertools.count(1)
        self._last_microsecond = 0

    def new_id(self, prefix: str) -> str:
        """An id of the usual look, never given before."""
        return f"{prefix}{next(self._numbers):010d}"

    def new_ts(self) -> str:
        """A time stamp by the clock, later than every one before."""
        self._last_microsecond = max(int(self.clock.time() * 1_000_000), self._last_microsecond + 1)
        return f"{self._last_microsecond // 1_000_000}.{self._last_microsecond % 1_000_000:06d}"

    # Workspaces and people

    def add_team(self, name: str, team_id: str | None = None) -> Team:
        """A new workspace, without the app."""
        team = Team(team_id or self.new_id("T"), name)
        self.teams[team.id] = team
        return team

    def add_user(self, name: str, team_id: str, *, is_admin: bool = False, is_bot: bool = False) -> User:
        """A new member of a workspace; a bot belongs to some other app."""
        bot_id, app_id = (self.new_id("B"), self.new_id("A")) if is_bot else (None, None)
        user = User(self.new_id("U"), name, team_id, is_admin, bot_id, app_id)
        self.users[user.id] = user
        return user

    def install(self, team_id: str, scopes: frozenset[str] | None = None, *, rotated: bool = False) -> Token:
        """Put the app into a workspace (again): its bot user, and a new token for it. A `rotated` token ends and can be refreshed."""
        bot = self.bot(team_id) or User(self.new_id("U"), self.app.name, team_id, bot_id=self.new_id("B"), app_id=self.app.app_id)
        self.users[bot.id] = bot
        number = self.new_id("")
        value, refresh, expires = f"xoxb-{team_id}-{number}", None, None
        if rotated:
            value, refresh, expires = f"xoxe.{value}", f"xoxe-1-{number}", self.clock.time() + TOKEN_LIFE_S
        token = Token(value, "bot", team_id, bot.id, self.app.scopes if scopes is None else scopes, expires=expires, refresh=refresh)
        self.tokens[token.value] = token
        return token

    def bot(self, team_id: str) -> User | None:
        """The app's bot user in a workspace."""
        return next((user for user in self.users.values() if user.team_id == team_id and user.app_id == self.app.app_id), None)

    def is_installed(self, team_id: str) -> bool:
        """Whether the app has a working bot token there."""
        return any(token.team_id == team_id and token.kind == "bot" and not token.refused_as for token in self.tokens.values())

    def refuse_tokens(self, team_id: str, error: str) -> None:
        """From now on every bot token of a workspace is refused with this error."""
        for token in [token for token in self.tokens.values() if token.team_id == team_id and token.kind == "bot"]:
            self.tokens[token.value] = replace(token, refused_as=error)

    # Conversations and messages

    def add_channel(self, name: str, kind: Kind, team_ids: Iterable[str], members: Iterable[str]) -> Channel:
        """A new conversation."""
        channel = Channel(self.new_id("D" if kind == "im" else "C"), name, kind, tuple(team_ids), frozenset(members))
        self.channels[channel.id] = channel
        return channel

    def channel(self, named: Channel | str) -> Channel:
        """A conversation as it is now, by id or name. Raises AssertionError for one that is not there."""
        wanted = named.id if isinstance(named, Channel) else named
        found = [channel for channel in self.channels.values() if wanted in (channel.id, channel.name)]
        assert found, f"there is no channel {wanted}"
        return found[0]

    def direct_channel(self, user: User, other: User) -> Channel:
        """The direct conversation of two, opened if it was not."""
        both = frozenset({user.id, other.id})
        known = (channel for channel in self.channels.values() if channel.kind == "im" and channel.members == both)
        return next(known, None) or self.add_channel("direct", "im", [user.team_id], both)

    def put_message(self, message: Message) -> Message:
        """Keep a new message or a new state of one, and tell those who want to know, unless only one person sees it."""
        before = self.messages.get((message.channel, message.ts))
        self.messages[message.channel, message.ts] = message
        self._tell(message, before)
        return message

    def remove_message(self, message: Message) -> None:
        """Delete a message."""
        del self.messages[message.channel, message.ts]
        self._tell(replace(message, subtype="message_deleted"), message)

    def _tell(self, message: Message, before: Message | None) -> None:
        if not message.ephemeral_to:
            for happening in self.message_changed:
                happening(self, message, before)
        self.changed.notify_all()

    def thread(self, channel: str, root_ts: str) -> list[Message]:
        """The replies of a thread, oldest first."""
        replies = (message for (where, _), message in self.messages.items() if where == channel and message.thread_ts == root_ts)
        return sorted((message for message in replies if message.is_reply and not message.ephemeral_to), key=lambda message: message.ts)

    # Rights that end

    def add_trigger(self, user: User) -> str:
        """A trigger_id for one modal within three seconds."""
        number = self.new_id("")
        trigger_id = f"{number}.{user.team_id}.{number}"
        self.triggers[trigger_id] = Trigger(user.id, user.team_id, self.clock.time() + TRIGGER_LIFE_S)
        return trigger_id

    def add_response_url(self, user: User, channel: str, message_ts: str | None = None) -> str:
        """The key of a response_url, good for five uses in half an hour."""
        key = self.new_id("")
        self.response_urls[key] = ResponseUrl(user.id, user.team_id, channel, self.clock.time() + RESPONSE_URL_LIFE_S, message_ts)
        return key

    # Modals

    def modal(self, user_id: str) -> View | None:
        """The modal a person has in front, if any."""
        stack = self.stacks.get(user_id)
        return self.views[stack[-1]] if stack else None

    def close_modal(self, user_id: str, *, whole_stack: bool = False) -> None:
        """Close the modal in front, or all of them."""
        stack = self.stacks.get(user_id, [])
        self.stacks[user_id] = [] if whole_stack else stack[:-1]
        self.changed.notify_all()
