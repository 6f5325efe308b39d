"""One line typed by an admin, read as a change: `letter Bury received 2017-07-24 source …` and the like.

Names are read as in questions; dates and meanings strictly. What was understood is said before anything is saved.
"""

import datetime as dt
import re
from collections.abc import Callable

import msgspec

from sendbot.brain import Brain
from sendbot.editing.days import read_day
from sendbot.editing.edits import NOTHING, Change, as_plain, mark
from sendbot.editing.facts import public_since, with_facts
from sendbot.editing.names import Wanted, free, inspection_named, label_of, source_named, topic_named
from sendbot.errors import EditError
from sendbot.model import Finding, FindingKind, Source
from sendbot.snapshot import Visit
from sendbot.wording import join, say_date


class Proposal(msgspec.Struct, frozen=True):
    """What a line was understood as. `inspection`: whose deadline it may move. `needs_source`: it cannot be saved without one."""

    understood: str
    changes: tuple[Change, ...]
    notes: tuple[str, ...] = ()
    inspection: str | None = None
    needs_source: bool = False
    why: str = ""


_LETTER = {"received": "received", "published": "published", "dated": "letter_dated"}
_PLAN = {"submitted": "plan_submitted", "due": "plan_due", "approved": "plan_approved"}
_SAID = {
    "received": "the area received the letter on {day}",
    "published": "the letter was published on {day}",
    "letter_dated": "the letter is dated {day}",
    "plan_submitted": "the plan was submitted on {day}",
    "plan_due": "the plan is due on {day}",
    "plan_approved": "the plan was approved on {day}",
}
_FRAMEWORKS = {"wsa": "2016", "wsoa": "2016", "pap": "2023", "plan": None}
# Kinds of finding that letters of one framework alone have.
_ONLY_UNDER: dict[FindingKind, str] = {"weakness": "2016", "priority-action": "2023", "improvement": "2023"}
_KINDS: dict[str, FindingKind] = {
    "weakness": "weakness",
    "significant weakness": "weakness",
    "priority action": "priority-action",
    "priority-action": "priority-action",
    "area for improvement": "improvement",
    "improvement": "improvement",
    "criticism": "criticism",
    "development": "development",
    "area for development": "development",
    "strength": "strength",
}
USAGE = {
    "letter": "letter Bury received 2017-07-24 source https://…",
    "wsa": "wsa Bury submitted 2017-10-31 source https://…",
    "finding": 'finding Bury weakness joint-commissioning "What the letter says" source https://…',
}
_QUOTED = re.compile(r'"([^"]*)"|“([^”]*)”')
_HELD = re.compile(r"\x01(\d+)\x01")
_SOURCE = re.compile(r"\s+sources?:?\s+(\S+)(?:\s+(\x01\d+\x01))?\s*$", re.IGNORECASE)
_BECAUSE = re.compile(r"\s+because\s+(.+)$", re.IGNORECASE)
_PLACE = re.compile(r"\s+place\s+(\x01\d+\x01)\s*$", re.IGNORECASE)
NO_SOURCE = "A fact needs a source: add `source` and a source's id or the address of the page, for example `source https://…`."


class _Line(msgspec.Struct, frozen=True):
    """A line taken apart. `body`: what is left, with quoted texts held apart in `quotes`."""

    body: str
    quotes: tuple[str, ...]
    source: str | None
    source_title: str | None
    why: str
    place: str | None

    def quote(self, held: str | None) -> str | None:
        """The quoted text that a mark in the body stands for."""
        match = _HELD.search(held or "")
        return self.quotes[int(match[1])] if match else None


def read_line(line: str, brain: Brain, today: dt.date) -> Proposal:
    """The change that a line asks for. Raises EditError saying what is wrong with it and how to write it."""
    word, _, rest = line.strip().partition(" ")
    reader = _READERS.get(word.lower())
    if reader is None:
        raise EditError(f"'{word}' is no quick command. There are {join(f'`{u}`' for u in USAGE.values())}.")
    parts = _parted(rest)
    source, is_new = _source(parts, brain, today)
    proposal = reader(word.lower(), parts, source, brain, today)
    notes, changes = list(proposal.notes), list(proposal.changes)
    if source and is_new:
        notes.append(f"New source {source.id}: '{source.title}', standing '{source.standing}'.")
        changes.insert(0, Change(section="sources", record=source.id, after=as_plain(source), seen=NOTHING))
    return msgspec.structs.replace(
        proposal, changes=tuple(changes if source else ()), notes=tuple(notes), needs_source=source is None, why=parts.why
    )


def _parted(text: str) -> _Line:
    quotes: list[str] = []

    def hold(match: re.Match[str]) -> str:
        quotes.append((match[1] or match[2] or "").strip())
        return f"\x01{len(quotes) - 1}\x01"

    body, why, place = " " + _QUOTED.sub(hold, text).strip(), "", None
    source: tuple[str | None, str | None] = (None, None)
    if match := _BECAUSE.search(body):
        body, why = body[: match.start()], _HELD.sub(lambda m: quotes[int(m[1])], match[1])
    for _ in range(2):
        if match := _SOURCE.search(body):
            body, source = body[: match.start()], (match[1], match[2])
        if match := _PLACE.search(body):
            body, place = body[: match.start()], match[1]
    made = _Line(body.strip(), tuple(quotes), source[0], None, why, None)
    return msgspec.structs.replace(made, source_title=made.quote(source[1]), place=made.quote(place))


