"""Each question set is answered at least as well as it ever was."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from questions.score import judge

from sendbot.brain import Brain, Memory
from sendbot.cli.ask import as_json

HERE = Path(__file__).parent
FLOORS = yaml.safe_load((HERE / "sets.yaml").read_text(encoding="utf-8"))


def answers(brain: Brain, items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What the bot says to each, lines of one thread being one conversation."""
    memories: dict[str, Memory | None] = {}
    found = []
    for item in items:
        thread, today = item.get("thread"), dt.date.fromisoformat(item["today"])
        answer, memory = brain.ask(item["question"], today, sources=item.get("sources"), memory=memories.get(thread) if thread else None)
        if thread:
            memories[thread] = memory
        found.append(json.loads(json.dumps(as_json(answer), default=str)))
    return found


@pytest.mark.parametrize("name", FLOORS)
def test_a_question_set_is_answered_as_well_as_before(name: str, brain: Brain) -> None:
    items = [json.loads(line) for line in (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    verdicts = [(item, *judge(item, got)) for item, got in zip(items, answers(brain, items), strict=True)]
    wrong = [f"{item['id']} {item['question']!r}: {'; '.join(problems)}" for item, problems, _ in verdicts if problems]
    false_facts = [item["id"] for item, _, is_false in verdicts if is_false]
    assert len(items) - len(wrong) >= FLOORS[name]["right"], "\n".join(wrong)
    assert len(false_facts) <= FLOORS[name]["false_facts"], "\n".join(w for w in wrong if w.split()[0] in false_facts)


def test_every_set_has_a_floor() -> None:
    assert {p.stem for p in HERE.glob("*.jsonl")} == set(FLOORS)
