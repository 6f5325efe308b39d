"""Buttons under an answer: ask what is suggested, say that nothing of it is meant, see the rest, take it away, share it."""

import re
from collections.abc import Callable
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from sendbot.slack import blocks
from sendbot.slack.asking import Question, answer, conversation_of, explained
from sendbot.slack.files import calendar_of, csv_of, send_file
from sendbot.slack.modals import why_form
from sendbot.slack.posting import Place, post_once, post_reply, tell_reply
from sendbot.slack.pressed import Pressed
from sendbot.slack.service import Reply, Service

_GONE = "I no longer have that answer. Ask the question again, and the buttons under the new answer will work."
_KEPT = "Kept for the admins: they see the questions I could not answer, and can teach me. You can also ask in other words."

Deed = Callable[[Service, WebClient, Pressed], None]


def register(app: App, service: Service) -> None:
    """Register the buttons."""
    deeds: dict[str | re.Pattern[str], Deed] = {
        re.compile(rf"{blocks.ASK}_\d+"): _ask,
        blocks.NONE_OF_THESE: _none_of_these,
        blocks.MORE: _more,
        blocks.CSV: _csv,
        blocks.CALENDAR: _calendar,
        blocks.SHARE: _share,
    }
    for action_id, deed in deeds.items():
        app.action(action_id)(_listener(service, deed))

    @app.action(blocks.FEEDBACK)
    def rated(ack: Ack, body: dict[str, Any], action: dict[str, Any], client: WebClient) -> None:
        """A thumb. Thumbs down asks why, at once: the right to open a form lasts three seconds."""
        ack()
        pressed = Pressed.of(body, action)
        verdict, _, question = pressed.value.partition(":")
        with explained(client, pressed.user, pressed.response_url):
            if service.state.questions.find(question) is None:
                pressed.say(client, _GONE)
                return
            service.state.questions.rate(question, pressed.user, "good" if verdict == "good" else "bad")
            if verdict != "good":
                client.views_open(trigger_id=body["trigger_id"], view=why_form(question))


def _listener(service: Service, deed: Deed) -> Callable[..., None]:
    def listener(ack: Ack, body: dict[str, Any], action: dict[str, Any], client: WebClient) -> None:
        ack()
        pressed = Pressed.of(body, action)
        with explained(client, pressed.user, pressed.response_url):
            deed(service, client, pressed)

    return listener


def _ask(service: Service, client: WebClient, pressed: Pressed) -> None:
    """Under a private answer the next one is private too; else it goes where the button is, from the Home tab to the direct message."""
    if pressed.is_private and pressed.response_url:
        _tell_answer(pressed.response_url, service.ask(pressed.value, asker=pressed.asker()))
        return
    place = pressed.place(client)
    answer(service, client, Question(pressed.value, place, f"press:{pressed.deed}", pressed.asker(place)))


def _none_of_these(service: Service, client: WebClient, pressed: Pressed) -> None:
    if service.state.questions.find(pressed.value) is None:
        pressed.say(client, _GONE)
        return
    service.state.questions.want(pressed.value)
    pressed.say(client, _KEPT)


def _more(service: Service, client: WebClient, pressed: Pressed) -> None:
    """The next rows of a list: its button's value names the question and where to go on."""
    question, _, start = pressed.value.partition(":")
    reply = service.again(question)
    page = blocks.page_message(reply, int(start or 0)) if reply else None
    if page is None:
        pressed.say(client, _GONE)
    elif pressed.is_private:
        pressed.show(client, page)
    else:
        post_once(client, pressed.place(client), page, f"press:{pressed.deed}")


def _csv(service: Service, client: WebClient, pressed: Pressed) -> None:
    reply = _reply_behind(service, client, pressed)
    if reply and reply.details.table:
        send_file(client, pressed, csv_of(reply.details.table))


def _calendar(service: Service, client: WebClient, pressed: Pressed) -> None:
    reply = _reply_behind(service, client, pressed)
    if reply and reply.details.deadlines:
        send_file(client, pressed, calendar_of(reply.details.deadlines, service.brain().snapshot))


def _share(service: Service, client: WebClient, pressed: Pressed) -> None:
    """Post a private answer into the channel where it was asked; people can go on in its thread."""
    reply = _reply_behind(service, client, pressed)
    if not reply or not pressed.channel:
        return

    def render(shown: Reply, *, simple: bool = False) -> dict[str, Any]:
        return blocks.shared_message(shown, pressed.user, simple=simple)

    ts = post_reply(client, Place(pressed.channel, pressed.thread_ts), reply, render, f"press:{pressed.deed}")
    if pressed.thread_ts or ts:
        service.carry_on(reply.id, conversation_of(pressed.channel, pressed.thread_ts or ts))


def _reply_behind(service: Service, client: WebClient, pressed: Pressed) -> Reply | None:
    """The answer a button stands under; None, and the person is told, where it is not kept any more."""
    reply = service.again(pressed.value)
    if reply is None:
        pressed.say(client, _GONE)
    return reply


def _tell_answer(response_url: str, reply: Reply) -> None:
    tell_reply(response_url, reply, lambda r, *, simple=False: blocks.answer_message(r, private=True, simple=simple))
