"""Each question is answered rightly, or is known to be answered wrongly."""

import functools
from collections.abc import Callable

import pytest
from questions.rows import KNOWN_WRONG, Known, Row, State, known_as_text, read_known, read_sets, rows_of, without_right

from sendbot.brain import Brain

KNOWN = read_known()
QUESTIONS = [(name, item["id"]) for name, items in read_sets().items() for item in items]


@pytest.fixture(scope="session")
def rows(brain: Brain) -> Callable[[str], dict[str, Row]]:
    """The rows of a set, which is asked once: lines of a thread hang on those before them."""
    return functools.cache(lambda name: rows_of(name, brain, KNOWN))


@pytest.mark.parametrize(("name", "number"), QUESTIONS, ids=[f"{name}:{number}" for name, number in QUESTIONS])
def test_a_question_is_answered_as_listed(name: str, number: str, rows: Callable[[str], dict[str, Row]]) -> None:
    if complaint := rows(name)[number].complaint:
        pytest.fail(complaint, pytrace=False)


@pytest.mark.parametrize("name", read_sets())
def test_no_id_of_a_set_stands_twice(name: str) -> None:
    ids = [item["id"] for item in read_sets()[name]]
    assert sorted(set(ids)) == sorted(ids)


def test_every_listed_row_exists_and_is_listed_once() -> None:
    listed = [(name, number) for name, lists in KNOWN.items() for ids in lists.values() for number in ids]
    assert [row for row in listed if row not in QUESTIONS] == []
    assert [row for row in set(listed) if listed.count(row) > 1] == []


def test_the_list_is_sorted_one_id_a_line() -> None:
    assert KNOWN_WRONG.read_text(encoding="utf-8") == known_as_text(KNOWN)


def row(number: str, listed: State, state: State) -> Row:
    return Row("a set", {"id": number, "question": "who?"}, "Nobody.", ["declined"] if state is not State.RIGHT else [], state, listed)


@pytest.mark.parametrize(
    ("listed", "state", "says"),
    [
        (State.RIGHT, State.RIGHT, None),
        (State.RIGHT, State.WRONG, "is answered wrongly"),
        (State.RIGHT, State.FALSE, "states a false fact"),
        (State.WRONG, State.RIGHT, "take it off"),
        (State.WRONG, State.WRONG, None),
        (State.WRONG, State.FALSE, "states a false fact now"),
        (State.FALSE, State.RIGHT, "take it off"),
        (State.FALSE, State.WRONG, None),
        (State.FALSE, State.FALSE, None),
    ],
)
def test_a_row_is_complained_of_unless_it_is_as_listed_or_milder(listed: State, state: State, says: str | None) -> None:
    complaint = row("q-1", listed, state).complaint
    assert complaint is None if says is None else complaint is not None and says in complaint.split("\n")[0]


def test_rewriting_the_list_takes_off_what_is_right_and_adds_nothing() -> None:
    known: Known = {"a set": {State.FALSE: ["q-1", "q-2"], State.WRONG: ["q-3"]}}
    found = [row("q-1", State.FALSE, State.RIGHT), row("q-2", State.FALSE, State.WRONG), row("q-4", State.RIGHT, State.WRONG)]
    assert without_right(known, found) == {"a set": {State.FALSE: ["q-2"], State.WRONG: ["q-3"]}}
