"""Whatever people type or sources hold is shown as it is, and neither pings, links nor breaks when it is cut."""

import re

import pytest
import shown
from hypothesis import example, given
from hypothesis import strategies as st

from sendbot.slack.text import cut, cut_mrkdwn, escape, link

# Text of any kind, and text made of what Slack reads as something else.
SIGNS = [
    "<",
    ">",
    "&",
    "!",
    "@",
    "#",
    "|",
    "*",
    "_",
    "~",
    "`",
    "…",
    " ",
    "\n",
    "\u200b",
    "&amp;",
    "&lt;",
    "<!channel>",
    "<@U1>",
    "<https://x|y>",
]
ANY_TEXT = st.one_of(st.text(), st.lists(st.sampled_from([*SIGNS, "a", "Ü", "😀"])).map("".join))
URL = "https://example.org/a?b=1"


@given(text=ANY_TEXT)
@example(text="<!channel> <@U1> <#C1> <https://x|y> &lt;!here&gt;")
def test_escaped_text_has_nothing_live_and_shows_the_same_characters(text: str) -> None:
    escaped = escape(text)
    assert "<" not in escaped
    assert ">" not in escaped
    assert re.fullmatch(r"(?:[^&]|&(?:amp|lt|gt);)*", escaped)
    assert escaped.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").replace("\u200b", "") == text.replace("\u200b", "")


@pytest.mark.parametrize("typed", ["*bold*", "_slanted_", "~gone~", "`code`", "see *bold*, please", "(*bold*)", "'_it_'", "a *b* c *d* e"])
def test_formatting_marks_that_would_format_are_disarmed(typed: str) -> None:
    live = re.compile(r"(?<![^\s(\[\"'])[*_~`](?=\S)")
    assert live.search(typed)
    assert not live.search(escape(typed))


@pytest.mark.parametrize("typed", ["2 * 3 * 4", "snake_case_name", "~", "a ~ b", "it's", "5*"])
def test_marks_within_words_and_alone_show_as_they_are(typed: str) -> None:
    assert shown.plain(escape(typed)) == typed


@pytest.mark.parametrize(
    ("url", "label", "gives"),
    [
        (URL, "Report", f"<{URL}|Report>"),
        ("http://example.org/", "Report", "<http://example.org/|Report>"),
        ("https://example.org/?a=1&b=2", "A & B", "<https://example.org/?a=1&amp;b=2|A &amp; B>"),
        (URL, "this|that", f"<{URL}|this/that>"),
        (URL, "<!channel>", f"<{URL}|&lt;!channel&gt;>"),
        ("javascript:alert(1)", "Report", "Report"),
        ("mailto:someone@example.org", "Report", "Report"),
        ("ftp://example.org", "Report", "Report"),
        ("", "Report", "Report"),
        ("https://example.org/a b", "Report", "Report"),
        ("https://example.org/>|<!channel>", "Report", "Report"),
        ("https://example.org/\n<!here>", "<b>", "&lt;b&gt;"),
    ],
)
def test_only_web_addresses_become_links(url: str, label: str, gives: str) -> None:
    assert link(url, label) == gives


@given(url=st.one_of(ANY_TEXT, ANY_TEXT.map(lambda rest: f"https://{rest}")), label=ANY_TEXT)
def test_a_link_is_one_link_or_only_its_label(url: str, label: str) -> None:
    made = link(url, label)
    assert re.fullmatch(r"(?:<https?://[^<>|\s]*\|[^<>|]*>|[^<>]*)", made)


@given(text=st.text(max_size=40), limit=st.integers(1, 40))
def test_a_text_is_cut_to_its_limit_only_where_it_is_longer(text: str, limit: int) -> None:
    assert len(cut(text, limit)) <= limit
    assert cut(text, limit) == text if len(text) <= limit else cut(text, limit).endswith("…")


@given(texts=st.lists(st.one_of(ANY_TEXT.map(escape), ANY_TEXT.map(lambda t: link(URL, t)))), limit=st.integers(1, 80))
@example(texts=[escape("Children & families")], limit=12)
@example(texts=[link(URL, "Report"), "; ", link(URL, "Annex")], limit=50)
def test_formatted_text_is_never_cut_within_an_entity_or_a_link(texts: list[str], limit: int) -> None:
    whole = "".join(texts)
    kept = cut_mrkdwn(whole, limit)
    assert len(kept) <= limit
    assert whole.startswith(kept.removesuffix("…").rstrip())
    assert not re.search(r"&(?!(?:amp|lt|gt);)|<[^>]*$", kept)
