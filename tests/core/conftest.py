"""What the tests of the core share: one brain with the knowledge of the files, and tables of cases."""

from pathlib import Path
from typing import Any

import pytest

from sendbot.bootstrap import bank_holidays, brain_of
from sendbot.brain import Brain
from sendbot.settings import Settings
from sendbot.store import Loaded, Store
from sendbot.yaml12 import read_yaml

DATA = Path(__file__).parent.parent / "data"


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store of its own beside the real knowledge files."""
    settings = Settings()
    return Store(tmp_path_factory.mktemp("core") / "sendbot.db", settings.knowledge, settings.intents)


@pytest.fixture(scope="session")
def loaded(store: Store) -> Loaded:
    return store.load(bank_holidays())


@pytest.fixture(scope="session")
def brain(loaded: Loaded, store: Store) -> Brain:
    return brain_of(loaded, store)


@pytest.fixture(scope="session")
def plan_dates() -> dict[str, list[dict[str, Any]]]:
    """Dates of plans that areas and departments stated."""
    return read_yaml(DATA / "plan_dates.yaml")
