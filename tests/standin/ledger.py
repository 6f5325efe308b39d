"""What the app did, and what Slack would have held against it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .wire import Json

_SECRET = ("token", "client_secret", "refresh_token")


@dataclass(frozen=True, slots=True)
class Call:
    """One Web API call and its answer. `fault` names the injected fault it met, if any."""

    method: str
    arguments: Mapping[str, Any]
    answer: Json
    team_id: str | None
    time: float
    status: int = 200
    fault: str | None = None

    @property
    def error(self) -> str | None:
        """Slack's error code; None for a call that went well."""
        return None if self.answer.get("ok") else str(self.answer.get("error", f"http {self.status}"))


@dataclass(frozen=True, slots=True)
class Failure:
    """Something Slack would refuse, or a person would see as broken: `subject` is a method or an event, `error` a code."""

    subject: str
    error: str
    detail: str = ""

    def __str__(self) -> str:
        """One line of a report."""
        return f"{self.subject}: {self.error}{' - ' if self.detail else ''}{self.detail}"


@dataclass(slots=True)
class Ledger:
    """Calls and failures in order, and the failures a test expects."""

    calls: list[Call] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    _expected: list[tuple[str, str]] = field(default_factory=list)

    def expect(self, subject: str, error: str) -> None:
        """A failure that must come at least once, and is then not held against the app."""
        self._expected.append((subject, error))

    def add_call(self, call: Call, *, is_judged: bool) -> None:
        """Note a call; a refusal that is the app's own doing (`is_judged`) is a failure."""
        self.calls.append(call)
        if call.error and is_judged:
            shown = {name: value for name, value in call.arguments.items() if name not in _SECRET}
            messages = call.answer.get("response_metadata", {}).get("messages", [])
            self.add_failure(call.method, call.error, "; ".join(messages) or _shortened(shown))

    def add_failure(self, subject: str, error: str, detail: str = "") -> None:
        """Note a failure."""
        self.failures.append(Failure(subject, error, detail))

    def report(self) -> list[str]:
        """What was not expected, and what was expected and did not come."""
        met = {(failure.subject, failure.error) for failure in self.failures}
        unexpected = [str(failure) for failure in self.failures if (failure.subject, failure.error) not in self._expected]
        return unexpected + [
            f"{subject}: {error} was expected and did not come" for subject, error in self._expected if (subject, error) not in met
        ]


def _shortened(arguments: Mapping[str, Any]) -> str:
    shown = ", ".join(f"{name}={value!r}" for name, value in arguments.items())
    return shown if len(shown) <= 300 else f"{shown[:299]}…"
