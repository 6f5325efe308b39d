"""Whatever goes wrong with Slack, the person sees an answer, or what to do, or an apology with a reference; and never two answers."""

import logging
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from parts import bot_in_slack
from standin import Channel, Message, Person, Standin, faults
from standin.faults import Fault

from sendbot.slack import posting

BURY = "days left on Bury's WSA"
OVERDUE = "which plans are overdue"
_REFERENCE = re.compile(r"this reference: ([0-9a-f]{6})\.")


@pytest.fixture(params=["socket", "http"])
def slack(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Standin]:
    monkeypatch.setattr(posting, "_PATIENCE_S", (0.01, 0.02))
    with bot_in_slack(request.param, tmp_path / "bot.db", timeout=1) as standin:
        yield standin


def anna_asks(slack: Standin, words: str = BURY) -> tuple[Person, Channel, Message]:
    anna, team = slack.user("anna"), slack.channel("team")
    return anna, team, anna.mentions(team, words)


ANSWERED_ONCE = [
    ("asked to slow down", faults.rate_limited(1)),
    ("the server errs, nothing is posted", faults.server_error(503)),
    ("the answer of a post is lost", faults.lost_answer()),
    ("the request is lost", faults.lost_request()),
    ("it times out, but is posted", faults.hanging(accepted=True)),
    ("it times out, and is not", faults.hanging(accepted=False)),
    ("an internal error", faults.refused("internal_error")),
]


@pytest.mark.parametrize(("what", "fault"), ANSWERED_ONCE, ids=[what for what, _ in ANSWERED_ONCE])
def test_one_answer_comes_all_the_same(slack: Standin, what: str, fault: Fault) -> None:
    slack.add_fault("chat.postMessage", fault)
    _, team, question = anna_asks(slack)
    answer = slack.wait_for_reply(question, timeout_s=10)
    slack.settle()
    assert [post.ts for post in slack.posts(team)] == [answer.ts]


@pytest.mark.parametrize(
    "code", ["not_in_channel", "channel_not_found", "is_archived", "restricted_action", "missing_scope", "msg_too_long"]
)
def test_a_refusal_is_told_directly_with_what_to_do(slack: Standin, code: str) -> None:
    in_team = lambda sent: str(sent["channel"]).startswith("C")  # noqa: E731
    slack.add_fault("chat.postMessage", faults.refused(code), times=None, when=in_team)
    anna, team, _ = anna_asks(slack)
    told = slack.wait_for_message(anna.direct_channel)
    assert told.text == posting._SAYS[code]
    slack.settle()
    assert slack.posts(team) == []


def test_an_archived_channel_and_one_that_was_left(slack: Standin) -> None:
    anna, team = slack.user("anna"), slack.channel("team")
    slack.expect("chat.postMessage", "is_archived")
    with slack.reordered():
        anna.mentions(team, BURY)
        slack.set_channel(team, archived=True)
    assert "archived" in slack.wait_for_message(anna.direct_channel).text


@pytest.mark.parametrize("refusals", [1, 2])
def test_refused_blocks_come_more_simply(slack: Standin, refusals: int) -> None:
    slack.add_fault("chat.postMessage", faults.refused("invalid_blocks"), times=refusals)
    _, team, question = anna_asks(slack, OVERDUE)
    answer = slack.wait_for_reply(question)
    assert "Rochdale" in answer.text
    assert "data_table" not in {block["type"] for block in answer.blocks}
    assert len(slack.posts(team)) == 1


@pytest.mark.parametrize("refusals", [1, 2])
def test_refused_blocks_of_a_private_answer_come_more_simply(slack: Standin, refusals: int) -> None:
    slack.add_fault("response_url", faults.refused("invalid_blocks"), times=refusals)
    slack.user("anna").runs("/sendbot", OVERDUE, channel=slack.channel("team")).wait()
    answer = slack.wait_for_message("team")
    assert "Rochdale" in answer.text
    assert "data_table" not in {block["type"] for block in answer.blocks}


def test_a_revoked_token_is_said_in_the_log(slack: Standin, caplog: pytest.LogCaptureFixture) -> None:
    slack.add_fault("chat.postMessage", faults.refused("token_revoked"), times=None)
    anna_asks(slack)
    slack.wait_for(lambda: "no longer takes the bot's token" in caplog.text, "a line in the log")
    slack.settle()
    assert slack.posts() == []


def press_in_home(slack: Standin) -> None:
    anna = slack.user("anna")
    anna.opens_home()
    home = slack.wait_for_home(anna)
    anna.presses("ask_0", home).wait()


WAYS: dict[str, Callable[[Standin], object]] = {
    "a mention": anna_asks,
    "a command": lambda slack: slack.user("anna").runs("/sendbot", BURY, channel=slack.channel("team")).wait(),
    "a direct message": lambda slack: slack.user("anna").writes_dm(BURY),
    "the Home tab": press_in_home,
}


@pytest.mark.parametrize("way", WAYS)
def test_an_unexpected_error_gives_an_apology_with_the_reference_of_the_log(
    slack: Standin, way: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from sendbot.slack.service import Service

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Service, "ask", broken)
    WAYS[way](slack)
    apology = slack.wait_for(lambda: next((p for p in slack.posts() if _REFERENCE.search(p.text)), None), "an apology")
    found = _REFERENCE.search(apology.text)
    assert found
    assert f"reference {found[1]}" in caplog.text
    assert "ZeroDivisionError" not in apology.text
    slack.settle()
    assert len(slack.posts()) == 1


def test_a_lost_upload_is_not_sent_twice(slack: Standin) -> None:
    anna, team, question = anna_asks(slack, OVERDUE)
    answer = slack.wait_for_reply(question)
    slack.add_fault("files.completeUploadExternal", faults.lost_answer())
    anna.presses("csv", answer).wait()
    slack.wait_for_message(team, lambda post: "may not have arrived" in post.text)
    assert len([post for post in slack.posts(team) if post.files]) == 1


def test_a_form_that_is_too_late_says_so(slack: Standin) -> None:
    anna, team, question = anna_asks(slack)
    answer = slack.wait_for_reply(question)
    slack.add_fault("views.open", faults.refused("expired_trigger_id"))
    anna.presses("feedback", answer, "This is not right").wait()
    assert slack.wait_for_message(team, lambda post: "press it again" in post.text).ephemeral_to == anna.id


def test_a_new_socket_is_opened_when_slack_says_so(tmp_path: Path) -> None:
    with bot_in_slack("socket", tmp_path / "bot.db") as slack:
        slack.disconnect()
        slack.wait_for_sockets(1)
        _, _, question = anna_asks(slack)
        slack.wait_for_reply(question)
        slack.drop_sockets()
        slack.wait_for_sockets(1)
        _, _, question = anna_asks(slack)
        slack.wait_for_reply(question)


def test_the_log_has_no_message_texts_and_no_tokens(slack: Standin, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    slack.add_fault("chat.postMessage", faults.lost_answer())
    slack.add_fault("chat.postMessage", faults.refused("is_archived"), nth=2)
    anna, team, question = anna_asks(slack, "days left on Bury's WSA, asks Humphrey")
    slack.wait_for_reply(question)
    anna.mentions(team, "days left on Brent's WSA, asks Humphrey")
    anna.runs("/sendbot", "will it rain, asks Humphrey").wait()
    slack.settle()
    assert "Humphrey" not in caplog.text
    assert slack.bot_token not in caplog.text
    assert slack.app.app_token not in caplog.text
