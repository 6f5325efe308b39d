"""`bot.py check`, `load` and `doctor`, as processes."""

import contextlib
import re
import subprocess
import sys
from pathlib import Path

import pytest
from processes import Run, environment, start

from sendbot.settings import ROOT


def test_check_finds_nothing_wrong(bot: Run) -> None:
    done = bot("check")
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    found = re.fullmatch(r"All well: (\d+) examples asked, each goes where it belongs\.\n", done.stdout)
    assert found
    assert int(found[1]) > 900


def test_check_names_an_example_that_goes_elsewhere(program: Path) -> None:
    intents = program / "intents.yaml"
    text = intents.read_text(encoding="utf-8")
    last = text.rindex("- id: ")
    rule = "- id: astray\n  title: Astray\n  asks: hello\n  examples:\n  - 'which areas had to submit a WSA in 2017'\n\n"
    intents.write_text(text[:last] + rule + text[last:], encoding="utf-8")
    done = start(program, program / "sendbot.db", "check")
    assert (done.returncode, done.stderr) == (1, "")
    assert "✗ intents.yaml, astray: 'which areas had to submit a WSA in 2017' goes to " in done.stdout
    assert re.search(r"\d+ examples asked, \d+ problems?\.", done.stdout)


def test_load_says_what_there_is(bot: Run, tmp_path: Path) -> None:
    done = bot("load", database=tmp_path / "new.db")
    assert (done.returncode, done.stderr) == (0, "")
    assert re.match(
        r"Loaded \d+ inspections of 158 areas, \d+ findings, \d+ terms and \d+ rules and observations from \d+ sources\.", done.stdout
    )
    assert "Bank holidays are known to the end of 20" in done.stdout
    assert (tmp_path / "new.db").stat().st_size > 100_000
    assert bot("load", database=tmp_path / "new.db").stdout == done.stdout, "loaded again, it is the same"


def test_doctor_without_tokens_finds_all_well_and_tells_how_to_connect(bot: Run) -> None:
    done = bot("doctor")
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[-1] == "All well."
    assert all(line.startswith("✓ ") for line in lines[:-1])
    assert "To connect Slack, see the README." in done.stdout
    assert re.search(r"Knowledge version [0-9a-f]+: \d+ findings; newest fact of 20\d\d-", done.stdout)


def test_doctor_names_a_damaged_database_and_goes_on(bot: Run, tmp_path: Path) -> None:
    path = tmp_path / "sendbot.db"
    path.write_text("Dear Sir or Madam, " * 100)
    done = bot("doctor", database=path)
    assert (done.returncode, done.stderr) == (1, "")
    assert "✗ The file sendbot.db is damaged or is no sendbot database" in done.stdout
    assert "✓ Bank holidays are known" in done.stdout
    assert done.stdout.splitlines()[-1].startswith("Something needs mending")


def test_doctor_can_be_shown_where_signs_cannot(bot: Run) -> None:
    done = bot("doctor", PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("? Knowledge version")


def test_the_version_is_told(bot: Run) -> None:
    assert re.fullmatch(r"sendbot \d+\.\d+\.\d+\n", bot("--version").stdout)


def test_output_that_nobody_reads_any_more_is_no_error(database: Path) -> None:
    lines = b'{"text": "which areas have been inspected"}\n' * 300
    command = [sys.executable, str(ROOT / "bot.py"), "ask", "--batch"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=environment(database), stdin=pipe, stdout=pipe, stderr=pipe) as process:
        process.stdout.close()
        with contextlib.suppress(BrokenPipeError):
            process.stdin.write(lines)
            process.stdin.close()
        said = process.stderr.read()
    assert (process.returncode, said) == (0, b"")


@pytest.mark.parametrize("words", [("--preview",), ("preview",), ("preview", "london", "horizon", "60")], ids=" ".join)
def test_a_digest_can_be_previewed_without_a_channel(words: tuple[str, ...], bot: Run) -> None:
    done = bot("digest", *words)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0].endswith(".")
