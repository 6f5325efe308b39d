"""A meaning as a plain question, in words that read back to it: what is offered on a button when something was not understood."""

from collections.abc import Callable

from sendbot.meaning import Condition, Either, Is, Not, Predicate, conjuncts, kinds
from sendbot.query import Query
from sendbot.wording import join, with_article

Name = Callable[[str], str]

_PLANS = {"2016": "a written statement of action", "2023": "a priority action plan"}
_SHORT = {"2016": "WSA", "2023": "PAP"}
_TYPES = {"county": "county councils", "unitary": "unitary authorities", "metropolitan": "metropolitan boroughs"}
_SIGNS = {"<": "fewer than ", "<=": "at most ", "=": "exactly ", ">=": "at least ", ">": "more than "}
_NUMBERED = {
    "weaknesses": ("weakness", "weaknesses"),
    "priority-actions": ("priority action", "priority actions"),
    "improvements": ("area for improvement", "areas for improvement"),
    "strengths": ("strength", "strengths"),
}
# Clauses that stand behind "areas" without a verb.
_PLACED = frozenset(("region", "area"))


class Unsayable(Exception):  # noqa: N818 - not an error: there are meanings without a plain question
    """A meaning that these words do not reach."""


def question(query: Query, topic: Name, area: Name) -> str | None:
    """A question that asks what a query asks; None where it cannot be said plainly. `topic`, `area`: id to name."""
    try:
        return _Speaker(topic, area).ask(query)
    except Unsayable:
        return None


