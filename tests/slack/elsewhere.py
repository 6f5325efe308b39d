"""The scenarios on a Slack that others wrote: the emulator local-slack, by its address.

It offers what a play asks of the stand-in, as far as the emulator can; the rest raises NotThereError, and the scenario is skipped. It
checks neither tokens nor limits: what it is good for is that other people read Slack's documentation.
"""

import contextlib
import json
import logging
import queue
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NoReturn, Self, TypeVar

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.socket_mode.builtin.connection import Connection, ConnectionState
from standin import AppSettings, Message, View, forms
from standin.fixtures import close_at_once

Json = dict[str, Any]
T = TypeVar("T")

_PATIENCE_S = 5.0
_POLL_S = 0.02
_SILENCE = logging.getLogger("tests.slack.elsewhere.silence")


class NotThereError(Exception):
    """The emulator has no such thing."""


@dataclass(frozen=True)
class Done:
    """Something that the bot has acknowledged, with its answer."""

    answer: Json | None = None

    def wait(self, _timeout_s: float) -> "Done":
        """It is done already: the emulator answers after the acknowledgement."""
        return self


@dataclass(frozen=True)
class Place:
    """A conversation."""

    id: str


@dataclass(frozen=True)
class Named:
    """What a play wants to know of a user."""

    id: str
    name: str


@dataclass(frozen=True)
class Resident:
    """Someone in the emulator's workspace."""

    user: Named
    there: "Elsewhere"

    @property
    def id(self) -> str:
        return self.user.id

    @property
    def direct_channel(self) -> Place:
        return Place(self.there.client.conversations_open(users=self.id)["channel"]["id"])

    def writes(self, channel: str, text: str, *, thread: str | None = None, **more: Any) -> Message:
        if more:
            raise NotThereError(f"messages with {', '.join(more)}")
        written = self.there.control("message", channel=channel, user=self.id, text=text, thread_ts=thread)["message"]
        return self.there.message(written)

    def runs(self, command: str, text: str = "", *, channel: str) -> Done:
        self.there.control("command", channel=channel, user=self.id, command=command, text=text)
        return Done()

    def presses(self, action_id: str, where: Message | View, value: Any = None) -> Done:
        if isinstance(where, View):
            raise NotThereError("presses in the Home tab")
        if where.ephemeral_to:
            raise NotThereError("presses that say that the message is private")
        block, element = forms.find(list(where.blocks), action_id)
        pressed = forms.action(block, element, value)
        self.there.control("interact", channel=where.channel, messageTs=where.ts, user=self.id, action=pressed)
        return Done()

    def submits(self, view: View, values: Mapping[str, Any]) -> Done:
        return Done(self.there.submit(self.id, forms.filled(view.blocks, values)["values"]))

    def opens_home(self, tab: str = "home") -> None:
        if tab != "home":
            raise NotThereError(f"the tab {tab}")
        self.there.control("open-home", user=self.id)

    def edits(self, message: Message, text: str) -> None:
        self.there.control("edit-message", channel=message.channel, ts=message.ts, user=self.id, text=text)

    def deletes(self, message: Message) -> None:
        self.there.control("delete-message", channel=message.channel, ts=message.ts, user=self.id)

    def __getattr__(self, name: str) -> NoReturn:
        raise NotThereError(name.replace("_", " "))


