"""Tables and charts as blocks. Some clients and workspaces refuse them: the caller then leaves them out."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sendbot.answer import Figure
from sendbot.answers.details import Cell, Table
from sendbot.slack import limits
from sendbot.slack.text import cut
from sendbot.wording import say_date

Block = dict[str, Any]

TABLE_FROM_ROWS = 8  # fewer read better as lines
_PAGE = 10
_CELL_TEXT = 400


def table_block(table: Table) -> Block | None:
    """A table that sorts where the client can; None for few rows. Rows that do not fit are left out (a download has them)."""
    if len(table.rows) < TABLE_FROM_ROWS:
        return None
    header = [_cell(table.columns[c] or "What") for c in table.shown]
    rows, size = [header], _size(header)
    for row in table.rows[: limits.TABLE_ROWS - 1]:
        cells = [_cell(row[c]) for c in table.shown]
        size += _size(cells)
        if size > limits.TABLE_CHARACTERS - 100:
            break
        rows.append(cells)
    return {
        "type": "data_table",
        "caption": cut(table.caption, limits.HEADER_TEXT),
        "rows": rows,
        "page_size": _PAGE,
        "row_header_column_index": 0,
    }


def chart_block(figures: Sequence[Figure], title: str) -> Block | None:
    """A pie of a few parts, else bars; None where there is nothing to compare."""
    shown = [f for f in figures if f.value > 0][: limits.CATEGORIES]
    if len(shown) < 2:
        return None
    points = [{"label": label, "value": f.value} for label, f in zip(_labels(shown), shown, strict=True)]
    chart: Block
    if _is_whole(shown):
        chart = {"type": "pie", "segments": points}
    else:
        axis = {"categories": [p["label"] for p in points]}
        chart = {"type": "bar", "series": [{"name": "Number", "data": points}], "axis_config": axis}
    return {"type": "data_visualization", "title": cut(title, limits.CHART_TITLE), "chart": chart}


def _is_whole(figures: Sequence[Figure]) -> bool:
    """Whether the figures are parts of one whole: those of a share, or reports by outcome."""
    return len(figures) <= limits.SEGMENTS and all(f.label in ("These", "The others") or f.label.startswith("Outcome ") for f in figures)


def _labels(figures: Sequence[Figure]) -> list[str]:
    """The labels, shortened, and still different from each other."""
    labels: list[str] = []
    for figure in figures:
        label, number = cut(figure.label, limits.CHART_LABEL), 2
        while label in labels:
            label = f"{figure.label[: limits.CHART_LABEL - 3].rstrip()}… {number}"
            number += 1
        labels.append(label)
    return labels


def say_cell(cell: Cell) -> str:
    """A cell as people read it."""
    if cell is None or cell == "":
        return "-"
    return say_date(cell) if isinstance(cell, dt.date) else str(cell)


def _cell(cell: Cell) -> Block:
    if isinstance(cell, str):
        return {"type": "raw_text", "text": cut(cell, _CELL_TEXT) or "-"}
    if isinstance(cell, int):
        return {"type": "raw_number", "value": cell, "text": str(cell)}
    # A table sorts dates as text: the ISO form keeps them in order.
    return {"type": "raw_text", "text": cell.isoformat() if cell else "-"}


def _size(cells: Sequence[Block]) -> int:
    return sum([len(c["text"]) for c in cells])
