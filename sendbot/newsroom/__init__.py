"""Digests put together: what goes into one, who orders them, what is due, and how things stand. For the terminal and for Slack."""

from sendbot.newsroom.newsroom import Newsroom
from sendbot.newsroom.orders import Orders
from sendbot.newsroom.standing import Standing, standing

__all__ = ["Newsroom", "Orders", "Standing", "standing"]
