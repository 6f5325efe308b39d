"""Block Kit's blocks, with their limits. Sources: slack_sdk's validators, Slack's pages, slackblocks' registry (guide, section 1)."""

import json
from typing import Any

from .elements import ACCESSORIES, ACTIONS, CONTEXT_ACTIONS, IMAGE, INPUTS, SLACK_FILE, plain, text, texts, unique_actions
from .shapes import Problems, Shape, anything, boolean, items, number, one_of, problem, string, typed, url

# Sources differ (101 or 201 rows, 10,000 or 20,000 characters): the smaller figure of each is what any of them accepts.
DATA_TABLE_ROWS = 101
DATA_TABLE_CHARACTERS = 10_000

_ID = {"block_id": string(255)}
_RICH_PARTS = {
    "text": Shape({"text": string()}, {"style": anything}),
    "link": Shape({"url": url()}, {"text": string(), "unsafe": boolean, "style": anything}),
    "emoji": Shape({"name": string()}, {"unicode": string(), "skin_tone": anything, "style": anything}),
    "user": Shape({"user_id": string()}, {"style": anything}),
    "usergroup": Shape({"usergroup_id": string()}, {"style": anything}),
    "channel": Shape({"channel_id": string()}, {"style": anything}),
    "broadcast": Shape({"range": one_of("here", "channel", "everyone")}, {"style": anything}),
    "color": Shape({"value": string()}),
    "date": Shape({"timestamp": number(whole=True), "format": string()}, {"url": url(), "fallback": string(), "style": anything}),
}
_BORDER = {"border": number(0, 1, whole=True)}
_PARTS = items(typed(_RICH_PARTS), 1_000, 0)
_SECTION = {"rich_text_section": Shape({"elements": _PARTS})}
_RICH = {
    **_SECTION,
    "rich_text_list": Shape(
        {"elements": items(typed(_SECTION), 1_000), "style": one_of("bullet", "ordered")},
        {**_BORDER, "indent": number(0, 8, whole=True), "offset": number(0, whole=True)},
    ),
    "rich_text_quote": Shape({"elements": _PARTS}, _BORDER),
    "rich_text_preformatted": Shape({"elements": _PARTS}, {**_BORDER, "language": string()}),
}
RICH_TEXT = Shape({"elements": items(typed(_RICH), 1_000)}, _ID)

_RAW_TEXT = {"raw_text": Shape({"text": string()})}
_CELLS = {**_RAW_TEXT, "raw_number": Shape({"value": number(), "text": string()}), "rich_text": RICH_TEXT}
_COLUMN = Shape({}, {"align": one_of("left", "center", "right"), "is_wrapped": boolean})


def _rows_agree(value: Any, where: str) -> Problems:
    """A data_table's rows are of one length, its header is not rich text, its row header is a column, and it is not too much."""
    rows = [row for row in value.get("rows", ()) if isinstance(row, list)]
    widths = {len(row) for row in rows}
    if len(widths) > 1:
        yield problem("all rows must have the same number of columns", f"{where}/rows")
    if rows and any(isinstance(cell, dict) and cell.get("type") == "rich_text" for cell in rows[0]):
        yield problem("header cells cannot be rich_text", f"{where}/rows/0")
    column = value.get("row_header_column_index", 0)
    if widths and isinstance(column, int) and not 0 <= column < min(widths):
        yield problem("must be the index of a column", f"{where}/row_header_column_index")
    if sum(len(cell.get("text", json.dumps(cell))) for row in rows for cell in row if isinstance(cell, dict)) > DATA_TABLE_CHARACTERS:
        yield problem(f"no more than {DATA_TABLE_CHARACTERS} characters allowed", f"{where}/rows")


_POINT = Shape({"label": string(20), "value": number()})
_SERIES = Shape({"name": string(20), "data": items(_POINT, 20)})
_AXES = Shape({"categories": items(string(20), 20)}, {"x_label": string(50), "y_label": string(50)})


def _points_match(value: Any, where: str) -> Problems:
    """Each series has one point for each category, in whatever order, and a name of its own."""
    series = [one for one in value.get("series", ()) if isinstance(one, dict)]
    if len({one.get("name") for one in series}) < len(series):
        yield problem("series names must be unique", f"{where}/series")
    categories = sorted(map(str, value.get("axis_config", {}).get("categories", ())))
    for position, one in enumerate(series):
        if sorted(str(point.get("label")) for point in one.get("data", ()) if isinstance(point, dict)) != categories:
            yield problem("must have one point for each category", f"{where}/series/{position}/data")


