"""All records in memory, and views of them: what was public by a day, and stands in given sources.

A `Snapshot` is made once per state of the knowledge and swapped whole. `view()` gives what may be used for one answer;
views are kept, so the next question as at the same day costs nothing.
"""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cached_property
from itertools import accumulate
from operator import or_
from typing import TYPE_CHECKING, Any

import msgspec

from sendbot.care_boards import care_boards
from sendbot.model import (
    CRITICAL_KINDS,
    STANDINGS,
    Area,
    Document,
    Facts,
    Finding,
    Inspection,
    Knowledge,
    Measure,
    Passage,
    Source,
    Term,
    Total,
)
from sendbot.workdays import WorkingCalendar

_FACTS = tuple(f for f in Facts.__struct_fields__ if f not in ("sources", "known_on", "place"))
# Facts on which two sources can be said to disagree.
_DISPUTABLE = frozenset(
    ("started", "ended", "published", "plan_required", "weaknesses", "outcome", "plan_due", "plan_submitted", "plan_approved")
)
_VIEWS_KEPT = 64
_KINDS_ASKED = ("priority-action", "improvement")

# Full inspections of each framework began on (Ofsted and CQC, area SEND frameworks of 2016 and 2023).
FRAMEWORK_BEGAN = {"2016": dt.date(2016, 5, 1), "2023": dt.date(2023, 1, 1)}


def framework_on(day: dt.date) -> str:
    """The framework in force on a day."""
    return "2016" if day < FRAMEWORK_BEGAN["2023"] else "2023"


class Dispute(msgspec.Struct, frozen=True):
    """A fact on which sources differ: the value not used, and where it stands."""

    fact: str
    value: object
    sources: tuple[str, ...]


class Visit:
    """An inspection as known in a view: for each fact the value of the best source that gives one."""

    # A fact is None where no source states it.
    __slots__ = (*_FACTS, "area", "disputes", "framework", "index", "inspection", "kind", "sources", "stated")

    def __init__(self, inspection: Inspection, stated: tuple[Facts, ...]) -> None:
        self.inspection, self.stated = inspection, stated
        self.area, self.framework, self.kind = inspection.area, inspection.framework, inspection.kind
        self.index = -1
        found: dict[str, object] = dict.fromkeys(_FACTS)
        self.sources: dict[str, tuple[str, ...]] = {}
        disputes: list[Dispute] = []
        for facts in stated:
            for name in _FACTS:
                value = getattr(facts, name)
                if value is None:
                    continue
                if found[name] is None:
                    found[name] = value
                    self.sources[name] = facts.sources
                elif found[name] == value:
                    self.sources[name] = tuple(dict.fromkeys((*self.sources[name], *facts.sources)))
                elif name in _DISPUTABLE:
                    disputes.append(Dispute(name, value, facts.sources))
        self.disputes = tuple(disputes)
        for name, value in found.items():
            setattr(self, name, value)

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            """Any field of `Facts`."""

    @property
    def id(self) -> str:
        return self.inspection.id

    @property
    def date(self) -> dt.date | None:
        """When it took place, or failing that when its letter came out: for ordering."""
        day: dt.date | None = self.started or self.published
        return day

    @property
    def year(self) -> str:
        """The year it took place, for labels; falls back on its id."""
        return str(self.date.year) if self.date else self.inspection.id.rstrip("-fulrevistmong").rsplit("-", 1)[-1]

    def all_sources(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(s for facts in self.stated for s in facts.sources))


class Timeline:
    """Which of some dated visits lie before or after a day, as bit masks, without a look at each of them."""

    def __init__(self, dated: Iterable[tuple[dt.date, int]]) -> None:
        """`dated`: a day and the index of the visit it belongs to."""
        ordered = sorted(dated)
        self._days = [day for day, _ in ordered]
        self._until: list[int] = [0, *accumulate((1 << index for _, index in ordered), or_)]

    def between(self, start: dt.date | None, end: dt.date | None) -> int:
        """Visits of these days, both included; None is open."""
        late = self._until[bisect_right(self._days, end) if end else -1]
        return late & ~self._until[bisect_left(self._days, start) if start else 0]


