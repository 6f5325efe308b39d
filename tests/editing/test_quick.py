"""Quick facts from one line in Slack: what was understood, the difference, Save; and what answers say at once."""

import sqlite3

import pytest
from editing_parts import Bench, Office
from standin.model import Message

from sendbot.editing.edits import Author
from sendbot.errors import BusyError

LINE = "letter Burry received 2017-07-20 source lgiu-2017-10"


def buttons(message: Message) -> list[str]:
    return [e["action_id"] for block in message.blocks for e in block.get("elements", ()) if "action_id" in e]


def test_a_quick_fact_is_shown_then_saved_and_answers_change_at_once(office: Office) -> None:
    assert "about 31 October 2017 (estimate)" in office.asks("days left on Bury's WSA")
    shown = office.runs(office.boss, LINE)
    assert "Bury's inspection of 2017: the area received the letter on 20 July 2017." in shown.text
    assert "received (lgiu-2017-10): not recorded → 20 July 2017" in shown.text
    assert "The deadline was about 31 October 2017 (estimate), 25 days left." in shown.text
    assert "It will be 27 October 2017 (computed from the date of receipt), 21 days left." in shown.text
    assert "(estimate)" in office.asks("days left on Bury's WSA")
    saved = office.presses(office.boss, "edit_save", shown)
    assert "Saved as edit 1" in saved.text
    answer = office.asks("days left on Bury's WSA")
    assert "27 October 2017" in answer
    assert "(estimate)" not in answer
    (edit,) = office.bench.edits.all()
    assert (edit.who, edit.section, edit.record, edit.action) == (office.boss.id, "inspections", "bury-2017", "edit")
    assert edit.whence.startswith("slack ")


def test_a_draft_can_be_cancelled_and_gives_the_words_back(office: Office) -> None:
    after = office.presses(office.boss, "edit_cancel", office.runs(office.boss, LINE))
    assert "Nothing was changed." in after.text
    assert "letter Burry received 2017-07-20" in after.text
    assert not office.bench.edits.all()


def test_without_a_source_a_menu_asks_for_one(office: Office) -> None:
    shown = office.runs(office.boss, "wsa Bury due 2017-11-03")
    assert "A fact needs a source" in shown.text
    assert buttons(shown) == ["pick_sources", "edit_cancel"]
    looked = office.boss.looks_up("pick_sources", shown, "lgiu briefing").wait()
    (option,) = [o for o in looked.answer["options"] if o["value"] == "lgiu-2017-10"]
    again = office.presses(office.boss, "pick_sources", shown, option)
    assert "plan due (lgiu-2017-10): not recorded → 3 November 2017" in again.text
    office.presses(office.boss, "edit_save", again)
    assert "3 November 2017" in office.asks("days left on Bury's WSA")


def test_a_new_address_becomes_a_source_with_the_fact(office: Office) -> None:
    shown = office.runs(
        office.boss, 'letter Bury received 2017-07-20 source https://www.bury.gov.uk/wsa "Bury on its plan" because they told us'
    )
    saved = office.presses(office.boss, "edit_save", shown)
    assert "Saved as edits 1 to 2" in saved.text
    first, second = office.bench.edits.all()
    assert (first.section, second.section) == ("sources", "inspections")
    assert first.why == "they told us"
    assert "Bury on its plan" in office.asks("days left on Bury's WSA")


def test_pressing_save_twice_saves_once(office: Office) -> None:
    shown = office.runs(office.boss, LINE)
    press = office.boss.presses("edit_save", shown)
    press.wait()
    office.slack.wait_for(office.bench.edits.all)
    office.slack.redeliver(press)
    office.slack.settle()
    number = next(e["value"] for b in shown.blocks for e in b.get("elements", ()) if e["action_id"] == "edit_save")
    assert office.bench.editor.save(number, Author("x", "y")).is_repeated
    assert len(office.bench.edits.all()) == 1


def test_two_admins_the_second_sees_the_first_s_change_and_decides(office: Office) -> None:
    first = office.runs(office.boss, LINE)
    second = office.runs(office.deputy, "letter Bury received 2017-07-21 source lgiu-2017-10")
    office.presses(office.boss, "edit_save", first)
    again = office.presses(office.deputy, "edit_save", second)
    assert "has been changed meanwhile by edit 1" in again.text
    assert f"<@{office.boss.id}>" in again.text
    assert "received (lgiu-2017-10): 20 July 2017 → 21 July 2017" in again.text
    assert len(office.bench.edits.all()) == 1
    assert "Saved as edit 2" in office.presses(office.deputy, "edit_save", again).text


def test_undo_and_undo_of_undo(office: Office) -> None:
    before = office.bench.edits.current().knowledge
    saved = office.presses(office.boss, "edit_save", office.runs(office.boss, LINE))
    office.boss.presses("edit_undo", saved).wait()
    shown = office.slack.wait_for_message(office.boss.direct_channel, lambda m: m.text.startswith("Undo edit 1"))
    office.presses(office.boss, "edit_save", shown)
    assert office.bench.edits.current().knowledge == before
    assert "cannot be undone: edit 2 changed the record since" in office.runs(office.deputy, "undo 1").text
    office.presses(office.boss, "edit_save", office.runs(office.boss, "undo"))
    assert [e.undoes for e in office.bench.edits.all()] == [None, 1, 2]
    assert "27 October 2017" in office.asks("days left on Bury's WSA")


def test_history_tells_who_when_whence_what_and_why(office: Office) -> None:
    office.presses(office.boss, "edit_save", office.runs(office.boss, f"{LINE} because of a letter"))
    for line in ("history", "history Bury"):
        told = office.runs(office.deputy, line).text
        assert f"<@{office.boss.id}>" in told
        assert "6 October 2017 09:0" in told
        assert "slack D" in told
        assert "not recorded → 20 July 2017" in told
        assert "Why: of a letter" in told
    assert "There are no edits of Leeds yet." in office.runs(office.deputy, "history Leeds").text


def test_a_busy_database_is_waited_for_then_said_and_the_draft_stays(bench: Bench, office: Office) -> None:
    shown = office.runs(office.boss, LINE)
    bench.edits._db.execute("pragma busy_timeout = 100")
    other = sqlite3.connect(bench.settings.database, isolation_level=None)
    office.boss.presses("edit_save", shown)
    office.slack.settle()
    assert len(bench.edits.all()) == 1
    shown = office.runs(office.boss, "wsa Bury due 2017-11-03 source lgiu-2017-10")
    number = next(e["value"] for b in shown.blocks for e in b.get("elements", ()) if e["action_id"] == "edit_save")
    other.execute("begin immediate")
    try:
        with pytest.raises(BusyError, match="in use by another process"):
            bench.editor.save(number, Author(office.boss.id, "slack"))
    finally:
        other.execute("rollback")
        other.close()
    assert "Saved as edit 2" in office.presses(office.boss, "edit_save", shown).text


def test_a_mistake_is_explained_and_the_words_given_back(office: Office) -> None:
    told = office.runs(office.boss, "letter Bury received 03/11/2017").text
    assert "could be read with day or month first" in told
    assert "You wrote: /sendbot letter Bury received 03/11/2017" in told
    wrong = office.runs(office.boss, "letter bury-2017 received 2017-06-01 source lgiu-2017-10").text
    assert "ended (2017-06-16) is after received (2017-06-01)" in wrong


def test_a_question_that_begins_like_a_command_is_a_question(office: Office) -> None:
    assert "Bury" in office.runs(office.anna, "letter for Bury, when was it published?").text
