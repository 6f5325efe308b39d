"""Which of two or more sides has more: areas, a share of its areas, or weaknesses and the like of one area each."""

from sendbot.answer import Answer, Figure
from sendbot.answers.describe import describe, say
from sendbot.answers.desk import Desk
from sendbot.answers.filters import select
from sendbot.answers.groups import rate
from sendbot.answers.numbers import is_lower_bound, number_of
from sendbot.meaning import both, literals
from sendbot.snapshot import Visit
from sendbot.wording import join

_PER_CENT = 100
_NAMED = 12
_NOUNS = {
    "weaknesses": "significant weaknesses",
    "priority-actions": "areas for priority action",
    "improvements": "areas for improvement",
    "strengths": "recorded strengths",
}


def versus(desk: Desk) -> Answer:
    """Which of several sides has more areas (or a larger share of them), and how many each has."""
    if desk.query.of:
        return _numbers(desk, desk.query.of)
    share = desk.query.target == "share"
    names = [say(desk, side) for side in desk.query.sides]
    chosen = [select(desk, both(desk.query.which, side)) for side in desk.query.sides]
    rates = [rate(desk, side if desk.query.which is None else both(desk.query.which, side) or side) for side in desk.query.sides]
    if not any(c.areas for c in chosen):
        return desk.not_recorded(f"Nothing is recorded for either: {join(names, 'or')}.")
    if share and not all(whole for _, whole in rates):
        return desk.not_recorded("No inspection is recorded for one of the two.")
    size = [part / whole for part, whole in rates] if share else [float(len(c.areas)) for c in chosen]
    best = max(size)
    ahead = [name for name, s in zip(names, size, strict=True) if s == best]
    frame = describe(desk)
    lead = f"Areas {frame}: " if frame else ""
    each = [
        f"{part} of {whole} {name} ({_PER_CENT * part / whole:.0f} %)" if share else f"{len(c.areas)} {name}"
        for name, c, (part, whole) in zip(names, chosen, rates, strict=True)
    ]
    verdict = "level" if len(ahead) > 1 else f"{'a larger share' if share else 'more'} {ahead[0]}"
    return desk.say(
        f"{_yes_no(desk, size)}{lead}{join(each)}; so {verdict}{_multiple(size) if desk.query.target == 'twice' else ''}.",
        yes=_claim(desk, size),
        lines=tuple(
            f"{name}: {join([desk.name(a) for a in c.areas[:_NAMED]])}{' and more' if len(c.areas) > _NAMED else ''}."
            for name, c in zip(names, chosen, strict=True)
        ),
        notes=("A count of what is recorded; for some areas only part of the findings is.",) if _of_findings(desk) else (),
        figures=tuple(Figure(name, len(c.areas)) for name, c in zip(names, chosen, strict=True)),
        area_ids=tuple(dict.fromkeys(a for c in chosen for a in c.areas)) if max(len(c.areas) for c in chosen) <= _NAMED else (),
        sources=desk.cite(s for c in chosen for v in c.visits[:2] for s in v.all_sources()[:1]),
    )


def _of_findings(desk: Desk) -> bool:
    return any(c.kind in ("topic", "strength", "weakness") for side in desk.query.sides for c in literals(side))


def _claim(desk: Desk, size: list[float]) -> bool | None:
    """Of a yes/no question: whether the first has more (or fewer, or twice as many)."""
    if desk.query.polarity is None:
        return None
    first, second = size[:2]
    if desk.query.target == "twice":
        return first >= 2 * second > 0
    return first < second if desk.query.order == "least" else first > second


def _yes_no(desk: Desk, size: list[float]) -> str:
    claim = _claim(desk, size)
    return "" if claim is None else "Yes. " if claim else "No. "


def _multiple(size: list[float]) -> str:
    first, second = size[:2]
    return f", {first / second:.1f} times as many" if second and first > second else ""


def _numbers(desk: Desk, what: str) -> Answer:
    """Which of several areas' inspections has more weaknesses, actions, strengths."""
    found: list[tuple[int, Visit]] = []
    missing = []
    for side in desk.query.sides:
        known = [
            (n, v)
            for v in select(desk, both(desk.query.which, side)).visits
            if (n := number_of(desk, v, what)) is not None and (n or v.outcome)
        ]
        spared = [v for v in select(desk, both(desk.query.which, side)).visits if v.plan_required is False]
        if not known and what == "weaknesses" and spared:
            found.append((0, spared[-1]))  # no written statement, so none that it names
        elif known and not is_lower_bound(desk, known[-1][1], what):
            found.append(known[-1])
        else:
            missing.append(say(desk, side).removeprefix("among "))
    if missing:
        lines = tuple(f"{desk.name(v.area)} ({v.year}): {n}" for n, v in found)
        return desk.not_recorded(f"The number of {_NOUNS[what]} is not recorded for {join(missing, 'or')}.", lines=lines)
    ranked = sorted(found, key=lambda pair: pair[0], reverse=desk.query.order != "least")
    best = [v for n, v in ranked if n == ranked[0][0]]
    each = join([f"{desk.name(v.area)} ({v.year}) had {n}" for n, v in found])
    apart = abs(ranked[0][0] - ranked[1][0])
    word = "fewer" if desk.query.order == "least" else "more"
    verdict = "they are level" if len(best) > 1 else f"{apart} {word} in {desk.name(best[0].area)}"
    return desk.say(
        f"{_yes_no(desk, [float(n) for n, _ in found])}{_NOUNS[what].capitalize()}: {each}; so {verdict}.",
        yes=_claim(desk, [float(n) for n, _ in found]),
        notes=tuple(
            f"{desk.name(v.area)} was not required to submit a written statement." for n, v in found if not n and not v.plan_required
        ),
        figures=tuple(Figure(f"{desk.title(v.area)} ({v.year})", n) for n, v in found),
        area_ids=tuple(dict.fromkeys(v.area for _, v in found)),
        sources=desk.cite(s for _, v in found for s in v.sources.get("weaknesses", ()) or v.all_sources()[:1]),
    )
