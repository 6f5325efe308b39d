"""Forms in Slack: field errors in place, confirm, two admins, an old form, a record that is gone, a busy database; lessons; pasted records."""

import sqlite3
from typing import Any

import pytest
from editing_parts import Bench, Office
from standin.model import View

from sendbot.editing.edits import Author, Change, as_plain, mark
from sendbot.store import Claim

THEM = Author("UOTHER", "slack")
NAME = "lgiu-middlesbrough-leadership"


def option(office: Office, view: View, field: str, typed: str) -> dict[str, Any]:
    """The first option of a menu for what is typed."""
    return office.boss.looks_up(field, view, typed).wait().answer["options"][0]


def opened(office: Office, line: str) -> View:
    office.boss.runs("/sendbot", line).wait()
    return office.slack.wait_for_modal(office.boss)


def sent(office: Office, view: View, values: dict[str, Any] | None = None) -> dict[str, Any]:
    return office.boss.submits(view, values).wait().answer


def confirmed(office: Office, values: dict[str, Any] | None = None) -> str:
    """What is shown after Save was pressed in the confirmation."""
    view = office.slack.modal(office.boss)
    assert view
    assert view.payload["callback_id"] == "edit_confirm"
    sent(office, view, values)
    office.slack.wait_for(lambda: "Checking" not in str(office.slack.modal(office.boss).payload["title"]), "an end of checking", 30)
    return str(office.slack.modal(office.boss).payload)


def says(bench: Bench, words: str) -> None:
    plain = as_plain(next(f for f in bench.edits.current().knowledge.findings if f.id == NAME))
    bench.edits.save([Change(section="findings", record=NAME, after={**plain, "says": words}, seen=mark(plain))], THEM)
    bench.live.refresh()


def test_a_finding_is_added_by_a_form_with_menus_and_errors_in_place(office: Office) -> None:
    form = opened(office, "add finding")
    inspection = option(office, form, "inspection", "bury 2017")
    assert inspection["value"] == "bury-2017"
    filled = {"inspection": inspection, "kind": "weakness", "topic": option(office, form, "topic", "joint"), "says": "Too weak."}
    assert sent(office, form, filled)["errors"] == {"sources": "A fact needs a source: choose one, or give the address of the page below."}
    assert "is no web address" in sent(office, form, {**filled, "new_source": "https://x"})["errors"]["new_source"]
    sent(office, form, {**filled, "sources": [option(office, form, "sources", "lgiu briefing")]})
    assert "bury-2017-joint-commissioning" in str(office.slack.modal(office.boss).blocks)
    assert "Saved as edit 1" in confirmed(office, {"why": "from the letter"})
    (edit,) = office.bench.edits.all()
    assert (edit.action, edit.why, edit.after["says"]) == ("add", "from the letter", "Too weak.")


def test_dates_out_of_order_are_told_beside_their_field(office: Office) -> None:
    form = opened(office, "edit inspection bury-2017")
    source = option(office, form, "sources", "lgiu briefing")
    errors = sent(office, form, {"received": "2017-05-01", "sources": [source]})["errors"]
    assert "ended (2017-06-16) is after received (2017-05-01)" in errors["received"]
    sent(office, form, {"received": "2017-07-20", "sources": [source]})
    assert "It will be 27 October 2017 (computed from the date of receipt)" in str(office.slack.modal(office.boss).blocks)
    confirmed(office)
    assert "27 October 2017" in office.asks("days left on Bury's WSA")


def test_who_saves_second_sees_the_first_s_change_and_decides(office: Office) -> None:
    form = opened(office, f"edit finding {NAME}")
    says(office.bench, "Theirs.")
    sent(office, form, {"says": "Mine."})
    shown = str(office.slack.modal(office.boss).blocks)
    assert "changed since you opened the form" in shown
    assert "Theirs. → Mine." in shown
    says(office.bench, "Theirs again.")
    again = confirmed(office)
    assert "has been changed meanwhile by edit 2" in again
    assert "Theirs again. → Mine." in again
    assert "Saved as edit 3" in confirmed(office)


def test_a_record_that_is_gone_is_told_and_the_words_stay(office: Office) -> None:
    form = opened(office, f"edit finding {NAME}")
    plain = as_plain(next(f for f in office.bench.edits.current().knowledge.findings if f.id == NAME))
    office.bench.edits.save([Change(section="findings", record=NAME, after=None, seen=mark(plain))], THEM)
    errors = sent(office, form, {"says": "Mine."})["errors"]
    assert "This record is gone" in errors["inspection"]
    assert office.slack.modal(office.boss) == form