class View:
    """What may be used for one answer: everything public by `known_by` that stands in one of `only` sources."""

    def __init__(self, snapshot: "Snapshot", known_by: dt.date, only: frozenset[str] | None) -> None:
        self.snapshot, self.known_by, self.only = snapshot, known_by, only
        # What answers have reckoned of a visit from this view alone.
        self.reckoned: dict[str, Any] = {}
        knowledge = snapshot.knowledge
        visits = []
        for inspection in knowledge.inspections:
            stated = tuple(f for f in snapshot.ranked_facts[inspection.id] if f.known_on <= known_by and self._stands(f.sources))
            if stated:
                visits.append(Visit(inspection, stated))
        visits.sort(key=lambda v: (v.date or dt.date.min, v.id))
        self.visits: tuple[Visit, ...] = tuple(visits)
        self.visit_by_id = {v.id: v for v in visits}
        self.full: tuple[Visit, ...] = tuple(v for v in visits if v.kind == "full")
        for index, visit in enumerate(self.full):
            visit.index = index
        self.by_area: dict[str, list[Visit]] = {}
        for visit in visits:
            self.by_area.setdefault(visit.area, []).append(visit)
        self.findings: dict[str, list[Finding]] = {}
        for finding in knowledge.findings:
            known = finding.inspection in self.visit_by_id
            if known and (finding.known_on or snapshot.public_on[finding.inspection]) <= known_by and self._stands(finding.sources):
                self.findings.setdefault(finding.inspection, []).append(finding)

    def _stands(self, sources: Iterable[str]) -> bool:
        return self.only is None or not self.only.isdisjoint(sources)

    def _visible(self, records: Iterable[object]) -> list[object]:
        return [
            r
            for r in records
            if self._stands(r.sources) and (getattr(r, "known_on", None) or dt.date.min) <= self.known_by  # type: ignore[attr-defined]
        ]

    @cached_property
    def findings_by_manner(self) -> dict[tuple[str, str], list[Finding]]:
        """The findings by inspection and manner (see `manner_of`), official lists before others."""
        gathered: dict[tuple[str, str], list[Finding]] = {}
        for visit, findings in self.findings.items():
            for finding in findings:
                gathered.setdefault((visit, manner_of(finding)), []).append(finding)
        return gathered

    @cached_property
    def documents(self) -> list[Document]:
        return self._visible(self.snapshot.knowledge.documents)  # type: ignore[return-value]

    @cached_property
    def terms(self) -> dict[str, list[Term]]:
        """Entries by each of their names in lower case."""
        found: dict[str, list[Term]] = {}
        for term in self._visible(self.snapshot.knowledge.terms):
            found.setdefault(term.term.lower(), []).append(term)  # type: ignore[attr-defined,arg-type]
        return found

    @cached_property
    def passages(self) -> dict[str, Passage]:
        knowledge = self.snapshot.knowledge
        every = self._visible((*knowledge.rules, *knowledge.observations, *knowledge.advice))
        return {p.id: p for p in every if p.until is None or p.until >= self.known_by}  # type: ignore[attr-defined,misc]

    @cached_property
    def measures(self) -> list[Measure]:
        return self._visible(self.snapshot.knowledge.measures)  # type: ignore[return-value]

    @cached_property
    def total(self) -> Total | None:
        """The newest count that a source states for all areas."""
        totals = [t for t in self.snapshot.knowledge.totals if t.as_at <= self.known_by and self._stands(t.sources)]
        return max(totals, key=lambda t: t.as_at, default=None)

    # --- bit masks over `full`: bit i stands for full[i]
    @cached_property
    def every(self) -> int:
        return (1 << len(self.full)) - 1

    @cached_property
    def area_masks(self) -> dict[str, int]:
        masks: dict[str, int] = {}
        for visit in self.full:
            masks[visit.area] = masks.get(visit.area, 0) | 1 << visit.index
        return masks

    @cached_property
    def topic_masks(self) -> dict[tuple[str, str], int]:
        """(manner or kind, topic) to visits with such a finding; manner: weak, strong, development, clear; wider topics gather
        narrower ones."""
        masks: dict[tuple[str, str], int] = {}
        for visit in self.full:
            bit = 1 << visit.index
            for finding in self.findings.get(visit.id, ()):
                manner = manner_of(finding)
                for topic in (*self.snapshot.reach[finding.id], ""):
                    masks[manner, topic] = masks.get((manner, topic), 0) | bit
                    if finding.kind in _KINDS_ASKED:
                        masks[finding.kind, topic] = masks.get((finding.kind, topic), 0) | bit
        return masks

    @cached_property
    def timelines(self) -> dict[str, Timeline]:
        """`full` by first day, last (or only) day, and publication."""
        lines = {fact: Timeline((day, v.index) for v in self.full if (day := getattr(v, fact))) for fact in ("started", "published")}
        return {**lines, "ended": Timeline((v.ended or v.started, v.index) for v in self.full if v.started)}

    def mask_where(self, fact: str, value: object) -> int:
        """Visits whose `fact` is `value`."""
        return sum(1 << v.index for v in self.full if getattr(v, fact) == value)

    @cached_property
    def fact_masks(self) -> dict[tuple[str, object], int]:
        """(fact, value) to visits, for the facts that questions filter by."""
        masks: dict[tuple[str, object], int] = {}
        for visit in self.full:
            bit = 1 << visit.index
            for key in (
                ("plan_required", visit.plan_required),
                ("outcome", visit.outcome),
                ("framework", visit.framework),
                ("newest", visit.newest),
            ):
                masks[key] = masks.get(key, 0) | bit
        return masks

    def visits_in(self, mask: int) -> list[Visit]:
        """The visits of a mask, oldest first."""
        found = []
        while mask:
            low = mask & -mask
            found.append(self.full[low.bit_length() - 1])
            mask ^= low
        return found

    def follow_ups(self, visit: Visit) -> list[Visit]:
        """Re-visits and monitoring inspections that belong to a full inspection."""
        return self._following.get((visit.area, visit.id), [])

    @cached_property
    def _following(self) -> dict[tuple[str, str], list[Visit]]:
        gathered: dict[tuple[str, str], list[Visit]] = {}
        for visit in self.visits:
            if visit.inspection.follows:
                gathered.setdefault((visit.area, visit.inspection.follows), []).append(visit)
        return gathered


