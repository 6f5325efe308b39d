"""Every scenario of `scenarios.yaml`, over Socket Mode and over signed HTTP: the real app, database and knowledge."""

import datetime as dt
import json
import logging
import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from brains import KINDS
from play import BOT, PEOPLE, SLACK, Play
from slack_bolt import App
from standin import Standin
from standin.fixtures import Transport, over_http, over_socket

from sendbot.brain import Brain
from sendbot.settings import ROOT, Settings
from sendbot.slack import Service, make_app
from sendbot.slack.run import web_client
from sendbot.store import SlackState
from sendbot.yaml12 import read_yaml

FILE = Path(__file__).with_name("scenarios.yaml")
SCENARIOS: list[dict[str, Any]] = read_yaml(FILE)["scenarios"]
MANIFEST = json.loads((ROOT / "manifest.json").read_text(encoding="utf-8"))
TODAY = dt.date(2017, 10, 6)
OVER = {"socket": over_socket, "http": over_http}
CASES = [
    pytest.param(scenario, transport, id=f"{transport}: {scenario['name']}")
    for scenario in SCENARIOS
    for transport in scenario.get("over", OVER)
]


@contextmanager
def bot_in(slack: Standin, service: Service, transport: Transport) -> Iterator[App]:
    """The bot at work in a Slack; at the end it is let finish what it has begun."""
    settings = Settings(bot_token=slack.bot_token, slack_api_url=slack.base_url)
    app = make_app(web_client(settings), service, signing_secret=slack.app.signing_secret if transport == "http" else None)
    with OVER[transport](app, slack):
        try:
            yield app
            slack.settle(quiet_s=0.03)
        finally:
            app.listener_runner.listener_executor.shutdown(wait=True)


@pytest.mark.parametrize(("scenario", "transport"), CASES)
def test_scenario(scenario: dict[str, Any], transport: Transport, brain: Brain, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    mind: Any = KINDS[scenario["brain"]]() if "brain" in scenario else brain
    with Standin(MANIFEST) as slack, closing(SlackState(tmp_path / "sendbot.db")) as state:
        service = Service(lambda: mind, lambda: scenario.get("today", TODAY), state)
        play = Play(slack, lambda: caplog.records, frozenset(scenario.get("robots", ())), frozenset(scenario.get("private", ())))
        with bot_in(slack, service, transport):
            for step in scenario["steps"]:
                play.perform(step)
        assert not play.unheard(), f"it also said {[(post.channel, post.text) for post in play.unheard()]}"
    check_log(caplog, play, may_complain=scenario.get("log") == "complains")


def check_log(caplog: pytest.LogCaptureFixture, play: Play, *, may_complain: bool) -> None:
    """The log has no secret and nothing that people typed; and no complaint, unless something was to go wrong."""
    app = play.slack.app
    assert not [secret for secret in (play.slack.bot_token, app.app_token, app.signing_secret) if secret in caplog.text]
    questions = [re.sub(r"^(<@\w+>|ask )\s*", "", text)[:60].strip() for text in play.typed]
    assert not [question for question in questions if len(question) > 10 and question in caplog.text]
    # The SDK complains of its own socket when both ends close it in the same moment.
    complaints = [r.getMessage() for r in caplog.records if r.levelno >= logging.WARNING and "socket_mode" not in r.pathname]
    assert may_complain or not complaints, complaints


def test_every_scenario_has_a_name_of_its_own() -> None:
    names = [scenario["name"] for scenario in SCENARIOS]
    assert len(set(names)) == len(names)


def test_every_verb_is_explained_at_the_top_and_used_below() -> None:
    top = FILE.read_text(encoding="utf-8").partition("\nscenarios:")[0]
    used = {next(iter(step.values())) for scenario in SCENARIOS for step in scenario["steps"]}
    assert used == {*PEOPLE, *BOT, *SLACK}
    assert not [verb for verb in used if not re.search(rf": {verb}[,}}]", top)]
