"""Which record a name means: areas, inspections and topics found as in questions, sources by id or address."""

import datetime as dt
import re
from collections.abc import Iterable
from urllib.parse import urlsplit

import msgspec
from rapidfuzz import process

from sendbot.brain import Brain
from sendbot.errors import EditError
from sendbot.lexicon.text import clean
from sendbot.model import Area, Inspection, Source, Standing, Topic
from sendbot.snapshot import Visit
from sendbot.wording import join

_YEAR = re.compile(r"\b(20\d\d)\b")
_REVISIT = re.compile(r"\bre-?visit(?:ed)?\b", re.IGNORECASE)
_SLACK_LINK = re.compile(r"<(https?://[^|>]+)(?:\|[^>]*)?>")
_MOST = 60


def area_named(brain: Brain, name: str, today: dt.date) -> Area:
    """The one area that a name means, misspelt or not. Raises EditError."""
    typed = name.strip()
    if not typed:
        raise EditError("Which area? Name it after the command, for example 'letter Bury received 2017-07-24'.")
    areas = brain.snapshot.areas
    for area in areas.values():
        if typed.lower() in (area.id, area.full_name and area.full_name.lower()):
            return area
    places = [p for text in (f"inspection in {typed}", typed) for p in brain.understanding.read(clean(text), today).places]
    found = tuple(dict.fromkeys(area for place in places if place.place.kind == "area" for area in place.place.ids))
    if not found:
        raise EditError(f"'{typed}' is no local area that I know. Check the spelling, or give its id, for example bury.")
    if len(found) > 1:
        recorded = {visit.area for visit in brain.snapshot.view(today).visits}
        found = tuple(a for a in found if a in recorded) or found
    if len(found) > 1:
        raise EditError(f"'{typed}' could be {join((areas[a].title for a in found[:6]), 'or')}. Write which one.")
    return areas[found[0]]


class Wanted(msgspec.Struct, frozen=True):
    """What an inspection must be like: of a `framework`, one that required a `plan`, one that had begun `on` a day."""

    framework: str | None = None
    plan: bool = False
    on: dt.date | None = None


def inspection_named(brain: Brain, name: str, today: dt.date, wanted: Wanted) -> tuple[Visit, list[Visit]]:
    """The inspection that "Bury", "Bury 2017", "Bury re-visit" or an id means, and the others that it could be.

    The newest that fits what is said of it. Raises EditError.
    """
    every = brain.snapshot.view(dt.date.max)
    if name.strip() in every.visit_by_id:
        return every.visit_by_id[name.strip()], []
    year, revisit = _YEAR.search(name), bool(_REVISIT.search(name))
    area = area_named(brain, _REVISIT.sub("", _YEAR.sub("", name)), today)
    known = brain.snapshot.view(today).by_area.get(area.id) or every.by_area.get(area.id, [])
    fitting = [v for v in known if (v.kind == "re-visit") == revisit and v.kind != "monitoring"]
    if not fitting:
        raise EditError(f"No {'re-visit' if revisit else 'inspection'} of {area.title} is recorded. Add it with 'add inspection' first.")
    fitting = [v for v in fitting if (not wanted.plan or v.plan_required) and wanted.framework in (None, v.framework)]
    if not fitting:
        what = f" under the framework of {wanted.framework}" if wanted.framework else ""
        that = " that required a plan" if wanted.plan else ""
        raise EditError(f"No inspection of {area.title}{what}{that} is recorded. Check the area, and what you say of it.")
    chosen = [v for v in fitting if year is None or v.year == year[1]]
    if not chosen:
        years = join(dict.fromkeys(v.year for v in fitting))
        raise EditError(f"No such inspection of {area.title} in {year[1] if year else ''} is recorded, only of {years}.")
    begun = [v for v in chosen if wanted.on and v.date and v.date <= wanted.on] or chosen
    return begun[-1], [v for v in chosen if v is not begun[-1]]


