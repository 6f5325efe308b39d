"""Looking for a digest in a busy channel, and pictures: shared, waited for, done without."""

import datetime as dt
import logging

import pytest
from digest_parts import Desk, in_slack, london
from standin import Channel, Message, faults

MONDAY = london(2017, 10, 2)
POST = "chat.postMessage"


def chatter(d: Desk, channel: Channel, lines: int) -> None:
    """People write so many lines."""
    anna = d.slack.user("anna")
    with d.slack.world.changed:
        for number in range(lines):
            ts = d.slack.world.new_ts()
            d.slack.world.messages[channel.id, ts] = Message(channel.id, ts, anna.id, f"line {number}", d.slack.team.id)


def test_it_is_found_below_hundreds_of_messages(d: Desk) -> None:
    d.subscribe()
    d.slack.add_fault(POST, faults.lost_answer())
    d.at(MONDAY)
    chatter(d, d.team, 650)
    assert d.later(seconds=30) == 1
    assert d.entry().state == "sent"
    assert len(d.slack.calls(POST)) == 1
    assert len(d.slack.calls("conversations.history")) == 4


def test_in_a_channel_too_busy_to_look_through_it_is_unknown(d: Desk) -> None:
    d.subscribe()
    d.slack.add_fault(POST, faults.lost_answer())
    d.at(MONDAY)
    chatter(d, d.team, 1_001)
    assert d.later(seconds=30) == 0
    assert d.entry().state == "unknown"
    assert "More than a thousand messages" in d.told()[0]


def test_an_old_busy_channel_is_looked_through_as_far_as_it_takes(d: Desk) -> None:
    chatter(d, d.team, 2_000)  # before it was due
    d.subscribe()
    d.slack.add_fault(POST, faults.lost_request())
    d.at(MONDAY)
    assert d.later(seconds=30) == 1
    assert d.entry().state == "sent"


def test_channels_with_the_same_deadlines_share_a_picture(d: Desk) -> None:
    for number in range(3):
        d.subscribe(d.slack.channel(f"team-{number}"), "horizon 100")
    d.subscribe(options="horizon 100 london")
    d.at(MONDAY)
    assert len(d.slack.calls("files.completeUploadExternal")) <= 2
    shown = {
        block["slack_file"]["id"]
        for n in range(3)
        for m in d.digests(d.slack.channel(f"team-{n}"))
        for block in m.blocks
        if block["type"] == "image"
    }
    assert len(shown) == 1


def test_a_picture_is_waited_for_where_slack_asks_to_wait(d: Desk) -> None:
    d.subscribe(options="horizon 100")
    d.slack.add_fault("files.getUploadURLExternal", faults.rate_limited(30))
    assert d.at(MONDAY) == 0
    assert d.later(seconds=30)
    assert [block for block in d.digests()[0].blocks if block["type"] == "image"]


def test_an_answer_without_retry_after_is_waited_for_too(d: Desk) -> None:
    d.subscribe()
    d.slack.add_fault(POST, faults.refused("ratelimited"))
    assert d.at(MONDAY) == 0
    assert d.later(seconds=29) == 1
    assert not d.slack.calls("conversations.history")


def test_a_channel_that_cannot_be_looked_into_just_now_is_not_subscribed(d: Desk) -> None:
    with in_slack(d) as slack:
        slack.add_fault("conversations.history", faults.server_error())
        slack.user("anna").runs("/sendbot", "digest subscribe", channel=d.team).wait()
        assert "Try again later" in slack.wait_for_message(d.team).text
        assert not d.ledger.subscriptions()


def test_a_preview_says_that_a_quiet_week_would_be_skipped_and_direct_messages_get_no_digest(d: Desk) -> None:
    with in_slack(d) as slack:
        anna = slack.user("anna")
        anna.runs("/sendbot", "digest preview isles of scilly skip quiet", channel=d.team).wait()
        assert "it would be skipped" in slack.wait_for_message(d.team).text
        anna.runs("/sendbot", "digest subscribe").wait()
        assert "A digest goes to a channel" in slack.wait_for_message(anna.direct_channel).text


def test_trouble_with_seeing_what_is_due_for_one_channel_is_logged_and_the_others_get_theirs(
    d: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    d.subscribe()
    d.subscribe(d.slack.channel("other"))
    enter = d.newsroom.enter_due

    def unable(subscription: object) -> None:
        if getattr(subscription, "channel", "") == d.team.id:
            raise ValueError("a mistake of ours")
        enter(subscription)  # type: ignore[arg-type]

    monkeypatch.setattr(d.newsroom, "enter_due", unable)
    with caplog.at_level(logging.ERROR):
        assert d.at(MONDAY) == 1
    assert "reference" in caplog.text
    monkeypatch.undo()
    assert d.later(minutes=1) == 1


def test_questions_of_an_older_sendbot_are_passed_over(d: Desk) -> None:
    d.subscribe()
    with d.state._lock:
        d.state._db.execute(
            "insert into slack_questions (id, asked_at, question, today, answered, intent, query, version) values ('q', ?, 'x', '2017-10-01', 1, '', '{\"old\":', '')",
            ((MONDAY - dt.timedelta(hours=1)).timestamp(),),
        )
    assert d.at(MONDAY) == 1
