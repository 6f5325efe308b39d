"""Lists of phrases kept in `words/*.yaml`, each compiled into a pattern: words are data, and how they stand together is code.

A phrase is words as they are said. For the many that differ in little there is a small notation:

    (a|b)      either; within a word too: inspector(s|ate)
    (a|b)?     or nothing; `word?` is a word that may be left out, `word(s)?` an ending
    (a|b)*     any number of these
    <list>     a phrase of another list
    {up to 3 words}    so many words that do not matter; "words or numbers" and "words or names" let those in too
"""

import re
from functools import cache
from pathlib import Path

from sendbot.errors import KnowledgeError
from sendbot.yaml12 import read_yaml

_WORDS = Path(__file__).with_name("words")
_PIECE = re.compile(r"\{up to (?P<most>\d) (?P<kind>[a-z ]+)\}|<(?P<list>[a-z-]+)>|(?P<mark>[()|?* ])|(?P<word>[^\s()|?*<>{}]+)")
# What no single word holds.
_ODD = re.compile(r"[()|?*<>{} ]")
_SIGNS = {"word": "[a-z]+", "words": "[a-z]+", "words or numbers": "[a-z0-9]+", "words or names": "[a-zA-Z]+"}


@cache
def _lists() -> dict[str, list[str]]:
    """All lists by name; a name stands in one file."""
    lists: dict[str, list[str]] = {}
    for path in sorted(_WORDS.glob("*.yaml")):
        for name, phrases in read_yaml(path).items():
            if name in lists:
                raise KnowledgeError(f"{path.name}: there is a list {name} in another file already. Give it another name.")
            lists[name] = phrases
    return lists


def _listed(name: str) -> list[str]:
    """The phrases of a list."""
    if name not in _lists():
        raise KnowledgeError(f"There is no list {name} in {_WORDS.name}. Add it, or mend the name.")
    return _lists()[name]


def word_set(name: str) -> frozenset[str]:
    """A list of single words, to compare words with."""
    if odd := [w for w in _listed(name) if _ODD.search(w)]:
        raise KnowledgeError(f"The list {name} is of single words: '{odd[0]}' is none.")
    return frozenset(_listed(name))


@cache
def any_of(name: str) -> str:
    """A pattern for any phrase of a list; of two that begin alike the longer is tried first."""
    return f"(?:{'|'.join(spelled(p) for p in sorted(_listed(name), key=len, reverse=True))})"


def spelled(phrase: str) -> str:
    """A phrase of the notation as a pattern. Raises KnowledgeError where it is none."""
    pieces = list(_PIECE.finditer(phrase))
    if "".join(p[0] for p in pieces) != phrase:
        raise KnowledgeError(f"'{phrase}' holds a sign that phrases do not have.")
    pattern, end = _either(pieces, 0)
    if end != len(pieces):
        raise KnowledgeError(f"'{phrase}' closes a bracket that it does not open.")
    return pattern


def _either(pieces: list[re.Match[str]], at: int) -> tuple[str, int]:
    """Alternatives from a place on, up to the bracket that closes them."""
    pattern, at = _sequence(pieces, at)
    while at < len(pieces) and pieces[at]["mark"] == "|":
        more, at = _sequence(pieces, at + 1)
        pattern += f"|{more}"
    return pattern, at


def _sequence(pieces: list[re.Match[str]], at: int) -> tuple[str, int]:
    """Words one after another, each with how often it may stand ("", "?", "*" or a number of times)."""
    items: list[tuple[str, str]] = []
    while True:
        pattern, often, at = _item(pieces, at)
        items.append((pattern, often))
        if at == len(pieces) or pieces[at]["mark"] != " ":
            return _joined(items), at
        at += 1


def _item(pieces: list[re.Match[str]], at: int) -> tuple[str, str, int]:
    """What stands between two spaces."""
    atoms: list[tuple[str, str]] = []
    while at < len(pieces) and pieces[at]["mark"] not in (" ", "|", ")"):
        piece, often = pieces[at], ""
        at += 1
        if piece["mark"] == "(":
            inner, at = _either(pieces, at)
            if at == len(pieces):
                raise KnowledgeError(f"'{piece.string}' opens a bracket that it does not close.")
            atom, at = f"(?:{inner})", at + 1
        elif piece["most"]:
            atom, often = _SIGNS[piece["kind"]], f"{{0,{piece['most']}}}?"
        elif piece["list"]:
            atom = any_of(piece["list"])
        else:
            atom = re.escape(piece["word"] or piece["mark"])
        if at < len(pieces) and pieces[at]["mark"] in ("?", "*"):
            often, at = pieces[at][0], at + 1
        atoms.append((atom, often))
    if len(atoms) == 1:
        return *atoms[0], at
    return "".join(f"(?:{a}){often}" if often else a for a, often in atoms), "", at


def _joined(items: list[tuple[str, str]]) -> str:
    """Words with a space between those that are there."""
    last = max((i for i, (_, often) in enumerate(items) if not often), default=-1)
    before = "".join(f"(?:{p} ){often}" if often else f"{p} " for p, often in items[:last])
    return before + (items[last][0] if last >= 0 else "") + "".join(f"(?: {p}){often}" for p, often in items[last + 1 :])
