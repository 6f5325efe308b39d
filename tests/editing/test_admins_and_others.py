"""Proposals, the audit channel, the Home tab, workspace admins, exports; conflicts with new files; other processes."""

import io
import json
import os
import shutil
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from bench.edits import run
from editing_parts import Bench, Office, benches, office_of
from standin import Clock, Standin, faults
from standin.fixtures import client

from sendbot.bootstrap import bank_holidays
from sendbot.brain import Brain
from sendbot.cli.main import main
from sendbot.editing.edits import Author, Change, as_plain, mark
from sendbot.errors import EditError, KnowledgeError
from sendbot.live import POLL_S
from sendbot.settings import ROOT
from sendbot.slack.admins import Admins
from sendbot.store import Store
from sendbot.store.edits import Edits, taking_theirs

LINE = "letter Bury received 2017-07-20 source lgiu-2017-10"
ME = Author("me", "test")


def test_a_proposal_is_accepted_with_one_button(office: Office) -> None:
    shown = office.runs(office.anna, LINE)
    assert "Thank you" in office.presses(office.anna, "edit_propose", shown).text
    for_boss, for_deputy = (
        office.slack.wait_for_message(person.direct_channel, lambda m: "proposes:" in m.text) for person in (office.boss, office.deputy)
    )
    assert "It will be 27 October 2017" in for_boss.text
    assert "Saved as edit 1" in office.presses(office.boss, "edit_accept", for_boss).text
    told = office.slack.wait_for_message(office.anna.direct_channel, lambda m: "accepted your proposal" in m.text)
    assert f"<@{office.boss.id}>" in told.text
    assert "Saved already as edit 1" in office.presses(office.deputy, "edit_accept", for_deputy).text
    (edit,) = office.bench.edits.all()
    assert (edit.who, edit.why) == (office.boss.id, f"proposed by {office.anna.id}")


def test_a_proposal_is_declined_with_one_button(office: Office) -> None:
    office.runs(office.anna, f"propose {LINE}")
    proposal = office.slack.wait_for_message(office.boss.direct_channel, lambda m: "proposes:" in m.text)
    assert office.presses(office.boss, "edit_decline", proposal).text.startswith("Declined")
    office.slack.wait_for_message(office.anna.direct_channel, lambda m: "declined your proposal" in m.text)
    assert not office.bench.edits.all()


@pytest.mark.parametrize(("button", "word"), [("correction_accept", "Accepted"), ("correction_decline", "Declined")])
def test_a_correction_in_own_words_is_decided_with_one_button(office: Office, button: str, word: str) -> None:
    office.runs(office.anna, "propose Bury had its letter on 20 July <!here>")
    note = office.slack.wait_for_message(office.boss.direct_channel, lambda m: "Correction 1" in m.text)
    assert "&lt;!here&gt;" in note.text
    assert word in office.presses(office.boss, button, note).text
    office.slack.wait_for_message(office.anna.direct_channel, lambda m: word.lower() in m.text and "your correction" in m.text)
    assert not office.service.state.questions.corrections(5)


def test_the_audit_channel_is_told_once_of_each_save_also_when_slack_loses_the_answer(loaded: tuple[Path, Brain], tmp_path: Path) -> None:
    for bench in benches(loaded, tmp_path, audited=True):
        with office_of(bench, audit="audit") as office:
            office.slack.add_fault("chat.postMessage", faults.lost_answer(), when=lambda a: a.get("channel") == office.audit._channel)
            office.presses(office.boss, "edit_save", office.runs(office.boss, f"{LINE} because they said so"))
            (line,) = office.slack.wait_for(lambda: office.slack.posts("audit"))
            assert f"<@{office.boss.id}>" in line.text
            assert "received (lgiu-2017-10): not recorded → 20 July 2017" in line.text
            assert "Why: they said so" in line.text
            office.slack.wait_for(lambda: office.bench.edits.outbox.waiting() == 0, "the save to be told")
            assert len(office.slack.posts("audit")) == 1


