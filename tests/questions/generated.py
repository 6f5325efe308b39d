"""The generated exam: random meanings over the real record, worded at random, answered, and held against a plain reckoning.

The reckoning is of its own: it reads the records one by one and shares no code with the answers. Run `make exam` for 100,000
questions, or `python -m questions.generated NUMBER [SEED]` in tests/.
"""

import collections
import datetime as dt
import itertools
import random
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path

from sendbot.bootstrap import open_brain
from sendbot.brain import Brain
from sendbot.model import CRITICAL_KINDS
from sendbot.settings import Settings
from sendbot.snapshot import FRAMEWORK_BEGAN, View, Visit

TODAY = dt.date(2026, 11, 25)
CRITICISED = (
    "had problems with {}",
    "had weaknesses in {}",
    "were criticised for {}",
    "were pulled up on {}",
    "were told to improve {}",
    "struggled with {}",
    "fell short on {}",
    "were weak on {}",
    "were marked down for {}",
    "had issues around {}",
)
NOT_CRITICISED = (
    "had no problems with {}",
    "were not criticised for {}",
    "had no weaknesses in {}",
    "did not have problems with {}",
    "were not pulled up on {}",
)
PRAISED = ("were praised for {}", "were commended for {}", "had strengths in {}", "did well on {}", "were good at {}")
PLANS = {
    "2016": (
        "had a WSA",
        "had to write a written statement of action",
        "were required to submit a WSA",
        "needed a WSA",
        "got a WSOA",
        "were told to write a written statement",
        "were asked for a WSA",
    ),
    "2023": ("had a priority action plan", "owed a priority action plan", "were required to submit a PAP"),
}
NO_PLAN = (
    "did not have a WSA",
    "were not required to submit a WSA",
    "escaped a WSA",
    "got away without a WSA",
    "did not need a written statement of action",
    "had no WSA",
)
OUTCOMES = {
    1: ("had outcome 1", "got outcome 1", "were given the best outcome"),
    2: ("had outcome 2", "got outcome 2", "were given outcome 2"),
    3: ("had outcome 3", "got outcome 3", "had systemic failings", "were given the worst outcome"),
}
REVISITED = ("were re-visited", "had a re-visit", "were revisited")
NOT_REVISITED = ("were not re-visited", "were never re-visited", "had no re-visit")
SIGNS = {
    ">": ("more than {} {}",),
    ">=": ("at least {} {}", "{} or more {}", "no fewer than {} {}"),
    "<": ("fewer than {} {}", "less than {} {}"),
    "<=": ("at most {} {}", "{} or fewer {}", "no more than {} {}"),
    "=": ("exactly {} {}", "just {} {}"),
}
IN_REGION, OUTSIDE = ("in {}",), ("outside {}", "not in {}")
REGIONS = (
    "London",
    "the North West",
    "the North East",
    "Yorkshire and the Humber",
    "the South East",
    "the South West",
    "the West Midlands",
    "the East Midlands",
    "the East of England",
)
MONTHS = "January February March April May June July August September October November December".split()
LISTS = (
    "which areas {}",
    "which areas {}?",
    "which councils {}",
    "who {}?",
    "list the areas that {}",
    "show me areas that {}",
    "which local areas {}",
)
COUNTS = ("how many areas {}", "how many councils {}?", "how many {}?", "number of areas that {}")
ANYS = ("are there any areas that {}", "did any areas have the following: they {}")


@dataclass(frozen=True)
class Part:
    """One thing said of areas: its kind and value, whether it is denied, and its words. `place`: it stands beside the noun."""

    kind: str
    value: object
    denied: bool
    words: str
    place: bool = False


@dataclass(frozen=True)
class Item:
    """A question with the parts of its meaning."""

    asks: str
    parts: tuple[Part, ...]
    text: str


