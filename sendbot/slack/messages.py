"""Which of Slack's message events are questions to the bot, and which conversation they belong to. Pure functions."""

from collections.abc import Collection
from typing import Any

Event = dict[str, Any]

# A message with a file, or a reply also sent to the channel, is still a person's message; every other subtype is not.
_SUBTYPES_OF_PEOPLE = (None, "file_share", "thread_broadcast")


def is_message(event: Event) -> bool:
    """Whether it is something written, by whomever."""
    return event.get("type") in ("message", "app_mention")


def is_question(event: Event, bot_user_id: str | None, allowed_bots: Collection[str] = ()) -> bool:
    """Whether the bot may have to answer: a person's mention, direct message, or line in a thread; or an allowed bot's mention.

    A mention in a channel also comes as a plain message; only the mention counts.
    """
    if not is_message(event):
        return False
    if is_from_bot(event):
        return event["type"] == "app_mention" and event.get("bot_id") in allowed_bots and _is_whole(event)
    if not is_from_person(event):
        return False
    if event["type"] == "app_mention" or is_direct(event):
        return True
    return bool(event.get("thread_ts")) and not _mentions(event.get("text") or "", bot_user_id)


def is_from_person(event: Event) -> bool:
    """Whether a person wrote it just now: not a bot, an edit, a deletion or a join."""
    if is_from_bot(event) or event.get("edited") or event.get("subtype") not in _SUBTYPES_OF_PEOPLE:
        return False
    return _is_whole(event)


def is_from_bot(event: Event) -> bool:
    """Whether a bot wrote it."""
    return bool(event.get("bot_id"))


def is_direct(event: Event) -> bool:
    """Whether it was written to the bot alone."""
    return event.get("channel_type") == "im"


def conversation_key(event: Event) -> str:
    """The conversation a question belongs to: its thread, or the whole of a direct message, which is flat."""
    root = event.get("thread_ts") or (None if is_direct(event) else event["ts"])
    return f"{event['channel']}:{root}" if root else str(event["channel"])


def reply_thread(event: Event) -> str | None:
    """Where the answer goes: the thread's `thread_ts`, a new thread under a mention, None for flat."""
    return event.get("thread_ts") or (None if is_direct(event) else event["ts"])


def _is_whole(event: Event) -> bool:
    return bool((event.get("user") or event.get("bot_id")) and event.get("channel") and event.get("ts"))


def _mentions(text: str, bot_user_id: str | None) -> bool:
    return bool(bot_user_id) and f"<@{bot_user_id}" in text
