"""The bot as a process of its own: over either transport, as the Slack CLI starts it, and what doctor says of it."""

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError

import pytest
from parts import MANIFEST, brain
from standin import AppSettings, Clock, Standin

from sendbot.settings import ROOT

BURY = "days left on Bury's WSA"


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port: int = asked.getsockname()[1]
        return port


@pytest.fixture
def slack() -> Iterator[Standin]:
    with Standin(AppSettings.from_manifest(MANIFEST), clock=Clock(runs=True)) as standin:
        yield standin


@pytest.fixture
def environment(slack: Standin, tmp_path: Path) -> dict[str, str]:
    brain()  # so that the database to copy is there, with the examples read
    shutil.copy(ROOT / "sendbot.db", tmp_path / "bot.db")
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "COVERAGE_PROCESS_START") if name in os.environ}
    return {**kept, "SLACK_API_URL": slack.base_url, "SENDBOT_DB": str(tmp_path / "bot.db")}


@contextlib.contextmanager
def running(command: list[str] | str, environment: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    """A process that is told to stop at the end, and does so quietly."""
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, text=True, stderr=subprocess.PIPE, shell=isinstance(command, str), start_new_session=True
    ) as process:
        try:
            yield process
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            _, log = process.communicate(timeout=20)
    assert process.returncode in (0, -signal.SIGTERM), log
    assert "Traceback" not in log
    assert "xoxb-T" not in log


def fetch(port: int, path: str) -> tuple[int, str]:
    """Status and body, as soon as somebody listens there."""
    deadline = time.monotonic() + 20
    while True:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}") as answer:
                return answer.status, answer.read().decode()
        except urllib.request.HTTPError as refused:
            with refused:
                return refused.code, refused.read().decode()
        except URLError:
            assert time.monotonic() < deadline, "nobody listens"
            time.sleep(0.02)


def test_over_a_socket_it_answers_and_tells_how_it_is(slack: Standin, environment: dict[str, str]) -> None:
    port = free_port()
    tokens = {"SLACK_BOT_TOKEN": slack.bot_token, "SLACK_APP_TOKEN": slack.app.app_token, "PORT": str(port)}
    with running([sys.executable, "bot.py"], environment | tokens):
        slack.wait_for_sockets(1, timeout_s=20)
        answer = slack.wait_for_reply(slack.user("anna").mentions(slack.channel("team"), BURY))
        assert "Bury" in answer.text
        assert fetch(port, "/health") == (200, "alive\n")
        status, body = fetch(port, "/ready")
        ready = json.loads(body)
        assert (status, ready["slack"], ready["connected"], ready["database"]) == (200, "socket", True, True)
        assert ready["socket_age_s"] >= 0
        assert ready["knowledge"] == brain().snapshot.version
        # Events are not taken without a check of their signature.
        request = urllib.request.Request(f"http://127.0.0.1:{port}/slack/events", data=b"{}")
        with pytest.raises(urllib.request.HTTPError) as refused:
            urllib.request.urlopen(request)  # noqa: S310
        assert refused.value.code == 404
        refused.value.close()
        slack.settle()


def test_over_http_it_answers_and_checks_signatures(slack: Standin, environment: dict[str, str]) -> None:
    port = free_port()
    settings = {"SLACK_BOT_TOKEN": slack.bot_token, "SLACK_SIGNING_SECRET": slack.app.signing_secret, "PORT": str(port)}
    with running([sys.executable, "bot.py"], environment | settings):
        assert fetch(port, "/ready")[0] == 200
        slack.request_url = f"http://127.0.0.1:{port}/slack/events"
        assert "Bury" in slack.wait_for_reply(slack.user("anna").mentions(slack.channel("team"), BURY)).text
        request = urllib.request.Request(f"http://127.0.0.1:{port}/slack/events", data=b"{}")
        with pytest.raises(urllib.request.HTTPError) as refused:
            urllib.request.urlopen(request)  # noqa: S310
        assert refused.value.code == 401
        refused.value.close()
        slack.settle()
        slack.request_url = None


