"""`bot.py ask`: one question, or a batch of JSON Lines."""

import contextlib
import datetime as dt
import sys
from collections.abc import Iterable, Iterator
from typing import Any, TextIO

import msgspec

from sendbot.answer import Answer
from sendbot.brain import Brain, Memory
from sendbot.cli.options import read_date, read_sources
from sendbot.errors import AskError

_MAX_THREADS = 10_000


def as_json(answer: Answer, number: str | None = None) -> dict[str, Any]:
    """An answer by the batch contract of the command line (docs/cli.md)."""
    return {
        **({} if number is None else {"id": number}),
        "answered": answer.answered,
        "intent": answer.intent,
        "text": answer.text,
        "areas": list(answer.areas),
        "count": answer.count,
        "date": answer.date,
        "days": answer.days,
        "yes": answer.yes,
        "estimate": answer.is_estimate,
        "sources": [{k: v for k, v in (("id", s.id), ("title", s.title), ("url", s.url), ("place", s.place)) if v} for s in answer.sources],
        "suggestions": list(answer.suggestions),
    }


class Line(msgspec.Struct, frozen=True):
    """One line of a batch. Members it does not know are ignored."""

    text: str
    id: str | int | None = None
    thread: str | int | None = None
    today: str | None = None
    as_at: str | None = None
    sources: list[str] | str | None = None


class Bounds(msgspec.Struct, frozen=True):
    """What bounds an answer: the day it is, the day by which a fact was public, the sources it may use (None: all)."""

    today: dt.date
    as_at: dt.date | None = None
    sources: frozenset[str] | None = None


def ask_batch(lines: Iterable[bytes], out: TextIO, brain: Brain, bounds: Bounds) -> None:
    """Answer JSON Lines in order; lines of one `thread` are one conversation. A bad line gives an error line in its place.

    A line's own `today`, `as_at` and `sources` outrank `bounds`.
    """
    for answer in _answers(lines, brain, bounds):
        out.write(msgspec.json.encode(answer).decode() + "\n")
        out.flush()


def _answers(lines: Iterable[bytes], brain: Brain, bounds: Bounds) -> Iterator[dict[str, Any]]:
    memories: dict[str, Memory] = {}
    for number, raw in enumerate(lines, 1):
        if not raw.strip():
            continue
        try:
            line = msgspec.json.decode(raw, type=Line)
            own = _bounds_of(line, brain, bounds)
        except (msgspec.DecodeError, UnicodeDecodeError, AskError) as error:
            yield _bad_line(raw, number, "it is not UTF-8 text" if isinstance(error, UnicodeDecodeError) else str(error))
            continue
        thread = str(line.thread) if line.thread is not None else None
        answer, memory = brain.ask(
            line.text, own.today, known_by=own.as_at, sources=own.sources, memory=memories.get(thread) if thread else None
        )
        if thread and memory:
            if len(memories) >= _MAX_THREADS:
                memories.pop(next(iter(memories)))
            memories[thread] = memory
        yield {"id": line.id, **as_json(answer)}


def _bounds_of(line: Line, brain: Brain, default: Bounds) -> Bounds:
    named = [line.sources] if isinstance(line.sources, str) else line.sources
    return Bounds(
        read_date(line.today, "today") if line.today else default.today,
        read_date(line.as_at, "as_at") if line.as_at else default.as_at,
        read_sources(named, brain) if named else default.sources,
    )


def _bad_line(raw: bytes, number: int, problem: str) -> dict[str, Any]:
    """The error line that stands in a bad line's place."""
    name = None
    with contextlib.suppress(msgspec.DecodeError, UnicodeDecodeError, AttributeError):
        name = msgspec.json.decode(raw).get("id")
    says = f"Line {number} is no question: {problem.rstrip('.')}. Each line must be a JSON object with a 'text'."
    return {
        "id": name,
        "answered": False,
        "intent": "error",
        "text": says,
        "error": says,
        "areas": [],
        "count": None,
        "date": None,
        "days": None,
        "yes": None,
        "sources": [],
    }


def print_answer(answer: Answer, *, as_json_line: bool) -> None:
    """One answer to standard output."""
    sys.stdout.write((msgspec.json.encode(as_json(answer)).decode() if as_json_line else answer.text) + "\n")
