"""Reckoning with days: a given number of working days on, a plan's last day, a count between two days, and average waits."""

import datetime as dt
from statistics import mean, median

from sendbot.answer import Answer
from sendbot.answers.desk import Desk
from sendbot.answers.filters import select
from sendbot.deadlines import plan_name
from sendbot.wording import count_of, say_date

_BEYOND = "I cannot reckon with days so far off."
_PROVISIONAL = ("Bank holidays so late are not all known yet.",)


def reckon(desk: Desk) -> Answer:
    """The answer to one sum."""
    query = desk.query
    if query.of == "wait":
        return _wait(desk)
    start, end = (query.period.start, query.period.end) if query.period else (None, None)
    if start is None or end is None or not (desk.snapshot.calendar.covers(start) and desk.snapshot.calendar.covers(end)):
        return desk.not_recorded(_BEYOND)
    if query.of == "between":
        return _between(desk, start, end)
    if query.of == "working-day":
        return _is_working_day(desk, start)
    if query.of == "plan":
        return _plan(desk, start)
    return _counted(desk, start)


def _notes(desk: Desk, day: dt.date) -> tuple[str, ...]:
    return _PROVISIONAL if desk.snapshot.calendar.is_provisional(day) else ()


def _counted(desk: Desk, start: dt.date) -> Answer:
    calendar, number = desk.snapshot.calendar, desk.query.limit or 0
    if abs(number) > 2000:
        return desk.not_recorded(_BEYOND)
    working = desk.query.of == "working-days"
    day = calendar.add(start, number) if working else start + dt.timedelta(days=number)
    if not calendar.covers(day):
        return desk.not_recorded(_BEYOND)
    what = count_of(abs(number), "working day" if working else "calendar day")
    also = () if working else (f"The same number of working days ends on {say_date(calendar.add(start, number))}.",)
    return desk.say(
        f"{say_date(day)}: {what} {'before' if number < 0 else 'after'} {say_date(start)}, which is day 0.",
        lines=also,
        date=day,
        days=(day - desk.today).days,
        notes=(*(("Working days leave out weekends and the bank holidays of England.",) if working else ()), *_notes(desk, day)),
    )


def _between(desk: Desk, start: dt.date, end: dt.date) -> Answer:
    number = desk.snapshot.calendar.between(start, end)
    return desk.say(
        f"{count_of(number, 'working day')} after {say_date(start)}, up to and including {say_date(end)}.",
        count=number,
        notes=("Working days leave out weekends and the bank holidays of England.", *_notes(desk, end)),
    )


def _is_working_day(desk: Desk, day: dt.date) -> Answer:
    yes = desk.snapshot.calendar.is_working_day(day)
    why = (
        ""
        if yes
        else f": it was a {'Saturday' if day.weekday() == 5 else 'Sunday'}"
        if day.weekday() > 4
        else ": it was a bank holiday in England"
    )
    return desk.say(
        f"{'Yes' if yes else 'No'}, {day:%A} {say_date(day)} {'is' if yes else 'is not'} a working day{why}.",
        yes=yes,
        notes=_notes(desk, day),
    )


def _plan(desk: Desk, received: dt.date) -> Answer:
    """The plan's last day by the clock of its framework, counted from the day the report was received."""
    framework = desk.query.framework or "2016"
    clock = next((c for c in desk.snapshot.knowledge.clocks if c.framework == framework and c.known_on <= desk.view.known_by), None)
    name = plan_name(framework)
    if clock is None:
        return desk.not_recorded(f"No time limit for a {name} is recorded.")
    calendar = desk.snapshot.calendar
    if clock.reports_before and calendar.add(received, clock.likely_receipt) >= clock.reports_before:
        return desk.not_recorded(
            f"The time limit of a {name} for reports published since {say_date(clock.reports_before)} is not recorded."
        )
    due = calendar.add(received, clock.working_days)
    return desk.say(
        f"{say_date(due)}: a report received on {say_date(received)}, plus {clock.working_days} working days for the {name}.",
        date=due,
        days=(due - desk.today).days,
        sources=desk.cite(clock.sources),
        notes=("The day of receipt is day 0; weekends and the bank holidays of England are left out.", *_notes(desk, due)),
    )


def _wait(desk: Desk) -> Answer:
    """Median and mean working days from the end of an inspection to its letter or report, by framework."""
    calendar = desk.snapshot.calendar
    waits: dict[str, list[int]] = {}
    used = []
    for visit in select(desk, desk.query.which).visits:
        # Of many inspections only the week is recorded: they are taken to have ended on its Friday.
        ended = visit.ended or (visit.started and visit.started + dt.timedelta(days=max(0, 4 - visit.started.weekday())))
        if visit.kind == "full" and ended and visit.published and desk.query.framework in (None, visit.framework):
            waits.setdefault(visit.framework, []).append(calendar.between(ended, visit.published))
            used.append(visit)
    if not waits:
        return desk.not_recorded("No inspection is recorded for that with both its last day and the day its letter came out.")
    lines = tuple(
        f"Framework of {framework}: median {median(days):g}, mean {mean(days):.1f} working days, from {min(days)} to {max(days)}, over {count_of(len(days), 'inspection')}."
        for framework, days in sorted(waits.items())
    )
    every = [day for days in waits.values() for day in days]
    return desk.say(
        f"From the last day of an inspection to its letter or report: a median of {median(every):g} and a mean of {mean(every):.1f} working days, over {count_of(len(every), 'inspection')}.",
        lines=lines if len(lines) > 1 else (f"From {min(every)} to {max(every)} working days.",),
        count=len(every),
        notes=("Where only the week of an inspection is recorded, it is counted from that Friday.",),
        sources=desk.cite(dict.fromkeys(s for v in used for s in v.all_sources())),
    )
