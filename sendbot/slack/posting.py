"""Posting an answer once, whatever Slack does meanwhile.

A post that is lost on the way back (a timeout, a reset, a 5xx) may have been taken: so it is looked for, by the key in its metadata,
before it is tried once more. What Slack refuses for good is told to the asker where that is possible. The client must not try
again by itself after connection errors: it would post twice (see `clients`).
"""

import json
import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler
from slack_sdk.webhook import WebhookClient

from sendbot.errors import SendbotError
from sendbot.slack.clients import SDK_LOG
from sendbot.slack.limits import fit_lines
from sendbot.slack.service import Reply

LOG = logging.getLogger("sendbot.slack")

EVENT_TYPE = "sendbot_answer"
CALL_ERRORS = (SlackApiError, SlackClientError, OSError)  # whatever the SDK raises when a call does not come about

Message = Mapping[str, Any]
Render = Callable[..., dict[str, Any]]
_Sent = TypeVar("_Sent")

_TIMEOUT_S = 10
_PATIENCE_S = (0.3, 1.5)  # before looking whether an unclear post is there: Slack may be slow to show it
_LAST_RESORT_TEXT = 3_900  # what any surface takes
_OK, _TOO_MANY, _SERVER_ERRORS = 200, 429, 500
UNFIT = frozenset(("invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "msg_too_long", "invalid_metadata_format"))
_UNCLEAR = frozenset(("internal_error", "fatal_error", "service_unavailable", "request_timeout"))
_INVITE = "Invite me with `/invite @sendbot`, then try again."
_SAYS = {
    "not_in_channel": f"I am not in that channel. {_INVITE}",
    "channel_not_found": f"I cannot see that channel. {_INVITE}",
    "is_archived": "That channel is archived, so I cannot post there. Ask me in another one.",
    "restricted_action": "This workspace does not let me post there. Ask a workspace admin, or ask me in another channel.",
    "missing_scope": "I lack a permission for that. Ask whoever runs me to install me again from the manifest.",
    "ratelimited": "Slack asks me to slow down. Please try again in a minute.",
    "msg_too_long": "That answer is too long for Slack. Ask about fewer areas or topics.",
    "expired_trigger_id": "Slack waited too long for me. Please press it again.",
    "thread_not_found": "That thread is gone. Ask me again in the channel.",
}
GONE = frozenset(("token_revoked", "account_inactive", "invalid_auth", "token_expired", "not_authed"))


@dataclass(frozen=True)
class Place:
    """Where a message goes. `since`: no answer of ours to what is answered can be older (a `ts`)."""

    channel: str
    thread_ts: str | None = None
    since: str | None = None


class PostError(SendbotError):
    """A post that did not come about. `says`: what a person can do about it, None where nobody in Slack can; `code`: Slack's word for it.

    `is_unclear`: it may have been taken all the same.
    """

    def __init__(self, code: str, says: str | None, *, is_unclear: bool = False) -> None:
        super().__init__(f"Slack did not take a post ({code}).")
        self.code, self.says, self.is_unclear = code, says, is_unclear


def failure(error: Exception) -> PostError:
    """An SDK error as one of ours."""
    code = _code(error)
    if code in GONE:
        LOG.critical("Slack no longer takes the bot's token (%s). Install the app again and set the new token.", code)
    return PostError(code, _SAYS.get(code), is_unclear=_is_unclear(error))


def post_once(client: WebClient, place: Place, message: Message, key: str, *, is_second_try: bool = False) -> str | None:
    """Post a message (`text`, `blocks` ...) to a place, at most once for a key; its `ts`, None where that is not known.

    `is_second_try`: an earlier process may have posted it. Raises PostError.
    """
    if is_second_try and _is_there(client, place, key):
        return None
    metadata = {"event_type": EVENT_TYPE, "event_payload": {"key": key}}
    for wait_s in (*_PATIENCE_S, None):
        try:
            posted = client.chat_postMessage(channel=place.channel, thread_ts=place.thread_ts, metadata=metadata, **message)
            return str(posted["ts"])
        except CALL_ERRORS as error:
            if not _is_unclear(error) or wait_s is None:
                raise failure(error) from error
            LOG.warning("an answer's post is unclear (%s); looking whether it is there", type(error).__name__)
            time.sleep(wait_s)
            if _is_there(client, place, key):
                break
    return None


def post_reply(client: WebClient, place: Place, reply: Reply, render: Render, key: str, *, is_second_try: bool = False) -> str | None:
    """Post a reply once, more simply where Slack refuses tables or charts; its `ts`, if known. Raises PostError."""
    return _simply(reply, render, lambda message: post_once(client, place, message, key, is_second_try=is_second_try))


def tell(response_url: str, message: Message) -> None:
    """Show a message to one person alone, by the response_url of what they did. Raises PostError.

    It is not tried again where it is unclear whether it arrived: such a message cannot be looked for.
    """
    client = WebhookClient(response_url, timeout=_TIMEOUT_S, retry_handlers=[RateLimitErrorRetryHandler(max_retry_count=2)], logger=SDK_LOG)
    try:
        answer = client.send_dict({"response_type": "ephemeral", "replace_original": False, **message})
    except CALL_ERRORS as error:
        raise failure(error) from error
    code = _refusal(answer.body)
    if answer.status_code != _OK or code:
        code = "ratelimited" if answer.status_code == _TOO_MANY else code or f"http {answer.status_code}"
        raise PostError(code, _SAYS.get(code), is_unclear=answer.status_code >= _SERVER_ERRORS)


def tell_reply(response_url: str, reply: Reply, render: Render, *, thread_ts: str | None = None) -> None:
    """Show a reply to one person alone, more simply where Slack refuses tables or charts. Raises PostError."""
    _simply(reply, render, lambda message: tell(response_url, {**message, "thread_ts": thread_ts} if thread_ts else message))


def _simply(reply: Reply, render: Render, send: Callable[[Message], _Sent]) -> _Sent:
    """Send a reply as it is, else without tables and charts, else as text alone."""
    for simple in (False, True):
        try:
            return send(render(reply, simple=simple))
        except PostError as refused:
            if refused.code not in UNFIT:
                raise
            LOG.warning("Slack refused an answer's form (%s)", refused.code)
    return send({"text": fit_lines(render(reply, simple=True)["text"].split("\n"), _LAST_RESORT_TEXT)})


def _code(error: Exception) -> str:
    if not isinstance(error, SlackApiError):
        return type(error).__name__
    status = getattr(error.response, "status_code", _OK)
    if status == _TOO_MANY:
        return "ratelimited"
    return f"http {status}" if status >= _SERVER_ERRORS else str(error.response.get("error", "unknown"))


def _refusal(body: str) -> str | None:
    """The error a response_url answered with: it says "ok", an error's name, or either as JSON."""
    try:
        answer = json.loads(body)
    except ValueError:
        word = body.strip()
        return word if word.isidentifier() and word != "ok" else None
    return str(answer.get("error", "unknown")) if isinstance(answer, dict) and not answer.get("ok") else None


def _is_unclear(error: Exception) -> bool:
    """Whether the post may have been taken all the same."""
    if isinstance(error, SlackApiError):
        return getattr(error.response, "status_code", _OK) >= _SERVER_ERRORS or error.response.get("error") in _UNCLEAR
    return True


def _is_there(client: WebClient, place: Place, key: str) -> bool:
    """Whether a message with this key stands in the place. Where that cannot be seen, it is taken to be there: twice is worse."""
    how: dict[str, Any] = {"channel": place.channel, "oldest": place.since, "include_all_metadata": True}
    try:
        if place.thread_ts:
            found = client.conversations_replies(**how, ts=place.thread_ts, limit=200)
        else:
            found = client.conversations_history(**how, limit=50)
    except CALL_ERRORS as error:
        LOG.warning("could not look for an answer (%s)", _code(error))
        return True
    messages: list[dict[str, Any]] = found.get("messages") or []
    return any((m.get("metadata") or {}).get("event_payload", {}).get("key") == key for m in messages)
