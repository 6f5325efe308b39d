"""How events reach a real Bolt app: once or more than once, in whatever order, over sockets that come and go, or signed."""

import socket
import threading
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any
from urllib.parse import urlsplit

import pytest
from slack_bolt import App
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

from .clock import Clock
from .fixtures import Run, bolt_app, call, echo_app, over_http, over_socket
from .scenario import Standin


def test_one_mention_comes_as_two_events_with_one_ts_in_either_order(slack: Standin, run: Run) -> None:
    app, seen = bolt_app(slack), []
    app.event({"type": "app_mention"})(lambda event: seen.append(("app_mention", event["ts"])))
    app.event({"type": "message"})(lambda event: seen.append(("message", event["ts"])))
    anna, team = slack.user("anna"), slack.channel("team")
    with run(app):
        first = anna.mentions(team, "one")
        slack.wait_for(lambda: len(seen) == 2)
        with slack.reordered():
            second = anna.mentions(team, "two")
        slack.wait_for(lambda: len(seen) == 4)
    assert set(seen[:2]) == {("message", first.ts), ("app_mention", first.ts)}
    assert [delivery.subject for delivery in slack.deliveries.sent] == ["message", "app_mention", "message", "app_mention"]
    assert {ts for _, ts in seen[2:]} == {second.ts}
    ids = [delivery.payload["event_id"] for delivery in slack.deliveries.sent]
    assert len(set(ids)) == 4


def test_redelivery_has_the_same_event_id_and_is_marked_as_a_retry(slack: Standin, run: Run) -> None:
    app, seen = bolt_app(slack), []

    @app.event("app_mention")
    def mentioned(body: dict[str, Any], request: Any) -> None:
        seen.append((body["event_id"], request.headers.get("x-slack-retry-num", [None])[0]))

    app.event("message")(lambda: None)
    with run(app):
        slack.user("anna").mentions(slack.channel("team"), "hello")
        delivery = slack.delivered("app_mention")[0].wait()
        slack.redeliver(delivery, number=2, reason="http_error").wait()
        slack.wait_for(lambda: len(seen) == 2)
    event_id = delivery.payload["event_id"]
    assert seen in ([(event_id, None), (event_id, "2")], [(event_id, "0"), (event_id, "2")])


def test_event_not_acknowledged_in_time_is_delivered_again(slack: Standin, run: Run) -> None:
    app, let_go, attempts = bolt_app(slack), threading.Event(), []

    @app.middleware
    def slow_at_first(next_: Callable[[], Any], body: dict[str, Any]) -> Any:
        attempts.append(body["event_id"])
        if len(attempts) == 1:
            let_go.wait(5)
        return next_()

    app.event("message")(lambda: None)
    with run(app):
        slack.user("anna").writes(slack.channel("team"), "hello")
        slack.wait_for(lambda: attempts)
        slack.clock.advance(3)
        delivery = slack.delivered("message")[0].wait()
        let_go.set()
    assert len(attempts) == 2
    assert len(set(attempts)) == 1
    assert [attempt.result for attempt in delivery.attempts][1:] == ["acknowledged"]


def test_slack_connect_channel_delivers_once_for_each_workspace(slack: Standin, run: Run) -> None:
    other = slack.add_team("other council")
    app, seen = App(signing_secret=slack.app.signing_secret, client=WebClient(base_url=slack.base_url), authorize=_any_team(slack)), []
    app.event("message")(lambda event, context: seen.append((event["ts"], context.team_id)))
    with run(app):
        shared = slack.channel("shared", team_ids=[slack.team.id, other.team_id])
        message = slack.user("anna").writes(shared, "hello")
        slack.wait_for(lambda: len(seen) == 2)
    assert set(seen) == {(message.ts, slack.team.id), (message.ts, other.team_id)}


def _any_team(slack: Standin) -> Callable[..., Any]:
    def authorize(team_id: str) -> AuthorizeResult:
        token = next(token for token in slack.world.tokens.values() if token.team_id == team_id and token.kind == "bot")
        return AuthorizeResult(enterprise_id=None, team_id=team_id, bot_token=token.value, bot_user_id=token.user_id)

    return authorize


