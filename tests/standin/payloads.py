"""What Slack sends when a person uses the app: commands, presses, forms, shortcuts. Pure functions from records to payloads."""

from .events import as_json, view_json
from .model import Channel, Message, Team, User, View
from .wire import Json


def command(name: str, text: str, person: User, channel: Channel, *, app_id: str, team: Team, rights: Json) -> Json:
    """A slash command; `rights` has its trigger_id and response_url."""
    return {
        "token": "deprecated",
        "team_id": team.id,
        "team_domain": team.name,
        "channel_id": channel.id,
        "channel_name": channel.name,
        "user_id": person.id,
        "user_name": person.name,
        "command": name,
        "text": text,
        "api_app_id": app_id,
        "is_enterprise_install": "false",
        **rights,
    }


def interaction(kind: str, person: User, app_id: str, team: Team) -> Json:
    """What every interaction begins with."""
    return {
        "type": kind,
        "token": "deprecated",
        "api_app_id": app_id,
        "team": {"id": team.id, "domain": team.name},
        "user": {"id": person.id, "username": person.name, "name": person.name, "team_id": person.team_id},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def in_message(message: Message, channel: Channel) -> Json:
    """Where something in a message was pressed. Slack does not show the app its ephemeral messages again."""
    container = {"type": "message", "message_ts": message.ts, "channel_id": channel.id, "is_ephemeral": bool(message.ephemeral_to)}
    if message.thread_ts:
        container["thread_ts"] = message.thread_ts
    shown = {} if message.ephemeral_to else {"message": as_json(message)}
    return {"container": container, "channel": {"id": channel.id, "name": channel.name}, "state": {"values": {}}, **shown}


def in_view(view: View) -> Json:
    """Where something in a modal or a Home tab was pressed."""
    return {"container": {"type": "view", "view_id": view.id}, "view": view_json(view)}


def submitted(view: View, state: Json) -> Json:
    """A form with what was filled in."""
    return {"view": {**view_json(view), "state": state}, "response_urls": []}
