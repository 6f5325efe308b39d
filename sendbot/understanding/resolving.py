"""Names that fit several areas: the one that is meant, or the question which."""

import datetime as dt
from collections.abc import Sequence

import msgspec

from sendbot.model import Area
from sendbot.query import Query
from sendbot.snapshot import View
from sendbot.understanding.asked import Asked
from sendbot.understanding.outcome import Refusal
from sendbot.understanding.reading import Reading


def resolve(asked: Asked) -> Refusal | None:
    """Settles which areas ambiguous names mean, the only one on record or else asked, and notes what was read into names."""
    known_areas, view = asked.known.areas, asked.view
    notes = [
        f"Reading '{p.typed}' as {known_areas[p.place.ids[0]].name}."
        for p in asked.reading.places
        if p.typed and p.place.kind == "area" and not p.place.ambiguous
    ]
    areas = list(asked.frame.areas)
    for name, ids in asked.frame.ambiguous:
        known = [i for i in ids if i in view.by_area]
        if len(known) != 1:
            names = [known_areas[i].title for i in (known or ids)]
            says = f"Which do you mean by '{name}': {', '.join(names[:-1])} or {names[-1]}?"
            return Refusal("ambiguous", says, tuple(names[:5]), unclear=name)
        areas.append(known[0])
        notes.append(f"Reading '{name}' as {known_areas[known[0]].title}.")
    asked.frame = msgspec.structs.replace(asked.frame, areas=of_namesakes(areas, asked.reading, view, known_areas))
    asked.notes = tuple(notes)
    return None


def settled(query: Query | None, reading: Reading, view: View, known_areas: dict[str, Area]) -> Query | None:
    """A query with those of namesakes that the question is about."""
    if query is None or not query.areas:
        return query
    return msgspec.structs.replace(query, areas=of_namesakes(query.areas, reading, view, known_areas))


def of_namesakes(areas: Sequence[str], reading: Reading, view: View, known_areas: dict[str, Area]) -> tuple[str, ...]:
    """Of namesakes (today's Dorset and the county to 2019) the one that the question is about."""
    chosen: list[str] = []
    for named in areas:
        area = named
        twins = [a for a in areas if known_areas[a].name == known_areas[area].name]
        if len(twins) > 1:
            visits = [v for a in twins for v in view.by_area.get(a, ()) if v.kind == "full"]
            if reading.has("wsa", "revisit", "framework-2016"):
                visits = [v for v in visits if v.framework == "2016"] or visits
            period = next((u.period.period for u in reading.units if u.period), None)
            if period:
                visits = [v for v in visits if v.date in period] or visits
            latest = max(visits, key=lambda v: v.date or dt.date.min, default=None)
            area = latest.area if latest else twins[0]
        if area not in chosen:
            chosen.append(area)
    return tuple(chosen)
