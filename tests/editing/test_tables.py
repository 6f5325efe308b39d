"""Tables: one-line commands, lessons, differences in words."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml
from editing_parts import TODAY

from sendbot.brain import Brain
from sendbot.editing.diffs import difference
from sendbot.editing.edits import as_plain, find
from sendbot.editing.effects import effect_on_deadline
from sendbot.editing.lines import read_line
from sendbot.editing.overlay import with_changes
from sendbot.editing.review import review
from sendbot.editing.teaching import read_lesson, unfit
from sendbot.errors import EditError
from sendbot.snapshot import Snapshot

HERE = Path(__file__).parent


def rows(name: str, key: str) -> list[Any]:
    return [pytest.param(row, id=row[key]) for row in yaml.safe_load((HERE / name).read_text(encoding="utf-8"))]


@pytest.fixture(scope="module")
def bot(loaded: tuple[Path, Brain]) -> Brain:
    return loaded[1]


@pytest.mark.parametrize("row", rows("lines.yaml", "line"))
def test_a_line_is_understood_or_refused_with_what_to_do(bot: Brain, row: dict[str, Any]) -> None:
    if "error" in row:
        with pytest.raises(EditError) as raised:
            read_line(row["line"], bot, TODAY)
        assert str(raised.value).startswith(row["error"])
        return
    proposal = read_line(row["line"], bot, TODAY)
    assert proposal.understood == row["understood"]
    assert proposal.why == row.get("why", "")
    assert proposal.needs_source == row.get("needs_source", False)
    assert not ("note" in row and row["note"] not in proposal.notes)
    if proposal.needs_source:
        assert not proposal.changes
        return
    knowledge, _ = with_changes(bot.snapshot.knowledge, bot.understanding.language, proposal.changes)
    change = proposal.changes[-1]
    before = find(bot.snapshot.knowledge, (), change.section, change.record)
    if "changed" in row:
        assert difference(as_plain(before) if before else None, change.after) == row["changed"]
    if "deadline" in row:
        assert effect_on_deadline(bot.snapshot, Snapshot(knowledge), str(proposal.inspection), TODAY)[-1] == row["deadline"]


@pytest.mark.parametrize("row", rows("lessons.yaml", "lesson"))
def test_a_lesson_is_understood_and_tried_on_every_example(bot: Brain, row: dict[str, Any]) -> None:
    if "error" in row:
        with pytest.raises(EditError) as raised:
            read_lesson(row["lesson"], bot, TODAY)
        assert str(raised.value).startswith(row["error"])
        return
    lesson = read_lesson(row["lesson"], bot, TODAY)
    knowledge, language = with_changes(bot.snapshot.knowledge, bot.understanding.language, [lesson.change])
    after = Brain(language, Snapshot(knowledge))
    if "refused" in row:
        assert str(unfit(lesson, bot, after, TODAY)).startswith(row["refused"])
        return
    assert unfit(lesson, bot, after, TODAY) is None
    assert lesson.meaning == row["meaning"]
    section, record, phrase = row["added"]
    assert (lesson.change.section, lesson.change.record) == (section, record)
    added = [items for items in (lesson.change.after or {}).values() if isinstance(items, list) and phrase in items]
    assert added


FINDING = {"id": "f", "says": "Old.", "also": ["a", "b"], "known_on": "2017-01-02"}
DIFFERENCES = [
    (FINDING, {**FINDING, "says": "New."}, ["says: Old. → New."]),
    (FINDING, {**FINDING, "also": ["b", "c"]}, ["also: added 'c', removed 'a'"]),
    (FINDING, {**FINDING, "also": ["b", "a"]}, ["also: another order"]),
    (
        {**FINDING, "known_on": "2017-01-02"},
        {"id": "f", "says": "Old.", "also": ["a", "b"]},
        ["public since: 2 January 2017 → not recorded"],
    ),
    (FINDING, {**FINDING, "bad_practice": True}, ["bad practice: not recorded → yes"]),
    (None, {"id": "f", "also": ["a", "b"]}, ["id: f", "also: a, b"]),
    ({"id": "f"}, None, ["id: f → removed"]),
    (
        {"id": "i", "stated": [{"sources": ["s"], "known_on": "2017-01-02"}]},
        {"id": "i", "stated": [{"sources": ["s"], "known_on": "2017-01-02", "plan_due": "2017-03-01"}]},
        ["plan due (s): not recorded → 1 March 2017"],
    ),
]


@pytest.mark.parametrize(("before", "after", "lines"), DIFFERENCES)
def test_differences_are_said_field_by_field(before: Any, after: Any, lines: list[str]) -> None:
    assert difference(before, after) == lines


def test_a_review_names_what_might_be_mended(bot: Brain) -> None:
    today = dt.date(2026, 11, 23)
    found = {section.name: section.lines for section in review(bot.snapshot, today)}
    assert any(
        line.startswith("Lancashire 2024: about 21 March 2025") for line in found["Estimated deadlines whose real date could be known"]
    )
    assert found["Areas with nothing new for three years"][0].startswith("Solihull")
    assert found["Records without a source"]
    assert all(
        "2017" in line or "2016" in line
        for line in dict.fromkeys(
            line for section in review(bot.snapshot, TODAY) if section.name.startswith("Estimated") for line in section.lines
        )
    )
