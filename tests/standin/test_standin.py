"""The stand-in with a real Bolt app on it, over both transports: what people do, and what they see."""

import threading
from typing import Any

import pytest
from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient

from .fixtures import Run, bolt_app, call, echo_app
from .scenario import Standin

FORM = {
    "type": "modal",
    "callback_id": "correction",
    "title": {"type": "plain_text", "text": "Correct"},
    "submit": {"type": "plain_text", "text": "Send"},
    "blocks": [
        {
            "type": "input",
            "block_id": "why",
            "label": {"type": "plain_text", "text": "Why"},
            "element": {"type": "plain_text_input", "action_id": "text"},
        },
        {
            "type": "input",
            "block_id": "kind",
            "optional": True,
            "label": {"type": "plain_text", "text": "Kind"},
            "element": {
                "type": "static_select",
                "action_id": "kind",
                "options": [{"text": {"type": "plain_text", "text": "Date"}, "value": "date"}],
            },
        },
    ],
}
BUTTONS = {
    "type": "actions",
    "elements": [{"type": "button", "action_id": "more", "value": "page 2", "text": {"type": "plain_text", "text": "More"}}],
}


def test_mention_is_answered_in_its_thread_and_direct_message_flat(slack: Standin, run: Run) -> None:
    anna, team = slack.user("anna"), slack.channel("team")
    with run(echo_app(slack)):
        question = anna.mentions(team, "hello")
        assert slack.wait_for_reply(question).text == f"You said <@{slack.bot.id}> hello"
        anna.writes_dm("psst")
        reply = slack.wait_for_message(anna.direct_channel)
        assert (reply.text, reply.thread_ts) == ("You wrote psst", None)


def test_command_is_answered_by_acknowledgement_and_by_response_url(slack: Standin, run: Run) -> None:
    app = bolt_app(slack)

    @app.command("/sendbot")
    def sendbot(ack: Ack, respond: Respond, command: dict[str, Any]) -> None:
        ack(text="One moment")
        respond(text=f"Answer to {command['text']}")
        respond(text="For all", response_type="in_channel")

    anna, team = slack.user("anna"), slack.channel("team")
    with run(app):
        anna.runs("/sendbot", "ask this", channel=team).wait()
        slack.wait_for_message(team, lambda message: message.text == "For all")
    shown = {message.text: message.ephemeral_to for message in slack.posts(team)}
    assert shown == {"One moment": anna.id, "Answer to ask this": anna.id, "For all": None}


def test_command_not_acknowledged_in_time_fails_for_the_person(slack: Standin, run: Run) -> None:
    app, let_go = bolt_app(slack), threading.Event()

    @app.command("/sendbot")
    def sendbot(ack: Ack) -> None:
        let_go.wait(5)
        ack()

    slack.expect("/sendbot", "operation_timeout")
    with run(app):
        delivery = slack.user("anna").runs("/sendbot", "ask this")
        slack.clock.advance(3)
        assert delivery.wait().outcome == "operation_timeout"
        let_go.set()


def form_app(slack: Standin) -> App:
    """Opens a form on a command, a shortcut and a button; refuses the reason "no"."""
    app = bolt_app(slack)

    @app.command("/sendbot")
    @app.shortcut("correct")
    @app.action("more")
    def open_form(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=FORM)

    @app.view("correction")
    def sent(ack: Ack, view: dict[str, Any], client: WebClient, body: dict[str, Any]) -> None:
        why = view["state"]["values"]["why"]["text"]["value"]
        if why == "no":
            ack(response_action="errors", errors={"why": "Say more"})
            return
        ack()
        kind = view["state"]["values"]["kind"]["kind"]["selected_option"]["value"]
        client.chat_postMessage(channel=body["user"]["id"], text=f"Thanks: {why}, {kind}")

    app.event("message")(lambda: None)
    return app


