"""The fixtures of the stand-in's own tests."""

from .fixtures import run, slack, transport

__all__ = ["run", "slack", "transport"]
