"""Each rule of the grammar reads its own example, and each word of the grammar is known for what it is."""

import datetime as dt
import inspect
from collections.abc import Iterator
from pathlib import Path

import pytest

from sendbot.brain import Brain
from sendbot.grammar.chart import Edge, Rule, expand, symbols_of
from sendbot.grammar.lattice import SKIPPED, WORDS
from sendbot.lexicon.text import clean, words_of
from sendbot.understanding.parsing import Parse, grammar, parse
from sendbot.yaml12 import read_yaml

TODAY = dt.date(2026, 11, 25)
# What the lattice is given beside the words of the files.
GIVEN = frozenset(("AREA", "REGION", "PERIOD", "NUM", "TOPIC", "FAULTY"))
FILES = {path: read_yaml(path) for path in sorted(WORDS.glob("*.yaml"))}
CATEGORIES = frozenset(category for words in FILES.values() for category in words)


def edges(parsed: Parse) -> Iterator[Edge]:
    """Every edge over all of a text."""
    for symbol in {r.category for r in grammar().rules}:
        yield from parsed.chart.whole(symbol)


def rules_of(edge: Edge) -> Iterator[Rule]:
    """The rules that an edge was made by."""
    if edge.rule:
        yield edge.rule
    for part in edge.parts:
        yield from rules_of(part)


@pytest.mark.parametrize("rule", grammar().rules, ids=lambda r: f"{r.category} = {r.pattern}")
def test_a_rules_example_is_read_by_the_rule(rule: Rule, brain: Brain) -> None:
    parsed = parse(brain.understanding.read(clean(rule.example), TODAY))
    assert parsed
    assert any(edge.symbol == rule.category for edge in edges(parsed)), f"nothing reads {rule.example!r} as {rule.category}"


@pytest.mark.parametrize("rule", grammar().rules, ids=lambda r: f"{r.category} = {r.pattern}")
def test_a_rules_meaning_takes_what_its_pattern_gives(rule: Rule) -> None:
    arguments = len(next(iter(expand(rule.pattern)))[1])
    inspect.signature(rule.make).bind(*range(arguments))


def test_every_category_is_made_and_used() -> None:
    used = {s for r in grammar().rules for s in symbols_of(r.pattern) if s.isupper()}
    made = {r.category for r in grammar().rules}
    assert sorted(used - made - CATEGORIES - GIVEN) == [], "used and never made"
    assert sorted((made | CATEGORIES) - used - {"S", SKIPPED, "FAULTCUE", "FAULTWORD", "SLIGHT"}) == [], "made and never used"


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_words_stand_one_a_line_sorted_and_once(path: Path) -> None:
    for category, phrases in FILES[path].items():
        assert list(phrases) == sorted(set(phrases)), category
    assert all(len(line) <= 137 for line in path.read_text(encoding="utf-8").splitlines())


def test_no_word_that_narrows_a_question_is_skipped() -> None:
    skipped = {words_of(p) for p in FILES[WORDS / "skipped.yaml"][SKIPPED]}
    narrowing = "only just still exactly same other no not never without except first last most again now currently every any both".split()
    assert not skipped & {(word,) for word in narrowing}
