"""What about the knowledge an admin might mend: found by reading all of it, told in sections with the worst first."""

import datetime as dt
from collections.abc import Iterable

import msgspec

from sendbot.deadlines import deadline_of
from sendbot.editing.diffs import difference, title
from sendbot.editing.effects import say_deadline
from sendbot.editing.overlay import Conflict
from sendbot.model import Knowledge
from sendbot.snapshot import Snapshot, View
from sendbot.wording import join, say_date

_STALE = dt.timedelta(days=3 * 365)


class Section(msgspec.Struct, frozen=True):
    """One kind of thing to look at. `advice`: what to do about it."""

    name: str
    lines: tuple[str, ...]
    advice: str


def review(snapshot: Snapshot, today: dt.date, conflicts: Iterable[Conflict] = ()) -> list[Section]:
    """All sections, also those with nothing in them."""
    view = snapshot.view(today)
    return [
        Section("Edits that new files contradict", tuple(conflict_lines(conflicts)), "Choose with 'keep' or 'take' and the edit's number."),
        Section("Records without a source", tuple(_without_source(snapshot.knowledge)), "Edit each and name where it stands."),
        Section(
            "Estimated deadlines whose real date could be known",
            tuple(_estimates(view, today)),
            "The area knows when it received the letter: 'letter AREA received DATE source …'.",
        ),
        Section(
            "Plans of which nothing has been recorded since they fell due", tuple(_silent(view, today)), "'wsa AREA submitted DATE …'."
        ),
        Section("Areas with nothing new for three years", tuple(_stale(view, today)), "Look whether they were inspected again."),
        Section("Contradictions between sources", tuple(_contradictions(view)), "Edit the inspection where one of them is wrong."),
        Section("Topics that no finding and no rule is about", tuple(_unused_topics(snapshot.knowledge)), "Remove each, or merge it."),
        Section("Sources in which nothing stands", tuple(_unused_sources(snapshot.knowledge)), "Remove them."),
    ]


def as_lines(sections: Iterable[Section], most: int) -> list[str]:
    """The sections as lines; of each at most so many entries, the rest counted."""
    lines = []
    for section in sections:
        lines.append(f"{section.name}: {len(section.lines) or 'none'}")
        lines += [f"  • {line}" for line in section.lines[:most]]
        if len(section.lines) > most:
            lines.append(f"  and {len(section.lines) - most} more")
        if section.lines:
            lines.append(f"  {section.advice}")
    return lines


def conflict_lines(conflicts: Iterable[Conflict]) -> Iterable[str]:
    """A line for each edit that the files contradict now."""
    for conflict in conflicts:
        differs = (
            "; ".join(difference(conflict.ours, conflict.theirs)) if conflict.theirs and conflict.ours else "one of them has no such record"
        )
        yield f"Edit {conflict.edit.id}, {title(conflict.section, conflict.record)}: edited → files: {differs}"


def _without_source(knowledge: Knowledge) -> Iterable[str]:
    """Facts that no source carries, and sources that say neither an address nor who published them."""
    for section in ("findings", "documents", "terms", "rules", "observations", "advice", "measures", "totals"):
        yield from (f"{title(section, record.id)}" for record in getattr(knowledge, section) if not record.sources)
    yield from (f"{title('sources', s.id)}: neither address nor publisher" for s in knowledge.sources if not s.url and not s.publisher)


def _estimates(view: View, today: dt.date) -> Iterable[str]:
    owed = [visit for visit in reversed(view.full) if visit.plan_required]
    for visit in owed:
        deadline = deadline_of(visit, view)
        if deadline.is_estimate and visit.published:
            area = view.snapshot.areas[visit.area].title
            yield f"{area} {visit.year}: {say_deadline(deadline, today)}"


def _silent(view: View, today: dt.date) -> Iterable[str]:
    for visit in reversed(view.full):
        if not visit.plan_required or view.follow_ups(visit):
            continue
        deadline = deadline_of(visit, view)
        if not deadline.is_sent and (deadline.latest or deadline.due or today) < today:
            yield f"{view.snapshot.areas[visit.area].title} {visit.year}: {say_deadline(deadline, today)}"


def _stale(view: View, today: dt.date) -> Iterable[str]:
    newest = {
        area: max(facts.known_on for visit in visits for facts in visit.stated)
        for area, visits in view.by_area.items()
        if view.snapshot.areas[area].until is None
    }
    for area, day in sorted(newest.items(), key=lambda item: item[1]):
        if day < today - _STALE:
            yield f"{view.snapshot.areas[area].title}: newest fact of {say_date(day)}"


def _contradictions(view: View) -> Iterable[str]:
    for visit in view.visits:
        for dispute in visit.disputes:
            used, others = visit.sources[dispute.fact], dispute.sources
            yield (
                f"{visit.id}, {dispute.fact.replace('_', ' ')}: {_say(getattr(visit, dispute.fact))} ({join(used)}) is used; "
                f"{_say(dispute.value)} ({join(others)})"
            )


def _unused_topics(knowledge: Knowledge) -> Iterable[str]:
    used = {topic for finding in knowledge.findings for topic in finding.topics}
    used |= {topic for p in (*knowledge.rules, *knowledge.observations, *knowledge.advice) for topic in p.topics}
    used |= {topic.parent for topic in knowledge.topics if topic.parent}
    yield from (f"{topic.id}: {topic.name}" for topic in knowledge.topics if topic.id not in used)


def _unused_sources(knowledge: Knowledge) -> Iterable[str]:
    used = {s for i in knowledge.inspections for facts in i.stated for s in facts.sources}
    for section in ("findings", "documents", "terms", "rules", "observations", "advice", "clocks", "measures", "totals", "named_dates"):
        used |= {s for record in getattr(knowledge, section) for s in record.sources}
    yield from (f"{source.id}: '{source.title}'" for source in knowledge.sources if source.id not in used)


def _say(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return say_date(value) if isinstance(value, dt.date) else str(value)
