"""The console chat: the same brain, without Slack. Line editing and history where a person types; else line by line."""

import atexit
import datetime as dt
import sys
from collections.abc import Callable
from pathlib import Path

from sendbot.answers.talk import EXAMPLES
from sendbot.brain import Brain, Memory

_HISTORY = Path("~/.sendbot_history").expanduser()
_ENDINGS = frozenset(("quit", "exit", "q", ":q", "bye"))
_WELCOME = """sendbot: local area SEND inspections, from sourced facts. Ask for example:
{examples}
'new' starts a new thread, 'quit' ends. To connect Slack, set SLACK_BOT_TOKEN and SLACK_APP_TOKEN (README, "Connect Slack")."""


def chat(brain: Brain, today: Callable[[], dt.date]) -> None:
    """Talk until the person ends it, or standard input does."""
    if sys.stdin.isatty():
        _start_line_editing()
        print(_WELCOME.format(examples="\n".join(f"  {e}" for e in EXAMPLES)))
    memory: Memory | None = None
    while (line := _next_line()) is not None:
        if line.lower() in _ENDINGS:
            break
        if line.lower() == "new":
            memory = None
            continue
        if line:
            answer, memory = brain.ask(line, today(), memory=memory)
            print(answer.text + "\n", flush=True)


def _next_line() -> str | None:
    if not sys.stdin.isatty():
        line = sys.stdin.readline()
        return line.strip() if line else None
    try:
        return input("you> ").strip()
    except (EOFError, KeyboardInterrupt):
        print()
        return None


def _start_line_editing() -> None:
    try:
        import readline
    except ImportError:
        return
    if _HISTORY.exists():
        try:
            readline.read_history_file(_HISTORY)
        except OSError:
            return
    readline.set_history_length(500)
    atexit.register(_save_history, readline.write_history_file)


def _save_history(write: Callable[[Path], None]) -> None:
    try:
        write(_HISTORY)
    except OSError as error:
        print(f"The history was not saved: {error}.", file=sys.stderr)
