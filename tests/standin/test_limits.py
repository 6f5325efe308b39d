"""What Slack takes and refuses in messages and views; slackblocks, written by others, as a second opinion on shapes."""

from typing import Any

import pytest
import slackblocks as sb

from .fixtures import call
from .limits import block_problems, view_problems
from .scenario import Standin

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def section(length: int) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": "x" * length}}


def button(**more: Any) -> Json:
    return {"type": "button", "action_id": "go", "text": plain("Go"), **more}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def select(options: int) -> Json:
    return {"type": "static_select", "action_id": "s", "options": [{"text": plain("x"), "value": str(one)} for one in range(options)]}


def data_table(rows: int, columns: int = 2, **more: Any) -> Json:
    cells = [[{"type": "raw_text", "text": "x"}] * columns for _ in range(rows)]
    return {"type": "data_table", "caption": "Areas", "rows": cells, **more}


def chart(**more: Any) -> Json:
    return {"type": "data_visualization", "title": "Shares", "chart": {"type": "pie", "segments": [{"label": "A", "value": 1}]}, **more}


def bars(*labels: str) -> Json:
    data = [{"label": label, "value": 2} for label in labels]
    return chart(chart={"type": "bar", "series": [{"name": "S", "data": data}], "axis_config": {"categories": ["A", "B"]}})


REFUSED = {
    "51 blocks": ([{"type": "divider"}] * 51, "no more than 50 items allowed [json-pointer:/blocks]"),
    "section of 3,001": ([section(3_001)], "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"),
    "empty section": ([section(0)], "must be more than 0 characters"),
    "section without text": ([{"type": "section"}], "must provide one of: text, fields"),
    "field of 2,001": ([{"type": "section", "fields": [plain("x" * 2_001)]}], "less than 2001"),
    "11 fields": ([{"type": "section", "fields": [plain("x")] * 11}], "no more than 10 items"),
    "header of 151": ([{"type": "header", "text": plain("x" * 151)}], "less than 151"),
    "header in mrkdwn": ([{"type": "header", "text": {"type": "mrkdwn", "text": "x"}}], "unsupported type: mrkdwn"),
    "11 in a context": ([{"type": "context", "elements": [plain("x")] * 11}], "no more than 10 items"),
    "26 actions": ([actions(*(button(action_id=str(one)) for one in range(26)))], "no more than 25 items"),
    "same action_id twice": ([actions(button(), button())], "`action_id` go already exists"),
    "same block_id twice": ([{"type": "divider", "block_id": "d"}] * 2, "`block_id` d already exists"),
    "block_id of 256": ([{"type": "divider", "block_id": "x" * 256}], "less than 256"),
    "button label of 76": ([actions(button(text=plain("x" * 76)))], "less than 76"),
    "button value of 2,001": ([actions(button(value="x" * 2_001))], "less than 2001"),
    "action_id of 256": ([actions(button(action_id="x" * 256))], "less than 256"),
    "101 options": ([actions(select(101))], "no more than 100 items"),
    "no options": ([actions(select(0))], "no fewer than 1 items"),
    "option value of 151": ([actions({**select(1), "options": [{"text": plain("x"), "value": "x" * 151}]})], "less than 151"),
    "overflow of 6": ([actions({**select(6), "type": "overflow"})], "no more than 5 items"),
    "11 checkboxes": ([actions({**select(11), "type": "checkboxes"})], "no more than 10 items"),
    "text field in actions": ([actions({"type": "plain_text_input", "action_id": "t"})], "unsupported type: plain_text_input"),
    "unknown block": ([{"type": "marquee"}], "unsupported type: marquee"),
    "unknown property": ([{"type": "divider", "colour": "red"}], "invalid additional property: colour"),
    "alert in a message": ([{"type": "alert", "text": plain("x")}], "unsupported type: alert"),
    "markdown of 12,001 in all": ([{"type": "markdown", "text": "x" * 6_001}] * 2, "no more than 12000 characters of markdown"),
    "data_table of one row": ([data_table(1)], "no fewer than 2 items"),
    "data_table of 102 rows": ([data_table(102)], "no more than 101 items"),
    "data_table without caption": ([{**data_table(2), "caption": ""}], "must be more than 0 characters"),
    "data_table pages of 101": ([data_table(2, page_size=101)], "must be 100 or less"),
    "row header that is no column": ([data_table(2, row_header_column_index=2)], "must be the index of a column"),
    "ragged data_table": ([{**data_table(2), "rows": [[{"type": "raw_text", "text": "x"}] * n for n in (2, 3)]}], "same number of columns"),
    "data_table too long": (
        [{**data_table(2), "rows": [[{"type": "raw_text", "text": "x" * 5_001}]] * 2}],
        "no more than 10000 characters",
    ),
    "21 columns": ([data_table(2, 21)], "no more than 20 items"),
    "two tables": ([{"type": "table", "rows": [[{"type": "raw_text", "text": "x"}]]}] * 2, "only_one_table_allowed"),
    "three charts": ([chart()] * 3, "no more than 2 data_visualization"),
    "chart title of 51": ([chart(title="x" * 51)], "less than 51"),
    "empty pie": ([chart(chart={"type": "pie", "segments": []})], "no fewer than 1 items"),
    "nothing of a pie": ([chart(chart={"type": "pie", "segments": [{"label": "A", "value": 0}]})], "must be more than 0"),
    "bars that miss a category": ([bars("A")], "must have one point for each category"),
    "link that is none": ([actions(button(url="javascript:alert(1)"))], "must be a valid URL"),
}


