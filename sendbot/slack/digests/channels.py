"""Whether the bot is in a channel, and so could post there."""

from slack_sdk import WebClient

from sendbot.digests.subscription import DigestError
from sendbot.slack.posting import CALL_ERRORS, failure

_OUTSIDE = frozenset(("not_in_channel", "channel_not_found"))


def require_member(client: WebClient, channel: str) -> None:
    """Raise DigestError where the bot could not post to a channel, with how to invite it.

    Reading one message tells: it needs no permission that looking for a digest does not need too.
    """
    try:
        client.conversations_history(channel=channel, limit=1)
    except CALL_ERRORS as error:
        failed = failure(error)
        if failed.code in _OUTSIDE:
            raise DigestError("I am not in that channel. Write `/invite @sendbot` there, then try again.", "channel") from error
        raise DigestError(
            failed.says or f"Slack does not let me look into that channel ({failed.code}). Try again later.", "channel"
        ) from error
