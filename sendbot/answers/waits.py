"""Who waited longest or least: for the letter, for the re-visit, or since the last inspection."""

import datetime as dt
from collections.abc import Iterable

from sendbot.answer import Answer, Figure
from sendbot.answers.desk import MAX_LINES, Desk
from sendbot.answers.filters import select
from sendbot.snapshot import Visit
from sendbot.wording import count_of, join, say_date

_TOP = 5
Wait = tuple[int, Visit]


def waits(desk: Desk) -> Answer:
    """The areas that waited longest (or least): `of` says for what."""
    visits = select(desk, desk.query.which).visits
    reckon = {"wait": letter_waits, "revisit-wait": _revisit_waits, "revisit-open": _open_waits, "since": _since}
    of = desk.query.of or "wait"
    found = reckon[of](desk, visits)
    if not found:
        return desk.not_recorded("No such waits can be reckoned from what is recorded.")
    least = desk.query.order == "least"
    found.sort(key=lambda pair: (pair[0] if least else -pair[0], desk.title(pair[1].area)))
    limit = desk.query.limit or 1
    edge = found[min(limit, len(found)) - 1][0]
    best = [(n, v) for n, v in found if (n <= edge if least else n >= edge)]
    unit = "working day" if of == "wait" else "day"
    said = {
        "wait": "from the end of its inspection to publication",
        "revisit-wait": "from its inspection to the re-visit",
        "revisit-open": "since its letter, with no re-visit recorded",
        "since": "since its last full inspection",
    }[of]
    names = join([desk.name(v.area) for _, v in best])
    span = count_of(best[0][0], unit) if best[0][0] == edge else f"{best[0][0]} to {count_of(edge, unit)}"
    lead = f"{names} waited" if of != "since" else f"{names}:"
    how = ("the shortest" if least else "the longest") if of == "since" else "least" if least else "longest"
    shown = found[: max(_TOP, len(best))][: 2 * MAX_LINES]
    return desk.say(
        f"{lead} {how}: {span} {said}{' each' if len(best) > 1 and best[0][0] == edge else ''}.",
        lines=tuple(f"{desk.title(v.area)} ({v.year}): {count_of(n, unit)}" for n, v in shown),
        figures=tuple(Figure(desk.title(v.area), n) for n, v in shown),
        notes=_notes(desk, of),
        count=best[0][0],
        area_ids=tuple(v.area for _, v in best),
        sources=desk.cite(s for _, v in best[:4] for s in v.sources.get("published") or v.all_sources()[:1]),
    )


def _notes(desk: Desk, of: str) -> tuple[str, ...]:
    if of == "since":
        return (f"By the full inspections recorded, as at {say_date(desk.today)}.",)
    if of == "revisit-open":
        return ("Re-visits were made under the framework of 2016; areas inspected again since are left out.",)
    return ()


def letter_waits(desk: Desk, visits: Iterable[Visit]) -> list[Wait]:
    """Working days from the end of each inspection to its publication, where both are recorded."""
    calendar = desk.snapshot.calendar
    return [
        (calendar.between(v.ended or v.started, v.published), v) for v in visits if v.started and v.published and calendar.covers(v.started)
    ]


def _revisits(desk: Desk, visit: Visit) -> list[dt.date]:
    return [f.date for f in desk.view.follow_ups(visit) if f.kind == "re-visit" and f.date]


def _revisit_waits(desk: Desk, visits: Iterable[Visit]) -> list[Wait]:
    return [((days[0] - (v.ended or v.started)).days, v) for v in visits if v.started and (days := _revisits(desk, v))]


def _open_waits(desk: Desk, visits: Iterable[Visit]) -> list[Wait]:
    return [
        ((desk.today - v.published).days, v)
        for v in visits
        if v.framework == "2016"
        and v.plan_required
        and v.published
        and not desk.view.follow_ups(v)
        and desk.full_visits(v.area)[-1] is v
        and desk.snapshot.areas[v.area].until is None
    ]


def _since(desk: Desk, visits: Iterable[Visit]) -> list[Wait]:
    last = [desk.full_visits(a)[-1] for a in dict.fromkeys(v.area for v in visits) if desk.snapshot.areas[a].until is None]
    return [((desk.today - (v.ended or v.started)).days, v) for v in last if v.started]
