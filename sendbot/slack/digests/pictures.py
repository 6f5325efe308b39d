"""The timeline of a digest, uploaded before the digest is posted, so that its message can show it."""

import datetime as dt
import logging
import threading

from slack_sdk import WebClient

from sendbot.digests.picture import FROM_DEADLINES, Mark, alt_text, timeline
from sendbot.slack import limits
from sendbot.slack.digests.delivery import WaitError, failed_call
from sendbot.slack.limits import Block
from sendbot.slack.posting import CALL_ERRORS
from sendbot.slack.text import cut

LOG = logging.getLogger("sendbot.slack")

_KEPT = 64
_Key = tuple[str, dt.date, tuple[Mark, ...]]


class Pictures:
    """Uploads pictures; channels of a workspace with the same deadlines share one."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._blocks: dict[_Key, Block] = {}

    def block(self, client: WebClient, team: str, marks: tuple[Mark, ...], today: dt.date) -> Block | None:
        """The picture of three or more deadlines as an image block; None where there are fewer, or where Slack does not take it.

        Raises WaitError where Slack asks to wait.
        """
        if len(marks) < FROM_DEADLINES:
            return None
        key = (team, today, marks)
        with self._lock:
            known = self._blocks.get(key)
        if known:
            return known
        made = _uploaded(client, marks, today)
        if made:
            with self._lock:
                while len(self._blocks) >= _KEPT:
                    del self._blocks[next(iter(self._blocks))]
                self._blocks[key] = made
        return made


def _uploaded(client: WebClient, marks: tuple[Mark, ...], today: dt.date) -> Block | None:
    words = cut(alt_text(marks, today), limits.ALT_TEXT)
    try:
        sent = client.files_upload_v2(
            filename=f"deadlines-{today}.png", title="Timeline of deadlines", file=timeline(marks, today), alt_txt=words
        )
        return {"type": "image", "slack_file": {"id": str(sent["files"][0]["id"])}, "alt_text": words}
    except (*CALL_ERRORS, KeyError, IndexError) as error:
        failed = failed_call(error)
        if isinstance(failed, WaitError):
            raise failed from error
        LOG.warning("a digest goes without its picture (%s)", failed.code)
        return None
