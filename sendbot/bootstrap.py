"""Where the real parts are put together: settings, store, bank holidays, brain. Tests put in others."""

import datetime as dt
import gc
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from sendbot.brain import Brain
from sendbot.settings import Settings
from sendbot.snapshot import Snapshot
from sendbot.store import Loaded, Store
from sendbot.understanding.phrasings import words_from


def open_store(settings: Settings) -> Store:
    """The store these settings name."""
    return Store(settings.database, settings.knowledge, settings.intents, settings.words)


def open_brain(settings: Settings) -> Brain:
    """A brain with the knowledge of the files.

    Raises KnowledgeError or StoreError.
    """
    store = open_store(settings)
    with _kept_for_good():
        return brain_of(store.open(bank_holidays), store)


@contextmanager
def _kept_for_good() -> Iterator[None]:
    """Spare the garbage collector what is made here: it stays as long as the process, and looking through it takes longer than an answer."""
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        gc.enable()


def brain_of(loaded: Loaded, store: Store, previous: Brain | None = None) -> Brain:
    """A brain for one state of the knowledge. What reading the examples came to is kept in the store: it takes most of a start.

    From a `previous` brain the understanding is taken over where an edit has not touched the words that questions are read by.
    """
    snapshot = Snapshot(loaded.knowledge, loaded.version)
    moved = previous.understanding.moved_to(loaded.language, loaded.knowledge) if previous else None
    if moved:
        return Brain(loaded.language, snapshot, understanding=moved)
    version = f"{_words_version(loaded)}-{_reading_code()}"
    return Brain(loaded.language, snapshot, lambda make: store.compiled("examples", version, make))


def _words_version(loaded: Loaded) -> str:
    """What tells the words of one state from those of another: the files' version, where there are no edits."""
    if not loaded.edit:
        return loaded.version
    words = msgspec.json.encode(words_from(loaded.language, loaded.knowledge), order="sorted")
    return hashlib.sha256(words).hexdigest()[:16]


def _reading_code() -> str:
    """What tells one state of the code that reads examples from another: its files' sizes and times."""
    here = Path(__file__).parent
    files = sorted(
        p for folder in ("lexicon", "understanding", "grammar", "grammar/words") for p in (here / folder).iterdir() if p.is_file()
    )
    stamps = ";".join(f"{p.name}:{s.st_size}:{s.st_mtime_ns}" for p in files for s in (p.stat(),))
    return hashlib.sha256(stamps.encode()).hexdigest()[:16]


def bank_holidays() -> list[dt.date]:
    """England's bank holidays from the package's own data (GOV.UK's, with moved and extra days); no network is used."""
    from govuk_bank_holidays.bank_holidays import BankHolidays

    division = BankHolidays.ENGLAND_AND_WALES
    return sorted(h["date"] for h in BankHolidays(use_cached_holidays=True).get_holidays(division=division))


def today_in(settings: Settings) -> dt.date:
    """The day it is where the bot's people are."""
    return dt.datetime.now(settings.timezone).date()
