"""Whatever is in an answer, Slack takes its blocks; and nothing in them pings, links or formats that was not ours."""

import datetime as dt
import re
from typing import Any

import pytest
import slackblocks
from hypothesis import given, settings
from hypothesis import strategies as st
from slackblocks import _limits as theirs
from standin.limits import block_problems, view_problems

from sendbot.answer import Answer, Figure, SourceRef
from sendbot.answers.details import Details, Table
from sendbot.query import Query
from sendbot.slack import blocks, home, limits, modals
from sendbot.slack.figures import chart_block, table_block
from sendbot.slack.service import Reply
from sendbot.slack.text import cut, escape, link
from sendbot.store import Asked, Asker, Correction

TODAY = dt.date(2017, 10, 6)
_PING = re.compile(r"<[!@#][^>]*>")

NASTY = (
    "<!channel>",
    "<!here|here>",
    "<@U123>",
    "<!subteam^S1>",
    "<https://evil.example|gov.uk>",
    "*bold*",
    "_it_",
    "`c`",
    "&amp;",
    "> q",
    "",
)
words = st.one_of(
    st.sampled_from(NASTY), st.text(max_size=60), st.integers(1, 4_000).map("x<".__mul__), st.integers(1, 300).map("ü ".__mul__)
)
some_words = words.filter(str.strip)
cells = st.one_of(st.none(), st.integers(-9, 999), st.dates(), words)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    width = draw(st.integers(1, 6))
    row = st.tuples(*[cells] * width)
    rows = draw(st.lists(row, min_size=1, max_size=30)) * draw(st.sampled_from((1, 1, 9)))
    shown = draw(st.lists(st.integers(0, width - 1), min_size=1, max_size=width, unique=True))
    columns = draw(st.tuples(*[words] * width))
    return Table(draw(some_words), columns, tuple(rows), tuple(shown), is_list=draw(st.booleans()))


sources = st.builds(
    SourceRef, id=st.just("s"), title=some_words, url=st.one_of(st.none(), words, st.just("https://a.example/x")), place=words
)
answers = st.builds(
    Answer,
    intent=st.just("i"),
    answered=st.booleans(),
    headline=some_words,
    lines=st.lists(words, max_size=40).map(tuple),
    notes=st.lists(some_words, max_size=14).map(tuple),
    sources=st.lists(sources, max_size=5).map(tuple),
    suggestions=st.lists(some_words, max_size=7, unique=True).map(tuple),
    figures=st.lists(st.builds(Figure, some_words, st.integers(0, 500)), max_size=25).map(tuple),
    query=st.sampled_from((None, Query(asks="areas", intent="i"))),
)
details = st.builds(Details, st.one_of(st.none(), tables()), st.just(()), st.one_of(st.none(), st.just("✓ Submitted")))
replies = st.builds(
    Reply, st.just("a1b2c3"), words, answers, details, st.just(TODAY), st.builds(Asker, channel=st.sampled_from(("C1", "D1", None)))
)


def formatted(message: Any) -> list[str]:
    """Every text that Slack reads as mrkdwn."""
    if isinstance(message, dict):
        own = [message["text"]] if message.get("type") == "mrkdwn" else []
        return own + [text for inner in message.values() for text in formatted(inner)]
    return [text for inner in message for text in formatted(inner)] if isinstance(message, list) else []


@settings(max_examples=250, deadline=None)
@given(reply=replies, private=st.booleans(), simple=st.booleans())
def test_slack_takes_every_answer(reply: Reply, private: bool, simple: bool) -> None:
    message = blocks.answer_message(reply, private=private, simple=simple)
    assert block_problems(message["blocks"]) == []
    assert 0 < len(message["text"]) <= 40_000
    for text in (message["text"], *formatted(message["blocks"])):
        assert not _PING.search(text)
        assert "<https://evil" not in text


