"""Dates of one area: when it was inspected, when its plan is due, how many days are left."""

import datetime as dt

from msgspec.structs import replace

from sendbot.answer import Answer
from sendbot.answers.conditions import took_place
from sendbot.answers.desk import Desk
from sendbot.deadlines import Deadline, plan_name
from sendbot.meaning import Period
from sendbot.query import Event
from sendbot.snapshot import Visit
from sendbot.wording import count_of, join, say_date, say_span, upper_first


def when(desk: Desk) -> Answer:
    """When something was or is, for one area (or several, a line each)."""
    event: Event = desk.query.about or "inspected"
    areas = desk.query.areas
    if len(areas) > 1:
        return _several(desk, event)
    return _when_one(desk, areas[0], event)


def _several(desk: Desk, event: Event) -> Answer:
    answers = [_when_one(desk, area, event) for area in desk.query.areas]
    known = [a for a in answers if a.answered]
    return desk.say(
        "A line for each area.",
        answered=bool(known),
        lines=tuple(a.headline for a in answers),
        area_ids=tuple(i for a in known for i in a.area_ids),
        sources=tuple(dict.fromkeys(s for a in known for s in a.sources))[:4],
        is_estimate=any(a.is_estimate for a in known),
        date=known[0].date if known else None,
        days=known[0].days if known else None,
    )


def _when_one(desk: Desk, area: str, event: Event) -> Answer:
    if event in ("due", "submitted", "approved"):
        return plan_date(desk, area, event)
    if event == "measure":
        return _measure_date(desk, area)
    visits = desk.view.by_area.get(area, [])
    if not visits:
        return unknown_area(desk, area)
    if event == "re-visited":
        return _follow_up_date(desk, area, "re-visit")
    if event == "monitored":
        return _follow_up_date(desk, area, "monitoring")
    if event == "next-inspection":
        return _next_inspection(desk, area)
    asked = visits_asked(desk, area)
    if not asked:
        return unknown_area(desk, area)
    visit = asked[-1]
    others = [v for v in desk.full_visits(area) if v is not visit and (not desk.query.framework or v.framework == desk.query.framework)]
    return (
        _publication(desk, visit, others)
        if event == "published"
        else _receipt(desk, visit)
        if event == "received"
        else _inspection(desk, visit, others)
    )


def falls_in(visit: Visit, period: Period | None) -> bool:
    """Whether an inspection is of a period: it took place then, or its letter or report came out then."""
    return period is None or took_place(visit, period) or visit.published in period


def visits_asked(desk: Desk, area: str) -> list[Visit]:
    """The full inspections a question is about: of its framework and period, its first or last; the newest last."""
    query = desk.query
    found = [v for v in desk.full_visits(area) if not query.framework or v.framework == query.framework]
    found = [v for v in found if falls_in(v, query.period)]
    return found[:1] if query.order == "first" else found[-1:] if query.order == "last" else found


def unknown_area(desk: Desk, area: str) -> Answer:
    """Nothing is recorded of this area in what may be used, or not of the inspection asked about."""
    if known := desk.full_visits(area):
        return _not_of_that(desk, area, known)
    facts = desk.snapshot.areas[area]
    more = ""
    if facts.predecessors and any(p in desk.view.by_area for p in facts.predecessors):
        more = f" It follows {join([desk.title(p) for p in facts.predecessors])}, of which I know more: ask about that."
    elif facts.successors and any(s in desk.view.by_area for s in facts.successors):
        more = f" It was replaced by {join([desk.title(s) for s in facts.successors])}, of which I know more."
    return desk.not_recorded(f"Not recorded: I have no inspection of {desk.title(area)}.{more}")


