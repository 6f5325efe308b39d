"""Digests by real processes: an external scheduler's, killed at random moments; the Slack process's own; and the terminal's commands."""

import datetime as dt
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from bench.digests import burst, simulate
from digest_parts import BEFORE, MANIFEST, brain
from standin import Clock, Standin

from sendbot.digests.schedule import Slot
from sendbot.digests.subscription import Subscription
from sendbot.settings import ROOT
from sendbot.slack.digests.wiring import now
from sendbot.store.digests import DigestLedger


@pytest.fixture
def slack() -> Iterator[Standin]:
    with Standin(MANIFEST, clock=Clock(now(), runs=True)) as standin:
        yield standin


@pytest.fixture
def environment(slack: Standin, tmp_path: Path) -> dict[str, str]:
    brain()  # so that the database to copy is there, with the examples read
    shutil.copy(ROOT / "sendbot.db", tmp_path / "bot.db")
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "COVERAGE_PROCESS_START") if name in os.environ}
    tokens = {"SLACK_BOT_TOKEN": slack.bot_token, "SLACK_APP_TOKEN": slack.app.app_token, "SLACK_API_URL": slack.base_url}
    return {**kept, **tokens, "SENDBOT_DB": str(tmp_path / "bot.db")}


def digest(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    """`bot.py digest …`, to its end."""
    command = [sys.executable, "bot.py", "digest", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False)


def subscribe_as_due(environment: dict[str, str], channels: list[str]) -> None:
    """Subscriptions with a turn that was due a minute ago, by the real clock."""
    ledger = DigestLedger(Path(environment["SENDBOT_DB"]), now)
    due = now() - dt.timedelta(minutes=1)
    for channel in channels:
        ledger.subscribe(Subscription(channel, created_at=due, slots_from=now()))
        ledger.enter(channel, "", Slot("a-week", due, due.date()))
    ledger.close()


def parents(slack: Standin, channel: str) -> int:
    return sum(1 for m in list(slack.world.messages.values()) if m.channel == channel and m.metadata and not m.is_reply)


def test_a_scheduler_that_is_killed_again_and_again_posts_each_once(slack: Standin, environment: dict[str, str]) -> None:
    channels = [slack.channel(f"team-{number}").id for number in range(6)]
    subscribe_as_due(environment, channels)
    chance = random.Random(7)  # noqa: S311 - a test
    for _ in range(6):
        with subprocess.Popen(
            [sys.executable, "bot.py", "digest", "run"], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as process:
            before = len(slack.calls("chat.postMessage"))
            deadline = time.monotonic() + 20
            while len(slack.calls("chat.postMessage")) == before and process.poll() is None and time.monotonic() < deadline:
                time.sleep(0.001)
            time.sleep(chance.random() * 0.02)
            process.send_signal(signal.SIGKILL)
    ledger = DigestLedger(Path(environment["SENDBOT_DB"]), lambda: now() + dt.timedelta(minutes=3))  # as if the leases had ended
    ledger._run("update digest_ledger set not_before = slot_at where state = 'open'")
    ledger.close()
    assert digest(environment, "run").returncode == 0
    assert [parents(slack, channel) for channel in channels] == [1] * len(channels)
    status = digest(environment, "status").stdout
    assert status.count(", posted") == len(channels)


def test_the_slack_process_posts_what_is_due(slack: Standin, environment: dict[str, str]) -> None:
    channel = slack.channel("team")
    subscribe_as_due(environment, [channel.id])
    with subprocess.Popen([sys.executable, "bot.py"], cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True) as process:
        try:
            slack.wait_for(lambda: parents(slack, channel.id) == 1, "a digest", timeout_s=30)
            slack.wait_for_sockets(1)
        finally:
            process.terminate()
            _, log = process.communicate(timeout=20)
    assert "Traceback" not in log
    assert parents(slack, channel.id) == 1


def test_the_terminal_does_what_the_command_does(slack: Standin, environment: dict[str, str]) -> None:
    channel = slack.channel("team").id
    said = digest(environment, "subscribe", channel, "friday", "14:30", "london,", "bury", "admin").stdout
    assert said.startswith(
        f"{channel} gets a digest on Fridays at 14:30; about London and Bury; 30 days ahead; with what I could not answer."
    )
    assert (
        digest(environment, "list").stdout
        == f"{channel}  Fridays at 14:30; about London and Bury; 30 days ahead; with what I could not answer\n"
    )
    assert "last: none yet" in digest(environment, "status", channel).stdout
    assert digest(environment, "preview", channel, "all", "areas").stdout.strip()
    later = (now() + dt.timedelta(days=30)).date().isoformat()
    assert "is paused" in digest(environment, "pause", channel, "until", later).stdout
    assert "gets digests again" in digest(environment, "resume", channel).stdout
    assert digest(environment, "now", channel).stdout == "1 message posted.\n"
    assert parents(slack, channel) == 1
    assert ", posted" in digest(environment, "status").stdout
    assert digest(environment, "run").stdout == "0 messages posted.\n"
    assert digest(environment, "unsubscribe", channel).stdout == f"{channel} gets no digest any more.\n"
    assert digest(environment, "status").stdout == "No channel has a digest.\n"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("subscribe", "team"), "no channel id"),
        (("subscribe", "C1", "01:15"), "Between 01:00 and 02:00"),
        (("unsubscribe", "C1"), "Subscribe first"),
        (("pause", "C1"), "Subscribe first"),
        (("now", "C1"), "Subscribe first"),
    ],
)
def test_bad_orders_get_one_sentence(environment: dict[str, str], arguments: tuple[str, ...], says: str) -> None:
    done = digest(environment, *arguments)
    assert done.returncode == 2
    assert says in done.stderr
    assert done.stderr.count("\n") == 1


def test_without_a_token_nothing_is_posted(environment: dict[str, str]) -> None:
    plain = {name: value for name, value in environment.items() if not name.startswith("SLACK")}
    done = digest(plain, "run")
    assert (done.returncode, done.stderr.startswith("sendbot: No Slack token")) == (2, True)


def test_half_a_year_of_weeks_with_killed_workers_comes_exactly_once() -> None:
    result = simulate(26, seed=5)
    assert (result.exactly_once, result.doubled) == (52, 0)
    assert result.kills > 5
    assert sum(result.troubles.values()) > 10


def test_many_channels_at_once_stay_within_slacks_limits() -> None:
    result = burst(40, BEFORE + dt.timedelta(minutes=1))
    assert (result.exactly_once, result.refused) == (40, 0)
    assert result.clock_s < 15
