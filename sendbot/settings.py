"""Settings from the environment and a `.env` file, read once, each bad value named with what it should be."""

import os
from collections.abc import Mapping
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from sendbot.errors import SettingsError

ROOT = Path(__file__).resolve().parent.parent


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """All that can be set from outside. Tokens are None where Slack is not connected; `database` is a file's path."""

    bot_token: str | None = None
    app_token: str | None = None
    signing_secret: str | None = None
    slack_api_url: str | None = None
    database: Path = ROOT / "sendbot.db"
    admins: tuple[str, ...] = ()
    timezone: ZoneInfo = ZoneInfo("Europe/London")
    knowledge: Path = ROOT / "knowledge"
    intents: Path = ROOT / "intents.yaml"

    @property
    def has_slack(self) -> bool:
        """Whether Slack is to be connected."""
        return self.bot_token is not None


def read_settings(environ: Mapping[str, str] | None = None, env_file: Path = ROOT / ".env") -> Settings:
    """The settings of this process; what is in the environment outranks the file.

    Raises SettingsError for the first bad value.
    """
    values = {**_from_file(env_file), **(os.environ if environ is None else environ)}

    def get(name: str) -> str | None:
        return values.get(name, "").strip() or None

    bot, app, secret = get("SLACK_BOT_TOKEN"), get("SLACK_APP_TOKEN"), get("SLACK_SIGNING_SECRET")
    _check_token("SLACK_BOT_TOKEN", bot, "xoxb-", "the Bot User OAuth Token under OAuth & Permissions")
    _check_token("SLACK_APP_TOKEN", app, "xapp-", "an app-level token with the scope connections:write")
    if bot and not (app or secret):
        raise SettingsError(
            "SLACK_BOT_TOKEN is set, but neither SLACK_APP_TOKEN (Socket Mode) nor SLACK_SIGNING_SECRET (HTTP). Set one of them."
        )
    if app and not bot:
        raise SettingsError("SLACK_APP_TOKEN is set, but SLACK_BOT_TOKEN is not. Set both, or neither for the console.")
    url = get("SLACK_API_URL")
    if url and not url.startswith(("http://", "https://")):
        raise SettingsError(f"SLACK_API_URL is '{url}'. It must begin with http:// or https://.")
    database = get("SENDBOT_DB")
    return Settings(
        bot_token=bot,
        app_token=app,
        signing_secret=secret,
        slack_api_url=url,
        database=Path(database).expanduser() if database else ROOT / "sendbot.db",
        admins=_admins(get("SENDBOT_ADMINS")),
        timezone=_timezone(get("SENDBOT_TIMEZONE") or "Europe/London"),
    )


def _from_file(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    from dotenv import dotenv_values

    return {name: value for name, value in dotenv_values(path).items() if value is not None}


def _check_token(name: str, value: str | None, prefix: str, what: str) -> None:
    if value and not value.startswith(prefix):
        raise SettingsError(f"{name} does not look right: it must begin with {prefix} ({what}).")


def _admins(value: str | None) -> tuple[str, ...]:
    admins = tuple(a.strip() for a in (value or "").split(",") if a.strip())
    for admin in admins:
        if admin[0] not in "UWS" or not admin.isalnum():
            raise SettingsError(f"SENDBOT_ADMINS has '{admin}'. List Slack user ids (U...) or user group ids (S...), with commas between.")
    return admins


def _timezone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:  # OSError: the name of a folder, or one too long for a file
        raise SettingsError(f"SENDBOT_TIMEZONE is '{name}', which is no time zone. Use a name such as Europe/London.") from error
