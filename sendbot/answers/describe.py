"""A query's filters in words: "with a weakness in co-production, in London, inspected in July 2017"."""

import msgspec

from sendbot.answers.desk import Desk
from sendbot.meaning import All, Condition, Either, Is, Not, Predicate, Some, conjuncts, kinds, literals
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
_TWICE = 2
_COMPARED = {"<": "fewer than ", "<=": "at most ", "=": "just ", ">=": "at least ", ">": "more than "}


def describe(desk: Desk) -> str:
    """The filters as a phrase that follows "areas"; empty where there are none."""
    parts = [p for p in conjuncts(desk.query.which) if not _says_nothing(p)]
    named = [p for p in parts if kinds(p) == {"area"}]
    said = _merge_topics(desk, [p for p in parts if p not in named]) + [say(desk, p) for p in named]
    if desk.query.framework and not desk.condition("framework"):
        said.append(f"under the framework of {desk.query.framework}")
    return ", ".join(p for p in said if p)


def _says_nothing(of: Predicate) -> bool:
    """Whether it only says "inspected"."""
    return isinstance(of, Is) and of.condition.kind == "inspected" and not of.condition.period


def _merge_topics(desk: Desk, parts: list[Predicate]) -> list[str]:
    """Topics that stand beside each other become one phrase: "in A and in B"."""
    said: list[str] = []
    topics = [p for p in parts if kinds(p) in ({"topic"}, {"strength"}) and not any(c.negated or c.besides for c in literals(p))]
    for manner, lead in (("topic", "with a recorded weakness in"), ("strength", "praised for")):
        mine = [p for p in topics if kinds(p) == {manner}]
        if mine:
            first = next(literals(mine[0]))
            wording = {"priority-action": "with a priority action on", "improvement": "with an area for improvement on"}.get(
                first.only or "", lead
            )
            said.append(f"{wording} {_said_topics(desk, mine)}")
    return said + [say(desk, p) for p in parts if p not in topics]


def _said_topics(desk: Desk, parts: list[Predicate]) -> str:
    said = dict.fromkeys(desk.topics(dict.fromkeys(values), "or") for p in parts if (values := [v for c in literals(p) for v in c.values]))
    return join(list(said)) if said else "something"


def say(desk: Desk, of: Predicate) -> str:
    """A predicate as a phrase that follows "areas"."""
    if isinstance(of, Is):
        return _one(desk, of.condition)
    if isinstance(of, Not):
        return _denied(desk, of.of)
    if isinstance(of, Either):
        return _any_of(desk, of.parts)
    if isinstance(of, All):
        return ", ".join(_merge_topics(desk, list(of.parts)))
    if isinstance(of, Some) and of.least > 1:
        times = "twice" if of.least == _TWICE else f"{of.least} times"
        return f"{say(desk, of.of)}, {times}" if conjuncts(of.of) else f"inspected {times}"
    return say(desk, of.of)


def _denied(desk: Desk, of: Predicate) -> str:
    if isinstance(of, Is):
        return _one(desk, msgspec.structs.replace(of.condition, negated=True))
    if isinstance(of, Some) and of.least > 1:
        return f"{say(desk, of.of)} fewer than {of.least} times"
    if isinstance(of, Either):
        return ", ".join(_denied(desk, p) for p in of.parts)
    return f"not {say(desk, of)}"


def _any_of(desk: Desk, parts: tuple[Predicate, ...]) -> str:
    plain = [p.condition for p in parts if isinstance(p, Is) and not p.condition.period]
    if len(plain) == len(parts) and len({(c.kind, c.only, c.operator) for c in plain}) == 1 and plain[0].kind != "number":
        values = tuple(dict.fromkeys(v for c in plain for v in c.values))
        return _one(desk, msgspec.structs.replace(plain[0], values=values))
    return " or ".join(say(desk, p) for p in parts)


def _one(desk: Desk, c: Condition) -> str:
    period = f" {c.period.label}" if c.period and c.period.label else ""
    if c.kind == "topic" and c.besides:
        return f"with {'no other' if c.negated else 'another'} recorded weakness in {desk.topics(c.values, 'or')}"
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
        if c.negated:
            return f"not inspected{period}" if period else "never inspected"
        return f"inspected{period}"
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
        return f"whose plan is {'not ' if c.negated else ''}recorded as approved{period}"
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
        ) + period
    if c.kind == "effective":
        return f"found {'not ' if c.negated else ''}to be taking effective action{period}"
    if c.kind == "response":
        return "without a published response" if c.negated else "with a published response"
    if c.kind == "measure":
        steps = join([f"a {v}" if v[0] != "i" else f"an {v}" for v in c.values], "or") if c.values else "a formal step by DfE"
        return f"{_with(c)} {steps}{period}"
    if c.kind == "number":
        return _numbered(desk, c)
    if c.kind in ("same", "alike"):
        return _likened(desk, c)
    return ""


_SHARED = {
    "day": "inspected on the same days as",
    "week": "inspected in the same week as",
    "month": "inspected in the same month as",
    "year": "inspected in the same year as",
    "outcome": "with the same outcome as",
    "published-day": "with a letter or report published on the same day as that of",
    "published-month": "with a letter or report published in the same month as that of",
    "region": "in the same region as",
    "type": "of the same type of authority as",
}


def _likened(desk: Desk, c: Condition) -> str:
    shared, *areas = c.values
    return f"{'not ' if c.negated else ''}{_SHARED[shared]} {join([desk.name(a) for a in areas], 'or')}"


def _with(c: Condition) -> str:
    return "with no record of" if c.negated else "with"


def _numbered(desk: Desk, c: Condition) -> str:
    """ "with more than 3 weaknesses", "with no weakness with sufficient progress", "with just 1 kind of local offer problem"."""
    what, *topic = c.values
    one, many = _NUMBERED[what]
    number = c.number or 0
    within = f" of recorded problem in {desk.topics(topic)}" if topic else ""
    if not number:
        some = (c.operator == ">") != c.negated
        return f"with {many if some else f'no {one}'}{within}"
    return f"with {_COMPARED[c.operator or '=']}{count_of(number, one, many)}{within}"
