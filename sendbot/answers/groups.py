"""How many of each group there are, which of two sides has more, and which of several areas came first."""

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from sendbot.answer import Answer, Figure
from sendbot.answers.dates import when
from sendbot.answers.describe import describe, say
from sendbot.answers.desk import Desk
from sendbot.answers.filters import select
from sendbot.meaning import both
from sendbot.snapshot import Visit
from sendbot.wording import count_of, join, say_date

_TYPES = {
    "county": "county councils",
    "unitary": "unitary authorities",
    "metropolitan": "metropolitan boroughs",
    "london": "London boroughs",
}


def per(desk: Desk) -> Answer:
    """How many areas (or inspections, by year, outcome or framework) there are of each group."""
    group = desk.query.of or "region"
    selection = select(desk, desk.query.which)
    labels: Callable[[Visit], str | None] = {
        "region": lambda v: desk.snapshot.areas[v.area].region,
        "type": lambda v: _TYPES.get(desk.snapshot.areas[v.area].type, desk.snapshot.areas[v.area].type),
        "year": lambda v: str(v.date.year) if v.date else None,
        "month": lambda v: f"{v.date:%B %Y}" if v.date else None,
        "outcome": lambda v: f"Outcome {v.outcome}" if v.outcome else None,
        "framework": lambda v: f"the framework of {v.framework}",
    }[group]
    members: dict[str, set[str]] = {}
    undated = 0
    for visit in selection.visits:
        label = labels(visit)
        if label is None:
            undated += 1
        else:
            # Of a region or a type each area counts once, of a year each inspection.
            members.setdefault(label, set()).add(visit.area if group in ("region", "type") else visit.id)
    if not members:
        return desk.not_recorded("Nothing is recorded for that.")
    first = {label: min(v.date.toordinal() if v.date else 0 for v in selection.visits if labels(v) == label) for label in members}
    key: Callable[[str], Any] = first.__getitem__ if group == "month" else str
    ordered = sorted(members, key=key) if group in ("year", "month", "outcome") else sorted(members, key=lambda m: (-len(members[m]), m))
    total = sum(len(m) for m in members.values())
    noun = "area" if group in ("region", "type") else "inspection"
    phrase = describe(desk)
    by = {"type": "type of authority", "year": "year of inspection", "month": "month of inspection"}.get(group, group)
    return desk.say(
        f"{count_of(total, noun)}{' ' + phrase if phrase else ''}, by {by}: {join([f'{label}: {len(members[label])}' for label in ordered])}.",
        count=total,
        lines=tuple(f"{label}: {len(members[label])}" for label in ordered),
        figures=tuple(Figure(label, len(members[label])) for label in ordered),
        notes=(f"Without {count_of(undated, 'inspection')} for which that is not recorded.",) if undated else (),
        sources=desk.cite(s for v in selection.visits[:4] for s in v.all_sources()[:1]),
    )


def versus(desk: Desk) -> Answer:
    """Which of two sides has more areas, and how many each has."""
    counted = []
    for side in desk.query.sides:
        chosen = select(desk, both(desk.query.which, side))
        counted.append((say(desk, side), chosen))
    best = max(len(c.areas) for _, c in counted)
    ahead = [name for name, c in counted if len(c.areas) == best]
    frame = describe(desk)
    lead = f"Areas {frame}: " if frame else ""
    said = join([f"{len(c.areas)} {name}" for name, c in counted])
    verdict = "as many" if len(ahead) > 1 else f"more {ahead[0]}"
    return desk.say(
        f"{lead}{said}; so {verdict}.",
        yes=len(counted[0][1].areas) > len(counted[1][1].areas),
        lines=tuple(
            f"{name}: {join([desk.name(a) for a in c.areas[:12]])}{' and more' if len(c.areas) > 12 else ''}." for name, c in counted
        ),
        figures=tuple(Figure(name, len(c.areas)) for name, c in counted),
        area_ids=tuple(dict.fromkeys(a for _, c in counted for a in c.areas)) if best <= 12 else (),
        sources=desk.cite(s for _, c in counted for v in c.visits[:2] for s in v.all_sources()[:1]),
    )


def sequence(desk: Desk) -> Answer:
    """Which of several areas came first (or last) by a date, or whether one came before the other."""
    event = desk.query.about or "inspected"
    answers = {
        a: when(Desk(replace(desk.query, asks="when", areas=(a,), order=None, polarity=None), desk.view, desk.today))
        for a in desk.query.areas
    }
    dated = {a: answer.date for a, answer in answers.items() if answer.answered and answer.date and answer.yes is not False}
    missing = [desk.name(a) for a in desk.query.areas if a not in dated]
    lines = tuple(answer.headline for answer in answers.values())
    sources = tuple(dict.fromkeys(s for answer in answers.values() for s in answer.sources))[:4]
    if missing:
        return desk.not_recorded(f"No date is recorded for {join(missing)}, so I cannot put them in order.", lines=lines, sources=sources)
    wanted = (min if desk.query.order != "last" else max)(dated.values())
    winners = [a for a in desk.query.areas if dated[a] == wanted]
    word = {"inspected": "inspected", "published": "out with its letter or report", "due": "due", "submitted": "in with its plan"}.get(
        event, event
    )
    place = "last" if desk.query.order == "last" else "first"
    estimate = any(answer.is_estimate for answer in answers.values())
    if desk.query.polarity is not None:
        yes = winners == [desk.query.areas[0]]
        than = "the same day" if len(winners) > 1 else f"{desk.name(winners[0])} was {word} {place}"
        return desk.say(
            f"{'Yes' if yes else 'No'}: {than}.", yes=yes, lines=lines, area_ids=desk.query.areas, sources=sources, is_estimate=estimate
        )
    return desk.say(
        f"{join([desk.name(a) for a in winners])} {'was' if len(winners) == 1 else 'were'} {word} {place}{' (the same day)' if len(winners) > 1 else ''}: {say_date(wanted)}.",
        lines=lines,
        date=wanted,
        area_ids=tuple(winners),
        sources=sources,
        is_estimate=estimate,
    )
