"""The views.* methods, and those of the agent surface (assistant.threads.*)."""

from dataclasses import replace

from .api_call import ApiCall, SlackError
from .events import view_json
from .model import User, View
from .shapes import Shape, items, string
from .views import checked, open_modal, publish_home, push_modal, replace_view
from .wire import Json

_PROMPTS = items(Shape({"title": string(), "message": string()}), 4)


def open_view(call: ApiCall) -> Json:
    """views.open."""
    sent = checked(call.structure("view"), "modal")
    return {"view": view_json(open_modal(call.world, _exchange_trigger(call), sent))}


def push_view(call: ApiCall) -> Json:
    """views.push."""
    sent = checked(call.structure("view"), "modal")
    return {"view": view_json(push_modal(call.world, _exchange_trigger(call), sent))}


def update_view(call: ApiCall) -> Json:
    """views.update, by view_id or external_id."""
    view = _view(call)
    sent = checked(call.structure("view"), view.payload["type"])
    return {"view": view_json(replace_view(call.world, view, sent, call.text("hash")))}


def publish_view(call: ApiCall) -> Json:
    """views.publish."""
    if not call.world.app.home_tab:
        raise SlackError("not_enabled")
    user = call.world.users.get(call.needed("user_id"))
    if user is None or user.team_id != call.token.team_id:
        raise SlackError("user_not_found")
    sent = checked(call.structure("view"), "home")
    return {"view": view_json(publish_home(call.world, user, sent, call.text("hash")))}


def set_suggested_prompts(call: ApiCall) -> Json:
    """assistant.threads.setSuggestedPrompts: four at most; for an agent app a thread_ts makes it fail without a word."""
    channel = call.channel("channel_id")
    prompts = call.structure("prompts")
    if problems := [*_PROMPTS(prompts, "/prompts")]:
        raise SlackError("invalid_arguments", problems)
    if call.world.app.agent_view and call.text("thread_ts"):
        call.complain("thread_ts_with_agent_view", "Slack ignores the call: thread_ts is for the legacy assistant only")
        return {}
    call.world.prompts[channel.id] = {"title": call.text("title"), "prompts": prompts}
    call.world.changed.notify_all()
    return {}


def set_status(call: ApiCall) -> Json:
    """assistant.threads.setStatus: an empty status clears it."""
    channel = call.channel("channel_id")
    call.message(channel, "thread_ts")
    call.world.statuses[channel.id] = call.text("status") or ""
    call.world.changed.notify_all()
    return {}


def _exchange_trigger(call: ApiCall) -> User:
    trigger_id = call.needed("trigger_id")
    trigger = call.world.triggers.get(trigger_id)
    if trigger is None or trigger.team_id != call.token.team_id:
        raise SlackError("invalid_trigger_id")
    if trigger.used:
        raise SlackError("exchanged_trigger_id")
    if trigger.expires <= call.world.clock.time():
        raise SlackError("expired_trigger_id")
    call.world.triggers[trigger_id] = replace(trigger, used=True)
    return call.world.users[trigger.user]


def _view(call: ApiCall) -> View:
    named = call.text("external_id")
    view = next((view for view in call.world.views.values() if named and view.payload.get("external_id") == named), None)
    view = view or call.world.views.get(call.text("view_id") or "")
    if view is None:
        raise SlackError("not_found")
    return view


METHODS = {
    "assistant.threads.setStatus": set_status,
    "assistant.threads.setSuggestedPrompts": set_suggested_prompts,
    "views.open": open_view,
    "views.publish": publish_view,
    "views.push": push_view,
    "views.update": update_view,
}
