"""Cold start and peak memory of `bot.py ask`, beside a process that only imports slack_bolt."""

import json
import os
import statistics
import subprocess
import sys
from pathlib import Path

from bench import ROOT
from bench.table import Row

ASK = [sys.executable, "bot.py", "ask", "which areas had DMO capacity issues"]
IMPORT = [sys.executable, "-c", "import slack_bolt"]
RUNS = 21


def rows(folder: Path, runs: int = RUNS) -> list[Row]:
    """Medians over runs that take turns, knowledge loaded and bytecode compiled before."""
    hidden = ("PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX")
    environment = {k: v for k, v in os.environ.items() if k not in hidden and not k.startswith(("SLACK_", "SENDBOT_"))}
    environment["SENDBOT_DB"] = str(folder / "cold.db")
    subprocess.run([sys.executable, "-m", "compileall", "-q", "sendbot", "bot.py"], cwd=ROOT, env=environment, check=True)
    launch = [sys.executable, "-I", "-S", str(Path(__file__).with_name("launch.py"))]

    def launched(times: int) -> list[list[tuple[float, int]]]:
        done = subprocess.run(
            [*launch, str(times), json.dumps([ASK, IMPORT])], cwd=ROOT, env=environment, check=True, capture_output=True, text=True
        )
        found: list[list[tuple[float, int]]] = json.loads(done.stdout)
        return found

    launched(2)  # loads the knowledge, keeps what reading the examples came to, and compiles what is not compiled yet
    found = launched(runs)
    (ask_s, import_s), (ask_kib, import_kib) = (
        [statistics.median(run[command][what] for run in found) for command in (0, 1)] for what in (0, 1)
    )
    per_mib = 1_024 * 1_024 if sys.platform == "darwin" else 1_024
    return [
        Row(
            f"cold start, bot.py ask: median of {runs}",
            f"{ask_s * 1_000:.0f} ms = {ask_s / import_s:.2f}x",
            f"import slack_bolt {import_s * 1_000:.0f} ms",
            "<= 1.3x",
            ask_s / import_s <= 1.3,
        ),
        Row(
            "peak memory, bot.py ask",
            f"{ask_kib / per_mib:.1f} MiB = {ask_kib / import_kib:.2f}x",
            f"import slack_bolt {import_kib / per_mib:.1f} MiB",
            "<= 1.3x",
            ask_kib / import_kib <= 1.3,
        ),
    ]
