"""What goes into a channel's digest, and which turns are due: the ledger and the knowledge brought together."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable
from itertools import islice
from zoneinfo import ZoneInfo

import msgspec

from sendbot.brain import Brain
from sendbot.digests.content import Digest, News, Window, compose
from sendbot.digests.options import Named
from sendbot.digests.schedule import Slot, is_paused, is_too_late, next_slot, say_instant, slots_back
from sendbot.digests.subscription import Subscription
from sendbot.meaning import literals
from sendbot.model import Topic
from sendbot.query import Query
from sendbot.store import Questions
from sendbot.store.changes import RecordChanges
from sendbot.store.digests import DigestLedger
from sendbot.wording import say_date
from sendbot.workdays import WorkingCalendar

_FIRST_WINDOW = dt.timedelta(days=7)
_WEEKS_LOOKED_BACK = 104  # noted as skipped after a long stop; before that nobody will ask


class Newsroom:
    """Writes digests and says which are due. `brain` is called each time, so a new state of the knowledge is used at once."""

    def __init__(
        self,
        brain: Callable[[], Brain],
        ledger: DigestLedger,
        changes: RecordChanges,
        questions: Questions,
        *,
        zone: ZoneInfo,
        clock: Callable[[], dt.datetime],
    ) -> None:
        self._brain, self.ledger, self._changes, self._questions = brain, ledger, changes, questions
        self.zone, self.clock = zone, clock

    @property
    def calendar(self) -> WorkingCalendar:
        """Working days as the knowledge has them."""
        return self._brain().snapshot.calendar

    @property
    def today(self) -> dt.date:
        """The day it is where the bot's people are."""
        return self.clock().astimezone(self.zone).date()

    @property
    def names(self) -> dict[str, str]:
        """Names of areas and topics, by id."""
        snapshot = self._brain().snapshot
        return {**{a.id: a.title for a in snapshot.areas.values()}, **{t.id: t.name for t in snapshot.topics.values()}}

    @property
    def regions(self) -> list[str]:
        """The regions that areas lie in."""
        return sorted({a.region for a in self._brain().snapshot.areas.values() if a.region})

    @property
    def topics(self) -> Iterable[Topic]:
        """The topics that findings are about."""
        return self._brain().snapshot.topics.values()

    # --- content
    def write(self, subscription: Subscription, *, until: dt.datetime | None = None) -> tuple[Digest, Window]:
        """A channel's digest as it is now, and the time it tells of."""
        now = until or self.clock()
        since = self.ledger.told_until(subscription.channel) or (subscription.created_at or now) - _FIRST_WINDOW
        window = Window(since, now, self.zone)
        view = self._brain().snapshot.view(window.today)
        return compose(view, window, subscription, self._news(subscription, since)), window

    def _news(self, subscription: Subscription, since: dt.datetime) -> News:
        unanswered = self._questions.unanswered_since(since.timestamp(), subscription.team) if subscription.is_admin else []
        queries = self._questions.queries_since(since.timestamp(), subscription.team)
        return News(
            self._changes.since(since),
            tuple(topic for query in queries for topic in self._topics_of(query)),
            tuple(asked.question for asked in unanswered),
            self._changes.recorded_since(since),
        )

    def _topics_of(self, encoded: str) -> list[str]:
        """The names of the topics that a question was about, each once."""
        try:
            query = msgspec.json.decode(encoded, type=Query)
        except msgspec.DecodeError:  # written by an older sendbot
            return []
        filtered = (value for c in literals(query.which) if c.kind in ("topic", "weakness", "strength") for value in c.values)
        topics = self._brain().snapshot.topics
        return [topics[topic].name for topic in dict.fromkeys((*query.topics, *filtered)) if topic in topics]

    # --- words
    def named(self, text: str) -> Named:
        """The regions, areas and topics that a text names."""
        reading = self._brain().understanding.read(text, self.today)
        regions: list[str] = []
        areas: list[str] = []
        unknown = [unit.text for unit in reading.units if unit.unexplained]
        for span in reading.places:
            place = span.place
            if place.kind == "region" and (whole := self._regions_within(place.ids)):
                regions += whole
            elif place.ids and not place.ambiguous:
                areas += place.ids
            else:
                unknown.append(place.name)
        topics = tuple(dict.fromkeys(hit.topic for hit in reading.topics))
        return Named(tuple(dict.fromkeys(regions)), tuple(dict.fromkeys(areas)), topics, tuple(unknown))

    def _regions_within(self, areas: Collection[str]) -> list[str]:
        """The regions that areas make up ("the North" is three)."""
        members: dict[str, set[str]] = {}
        for area in self._brain().snapshot.areas.values():
            if area.region:
                members.setdefault(area.region, set()).add(area.id)
        within = sorted(region for region, ids in members.items() if ids <= set(areas))
        return within if set().union(*(members[region] for region in within)) == set(areas) else []

    # --- turns
    def enter_due(self, subscription: Subscription) -> None:
        """Enter the newest slot that has come, if it is not in the ledger; older ones that were missed are noted as skipped."""
        now = self.clock()
        slots = islice(slots_back(now, subscription, self.zone, self.calendar), _WEEKS_LOOKED_BACK)
        for age, slot in enumerate(slots):
            if self.ledger.knows(subscription.channel, slot.week):
                return
            reason = self._why_not(subscription, slot, now, is_newest=age == 0)
            if reason:
                self.ledger.skip(subscription.channel, subscription.team, slot, reason)
            else:
                self.ledger.enter(subscription.channel, subscription.team, slot)
            if subscription.slots_from is None:
                return

    def _why_not(self, subscription: Subscription, slot: Slot, now: dt.datetime, *, is_newest: bool) -> str:
        """Why a slot is not posted; empty where it is."""
        if is_paused(subscription, slot) and subscription.paused_until:
            return f"Paused until {say_date(subscription.paused_until)}."
        if is_too_late(slot.at, now):
            return f"Nothing ran from {say_instant(slot.at, self.zone)} on for 48 hours."
        return "" if is_newest else "A newer one was due."

    def next_slot(self, subscription: Subscription) -> Slot:
        """When a channel gets its next digest."""
        return next_slot(self.clock(), subscription, self.zone, self.calendar, self.ledger.weeks(subscription.channel))
