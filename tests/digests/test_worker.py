"""A digest comes once, whatever Slack, the clock, the database or another process does."""

import contextlib
import datetime as dt
import itertools
import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from digest_parts import BEFORE, Desk, desk, london, without_scopes
from slack_sdk import WebClient
from standin import faults

MONDAY = london(2017, 10, 2)
POST = "chat.postMessage"


def test_it_comes_at_its_hour_and_once(d: Desk) -> None:
    d.subscribe()
    assert d.at(MONDAY - dt.timedelta(minutes=1)) == 0
    assert d.at(MONDAY) == 1
    assert d.later(hours=1) == 0
    (digest,) = d.digests()
    assert digest.text.startswith("2 plans due in the next 30 days (first: Brent, about 20 October 2017).")
    assert digest.metadata == {"event_type": "sendbot_digest", "event_payload": {"key": f"digest:{d.team.id}:2017-W40:parent"}}
    assert d.entry().state == "sent"
    assert digest.sent["unfurl_links"] in (False, "false", "0", 0)


def test_a_new_subscription_makes_up_for_no_earlier_slot(d: Desk) -> None:
    d.slack.clock.move_to(MONDAY + dt.timedelta(minutes=5))
    d.subscribe()
    assert d.later(minutes=1) == 0
    assert d.at(london(2017, 10, 9)) == 1


def test_a_new_day_or_time_holds_from_then_on_and_gives_one_a_week(d: Desk) -> None:
    d.subscribe()
    d.at(MONDAY)
    d.subscribe(options="thursday 14:00")
    assert d.at(london(2017, 10, 5, 14)) == 0  # this week's has been
    assert d.at(london(2017, 10, 12, 14)) == 1


def test_late_is_said_and_too_late_is_skipped(d: Desk) -> None:
    d.subscribe()
    assert d.at(MONDAY + dt.timedelta(minutes=16)) == 1
    assert "Late: it was due on Monday 2 October 2017 at 09:00." in d.digests()[0].text
    assert d.at(london(2017, 10, 9) + dt.timedelta(hours=48, minutes=1)) == 0
    assert (d.entry().state, d.entry().reason) == ("skipped", "Nothing ran from Monday 9 October 2017 at 09:00 on for 48 hours.")


def test_after_weeks_of_standing_still_one_comes_and_the_others_are_noted(d: Desk) -> None:
    d.subscribe()
    d.at(MONDAY)
    assert d.at(london(2017, 11, 6, 12)) == 1
    rows = [(e.week, e.state) for e in d.ledger.entries([d.team.id])]
    assert rows == [
        ("2017-W45", "sent"),
        ("2017-W44", "skipped"),
        ("2017-W43", "skipped"),
        ("2017-W42", "skipped"),
        ("2017-W41", "skipped"),
        ("2017-W40", "sent"),
    ]
    assert "Past the date since the last digest" in d.digests()[1].text  # of all five weeks


def test_a_pause_is_kept_and_noted(d: Desk) -> None:
    d.subscribe()
    d.orders.pause(d.team.id, "10 October 2017")
    assert d.at(MONDAY) == 0
    assert d.entry().reason == "Paused until 10 October 2017."
    d.at(london(2017, 10, 9))
    assert d.at(london(2017, 10, 16)) == 1


def test_resuming_makes_up_for_nothing(d: Desk) -> None:
    d.subscribe()
    d.orders.pause(d.team.id, "10 October 2017")
    d.slack.clock.move_to(MONDAY + dt.timedelta(hours=1))
    d.orders.resume(d.team.id)
    assert d.later(minutes=1) == 0
    assert d.at(london(2017, 10, 9)) == 1


def test_a_quiet_week_is_one_line_or_skipped(d: Desk) -> None:
    quiet, silent = d.slack.channel("quiet"), d.slack.channel("silent")
    d.subscribe(quiet, "isles of scilly")
    d.subscribe(silent, "isles of scilly skip quiet")
    d.at(MONDAY)
    assert d.digests(quiet)[0].text == "Nothing new since 21 September 2017. No plan with a known date is due."
    assert not d.digests(silent)
    assert d.entry(silent).reason == "A week without news."


def test_a_moved_digest_says_so(d: Desk) -> None:
    d.slack.clock.move_to(london(2017, 12, 27))
    d.subscribe()
    assert d.at(london(2018, 1, 1)) == 0
    assert d.at(london(2018, 1, 2)) == 1
    assert "Moved from Monday 1 January, a bank holiday." in d.digests()[0].text


