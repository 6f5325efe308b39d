"""Each question of the sets as a row of its own: what is said to it today, and whether `known_wrong.yaml` has it so.

From `tests`:  PYTHONPATH=.. python -m questions.rows [--write] [SET ...]

Prints how many of each set are right, wrong and false, then each row that is not as listed. `--write` takes off the list what is right
now and adds nothing. Exit status 1 where rows remain that are not as listed.
"""

import argparse
import collections
import datetime as dt
import enum
import functools
import io
import json
import sys
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml
from questions import score
from questions.field import score as field_score

from sendbot.bootstrap import open_brain
from sendbot.brain import Brain
from sendbot.cli.ask import Bounds, ask_batch
from sendbot.settings import Settings

HERE = Path(__file__).parent
KNOWN_WRONG = HERE / "known_wrong.yaml"
HEADER = """\
# What is answered wrongly today, by set and id. Every row that is not here must be right; one here that turns right must be taken off.
# false_facts: something untrue is stated. wrong: declined, incomplete or beside the point; a row here may not become a false fact.
# From tests: PYTHONPATH=.. python -m questions.rows --write
"""


class State(enum.Enum):
    """What an answer is, and the list of `known_wrong.yaml` that such rows stand in."""

    RIGHT = "right"
    WRONG = "wrong"
    FALSE = "false_facts"


LISTS = (State.FALSE, State.WRONG)
Known = dict[str, dict[State, list[str]]]


@dataclass(frozen=True, slots=True)
class Row:
    """A question, what was said to it, what is wrong with that, and how it is listed."""

    name: str
    item: dict[str, Any]
    text: str
    problems: list[str]
    state: State
    listed: State

    @property
    def complaint(self) -> str | None:
        """Why this row must not stay so, in words for a developer; None where it may."""
        match self.listed, self.state:
            case (State.RIGHT, State.WRONG | State.FALSE):
                return self._says("states a false fact" if self.state is State.FALSE else "is answered wrongly")
            case (State.WRONG, State.FALSE):
                return self._says("was only wrong, and states a false fact now")
            case (State.WRONG | State.FALSE, State.RIGHT):
                return self._says("is right now: take it off known_wrong.yaml (python -m questions.rows --write)")
        return None

    @property
    def difference(self) -> str | None:
        """The complaint, or that a row could move to the milder list."""
        if (self.listed, self.state) == (State.FALSE, State.WRONG):
            return self._says("is listed as a false fact and only wrong now: move it to wrong")
        return self.complaint

    def _says(self, what: str) -> str:
        lines = [f"{self.name}:{self.item['id']} {what}", f"  asked:    {self.item['question']}"]
        lines += [f"  problem:  {problem}" for problem in self.problems]
        return "\n".join([*lines, f"  answered: {' '.join(self.text.split())[:200]}"])


@functools.cache
def read_sets() -> dict[str, list[dict[str, Any]]]:
    """The questions of each set, in the order in which they are asked."""
    return {path.stem: field_score.load(str(path)) for path in sorted([*HERE.glob("*.jsonl"), *HERE.glob("field/*.jsonl")])}


def read_known() -> Known:
    """The ids of `known_wrong.yaml` by set and list."""
    listed = yaml.safe_load(KNOWN_WRONG.read_text(encoding="utf-8")) or {}
    return {name: {State(kind): ids for kind, ids in lists.items()} for name, lists in listed.items()}


def known_as_text(known: Known) -> str:
    """The text of `known_wrong.yaml`: sets and ids sorted, one id a line, no empty lists."""
    lines = [HEADER.rstrip()]
    for name, lists in sorted(known.items()):
        lines += [f"{name}:"] if any(lists.values()) else []
        for kind in LISTS:
            if ids := lists.get(kind):
                lines += [f"  {kind.value}:", *(f"  - {number}" for number in sorted(ids))]
    return "\n".join(lines) + "\n"


def rows_of(name: str, brain: Brain, known: Known) -> dict[str, Row]:
    """Ask a set once, in order, lines of one thread being one conversation, and judge each answer."""
    items = read_sets()[name]
    is_field = name.startswith("field-")
    judge = field_score.judge if is_field else score.judge
    threads: Mapping[str, str | None] = field_score.threads(items) if is_field else {item["id"]: item.get("thread") for item in items}
    listed = {number: kind for kind, ids in known.get(name, {}).items() for number in ids}
    rows = {}
    for item, got in zip(items, _ask(items, threads, brain), strict=True):
        problems, fact = judge(item, got)
        state = State.FALSE if fact in (True, "false") else State.WRONG if problems else State.RIGHT
        rows[item["id"]] = Row(name, item, got["text"], problems, state, listed.get(item["id"], State.RIGHT))
    return rows


def _ask(items: list[dict[str, Any]], threads: Mapping[str, str | None], brain: Brain) -> list[dict[str, Any]]:
    lines = []
    for item in items:
        line = {"id": item["id"], "thread": threads[item["id"]], "text": item["question"], "today": item["today"]}
        lines.append(json.dumps({**line, "sources": item.get("sources")}).encode())
    out = io.StringIO()
    ask_batch(lines, out, brain, Bounds(dt.date.fromisoformat(items[0]["today"])))
    return [json.loads(line) for line in out.getvalue().split("\n") if line]


def main() -> int:
    """Print the figures of the sets and the rows that are not as listed."""
    parser = argparse.ArgumentParser(
        prog="python -m questions.rows", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sets", nargs="*", metavar="SET", help=f"of {', '.join(read_sets())}; all if none is named")
    parser.add_argument("--write", action="store_true", help="take off known_wrong.yaml what is right now")
    args = parser.parse_args()
    if unknown := sorted(set(args.sets) - set(read_sets())):
        parser.error(f"no such set: {', '.join(unknown)}")
    known = read_known()
    with tempfile.TemporaryDirectory() as folder:
        brain = open_brain(Settings(database=Path(folder) / "sendbot.db"))
        found = [row for name in args.sets or read_sets() for row in rows_of(name, brain, known).values()]
    if args.write:
        KNOWN_WRONG.write_text(known_as_text(without_right(known, found)), encoding="utf-8")
        found = [replace(row, listed=State.RIGHT) if row.state is State.RIGHT else row for row in found]
    _print_figures(found)
    differing = [row.difference for row in found if row.difference]
    print(f"\n{len(differing)} rows are not as listed", *differing, sep="\n")
    return 1 if differing else 0


def without_right(known: Known, found: Iterable[Row]) -> Known:
    """The list less what is right now; nothing is added or moved."""
    right = {(row.name, row.item["id"]) for row in found if row.state is State.RIGHT}
    return {
        name: {kind: [number for number in ids if (name, number) not in right] for kind, ids in lists.items()}
        for name, lists in known.items()
    }


def _print_figures(found: list[Row]) -> None:
    print(f"{'set':18} {'right':>6} {'wrong':>6} {'false':>6} {'of':>6}")
    states = collections.Counter((row.name, row.state) for row in found)
    for name in dict.fromkeys(row.name for row in found):
        _print_line(name, [states[name, state] for state in State])
    _print_line("all", [sum(row.state is state for row in found) for state in State])


def _print_line(name: str, counts: list[int]) -> None:
    print(f"{name:18} {' '.join(f'{count:6,}' for count in [*counts, sum(counts)])}")


if __name__ == "__main__":
    sys.exit(main())
