"""What the tests of the core share, besides the brain that all tests have: dates of plans that were stated."""

from pathlib import Path
from typing import Any

import pytest

from sendbot.yaml12 import read_yaml

DATA = Path(__file__).parent.parent / "data"


@pytest.fixture(scope="session")
def plan_dates() -> dict[str, list[dict[str, Any]]]:
    """Dates of plans that areas and departments stated."""
    return read_yaml(DATA / "plan_dates.yaml")
