"""`bot.py ask`: one question to a real process, with each of its options."""

import json

import pytest
from processes import Run, complaint

DMO = "which areas had DMO capacity issues"
BURY = "days left on Bury's WSA"
MEMBERS = {"answered", "intent", "text", "areas", "count", "date", "days", "yes", "estimate", "sources", "suggestions"}


def test_an_answer_is_printed_with_its_source(bot: Run) -> None:
    done = bot("ask", DMO)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Waltham Forest" in done.stdout
    assert "Source: SEND area inspections" in done.stdout


def test_words_without_quotation_marks_are_one_question(bot: Run) -> None:
    assert "Waltham Forest" in bot("ask", *DMO.split()).stdout


def test_json_is_one_object_with_every_member(bot: Run) -> None:
    done = bot("ask", "--json", BURY, "--today", "2017-10-06")
    answer = json.loads(done.stdout)
    assert done.stdout.count("\n") == 1
    assert set(answer) == MEMBERS
    assert (answer["answered"], answer["areas"], answer["date"], answer["days"]) == (True, ["Bury"], "2017-10-31", 25)
    assert (answer["estimate"], answer["yes"], answer["count"]) == (True, None, None)
    assert all({"id", "title"} <= set(s) for s in answer["sources"])


def test_a_refusal_is_no_error(bot: Run) -> None:
    done = bot("ask", "--json", "will it rain tomorrow")
    answer = json.loads(done.stdout)
    assert done.returncode == 0
    assert (answer["answered"], answer["areas"], answer["date"]) == (False, [], None)
    assert answer["suggestions"]


def test_today_moves_the_clock_and_hides_what_came_later(bot: Run) -> None:
    early = json.loads(bot("ask", "--json", BURY, "--today", "2017-07-30").stdout)
    late = json.loads(bot("ask", "--json", BURY, "--today", "2017-10-30").stdout)
    assert (early["answered"], late["days"]) == (False, 1)


def test_as_at_hides_what_came_later_and_leaves_the_clock(bot: Run) -> None:
    then = json.loads(bot("ask", "--json", "how many areas had to write a WSA", "--as-at", "2017-10-06").stdout)
    now = json.loads(bot("ask", "--json", "how many areas had to write a WSA").stdout)
    assert then["count"] == 13
    assert now["count"] > 13


@pytest.mark.parametrize(
    "options", [("--sources", "lgiu-2017-10,regulations-2015"), ("--sources", "lgiu-2017-10", "--sources", "regulations-2015")]
)
def test_sources_bound_what_is_answered_from(options: tuple[str, ...], bot: Run) -> None:
    answer = json.loads(bot("ask", "--json", "how long do we get to write a WSA", "--today", "2017-10-06", *options).stdout)
    assert answer["answered"]
    assert {s["id"] for s in answer["sources"]} <= {"lgiu-2017-10", "regulations-2015"}


def test_from_the_briefing_alone_the_date_is_the_rough_one(bot: Run) -> None:
    answer = json.loads(bot("ask", "--json", BURY, "--today", "2017-10-06", "--sources", "lgiu-2017-10").stdout)
    assert (answer["date"], answer["estimate"]) == ("2017-11-09", True)


def test_what_a_pipe_cannot_show_becomes_a_question_mark(bot: Run) -> None:
    done = bot("ask", DMO, PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, "")
    assert "? Waltham Forest:" in done.stdout


def test_a_question_that_is_no_text_is_refused_without_a_traceback(bot: Run) -> None:
    done = bot("ask", "--json", b"\xff\xfe was Bury inspected".decode(errors="surrogateescape"))
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["intent"]


def test_help_names_every_command_and_option(bot: Run) -> None:
    top, ask = bot("--help").stdout, bot("ask", "--help").stdout
    assert [c for c in ("ask", "check", "load", "doctor") if c not in top] == []
    assert [o for o in ("--json", "--batch", "--today", "--as-at", "--sources") if o not in ask] == []


def test_an_unknown_command_names_those_there_are(bot: Run) -> None:
    done = bot("asks", "hello")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "'ask'" in done.stderr


def test_an_empty_question_is_bad_input(bot: Run) -> None:
    assert "There is no question" in complaint(bot("ask", " "))