class _Speaker:
    """Says meanings with the names it is given."""

    def __init__(self, topic: Name, area: Name) -> None:
        self._topic, self._area = topic, area

    def ask(self, query: Query) -> str:
        """The question; raises Unsayable."""
        if query.period or query.as_at or query.limit or query.sides:
            raise Unsayable
        if query.areas:
            return self._of_areas(query)
        if query.order or query.framework or query.of not in (None, "response"):
            raise Unsayable
        if query.asks == "areas":
            return f"Which {self._said(query.which)}?"
        if query.asks == "count":
            return f"How many {self._said(query.which)}?"
        if query.asks == "share":
            return f"What share of {self._said(query.which)}?"
        if query.asks == "check" and query.quantifier == "any":
            return f"Are there any {self._said(query.which, that=True)}?"
        if query.asks == "documents" and query.which:
            return f"Which {self._said(query.which)}?"
        raise Unsayable

    def _of_areas(self, query: Query) -> str:
        names = join([self._area(a) for a in query.areas])
        about = join([self._topic(t) for t in query.topics]) if query.topics else ""
        if query.asks == "check" and query.which and query.quantifier is None:
            return f"Is it true that {names} {self._clauses(query.which)}?"
        if query.which:
            raise Unsayable
        if query.asks == "findings" and query.manner is None and query.of is None:
            return f"What did inspectors say about {names}{' on ' + about if about else ''}?"
        if query.asks == "findings" and query.of is None and not about and query.manner in ("weak", "strong"):
            return f"What {'weaknesses' if query.manner == 'weak' else 'strengths'} did {names} have?"
        if query.asks == "compare" and query.manner is None:
            return f"Compare {names}{' on ' + about if about else ''}?"
        if query.asks == "why" and not about and query.manner is None:
            return f"Why did {names} get {_PLANS.get(query.framework or '', 'a plan')}?"
        if query.asks == "days":
            return f"Days left on {names}'s {_SHORT.get(query.framework or '', 'plan')}?"
        if query.asks == "when" and not query.order and query.about in ("inspected", "re-visited", "monitored") and not query.framework:
            return f"When was {names} {query.about}?"
        if query.asks == "when" and query.about == "published" and not query.framework:
            return f"When was {names}'s letter published?"
        raise Unsayable

    # --- areas and what holds of them
    def _said(self, which: Predicate | None, *, that: bool = False) -> str:
        """ "areas in London that had a WSA": what is asked for, as it follows "which" or "how many"."""
        parts = conjuncts(which)
        if not parts:
            raise Unsayable
        typed = [p for p in parts if isinstance(p, Is) and p.condition.kind == "type" and len(p.condition.values) == 1]
        placed = [p for p in parts if kinds(p) <= _PLACED]
        rest = [p for p in parts if p not in placed and p not in typed]
        noun = _TYPES.get(typed[0].condition.values[0]) if typed else "areas"
        if noun is None or len(typed) > 1:
            raise Unsayable
        said = " ".join([noun, *(self._place(p) for p in placed)])
        if not rest:
            return f"{said} were inspected" if not that else said
        verbs = " and ".join(self._clause(p) for p in rest)
        return f"{said} {'that ' if that else ''}{verbs}"

    def _place(self, of: Predicate) -> str:
        if isinstance(of, Is):
            return self._placed(of.condition, "in", "among")
        if isinstance(of, Not) and isinstance(of.of, Is):
            return self._placed(of.of.condition, "outside", "except")
        if isinstance(of, Either) and all(isinstance(p, Is) and p.condition.kind == "region" for p in of.parts):
            return "in " + join([with_article(v) for p in of.parts for v in p.condition.values], "or")  # type: ignore[union-attr]
        raise Unsayable

    def _placed(self, condition: Condition, region: str, area: str) -> str:
        if condition.kind == "region":
            return f"{region} {join([with_article(v) for v in condition.values], 'or')}"
        return f"{area} {join([self._area(v) for v in condition.values])}"

    def _clauses(self, which: Predicate) -> str:
        parts = conjuncts(which)
        if any(kinds(p) <= _PLACED for p in parts):
            raise Unsayable
        return " and ".join(self._clause(p) for p in parts)

    def _clause(self, of: Predicate) -> str:
        if isinstance(of, Is):
            return self._verb(of.condition)
        if isinstance(of, Not) and isinstance(of.of, Is):
            return self._denied(of.of.condition)
        if isinstance(of, Either) and all(isinstance(p, Is) for p in of.parts):
            return " or ".join(self._verb(p.condition) for p in of.parts)  # type: ignore[union-attr]
        raise Unsayable

    def _about(self, condition: Condition) -> str:
        if condition.besides or condition.only:
            raise Unsayable
        return join([self._topic(v) for v in condition.values], "or") if condition.values else ""

    def _verb(self, c: Condition) -> str:
        when = f" {c.period.label}" if c.period else ""
        if c.period and not c.period.label:
            raise Unsayable
        if c.kind == "topic":
            return f"had problems with {self._about(c)}" if c.values else "had weaknesses"
        if c.kind == "weakness":
            return "had weaknesses"
        if c.kind == "strength":
            return f"were praised for {self._about(c) or 'something'}"
        if c.kind == "plan" and len(c.values) <= 1:
            return f"were required to submit {_PLANS[c.values[0]] if c.values else 'a plan'}"
        if c.kind == "outcome":
            return "had " + " or ".join(f"outcome {v}" for v in c.values)
        if c.kind in ("inspected", "re-visited", "monitored"):
            return f"were {c.kind}{when}"
        if c.kind == "published" and c.period:
            return f"had a letter published{when}"
        if c.kind == "framework" and len(c.values) == 1:
            return f"were inspected under the {c.values[0]} framework"
        if c.kind == "progress" and len(c.values) == 1:
            return f"made {c.values[0]} progress"
        if c.kind == "measure" and len(c.values) == 1:
            return f"had {'an' if c.values[0][0] == 'i' else 'a'} {c.values[0]}"
        if c.kind == "submitted" and not c.values:
            return f"submitted their plan{when}"
        if c.kind == "response":
            return "published a response"
        if c.kind == "number" and len(c.values) == 1 and c.values[0] in _NUMBERED and c.number:
            one, many = _NUMBERED[c.values[0]]
            return f"had {_SIGNS[c.operator or '=']}{c.number} {one if c.number == 1 else many}"
        raise Unsayable

    def _denied(self, c: Condition) -> str:
        when = f" {c.period.label}" if c.period else ""
        if c.kind == "topic":
            return f"had no problems with {self._about(c)}" if c.values else "had no weaknesses"
        if c.kind == "strength" and c.values:
            return f"were not praised for {self._about(c)}"
        if c.kind == "plan" and len(c.values) <= 1:
            return f"were not required to submit {_PLANS[c.values[0]] if c.values else 'a plan'}"
        if c.kind == "outcome" and len(c.values) == 1:
            return f"did not have outcome {c.values[0]}"
        if c.kind in ("inspected", "re-visited", "monitored"):
            return f"were not {c.kind}{when}"
        if c.kind == "submitted" and not c.values:
            return f"did not submit their plan{when}"
        if c.kind == "framework" and len(c.values) == 1:
            return f"were not inspected under the {c.values[0]} framework"
        raise Unsayable
