"""Fixtures for every test."""

import pytest

from sendbot.bootstrap import open_brain
from sendbot.brain import Brain
from sendbot.settings import ROOT, Settings


@pytest.fixture(scope="session")
def brain() -> Brain:
    """The bot's own brain, from the files."""
    return open_brain(Settings(database=ROOT / "sendbot.db"))
