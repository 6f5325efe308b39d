"""What a digest says: news since the channel's last one, and what falls due. Pure: from a view of the knowledge to plain data.

Each section is there only when it has something. The first line alone tells the news.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable

import msgspec

from sendbot.answers.desk import Desk
from sendbot.answers.lists import say_due
from sendbot.answers.profiles import OUTCOMES
from sendbot.deadlines import Deadline
from sendbot.digests.subscription import Subscription
from sendbot.query import Query
from sendbot.snapshot import View, Visit
from sendbot.wording import count_of, join, say_date, say_span, shorten

_SHOWN = 10
_OLD_AFTER_DAYS = 60
_ASKED_SHOWN = 3
_UNANSWERED_SHOWN = 8


class Change(msgspec.Struct, frozen=True):
    """A record that was added or changed in the knowledge. `kind`: the section of the files it stands in."""

    kind: str
    area: str


class News(msgspec.Struct, frozen=True):
    """What is not in the knowledge itself: records changed since the last digest, topics asked about, questions without an answer."""

    changes: tuple[Change, ...] = ()
    asked: tuple[str, ...] = ()
    unanswered: tuple[str, ...] = ()


class Section(msgspec.Struct, frozen=True):
    """A part of a digest. `summary`: its news in a few words, for the headline; empty where it is none."""

    id: str
    title: str
    lines: tuple[str, ...]
    summary: str = ""


class Digest(msgspec.Struct, frozen=True):
    """A digest. `ahead`: the deadlines within the horizon, for a picture. `is_quiet`: there is no news."""

    headline: str
    sections: tuple[Section, ...] = ()
    ahead: tuple[Deadline, ...] = ()
    is_quiet: bool = False


def compose(view: View, today: dt.date, since: dt.date, subscription: Subscription, news: News = News()) -> Digest:  # noqa: B008 - immutable
    """A channel's digest. `since`: the day up to which its last one told the news."""
    desk = Desk(Query("areas", "digest"), view, today)
    visits = [v for v in view.visits if _concerns(desk, v, subscription)]
    plans = [desk.deadline(v) for v in visits if v.kind == "full" and v.plan_required]
    ahead = _ahead(desk, plans, subscription.horizon_days)
    found = (
        _due(desk, ahead, subscription.horizon_days),
        _overdue(desk, plans, since),
        _submitted(desk, plans, since),
        _outcomes(desk, visits, since),
        _follow_ups(desk, visits, since),
        _changes(desk, news.changes, subscription),
        _asked(news.asked),
        _unanswered(news.unanswered),
        _age(view, today),
    )
    sections = tuple(s for s in found if s and subscription.wants(s.id))
    told = [s.summary for s in sections if s.summary]
    if told:
        return Digest(f"{_upper(join(told))}.", sections, tuple(ahead))
    return Digest(_quiet_line(desk, plans, since), sections, tuple(ahead), is_quiet=True)


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _concerns(desk: Desk, visit: Visit, subscription: Subscription) -> bool:
    if subscription.areas or subscription.regions:
        region = desk.snapshot.areas[visit.area].region
        if visit.area not in subscription.areas and region not in subscription.regions:
            return False
    if subscription.topics:
        main = visit if visit.kind == "full" else desk.view.visit_by_id.get(visit.inspection.follows or "", visit)
        return bool(desk.findings(main, topics=subscription.topics))
    return True


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
    lines = (f"{desk.title(d.visit.area)}: {d.plan}, {say_due(desk, d)}" for d in ahead)
    return Section("due", f"Due in the next {horizon_days} days", tuple(shorten(list(lines), _SHOWN)), summary)