class Sampler:
    """Makes questions about what one view knows."""

    def __init__(self, view: View, seed: int) -> None:
        self._view, self._random = view, random.Random(seed)  # noqa: S311 - no secret
        snapshot = view.snapshot
        used = collections.Counter(t for found in view.findings.values() for f in found for t in snapshot.reach[f.id])
        self._topics = [t for t in snapshot.topics if used[t] > 0]
        self._years = sorted({v.date.year for v in view.full if v.date})

    def item(self) -> Item:
        """A question."""
        r = self._random
        pools = [self._plan, self._topic, self._topic, self._strength, self._outcome, self._period, self._revisit, self._number]
        wanted = r.choices((1, 2, 3), (4, 5, 2))[0]
        parts: list[Part] = []
        while len([p for p in parts if not p.place]) < wanted:
            part = r.choice(pools)()
            if _fits(part, parts):
                parts.append(part)
        if r.random() < 0.45:
            parts.insert(0, self._region())
        asks = r.choices(("areas", "count"), (3, 2))[0]
        return Item(asks, tuple(parts), self._worded(asks, parts))

    def _worded(self, asks: str, parts: list[Part]) -> str:
        r = self._random
        places, verbs = [p for p in parts if p.place], [p for p in parts if not p.place]
        r.shuffle(verbs)
        said = verbs[0].words
        for before, part in itertools.pairwise(verbs):
            joint = (
                r.choice((" but ", " but ", " and ")) if part.denied and not before.denied else r.choice((" and ", " and also ", " and "))
            )
            said += joint + part.words
        frame = r.choice(LISTS if asks == "areas" else COUNTS)
        if places and r.random() < 0.4:
            return (
                frame.format(f"{said} {places[0].words}")
                if "areas" not in frame or r.random() < 0.5
                else _beside(frame, places[0].words, said)
            )
        if places:
            return (
                _beside(frame, places[0].words, said)
                if "areas" in frame or "councils" in frame
                else frame.format(f"{said} {places[0].words}")
            )
        return frame.format(said)

    def _plan(self) -> Part:
        r = self._random
        if r.random() < 0.35:
            return Part("plan", "2016", True, r.choice(NO_PLAN))
        framework = r.choices(("2016", "2023"), (4, 1))[0]
        return Part("plan", framework, False, r.choice(PLANS[framework]))

    def _topic(self) -> Part:
        r, topic = self._random, self._random.choice(self._topics)
        denied = r.random() < 0.25
        return Part(
            "topic", topic, denied, r.choice(NOT_CRITICISED if denied else CRITICISED).format(self._view.snapshot.topics[topic].name)
        )

    def _strength(self) -> Part:
        topic = self._random.choice(self._topics)
        return Part("strength", topic, False, self._random.choice(PRAISED).format(self._view.snapshot.topics[topic].name))

    def _outcome(self) -> Part:
        outcome = self._random.choice((1, 2, 3))
        return Part("outcome", outcome, False, self._random.choice(OUTCOMES[outcome]))

    def _period(self) -> Part:
        r, year = self._random, self._random.choice(self._years)
        start, end, label = dt.date(year, 1, 1), dt.date(year, 12, 31), f"in {year}"
        form = r.randrange(5)
        if form == 1:
            month = r.randrange(12)
            after = dt.date(year + month // 11, (month + 1) % 12 + 1, 1)
            start, end, label = dt.date(year, month + 1, 1), after - dt.timedelta(1), f"in {MONTHS[month]} {year}"
        elif form == 2:
            start, end, label = dt.date(year, 1, 1), dt.date.max, r.choice((f"in {year} or later", f"since {year}", f"from {year} on"))
        elif form == 3:
            start, end, label = dt.date.min, dt.date(year, 12, 31), f"in {year} or earlier"
        elif form == 4:
            start, end, label = dt.date.min, dt.date(year - 1, 12, 31), f"before {year}"
        return Part("inspected", (start, end), False, f"were inspected {label}")

    def _revisit(self) -> Part:
        denied = self._random.random() < 0.4
        return Part("re-visited", None, denied, self._random.choice(NOT_REVISITED if denied else REVISITED))

    def _number(self) -> Part:
        r = self._random
        sign, number = r.choice(list(SIGNS)), r.randrange(1, 9)
        noun = "weakness" if number == 1 and "or" not in sign else "weaknesses"
        return Part("number", (sign, number), False, "had " + r.choice(SIGNS[sign]).format(number, noun))

    def _region(self) -> Part:
        r, region = self._random, self._random.choice(REGIONS)
        denied = r.random() < 0.25
        return Part("region", region.removeprefix("the "), denied, r.choice(OUTSIDE if denied else IN_REGION).format(region), place=True)


def _beside(frame: str, place: str, said: str) -> str:
    """The place right behind the noun: "which areas in London had ..."."""
    noun = "councils" if "councils" in frame else "areas"
    return frame.format(said).replace(noun, f"{noun} {place}", 1)


_2016, _2023 = frozenset(("re-visited",)), frozenset(("outcome",))


def _framework(part: Part) -> str | None:
    if part.kind == "plan":
        return str(part.value)
    return "2016" if part.kind in _2016 else "2023" if part.kind in _2023 else None


def _fits(part: Part, parts: list[Part]) -> bool:
    """Whether a part may stand beside others: one of its kind (but topics), and all of one framework."""
    if any(p.kind == part.kind and (part.kind not in ("topic", "strength") or p.value == part.value) for p in parts):
        return False
    return len({f for p in (*parts, part) if (f := _framework(p))}) <= 1


# --- the plain reckoning
def expected(item: Item, view: View) -> set[str]:
    """The areas that a question's parts hold of, by their ids, reckoned record by record."""
    found = set()
    for area in view.snapshot.areas.values():
        visits = [v for v in view.full if v.area == area.id]
        places = [p for p in item.parts if p.place]
        others = [p for p in item.parts if not p.place]
        if not all((p.value in (area.region, area.ofsted_region)) != p.denied for p in places):
            continue
        if _holds(view, visits, others):
            found.add(area.id)
    return found


def _holds(view: View, visits: list[Visit], parts: list[Part]) -> bool:
    """Whether one inspection is all that is said; where all is denied, none may be any of it, and of one each must be known."""
    if all(p.denied for p in parts):
        plain = [replace(p, denied=False) for p in parts]
        return all(not any(_is(view, v, p) for v in visits) and any(_is(view, v, p) is False for v in visits) for p in plain)
    return any(all(_is(view, v, p) is True for p in parts) for v in visits)


def _is(view: View, visit: Visit, part: Part) -> bool | None:
    """Whether a part holds of one inspection; None where that is not known."""
    known = _plainly(view, visit, part)
    return None if known is None else known != part.denied


def _plainly(view: View, visit: Visit, part: Part) -> bool | None:
    if part.kind == "plan":
        return visit.plan_required if visit.framework == part.value else None
    if part.kind == "topic":
        has = any(f.kind in CRITICAL_KINDS and part.value in view.snapshot.reach[f.id] for f in view.findings.get(visit.id, ()))
        return True if has else False if visit.plan_required else None
    if part.kind == "strength":
        return any(f.kind == "strength" and part.value in view.snapshot.reach[f.id] for f in view.findings.get(visit.id, ()))
    if part.kind == "outcome":
        return visit.outcome == part.value if visit.outcome else None
    if part.kind == "inspected":
        start, end = part.value  # type: ignore[misc]
        if visit.started:
            return start <= visit.started <= end
        # Without days, an inspection falls between the start of its framework and its letter.
        sure = visit.published and start <= FRAMEWORK_BEGAN[visit.framework] and visit.published <= end
        return True if sure else None
    if part.kind == "re-visited":
        has = any(v.kind == "re-visit" and v.inspection.follows == visit.id for v in view.visits)
        return True if has else False if visit.plan_required else None
    return _numbered(view, visit, part.value)  # type: ignore[arg-type]


def _numbered(view: View, visit: Visit, wanted: tuple[str, int]) -> bool | None:
    sign, number = wanted
    stated: int | None = visit.weaknesses
    listed = collections.Counter(f.sources[0] for f in view.findings.get(visit.id, ()) if f.kind == "weakness")
    count = stated if stated is not None else max(listed.values(), default=None)
    if count is None:
        return None
    fits = {"<": count < number, "<=": count <= number, "=": count == number, ">=": count >= number, ">": count > number}[sign]
    if stated is None and not visit.inspection.findings_complete:
        return True if fits and sign in (">", ">=") else None
    return fits and count > 0


def verdict(brain: Brain, view: View, item: Item) -> str:
    """ "right", "false" or "unanswered"."""
    answer, _ = brain.ask(item.text, TODAY)
    wanted = expected(item, view)
    if not answer.answered and (answer.query is None or wanted):
        return "unanswered" if (not answer.areas and answer.count is None) or not wanted else "false"
    names = {view.snapshot.areas[a].name for a in wanted}
    if item.asks == "count":
        return "right" if answer.count == len(wanted) else "false"
    return "right" if set(answer.areas) == names else "false"


def fresh_brain() -> Brain:
    """A brain on a database of its own."""
    with tempfile.TemporaryDirectory() as folder:
        return open_brain(Settings(database=Path(folder) / "exam.db"))


def main() -> None:
    """Asks NUMBER questions; prints what was false and the shares."""
    number, seed = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000, int(sys.argv[2]) if len(sys.argv) > 2 else 1
    brain = fresh_brain()
    view = brain.snapshot.view(TODAY)
    sampler, tally, began = Sampler(view, seed), collections.Counter[str](), time.monotonic()
    for _ in range(number):
        item = sampler.item()
        found = verdict(brain, view, item)
        tally[found] += 1
        if found == "false" and tally[found] <= 40:
            print(f"FALSE: {item.text}")
    shares = ", ".join(f"{name} {tally[name]} ({100 * tally[name] / number:.1f} %)" for name in ("right", "false", "unanswered"))
    print(f"seed {seed}: {number} questions in {time.monotonic() - began:.0f} s: {shares}")
    sys.exit(bool(tally["false"]))


if __name__ == "__main__":
    main()
