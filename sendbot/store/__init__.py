"""The SQLite store: knowledge loaded from files and read back as a snapshot. Nothing else in sendbot touches SQL.

`Store.open` gives the knowledge of the files. `SlackState` keeps what the Slack side has to remember, `DigestLedger` who gets a digest and which went out.
"""

from sendbot.store.changes import RecordChanges
from sendbot.store.digests import GRACE, LEASE, DigestLedger, Entry, State, Turn
from sendbot.store.questions import Asked, Asker, Correction, Questions
from sendbot.store.slack_state import Claim, SlackState
from sendbot.store.store import Loaded, Store

__all__ = [
    "GRACE",
    "LEASE",
    "Asked",
    "Asker",
    "Claim",
    "Correction",
    "DigestLedger",
    "Entry",
    "Loaded",
    "Questions",
    "RecordChanges",
    "SlackState",
    "State",
    "Store",
    "Turn",
]
