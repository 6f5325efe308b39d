"""Block Kit's composition objects and interactive elements, with their limits."""

from typing import Any

from .shapes import Check, Problems, Shape, anything, boolean, items, number, one_of, problem, string, typed, url


def texts(most: int) -> dict[str, Shape]:
    """The text objects, plain_text and mrkdwn, of so many characters."""
    return {
        "plain_text": Shape({"text": string(most)}, {"emoji": boolean}),
        "mrkdwn": Shape({"text": string(most)}, {"verbatim": boolean}),
    }


def text(most: int) -> Check:
    """A text object of either kind."""
    return typed(texts(most))


def plain(most: int) -> Check:
    """A plain_text object."""
    return typed(texts(most), "plain_text")


def unique_actions(value: Any, where: str) -> Problems:
    """No two elements of a block have the same action_id."""
    elements = [one for one in value.get("elements", ()) if isinstance(one, dict)]
    named = [one["action_id"] for one in elements if "action_id" in one]
    for action_id in sorted({name for name in named if named.count(name) > 1}):
        yield problem(f"`action_id` {action_id} already exists for another element", where)


CONFIRM = Shape({"title": plain(100), "text": text(300), "confirm": plain(30), "deny": plain(30)}, {"style": one_of("primary", "danger")})
OPTION = Shape({"text": text(75), "value": string(150)}, {"description": text(75)})
MENU_OPTION = Shape({"text": plain(75), "value": string(150)}, {"description": plain(75)})
OVERFLOW_OPTION = Shape({"text": plain(75), "value": string(150)}, {"description": plain(75), "url": url()})
OPTION_GROUP = Shape({"label": plain(75), "options": items(MENU_OPTION, 100)})
SLACK_FILE = Shape({}, {"id": string(), "url": url()}, one_needed=("id", "url"))

_NAMED: dict[str, Check] = {"action_id": string(255)}
_INPUT: dict[str, Check] = {**_NAMED, "confirm": CONFIRM, "focus_on_load": boolean}
_HELD: dict[str, Check] = {**_INPUT, "placeholder": plain(150)}
_TYPED: dict[str, Check] = {
    **_HELD,
    "dispatch_action_config": Shape({"trigger_actions_on": items(one_of("on_enter_pressed", "on_character_entered"), 2)}),
}
_FILTER = Shape(
    {},
    {
        "include": items(one_of("im", "mpim", "private", "public"), 4),
        "exclude_external_shared_channels": boolean,
        "exclude_bot_users": boolean,
    },
)
_FEEDBACK = Shape({"text": plain(75), "value": string(2_000)}, {"accessibility_label": string(75)})
_LABELS: dict[str, Check] = {"accessibility_label": string(75)}


def _menu(kind: str, one: dict[str, Check], many: dict[str, Check], **lists: Check) -> dict[str, Shape]:
    """A select menu and its multi-select twin; one of the `lists` must be there."""
    several = {**many, "max_selected_items": number(1, whole=True)}
    return {
        kind: Shape({}, {**_HELD, **lists, **one}, one_needed=tuple(lists)),
        f"multi_{kind}": Shape({}, {**_HELD, **lists, **several}, one_needed=tuple(lists)),
    }


MENUS = {
    **_menu(
        "static_select",
        {"initial_option": MENU_OPTION},
        {"initial_options": items(MENU_OPTION, 100)},
        options=items(MENU_OPTION, 100),
        option_groups=items(OPTION_GROUP, 100),
    ),
    **_menu(
        "external_select",
        {"initial_option": MENU_OPTION, "min_query_length": number(0, whole=True)},
        {"initial_options": items(MENU_OPTION, 100), "min_query_length": number(0, whole=True)},
    ),
    **_menu("users_select", {"initial_user": string()}, {"initial_users": items(string(), 100)}),
    **_menu(
        "conversations_select",
        {"initial_conversation": string(), "default_to_current_conversation": boolean, "filter": _FILTER, "response_url_enabled": boolean},
        {"initial_conversations": items(string(), 100), "default_to_current_conversation": boolean, "filter": _FILTER},
    ),
    **_menu(
        "channels_select",
        {"initial_channel": string(), "response_url_enabled": boolean},
        {"initial_channels": items(string(), 100)},
    ),
}

CHOICES = {
    "checkboxes": Shape({"options": items(OPTION, 10)}, {**_INPUT, "initial_options": items(OPTION, 10)}),
    "radio_buttons": Shape({"options": items(OPTION, 10)}, {**_INPUT, "initial_option": OPTION}),
    "datepicker": Shape({}, {**_HELD, "initial_date": string(10, 10)}),
    "timepicker": Shape({}, {**_HELD, "initial_time": string(5, 5), "timezone": string()}),
    "datetimepicker": Shape({}, {**_INPUT, "initial_date_time": number(whole=True)}),
}

FIELDS = {
    "plain_text_input": Shape(
        {},
        {
            **_TYPED,
            "initial_value": string(3_000, 0),
            "multiline": boolean,
            "min_length": number(0, 3_000, whole=True),
            "max_length": number(1, 3_000, whole=True),
        },
    ),
    "rich_text_input": Shape({}, {**_TYPED, "initial_value": anything}),
    "email_text_input": Shape({}, {**_TYPED, "initial_value": string()}),
    "url_text_input": Shape({}, {**_TYPED, "initial_value": string()}),
    "number_input": Shape(
        {"is_decimal_allowed": boolean}, {**_TYPED, "initial_value": string(), "min_value": string(), "max_value": string()}
    ),
    "file_input": Shape({}, {**_NAMED, "filetypes": items(string(), 100), "max_files": number(1, 10, whole=True)}),
}

BUTTONS = {
    "button": Shape(
        {"text": plain(75)},
        {
            **_NAMED,
            **_LABELS,
            "value": string(2_000, 0),
            "url": url(),
            "style": one_of("primary", "danger"),
            "confirm": CONFIRM,
            "agent_prompt": string(4_000),
            "agent_prompt_display": anything,
            "visible_to_user_ids": items(string(), 10),
        },
    ),
    "overflow": Shape({"options": items(OVERFLOW_OPTION, 5)}, {**_NAMED, "confirm": CONFIRM}),
    "workflow_button": Shape({"text": plain(75), "workflow": anything}, {**_NAMED, **_LABELS, "style": one_of("primary", "danger")}),
}

CONTEXT_ACTIONS = {
    "feedback_buttons": Shape({"positive_button": _FEEDBACK, "negative_button": _FEEDBACK}, _NAMED),
    "icon_button": Shape(
        {"icon": one_of("trash"), "text": plain(75)},
        {**_NAMED, **_LABELS, "value": string(2_000), "confirm": CONFIRM, "visible_to_user_ids": items(string(), 10)},
    ),
}

IMAGE = {
    "image": Shape({"alt_text": string(2_000)}, {"image_url": url(), "slack_file": SLACK_FILE}, one_needed=("image_url", "slack_file"))
}
SINGLE_MENUS = {kind: shape for kind, shape in MENUS.items() if not kind.startswith("multi_")}
ACTIONS = {**BUTTONS, **SINGLE_MENUS, **CHOICES, "rich_text_input": FIELDS["rich_text_input"]}
ACCESSORIES = {**BUTTONS, **MENUS, **CHOICES, **IMAGE}
INPUTS = {**FIELDS, **MENUS, **CHOICES}