def _not_of_that(desk: Desk, area: str, known: list[Visit]) -> Answer:
    """No inspection of the period or framework asked about is recorded: which are."""
    query, name = desk.query, desk.title(area)
    when = f" {query.period.label}" if query.period and query.period.label else " then" if query.period else ""
    under = f" under the framework of {query.framework}" if query.framework else ""
    others = [say_span(v.started, v.ended) if v.started else v.when or f"under the framework of {v.framework}" for v in known]
    return desk.not_recorded(
        f"No full inspection of {name}{when}{under} is recorded. Recorded: {join(others)}.",
        area_ids=(area,),
        sources=desk.cite(s for v in reversed(known) for s in v.all_sources()[:2]),
    )


def _inspection(desk: Desk, visit: Visit, others: list[Visit]) -> Answer:
    name = desk.title(visit.area)
    if not visit.started:
        return desk.not_recorded(
            f"{name} was inspected{f' ({visit.when})' if visit.when else ''}, but the dates are not recorded."
            + (f" Its report came out on {say_date(visit.published)}." if visit.published else ""),
            area_ids=(visit.area,),
            sources=desk.cite(visit.all_sources()),
        )
    notes = [f"Day: {visit.started_note}."] if visit.started_note else []
    if others:
        notes.append("Other full inspections: " + "; ".join(say_span(v.started, v.ended) for v in others if v.started) + ".")
    return desk.say(
        f"{name} was inspected {say_span(visit.started, visit.ended)}.",
        date=visit.started,
        area_ids=(visit.area,),
        notes=(*notes, *disputes(desk, visit, "started", "ended")),
        sources=desk.cite(visit.sources["started"]),
    )


def _publication(desk: Desk, visit: Visit, others: list[Visit]) -> Answer:
    name, what = desk.title(visit.area), "outcome letter" if visit.framework == "2016" else "report"
    if not visit.published:
        note = f" It came out {visit.published_note}." if visit.published_note else ""
        return desk.not_recorded(
            f"The day {name}'s {what} was published is not recorded.{note}", area_ids=(visit.area,), sources=desk.cite(visit.all_sources())
        )
    notes = tuple(f"Earlier: {say_date(v.published)} ({v.framework} framework)." for v in reversed(others) if v.published)
    return desk.say(
        f"{name}'s {what} was published on {say_date(visit.published)}.",
        date=visit.published,
        area_ids=(visit.area,),
        notes=(*notes, *disputes(desk, visit, "published")),
        sources=desk.cite(visit.sources["published"]),
    )


def _receipt(desk: Desk, visit: Visit) -> Answer:
    name = desk.title(visit.area)
    if visit.received:
        return desk.say(
            f"{name} received its report on {say_date(visit.received)}.",
            date=visit.received,
            area_ids=(visit.area,),
            sources=desk.cite(visit.sources["received"]),
        )
    if visit.letter_dated:
        return desk.say(
            f"{name}'s letter is dated {say_date(visit.letter_dated)}; the day it was received is not recorded.",
            date=visit.letter_dated,
            area_ids=(visit.area,),
            sources=desk.cite(visit.sources["letter_dated"]),
        )
    more = (
        f" It was published on {say_date(visit.published)}, mostly about five or six working days after receipt."
        if visit.published and visit.framework == "2016"
        else ""
    )
    return desk.not_recorded(f"The day {name} received its report is not recorded.{more}", area_ids=(visit.area,))


def disputes(desk: Desk, visit: Visit, *facts: str) -> tuple[str, ...]:
    """What other sources have instead, for these facts."""
    words = []
    for dispute in visit.disputes:
        if dispute.fact in facts:
            value = say_date(dispute.value) if isinstance(dispute.value, dt.date) else str(dispute.value)
            titles = join([desk.snapshot.sources[s].title for s in dispute.sources[:2]])
            words.append(f"Sources differ: {titles} has {value} ({dispute.fact.replace('_', ' ')}).")
    return tuple(words)


