"""What a change does to the deadline of a plan, in words: before and after."""

import datetime as dt

from sendbot.deadlines import Deadline, deadline_of
from sendbot.snapshot import Snapshot
from sendbot.wording import count_of, join, say_date


def effect_on_deadline(before: Snapshot, after: Snapshot, inspection: str, today: dt.date) -> list[str]:
    """A line for what the deadline was said to be and what it will be; none where the inspection required no plan.

    Where the answer stays as it was though a date was given, the reason: what a better source states.
    """
    old, new = deadline_in(before, inspection, today), deadline_in(after, inspection, today)
    if old is None and new is None:
        return []
    was, will = say_deadline(old, today), say_deadline(new, today)
    if was == will:
        return [f"The deadline stays as it is: {was}.", *_overruled(after, inspection, today)]
    return [f"The deadline was {was}.", f"It will be {will}."]


def deadline_in(snapshot: Snapshot, inspection: str, today: dt.date) -> Deadline | None:
    """The deadline of an inspection's plan as known today; None where there is none."""
    view = snapshot.view(today)
    visit = view.visit_by_id.get(inspection)
    return deadline_of(visit, view) if visit and visit.plan_required else None


def say_deadline(deadline: Deadline | None, today: dt.date) -> str:
    """A deadline in a few words: its day, how sure it is, how it stands."""
    if deadline is None:
        return "none, as no plan was required"
    if deadline.due is None:
        said = "not known"
    else:
        said = f"{'about ' if deadline.is_estimate else ''}{say_date(deadline.due)} ({_sure(deadline)})"
    if deadline.submitted:
        return f"{said}; submitted on {say_date(deadline.submitted)}"
    if deadline.due is None or deadline.is_sent:
        return said
    days = (deadline.due - today).days
    return f"{said}, {count_of(days, 'day')} left" if days >= 0 else f"{said}, {count_of(-days, 'day')} ago"


def _sure(deadline: Deadline) -> str:
    return {"stated": "stated by a source", "computed": "computed from the date of receipt", "estimated": "estimate"}.get(
        deadline.basis, "unknown"
    )


_DATES = ("plan_due", "received", "letter_dated", "published", "plan_submitted", "plan_approved")


def _overruled(snapshot: Snapshot, inspection: str, today: dt.date) -> list[str]:
    """Dates on which the sources differ: which one is used, and why."""
    visit = snapshot.view(today).visit_by_id[inspection]
    lines = []
    for field in _DATES:
        stated = {value: facts.sources for facts in visit.stated if (value := getattr(facts, field))}
        if len(stated) > 1:
            used, *others = stated
            where = join(snapshot.sources[s].title for s in stated[used])
            lines.append(
                f"Sources differ on {field.replace('_', ' ')}: {say_date(used)} ({where}) is used, as that source ranks first; "
                f"{join(say_date(o) for o in others)} is kept beside it. To correct what is used, edit the inspection."
            )
    return lines
