"""The fixtures of the tests of the bot in Slack."""

from standin.fixtures import transport

__all__ = ["transport"]
