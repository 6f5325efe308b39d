"""Counts and shares of areas, and what one area has a number of."""

from sendbot.answer import Answer, Figure
from sendbot.answers.dates import falls_in, unknown_area, visits_asked
from sendbot.answers.describe import describe
from sendbot.answers.desk import MAX_LINES, Desk
from sendbot.answers.filters import select
from sendbot.answers.lists import by_deadline, event_words, is_total, limits_of, none_found
from sendbot.answers.numbers import number_of
from sendbot.meaning import Condition, Is, both, conjuncts, kinds, without
from sendbot.snapshot import Visit
from sendbot.wording import count_of, join, say_date

_PER_CENT = 100
# Conditions that say among which areas a share is meant.
FRAMING = frozenset(("plan", "region", "type", "alike", "inspected", "published", "framework", "area", "newest"))


def count(desk: Desk) -> Answer:
    """How many areas (or findings of an area) there are."""
    query = desk.query
    if query.of and query.areas:
        return _count_of_area(desk)
    if query.of == "outcomes":
        return _per_outcome(desk)
    if desk.condition("due", "overdue"):
        return by_deadline(desk)
    selection = select(desk, query.which)
    number, phrase = len(selection.areas), describe(desk)
    notes = limits_of(desk, selection)
    if query.of == "inspections":
        number = len(selection.visits)
    stated = _stated_total(desk, number)
    total = desk.view.total
    if stated is not None and total:
        notes = [f"{number} of them are named." if number else "None of them is named."]
        return desk.say(
            f"{count_of(stated, 'area')} {phrase or 'inspected'}, as at {say_date(total.as_at)}.",
            count=stated,
            notes=tuple(notes),
            sources=desk.cite(total.sources, {total.sources[0]: total.place or ""}),
        )
    if not number:
        return none_found(desk, phrase)
    names = [desk.name(a) for a in selection.areas]
    undated = _undated_letters(desk)
    return desk.say(
        _counted(number, phrase, query.of) + (f": {join(names)}." if len(names) <= 20 else "."),
        count=number,
        notes=(*undated, *notes),
        area_ids=selection.areas,
        sources=desk.cite(s for v in selection.visits[:8] for s in v.all_sources()[:1]),
    )


def _counted(number: int, phrase: str, of: str | None) -> str:
    if of == "inspections":
        return f"{count_of(number, 'inspection')} {phrase.removeprefix('inspected ')}".rstrip()
    return f"{count_of(number, 'area')} {phrase or 'inspected'}"


def _undated_letters(desk: Desk) -> tuple[str, ...]:
    """Letters known to have come out whose exact day is not recorded: not counted, but named."""
    if not desk.condition("published"):
        return ()
    return tuple(
        f"Not counted: {desk.name(v.area)}, whose letter came out {v.published_note}."
        for v in desk.view.full
        if not v.published and v.published_note
    )


def _stated_total(desk: Desk, named: int) -> int | None:
    """The count a source states for all areas, where it knows of more than it names."""
    total = desk.view.total
    if total is None or not is_total(desk):
        newest = desk.condition("newest") if total and len(conjuncts(desk.query.which)) == 1 else None
        if total and newest:
            stated = total.inspected - total.newest if newest.negated else total.newest
            return stated if stated > named else None
        return None
    plan = desk.condition("plan")
    stated = total.inspected if plan is None else total.inspected - total.plan_required if plan.negated else total.plan_required
    return stated if stated > named else None


def _count_of_area(desk: Desk) -> Answer:
    area, what = desk.query.areas[0], desk.query.of or "weaknesses"
    # How much was put right is a re-visit's to say: a time is of that.
    visits = desk.full_visits(area) if desk.condition("progress") else visits_asked(desk, area)
    if not visits and desk.full_visits(area):
        return unknown_area(desk, area)
    if not visits:
        return desk.not_recorded(f"Nothing is recorded about {desk.name(area)} here.")
    if what == "inspections":
        return desk.say(
            f"{desk.name(area)} had {count_of(len(visits), 'full inspection')} that I know of.",
            count=len(visits),
            area_ids=(area,),
            lines=tuple(event_words(desk, v) for v in visits),
        )
    wanted = {"weaknesses": "2016", "priority-actions": "2023", "improvements": "2023"}.get(what)
    visit = next((v for v in reversed(visits) if not wanted or v.framework == wanted), None)
    name = {
        "weaknesses": "significant weakness",
        "priority-actions": "area for priority action",
        "improvements": "area for improvement",
        "strengths": "strength",
    }[what]
    many = {
        "weaknesses": "significant weaknesses",
        "priority-actions": "areas for priority action",
        "improvements": "areas for improvement",
        "strengths": "strengths",
    }[what]
    if visit is None:
        return desk.not_recorded(f"No inspection of {desk.name(area)} with {many} is recorded.")
    number = number_of(desk, visit, what)
    if what == "weaknesses" and visit.plan_required is False and not number:
        return desk.say(
            f"None: {desk.name(area)} was not required to submit a written statement of action.",
            count=0,
            yes=False,
            area_ids=(area,),
            sources=desk.cite(visit.sources["plan_required"]),
        )
    if number is None:
        told = (event_words(desk, visit),) if visit.outcome else ()
        return desk.not_recorded(f"The number of {many} of {desk.name(area)} is not recorded.", lines=told, area_ids=(area,))
    if desk.condition("progress"):
        return _open_weaknesses(desk, area)
    topics = tuple(t for c in desk.conditions("topic") for t in c.values)
    found = [
        f
        for f in desk.findings(visit, "strong" if what == "strengths" else "weak", topics=topics)
        if what != "improvements" or f.kind == "improvement"
    ]
    if what == "priority-actions":
        found = [f for f in found if f.kind == "priority-action"]
    if topics:
        number = len(found)
    official = (visit.weaknesses if what == "weaknesses" else None) is not None
    notes = () if len(found) >= number or not official else (f"{len(found)} of the {number} are recorded by name.",)
    # A number under the newer framework means little without the outcome that it went with.
    notes = (*notes, event_words(desk, visit)) if visit.outcome else notes
    return desk.say(
        f"{desk.name(area)} had {count_of(number, name, many)}{' recorded' if not official else ' in its written statement'}{_in_year(visit)}.",
        count=number,
        area_ids=(area,),
        lines=tuple(f.says for f in found[:MAX_LINES]),
        notes=notes,
        sources=desk.cite(visit.sources.get("weaknesses", ()) or (s for f in found for s in f.sources)),
    )


