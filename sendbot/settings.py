"""Settings from the environment and a `.env` file, read once, each bad value named with what it should be."""

import os
from collections.abc import Mapping
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from sendbot.errors import SettingsError

ROOT = Path(__file__).resolve().parent.parent
_LAST_PORT = 65_535
WORKSPACE_ADMINS = "workspace"


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """All that can be set from outside. Tokens are None where Slack is not connected; `database` is a file's path.

    `admins`: ids of users and user groups, or "workspace" for the workspace's own admins. `audit_channel`: where each edit is told.
    `client_id`, `client_secret`: of an app that several workspaces install. `port` is None where none is asked for.
    """

    bot_token: str | None = None
    app_token: str | None = None
    signing_secret: str | None = None
    slack_api_url: str | None = None
    client_id: str | None = None
    client_secret: str | None = None
    port: int | None = None
    allowed_bots: frozenset[str] = frozenset()
    database: Path = ROOT / "sendbot.db"
    admins: tuple[str, ...] = ()
    audit_channel: str | None = None
    timezone: ZoneInfo = ZoneInfo("Europe/London")
    knowledge: Path = ROOT / "knowledge"
    intents: Path = ROOT / "intents.yaml"
    words: Path = ROOT / "sendbot" / "lexicon"

    @property
    def has_slack(self) -> bool:
        """Whether Slack is to be connected."""
        return self.bot_token is not None or self.has_oauth

    @property
    def has_oauth(self) -> bool:
        """Whether several workspaces can install the app."""
        return self.client_id is not None


def read_settings(environ: Mapping[str, str] | None = None, env_file: Path = ROOT / ".env") -> Settings:
    """The settings of this process; what is in the environment outranks the file.

    Raises SettingsError for the first bad value.
    """
    values = {**_from_file(env_file), **(os.environ if environ is None else environ)}

    def get(name: str) -> str | None:
        return values.get(name, "").strip() or None

    # `slack run` (the Slack CLI) passes tokens of its own under these names; they are meant for this run.
    bot, app = get("SLACK_CLI_XOXB") or get("SLACK_BOT_TOKEN"), get("SLACK_CLI_XAPP") or get("SLACK_APP_TOKEN")
    secret, client_id, client_secret = get("SLACK_SIGNING_SECRET"), get("SLACK_CLIENT_ID"), get("SLACK_CLIENT_SECRET")
    _check_token("SLACK_BOT_TOKEN", bot, ("xoxb-", "xoxe.xoxb-"), "the Bot User OAuth Token under OAuth & Permissions")
    _check_token("SLACK_APP_TOKEN", app, ("xapp-",), "an app-level token with the scope connections:write")
    _check_slack(bot, app, secret, client_id, client_secret)
    url = get("SLACK_API_URL")
    if url and not url.startswith(("http://", "https://")):
        raise SettingsError(f"SLACK_API_URL is '{url}'. It must begin with http:// or https://.")
    database = get("SENDBOT_DB")
    return Settings(
        bot_token=bot,
        app_token=app,
        signing_secret=secret,
        slack_api_url=url,
        client_id=client_id,
        client_secret=client_secret,
        port=_port(get("PORT")),
        allowed_bots=_bots(get("SENDBOT_ALLOWED_BOTS")),
        database=Path(database).expanduser() if database else ROOT / "sendbot.db",
        admins=_admins(get("SENDBOT_ADMINS")),
        audit_channel=_channel(get("SENDBOT_AUDIT_CHANNEL")),
        timezone=_timezone(get("SENDBOT_TIMEZONE") or "Europe/London"),
    )


def _from_file(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    from dotenv import dotenv_values

    return {name: value for name, value in dotenv_values(path).items() if value is not None}


def _check_token(name: str, value: str | None, prefixes: tuple[str, ...], what: str) -> None:
    if value and not value.startswith(prefixes):
        raise SettingsError(f"{name} does not look right: it must begin with {prefixes[0]} ({what}).")


def _check_slack(bot: str | None, app: str | None, secret: str | None, client_id: str | None, client_secret: str | None) -> None:
    """The tokens and secrets that belong together are there together."""
    if bool(client_id) != bool(client_secret):
        raise SettingsError(
            "Of SLACK_CLIENT_ID and SLACK_CLIENT_SECRET only one is set. Set both to let workspaces install the app, or neither."
        )
    if client_id:
        if not secret:
            raise SettingsError("SLACK_CLIENT_ID is set, but SLACK_SIGNING_SECRET is not. Copy it from Basic Information.")
        return
    if bot and not (app or secret):
        raise SettingsError(
            "SLACK_BOT_TOKEN is set, but neither SLACK_APP_TOKEN (Socket Mode) nor SLACK_SIGNING_SECRET (HTTP). Set one of them."
        )
    if app and not bot:
        raise SettingsError("SLACK_APP_TOKEN is set, but SLACK_BOT_TOKEN is not. Set both, or neither for the console.")


def _port(value: str | None) -> int | None:
    if value is None:
        return None
    if not (value.isascii() and value.isdigit()) or not 1 <= int(value) <= _LAST_PORT:
        raise SettingsError(f"PORT is '{value}'. It must be a number from 1 to {_LAST_PORT}, such as 3000.")
    return int(value)


def _bots(value: str | None) -> frozenset[str]:
    bots = frozenset(b.strip() for b in (value or "").split(",") if b.strip())
    for bot in sorted(bots):
        if bot[0] != "B" or not bot.isalnum():
            raise SettingsError(f"SENDBOT_ALLOWED_BOTS has '{bot}'. List Slack bot ids (B...), with commas between.")
    return bots


def _admins(value: str | None) -> tuple[str, ...]:
    admins = tuple(a.strip() for a in (value or "").split(",") if a.strip())
    for admin in admins:
        if admin != WORKSPACE_ADMINS and (admin[0] not in "UWS" or not admin.isalnum()):
            raise SettingsError(
                f"SENDBOT_ADMINS has '{admin}'. List Slack user ids (U...), user group ids (S...) or the word {WORKSPACE_ADMINS}, with commas between."
            )
    return admins


def _channel(value: str | None) -> str | None:
    if value and (value[0] not in "CG" or not value.isalnum()):
        raise SettingsError(f"SENDBOT_AUDIT_CHANNEL is '{value}'. Give a channel's id (C...), from the channel's details in Slack.")
    return value


def _timezone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:  # OSError: the name of a folder, or one too long for a file
        raise SettingsError(f"SENDBOT_TIMEZONE is '{name}', which is no time zone. Use a name such as Europe/London.") from error
