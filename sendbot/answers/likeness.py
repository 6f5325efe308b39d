"""What inspections or areas have in common: the groups they are counted by, and "the same week as Bury"."""

import datetime as dt
from typing import Literal

from sendbot.answers.desk import Desk
from sendbot.meaning import Condition
from sendbot.snapshot import Visit

TYPES = {
    "county": "county councils",
    "unitary": "unitary authorities",
    "metropolitan": "metropolitan boroughs",
    "london-borough": "London boroughs",
    "sui-generis": "others",
}
# Groups that areas belong to, whatever their inspections.
OF_AREAS = frozenset(("region", "type"))


def label_of(desk: Desk, visit: Visit, group: str, event: Literal["started", "published"] | None = None) -> str | None:
    """The group an inspection belongs to; None where that is not recorded. `event`: the date that years and months go by."""
    area = desk.snapshot.areas[visit.area]
    if group == "region":
        return area.region
    if group == "type":
        return TYPES.get(area.type, area.type)
    if group == "outcome":
        return f"Outcome {visit.outcome}" if visit.outcome else None
    if group == "framework":
        return f"the framework of {visit.framework}"
    day: dt.date | None = getattr(visit, event) if event else visit.date
    if day is None:
        return None
    quarter = (day.month + 2) // 3
    return {"year": str(day.year), "month": f"{day:%B %Y}", "quarter": f"Quarter {quarter} of {day.year}"}[group]


def areas_alike(desk: Desk, condition: Condition) -> set[str]:
    """The other areas of the same region or type as one of those named."""
    shared, *named = condition.values
    areas = desk.snapshot.areas
    wanted = {getattr(areas[a], shared) for a in named}
    return {a.id for a in areas.values() if getattr(a, shared) in wanted and a.id not in named}


def visits_alike(desk: Desk, condition: Condition) -> int:
    """The full inspections of other areas that share a date or an outcome with one of the areas named, as a mask."""
    shared, *named = condition.values
    wanted: set[object] = set()
    for area in named:
        mine = [key for v in desk.full_visits(area) if (key := _key(v, shared)) is not None]
        # An outcome holds until the next one; a week is a week.
        wanted.update(mine[-1:] if shared == "outcome" else mine)
    return sum(1 << v.index for v in desk.view.full if v.area not in named and _key(v, shared) in wanted)


def _key(visit: Visit, shared: str) -> object:
    """What of an inspection is compared; None where it is not recorded."""
    if shared == "outcome":
        return visit.outcome
    day: dt.date | None = visit.published if shared.startswith("published") else visit.started
    if day is None:
        return None
    unit = shared.removeprefix("published-")
    if unit == "week":
        return day - dt.timedelta(day.weekday())
    if unit == "day":
        return (day, None if shared.startswith("published") else visit.ended)
    return (day.year, day.month) if unit == "month" else day.year
