"""The settings of a digest as a modal: what the command's options say, field by field."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import msgspec

from sendbot.digests.subscription import HORIZON_DAYS, SECTIONS, WEEKDAYS, DigestError, Subscription, check_horizon, check_pause, check_time
from sendbot.newsroom import Newsroom
from sendbot.slack import limits
from sendbot.slack.limits import Block, plain
from sendbot.slack.text import cut
from sendbot.wording import upper_first

CALLBACK = "digest_settings"
_TITLES = {
    "due": "Due soon",
    "overdue": "Past the date",
    "submitted": "Submitted plans",
    "outcomes": "New outcomes",
    "re-visits": "Re-visits and monitoring",
    "changes": "Changes to what is known",
    "asked": "Most asked about",
    "unanswered": "Questions I could not answer",
    "age": "Getting old",
}
_TELL, _SKIP = "tell", "skip"
_MOST_OPTIONS = 100
_AREAS_TEXT = 2_000


def settings_form(newsroom: Newsroom, subscription: Subscription, *, is_new: bool, is_admin: bool) -> dict[str, Any]:
    """The form. `is_admin`: whoever opens it may have the questions nobody could answer shown."""
    s = subscription
    names = newsroom.names
    topics = sorted((upper_first(t.name), t.id) for t in newsroom.topics)[:_MOST_OPTIONS]
    sections = [name for name in SECTIONS if name != "unanswered" or is_admin or s.is_admin]
    shown = [name for name in sections if (name in s.sections if s.sections else s.wants(name))]
    fields = [
        _input("channel", "Channel", _channel(s.channel)),
        _input("weekday", "Day", _select([(d.capitalize(), d) for d in WEEKDAYS], WEEKDAYS[s.weekday])),
        _input("time", "Time", {"type": "timepicker", "initial_time": f"{s.time:%H:%M}", "timezone": newsroom.zone.key}),
        _input("regions", "Regions", _multi([(r, r) for r in newsroom.regions], s.regions), hint="Empty for all"),
        _input("areas", "Areas", _text(", ".join(names.get(a, a) for a in s.areas)), hint="Names with commas between; empty for all"),
        _input("topics", "Topics", _multi(topics, s.topics), hint="Only inspections with findings on these; empty for all"),
        _input("sections", "Sections", _checkboxes([(_TITLES[name], name) for name in sections], shown), is_needed=True),
        _input("horizon", "Days ahead", _number(s.horizon_days), is_needed=True),
        _input("quiet", "A week without news", _select(_QUIET, _TELL if s.quiet else _SKIP), is_needed=True),
        _input("pause", "No digest until", _day(s.paused_until), hint="The first day with digests again; empty for no pause"),
    ]
    return {
        "type": "modal",
        "callback_id": CALLBACK,
        "title": plain("Weekly digest", limits.VIEW_TITLE),
        "submit": plain("Subscribe" if is_new else "Save", limits.VIEW_TITLE),
        "close": plain("Cancel", limits.VIEW_TITLE),
        "blocks": fields,
    }


_QUIET = [("Say so in one line", _TELL), ("Skip the digest", _SKIP)]


def saved(text: str) -> dict[str, Any]:
    """Shown when the form was taken."""
    return {
        "type": "modal",
        "title": plain("Weekly digest", limits.VIEW_TITLE),
        "close": plain("Close", limits.VIEW_TITLE),
        "blocks": [limits.section(text)],
    }


def chosen_channel(view: dict[str, Any]) -> str:
    """The channel that the form is about."""
    return str(_value(view, "channel")["selected_conversation"])


def wanted(view: dict[str, Any], base: Subscription, newsroom: Newsroom) -> Subscription:
    """What the form says. Raises DigestError with the `field` that is wrong."""
    sections = [option["value"] for option in _value(view, "sections")["selected_options"]]
    if not sections:
        raise DigestError("Choose at least one section.", "sections")
    is_admin = "unanswered" in sections
    ordinary = [name for name in SECTIONS if name != "unanswered" or is_admin]
    pause = _value(view, "pause").get("selected_date")
    until = dt.date.fromisoformat(pause) if pause else None
    return msgspec.structs.replace(
        base,
        weekday=WEEKDAYS.index(_option(view, "weekday")),
        time=check_time(dt.time.fromisoformat(str(_value(view, "time")["selected_time"]))),
        regions=tuple(option["value"] for option in _value(view, "regions")["selected_options"]),
        areas=_areas(str(_value(view, "areas").get("value") or ""), newsroom),
        topics=tuple(option["value"] for option in _value(view, "topics")["selected_options"]),
        sections=() if sections == ordinary else tuple(sections),
        is_admin=is_admin,
        horizon_days=_horizon(str(_value(view, "horizon").get("value") or "")),
        quiet=_option(view, "quiet") == _TELL,
        paused_until=until if until is None or until == base.paused_until else check_pause(until, newsroom.today),
    )


def _areas(text: str, newsroom: Newsroom) -> tuple[str, ...]:
    if not text.strip():
        return ()
    named = newsroom.named(f"in {text}")
    if named.unknown or not (named.areas or named.regions):
        raise DigestError(
            f"I do not know '{', '.join(named.unknown) or text.strip()}'. Write names of local areas, with commas between.", "areas"
        )
    if named.regions:
        raise DigestError(f"{named.regions[0]} is a region. Choose it under Regions.", "areas")
    return named.areas


def _horizon(text: str) -> int:
    if not text.strip().isdigit():
        raise DigestError("Write a whole number of days, such as 30.", "horizon")
    return check_horizon(int(text))


def _value(view: dict[str, Any], field: str) -> dict[str, Any]:
    found: dict[str, Any] = view["state"]["values"][field][field]
    return found


def _option(view: dict[str, Any], field: str) -> str:
    return str(_value(view, field)["selected_option"]["value"])


# --- fields
_NEEDED = frozenset(("channel", "weekday", "time"))


def _input(name: str, label: str, element: Block, *, hint: str = "", is_needed: bool = False) -> Block:
    """A field; its block and its element have the same name."""
    block = {
        "type": "input",
        "block_id": name,
        "label": plain(label, limits.INPUT_LABEL),
        "element": {"action_id": name, **element},
        "optional": not (is_needed or name in _NEEDED),
    }
    return {**block, "hint": plain(hint, limits.INPUT_LABEL)} if hint else block


def _channel(channel: str) -> Block:
    chooser: Block = {"type": "conversations_select", "filter": {"include": ["public", "private"], "exclude_bot_users": True}}
    return {**chooser, "initial_conversation": channel} if channel.startswith(("C", "G")) else chooser


def _offer(label: str, value: str) -> Block:
    return {"text": plain(cut(label, limits.OPTION_LABEL), limits.OPTION_LABEL), "value": value}


def _select(options: Sequence[tuple[str, str]], chosen: str) -> Block:
    offered = [_offer(label, value) for label, value in options]
    return {"type": "static_select", "options": offered, "initial_option": next(o for o in offered if o["value"] == chosen)}


def _multi(options: Sequence[tuple[str, str]], chosen: Sequence[str]) -> Block:
    return _with_chosen({"type": "multi_static_select", "options": [_offer(label, value) for label, value in options]}, chosen)


def _checkboxes(options: Sequence[tuple[str, str]], chosen: Sequence[str]) -> Block:
    return _with_chosen({"type": "checkboxes", "options": [_offer(label, value) for label, value in options]}, chosen)


def _with_chosen(element: Block, chosen: Sequence[str]) -> Block:
    initial = [option for option in element["options"] if option["value"] in chosen]
    return {**element, "initial_options": initial} if initial else element


def _text(value: str) -> Block:
    element: Block = {"type": "plain_text_input", "max_length": _AREAS_TEXT}
    return {**element, "initial_value": value[:_AREAS_TEXT]} if value else element


def _number(value: int) -> Block:
    least, most = HORIZON_DAYS
    return {
        "type": "number_input",
        "is_decimal_allowed": False,
        "initial_value": str(value),
        "min_value": str(least),
        "max_value": str(most),
    }


def _day(day: dt.date | None) -> Block:
    element: Block = {"type": "datepicker"}
    return {**element, "initial_date": day.isoformat()} if day else element