def test_form_is_opened_refused_with_field_errors_and_then_accepted(slack: Standin, run: Run) -> None:
    anna = slack.user("anna")
    with run(form_app(slack)):
        anna.runs("/sendbot").wait()
        form = slack.wait_for_modal(anna)
        assert anna.submits(form, {"why": "no"}).wait().answer["errors"] == {"why": "Say more"}
        assert slack.modal(anna) == form
        anna.submits(form, {"text": "wrong date", "kind": "Date"}).wait()
        assert slack.modal(anna) is None
        assert slack.wait_for_message(anna.direct_channel).text == "Thanks: wrong date, date"


def test_person_cannot_send_what_slack_would_not_let_them(slack: Standin, run: Run) -> None:
    anna = slack.user("anna")
    with run(form_app(slack)):
        anna.uses_shortcut("correct").wait()
        form = slack.wait_for_modal(anna)
        with pytest.raises(AssertionError, match="'Why' must be filled in"):
            anna.submits(form)
        with pytest.raises(AssertionError, match="does not offer 'place'"):
            anna.submits(form, {"why": "so", "kind": "place"})
        with pytest.raises(AssertionError, match="nothing here is called 'colour'"):
            anna.submits(form, {"colour": "red"})


def test_message_shortcut_and_button_open_forms(slack: Standin, run: Run) -> None:
    anna, team = slack.user("anna"), slack.channel("team")
    with run(form_app(slack)):
        call(slack, "chat.postMessage", channel=team.id, text="Answer", blocks=[BUTTONS])
        (answer,) = slack.posts(team)
        anna.presses("more", answer).wait()
        anna.closes(slack.wait_for_modal(anna))
        anna.uses_shortcut("correct", answer).wait()
        assert slack.wait_for_modal(anna).payload["callback_id"] == "correction"


def test_expired_and_used_triggers_open_nothing(slack: Standin, run: Run) -> None:
    app, triggers = bolt_app(slack), []

    @app.command("/sendbot")
    def sendbot(ack: Ack, body: dict[str, Any]) -> None:
        ack()
        triggers.append(body["trigger_id"])

    with run(app):
        slack.user("anna").runs("/sendbot").wait()
        slack.user("anna").runs("/sendbot").wait()
        slack.wait_for(lambda: len(triggers) == 2)
    assert call(slack, "views.open", trigger_id=triggers[0], view=FORM)["ok"]
    slack.expect("views.open", "exchanged_trigger_id")
    slack.expect("views.open", "expired_trigger_id")
    slack.expect("views.open", "invalid_trigger_id")
    assert call(slack, "views.open", trigger_id=triggers[0], view=FORM)["error"] == "exchanged_trigger_id"
    slack.clock.advance(3)
    assert call(slack, "views.open", trigger_id=triggers[1], view=FORM)["error"] == "expired_trigger_id"
    assert call(slack, "views.open", trigger_id="1.2.3", view=FORM)["error"] == "invalid_trigger_id"


def test_home_is_published_when_opened(slack: Standin, run: Run) -> None:
    app = bolt_app(slack)

    @app.event("app_home_opened")
    def opened(event: dict[str, Any], client: WebClient) -> None:
        if event["tab"] == "home":
            known = event.get("view", {}).get("hash")
            block = {"type": "section", "text": {"type": "mrkdwn", "text": "Again" if known else "Welcome"}}
            client.views_publish(user_id=event["user"], hash=known, view={"type": "home", "blocks": [block]})

    anna = slack.user("anna")
    with run(app):
        anna.opens_home()
        assert slack.wait_for_home(anna).blocks[0]["text"]["text"] == "Welcome"
        anna.opens_home("messages")
        anna.opens_home()
        slack.wait_for(lambda: slack.home(anna).blocks[0]["text"]["text"] == "Again")  # type: ignore[union-attr]


