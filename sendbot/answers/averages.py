"""Averages, medians and sums of what inspections have a number of: weaknesses, actions, strengths, days to the letter."""

from statistics import mean, median

from sendbot.answer import Answer
from sendbot.answers.describe import describe
from sendbot.answers.desk import Desk
from sendbot.answers.filters import select
from sendbot.answers.numbers import is_lower_bound, number_of
from sendbot.answers.waits import letter_waits
from sendbot.snapshot import Visit
from sendbot.wording import count_of

_NOUNS = {
    "weaknesses": "significant weaknesses",
    "priority-actions": "areas for priority action",
    "improvements": "areas for improvement",
    "strengths": "recorded strengths",
    "wait": "working days from inspection to letter or report",
}


def average(desk: Desk) -> Answer:
    """The mean, the median or the sum over inspections (`target`), always with how many were counted and the others beside it."""
    what = desk.query.of or "weaknesses"
    visits = select(desk, desk.query.which).visits
    counted = letter_waits(desk, visits) if what == "wait" else _numbered(desk, visits, what)
    if not counted:
        return desk.not_recorded(f"The number of {_NOUNS[what]} is not recorded for that.")
    numbers = [n for n, _ in counted]
    total = sum(numbers)
    phrase = describe(desk)
    scope = f", {phrase}" if phrase else ""
    over = count_of(len(numbers), "inspection")
    middle, spread = f"{median(numbers):g}", f"from {min(numbers)} to {max(numbers)}"
    notes = []
    if left := len(_candidates(visits, what)) - len(counted):
        notes.append(f"Without {count_of(left, 'inspection')} for which the number is not recorded.")
    if what == "strengths":
        notes.append("This counts the findings recorded here; how a letter's points are split is a matter of judgement.")
    headline = {
        "total": f"{total} {_NOUNS[what]} in all, over {over}{scope}; {mean(numbers):.1f} on average.",
        "median": f"{middle} {_NOUNS[what]} in the middle (median of {over}{scope}; {spread}); {mean(numbers):.1f} on average.",
    }.get(
        desk.query.target or "",
        f"{mean(numbers):.1f} {_NOUNS[what]} on average ({total} over {over}{scope}); the median is {middle}, {spread}.",
    )
    return desk.say(
        headline,
        count=total if desk.query.target == "total" else None,
        notes=tuple(notes),
        sources=desk.cite(s for _, v in counted[:6] for s in v.sources.get("weaknesses", ()) or v.all_sources()[:1]),
    )


def _candidates(visits: tuple[Visit, ...], what: str) -> list[Visit]:
    """The inspections that can have such a number: weaknesses were counted of written statements, actions come since 2023."""
    if what == "weaknesses":
        return [v for v in visits if v.framework == "2016" and v.plan_required]
    if what == "priority-actions":
        return [v for v in visits if v.framework == "2023" and v.plan_required]
    if what == "improvements":
        return [v for v in visits if v.framework == "2023"]
    return list(visits)


def _numbered(desk: Desk, visits: tuple[Visit, ...], what: str) -> list[tuple[int, Visit]]:
    return [
        (number, visit)
        for visit in _candidates(visits, what)
        if (number := number_of(desk, visit, what)) and not is_lower_bound(desk, visit, what)
    ]
