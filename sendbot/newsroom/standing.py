"""How a channel's digests stand: the last, the next, the state and why."""

import msgspec

from sendbot.digests.schedule import Slot, say_instant, say_moved
from sendbot.digests.subscription import Subscription, say_options, say_slot
from sendbot.newsroom.newsroom import Newsroom
from sendbot.store.digests import Entry, State

_SAYS: dict[State, str] = {
    "open": "on its way",
    "sent": "posted",
    "failed": "not posted",
    "skipped": "skipped",
    "unknown": "perhaps posted",
}


class Standing(msgspec.Struct, frozen=True):
    """A channel's digests. `last`: its newest turn, None where there was none yet."""

    subscription: Subscription
    last: Entry | None
    next: Slot
    options: str
    said_last: str
    said_next: str

    @property
    def said_when(self) -> str:
        """Mondays at 09:00; about all areas; 30 days ahead."""
        return f"{say_slot(self.subscription)}; {self.options}"


def standing(newsroom: Newsroom, subscription: Subscription) -> Standing:
    """How one channel's digests stand."""
    last = next(iter(newsroom.ledger.entries([subscription.channel], 1)), None)
    following = newsroom.next_slot(subscription)
    moved = say_moved(following.moved_from)
    return Standing(
        subscription,
        last,
        following,
        say_options(subscription, newsroom.names),
        say_entry(newsroom, last) if last else "none yet",
        say_instant(following.at, newsroom.zone) + (f" ({moved.rstrip('.')})" if moved else ""),
    )


def say_entry(newsroom: Newsroom, entry: Entry) -> str:
    """A turn in words: when it was due, what became of it, and why."""
    tries = f" (tried {entry.tries} times)" if entry.state == "open" and entry.tries > 1 else ""
    why = f": {entry.reason}" if entry.reason else ""
    return f"{say_instant(entry.slot_at, newsroom.zone)}, {_SAYS[entry.state]}{tries}{why}"
