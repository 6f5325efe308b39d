"""The word files can be read by people and by any YAML reader, and the cue words that the code names are there."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from sendbot.lexicon.language import WORDS_FOLDER, word_paths
from sendbot.settings import ROOT
from sendbot.store import Loaded
from sendbot.yaml12 import read_yaml

PATHS = sorted(word_paths(WORDS_FOLDER))
MOST_LINES, LONGEST_LINE = 199, 137
READERS = sorted(p for folder in ("understanding", "lexicon") for p in (ROOT / "sendbot" / folder).glob("*.py"))
PUNCTUATION = {",", "?", ":"}
# Named in understanding/building.py and composing.py, and no cue words: they have no effect there.
NO_CUES = {"assurance", "ccg", "council-word", "education", "had", "measure", "school", "social-care"}


@pytest.mark.parametrize("path", PATHS, ids=lambda p: p.stem)
def test_a_word_file_has_a_phrase_a_line_in_order(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("# "), "its first line says what stands in it"
    assert len(lines) <= MOST_LINES
    assert max(map(len, lines)) <= LONGEST_LINE
    contents = read_yaml(path)
    assert yaml.safe_load(path.read_text(encoding="utf-8")) == contents, "on, no and yes stand in quotes"
    lists = [value for value in contents.values() if isinstance(value, list)]
    assert [phrases for phrases in lists if phrases != sorted(phrases)] == []
    if path.parent.name == "words":
        assert list(contents) == sorted(contents)


def test_each_cue_word_that_the_code_names_is_there(loaded: Loaded) -> None:
    named = {name: path.name for path in READERS for name in cues_named_in(ast.parse(path.read_text(encoding="utf-8")))}
    assert len(named) > 100, "the names are found"
    assert named.keys() - loaded.language.words.keys() - PUNCTUATION == NO_CUES, named


def cues_named_in(module: ast.Module) -> Iterator[str]:
    """The strings that are looked for among a unit's cue words: in `has(...)`, `"x" in unit.symbols`, `unit.symbols & {...}`."""
    constants = {
        target.id: node.value
        for node in ast.walk(module)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr == "has" or (node.func.attr == "isdisjoint" and is_of_symbols(node.func.value)):
                for argument in node.args:
                    yield from strings_in(argument, constants)
        elif isinstance(node, ast.Compare) and is_of_symbols(node.comparators[0]):
            yield from strings_in(node.left, constants)
        elif isinstance(node, ast.Compare) and is_of_symbols(node.left):
            yield from strings_in(node.comparators[0], constants)
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitAnd):
            for side, other in ((node.left, node.right), (node.right, node.left)):
                if is_of_symbols(side):
                    yield from strings_in(other, constants)


def is_of_symbols(node: ast.expr) -> bool:
    """Whether an expression is a unit's cue words, or a name for them."""
    return bool(re.fullmatch(r"(.*\.)?(symbols|inner)|s", ast.unparse(node)) or ast.unparse(node) == "unit.symbols | unit.inner")


def strings_in(node: ast.expr, constants: dict[str, ast.expr]) -> Iterator[str]:
    """The strings of a literal, of `"a b".split()`, or of a constant of the module."""
    if isinstance(node, ast.Name):
        if node.id in constants and not isinstance(constants[node.id], ast.Name):
            yield from strings_in(constants[node.id], {})
    elif isinstance(node, ast.Constant):
        if isinstance(node.value, str):
            yield node.value
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "split":
        yield from (word for text in strings_in(node.func.value, {}) for word in text.split())
    elif isinstance(node, (ast.Set, ast.List, ast.Tuple)):
        for item in node.elts:
            yield from strings_in(item, constants)
    elif isinstance(node, ast.Starred):
        yield from strings_in(node.value, constants)
    elif isinstance(node, ast.Call) and ast.unparse(node.func) in ("frozenset", "set") and node.args:
        yield from strings_in(node.args[0], constants)
