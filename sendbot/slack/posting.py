"""Posting an answer once, whatever Slack does meanwhile.

A post that is lost on the way back (a timeout, a reset, a 5xx) may have been taken: so it is looked for, by the key in its metadata,
before it is tried once more. What Slack refuses for good is told to the asker where that is possible. The client must not try
again by itself after connection errors: it would post twice (see `run.web_client`).
"""

import logging
import time
from collections.abc import Callable, Mapping
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from sendbot.slack.service import Reply

LOG = logging.getLogger("sendbot.slack")

EVENT_TYPE = "sendbot_answer"
_PATIENCE_S = (0.3, 1.5)  # before looking whether an unclear post is there: Slack may be slow to show it
_UNFIT = frozenset(("invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "msg_too_long", "invalid_metadata_format"))
_UNCLEAR = frozenset(("internal_error", "fatal_error", "service_unavailable", "request_timeout"))
_SERVER_ERRORS = 500
_SAYS = {
    "not_in_channel": "I am not in that channel. Invite me with `/invite @sendbot`, then try again.",
    "channel_not_found": "I cannot see that channel. Invite me with `/invite @sendbot`, then try again.",
    "is_archived": "That channel is archived, so I cannot post there. Ask me in another one.",
    "restricted_action": "This workspace does not let me post there. Ask a workspace admin, or ask me in another channel.",
    "missing_scope": "I lack a permission for that. Ask whoever runs me to install me again from the manifest.",
    "ratelimited": "Slack asks me to slow down. Please try again in a minute.",
    "msg_too_long": "That answer is too long for Slack. Ask about fewer areas or topics.",
}
_GONE = frozenset(("token_revoked", "account_inactive", "invalid_auth", "token_expired", "not_authed"))


class PostFailed(Exception):
    """A post that did not come about. `says`: what a person can do about it; `code`: Slack's word for it."""

    def __init__(self, code: str, says: str | None) -> None:
        super().__init__(code)
        self.code, self.says = code, says


def failure(error: Exception) -> PostFailed:
    """An SDK error as one of ours. `says` is None where no person in Slack can do anything about it."""
    code = str(error.response.get("error", "unknown")) if isinstance(error, SlackApiError) else type(error).__name__
    if code in _GONE:
        LOG.critical("Slack no longer takes the bot's token (%s). Install the app again and set the new token.", code)
    return PostFailed(code, _SAYS.get(code))


def post_once(
    client: WebClient, place: Mapping[str, str | None], message: Mapping[str, Any], key: str, *, is_second_try: bool = False
) -> None:
    """Post a message (`text`, `blocks` ...) to a place (`channel`, `thread_ts`), at most once for a key.

    `is_second_try`: an earlier process may have posted it. Raises PostFailed.
    """
    if is_second_try and _is_there(client, place, key):
        return
    metadata = {"event_type": EVENT_TYPE, "event_payload": {"key": key}}
    for wait_s in (*_PATIENCE_S, None):
        try:
            client.chat_postMessage(channel=str(place["channel"]), thread_ts=place.get("thread_ts"), metadata=metadata, **message)
            return
        except (SlackApiError, SlackClientError, OSError) as error:
            if not _is_unclear(error) or wait_s is None:
                raise failure(error) from error
            LOG.warning("an answer's post is unclear (%s); looking whether it is there", type(error).__name__)
            time.sleep(wait_s)
            if _is_there(client, place, key):
                return


def post_reply(
    client: WebClient, place: Mapping[str, str | None], reply: Reply, render: Callable[..., dict[str, Any]], key: str, **how: Any
) -> None:
    """Post a reply once, more simply where Slack refuses tables or charts. Raises PostFailed."""
    try:
        post_once(client, place, render(reply), key, **how)
    except PostFailed as refused:
        if refused.code not in _UNFIT:
            raise
        LOG.warning("Slack refused an answer's blocks (%s); posting it more simply", refused.code)
        try:
            post_once(client, place, render(reply, simple=True), key)
        except PostFailed as again:
            if again.code not in _UNFIT:
                raise
            post_once(client, place, {"text": render(reply, simple=True)["text"][:3_900]}, key)


def _is_unclear(error: Exception) -> bool:
    """Whether the post may have been taken all the same."""
    if isinstance(error, SlackApiError):
        return error.response.status_code >= _SERVER_ERRORS or error.response.get("error") in _UNCLEAR
    return True


def _is_there(client: WebClient, place: Mapping[str, str | None], key: str) -> bool:
    """Whether a message with this key stands in the place. Where that cannot be seen, it is taken to be there: twice is worse."""
    try:
        if place.get("thread_ts"):
            found = client.conversations_replies(
                channel=str(place["channel"]), ts=str(place["thread_ts"]), include_all_metadata=True, limit=200
            )
        else:
            found = client.conversations_history(channel=str(place["channel"]), include_all_metadata=True, limit=50)
    except (SlackApiError, SlackClientError, OSError) as error:
        LOG.warning("could not look for an answer (%s)", type(error).__name__)
        return True
    messages: list[dict[str, Any]] = found.get("messages") or []
    return any((m.get("metadata") or {}).get("event_payload", {}).get("key") == key for m in messages)
