"""What can be shown besides an answer's words: the table behind it, and the deadlines it names.

Worked out only where something shows it (Slack, a download), so that an answer in words costs nothing more.
"""

import datetime as dt

import msgspec

from sendbot.answer import Answer
from sendbot.answers.desk import Desk
from sendbot.answers.filters import select
from sendbot.deadlines import Deadline, plan_name
from sendbot.meaning import Condition, Is, both, literals
from sendbot.query import Query
from sendbot.snapshot import View, Visit
from sendbot.wording import say_date, upper_first

Cell = str | int | dt.date | None

_OF_FINDINGS = frozenset(("findings", "why"))
_OF_VISITS = frozenset(("areas", "count"))
_OF_PLANS = frozenset(("plan", "due", "overdue", "submitted", "approved"))
_KINDS = {
    "weakness": "Weakness",
    "priority-action": "Area for priority action",
    "improvement": "Area for improvement",
    "criticism": "Criticism",
    "development": "Area for development",
    "clear": "Found in order",
    "strength": "Strength",
}


class Table(msgspec.Struct, frozen=True):
    """Rows of cells under columns. `shown`: the columns that fit on a screen; a download has all. The first names the row.

    `is_list`: it says all that the answer's lines say, so it may stand in their place.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    shown: tuple[int, ...]
    is_list: bool = False


class Details(msgspec.Struct, frozen=True):
    """`table`: what the answer lists. `deadlines`: those with a date that the answer names. `standing`: of a single one, in words."""

    table: Table | None = None
    deadlines: tuple[Deadline, ...] = ()
    standing: str | None = None


def details(answer: Answer, view: View, today: dt.date) -> Details:
    """The table and the deadlines behind an answer; nothing for one that is no list and names no plan."""
    query = answer.query
    if query is None or not answer.answered:
        return Details()
    desk = Desk(query, view, today)
    visits = _visits(desk, answer)
    plans = [desk.deadline(v) for v in visits if v.plan_required] if _is_about_plans(query) else []
    single = plans[0] if len(plans) == 1 and answer.days is not None else None
    return Details(
        _table(desk, answer, visits),
        tuple(d for d in plans if d.due),
        standing_of(desk, single) if single else None,
    )


def standing_of(desk: Desk, deadline: Deadline) -> str:
    """How a plan stands today, in words behind a sign, so that nothing depends on a colour."""
    if deadline.submitted:
        return f"✓ Submitted {say_date(deadline.submitted)}"
    if deadline.is_sent:
        return "✓ Submitted"
    if deadline.due is None:
        return "? No date recorded"
    if desk.is_settled(deadline):
        return "✓ Looked at in a re-visit"
    days = (deadline.due - desk.today).days
    if days < 0:
        return "⚠ Past its date, no submission recorded"
    return "⏰ Due today" if days == 0 else "⏳ Due"


def _is_about_plans(query: Query) -> bool:
    return (
        query.asks == "days"
        or query.order == "next"
        or query.about in ("due", "submitted")
        or any(c.kind in _OF_PLANS for c in literals(query.which))
    )


def _visits(desk: Desk, answer: Answer) -> list[Visit]:
    """The inspections that the answer names: those selected, or each area's latest (of those with a plan, where plans are asked about)."""
    place = {area: number for number, area in enumerate(answer.area_ids)}
    if desk.query.asks in _OF_VISITS and not desk.query.areas:
        which = both(desk.query.which, Is(Condition("due"))) if desk.query.order == "next" else desk.query.which
        chosen = [v for v in select(desk, which).visits if v.area in place]
        if {v.area for v in chosen} == place.keys():
            return sorted(chosen, key=lambda v: place[v.area])
    found = []
    for area in answer.area_ids:
        full = desk.full_visits(area)
        owing = [v for v in full if v.plan_required] if _is_about_plans(desk.query) else []
        found += (owing or full)[-1:]
    return found


def _table(desk: Desk, answer: Answer, visits: list[Visit]) -> Table | None:
    if answer.figures:
        rows = tuple((f.label, f.value) for f in answer.figures)
        return Table(answer.headline, ("", "Number"), rows, (0, 1))
    if desk.query.asks in _OF_FINDINGS and visits:
        return _of_findings(desk, answer, visits)
    if desk.query.asks in _OF_VISITS and visits:
        return _of_areas(desk, answer, visits)
    return None


def _of_findings(desk: Desk, answer: Answer, visits: list[Visit]) -> Table | None:
    rows = [
        (desk.title(v.area), _KINDS[f.kind], desk.topic(f.topic), f.says, upper_first(f.progress or ""))
        for v in visits
        for f in desk.findings(v, topics=desk.query.topics)
    ]
    columns = ("Area", "Kind", "Topic", "What was found", "At the re-visit")
    return Table(answer.headline, columns, tuple(rows), (1, 2, 3)) if rows else None


_COLUMNS = (
    "Area",
    "Region",
    "Inspected",
    "Published",
    "Framework",
    "Result",
    "Plan due",
    "How sure",
    "Days left",
    "Plan",
    "What was found",
)
_SHOWN_OF_PLANS, _SHOWN_OF_FINDINGS, _SHOWN = (0, 6, 7, 8, 9), (0, 3, 10), (0, 1, 2, 3, 5)


def _of_areas(desk: Desk, answer: Answer, visits: list[Visit]) -> Table:
    rows: list[tuple[Cell, ...]] = []
    asked = _findings_asked(desk.query)
    for visit in visits:
        facts = _facts(desk, visit)
        found = [f.says for manner, topics in asked for f in desk.findings(visit, manner, topics=topics)]
        rows += [(*facts, says) for says in found or (None,)]
    by_deadline = desk.query.order == "next" or bool(desk.condition("due", "overdue"))
    shown = _SHOWN_OF_FINDINGS if any(row[-1] for row in rows) else _SHOWN_OF_PLANS if by_deadline else _SHOWN
    return Table(answer.headline, _COLUMNS, tuple(rows), shown, is_list=True)


def _facts(desk: Desk, visit: Visit) -> tuple[Cell, ...]:
    result = f"Outcome {visit.outcome}" if visit.outcome else None
    if result is None and visit.plan_required is not None:
        name = upper_first(plan_name(visit.framework))
        result = f"{name} required" if visit.plan_required else f"No {plan_name(visit.framework)} required"
    facts = (
        desk.title(visit.area),
        desk.snapshot.areas[visit.area].region,
        visit.started,
        visit.published,
        visit.framework,
        result,
    )
    if not visit.plan_required:
        return (*facts, None, None, None, None)
    deadline = desk.deadline(visit)
    days = (deadline.due - desk.today).days if deadline.due and not desk.is_settled(deadline) else None
    return (*facts, deadline.due, deadline.basis if deadline.due else None, days, standing_of(desk, deadline))


def _findings_asked(query: Query) -> list[tuple[str, list[str]]]:
    """The manners and topics of findings that the question filters by."""
    found = []
    for kind, manner in (("topic", "weak"), ("strength", "strong"), ("development", "development")):
        asked = [c for c in literals(query.which) if c.kind == kind and not c.negated]
        if asked:
            found.append((manner, [t for c in asked for t in c.values]))
    return found
