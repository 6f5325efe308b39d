"""Slack's rate limits, for tests that want them: by tier and method, and a post a second in each channel."""

import math
from collections import defaultdict, deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .clock import Clock

_MINUTE_S = 60.0
_PER_MINUTE = {
    **dict.fromkeys(("apps.connections.open",), 1),
    **dict.fromkeys(("conversations.list", "users.list", "usergroups.users.list", "reactions.add", "oauth.v2.access"), 20),
    **dict.fromkeys(("chat.update", "chat.delete", "conversations.history", "conversations.info", "conversations.replies"), 50),
    **dict.fromkeys(("conversations.open", "conversations.join", "functions.completeSuccess", "functions.completeError"), 50),
    **dict.fromkeys(("users.info", "views.open", "views.push", "views.update", "views.publish", "chat.postEphemeral"), 100),
    "chat.postMessage": 300,
}


@dataclass(slots=True)
class Pace:
    """Counts calls by the clock. Off unless `is_kept`: a test on a still clock would meet a limit at once."""

    clock: Clock
    is_kept: bool = False
    _calls: dict[tuple[str, ...], deque[float]] = field(default_factory=lambda: defaultdict(deque))

    def wait_s(self, team_id: str, method: str, arguments: Mapping[str, Any]) -> int:
        """How long this caller must wait (0: not at all; the call is then counted)."""
        if not self.is_kept:
            return 0
        windows: list[tuple[tuple[str, ...], int, float]] = [((team_id, method), _PER_MINUTE.get(method, 100), _MINUTE_S)]
        if method == "chat.postMessage":
            windows.append(((team_id, method, str(arguments.get("channel"))), 1, 1.0))
        now = self.clock.time()
        wait = max(self._left(key, allowed, span, now) for key, allowed, span in windows)
        if wait == 0:
            for key, _, _ in windows:
                self._calls[key].append(now)
        return math.ceil(wait)

    def _left(self, key: tuple[str, ...], allowed: int, span: float, now: float) -> float:
        calls = self._calls[key]
        while calls and calls[0] <= now - span:
            calls.popleft()
        return calls[0] + span - now if len(calls) >= allowed else 0.0