def test_an_audit_line_that_is_refused_is_kept_and_told_later(loaded: tuple[Path, Brain], tmp_path: Path) -> None:
    for bench in benches(loaded, tmp_path, audited=True):
        with office_of(bench, audit="audit") as office:
            channel = office.slack.channel("audit")
            office.slack.set_channel(channel, archived=True)
            office.slack.expect("chat.postMessage", "is_archived")
            office.presses(office.boss, "edit_save", office.runs(office.boss, LINE))
            office.slack.settle()
            assert bench.edits.outbox.waiting() == 1
            office.slack.set_channel(channel, archived=False)
            bench.now.time = bench.now.time.replace(hour=11)
            office.audit.tell_all(client(office.slack))
            assert len(office.slack.posts(channel)) == 1
            assert bench.edits.outbox.waiting() == 0


def test_the_home_tab_of_an_admin_shows_the_latest_edits(office: Office) -> None:
    office.presses(office.boss, "edit_save", office.runs(office.boss, LINE))
    for person, sees in ((office.boss, True), (office.anna, False)):
        person.opens_home()
        shown = str(office.slack.wait_for_home(person).blocks)
        assert ("latest edits" in shown and "20 July 2017" in shown) == sees


def test_the_workspace_s_own_admins_can_be_the_admins() -> None:
    with Standin(clock=Clock()) as slack:
        owner, other = slack.user("owner", admin=True), slack.user("other")
        admins = Admins(("workspace",))
        web = client(slack)
        assert [admins.includes(person.id, web) for person in (owner, other)] == [True, False]
        assert owner.id in admins.all(web)
        assert other.id not in admins.all(web)
        assert len(slack.calls("users.list")) == 1


@pytest.mark.parametrize(
    ("line", "name", "member"),
    [("export", "sendbot-knowledge-yaml.zip", "findings.yaml"), ("export csv", "sendbot-knowledge-csv.zip", "findings.csv")],
)
def test_an_export_is_sent_directly(office: Office, line: str, name: str, member: str) -> None:
    office.runs(office.boss, line)
    file = office.slack.wait_for(lambda: next((f for f in office.slack.world.files.values() if f.content and f.channel), None))
    assert file.name == name
    assert member in zipfile.ZipFile(io.BytesIO(file.content or b"")).namelist()


def test_a_review_is_shown(office: Office) -> None:
    assert "Estimated deadlines whose real date could be known" in office.runs(office.boss, "review").text


# New files


@pytest.fixture
def own_files(tmp_path: Path) -> Store:
    """A store over a copy of the knowledge."""
    shutil.copytree(ROOT / "knowledge", tmp_path / "knowledge")
    store = Store(tmp_path / "own.db", tmp_path / "knowledge", ROOT / "intents.yaml")
    store.open(bank_holidays)
    return store


def edited(store: Store, words: str) -> tuple[Edits, str]:
    edits = Edits(store)
    plain = as_plain(edits.current().knowledge.terms[0])
    edits.save([Change(section="terms", record=plain["id"], after={**plain, "definition": words}, seen=mark(plain))], ME)
    return edits, plain["id"]


def rewrite(store: Store, old: str, new: str, name: str = "briefing-2017.yaml") -> None:
    path = store._knowledge / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def definition(store: Store) -> str:
    return store.open(bank_holidays).knowledge.terms[0].definition


@pytest.mark.parametrize("choice", ["keep", "take"])
def test_an_edit_survives_new_files_and_where_they_differ_an_admin_chooses(own_files: Store, choice: str) -> None:
    edits, name = edited(own_files, "Ours.")
    rewrite(own_files, "the doctor's post", "the medical post")
    own_files.load(bank_holidays())
    assert definition(own_files) == "Ours."
    (conflict,) = edits.conflicts()
    assert (conflict.record, conflict.ours["definition"]) == (name, "Ours.")
    if choice == "keep":
        edits.keep(conflict, ME)
        assert definition(own_files) == "Ours."
    else:
        edits.save([taking_theirs(conflict)], ME)
        assert "medical post" in definition(own_files)
    assert not edits.conflicts()


def test_files_that_change_elsewhere_or_say_the_same_are_no_conflict(own_files: Store) -> None:
    edits, _ = edited(own_files, "Ours.")
    rewrite(own_files, "name: leadership", "name: the leadership", "topics.yaml")
    own_files.load(bank_holidays())
    assert not edits.conflicts()