def _overdue(desk: Desk, plans: list[Deadline], since: dt.date) -> Section | None:
    """Plans whose date has passed since the last digest with no submission recorded; older ones are counted."""
    late = [d for d in plans if d.due and d.due < desk.today and not desk.is_settled(d)]
    new = [d for d in late if d.due and d.due >= since]
    if not new:
        return None
    lines = [f"{desk.title(d.visit.area)}: {d.plan}, {say_due(desk, d)} No submission is recorded." for d in new]
    older = len(late) - len(new)
    if older:
        lines.append(f"{count_of(older, 'older plan')} without a recorded submission: ask me 'which plans are overdue?'")
    names = join([desk.title(d.visit.area) for d in new[:3]])
    return Section(
        "overdue", "Past its date since the last digest", tuple(shorten(lines, _SHOWN)), f"{len(new)} now past its date ({names})"
    )


def _submitted(desk: Desk, plans: list[Deadline], since: dt.date) -> Section | None:
    new = [d for d in plans if _is_news(d.submitted, since, desk.today)]
    if not new:
        return None
    lines = [f"{desk.title(d.visit.area)}: {d.plan} submitted on {say_date(d.submitted)}." for d in new if d.submitted]
    return Section("submitted", "Submitted since the last digest", tuple(shorten(lines, _SHOWN)), f"{count_of(len(new), 'plan')} submitted")


# --- inspections
def _outcomes(desk: Desk, visits: list[Visit], since: dt.date) -> Section | None:
    new = [v for v in visits if v.kind == "full" and _is_news(v.published, since, desk.today)]
    if not new:
        return None
    lines = []
    for visit in new:
        verdict = OUTCOMES[visit.outcome] if visit.outcome else "written statement required" if visit.plan_required else "no plan required"
        lines.append(f"{desk.title(visit.area)}: {verdict}; published on {say_date(visit.published)}.")
    names = join([desk.title(v.area) for v in new[:3]]) + (" and more" if len(new) > len(new[:3]) else "")
    summary = f"{count_of(len(new), 'newly published outcome')} ({names})"
    return Section("outcomes", "Newly published outcomes", tuple(shorten(lines, _SHOWN)), summary)


def _follow_ups(desk: Desk, visits: list[Visit], since: dt.date) -> Section | None:
    new = [v for v in visits if v.kind != "full" and _is_news(v.published or v.started, since, desk.today)]
    if not new:
        return None
    lines = [
        f"{desk.title(v.area)}: {v.kind}{f' {say_span(v.started, v.ended)}' if v.started else ''}. {v.summary or 'Result not recorded.'}"
        for v in new
    ]
    return Section("re-visits", "Re-visits and monitoring inspections", tuple(shorten(lines, _SHOWN)), count_of(len(new), "re-visit"))


def _is_news(day: dt.date | None, since: dt.date, today: dt.date) -> bool:
    return day is not None and since < day <= today


# --- the knowledge itself, and what people asked
def _changes(desk: Desk, changes: tuple[Change, ...], subscription: Subscription) -> Section | None:
    mine = [c for c in changes if _is_of(desk, c.area, subscription)]
    if not mine:
        return None
    per_area = Counter(c.area for c in mine)
    lines = [f"{desk.title(area)}: {count_of(number, 'record')} added or changed." for area, number in sorted(per_area.items())]
    areas = count_of(len(per_area), "area")
    return Section("changes", "Changes to what is known", tuple(shorten(lines, _SHOWN)), f"news in the record of {areas}")


def _is_of(desk: Desk, area: str, subscription: Subscription) -> bool:
    if area not in desk.snapshot.areas:
        return False
    if not (subscription.areas or subscription.regions):
        return True
    return area in subscription.areas or desk.snapshot.areas[area].region in subscription.regions


def _asked(topics: tuple[str, ...]) -> Section | None:
    most = Counter(topics).most_common(_ASKED_SHOWN)
    lines = tuple(f"{_upper(topic)}: {count_of(number, 'question')}." for topic, number in most)
    return Section("asked", "Most asked about this week", lines) if lines else None


def _unanswered(questions: tuple[str, ...]) -> Section | None:
    lines = tuple(shorten(list(dict.fromkeys(questions)), _UNANSWERED_SHOWN))
    return (
        Section("unanswered", "Questions I could not answer", lines, f"{count_of(len(questions), 'question')} I could not answer")
        if lines
        else None
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
