"""What `bot.py doctor` asks of Slack: tokens, scopes, clock, Socket Mode, admins; and what it can say of HTTP and OAuth settings."""

import datetime as dt
from collections.abc import Iterator
from email.utils import parsedate_to_datetime

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.builtin import SocketModeClient

from sendbot.manifest import bot_scopes
from sendbot.settings import Settings
from sendbot.slack.clients import web_client
from sendbot.slack.posting import CALL_ERRORS
from sendbot.slack.run import explain
from sendbot.slack.web import PORT

_FAR_OFF_S = 60
Finding = tuple[bool, str]


def checks(settings: Settings) -> Iterator[Finding]:
    """Each finding about Slack."""
    client = web_client(settings)
    if settings.has_oauth:
        yield from _oauth(settings)
    else:
        yield from _token(client)
        if settings.admins:
            yield from _admins(settings, client)
    if not settings.admins:
        yield True, "SENDBOT_ADMINS is not set: nobody sees corrections and unanswered questions in Slack."
    yield _socket(settings, client) if settings.app_token else _http(settings)


def _token(client: WebClient) -> Iterator[Finding]:
    try:
        answer = client.auth_test()
    except CALL_ERRORS as error:
        yield False, explain(error)
        return
    headers = {name.lower(): str(value) for name, value in answer.headers.items()}
    yield True, f"SLACK_BOT_TOKEN is good: {answer['user']} in {answer['team']}."
    yield _clock(headers.get("date", ""))
    yield _scopes(headers.get("x-oauth-scopes", ""))


def _clock(date: str) -> Finding:
    """How far this machine's clock is from Slack's."""
    if not date:
        return True, "The clock could not be compared: the answer had no date."
    off = abs((dt.datetime.now(dt.UTC) - parsedate_to_datetime(date)).total_seconds())
    return off < _FAR_OFF_S, f"The clock is {off:.0f} seconds from Slack's." + (
        "" if off < _FAR_OFF_S else " Set it right: deadlines and signatures depend on it."
    )


def _scopes(granted: str) -> Finding:
    """Whether the token has the scopes of the manifest."""
    if not granted:
        return True, "Scopes could not be compared: the answer did not list them."
    missing = set(bot_scopes()) - {s.strip() for s in granted.split(",")}
    if missing:
        return False, f"The token lacks {', '.join(sorted(missing))}. Update the app from manifest.json and reinstall it."
    return True, "The token has all scopes of manifest.json."


def _socket(settings: Settings, client: WebClient) -> Finding:
    """Whether a socket opens, which is more than that the token is good."""
    socket = SocketModeClient(str(settings.app_token), web_client=client, auto_reconnect_enabled=False)
    try:
        socket.connect()
        is_connected = socket.is_connected()
    except SlackApiError as error:
        code = error.response.get("error", "unknown_error")
        return False, (
            f"SLACK_APP_TOKEN was refused ({code}). Make an app-level token with the scope connections:write, and turn on Socket Mode."
        )
    except CALL_ERRORS as error:
        return False, f"The socket did not open ({type(error).__name__}). Let this machine make wss connections to Slack."
    finally:
        socket.close()
    if not is_connected:
        return False, "The socket closed at once. Let this machine make wss connections to Slack."
    return True, "SLACK_APP_TOKEN is good: a Socket Mode connection opened."


def _http(settings: Settings) -> Finding:
    port = settings.port or PORT
    return True, (
        f"HTTP mode on port {port}: requests are verified with SLACK_SIGNING_SECRET, which only a request from Slack can prove right. "
        "In the app's settings, the addresses of events, commands and interactivity must end in /slack/events."
    )


def _oauth(settings: Settings) -> Iterator[Finding]:
    if settings.bot_token:
        yield True, "SLACK_CLIENT_ID is set, so SLACK_BOT_TOKEN is not used: each workspace has a token of its own."
    yield True, "OAuth: workspaces install the app at /slack/install. The app's redirect address must end in /slack/oauth_redirect."


def _admins(settings: Settings, client: WebClient) -> Iterator[Finding]:
    users = [admin for admin in settings.admins if not admin.startswith("S")]
    if users:
        yield True, f"Admins: {', '.join(users)}. That they exist is not checked: that would need the scope users:read."
    for group in (admin for admin in settings.admins if admin.startswith("S")):
        try:
            members = client.usergroups_users_list(usergroup=group)["users"]
        except CALL_ERRORS as error:
            code = error.response.get("error", "unknown_error") if isinstance(error, SlackApiError) else type(error).__name__
            yield False, f"The admins' user group {group} could not be asked for ({code}). Check its id in SENDBOT_ADMINS."
        else:
            yield bool(members), f"The admins' user group {group} has {len(members)} members." + ("" if members else " Add someone.")
