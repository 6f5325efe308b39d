"""The most common problems, and the areas or regions with the most of something."""

from collections import Counter

from msgspec.structs import replace

from sendbot.answer import Answer, Figure
from sendbot.answers.describe import describe
from sendbot.answers.desk import MAX_LINES, Desk
from sendbot.answers.filters import number_of, select
from sendbot.meaning import without
from sendbot.snapshot import Visit
from sendbot.wording import count_of, join, upper_first

_TOP = 5


def common(desk: Desk) -> Answer:
    """Which topics came up in the most areas, within the filters; of a wide topic, its parts."""
    manner = desk.query.manner or "weak"
    topics = desk.conditions("topic", "strength")
    which = without(desk.query.which, "topic", "strength", "weakness")
    within = frozenset(t for c in topics for t in c.values)
    selection = select(desk, which)
    tally = _tally(desk, selection.visits, manner, within, desk.query.of)
    if not tally:
        return desk.not_recorded("No findings are recorded for that.")
    least = desk.query.order == "least"
    ranked = sorted(tally.items(), key=lambda item: (len(item[1]) if least else -len(item[1]), desk.topic(item[0])))
    best = len(ranked[0][1])
    top = [t for t, areas in ranked if len(areas) == best]
    limit = desk.query.limit or _TOP
    noun = {"priority-action": "area for priority action", "improvement": "area for improvement"}.get(
        desk.query.of or "", "strength" if manner == "strong" else "problem"
    )
    scope = f" in {desk.topics(sorted(within))}" if within else ""
    phrase = describe(Desk(replace(desk.query, which=which), desk.view, desk.today))
    word = "The least common" if least else "The most common"
    lines = [
        f"{upper_first(desk.topic(t))}: {count_of(len(a), 'area')} ({join([desk.name(x) for x in sorted(a, key=desk.title)[:8]])}{' and more' if len(a) > 8 else ''})."
        for t, a in ranked[: max(limit, len(top))]
    ]
    notes = (
        ["A count of what is recorded; for some areas only part of the findings is."]
        if desk.view.only is None
        else ["A count of what is recorded."]
    )
    theme = next((p for p in desk.view.passages.values() if p.id == "three-themes"), None)
    if theme and not within and manner == "weak" and desk.view.only is not None:
        notes.append(theme.says)
    of = f" of {len(selection.areas)}" if len(selection.areas) > best else ""
    return desk.say(
        f"{word} {noun}{scope}{f' among areas {phrase}' if phrase else ''}: {join([desk.topic(t) for t in top])}, recorded for {best}{of} areas{' each' if len(top) > 1 else ''}.",
        lines=tuple(lines),
        figures=tuple(Figure(upper_first(desk.topic(t)), len(a)) for t, a in ranked[:20]),
        count=best,
        notes=tuple(notes),
        sources=desk.cite(s for v in selection.visits for f in desk.findings(v)[:1] for s in f.sources[:1]),
    )


def _tally(desk: Desk, visits: tuple[Visit, ...], manner: str, within: frozenset[str], kind: str | None) -> dict[str, set[str]]:
    """Topic to areas, by findings of a `kind` where one is given. Without `within`: topics that have no wider one, each gathering its narrower ones. Within a wide
    topic: the main topics of its findings."""
    tally: dict[str, set[str]] = {}
    widened = desk.snapshot.widened
    for visit in visits:
        for finding in desk.findings(visit, manner, topics=within):
            if kind and finding.kind != kind:
                continue
            if within:
                named = {finding.topic} - within or {finding.topic}
            else:
                named = {w for t in finding.topics for w in widened[t]}
                named = {t for t in named if desk.snapshot.topics[t].parent is None or t in ("local-offer", "ehc-plans")}
            for topic in named:
                tally.setdefault(topic, set()).add(visit.area)
    if not within and "engagement" in tally and tally["engagement"] == tally.get("local-offer"):
        del tally["engagement"]
    return tally


