"""The real process, `python bot.py`, talking to a Slack over real sockets: killed, started again, given bad tokens."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from standin import Standin
from standin.fixtures import Transport
from test_scenarios import MANIFEST

from sendbot.brain import Brain
from sendbot.settings import ROOT

QUESTION, FOLLOW_UP = "which areas had DMO capacity issues", "which of those are in London?"
START_SECONDS = 30.0
NO_SLACK = {"SLACK_BOT_TOKEN": "", "SLACK_APP_TOKEN": "", "SLACK_SIGNING_SECRET": "", "SLACK_API_URL": ""}


@pytest.fixture
def own_database(tmp_path: Path, database: Path, brain: Brain) -> Path:
    """A database with the knowledge in it, as after a first start."""
    return Path(shutil.copy(database, tmp_path / "sendbot.db"))


def environment(database: Path, **given: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "SYSTEMROOT", "LANG") if name in os.environ}
    return {**kept, **NO_SLACK, "SENDBOT_DB": str(database), "PYTHONUNBUFFERED": "1", **given}


class Process:
    """`bot.py` at work. `output` is all it has written so far."""

    def __init__(self, written: Path, env: dict[str, str]) -> None:
        self._written = written
        with written.open("ab") as out:
            self.running = subprocess.Popen([sys.executable, ROOT / "bot.py"], env=env, cwd=written.parent, stdout=out, stderr=out)

    @property
    def output(self) -> str:
        return self._written.read_text(encoding="utf-8", errors="replace")

    def kill(self) -> None:
        """At once, as a power cut does it (SIGKILL)."""
        self.running.kill()
        self.running.wait()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def wait_for_port(port: int, process: Process) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.running.poll() is None:
        with socket.socket() as probe:
            probe.settimeout(1)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise AssertionError(f"nothing listens on the port: {process.output}")


@contextmanager
def started(slack: Standin, transport: Transport, database: Path) -> Iterator[Process]:
    """The process, connected to this Slack over this transport; killed in the end."""
    env = environment(database, SLACK_BOT_TOKEN=slack.bot_token, SLACK_API_URL=slack.base_url)
    written, port = database.with_suffix(".out"), free_port()
    if transport == "socket":
        process = Process(written, {**env, "SLACK_APP_TOKEN": slack.app.app_token})
    else:
        process = Process(written, {**env, "SLACK_SIGNING_SECRET": slack.app.signing_secret, "PORT": str(port)})
    try:
        if transport == "socket":
            slack.wait_for(lambda: slack.sockets.count == 1 or process.running.poll() is not None, "a socket", START_SECONDS)
            assert process.running.poll() is None, process.output
        else:
            wait_for_port(port, process)
            slack.request_url = f"http://127.0.0.1:{port}/slack/events"
        yield process
    finally:
        slack.request_url = None
        process.kill()
        if transport == "socket":
            slack.wait_for_sockets(0)


def test_killed_and_started_again_it_goes_on_in_the_thread_and_repeats_nothing(transport: Transport, own_database: Path) -> None:
    with Standin(MANIFEST) as slack:
        anna, team = slack.user("anna"), slack.channel("team")
        with started(slack, transport, own_database) as process:
            question = anna.mentions(team, QUESTION)
            assert "Waltham Forest" in slack.wait_for_reply(question, 15).text
            slack.settle()
        with started(slack, transport, own_database) as process:
            slack.redeliver(slack.delivered("app_mention")[0]).wait()
            further = anna.writes(team, FOLLOW_UP, thread=question)
            assert "in London" in slack.wait_for_reply(further, 15).text
            slack.redeliver(slack.delivered("message")[-2]).wait()
            anna.runs("/sendbot", f"ask {QUESTION}", channel=team).wait()
            slack.wait_for_message(team, lambda post: post.ephemeral_to == anna.id, 15)
            slack.settle(quiet_s=0.3)
        assert len(slack.posts()) == 3
        secrets = (slack.bot_token, slack.app.app_token, slack.app.signing_secret)
    assert not [kept for kept in (*secrets, QUESTION, FOLLOW_UP, "Traceback") if kept in process.output]


def ended(env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, ROOT / "bot.py"], env=env, capture_output=True, text=True, timeout=60, check=False)


def assert_one_sentence(came: "subprocess.CompletedProcess[str]", *words: str) -> None:
    """Exit code 2, one line for people on standard error, no traceback, no token."""
    last = came.stderr.strip().splitlines()[-1]
    assert came.returncode == 2, came.stderr
    assert last.startswith("sendbot: ")
    for said in words:
        assert said in last
    assert "Traceback" not in came.stderr
    assert not [line for line in (came.stdout + came.stderr).splitlines() if "-wrong" in line or "xoxb-T" in line]


def test_a_bot_token_that_slack_does_not_know_is_told_in_one_sentence(transport: Transport, own_database: Path) -> None:
    with Standin(MANIFEST) as slack:
        slack.expect("auth.test", "invalid_auth")
        way = {"SLACK_APP_TOKEN": slack.app.app_token} if transport == "socket" else {"SLACK_SIGNING_SECRET": slack.app.signing_secret}
        came = ended(environment(own_database, SLACK_BOT_TOKEN="xoxb-wrong", SLACK_API_URL=slack.base_url, **way))
    assert_one_sentence(came, "Slack does not know SLACK_BOT_TOKEN", "OAuth & Permissions")


def test_an_app_token_that_slack_does_not_know_is_told_in_one_sentence(own_database: Path) -> None:
    with Standin(MANIFEST) as slack:
        slack.expect("apps.connections.open", "invalid_auth")
        env = environment(own_database, SLACK_BOT_TOKEN=slack.bot_token, SLACK_APP_TOKEN="xapp-wrong", SLACK_API_URL=slack.base_url)
        came = ended(env)
    assert_one_sentence(came, "SLACK_APP_TOKEN")


def test_a_revoked_token_is_told_in_one_sentence(own_database: Path) -> None:
    with Standin(MANIFEST) as slack:
        slack.expect("auth.test", "token_revoked")
        slack.revoke_tokens()
        env = environment(own_database, SLACK_BOT_TOKEN=slack.bot_token, SLACK_SIGNING_SECRET="s", SLACK_API_URL=slack.base_url)
        came = ended(env)
    assert_one_sentence(came, "SLACK_BOT_TOKEN was revoked")


def test_a_slack_that_is_not_there_is_told_in_one_sentence(own_database: Path) -> None:
    there = f"http://127.0.0.1:{free_port()}/api/"
    came = ended(environment(own_database, SLACK_BOT_TOKEN="xoxb-wrong", SLACK_SIGNING_SECRET="s", SLACK_API_URL=there))
    assert_one_sentence(came, "Slack could not be reached")


def test_a_port_in_use_is_told_in_one_sentence(own_database: Path) -> None:
    with Standin(MANIFEST) as slack, socket.create_server(("0.0.0.0", 0)) as taken:  # noqa: S104 - as the process does
        port = str(taken.getsockname()[1])
        env = environment(own_database, SLACK_BOT_TOKEN=slack.bot_token, SLACK_SIGNING_SECRET="s", SLACK_API_URL=slack.base_url, PORT=port)
        came = ended(env)
    assert_one_sentence(came, f"PORT {port}", "set another")