def _source(parts: _Line, brain: Brain, today: dt.date) -> tuple[Source | None, bool]:
    if not parts.source:
        return None, False
    return source_named(brain.snapshot.sources, parts.quote(parts.source) or parts.source, parts.source_title, today)


def _read_letter(word: str, parts: _Line, source: Source | None, brain: Brain, today: dt.date) -> Proposal:
    name, verb, day = _dated(word, parts, _LETTER)
    visit, others = inspection_named(brain, name, today, Wanted(on=day))
    return _fact(visit, others, _LETTER[verb], day, source, brain, today)


def _read_plan(word: str, parts: _Line, source: Source | None, brain: Brain, today: dt.date) -> Proposal:
    name, verb, day = _dated(word, parts, _PLAN)
    visit, others = inspection_named(brain, name, today, Wanted(_FRAMEWORKS[word], plan=True))
    return _fact(visit, others, _PLAN[verb], day, source, brain, today)


def _dated(word: str, parts: _Line, verbs: dict[str, str]) -> tuple[str, str, dt.date]:
    """The name, verb and day of "Bury received [on] 2017-07-24"."""
    match = re.fullmatch(rf"(.+?)\s+({'|'.join(verbs)})(?:\s+on)?(?:\s+(.*))?", parts.body, re.IGNORECASE)
    if not match:
        example = USAGE["letter" if word == "letter" else "wsa"]
        raise EditError(f"Write an area, one of {join(verbs, 'or')}, and the date, for example `{example}`.")
    return match[1], match[2].lower(), read_day(match[3] or "")


def _fact(visit: Visit, others: list[Visit], field: str, day: dt.date, source: Source | None, brain: Brain, today: dt.date) -> Proposal:  # noqa: PLR0917
    if field != "plan_due" and day > today:
        raise EditError(f"{say_date(day)} is still to come, so that cannot have happened yet. Check the date.")
    label = label_of(visit, brain)
    notes = _others(others)
    stated = getattr(visit, field)
    if stated and stated != day:
        notes.append(f"Recorded so far: {say_date(stated)} ({join(visit.sources[field])}).")
    changes: tuple[Change, ...] = ()
    if source:
        plain = as_plain(visit.inspection)
        after = with_facts(plain, source, {field: day.isoformat()}, public_since(source, visit, today))
        changes = (Change(section="inspections", record=visit.id, after=after, seen=mark(plain)),)
    return Proposal(f"{label}: {_SAID[field].format(day=say_date(day))}.", changes, tuple(notes), visit.id)


def _read_finding(_: str, parts: _Line, source: Source | None, brain: Brain, today: dt.date) -> Proposal:
    kinds = "|".join(sorted(map(re.escape, _KINDS), key=len, reverse=True))
    match = re.fullmatch(rf"(.+?)\s+({kinds})(?:\s+(?:in|on|of|about))?\s+(.+?)\s*(\x01\d+\x01)", parts.body, re.IGNORECASE)
    says = parts.quote(match[4]) if match else None
    if not match or not says:
        raise EditError(f"Write an area, the kind of finding, the topic, and what the letter says in quotes: `{USAGE['finding']}`.")
    kind, topic = _KINDS[match[2].lower()], topic_named(brain, match[3], today)
    visit, others = inspection_named(brain, match[1], today, Wanted(_ONLY_UNDER.get(kind)))
    taken = [finding.id for finding in brain.snapshot.knowledge.findings]
    notes = _others(others)
    changes: tuple[Change, ...] = ()
    if source:
        finding = Finding(
            id=free(f"{visit.id}-{topic.id}", taken),
            inspection=visit.id,
            kind=kind,
            topic=topic.id,
            says=says,
            sources=(source.id,),
            place=parts.place,
            known_on=public_since(source, visit, today) if source.date else None,
        )
        changes = (Change(section="findings", record=finding.id, after=as_plain(finding), seen=NOTHING),)
    words = kind.replace("-", " ")
    return Proposal(f"{label_of(visit, brain)}: a {words} in {topic.name} ({topic.id}): “{says}”", changes, tuple(notes), visit.id)


def _others(others: list[Visit]) -> list[str]:
    """That other inspections could have been meant."""
    return [f"If you mean another inspection ({join((v.id for v in others), 'or')}), write its id instead of the area."] if others else []


_Reader = Callable[[str, _Line, Source | None, Brain, dt.date], Proposal]
_READERS: dict[str, _Reader] = {"letter": _read_letter, "finding": _read_finding, **dict.fromkeys(_FRAMEWORKS, _read_plan)}
QUICK = tuple(_READERS)
