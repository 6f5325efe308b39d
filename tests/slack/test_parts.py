"""The parts of the Slack edge one by one: claims, kept questions, turns, admins, files, log lines, settings, freshness."""

import contextlib
import csv
import datetime as dt
import io
import logging
import re
import shutil
import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from parts import TODAY, bot_in_slack, brain, client, service
from standin import Standin, faults
from standin.fixtures import Transport

from sendbot.answers.details import Table, details
from sendbot.errors import SettingsError
from sendbot.settings import read_settings
from sendbot.slack.admins import Admins
from sendbot.slack.clients import web_client
from sendbot.slack.downloads import as_calendar, as_csv
from sendbot.slack.listeners.claims import claim_keys
from sendbot.slack.listeners.home import freshness
from sendbot.slack.pressed import Pressed
from sendbot.slack.redaction import RedactingFormatter, redact
from sendbot.slack.service import Service
from sendbot.slack.turns import Turns
from sendbot.store import Asked, Asker, Claim, Correction, SlackState


class Now:
    """A clock for a test."""

    def __init__(self) -> None:
        self.time = 1_000_000.0

    def __call__(self) -> float:
        return self.time


@pytest.fixture
def now() -> Now:
    return Now()


@pytest.fixture
def state(tmp_path: Path, now: Now) -> SlackState:
    return SlackState(tmp_path / "bot.db", now)


# Claims


@pytest.mark.parametrize(
    ("settled", "later_s", "claim"),
    [(True, 0, Claim.DONE), (True, 3_000, Claim.DONE), (False, 0, Claim.HELD), (False, 44, Claim.HELD), (False, 46, Claim.AGAIN)],
)
def test_what_becomes_of_a_claim(state: SlackState, now: Now, settled: bool, later_s: float, claim: Claim) -> None:
    assert state.claim(["event:1", "message:a"]) is Claim.NEW
    if settled:
        state.settle(["event:1", "message:a"])
    now.time += later_s
    assert state.claim(["event:2", "message:a"]) is claim


def test_a_third_form_of_an_event_is_known_by_the_second(state: SlackState) -> None:
    state.claim(["event:1", "message:a"])
    state.settle(["event:1", "message:a"])
    state.claim(["event:2", "message:a", "client:x"])
    assert state.claim(["event:3", "message:b", "client:x"]) is Claim.DONE


def test_one_of_two_processes_takes_over(tmp_path: Path, state: SlackState, now: Now) -> None:
    state.claim(["event:1"])
    now.time += 60
    other = SlackState(tmp_path / "bot.db", now)
    assert (other.claim(["event:1"]), state.claim(["event:1"])) == (Claim.AGAIN, Claim.HELD)


def test_claims_and_threads_are_forgotten_in_time(state: SlackState, now: Now, tmp_path: Path) -> None:
    state.claim(["event:1"])
    state.remember("C1:1.0", Asker("U1"))
    now.time += 25 * 3600
    state.settle(["event:2"])
    assert state.claim(["event:1"]) is Claim.NEW
    assert state.knows("C1:1.0")
    now.time += 14 * 24 * 3600
    assert not state.knows("C1:1.0")
    assert state.recall("C1:1.0", Asker) is None


def test_the_journal_is_written_back_now_and_then(tmp_path: Path, state: SlackState) -> None:
    for number in range(1_500):
        state.claim([f"event:{number}"])
        state.settle([f"event:{number}"])
    (tmp_path / "copy").mkdir()
    alone = shutil.copy(tmp_path / "bot.db", tmp_path / "copy")  # without the journal beside it
    with contextlib.closing(sqlite3.connect(alone)) as db:
        (written,) = db.execute("select count(*) from slack_claims").fetchone()
    assert 1_000 <= written <= 1_500
    assert (tmp_path / "bot.db-wal").stat().st_size < 8_000_000


def test_a_closed_database_is_not_usable(state: SlackState) -> None:
    assert state.is_usable()
    state.close()
    assert not state.is_usable()


MENTION = {"type": "app_mention", "channel": "C1", "ts": "1.0", "client_msg_id": "m1"}


@pytest.mark.parametrize(
    ("body", "keys"),
    [
        ({"event_id": "Ev1", "event": MENTION}, ["event:Ev1", "message:C1:1.0", "client:C1:m1"]),
        ({"event_id": "Ev1", "event": {"type": "function_executed"}}, ["event:Ev1"]),
        ({"event_id": "Ev1", "event": {"type": "app_home_opened"}}, []),
        ({"type": "block_actions", "trigger_id": "1.2"}, ["trigger:1.2"]),
        ({"command": "/sendbot", "trigger_id": "1.2"}, ["trigger:1.2"]),
        ({"type": "block_suggestion"}, []),
    ],
)
def test_what_a_delivery_is_claimed_by(body: dict[str, Any], keys: list[str]) -> None:
    assert claim_keys(body) == keys


