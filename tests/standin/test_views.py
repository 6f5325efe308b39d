"""Modals on top of modals, what an acknowledgement does to them, and what is wrong with one."""

from collections.abc import Callable
from typing import Any

import pytest
from slack_bolt import Ack, App

from .fixtures import Run, bolt_app, call
from .model import View
from .person import Person
from .scenario import Standin

Json = dict[str, Any]


def modal(title: str, *blocks: Json, **more: Any) -> Json:
    text = {"type": "section", "text": {"type": "plain_text", "text": title}}
    return {"type": "modal", "callback_id": "form", "title": {"type": "plain_text", "text": title}, "blocks": [text, *blocks], **more}


ANSWERS = {
    "none": ({}, []),
    "clear": ({"response_action": "clear"}, []),
    "update": ({"response_action": "update", "view": modal("Second")}, ["Second"]),
    "push": ({"response_action": "push", "view": modal("Second")}, ["First", "Second"]),
}


def answering_app(slack: Standin, answer: Json) -> App:
    """Acknowledges whatever is sent with this payload."""
    app = bolt_app(slack)

    @app.view("form")
    def sent(ack: Ack) -> None:
        ack(**answer)

    app.action("more")(lambda ack: ack())
    app.view_closed("form")(lambda ack: ack())
    return app


def opened(slack: Standin, person: Person, view: Json) -> View:
    trigger_id = slack.world.add_trigger(person.user)
    assert call(slack, "views.open", trigger_id=trigger_id, view=view)["ok"]
    return slack.wait_for_modal(person)


@pytest.mark.parametrize(("answer", "shown"), ANSWERS.values(), ids=ANSWERS.keys())
def test_acknowledgement_says_what_is_shown_next(slack: Standin, run: Run, answer: Json, shown: list[str]) -> None:
    anna = slack.user("anna")
    with run(answering_app(slack, answer)):
        anna.submits(opened(slack, anna, modal("First"))).wait()
    assert [slack.world.views[view_id].payload["title"]["text"] for view_id in slack.world.stacks[anna.id]] == shown


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        ({"response_action": "errors", "errors": {"nowhere": "Wrong"}}, "invalid_errors"),
        ({"response_action": "update", "view": {"type": "modal"}}, "invalid_arguments"),
        ({"response_action": "shrug"}, "invalid_response_action"),
    ],
)
def test_acknowledgement_slack_cannot_follow(slack: Standin, run: Run, answer: Json, error: str) -> None:
    anna = slack.user("anna")
    slack.expect("view_submission", error)
    with run(answering_app(slack, answer)):
        anna.submits(opened(slack, anna, modal("First"))).wait()


def test_command_and_menu_answers_are_judged_too(slack: Standin, run: Run) -> None:
    app, anna = bolt_app(slack), slack.user("anna")
    app.command("/sendbot")(lambda ack: ack(text="x" * 40_001))
    app.options("area")(lambda ack: ack(options=[{"text": "Bury", "value": "bury"}]))
    menu = {"type": "actions", "elements": [{"type": "external_select", "action_id": "area"}]}
    slack.expect("/sendbot", "msg_too_long")
    slack.expect("block_suggestion", "invalid_options")
    with run(app):
        anna.runs("/sendbot").wait()
        anna.looks_up("area", opened(slack, anna, modal("First", menu)), "bu").wait()


def test_button_in_a_modal_pushes_another_up_to_three(slack: Standin, run: Run) -> None:
    anna = slack.user("anna")
    button = {"type": "button", "action_id": "more", "text": {"type": "plain_text", "text": "More"}}
    with run(answering_app(slack, {})):
        view = opened(slack, anna, modal("First", {"type": "actions", "elements": [button]}, notify_on_close=True))
        pressed = anna.presses("more", view).wait()
        assert call(slack, "views.push", trigger_id=pressed.payload["trigger_id"], view=modal("Second"))["view"]["root_view_id"] == view.id
        slack.expect("views.push", "push_limit_reached")
        errors = [call(slack, "views.push", trigger_id=slack.world.add_trigger(anna.user), view=modal("x")).get("error") for _ in range(2)]
        assert errors == [None, "push_limit_reached"]
        closed = anna.closes(view)
        assert closed is not None
        assert closed.wait().payload["type"] == "view_closed"


def test_update_with_an_old_hash_is_refused(slack: Standin) -> None:
    anna = slack.user("anna")
    view = opened(slack, anna, modal("First", external_id="one"))
    assert call(slack, "views.update", external_id="one", hash=view.hash, view=modal("Second"))["ok"]
    slack.expect("views.update", "hash_conflict")
    assert call(slack, "views.update", view_id=view.id, hash=view.hash, view=modal("Third"))["error"] == "hash_conflict"


def _note(seen: list[Json]) -> Callable[..., None]:
    def note(ack: Ack, action: Json) -> None:
        seen.append(action)
        ack()

    return note


def test_thumbs_and_menus_are_pressed_by_value_or_label(slack: Standin, run: Run) -> None:
    app = bolt_app(slack)
    seen: list[Json] = []
    for action_id in ("thumbs", "which", "when"):
        app.action(action_id)(_note(seen))
    app.event("message")(lambda: None)
    up, down = ({"text": {"type": "plain_text", "text": label}, "value": label.lower()} for label in ("Good", "Bad"))
    thumbs = {"type": "feedback_buttons", "action_id": "thumbs", "positive_button": up, "negative_button": down}
    menus = [{"type": "static_select", "action_id": "which", "options": [up, down]}, {"type": "datepicker", "action_id": "when"}]
    blocks = [{"type": "context_actions", "elements": [thumbs]}, {"type": "actions", "elements": menus}]
    anna, team = slack.user("anna"), slack.channel("team")
    with run(app):
        call(slack, "chat.postMessage", channel=team.id, text="Answer", blocks=blocks)
        for action_id, value in (("thumbs", "bad"), ("which", "Good"), ("when", "2026-12-01")):
            anna.presses(action_id, slack.posts(team)[0], value).wait()
        slack.wait_for(lambda: len(seen) == 3)
    by_name = {action["action_id"]: action for action in seen}
    assert by_name["thumbs"]["value"] == "bad"
    assert by_name["which"]["selected_option"] == up
    assert by_name["when"]["selected_date"] == "2026-12-01"
