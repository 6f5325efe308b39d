"""`bot.py check`: is the knowledge whole, and does every example of `intents.yaml` and of the rules go where it belongs?"""

from sendbot.brain import Brain
from sendbot.editing.examples import fill, how_many, problems
from sendbot.store import Loaded

_SHOWN = 20


def check(loaded: Loaded, brain: Brain, *, show_all: bool = False) -> int:
    """Print what is wrong, or that nothing is. Exit code 0 or 1."""
    found = list(problems(loaded.language, loaded.knowledge, brain))
    for problem in found if show_all else found[:_SHOWN]:
        print(f"✗ {problem}")
    if len(found) > _SHOWN and not show_all:
        print(f"... and {len(found) - _SHOWN} more (--all shows them)")
    examples = how_many(loaded.language, loaded.knowledge)
    print(
        f"{examples} examples asked, {len(found)} problems."
        if found
        else f"All well: {examples} examples asked, each goes where it belongs."
    )
    return 1 if found else 0


__all__ = ["check", "fill"]
