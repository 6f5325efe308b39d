"""What a person does with buttons, menus and fields: which they are offered, and how a choice looks in a payload."""

from collections.abc import Iterator, Mapping
from typing import Any

from .wire import Json

_TYPED = {"plain_text_input", "email_text_input", "url_text_input", "number_input"}
_CHOSEN_ONE = {"static_select", "external_select", "radio_buttons", "overflow"}
_CHOSEN_MANY = {"multi_static_select", "multi_external_select", "checkboxes"}
_PLAIN_KEYS = {
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "users_select": ("selected_user", "initial_user"),
    "channels_select": ("selected_channel", "initial_channel"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "multi_users_select": ("selected_users", "initial_users"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "rich_text_input": ("rich_text_value", "initial_value"),
}


def elements(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    """Every interactive element, with its block."""
    for block in blocks:
        inside = [*block.get("elements", ()), block.get("accessory"), block.get("element")]
        yield from ((block, element) for element in inside if isinstance(element, dict) and "action_id" in element)


def find(blocks: list[Json], name: str) -> tuple[Json, Json]:
    """The element with this action_id (or whose block has it as block_id), with its block. Raises AssertionError if there is none."""
    offered = list(elements(blocks))
    found = [(block, element) for block, element in offered if name in (element["action_id"], block["block_id"])]
    assert found, f"nothing here is called {name!r}; there are {[element['action_id'] for _, element in offered]}"
    return found[0]


def action(block: Json, element: Json, value: Any) -> Json:
    """What one press or choice puts into `actions`. For a button without a `value` given, its own."""
    kind = element["type"]
    done = {"type": kind, "action_id": element["action_id"], "block_id": block["block_id"]}
    if kind == "feedback_buttons":
        return done | _feedback(element, value)
    if kind in ("button", "icon_button"):
        return done | {name: element[name] for name in ("text", "value", "style", "url") if name in element}
    return done | _choice(element, value)


def filled(blocks: list[Json], values: Mapping[str, Any]) -> Json:
    """The state of a form with these values, by action_id or block_id. Raises AssertionError where Slack would not let it be sent."""
    for name in values:
        find(blocks, name)
    state: Json = {}
    for block, element in elements(blocks):
        names = (element["action_id"], block["block_id"])
        given = next((values[name] for name in names if name in values), None)
        if block["type"] == "input" or given is not None:
            choice = _choice(element, given)
            _check_filled(block, element, choice)
            state.setdefault(block["block_id"], {})[element["action_id"]] = {"type": element["type"], **choice}
    return {"values": state}


def _choice(element: Json, value: Any) -> Json:
    """The value of one element, or the one it began with."""
    kind = element["type"]
    if kind in _TYPED:
        return {"value": element.get("initial_value") if value is None else str(value)}
    if kind in _CHOSEN_ONE:
        return {"selected_option": element.get("initial_option") if value is None else _option(element, value)}
    if kind in _CHOSEN_MANY:
        return {"selected_options": element.get("initial_options", []) if value is None else [_option(element, one) for one in value]}
    key, initial = _PLAIN_KEYS[kind]
    return {key: element.get(initial) if value is None else value}


def _option(element: Json, value: Any) -> Json:
    """The option of this value or label. An external menu's options are given whole."""
    if isinstance(value, dict):
        return value
    groups = [element.get("options", []), *(group["options"] for group in element.get("option_groups", ()))]
    offered: list[Json] = [option for group in groups for option in group]
    found = [option for option in offered if value in (option["value"], option["text"]["text"])]
    assert found, f"{element['action_id']} does not offer {value!r}; it offers {[option['value'] for option in offered]}"
    return found[0]


def _feedback(element: Json, value: Any) -> Json:
    buttons = [element["positive_button"], element["negative_button"]]
    found = [button for button in buttons if value in (button["value"], button["text"]["text"])]
    assert found, f"{element['action_id']} does not offer {value!r}; it offers {[button['value'] for button in buttons]}"
    return {"value": found[0]["value"], "text": found[0]["text"]}


def _check_filled(block: Json, element: Json, choice: Json) -> None:
    (given,) = choice.values()
    label = block.get("label", {}).get("text", element["action_id"])
    assert given or block.get("optional") or block["type"] != "input", f"{label!r} must be filled in before it can be sent"
    if isinstance(given, str) and element["type"] == "plain_text_input":
        least, most = element.get("min_length", 0), element.get("max_length", 3_000)
        assert least <= len(given) <= most, f"{label!r} takes {least} to {most} characters, not {len(given)}"