def _follow_up_date(desk: Desk, area: str, kind: str) -> Answer:
    name = desk.title(area)
    every = [v for v in desk.view.by_area.get(area, ()) if v.kind == kind]
    found = [v for v in every if falls_in(v, desk.query.period)]
    noun = "re-visit" if kind == "re-visit" else "monitoring inspection"
    if every and not found:
        days = join([say_span(v.started, v.ended) if v.started else v.when or "on a day not recorded" for v in every])
        return desk.not_recorded(f"No {noun} of {name} at that time is recorded. Recorded: {days}.", area_ids=(area,))
    if not found:
        plans = [v for v in desk.full_visits(area) if v.plan_required]
        if kind == "monitoring" and plans and plans[-1].framework == "2023" and plans[-1].published:
            due = _months_after(plans[-1].published, 18)
            return desk.say(
                f"No monitoring inspection of {name} is recorded; one follows about 18 months after its report of {say_date(plans[-1].published)}, so about {due:%B %Y} (estimate).",
                date=due,
                area_ids=(area,),
                is_estimate=True,
                sources=desk.cite(plans[-1].sources["published"]),
            )
        if not plans and desk.full_visits(area):
            return desk.say(
                f"{name} was not required to submit a plan, so no {noun} followed.",
                yes=False,
                area_ids=(area,),
                sources=desk.cite(desk.full_visits(area)[-1].all_sources()),
            )
        return desk.not_recorded(f"No {noun} of {name} is recorded.")
    visit = found[0] if desk.query.order == "first" else found[-1]
    day = f" {say_span(visit.started, visit.ended)}" if visit.started else f" ({visit.when})" if visit.when else ""
    lead = f"{name} had a {noun}" if kind != "re-visit" else f"{name} was re-visited"
    date = visit.started
    if desk.query.of == "letter" and visit.published:
        return desk.say(
            f"The letter on {name}'s {noun} was published on {say_date(visit.published)}.",
            date=visit.published,
            area_ids=(area,),
            notes=(visit.summary,) if visit.summary else (),
            sources=desk.cite(visit.sources["published"]),
        )
    notes = [f"Letter published on {say_date(visit.published)}."] if visit.published else []
    if visit.summary:
        notes.append(visit.summary)
    return desk.say(
        f"{lead}{day or ', on a day that is not recorded'}.",
        date=date,
        area_ids=(area,),
        notes=tuple(notes),
        sources=desk.cite(visit.all_sources()),
    )


def _months_after(day: dt.date, months: int) -> dt.date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, 28))


def _next_inspection(desk: Desk, area: str) -> Answer:
    name = desk.title(area)
    latest = desk.full_visits(area)[-1] if desk.full_visits(area) else None
    if not latest:
        return unknown_area(desk, area)
    if latest.framework == "2016" or not latest.outcome or not latest.published:
        return desk.not_recorded(
            f"When {name} is inspected next is not recorded: its last recorded full inspection was under the framework of 2016.",
            area_ids=(area,),
            sources=desk.cite(latest.all_sources()),
        )
    years = {1: 5, 2: 3, 3: 3}[latest.outcome]
    due = _months_after(latest.published, 12 * years)
    extra = ""
    if latest.outcome == 3:
        extra = (
            f" Before that a monitoring inspection, about 18 months after the report, so about {_months_after(latest.published, 18):%B %Y}."
        )
    return desk.say(
        f"{name}'s next full inspection is likely about {years} years after its report of {say_date(latest.published)} (outcome {latest.outcome}), so about {due:%B %Y} (estimate).{extra}",
        date=due,
        area_ids=(area,),
        is_estimate=True,
        sources=desk.cite(latest.sources["outcome"]),
    )


def _measure_date(desk: Desk, area: str) -> Answer:
    every = [m for m in desk.view.measures if m.area == area]
    found = [m for m in every if desk.query.of in (None, m.kind) and (not desk.query.period or m.date in desk.query.period)]
    if every and not found:
        return desk.not_recorded(
            f"Not that is recorded for {desk.name(area)}, but this: {' '.join(m.note for m in every)}", area_ids=(area,)
        )
    if not found:
        return desk.not_recorded(f"No improvement notice or direction is recorded for {desk.name(area)}.")
    latest = found[-1]
    return desk.say(
        f"{desk.name(area)}: {latest.note}",
        date=latest.date,
        area_ids=(area,),
        lines=tuple(m.note for m in found[:-1]),
        sources=desk.cite(latest.sources),
    )


