"""When a digest is due: wall clock in the bot's time zone, week by week, moved past bank holidays."""

import calendar as months
import datetime as dt
from collections.abc import Collection, Iterator
from zoneinfo import ZoneInfo

import msgspec

from sendbot.digests.subscription import WEEKDAYS, Subscription
from sendbot.workdays import WorkingCalendar

_WEEK = dt.timedelta(days=7)
_DAY = dt.timedelta(days=1)
LATE_AFTER = dt.timedelta(minutes=15)
TOO_LATE_AFTER = dt.timedelta(hours=48)


class Slot(msgspec.Struct, frozen=True):
    """One week's turn. `week`: its ISO week, which with the channel is the digest's key. `at`: the instant, in UTC.

    `day`: the date it is on; `moved_from`: the weekday's own date, where that is a bank holiday.
    """

    week: str
    at: dt.datetime
    day: dt.date
    moved_from: dt.date | None = None


def is_late(slot_at: dt.datetime, now: dt.datetime) -> bool:
    """Whether it is worth saying that a digest comes late."""
    return now - slot_at > LATE_AFTER


def is_too_late(slot_at: dt.datetime, now: dt.datetime) -> bool:
    """Whether a digest is skipped rather than posted."""
    return now - slot_at > TOO_LATE_AFTER


def slot_of_week(monday: dt.date, subscription: Subscription, zone: ZoneInfo, calendar: WorkingCalendar) -> Slot:
    """The slot of the ISO week that begins on a Monday. A slot moved into the next week keeps its own week's name."""
    nominal = monday + subscription.weekday * _DAY
    day = nominal
    while _is_bank_holiday(day, calendar) or (day != nominal and not calendar.is_working_day(day)):
        day += _DAY
    at = dt.datetime.combine(day, subscription.time, zone).astimezone(dt.UTC)
    year, week, _ = monday.isocalendar()
    return Slot(f"{year}-W{week:02d}", at, day, nominal if day != nominal else None)


def slots_back(now: dt.datetime, subscription: Subscription, zone: ZoneInfo, calendar: WorkingCalendar) -> Iterator[Slot]:
    """The slots that have come by an instant (aware), newest first, back to where the subscription's own begin."""
    monday = _monday(now, zone)
    while True:
        slot = slot_of_week(monday, subscription, zone, calendar)
        if subscription.slots_from and slot.at < subscription.slots_from:
            return
        if slot.at <= now:
            yield slot
        monday -= _WEEK


def next_slot(now: dt.datetime, subscription: Subscription, zone: ZoneInfo, calendar: WorkingCalendar, done: Collection[str] = ()) -> Slot:
    """The first slot after an instant (aware), past a pause, and past weeks that are `done`."""
    monday = _monday(now, zone) - _WEEK
    while True:
        slot = slot_of_week(monday, subscription, zone, calendar)
        if slot.at > now and slot.week not in done and not is_paused(subscription, slot):
            return slot
        monday += _WEEK


def is_paused(subscription: Subscription, slot: Slot) -> bool:
    """Whether a slot falls into a pause; the day until which it lasts is the first with a digest again."""
    return subscription.paused_until is not None and slot.day < subscription.paused_until


def say_moved(moved_from: dt.date | None) -> str:
    """Moved from Monday 28 December, a bank holiday. Empty where it is on its own day."""
    return f"Moved from {say_day(moved_from)}, a bank holiday." if moved_from else ""


def say_day(day: dt.date) -> str:
    """Monday 28 December."""
    return f"{WEEKDAYS[day.weekday()].capitalize()} {day.day} {months.month_name[day.month]}"


def say_instant(instant: dt.datetime, zone: ZoneInfo) -> str:
    """Monday 28 December 2026 at 09:00, by the clock of the zone."""
    local = instant.astimezone(zone)
    return f"{say_day(local.date())} {local.year} at {local:%H:%M}"


def _monday(now: dt.datetime, zone: ZoneInfo) -> dt.date:
    today = now.astimezone(zone).date()
    return today - today.weekday() * _DAY


def _is_bank_holiday(day: dt.date, calendar: WorkingCalendar) -> bool:
    return day.weekday() < 5 and not calendar.is_working_day(day)
