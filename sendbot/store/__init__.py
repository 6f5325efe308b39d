"""The SQLite store: knowledge loaded from files and read back as a snapshot. Nothing else in sendbot touches SQL.

`Store.open` gives the knowledge of the files. `SlackState` keeps what the Slack side has to remember.
What digests need is in `digests` (the ledger) and `changes`, which a plain question has no use for and does not load.
"""

from sendbot.store.questions import Asked, Asker, Correction, Questions
from sendbot.store.slack_state import Claim, SlackState
from sendbot.store.store import Loaded, Store

__all__ = ["Asked", "Asker", "Claim", "Correction", "Loaded", "Questions", "SlackState", "Store"]