# --- plans
def plan_visit(desk: Desk, area: str) -> Visit | None:
    """The inspection whose plan is meant: of the framework asked about, else the latest that required one."""
    full = visits_asked(desk, area)
    required = [v for v in full if v.plan_required]
    return required[-1] if required else full[-1] if full else None


def plan_date(desk: Desk, area: str, event: Event = "due") -> Answer:
    """The date a plan is due, was submitted or approved; a wrong premise is corrected."""
    visit = plan_visit(desk, area)
    if visit is None:
        return unknown_area(desk, area)
    if visit.plan_required is not True:
        return no_plan(desk, visit)
    deadline = desk.deadline(visit)
    if event == "submitted":
        return _submitted(desk, deadline)
    if event == "approved":
        return _approved(desk, deadline)
    return _due(desk, deadline)


def no_plan(desk: Desk, visit: Visit) -> Answer:
    """The area did not have to submit a plan: so said, with no date."""
    name = desk.title(visit.area)
    if visit.plan_required is None:
        return desk.not_recorded(f"Whether {name} had to submit a plan is not recorded.")
    text = (
        f"{name} was not required to submit a {plan_name(visit.framework)}"
        if visit.framework == "2016"
        else f"{name} did not owe a priority action plan (outcome {visit.outcome})"
    )
    label = f" after its inspection of {visit.year}" if visit.date else ""
    return desk.say(
        f"{text}{label}, so there is no deadline.", yes=False, area_ids=(visit.area,), sources=desk.cite(visit.sources["plan_required"])
    )


def _left(desk: Desk, due: dt.date) -> str:
    calendar = desk.snapshot.calendar
    days = (due - desk.today).days
    working = calendar.between(desk.today, due)
    if days > 0:
        return f"{count_of(days, 'day')} left ({count_of(working, 'working day')})"
    if days == 0:
        return "that is today"
    return f"{count_of(-days, 'day')} ago ({count_of(-working, 'working day')})"


def _due(desk: Desk, deadline: Deadline) -> Answer:
    visit, name = deadline.visit, desk.title(deadline.visit.area)
    plan = f"{name}'s {deadline.plan}" + (" (WSA)" if visit.framework == "2016" else "")
    notes: list[str] = [*_sent_words(deadline), *disputes(desk, visit, "plan_due")]
    if deadline.due is None:
        return desk.not_recorded(
            f"{name} had to submit a {deadline.plan}, but its date is not recorded. {deadline.steps}",
            area_ids=(visit.area,),
            notes=(*notes, "An admin can record the date the report was received."),
            sources=desk.cite(deadline.sources),
        )
    due, days = deadline.due, (deadline.due - desk.today).days
    about = "about " if deadline.is_estimate else ""
    verb = "is" if days >= 0 and not deadline.is_sent else "was"
    if deadline.submitted and days < 0:
        headline = f"{plan} was submitted on {say_date(deadline.submitted)}; it was due {about or 'on '}{say_date(due)}{_tag(deadline)}."
    else:
        headline = f"{plan} {verb} due {about or 'on '}{say_date(due)}{_tag(deadline)}: {_left(desk, due)}."
        if days < 0 and not desk.is_settled(deadline):
            notes.append("The date has passed; whether it was submitted is not recorded.")
    if visit.plan_due_note:
        notes.append(f"Also recorded: {visit.plan_due_note}.")
    if deadline.is_estimate:
        notes.append("An admin can record the real date of receipt, and the estimate gives way to it.")
    if desk.snapshot.calendar.is_provisional(due):
        notes.append("Provisional: bank holidays of that year are not all known yet.")
    return desk.say(
        headline,
        lines=(deadline.steps,),
        notes=tuple(notes),
        date=due,
        days=days,
        is_estimate=deadline.is_estimate,
        area_ids=(visit.area,),
        sources=desk.cite(deadline.sources),
    )


