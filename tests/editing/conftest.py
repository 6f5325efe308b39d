"""Fixtures of the tests of editing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from editing_parts import Bench, Office, benches, office_of

from sendbot.bootstrap import bank_holidays, brain_of, open_store
from sendbot.brain import Brain
from sendbot.settings import Settings


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Brain]:
    """A database with the knowledge in it, and its brain."""
    database = tmp_path_factory.mktemp("loaded") / "bot.db"
    store = open_store(Settings(database=database))
    return database, brain_of(store.open(bank_holidays), store)


@pytest.fixture
def bench(loaded: tuple[Path, Brain], tmp_path: Path) -> Iterator[Bench]:
    yield from benches(loaded, tmp_path)


@pytest.fixture
def office(bench: Bench) -> Iterator[Office]:
    with office_of(bench) as made:
        yield made
