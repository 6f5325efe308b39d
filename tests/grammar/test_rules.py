"""Each rule of the grammar reads its own example, and each word of the grammar is known for what it is."""

import datetime as dt
import inspect
from collections import Counter
from pathlib import Path

import pytest

from sendbot.brain import Brain
from sendbot.grammar import chart, following
from sendbot.grammar.chart import Edge, Rule, expand, symbols_of
from sendbot.grammar.lattice import OPENING, SKIPPED, WORDS
from sendbot.lexicon.text import clean, words_of
from sendbot.understanding.parsing import grammar, parse
from sendbot.understanding.pointing import Memory, pointers
from sendbot.understanding.reading import Reading
from sendbot.yaml12 import read_yaml

TODAY = dt.date(2026, 11, 25)
# What the lattice is given beside the words of the files; pronouns only in a thread.
GIVEN = frozenset(("AREA", "REGION", "PERIOD", "NUM", "TOPIC", "FAULTY", "DAYAWAY", "THOSE", "ANYOFTHOSE"))
FILES = {path: read_yaml(path) for path in sorted(WORDS.glob("*.yaml"))}
CATEGORIES = frozenset(category for words in FILES.values() for category in words)
# Word lists that the reading of topics takes by their name, and no rule.
OF_READING = frozenset(("FAULTCUE", "FAULTWORD", "SLIGHT"))
EVERY_RULE = grammar(of_threads=True).rules
# An answer that "those" and "they" in an example point back at.
BEFORE = "which areas were inspected in july 2017", "which of those had a wsa"


def named(rule: Rule) -> str:
    return f"{rule.category} = {rule.pattern}"


@pytest.fixture(scope="module")
def memory(brain: Brain) -> Memory:
    memory: Memory | None = None
    for question in BEFORE:
        _, memory = brain.ask(question, TODAY, memory=memory)
    assert memory
    return memory


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[Edge]:
    """Every edge that a rule makes, also those of which the same was made cheaper."""
    edges: list[Edge] = []

    def making(rule: Rule, arguments: tuple[int | None, ...], row: tuple[Edge, ...]) -> Edge | None:
        edge = made_by(rule, arguments, row)
        if edge:
            edges.append(edge)
        return edge

    made_by = chart._made
    monkeypatch.setattr(chart, "_made", making)
    return edges


@pytest.mark.parametrize("rule", EVERY_RULE, ids=named)
def test_a_rules_example_is_read_by_the_rule(rule: Rule, brain: Brain, memory: Memory, made: list[Edge]) -> None:
    reading = brain.understanding.read(clean(rule.example), TODAY)
    parsed = parse(reading, pointers(reading, memory) if rule in following.RULES else None)
    assert parsed
    whole = [edge for edge in made if (edge.start, edge.end) == (0, parsed.lattice.length)]
    assert any(edge.rule is rule for edge in whole), f"the rule makes nothing of {rule.example!r}"


@pytest.mark.parametrize("rule", EVERY_RULE, ids=named)
def test_a_rules_meaning_takes_what_its_pattern_gives(rule: Rule) -> None:
    arguments = len(next(iter(expand(rule.pattern)))[1])
    inspect.signature(rule.make).bind(*range(arguments))


def test_every_category_is_made_and_used() -> None:
    used = {s for r in EVERY_RULE for s in symbols_of(r.pattern) if s.isupper()}
    made = {r.category for r in EVERY_RULE}
    assert sorted(used - made - CATEGORIES - GIVEN) == [], "used and never made"
    assert sorted((made | CATEGORIES) - used - {"S", SKIPPED, OPENING} - OF_READING) == [], "made and never used"
    assert sorted(OF_READING & used) == [], "a rule takes them too"
    reading_by_name = Path(inspect.getfile(Reading)).read_text(encoding="utf-8")
    assert [name for name in sorted(OF_READING) if f'["{name}"]' not in reading_by_name] == [], "nothing takes them"


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_words_stand_one_a_line_sorted_and_once(path: Path) -> None:
    for category, phrases in FILES[path].items():
        assert list(phrases) == sorted(set(phrases)), category
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 200
    assert all(len(line) <= 137 for line in lines)


def test_a_word_stands_in_one_file_for_what_it_is() -> None:
    listed = Counter((category, phrase) for words in FILES.values() for category, phrases in words.items() for phrase in phrases)
    assert [entry for entry, times in listed.items() if times > 1] == []


def test_no_word_that_narrows_a_question_is_skipped() -> None:
    skipped = {words_of(p) for words in FILES.values() for p in words.get(SKIPPED, ())}
    narrowing = "only just still exactly same other no not never without except first last most again now currently every any both".split()
    assert not skipped & {(word,) for word in narrowing}