def _tag(deadline: Deadline) -> str:
    return {"estimated": " (estimate)", "computed": " (computed from the day it was received)", "stated": " (stated)"}.get(
        deadline.basis, ""
    )


def _sent_words(deadline: Deadline) -> list[str]:
    words = []
    if deadline.submitted:
        words.append(f"Submitted on {say_date(deadline.submitted)}.")
    elif deadline.submitted_note:
        words.append(f"On its submission: {deadline.submitted_note}.")
    if deadline.approved:
        words.append(f"Judged fit for purpose: {say_date(deadline.approved)}.")
    elif deadline.approved_note:
        words.append(f"On its approval: {deadline.approved_note}.")
    return words


def _submitted(desk: Desk, deadline: Deadline) -> Answer:
    visit, name = deadline.visit, desk.title(deadline.visit.area)
    if deadline.submitted:
        days = (deadline.submitted - desk.today).days
        return desk.say(
            f"{name} submitted its {deadline.plan} on {say_date(deadline.submitted)}.",
            date=deadline.submitted,
            days=days,
            yes=True,
            area_ids=(visit.area,),
            sources=desk.cite(visit.sources["plan_submitted"]),
        )
    if deadline.is_sent:
        return desk.say(
            f"{name}'s {deadline.plan} was sent in, but the exact day is not recorded.",
            yes=True,
            notes=tuple(_sent_words(deadline)),
            area_ids=(visit.area,),
            sources=desk.cite(deadline.sources),
        )
    due = f" It was due {'about ' if deadline.is_estimate else 'on '}{say_date(deadline.due)}{_tag(deadline)}." if deadline.due else ""
    if deadline.due and deadline.due >= desk.today:
        due = due.replace("was due", "is due")
    followed = " Its re-visit took place since." if desk.view.follow_ups(visit) else ""
    return desk.not_recorded(
        f"Whether and when {name} submitted its {deadline.plan} is not recorded.{due}{followed}",
        area_ids=(visit.area,),
        sources=desk.cite(deadline.sources),
    )


def _approved(desk: Desk, deadline: Deadline) -> Answer:
    visit, name = deadline.visit, desk.title(deadline.visit.area)
    if deadline.approved:
        return desk.say(
            f"{name}'s {deadline.plan} was judged fit for purpose on {say_date(deadline.approved)}.",
            date=deadline.approved,
            yes=True,
            area_ids=(visit.area,),
            notes=(upper_first(deadline.approved_note) + ".",) if deadline.approved_note else (),
            sources=desk.cite(visit.sources["plan_approved"]),
        )
    note = deadline.approved_note or visit.plan_note
    if note and (deadline.approved_note or "pprove" in note):
        return desk.say(
            f"On the approval of {name}'s {deadline.plan}: {note.rstrip('.')}.",
            yes=True,
            area_ids=(visit.area,),
            sources=desk.cite(visit.sources.get("plan_approved_note") or visit.sources["plan_note"]),
        )
    return desk.not_recorded(f"Whether and when {name}'s {deadline.plan} was approved is not recorded.", area_ids=(visit.area,))


def days(desk: Desk) -> Answer:
    """How many days are left on a plan, or lie between today and another event."""
    event = desk.query.about or "due"
    if event in ("submitted", "approved"):  # the days left to do so
        event = "due"
    if len(desk.query.areas) > 1:
        return _several(desk, event)
    if event != "due":
        answer = _when_one(desk, desk.query.areas[0], event)
        if answer.date is None:
            return answer
        days = (answer.date - desk.today).days
        headline = f"{answer.headline.rstrip('.')}: {_left(desk, answer.date)}."
        return replace(answer, headline=headline, days=days, intent=desk.query.intent)
    return plan_date(desk, desk.query.areas[0], "due")