def topic_named(brain: Brain, name: str, today: dt.date) -> Topic:
    """The topic that an id or a phrase means. Raises EditError."""
    typed, topics = name.strip(), brain.snapshot.topics
    if typed.lower() in topics:
        return topics[typed.lower()]
    named = [topic for topic in topics.values() if topic.name.lower() == typed.lower()]
    if named:
        return named[0]
    reading = brain.understanding.read(clean(f"which areas had {typed} issues"), today)
    hits = list(dict.fromkeys(hit.topic for hit in reading.topics))
    if len(hits) == 1:
        return topics[hits[0]]
    near = [key for key, _, _ in process.extract(typed, topics.keys(), limit=3, score_cutoff=_MOST)]
    if hits:
        raise EditError(f"'{typed}' speaks of {len(hits)} topics ({join(hits)}). Give the id of one.")
    hint = f" Did you mean {join(near, 'or')}?" if near else ""
    raise EditError(f"'{typed or 'nothing'}' is no topic that I know.{hint} Topics are listed in knowledge/topics.yaml.")


def source_named(sources: dict[str, Source], named: str, title: str | None, today: dt.date) -> tuple[Source, bool]:
    """The source that an id or an address means, and whether it is a new one. Raises EditError."""
    typed = named.strip()
    typed = match[1] if (match := _SLACK_LINK.fullmatch(typed)) else typed
    if typed in sources:
        return sources[typed], False
    if typed.startswith(("https://", "http://")):
        known = next((s for s in sources.values() if s.url and s.url.rstrip("/") == typed.rstrip("/")), None)
        return (known, False) if known else (new_source(sources, typed, title, today), True)
    near = [key for key, _, _ in process.extract(typed, sources.keys(), limit=3, score_cutoff=_MOST)]
    hint = f" Did you mean {join(near, 'or')}?" if near else ""
    raise EditError(f"There is no source '{typed}'.{hint} Give a source's id, or the https:// address of the page.")


def new_source(sources: Iterable[str], url: str, title: str | None, today: dt.date) -> Source:
    """A source record for an address. How far it is trusted is read off the address, and shown before it is saved."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    if "." not in host:
        raise EditError(f"'{url}' is no web address. Give the whole address of the page, or a source's id.")
    words = slug(f"{host} {parts.path}")
    said = title or f"{host}{parts.path.rstrip('/')}"
    return Source(id=free(words or "source", sources), title=said[:200], standing=standing_of(host), url=url, date=today if title else None)


def standing_of(host: str) -> Standing:
    """How far a page of this host is trusted."""
    if host == "gov.uk" or host.endswith(("ofsted.gov.uk", "cqc.org.uk", "publishing.service.gov.uk")):
        return "government"
    return "area" if host.endswith((".gov.uk", ".nhs.uk")) else "press"


def slug(text: str, longest: int = 60) -> str:
    """A name as an id that a person can read."""
    words = re.sub(r"[^a-z0-9]+", "-", clean(text).lower()).strip("-")
    return words if len(words) <= longest else words[:longest].rsplit("-", 1)[0]


def free(wanted: str, taken: Iterable[str]) -> str:
    """An id that nothing has yet: the wanted one, or that with a number."""
    known = set(taken)
    number = 2
    name = wanted
    while name in known:
        name, number = f"{wanted}-{number}", number + 1
    return name


def label_of(visit: Visit | Inspection, brain: Brain) -> str:
    """An inspection as people name it: "Bury's inspection of 2017"."""
    inspection = visit.inspection if isinstance(visit, Visit) else visit
    seen = brain.snapshot.view(dt.date.max).visit_by_id.get(inspection.id)
    kind = {"full": "inspection", "re-visit": "re-visit", "monitoring": "monitoring inspection"}[inspection.kind]
    area = brain.snapshot.areas[inspection.area].title
    return f"{area}'s {kind} of {seen.year}" if seen else f"{area}'s {kind} {inspection.id}"
