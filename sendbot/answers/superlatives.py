"""The first or last areas by a date that follows an inspection: plan due, submitted or accepted, re-visit, monitoring."""

import datetime as dt

from msgspec.structs import replace

from sendbot.answer import Answer
from sendbot.answers.describe import describe
from sendbot.answers.desk import MAX_LINES, Desk
from sendbot.answers.filters import select
from sendbot.snapshot import Visit
from sendbot.wording import count_of, join, say_date

OF_FOLLOWING = frozenset(("due", "submitted", "approved", "re-visited", "monitored"))
_WORDS = {
    "due": "whose plan fell or falls due",
    "submitted": "whose plan was submitted",
    "approved": "whose plan was approved",
    "re-visited": "re-visited",
    "monitored": "with a monitoring inspection",
}


def by_event(desk: Desk) -> Answer:
    """The areas first or last by the event asked about, those of the same day together."""
    event, last = desk.query.about or "due", desk.query.order == "last"
    plain = Desk(replace(desk.query, order=None), desk.view, desk.today)
    visits = select(plain, desk.query.which).visits
    dated = sorted(((day, v) for v in visits if (day := _day(desk, v, event, last=last))), key=lambda pair: pair[0], reverse=last)
    phrase = describe(plain)
    if not dated:
        return desk.not_recorded(f"No date is recorded for any area {_WORDS[event]}{', ' + phrase if phrase else ''}.")
    edge = dated[min(desk.query.limit or 1, len(dated)) - 1][0]
    chosen = [(day, v) for day, v in dated if (day >= edge if last else day <= edge)]
    areas = tuple(dict.fromkeys(v.area for _, v in chosen))
    guessed = [v for _, v in chosen if event == "due" and desk.deadline(v).is_estimate]
    needing = [v for v in visits if v.plan_required]
    left = len(needing) - sum(bool(v.plan_required) for _, v in dated)
    notes = [f"For {count_of(left, 'other area')} with a plan no such date is recorded."] if left > 0 and event != "monitored" else []
    notes += ["Estimated dates: ask about one area to see the steps."] if guessed else []
    return desk.say(
        f"The {'last' if last else 'first'} {_WORDS[event]}{', ' + phrase if phrase else ''}: {join([desk.name(a) for a in areas])}.",
        lines=tuple(f"{desk.title(v.area)}: {'about ' if v in guessed else ''}{say_date(day)}." for day, v in chosen[: 2 * MAX_LINES]),
        notes=tuple(notes),
        area_ids=areas,
        count=len(areas),
        date=chosen[0][0] if len({day for day, _ in chosen}) == 1 else None,
        is_estimate=bool(guessed),
        sources=desk.cite(s for _, v in chosen[:4] for s in v.all_sources()[:1]),
    )


def _day(desk: Desk, visit: Visit, event: str, *, last: bool) -> dt.date | None:
    if event in ("re-visited", "monitored"):
        kind = "re-visit" if event == "re-visited" else "monitoring"
        days = [f.date for f in desk.view.follow_ups(visit) if f.kind == kind and f.date]
        return (max if last else min)(days, default=None)
    if not visit.plan_required:
        return None
    day: dt.date | None = getattr(desk.deadline(visit), event)
    return day