# --- what Slack does
@pytest.mark.parametrize(
    "fault", [faults.lost_answer(), faults.hanging(), faults.lost_request(), faults.hanging(accepted=False), faults.server_error()]
)
def test_an_unclear_post_is_looked_for_after_the_grace(d: Desk, fault: faults.Fault) -> None:
    d.subscribe()
    d.slack.add_fault(POST, fault)
    assert d.at(MONDAY) == 0
    assert d.later(seconds=20) == 0  # within the grace
    assert not d.slack.calls("conversations.history")
    assert d.later(seconds=10) == 1
    assert len(d.digests()) == 1
    assert d.entry().state == "sent"
    assert len(d.slack.calls("conversations.history")) == 1


def test_a_look_that_fails_is_looked_again(d: Desk) -> None:
    d.subscribe()
    d.slack.add_fault(POST, faults.lost_answer())
    d.slack.add_fault("conversations.history", faults.server_error(), times=2)
    d.slack.add_fault("conversations.history", faults.rate_limited(7), nth=3)
    d.at(MONDAY)
    for _ in range(5):
        d.later(seconds=31)
    assert len(d.digests()) == 1
    assert d.entry().state == "sent"
    assert len(d.slack.calls(POST)) == 1


def test_429_waits_as_long_as_slack_says_and_so_does_the_whole_workspace(d: Desk) -> None:
    others = [d.slack.channel(f"team-{n}") for n in range(3)]
    for channel in (d.team, *others):
        d.subscribe(channel)
    d.slack.add_fault(POST, faults.rate_limited(40))
    assert d.at(MONDAY) == 0
    assert len(d.slack.calls(POST)) == 1
    assert d.later(seconds=39) == 4  # a tick waits for a second
    assert all(len(d.digests(channel)) == 1 for channel in (d.team, *others))
    assert not d.slack.calls("conversations.history")  # it was clear that nothing had been posted


@pytest.mark.parametrize(("how", "code"), [({"with_bot": False}, "not_in_channel"), ({"archived": True}, "is_archived")])
def test_a_refusal_is_noted_and_told_to_the_admins_once(d: Desk, how: dict[str, bool], code: str) -> None:
    d.subscribe()
    d.slack.set_channel(d.team, **how)
    d.slack.expect(POST, code)
    d.at(MONDAY)
    d.later(hours=1)
    assert d.entry().state == "failed"
    assert (d.entry().reason or "").startswith(f"Slack refused it ({code}). ")
    (told,) = d.told()
    assert f"• <#{d.team.id}> of Monday 2 October 2017 at 09:00 was not posted. Slack refused it ({code}). " in told
    assert "/sendbot digest now" in told


def test_many_refusals_are_told_in_one_message_and_again_where_slack_asks_to_wait(d: Desk) -> None:
    for number in range(5):
        channel = d.slack.channel(f"team-{number}")
        d.subscribe(channel)
        d.slack.set_channel(channel, with_bot=False)
    d.slack.expect(POST, "not_in_channel")
    d.slack.add_fault(POST, faults.rate_limited(5), when=lambda arguments: arguments["channel"] == d.boss.id)
    d.at(MONDAY)
    assert not d.told()
    d.later(seconds=30)
    d.later(seconds=30)
    (told,) = d.told()
    assert told.startswith("5 digests did not come as expected:")
    assert told.count("/invite") == 5


def test_blocks_that_slack_refuses_are_left_out(d: Desk) -> None:
    d.subscribe()
    d.slack.add_fault(POST, faults.refused("invalid_blocks"))
    assert d.at(MONDAY) == 1
    (digest,) = d.digests()
    assert not digest.blocks
    assert "Brent" in digest.text


def test_a_picture_that_slack_refuses_is_left_out_first(d: Desk) -> None:
    d.subscribe(options="horizon 100")
    d.slack.add_fault(POST, faults.refused("invalid_blocks"))
    assert d.at(MONDAY)
    (digest,) = d.digests()
    assert digest.blocks
    assert "image" not in [block["type"] for block in digest.blocks]


def test_three_deadlines_make_a_picture_with_words_for_who_cannot_see_it(d: Desk) -> None:
    d.subscribe(options="horizon 100")
    assert d.at(MONDAY)
    (image,) = [block for block in d.digests()[0].blocks if block["type"] == "image"]
    assert image["alt_text"].startswith("Timeline of deadlines from 2 October 2017: Brent about 20 October 2017, ")
    file = d.slack.world.files[image["slack_file"]["id"]]
    assert (file.content or b"").startswith(b"\x89PNG")
    assert file.channel is None