def _open_weaknesses(desk: Desk, area: str) -> Answer:
    """How many weaknesses were (in)sufficient at the re-visit."""
    known = [v for v in desk.view.by_area[area] if v.kind == "re-visit" and v.insufficient is not None]
    visits = [v for v in known if falls_in(v, desk.query.period)]
    if not visits:
        return desk.not_recorded(f"No re-visit of {desk.name(area)} with its result is recorded.", area_ids=(area,))
    visit = visits[-1]
    wants_open = any("insufficient" in c.values for c in desk.conditions("progress"))
    number = visit.insufficient if wants_open else visit.sufficient
    return desk.say(
        f"{desk.name(area)}: {number} of its weaknesses {'still insufficient' if wants_open else 'sufficient'} at the re-visit. {visit.summary or ''}".rstrip(),
        count=number,
        area_ids=(area,),
        sources=desk.cite(visit.all_sources()),
    )


def _in_year(visit: Visit) -> str:
    return f" (inspection of {visit.year})" if visit.date else ""


def _per_outcome(desk: Desk) -> Answer:
    lines: list[str] = []
    figures: list[Figure] = []
    reports: list[Visit] = []
    total = 0
    for outcome in (1, 2, 3):
        chosen = select(desk, both(without(desk.query.which, "outcome"), Is(Condition("outcome", (str(outcome),)))))
        total += len(chosen.visits)
        reports += chosen.visits
        lines.append(f"Outcome {outcome}: {count_of(len(chosen.visits), 'report')}.")
        figures.append(Figure(f"Outcome {outcome}", len(chosen.visits)))
    if not total:
        return desk.not_recorded("No outcomes under the framework of 2023 are recorded for that.")
    return desk.say(
        f"{count_of(total, 'full inspection')} under the framework of 2023 by outcome.",
        lines=tuple(lines),
        figures=tuple(figures),
        count=total,
        sources=desk.cite(s for v in reports[:4] for s in v.all_sources()[:1]),
    )


def share(desk: Desk) -> Answer:
    """What share of areas meets the filters: of those inspected, or of those with a plan."""
    parts = conjuncts(desk.query.which)
    special = [p for p in parts if not kinds(p) <= FRAMING]
    base = both(*(p for p in parts if p not in special)) if special else without(desk.query.which, "plan")
    if special and "plan" not in kinds(base) and kinds(special[0]) <= {"topic", "weakness"}:
        base = both(base, Is(Condition("plan")))
    outcome = desk.condition("outcome")
    plan = desk.condition("plan")
    if outcome:
        base = both(base, Is(Condition("framework", ("2023",))))
    elif plan and plan.values and not special:
        base = both(base, Is(Condition("framework", plan.values)))
    chosen = select(desk, desk.query.which)
    part, whole = len(chosen.areas), len(select(desk, base).areas)
    total = desk.view.total
    sources = desk.cite(s for v in chosen.visits[:4] for s in v.all_sources()[:1])
    if total and is_total(desk) and not special and total.inspected > whole:
        part = _stated_total(desk, part) or part
        whole, sources = total.inspected, desk.cite(total.sources)
    elif total and special and not desk.condition("outcome", "region", "newest") and total.plan_required > whole:
        whole = total.plan_required
    if not whole:
        return desk.not_recorded("No inspection is recorded for that.")
    base_words = "areas inspected" if not special or outcome else "areas with a plan" if "plan" in kinds(base) else "areas"
    return desk.say(
        f"{part} of {whole} {base_words}{_third(part, whole)}: {_PER_CENT * part / whole:.0f} % {describe(desk)}.",
        count=part,
        figures=(Figure("These", part), Figure("The others", whole - part)),
        sources=sources,
    )


def _third(part: int, whole: int) -> str:
    simple = {(1, 2): "half", (1, 3): "one third", (2, 3): "two thirds", (1, 4): "a quarter", (3, 4): "three quarters"}
    return next((f" ({words})" for (a, b), words in simple.items() if part * b == whole * a), "")
