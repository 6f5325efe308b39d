"""Web API clients as this bot needs them."""

import logging

from slack_sdk import WebClient
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler

from sendbot.settings import Settings

# At any level up to DEBUG, and a logger is below it until it has a level of its own, the SDK makes a text of every call with all it
# holds, only to throw it away.
SDK_LOG = logging.getLogger("sendbot.slack.sdk")
SDK_LOG.setLevel(logging.INFO)

_TIMEOUT_S = 10
_PATIENCE = 2  # times that it waits when Slack says it is asked too often


def web_client(settings: Settings, *, token: str | None = None, patience: int = _PATIENCE) -> WebClient:
    """A client for these settings; it waits when Slack says it is asked too often, and never sends again by itself otherwise.

    The SDK's own retry after connection errors would post twice what Slack had taken: see `posting`. Without `patience` nothing at
    all is sent again: the ledger of digests decides what is.
    """
    return WebClient(
        token=token or settings.bot_token,
        base_url=settings.slack_api_url.rstrip("/") + "/" if settings.slack_api_url else WebClient.BASE_URL,
        timeout=_TIMEOUT_S,
        logger=SDK_LOG,
        retry_handlers=[RateLimitErrorRetryHandler(max_retry_count=patience)] if patience else [],
    )