def test_an_old_form_whose_draft_is_let_go_is_told(office: Office) -> None:
    form = opened(office, f"edit finding {NAME}")
    sent(office, form, {"says": "Mine."})
    office.bench.now.time = office.bench.now.time.replace(hour=12)
    assert "waited for more than an hour" in confirmed(office)
    assert not office.bench.edits.all()


def test_a_busy_database_leaves_the_form_to_be_sent_again(office: Office) -> None:
    form = opened(office, f"edit finding {NAME}")
    sent(office, form, {"says": "Mine."})
    office.bench.edits._db.execute("pragma busy_timeout = 50")
    settle, office.service.state.settle = office.service.state.settle, lambda _: None  # claims go to the same file
    other = sqlite3.connect(office.bench.settings.database, isolation_level=None)
    claim, office.service.state.claim = office.service.state.claim, lambda _: Claim.NEW
    other.execute("begin immediate")
    shown = confirmed(office)
    other.execute("rollback")
    other.close()
    office.service.state.settle, office.service.state.claim = settle, claim
    assert "in use by another process" in shown
    assert "Press Save once more" in shown
    assert "Saved as edit 1" in confirmed(office)


def test_a_record_is_removed_unless_something_names_it(office: Office) -> None:
    form = opened(office, "remove source")
    errors = sent(office, form, {"record": option(office, form, "record", "lgiu-2017-10")})["errors"]
    assert "lgiu-2017-10 is still named by" in errors["record"]
    office.boss.closes(form)
    form = opened(office, "remove finding")
    sent(office, form, {"record": option(office, form, "record", NAME), "why": "twice"})
    assert "Saved as edit 1" in confirmed(office)
    assert office.bench.edits.all()[0].action == "remove"


def test_what_to_add_must_be_named(office: Office) -> None:
    assert "Write what to add: `add inspection`" in office.runs(office.boss, "add fact").text.replace("\u200b", "")
    assert "There is no finding 'nothing'" in office.runs(office.boss, "edit finding nothing").text


def test_a_phrase_is_taught_from_an_unanswered_question_and_understood_at_once(office: Office) -> None:
    office.runs(office.anna, "ask which areas had zorgle issues")
    shown = office.runs(office.boss, "unanswered")
    office.boss.presses("edit_teach", shown).wait()
    form = office.slack.wait_for_modal(office.boss)
    assert "which areas had zorgle issues" in str(form.blocks)
    sent(office, form, {"phrase": "zorgle", "meaning": "dmo-dco"})
    office.slack.wait_for(lambda: office.slack.modal(office.boss).payload.get("callback_id") == "edit_confirm", "a confirmation", 30)
    assert "Saved as edit 1" in confirmed(office)
    assert "Brent" in office.asks("which areas had zorgle issues") or "area" in office.asks("which areas had zorgle issues")
    assert "zorgle" not in office.asks("which areas had zorgle issues")


def test_a_phrase_that_would_steal_is_refused_with_the_example(office: Office) -> None:
    form = opened(office, "teach")
    sent(office, form, {"phrase": "which areas", "meaning": "dmo-dco"})
    office.slack.wait_for(lambda: "Not possible" in str(office.slack.modal(office.boss).payload["title"]), "a refusal", 30)
    assert "would change what is understood by" in str(office.slack.modal(office.boss).blocks)


def test_an_area_s_other_name_from_a_form_is_checked_before_it_is_saved(office: Office) -> None:
    form = opened(office, "edit area bury")
    sent(office, form, {"aliases": "Bury town\nZorgleton"})
    assert "Saved as edit 1" in confirmed(office)
    assert "Bury" in office.asks("what did inspectors say about Zorgleton")


@pytest.mark.parametrize(
    ("what", "text", "says"),
    [
        ("terms.csv", "id,term,definition,checked,sources\nzz,ZZ,Something,read,lgiu-2017-10\n", None),
        ("yaml", "terms:\n- id: zz\n  term: ZZ\n", "pasted.yaml, terms, record zz: the field 'definition' is missing"),
        ("yaml", "terms: []\n", "recorded so already"),
    ],
)
def test_records_are_pasted(office: Office, what: str, text: str, says: str | None) -> None:
    form = opened(office, "import")
    answer = sent(office, form, {"what": what, "text": text})
    if says:
        assert says in answer["errors"]["text"]
    else:
        assert "Saved as edit 1" in confirmed(office)
        assert "Something" in office.asks("what is ZZ")
