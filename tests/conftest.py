"""What all tests share: one brain with the knowledge of the files, made once, in a database of its own."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from sendbot.bootstrap import bank_holidays, brain_of
from sendbot.brain import Brain
from sendbot.settings import Settings
from sendbot.store import Loaded, Store

# The same cases each time, on machines of any speed.
settings.register_profile("steady", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file that the knowledge is loaded into."""
    return tmp_path_factory.mktemp("knowledge") / "sendbot.db"


@pytest.fixture(scope="session")
def store(database: Path) -> Store:
    """A store of its own beside the real knowledge files."""
    files = Settings()
    return Store(database, files.knowledge, files.intents)


@pytest.fixture(scope="session")
def loaded(store: Store) -> Loaded:
    """The knowledge and the language of the files."""
    return store.load(bank_holidays())


@pytest.fixture(scope="session")
def brain(loaded: Loaded, store: Store) -> Brain:
    """A brain with all of it."""
    return brain_of(loaded, store)
