"""A channel's subscription: what it gets, and when."""

import datetime as dt

import msgspec

from sendbot.errors import SendbotError
from sendbot.wording import join, say_date

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SECTIONS = ("due", "overdue", "submitted", "outcomes", "re-visits", "changes", "asked", "unanswered", "age")
HORIZON_DAYS = (7, 366)
_FOLD = (dt.time(1), dt.time(2))  # skipped or repeated where the clocks change
_LONGEST_PAUSE = dt.timedelta(days=366)


class DigestError(SendbotError):
    """A digest cannot be set up as asked: the message says what to write instead. `field`: the part of a form it is about."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class Subscription(msgspec.Struct, frozen=True):
    """What a channel gets, and when. `weekday`: 0 is Monday. `time`: of day, in the bot's time zone.

    `regions`, `areas`: what it is about, together; both empty for all. `topics`: ids; only inspections with findings on them.
    `sections`: empty for all. `quiet`: whether a week without news is said in a line, or skipped. `is_admin`: questions nobody
    could answer are shown too. `slots_from`: earlier slots are none of its own (the weekday and time were set then).
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
    slots_from: dt.datetime | None = None

    def wants(self, section: str) -> bool:
        """Whether a section is to be shown."""
        if section == "unanswered" and not self.is_admin:
            return False
        return not self.sections or section in self.sections


def check_time(time: dt.time) -> dt.time:
    """The time, if it comes exactly once every day of the year. Raises DigestError."""
    if _FOLD[0] <= time < _FOLD[1]:
        raise DigestError("Between 01:00 and 02:00 an hour is skipped or repeated when the clocks change. Choose another time.", "time")
    return time


def check_horizon(days: int) -> int:
    """The number of days to look ahead, if it makes sense. Raises DigestError."""
    least, most = HORIZON_DAYS
    if not least <= days <= most:
        raise DigestError(f"The horizon is {days} days. Choose {least} to {most}.", "horizon")
    return days


def check_pause(until: dt.date, today: dt.date) -> dt.date:
    """The first day with digests again, if it is ahead and within a year. Raises DigestError."""
    if until <= today:
        raise DigestError(f"{say_date(until)} is not ahead. Give a later day.", "pause")
    if until - today > _LONGEST_PAUSE:
        raise DigestError(f"{say_date(until)} is more than a year ahead. Give an earlier day, or unsubscribe.", "pause")
    return until


def say_slot(subscription: Subscription) -> str:
    """Mondays at 09:00."""
    return f"{WEEKDAYS[subscription.weekday].capitalize()}s at {subscription.time:%H:%M}"


def say_options(subscription: Subscription, names: dict[str, str]) -> str:
    """What differs from an ordinary digest, in words. `names`: of areas and topics, by id."""
    s = subscription
    places = [*s.regions, *(names.get(area, area) for area in s.areas)]
    said = [
        f"about {join(places)}" if places else "about all areas",
        f"on {join([names.get(topic, topic) for topic in s.topics])}" if s.topics else "",
        f"{s.horizon_days} days ahead",
        f"sections: {', '.join(s.sections)}" if s.sections else "",
        "" if s.quiet else "quiet weeks skipped",
        "with what I could not answer" if s.is_admin else "",
        f"paused until {say_date(s.paused_until)}" if s.paused_until else "",
    ]
    return "; ".join(part for part in said if part)
