"""Where the real parts are put together: settings, store, bank holidays, brain. Tests put in others."""

import datetime as dt

from sendbot.brain import Brain
from sendbot.settings import Settings
from sendbot.snapshot import Snapshot
from sendbot.store import Loaded, Store


def open_store(settings: Settings) -> Store:
    """The store these settings name."""
    return Store(settings.database, settings.knowledge, settings.intents)


def open_brain(settings: Settings) -> Brain:
    """A brain with the knowledge of the files.

    Raises KnowledgeError or StoreError.
    """
    return brain_of(open_store(settings).open(bank_holidays))


def brain_of(loaded: Loaded) -> Brain:
    """A brain for one state of the knowledge."""
    return Brain(loaded.language, Snapshot(loaded.knowledge, loaded.version))


def bank_holidays() -> list[dt.date]:
    """England's bank holidays from the package's own data (GOV.UK's, with moved and extra days); no network is used."""
    from govuk_bank_holidays.bank_holidays import BankHolidays

    division = BankHolidays.ENGLAND_AND_WALES
    return sorted(h["date"] for h in BankHolidays(use_cached_holidays=True).get_holidays(division=division))


def today_in(settings: Settings) -> dt.date:
    """The day it is where the bot's people are."""
    return dt.datetime.now(settings.timezone).date()
