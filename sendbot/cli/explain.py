"""`bot.py explain`: how a question is read, word by word, and what was left over."""

import datetime as dt
from collections.abc import Iterator

from sendbot.answers.describe import describe
from sendbot.answers.desk import Desk
from sendbot.brain import Brain
from sendbot.grammar.chart import Edge
from sendbot.lexicon.text import clean
from sendbot.query import Query
from sendbot.understanding.account import unclaimed
from sendbot.understanding.outcome import Refusal, Understood
from sendbot.understanding.parsing import ISLANDS, Parse, parse
from sendbot.understanding.parting import part
from sendbot.understanding.reading import Reading
from sendbot.understanding.refusing import question_of


def explain(text: str, brain: Brain, today: dt.date) -> None:
    """Print, for each question of a message, the rules that read it, its meaning, and the words without a role."""
    for question in part(clean(text)):
        print(question)
        for line in _explained(question, brain, today):
            print(f"  {line}")


def _explained(question: str, brain: Brain, today: dt.date) -> Iterator[str]:
    reading = brain.understanding.read(question, today)
    parsed = parse(reading)
    if parsed is None:
        yield "A name in it fits several areas, or none of its own: the grammar does not read it."
    else:
        yield from _skipped(reading, parsed)
        yield from _derivation(parsed.best, parsed, reading) if parsed.best else _islands(parsed, reading)
    view = brain.snapshot.view(today)
    understood = brain.understanding.understand(reading, view)
    if isinstance(understood, Refusal):
        yield f"Refused ({understood.why}): {understood.says}"
    else:
        yield from _meaning(understood, reading, brain, Desk(understood.query, view, today))


def _skipped(reading: Reading, parsed: Parse) -> Iterator[str]:
    left_out = [t.text for i, t in enumerate(reading.tokens) if i not in parsed.lattice.kept]
    if left_out:
        yield f"Skipped: {' '.join(left_out)}"


def _words(edge: Edge, parsed: Parse, reading: Reading) -> str:
    return " ".join(reading.tokens[i].text for i in parsed.lattice.kept[edge.start : edge.end])


def _derivation(edge: Edge, parsed: Parse, reading: Reading, depth: int = 0) -> Iterator[str]:
    """Each rule with the words it read, from the whole down."""
    if depth == 0:
        yield "Read whole, by these rules:"
    if edge.rule:
        yield f"{'  ' * (depth + 1)}{edge.symbol} = {edge.rule.pattern}: {_words(edge, parsed, reading)}"
        for inner in edge.parts:
            yield from _derivation(inner, parsed, reading, depth + 1)
    elif edge.symbol.isupper():
        stands_for = "" if edge.value is True else f" ({edge.value})"
        yield f"{'  ' * (depth + 1)}{edge.symbol}{stands_for}: {_words(edge, parsed, reading)}"


def _islands(parsed: Parse, reading: Reading) -> Iterator[str]:
    yield "Not read whole. What the grammar reads of it:"
    for island in parsed.chart.islands(ISLANDS):
        yield f"  {island.symbol}: {_words(island, parsed, reading)}"


def _meaning(understood: Understood, reading: Reading, brain: Brain, desk: Desk) -> Iterator[str]:
    query: Query = understood.query
    ways = {"whole": "the grammar", "matched": "the nearest example", "passage": "a passage's own phrasing", "followed": "its thread"}
    yield f"Understood by {ways[understood.how]}: asks {query.asks}{' of ' + ', '.join(query.areas) if query.areas else ''}"
    if query.which:
        yield f"Areas {describe(desk)}"
    if understood.how == "matched":
        left = unclaimed(reading, query)
        yield f"Words without a role: {', '.join(left) if left else 'none'}"
    if asked := question_of(query, desk.view, brain.understanding.known):
        yield f"As a plain question: {asked}"
