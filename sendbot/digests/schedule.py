"""When a digest is due: wall clock in the bot's time zone, week by week, moved past bank holidays."""

import datetime as dt
from zoneinfo import ZoneInfo

import msgspec

from sendbot.digests.subscription import Subscription
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

    def is_late(self, now: dt.datetime) -> bool:
        """Whether it is worth saying that it comes late."""
        return now - self.at > LATE_AFTER

    def is_too_late(self, now: dt.datetime) -> bool:
        """Whether it is skipped rather than posted."""
        return now - self.at > TOO_LATE_AFTER


def slot_of_week(monday: dt.date, subscription: Subscription, zone: ZoneInfo, calendar: WorkingCalendar) -> Slot:
    """The slot of the ISO week that begins on a Monday. A slot moved into the next week keeps its own week's name."""
    nominal = monday + subscription.weekday * _DAY
    day = nominal
    while _is_bank_holiday(day, calendar) or (day != nominal and not calendar.is_working_day(day)):
        day += _DAY
    at = dt.datetime.combine(day, subscription.time, zone).astimezone(dt.UTC)
    year, week, _ = monday.isocalendar()
    return Slot(f"{year}-W{week:02d}", at, day, nominal if day != nominal else None)


def latest_slot(now: dt.datetime, subscription: Subscription, zone: ZoneInfo, calendar: WorkingCalendar) -> Slot:
    """The newest slot that has come by an instant (aware)."""
    monday = _monday(now, zone)
    slots = (slot_of_week(monday - weeks * _WEEK, subscription, zone, calendar) for weeks in range(4))
    return next(slot for slot in slots if slot.at <= now)


def next_slot(now: dt.datetime, subscription: Subscription, zone: ZoneInfo, calendar: WorkingCalendar) -> Slot:
    """The first slot after an instant (aware), past a pause."""
    start = _monday(now, zone) - _WEEK
    if subscription.paused_until:
        start = max(start, subscription.paused_until - 14 * _DAY)
        start -= start.weekday() * _DAY
    weeks = 0
    while True:
        slot = slot_of_week(start + weeks * _WEEK, subscription, zone, calendar)
        if slot.at > now and not is_paused(subscription, slot):
            return slot
        weeks += 1


def is_paused(subscription: Subscription, slot: Slot) -> bool:
    """Whether a slot falls into a pause; the day until which it lasts is the first with a digest again."""
    return subscription.paused_until is not None and slot.day < subscription.paused_until


def _monday(now: dt.datetime, zone: ZoneInfo) -> dt.date:
    today = now.astimezone(zone).date()
    return today - today.weekday() * _DAY


def _is_bank_holiday(day: dt.date, calendar: WorkingCalendar) -> bool:
    return day.weekday() < 5 and not calendar.is_working_day(day)
