"""A Web API call as its method sees it: arguments, caller, and the questions every method asks of them."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from .model import Channel, Message, Token, User
from .scopes import conversation_scope
from .wire import Json
from .world import World

Method = Callable[["ApiCall"], Json]
Complaint = Callable[[str, str], None]


class SlackError(Exception):
    """A refusal: Slack's error code, and what else the answer says."""

    def __init__(self, code: str, messages: list[str] | None = None, **more: Any) -> None:
        super().__init__(code)
        self.answer: Json = {"ok": False, "error": code, **more}
        if messages:
            self.answer["response_metadata"] = {"messages": [f"[ERROR] {message}" for message in messages]}
            self.answer["errors"] = messages


@dataclass(frozen=True, slots=True)
class ApiCall:
    """One call. `complain` notes what Slack would take but people would suffer from (code, detail)."""

    world: World
    method: str
    arguments: Mapping[str, Any]
    token: Token
    complain: Complaint

    @property
    def caller(self) -> User:
        """The bot user whose token it is."""
        return self.world.users[self.token.user_id]

    def text(self, name: str) -> str | None:
        """An optional argument of text."""
        value = self.arguments.get(name)
        return None if value in (None, "") else str(value)

    def needed(self, name: str) -> str:
        """An argument of text that must be there."""
        value = self.text(name)
        if value is None:
            raise SlackError("invalid_arguments", [f"missing required field: {name}"])
        return value

    def flag(self, name: str) -> bool:
        """A yes or no; forms carry it as a word or a digit."""
        return str(self.arguments.get(name, "")).lower() in ("true", "1")

    def structure(self, name: str) -> Any:
        """An argument that is an object or a list, or JSON text of one; None if missing."""
        return structure(self.arguments, name)

    def page(self, rows: list[Any], default: int = 100, most: int = 1_000) -> tuple[list[Any], Json]:
        """The rows that `limit` and `cursor` ask for, and the `response_metadata` that leads on."""
        asked = self.text("limit") or str(default)
        if not asked.isdigit() or not 1 <= (limit := int(asked)) <= most:
            raise SlackError("invalid_limit")
        cursor = self.text("cursor") or "next:0"
        if not cursor.startswith("next:") or not cursor[5:].isdigit():
            raise SlackError("invalid_cursor")
        start = int(cursor[5:])
        following = f"next:{start + limit}" if start + limit < len(rows) else ""
        return rows[start : start + limit], {"next_cursor": following}

    def need_scope(self, scope: str | None) -> None:
        """Refuse a token that was not granted this scope."""
        if scope and scope not in self.token.scopes:
            raise SlackError("missing_scope", needed=scope, provided=",".join(sorted(self.token.scopes)))

    def channel(self, name: str = "channel") -> Channel:
        """The conversation meant, if the caller may know of it: a private one only as a member."""
        channel = self.world.channels.get(self.needed(name))
        if channel is None or self.token.team_id not in channel.team_ids:
            raise SlackError("channel_not_found")
        if channel.kind != "channels" and self.caller.id not in channel.members:
            raise SlackError("channel_not_found")
        self.need_scope(conversation_scope(self.method, channel.kind))
        return channel

    def channel_to_write(self, name: str = "channel") -> Channel:
        """The conversation to post in; the id of a person means the direct one."""
        person = self.world.users.get(self.needed(name))
        if person and person.team_id == self.token.team_id:
            return self.world.direct_channel(self.caller, person)
        channel = self.channel(name)
        if channel.is_archived:
            raise SlackError("is_archived")
        if self.caller.id not in channel.members and "chat:write.public" not in self.token.scopes:
            raise SlackError("not_in_channel")
        return channel

    def channel_to_read(self) -> Channel:
        """The conversation to read from, as a member."""
        channel = self.channel()
        if self.caller.id not in channel.members:
            raise SlackError("not_in_channel")
        return channel

    def message(self, channel: Channel, ts_name: str = "ts") -> Message:
        """A message of a conversation that everyone there can see."""
        message = self.world.messages.get((channel.id, self.needed(ts_name)))
        if message is None or message.ephemeral_to:
            raise SlackError("message_not_found")
        return message


def structure(arguments: Mapping[str, Any], name: str) -> Any:
    """An argument that is an object or a list, or JSON text of one; None if missing."""
    value = arguments.get(name)
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value) if value else None
    except ValueError:
        raise SlackError("invalid_blocks_format" if name == "blocks" else "invalid_arguments", [f"{name} is not JSON"]) from None
