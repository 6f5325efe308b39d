"""Where a button was pressed, and by whom: under an answer in a channel or a direct message, under a private answer, in the Home tab."""

from dataclasses import dataclass
from typing import Any

from slack_sdk import WebClient

from sendbot.slack.posting import Message, Place, post_once, tell
from sendbot.store import Asker


@dataclass(frozen=True)
class Pressed:
    """One press. `value`: the button's. `message_ts`, `thread_ts`: of the message it stands under; no `channel` in the Home tab.

    `deed`: what tells this press from another.
    """

    value: str
    user: str
    team: str | None
    deed: str
    channel: str | None = None
    message_ts: str | None = None
    thread_ts: str | None = None
    is_private: bool = False
    response_url: str | None = None

    @classmethod
    def of(cls, body: dict[str, Any], action: dict[str, Any]) -> "Pressed":
        """From what Slack sends."""
        container, message = body.get("container") or {}, body.get("message") or {}
        return cls(
            str(action.get("value") or ""),
            body["user"]["id"],
            (body.get("team") or {}).get("id"),
            str(body.get("trigger_id") or action.get("action_ts")),
            container.get("channel_id"),
            container.get("message_ts"),
            container.get("thread_ts") or message.get("thread_ts"),  # not every Slack says it in both
            bool(container.get("is_ephemeral")),
            body.get("response_url"),
        )

    @property
    def is_direct(self) -> bool:
        """Whether it was in the direct message with the bot."""
        return bool(self.channel) and str(self.channel).startswith("D")

    def place(self, client: WebClient) -> Place:
        """Where what follows from the press goes for all to see who saw the button: the thread, begun if need be, or the direct message."""
        if self.channel and not self.is_private:
            return Place(self.channel, self.thread_ts or (None if self.is_direct else self.message_ts), since=self.message_ts)
        return self.direct(client)

    def direct(self, client: WebClient) -> Place:
        """The direct message with the person who pressed."""
        return Place(str(client.conversations_open(users=self.user)["channel"]["id"]))

    def asker(self, place: Place | None = None) -> Asker:
        """The person who pressed, as the asker of a question in that place, or in private."""
        return Asker(self.user, self.team, place.channel if place else self.channel, place.thread_ts if place else None)

    def say(self, client: WebClient, text: str) -> None:
        """Tell the person alone: where they are, else directly. Raises PostError."""
        self.show(client, {"text": text})

    def show(self, client: WebClient, message: Message) -> None:
        """Show the person alone a message. Raises PostError."""
        if self.response_url:
            tell(self.response_url, {**message, "thread_ts": self.thread_ts} if self.thread_ts else message)
        else:
            post_once(client, Place(self.user), message, self.deed)
