"""Everyday sentences: how many are answered, and in how many an area is read that nobody meant. python -m bench.everyday PATH [--show]

PATH is `data_full.json` of CLINC150 (github.com/clinc/oos-eval, "An Evaluation Dataset for Intent Classification and Out-of-Scope
Prediction", Larson and others 2019; licence CC BY 3.0). Nothing of it is kept in this repository: download it to run this.

Its 5,500 test sentences are about banking, travel, kitchens and the like, so none should be answered and none names a local area
as one. Greetings and questions about the bot itself, which it means to answer, are left out and counted.
"""

import argparse
import datetime as dt
import json
import tempfile
from pathlib import Path

from bench.material import open_brain
from bench.table import Row, show
from sendbot.brain import Brain
from sendbot.lexicon.text import clean

TODAY = dt.date(2026, 11, 23)
SMALL_TALK = frozenset(("greeting", "goodbye", "thank_you", "what_can_i_ask_you", "are_you_a_bot", "what_is_your_name"))
ANSWERED_AIM, PLACE_AIM = 0.5, 0.1

Sentence = tuple[str, str]


def read_sentences(path: Path, split: str) -> tuple[list[Sentence], int]:
    """The sentences of one split with their intents, and how many small talk ones are left out."""
    data = json.loads(path.read_text(encoding="utf-8"))
    every = [(text, intent) for part in (split, f"oos_{split}") for text, intent in data[part]]
    kept = [s for s in every if s[1] not in SMALL_TALK]
    return kept, len(every) - len(kept)


def answered(brain: Brain, text: str) -> str | None:
    """What the bot answers; None where it declines."""
    answer, _ = brain.ask(text, TODAY)
    return f"{answer.intent}: {answer.headline}" if answer.answered else None


def areas_read(brain: Brain, text: str) -> str | None:
    """The areas that are read in a sentence; None where there is none."""
    places = [p.place.name for p in brain.understanding.read(clean(text), TODAY).places if p.place.kind == "area"]
    return ", ".join(places) or None


def main() -> None:
    """Count, and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.everyday")
    parser.add_argument("path", type=Path, help="data_full.json of CLINC150")
    parser.add_argument("--split", choices=("test", "val", "train"), default="test")
    parser.add_argument("--show", action="store_true", help="print the sentences that are answered or in which an area is read")
    arguments = parser.parse_args()
    sentences, left_out = read_sentences(arguments.path, arguments.split)
    with tempfile.TemporaryDirectory() as folder:
        brain = open_brain(Path(folder) / "everyday.db")
    rows = []
    for what, look, aim in (("answered", answered, ANSWERED_AIM), ("with a false area", areas_read, PLACE_AIM)):
        found = [(text, intent, got) for text, intent in sentences if (got := look(brain, text))]
        percent = 100 * len(found) / len(sentences)
        rows.append(Row(what, f"{len(found)} of {len(sentences)} = {percent:.2f} %", aim=f"< {aim} %", met=percent < aim))
        if arguments.show:
            for text, intent, got in found:
                print(f"{what}: {text!r} ({intent})\n    {got}")
    show(rows)
    print(f"{left_out} sentences of small talk left out ({', '.join(sorted(SMALL_TALK))}).")


if __name__ == "__main__":
    main()
