"""Several workspaces: each installs the app, and its token is kept in the database, which then only its owner may read."""

import threading
from pathlib import Path
from typing import Any

from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.authorize import InstallationStoreAuthorize
from slack_bolt.oauth.oauth_settings import OAuthSettings
from slack_sdk import WebClient
from slack_sdk.oauth.installation_store.sqlite3 import SQLite3InstallationStore
from slack_sdk.oauth.state_store.sqlite3 import SQLite3OAuthStateStore

from sendbot.manifest import bot_scopes
from sendbot.settings import Settings
from sendbot.slack.app import LOG

_STATE_SECONDS = 600
_OWNER_ALONE = 0o600


class _OneAtATime(InstallationStoreAuthorize):
    """Finds a workspace's token. One at a time: a refresh token is good once, so two that rotate it at once would lose it."""

    _turn = threading.Lock()

    def __call__(self, **asked: Any) -> AuthorizeResult | None:
        with self._turn:
            return super().__call__(**asked)


def oauth_settings(settings: Settings, client: WebClient) -> OAuthSettings:
    """How workspaces install the app. `client` is without a token; Slack is asked through it alone."""
    keep_private(settings.database)
    client_id, client_secret, database = str(settings.client_id), str(settings.client_secret), str(settings.database)
    store = installation_store(settings)
    made = OAuthSettings(
        client_id=client_id,
        client_secret=client_secret,
        scopes=bot_scopes(),
        user_scopes=(),
        installation_store=store,
        installation_store_bot_only=True,
        state_store=SQLite3OAuthStateStore(database=database, expiration_seconds=_STATE_SECONDS, logger=LOG),
        state_expiration_seconds=_STATE_SECONDS,
        logger=LOG,
    )
    # Made anew because the one it comes with would ask slack.com, whatever SLACK_API_URL says, and before every acknowledgement.
    made.authorize = _OneAtATime(
        logger=LOG,
        installation_store=store,
        client_id=client_id,
        client_secret=client_secret,
        client=client,
        bot_only=True,
        cache_enabled=True,
    )
    return made


def installation_store(settings: Settings) -> SQLite3InstallationStore:
    """Where the workspaces' tokens are."""
    return SQLite3InstallationStore(database=str(settings.database), client_id=str(settings.client_id), logger=LOG)


def keep_private(database: Path) -> None:
    """Let only its owner read the database, which holds tokens. SQLite's files beside it get the same rights."""
    database.touch(mode=_OWNER_ALONE)
    for file in (database, database.with_name(f"{database.name}-wal"), database.with_name(f"{database.name}-shm")):
        if file.exists():
            file.chmod(_OWNER_ALONE)
