"""A Slack to test against: Web API, Socket Mode and signed HTTP over real local sockets, strict, and misbehaving on demand.

Start with `Standin` (scenario.py); `faults` has what can go wrong. Needs nothing but the standard library.
"""

from . import faults
from .app_settings import AppSettings
from .clock import Clock
from .delivery import Delivery
from .ledger import Call, Failure
from .model import Channel, Execution, Message, View
from .person import Person
from .pings import Link, Ping
from .scenario import Standin
from .scopes import METHOD_SCOPES

__all__ = [
    "METHOD_SCOPES",
    "AppSettings",
    "Call",
    "Channel",
    "Clock",
    "Delivery",
    "Execution",
    "Failure",
    "Link",
    "Message",
    "Person",
    "Ping",
    "Standin",
    "View",
    "faults",
]
