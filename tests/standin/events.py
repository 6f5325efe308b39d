"""What Slack sends when something happens: pure functions from the stand-in's records to event payloads."""

from .model import Channel, Execution, Message, User, View
from .wire import Json

CHANNEL_TYPES = {"channels": "channel", "groups": "group", "im": "im"}


def as_json(message: Message) -> Json:
    """A message as history shows it, without metadata."""
    shown: Json = {"type": "message", "user": message.user, "text": message.text, "ts": message.ts, "team": message.team_id}
    optional = {
        "subtype": message.subtype,
        "thread_ts": message.thread_ts,
        "bot_id": message.bot_id,
        "app_id": message.app_id,
        "client_msg_id": message.client_msg_id,
        "edited": message.edited,
        "blocks": list(message.blocks),
        "files": list(message.files),
        "reactions": [{"name": name, "count": 1} for name in message.reactions],
    }
    return shown | {name: value for name, value in optional.items() if value}


def message_events(message: Message, before: Message | None, root: Message | None, channel: Channel, bot: User) -> list[Json]:
    """The events one message gives: `message`, and `app_mention` beside it with the same ts when it mentions the bot. Its `root`
    is the message whose thread it is in; `before` is what it said until now."""
    place = {"channel": channel.id, "channel_type": CHANNEL_TYPES[channel.kind], "event_ts": message.ts}
    if channel.is_shared:
        place |= {"user_team": message.team_id, "source_team": message.team_id}
    mention = {**as_json(message), **place, "type": "app_mention"}
    is_mention = f"<@{bot.id}" in message.text and channel.kind != "im" and message.user != bot.id
    if before is None:
        event = {**as_json(message), **place, **({"parent_user_id": root.user} if root else {})}
        return [event, mention] if is_mention and message.subtype is None else [event]
    hidden = {"type": "message", "hidden": True, **place, "ts": message.ts, "previous_message": as_json(before)}
    if message.subtype == "message_deleted":
        return [{**hidden, "subtype": "message_deleted", "deleted_ts": before.ts}]
    changed = {**hidden, "subtype": "message_changed", "message": as_json(message)}
    newly = is_mention and f"<@{bot.id}" not in before.text
    return [changed, mention] if newly else [changed]


def subscription(event: Json) -> str:
    """The name under which the app subscribes to an event: `message.im` for a message in a direct conversation."""
    kinds = {shown: kind for kind, shown in CHANNEL_TYPES.items()}
    return f"message.{kinds[event['channel_type']]}" if event["type"] == "message" else str(event["type"])


def envelope(event: Json, event_id: str, bot: User, channel: Channel | None, time: float) -> Json:
    """The outer payload of an event, as the app receives it for the workspace of its `bot` user."""
    team_id = bot.team_id
    return {
        "token": "deprecated",
        "type": "event_callback",
        "team_id": team_id,
        "context_team_id": team_id,
        "api_app_id": bot.app_id,
        "event": event,
        "event_id": event_id,
        "event_time": int(time),
        "event_context": f"4-{event_id}",
        "is_ext_shared_channel": bool(channel and channel.is_shared),
        "authorizations": [{"enterprise_id": None, "team_id": team_id, "user_id": bot.id, "is_bot": True, "is_enterprise_install": False}],
    }


def joined(user: User, channel: Channel, ts: str) -> Json:
    """`member_joined_channel`."""
    place = {"channel": channel.id, "channel_type": "G" if channel.kind == "groups" else "C", "team": user.team_id}
    return {"type": "member_joined_channel", "user": user.id, **place, "event_ts": ts}


def join_message(user: User, channel: Channel, ts: str) -> Message:
    """The line a join leaves in the channel."""
    return Message(channel.id, ts, user.id, f"<@{user.id}> has joined the channel", user.team_id, subtype="channel_join")


def home_opened(user: User, direct: Channel, tab: str, view: View | None, ts: str) -> Json:
    """`app_home_opened`, with the Home tab's view if one was published."""
    event: Json = {"type": "app_home_opened", "user": user.id, "channel": direct.id, "tab": tab, "event_ts": ts}
    return event | {"view": view_json(view)} if view and tab == "home" else event


def function_executed(execution: Execution, inputs: Json, declared: Json, app_id: str, ts: str) -> Json:
    """`function_executed`: a workflow has come to one of the app's steps."""
    parameters = {name: list(declared.get(name, {}).values()) for name in ("input_parameters", "output_parameters")}
    function = {"id": f"Fn{execution.id[2:]}", "callback_id": execution.callback_id, "type": "app", "app_id": app_id, **parameters}
    ids = {"function_execution_id": execution.id, "workflow_execution_id": f"Wx{execution.id[2:]}"}
    token = {"bot_access_token": execution.token}
    return {"type": "function_executed", "function": function, "inputs": inputs, **ids, **token, "event_ts": ts}


def view_json(view: View) -> Json:
    """A view as Slack shows it to the app: what was sent, with ids, a hash and empty state."""
    ids = {
        "id": view.id,
        "team_id": view.team_id,
        "app_installed_team_id": view.team_id,
        "hash": view.hash,
        "root_view_id": view.root_id,
        "previous_view_id": view.previous_id,
    }
    defaults = {"callback_id": "", "private_metadata": "", "external_id": "", "state": {"values": {}}}
    return {**defaults, **view.payload, **ids}
