"""Groups, orders, sides and averages: read whole, and answered with figures that hold."""

import datetime as dt
from pathlib import Path

import pytest

from sendbot.brain import Brain
from sendbot.grammar import aggregates
from sendbot.yaml12 import read_yaml

ROWS: list[dict[str, str]] = read_yaml(Path(__file__).with_name("aggregates.yaml"))
TODAY = dt.date(2026, 11, 25)


@pytest.mark.parametrize("row", ROWS, ids=lambda r: r["asks"])
def test_an_aggregate_is_answered(row: dict[str, str], brain: Brain) -> None:
    assert row["says"] in brain.ask(row["asks"], TODAY)[0].text


@pytest.mark.parametrize("group", ["region", "year", "type", "outcome"])
def test_what_is_counted_per_group_adds_up(group: str, brain: Brain) -> None:
    answer = brain.ask(f"how many outcome 3s per {group}", TODAY)[0]
    assert sum(f.value for f in answer.figures) == answer.count == brain.ask("how many areas have outcome 3", TODAY)[0].count


@pytest.mark.parametrize("asks", ["which areas got worse", "which areas got better", "how do outcomes split by region"])
def test_what_the_record_cannot_decide_is_not_read_whole(asks: str, brain: Brain) -> None:
    assert brain.ask(asks, TODAY)[0].how != "whole"


def test_every_rule_has_an_example() -> None:
    assert all(rule.example for rule in aggregates.RULES)
