"""How many weaknesses, actions, strengths or kinds of problem an inspection has, and how sure that is."""

from collections.abc import Iterable

from sendbot.answers.desk import Desk
from sendbot.snapshot import Visit


def number_of(desk: Desk, visit: Visit, what: str, *topics: str) -> int | None:
    """How many weaknesses, priority actions, improvements or strengths an inspection has: the official number where one is
    recorded, else how many are recorded by the source that names most; None where neither is known.

    Of "sufficient" and "insufficient": on how many weaknesses progress was found so at the latest re-visit. Of "kinds":
    how many kinds of problem within topics.
    """
    if what == "kinds":
        return sum(bool(desk.findings(visit, "weak", topics=(t,))) for t in kinds_within(desk, topics))
    if what in ("sufficient", "insufficient"):
        judged = [v for v in desk.view.follow_ups(visit) if v.insufficient is not None]
        if judged and what == "sufficient" and judged[-1].sufficient is None and judged[-1].insufficient == 0:
            in_all: int | None = visit.weaknesses
            return in_all
        number: int | None = getattr(judged[-1], what) if judged else None
        return number
    stated: int | None = {
        "weaknesses": visit.weaknesses,
        "priority-actions": visit.priority_actions,
        "improvements": visit.improvements,
    }.get(what)
    if stated is not None:
        return stated
    kinds = {
        "weaknesses": ("weakness",),
        "priority-actions": ("priority-action",),
        "improvements": ("improvement",),
        "strengths": ("strength",),
    }[what]
    per_source: dict[str, int] = {}
    for finding in desk.view.findings.get(visit.id, ()):
        if finding.kind in kinds:
            per_source[finding.sources[0]] = per_source.get(finding.sources[0], 0) + 1
    return max(per_source.values(), default=None)


def is_lower_bound(desk: Desk, visit: Visit, what: str) -> bool:
    """Whether the number of weaknesses or actions is counted from a list that is not known to be complete."""
    stated = {"weaknesses": visit.weaknesses, "priority-actions": visit.priority_actions, "improvements": visit.improvements}
    complete = visit.inspection.findings_complete and desk.view.only is None
    return what in stated and stated[what] is None and not complete


def kinds_within(desk: Desk, topics: Iterable[str]) -> tuple[str, ...]:
    """The kinds of problem within any of the topics, each once; a topic that is itself asked about is none of them."""
    wide = frozenset(topics)
    return tuple(dict.fromkeys(k for t in topics for k in desk.snapshot.kinds_of(t) if k not in wide))