def test_files_that_do_not_fit_an_edit_change_nothing(own_files: Store) -> None:
    edits = Edits(own_files)
    plain = as_plain(edits.current().knowledge.findings[0])
    edits.save(
        [
            Change(
                section="findings",
                record="new-one",
                after={**plain, "id": "new-one", "says": "New.", "sources": ["warrington-send-inspection-review"]},
                seen="none",
            )
        ],
        ME,
    )
    before = own_files.open(bank_holidays).version
    text = (own_files._knowledge / "sources.yaml").read_text(encoding="utf-8")
    (own_files._knowledge / "sources.yaml").write_text(
        text.replace("id: warrington-send-inspection-review", "id: renamed"), encoding="utf-8"
    )
    with pytest.raises(KnowledgeError, match="With the edits made since, the new files do not fit"):
        own_files.load(bank_holidays())
    assert edits.current().version == before


# Other processes


def test_an_edit_is_in_another_process_s_answers_within_a_second(bench: Bench) -> None:
    code = f"""
import sys, time, datetime as dt
from pathlib import Path
from sendbot.bootstrap import open_store
from sendbot.live import LiveBrain
from sendbot.settings import Settings
from sendbot.store.edits import Edits, taking_theirs
store = open_store(Settings(database=Path({str(bench.settings.database)!r})))
live = LiveBrain(Edits(store), store)
live.start()
print("ready", flush=True)
while "27 October" not in (text := live().ask("days left on Bury's WSA", dt.date(2017, 10, 6))[0].text):
    time.sleep(0.005)
print(time.time(), flush=True)
"""
    other = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    assert other.stdout
    assert other.stdout.readline() == "ready\n"
    bench.editor.save(bench.editor.draft_line(LINE, ME).id, ME)
    saved = time.time()
    seen = float(other.stdout.readline())
    other.wait(10)
    other.stdout.close()
    assert seen - saved < 1.0
    assert POLL_S < 0.5


def test_confirmed_edits_survive_kills(loaded: tuple[Path, Brain], tmp_path: Path) -> None:
    shutil.copy(loaded[0], tmp_path / "bot.db")
    report = run(tmp_path / "bot.db", 60, 3, 7)
    assert not report.problems
    assert len(report.confirmed) >= 30
    assert report.kills >= 3


# The terminal


@pytest.fixture
def terminal(loaded: tuple[Path, Brain], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copy(loaded[0], tmp_path / "bot.db")
    monkeypatch.setenv("SENDBOT_DB", str(tmp_path / "bot.db"))
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    return tmp_path


def test_a_terminal_records_tells_undoes_exports_and_imports(terminal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["change", *LINE.split()]) == 2
    assert "add --yes" in capsys.readouterr().err
    assert main(["change", *LINE.split(), "--yes"]) == 0
    assert main(["history", "Bury"]) == 0
    out = capsys.readouterr().out
    assert "Saved as edit 1." in out
    assert "(terminal): inspection bury-2017: received (lgiu-2017-10): not recorded → 20 July 2017." in out
    assert main(["undo", "--yes"]) == 0
    assert main(["export", str(terminal / "out"), "--format", "csv"]) == 0
    assert main(["import", str(terminal / "out"), "--dry-run"]) == 0
    assert "All of that is recorded so already." in capsys.readouterr().out
    (terminal / "terms.csv").write_text("id,term,definition,checked,sources\nzz,ZZ,Something,read,lgiu-2017-10\n", encoding="utf-8")
    assert main(["import", str(terminal / "terms.csv"), "--dry-run"]) == 0
    assert "1 record would change. Nothing was changed." in capsys.readouterr().out
    assert main(["import", str(terminal / "terms.csv"), "--why", "asked for"]) == 0
    assert main(["history", "--limit", "1"]) == 0
    assert "(import): term zz added. Why: asked for" in capsys.readouterr().out
    assert main(["ask", "--json", "what is ZZ"]) == 0
    assert "Something" in json.loads(capsys.readouterr().out)["text"]
    assert main(["review"]) == 0
    assert main(["keep", "1"]) == 2
    assert main(["import", str(terminal / "nothing.csv")]) == 2


def test_an_undo_that_is_no_number_or_was_overtaken_is_explained(bench: Bench) -> None:
    with pytest.raises(EditError, match="You have made no edit yet"):
        bench.editor.draft_line("undo", ME)
    with pytest.raises(EditError, match="There is no edit 12"):
        bench.editor.draft_line("undo 12", ME)
