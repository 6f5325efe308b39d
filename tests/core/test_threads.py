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


def test_a_refused_message_changes_nothing(brain: Brain) -> None:
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
