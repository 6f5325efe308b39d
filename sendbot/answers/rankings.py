"""The most common problems, and the areas or regions with the most of something."""

from msgspec.structs import replace

from sendbot.answer import Answer, Figure
from sendbot.answers.describe import describe
from sendbot.answers.desk import MAX_LINES, Desk
from sendbot.answers.filters import select
from sendbot.answers.groups import per
from sendbot.answers.numbers import is_lower_bound, number_of
from sendbot.answers.waits import waits
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
    if desk.query.limit and desk.query.limit > len(top):
        edge = len(ranked[min(desk.query.limit, len(ranked)) - 1][1])
        top = [t for t, areas in ranked if (len(areas) <= edge if least else len(areas) >= edge)]
    level = {len(tally[t]) for t in top} == {best}
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
    said = f"{join([desk.topic(t) for t in top])}, recorded for {best}{of} areas{' each' if len(top) > 1 else ''}"
    if not level:
        said = join([f"{desk.topic(t)} ({len(tally[t])})" for t in top]) + f", by the number of areas{of}"
    return desk.say(
        f"{word} {noun}{scope}{f' among areas {phrase}' if phrase else ''}: {said}.",
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
    if what == "regions":
        return per(Desk(replace(desk.query, of="region", order=desk.query.order or "most"), desk.view, desk.today))
    if what in ("wait", "revisit-wait", "revisit-open", "since"):
        return waits(desk)
    visits = select(desk, desk.query.which).visits
    if not desk.condition("plan") and what == "weaknesses":
        visits = tuple(v for v in visits if v.plan_required)
    # The fewest can only be told where the list is known to be complete.
    numbered = [(number_of(desk, v, what), v) for v in visits if not least or not is_lower_bound(desk, v, what)]
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
    notes: list[str] = []
    if desk.query.limit and desk.query.limit > 1:
        # Those level with the last of them belong to them.
        edge = known[min(limit, len(known)) - 1][0]
        top = [v for n, v in known if (n <= edge if least else n >= edge)]
        if len(top) > limit:
            notes.append(f"{count_of(sum(n == edge for n, _ in known), 'area')} are level on {edge}, so here are {len(top)}.")
    named = [a for c in desk.conditions("area") if not c.negated for a in c.values]
    if missing := [desk.name(a) for a in dict.fromkeys(named) if a not in {v.area for _, v in known}]:
        notes.append(f"No number of {nouns[what]} is recorded for {join(missing, 'or')}.")
    shown = known[: max(min(limit, 20), len(top))]
    kind = "" if official else " recorded"
    return desk.say(
        f"{join([desk.name(v.area) for v in top])}: the {'fewest' if least else 'most'} {nouns[what]}{kind} ({best}{'' if len(top) == 1 else ' each' if len({n for n, v in known if v in top}) == 1 else ' at the top'}).",
        lines=tuple(f"{desk.title(v.area)}{f' ({v.year})' if v.date else ''}: {n}" for n, v in shown[: 2 * MAX_LINES]),
        figures=tuple(Figure(desk.title(v.area), n) for n, v in shown[:20]),
        count=best,
        area_ids=tuple(v.area for v in top),
        notes=(
            *notes,
            "By the official number of weaknesses where one is recorded, else by those recorded by name."
            if official
            else "This counts the findings recorded here; how a letter's points are split is a matter of judgement.",
        ),
        sources=desk.cite(s for v in top[:6] for s in v.sources.get("weaknesses", ()) or v.all_sources()[:1]),
    )
