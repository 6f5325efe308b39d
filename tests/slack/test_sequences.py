"""Whatever comes in whatever order, each question has exactly one answer."""

from bench.sequences import run


def test_each_question_has_exactly_one_answer_whatever_slack_does() -> None:
    run(150, derandomize=True)
