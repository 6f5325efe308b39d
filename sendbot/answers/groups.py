"""How many of each group there are, what share of each, and which group has the most or fewest."""

from typing import Literal, NamedTuple

from msgspec.structs import replace

from sendbot.answer import Answer, Figure
from sendbot.answers.describe import describe
from sendbot.answers.desk import Desk
from sendbot.answers.filters import select
from sendbot.answers.likeness import OF_AREAS, label_of
from sendbot.meaning import Condition, Is, Predicate, both, conjuncts, kinds, literals
from sendbot.snapshot import Visit
from sendbot.wording import count_of, join, with_article

_PER_CENT = 100
# Conditions that say among which inspections something is counted.
_FRAMING = frozenset(("region", "area", "type", "framework", "inspected", "published", "alike"))
_BY = {"type": "type of authority", "year": "year of inspection", "month": "month of inspection", "quarter": "quarter of inspection"}
_IN_ORDER = frozenset(("year", "month", "quarter", "outcome"))


class Group(NamedTuple):
    """A group: its label, how many of it meet the filters, and of how many in all."""

    label: str
    number: int
    whole: int


def per(desk: Desk) -> Answer:
    """How many areas (of regions and types) or inspections (of all else) there are of each group."""
    group, query = desk.query.of or "region", desk.query
    which = both(query.which, Is(Condition("framework", ("2023",)))) if group == "outcome" else query.which
    chosen = select(desk, which).visits
    if not chosen:
        return desk.not_recorded("Nothing is recorded for that.")
    found, undated = _grouped(desk, group, which, chosen)
    total = sum(g.number for g in found)
    noun = "area" if group in OF_AREAS else "letter or report" if query.about == "published" else "inspection"
    many = "letters or reports" if query.about == "published" and group not in OF_AREAS else f"{noun}s"
    # "Letters or reports" says already that they are published.
    spoken = both(*(p for p in conjuncts(query.which) if query.about != "published" or p != Is(Condition("published"))))
    phrase = describe(Desk(replace(query, which=spoken), desk.view, desk.today))
    said = {g.label: _share(g) if query.target == "share" else str(g.number) for g in found}
    lines = tuple(f"{label}: {words}" for label, words in said.items())
    by = _BY.get(group, group)
    by = by.replace("inspection", "publication") if query.about == "published" else by
    notes = (f"Without {count_of(undated, noun, many)} for which that is not recorded.",) if undated else ()
    figures = tuple(Figure(g.label, round(_PER_CENT * g.number / g.whole) if query.target == "share" else g.number) for g in found)
    sources = desk.cite(s for v in chosen[:4] for s in v.all_sources()[:1])
    if query.order in ("most", "least"):
        best = _outermost(found, query.order, query.limit or 1, share=query.target == "share")
        names = join([f"{with_article(g.label) if group == 'region' else g.label} ({said[g.label]})" for g in best])
        lead = f"The {'most' if query.order == 'most' else 'fewest'} {many}{' ' + phrase if phrase else ''}"
        if query.target == "share":
            lead = f"The {'largest' if query.order == 'most' else 'smallest'} share of areas{' ' + phrase if phrase else ''}"
        tie = f" ({'level' if len(best) == 2 else 'all level'})" if len(best) > (query.limit or 1) else ""
        return desk.say(f"{lead}, by {by}: {names}{tie}.", count=best[0].number, lines=lines, figures=figures, notes=notes, sources=sources)
    each = join([f"{label}: {words}" for label, words in said.items()])
    return desk.say(
        f"{count_of(total, noun, many)}{' ' + phrase if phrase else ''}, by {by}: {each}.",
        count=total,
        lines=lines,
        figures=figures,
        notes=notes,
        sources=sources,
    )


def _grouped(desk: Desk, group: str, which: Predicate | None, chosen: tuple[Visit, ...]) -> tuple[list[Group], int]:
    """Every group that has anything in the frame of the question, with what meets the filters; and how much has no group."""
    event: Literal["started", "published"] | None = "published" if desk.query.about == "published" else None
    members: dict[str, set[str]] = {}
    whole: dict[str, set[str]] = {}
    first: dict[str, int] = {}
    undated = 0

    def one(visit: Visit) -> str:
        # Of a region or a type each area counts once, of a year each inspection.
        return visit.area if group in OF_AREAS else visit.id

    for visit in select(desk, _frame(which)).visits:
        if label := label_of(desk, visit, group, event):
            whole.setdefault(label, set()).add(one(visit))
            day = getattr(visit, event) if event else visit.date
            first[label] = min(first.get(label, 1 << 30), day.toordinal() if day else 0)
    for visit in chosen:
        if label := label_of(desk, visit, group, event):
            members.setdefault(label, set()).add(one(visit))
        else:
            undated += 1
    found = [Group(label, len(members.get(label, ())), max(len(whole[label]), len(members.get(label, ())))) for label in whole]
    if group in _IN_ORDER:
        found.sort(key=lambda g: g.label if group == "outcome" else (first[g.label],))
        while found and not found[0].number:
            found.pop(0)
        while found and not found[-1].number:
            found.pop()
    elif desk.query.target == "share":
        found.sort(key=lambda g: (-g.number / g.whole, g.label))
    else:
        found.sort(key=lambda g: (-g.number, g.label))
    return found, undated


def _frame(which: Predicate | None) -> Predicate | None:
    """Among what something is counted: where and when, and the framework that a plan or an outcome belongs to."""
    framing = [p for p in conjuncts(which) if kinds(p) <= _FRAMING]
    asked = [c for c in literals(which) if c.kind in ("plan", "outcome")]
    frameworks = {"2023" if c.kind == "outcome" else c.values[0] if c.values else "" for c in asked}
    if len(frameworks) == 1 and (framework := frameworks.pop()):
        framing.append(Is(Condition("framework", (framework,))))
    return both(*framing)


def rate(desk: Desk, which: Predicate) -> tuple[int, int]:
    """How many areas meet the filters, and how many were inspected in their frame."""
    return len(select(desk, which).areas), len(select(desk, _frame(which)).areas)


def _share(group: Group) -> str:
    return f"{group.number} of {group.whole} ({_PER_CENT * group.number / group.whole:.0f} %)"


def _outermost(found: list[Group], order: str, limit: int, *, share: bool) -> list[Group]:
    """The groups with the most or fewest, those level with the last of them too."""

    def size(group: Group) -> float:
        return group.number / group.whole if share else group.number

    ranked = sorted(found, key=size, reverse=order == "most")
    edge = size(ranked[min(limit, len(ranked)) - 1])
    return [g for g in ranked if (size(g) >= edge if order == "most" else size(g) <= edge)]
