"""The SQLite store: knowledge loaded from files and read back as a snapshot. Nothing else in sendbot touches SQL.

`Store.open` gives a store whose knowledge is that of the files; `Store.read` the records.
"""

from sendbot.store.slack_state import SlackState
from sendbot.store.store import Loaded, Store

__all__ = ["Loaded", "SlackState", "Store"]
