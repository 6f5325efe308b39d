"""One deed of a person (a command, a press, a form sent, a menu opened), and the desk at which it is dealt with."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from slack_sdk import WebClient

from sendbot.editing.edits import Author
from sendbot.editor import Editor
from sendbot.slack.admins import Admins
from sendbot.slack.posting import Message, tell
from sendbot.slack.service import Service


@dataclass(frozen=True)
class Desk:
    """What editing works with. `tell_all`: has the audit channel told what is still to be told."""

    service: Service
    editor: Editor
    admins: Admins
    tell_all: Callable[[WebClient], None] = lambda _: None


@dataclass(frozen=True)
class Deed:
    """What was done. `name`: the command, button or form; `text`: what was typed behind the command or into a menu, a button's value.

    `ack`: acknowledges a form, or gives a menu's options; commands and presses are acknowledged already.
    """

    name: str
    text: str
    user: str
    client: WebClient
    channel: str | None = None
    trigger_id: str = ""
    response_url: str | None = None
    view: dict[str, Any] = field(default_factory=dict)
    ack: Callable[..., Any] = lambda **_: None

    @property
    def author(self) -> Author:
        """Who does it, and from where."""
        return Author(self.user, f"slack {self.channel}" if self.channel else "slack")

    def tell(self, message: Message) -> None:
        """Show the person a message of their own: where they are, else directly. Raises PostError."""
        if self.response_url:
            tell(self.response_url, message)
        else:
            self.client.chat_postMessage(channel=self.user, **message)

    def replace(self, message: Message) -> None:
        """Put a message in place of the one whose button was pressed. Raises PostError."""
        self.tell({**message, "replace_original": True} if self.response_url else message)

    def say(self, text: str) -> None:
        """Tell the person a sentence."""
        self.tell({"text": text})
