"""What people (and other bots) do in Slack, as verbs: writing, editing, pressing, filling in, opening."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from . import events, forms, payloads
from .acknowledgements import OnAnswer, command_answer, submission_answer, suggestion_answer
from .delivery import Deliveries, Delivery
from .model import Channel, Message, Team, User, View
from .web_api import WebApi
from .wire import Json
from .world import World


@dataclass(frozen=True, slots=True)
class Person:
    """Someone in a workspace. Verbs that write give the Message; verbs the app must acknowledge give the Delivery, to `wait()` for."""

    user: User
    _api: WebApi = field(repr=False)
    _deliveries: Deliveries = field(repr=False)

    @property
    def id(self) -> str:
        """The user id."""
        return self.user.id

    @property
    def direct_channel(self) -> Channel:
        """The direct conversation with the app."""
        with self._world.changed:
            return self._world.direct_channel(self._bot, self.user)

    def writes(self, channel: Channel | str, text: str, *, thread: Message | str | None = None, **more: Any) -> Message:
        """Write in a conversation, or in the thread of a message. `more` sets other fields of the message (blocks, subtype ...)."""
        thread_ts = (thread.thread_ts or thread.ts) if isinstance(thread, Message) else thread
        with self._world.changed:
            message = Message(self._world.channel(channel).id, self._world.new_ts(), self.id, text, self.user.team_id, thread_ts=thread_ts)
            identity = {"bot_id": self.user.bot_id, "app_id": self.user.app_id} if self.user.bot_id else self._client_id(message.ts)
            return self._world.put_message(replace(message, **{**identity, **more}))

    def mentions(self, channel: Channel | str, text: str, *, thread: Message | str | None = None, **more: Any) -> Message:
        """Write with the app's mention in front."""
        return self.writes(channel, f"<@{self._bot.id}> {text}", thread=thread, **more)

    def writes_dm(self, text: str, *, thread: Message | str | None = None, **more: Any) -> Message:
        """Write to the app directly."""
        assert self._world.app.messages_tab, "the manifest turns the messages tab off or makes it read-only"
        return self.writes(self.direct_channel, text, thread=thread, **more)

    def edits(self, message: Message, text: str) -> Message:
        """Change the text of a message."""
        with self._world.changed:
            edited = {"user": self.id, "ts": self._world.new_ts()}
            return self._world.put_message(replace(self._world.messages[message.channel, message.ts], text=text, edited=edited))

    def deletes(self, message: Message) -> None:
        """Delete a message."""
        with self._world.changed:
            self._world.remove_message(message)

    def joins(self, channel: Channel) -> None:
        """Join a conversation, which leaves a line in it."""
        with self._world.changed:
            joined = replace(self._world.channels[channel.id], members=self._world.channels[channel.id].members | {self.id})
            self._world.channels[channel.id] = joined
            line = events.join_message(self.user, joined, self._world.new_ts())
            self._world.put_message(line)
            self._deliveries.publish(events.joined(self.user, joined, line.ts), [self.user.team_id], joined)

    def opens_home(self, tab: str = "home") -> None:
        """Open the app's Home tab, or its `messages` tab."""
        direct = self.direct_channel
        with self._world.changed:
            event = events.home_opened(self.user, direct, tab, self._world.homes.get(self.id), self._world.new_ts())
            self._deliveries.publish(event, [self.user.team_id])

    def runs(self, command: str, text: str = "", *, channel: Channel | str | None = None) -> Delivery:
        """Run a slash command, in the direct conversation with the app unless another is named."""
        known = self._world.app.commands
        assert known is None or command in known, f"the manifest has no command {command}"
        with self._world.changed:
            place = self._world.channel(channel) if channel else self.direct_channel
            payload = payloads.command(
                command, text, self.user, place, app_id=self._world.app.app_id, team=self._team, rights=self._rights(place)
            )
            return self._deliveries.send("slash_commands", payload, command, command_answer(self._api, command, self.user, place))

    def presses(self, action_id: str, where: Message | View, value: Any = None) -> Delivery:
        """Press a button or choose from a menu in a message or view. `value` is the choice: an option's value or label."""
        with self._world.changed:
            shown = self._latest(where)
            block, element = forms.find(list(shown.blocks), action_id)
            pressed = {**forms.action(block, element, value), "action_ts": self._world.new_ts()}
            return self._interacts("block_actions", {**self._place(shown), **self._rights_in(shown), "actions": [pressed]})

    def looks_up(self, action_id: str, where: Message | View, text: str) -> Delivery:
        """Type into an external menu; the options are in the `answer` of the delivery."""
        with self._world.changed:
            shown = self._latest(where)
            block, element = forms.find(list(shown.blocks), action_id)
            asked = {"action_id": element["action_id"], "block_id": block["block_id"], "value": text}
            return self._interacts("block_suggestion", {**self._place(shown), **asked}, suggestion_answer(self._api.ledger))

    def submits(self, view: View, values: Mapping[str, Any] | None = None) -> Delivery:
        """Send a form filled in with these values, by action_id or block_id. Field errors are in the `answer`."""
        with self._world.changed:
            shown = self._world.views[view.id]
            form = payloads.submitted(shown, forms.filled(shown.blocks, values or {}))
            answer = submission_answer(self._world, self._api.ledger, self.user, shown)
            return self._interacts("view_submission", {**form, **self._trigger()}, answer)

    def closes(self, view: View) -> Delivery | None:
        """Close a form; the app hears of it only if the form says `notify_on_close`."""
        with self._world.changed:
            self._world.close_modal(self.id)
            if not view.payload.get("notify_on_close"):
                return None
            return self._interacts("view_closed", {"view": events.view_json(view), "is_cleared": False})

    def uses_shortcut(self, callback_id: str, message: Message | None = None) -> Delivery:
        """Use a global shortcut, or a message shortcut on a message."""
        known = self._world.app.shortcuts
        assert known is None or callback_id in known, f"the manifest has no shortcut {callback_id}"
        with self._world.changed:
            named = {"callback_id": callback_id, "action_ts": self._world.new_ts()}
            if message is None:
                return self._interacts("shortcut", {**named, **self._trigger()})
            return self._interacts(
                "message_action", {**named, **self._place(message), **self._rights_in(message), "message_ts": message.ts}
            )

    @property
    def _world(self) -> World:
        return self._api.world

    @property
    def _bot(self) -> User:
        bot = self._world.bot(self.user.team_id)
        assert bot is not None, f"the app is not installed in {self.user.team_id}"
        return bot

    @property
    def _team(self) -> Team:
        return self._world.teams[self.user.team_id]

    def _client_id(self, ts: str) -> Json:
        return {"client_msg_id": f"{self.id}-{ts}"}

    def _trigger(self) -> Json:
        return {"trigger_id": self._world.add_trigger(self.user)}

    def _rights(self, channel: Channel, message_ts: str | None = None) -> Json:
        key = self._world.add_response_url(self.user, channel.id, message_ts)
        return {**self._trigger(), "response_url": f"{self._world.address}/response/{key}"}

    def _rights_in(self, where: Message | View) -> Json:
        return self._trigger() if isinstance(where, View) else self._rights(self._world.channels[where.channel], where.ts)

    def _latest(self, where: Message | View) -> Message | View:
        """As it is shown now: it may have changed since the test looked."""
        if isinstance(where, Message):
            return self._world.messages[where.channel, where.ts]
        return self._world.views[where.id]

    def _place(self, where: Message | View) -> Json:
        return payloads.in_view(where) if isinstance(where, View) else payloads.in_message(where, self._world.channels[where.channel])

    def _interacts(self, kind: str, more: Json, on_answer: OnAnswer = lambda _: None) -> Delivery:
        payload = {**payloads.interaction(kind, self.user, self._world.app.app_id, self._team), **more}
        return self._deliveries.send("interactive", payload, kind, on_answer)
