"""Plays a scenario: each step of `scenarios.yaml` is a verb, done on a Slack or expected of the bot in it.

The verbs are functions: what people do in `doing`, what the bot must do in `expecting`, what Slack does in `slacking`. A new step is
one more of them under `@people`, `@bot` or `@slack`, named for its verb; its keyword arguments are the step's details. A detail that
is a Python keyword (`in`, `as`) gets an underscore.
"""

import keyword
import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import shown
from standin import Message, Person, Standin, View
from standin.model import Execution

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
    """Something a person or the bot did: in which channel, by whom, and what it left to look at, if anything."""

    channel: str
    user: str
    message: Message | None = None
    view: View | None = None

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
    without_bot: frozenset[str] = frozenset()
    turns: dict[str, Turn] = field(default_factory=dict)
    heard: set[tuple[str, str]] = field(default_factory=set)
    typed: list[str] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    execution: Execution | None = None

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
        person = self.slack.user(name, bot=name in self.robots)
        self.names[person.id] = name
        return person

    def channel(self, name: str) -> str:
        return self.slack.channel(name, private=name in self.private, with_bot=name not in self.without_bot).id

    def write(self, name: str, channel: str, text: str, *, thread: str | None, as_: str, more: Mapping[str, Any]) -> None:
        """Someone writes: a turn by that name, and the last question."""
        root = self.turns[thread].thread if thread else None
        message = self.person(name).writes(channel, text, thread=root, **more)
        self.turns[as_] = self.turns["question"] = Turn(channel, message.user, message)
        self.typed.append(text)

    def unheard(self) -> list[Message]:
        """What the bot has said that no step has looked at."""
        return [post for post in self.slack.posts() if (post.channel, post.ts) not in self.heard]

    def hear(self, place: str, to: str, as_: str, mentioned: str | None = None) -> Message:
        """The bot's next message in the place where it should be, as seen from a turn or by a person; it is then a turn by its name."""
        fits = PLACES[place]
        turn = self.turns[to] if to in self.turns else Turn("", self.person(to).id)
        channel = self.person(self.names[turn.user]).direct_channel.id if place == "directly" else turn.channel

        def look() -> Message | None:
            return next((post for post in self.unheard() if post.channel == channel and fits(post, turn)), None)

        try:
            post = self.slack.wait_for(look, f"something {place}", SECONDS)
        except AssertionError as error:
            raise AssertionError(f"{error}; elsewhere: {self.unheard()}") from error
        self.heard.add((post.channel, post.ts))
        self.turns[as_] = Turn(post.channel, post.user, post)
        shown.check(post, mentioned)
        return post

    def person_of(self, turn: str) -> Person:
        """Who did something."""
        return self.person(self.names[self.turns[turn].user])


PLACES: dict[str, Callable[[Message, Turn], bool]] = {
    "in thread": lambda post, turn: post.thread_ts == turn.thread is not None and not post.ephemeral_to,
    "flat": lambda post, _: post.thread_ts is None and not post.ephemeral_to,
    "privately": lambda post, turn: post.ephemeral_to == turn.user,
    "privately in thread": lambda post, turn: post.ephemeral_to == turn.user and post.thread_ts == turn.thread is not None,
    "directly": lambda post, _: not post.ephemeral_to,
}


def listed(value: str | list[str]) -> list[str]:
    """One thing or several, as a list."""
    return [value] if isinstance(value, str) else list(value)
