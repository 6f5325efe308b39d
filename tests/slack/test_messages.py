"""Which events are questions, which conversation each belongs to, and where the answer goes."""

from typing import Any

import pytest

from sendbot.slack.listeners.claims import claim_keys
from sendbot.slack.messages import conversation_key, is_question, reply_thread

BOT = "UBOT"
IN_CHANNEL = {"type": "message", "user": "U1", "channel": "C1", "channel_type": "channel", "ts": "2.0", "text": "days left on Bury's WSA"}
IN_THREAD = {**IN_CHANNEL, "thread_ts": "1.0"}
MENTION = {**IN_CHANNEL, "type": "app_mention", "text": "<@UBOT> days left on Bury's WSA"}
DIRECT = {**IN_CHANNEL, "channel": "D1", "channel_type": "im"}


@pytest.mark.parametrize(
    ("event", "conversation", "thread"),
    [
        pytest.param(MENTION, "C1:2.0", "2.0", id="a mention begins a thread"),
        pytest.param({**MENTION, "thread_ts": "1.0"}, "C1:1.0", "1.0", id="a mention in a thread stays there"),
        pytest.param({**MENTION, "channel_type": "group"}, "C1:2.0", "2.0", id="a mention in a private channel"),
        pytest.param(IN_THREAD, "C1:1.0", "1.0", id="a line in a thread"),
        pytest.param({**IN_THREAD, "text": "<@U2> and Brent?"}, "C1:1.0", "1.0", id="a line in a thread that mentions someone else"),
        pytest.param({**IN_THREAD, "subtype": "thread_broadcast"}, "C1:1.0", "1.0", id="a reply also sent to the channel"),
        pytest.param(DIRECT, "D1", None, id="a direct message"),
        pytest.param({**DIRECT, "text": "<@UBOT> hello"}, "D1", None, id="a direct message with a mention"),
        pytest.param({**DIRECT, "subtype": "file_share"}, "D1", None, id="a direct message with a file"),
        pytest.param({**DIRECT, "thread_ts": "1.0"}, "D1:1.0", "1.0", id="a line in a thread of direct messages"),
        pytest.param({**MENTION, "text": ""}, "C1:2.0", "2.0", id="a mention without text"),
    ],
)
def test_what_people_write_to_the_bot_is_a_question(event: dict[str, Any], conversation: str, thread: str | None) -> None:
    assert is_question(event, BOT)
    assert (conversation_key(event), reply_thread(event)) == (conversation, thread)


@pytest.mark.parametrize(
    "event",
    [
        pytest.param(IN_CHANNEL, id="a line in a channel"),
        pytest.param({**IN_CHANNEL, "text": MENTION["text"]}, id="the message form of a mention"),
        pytest.param({**IN_THREAD, "text": "and <@UBOT|sendbot>?"}, id="the message form of a mention in a thread"),
        pytest.param({**DIRECT, "bot_id": "B1"}, id="a bot"),
        pytest.param({**MENTION, "bot_id": "B1"}, id="a bot that mentions it"),
        pytest.param({**DIRECT, "subtype": "bot_message"}, id="a bot of the old kind"),
        pytest.param({**MENTION, "edited": {"user": "U1", "ts": "3.0"}}, id="an edit that adds a mention"),
        pytest.param({**DIRECT, "subtype": "message_changed"}, id="an edit"),
        pytest.param({**DIRECT, "subtype": "message_deleted"}, id="a deletion"),
        pytest.param({**IN_THREAD, "subtype": "channel_join"}, id="a join"),
        pytest.param({**DIRECT, "user": None}, id="no one"),
        pytest.param({"type": "app_home_opened", "user": "U1", "channel": "D1", "ts": "1.0"}, id="the home tab"),
        pytest.param({}, id="nothing"),
    ],
)
def test_everything_else_is_no_question(event: dict[str, Any]) -> None:
    assert not is_question(event, BOT)


def test_a_question_is_claimed_by_event_by_message_and_by_the_clients_id() -> None:
    body = {"type": "event_callback", "event_id": "Ev1", "event": {**DIRECT, "client_msg_id": "one"}}
    assert claim_keys(body) == ["event:Ev1", "message:D1:2.0", "client:D1:one"]
