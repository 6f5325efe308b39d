"""Fixtures of the tests of digests."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from digest_parts import Desk, desk


@pytest.fixture
def d(tmp_path: Path) -> Iterator[Desk]:
    """A stand-in with a worker beside it, on Thursday 28 September 2017."""
    with desk(tmp_path / "bot.db") as made:
        yield made
