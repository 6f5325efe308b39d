"""The SQLite store: knowledge loaded from files and read back as a snapshot. Nothing else in sendbot touches SQL.

`Store.open` gives the knowledge of the files. `SlackState` keeps what the Slack side has to remember.
"""

from sendbot.store.questions import Asked, Asker, Correction, Questions
from sendbot.store.slack_state import Claim, SlackState
from sendbot.store.store import Loaded, Store

__all__ = ["Asked", "Asker", "Claim", "Correction", "Loaded", "Questions", "SlackState", "Store"]
