"""The console chat: line by line from a pipe, and with a welcome at a terminal."""

import os
import select
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from processes import Run, environment

from sendbot.settings import ROOT

PATIENCE_S = 60
# Keys such as Ctrl-C reach only the process whose own terminal it is.
TAKE_THE_TERMINAL = "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); os.execv(sys.argv[1], sys.argv[1:])"
WSA = "which areas had to write a WSA before October 2017"


def paragraphs(text: str) -> list[str]:
    return [p for p in text.split("\n\n") if p.strip()]


def test_a_pipe_is_answered_line_by_line_without_welcome_or_prompt(bot: Run) -> None:
    done = bot(stdin=f"{WSA}\n\n   \nwhich areas had DMO capacity issues\n")
    assert (done.returncode, done.stderr) == (0, "")
    first, second = paragraphs(done.stdout)
    assert "Waltham Forest" in first
    assert "designated medical officer" in second
    assert "you>" not in done.stdout
    assert "To connect Slack" not in done.stdout


def test_the_last_line_needs_no_line_end(bot: Run) -> None:
    assert bot(stdin="was Bury inspected").stdout.startswith("Yes")


def test_no_input_is_no_answer(bot: Run) -> None:
    done = bot(stdin="")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_questions_go_on_from_the_last_until_a_new_thread_begins(bot: Run) -> None:
    given = "when was Brent inspected\nand Bury?\nNEW\nand Bury?\n"
    _, more, alone = paragraphs(bot(stdin=given).stdout)
    assert more.startswith("Bury was inspected")
    assert "Priority action" not in more
    assert "Priority action" in alone, "without a thread Bury alone asks for all there is"


@pytest.mark.parametrize("word", ["quit", "exit", "q", "BYE"])
def test_a_word_of_farewell_ends_it(word: str, bot: Run) -> None:
    done = bot(stdin=f"{word}\nwas Bury inspected\n")
    assert (done.returncode, done.stdout) == (0, "")


def test_bytes_that_are_no_text_do_not_end_it(bot: Run) -> None:
    done = bot(stdin=b"\xff\xfe\x00\nwas Bury inspected\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert paragraphs(done.stdout)[-1].startswith("Yes")


class Terminal:
    """bot.py at a pseudo-terminal: what is typed, and what is shown."""

    def __init__(self, home: Path, database: Path) -> None:
        import pty

        self._ours, theirs = pty.openpty()
        settings = environment(database, HOME=str(home), TERM="dumb")
        command = [sys.executable, "-c", TAKE_THE_TERMINAL, sys.executable, str(ROOT / "bot.py")]
        self.process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=settings, start_new_session=True)
        os.close(theirs)
        self.shown = ""

    def read_until(self, done: Callable[[str], bool]) -> str:
        """What is shown from now on, until it will do."""
        begun, end = len(self.shown), time.monotonic() + PATIENCE_S
        while not done(self.shown[begun:]):
            assert time.monotonic() < end, f"not shown in time; so far: {self.shown}"
            if not self._read(0.2):
                break
        return self.shown[begun:]

    def _read(self, wait_s: float) -> bool:
        """Read what has come, if anything comes in time; False where the process has closed the terminal."""
        if select.select([self._ours], [], [], wait_s)[0]:
            try:
                self.shown += os.read(self._ours, 65_536).decode(errors="replace")
            except OSError:
                return False
        return True

    def type(self, line: str) -> str:
        """Type a line; what is shown until the next prompt."""
        os.write(self._ours, line.encode() + b"\n")
        return self.read_until(lambda text: "you> " in text)

    def end(self, typed: bytes) -> int:
        """Type until it ends: what is typed while the prompt is being set up, a terminal may throw away."""
        begun = typed_at = time.monotonic()
        os.write(self._ours, typed)
        while self.process.poll() is None:
            assert time.monotonic() < begun + PATIENCE_S, f"it did not end; so far: {self.shown}"
            if time.monotonic() > typed_at + 1:
                typed_at = time.monotonic()
                os.write(self._ours, typed)
            self._read(0.2)
        return self.process.wait(PATIENCE_S)

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self._ours)


@pytest.fixture
def terminal(tmp_path: Path, database: Path, bot: Run) -> Terminal:
    pytest.importorskip("pty", reason="there are no pseudo-terminals here")
    bot("ask", "hello")  # fills the database, where nobody has yet
    opened = Terminal(tmp_path, database)
    yield opened
    opened.close()


def test_a_terminal_shows_a_welcome_answers_and_says_good_bye(terminal: Terminal, tmp_path: Path) -> None:
    welcome = terminal.read_until(lambda text: "you> " in text)
    assert "Ask for example:" in welcome
    assert "Which areas had DMO capacity issues?" in welcome
    assert "To connect Slack, set SLACK_BOT_TOKEN and SLACK_APP_TOKEN" in welcome
    assert "'quit' ends" in welcome
    assert "2017" in terminal.type("when was Brent inspected in 2017")
    assert "2017" in terminal.type("and Bury?")
    assert terminal.end(b"quit\n") == 0
    assert "Traceback" not in terminal.shown
    history = tmp_path / ".sendbot_history"
    assert "when was Brent inspected in 2017" in history.read_text()


@pytest.mark.parametrize("key", [b"\x04", b"\x03"], ids=["end of input", "interrupt"])
def test_a_terminal_can_be_left_by_a_key(key: bytes, terminal: Terminal) -> None:
    terminal.read_until(lambda text: "you> " in text)
    assert terminal.end(key) == 0
    assert "Traceback" not in terminal.shown