def _segments_are_positive(value: Any, where: str) -> Problems:
    for position, segment in enumerate(value.get("segments", ())):
        if isinstance(segment, dict) and isinstance(segment.get("value"), int | float) and segment["value"] <= 0:
            yield problem("must be more than 0", f"{where}/segments/{position}/value")


_AXIS_CHART = Shape({"series": items(_SERIES, 12), "axis_config": _AXES}, also=_points_match)
_CHARTS = {
    "pie": Shape({"segments": items(_POINT, 12)}, also=_segments_are_positive),
    "bar": _AXIS_CHART,
    "line": _AXIS_CHART,
    "area": _AXIS_CHART,
}

_TASK = {"task_id": string(), "title": string(), "status": one_of("pending", "in_progress", "complete", "error")}
_SOURCE = typed({"url": Shape({"url": url(), "text": string()})})
_TASK_MORE = {"details": anything, "output": anything, "sources": items(_SOURCE, 100)}
_CARD = Shape(
    {},
    {
        **_ID,
        "hero_image": typed(IMAGE),
        "icon": typed(IMAGE),
        "slack_icon": anything,
        "title": text(150),
        "subtitle": text(150),
        "body": text(200),
        "subtext": text(200),
        "actions": items(typed(ACTIONS, "button"), 3),
    },
    one_needed=("hero_image", "title", "actions", "body"),
)

BLOCKS: dict[str, Shape] = {
    "actions": Shape({"elements": items(typed(ACTIONS), 25)}, _ID, also=unique_actions),
    "alert": Shape({"text": text(200)}, {**_ID, "level": one_of("default", "info", "warning", "error", "success")}),
    "card": _CARD,
    "carousel": Shape({"elements": items(typed({"card": _CARD}), 10)}, _ID),
    "context": Shape({"elements": items(typed({**IMAGE, **texts(3_000)}), 10)}, _ID),
    "context_actions": Shape({"elements": items(typed(CONTEXT_ACTIONS), 5)}, _ID, also=unique_actions),
    "data_table": Shape(
        {"rows": items(items(typed(_CELLS), 20), DATA_TABLE_ROWS, 2), "caption": string()},
        {**_ID, "page_size": number(1, 100, whole=True), "row_header_column_index": number(0, whole=True)},
        also=_rows_agree,
    ),
    "data_visualization": Shape({"title": string(50), "chart": typed(_CHARTS)}, _ID),
    "divider": Shape({}, _ID),
    "file": Shape({"external_id": string(), "source": one_of("remote")}, _ID),
    "header": Shape({"text": plain(150)}, _ID),
    "image": Shape(
        {"alt_text": string(2_000)},
        {**_ID, "image_url": url(), "slack_file": SLACK_FILE, "title": plain(2_000)},
        one_needed=("image_url", "slack_file"),
    ),
    "input": Shape(
        {"label": plain(2_000), "element": typed(INPUTS)}, {**_ID, "hint": plain(2_000), "optional": boolean, "dispatch_action": boolean}
    ),
    "markdown": Shape({"text": string(12_000)}, _ID),
    "plan": Shape({"title": string(), "tasks": items(Shape(_TASK, _TASK_MORE), 50)}, _ID),
    "rich_text": RICH_TEXT,
    "section": Shape(
        {},
        {**_ID, "text": text(3_000), "fields": items(text(2_000), 10), "accessory": typed(ACCESSORIES), "expand": boolean},
        one_needed=("text", "fields"),
    ),
    "table": Shape({"rows": items(items(typed(_CELLS), 20), 100)}, {**_ID, "column_settings": items(_COLUMN, 20, 0)}),
    "task_card": Shape({**_TASK, "status": one_of("in_progress", "complete", "error")}, {**_ID, **_TASK_MORE}),
    "video": Shape(
        {"alt_text": string(2_000), "title": plain(200), "thumbnail_url": url(), "video_url": url()},
        {
            **_ID,
            "title_url": url(),
            "author_name": string(50),
            "description": plain(200),
            "provider_name": string(50),
            "provider_icon_url": url(),
        },
    ),
}
