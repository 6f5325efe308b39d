"""What goes wrong on demand, and what Slack's own client makes of it."""

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler

from . import Standin, faults
from .fixtures import call, client


def test_rate_limit_holds_until_its_time_is_over(slack: Standin) -> None:
    team = slack.channel("team")
    slack.add_fault("chat.postMessage", faults.rate_limited(30))
    patient = client(slack)
    for _ in range(2):
        with pytest.raises(SlackApiError) as refused:
            patient.chat_postMessage(channel=team.id, text="hello")
        assert (refused.value.response.status_code, refused.value.response.headers["Retry-After"]) == (429, "30")
    slack.clock.advance(30)
    assert patient.chat_postMessage(channel=team.id, text="hello")["ok"]


def test_sdk_waits_out_a_short_rate_limit(slack: Standin) -> None:
    slack.add_fault("chat.postMessage", faults.rate_limited(0))
    patient = WebClient(slack.bot_token, base_url=slack.base_url, retry_handlers=[RateLimitErrorRetryHandler(max_retry_count=1)])
    assert patient.chat_postMessage(channel=slack.channel("team").id, text="hello")["ok"]
    assert [one.status for one in slack.calls("chat.postMessage")] == [429, 200]


def test_sdk_posts_twice_when_the_answer_is_lost(slack: Standin) -> None:
    slack.add_fault("chat.postMessage", faults.lost_answer())
    WebClient(slack.bot_token, base_url=slack.base_url).chat_postMessage(channel=slack.channel("team").id, text="hello")
    assert len(slack.posts()) == 2


@pytest.mark.parametrize(
    ("fault", "error", "posted"),
    [
        (faults.server_error(502), SlackApiError, 0),
        (faults.refused("is_archived"), SlackApiError, 0),
        (faults.lost_request(), ConnectionError, 0),
        (faults.hanging(), TimeoutError, 1),
        (faults.hanging(accepted=False), TimeoutError, 0),
    ],
    ids=lambda value: getattr(value, "name", None),
)
def test_second_call_fails_and_the_third_goes_well(slack: Standin, fault: faults.Fault, error: type[Exception], posted: int) -> None:
    team, web = slack.channel("team"), WebClient(slack.bot_token, base_url=slack.base_url, retry_handlers=[])
    web.timeout = 0.1  # type: ignore[assignment]  # the SDK says int and takes any number
    slack.add_fault("chat.postMessage", fault, nth=2)
    web.chat_postMessage(channel=team.id, text="first")
    with pytest.raises(error):
        web.chat_postMessage(channel=team.id, text="second")
    web.chat_postMessage(channel=team.id, text="third")
    assert len(slack.posts(team)) == 2 + posted


def test_fault_can_pick_its_calls(slack: Standin) -> None:
    north, south = slack.channel("north"), slack.channel("south")
    slack.add_fault("chat.postMessage", faults.refused("is_archived"), times=None, when=lambda sent: sent["channel"] == south.id)
    answers = [call(slack, "chat.postMessage", channel=where.id, text="x")["ok"] for where in (north, south, north, south)]
    assert answers == [True, False, True, False]


def test_slack_can_keep_its_own_rate_limits(slack: Standin) -> None:
    north, south = slack.channel("north"), slack.channel("south")
    slack.pace.is_kept = True
    assert [call(slack, "chat.postMessage", channel=where.id, text="x")["ok"] for where in (north, south, north)] == [True, True, False]
    slack.clock.advance(1)
    assert call(slack, "chat.postMessage", channel=north.id, text="x")["ok"]


def test_lost_answer_is_found_again_by_its_metadata(slack: Standin) -> None:
    team = slack.channel("team")
    key = {"event_type": "weekly_digest", "event_payload": {"key": "2026-W48:team"}}
    slack.add_fault("chat.postMessage", faults.lost_answer())
    with pytest.raises(OSError, match="closed connection"):
        call(slack, "chat.postMessage", channel=team.id, text="digest", metadata=key)
    assert "metadata" not in call(slack, "conversations.history", channel=team.id)["messages"][0]
    found = call(slack, "conversations.history", channel=team.id, include_all_metadata=True)["messages"]
    assert [message["metadata"] for message in found] == [key]


def test_slow_call_is_answered_and_still_judged() -> None:
    with Standin(strict=False) as slack:
        slack.add_fault("chat.postMessage", faults.slow(0.05))
        assert call(slack, "chat.postMessage", channel="C404", text="x")["error"] == "channel_not_found"
        assert [failure.error for failure in slack.failures] == ["channel_not_found"]


def test_faults_of_uploads_and_response_urls(slack: Standin) -> None:
    slack.add_fault("upload", faults.server_error(500))
    with pytest.raises(OSError, match="500"):
        client(slack).files_upload_v2(channel=slack.channel("team").id, filename="a.txt", content="a")
    slack.faults.clear()
    client(slack).files_upload_v2(channel=slack.channel("team").id, filename="a.txt", content="a")
    assert len(slack.posts()) == 1