# Kept questions


def test_questions_verdicts_and_corrections_are_kept(state: SlackState, now: Now) -> None:
    questions = state.questions
    for number, answered in enumerate((True, False)):
        questions.keep(Asked(f"q{number}", "why?", TODAY, None, answered, "x", None, "v1", Asker("U1", "T1", "C1", "1.0")))
    assert [a.id for a in questions.unanswered(5)] == ["q1"]
    questions.want("q0")
    assert {a.id for a in questions.unanswered(5)} == {"q0", "q1"}
    questions.rate("q0", "U1", "bad")
    questions.explain("q0", "U1", "It was May.")
    questions.rate("q0", "U2", "bad")
    questions.rate("q0", "U2", "good")
    assert questions.verdicts("q0") == [("U1", "bad", "It was May."), ("U2", "good", None)]
    assert questions.correct(Correction("U1", "said", "should say")) == 1
    assert questions.corrections(5) == [(1, Correction("U1", "said", "should say"))]
    found = questions.find("q0")
    assert found
    assert (found.asker, found.asked_at) == (Asker("U1", "T1", "C1", "1.0"), now.time)


@pytest.mark.parametrize("where", ["container", "message"])
def test_a_press_in_a_thread_is_known_by_either_place_that_says_so(where: str) -> None:
    body: dict[str, Any] = {"user": {"id": "U1"}, "container": {"channel_id": "C1", "message_ts": "2.0"}, "message": {"ts": "2.0"}}
    body[where]["thread_ts"] = "1.0"
    assert Pressed.of(body, {"value": "x"}).thread_ts == "1.0"


@pytest.mark.parametrize("action", ["csv", "calendar", "feedback"])
def test_buttons_of_an_answer_that_is_no_longer_kept_say_so(tmp_path: Path, transport: Transport, action: str) -> None:
    with bot_in_slack(transport, tmp_path / "bot.db") as slack:
        anna, team = slack.user("anna"), slack.channel("team")
        answer = slack.wait_for_reply(anna.mentions(team, "which plans are overdue"))
        with sqlite3.connect(tmp_path / "bot.db") as db:
            db.execute("delete from slack_questions")
        anna.presses(action, answer, *(["This helped"] if action == "feedback" else [])).wait()
        assert slack.wait_for_message(team, lambda post: "no longer have that answer" in post.text).ephemeral_to == anna.id


def test_an_unexpected_error_after_a_press_in_the_home_tab_is_said_directly(
    tmp_path: Path, transport: Transport, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    with bot_in_slack(transport, tmp_path / "bot.db") as slack:
        anna = slack.user("anna")
        anna.opens_home()
        home = slack.wait_for_home(anna)
        monkeypatch.setattr(Service, "ask", broken)
        anna.presses("ask_0", home).wait()
        apology = slack.wait_for_message(anna.direct_channel)
        slack.settle()
        assert len(slack.posts()) == 1
    found = re.search(r"this reference: ([0-9a-f]{6})\.", apology.text)
    assert found
    assert f"reference {found[1]}" in caplog.text
    assert "ZeroDivisionError" not in apology.text


def test_a_kept_question_gives_its_answer_again(tmp_path: Path) -> None:
    made = service(tmp_path / "bot.db")
    made.ask("days left on Bury's WSA", "C1:1.0")
    reply = made.ask("and Brent?", "C1:1.0")
    again = made.again(reply.id)
    assert again
    assert again.answer == reply.answer
    assert made.again("gone") is None


def test_feedback_is_stored_with_the_question_the_query_and_the_version(tmp_path: Path) -> None:
    made = service(tmp_path / "bot.db")
    reply = made.ask("days left on Bury's WSA")
    kept = made.state.questions.find(reply.id)
    assert kept
    assert kept.answered
    assert kept.version == brain().snapshot.version
    assert '"bury"' in str(kept.query)


# Turns


def test_a_conversation_is_answered_one_line_at_a_time_and_others_meanwhile() -> None:
    turns, order = Turns(), []
    inside, go_on = threading.Event(), threading.Event()

    def first() -> None:
        with turns.turn("a"):
            inside.set()
            go_on.wait(5)
            order.append("first")

    def second() -> None:
        with turns.turn("a"):
            order.append("second")

    threads = [threading.Thread(target=first), threading.Thread(target=second)]
    threads[0].start()
    inside.wait(5)
    threads[1].start()
    with turns.turn("b"):
        order.append("other")
    go_on.set()
    for thread in threads:
        thread.join()
    assert order == ["other", "first", "second"]
    assert not turns._locks


# Admins


def test_admins_are_people_and_members_of_groups_asked_now_and_then(now: Now) -> None:
    with Standin() as slack:
        slack.world.user_groups["S1"] = frozenset({"U2"})
        admins = Admins(("U1", "S1"), now)
        web = client(slack)
        assert [admins.includes(user, web) for user in ("U1", "U2", "U3")] == [True, True, False]
        assert admins.all(web) == {"U1", "U2"}
        assert len(slack.calls("usergroups.users.list")) == 1
        slack.world.user_groups["S1"] = frozenset({"U3"})
        now.time += 301
        assert admins.includes("U3", web)
        now.time += 301
        slack.add_fault("usergroups.users.list", faults.server_error(), times=None)
        assert admins.includes("U3", web)
        assert not admins.includes("U2", web)


# Files


def test_a_list_as_csv_never_starts_a_formula() -> None:
    table = Table("c", ("", "Day"), (("=1+1", dt.date(2017, 1, 2)), ("@x", None), (3, "-1")), (0, 1))
    content = as_csv(table)
    assert content.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(content.decode("utf-8-sig")))) == [
        ["What", "Day"],
        ["'=1+1", "2017-01-02"],
        ["'@x", ""],
        ["3", "'-1"],
    ]


