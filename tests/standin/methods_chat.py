"""The chat.* methods, and reactions."""

from dataclasses import replace

from .api_call import ApiCall, SlackError
from .content import new_message, read_content
from .events import as_json
from .limits import UPDATE_TEXT
from .model import Message
from .wire import Json


def post_message(call: ApiCall) -> Json:
    """chat.postMessage."""
    channel = call.channel_to_write()
    content = read_content(call.world, call.arguments, call.complain)
    message = new_message(call.world, call.caller, channel, content, call.arguments)
    shown = as_json(message) | ({"metadata": message.metadata} if message.metadata else {})
    return {"channel": channel.id, "ts": message.ts, "message": shown}


def post_ephemeral(call: ApiCall) -> Json:
    """chat.postEphemeral."""
    channel = call.channel_to_write()
    if call.needed("user") not in channel.members:
        raise SlackError("user_not_in_channel")
    content = read_content(call.world, call.arguments, call.complain)
    message = new_message(call.world, call.caller, channel, content, call.arguments, ephemeral_to=call.needed("user"))
    return {"message_ts": message.ts}


def update(call: ApiCall) -> Json:
    """chat.update: text without blocks takes the old blocks away."""
    message = _own_message(call, "cant_update_message")
    content = read_content(call.world, call.arguments, call.complain, UPDATE_TEXT)
    changed = replace(
        message,
        text=content.text,
        blocks=content.blocks if content.text or content.blocks else message.blocks,
        metadata=content.metadata or message.metadata,
        edited={"user": call.caller.id, "ts": call.world.new_ts()},
        sent={**message.sent, **call.arguments},
    )
    call.world.put_message(changed)
    return {"channel": message.channel, "ts": message.ts, "text": changed.text, "message": as_json(changed)}


def delete(call: ApiCall) -> Json:
    """chat.delete."""
    message = _own_message(call, "cant_delete_message")
    call.world.remove_message(message)
    return {"channel": message.channel, "ts": message.ts}


def get_permalink(call: ApiCall) -> Json:
    """chat.getPermalink."""
    message = call.message(call.channel(), "message_ts")
    team = call.world.teams[call.token.team_id]
    address = f"https://{team.name}.slack.com/archives/{message.channel}/p{message.ts.replace('.', '')}"
    suffix = f"?thread_ts={message.thread_ts}&cid={message.channel}" if message.is_reply else ""
    return {"channel": message.channel, "permalink": address + suffix}


def add_reaction(call: ApiCall) -> Json:
    """reactions.add."""
    message = call.message(call.channel(), "timestamp")
    name = call.needed("name")
    if name in message.reactions:
        raise SlackError("already_reacted")
    call.world.messages[message.channel, message.ts] = replace(message, reactions=(*message.reactions, name))
    return {}


def _own_message(call: ApiCall, error: str) -> Message:
    message = call.message(call.channel_to_write())
    if message.user != call.caller.id:
        raise SlackError(error)
    return message


METHODS = {
    "chat.delete": delete,
    "chat.getPermalink": get_permalink,
    "chat.postEphemeral": post_ephemeral,
    "chat.postMessage": post_message,
    "chat.update": update,
    "reactions.add": add_reaction,
}
