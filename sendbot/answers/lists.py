"""Lists of areas, with what was found there, when, and what limits the list."""

import datetime as dt

from msgspec.structs import replace

from sendbot.answer import Answer
from sendbot.answers.describe import describe
from sendbot.answers.desk import MAX_LINES, Desk
from sendbot.answers.filters import Selection, ordering_fact, select
from sendbot.answers.kinds import beside
from sendbot.answers.superlatives import OF_FOLLOWING, by_event
from sendbot.deadlines import Deadline
from sendbot.meaning import Condition, Is, Not, both, changed, conjuncts, literals, without
from sendbot.model import Finding, Passage
from sendbot.snapshot import Visit
from sendbot.wording import count_of, join, say_date, say_span, upper_first

# The newest letters are dated even where the others are not.
_FIRST_OF_NEWEST = "Which of the newest areas was inspected first?"


def areas(desk: Desk) -> Answer:
    """Which areas meet the filters."""
    query = desk.query
    if query.order in ("first", "last") and query.about in OF_FOLLOWING:
        return by_event(desk)
    if query.order == "next" or desk.condition("due", "overdue"):
        return by_deadline(desk)
    selection = select(desk, query.which)
    if not selection.areas and (praised := _praised_instead(desk)):
        return areas(praised)
    phrase = describe(desk)
    if not selection.areas:
        return none_found(desk, phrase)
    if query.order == "first" and _mostly_undated(desk, selection):
        return desk.not_recorded("Not recorded: of most areas inspected, I do not know the date.", suggestions=(_FIRST_OF_NEWEST,))
    names = [desk.name(a) for a in selection.areas]
    lines, findings = _lines(desk, selection)
    sources = desk.cite_findings(findings) if findings else desk.cite(s for v in selection.visits[:8] for s in v.all_sources()[:1])
    near, wider = beside(desk, selection.areas)
    return desk.say(
        f"{_headline(desk, selection, phrase)}: {join(names)}.",
        lines=tuple(lines),
        notes=(*((near,) if near else ()), *limits_of(desk, selection)),
        suggestions=(wider,) if wider else (),
        area_ids=selection.areas,
        count=len(names),
        sources=sources,
        date=_event_date(desk, selection),
    )


def _praised_instead(desk: Desk) -> Desk | None:
    """The same question about praise, where it neither praises nor blames and no blame is recorded."""
    if desk.query.manner or not desk.query.which or desk.condition("strength") or all(c.negated for c in desk.conditions("topic")):
        return None
    which = changed(desk.query.which, lambda c: replace(c, kind="strength") if c.kind == "topic" else c)
    other = Desk(replace(desk.query, which=which, manner="strong"), desk.view, desk.today)
    return other if select(other, which).areas else None


def _mostly_undated(desk: Desk, selection: Selection) -> bool:
    """Whether a source counts more areas than it dates, so that the first of them all cannot be told; the last can."""
    total, fact = desk.view.total, ordering_fact(desk, selection.visits)
    dated = sum(1 for v in desk.view.visits if v.kind == "full" and getattr(v, fact))
    bare = all(isinstance(p, Is) and p.condition.kind == "inspected" and not p.condition.period for p in conjuncts(desk.query.which))
    return total is not None and bare and dated * 2 < total.inspected


def _event_date(desk: Desk, selection: Selection) -> dt.date | None:
    if desk.query.order not in ("first", "last") or not selection.visits:
        return None
    day: dt.date | None = getattr(selection.visits[0], ordering_fact(desk, selection.visits))
    return day


def _headline(desk: Desk, selection: Selection, phrase: str) -> str:
    order, number = desk.query.order, len(selection.areas)
    if order in ("first", "last"):
        event = "letter or report published" if ordering_fact(desk, selection.visits) == "published" else "inspected"
        lead = "The latest" if order == "last" else "The first"
        return f"{lead} {event}{', ' + phrase if phrase else ''}"
    if not phrase:
        return count_of(number, "local area") + " inspected"
    return f"{count_of(number, 'area')} {phrase}"


def _lines(desk: Desk, selection: Selection) -> tuple[list[str], list[Finding]]:
    """A line for each area: what was found there, or when it was."""
    topics = [t for c in desk.conditions("topic") if not c.negated for t in c.values]
    strengths = [t for c in desk.conditions("strength") if not c.negated for t in c.values]
    if topics or desk.condition("strength"):
        return _finding_lines(desk, selection, topics, strengths)
    if desk.condition("development"):
        found = [(v, f) for v in selection.visits for f in desk.findings(v, "development")]
        return [f"{desk.title(v.area)}: {f.says}" for v, f in found], [f for _, f in found]
    if desk.query.order or desk.condition(
        "inspected", "published", "newest", "re-visited", "progress", "monitored", "outcome", "effective", "number"
    ):
        if len(selection.visits) > 2 * MAX_LINES:
            return [], []
        return [f"{desk.title(v.area)}: {event_words(desk, v)}" for v in selection.visits], []
    return [], []


