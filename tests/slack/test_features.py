"""Each thing people do with the bot in Slack, over both transports: what they see, and that Slack would object to nothing."""

import csv
import datetime as dt
import io
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from icalendar import Calendar
from parts import MANIFEST, bot_in_slack, file_sent, labels, said
from standin import Standin

LIST = "which areas were inspected in 2017"
OVERDUE = "which plans are overdue"
BURY = "days left on Bury's WSA"


@pytest.fixture(params=["socket", "http"])
def slack(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Standin]:
    with bot_in_slack(request.param, tmp_path / "bot.db") as standin:
        yield standin


def test_a_mention_is_answered_in_its_thread_and_the_thread_goes_on(slack: Standin) -> None:
    anna, team = slack.user("anna"), slack.channel("team")
    question = anna.mentions(team, BURY)
    answer = slack.wait_for_reply(question)
    assert "31 October 2017" in answer.text
    line = anna.writes(team, "and Brent?", thread=question)
    assert "Brent" in slack.wait_for_reply(line).text
    slack.settle()
    assert len(slack.posts(team)) == 2
    assert not slack.pings()


def test_a_direct_message_is_answered_flat_and_its_threads_stay_threads(slack: Standin) -> None:
    anna = slack.user("anna")
    anna.writes_dm(BURY)
    answer = slack.wait_for_message(anna.direct_channel)
    assert answer.thread_ts is None
    line = anna.writes_dm("and Brent?", thread=answer)
    assert slack.wait_for_reply(line).thread_ts == answer.ts


def test_what_people_do_besides_asking_is_left_alone(slack: Standin) -> None:
    anna, team, other = slack.user("anna"), slack.channel("team"), slack.user("weatherbot", bot=True)
    anna.joins(team)
    hello = anna.writes(team, "morning all")
    anna.writes(team, "days left on Bury's WSA", thread=hello)
    anna.edits(hello, "good morning all")
    anna.deletes(hello)
    other.mentions(team, BURY)
    other.writes(team, BURY)
    slack.settle()
    assert slack.posts() == []


def test_an_edit_of_a_question_is_no_new_question(slack: Standin) -> None:
    anna, team = slack.user("anna"), slack.channel("team")
    question = anna.mentions(team, BURY)
    slack.wait_for_reply(question)
    anna.edits(question, f"<@{slack.bot.id}> days left on Brent's WSA")
    slack.settle()
    assert len(slack.posts(team)) == 1


def test_a_long_list_is_a_table_that_can_be_taken_away(slack: Standin) -> None:
    anna, team = slack.user("anna"), slack.channel("team")
    question = anna.mentions(team, LIST)
    answer = slack.wait_for_reply(question)
    assert "data_table" in {block["type"] for block in answer.blocks}
    anna.presses("csv", answer).wait()
    name, content = file_sent(slack, team)
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert name == "sendbot-list.csv"
    assert (rows[0][0], len(rows)) == ("Area", 20)
    assert slack.posts(team)[-1].thread_ts == question.ts


def test_deadlines_go_into_a_calendar(slack: Standin) -> None:
    anna, team = slack.user("anna"), slack.channel("team")
    answer = slack.wait_for_reply(anna.mentions(team, OVERDUE))
    anna.presses("calendar", answer).wait()
    name, content = file_sent(slack, team)
    events = Calendar.from_ical(content).walk("VEVENT")
    assert name == "sendbot-deadlines.ics"
    assert len(events) == 8
    assert all("due" in str(event["summary"]) and event["uid"] for event in events)


def test_a_file_of_a_private_answer_comes_directly(slack: Standin) -> None:
    anna, team = slack.user("anna"), slack.channel("team", with_bot=False)
    anna.runs("/sendbot", f"ask {LIST}", channel=team).wait()
    answer = slack.wait_for_message(team)
    assert answer.ephemeral_to == anna.id
    anna.presses("csv", answer).wait()
    assert file_sent(slack, anna.direct_channel)[0] == "sendbot-list.csv"
    slack.wait_for_message(team, lambda post: "direct message" in post.text)


