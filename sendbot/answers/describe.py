"""A query's filters in words: "with a weakness in co-production, in London, inspected in July 2017"."""

from sendbot.answers.desk import Desk
from sendbot.query import Condition
from sendbot.wording import count_of, join, with_article

_OUTCOMES = {
    "1": "with outcome 1 (typically positive experiences and outcomes)",
    "2": "with outcome 2 (inconsistent experiences and outcomes)",
    "3": "with outcome 3 (widespread and/or systemic failings)",
}
_TYPES = {"county": "county councils", "unitary": "unitary authorities", "metropolitan": "metropolitan boroughs"}
_NUMBERED = {
    "weaknesses": ("weakness", "weaknesses"),
    "priority-actions": ("priority action", "priority actions"),
    "improvements": ("area for improvement", "areas for improvement"),
    "strengths": ("strength", "strengths"),
    "sufficient": ("weakness with sufficient progress at the re-visit", "weaknesses with sufficient progress at the re-visit"),
    "insufficient": ("weakness with too little progress at the re-visit", "weaknesses with too little progress at the re-visit"),
    "kinds": ("kind", "kinds"),
}
_COMPARED = {"<": "fewer than ", "<=": "at most ", "=": "just ", ">=": "at least ", ">": "more than "}


def describe(desk: Desk) -> str:
    """The filters as a phrase that follows "areas"; empty where there are none."""
    clauses = [c for c in desk.query.where if not (c[0].kind == "inspected" and not c[0].period and not c[0].negated)]
    merged = _merge_topics(desk, [c for c in clauses if c[0].kind != "area"])
    parts = [*merged, *(_clause(desk, c) for c in clauses if c[0].kind == "area")]
    if desk.query.framework and not any(c.kind == "framework" for clause in clauses for c in clause):
        parts.append("under the framework of " + ("2016" if desk.query.framework == "2016" else "2023"))
    return ", ".join(p for p in parts if p)


def _merge_topics(desk: Desk, clauses: list[tuple[Condition, ...]]) -> list[str]:
    """Topic clauses that stand beside each other become one phrase: "in A and in B"."""
    parts: list[str] = []
    topics = [c for c in clauses if c[0].kind in ("topic", "strength") and not c[0].negated]
    for manner, lead in (("topic", "with a recorded weakness in"), ("strength", "praised for")):
        mine = [c for c in topics if c[0].kind == manner]
        if mine:
            wording = {"priority-action": "with a priority action on", "improvement": "with an area for improvement on"}.get(
                mine[0][0].only or "", lead
            )
            parts.append(f"{wording} " + _said_topics(desk, mine))
    parts += [_clause(desk, c) for c in clauses if c not in topics]
    return parts


def _said_topics(desk: Desk, clauses: list[tuple[Condition, ...]]) -> str:
    said = dict.fromkeys(desk.topics(dict.fromkeys(values), "or") for c in clauses if (values := _values(c)))
    return join(list(said)) if said else "something"


def _values(clause: tuple[Condition, ...]) -> list[str]:
    return [v for c in clause for v in c.values]


def _clause(desk: Desk, clause: tuple[Condition, ...]) -> str:
    kinds = {c.kind for c in clause}
    if len(clause) > 1 and len(kinds) == 1 and not any(c.negated or c.period for c in clause):
        return _one(desk, Condition(clause[0].kind, tuple(_values(clause))))
    return " or ".join(_one(desk, c) for c in clause)


def _one(desk: Desk, c: Condition) -> str:
    period = f" {c.period.label}" if c.period and c.period.label else ""
    if c.kind == "topic" and c.besides:
        return f"with no other recorded weakness in {desk.topics(c.values, 'or')}"
    if c.kind == "topic":
        return ("with no recorded weakness in " if c.negated else "with a recorded weakness in ") + desk.topics(c.values, "or")
    if c.kind == "strength":
        what = desk.topics(c.values, "or") if c.values else "something"
        return ("not praised for " if c.negated else "praised for ") + what
    if c.kind == "weakness":
        return "with no recorded weakness" if c.negated else "with recorded weaknesses"
    if c.kind == "development":
        return "with no areas for development named" if c.negated else "with areas for development named"
    if c.kind == "plan":
        name = "a priority action plan" if "2023" in c.values else "a written statement of action (WSA)" if "2016" in c.values else "a plan"
        return ("not required to submit " if c.negated else "required to submit ") + name
    if c.kind == "outcome":
        return "not " + _OUTCOMES[c.values[0]] if c.negated else " or ".join(_OUTCOMES[v] for v in c.values)
    if c.kind == "inspected":
        return "never inspected" if c.negated else f"inspected{period}"
    if c.kind == "published":
        return f"{_with(c)} a letter or report published{period}"
    if c.kind == "region":
        names = join([with_article(v) for v in c.values], "or")
        return f"outside {names}" if c.negated else f"in {names}"
    if c.kind == "area":
        names = join([desk.name(a) for a in c.values], "or")
        return f"leaving out {names}" if c.negated else f"among {names}" if len(c.values) <= 4 else "among those named before"
    if c.kind == "type":
        return ("that are not " if c.negated else "that are ") + join([_TYPES[v] for v in c.values], "or")
    if c.kind == "framework":
        return f"{'not ' if c.negated else ''}under the {c.values[0]} framework"
    if c.kind == "newest":
        return "not among the newest letters" if c.negated else "among the newest letters"
    if c.kind == "submitted" and c.values:
        return "whose plan is not recorded as submitted in time" if c.negated else "whose plan is recorded as submitted by its date"
    if c.kind == "submitted":
        return f"whose plan is not recorded as submitted{period}" if c.negated else f"whose plan is recorded as submitted{period}"
    if c.kind == "approved":
        return "whose plan is not recorded as approved" if c.negated else f"whose plan is recorded as approved{period}"
    if c.kind == "overdue":
        return "whose plan is not overdue" if c.negated else "whose plan is past its date with no submission recorded"
    if c.kind == "due":
        if c.negated:
            return f"whose plan does not fall due{period}" if period else "whose plan is not still to fall due"
        return f"whose plan falls due{period}" if period else "whose plan is still to fall due"
    if c.kind == "re-visited":
        return f"not re-visited{period}" if c.negated else f"re-visited{period}"
    if c.kind == "monitored":
        return f"{_with(c)} a monitoring inspection{period}"
    if c.kind == "progress":
        return (
            "with sufficient progress on all weaknesses at the re-visit"
            if ("sufficient" in c.values) != c.negated
            else "with too little progress on some weakness at the re-visit"
        )
    if c.kind == "effective":
        return "found not to be taking effective action" if c.negated else "found to be taking effective action"
    if c.kind == "response":
        return "without a published response" if c.negated else "with a published response"
    if c.kind == "measure":
        return f"{_with(c)} " + (
            join([f"a {v}" if v[0] != "i" else f"an {v}" for v in c.values], "or") if c.values else "a formal step by DfE"
        )
    if c.kind == "number":
        return _numbered(desk, c)
    return ""


def _with(c: Condition) -> str:
    return "with no record of" if c.negated else "with"


def _numbered(desk: Desk, c: Condition) -> str:
    """ "with more than 3 weaknesses", "with no weakness with sufficient progress", "with just 1 kind of local offer problem"."""
    what, *topic = c.values
    one, many = _NUMBERED[what]
    number = c.number or 0
    within = f" of recorded problem in {desk.topic(topic[0])}" if topic else ""
    return f"with no {one}{within}" if not number else f"with {_COMPARED[c.operator or '=']}{count_of(number, one, many)}{within}"