def ranking(desk: Desk) -> Answer:
    """The areas (or regions) with the most or fewest weaknesses, priority actions, strengths."""
    what, least = desk.query.of or "weaknesses", desk.query.order == "least"
    visits = select(desk, desk.query.which).visits
    if what == "regions":
        return _regions(desk, visits, least)
    if what == "wait":
        return _waits(desk, visits, least)
    if not desk.condition("plan") and what == "weaknesses":
        visits = tuple(v for v in visits if v.plan_required)
    numbered = [(number_of(desk, v, what), v) for v in visits]
    known = sorted(((n, v) for n, v in numbered if n), key=lambda pair: (pair[0] if least else -pair[0], desk.title(pair[1].area)))
    nouns = {
        "weaknesses": "weaknesses",
        "priority-actions": "areas for priority action",
        "improvements": "areas for improvement",
        "strengths": "strengths",
    }
    if not known:
        return desk.not_recorded(f"No {nouns[what]} are recorded for that.")
    best = known[0][0]
    top = [v for n, v in known if n == best]
    official = what != "strengths" and any(v.weaknesses or v.priority_actions or v.improvements for v in top)
    limit = desk.query.limit or _TOP
    shown = known[: max(limit, len(top))] if limit <= 20 else known[:20]
    if desk.query.limit and desk.query.limit > 1:
        top = [v for _, v in known[: desk.query.limit]]
    kind = "" if official else " recorded"
    return desk.say(
        f"{join([desk.name(v.area) for v in top])}: the {'fewest' if least else 'most'} {nouns[what]}{kind} ({best}{'' if len(top) == 1 else ' each' if len({n for n, v in known if v in top}) == 1 else ' at the top'}).",
        lines=tuple(f"{desk.title(v.area)}{f' ({v.year})' if v.date else ''}: {n}" for n, v in shown[: 2 * MAX_LINES]),
        figures=tuple(Figure(desk.title(v.area), n) for n, v in shown[:20]),
        count=best,
        area_ids=tuple(v.area for v in top),
        notes=("By the official number of weaknesses where one is recorded, else by those recorded by name.",)
        if official
        else ("This counts the findings recorded here; how a letter's points are split is a matter of judgement.",),
        sources=desk.cite(s for v in top[:6] for s in v.sources.get("weaknesses", ()) or v.all_sources()[:1]),
    )


def _regions(desk: Desk, visits: tuple[Visit, ...], least: bool) -> Answer:
    counts = Counter(desk.snapshot.areas[v.area].region for v in visits)
    if not counts:
        return desk.not_recorded("Nothing is recorded for that.")
    ranked = sorted(counts.items(), key=lambda item: (item[1] if least else -item[1], item[0]))
    best = [r for r, n in ranked if n == ranked[0][1]]
    return desk.say(
        f"{join(best)}: {count_of(ranked[0][1], 'area')} {describe(desk)}.",
        count=ranked[0][1],
        lines=tuple(f"{r}: {n}" for r, n in ranked),
        figures=tuple(Figure(r, n) for r, n in ranked),
        sources=desk.cite(s for v in visits[:4] for s in v.all_sources()[:1]),
    )


def _waits(desk: Desk, visits: tuple[Visit, ...], least: bool) -> Answer:
    calendar = desk.snapshot.calendar
    waits = [
        (calendar.between(v.ended or v.started, v.published), v) for v in visits if v.started and v.published and calendar.covers(v.started)
    ]
    if not waits:
        return desk.not_recorded("No waits from inspection to letter can be reckoned from what is recorded.")
    waits.sort(key=lambda pair: (pair[0] if least else -pair[0], desk.title(pair[1].area)))
    days, visit = waits[0]
    return desk.say(
        f"{desk.name(visit.area)} waited {'least' if least else 'longest'}: {days} working days from its inspection to publication.",
        lines=tuple(f"{desk.title(v.area)} ({v.year}): {n} working days" for n, v in waits[:_TOP]),
        figures=tuple(Figure(desk.title(v.area), n) for n, v in waits[:_TOP]),
        count=days,
        area_ids=(visit.area,),
        sources=desk.cite(visit.sources["published"]),
    )