@pytest.mark.parametrize("is_private", [False, True])
def test_the_rest_of_a_list_comes_page_by_page(tmp_path: Path, is_private: bool) -> None:
    with bot_in_slack("socket", tmp_path / "bot.db", today=dt.date(2026, 11, 24)) as slack:
        anna, team = slack.user("anna"), slack.channel("team")
        if is_private:
            anna.runs("/sendbot", "how many reports by outcome", channel=team).wait()
            answer = slack.wait_for_message(team)
        else:
            answer = slack.wait_for_reply(anna.mentions(team, "how many reports by outcome"))
        anna.presses("more", answer).wait()
        page = slack.wait_for_message(team, lambda post: post.text.startswith("101 to 115 of "))
        anna.presses("more", page).wait()
        last = slack.wait_for_message(team, lambda post: post.text.startswith("116 to 130 of "))
        assert [bool(post.ephemeral_to) for post in (page, last)] == [is_private] * 2
        assert (page.thread_ts, last.thread_ts) == (answer.thread_ts, answer.thread_ts)


def test_a_command_is_answered_privately_and_can_be_shared(slack: Standin) -> None:
    anna, team = slack.user("anna"), slack.channel("team")
    anna.runs("/sendbot", f"ask {BURY}", channel=team).wait()
    answer = slack.wait_for_message(team)
    assert answer.ephemeral_to == anna.id
    anna.presses("share", answer).wait()
    shared = slack.wait_for_message(team, lambda post: not post.ephemeral_to)
    assert said(shared).startswith(f"Shared by <@{anna.id}>, who asked: {BURY}")
    line = slack.user("ben").writes(team, "and Brent?", thread=shared)
    assert "Brent" in slack.wait_for_reply(line).text


def test_sharing_where_the_bot_is_not_says_how_to_invite_it(slack: Standin) -> None:
    anna, team = slack.user("anna"), slack.channel("elsewhere", with_bot=False)
    slack.expect("chat.postMessage", "not_in_channel")
    anna.runs("/sendbot", BURY, channel=team).wait()
    anna.presses("share", slack.wait_for_message(team)).wait()
    assert slack.wait_for_message(team, lambda post: "/invite" in post.text).ephemeral_to == anna.id


@pytest.mark.parametrize("text", ["", "help", "HELP"])
def test_the_command_helps(slack: Standin, text: str) -> None:
    anna = slack.user("anna")
    anna.runs("/sendbot", text, channel=slack.channel("team")).wait()
    assert "I answer questions about local area SEND inspections" in slack.wait_for_message("team").text


def test_ask_without_a_question_says_how(slack: Standin) -> None:
    slack.user("anna").runs("/sendbot", "ask", channel=slack.channel("team")).wait()
    assert "/sendbot ask which areas" in slack.wait_for_message("team").text


def test_what_is_not_understood_offers_questions_and_a_way_to_the_admins(slack: Standin) -> None:
    anna, team = slack.user("anna"), slack.channel("team")
    answer = slack.wait_for_reply(anna.mentions(team, "will it rain tomorrow"))
    assert labels(answer)[-1] == "None of these"
    anna.presses("ask_1", answer).wait()
    assert "Bury" in slack.wait_for_message(team, lambda post: post.ts > answer.ts).text
    anna.presses("none_of_these", answer).wait()
    kept = slack.wait_for_message(team, lambda post: post.text.startswith("Kept for the admins"))
    assert (kept.ephemeral_to, kept.thread_ts) == (anna.id, answer.thread_ts)


def test_a_suggestion_under_a_private_answer_is_answered_privately(slack: Standin) -> None:
    anna, team = slack.user("anna"), slack.channel("team", with_bot=False)
    anna.runs("/sendbot", "will it rain", channel=team).wait()
    anna.presses("ask_1", slack.wait_for_message(team)).wait()
    assert slack.wait_for_message(team, lambda post: "Bury" in post.text and post.text.startswith("Bury")).ephemeral_to == anna.id