def test_the_slack_cli_starts_it_with_tokens_of_its_own(slack: Standin, environment: dict[str, str]) -> None:
    hooks = json.loads((ROOT / ".slack" / "hooks.json").read_text(encoding="utf-8"))["hooks"]
    command = hooks["start"].replace(".venv/bin/python", f"'{sys.executable}'") + " --protocol=message-boundaries --boundary=12ab"
    tokens = {"SLACK_CLI_XOXB": slack.bot_token, "SLACK_CLI_XAPP": slack.app.app_token}
    with running(command, environment | tokens):
        slack.wait_for_sockets(1, timeout_s=20)
        assert "Bury" in slack.wait_for_reply(slack.user("anna").mentions(slack.channel("team"), BURY)).text
        slack.settle()


def test_the_hooks_name_commands_that_are_there() -> None:
    hooks = json.loads((ROOT / ".slack" / "hooks.json").read_text(encoding="utf-8"))["hooks"]
    command = hooks["get-hooks"].replace(".venv/bin/python", f"'{sys.executable}'")
    given = json.loads(subprocess.run(command, cwd=ROOT, shell=True, capture_output=True, check=True).stdout)  # noqa: S602
    assert {"start", "get-manifest"} <= given["hooks"].keys()


def doctor(environment: dict[str, str]) -> tuple[int, str]:
    done = subprocess.run([sys.executable, "bot.py", "doctor"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.returncode, done.stdout


def test_doctor_finds_all_well(slack: Standin, environment: dict[str, str]) -> None:
    slack.world.user_groups["S0ADMINS"] = frozenset({"U1", "U2"})
    tokens = {"SLACK_BOT_TOKEN": slack.bot_token, "SLACK_APP_TOKEN": slack.app.app_token, "SENDBOT_ADMINS": "U0BOSS,S0ADMINS"}
    code, said = doctor(environment | tokens)
    assert code == 0, said
    for words in (
        "can be written",
        "SLACK_BOT_TOKEN is good: sendbot in council",
        "all scopes of manifest.json",
        "a Socket Mode connection opened",
        "U0BOSS. That they exist is not checked",
        "S0ADMINS has 2 members",
        "All well.",
    ):
        assert words in said


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"SLACK_BOT_TOKEN": "xoxb-wrong", "SLACK_APP_TOKEN": "xapp-wrong"}, "✗ Slack does not know SLACK_BOT_TOKEN. Copy the"),
        ({"SLACK_BOT_TOKEN": "xoxb-wrong", "SLACK_APP_TOKEN": "xapp-wrong"}, "✗ SLACK_APP_TOKEN was refused (invalid_auth). Make an"),
        ({"SENDBOT_ADMINS": "S0NOBODY"}, "✗ The admins' user group S0NOBODY could not be asked for (no_such_subteam). Check"),
    ],
)
def test_doctor_says_what_is_wrong_and_how_to_mend_it(
    slack: Standin, environment: dict[str, str], settings: dict[str, str], words: str
) -> None:
    slack.strict = False
    tokens = {"SLACK_BOT_TOKEN": slack.bot_token, "SLACK_APP_TOKEN": slack.app.app_token}
    code, said = doctor(environment | tokens | settings)
    assert code == 1
    assert words in said
    assert "xoxb-" not in said
    assert "Something needs mending" in said


def test_doctor_names_missing_scopes(environment: dict[str, str]) -> None:
    fewer = json.loads(json.dumps(MANIFEST))
    fewer["oauth_config"]["scopes"]["bot"].remove("usergroups:read")
    with Standin(fewer) as slack:
        tokens = {"SLACK_BOT_TOKEN": slack.bot_token, "SLACK_APP_TOKEN": slack.app.app_token, "SLACK_API_URL": slack.base_url}
        code, said = doctor(environment | tokens)
    assert code == 1
    assert "✗ The token lacks usergroups:read. Update the app from manifest.json and reinstall it." in said


def test_doctor_finds_a_clock_that_is_wrong() -> None:
    from sendbot.cli.doctor_slack import _clock

    ok, said = _clock("Mon, 06 Jan 2020 10:00:00 GMT")
    assert not ok
    assert "Set it right" in said


def test_doctor_explains_http_and_oauth(slack: Standin, environment: dict[str, str]) -> None:
    more = {"SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": "s", "SLACK_SIGNING_SECRET": "t", "PORT": "4000"}
    code, said = doctor(environment | more)
    assert "/slack/install" in said
    assert "port 4000" in said
    assert "chmod 600" in said
    assert code == 1
