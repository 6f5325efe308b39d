"""When a plan is due: stated by a source, computed from a known receipt, or estimated, and always saying which.

The rules are records (`knowledge/clocks.yaml`), per framework. 2016: 70 working days from the area receiving the letter
(SI 2015/1792, regulation 4), which mostly came five or six working days before publication; the letter is usually
published within 33 working days of the inspection's end. 2023: 35 working days from receipt, about 8 working days before
publication, for reports published before 6 June 2025; for later ones the limit is not recorded and nothing is computed.
"""

import datetime as dt
from typing import Literal

import msgspec

from sendbot.model import Clock
from sendbot.snapshot import View, Visit
from sendbot.wording import say_date
from sendbot.workdays import WorkingCalendar

Basis = Literal["stated", "computed", "estimated", "unknown"]


class Deadline(msgspec.Struct, frozen=True):
    """A plan and its date. `due` is None where the basis is unknown. `steps`: how it was reached, in words.

    `latest`: the last possible day of an estimate. `submitted` / `approved`: recorded days; `*_note`: rough words for them.
    """

    visit: Visit
    plan: str
    basis: Basis
    due: dt.date | None
    steps: str
    sources: tuple[str, ...]
    latest: dt.date | None = None
    submitted: dt.date | None = None
    submitted_note: str | None = None
    approved: dt.date | None = None
    approved_note: str | None = None

    @property
    def is_estimate(self) -> bool:
        return self.basis == "estimated"

    @property
    def is_sent(self) -> bool:
        """Whether the plan is known to have been submitted."""
        return bool(self.submitted or self.submitted_note or self.approved or self.approved_note)


def plan_name(framework: str, *, short: bool = False) -> str:
    """What the plan is called under a framework."""
    if framework == "2016":
        return "WSA" if short else "written statement of action"
    return "priority action plan"


def deadline_of(visit: Visit, view: View) -> Deadline:
    """The deadline of a visit's plan, as known in a view. The visit must require a plan."""
    clock = next((c for c in view.snapshot.knowledge.clocks if c.framework == visit.framework and c.known_on <= view.known_by), None)
    basis, due, latest, steps, sources = _date_of(visit, clock, view.snapshot.calendar)
    extra = tuple(s for name in ("plan_submitted", "plan_submitted_note", "plan_approved") for s in visit.sources.get(name, ()))
    return Deadline(
        visit,
        plan_name(visit.framework),
        basis,
        due,
        steps,
        tuple(dict.fromkeys((*sources, *extra))),
        latest,
        visit.plan_submitted,
        visit.plan_submitted_note,
        visit.plan_approved,
        visit.plan_approved_note,
    )


_Dated = tuple[Basis, dt.date | None, dt.date | None, str, tuple[str, ...]]


def _date_of(visit: Visit, clock: Clock | None, calendar: WorkingCalendar) -> _Dated:
    if visit.plan_due:
        return "stated", visit.plan_due, None, "The date is stated by a source.", visit.sources["plan_due"]
    if not clock:
        return "unknown", None, None, "No time limit is recorded.", ()
    days, plan = clock.working_days, clock.sources
    if visit.received:
        due = calendar.add(visit.received, days)
        return (
            "computed",
            due,
            None,
            f"Received on {say_date(visit.received)}; plus {days} working days.",
            (*visit.sources["received"], *plan),
        )
    published, ended = visit.published, visit.ended
    if published and clock.reports_before and published >= clock.reports_before:
        changed = say_date(clock.reports_before)
        return "unknown", None, None, f"The time limit for reports published since {changed} is not recorded.", visit.sources["published"]
    if visit.letter_dated:
        due = calendar.add(visit.letter_dated, days)
        steps = f"The letter is dated {say_date(visit.letter_dated)}; taking it as received that day, plus {days} working days."
        return "estimated", due, None, steps, (*visit.sources["letter_dated"], *plan)
    if published:
        due = calendar.add(published, days - clock.likely_receipt)
        latest = calendar.add(published, days)
        early = clock.earliest_receipt
        how_many = f"{clock.likely_receipt}" if early == clock.likely_receipt else f"{clock.likely_receipt} or {early}"
        steps = (
            f"Published on {say_date(published)}; the area mostly has the report about {how_many} working days before, "
            f"so {days} working days from receipt end about then, and on {say_date(latest)} at the latest."
        )
        return "estimated", due, latest, steps, (*visit.sources["published"], *plan)
    if ended and clock.publication_after_inspection:
        letter = calendar.add(ended, clock.publication_after_inspection)
        due = calendar.add(letter, days)
        steps = (
            f"Rough: the inspection ended on {say_date(ended)}; plus {clock.publication_after_inspection} working days to the letter "
            f"(about {say_date(letter)}), plus {days} working days from receiving it."
        )
        return "estimated", due, None, steps, (*visit.sources["ended"], *plan)
    return "unknown", None, None, "Neither the date of the letter nor the end of the inspection is recorded.", visit.all_sources()
