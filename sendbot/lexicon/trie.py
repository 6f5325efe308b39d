"""A trie over words: every phrase of a vocabulary that starts at a position, in time that does not grow with the vocabulary."""

from collections.abc import Iterator, Sequence


class PhraseTrie:
    """Phrases (tuples of words; the last may end in `*`, any ending of three letters or more) and what each carries."""

    def __init__(self) -> None:
        self._children: dict[str, PhraseTrie] = {}
        self._stems: dict[str, PhraseTrie] = {}
        self.values: list[object] = []

    def add(self, phrase: Sequence[str], value: object) -> None:
        """Enter `value` under `phrase`; several values may share one phrase."""
        node = self
        for word in phrase:
            table, key = (node._stems, word[:-1]) if word.endswith("*") else (node._children, word)
            node = table.setdefault(key, PhraseTrie())
        if value not in node.values:
            node.values.append(value)

    def step(self, word: str) -> Iterator["PhraseTrie"]:
        """The nodes that a word leads to."""
        if child := self._children.get(word):
            yield child
        if self._stems:
            for length in range(3, len(word) + 1):
                if child := self._stems.get(word[:length]):
                    yield child

    def at(self, words: Sequence[str], start: int) -> dict[int, list[object]]:
        """End position (exclusive) to values, for every phrase that begins at `start`."""
        found: dict[int, list[object]] = {}
        nodes, position = [self], start
        while nodes and position < len(words):
            nodes = [child for node in nodes for child in node.step(words[position])]
            position += 1
            for node in nodes:
                if node.values:
                    found.setdefault(position, []).extend(node.values)
        return found

    def words(self) -> Iterator[str]:
        """Every whole word used in any phrase (stems left out), each perhaps more than once."""
        for word, child in self._children.items():
            yield word
            yield from child.words()
        for child in self._stems.values():
            yield from child.words()