class Elsewhere:
    """The emulator at an address, its workspace as new: users, channels and tokens are those of `local-slack.yaml`."""

    app = AppSettings(app_token="xapp-local-slack", signing_secret="local-slack")
    bot_token = "xoxb-local-slack"

    def __init__(self, address: str) -> None:
        self.address = address.rstrip("/")
        self.client = WebClient(self.bot_token, base_url=self.base_url)

    @property
    def base_url(self) -> str:
        return f"{self.address}/api/"

    @cached_property
    def bot(self) -> Named:
        said = self.client.auth_test()
        return Named(said["user_id"], said["user"])

    def __enter__(self) -> Self:
        self.control("reset")
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing to stop."""

    # Who and what there is

    def user(self, name: str, *, bot: bool = False) -> Resident:
        found = next((user for user in self._state()["users"] if user["name"] == name), None)
        if bot or found is None:
            raise NotThereError(f"someone called {name}")
        return Resident(Named(found["id"], name), self)

    def channel(self, name: str, *, private: bool = False, with_bot: bool = True) -> Place:
        found = next((channel for channel in self._state()["channels"] if channel["name"] == name), None)
        if found is None or (found["is_private"], self.bot.id in found["members"]) != (private, with_bot):
            raise NotThereError(f"a channel like {name}")
        return Place(found["id"])

    # What the bot did

    def posts(self) -> list[Message]:
        conversations = self._state()["channels"]
        said = [one for channel in conversations for one in self._get(f"messages/{channel['id']}")["messages"] if one.get("app_id")]
        return [self.message(one) for one in sorted(said, key=lambda one: one["ts"])]

    def modal(self, person: Resident) -> View | None:
        stack = self._snapshot()["modalStack"]
        return self._view(stack[-1], person) if stack else None

    def home(self, person: Resident) -> View | None:
        homes = self._snapshot()["homeViews"].get(person.id, {})
        return next((self._view(view, person) for view in homes.values()), None)

    def submit(self, user: str, values: Json) -> Json:
        """Send the form in front; what the bot answered."""
        with self._window() as (window, frames):
            window.send(json.dumps({"t": "view_submit", "user": user, "values": values}))
            while (told := frames.get(timeout=_PATIENCE_S))["t"] not in ("view", "view_errors"):
                pass
        return {"errors": told["errors"]} if told["t"] == "view_errors" else {}

    def wait_for(self, look: Callable[[], T | None], what: str, timeout_s: float) -> T:
        deadline = time.monotonic() + timeout_s
        while not (found := look()) and time.monotonic() < deadline:
            time.sleep(_POLL_S)
        assert found, f"{what} did not come within {timeout_s} s; its log: {self._get('log')['log'][-5:]}"
        return found

    def settle(self, quiet_s: float = 0.3) -> None:
        """Return when nothing new is in the emulator's log for a while."""
        before = -1
        while (now := len(self._get("log")["log"])) != before:
            before = now
            time.sleep(quiet_s)

    def __getattr__(self, name: str) -> NoReturn:
        raise NotThereError(name.replace("_", " "))

    # Its interfaces

    def control(self, verb: str, **details: Any) -> Json:
        request = urllib.request.Request(  # noqa: S310 - an address that whoever runs this gave
            f"{self.address}/_control/{verb}", json.dumps(details).encode(), {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=_PATIENCE_S) as answer:  # noqa: S310
            done: Json = json.load(answer)
        assert done["ok"], f"{verb} {details}: {done}"
        return done

    def message(self, told: Json) -> Message:
        return Message(
            told["channel"],
            told["ts"],
            told["user"],
            told.get("text", ""),
            "T0COUNCIL",
            thread_ts=told.get("thread_ts"),
            blocks=tuple({"block_id": f"b{number}", **block} for number, block in enumerate(told.get("blocks", ()))),
            app_id=told.get("app_id"),
            ephemeral_to=told.get("ephemeral_to"),
        )

    @staticmethod
    def _view(told: Json, person: Resident) -> View:
        return View(told["id"], person.id, told["team_id"], told, told["hash"], told["root_view_id"])

    def _get(self, what: str) -> Json:
        with urllib.request.urlopen(f"{self.address}/_control/{what}", timeout=_PATIENCE_S) as answer:  # noqa: S310
            told: Json = json.load(answer)
        return told

    def _state(self) -> Json:
        return self._get("state")

    def _snapshot(self) -> Json:
        with self._window() as (_, frames):
            state: Json = frames.get(timeout=_PATIENCE_S)["state"]
        return state

    @contextlib.contextmanager
    def _window(self) -> Iterator[tuple[Connection, "queue.Queue[Json]"]]:
        """The socket of its user interface: the only way to see and send forms."""
        frames: queue.Queue[Json] = queue.Queue()
        window = Connection(
            f"{self.address.replace('http', 'ws', 1)}/ui", _SILENCE, on_message_listener=lambda frame: frames.put(json.loads(frame))
        )
        window.connect()
        state = ConnectionState()
        threading.Thread(target=window.run_until_completion, args=(state,), daemon=True).start()
        try:
            yield window, frames
        finally:
            state.terminated = True
            window.close()


@contextlib.contextmanager
def over_its_socket(app: App, there: Elsewhere) -> Iterator[None]:
    """Run the app over the emulator's Socket Mode."""
    handler = SocketModeHandler(app, there.app.app_token)
    handler.client.connect()
    there.wait_for(handler.client.is_connected, "the socket", _PATIENCE_S)
    try:
        yield
    finally:
        there.settle()
        close_at_once(handler.client)
