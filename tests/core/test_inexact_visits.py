"""Re-visits of which only the month is recorded: inside a period, outside it, or not known."""

import datetime as dt

import pytest

from sendbot.brain import Brain

TODAY = dt.date(2026, 11, 25)


@pytest.mark.parametrize(
    ("question", "yes"),
    [
        ("Did Luton satisfy inspectors on all five weaknesses when they came back in 2022?", True),
        ("was Luton re-visited in 2022", True),
        ("was Luton re-visited in October 2022", True),
        ("was Luton re-visited in the second half of 2022", True),
        ("was Luton re-visited in 2021", False),
        ("was Luton re-visited before October 2022", False),
        ("was Luton re-visited in early October 2022", None),
        ("was Luton re-visited on 12 October 2022", None),
    ],
)
def test_a_re_visit_known_by_its_month_is_inside_or_outside_or_not_known(question: str, yes: bool | None, brain: Brain) -> None:
    answer, _ = brain.ask(question, TODAY)
    assert (answer.answered, answer.yes) == (yes is not None, yes), answer.text


@pytest.mark.parametrize(
    ("question", "listed"),
    [
        ("which areas were re-visited in October 2022", True),
        ("which areas were re-visited in early October 2022", False),
        ("which areas were not re-visited in early October 2022", False),
        ("which areas were not re-visited in 2021", True),
    ],
)
def test_an_area_is_listed_only_where_its_month_tells(question: str, listed: bool, brain: Brain) -> None:
    answer, _ = brain.ask(question, TODAY)
    assert ("luton" in answer.area_ids) is listed, answer.text
