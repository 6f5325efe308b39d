"""Telling the admins, each directly, which digests need them: once for each, several in one message."""

import logging
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from zoneinfo import ZoneInfo

from slack_sdk import WebClient

from sendbot.digests.schedule import say_instant
from sendbot.slack.admins import Admins
from sendbot.slack.digests.delivery import failed_call
from sendbot.slack.digests.pace import Pace
from sendbot.slack.limits import fit_lines
from sendbot.slack.posting import CALL_ERRORS
from sendbot.store.digests import DigestLedger, Entry
from sendbot.wording import count_of

LOG = logging.getLogger("sendbot.slack")

_MOST = 3_900  # characters
_BECAME = {"failed": "was not posted", "unknown": "may not have been posted"}
_POST_NOW = "When that is mended, `/sendbot digest now` in the channel posts it."


class Notices:
    """Writes to the admins. What cannot be told is in the log and in the status."""

    def __init__(self, zone: ZoneInfo, admins: Admins, pace: Pace) -> None:
        self._zone, self._admins, self._pace = zone, admins, pace

    def tell(self, ledger: DigestLedger, clients: Callable[[str], WebClient | None]) -> None:
        """Tell every admin what they have not heard of yet; what Slack surely did not take is told the next time."""
        for team, found in groupby(sorted(ledger.take_untold(), key=_team), key=_team):
            entries = list(found)
            client = clients(team)
            if client is None or not self._tell(client, entries):
                ledger.put_untold_back(entries)

    def _tell(self, client: WebClient, entries: Sequence[Entry]) -> bool:
        """Tell the admins of one workspace; False where none of them was told, and may be later."""
        outcomes = [self._send(client, admin, self._note(entries)) for admin in sorted(self._admins.all(client))]
        return not outcomes or any(outcomes)

    def _note(self, entries: Iterable[Entry]) -> str:
        lines = [
            f"• <#{entry.channel}> of {say_instant(entry.slot_at, self._zone)} {_BECAME.get(entry.state, entry.state)}. {entry.reason or ''}"
            for entry in entries
        ]
        first = f"{count_of(len(lines), 'digest')} did not come as expected:"
        return f"{fit_lines([first, *lines], _MOST)}\n{_POST_NOW}"

    def _send(self, client: WebClient, admin: str, note: str) -> bool:
        """Whether an admin was told, or may have been."""
        self._pace.wait()
        try:
            client.chat_postMessage(channel=admin, text=note, unfurl_links=False, unfurl_media=False)
        except CALL_ERRORS as error:
            failed = failed_call(error)
            LOG.warning("could not tell the admin %s of a digest (%s)", admin, failed.code)
            return failed.is_unclear
        return True


def _team(entry: Entry) -> str:
    return entry.team
