"""Sending a list or deadlines as a file, into the thread of the answer, or directly to whoever asked in private."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from slack_sdk import WebClient

from sendbot.answers.details import Table
from sendbot.deadlines import Deadline
from sendbot.slack.downloads import as_calendar, as_csv
from sendbot.slack.posting import CALL_ERRORS, Place, PostError, failure
from sendbot.slack.pressed import Pressed
from sendbot.snapshot import Snapshot

_OUT_OF_REACH = frozenset(("not_in_channel", "channel_not_found", "is_archived", "restricted_action", "thread_not_found"))
_LOST = "The file may not have arrived. If you do not see it in a minute, press the button again."
_SENT_DIRECTLY = "I sent you the file in a direct message."


@dataclass(frozen=True)
class File:
    """A file to send. Its names are fixed words: nothing people typed gets into them."""

    name: str
    title: str
    content: bytes


def csv_of(table: Table) -> File:
    """A list as CSV."""
    return File("sendbot-list.csv", "The list, for a spreadsheet", as_csv(table))


def calendar_of(deadlines: Iterable[Deadline], snapshot: Snapshot) -> File:
    """Deadlines as a calendar."""
    return File("sendbot-deadlines.ics", "The deadlines, for a calendar", as_calendar(deadlines, snapshot, dt.datetime.now(dt.UTC)))


def send_file(client: WebClient, pressed: Pressed, file: File) -> None:
    """Send a file to where the button is, or directly where that is private or out of reach. Raises PostError."""
    place = pressed.place(client)
    try:
        _upload(client, place, file)
    except PostError as error:
        if error.code not in _OUT_OF_REACH or pressed.is_direct:
            raise
        place = pressed.direct(client)
        _upload(client, place, file)
    if place.channel != pressed.channel and pressed.response_url:
        pressed.say(client, _SENT_DIRECTLY)


def send_directly(client: WebClient, user: str, file: File) -> None:
    """Send a file to a person in the direct message. Raises PostError."""
    _upload(client, Place(str(client.conversations_open(users=user)["channel"]["id"])), file)


def _upload(client: WebClient, place: Place, file: File) -> None:
    try:
        client.files_upload_v2(filename=file.name, title=file.title, file=file.content, channel=place.channel, thread_ts=place.thread_ts)
    except CALL_ERRORS as error:
        failed = failure(error)
        # A file cannot be looked for, and twice is worse: the person is asked to look.
        raise PostError(failed.code, _LOST if failed.is_unclear else failed.says) from error