def test_edits_deletions_joins_and_bot_messages_look_as_slack_sends_them(slack: Standin, run: Run) -> None:
    app, seen = bolt_app(slack), []
    app.event({"type": "message", "subtype": None})(lambda event: seen.append(("message", event.get("bot_id") is not None)))
    for subtype in ("message_changed", "message_deleted", "channel_join"):
        app.event({"type": "message", "subtype": subtype})(lambda event: seen.append((event["subtype"], event.get("hidden", False))))
    anna, team = slack.user("anna"), slack.channel("team")
    with run(app):
        message = anna.edits(anna.writes(team, "helo"), "hello")
        anna.deletes(message)
        slack.user("ben").joins(team)
        slack.user("other-bot", bot=True).writes(team, "beep")
        slack.wait_for(lambda: len(seen) == 5)
    expected = [("message", False), ("message_changed", True), ("message_deleted", True), ("channel_join", False), ("message", True)]
    assert sorted(seen) == sorted(expected)


def test_own_posts_come_back_as_events(slack: Standin, run: Run) -> None:
    team = slack.channel("team")
    with run(echo_app(slack)):
        slack.wait_for_reply(slack.user("anna").mentions(team, "hello"))
        slack.settle()
    last = slack.deliveries.sent[-1].payload["event"]
    assert (last["type"], last["bot_id"], last["app_id"]) == ("message", slack.bot.bot_id, slack.app.app_id)
    assert len(slack.posts(team)) == 1


def noting_app(slack: Standin, seen: list[tuple[int, str]], number: int) -> App:
    """Notes the ts of each message, and which app it was."""
    app = bolt_app(slack)
    app.event("message")(lambda event: seen.append((number, event["ts"])))
    return app


def test_two_sockets_share_deliveries_and_each_is_made_once(slack: Standin) -> None:
    seen: list[tuple[int, str]] = []
    with ExitStack() as stack:
        for number in range(2):
            stack.enter_context(over_socket(noting_app(slack, seen, number), slack))
        sent = [slack.user("anna").writes(slack.channel("team"), f"line {number}").ts for number in range(6)]
        slack.wait_for(lambda: len(seen) == 6)
        slack.settle()
    assert sorted(ts for _, ts in seen) == sent
    assert {number for number, _ in seen} == {0, 1}


@pytest.mark.parametrize("end", [Standin.disconnect, Standin.drop_sockets], ids=["disconnect", "drop"])
def test_app_connects_again_and_nothing_is_lost(slack: Standin, end: Callable[[Standin], None]) -> None:
    with over_socket(echo_app(slack), slack):
        end(slack)
        anna = slack.user("anna")
        anna.writes_dm("still there?")
        assert slack.wait_for_message(anna.direct_channel).text == "You wrote still there?"
    assert len(slack.calls("apps.connections.open")) == 2


def raw_socket(slack: Standin) -> tuple[socket.socket, str]:
    """A WebSocket without a client, and what it is told first."""
    address = urlsplit(call(slack, "apps.connections.open", token=slack.app.app_token)["url"])
    connection = socket.create_connection((str(address.hostname), address.port or 80), timeout=5)
    connection.sendall(f"GET {address.path}?{address.query} HTTP/1.1\r\nSec-WebSocket-Key: eA==\r\n\r\n".encode())
    told = b""
    while not told.endswith(b"}"):
        told += connection.recv(4_096)
    return connection, told.decode(errors="replace")


def test_eleventh_socket_is_sent_away(slack: Standin) -> None:
    with ExitStack() as stack:
        told = []
        for _ in range(11):
            connection, words = raw_socket(slack)
            stack.enter_context(connection)
            told.append("too_many_websockets" in words)
    assert told == [False] * 10 + [True]


def test_wrong_or_stale_signature_is_refused_by_the_app(slack: Standin) -> None:
    anna, team = slack.user("anna"), slack.channel("team")
    slack.deliveries.retry_delays_s = ()
    slack.expect("message", "http_error")
    with over_http(echo_app(slack), slack):
        slack.deliveries.signing_secret = "somebody else's"
        anna.writes(team, "forged")
        slack.deliveries.signing_secret, slack.deliveries.signature_age_s = slack.app.signing_secret, 600
        anna.writes(team, "replayed")
        statuses = [delivery.wait().attempts[0].status for delivery in slack.deliveries.sent]
    assert statuses == [401, 401]


def test_clock_that_runs_gives_up_waiting_by_itself() -> None:
    with Standin(clock=Clock(runs=True)) as slack:
        slack.deliveries.ack_timeout_s = 0.05
        assert slack.user("anna").runs("/sendbot").wait().outcome == "operation_timeout"
