"""Telling the admins, each directly, that a digest needs them."""

import logging
from zoneinfo import ZoneInfo

from slack_sdk import WebClient

from sendbot.digests.schedule import say_instant
from sendbot.slack.admins import Admins
from sendbot.slack.digests.pace import Pace
from sendbot.slack.posting import CALL_ERRORS, PostError
from sendbot.store.digests import Turn

LOG = logging.getLogger("sendbot.slack")

_NO_WORD = "Slack gave no reason that I can explain ({code})."
_POST_NOW = "When that is done, `/sendbot digest now` there posts it."
_LOOK = (
    "I could not see whether it came ({code}), so I did not post it again. Please look; if it is not there, `/sendbot digest now` posts it."
)


class Notices:
    """Writes to the admins. They are told once for each turn, by whoever ended it; what cannot be told is in the log and in the status."""

    def __init__(self, zone: ZoneInfo, admins: Admins, pace: Pace) -> None:
        self._zone, self._admins, self._pace = zone, admins, pace

    def tell(self, client: WebClient, turn: Turn, error: PostError, *, is_unknown: bool) -> None:
        """Tell every admin what became of a turn, and what to do."""
        due = f"The digest for <#{turn.channel}> of {say_instant(turn.slot_at, self._zone)}"
        if is_unknown:
            note = f"{due} may not have been posted. {_LOOK.format(code=error.code)}"
        else:
            note = f"{due} could not be posted. {error.says or _NO_WORD.format(code=error.code)} {_POST_NOW}"
        for admin in sorted(self._admins.all(client)):
            self._pace.wait()
            try:
                client.chat_postMessage(channel=admin, text=note, unfurl_links=False, unfurl_media=False)
            except CALL_ERRORS as failed:
                LOG.warning("could not tell the admin %s of a digest (%s)", admin, type(failed).__name__)
