"""A message in a thread means what it says of the question before it, or it is refused; what is remembered can be stored."""

import datetime as dt

import msgspec
import pytest

from sendbot.answer import Answer
from sendbot.brain import Brain, Memory

TODAY = dt.date(2017, 10, 6)
SOURCES = ["lgiu-2017-10"]


def talk(brain: Brain, *messages: str) -> tuple[Answer, Memory | None]:
    memory: Memory | None = None
    for message in messages:
        answer, memory = brain.ask(message, TODAY, sources=SOURCES, memory=memory)
    return answer, memory


THREADS = [
    (
        ["which areas had leadership problems", "minus Brent", "who is left"],
        {"Bury", "Middlesbrough", "Sefton", "Waltham Forest", "Windsor and Maidenhead"},
    ),
    (["which areas were criticised for joint commissioning", "and communication with parents", "who appears in both lists"], {"Sefton"}),
    (["which areas had leadership problems", "no", "and joint commissioning?"], {"Bury", "Middlesbrough", "Sefton"}),
    (
        ["which areas had problems with the local offer", "only those with leadership problems", "bake me a cake", "without Bury"],
        {"Brent", "Middlesbrough", "Sefton", "Windsor and Maidenhead"},
    ),
    (["who was praised for early identification", "was Brent among those"], {"Brent"}),
    (["which areas were inspected in July 2017", "which of those had a WSA", "and the others?"], {"Cornwall", "Greenwich", "Rutland"}),
]


@pytest.mark.parametrize(("messages", "areas"), THREADS, ids=lambda v: v[-1] if isinstance(v, list) else None)
def test_a_message_goes_on_from_the_last_that_was_understood(messages: list[str], areas: set[str], brain: Brain) -> None:
    answer, _ = talk(brain, *messages)
    assert set(answer.areas) == areas, answer.text


# A last message, and what its answer must hold: an answer's facts, or None where it is refused.
GOING_ON: list[tuple[list[str], dict[str, object] | None]] = [
    (["Bury's WSA deadline?", "and in days from now?"], {"days": 34}),
    (["When is Brent's WSA due?", "and Wakefield's?", "how many days from today is that"], {"days": 34}),
    (["Bury's WSA deadline?", "is that sooner than Brent's"], {"yes": False}),
    (["who was praised for early identification", "do any of those five have a WSA to write?"], {"yes": False}),
    (["who does badly on co-production", "did any need a WSA"], {"yes": True}),
    (["when was Rutland inspected", "any WSA?"], {"yes": False}),
    (["do any of them also have the co-production problem?"], None),
    (["and which of those have published something in response?"], None),
    (["which areas had leadership problems", "which of the Brent borough frobs were fixed", "and the others?"], None),
]


@pytest.mark.parametrize(("messages", "facts"), GOING_ON, ids=lambda v: v[-1] if isinstance(v, list) else None)
def test_a_message_goes_on_or_is_refused(messages: list[str], facts: dict[str, object] | None, brain: Brain) -> None:
    answer, _ = talk(brain, *messages)
    assert answer.answered == (facts is not None), answer.text
    assert all(getattr(answer, name) == value for name, value in (facts or {}).items()), answer.text


def test_the_plan_last_spoken_of_goes_on(brain: Brain) -> None:
    memory: Memory | None = None
    for message in ("how many areas for priority action did Bury get", "how many weaknesses in its old WSA?", "when did they hand that in"):
        answer, memory = brain.ask(message, dt.date(2026, 11, 25), memory=memory)
    assert answer.date == dt.date(2017, 10, 31), answer.text


def test_what_is_of_no_matter_changes_nothing(brain: Brain) -> None:
    _, before = talk(brain, "which areas had leadership problems")
    answer, after = talk(brain, "which areas had leadership problems", "no")
    assert not answer.answered
    assert after == before


@pytest.mark.parametrize("message", ["which of those three had a WSA", "who else got the same outcome", "but not in the Isle of Man"])
def test_what_points_at_nothing_is_refused(message: str, brain: Brain) -> None:
    answer, _ = talk(brain, "which areas were inspected in July 2017", "which of those had a WSA", message)
    assert not answer.answered, answer.text


def test_what_is_remembered_can_be_stored_and_an_older_shape_is_not_read(brain: Brain) -> None:
    _, memory = talk(brain, "which areas had leadership problems", "only those with local offer problems", "not Brent")
    assert msgspec.json.decode(msgspec.json.encode(memory), type=Memory) == memory
    with pytest.raises(msgspec.DecodeError):
        msgspec.json.decode(b'{"query":{"asks":"areas","intent":"areas"},"lost":true}', type=Memory)
