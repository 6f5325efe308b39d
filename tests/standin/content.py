"""What a message says, wherever the app says it: a post, an update, an ephemeral message, a response_url, an acknowledgement."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .api_call import Complaint, SlackError, structure
from .limits import MESSAGE_TEXT, block_problems, metadata_error
from .model import Channel, Message, User
from .wire import Json
from .world import World


@dataclass(frozen=True, slots=True)
class Content:
    """A message's text, blocks and metadata, known to be within Slack's limits."""

    text: str
    blocks: tuple[Json, ...]
    metadata: Json | None


def read_content(world: World, arguments: Mapping[str, Any], complain: Complaint, most_text: int = MESSAGE_TEXT) -> Content:
    """The content that a call's arguments give. Raises SlackError where Slack refuses it; complains of blocks without text."""
    text = str(arguments.get("text") or arguments.get("markdown_text") or "")
    blocks = structure(arguments, "blocks") or []
    metadata = structure(arguments, "metadata")
    if not text and not blocks and not arguments.get("attachments"):
        raise SlackError("no_text")
    if len(text) > most_text:
        raise SlackError("msg_too_long")
    if problems := block_problems(blocks):
        raise SlackError("invalid_blocks", problems)
    if metadata is not None and (error := metadata_error(metadata)):
        raise SlackError(error)
    if not text.strip():
        complain("missing_text", "screen readers and notifications read only `text`, and it is empty")
    return Content(text, tuple({"block_id": world.new_id("b"), **block} for block in blocks), metadata)


def new_message(
    world: World, author: User, channel: Channel, content: Content, sent: Mapping[str, Any], *, ephemeral_to: str | None = None
) -> Message:
    """Put a message of the app into a conversation, or before one person's eyes; in a thread if `sent` names one."""
    thread_ts = str(sent["thread_ts"]) if sent.get("thread_ts") else None
    root = world.messages.get((channel.id, thread_ts)) if thread_ts else None
    if thread_ts and (root is None or root.is_reply):
        raise SlackError("thread_not_found")
    message = Message(
        channel.id,
        world.new_ts(),
        author.id,
        content.text,
        author.team_id,
        thread_ts=thread_ts,
        blocks=content.blocks,
        metadata=content.metadata,
        bot_id=author.bot_id,
        app_id=author.app_id,
        subtype="file_share" if sent.get("files") else "thread_broadcast" if thread_ts and sent.get("reply_broadcast") else None,
        client_msg_id=sent.get("client_msg_id"),
        ephemeral_to=ephemeral_to,
        files=tuple(sent.get("files", ())),
        sent=dict(sent),
    )
    return world.put_message(message)
