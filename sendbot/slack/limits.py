"""Slack's limits on blocks, and the guard that holds them: whatever is built, what leaves here is taken.

Figures: Slack's Block Kit reference; where published figures differ, the smaller one.
"""

from collections.abc import Iterable
from typing import Any

from sendbot.slack.text import cut, cut_mrkdwn

Block = dict[str, Any]

TEXT = 39_000  # Slack cuts at 40,000
MESSAGE_BLOCKS, VIEW_BLOCKS = 50, 100
SECTION_TEXT, CONTEXT_TEXT, HEADER_TEXT = 3_000, 2_000, 150
ALT_TEXT = 2_000
CONTEXT_ELEMENTS, ACTIONS = 10, 25
BUTTON_LABEL, BUTTON_VALUE = 75, 2_000
TABLE_ROWS, TABLE_COLUMNS, TABLE_CHARACTERS = 101, 20, 10_000
CHART_TITLE, CHART_LABEL, CATEGORIES, SEGMENTS = 50, 20, 20, 6
OPTION_LABEL = 75
VIEW_TITLE, INPUT_LABEL, PLACEHOLDER, PRIVATE_METADATA = 24, 2_000, 150, 3_000


def fit(blocks: Iterable[Block], most: int = MESSAGE_BLOCKS) -> list[Block]:
    """The blocks within Slack's limits: texts shortened, and what is left out counted in a last line."""
    fitting = [_fit_block(block) for block in blocks]
    if len(fitting) <= most:
        return fitting
    left = len(fitting) - most + 1
    return [*fitting[: most - 1], context([f"and {left} more"])]


def fit_lines(lines: Iterable[str], limit: int) -> str:
    """Lines as one text of at most so many characters; lines left out are counted in a last one."""
    everything = list(lines)
    kept: list[str] = []
    size = 0
    for number, line in enumerate(everything):
        size += len(line) + 1
        tail = f"and {len(everything) - number} more"
        if size + len(tail) > limit:
            return "\n".join([*kept, tail]) if kept else cut_mrkdwn(line, limit)
        kept.append(line)
    return "\n".join(kept)


def section(text: str) -> Block:
    """A section of mrkdwn."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": cut_mrkdwn(text, SECTION_TEXT), "verbatim": True}}


def context(texts: Iterable[str]) -> Block:
    """Small print."""
    elements = [{"type": "mrkdwn", "text": cut_mrkdwn(text, CONTEXT_TEXT), "verbatim": True} for text in texts]
    return {"type": "context", "elements": elements[:CONTEXT_ELEMENTS]}


def plain(text: str, limit: int) -> Block:
    """A plain_text object."""
    return {"type": "plain_text", "text": cut(text, limit), "emoji": False}


def button(action_id: str, label: str, value: str, **more: Any) -> Block:
    """A button. A value that does not fit is an error of ours: it would come back as another."""
    if len(value) > BUTTON_VALUE:
        raise ValueError(f"a button's value has at most {BUTTON_VALUE} characters; this has {len(value)}")
    return {"type": "button", "action_id": action_id, "text": plain(label, BUTTON_LABEL), "value": value, **more}


def _fit_block(block: Block) -> Block:
    kind = block["type"]
    if kind == "section":
        return {**block, "text": _fit_text(block["text"], SECTION_TEXT)} if "text" in block else block
    if kind == "header":
        return {**block, "text": _fit_text(block["text"], HEADER_TEXT)}
    if kind == "context":
        elements = [_fit_text(e, CONTEXT_TEXT) if "text" in e else e for e in block["elements"]]
        return {**block, "elements": elements[:CONTEXT_ELEMENTS]}
    if kind == "actions":
        return {**block, "elements": block["elements"][:ACTIONS]}
    return block


def _fit_text(text: Block, limit: int) -> Block:
    shorten = cut_mrkdwn if text["type"] == "mrkdwn" else cut
    return {**text, "text": shorten(text["text"], limit)}
