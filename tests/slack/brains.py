"""Brains that do on purpose what the real one hardly ever does: fail, echo what was typed, talk without end."""

import datetime as dt
from types import SimpleNamespace
from typing import Any

from sendbot.answer import Answer, SourceRef
from sendbot.brain import Memory

Asked = tuple[Answer, Memory | None]
_NO_KNOWLEDGE = SimpleNamespace(version="none", view=lambda _day: None)


class BrokenBrain:
    """Fails at every question, with the question in the error's message; greets, with a question to press."""

    snapshot = _NO_KNOWLEDGE

    def ask(self, text: str, _today: dt.date, **_: Any) -> Asked:
        if text.endswith("hello"):
            return Answer(intent="hello", answered=True, headline="Hello.", suggestions=("Days left on Bury's WSA?",)), None
        raise KeyError(f"no such fact: {text}")


class EchoBrain:
    """Says what was typed back in every part of an answer, as if it stood in a source."""

    snapshot = _NO_KNOWLEDGE

    def ask(self, text: str, _today: dt.date, **_: Any) -> Asked:
        sources = (SourceRef("echo", text, "https://example.org/?a=1&b=2", text), SourceRef("bare", text, None, text))
        return Answer(
            intent="echo", answered=True, headline=text, lines=(text, text), notes=(text,), sources=sources, suggestions=(text or "?",)
        ), None


class EndlessBrain:
    """An answer beyond every limit: long lines and many of them, notes, sources, suggestions."""

    snapshot = _NO_KNOWLEDGE

    def ask(self, _text: str, _today: dt.date, **_: Any) -> Asked:
        long = "Health & care <together> *well* known; " * 100
        sources = tuple(SourceRef(f"s{n}", f"Report {n} & annex", f"https://example.org/?n={n}&m=1", "page 1") for n in range(60))
        lines = tuple(f"{n}: {long}" for n in range(150))
        return Answer(
            intent="endless", answered=True, headline=long, lines=lines, notes=(long,) * 20, sources=sources, suggestions=(long,) * 20
        ), None


KINDS = {"broken": BrokenBrain, "echoing": EchoBrain, "endless": EndlessBrain}