def _finding_lines(desk: Desk, selection: Selection, topics: list[str], strengths: list[str]) -> tuple[list[str], list[Finding]]:
    shown: list[tuple[Visit, Finding]] = []
    for visit in selection.visits:
        if topics:
            only = {c.only for c in desk.conditions("topic") if c.only}
            shown += [(visit, f) for f in desk.findings(visit, "weak", topics=topics) if not only or f.kind in only]
        if desk.condition("strength"):
            shown += [(visit, f) for f in desk.findings(visit, "strong", topics=strengths)]
    several = len({v.year for v, _ in shown if v.date}) > 1
    shown.sort(key=lambda pair: desk.title(pair[0].area))
    lines = [f"{desk.title(v.area)}{f' ({v.year})' if several and v.date else ''}: {f.says}" for v, f in shown[:MAX_LINES]]
    if left := max(0, len(shown) - MAX_LINES):
        lines = [*lines, f"and {count_of(left, 'more finding')}; ask about one area to see its own."]
    return lines, [f for _, f in shown]


def event_words(desk: Desk, visit: Visit) -> str:
    """When an inspection was and what came of it, in a few words."""
    parts = []
    if visit.started:
        parts.append("inspected " + say_span(visit.started, visit.ended))
    if visit.published:
        parts.append(f"{'letter' if visit.framework == '2016' else 'report'} published on {say_date(visit.published)}")
    if visit.outcome:
        parts.append(f"outcome {visit.outcome}")
    elif visit.plan_required:
        parts.append("WSA required")
    if desk.condition("re-visited", "progress", "monitored", "effective"):
        parts += [
            f"{f.kind} {say_span(f.started, f.ended) if f.started else f.when or ''}: {f.summary or 'result not recorded'}"
            for f in desk.view.follow_ups(visit)
        ]
    return "; ".join(parts).rstrip(".") + "." if parts else "no date recorded."


# --- what limits an answer
def limits_of(desk: Desk, selection: Selection) -> list[str]:
    """What limits a list or a count."""
    notes = []
    weak = desk.conditions("topic") + desk.conditions("weakness")
    if any(c.negated for c in weak):
        notes.append("None recorded is not the same as none found: a point not named in a written statement may still need work.")
    if weak:
        base = desk.view.visits_in(desk.view.fact_masks.get(("plan_required", True), 0))
        partial = [v for v in base if not v.inspection.findings_complete]
        if partial and desk.view.only is None:
            notes.append(
                f"Named so far: for {len(partial)} of {len(base)} areas with a plan only part of the list of findings is recorded."
            )
    plan = desk.condition("plan")
    total = desk.view.total
    if plan and plan.negated and total and is_total(desk):
        missing = total.inspected - total.plan_required - len(selection.areas)
        if missing > 0:
            notes.append(f"{missing} further areas were inspected and needed none, but the source does not name them.")
    if plan and plan.negated:
        silent = [v for v in selection.visits if v.plan_required is None]
        if silent:
            notes.append("For some the source does not say.")
    notes += _disputes(desk, selection.visits)
    return notes


def _disputes(desk: Desk, visits: tuple[Visit, ...]) -> list[str]:
    asked = {"plan": "plan_required", "outcome": "outcome", "inspected": "started", "published": "published"}
    facts = {fact for kind, fact in asked.items() if desk.condition(kind)}
    return [
        f"Sources differ on {desk.name(v.area)}: {join([desk.snapshot.sources[s].title for s in d.sources[:2]])} has {d.value}."
        for v in visits
        for d in v.disputes
        if d.fact in facts
    ][:3]


def none_found(desk: Desk, phrase: str) -> Answer:
    """No area meets the filters: an honest none, or not recorded where nothing could have been."""
    remark = _remark(desk)
    if remark:
        return desk.say(
            f"None recorded. {remark.says}",
            count=0,
            sources=desk.cite(remark.sources, {remark.sources[0]: remark.place or ""}),
        )
    topics = [t for c in desk.conditions("topic") + desk.conditions("strength") for t in c.values]
    parts = _each_alone(desk)
    if topics and not parts:
        return desk.not_recorded(f"Not recorded: I have no area {phrase}.", count=0)
    return desk.say(f"No area is recorded {phrase}." if phrase else "No inspection is recorded.", lines=tuple(parts), count=0)