@pytest.mark.parametrize("step", ["files.getUploadURLExternal", "upload", "files.completeUploadExternal"])
def test_without_its_picture_a_digest_still_comes(d: Desk, step: str) -> None:
    d.subscribe(options="horizon 100")
    d.slack.add_fault(step, faults.server_error(500))
    assert d.at(MONDAY)
    assert "image" not in [block["type"] for block in d.digests()[0].blocks]


def test_without_permission_to_look_it_is_unknown_and_never_posted_again(tmp_path: Path) -> None:
    with desk(tmp_path / "bot.db", manifest=without_scopes("channels:history")) as d:
        d.subscribe()
        d.slack.add_fault(POST, faults.lost_answer())
        d.slack.expect("conversations.history", "missing_scope")
        d.at(MONDAY)
        for _ in range(4):
            d.later(minutes=5)
        assert len(d.digests()) == 1
        assert d.entry().state == "unknown"
        (told,) = d.told()
        assert "may not have been posted" in told


def test_a_token_that_is_refused_waits_for_a_good_one(d: Desk) -> None:
    d.subscribe()
    d.slack.add_fault(POST, faults.refused("token_revoked"))
    assert d.at(MONDAY) == 0
    assert "token" in (d.entry().reason or "")
    assert d.later(minutes=10) == 1


def test_long_sections_are_whole_in_the_thread(tmp_path: Path) -> None:
    with desk(tmp_path / "bot.db", start=london(2019, 1, 7)) as d:
        d.subscribe(options="horizon 120")
        assert d.at(london(2019, 1, 7)) == 2
        (parent,) = d.digests()
        (detail,) = [m for m in d.slack.messages(d.team) if m.is_reply]
        assert detail.thread_ts == parent.ts
        assert "in the thread" in parent.text
        assert detail.text.count("•") > 3
        assert float(detail.ts) - float(parent.ts) > 1.099


@pytest.mark.parametrize("nth", [1, 2])
def test_a_lost_answer_to_either_part_doubles_neither(tmp_path: Path, nth: int) -> None:
    with desk(tmp_path / "bot.db", start=london(2019, 1, 7)) as d:
        d.subscribe(options="horizon 120")
        d.slack.add_fault(POST, faults.lost_answer(), nth=nth)
        d.at(london(2019, 1, 7))
        d.later(seconds=30)
        d.later(seconds=30)
        assert len(d.slack.messages(d.team)) == 2
        assert d.entry().state == "sent"


def test_a_digest_whose_parent_was_deleted_is_done_with(tmp_path: Path) -> None:
    with desk(tmp_path / "bot.db", start=london(2019, 1, 7)) as d:
        d.subscribe(options="horizon 120")
        d.slack.add_fault(POST, faults.rate_limited(60), nth=2)
        d.slack.expect(POST, "thread_not_found")
        d.at(london(2019, 1, 7))
        with d.slack.world.changed:
            d.slack.world.remove_message(d.digests()[0])
        d.later(minutes=2)
        assert (d.entry().state, d.entry().reason) == ("sent", "Its detail was not posted: the digest was deleted.")


