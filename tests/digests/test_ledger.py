"""The ledger: what two processes on one file make of it."""

import datetime as dt
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from digest_parts import LONDON, brain, london

from sendbot.digests.schedule import Slot, slot_of_week
from sendbot.digests.subscription import Subscription
from sendbot.store.digests import GRACE, LEASE, DigestLedger

SLOT = slot_of_week(dt.date(2017, 10, 2), Subscription("C1"), LONDON, brain().snapshot.calendar)
CONTENT = {"parent": {"text": "hello"}, "detail-1": {"text": "more"}}


class Now:
    def __init__(self) -> None:
        self.moment = london(2017, 10, 2)

    def __call__(self) -> dt.datetime:
        return self.moment

    def advance(self, span: dt.timedelta) -> None:
        self.moment += span


@pytest.fixture
def now() -> Now:
    return Now()


@pytest.fixture
def two(tmp_path: Path, now: Now) -> Iterator[tuple[DigestLedger, DigestLedger]]:
    pair = DigestLedger(tmp_path / "bot.db", now), DigestLedger(tmp_path / "bot.db", now)
    yield pair
    for ledger in pair:
        ledger.close()


def test_a_turn_is_entered_once_and_taken_by_one(two: tuple[DigestLedger, DigestLedger]) -> None:
    first, second = two
    assert first.enter("C1", "T1", SLOT)
    assert not second.enter("C1", "T1", SLOT)
    assert not second.skip("C1", "T1", SLOT, "late")
    assert first.take()
    assert second.take() is None


def test_a_lease_that_ended_is_taken_over_and_the_first_holds_nothing_any_more(two: tuple[DigestLedger, DigestLedger], now: Now) -> None:
    first, second = two
    first.enter("C1", "T1", SLOT)
    held = first.take()
    assert held
    assert first.is_held(held, 10)
    now.advance(LEASE)
    taken = second.take()
    assert taken
    assert taken.tries == 2
    assert not first.is_held(held, 10)
    assert not first.end(held, "failed", "no")
    assert first.freeze(held, CONTENT, now()) is None
    first.put_back(held, GRACE, "unclear", is_clear=True)
    assert second.is_held(taken, 10)


def test_content_is_frozen_and_parts_follow_each_other(two: tuple[DigestLedger, DigestLedger], now: Now) -> None:
    first, second = two
    first.enter("C1", "T1", SLOT)
    turn = first.take()
    assert turn
    written = first.freeze(turn, CONTENT, now())
    assert written
    assert first.told_until("C1") is None  # nothing is out
    first.part_sent(written, "parent", "1.0", dt.timedelta(seconds=1))
    assert first.told_until("C1") == london(2017, 10, 2)  # whatever becomes of the rest
    assert second.take() is None
    now.advance(dt.timedelta(seconds=1))
    following = second.take()
    assert following
    assert (following.content, following.sent, following.tries) == (CONTENT, {"parent": "1.0"}, 1)
    second.part_sent(following, "detail-1", "2.0", dt.timedelta(seconds=1))
    assert first.entries()[0].state == "sent"
    assert first.told_until("C1") == london(2017, 10, 2)
    assert first.next_at() is None


@pytest.mark.parametrize(("is_clear", "tries"), [(True, 1), (False, 2)])
def test_only_what_may_have_been_posted_counts_as_a_try(
    two: tuple[DigestLedger, DigestLedger], now: Now, is_clear: bool, tries: int
) -> None:
    first, _ = two
    first.enter("C1", "T1", SLOT)
    turn = first.take()
    assert turn
    first.put_back(turn, dt.timedelta(seconds=20), "wait", is_clear=is_clear)
    assert first.take() is None
    now.advance(dt.timedelta(seconds=20))
    again = first.take()
    assert again
    assert again.tries == tries


def test_a_workspace_is_held_back_and_another_is_not(two: tuple[DigestLedger, DigestLedger]) -> None:
    first, _ = two
    first.enter("C1", "T1", SLOT)
    first.enter("C2", "T2", SLOT)
    first.hold_team("T1", dt.timedelta(seconds=30))
    taken = first.take()
    assert taken
    assert taken.channel == "C2"
    assert first.take() is None


def test_racing_threads_take_each_turn_once(tmp_path: Path, now: Now) -> None:
    ledgers = [DigestLedger(tmp_path / "bot.db", now) for _ in range(4)]
    for number in range(40):
        ledgers[0].enter(f"C{number}", "T1", Slot("2017-W40", SLOT.at, SLOT.day))
    taken: list[str] = []

    def take_all(ledger: DigestLedger) -> None:
        while turn := ledger.take():
            taken.append(turn.channel)

    racers = [threading.Thread(target=take_all, args=(ledger,)) for ledger in ledgers]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join()
    for ledger in ledgers:
        ledger.close()
    assert sorted(taken) == sorted(f"C{number}" for number in range(40))


def test_subscriptions_are_kept_changed_and_ended(two: tuple[DigestLedger, DigestLedger]) -> None:
    first, second = two
    first.subscribe(Subscription("C1", time=dt.time(8, 30), areas=("bury",), paused_until=dt.date(2027, 1, 5)))
    second.subscribe(Subscription("C2"))
    assert [s.channel for s in first.subscriptions()] == ["C1", "C2"]
    assert second.subscription("C1") == Subscription("C1", time=dt.time(8, 30), areas=("bury",), paused_until=dt.date(2027, 1, 5))
    assert second.unsubscribe("C1")
    assert not first.unsubscribe("C1")
    assert first.subscription("C1") is None
