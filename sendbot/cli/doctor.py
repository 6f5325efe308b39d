"""`bot.py doctor`: each thing the bot needs, whether it is well, and how to mend it."""

import datetime as dt
import os
from collections.abc import Iterator

from sendbot.bootstrap import bank_holidays, open_store
from sendbot.errors import SendbotError
from sendbot.settings import Settings

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
    for check in (_knowledge, _database, _holidays, _slack):
        try:
            yield from check(settings)
        except SendbotError as error:
            yield False, str(error)


def _knowledge(settings: Settings) -> Iterator[Finding]:
    loaded = open_store(settings).open(bank_holidays)
    newest = max((f.known_on for i in loaded.knowledge.inspections for f in i.stated), default=None)
    yield (
        True,
        f"Knowledge version {loaded.version}: {len(loaded.knowledge.findings)} findings; newest fact of {newest}.",
    )


def _database(settings: Settings) -> Iterator[Finding]:
    """The file can be written, and where it holds tokens nobody else can read it."""
    database = settings.database
    if not (os.access(database, os.W_OK) and os.access(database.parent, os.W_OK)):
        yield False, f"Database {database} cannot be written. Give this user the right to write it and its folder, or set SENDBOT_DB."
        return
    yield True, f"Database {database} can be written."
    if settings.has_oauth and database.stat().st_mode & 0o077:
        yield False, f"Others can read {database}, which holds tokens. Run: chmod 600 {database}"


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
    from sendbot.cli.doctor_slack import checks

    yield from checks(settings)
