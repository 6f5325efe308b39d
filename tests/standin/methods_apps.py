"""Methods about the app itself: who it is, its tokens, its sockets, its workflow steps."""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from .api_call import ApiCall, SlackError
from .model import Execution, Token
from .wire import Json
from .world import TOKEN_LIFE_S, World


def api_test(call: ApiCall) -> Json:
    """api.test: gives back what it got."""
    if error := call.text("error"):
        raise SlackError(error, args=dict(call.arguments))
    return {"args": dict(call.arguments)}


def auth_test(call: ApiCall) -> Json:
    """auth.test."""
    team, bot = call.world.teams[call.token.team_id], call.caller
    who = {"team": team.name, "user": bot.name, "team_id": team.id, "user_id": bot.id, "bot_id": bot.bot_id}
    return {"url": f"https://{team.name}.slack.com/", **who, "is_enterprise_install": False}


def auth_revoke(call: ApiCall) -> Json:
    """auth.revoke."""
    if call.flag("test"):
        return {"revoked": False}
    call.world.tokens[call.token.value] = replace(call.token, refused_as="token_revoked")
    return {"revoked": True}


def open_connection(call: ApiCall) -> Json:
    """apps.connections.open: an address for one WebSocket."""
    ticket = call.world.new_id("ticket-")
    call.world.socket_tickets.add(ticket)
    return {"url": f"{call.world.address.replace('http', 'ws', 1)}/link/?ticket={ticket}&app_id={call.world.app.app_id}"}


def complete_success(call: ApiCall) -> Json:
    """functions.completeSuccess: the outputs must be those the manifest declares."""
    execution = _running(call)
    outputs = call.structure("outputs") or {}
    declared = (call.world.app.functions or {}).get(execution.callback_id, {}).get("output_parameters")
    if declared is not None:
        required = {name for name, parameter in declared.items() if parameter.get("is_required")}
        if wrong := sorted((required - outputs.keys()) | (outputs.keys() - declared.keys())):
            raise SlackError("parameter_validation_failed", [f"missing or unknown output: {name}" for name in wrong])
    return _end(call, replace(execution, outputs=outputs))


def complete_error(call: ApiCall) -> Json:
    """functions.completeError."""
    return _end(call, replace(_running(call), error=call.needed("error")))


def _running(call: ApiCall) -> Execution:
    execution = call.world.executions.get(call.needed("function_execution_id"))
    if execution is None:
        raise SlackError("function_execution_not_found")
    if not execution.is_running:
        raise SlackError("execution_not_in_running_state")
    return execution


def _end(call: ApiCall, execution: Execution) -> Json:
    call.world.executions[execution.id] = execution
    token = call.world.tokens[execution.token]
    call.world.tokens[token.value] = replace(token, refused_as="token_expired")
    call.world.changed.notify_all()
    return {}


def oauth_access(world: World, arguments: Mapping[str, Any], authorization: str) -> Json:
    """oauth.v2.access: a code or a refresh token for a bot token. The app proves itself by its secret, in a header or arguments."""
    client_id, secret = _credentials(arguments, authorization)
    if client_id != world.app.client_id:
        raise SlackError("invalid_client_id")
    if secret != world.app.client_secret:
        raise SlackError("bad_client_secret")
    if arguments.get("grant_type") == "refresh_token":
        old = next((token for token in world.tokens.values() if token.refresh and token.refresh == arguments.get("refresh_token")), None)
        if old is None or old.refused_as:
            raise SlackError("invalid_refresh_token")
        world.tokens[old.value] = replace(old, refresh=None, expires=world.clock.time())
        return _granted(world, world.install(old.team_id, old.scopes, rotated=True), {})
    code = str(arguments.get("code"))
    if code not in world.install_codes:
        raise SlackError("invalid_code")
    installer, scopes = world.install_codes.pop(code)
    token = world.install(installer.team_id, scopes, rotated=world.app.token_rotation)
    return _granted(world, token, {"authed_user": {"id": installer.id}})


def _credentials(arguments: Mapping[str, Any], authorization: str) -> tuple[str, str]:
    if authorization.startswith("Basic "):
        try:
            client_id, _, secret = base64.b64decode(authorization[6:]).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            raise SlackError("invalid_client_id") from None
        return client_id, secret
    return str(arguments.get("client_id")), str(arguments.get("client_secret"))


def _granted(world: World, token: Token, installer: Json) -> Json:
    team = world.teams[token.team_id]
    granted = {"access_token": token.value, "token_type": "bot", "scope": ",".join(sorted(token.scopes)), "bot_user_id": token.user_id}
    rotation = {"refresh_token": token.refresh, "expires_in": TOKEN_LIFE_S} if token.refresh else {}
    place = {"app_id": world.app.app_id, "team": {"id": team.id, "name": team.name}, "enterprise": None}
    return {**granted, **rotation, **place, **installer, "is_enterprise_install": False}


METHODS = {
    "api.test": api_test,
    "apps.connections.open": open_connection,
    "auth.revoke": auth_revoke,
    "auth.test": auth_test,
    "functions.completeError": complete_error,
    "functions.completeSuccess": complete_success,
}
