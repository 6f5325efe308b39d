"""Who the admins are: user ids as they are, user groups and the workspace's own admins by asking Slack who they are."""

import logging
import threading
import time
from collections.abc import Callable, Collection

from slack_sdk import WebClient

from sendbot.settings import WORKSPACE_ADMINS
from sendbot.slack.posting import CALL_ERRORS

LOG = logging.getLogger("sendbot.slack")

_FRESH_SECONDS = 300.0
_PAGE = 200


class Admins:
    """Answers who is an admin. What Slack says of a group, or of the workspace's admins, is believed for five minutes."""

    def __init__(self, ids: Collection[str], clock: Callable[[], float] = time.monotonic) -> None:
        self._users = frozenset(i for i in ids if not i.startswith("S") and i != WORKSPACE_ADMINS)
        self._groups = tuple(i for i in ids if i.startswith("S") or i == WORKSPACE_ADMINS)
        self._clock = clock
        self._lock = threading.Lock()
        self._members: dict[str, tuple[float, frozenset[str]]] = {}

    def includes(self, user: str, client: WebClient) -> bool:
        """Whether a person is an admin."""
        return user in self._users or any(user in self._members_of(group, client) for group in self._groups)

    def all(self, client: WebClient) -> frozenset[str]:
        """Everyone who is an admin."""
        return self._users.union(*(self._members_of(group, client) for group in self._groups))

    def _members_of(self, group: str, client: WebClient) -> frozenset[str]:
        now = self._clock()
        with self._lock:
            asked_at, members = self._members.get(group, (None, frozenset()))
        if asked_at is not None and now - asked_at < _FRESH_SECONDS:
            return members
        try:
            members = _workspace_admins(client) if group == WORKSPACE_ADMINS else _group_members(group, client)
        except CALL_ERRORS as error:  # nobody gains a right by Slack being silent; those known a moment ago keep theirs
            LOG.warning("could not ask who the admins of %s are (%s)", group, type(error).__name__)
            return members
        with self._lock:
            self._members[group] = (now, members)
        return members


def _group_members(group: str, client: WebClient) -> frozenset[str]:
    return frozenset(client.usergroups_users_list(usergroup=group)["users"])


def _workspace_admins(client: WebClient) -> frozenset[str]:
    """Admins and owners of the workspace, page by page."""
    found: set[str] = set()
    cursor = ""
    while True:
        page = client.users_list(limit=_PAGE, cursor=cursor)
        found.update(m["id"] for m in page["members"] if (m.get("is_admin") or m.get("is_owner")) and not m.get("deleted"))
        cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            return frozenset(found)