def test_thumbs_down_asks_why(slack: Standin) -> None:
    anna, team = slack.user("anna"), slack.channel("team")
    answer = slack.wait_for_reply(anna.mentions(team, BURY))
    anna.presses("feedback", answer, "This helped").wait()
    anna.presses("feedback", answer, "This is not right").wait()
    form = slack.wait_for_modal(anna)
    anna.submits(form, {"words": "It was sent in May."}).wait()
    assert slack.modal(anna) is None


def test_an_answer_is_corrected_to_the_admins(slack: Standin) -> None:
    anna, team = slack.user("anna"), slack.channel("team")
    question = anna.mentions(team, BURY)
    answer = slack.wait_for_reply(question)
    anna.uses_shortcut("correct_answer", answer).wait()
    form = slack.wait_for_modal(anna)
    refused = anna.submits(form, {"words": "   "}).wait()
    assert "words" in refused.answer["errors"]
    anna.submits(form, {"words": "It was received on 20 July <!channel>."}).wait()
    assert "Thank you" in str(slack.modal(anna))
    anna.uses_shortcut("correct_answer", question).wait()
    slack.wait_for(lambda: "not an answer of mine" in str(slack.modal(anna)))


def test_the_home_tab_shows_what_to_ask_and_pressing_asks_directly(slack: Standin) -> None:
    anna = slack.user("anna")
    anna.opens_home()
    home = slack.wait_for_home(anna)
    shown = str(home.blocks)
    assert "Brent" in shown
    assert "changed since 1 July 2017" in shown
    assert "For admins" not in shown
    anna.presses("ask_1", home).wait()
    assert "Bury" in slack.wait_for_message(anna.direct_channel).text


def test_the_messages_tab_gets_prompts(slack: Standin) -> None:
    anna = slack.user("anna")
    anna.opens_home("messages")
    prompts = slack.wait_for(lambda: slack.prompts(anna))
    assert len(prompts["prompts"]) == 4


@pytest.mark.parametrize(
    ("area", "outputs", "error"),
    [
        ("Bury", {"area": "Bury", "date": "2017-10-31", "days": 25}, None),
        ("bury council", {"area": "Bury", "date": "2017-10-31", "days": 25}, None),
        ("Atlantis", None, "is no local area that I know"),
        ("Bury and Brent", None, "means more than one area"),
        ("Leeds", None, "Leeds: "),
    ],
)
def test_a_workflow_step_tells_the_days_left(slack: Standin, area: str, outputs: dict[str, object] | None, error: str | None) -> None:
    step = slack.run_step("days_left", {"area": area})
    ended = slack.wait_for(lambda: None if slack.execution(step).is_running else slack.execution(step))
    if outputs:
        assert ended.outputs is not None
        assert outputs.items() <= ended.outputs.items()
        assert ended.outputs.keys() == MANIFEST["functions"]["days_left"]["output_parameters"].keys()
    else:
        assert error in str(ended.error)


def test_buttons_of_an_answer_that_is_no_longer_kept_say_so(slack: Standin, tmp_path: Path) -> None:
    anna, team = slack.user("anna"), slack.channel("team")
    answer = slack.wait_for_reply(anna.mentions(team, OVERDUE))
    with sqlite3.connect(tmp_path / "bot.db") as db:
        db.execute("delete from slack_questions")
    for number, action in enumerate(("csv", "calendar"), start=1):
        anna.presses(action, answer).wait()
        slack.wait_for(lambda n=number: len([p for p in slack.posts(team) if "no longer have that answer" in p.text]) == n)
    anna.presses("feedback", answer, "This helped").wait()
    slack.wait_for(lambda: len([p for p in slack.posts(team) if "no longer have that answer" in p.text]) == 3)
