"""What is measured with: the question sets, and brains over one folder of knowledge."""

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from bench import TESTS
from sendbot import bootstrap
from sendbot.answer import Answer
from sendbot.brain import Brain, Memory
from sendbot.cli.ask import as_json
from sendbot.settings import Settings

Item = dict[str, Any]
KNOWLEDGE = Settings().knowledge


def read_questions(pattern: str) -> list[Item]:
    """The items of the question sets whose file names fit, in order; a thread is told apart by its file."""
    items = []
    for path in sorted((TESTS / "questions").glob(f"{pattern}.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            item = json.loads(line)
            item["set"] = path.stem
            item["thread"] = f"{path.stem}:{item['thread']}" if item.get("thread") else None
            items.append(item)
    return items


def open_brain(database: Path, knowledge: Path = KNOWLEDGE) -> Brain:
    """A brain over a folder of knowledge files, made as the bot makes its own."""
    return bootstrap.open_brain(Settings(database=database, knowledge=knowledge))


def answers(brain: Brain, items: Iterable[Item]) -> Iterator[Answer]:
    """The answers to the questions, those of one thread being one conversation."""
    memories: dict[str, Memory | None] = {}
    for item in items:
        thread = item["thread"]
        today = dt.date.fromisoformat(item["today"])
        answer, memory = brain.ask(item["question"], today, sources=item.get("sources"), memory=memories.get(thread) if thread else None)
        if thread:
            memories[thread] = memory
        yield answer


def plain(answer: Answer) -> Item:
    """An answer as the scorer reads it."""
    got: Item = json.loads(json.dumps(as_json(answer), default=str))
    return got
