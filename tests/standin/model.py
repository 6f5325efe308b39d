"""The records of the stand-in's Slack: people, conversations, messages, views, tokens. Frozen; a change is a new record."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from .wire import Json

Kind = Literal["channels", "groups", "im"]


@dataclass(frozen=True, slots=True)
class Team:
    """A workspace."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class User:
    """A person, or a bot if it has a `bot_id`."""

    id: str
    name: str
    team_id: str
    is_admin: bool = False
    bot_id: str | None = None
    app_id: str | None = None


@dataclass(frozen=True, slots=True)
class Channel:
    """A conversation: public (`channels`), private (`groups`) or direct (`im`). In a shared one, `team_ids` has several."""

    id: str
    name: str
    kind: Kind
    team_ids: tuple[str, ...]
    members: frozenset[str]
    is_archived: bool = False

    @property
    def is_shared(self) -> bool:
        """Whether it is a Slack Connect channel."""
        return len(self.team_ids) > 1


@dataclass(frozen=True, slots=True)
class Message:
    """A message and everything that was sent with it: `sent` has every argument of the call that posted it."""

    channel: str
    ts: str
    user: str
    text: str
    team_id: str
    thread_ts: str | None = None
    blocks: tuple[Json, ...] = ()
    metadata: Json | None = None
    bot_id: str | None = None
    app_id: str | None = None
    subtype: str | None = None
    client_msg_id: str | None = None
    edited: Json | None = None
    ephemeral_to: str | None = None
    files: tuple[Json, ...] = ()
    reactions: tuple[str, ...] = ()
    sent: Mapping[str, Any] = field(default_factory=dict, repr=False)

    @property
    def is_reply(self) -> bool:
        """Whether it stands in a thread under another message."""
        return self.thread_ts not in (None, self.ts)


@dataclass(frozen=True, slots=True)
class View:
    """A modal or a Home tab as one person sees it; `payload` is what the app sent."""

    id: str
    user: str
    team_id: str
    payload: Json
    hash: str
    root_id: str
    previous_id: str | None = None

    @property
    def blocks(self) -> list[Json]:
        """The view's blocks, each with a block_id."""
        return list(self.payload["blocks"])


@dataclass(frozen=True, slots=True)
class Token:
    """A token: `kind` is bot, app or function (the short-lived one of a workflow step)."""

    value: str
    kind: Literal["bot", "app", "function"]
    team_id: str
    user_id: str
    scopes: frozenset[str]
    refused_as: str | None = None
    expires: float | None = None
    refresh: str | None = None


@dataclass(frozen=True, slots=True)
class Trigger:
    """The right to open one modal, soon."""

    user: str
    team_id: str
    expires: float
    used: bool = False


@dataclass(frozen=True, slots=True)
class ResponseUrl:
    """The right to answer a command or a button press a few times, for a while."""

    user: str
    team_id: str
    channel: str
    expires: float
    message_ts: str | None = None
    uses: int = 0


@dataclass(frozen=True, slots=True)
class File:
    """A file: first a promise of a `length`, then its `content`, then shared in a channel."""

    id: str
    name: str
    length: int
    team_id: str
    content: bytes | None = None
    title: str = ""
    alt_text: str | None = None
    channel: str | None = None


@dataclass(frozen=True, slots=True)
class Execution:
    """One run of a workflow step: `outputs` or `error` once the app has ended it."""

    id: str
    callback_id: str
    team_id: str
    token: str
    outputs: Json | None = None
    error: str | None = None

    @property
    def is_running(self) -> bool:
        """Whether the app has still to end it."""
        return self.outputs is None and self.error is None
