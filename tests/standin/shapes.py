"""A small language for what Slack accepts: checks of JSON values that say what is wrong in Slack's words, with a JSON pointer."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

Problems = Iterator[str]
Check = Callable[[Any, str], Problems]


def problem(words: str, where: str) -> str:
    """One complaint, in the form Slack gives it."""
    return f"{words} [json-pointer:{where}]"


def string(most: int | None = None, least: int = 1) -> Check:
    """A string of so many characters."""

    def check(value: Any, where: str) -> Problems:
        if not isinstance(value, str):
            yield problem("must provide a string", where)
        elif most is not None and len(value) > most:
            yield problem(f"must be less than {most + 1} characters", where)
        elif len(value) < least:
            yield problem(f"must be more than {least - 1} characters", where)

    return check


def number(least: float | None = None, most: float | None = None, *, whole: bool = False) -> Check:
    """A number within bounds, both of which are allowed."""

    def check(value: Any, where: str) -> Problems:
        if isinstance(value, bool) or not isinstance(value, int if whole else (int, float)):
            yield problem("must provide an integer" if whole else "must provide a number", where)
        elif least is not None and value < least:
            yield problem(f"must be {least} or more", where)
        elif most is not None and value > most:
            yield problem(f"must be {most} or less", where)

    return check


def one_of(*allowed: str) -> Check:
    """One of a few words."""

    def check(value: Any, where: str) -> Problems:
        if value not in allowed:
            yield problem(f"must be a valid enum value: {', '.join(allowed)}", where)

    return check


def boolean(value: Any, where: str) -> Problems:
    """True or false."""
    if not isinstance(value, bool):
        yield problem("must provide a boolean", where)


def anything(value: Any, where: str) -> Problems:
    """Whatever it is."""
    yield from ()


def mapping(value: Any, where: str) -> Problems:
    """An object of any content."""
    if not isinstance(value, dict):
        yield problem("must provide an object", where)


def url(most: int = 3_000) -> Check:
    """A web address."""

    def check(value: Any, where: str) -> Problems:
        yield from string(most)(value, where)
        if isinstance(value, str) and not value.startswith(("https://", "http://", "mailto:")):
            yield problem("must be a valid URL", where)

    return check


def items(check_one: Check, most: int, least: int = 1) -> Check:
    """A list of so many values, each of which passes a check."""

    def check(value: Any, where: str) -> Problems:
        if not isinstance(value, list):
            yield problem("must provide an array", where)
            return
        if len(value) > most:
            yield problem(f"no more than {most} items allowed", where)
        if len(value) < least:
            yield problem(f"no fewer than {least} items allowed", where)
        for position, one in enumerate(value):
            yield from check_one(one, f"{where}/{position}")

    return check


@dataclass(frozen=True, slots=True)
class Shape:
    """An object with these fields and no others. `one_needed` names fields of which one at least is there; `also` checks the whole."""

    needed: Mapping[str, Check] = field(default_factory=dict)
    optional: Mapping[str, Check] = field(default_factory=dict)
    one_needed: tuple[str, ...] = ()
    also: Check = anything

    def __call__(self, value: Any, where: str) -> Problems:
        """Every problem of a value."""
        if not isinstance(value, dict):
            yield problem("must provide an object", where)
            return
        for name in sorted(self.needed.keys() - value.keys()):
            yield problem(f"missing required field: {name}", where)
        if self.one_needed and not any(name in value for name in self.one_needed):
            yield problem(f"must provide one of: {', '.join(self.one_needed)}", where)
        for name, given in value.items():
            check = self.needed.get(name) or self.optional.get(name)
            yield from check(given, f"{where}/{name}") if check else [problem(f"invalid additional property: {name}", where)]
        yield from self.also(value, where)


def typed(shapes: Mapping[str, Shape], *allowed: str) -> Check:
    """An object whose `type` names its shape, and is allowed here (any known one, unless some are named)."""

    def check(value: Any, where: str) -> Problems:
        kind = str(value.get("type")) if isinstance(value, dict) else "nothing"
        if kind not in shapes or (allowed and kind not in allowed):
            yield problem(f"unsupported type: {kind}", where)
            return
        yield from shapes[kind]({name: given for name, given in value.items() if name != "type"}, where)

    return check
