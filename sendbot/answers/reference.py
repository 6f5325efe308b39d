"""Terms, rules, advice, documents, schemes and examples of practice."""

from sendbot.answer import Answer
from sendbot.answers.dates import falls_in
from sendbot.answers.desk import MAX_LINES, Desk
from sendbot.answers.filters import select
from sendbot.meaning import without
from sendbot.model import Document, Finding
from sendbot.wording import count_of, join, say_date, upper_first


def define(desk: Desk) -> Answer:
    """What a term means, from each source that says."""
    word = desk.query.target or ""
    entries = desk.view.terms.get(word.lower(), [])
    if not entries:
        return desk.not_recorded(f"I have no definition of '{word}'.")
    if desk.query.of:
        return _side_by_side(desk, word, desk.query.of)
    first = entries[0]
    spelt = _spelt_out(first.term, first.aliases)
    lines = tuple(upper_first(e.definition) for e in entries[1:] if e.definition != first.definition)
    areas = tuple(a for e in entries for a in e.areas)
    return desk.say(f"{spelt}: {first.definition}", lines=lines, area_ids=areas, sources=desk.cite(s for e in entries for s in e.sources))


def _side_by_side(desk: Desk, *words: str) -> Answer:
    """What each of two terms means, from which the difference is seen."""
    firsts = [found[0] for word in words if (found := desk.view.terms.get(word.lower()))]
    if len(firsts) < len(words):
        missing = next(w for w in words if not desk.view.terms.get(w.lower()))
        return desk.not_recorded(f"I have no definition of '{missing}'.")
    said = [f"{_spelt_out(t.term, t.aliases)}: {t.definition}" for t in firsts]
    return desk.say(said[0], lines=tuple(said[1:]), sources=desk.cite(s for t in firsts for s in t.sources))


def _spelt_out(term: str, aliases: tuple[str, ...]) -> str:
    """An abbreviation with its long form beside it."""
    if term.isupper() or any(c.isupper() for c in term[1:]):
        long = next((a for a in aliases if len(a) > len(term) + 2 and " " in a), None)
        if long:
            return f"{term} ({long if long[0].isupper() else long[0].upper() + long[1:]})"
    return term


def passage(desk: Desk) -> Answer:
    """A rule, an observation or a piece of advice, as its source has it."""
    found = desk.view.passages.get(desk.query.target or "")
    if found is None:
        return desk.not_recorded("That is not recorded in the sources I may use.")
    yes = desk.query.polarity
    areas = tuple(a for a in found.areas)
    days = (found.date - desk.today).days if found.date and not found.id.startswith(("about", "first")) else None
    return desk.say(
        found.says,
        answered=not found.unanswered,
        yes=yes,
        date=found.date,
        days=days,
        count=found.count,
        area_ids=areas,
        sources=desk.cite(found.sources, {found.sources[0]: found.place} if found.place else {}) if not found.about_bot else (),
    )


def documents(desk: Desk) -> Answer:
    """Letters, reports and published responses: of an area, or all responses."""
    if desk.query.areas:
        return _of_area(desk)
    chosen = {v.id for v in select(desk, without(desk.query.which, "response")).visits}
    found = [d for d in desk.view.documents if d.kind == "response" and d.inspection in chosen]
    if not found:
        return desk.not_recorded("No published response is recorded for that.")
    areas = [desk.view.visit_by_id[d.inspection].area for d in found if d.inspection]
    return desk.say(
        f"{count_of(len(found), 'area')} {'has' if len(found) == 1 else 'have'} published a response or action plan that is recorded: {join(sorted(desk.name(a) for a in areas))}.",
        lines=tuple(_document_line(d) for d in found),
        area_ids=tuple(areas),
        count=len(found),
        sources=desk.cite(s for d in found for s in d.sources),
        notes=("Others may have published one too; only these are named.",),
    )


def _document_line(document: Document) -> str:
    parts = [document.title]
    if document.form:
        parts.append(f" ({document.form})")
    if document.says:
        parts.append(f". {document.says.rstrip('.')}")
    if document.url:
        parts.append(f": {document.url}")
    return "".join(parts) + ("" if document.url else ".")


