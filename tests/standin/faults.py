"""What goes wrong on demand: an answer that is refused, late, lost or never given, for the n-th call of a method."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .clock import Clock

When = Callable[[Mapping[str, Any]], bool]


@dataclass(frozen=True, slots=True)
class Fault:
    """What happens to a call. `is_accepted`: the work is done all the same; `is_answered`: an answer is sent, if late."""

    name: str
    status: int = 200
    error: str | None = None
    retry_after_s: int | None = None
    delay_s: float = 0.0
    is_accepted: bool = False
    is_answered: bool = True
    hangs: bool = False


def rate_limited(retry_after_s: int = 1) -> Fault:
    """429 with Retry-After; every further call is refused too until that time has passed on the clock or in the world."""
    return Fault("rate limited", status=429, error="ratelimited", retry_after_s=retry_after_s)


def server_error(status: int = 503) -> Fault:
    """An HTTP error of Slack's own, and nothing done."""
    return Fault("server error", status=status)


def refused(error: str) -> Fault:
    """`{"ok": false, "error": ...}`, whatever the call: for states that cannot be built otherwise."""
    return Fault("refused", error=error)


def lost_answer() -> Fault:
    """The call is carried out, then the connection is closed without an answer."""
    return Fault("lost answer", is_accepted=True, is_answered=False)


def lost_request() -> Fault:
    """The connection is closed and nothing is done."""
    return Fault("lost request", is_answered=False)


def slow(delay_s: float) -> Fault:
    """The call is carried out and answered after a real delay."""
    return Fault("slow", delay_s=delay_s, is_accepted=True)


def hanging(*, accepted: bool = True) -> Fault:
    """The connection stays open and no answer ever comes, so that the client times out."""
    return Fault("hanging", is_accepted=accepted, is_answered=False, hangs=True)


@dataclass(slots=True)
class _Rule:
    target: str
    fault: Fault
    first: int
    times: int | None
    when: When | None
    seen: int = 0

    def strikes(self, target: str, arguments: Mapping[str, Any]) -> bool:
        """Whether this call is one of those meant."""
        if target != self.target or (self.when and not self.when(arguments)):
            return False
        self.seen += 1
        return self.seen >= self.first and (self.times is None or self.seen < self.first + self.times)


@dataclass(slots=True)
class Faults:
    """The faults to come. Targets are method names, `response_url` and `upload`."""

    clock: Clock
    _rules: list[_Rule] = field(default_factory=list)
    _held: dict[str, tuple[Fault, float, float]] = field(default_factory=dict)

    def add(self, target: str, fault: Fault, *, nth: int = 1, times: int | None = 1, when: When | None = None) -> None:
        """From the n-th call from now on, for so many calls (None: for good), of those that `when` picks by their arguments."""
        self._rules.append(_Rule(target, fault, nth, times, when))

    def clear(self) -> None:
        """Everything works again."""
        self._rules.clear()
        self._held.clear()

    def strike(self, target: str, arguments: Mapping[str, Any]) -> Fault | None:
        """The fault this call meets, if any."""
        if target in self._held:
            fault, clock_due, real_due = self._held[target]
            if self.clock.time() < clock_due and time.monotonic() < real_due:
                return fault
            del self._held[target]
        struck = [rule.fault for rule in self._rules if rule.strikes(target, arguments)]
        fault_now = struck[0] if struck else None
        if fault_now and fault_now.retry_after_s:
            self._held[target] = (fault_now, self.clock.time() + fault_now.retry_after_s, time.monotonic() + fault_now.retry_after_s)
        return fault_now
