"""What a digest says: news since the channel's last one, and what falls due. Pure: from a view of the knowledge to plain data.

Each section is there only when it has something. The first line alone tells the news. A fact is news once: in the first digest after
the later of its own day and the instant it came into the knowledge, so a letter recorded weeks after it came out is still told.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from zoneinfo import ZoneInfo

import msgspec

from sendbot.answers.desk import Desk
from sendbot.answers.lists import say_due
from sendbot.answers.profiles import OUTCOMES
from sendbot.deadlines import Deadline
from sendbot.digests.picture import Mark
from sendbot.digests.subscription import Subscription
from sendbot.query import Query
from sendbot.snapshot import View, Visit
from sendbot.wording import count_of, join, say_date, say_span, upper_first

_OLD_AFTER_DAYS = 60
_ASKED_SHOWN = 3
_UNANSWERED_SHOWN = 20
_NAMED = 3  # areas in the headline
_ONE_OF = {"inspections": "inspection", "findings": "finding", "documents": "document", "measures": "formal step"}


class Change(msgspec.Struct, frozen=True):
    """A record that was added, changed or taken out of the knowledge. `section`: of the knowledge files, where it stands."""

    section: str
    area: str


class News(msgspec.Struct, frozen=True):
    """What a view does not tell: records changed since the last digest, topics asked about, questions without an answer.

    `recorded`: when dated facts came into the knowledge, by "inspection:fact"; those of the first load are not in it.
    """

    changes: tuple[Change, ...] = ()
    asked: tuple[str, ...] = ()
    unanswered: tuple[str, ...] = ()
    recorded: Mapping[str, dt.datetime] = msgspec.field(default_factory=dict)


class Window(msgspec.Struct, frozen=True):
    """The time a digest tells of: from the last one (`since`) to this one (`until`), both instants."""

    since: dt.datetime
    until: dt.datetime
    zone: ZoneInfo

    @property
    def today(self) -> dt.date:
        return self.until.astimezone(self.zone).date()

    @property
    def first_day(self) -> dt.date:
        return self.since.astimezone(self.zone).date()

    def has(self, day: dt.date | None, recorded: dt.datetime | None) -> bool:
        """Whether a fact of a day, recorded at an instant (None: long ago), is news."""
        if day is None:
            return False
        begun = dt.datetime.combine(day, dt.time(), self.zone)
        return self.since < max(begun, recorded or begun) <= self.until


class Section(msgspec.Struct, frozen=True):
    """A part of a digest. `summary`: its news in a few words, for the headline; empty where it is none."""

    id: str
    title: str
    lines: tuple[str, ...]
    summary: str = ""


class Digest(msgspec.Struct, frozen=True):
    """A digest. `marks`: the deadlines within the horizon, for a picture. `is_quiet`: there is no news."""

    headline: str
    sections: tuple[Section, ...] = ()
    marks: tuple[Mark, ...] = ()
    is_quiet: bool = False


def compose(view: View, window: Window, subscription: Subscription, news: News = News()) -> Digest:  # noqa: B008 - immutable
    """A channel's digest."""
    desk = Desk(Query("areas", "digest"), view, window.today)
    visits = [v for v in view.visits if _concerns(desk, v, subscription)]
    plans = [desk.deadline(v) for v in visits if v.kind == "full" and v.plan_required]
    ahead = _ahead(desk, plans, subscription.horizon_days)
    found = (
        _due(desk, ahead, subscription.horizon_days),
        _overdue(desk, plans, window),
        _submitted(desk, plans, window, news),
        _outcomes(desk, visits, window, news),
        _follow_ups(desk, visits, window, news),
        _changes(desk, news.changes, subscription),
        _asked(news.asked),
        _unanswered(news.unanswered),
        _age(view, window.today),
    )
    sections = tuple(s for s in found if s and subscription.wants(s.id))
    told = [s.summary for s in sections if s.summary]
    marks = tuple(Mark(desk.title(d.visit.area), d.due, d.is_estimate) for d in ahead if d.due) if subscription.wants("due") else ()
    if told:
        return Digest(f"{upper_first(join(told))}.", sections, marks)
    return Digest(_quiet_line(desk, plans, window.first_day), sections, marks, is_quiet=True)


def _concerns(desk: Desk, visit: Visit, subscription: Subscription) -> bool:
    if not _is_of(desk, visit.area, subscription):
        return False
    if subscription.topics:
        main = visit if visit.kind == "full" else desk.view.visit_by_id.get(visit.inspection.follows or "", visit)
        return bool(desk.findings(main, topics=subscription.topics))
    return True


def _is_of(desk: Desk, area: str, subscription: Subscription) -> bool:
    """Whether an area is one that the channel is about."""
    if not (subscription.areas or subscription.regions):
        return True
    return area in subscription.areas or desk.snapshot.areas[area].region in subscription.regions


def _named(desk: Desk, areas: list[str]) -> str:
    """The first few areas, by name."""
    names = [desk.title(area) for area in areas]
    return join(names) if len(names) <= _NAMED else f"{', '.join(names[:_NAMED])} and {len(names) - _NAMED} more"


# --- plans
def _ahead(desk: Desk, plans: Iterable[Deadline], horizon_days: int) -> list[Deadline]:
    last = desk.today + dt.timedelta(days=horizon_days)
    open_plans = [d for d in plans if d.due and desk.today <= d.due <= last and not desk.is_settled(d)]
    return sorted(open_plans, key=lambda d: (d.due or dt.date.max, desk.title(d.visit.area)))