def test_button_press_answers_in_place(slack: Standin, run: Run) -> None:
    app = bolt_app(slack)

    @app.action("more")
    def more(ack: Ack, respond: Respond, action: dict[str, Any]) -> None:
        ack()
        respond(text=f"Now {action['value']}", replace_original=True)

    app.event("message")(lambda: None)
    app.event({"type": "message", "subtype": "message_changed"})(lambda: None)
    anna, team = slack.user("anna"), slack.channel("team")
    with run(app):
        call(slack, "chat.postMessage", channel=team.id, text="Page 1", blocks=[BUTTONS])
        anna.presses("more", slack.posts(team)[0]).wait()
        slack.wait_for_message(team, lambda message: message.text == "Now page 2")
    assert len(slack.posts(team)) == 1


def test_external_menu_is_asked_for_options(slack: Standin, run: Run) -> None:
    app = bolt_app(slack)
    bury = {"text": {"type": "plain_text", "text": "Bury"}, "value": "bury"}
    app.options("area")(lambda ack, payload: ack(options=[bury] if payload["value"] == "bu" else []))
    app.event("message")(lambda: None)
    menu = {"type": "actions", "elements": [{"type": "external_select", "action_id": "area"}]}
    anna, team = slack.user("anna"), slack.channel("team")
    with run(app):
        call(slack, "chat.postMessage", channel=team.id, text="Which?", blocks=[menu])
        assert anna.looks_up("area", slack.posts(team)[0], "bu").wait().answer == {"options": [bury]}


def test_workflow_step_is_run_with_its_own_token_and_ended_once(run: Run, slack: Standin) -> None:
    app = bolt_app(slack)
    app.function("days_left")(lambda inputs, complete: complete({"days": f"12 for {inputs['area']}"}))
    with run(app):
        started = slack.run_step("days_left", {"area": "Bury"})
        ended = slack.wait_for(lambda: None if (now := slack.execution(started)).is_running else now)
    assert ended.outputs == {"days": "12 for Bury"}
    slack.expect("functions.completeError", "token_expired")
    late = call(slack, "functions.completeError", token=started.token, function_execution_id=started.id, error="x")
    assert late["error"] == "token_expired"


def test_weeks_pass_on_the_clock(slack: Standin) -> None:
    team = slack.channel("team")
    first = call(slack, "chat.postMessage", channel=team.id, text="week 1")["ts"]
    slack.clock.advance(days=7)
    second = call(slack, "chat.postMessage", channel=team.id, text="week 2")["ts"]
    assert 604_800 <= float(second) - float(first) < 604_801
    history = call(slack, "conversations.history", channel=team.id, oldest=str(float(first) + 1))
    assert [message["text"] for message in history["messages"]] == ["week 2"]


def test_everyone_a_message_would_notify_is_listed(slack: Standin) -> None:
    team = slack.channel("team")
    text = {"type": "mrkdwn", "text": "<!here|here> and <@U123|anna>, not &lt;!everyone&gt;"}
    plain = {"type": "plain_text", "text": "<!channel> shows as typed"}
    rich = {"type": "rich_text_section", "elements": [{"type": "broadcast", "range": "channel"}]}
    blocks = [{"type": "section", "text": text, "fields": [plain]}, {"type": "rich_text", "elements": [rich]}]
    call(slack, "chat.postMessage", channel=team.id, text="see <!subteam^S1> <https://x.test|https://y.test>", blocks=blocks)
    assert [ping.whom for ping in slack.pings()] == ["!subteam^S1", "!here", "@U123", "channel"]
    assert [(link.url, link.label) for link in slack.links()] == [("https://x.test", "https://y.test")]


def test_report_names_each_objection() -> None:
    with Standin(strict=False) as slack:
        call(slack, "chat.postMessage", channel="C404", text="x")
        call(slack, "chat.scheduleMessage", channel="C404", text="x")
        slack.expect("chat.update", "msg_too_long")
        with pytest.raises(AssertionError) as raised:
            slack.assert_clean()
    report = str(raised.value)
    assert "chat.postMessage: channel_not_found" in report
    assert "chat.scheduleMessage: unknown_method" in report
    assert "chat.update: msg_too_long was expected and did not come" in report
