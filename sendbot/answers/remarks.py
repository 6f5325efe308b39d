"""What inspectors said on a topic everywhere, or in some areas: blame and praise, newest first."""

from sendbot.answer import Answer
from sendbot.answers.describe import describe
from sendbot.answers.desk import MAX_LINES, Desk
from sendbot.answers.filters import select
from sendbot.model import Finding
from sendbot.snapshot import Visit
from sendbot.wording import count_of, upper_first

_MARKS = {"strong": "praised", "weak": "criticised", "development": "to develop"}


def remarks(desk: Desk) -> Answer:
    """The findings on the query's topics over the areas that meet its filters, newest first."""
    topics = desk.query.topics
    visits = select(desk, desk.query.which).visits
    manners = [desk.query.manner] if desk.query.manner else ["weak", "strong"]
    found: list[tuple[Visit, str, Finding]] = [
        (v, manner, f) for v in reversed(visits) for manner in manners for f in desk.findings(v, manner, topics=topics)
    ]
    scope = f", among areas {phrase}" if (phrase := describe(desk)) else ""
    if not found:
        return desk.not_recorded(f"Nothing is recorded on {desk.topics(topics, 'or')}{scope}.")
    counts = [
        f"{count_of(len({v.area for v, manner, _ in found if manner == m}), 'area')} {_MARKS[m]}"
        for m in manners
        if any(manner == m for _, manner, _ in found)
    ]
    shown = found[:MAX_LINES]
    lines = [f"{desk.title(v.area)} ({v.year}, {_MARKS[manner]}): {f.says}" for v, manner, f in shown]
    if left := len(found) - len(shown):
        lines.append(f"and {count_of(left, 'more finding')}; ask about one region, year or area to see its own.")
    return desk.say(
        f"{upper_first(desk.topics(topics))}{scope}: {' and '.join(counts)}{', newest first' if len(found) > 1 else ''}.",
        lines=tuple(lines),
        area_ids=tuple(dict.fromkeys(v.area for v, _, _ in found)),
        sources=desk.cite_findings([f for _, _, f in shown]),
    )
