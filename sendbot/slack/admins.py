"""Who the admins are: user ids as they are, user groups by asking Slack who is in them."""

import logging
import threading
import time
from collections.abc import Callable, Collection

from slack_sdk import WebClient

from sendbot.slack.posting import CALL_ERRORS

LOG = logging.getLogger("sendbot.slack")

_FRESH_SECONDS = 300.0


class Admins:
    """Answers who is an admin. What Slack says of a group is believed for five minutes."""

    def __init__(self, ids: Collection[str], clock: Callable[[], float] = time.monotonic) -> None:
        self._users = frozenset(i for i in ids if not i.startswith("S"))
        self._groups = tuple(i for i in ids if i.startswith("S"))
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
            members = frozenset(client.usergroups_users_list(usergroup=group)["users"])
        except CALL_ERRORS as error:  # nobody gains a right by Slack being silent; those known a moment ago keep theirs
            LOG.warning("could not ask who is in the admins' user group %s (%s)", group, type(error).__name__)
            return members
        with self._lock:
            self._members[group] = (now, members)
        return members
