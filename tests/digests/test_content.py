"""What digests say of the real knowledge at several dates; that news is told once; and how it looks."""

import datetime as dt
from pathlib import Path

import pytest
from digest_parts import LONDON, brain, london
from slackblocks import SectionBlock  # a second opinion on limits
from standin.limits import block_problems

from sendbot.digests.content import Change, Digest, News, Section, Window, compose
from sendbot.digests.picture import Mark, alt_text, timeline
from sendbot.digests.subscription import Subscription
from sendbot.slack.digests import blocks
from sendbot.store import Store
from sendbot.store.changes import RecordChanges

ALL = Subscription("C1")
HOSTILE = Section("due", "Due <!channel> & *more*", tuple(f"<@U1> & *bold* _{'x' * 3_000}_ {n}" for n in range(300)), "news <!here>")


def digest(until: dt.datetime, days: int = 7, subscription: Subscription = ALL, news: News = News()) -> Digest:  # noqa: B008
    window = Window(until - dt.timedelta(days=days), until, LONDON)
    return compose(brain().snapshot.view(window.today), window, subscription, news)


@pytest.mark.parametrize(
    ("until", "headline", "sections"),
    [
        (london(2017, 10, 2), "2 plans due in the next 30 days (first: Brent, about 20 October 2017).", ["due"]),
        (
            london(2019, 3, 4),
            "2 plans due in the next 30 days (first: Northumberland, about 13 March 2019), 1 plan past its date (Stockport) and 1 re-visit.",
            ["due", "overdue", "re-visits"],
        ),
        (london(2024, 5, 13), "1 newly published outcome (Bury).", ["outcomes"]),
        (london(2026, 11, 23), "Nothing new since 16 November 2026. No plan with a known date is due.", ["age"]),
    ],
)
def test_what_it_says(until: dt.datetime, headline: str, sections: list[str]) -> None:
    found = digest(until)
    assert (found.headline, [s.id for s in found.sections]) == (headline, sections)
    assert found.is_quiet == headline.startswith("Nothing new")


def test_each_published_outcome_is_told_in_one_digest_of_a_year_and_in_no_other() -> None:
    told: list[str] = []
    for week in range(53):
        found = digest(london(2024, 1, 8) + dt.timedelta(days=7 * week))
        told += [line for s in found.sections if s.id == "outcomes" for line in s.lines]
    first, last = dt.date(2024, 1, 1), dt.date(2025, 1, 6)
    view = brain().snapshot.view(last)
    expected = [v for v in view.visits if v.kind == "full" and v.published and first < v.published <= last]
    assert len(told) == len(set(told)) == len(expected) > 10


def test_an_outcome_recorded_late_is_told_when_it_is_recorded() -> None:
    until, recorded = london(2024, 6, 17), london(2024, 6, 12, 15)
    bury = next(v for v in brain().snapshot.view(until.date()).visits if v.area == "bury" and v.published == dt.date(2024, 5, 7))
    late = News(recorded={f"{bury.id}:published": recorded})
    assert "Bury" in digest(until, news=late).headline
    for other in (until + dt.timedelta(days=7), london(2024, 5, 13)):  # told already, and not known yet
        assert "outcomes" not in [s.id for s in digest(other, news=late).sections]


def test_regions_areas_topics_and_sections_narrow_it() -> None:
    until = london(2019, 3, 4)
    assert digest(until, subscription=Subscription("C1", regions=("London",))).is_quiet
    north = digest(until, subscription=Subscription("C1", areas=("stockport",), regions=("North East",)))
    assert "Stockport" in north.headline
    assert "Southend" not in str(north.sections)
    assert [s.id for s in digest(until, subscription=Subscription("C1", sections=("overdue",))).sections] == ["overdue"]
    on_topic = digest(until, days=60, subscription=Subscription("C1", topics=("joint-commissioning",)))
    assert len(str(on_topic.sections)) < len(str(digest(until, days=60).sections))


