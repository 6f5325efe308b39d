"""Setting one fact of an inspection: in what its source states already, or as a new statement of that source."""

import datetime as dt
from typing import Any

from sendbot.editing.edits import Plain
from sendbot.model import Source
from sendbot.snapshot import Visit


def with_facts(plain: Plain, source: Source, values: dict[str, Any], known_on: dt.date) -> Plain:
    """An inspection with facts stated by a source alone; None takes a fact out of what that source states."""
    groups = [dict(group) for group in plain.get("stated", [])]
    own = next((group for group in groups if group["sources"] == [source.id]), None)
    if own is None:
        own = {"sources": [source.id], "known_on": known_on.isoformat()}
        groups.append(own)
    for field, value in values.items():
        if value is None:
            own.pop(field, None)
        else:
            own[field] = value
    return {**plain, "stated": groups}


def public_since(source: Source, visit: Visit | None, today: dt.date) -> dt.date:
    """From when a fact counts as public that is recorded today: its source's day, and never before the inspection."""
    day = min(source.date or today, today)
    begun = (visit.started or visit.published) if visit else None
    return max(day, begun) if begun else day
