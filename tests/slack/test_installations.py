"""Several workspaces install the app: from the install page to an answer, and to the end of it."""

import dataclasses
import re
import sqlite3
import stat
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlsplit

import pytest
from parts import MANIFEST, served, service
from standin import AppSettings, Person, Standin

from sendbot.settings import Settings
from sendbot.slack.readiness import readiness
from sendbot.slack.run import app_for
from sendbot.slack.web import make_web

BURY = "days left on Bury's WSA"


@dataclass
class Installable:
    """A Slack with the app's web process beside it."""

    slack: Standin
    address: str
    database: Path

    def fetch(self, path: str, cookie: str = "") -> tuple[int, str, str]:
        """Status, body and the cookie that was set."""
        request = urllib.request.Request(self.address + path, headers={"Cookie": cookie})  # noqa: S310 - our own server
        try:
            with urllib.request.urlopen(request) as answer:  # noqa: S310
                return answer.status, answer.read().decode(), str(answer.headers.get("Set-Cookie") or "").partition(";")[0]
        except HTTPError as refused:
            with refused:
                return refused.code, refused.read().decode(), ""

    def begin(self) -> tuple[str, str]:
        """The state and the cookie that the install page gives out."""
        _, page, cookie = self.fetch("/slack/install")
        address = re.search(r'href="([^"]+oauth/v2/authorize[^"]+)"', page)
        assert address
        return parse_qs(urlsplit(address[1].replace("&amp;", "&")).query)["state"][0], cookie

    def install(self, installer: Person) -> int:
        """The way of a person through it; the status of the last page."""
        state, cookie = self.begin()
        return self.fetch(f"/slack/oauth_redirect?code={self.slack.install_code(installer)}&state={state}", cookie)[0]

    def bots(self) -> list[tuple[str, str]]:
        """The workspaces whose tokens are kept."""
        with sqlite3.connect(self.database) as db:
            return db.execute("select team_id, bot_token from slack_bots order by id").fetchall()


@pytest.fixture(params=[False, True], ids=["lasting tokens", "rotated tokens"])
def installable(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Installable]:
    app_settings = dataclasses.replace(AppSettings.from_manifest(MANIFEST), token_rotation=request.param)
    with Standin(app_settings) as slack:
        settings = Settings(
            signing_secret=slack.app.signing_secret,
            client_id=slack.app.client_id,
            client_secret=slack.app.client_secret,
            slack_api_url=slack.base_url,
            database=tmp_path / "bot.db",
        )
        made = service(settings.database)
        web = make_web(app_for(settings, made), partial(readiness, made, None), takes_events=True)
        with served(web) as address:
            slack.request_url = f"{address}/slack/events"
            yield Installable(slack, address, settings.database)
            slack.settle(quiet_s=0.0)
            slack.request_url = None
        made.state.close()


def second_workspace(slack: Standin) -> Person:
    team = slack.world.add_team("borough")
    return slack.user("carol", team_id=team.id)


def test_a_workspace_installs_the_app_and_is_answered(installable: Installable) -> None:
    slack, carol = installable.slack, second_workspace(installable.slack)
    assert installable.install(carol) == 200
    team = slack.channel("borough-team", team_ids=[carol.user.team_id])
    question = carol.mentions(team, BURY)
    assert "31 October 2017" in slack.wait_for_reply(question).text
    assert slack.calls("chat.postMessage")[-1].team_id == carol.user.team_id
    # The token is asked about once, not before each acknowledgement.
    tests = len(slack.calls("auth.test"))
    slack.wait_for_reply(carol.mentions(team, "days left on Brent's WSA"))
    assert len(slack.calls("auth.test")) == tests


def test_the_database_with_the_tokens_is_its_owners_alone(installable: Installable) -> None:
    for file in installable.database.parent.glob("bot.db*"):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file.name


def test_the_install_page_asks_for_the_scopes_of_the_manifest(installable: Installable) -> None:
    _, page, _ = installable.fetch("/slack/install")
    for scope in MANIFEST["oauth_config"]["scopes"]["bot"]:
        assert scope in page


@pytest.mark.parametrize("state", ["", "made-up"])
def test_a_state_that_was_not_given_out_is_refused(installable: Installable, state: str) -> None:
    carol = second_workspace(installable.slack)
    _, cookie = installable.begin()
    code = installable.slack.install_code(carol)
    status, _, _ = installable.fetch(f"/slack/oauth_redirect?code={code}&state={state}", cookie)
    assert status == 400
    assert not installable.slack.calls("oauth.v2.access")


def test_a_state_is_good_once_and_in_one_browser(installable: Installable) -> None:
    carol = second_workspace(installable.slack)
    state, cookie = installable.begin()
    assert installable.fetch(f"/slack/oauth_redirect?code={installable.slack.install_code(carol)}&state={state}", "")[0] == 400
    assert installable.install(carol) == 200
    state, cookie = installable.begin()
    for status in (200, 401):
        code = installable.slack.install_code(carol)
        assert installable.fetch(f"/slack/oauth_redirect?code={code}&state={state}", cookie)[0] == status


def test_an_uninstalled_app_forgets_the_workspace(installable: Installable) -> None:
    slack, carol = installable.slack, second_workspace(installable.slack)
    installable.install(carol)
    slack.channel("borough-team", team_ids=[carol.user.team_id])
    slack.uninstall(carol.user.team_id)
    slack.wait_for(lambda: not installable.bots(), "the tokens being forgotten")


def test_a_revoked_token_is_met_without_a_crash(installable: Installable) -> None:
    slack, carol = installable.slack, second_workspace(installable.slack)
    installable.install(carol)
    team = slack.channel("borough-team", team_ids=[carol.user.team_id])
    slack.wait_for_reply(carol.mentions(team, BURY))
    slack.expect("chat.postMessage", "token_revoked")
    with slack.reordered():  # it was asked just before
        carol.mentions(team, BURY)
        slack.revoke_tokens(team_id=carol.user.team_id)
    slack.settle()
    assert installable.fetch("/health")[0] == 200


def test_a_token_that_ends_soon_is_renewed(installable: Installable) -> None:
    slack, carol = installable.slack, second_workspace(installable.slack)
    if not slack.app.token_rotation:
        pytest.skip("for rotated tokens")
    installable.install(carol)
    team = slack.channel("borough-team", team_ids=[carol.user.team_id])
    with sqlite3.connect(installable.database) as db:
        db.execute("update slack_bots set bot_token_expires_at = ?", (int(time.time()) + 60,))
    slack.clock.advance(hours=11)
    for question in [carol.mentions(team, BURY) for _ in range(4)]:
        slack.wait_for_reply(question)
    assert len([call for call in slack.calls("oauth.v2.access") if call.arguments.get("grant_type") == "refresh_token"]) == 1


def test_the_process_tells_that_it_is_alive_and_ready(installable: Installable) -> None:
    assert installable.fetch("/health")[:2] == (200, "alive\n")
    status, body, _ = installable.fetch("/ready")
    assert status == 200
    assert '"slack":"http"' in body
    assert installable.fetch("/elsewhere")[0] == 404
