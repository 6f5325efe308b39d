"""Posting one part of a digest once: looked for where it may be there already, then posted; what Slack says is told apart.

A post that Slack refuses was not taken. One whose answer is lost may have been: nothing here sends it again.
"""

import logging
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sendbot.slack.digests.blocks import Message, as_text, without_picture
from sendbot.slack.posting import CALL_ERRORS, GONE, UNFIT, PostError, failure

LOG = logging.getLogger("sendbot.slack")

EVENT_TYPE = "sendbot_digest"
_NAMESPACE = uuid.UUID("5d6a2c0e-7a52-4d0f-9f1b-1f0c6a1d2b5e")
_PAGE, _PAGES = 200, 5  # of a channel's newest messages that are looked through
_TOO_MANY = 429
_LONGEST_WAIT_S = 3_600.0


@dataclass(frozen=True)
class Part:
    """One message of a digest. `key`: what tells it apart; `thread_ts`: of its parent, None for the parent itself."""

    channel: str
    key: str
    message: Message
    thread_ts: str | None = None

    @property
    def client_msg_id(self) -> str:
        """The same for each try; whether Slack heeds it is not documented."""
        return str(uuid.uuid5(_NAMESPACE, self.key))


class WaitError(PostError):
    """Slack asks to wait. What was asked was not done."""

    def __init__(self, wait_s: float) -> None:
        super().__init__("ratelimited", None)
        self.wait_s = wait_s


class UnseenError(PostError):
    """It cannot be seen whether a part is there already."""


def find(client: WebClient, part: Part, slot_ts: float) -> str | None:
    """The `ts` under which a part stands in its channel or thread; None where it does not.

    `slot_ts`: when it was due, in Unix time; messages are looked through however old they are, because a clock may have been wrong,
    but only a thousand of them. Raises UnseenError where that cannot be seen, WaitError, or PostError (`is_unclear`).
    """
    cursor, oldest = "", slot_ts
    for _ in range(_PAGES):
        try:
            found = _messages(client, part, cursor)
        except CALL_ERRORS as error:
            raise _failed_look(error) from error
        messages: list[dict[str, Any]] = found.get("messages") or []
        for message in messages:
            metadata = message.get("metadata") or {}
            if metadata.get("event_type") == EVENT_TYPE and metadata.get("event_payload", {}).get("key") == part.key:
                return str(message["ts"])
        oldest = min((float(message["ts"]) for message in messages), default=oldest)
        cursor = (found.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            return None
    if oldest > slot_ts and not part.thread_ts:
        raise UnseenError("too_many_messages", "More than a thousand messages were written there since, so I cannot see whether it came.")
    return None


def post(client: WebClient, part: Part, is_held: Callable[[], bool]) -> str | None:
    """Post a part, more simply where Slack refuses its form; its `ts`, None where another process has the turn by now.

    Raises WaitError or PostError.
    """
    refused: PostError | None = None
    for message in _ever_simpler(part.message):
        if not is_held():
            return None
        try:
            return _post(client, part, message)
        except CALL_ERRORS as error:
            refused = failed_call(error)
        if refused.code not in UNFIT:
            raise refused
        LOG.warning("Slack refused a digest's form (%s)", refused.code)
    assert refused is not None  # noqa: S101 - there is always a form to try
    raise refused


def _ever_simpler(message: Message) -> Iterable[Message]:
    """The message, without its picture if it has one, and as text alone."""
    plainer = without_picture(message)
    return (message, as_text(message)) if plainer["blocks"] == message["blocks"] else (message, plainer, as_text(message))


def _post(client: WebClient, part: Part, message: Message) -> str:
    metadata = {"event_type": EVENT_TYPE, "event_payload": {"key": part.key}}
    posted = client.chat_postMessage(
        channel=part.channel, thread_ts=part.thread_ts, metadata=metadata, client_msg_id=part.client_msg_id, **message
    )
    return str(posted["ts"])


def _messages(client: WebClient, part: Part, cursor: str) -> Any:
    how: dict[str, Any] = {"channel": part.channel, "include_all_metadata": True, "limit": _PAGE}
    if cursor:
        how["cursor"] = cursor
    if part.thread_ts:
        return client.conversations_replies(ts=part.thread_ts, **how)
    return client.conversations_history(**how)


def failed_call(error: Exception) -> PostError:
    """An SDK error as one of ours, with how long to wait where Slack says so."""
    return WaitError(_wait_s(error)) if _is_too_many(error) else failure(error)


def _failed_look(error: Exception) -> PostError:
    failed = failed_call(error)
    if failed.is_unclear or isinstance(failed, WaitError) or failed.code in GONE:
        return failed
    return UnseenError(failed.code, failed.says)


def _is_too_many(error: Exception) -> bool:
    if not isinstance(error, SlackApiError):
        return False
    return getattr(error.response, "status_code", 0) == _TOO_MANY or error.response.get("error") == "ratelimited"


def _wait_s(error: Exception) -> float:
    """How long Slack asks to wait: its Retry-After, else half a minute."""
    headers = getattr(getattr(error, "response", None), "headers", None) or {}
    told = next((value for name, value in headers.items() if name.lower() == "retry-after"), "")
    wait = str(told[0] if isinstance(told, list) and told else told)
    return min(float(wait), _LONGEST_WAIT_S) if wait.isdigit() else 30.0