def manner_of(finding: Finding) -> str:
    """How a finding counts: weak (to be put right), strong, development, or clear."""
    if finding.kind in CRITICAL_KINDS:
        return "weak"
    return {"strength": "strong", "development": "development", "clear": "clear"}[finding.kind]


class Snapshot:
    """All records of one state of the knowledge, with the look-ups that do not depend on the day."""

    def __init__(self, knowledge: Knowledge, version: str = "") -> None:
        self.knowledge, self.version = knowledge, version
        self.areas: dict[str, Area] = {a.id: a for a in knowledge.areas}
        self.sources: dict[str, Source] = {s.id: s for s in knowledge.sources}
        self.topics = {t.id: t for t in knowledge.topics}
        self.calendar = WorkingCalendar(knowledge.bank_holidays)
        rank = {s.id: STANDINGS.index(s.standing) for s in knowledge.sources}
        self.ranked_facts = {
            i.id: tuple(sorted(i.stated, key=lambda f: min(rank.get(s, len(STANDINGS)) for s in f.sources))) for i in knowledge.inspections
        }
        self.public_on = {i.id: min((f.known_on for f in i.stated), default=dt.date.max) for i in knowledge.inspections}
        self.widened = {t: (t, *self._ancestors(t)) for t in self.topics}
        self._views: dict[tuple[dt.date, frozenset[str] | None], View] = {}

    @cached_property
    def reach(self) -> dict[str, frozenset[str]]:
        """The topics that each finding is about, wider ones too."""
        widened = self.widened
        return {f.id: frozenset(t for named in f.topics for t in widened.get(named, (named,))) for f in self.knowledge.findings}

    @cached_property
    def groups(self) -> dict[str, tuple[str, ...]]:
        """Areas that people ask for together, by the name: the groups of the files and the integrated care boards."""
        return {g.name: g.members for g in self.knowledge.area_groups} | care_boards(self.knowledge)

    def kinds_of(self, topic: str) -> tuple[str, ...]:
        """The kinds of problem that a topic has: those it lists, else the topics within it."""
        return self.topics[topic].kinds or tuple(t.id for t in self.topics.values() if t.parent == topic)

    def _ancestors(self, topic: str) -> Iterable[str]:
        parent = self.topics[topic].parent
        while parent:
            yield parent
            parent = self.topics[parent].parent

    def view(self, known_by: dt.date, only: frozenset[str] | None = None) -> View:
        """What was public by a day and stands in `only` these sources (all, when None)."""
        key = (known_by, only)
        view = self._views.get(key)
        if view is None:
            if len(self._views) >= _VIEWS_KEPT:
                self._views.pop(next(iter(self._views)), None)  # another thread may have been quicker
            view = self._views[key] = View(self, known_by, only)
        return view
