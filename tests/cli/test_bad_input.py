"""Bad options and settings: one sentence that says what is wrong and what to do, exit code 2, never a traceback."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from processes import QUIET, Run, complaint

import sendbot.cli.main
from sendbot.errors import SettingsError
from sendbot.settings import read_settings
from sendbot.yaml12 import read_yaml

CASES: list[dict[str, Any]] = read_yaml(Path(__file__).with_name("bad_options.yaml"))
# The others are tried in this process: each start of another costs half a second.
IN_A_PROCESS = (
    "no question",
    "a day that is none",
    "an unknown source",
    "a batch with a bad day",
    "a time zone of another planet",
    "a folder of time zones",
    "a bot token of the wrong kind",
    "a bot token alone",
    "bad settings and doctor",
)


def check(case: dict[str, Any], done: Any) -> None:
    says = complaint(done)
    assert [words for words in case["says"] if words not in says] == [], says
    assert case.get("never", "never said") not in says


@pytest.mark.parametrize("case", [c for c in CASES if c["name"] in IN_A_PROCESS], ids=lambda c: c["name"])
def test_a_process_refuses_bad_input(case: dict[str, Any], bot: Run) -> None:
    check(case, bot(*(str(a) for a in case["arguments"]), **case.get("settings", {})))


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["name"])
def test_bad_input_is_told_in_a_sentence(
    case: dict[str, Any], database: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in {**QUIET, "SENDBOT_DB": str(database), **case.get("settings", {})}.items():
        monkeypatch.setenv(name, value)
    code = sendbot.cli.main.main([str(a) for a in case["arguments"]])
    said = capsys.readouterr()
    check(case, type("Done", (), {"returncode": code, "stdout": said.out, "stderr": said.err}))


def test_every_case_that_is_to_run_in_a_process_is_in_the_table() -> None:
    assert set(IN_A_PROCESS) <= {c["name"] for c in CASES}


def test_settings_come_from_a_file_and_the_environment_outranks_it(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("SENDBOT_TIMEZONE=Europe/Paris\nSENDBOT_DB=/somewhere/bot.db\nSENDBOT_ADMINS= U1, S2 \n", encoding="utf-8")
    found = read_settings({"SENDBOT_DB": str(tmp_path / "other.db")}, file)
    assert (found.timezone.key, found.database.name, found.admins) == ("Europe/Paris", "other.db", ("U1", "S2"))


def test_an_empty_setting_is_no_setting(tmp_path: Path) -> None:
    found = read_settings(dict(QUIET), tmp_path / "none")
    assert (found.has_slack, found.timezone.key, found.database.name) == (False, "Europe/London", "sendbot.db")


def test_a_bad_value_in_the_file_is_refused_too(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("SENDBOT_TIMEZONE=London\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="SENDBOT_TIMEZONE is 'London'"):
        read_settings({}, tmp_path / ".env")


def test_today_is_the_day_in_the_bots_time_zone(monkeypatch: pytest.MonkeyPatch) -> None:
    import sendbot.bootstrap

    class LateEvening(dt.datetime):
        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> dt.datetime:  # type: ignore[override]
            return dt.datetime(2017, 6, 30, 23, 30, tzinfo=dt.UTC).astimezone(tz)

    monkeypatch.setattr(sendbot.bootstrap.dt, "datetime", LateEvening)
    assert sendbot.bootstrap.today_in(read_settings({"SENDBOT_TIMEZONE": "Europe/London"}, Path("none"))) == dt.date(2017, 7, 1)
    assert sendbot.bootstrap.today_in(read_settings({"SENDBOT_TIMEZONE": "UTC"}, Path("none"))) == dt.date(2017, 6, 30)
