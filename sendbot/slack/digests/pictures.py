"""The timeline of a digest, uploaded before the digest is posted, so that its message can show it."""

import datetime as dt
import logging
from collections.abc import Sequence

from slack_sdk import WebClient

from sendbot.digests.picture import FROM_DEADLINES, Mark, alt_text, timeline
from sendbot.slack import limits
from sendbot.slack.limits import Block
from sendbot.slack.posting import CALL_ERRORS
from sendbot.slack.text import cut

LOG = logging.getLogger("sendbot.slack")


def picture_block(client: WebClient, marks: Sequence[Mark], today: dt.date) -> Block | None:
    """The picture of three or more deadlines as an image block; None where there are fewer, or where Slack does not take it."""
    if len(marks) < FROM_DEADLINES:
        return None
    words = cut(alt_text(marks, today), limits.ALT_TEXT)
    try:
        sent = client.files_upload_v2(
            filename=f"deadlines-{today}.png", title="Timeline of deadlines", file=timeline(marks, today), alt_txt=words
        )
        return {"type": "image", "slack_file": {"id": str(sent["files"][0]["id"])}, "alt_text": words}
    except (*CALL_ERRORS, KeyError, IndexError) as error:
        LOG.warning("a digest goes without its picture (%s)", type(error).__name__)
        return None
