"""A channel's subscription, and how its options are typed: `#team tuesday 08:30 region London, horizon 60, skip quiet weeks`."""

import datetime as dt
import re
from collections.abc import Callable

import msgspec

from sendbot.errors import SendbotError

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SECTIONS = ("due", "overdue", "submitted", "outcomes", "re-visits", "changes", "asked", "unanswered", "age")
_FOLD = (dt.time(1), dt.time(2))  # skipped or repeated where the clocks change
_HORIZON_DAYS = (7, 366)


class DigestError(SendbotError):
    """A digest cannot be set up as asked: the message says what to write instead."""


class Subscription(msgspec.Struct, frozen=True):
    """What a channel gets, and when. `weekday`: 0 is Monday. `time`: of day, in the bot's time zone.

    `areas`: ids, with those of its regions; empty for all. `sections`: empty for all. `quiet`: whether a week without news is
    said in a line, or skipped. `is_admin`: questions nobody could answer are shown too.
    """

    channel: str
    team: str = ""
    weekday: int = 0
    time: dt.time = dt.time(9)
    regions: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    horizon_days: int = 30
    quiet: bool = True
    is_admin: bool = False
    paused_until: dt.date | None = None
    created_by: str | None = None
    created_at: dt.datetime | None = None

    def wants(self, section: str) -> bool:
        """Whether a section is to be shown."""
        if section == "unanswered" and not self.is_admin:
            return False
        return not self.sections or section in self.sections


_TIME = re.compile(r"^(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?$", re.IGNORECASE)


def parse_weekday(word: str) -> int | None:
    """Monday, mon, Mondays: 0; None for what is no weekday."""
    word = word.lower().rstrip("s") if len(word) > 4 else word.lower()
    return next((n for n, day in enumerate(WEEKDAYS) if len(word) > 2 and day.startswith(word)), None)


def parse_time(word: str) -> dt.time | None:
    """09:00, 9:00, 9am, 8.30pm; None for what is no time.

    Raises DigestError for an hour that the change of the clocks skips or repeats.
    """
    found = _TIME.match(word)
    if not found or not (found[2] or found[3]):
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour > 23 or minute > 59:
        raise DigestError(f"'{word}' is no time of day. Write for example 09:00.")
    return check_time(dt.time(hour, minute))


def check_time(time: dt.time) -> dt.time:
    """The time, if it comes exactly once every day of the year. Raises DigestError."""
    if _FOLD[0] <= time < _FOLD[1]:
        raise DigestError("Between 01:00 and 02:00 an hour is skipped or repeated when the clocks change. Choose another time.")
    return time


def check_horizon(days: int) -> int:
    """The number of days to look ahead, if it makes sense. Raises DigestError."""
    if not _HORIZON_DAYS[0] <= days <= _HORIZON_DAYS[1]:
        raise DigestError(f"The horizon is {days} days. Choose {_HORIZON_DAYS[0]} to {_HORIZON_DAYS[1]}.")
    return days


class Named(msgspec.Struct, frozen=True):
    """What a word of the options names in the knowledge."""

    regions: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


def parse_options(text: str, base: Subscription, named: Callable[[str], Named]) -> Subscription:
    """A subscription with the options of a line of text, comma or space between them.

    `named` finds regions, areas and topics in what is left over. Raises DigestError for what it does not know.
    """
    changed: dict[str, object] = {}
    rest: list[str] = []
    words = re.split(r"[\s,;]+", text.strip()) if text.strip() else []
    index = 0
    while index < len(words):
        word = words[index].lower()
        following = words[index + 1].lower() if index + 1 < len(words) else ""
        if (weekday := parse_weekday(word)) is not None:
            changed["weekday"] = weekday
        elif (time := parse_time(word)) is not None:
            changed["time"] = time
        elif word in ("horizon", "ahead") and following.isdigit():
            changed["horizon_days"] = check_horizon(int(following))
            index += 1
        elif word.isdigit() and following in ("days", "day"):
            changed["horizon_days"] = check_horizon(int(word))
            index += 1
        elif word == "skip" and following == "quiet":
            changed["quiet"] = False
            index += 1
        elif word == "admin":
            changed["is_admin"] = True
        elif word in SECTIONS:
            changed["sections"] = (*changed.get("sections", ()), word)  # type: ignore[misc]
        elif word not in (
            "at",
            "on",
            "every",
            "each",
            "week",
            "weeks",
            "and",
            "only",
            "for",
            "in",
            "days",
            "sections",
            "region",
            "regions",
        ):
            rest.append(words[index])
        index += 1
    if rest:
        found = named(" ".join(rest))
        if not (found.regions or found.areas or found.topics):
            raise DigestError(
                f"I do not know '{' '.join(rest)}'. Write a weekday, a time such as 09:00, regions, areas or topics, 'horizon 60', "
                f"'skip quiet', or sections of: {', '.join(SECTIONS)}."
            )
        changed |= {"regions": found.regions, "areas": found.areas, "topics": found.topics}
    return msgspec.structs.replace(base, **changed)