def test_changes_topics_and_unanswered_questions_are_told() -> None:
    news = News(
        changes=(Change("findings", "bury"), Change("findings", "bury"), Change("documents", "bury"), Change("inspections", "gone")),
        asked=("DMO capacity", "early years", "DMO capacity"),
        unanswered=("who is it", "who is it", "why"),
    )
    found = digest(london(2026, 11, 23), news=news)
    assert found.headline == "News in the record of 1 area."
    by_id = {s.id: s.lines for s in found.sections}
    assert by_id["changes"] == ("Bury: 1 document and 2 findings added or changed.",)
    assert by_id["asked"] == ("DMO capacity: 2 questions.", "Early years: 1 question.")
    assert "unanswered" not in by_id
    for_admins = digest(london(2026, 11, 23), subscription=Subscription("C1", is_admin=True), news=news)
    assert {s.id: s.lines for s in for_admins.sections}["unanswered"] == ("who is it", "why")


def test_the_knowledges_changes_are_noted_from_the_second_load_on(tmp_path: Path) -> None:
    folder, database = tmp_path / "knowledge", tmp_path / "bot.db"
    folder.mkdir()
    for file in Path("knowledge").glob("*.yaml"):
        (folder / file.name).write_bytes(file.read_bytes())
    store, changes, long_ago = (
        Store(database, folder, Path("intents.yaml")),
        RecordChanges(database),
        dt.datetime(2000, 1, 1, tzinfo=dt.UTC),
    )
    store.load([])
    assert changes.since(long_ago) == ()
    findings = folder / "findings.yaml"
    text = findings.read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if line.startswith("  says: "))
    findings.write_text(text.replace(line, line + " Indeed.", 1), encoding="utf-8")
    before = dt.datetime.now(dt.UTC)
    store.load([])
    store.load([])
    assert [c.section for c in changes.since(before)] == ["findings"]
    assert changes.recorded_since(before) == {}
    assert changes.since(dt.datetime.now(dt.UTC)) == ()


# --- how it looks
@pytest.mark.parametrize("until", [london(2017, 10, 2), london(2019, 3, 4), london(2024, 5, 13), london(2026, 11, 23)])
def test_the_first_line_is_the_news_and_the_text_has_all(until: dt.datetime) -> None:
    found = digest(until)
    parts = blocks.messages(found)
    assert parts["parent"]["text"].split("\n")[0] == found.headline
    everything = "\n".join(part["text"] for part in parts.values())
    assert all(line in everything for s in found.sections for line in s.lines)


def test_whatever_it_holds_slack_takes_it_and_nothing_pings() -> None:
    parts = blocks.messages(Digest("*news* <!here> " * 400, (HOSTILE, HOSTILE)), ["moved <!here>"])
    assert len(parts) > 2
    for part in (*parts.values(), blocks.whole(parts), blocks.as_late(parts["parent"], "Late <!here>")):
        assert not block_problems(part["blocks"])
        assert len(part["text"]) <= 39_000
        assert "<!" not in str(part)
        assert "<@" not in str(part)
        for block in part["blocks"]:
            if block["type"] == "section":
                SectionBlock(block["text"]["text"])


def test_the_parent_shows_three_lines_and_the_thread_all() -> None:
    parts = blocks.messages(Digest("News.", (Section("due", "Due", tuple(f"line {n}" for n in range(7))), Section("age", "Old", ("one",)))))
    assert list(parts) == ["parent", "detail-1"]
    assert "and 4 more lines in the thread" in parts["parent"]["text"]
    assert parts["detail-1"]["text"].count("line") == 7
    assert "Old" not in parts["detail-1"]["text"]


def test_the_picture_is_a_png_and_its_words_say_the_same() -> None:
    marks = [
        Mark(f"A council with quite a long name, number {n}", dt.date(2026, 12, 1) + dt.timedelta(days=n), n % 2 == 0) for n in range(20)
    ]
    assert timeline(marks, dt.date(2026, 11, 23)).startswith(b"\x89PNG")
    words = alt_text(marks, dt.date(2026, 11, 23))
    assert "number 0 about 1 December 2026" in words
    assert words.endswith("8 more are not drawn.")
    assert timeline([Mark("Today", dt.date(2026, 11, 23), False)] * 3, dt.date(2026, 11, 23)).startswith(b"\x89PNG")