def test_deadlines_as_a_calendar() -> None:
    snapshot = brain().snapshot
    view = snapshot.view(TODAY)
    answer, _ = brain().ask("days left on Bury's WSA", TODAY)
    content = as_calendar(details(answer, view, TODAY).deadlines, snapshot, dt.datetime(2017, 10, 6, 9, tzinfo=dt.UTC))
    (event,) = Calendar.from_ical(content).walk("VEVENT")
    assert event.decoded("dtstart") == dt.date(2017, 10, 31)
    assert event.decoded("dtend") == dt.date(2017, 11, 1)
    assert str(event["summary"]) == "Bury: written statement of action due (estimate)"
    assert "working days" in str(event["description"])
    assert max(len(line) for line in content.split(b"\r\n")) <= 75


# The Home tab's figures


def test_freshness_counts_areas_of_which_something_became_public() -> None:
    fresh = freshness(brain().snapshot.view(TODAY), TODAY, "v1")
    assert fresh.since == dt.date(2017, 7, 1)
    assert fresh.newest is not None
    assert dt.date(2017, 7, 1) <= fresh.newest <= TODAY
    assert fresh.areas_changed > 0
    assert freshness(brain().snapshot.view(dt.date(2017, 2, 1)), dt.date(2017, 2, 1), "v1").since == dt.date(2016, 11, 1)


# The log


@pytest.mark.parametrize("token", ["xoxb-123-456-abcDEF", "xapp-1-A0-1-abc", "xoxe.xoxb-1-Mi0y", "xoxe-1-My0x", "xwfp-0001", "xoxp-9-8"])
def test_no_line_of_the_log_holds_a_token(token: str) -> None:
    error = ValueError(f"bad {token}")
    record = logging.LogRecord("x", logging.ERROR, __file__, 1, "with %s", (token,), (ValueError, error, None))
    line = RedactingFormatter("%(message)s").format(record)
    assert token not in line
    assert "ValueError: bad x" in line
    assert redact("nothing of the kind: xoxo") == "nothing of the kind: xoxo"


# Settings


def test_settings_of_slack_are_read() -> None:
    given = {
        "SLACK_CLI_XOXB": "xoxb-1",
        "SLACK_BOT_TOKEN": "xoxb-2",
        "SLACK_CLI_XAPP": "xapp-1",
        "PORT": "8080",
        "SENDBOT_ALLOWED_BOTS": "B1, B2",
    }
    settings = read_settings(given, Path("/nowhere"))
    assert (settings.bot_token, settings.app_token, settings.port) == ("xoxb-1", "xapp-1", 8080)
    assert settings.allowed_bots == {"B1", "B2"}
    assert settings.has_slack
    oauth = read_settings({"SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": "s", "SLACK_SIGNING_SECRET": "t"}, Path("/nowhere"))
    assert oauth.has_oauth
    assert oauth.has_slack


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"PORT": "eighty"}, "PORT is 'eighty'. It must be a number"),
        ({"PORT": "70000"}, "PORT is '70000'"),
        ({"SENDBOT_ALLOWED_BOTS": "U1"}, "SENDBOT_ALLOWED_BOTS has 'U1'. List Slack bot ids"),
        ({"SLACK_CLIENT_ID": "1.2"}, "only one is set"),
        ({"SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": "s"}, "SLACK_SIGNING_SECRET is not"),
        ({"SLACK_BOT_TOKEN": "xoxb-1"}, "neither SLACK_APP_TOKEN"),
        ({"SLACK_APP_TOKEN": "xapp-1"}, "SLACK_BOT_TOKEN is not"),
        ({"SLACK_BOT_TOKEN": "xoxp-1"}, "must begin with xoxb-"),
    ],
)
def test_a_bad_setting_is_named(given: dict[str, str], words: str) -> None:
    with pytest.raises(SettingsError, match=re.escape(words)):
        read_settings(given, Path("/nowhere"))


