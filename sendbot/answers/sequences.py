"""Which of several named areas came first, and in what order, by any date."""

from typing import Any

from msgspec.structs import replace

from sendbot.answer import Answer
from sendbot.answers.dates import when
from sendbot.answers.desk import Desk
from sendbot.answers.profiles import of_side
from sendbot.meaning import Condition, Period, literals
from sendbot.wording import count_of, join, say_date

_WORDS = {
    "inspected": "inspected",
    "published": "out with its letter or report",
    "due": "due",
    "submitted": "in with its plan",
    "approved": "approved",
}
_PAIR = 2


def _first_with(desk: Desk, area: str, outcomes: list[Condition]) -> dict[str, Any]:
    """What tells an area's first inspection with an outcome from its others; empty where it has none."""
    found = [v for v in desk.full_visits(area) if v.date and v.outcome and any(str(v.outcome) in c.values for c in outcomes)]
    return {"period": Period(found[0].date, found[0].date, ""), "framework": found[0].framework} if found else {}


def _without(desk: Desk, outcome: Condition, areas: list[str]) -> Answer:
    said = " or ".join(outcome.values)
    return desk.not_recorded(
        f"No outcome {said} is recorded for {join([desk.name(a) for a in areas])}, so I cannot put them in order.", area_ids=tuple(areas)
    )


def sequence(desk: Desk) -> Answer:
    """Which of several areas came first (or last) by a date, or whether one came before the other.

    The query's `target` says which of each area's own dates is meant, where it says so ("first", "latest").
    """
    query, event = desk.query, desk.query.about or "inspected"
    # "Inspected first": who had an inspection first, not whose latest one came first.
    several = (
        event in ("inspected", "published")
        and not query.framework
        and not query.period
        and not query.sides
        and not query.which
        and query.target != "latest"
    )
    own = (
        query.target
        if query.target in ("first", "last")
        else "first"
        if (several and (query.order != "last" or query.polarity is not None))
        else None
    )
    alone: dict[str, Any] = {"asks": "when", "order": own, "polarity": None, "target": None, "sides": (), "limit": None, "which": None}
    outcomes = [c for c in literals(query.which) if c.kind == "outcome"]
    if outcomes and (without := [a for a in query.areas if not _first_with(desk, a, outcomes)]):
        return _without(desk, outcomes[0], without)
    answers = {
        a: when(
            Desk(
                replace(of_side(desk, place).query, **alone, areas=(a,), **(_first_with(desk, a, outcomes) if outcomes else {})),
                desk.view,
                desk.today,
            )
        )
        for place, a in enumerate(query.areas)
    }
    dated = {a: answer.date for a, answer in answers.items() if answer.answered and answer.date and answer.yes is not False}
    missing = [desk.name(a) for a in query.areas if a not in dated]
    ordered = sorted(dated, key=lambda a: (dated[a], desk.title(a)), reverse=query.order == "last")
    lines = tuple(answers[a].headline for a in [*ordered, *(a for a in query.areas if a not in dated)])
    sources = tuple(dict.fromkeys(s for answer in answers.values() for s in answer.sources))[:4]
    if missing:
        return desk.not_recorded(f"No date is recorded for {join(missing)}, so I cannot put them in order.", lines=lines, sources=sources)
    wanted = dated[ordered[0]]
    winners = [a for a in query.areas if dated[a] == wanted]
    word = _WORDS.get(event, event)
    place = "last" if query.order == "last" else "first"
    apart = abs((dated[ordered[0]] - dated[ordered[-1]]).days)
    notes = (f"They are {count_of(apart, 'day')} apart.",) if len(ordered) == _PAIR and apart else ()
    if several and any(len(desk.full_visits(a)) > 1 for a in query.areas):
        notes = (*notes, f"By the {'first' if own else 'latest'} inspection of each; name a framework or a year for the others.")
    same = (
        f"{'both' if len(ordered) == _PAIR else 'all'} on the same day"
        if not apart
        else f"{join([desk.name(a) for a in winners])} on the same day"
    )
    estimate = any(answer.is_estimate for answer in answers.values())
    if query.polarity is not None:
        yes = winners == [query.areas[0]]
        than = same if len(winners) > 1 else f"{desk.name(winners[0])} was {word} {place}, {say_date(wanted)}"
        headline = f"{'Yes' if yes else 'No'}: {than}."
        return desk.say(headline, yes=yes, lines=lines, notes=notes, area_ids=query.areas, sources=sources, is_estimate=estimate)
    if query.limit:  # all of them, in order
        return desk.say(
            f"In order: {join([f'{desk.name(a)} ({say_date(dated[a])})' for a in ordered])}.",
            lines=lines,
            area_ids=tuple(ordered),
            sources=sources,
            is_estimate=estimate,
        )
    names = join([desk.name(a) for a in winners])
    verb = "was" if len(winners) == 1 else "were"
    return desk.say(
        f"{names} {verb} {word} {place}{f' ({same})' if len(winners) > 1 else ''}: {say_date(wanted)}.",
        lines=lines,
        notes=notes,
        date=wanted,
        area_ids=tuple(winners),
        sources=sources,
        is_estimate=estimate,
    )
