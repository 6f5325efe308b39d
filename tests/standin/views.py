"""Modals and Home tabs: making them, stacking them, replacing them; used by the views.* methods and by acknowledgements."""

import json
from typing import Any

from .api_call import SlackError
from .limits import VIEW_BYTES, view_problems
from .model import User, View
from .wire import Json
from .world import MODALS_IN_A_STACK, World


def checked(view: Any, kind: str) -> Json:
    """The view as sent, if Slack takes it."""
    if len(json.dumps(view)) > VIEW_BYTES:
        raise SlackError("view_too_large")
    if problems := view_problems(view, kind):
        raise SlackError("invalid_arguments", problems)
    sent: Json = view
    return sent


def open_modal(world: World, user: User, sent: Json) -> View:
    """Show a modal alone."""
    world.stacks[user.id] = []
    return push_modal(world, user, sent)


def push_modal(world: World, user: User, sent: Json) -> View:
    """Show a modal above the one in front."""
    stack = world.stacks.setdefault(user.id, [])
    if len(stack) >= MODALS_IN_A_STACK:
        raise SlackError("push_limit_reached")
    view_id = world.new_id("V")
    view = _view(world, view_id, user, sent, root_id=stack[0] if stack else view_id, previous_id=stack[-1] if stack else None)
    stack.append(view.id)
    return view


def replace_view(world: World, view: View, sent: Json, known_hash: str | None = None) -> View:
    """Show another content in the same view. Raises SlackError if it has changed since the hash was given out."""
    if known_hash and known_hash != view.hash:
        raise SlackError("hash_conflict")
    return _view(world, view.id, world.users[view.user], sent, root_id=view.root_id, previous_id=view.previous_id)


def publish_home(world: World, user: User, sent: Json, known_hash: str | None = None) -> View:
    """Show a Home tab to one person."""
    if user.id in world.homes:
        view = replace_view(world, world.homes[user.id], sent, known_hash)
    else:
        view_id = world.new_id("V")
        view = _view(world, view_id, user, sent, root_id=view_id)
    world.homes[user.id] = view
    return view


def _view(world: World, view_id: str, user: User, sent: Json, *, root_id: str, previous_id: str | None = None) -> View:
    blocks = [{"block_id": world.new_id("b"), **block} for block in sent["blocks"]]
    mark = f"{world.new_ts()}.{world.new_id('')}"
    view = View(view_id, user.id, user.team_id, {**sent, "blocks": blocks}, mark, root_id, previous_id)
    world.views[view.id] = view
    world.changed.notify_all()
    return view
