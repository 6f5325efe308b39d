"""Digests on a stand-in whose clock stands still until a test moves it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from parts import Desk, desk


@pytest.fixture
def d(tmp_path: Path) -> Iterator[Desk]:
    """A stand-in with a worker beside it, on Monday 2 October 2017 at 08:59 in London."""
    with desk(tmp_path / "bot.db") as made:
        yield made
