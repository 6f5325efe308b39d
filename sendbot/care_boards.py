"""Integrated care boards, read off the partnerships that reports print: which areas name which board."""

import re

from sendbot.model import Knowledge

_BOARD = re.compile(
    r"(?:NHS |(?:Council|authority|Trust) and (?:the )?(?:NHS )?|, (?:the )?NHS )([A-Z][\w',& -]*?) (?:ICB|integrated care board)",
    re.IGNORECASE,
)


def care_boards(knowledge: Knowledge) -> dict[str, tuple[str, ...]]:
    """Name ("NHS Devon ICB") to the areas whose reports name it. Partial: a third of the reports were not read."""
    boards: dict[str, dict[str, None]] = {}
    for inspection in knowledge.inspections:
        for facts in inspection.stated:
            for match in _BOARD.finditer(facts.partnership or ""):
                boards.setdefault(f"NHS {match[1]} ICB", {})[inspection.area] = None
    return {name: tuple(areas) for name, areas in boards.items()}