def _of_area(desk: Desk) -> Answer:
    found: list[Document] = []
    wanted = {"letter": ("letter", "report", "reports-page"), "response": ("response",)}.get(desk.query.of or "", ())
    for area in desk.query.areas:
        asked = [v for v in desk.view.by_area.get(area, ()) if not desk.query.framework or v.framework == desk.query.framework]
        ids = {v.id for v in asked if falls_in(v, desk.query.period)}
        whole = not desk.query.period
        found += [
            d for d in desk.view.documents if (d.inspection in ids or (whole and d.area == area)) and (not wanted or d.kind in wanted)
        ]
    names = join([desk.title(a) for a in desk.query.areas])
    if not found:
        what = "response or action plan" if desk.query.of == "response" else "document"
        when = f" {desk.query.period.label}" if desk.query.period else ""
        return desk.not_recorded(
            f"No {what} of {names}{when} is recorded.", area_ids=tuple(a for a in desk.query.areas if a in desk.view.by_area)
        )
    order = {"response": 0, "report": 1, "letter": 2, "reports-page": 3}
    found.sort(key=lambda d: (order.get(d.kind, 4), -d.known_on.toordinal()))
    shown = [
        a for a in desk.query.areas if any(d.area == a or (d.inspection and desk.view.visit_by_id[d.inspection].area == a) for d in found)
    ]
    date = found[0].known_on if found[0].kind in ("report", "letter") else None
    return desk.say(
        f"Documents of {names}:",
        lines=tuple(_document_line(d) for d in found[:MAX_LINES]),
        area_ids=tuple(shown),
        yes=True,
        date=date,
        notes=("Addresses are as listed by the sources; most were not opened.",)
        if any(d.url for d in found)
        else ("No address of it is recorded here; its source links to it.",),
        sources=desk.cite(s for d in found for s in d.sources),
    )


# --- practice
def practice(desk: Desk) -> Answer:
    """Examples of good practice (on a topic), or of bad practice."""
    topics = tuple(t for c in desk.conditions("topic", "strength") for t in c.values)
    areas = desk.query.areas
    pairs = []
    for visit in select(desk, without(desk.query.which, "topic", "strength", "weakness")).visits:
        if areas and visit.area not in areas:
            continue
        if desk.query.manner == "weak":
            pairs += [(visit.area, f) for f in desk.findings(visit, topics=topics) if f.bad_practice]
        else:
            pairs += [(visit.area, f) for f in desk.findings(visit, "strong", topics=topics)]
    kind = "bad practice" if desk.query.manner == "weak" else "good practice"
    about = f" on {desk.topics(topics, 'or')}" if topics else ""
    if not pairs:
        return desk.not_recorded(f"No example of {kind}{about} is recorded.")
    pairs.sort(key=lambda p: desk.title(p[0]))
    names = list(dict.fromkeys(desk.name(a) for a, _ in pairs))
    note = () if desk.query.manner == "weak" else ("A few examples that sources chose to name; other areas may do it well too.",)
    return desk.say(
        f"{'Example' if len(pairs) == 1 else 'Examples'} of {kind}{about}: {join(names)}.",
        lines=tuple(f"{desk.title(a)}: {f.says}" for a, f in pairs[: 2 * MAX_LINES]),
        area_ids=tuple(dict.fromkeys(a for a, _ in pairs)),
        notes=note,
        sources=desk.cite_findings([f for _, f in pairs]),
        count=len(names),
    )


def scheme(desk: Desk) -> Answer:
    """A named scheme: what it is and whose."""
    found: list[tuple[str, Finding]] = [
        (v.area, f)
        for v in desk.view.full
        for f in desk.view.findings.get(v.id, ())
        if f.scheme and (f.scheme == desk.query.target or v.area in desk.query.areas)
    ]
    if not found:
        if desk.query.areas:
            return desk.not_recorded(f"No named scheme of {desk.title(desk.query.areas[0])} is recorded.")
        return desk.not_recorded(f"{desk.query.target} is not recorded in the sources I may use.")
    entries = desk.view.terms.get((found[0][1].scheme or "").lower(), [])
    spelt = f"{_spelt_out(entries[0].term, entries[0].aliases)}: {entries[0].definition}" if entries else ""
    return desk.say(
        f"{desk.name(found[0][0])}. {spelt or found[0][1].says}",
        lines=tuple(f.says for _, f in found) if spelt else (),
        area_ids=tuple(a for a, _ in found),
        sources=desk.cite_findings([f for _, f in found]),
    )


# --- about the knowledge
def coverage(desk: Desk) -> Answer:
    """Sources, completeness and age of what is known."""
    view = desk.view
    by_framework = {f: sum(v.framework == f for v in view.full) for f in ("2016", "2023")}
    findings = sum(len(f) for f in view.findings.values())
    newest = max((v.published for v in view.full if v.published), default=None)
    lines = [
        f"{by_framework['2016']} full inspections under the framework of 2016 and {by_framework['2023']} under that of 2023, of {len(view.area_masks)} areas.",
        f"{count_of(findings, 'finding')}, {sum(v.kind != 'full' for v in view.visits)} re-visits and monitoring inspections, {count_of(len(view.terms), 'term')} and {count_of(len(view.passages), 'rule or observation', 'rules and observations')}.",
        "Not complete: for many areas only part of the findings is named, and reports after the newest one are missing.",
    ]
    if newest:
        lines.insert(1, f"The newest letter or report recorded was published on {say_date(newest)}.")
    used = {s for v in view.full for s in v.all_sources()}
    main = [s for s in ("ofsted-statistics-2022", "d2i-overview-2026", "lgiu-2017-10") if s in used]
    return desk.say("Every fact I give stands in a named source; this is what I have.", lines=tuple(lines), sources=desk.cite(main))
