"""The kinds of problem within a topic: how many there are, and what stands beside a narrow one."""

from msgspec.structs import replace

from sendbot.answer import Answer, Figure
from sendbot.answers.desk import Desk
from sendbot.answers.filters import select
from sendbot.answers.numbers import kinds_within
from sendbot.meaning import Condition, Is, Predicate, changed, conjuncts
from sendbot.meaning import kinds as kinds_in
from sendbot.wording import count_of, join, upper_first

_NAMED = 3
_BESIDE = 3


def kinds(desk: Desk) -> Answer:
    """How many kinds of problem within a topic are recorded, each with its areas."""
    wide = desk.topics(desk.query.topics)
    counted = {t: select(desk, Is(Condition("topic", (t,)))).areas for t in kinds_within(desk, desk.query.topics)}
    found = {t: areas for t, areas in counted.items() if areas}
    if not found:
        return desk.not_recorded(f"No kinds of problem with {wide} are recorded.")
    return desk.say(
        f"{count_of(len(found), 'kind')} of problem with {wide}: {join([desk.topic(t) for t in found])}.",
        count=len(found),
        lines=tuple(f"{upper_first(desk.topic(t))}: {count_of(len(areas), 'area')}." for t, areas in found.items()),
        figures=tuple(Figure(upper_first(desk.topic(t)), len(areas)) for t, areas in found.items()),
        sources=desk.cite(s for v in desk.view.full for f in desk.findings(v, "weak", topics=found)[:1] for s in f.sources[:1]),
    )


def beside(desk: Desk, areas: tuple[str, ...]) -> tuple[str | None, str | None]:
    """What stands under the sibling topics of the one narrow topic asked about, in one line, and the wider question.

    The same filters with another topic, without the areas already named: whoever meant the wider thing sees it.
    """
    part = next((p for p in conjuncts(desk.query.which) if kinds_in(p) == {"topic"}), None)
    asked = desk.conditions("topic")
    if not isinstance(part, Is) or len(asked) != 1 or len(part.condition.values) != 1 or part.condition.only or part.condition.besides:
        return None, None
    topic = part.condition.values[0]
    wide = desk.snapshot.topics[topic].parent
    if wide is None:
        return None, None
    siblings = [t.id for t in desk.snapshot.topics.values() if t.parent == wide and t.id != topic]
    near = {t: [a for a in select(desk, _about(desk.query.which, t)).areas if a not in areas] for t in siblings}
    near = dict(sorted(((t, a) for t, a in near.items() if a), key=lambda pair: -len(pair[1])))
    if not near:
        return None, None
    said = [
        f"{desk.topic(t)}, {join([desk.name(x) for x in a]) if len(a) <= _NAMED else count_of(len(a), 'area')}"
        for t, a in list(near.items())[:_BESIDE]
    ]
    more = f"; and {count_of(len(near) - _BESIDE, 'other kind')}" if len(near) > _BESIDE else ""
    number = len({x for a in near.values() for x in a})
    line = f"Close to it ({count_of(number, 'more area')}): {'; '.join(said)}{more}."
    return line, f"Which areas had problems with {desk.topic(wide)}?"


def _about(which: Predicate | None, topic: str) -> Predicate | None:
    return changed(which, lambda c: replace(c, values=(topic,)) if c.kind == "topic" else c) if which else None
