"""The records of the knowledge: frozen values, one struct for each kind of record in `knowledge/*.yaml`.

Field names are those of the files. Dates are `date`; a missing fact is None, never a guess. Every record that states a
fact names its `sources` (ids of `Source`) and the date from which it was public (`known_on`).
"""

import datetime as dt
from typing import Literal

import msgspec

Framework = Literal["2016", "2023"]
InspectionKind = Literal["full", "re-visit", "monitoring"]
FindingKind = Literal["weakness", "priority-action", "improvement", "criticism", "development", "clear", "strength"]
Standing = Literal["official", "report", "government", "area", "briefing", "forum", "compiled", "press"]

# Best first: which of two sources that disagree is shown first.
STANDINGS: tuple[Standing, ...] = ("official", "report", "government", "area", "briefing", "forum", "compiled", "press")

# Kinds of finding that say something is wrong and has to be put right.
CRITICAL_KINDS: tuple[FindingKind, ...] = ("weakness", "priority-action", "improvement", "criticism")


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Base of all records: immutable, decoded strictly (an unknown field is an error)."""


class Source(Record, frozen=True):
    """Where facts stand. `standing` ranks sources that disagree."""

    id: str
    title: str
    standing: Standing
    publisher: str | None = None
    date: dt.date | None = None
    url: str | None = None


class Area(Record, frozen=True):
    """A local area: the local authority and its health partners, inspected as one.

    `name` is the short usual name and need not be unique (today's Dorset and the county to 2019); `full_name` tells
    such areas apart. `since` / `until`: first and last day of the authority.
    """

    id: str
    name: str
    official: str
    type: str
    region: str
    ofsted_region: str
    la_code: int
    gss: str
    full_name: str | None = None
    aliases: tuple[str, ...] = ()
    since: dt.date | None = None
    until: dt.date | None = None
    predecessors: tuple[str, ...] = ()
    formerly: tuple[str, ...] = ()
    successors: tuple[str, ...] = ()
    note: str | None = None

    @property
    def title(self) -> str:
        """The name to print where the short one could mislead."""
        return self.full_name or self.name


class AmbiguousName(Record, frozen=True):
    """A short form that fits several areas. `usual`: the one it nearly always means; `family`: the same place in time."""

    alias: str
    fits: tuple[str, ...]
    usual: str | None = None
    family: bool = False


class AreaGroup(Record, frozen=True):
    """Areas that people ask for together (Greater Manchester, the Black Country)."""

    id: str
    name: str
    members: tuple[str, ...]
    aliases: tuple[str, ...] = ()


class Elsewhere(Record, frozen=True):
    """A place that is no local area of its own; `note` says where it lies."""

    name: str
    note: str


class Topic(Record, frozen=True):
    """What a finding is about. `parent`: the wider topic. `phrases` and `patterns`: how people name it (see lexicon).

    `kinds`: the topics that count as its kinds of problem, where these are not simply those within it.
    """

    id: str
    name: str
    parent: str | None = None
    kinds: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()


class Facts(Record, frozen=True):
    """What one group of sources states of one inspection. None means: these sources do not say."""

    sources: tuple[str, ...]
    known_on: dt.date
    place: str | None = None
    started: dt.date | None = None
    started_note: str | None = None
    ended: dt.date | None = None
    when: str | None = None
    published: dt.date | None = None
    published_note: str | None = None
    received: dt.date | None = None
    letter_dated: dt.date | None = None
    newest: bool | None = None
    plan_required: bool | None = None
    weaknesses: int | None = None
    priority_actions: int | None = None
    improvements: int | None = None
    outcome: Literal[1, 2, 3] | None = None
    plan_due: dt.date | None = None
    plan_due_note: str | None = None
    plan_submitted: dt.date | None = None
    plan_submitted_note: str | None = None
    plan_approved: dt.date | None = None
    plan_approved_note: str | None = None
    plan_note: str | None = None
    partnership: str | None = None
    sufficient: int | None = None
    insufficient: int | None = None
    effective: bool | None = None
    summary: str | None = None
    note: str | None = None


class Statement(Facts, frozen=True, kw_only=True):
    """`Facts` filed apart from their inspection, with the inspection's id (the briefing's file does so)."""

    inspection: str


class Inspection(Record, frozen=True):
    """One visit: full inspection, re-visit or monitoring inspection (`follows` names the full one it belongs to)."""

    id: str
    area: str
    framework: Framework
    kind: InspectionKind
    follows: str | None = None
    findings_complete: bool = False
    stated: tuple[Facts, ...] = ()


class Finding(Record, frozen=True):
    """One thing a letter or report says of an area, in our own words. It is about `topic` and `also` alike.

    `progress`: the verdict of the re-visit. `has` / `lacks`: things the finding says the area has or has not got.
    `scheme`: the name of a praised scheme. `known_on` defaults to the inspection's publication.
    """

    id: str
    inspection: str
    kind: FindingKind
    topic: str
    says: str
    sources: tuple[str, ...]
    also: tuple[str, ...] = ()
    progress: Literal["sufficient", "insufficient"] | None = None
    place: str | None = None
    known_on: dt.date | None = None
    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    scheme: str | None = None
    scheme_aliases: tuple[str, ...] = ()
    bad_practice: bool = False

    @property
    def topics(self) -> tuple[str, ...]:
        """Main and further topics."""
        return (self.topic, *self.also)


class Document(Record, frozen=True):
    """A public letter, report, response or guidance, with its address where one is recorded."""

    id: str
    kind: Literal["letter", "report", "reports-page", "response", "guidance", "briefing"]
    title: str
    known_on: dt.date
    sources: tuple[str, ...]
    inspection: str | None = None
    area: str | None = None
    url: str | None = None
    form: str | None = None
    says: str | None = None
    dated: str | None = None


class Term(Record, frozen=True):
    """A glossary entry. `case`: known only in this spelling (SPORT is not sport). `areas`: whose scheme it is.

    `other_inspections`: the name of inspections of another kind, of which nothing but the meaning is recorded.
    """

    id: str
    term: str
    definition: str
    checked: Literal["read", "general"]
    sources: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    case: bool = False
    other_inspections: bool = False
    known_on: dt.date | None = None


class Passage(Record, frozen=True):
    """A rule, an observation or a piece of advice: `says` answers what `asked` asks.

    `asked_yes` / `asked_no`: phrasings whose answer is yes / no; `affirms`: the answer of the other yes/no phrasings.
    `not_weakness`: the passage says that no area's plan was about its `topics`. `until`: last day the passage is true.
    `unanswered`: the honest answer is that the thing is not recorded.
    """

    id: str
    title: str
    says: str
    sources: tuple[str, ...]
    known_on: dt.date
    asked: tuple[str, ...] = ()
    asked_yes: tuple[str, ...] = ()
    asked_no: tuple[str, ...] = ()
    framework: Framework | None = None
    topics: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    affirms: bool | None = None
    date: dt.date | None = None
    days: int | None = None
    count: int | None = None
    place: str | None = None
    until: dt.date | None = None
    not_weakness: bool = False
    unanswered: bool = False
    about_bot: bool = False


class Clock(Record, frozen=True):
    """The deadline rule of a framework, in working days; see `deadlines` for how it is used."""

    id: str
    framework: Framework
    plan: str
    working_days: int
    likely_receipt: int
    earliest_receipt: int
    known_on: dt.date
    sources: tuple[str, ...]
    publication_after_inspection: int | None = None
    reports_before: dt.date | None = None


class Measure(Record, frozen=True):
    """A formal step of the Department for Education: improvement notice, direction or commissioner."""

    id: str
    area: str
    kind: Literal["improvement notice", "direction", "commissioner"]
    note: str
    known_on: dt.date
    sources: tuple[str, ...]
    date: dt.date | None = None
    when: str | None = None


class Total(Record, frozen=True):
    """Counts a source states for all areas as at a day, where it does not name every area."""

    id: str
    as_at: dt.date
    inspected: int
    plan_required: int
    newest: int
    sources: tuple[str, ...]
    place: str | None = None


class NamedDate(Record, frozen=True):
    """A day, or a stretch of days to `until`, that people call by a name ("the transfer date", "the pandemic")."""

    id: str
    name: str
    date: dt.date
    phrases: tuple[str, ...]
    sources: tuple[str, ...]
    until: dt.date | None = None


# The sections a knowledge file may have, and the record each holds. Rules, observations and advice share a struct.
SECTIONS: dict[str, type[Record]] = {
    "sources": Source,
    "areas": Area,
    "ambiguous_names": AmbiguousName,
    "area_groups": AreaGroup,
    "elsewhere": Elsewhere,
    "topics": Topic,
    "inspections": Inspection,
    "statements": Statement,
    "findings": Finding,
    "documents": Document,
    "terms": Term,
    "rules": Passage,
    "observations": Passage,
    "advice": Passage,
    "clocks": Clock,
    "measures": Measure,
    "totals": Total,
    "named_dates": NamedDate,
}


class Knowledge(Record, frozen=True):
    """All records, by section, in the order of the files. Statements are already part of their inspections' `stated`."""

    sources: tuple[Source, ...] = ()
    areas: tuple[Area, ...] = ()
    ambiguous_names: tuple[AmbiguousName, ...] = ()
    area_groups: tuple[AreaGroup, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()
    topics: tuple[Topic, ...] = ()
    inspections: tuple[Inspection, ...] = ()
    findings: tuple[Finding, ...] = ()
    documents: tuple[Document, ...] = ()
    terms: tuple[Term, ...] = ()
    rules: tuple[Passage, ...] = ()
    observations: tuple[Passage, ...] = ()
    advice: tuple[Passage, ...] = ()
    clocks: tuple[Clock, ...] = ()
    measures: tuple[Measure, ...] = ()
    totals: tuple[Total, ...] = ()
    named_dates: tuple[NamedDate, ...] = ()
    bank_holidays: tuple[dt.date, ...] = ()
