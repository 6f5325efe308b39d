"""What Slack takes as a message or a view, as a whole: which blocks where, how many, how long."""

import json
import re
from collections.abc import Mapping
from typing import Any

from .blocks import BLOCKS
from .elements import plain
from .shapes import Problems, Shape, boolean, items, mapping, problem, string, typed

MESSAGE_TEXT = 40_000
UPDATE_TEXT = 4_000
MARKDOWN_IN_ALL = 12_000
CHARTS_IN_A_MESSAGE = 2
VIEW_BYTES = 250_000
METADATA_BYTES = 16_000

_MESSAGE_ONLY = {"markdown", "context_actions", "plan", "task_card", "file"}
_NOT_IN_MODALS = _MESSAGE_ONLY | {"table", "data_table", "data_visualization", "carousel"}
_MESSAGE_BLOCKS = tuple(BLOCKS.keys() - {"alert"})
_MODAL_BLOCKS = tuple(BLOCKS.keys() - _NOT_IN_MODALS)
_HOME_BLOCKS = tuple(BLOCKS.keys() - _MESSAGE_ONLY - {"alert"})

_EVENT_TYPE = re.compile(r"[A-Za-z0-9_]+")
_METADATA = Shape({"event_type": string(255), "event_payload": mapping})


def block_problems(blocks: Any) -> list[str]:
    """What is wrong with a message's blocks, as Slack says it in `response_metadata.messages`."""
    found = [*items(typed(BLOCKS, *_MESSAGE_BLOCKS), 50, 0)(blocks, "/blocks")]
    if found:
        return found
    found += _repeated_ids(blocks, "/blocks")
    if sum(len(block["text"]) for block in _of_type(blocks, "markdown")) > MARKDOWN_IN_ALL:
        found.append(problem(f"no more than {MARKDOWN_IN_ALL} characters of markdown allowed", "/blocks"))
    if len(_of_type(blocks, "data_visualization")) > CHARTS_IN_A_MESSAGE:
        found.append(problem(f"no more than {CHARTS_IN_A_MESSAGE} data_visualization blocks allowed", "/blocks"))
    if len(_of_type(blocks, "table")) > 1:
        found.append(problem("only_one_table_allowed", "/blocks"))
    return found


def view_problems(view: Any, kind: str) -> list[str]:
    """What is wrong with a view that is to be a modal or a Home tab."""
    return [*typed(_VIEWS, kind)(view, "/view")] or _repeated_ids(view["blocks"], "/view/blocks")


def metadata_error(metadata: Any) -> str | None:
    """The error a message's metadata gives, if any."""
    if any(True for _ in _METADATA(metadata, "/metadata")) or not _EVENT_TYPE.fullmatch(metadata["event_type"]):
        return "invalid_metadata_format"
    return "metadata_too_large" if len(json.dumps(metadata).encode()) > METADATA_BYTES else None


def _of_type(blocks: list[Mapping[str, Any]], kind: str) -> list[Mapping[str, Any]]:
    return [block for block in blocks if block["type"] == kind]


def _repeated_ids(blocks: list[Mapping[str, Any]], where: str) -> list[str]:
    named = [block["block_id"] for block in blocks if "block_id" in block]
    return [problem(f"`block_id` {name} already exists", where) for name in sorted({name for name in named if named.count(name) > 1})]


def _needs_submit(view: Any, where: str) -> Problems:
    if any(isinstance(block, dict) and block.get("type") == "input" for block in view.get("blocks", ())) and "submit" not in view:
        yield problem("missing required field: submit", where)


_NAMES = {"callback_id": string(255, 0), "private_metadata": string(3_000, 0), "external_id": string(255, 0)}
_VIEWS = {
    "modal": Shape(
        {"title": plain(24), "blocks": items(typed(BLOCKS, *_MODAL_BLOCKS), 100)},
        {
            **_NAMES,
            "close": plain(24),
            "submit": plain(24),
            "clear_on_close": boolean,
            "notify_on_close": boolean,
            "submit_disabled": boolean,
        },
        also=_needs_submit,
    ),
    "home": Shape({"blocks": items(typed(BLOCKS, *_HOME_BLOCKS), 100, 0)}, _NAMES),
}
