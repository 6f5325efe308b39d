"""Question to Answer: how long `Brain.ask` takes over the development questions, at today's knowledge and at ten times it.

Every figure comes from fresh processes that take turns. A process asks all questions once, timed apart ("first asked": misspelt
words are new, views of other days are not made yet), and then several rounds more. Garbage is collected as in production.
Wall time is what people wait for; processor time shows the same where the machine is busy with other things.
"""

import argparse
import datetime as dt
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench import TESTS
from bench.material import KNOWLEDGE, Item, open_brain, read_questions
from bench.table import Row, percentile
from bench.tenfold import COPIES, write_tenfold
from sendbot.brain import Brain, Memory

ROUNDS, PROCESSES = 8, 3
SETS = "dev-*"
AIM_MS, AIM_RATIO = 2.0, 1.5
Times = list[list[tuple[float, float]]]


def timed_round(brain: Brain, items: Sequence[Item]) -> list[tuple[float, float]]:
    """Milliseconds of wall and of processor time for each question, those of one thread being one conversation."""
    memories: dict[str, Memory | None] = {}
    taken = []
    for item in items:
        thread, today = item["thread"], dt.date.fromisoformat(item["today"])
        memory = memories.get(thread) if thread else None
        start, used = time.perf_counter_ns(), time.thread_time_ns()
        _, later = brain.ask(item["question"], today, sources=item.get("sources"), memory=memory)
        taken.append(((time.perf_counter_ns() - start) / 1e6, (time.thread_time_ns() - used) / 1e6))
        if thread:
            memories[thread] = later
    return taken


def main() -> None:
    """One process: the times of all rounds as JSON, the first asking first."""
    parser = argparse.ArgumentParser()
    parser.add_argument("knowledge", type=Path)
    parser.add_argument("database", type=Path)
    parser.add_argument("rounds", type=int)
    arguments = parser.parse_args()
    items = read_questions(SETS)
    brain = open_brain(arguments.database, arguments.knowledge)
    brain.ask("hello", dt.date(2017, 10, 6))
    print(json.dumps([timed_round(brain, items) for _ in range(1 + arguments.rounds)]))


def rows(folder: Path, *, copies: int = COPIES, rounds: int = ROUNDS, processes: int = PROCESSES) -> list[Row]:
    """The figures: today's knowledge first, then two ways of having ten times as much."""
    records = open_brain(folder / "records.db").snapshot.knowledge
    bases = {
        "today": KNOWLEDGE,
        "own": write_tenfold(folder / "own", KNOWLEDGE, records, copies=copies, own_sources=True),
        "same": write_tenfold(folder / "same", KNOWLEDGE, records, copies=copies),
    }
    for name, base in bases.items():
        open_brain(folder / f"{name}.db", base)
    found: dict[str, list[Times]] = {name: [] for name in bases}
    for _ in range(processes):
        for name, base in bases.items():
            found[name].append(_in_a_fresh_process(base, folder / f"{name}.db", rounds))
    now = _Figures(found["today"])
    result = [
        Row(f"question to Answer, {now.questions} questions, p50", f"{now.p50:.2f} ms"),
        Row("  p99", f"{now.p99:.2f} ms", aim=f"<= {AIM_MS:.0f} ms", met=now.p99 <= AIM_MS),
        Row("  p99 of processor time", f"{now.p99_processor:.2f} ms"),
        Row("  p99 of the questions' medians", f"{now.p99_medians:.2f} ms"),
        Row("  p99 when first asked", f"{now.p99_first:.2f} ms"),
    ]
    for name, what in (("own", "in sources of their own"), ("same", "in the same sources")):
        more = _Figures(found[name])
        result.append(Row(f"{copies} copies of all areas more, {what}", ""))
        for part, says in (("p50", "p50"), ("p99", "p99"), ("p99_processor", "p99 of processor time"), ("p99_medians", "p99 of medians")):
            figure, floor = getattr(more, part), getattr(now, part)
            is_aimed = part in ("p50", "p99")
            aim, met = (f"<= {AIM_RATIO}x", figure / floor <= AIM_RATIO) if is_aimed else ("", None)
            result.append(Row(f"  {says}", f"{figure:.2f} ms = {figure / floor:.2f}x", f"today {floor:.2f} ms", aim, met))
    return result


class _Figures:
    """What the processes of one size say together."""

    def __init__(self, processes: Sequence[Times]) -> None:
        warm = [times for rounds in processes for times in rounds[1:]]
        every = [wall for times in warm for wall, _ in times]
        medians = [statistics.median(wall for wall, _ in of_one) for of_one in zip(*warm, strict=True)]
        self.questions = len(medians)
        self.p50, self.p99 = statistics.median(every), percentile(every, 0.99)
        self.p99_processor = percentile([used for times in warm for _, used in times], 0.99)
        self.p99_medians = percentile(medians, 0.99)
        self.p99_first = percentile([wall for rounds in processes for wall, _ in rounds[0]], 0.99)


def _in_a_fresh_process(knowledge: Path, database: Path, rounds: int) -> Times:
    command = [sys.executable, "-m", "bench.asking", str(knowledge), str(database), str(rounds)]
    done = subprocess.run(command, cwd=TESTS, check=True, capture_output=True, text=True)
    times: Any = json.loads(done.stdout)
    found: Times = times
    return found


if __name__ == "__main__":
    main()
