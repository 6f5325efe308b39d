"""Many writers, killed at any moment: is every confirmed edit there, none half-done, and the trail whole?

    cd tests && PYTHONPATH=.. python -m bench.edits [--edits 1000] [--writers 8] [--seed 1]

Each writer is a process that saves edits to the same database and says so once a save is confirmed; now and then one is killed by a real
SIGKILL, and another takes its place. A save is a finding and a source at once, so that one without the other would show.
"""

import argparse
import datetime as dt
import itertools
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from sendbot.bootstrap import bank_holidays, open_store
from sendbot.editing.edits import NOTHING, Author, Change, Edit, OvertakenError, as_plain, mark
from sendbot.settings import ROOT, Settings
from sendbot.store.edits import Edits

_RECORDS = 40  # that the writers vie for
_PATIENCE_S = 60.0
_KILL_EVERY_S = (0.2, 1.2)


def write(database: Path, name: str, seed: int) -> None:
    """Save until killed or told to stop by the end of standard input; print each save's first and last edit once it is confirmed."""
    store, rng = open_store(Settings(database=database)), random.Random(seed)  # noqa: S311 - a test's choice
    edits = Edits(store, patience_s=_PATIENCE_S, audited=True)
    number = 0
    while True:
        number += 1
        try:
            saved = edits.save(_changes(edits, rng, f"{name}-{number}"), Author(name, "bench"), f"{name}-{number}")
        except OvertakenError:
            continue
        print(f"{saved.edits[0].id} {saved.edits[-1].id} {mark(saved.edits[0].after)} {mark(saved.edits[-1].after)}", flush=True)


def _changes(edits: Edits, rng: random.Random, token: str) -> list[Change]:
    """A finding in other words, and the source in which they stand."""
    findings = edits.current().knowledge.findings
    finding = as_plain(findings[rng.randrange(_RECORDS)])
    source = {"id": f"bench-{token}", "title": f"Source of {token}", "standing": "press"}
    after = {**finding, "says": f"Words of {token}.", "sources": [source["id"]]}
    return [
        Change(section="sources", record=source["id"], after=source, seen=NOTHING),
        Change(section="findings", record=finding["id"], after=after, seen=mark(finding)),
    ]


@dataclass
class Report:
    """What a run came to."""

    confirmed: list[tuple[int, int, str, str]] = field(default_factory=list)
    kills: int = 0
    seconds: float = 0.0
    problems: list[str] = field(default_factory=list)
    rows: int = 0


def run(database: Path, wanted: int, writers: int, seed: int) -> Report:
    """Have `writers` processes save until so many edits are confirmed, killing one now and then; then look at what is there."""
    report, lock, done = Report(), threading.Lock(), threading.Event()
    rng = random.Random(seed)  # noqa: S311 - a test's choice
    started = time.monotonic()

    def listen(process: subprocess.Popen[str]) -> None:
        assert process.stdout
        for line in process.stdout:
            parts = line.split()
            if len(parts) == 4 and line.endswith("\n"):  # a line cut off by a kill confirms nothing
                with lock:
                    report.confirmed.append((int(parts[0]), int(parts[1]), parts[2], parts[3]))
                    if len(report.confirmed) * 2 >= wanted:
                        done.set()

    threads: list[threading.Thread] = []
    started_processes: list[subprocess.Popen[str]] = []

    def begin(number: int) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "bench.edits", "--writer", str(database), f"w{number}", str(seed * 1_000 + number)]
        environment = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}"}
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment)
        started_processes.append(process)
        threads.append(threading.Thread(target=listen, args=(process,), daemon=True))
        threads[-1].start()
        return process

    running = [begin(number) for number in range(writers)]
    number = writers
    while not done.wait(rng.uniform(*_KILL_EVERY_S)):
        if report.confirmed:
            place = rng.randrange(writers)
            running[place].send_signal(signal.SIGKILL)
            running[place].wait()
            report.kills += 1
            running[place], number = begin(number), number + 1
    for process in running:
        process.send_signal(signal.SIGKILL)
        process.wait()
        report.kills += 1
    for thread in threads:
        thread.join(5)
    for process in started_processes:
        assert process.stdout
        process.stdout.close()
    report.seconds = time.monotonic() - started
    report.problems = problems(database, report)
    return report


def problems(database: Path, report: Report) -> list[str]:
    """What is wrong with the trail after a run: nothing may be."""
    store = open_store(Settings(database=database))
    edits = Edits(store)
    trail = edits.all()
    report.rows = len(trail)
    by_id = {edit.id: edit for edit in trail}
    found = [f"edit {n} was confirmed and is not there" for pair in report.confirmed for n in pair[:2] if n not in by_id]
    found += [
        f"edit {n} is not as it was confirmed"
        for first, last, *marks in report.confirmed
        for n, wanted in zip((first, last), marks, strict=True)
        if n in by_id and mark(by_id[n].after) != wanted
    ]
    found += _half_done(trail) + _out_of_order(trail)
    if edits.outbox.waiting() * 2 != len(trail):
        found.append("the audit channel would not be told of each save")
    loaded = store.open(bank_holidays)
    if edits.current() != loaded:
        found.append("the knowledge in effect is not what the trail comes to")
    edits.close()
    return found


def _half_done(trail: list[Edit]) -> list[str]:
    """Each save is a source and a finding, side by side."""
    saves: dict[str, list[Edit]] = {}
    for edit in trail:
        saves.setdefault(edit.why, []).append(edit)
    return [
        f"the save {why} is half done"
        for why, pair in saves.items()
        if [e.section for e in pair] != ["sources", "findings"] or pair[1].id != pair[0].id + 1
    ]


def _out_of_order(trail: list[Edit]) -> list[str]:
    """Numbers without a gap, times that never go back, and each edit beginning where the record's last one ended."""
    found = [f"edit {b.id} follows edit {a.id}" for a, b in itertools.pairwise(trail) if b.id != a.id + 1 or b.at < a.at]
    last: dict[str, Edit] = {}
    for edit in trail:
        before = last.get(edit.record)
        if before and before.after != edit.before:
            found.append(f"edit {edit.id} does not begin where edit {before.id} ended")
        last[edit.record] = edit
    return found


def main() -> int:
    """Run from the command line. Exit code 1 where anything is wrong."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--edits", type=int, default=1_000)
    parser.add_argument("--writers", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--writer", nargs=3, metavar=("DATABASE", "NAME", "SEED"))
    arguments = parser.parse_args()
    if arguments.writer:
        write(Path(arguments.writer[0]), arguments.writer[1], int(arguments.writer[2]))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "bot.db"
        open_store(Settings(database=database)).open(bank_holidays)
        report = run(database, arguments.edits, arguments.writers, arguments.seed)
    confirmed = len(report.confirmed) * 2
    print(
        f"{dt.datetime.now(dt.UTC):%Y-%m-%d}: {confirmed} edits confirmed by {arguments.writers} writers, {report.rows} rows in the trail, "
        f"{report.kills} kills, {report.seconds:.1f} s ({confirmed / report.seconds:.0f} edits a second). "
        f"{len(report.problems)} problems."
    )
    for problem in report.problems[:20]:
        print(f"✗ {problem}")
    return 1 if report.problems else 0


if __name__ == "__main__":
    sys.exit(main())
