"""Each thing people do with the bot in Slack, over both transports: what they see, and that Slack would object to nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from s3_parts import bot_in_slack
from standin import Standin


@pytest.fixture(params=["socket", "http"])
def slack(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Standin]:
    with bot_in_slack(request.param, tmp_path / "bot.db") as standin:
        yield standin


def test_a_mention_is_answered_in_its_thread_and_the_thread_goes_on(slack: Standin) -> None:
    anna, team = slack.user("anna"), slack.channel("team")
    question = anna.mentions(team, "days left on Bury's WSA")
    answer = slack.wait_for_reply(question)
    assert "31 October 2017" in answer.text
    line = anna.writes(team, "and Brent?", thread=question)
    assert "Brent" in slack.wait_for_reply(line).text
    slack.settle()
    assert len(slack.posts(team)) == 2
    assert not slack.pings()
