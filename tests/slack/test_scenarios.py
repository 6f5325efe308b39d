"""Every scenario of `scenarios.yaml`, over Socket Mode and over signed HTTP: the real app, database and knowledge.

With SLACK_EMULATOR set to its address, on that emulator instead (see README.md).
"""

import datetime as dt
import json
import logging
import os
import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import doing
import expecting
import pytest
import slacking
from brains import KINDS
from elsewhere import Elsewhere, NotThereError, over_its_socket
from play import BOT, PEOPLE, SLACK, Play
from slack_bolt import App
from standin import Standin
from standin.fixtures import Transport, over_http, over_socket

from sendbot.brain import Brain
from sendbot.settings import ROOT, Settings
from sendbot.slack import Service, make_app, posting
from sendbot.slack.run import web_client
from sendbot.store import SlackState
from sendbot.yaml12 import read_yaml

FILE = Path(__file__).with_name("scenarios.yaml")
SCENARIOS: list[dict[str, Any]] = read_yaml(FILE)["scenarios"]
MANIFEST = json.loads((ROOT / "manifest.json").read_text(encoding="utf-8"))
TODAY = dt.date(2017, 10, 6)
VERBS = {doing: PEOPLE, expecting: BOT, slacking: SLACK}
EMULATOR = os.environ.get("SLACK_EMULATOR")
OVER: dict[str, Any] = {"emulator": over_its_socket} if EMULATOR else {"socket": over_socket, "http": over_http}
CASES = [
    pytest.param(scenario, transport, id=f"{transport}: {scenario['name']}")
    for scenario in SCENARIOS
    for transport in OVER
    if EMULATOR or transport in scenario.get("over", OVER)
]


@contextmanager
def bot_in(slack: Standin, service: Service, transport: Transport, timeout_s: int | None) -> Iterator[App]:
    """The bot at work in a Slack; at the end it is let finish what it has begun. `timeout_s`: instead of how long it waits for Slack."""
    client = web_client(Settings(bot_token=slack.bot_token, slack_api_url=slack.base_url))
    client.timeout = timeout_s or client.timeout
    app = make_app(client, service, signing_secret=slack.app.signing_secret if transport == "http" else None)
    with OVER[transport](app, slack):
        try:
            yield app
            slack.settle(quiet_s=0.03)
        finally:
            app.listener_runner.listener_executor.shutdown(wait=True)


@pytest.fixture(autouse=True)
def _no_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """This Slack shows at once what was posted; the bot need not wait before it looks."""
    monkeypatch.setattr(posting, "_PATIENCE_S", (0.01, 0.02))


@pytest.mark.parametrize(("scenario", "transport"), CASES)
def test_scenario(scenario: dict[str, Any], transport: Transport, brain: Brain, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    if EMULATOR and "elsewhere" in scenario:
        pytest.skip(scenario["elsewhere"])
    try:
        play = played(scenario, transport, brain, tmp_path / "sendbot.db", caplog)
    except NotThereError as missing:
        pytest.skip(f"not on this emulator: {missing}")
    check_log(caplog, play, may_complain=scenario.get("log") == "complains")


def played(scenario: dict[str, Any], transport: Transport, brain: Brain, database: Path, caplog: pytest.LogCaptureFixture) -> Play:
    """A scenario, played to its end. Raises AssertionError where it does not come as it says."""
    mind: Any = KINDS[scenario["brain"]]() if "brain" in scenario else brain
    a_slack: Any = Elsewhere(EMULATOR) if EMULATOR else Standin(MANIFEST)
    with a_slack as slack, closing(SlackState(database)) as state:
        play = Play(slack, lambda: caplog.records, *(frozenset(scenario.get(key, ())) for key in ("robots", "private", "without the bot")))
        admins = tuple(play.person(name).id for name in scenario.get("admins", ()))
        service = Service(lambda: mind, lambda: scenario.get("today", TODAY), state, admins)
        with bot_in(slack, service, transport, scenario.get("patience")):
            for step in scenario["steps"]:
                play.perform(step)
        assert not play.unheard(), f"it also said {[(post.channel, post.text) for post in play.unheard()]}"
    return play


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
    assert used == {verb for verbs in VERBS.values() for verb in verbs}
    assert not [verb for verb in used if not re.search(rf": {verb}[,}}]", top)]
