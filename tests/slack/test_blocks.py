"""An answer of any length becomes blocks that Slack takes, by two lists of limits that know nothing of each other."""

import datetime as dt
import re
from typing import Any

import shown
import slackblocks
from hypothesis import given
from hypothesis import strategies as st
from slackblocks import _limits as limits
from standin import Message
from standin.limits import block_problems

from sendbot.answer import Answer, SourceRef
from sendbot.answers.details import Details
from sendbot.slack.blocks import answer_blocks, answer_message, answer_text
from sendbot.slack.service import Reply

SIGNS = st.sampled_from(["<", ">", "&", "*", "_", "|", "!", "@", "<!channel>", "<@U1>", "&amp;", "words and more ", "é", "😀"])
# From a word to far beyond any limit; never blank, as no part of an answer is.
PHRASES = st.builds(lambda parts, times: "x" + "".join(parts) * times, st.lists(SIGNS, max_size=8), st.sampled_from([1, 1, 1, 20, 400]))
SOURCES = st.builds(
    SourceRef, id=st.just("s"), title=PHRASES, url=st.sampled_from([None, "https://example.org/?a=1&b=2"]), place=st.none() | PHRASES
)


def several(one: st.SearchStrategy[Any], most: int) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.one_of(st.lists(one, max_size=4), st.tuples(one, st.integers(0, most)).map(lambda both: [both[0]] * both[1])).map(tuple)


ANSWERS = st.builds(
    Answer,
    intent=st.just("any"),
    answered=st.booleans(),
    headline=PHRASES,
    lines=several(PHRASES, 200),
    notes=several(PHRASES, 20),
    sources=several(SOURCES, 60),
    suggestions=several(PHRASES, 10),
)
SIMPLE = Answer(
    intent="any",
    answered=True,
    headline="Two areas & more.",
    lines=("Bury: <late>", "Brent"),
    notes=("Only in part.",),
    sources=(
        SourceRef("a", "Statistics & tables", "https://example.org/a", "page 3"),
        SourceRef("b", "Briefing"),
    ),
    suggestions=("And Brent?", "Why " + "so " * 40 + "late?"),
)


def reply(answer: Answer) -> Reply:
    return Reply("a1b2c3", "why?", answer, Details(), dt.date(2017, 10, 6))


def posted(answer: Answer) -> Message:
    sent = answer_message(reply(answer))
    return Message("C1", "1.0", "UBOT", sent["text"], "T1", blocks=tuple(sent["blocks"]), sent=sent)


@given(answer=ANSWERS)
def test_any_answer_is_within_slacks_limits_and_whole_where_it_is_cut(answer: Answer) -> None:
    blocks = answer_blocks(reply(answer))
    assert block_problems(blocks) == []
    for block in blocks:
        if block["type"] != "actions":  # which slackblocks cannot read back
            slackblocks.Block.from_dict(block)
        for element in block.get("elements", ()) if block["type"] == "actions" else ():
            assert limits.TEXT_MIN_LENGTH <= len(element["text"]["text"]) <= limits.BUTTON_TEXT_MAX_LENGTH
            assert len(element["value"]) <= limits.BUTTON_VALUE_MAX_LENGTH
    shown.check(posted(answer))
    shown.check_answer(posted(answer))


@given(answer=ANSWERS)
def test_however_long_an_answer_is_its_sources_and_suggestions_stay(answer: Answer) -> None:
    shown_blocks = answer_blocks(reply(answer))
    kinds = [block["type"] for block in shown_blocks]
    left_out = any(re.fullmatch(r"and \d+ more", text["text"]) for text in shown.texts(shown_blocks))
    assert kinds.count("context") == bool(answer.notes) + bool(answer.sources) + left_out
    assert kinds.count("actions") == bool(answer.suggestions) or not answer.answered


def test_an_answer_shows_headline_lines_notes_sources_and_buttons_in_this_order() -> None:
    message = posted(SIMPLE)
    assert [block["type"] for block in message.blocks] == ["section", "section", "context", "context", "actions"]
    assert [text["text"] for text in shown.texts(message.blocks)][:4] == [
        "*Two areas &amp; more.*",
        "• Bury: &lt;late&gt;\n• Brent",
        "Only in part.",
        "Sources: <https://example.org/a|Statistics &amp; tables>, page 3; Briefing",
    ]


def test_a_button_asks_the_whole_question_however_short_its_label() -> None:
    (*_, buttons) = answer_blocks(reply(SIMPLE))
    assert [element["value"] for element in buttons["elements"]] == list(SIMPLE.suggestions)
    assert [len(element["text"]["text"]) for element in buttons["elements"]] == [10, 75]
    assert len({element["action_id"] for element in buttons["elements"]}) == 2


def test_the_text_is_the_whole_answer() -> None:
    text = answer_text(reply(SIMPLE))
    assert shown.plain(text) == SIMPLE.text
    assert re.search(r"Bury: &lt;late&gt;", text)
