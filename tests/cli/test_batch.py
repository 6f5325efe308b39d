"""`bot.py ask --batch`: JSON Lines in, a line for each out, in order, whatever a line is like."""

import json
from pathlib import Path
from typing import Any

import pytest
from processes import Run

from sendbot.yaml12 import read_yaml

BAD_LINES: list[dict[str, Any]] = read_yaml(Path(__file__).with_name("bad_lines.yaml"))
MEMBERS = {"id", "answered", "intent", "text", "areas", "count", "date", "days", "yes", "sources"}
ON_THE_DAY = {"today": "2017-10-06"}


def batch(bot: Run, *lines: dict[str, Any] | bytes, options: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    given = b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines)
    done = bot("ask", "--batch", *options, stdin=given + b"\n")
    assert (done.returncode, done.stderr) == (0, "")
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert all(set(a) >= MEMBERS for a in answers)
    return answers


def test_threads_are_conversations_of_their_own_and_the_order_is_kept(bot: Run) -> None:
    answers = batch(
        bot,
        {"id": 1, "thread": "a", "text": "which areas had to write a WSA", **ON_THE_DAY},
        {"id": 2, "thread": "b", "text": "when was Brent inspected", **ON_THE_DAY},
        {"id": 3, "thread": "a", "text": "which of those are in London", **ON_THE_DAY},
        {"id": 4, "thread": "b", "text": "and Bury?", **ON_THE_DAY},
        {"id": 5, "text": "and Wakefield?", **ON_THE_DAY},
        {"id": 6, "thread": "c", "text": "which of those are in London", **ON_THE_DAY},
    )
    assert [a["id"] for a in answers] == [1, 2, 3, 4, 5, 6]
    assert answers[2]["areas"] == ["Brent", "Waltham Forest"]
    assert answers[3]["date"] == "2017-06-12"
    assert answers[4]["date"] is None, "a line without a thread goes on from nothing"
    assert answers[5]["areas"] != answers[2]["areas"], "a thread hears nothing of the others"


def test_a_bad_line_gets_an_error_line_in_its_place_and_the_rest_go_on(bot: Run) -> None:
    good = {"text": "days left on Bury's WSA", **ON_THE_DAY}
    bad = [bytes.fromhex(case["hex"]) if "hex" in case else case["line"].encode() for case in BAD_LINES]
    lines = [line for n, b in enumerate(bad) for line in ({"id": n, **good}, b)]
    answers = batch(bot, *lines, {"id": "last", **good})
    assert len(answers) == len(lines) + 1
    assert [a["date"] for a in answers[::2]] == ["2017-10-31"] * (len(bad) + 1)
    for number, (case, answer) in enumerate(zip(BAD_LINES, answers[1::2], strict=True), 1):
        assert (answer["intent"], answer["answered"], answer["id"]) == ("error", False, case.get("id")), case
        assert answer["error"] == answer["text"]
        assert answer["text"].startswith(f"Line {2 * number} is no question: ")
        assert case["says"] in answer["text"]


def test_a_line_has_a_day_and_sources_of_its_own(bot: Run) -> None:
    bury = {"text": "days left on Bury's WSA"}
    answers = batch(
        bot,
        {**bury},
        {**bury, "today": "2017-10-30"},
        {**bury, "sources": ["ofsted-statistics-2022"]},
        {**bury, "sources": "ofsted-statistics-2022"},
        {"text": "was Bury inspected", "as_at": "2017-01-01"},
        options=("--today", "2017-10-06", "--sources", "lgiu-2017-10"),
    )
    assert [a["days"] for a in answers[:2]] == [34, 10]
    assert [{s["id"] for s in a["sources"]} for a in answers[:2]] == [{"lgiu-2017-10"}] * 2
    assert {s["id"] for a in answers[2:4] for s in a["sources"]} <= {"ofsted-statistics-2022"}
    assert answers[2]["date"] == answers[3]["date"] != answers[0]["date"]
    assert answers[4]["answered"] is False


def test_empty_lines_and_unknown_members_are_passed_over(bot: Run) -> None:
    answers = batch(bot, b"", b"   ", {"id": "x", "text": "was Bury inspected", "mood": "cheerful"}, b"\t")
    assert [(a["id"], a["yes"]) for a in answers] == [("x", True)]


def test_an_id_comes_back_as_it_was_given(bot: Run) -> None:
    ids = ["a", "", 0, -1, 2**70, "ü", None]
    assert [a["id"] for a in batch(bot, *({"id": i, "text": "hello"} for i in ids))] == ids


def test_no_lines_give_no_lines(bot: Run) -> None:
    assert batch(bot, b"") == []


@pytest.mark.parametrize("nothing", [None, "", []])
def test_a_member_that_is_empty_leaves_the_option_in_force(nothing: Any, bot: Run) -> None:
    line = {"text": "days left on Bury's WSA", "sources": nothing, "today": None if nothing == [] else nothing}
    (answer,) = batch(bot, line, options=("--today", "2017-10-06"))
    assert answer["date"] == "2017-10-31"
