"""Slack's request signature, version 0: how an app behind HTTP knows that a request is from Slack."""

import hashlib
import hmac
from collections.abc import Mapping


def signed(body: bytes, secret: str, timestamp: int) -> Mapping[str, str]:
    """The two headers that sign a body."""
    digest = hmac.new(secret.encode(), b"v0:%d:%s" % (timestamp, body), hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": str(timestamp), "X-Slack-Signature": f"v0={digest}"}