def _each_alone(desk: Desk) -> list[str]:
    """For an empty combination of topics: how many areas each part has alone."""
    parts = conjuncts(desk.query.which)
    lines = []
    for part in parts:
        asked = list(literals(part))
        if len(parts) > 1 and all(c.kind in ("topic", "strength") and not c.negated for c in asked):
            alone = select(desk, part).areas
            topics = desk.topics([v for c in asked for v in c.values], "or")
            lines += [f"{upper_first(topics)} alone: {join([desk.name(a) for a in alone[:15]])}."] if alone else []
    return lines


def _remark(desk: Desk) -> Passage | None:
    """A source's own word that no area's plan was about these topics."""
    topics = {t for c in desk.conditions("topic") if not c.negated for t in c.values}
    return next((p for p in desk.view.passages.values() if p.not_weakness and topics & set(p.topics)), None)


# --- by date: due next, falling due, overdue
def by_deadline(desk: Desk) -> Answer:
    """Plans by their dates: due next, falling due, overdue."""
    if desk.query.order == "next":
        which = both(without(desk.query.which, "due"), Is(Condition("due")))
        found = [desk.deadline(v) for v in select(desk, which).visits]
        period = next((c.period for c in desk.conditions("due") if c.period), None)
        ahead = sorted((d for d in found if d.due and d.due >= desk.today and (not period or d.due in period)), key=lambda d: d.due)  # type: ignore[arg-type,return-value]
        chosen = [d for d in ahead if d.due == ahead[0].due] if ahead else []
        phrase = "whose plan is due next"
        if desk.query.limit and desk.query.limit > 1:
            chosen = ahead[: desk.query.limit]
    else:
        chosen = sorted((d for v in select(desk, desk.query.which).visits if (d := desk.deadline(v)).due), key=lambda d: d.due)  # type: ignore[arg-type,return-value]
        phrase = describe(desk)
    undated = _undated(desk)
    note = (
        (f"For {count_of(len(undated), 'other plan')} no date can be worked out from what is recorded here: {join(undated)}.",)
        if undated and len(undated) <= 20
        else ()
    )
    if not chosen:
        words = "No plan is due" + (
            f" {p.label}" if (p := next((c.period for c in desk.conditions("due") if c.period), None)) else " from today on"
        )
        if desk.condition("overdue"):
            words = "No plan is recorded as past its date and not submitted"
        return desk.say(f"{words}, by the dates I have.", notes=note, count=0)
    areas_ = tuple(dict.fromkeys(d.visit.area for d in chosen))
    first = chosen[0]
    single = len({d.due for d in chosen}) == 1
    return desk.say(
        f"{count_of(len(areas_), 'area')} {phrase}: {join([desk.name(a) for a in areas_])}.",
        lines=tuple(f"{desk.title(d.visit.area)}: {say_due(desk, d)}" for d in chosen[: 2 * MAX_LINES]),
        notes=(*_estimate_note(chosen), *note),
        area_ids=areas_,
        count=len(areas_),
        date=first.due if single else None,
        days=(first.due - desk.today).days if single and first.due else None,
        is_estimate=any(d.is_estimate for d in chosen),
        sources=desk.cite(s for d in chosen for s in d.sources),
    )


def say_due(desk: Desk, deadline: Deadline) -> str:
    """A deadline in a few words: date, how sure, how far off."""
    assert deadline.due is not None  # noqa: S101 - callers choose dated plans
    days = (deadline.due - desk.today).days
    lead = "about " if deadline.is_estimate else ""
    sure = {"estimated": "estimate", "computed": "computed from the receipt date", "stated": "stated"}.get(deadline.basis, "")
    distance = f"{count_of(days, 'day')} left" if days > 0 else "today" if days == 0 else f"{count_of(-days, 'day')} ago"
    return f"{lead}{say_date(deadline.due)} ({sure}; {distance})."


def _estimate_note(deadlines: list[Deadline]) -> tuple[str, ...]:
    if any(d.is_estimate for d in deadlines):
        return ("Estimated dates: ask about one area to see the steps; an admin can record the real date.",)
    return ()


def _undated(desk: Desk) -> list[str]:
    which = both(without(desk.query.which, "due", "overdue", "plan"), Is(Condition("plan")))
    visits = select(desk, which).visits
    return sorted({desk.name(v.area) for v in visits if not desk.deadline(v).due and not desk.is_settled(desk.deadline(v))})


def is_total(desk: Desk) -> bool:
    """Whether a count is of all areas, or of all with or without a plan: what sources state totals of."""
    asked = list(literals(desk.query.which))
    plain = all(c.kind in ("plan", "inspected", "published", "framework") and not c.period for c in asked)
    # "Twice" is no condition that a stated total knows of.
    plain = plain and all(isinstance(p.of if isinstance(p, Not) else p, Is) for p in conjuncts(desk.query.which))
    return plain and len(desk.conditions("plan")) < 2 and not desk.query.order
