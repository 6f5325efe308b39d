"""Accuracy and latency of the choice of the rule, sendbot beside three peers with the same examples: python -m bench.peers [--sets PATTERN ...]

All share sendbot's slots, queries and answers (`standing_in`); the scorer of the question sets judges the answers.
"""

import argparse
import statistics
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.choosers import Chooser, Linear, Nearest, Own, Templates, masked, plain_words
from bench.material import Item, open_brain, read_questions
from bench.standing_in import Verdict, judged, verdicts_of
from bench.table import lines
from sendbot.brain import Brain

REFUSE = "refuse"
NOTES = """
right, wrong, refused: of the questions that have an answer; declined: of those that must not be answered (out of scope, not recorded).
forced: the engine's best rules, whatever their score. tuned: refuses below the threshold that decides most questions of one half
of a set rightly, counted on the other half, and the other way round. guarded: with sendbot's guards, no threshold of its own.
Bias: sendbot was built on the dev sets and mended after the blind ones (docs/measured.md has them at first sight), and its examples
were written for its own matcher. p50: of choosing alone, slots being read for all.
"""
HEAD = (
    "",
    *("right", "wrong", "refused"),
    *("right", "wrong", "refused", "declined"),
    *("right", "wrong", "refused", "declined"),
    "p50 ms",
)

ENGINES: dict[str, Callable[[Brain], Chooser]] = {
    "sendbot's matcher": Own,
    "rapidfuzz token_set_ratio": lambda brain: Nearest(brain, plain_words),
    "rapidfuzz, slots masked": lambda brain: Nearest(brain, masked),
    "TF-IDF + logistic regression": lambda brain: Linear(brain, plain_words),
    "TF-IDF + l. r., slots masked": lambda brain: Linear(brain, masked),
    "hassil templates": Templates,
}


def outcome(verdicts: Sequence[Verdict], *, declined: bool = True) -> list[str]:
    """Percentages: right, wrong, refused of the questions in scope; declined of the others."""
    inside, outside = [v for v in verdicts if v.in_scope], [v for v in verdicts if not v.in_scope]
    counts = [sum(v.right for v in inside), sum(v.answered and not v.right for v in inside), sum(not v.answered for v in inside)]
    shares = [100 * c / max(1, len(inside)) for c in counts]
    if declined:
        shares.append(100 * sum(not v.answered for v in outside) / max(1, len(outside)))
    return [f"{share:.1f}" for share in shares]


def bounded(verdict: Verdict, threshold: float) -> Verdict:
    """The verdict if the engine refuses below a threshold."""
    if verdict.score is None or verdict.score >= threshold:
        return verdict
    return Verdict(verdict.in_scope, answered=False, right=not verdict.in_scope)


def tuned(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """All verdicts, each under the threshold that did best on the half it does not belong to."""
    halves = (verdicts[::2], verdicts[1::2])
    found: list[Verdict] = []
    for half, other in (halves, halves[::-1]):
        thresholds = sorted({v.score for v in other if v.score is not None} | {0.0})
        best = max(thresholds, key=lambda t: sum(bounded(v, t).right for v in other))
        found += [bounded(v, best) for v in half]
    return found


def row_of(name: str, brain: Brain, engine: Chooser, items: Sequence[Item]) -> list[str]:
    """One engine's line."""
    alone, times = judged(brain, engine, items, guarded=False)
    guarded, _ = judged(brain, engine, items, guarded=True)
    return [name, *outcome(alone, declined=False), *outcome(tuned(alone)), *outcome(guarded), f"{statistics.median(times):.2f}"]


def report(name: str, brain: Brain, items: Sequence[Item], engines: dict[str, Chooser]) -> None:
    """One table."""
    inside = sum(i["expect"].get("answered") is not False for i in items)
    print(f"\n{name}: {inside} questions with an answer, {len(items) - inside} to decline")
    rows = [row_of(engine, brain, chooser, items) for engine, chooser in engines.items()]
    whole = outcome(list(verdicts_of(brain, items)))
    groups = ("", "forced", "", "", "tuned", "", "", "", "guarded", "", "", "", "")
    print("\n".join(lines(groups, [HEAD, *rows, ["sendbot as it is", *[""] * 7, *whole, ""]])))


def main() -> None:
    """All tables."""
    parser = argparse.ArgumentParser(prog="python -m bench.peers")
    parser.add_argument("--sets", nargs="+", default=["dev-*", "blind-*"], help="question sets; each is asked with those to refuse")
    patterns = parser.parse_args().sets
    with tempfile.TemporaryDirectory() as folder:
        brain = open_brain(Path(folder) / "peers.db")
        engines = {name: make(brain) for name, make in ENGINES.items()}
        for pattern in patterns:
            report(f"{pattern} and {REFUSE}", brain, read_questions(pattern) + read_questions(REFUSE), engines)
    print(NOTES)


if __name__ == "__main__":
    main()