def test_the_client_never_sends_again_but_when_asked_to_slow_down() -> None:
    made = web_client(read_settings({"SLACK_API_URL": "http://localhost:1/api"}, Path("/nowhere")))
    assert [type(handler).__name__ for handler in made.retry_handlers] == ["RateLimitErrorRetryHandler"]
    assert (made.base_url, made.timeout) == ("http://localhost:1/api/", 10)


# Bots


def test_an_allowed_bot_is_answered_three_times_a_thread_and_day_and_never_mentioned(tmp_path: Path) -> None:
    with bot_in_slack("socket", tmp_path / "bot.db", allowed_bots=frozenset({"B"})) as probe:
        bot_id = probe.user("digestbot", bot=True).user.bot_id
    with bot_in_slack("socket", tmp_path / "other.db", allowed_bots=frozenset({str(bot_id)})) as slack:
        friend, team = slack.user("digestbot", bot=True), slack.channel("team")
        assert friend.user.bot_id == bot_id
        first = friend.mentions(team, "days left on Bury's WSA")
        slack.wait_for_reply(first)
        for _ in range(4):
            friend.mentions(team, "days left on Brent's WSA", thread=first)
            slack.settle()
        assert len(slack.posts(team)) == 3
        assert not slack.pings()


def test_two_quick_lines_of_a_thread_keep_their_order(tmp_path: Path) -> None:
    with bot_in_slack("socket", tmp_path / "bot.db") as slack:
        anna, team = slack.user("anna"), slack.channel("team")
        first = anna.mentions(team, "days left on Bury's WSA")
        slack.wait_for_reply(first)
        slack.add_fault("chat.postMessage", faults.slow(0.3))
        anna.writes(team, "and Brent?", thread=first)
        time.sleep(0.05)
        anna.writes(team, "and Wakefield?", thread=first)
        slack.wait_for(lambda: len(slack.posts(team)) == 3)
        assert [name for post in slack.posts(team)[1:] for name in ("Brent", "Wakefield") if post.text.startswith(name)] == [
            "Brent",
            "Wakefield",
        ]


def test_admins_see_what_waits_and_hear_of_corrections(tmp_path: Path) -> None:
    with bot_in_slack("socket", tmp_path / "probe.db") as probe:
        boss_id = probe.user("boss").id
    with bot_in_slack("socket", tmp_path / "bot.db", admins=(boss_id,)) as slack:
        boss, anna, team = slack.user("boss"), slack.user("anna"), slack.channel("team")
        slack.wait_for_reply(anna.mentions(team, "will it rain <!channel>"))
        answer = slack.wait_for_reply(anna.mentions(team, "days left on Bury's WSA"))
        anna.uses_shortcut("correct_answer", answer).wait()
        anna.submits(slack.wait_for_modal(anna), {"words": "Received on 20 July <!here>."}).wait()
        told = slack.wait_for_message(boss.direct_channel)
        assert "20 July &lt;!here&gt;" in told.text
        assert "this answer>" in told.text
        boss.opens_home()
        shown = str(slack.wait_for_home(boss).blocks)
        assert "will it rain" in shown
        assert "20 July" in shown
        assert {ping.whom for ping in slack.pings()} == {f"@{anna.id}"}


def sqlite_rows(path: Path, sql: str) -> list[Any]:
    with sqlite3.connect(path) as db:
        return db.execute(sql).fetchall()


@pytest.mark.parametrize(
    ("press", "table", "column", "value"),
    [
        (lambda anna, answer: anna.presses("feedback", answer, "This helped").wait(), "slack_feedback", "verdict", "good"),
        (lambda anna, answer: anna.presses("none_of_these", answer).wait(), "slack_questions", "wanted", 1),
    ],
)
def test_what_people_make_of_answers_is_kept(tmp_path: Path, press: Callable[..., object], table: str, column: str, value: object) -> None:
    words = "days left on Bury's WSA" if table == "slack_feedback" else "will it rain"
    with bot_in_slack("socket", tmp_path / "bot.db") as slack:
        anna = slack.user("anna")
        press(anna, slack.wait_for_reply(anna.mentions(slack.channel("team"), words)))
        slack.wait_for(lambda: (value,) in sqlite_rows(tmp_path / "bot.db", f"select {column} from {table}"))
