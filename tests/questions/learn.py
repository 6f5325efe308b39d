"""Learns what tells a question about how things are done from one about what areas did: `sendbot/understanding/process_weights.json`.

From `tests`:  PYTHONPATH=.. python -m questions.learn [--without SET ...]

Logistic regression in plain Python (so that no library decides what is in the file), over the signs of `passages.signs`. It learns
from the rows of all sets (those in `passages.yaml` are the ones a passage answers), from the passages' phrasings, and from the
intents' examples. `--without` leaves sets out, prints how far the rest tells them apart, and writes nothing.
"""

import argparse
import datetime as dt
import json
import math
import random
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import yaml

from sendbot.bootstrap import open_brain
from sendbot.brain import Brain
from sendbot.lexicon.text import clean
from sendbot.settings import Settings
from sendbot.understanding.passages import WEIGHTS, signs

HERE = Path(__file__).parent
DAY = dt.date(2017, 10, 6)  # of the examples' words for time
ROUNDS, RATE, PENALTY, SEED = 20, 0.15, 0.003, 1
FEWEST = 3  # a sign that fewer questions have teaches nothing
PASSAGES_COUNT = 2.0  # there are fewer of them
SMALL_TALK = ("hello", "thanks", "bye", "help", "coverage", "define")

Question = tuple[dict[str, float], bool]


def rows(brain: Brain, without: Iterable[str], only: Iterable[str] = ()) -> list[Question]:
    """The rows of the sets, each as its signs and whether a passage answers it."""
    labels = yaml.safe_load((HERE / "passages.yaml").read_text(encoding="utf-8"))
    found = []
    for path in sorted(HERE.glob("*.jsonl")):
        if path.stem in without or (only and path.stem not in only):
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            item = json.loads(line)
            reading = brain.understanding.read(clean(item["question"]), dt.date.fromisoformat(item["today"]))
            found.append((signs(reading), item["id"] in labels))
    return found


def phrasings(brain: Brain) -> list[Question]:
    """The intents' examples and the passages' phrasings."""
    knowledge = brain.snapshot.knowledge
    texts = [(e, False) for i in brain.understanding.language.intents if i.asks not in SMALL_TALK for e in i.examples]
    for passage in (*knowledge.rules, *knowledge.observations, *knowledge.advice):
        texts += [(t, True) for t in (*passage.asked, *passage.asked_yes, *passage.asked_no)]
    return [(signs(brain.understanding.read(clean(text), DAY)), of_passage) for text, of_passage in texts]


def learn(questions: list[Question]) -> dict[str, float]:
    """The weights, by adaptive gradient descent; the same for the same questions."""
    counts = Counter(sign for found, _ in questions for sign in found)
    kept = [({s: v for s, v in found.items() if counts[s] >= FEWEST}, of_passage) for found, of_passage in questions]
    weights = dict.fromkeys(sorted(s for s, n in counts.items() if n >= FEWEST), 0.0)
    steps = dict.fromkeys(weights, 1e-8)
    order, chance = list(range(len(kept))), random.Random(SEED)  # noqa: S311 - a fixed order
    for _ in range(ROUNDS):
        chance.shuffle(order)
        for number in order:
            found, of_passage = kept[number]
            error = 1 / (1 + math.exp(-max(-30.0, min(30.0, total(weights, found))))) - of_passage
            error *= PASSAGES_COUNT if of_passage else 1.0
            for sign, value in found.items():
                slope = error * value + PENALTY * weights[sign]
                steps[sign] += slope * slope
                weights[sign] -= RATE * slope / math.sqrt(steps[sign])
    return {s: w for s, weight in weights.items() if (w := round(weight, 2))}


def total(weights: dict[str, float], found: dict[str, float]) -> float:
    """What speaks for a passage."""
    return sum(weights.get(s, 0.0) * v for s, v in found.items())


def made_anew(without: Iterable[str] = ()) -> dict[str, float]:
    """The weights as the files give them."""
    brain = from_files()
    return learn(rows(brain, without) + phrasings(brain))


def from_files() -> Brain:
    """A brain with the knowledge of the repository."""
    with tempfile.TemporaryDirectory() as folder:
        return open_brain(Settings(database=Path(folder) / "sendbot.db"))


def main() -> None:
    """Learn, and write or tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--without", nargs="+", default=[], metavar="SET")
    without = parser.parse_args().without
    weights = made_anew(without)
    if without:
        left_out = rows(from_files(), (), without)
        yes = [total(weights, found) for found, of_passage in left_out if of_passage]
        no = [total(weights, found) for found, of_passage in left_out if not of_passage]
        above = sum(y > n for y in yes for n in no) / max(1, len(yes) * len(no))
        print(f"{len(yes)} for a passage, {len(no)} not; a random one of the first is above one of the others in {above:.1%}.")
        return
    WEIGHTS.write_text(json.dumps(weights, indent=0, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{len(weights)} weights to {WEIGHTS.name}.")


if __name__ == "__main__":
    main()
