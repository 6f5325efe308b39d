"""The conversations.*, users.* and usergroups.* methods."""

from dataclasses import replace

from .api_call import ApiCall, SlackError
from .events import CHANNEL_TYPES, as_json
from .model import Channel, Message, User
from .wire import Json

_TYPES = {"channels": "public_channel", "groups": "private_channel", "im": "im"}


def info(call: ApiCall) -> Json:
    """conversations.info."""
    return {"channel": _channel_json(call.channel(), call.caller)}


def list_channels(call: ApiCall) -> Json:
    """conversations.list: public conversations, and private ones of the caller, of the types asked for."""
    types = (call.text("types") or "public_channel").split(",")
    kinds = [kind for kind, name in _TYPES.items() if name in types]
    for kind in kinds:
        call.need_scope(f"{kind}:read")
    seen = (channel for channel in call.world.channels.values() if channel.kind in kinds and call.token.team_id in channel.team_ids)
    mine = (channel for channel in seen if channel.kind == "channels" or call.caller.id in channel.members)
    shown = [_channel_json(channel, call.caller) for channel in mine if not (channel.is_archived and call.flag("exclude_archived"))]
    rows, following = call.page(shown)
    return {"channels": rows, "response_metadata": following}


def members(call: ApiCall) -> Json:
    """conversations.members."""
    rows, following = call.page(sorted(call.channel().members))
    return {"members": rows, "response_metadata": following}


def join(call: ApiCall) -> Json:
    """conversations.join: public conversations only."""
    channel = call.channel()
    if channel.is_archived:
        raise SlackError("is_archived")
    if channel.kind != "channels":
        raise SlackError("method_not_supported_for_channel_type")
    call.world.channels[channel.id] = replace(channel, members=channel.members | {call.caller.id})
    return {"channel": _channel_json(call.world.channels[channel.id], call.caller)}


def open_direct(call: ApiCall) -> Json:
    """conversations.open with one person."""
    person = call.world.users.get(call.needed("users"))
    if person is None or person.team_id != call.token.team_id:
        raise SlackError("user_not_found")
    return {"channel": {"id": call.world.direct_channel(call.caller, person).id}}


def history(call: ApiCall) -> Json:
    """conversations.history: newest first, no replies but those also sent to the channel."""
    channel = call.channel_to_read()
    seen = [message for (where, _), message in call.world.messages.items() if where == channel.id and not message.ephemeral_to]
    roots = [message for message in seen if not message.is_reply or message.subtype == "thread_broadcast"]
    return _messages(call, sorted(roots, key=lambda message: message.ts, reverse=True))


def replies(call: ApiCall) -> Json:
    """conversations.replies: the message and its thread, oldest first."""
    channel = call.channel_to_read()
    root = call.world.messages.get((channel.id, call.needed("ts")))
    if root is None or root.ephemeral_to:
        raise SlackError("thread_not_found")
    return _messages(call, [root, *call.world.thread(channel.id, root.ts)])


def users_info(call: ApiCall) -> Json:
    """users.info."""
    user = call.world.users.get(call.needed("user"))
    if user is None:
        raise SlackError("user_not_found")
    return {"user": _user_json(user)}


def users_list(call: ApiCall) -> Json:
    """users.list."""
    rows, following = call.page([_user_json(user) for user in call.world.users.values() if user.team_id == call.token.team_id])
    return {"members": rows, "response_metadata": following}


def user_group_members(call: ApiCall) -> Json:
    """usergroups.users.list."""
    people = call.world.user_groups.get(call.needed("usergroup"))
    if people is None:
        raise SlackError("no_such_subteam")
    return {"users": sorted(people)}


def _messages(call: ApiCall, messages: list[Message]) -> Json:
    """A page of messages between `oldest` and `latest`, themselves left out unless `inclusive`."""
    oldest, latest, inclusive = call.text("oldest"), call.text("latest"), call.flag("inclusive")
    kept = [
        message
        for message in messages
        if (oldest is None or float(message.ts) > float(oldest) or (inclusive and float(message.ts) == float(oldest)))
        and (latest is None or float(message.ts) < float(latest) or (inclusive and float(message.ts) == float(latest)))
    ]
    rows, following = call.page(kept, most=999)
    shown = [_message_json(call, message) for message in rows]
    more = {"response_metadata": following} if following["next_cursor"] else {}
    return {"messages": shown, "has_more": bool(following["next_cursor"]), **more}


def _message_json(call: ApiCall, message: Message) -> Json:
    shown = as_json(message)
    if message.metadata and call.flag("include_all_metadata"):
        shown["metadata"] = message.metadata
    if thread := call.world.thread(message.channel, message.ts):
        shown |= {"thread_ts": message.ts, "reply_count": len(thread), "latest_reply": thread[-1].ts}
    return shown


def _channel_json(channel: Channel, caller: User) -> Json:
    return {
        "id": channel.id,
        "name": channel.name,
        f"is_{CHANNEL_TYPES[channel.kind]}": True,
        "is_private": channel.kind != "channels",
        "is_archived": channel.is_archived,
        "is_member": caller.id in channel.members,
        "is_ext_shared": channel.is_shared,
    }


def _user_json(user: User) -> Json:
    shown = {"id": user.id, "name": user.name, "team_id": user.team_id, "is_admin": user.is_admin, "is_bot": user.bot_id is not None}
    return shown | {"deleted": False, "tz": "Europe/London", "profile": {"real_name": user.name, "display_name": user.name}}


METHODS = {
    "conversations.history": history,
    "conversations.info": info,
    "conversations.join": join,
    "conversations.list": list_channels,
    "conversations.members": members,
    "conversations.open": open_direct,
    "conversations.replies": replies,
    "usergroups.users.list": user_group_members,
    "users.info": users_info,
    "users.list": users_list,
}
