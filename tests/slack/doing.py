"""What people do in a scenario."""

from typing import Any

import shown
from play import SECONDS, Play, Step, Turn, people
from standin import View


@people
def writes(
    play: Play,
    name: str,
    *,
    text: str,
    in_: str = "team",
    thread: str | None = None,
    as_: str = "question",
    repeat: int = 1,
    more: Step | None = None,
) -> None:
    play.write(name, play.channel(in_), text * repeat, thread=thread, as_=as_, more=more or {})


@people
def mentions(play: Play, name: str, *, text: str, repeat: int = 1, **details: Any) -> None:
    writes(play, name, text=f"<@{play.slack.bot.id}> {text * repeat}", **details)


@people
def writes_to_the_bot(
    play: Play, name: str, *, text: str, thread: str | None = None, as_: str = "question", more: Step | None = None
) -> None:
    play.write(name, play.person(name).direct_channel.id, text, thread=thread, as_=as_, more=more or {})


@people
def runs(play: Play, name: str, *, command: str, in_: str | None = None) -> None:
    person = play.person(name)
    channel = play.channel(in_) if in_ else person.direct_channel.id
    word, _, text = command.partition(" ")
    person.runs(word, text, channel=channel).wait(SECONDS)
    play.turns["question"] = Turn(channel, person.id)
    play.typed.append(text)


@people
def presses(play: Play, name: str, *, button: str, on: str = "answer") -> None:
    turn, person = play.turns[on], play.person(name)
    where = turn.message or turn.view
    assert where is not None, f"there is nothing to press on {on}"
    offered = shown.buttons(where)
    assert button in offered, f"the buttons are {list(offered)}"
    action_id, *choice = offered[button]
    person.presses(action_id, where, *choice).wait(SECONDS)
    channel = person.direct_channel.id if isinstance(where, View) else turn.channel
    play.turns["question"] = Turn(channel, person.id, turn.message, turn.view)


@people
def opens(play: Play, name: str, *, tab: str) -> None:
    person = play.person(name)
    person.opens_home(tab)
    play.turns["question"] = Turn(person.direct_channel.id, person.id)


@people
def uses_shortcut(play: Play, name: str, *, shortcut: str, on: str = "answer") -> None:
    turn, person = play.turns[on], play.person(name)
    person.uses_shortcut(shortcut, turn.message).wait(SECONDS)
    play.turns["question"] = Turn(turn.channel, person.id, turn.message)


@people
def submits(play: Play, name: str, *, form: dict[str, str], objection: str | None = None) -> None:
    """Send the form in front; with an `objection`, it is not taken and these words stand at a field."""
    person = play.person(name)
    view = play.slack.modal(person)
    assert view is not None, "there is no form in front"
    said = person.submits(view, form).wait(SECONDS).answer or {}
    play.typed.extend(form.values())
    errors = " ".join(said.get("errors", {}).values())
    assert (objection or "") in errors, f"the objections are {errors!r}"
    assert bool(errors) == bool(objection), f"it is not taken: {errors}"


@people
def edits(play: Play, name: str, *, text: str, message: str = "question") -> None:
    play.person(name).edits(play.turns[message].message, text)


@people
def deletes(play: Play, name: str, *, message: str = "question") -> None:
    play.person(name).deletes(play.turns[message].message)


@people
def joins(play: Play, name: str, *, in_: str = "team") -> None:
    play.person(name).joins(play.slack.channel(in_))