@settings(max_examples=100, deadline=None)
@given(reply=replies, start=st.integers(0, 300))
def test_slack_takes_every_page_and_what_is_shared(reply: Reply, start: int) -> None:
    page = blocks.page_message(reply, start)
    assert page is None or (block_problems(page["blocks"]) == [] and page["text"])
    shared = blocks.shared_message(reply, "U9")
    assert block_problems(shared["blocks"]) == []
    assert {ping for text in formatted(shared["blocks"]) for ping in _PING.findall(text)} <= {"<@U9>"}


@settings(max_examples=150, deadline=None)
@given(reply=replies, private=st.booleans())
def test_slackblocks_takes_them_too(reply: Reply, private: bool) -> None:
    """Its own limits, which nobody here wrote; it reads sections, contexts and headers, and its numbers serve for the rest."""
    for block in (shown := blocks.answer_blocks(reply, private=private)):
        if block["type"] in ("section", "context", "header"):
            slackblocks.Block.from_dict(block)
        for element in block.get("elements", ()):
            if element["type"] == "button":
                assert len(element["text"]["text"]) <= theirs.BUTTON_TEXT_MAX_LENGTH
                assert len(element["value"]) <= theirs.BUTTON_VALUE_MAX_LENGTH
        if block["type"] == "data_table":
            texts = [cell["text"] for row in block["rows"] for cell in row]
            assert theirs.DATA_TABLE_ROWS_MIN_ITEMS <= len(block["rows"]) <= theirs.DATA_TABLE_ROWS_MAX_ITEMS
            assert min(map(len, texts)) >= theirs.DATA_TABLE_CELL_TEXT_MIN_LENGTH
            assert sum(map(len, texts)) <= theirs.DATA_TABLE_TOTAL_CONTENT_MAX_LENGTH
        if block["type"] == "data_visualization":
            assert len(block["title"]) <= theirs.DATA_VISUALIZATION_TITLE_MAX_LENGTH
    assert len(shown) <= theirs.MESSAGE_BLOCKS_MAX_ITEMS


OURS_AND_THEIRS = [
    (limits.MESSAGE_BLOCKS, theirs.MESSAGE_BLOCKS_MAX_ITEMS),
    (limits.VIEW_BLOCKS, theirs.VIEW_BLOCKS_MAX_ITEMS),
    (limits.SECTION_TEXT, theirs.SECTION_TEXT_MAX_LENGTH),
    (limits.CONTEXT_TEXT, theirs.TEXT_MAX_LENGTH),
    (limits.HEADER_TEXT, theirs.HEADER_TEXT_MAX_LENGTH),
    (limits.CONTEXT_ELEMENTS, theirs.CONTEXT_ELEMENTS_MAX_ITEMS),
    (limits.ACTIONS, theirs.ACTIONS_ELEMENTS_MAX_ITEMS),
    (limits.BUTTON_LABEL, theirs.BUTTON_TEXT_MAX_LENGTH),
    (limits.BUTTON_VALUE, theirs.BUTTON_VALUE_MAX_LENGTH),
    (limits.TABLE_ROWS, theirs.DATA_TABLE_ROWS_MAX_ITEMS),
    (limits.TABLE_CHARACTERS, theirs.DATA_TABLE_TOTAL_CONTENT_MAX_LENGTH),
    (limits.CHART_TITLE, theirs.DATA_VISUALIZATION_TITLE_MAX_LENGTH),
    (limits.CHART_LABEL, theirs.DATA_VISUALIZATION_POINT_LABEL_MAX_LENGTH),
    (limits.CATEGORIES, theirs.DATA_VISUALIZATION_CATEGORIES_MAX_ITEMS),
    (limits.SEGMENTS, theirs.DATA_VISUALIZATION_SEGMENTS_MAX_ITEMS),
    (limits.VIEW_TITLE, theirs.VIEW_TITLE_MAX_LENGTH),
    (limits.INPUT_LABEL, theirs.INPUT_LABEL_MAX_LENGTH),
    (limits.PLACEHOLDER, theirs.PLAIN_TEXT_INPUT_PLACEHOLDER_MAX_LENGTH),
    (limits.PRIVATE_METADATA, theirs.VIEW_PRIVATE_METADATA_MAX_LENGTH),
]