# --- what happens on our side
def test_a_process_that_died_after_the_post_is_made_up_for_by_looking(d: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    d.subscribe()
    with monkeypatch.context() as dying:
        dying.setattr(d.ledger, "part_sent", lambda *_: (_ for _ in ()).throw(SystemExit))
        with pytest.raises(SystemExit):
            d.at(MONDAY)
    assert d.later(seconds=60) == 0  # the lease still runs
    assert d.later(seconds=60) == 1
    assert len(d.digests()) == 1


class _Crash(BaseException):
    """The process is gone."""


@contextlib.contextmanager
def _dying(d: Desk, moment: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Have the process die at its n-th moment: before or after a call of the database or of Slack."""
    calls = itertools.count(1)

    def mortal(call: Callable[..., Any]) -> Callable[..., Any]:
        def called(*arguments: Any, **named: Any) -> Any:
            if next(calls) == moment:
                raise _Crash
            result = call(*arguments, **named)
            if next(calls) == moment:
                raise _Crash
            return result

        return called

    with monkeypatch.context() as dying:
        dying.setattr(d.ledger, "_run", mortal(d.ledger._run))
        dying.setattr(WebClient, "api_call", mortal(WebClient.api_call))
        yield


def test_a_crash_at_any_call_of_the_database_or_of_slack_neither_loses_nor_doubles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    due, moments = london(2019, 1, 7), 0
    for moment in itertools.count(1):
        with desk(tmp_path / f"{moment}.db", start=due) as d:
            d.subscribe(options="horizon 120")
            d.slack.clock.move_to(due)
            with contextlib.suppress(_Crash), _dying(d, moment, monkeypatch):
                d.worker.tick()
                break  # it came to its end: there is no later moment to die at
            moments += 1
            other = d.another()
            for _ in range(3):
                other.tick()
                d.slack.clock.advance(minutes=3)
            posted = [m.metadata["event_payload"]["key"] for m in d.slack.messages(d.team) if m.metadata]
            assert [key.rpartition(":")[2] for key in posted] == ["parent", "detail-1"], f"after a crash at call {moment}"
            assert d.entry().state == "sent"
            other.newsroom.ledger.close()
    assert moments > 30


def test_a_process_that_lost_its_lease_does_not_post(d: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    d.subscribe()
    write = d.newsroom.write

    def slowly(*arguments: object) -> object:
        written = write(*arguments)  # type: ignore[arg-type]
        d.slack.clock.advance(minutes=5)  # a machine that slept
        return written

    with monkeypatch.context() as sleepy:
        sleepy.setattr(d.newsroom, "write", slowly)
        d.at(MONDAY)
    assert d.another().tick() == 0
    assert len(d.digests()) == 1
    assert len(d.slack.calls(POST)) == 1


def test_one_channel_that_cannot_be_written_for_does_not_keep_the_others_waiting(d: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    other = d.slack.channel("other")
    d.subscribe()
    d.subscribe(other)
    write = d.newsroom.write

    def unable(subscription: object) -> object:
        if getattr(subscription, "channel", "") == d.team.id:
            raise ValueError("a mistake of ours")
        return write(subscription)  # type: ignore[arg-type]

    with monkeypatch.context() as broken:
        broken.setattr(d.newsroom, "write", unable)
        assert d.at(MONDAY) == 1
    assert len(d.digests(other)) == 1
    assert "reference" in (d.entry().reason or "")
    assert d.later(minutes=10) == 1


def test_a_busy_database_puts_it_off(d: Desk) -> None:
    d.subscribe()
    d.slack.clock.move_to(MONDAY)
    d.ledger._db.execute("pragma busy_timeout = 1")
    blocker = sqlite3.connect(d.database, isolation_level=None)
    blocker.execute("begin immediate")
    assert d.worker.tick() == 0
    blocker.execute("rollback")
    blocker.close()
    assert d.worker.tick() == 1


def test_a_clock_set_back_posts_nothing_twice(d: Desk) -> None:
    d.subscribe()
    d.at(MONDAY + dt.timedelta(minutes=2))
    for moment in (MONDAY - dt.timedelta(minutes=5), MONDAY, MONDAY - dt.timedelta(days=6), MONDAY + dt.timedelta(hours=2)):
        d.at(moment)
    assert len(d.digests()) == 1


def test_a_clock_that_ran_ahead_posts_the_next_week_early_but_not_again(d: Desk) -> None:
    d.subscribe()
    d.at(london(2017, 10, 9))
    d.at(MONDAY)
    d.at(london(2017, 10, 9, 10))
    assert len(d.digests()) == 1


def test_unsubscribing_drops_what_is_not_out(d: Desk) -> None:
    d.subscribe()
    d.slack.add_fault(POST, faults.rate_limited(60))
    d.at(MONDAY)
    d.orders.unsubscribe(d.team.id)
    d.later(minutes=2)
    assert not d.digests()
    assert d.entry().reason == "The channel was unsubscribed."


def test_what_slack_did_not_take_for_two_days_is_dropped(d: Desk) -> None:
    d.subscribe()
    d.slack.add_fault(POST, faults.rate_limited(3_600), times=None)
    d.at(MONDAY)
    for _ in range(50):
        d.later(hours=1, seconds=1)
    d.slack.faults.clear()
    d.later(hours=1)
    assert not d.digests()
    assert (d.entry().state, d.entry().reason) == ("skipped", "It could not be posted for 48 hours.")


def test_workers_that_race_post_once(tmp_path: Path) -> None:
    with desk(tmp_path / "bot.db", timeout_s=10) as d:
        for number in range(8):
            d.subscribe(d.slack.channel(f"team-{number}"))
        d.slack.clock.move_to(MONDAY)
        racers = [threading.Thread(target=d.another().tick) for _ in range(4)]
        for racer in racers:
            racer.start()
        for racer in racers:
            racer.join()
        d.worker.tick()
        assert [len(d.digests(d.slack.channel(f"team-{number}"))) for number in range(8)] == [1] * 8
        assert d.slack.clock.now() > BEFORE