def _due(desk: Desk, ahead: list[Deadline], horizon_days: int) -> Section | None:
    if not ahead:
        return None
    first = ahead[0]
    when = f"{'about ' if first.is_estimate else ''}{say_date(first.due)}" if first.due else ""
    summary = f"{count_of(len(ahead), 'plan')} due in the next {horizon_days} days (first: {desk.title(first.visit.area)}, {when})"
    lines = tuple(f"{desk.title(d.visit.area)}: {d.plan}, {say_due(desk, d)}" for d in ahead)
    return Section("due", f"Due in the next {horizon_days} days", lines, summary)


def _overdue(desk: Desk, plans: list[Deadline], window: Window) -> Section | None:
    """Plans whose date has passed since the last digest with no submission recorded; older ones are counted."""
    late = [d for d in plans if d.due and d.due < desk.today and not desk.is_settled(d)]
    new = [d for d in late if d.due and d.due >= window.first_day]
    if not new:
        return None
    lines = [f"{desk.title(d.visit.area)}: {d.plan}, {say_due(desk, d)} No submission is recorded." for d in new]
    older = len(late) - len(new)
    if older:
        lines.append(f"{count_of(older, 'older plan')} without a recorded submission: ask me 'which plans are overdue?'")
    names = _named(desk, [d.visit.area for d in new])
    summary = f"{count_of(len(new), 'plan')} past {'its date' if len(new) == 1 else 'their dates'} ({names})"
    return Section("overdue", "Past the date since the last digest", tuple(lines), summary)


def _submitted(desk: Desk, plans: list[Deadline], window: Window, news: News) -> Section | None:
    new = [d for d in plans if window.has(d.submitted, news.recorded.get(f"{d.visit.id}:plan_submitted"))]
    if not new:
        return None
    lines = tuple(f"{desk.title(d.visit.area)}: {d.plan} submitted on {say_date(d.submitted)}." for d in new if d.submitted)
    return Section("submitted", "Submitted since the last digest", lines, f"{count_of(len(new), 'plan')} submitted")


# --- inspections
def _outcomes(desk: Desk, visits: list[Visit], window: Window, news: News) -> Section | None:
    new = [v for v in visits if v.kind == "full" and window.has(v.published, news.recorded.get(f"{v.id}:published"))]
    if not new:
        return None
    lines = tuple(f"{desk.title(v.area)}: {_verdict(v)}; published on {say_date(v.published)}." for v in new)
    summary = f"{count_of(len(new), 'newly published outcome')} ({_named(desk, [v.area for v in new])})"
    return Section("outcomes", "Newly published outcomes", lines, summary)


def _verdict(visit: Visit) -> str:
    if visit.outcome:
        return OUTCOMES[visit.outcome]
    return {True: "written statement required", False: "no plan required"}.get(visit.plan_required, "result not recorded")


def _follow_ups(desk: Desk, visits: list[Visit], window: Window, news: News) -> Section | None:
    new = [v for v in visits if v.kind != "full" and _follow_up_is_news(v, window, news)]
    if not new:
        return None
    lines = tuple(
        f"{desk.title(v.area)}: {v.kind}{f' {say_span(v.started, v.ended)}' if v.started else ''}. {v.summary or 'Result not recorded.'}"
        for v in new
    )
    return Section("re-visits", "Re-visits and monitoring inspections", lines, count_of(len(new), "re-visit"))


def _follow_up_is_news(visit: Visit, window: Window, news: News) -> bool:
    fact = "published" if visit.published else "started"
    return window.has(getattr(visit, fact), news.recorded.get(f"{visit.id}:{fact}"))


# --- the knowledge itself, and what people asked
def _changes(desk: Desk, changes: tuple[Change, ...], subscription: Subscription) -> Section | None:
    mine = [c for c in changes if c.area in desk.snapshot.areas and _is_of(desk, c.area, subscription)]
    if not mine:
        return None
    per_area: dict[str, Counter[str]] = {}
    for change in mine:
        per_area.setdefault(change.area, Counter())[change.section] += 1
    lines = tuple(sorted(f"{desk.title(area)}: {_say_counts(counts)} added or changed." for area, counts in per_area.items()))
    return Section("changes", "Changes to what is known", lines, f"news in the record of {count_of(len(per_area), 'area')}")


def _say_counts(counts: Counter[str]) -> str:
    return join([count_of(number, _ONE_OF.get(section, "record")) for section, number in sorted(counts.items())])


def _asked(topics: tuple[str, ...]) -> Section | None:
    most = sorted(Counter(topics).items(), key=lambda item: (-item[1], item[0]))[:_ASKED_SHOWN]
    lines = tuple(f"{upper_first(topic)}: {count_of(number, 'question')}." for topic, number in most)
    return Section("asked", "Most asked about", lines) if lines else None


def _unanswered(questions: tuple[str, ...]) -> Section | None:
    lines = tuple(dict.fromkeys(questions))
    if not lines:
        return None
    return Section(
        "unanswered", "Questions I could not answer", lines[:_UNANSWERED_SHOWN], f"{count_of(len(lines), 'question')} I could not answer"
    )


def _age(view: View, today: dt.date) -> Section | None:
    newest = max((f.known_on for v in view.visits for f in v.stated), default=None)
    if newest is None or (today - newest).days <= _OLD_AFTER_DAYS:
        return None
    return Section("age", "Getting old", (f"The newest fact I have is of {say_date(newest)}. An admin can add what has come out since.",))


def _quiet_line(desk: Desk, plans: list[Deadline], since: dt.date) -> str:
    coming = sorted((d for d in plans if d.due and d.due >= desk.today and not desk.is_settled(d)), key=lambda d: d.due or dt.date.max)
    line = f"Nothing new since {say_date(since)}."
    if not coming or not coming[0].due:
        return f"{line} No plan with a known date is due."
    first = coming[0]
    return f"{line} Next due: {desk.title(first.visit.area)}, {say_due(desk, first)}"
