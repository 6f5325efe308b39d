"""Greetings, thanks and help: short, and always with something to ask next."""

from sendbot.answer import Answer
from sendbot.answers.desk import Desk

EXAMPLES = (
    "Which areas had DMO capacity issues?",
    "Days left on Bury's WSA?",
    "What did inspectors say about Suffolk?",
    "Who does early identification well?",
    "How long do we get to write a WSA?",
)


def hello(desk: Desk) -> Answer:
    return desk.say(
        "Hello. Ask me about local area SEND inspections: who was criticised or praised for what, what is due when, what the rules are.",
        suggestions=EXAMPLES[:3],
    )


def thanks(desk: Desk) -> Answer:
    return desk.say("You are welcome.")


def bye(desk: Desk) -> Answer:
    return desk.say("Goodbye.")


def help_(desk: Desk) -> Answer:
    return desk.say(
        "I answer questions about local area SEND inspections (Ofsted and CQC) in England, from recorded and sourced facts only.",
        lines=(
            "Areas by topic, strength, outcome, status, date or region; one area's findings; comparisons, counts and shares.",
            "Plans: when a written statement or priority action plan is due, days left, whether it was submitted.",
            "Process rules, what terms mean, published responses, good and bad practice, advice.",
            "Go on in a thread: 'and Brent?', 'which of those are in London?', 'why?'",
        ),
        suggestions=EXAMPLES,
    )
