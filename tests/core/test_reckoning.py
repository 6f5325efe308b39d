"""Sums with days, and terms asked for in many ways."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from sendbot.brain import Brain
from sendbot.yaml12 import read_yaml

CASES: list[dict[str, Any]] = read_yaml(Path(__file__).with_name("reckoning.yaml"))


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"])
def test_what_is_reckoned(case: dict[str, Any], brain: Brain) -> None:
    answer, _ = brain.ask(case["text"], dt.date(2026, 11, 25))
    assert answer.answered is case.get("answered", True), answer.text
    assert case.get("says", "") in answer.text
    for fact in ("date", "count", "yes"):
        if fact in case:
            wanted = case[fact]
            assert getattr(answer, fact) == (dt.date.fromisoformat(str(wanted)) if fact == "date" else wanted), answer.text