@pytest.mark.parametrize(("blocks", "words"), REFUSED.values(), ids=REFUSED.keys())
def test_blocks_slack_refuses(blocks: list[Json], words: str) -> None:
    found = block_problems(blocks)
    assert any(words in one for one in found), found


def test_blocks_at_the_limit_are_taken() -> None:
    fifty = [section(3_000), actions(button(value="x" * 2_000), select(100)), chart(), bars("B", "A"), data_table(101, 20)]
    assert block_problems(fifty + [{"type": "divider"}] * 45) == []


def test_blocks_that_others_build_are_taken() -> None:
    sheet: list[list[Any]] = [[sb.RawText("Area"), sb.RawText("Days")], [sb.RawText("Bury"), sb.RawNumber(12, "12")]]
    axis = sb.AxisConfig(categories=["2017", "2018"])
    series = [sb.DataSeries("WSAs", [sb.DataPoint("2017", 3), sb.DataPoint("2018", 5)])]
    feedback = sb.FeedbackButtons(sb.FeedbackButton("Good", "up"), sb.FeedbackButton("Bad", "down"), action_id="feedback")
    built = [
        sb.HeaderBlock("Areas"),
        sb.SectionBlock("*13* areas", accessory=sb.Button("More", "more", value="2")),
        sb.ContextBlock([sb.Text("Source: briefing")]),
        sb.ActionsBlock(
            [sb.Button("Ask", "ask"), sb.DatePicker("when"), sb.StaticSelectMenu("which", [sb.Option(sb.PlainText("Bury"), "bury")])]
        ),
        sb.DataTableBlock(sheet, caption="Days left"),
        sb.DataVisualizationBlock("By year", sb.BarChart(series, axis)),
        sb.ContextActionsBlock([feedback]),
        sb.RichTextBlock(sb.RichTextSection([sb.RichText("hello", bold=True)])),
        sb.DividerBlock(),
    ]
    assert block_problems(sb.Message(channel="C1", text="x", blocks=built).to_dict()["blocks"]) == []


def modal(*blocks: Json, **more: Any) -> Json:
    return {"type": "modal", "title": plain("Edit"), "blocks": list(blocks), **more}


FIELD = {"type": "input", "label": plain("Why"), "element": {"type": "plain_text_input", "action_id": "why"}}
VIEWS = {
    "good modal": (modal(FIELD, submit=plain("Send")), "modal", None),
    "alert in a modal": (modal({"type": "alert", "text": plain("x"), "level": "warning"}), "modal", None),
    "good home": ({"type": "home", "blocks": [section(10), data_table(2)]}, "home", None),
    "title of 25": (modal(section(1), title=plain("x" * 25)), "modal", "less than 25"),
    "input without submit": (modal(FIELD), "modal", "missing required field: submit"),
    "101 blocks": (modal(*[{"type": "divider"}] * 101), "modal", "no more than 100 items"),
    "table in a modal": (modal(data_table(2)), "modal", "unsupported type: data_table"),
    "markdown in a home": ({"type": "home", "blocks": [{"type": "markdown", "text": "x"}]}, "home", "unsupported type: markdown"),
    "home with a title": ({"type": "home", "blocks": [], "title": plain("x")}, "home", "invalid additional property: title"),
    "private_metadata of 3,001": (modal(section(1), private_metadata="x" * 3_001), "modal", "less than 3001"),
    "modal as a home": (modal(section(1)), "home", "unsupported type: modal"),
}


@pytest.mark.parametrize(("view", "kind", "words"), VIEWS.values(), ids=VIEWS.keys())
def test_views(view: Json, kind: str, words: str | None) -> None:
    found = view_problems(view, kind)
    assert any(words in one for one in found) if words else found == [], found


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({}, "no_text"),
        ({"text": "x" * 40_001}, "msg_too_long"),
        ({"text": "x", "blocks": "[not json"}, "invalid_blocks_format"),
        ({"text": "x", "blocks": [section(3_001)]}, "invalid_blocks"),
        ({"text": "x", "metadata": {"event_type": "has spaces", "event_payload": {}}}, "invalid_metadata_format"),
        ({"text": "x", "metadata": {"event_type": "key"}}, "invalid_metadata_format"),
        ({"text": "x", "metadata": {"event_type": "key", "event_payload": {"v": "x" * 16_000}}}, "metadata_too_large"),
    ],
)
def test_messages_slack_refuses(slack: Standin, arguments: Json, error: str) -> None:
    slack.expect("chat.postMessage", error)
    assert call(slack, "chat.postMessage", channel=slack.channel("team").id, **arguments)["error"] == error


def test_refusal_of_blocks_says_where(slack: Standin) -> None:
    slack.expect("chat.postMessage", "invalid_blocks")
    answer = call(slack, "chat.postMessage", channel=slack.channel("team").id, text="x", blocks=[section(3_001)])
    assert answer["response_metadata"]["messages"] == ["[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]"]


def test_update_takes_less_text_than_a_post(slack: Standin) -> None:
    team = slack.channel("team")
    posted = call(slack, "chat.postMessage", channel=team.id, text="x" * 4_001)
    slack.expect("chat.update", "msg_too_long")
    assert call(slack, "chat.update", channel=team.id, ts=posted["ts"], text="x" * 4_001)["error"] == "msg_too_long"


def test_blocks_without_text_are_taken_and_held_against_the_app(slack: Standin) -> None:
    slack.expect("chat.postMessage", "missing_text")
    assert call(slack, "chat.postMessage", channel=slack.channel("team").id, blocks=[section(1)])["ok"]
