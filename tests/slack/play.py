"""Plays a scenario: each step of `scenarios.yaml` is a verb here, done on the stand-in or expected of the bot.

A new step is one more function under `@people`, `@bot` or `@slack`, named for its verb; its keyword arguments are the step's
details. A detail that is a Python keyword (`in`, `as`) gets an underscore.
"""

import keyword
import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import shown
from standin import Message, Person, Standin

Step = Mapping[str, Any]
Verb = Callable[..., None]
SECONDS = 10.0

PEOPLE: dict[str, Verb] = {}
BOT: dict[str, Verb] = {}
SLACK: dict[str, Verb] = {}


def step_of(vocabulary: dict[str, Verb]) -> Callable[[Verb], Verb]:
    """Takes a function into a vocabulary, under its name with spaces."""

    def take(verb: Verb) -> Verb:
        vocabulary[verb.__name__.strip("_").replace("_", " ")] = verb
        return verb

    return take


people, bot, slack = step_of(PEOPLE), step_of(BOT), step_of(SLACK)


@dataclass(frozen=True)
class Turn:
    """Something a person or the bot did: in which channel, by whom, and the message, if it left one."""

    channel: str
    user: str
    message: Message | None = None

    @property
    def thread(self) -> str | None:
        """The `thread_ts` of what belongs under it."""
        return (self.message.thread_ts or self.message.ts) if self.message else None


@dataclass
class Play:
    """One scenario under way: what was said so far by name, and which of the bot's messages have been looked at."""

    slack: Standin
    log: Callable[[], list[logging.LogRecord]]
    robots: frozenset[str] = frozenset()
    private: frozenset[str] = frozenset()
    turns: dict[str, Turn] = field(default_factory=dict)
    heard: set[tuple[str, str]] = field(default_factory=set)
    typed: list[str] = field(default_factory=list)

    def perform(self, step: Step) -> None:
        """Do one step. Raises AssertionError, naming it, where what should happen does not."""
        (subject, verb), *details = step.items()
        vocabulary = {"bot": BOT, "slack": SLACK}.get(subject, PEOPLE)
        assert verb in vocabulary, f"{subject} cannot {verb!r}; known: {', '.join(vocabulary)}"
        given = {f"{name}_" if keyword.iskeyword(name) else name: self.filled_in(value) for name, value in details}
        who = {"name": subject} if vocabulary is PEOPLE else {}
        try:
            vocabulary[verb](self, **who, **given)
        except AssertionError as error:
            raise AssertionError(f"{subject} {verb} {given}: {error}") from error

    def filled_in(self, value: Any) -> Any:
        """A detail with `{bot}`, `{anna}` and `{#team}` replaced by their ids, and `{question}` by its time stamp."""
        if isinstance(value, dict):
            return {name: self.filled_in(inner) for name, inner in value.items()}
        if isinstance(value, list):
            return [self.filled_in(inner) for inner in value]
        return re.sub(r"\{(#?\w+)\}", lambda m: self._id(m[1]), value) if isinstance(value, str) else value

    def _id(self, name: str) -> str:
        if name == "bot":
            return self.slack.bot.id
        if name in self.turns:
            return self.turns[name].message.ts
        return self.channel(name[1:]) if name.startswith("#") else self.person(name).id

    def person(self, name: str) -> Person:
        return self.slack.user(name, bot=name in self.robots)

    def channel(self, name: str) -> str:
        return self.slack.channel(name, private=name in self.private).id

    def write(self, name: str, channel: str, text: str, *, thread: str | None, as_: str, more: Mapping[str, Any]) -> None:
        """Someone writes: a turn by that name, and the last question."""
        root = self.turns[thread].thread if thread else None
        message = self.person(name).writes(channel, text, thread=root, **more)
        self.turns[as_] = self.turns["question"] = Turn(channel, message.user, message)
        self.typed.append(text)

    def unheard(self) -> list[Message]:
        """What the bot has said that no step has looked at."""
        return [post for post in self.slack.posts() if (post.channel, post.ts) not in self.heard]

    def hear(self, place: str, to: str, as_: str) -> Message:
        """The bot's next message in the place where it should be; it is then a turn by its name."""
        fits = PLACES[place]
        turn = self.turns[to]

        def look() -> Message | None:
            return next((post for post in self.unheard() if post.channel == turn.channel and fits(post, turn)), None)

        try:
            post = self.slack.wait_for(look, f"something {place}", SECONDS)
        except AssertionError as error:
            raise AssertionError(f"{error}; elsewhere: {self.unheard()}") from error
        self.heard.add((post.channel, post.ts))
        self.turns[as_] = Turn(post.channel, post.user, post)
        shown.check(post)
        return post


