"""What people order of their channel's digests: to subscribe, change, pause, end, or have one now."""

import datetime as dt

import msgspec

from sendbot.digests.options import parse_day, parse_options
from sendbot.digests.schedule import Slot
from sendbot.digests.subscription import DigestError, Subscription, check_horizon, check_pause, check_time
from sendbot.newsroom.newsroom import Newsroom

_NOW = "now-"


class Orders:
    """Takes orders and enters them. Every method raises DigestError with what to write instead."""

    def __init__(self, newsroom: Newsroom) -> None:
        self._newsroom, self._ledger = newsroom, newsroom.ledger

    def drafted(self, channel: str, options: str = "") -> Subscription:
        """A channel's subscription, or an ordinary one where it has none, with the options of a text. Nothing is entered."""
        return parse_options(options, self._ledger.subscription(channel) or Subscription(channel), self._newsroom.named)

    def subscribe(self, wanted: Subscription, *, by: str | None = None, team: str = "", is_by_admin: bool = False) -> Subscription:
        """Enter a subscription, new or changed. A new weekday or time holds from now on: no slot before is made up for."""
        before = self._ledger.subscription(wanted.channel)
        check_time(wanted.time)
        check_horizon(wanted.horizon_days)
        if wanted.is_admin and not is_by_admin and not (before and before.is_admin):
            raise DigestError("Only an admin can have the questions I could not answer shown in a channel. Leave out 'admin'.", "sections")
        now = self._newsroom.clock()
        is_moved = before is None or (before.weekday, before.time) != (wanted.weekday, wanted.time)
        entered = msgspec.structs.replace(
            wanted,
            team=team or wanted.team,
            created_by=before.created_by if before else by,
            created_at=before.created_at if before else now,
            slots_from=now if is_moved else wanted.slots_from,
        )
        self._ledger.subscribe(entered)
        return entered

    def existing(self, channel: str) -> Subscription:
        """A channel's subscription."""
        found = self._ledger.subscription(channel)
        if found is None:
            raise DigestError("There is no digest here. Subscribe first: `/sendbot digest subscribe`.")
        return found

    def unsubscribe(self, channel: str) -> None:
        """End a channel's subscription."""
        self.existing(channel)
        self._ledger.unsubscribe(channel)

    def pause(self, channel: str, until: str) -> Subscription:
        """Have no digests until a day, which is the first with one again."""
        found = self.existing(channel)
        if not until:
            raise DigestError("Until when? Write for example: `pause until 5 January 2027`.", "pause")
        today = self._newsroom.today
        paused = msgspec.structs.replace(found, paused_until=check_pause(parse_day(until, today), today))
        self._ledger.subscribe(paused)
        return paused

    def resume(self, channel: str) -> Subscription:
        """End a pause. What fell into it is not made up for."""
        found = self.existing(channel)
        self._newsroom.enter_due(found)
        going_on = msgspec.structs.replace(found, paused_until=None)
        self._ledger.subscribe(going_on)
        return going_on

    def now(self, channel: str) -> None:
        """Have a digest posted at once, besides the weekly one; two such orders within a minute are one."""
        found = self.existing(channel)
        at = self._newsroom.clock().astimezone(dt.UTC)
        slot = Slot(f"{_NOW}{at:%Y%m%dT%H%MZ}", at, at.astimezone(self._newsroom.zone).date())
        self._ledger.enter(channel, found.team, slot)