@pytest.mark.parametrize(("ours", "other"), OURS_AND_THEIRS)
def test_no_limit_of_ours_is_above_theirs(ours: int, other: int) -> None:
    assert 0 < ours <= other


@settings(max_examples=60, deadline=None)
@given(said=words, question=words, text=some_words)
def test_slack_takes_every_form_and_home_tab(said: str, question: str, text: str) -> None:
    asked = Asked("i", question, TODAY, None, False, "x", None, "v")
    waiting = home.Waiting([asked] * 5, [(n, Correction("U1", said, text)) for n in range(5)])
    fresh = home.Freshness(41, dt.date(2017, 3, 1), TODAY, "v1")
    assert view_problems(home.home_view(["Why?"], text, fresh, waiting), "home") == []
    for form in (
        modals.why_form("a1"),
        modals.correction_form(modals.Corrected("C1", "1.2", said)),
        modals.not_an_answer(),
        modals.thanks(),
    ):
        assert view_problems(form, "modal") == []


def test_a_correction_knows_what_it_is_about() -> None:
    about = modals.Corrected("C1", "1.2", 'He said "so"\n' * 500, "a1b2")
    read = modals.about_which(modals.correction_form(about))
    assert (read.channel, read.message, read.question) == ("C1", "1.2", "a1b2")
    assert about.said.startswith(read.said.removesuffix("…"))


def test_what_does_not_fit_is_counted() -> None:
    shown = limits.fit([limits.section(str(n)) for n in range(70)])
    assert len(shown) == 50
    assert shown[-1]["elements"][0]["text"] == "and 21 more"
    assert limits.fit_lines(["x" * 10] * 12, 60).split("\n")[-1] == "and 8 more"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<!channel>", "&lt;!channel&gt;"),
        ("R&D", "R&amp;D"),
        ("<https://evil.example|gov.uk>", "&lt;https://evil.example|gov.uk&gt;"),
        ("plain words", "plain words"),
    ],
)
def test_text_shows_as_typed(text: str, shown: str) -> None:
    assert escape(text) == shown


@pytest.mark.parametrize("url", ["javascript:alert(1)", "https://a.example/|x", "https://a.example/ b", "mailto:x@y.example", ""])
def test_only_web_addresses_become_links(url: str) -> None:
    assert link(url, "a label") == "a label"


@pytest.mark.parametrize(
    ("label", "is_link"),
    [
        ("Outcome letter, Bury", True),
        ("gov.uk", False),
        ("See www.gov.uk/send", False),
        ("reports.ofsted.example", True),
        ("p. 12, v2.1", True),
    ],
)
def test_no_label_looks_like_another_address(label: str, is_link: bool) -> None:
    assert link("https://reports.ofsted.example/1", label).startswith("<https://") is is_link


def test_few_rows_are_no_table_and_one_figure_no_chart() -> None:
    assert table_block(Table("c", ("A",), (("x",),) * 7, (0,))) is None
    assert chart_block([Figure("a", 3), Figure("b", 0)], "t") is None


def test_a_share_is_a_pie_and_a_ranking_bars() -> None:
    pie = chart_block([Figure("These", 1), Figure("The others", 2)], "t")
    bars = chart_block([Figure("North West", 1), Figure("London", 2)], "t")
    assert pie
    assert bars
    assert (pie["chart"]["type"], bars["chart"]["type"]) == ("pie", "bar")


def test_alike_labels_stay_apart_in_a_chart() -> None:
    chart = chart_block([Figure("Yorkshire and the Humber, west", 1), Figure("Yorkshire and the Humber, east", 2)], "t")
    assert chart
    assert len(set(chart["chart"]["axis_config"]["categories"])) == 2


def test_cut_keeps_to_the_limit() -> None:
    assert cut("abcdef", 4) == "abc…"
