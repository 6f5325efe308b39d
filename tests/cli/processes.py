"""bot.py as a process: started with settings of its own, and what it says when it refuses its input."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

# Set, even to nothing, they outrank a developer's own .env file.
QUIET = dict.fromkeys(
    ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_API_URL", "SENDBOT_ADMINS", "SENDBOT_TIMEZONE", "PORT"), ""
)
TIMEOUT_S = 120

Run = Callable[..., subprocess.CompletedProcess[str]]


def environment(database: Path, **settings: str) -> dict[str, str]:
    """A process's environment with these settings alone."""
    return {**os.environ, **QUIET, "PYTHONIOENCODING": "utf-8", "PYTHONWARNINGS": "error", "SENDBOT_DB": str(database), **settings}


def start(root: Path, database: Path, *arguments: str, stdin: str | bytes = "", **settings: str) -> subprocess.CompletedProcess[str]:
    """Run bot.py of a folder to its end."""
    given = stdin.encode() if isinstance(stdin, str) else stdin
    done = subprocess.run(
        [sys.executable, str(root / "bot.py"), *arguments],
        input=given,
        capture_output=True,
        cwd=root,
        env=environment(database, **settings),
        timeout=TIMEOUT_S,
        check=False,
    )
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def complaint(done: subprocess.CompletedProcess[str]) -> str:
    """What a process that refused its input says: a sentence or two on one line, and nothing else."""
    assert done.returncode == 2, done.stdout + done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert done.stderr.startswith("sendbot: ")
    assert done.stderr.count("\n") == 1
    return done.stderr
