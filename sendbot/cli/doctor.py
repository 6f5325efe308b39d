"""`bot.py doctor`: each thing the bot needs, whether it is well, and how to mend it."""

import datetime as dt
from collections.abc import Iterator

from sendbot.bootstrap import bank_holidays, open_store
from sendbot.errors import SendbotError
from sendbot.settings import Settings

_FAR_OFF_S = 60
Finding = tuple[bool, str]


def examine(settings: Settings) -> int:
    """Print a line for each check. Exit code 1 where something is wrong."""
    well = True
    for ok, line in _checks(settings):
        print(f"{'✓' if ok else '✗'} {line}")
        well = well and ok
    print("All well." if well else "Something needs mending: see the lines with ✗.")
    return 0 if well else 1


def _checks(settings: Settings) -> Iterator[Finding]:
    for check in (_knowledge, _holidays, _slack, _admins):
        try:
            yield from check(settings)
        except SendbotError as error:
            yield False, str(error)


def _knowledge(settings: Settings) -> Iterator[Finding]:
    loaded = open_store(settings).open(bank_holidays)
    newest = max((f.known_on for i in loaded.knowledge.inspections for f in i.stated), default=None)
    yield (
        True,
        f"Database {settings.database.name}: knowledge version {loaded.version}, {len(loaded.knowledge.findings)} findings; newest fact of {newest}.",
    )


def _holidays(settings: Settings) -> Iterator[Finding]:
    last = max(bank_holidays())
    today = dt.datetime.now(settings.timezone).date()
    far_enough = last >= today + dt.timedelta(days=365)
    words = f"Bank holidays are known to the end of {last.year}."
    yield far_enough, words if far_enough else f"{words} Update the package govuk-bank-holidays, then run 'bot.py load'."


def _slack(settings: Settings) -> Iterator[Finding]:
    if not settings.has_slack:
        yield True, "No Slack tokens are set: bot.py starts the console. To connect Slack, see the README."
        return
    from slack_sdk.errors import SlackApiError, SlackClientError

    from sendbot.slack.clients import web_client
    from sendbot.slack.run import explain

    client = web_client(settings)
    try:
        answer = client.auth_test()
        yield True, f"SLACK_BOT_TOKEN is good: {answer['user']} in {answer['team']}."
        yield _clock(str(answer.headers.get("date") or answer.headers.get("Date") or ""))
        yield _scopes(str(answer.headers.get("x-oauth-scopes", "")))
    except (SlackApiError, SlackClientError, OSError) as error:
        yield False, explain(error)
        return
    if settings.app_token:
        try:
            client.apps_connections_open(app_token=settings.app_token)
            yield True, "SLACK_APP_TOKEN is good: Socket Mode can connect."
        except (SlackApiError, SlackClientError, OSError) as error:
            yield False, f"SLACK_APP_TOKEN was refused ({explain(error)}). Make an app-level token with the scope connections:write."
    else:
        yield True, "HTTP mode: requests are verified with SLACK_SIGNING_SECRET."


def _clock(date: str) -> Finding:
    """How far this machine's clock is from Slack's."""
    from email.utils import parsedate_to_datetime

    if not date:
        return True, "The clock could not be compared: the answer had no date."
    off = abs((dt.datetime.now(dt.UTC) - parsedate_to_datetime(date)).total_seconds())
    return off < _FAR_OFF_S, f"The clock is {off:.0f} seconds from Slack's." + (
        "" if off < _FAR_OFF_S else " Set it right: deadlines and signatures depend on it."
    )


def _scopes(granted: str) -> Finding:
    """Whether the token has the scopes of the manifest."""
    import json

    from sendbot.settings import ROOT

    wanted = set(json.loads((ROOT / "manifest.json").read_text(encoding="utf-8"))["oauth_config"]["scopes"]["bot"])
    if not granted:
        return True, "Scopes could not be compared: the answer did not list them."
    missing = wanted - {s.strip() for s in granted.split(",")}
    if missing:
        return False, f"The token lacks {', '.join(sorted(missing))}. Update the app from manifest.json and reinstall it."
    return True, "The token has all scopes of manifest.json."


def _admins(settings: Settings) -> Iterator[Finding]:
    if settings.admins:
        yield True, f"Admins: {len(settings.admins)} set."
    else:
        yield True, "SENDBOT_ADMINS is not set: nobody can change the knowledge from Slack."