PLACES: dict[str, Callable[[Message, Turn], bool]] = {
    "in thread": lambda post, turn: post.thread_ts == turn.thread is not None and not post.ephemeral_to,
    "flat": lambda post, _: post.thread_ts is None and not post.ephemeral_to,
    "privately": lambda post, turn: post.ephemeral_to == turn.user,
}


# What people do


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
    message = play.turns[on].message
    offered = shown.buttons(message)
    assert button in offered, f"the buttons are {list(offered)}"
    play.person(name).presses(offered[button], message).wait(SECONDS)
    play.turns["question"] = Turn(message.channel, play.person(name).id, message)


@people
def edits(play: Play, name: str, *, text: str, message: str = "question") -> None:
    play.person(name).edits(play.turns[message].message, text)


@people
def deletes(play: Play, name: str, *, message: str = "question") -> None:
    play.person(name).deletes(play.turns[message].message)


@people
def joins(play: Play, name: str, *, in_: str = "team") -> None:
    play.person(name).joins(play.slack.channel(in_))


# What the bot must do


@bot
def answers(
    play: Play,
    *,
    place: str,
    to: str = "question",
    says: str | list[str] = (),
    never: str | list[str] = (),
    sources: str | list[str] = (),
    buttons: str | list[str] = (),
    as_: str = "answer",
) -> None:
    post = play.hear(place, to, as_)
    shown.check_answer(post)
    for words in _list(says):
        assert words in shown.plain(post.text), f"`text` is {post.text!r}"
        assert words in shown.in_blocks(post), f"the blocks show {shown.in_blocks(post)!r}"
    for words in _list(never):
        assert words not in shown.plain(post.text) + shown.in_blocks(post), f"it says {post.text!r}"
    for words in _list(sources):
        assert words in shown.sources(post), f"it cites {shown.sources(post)!r}"
    for label in _list(buttons):
        assert label in shown.buttons(post), f"the buttons are {list(shown.buttons(post))}"


@bot
def says(play: Play, *, place: str, text: str, to: str = "question", as_: str = "answer") -> None:
    post = play.hear(place, to, as_)
    assert text in shown.plain(post.text), f"it says {post.text!r}"
    assert not post.blocks


@bot
def apologises(play: Play, *, place: str, to: str = "question") -> None:
    post = play.hear(place, to, "apology")
    reference = re.search(r"this reference: (\w{6})\.$", post.text)
    assert reference, f"no reference in {post.text!r}"
    assert len(post.text) < 200
    logged = [record.getMessage() for record in play.log() if record.levelno >= logging.ERROR]
    assert any(reference[1] in line for line in logged), f"the log has no reference {reference[1]}: {logged}"


@bot
def keeps_quiet(play: Play) -> None:
    play.slack.settle()
    assert not play.unheard(), f"it said {[post.text for post in play.unheard()]}"


# What Slack does by itself


@slack
def redelivers(play: Play, *, event: str, times: int = 1) -> None:
    delivery = play.slack.delivered(event)[-1].wait(SECONDS)
    for number in range(1, times + 1):
        play.slack.redeliver(delivery, number=number).wait(SECONDS)


@slack
def holds_events_back(play: Play) -> None:
    play.slack.deliveries.hold()


@slack
def delivers_them_last_first(play: Play) -> None:
    play.slack.deliveries.release()


@slack
def refreshes_the_socket(play: Play) -> None:
    play.slack.disconnect()
    play.slack.wait_for_sockets(1, SECONDS)


@slack
def drops_the_socket(play: Play) -> None:
    play.slack.drop_sockets()
    play.slack.wait_for_sockets(1, SECONDS)


@slack
def sends(play: Play, *, event: Step) -> None:
    sent = play.slack.send_event({"ts": play.slack.world.new_ts(), **event})
    assert sent, "the app does not subscribe to this event"


def _list(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else list(value)
