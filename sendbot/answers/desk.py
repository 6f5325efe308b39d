"""What every answer function gets to work with: the query, the view, today; and the words and sources answers share."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import TypedDict, Unpack

from sendbot.answer import Answer, Figure, SourceRef
from sendbot.deadlines import Deadline, deadline_of
from sendbot.meaning import Condition, literals
from sendbot.model import Finding
from sendbot.query import Query
from sendbot.snapshot import Snapshot, View, Visit, manner_of
from sendbot.wording import join

MAX_LINES = 12
MAX_SOURCES = 4


class Parts(TypedDict, total=False):
    """What an answer can carry besides its headline: see `Answer`. `area_ids` name the areas that are its result."""

    answered: bool
    area_ids: Sequence[str]
    lines: tuple[str, ...]
    notes: tuple[str, ...]
    count: int | None
    date: dt.date | None
    days: int | None
    yes: bool | None
    is_estimate: bool
    figures: tuple[Figure, ...]
    sources: tuple[SourceRef, ...]
    suggestions: tuple[str, ...]
    understood: str | None


class Desk:
    """One question on the table. `today` is the clock; `view` bounds what may be used."""

    def __init__(self, query: Query, view: View, today: dt.date) -> None:
        self.query, self.view, self.today = query, view, today

    @property
    def snapshot(self) -> Snapshot:
        return self.view.snapshot

    def name(self, area: str) -> str:
        """An area's short usual name."""
        return self.snapshot.areas[area].name

    def title(self, area: str) -> str:
        """An area's name, told apart from a namesake."""
        return self.snapshot.areas[area].title

    def topic(self, topic: str) -> str:
        return self.snapshot.topics[topic].name

    def topics(self, topics: Iterable[str], last: str = "and") -> str:
        return join([self.topic(t) for t in topics], last)

    def deadline(self, visit: Visit) -> Deadline:
        """The deadline of a visit that requires a plan (reckoned once for a view)."""
        found: Deadline | None = self.view.reckoned.get(visit.id)
        if found is None:
            found = self.view.reckoned[visit.id] = deadline_of(visit, self.view)
        return found

    def is_settled(self, deadline: Deadline) -> bool:
        """Whether the plan is known to be in: submitted, approved, or the inspectors have come back to look at it."""
        return deadline.is_sent or bool(self.view.follow_ups(deadline.visit))

    # --- sources
    def cite(self, sources: Iterable[str], places: dict[str, str] | None = None) -> tuple[SourceRef, ...]:
        """Sources to show, each once, at most a few; only those that this view may use."""
        places = places or {}
        usable = [s for s in dict.fromkeys(sources) if self.view.only is None or s in self.view.only]
        records = [self.snapshot.sources[source] for source in usable[:MAX_SOURCES]]
        return tuple(SourceRef(record.id, record.title, record.url, places.get(record.id)) for record in records)

    def cite_findings(self, findings: Sequence[Finding]) -> tuple[SourceRef, ...]:
        """The sources of findings, with the place where they all stand at one."""
        places: dict[str, set[str]] = {}
        for finding in findings:
            if finding.place:
                places.setdefault(finding.sources[0], set()).add(finding.place)
        single = {s: next(iter(p)) for s, p in places.items() if len(p) == 1}
        return self.cite((s for f in findings for s in f.sources), single)

    # --- answers
    def say(self, headline: str, **parts: Unpack[Parts]) -> Answer:
        """An answer to this query."""
        area_ids = tuple(parts.get("area_ids", ()))
        return Answer(
            intent=self.query.intent,
            headline=headline,
            query=self.query,
            areas=tuple(sorted({self.name(a) for a in area_ids})),
            **{"answered": True, **parts, "area_ids": area_ids},  # type: ignore[arg-type]
        )

    def not_recorded(self, headline: str, **parts: Unpack[Parts]) -> Answer:
        """An honest "not recorded"."""
        parts["answered"] = False
        return self.say(headline, **parts)

    def conditions(self, *kinds: str) -> list[Condition]:
        """The query's conditions of these kinds, in order."""
        return [c for c in literals(self.query.which) if c.kind in kinds]

    def condition(self, *kinds: str) -> Condition | None:
        """The first condition of one of these kinds."""
        return next(iter(self.conditions(*kinds)), None)

    def full_visits(self, area: str) -> list[Visit]:
        """An area's full inspections known here, oldest first."""
        return [v for v in self.view.by_area.get(area, ()) if v.kind == "full"]

    def findings(self, visit: Visit, *manners: str, topics: Iterable[str] = ()) -> list[Finding]:
        """A visit's findings of these manners, about any of the topics (or narrower ones); official lists before others."""
        reach, wanted = self.snapshot.reach, frozenset(topics)
        if len(manners) == 1:
            found = self.view.findings_by_manner.get((visit.id, manners[0]), [])
        else:
            found = [f for f in self.view.findings.get(visit.id, ()) if not manners or manner_of(f) in manners]
        return [f for f in found if not wanted.isdisjoint(reach[f.id])] if wanted else found
