"""The worker with its real parts: whose token it posts with, what wakes it, and that it stops when told to."""

import datetime as dt
import threading
from pathlib import Path

import pytest
from digest_parts import Desk, brain
from slack_sdk.oauth.installation_store import Installation

from sendbot.digests.schedule import Slot
from sendbot.digests.subscription import Subscription
from sendbot.settings import Settings
from sendbot.slack.digests.wiring import make_newsroom, make_worker, now, waking
from sendbot.slack.oauth import installation_store
from sendbot.slack.text import as_typed


def due(settings: Settings, d: Desk, team: str):
    """A worker of these settings, with a turn in that workspace."""
    newsroom = make_newsroom(settings, brain, d.state.questions)
    moment = now()
    newsroom.ledger.subscribe(Subscription(d.team.id, team=team, created_at=moment, slots_from=moment))
    newsroom.ledger.enter(d.team.id, team, Slot("a-week", moment, moment.date()))
    return newsroom, make_worker(settings, newsroom)


def settings_of(d: Desk, **more: str) -> Settings:
    return Settings(slack_api_url=d.slack.base_url, database=d.database, **more)  # type: ignore[arg-type]


def test_each_workspace_gets_it_with_the_token_of_its_own_installation(d: Desk) -> None:
    settings = settings_of(d, client_id="1.2", client_secret="s")
    newsroom, worker = due(settings, d, d.slack.team.id)
    assert worker.tick() == 0
    assert "not installed" in (newsroom.ledger.entries()[0].reason or "")
    installation_store(settings).save(
        Installation(app_id="A1", user_id="U1", team_id=d.slack.team.id, bot_token=d.slack.bot_token, bot_id="B1", bot_user_id="U2")
    )
    newsroom.ledger._run("update digest_ledger set not_before = slot_at")
    assert worker.tick() == 1
    newsroom.ledger.close()


def test_it_is_woken_at_once_and_again_and_stops(d: Desk) -> None:
    newsroom, worker = due(settings_of(d, bot_token=d.slack.bot_token), d, "")
    with waking(worker, every_s=0.05):
        d.slack.wait_for(lambda: len(d.digests()) == 1, "a digest")
        newsroom.ledger.enter(d.team.id, "", Slot("another", now(), now().date()))
        d.slack.wait_for(lambda: len(d.digests()) == 2, "another")
    newsroom.ledger.enter(d.team.id, "", Slot("a-third", now(), now().date()))
    assert worker.tick() == 0
    assert not [thread for thread in threading.enumerate() if "APScheduler" in thread.name]
    newsroom.ledger.close()


def test_a_database_without_digests_is_made_ready(tmp_path: Path, d: Desk) -> None:
    newsroom = make_newsroom(Settings(database=tmp_path / "new.db"), brain, d.state.questions)
    assert newsroom.ledger.next_at() is None
    digest, window = newsroom.write(Subscription("C1"), until=dt.datetime(2017, 10, 2, 8, tzinfo=dt.UTC))
    assert (digest.is_quiet, window.since.date()) == (False, dt.date(2017, 9, 25))
    newsroom.ledger.close()


@pytest.mark.parametrize(
    ("sent", "typed"),
    [
        ("days left on Bury's WSA", "days left on Bury's WSA"),
        ("R&amp;D &lt;3", "R&D <3"),
        ("ask <@U1|anna> in <#C1|team>", "ask @anna in #team"),
        ("see <https://example.org|example.org>", "see example.org"),
        ("see <https://example.org>", "see https://example.org"),
    ],
)
def test_what_was_typed_behind_a_command(sent: str, typed: str) -> None:
    assert as_typed(sent) == typed
