"""What narrows a question about an area is never read past: it changes the meaning, or the question is not read whole."""

import datetime as dt

import pytest

from sendbot.brain import Brain
from sendbot.lexicon.text import clean
from sendbot.query import Query
from sendbot.understanding.parsing import parse

TODAY = dt.date(2026, 11, 25)
NARROWER = ("in 2019", "under the 2016 framework", "under the 2023 framework", "on leadership", "in its wsa", "in its priority action plan")
OF_AREA = ("2019", "2016 framework", "2023 framework")
# Nothing here says a plan, a time or a topic of its own.
QUESTIONS = (
    "brief me on Leeds",
    "did Leeds do better than last time",
    "did Leeds get a clean bill of health",
    "did inspectors like anything in Leeds",
    "has Leeds been inspected yet",
    "has Leeds improved",
    "how did Leeds do",
    "how has Leeds changed",
    "Leeds , what went wrong",
    "list Leeds strengths",
    "list Leeds weaknesses",
    "was Leeds inspected before Brent",
    "what are Leeds strengths",
    "what did inspectors say about Leeds",
    "what does Leeds have to fix",
    "what happened at the Leeds re-visit",
    "what was Leeds criticised for",
    "what was Leeds praised for",
    "what was still outstanding at the Leeds re-visit",
    "what went well in Leeds",
    "when is the next inspection of Leeds",
    "when was Leeds inspected",
    "when was Leeds re-visited",
    "when was the Leeds report published",
    "where can i read the Leeds report",
    "which weaknesses did Leeds have",
    "who was inspected first , Leeds or Brent",
    "whose report came out first , Leeds or Brent",
    "why was Leeds criticised",
)
OF_A_PLAN = (
    "days left on the Leeds {plan}",
    "did Leeds get its {plan} in on time",
    "did Leeds have to write a {plan}",
    "has Leeds submitted its {plan}",
    "has the Leeds {plan} been approved",
    "is the Leeds {plan} overdue",
    "Leeds {plan} , when did it have to be in by",
    "list the Leeds {plan} weaknesses",
    "was the Leeds {plan} in on time",
    "was the Leeds {plan} due before Brent",
    "what was the Leeds {plan} about",
    "when did Leeds submit its {plan}",
    "when was the Leeds {plan} approved",
    "when was the Leeds {plan} due",
    "where can i read the Leeds {plan}",
    "which weaknesses led to the Leeds {plan}",
    "why did Leeds get a {plan}",
)
OF_A_NUMBER = ("list Leeds {}weaknesses", "which of Leeds {}weaknesses were still insufficient at the re-visit", "what were Leeds {}weaknesses",
               "which {}weaknesses led to the Leeds wsa", "how many of Leeds {}weaknesses were put right at the re-visit")  # fmt: skip


def meaning(brain: Brain, text: str) -> Query | None:
    parsed = parse(brain.understanding.read(clean(text), TODAY))
    return parsed.best.value if parsed and parsed.best else None


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_time_a_plan_or_a_topic_counts(question: str, brain: Brain) -> None:
    plain = meaning(brain, question)
    assert plain, "not read whole as it is"
    narrowed = [f"{question} {more}" for more in NARROWER] + [question.replace("Leeds", f"Leeds {more}") for more in OF_AREA]
    assert [q for q in narrowed if meaning(brain, q) == plain] == []


@pytest.mark.parametrize("question", OF_A_PLAN)
def test_which_plan_counts(question: str, brain: Brain) -> None:
    of_wsa, of_pap = (meaning(brain, question.format(plan=plan)) for plan in ("wsa", "priority action plan"))
    assert of_wsa, "not read whole as it is"
    assert of_wsa != of_pap


@pytest.mark.parametrize("question", OF_A_NUMBER)
def test_how_many_there_are_said_to_be_counts(question: str, brain: Brain) -> None:
    plain = meaning(brain, question.format(""))
    assert plain, "not read whole as it is"
    assert meaning(brain, question.format("seven ")) != plain
