"""What was said of one area: findings, reasons, history, facts about the area, comparisons."""

from msgspec.structs import replace

from sendbot.answer import Answer
from sendbot.answers.conditions import perhaps_in
from sendbot.answers.dates import falls_in, no_plan, plan_visit, unknown_area, visits_asked
from sendbot.answers.desk import MAX_LINES, Desk
from sendbot.answers.numbers import number_of
from sendbot.meaning import literals
from sendbot.model import Finding
from sendbot.snapshot import Visit, manner_of
from sendbot.wording import count_of, join, say_date, say_span, upper_first

OUTCOMES = {
    1: "typically positive experiences and outcomes (outcome 1, the best)",
    2: "inconsistent experiences and outcomes (outcome 2)",
    3: "widespread and/or systemic failings (outcome 3, the lowest)",
}
_LEADS = {
    "weakness": "",
    "priority-action": "Priority action: ",
    "improvement": "To improve: ",
    "criticism": "Criticism reported: ",
    "development": "For development: ",
    "clear": "",
    "strength": "Strength: ",
}


def findings(desk: Desk) -> Answer:
    """What inspectors said about one area (or a few): all of it, one kind, or one topic."""
    if len(desk.query.areas) > 1:
        return compare(desk)
    area, query = desk.query.areas[0], desk.query
    if query.about in ("re-visited", "monitored") or desk.condition("progress", "re-visited"):
        return _progress(desk, area) if desk.view.by_area.get(area) else unknown_area(desk, area)
    visits = visits_asked(desk, area)
    if not visits:
        return unknown_area(desk, area)
    manners = {"weak": ("weak",), "strong": ("strong",), "development": ("development",)}.get(query.manner or "", ())
    if query.topics or manners:
        return _some(desk, area, visits, manners)
    return _profile(desk, area, visits)


def _profile(desk: Desk, area: str, visits: list[Visit]) -> Answer:
    latest = visits[-1]
    lines: list[str] = []
    shown: list[Finding] = []
    for visit in reversed(visits):
        found = desk.findings(visit)
        label = f"{visit.year}: " if len(visits) > 1 and visit.date else ""
        if visit is not latest:
            lines.append(in_a_sentence(desk, visit))
        lines += [f"{label}{_LEADS[f.kind]}{f.says}" for f in found[: MAX_LINES + 4]]
        shown += found
        if visit is latest and len(found) > MAX_LINES + 4:
            lines.append(f"and {len(found) - MAX_LINES - 4} more findings.")
    lines += [_follow_up_words(v) for v in desk.view.by_area[area] if v.kind != "full"]
    lines += [m.note for m in desk.view.measures if m.area == area]
    notes = [*_partial(desk, latest), *_passage_notes(desk, area)]
    places = {s: v.stated[0].place for v in visits for s in v.stated[0].sources[:1] if v.stated[0].place and len(v.stated) == 1}
    sources = desk.cite(
        (
            s
            for v in reversed(visits)
            for s in (*v.sources.get("outcome", ()), *v.sources.get("plan_required", ()), *(s for f in desk.findings(v) for s in f.sources))
        ),
        {k: v for k, v in places.items() if v and not shown},
    )
    yes = None
    return desk.say(
        in_a_sentence(desk, latest), lines=tuple(dict.fromkeys(lines)), notes=tuple(notes), area_ids=(area,), sources=sources, yes=yes
    )


def in_a_sentence(desk: Desk, visit: Visit) -> str:
    """When an area was inspected, and with what outcome."""
    name = desk.title(visit.area)
    when = f" {say_span(visit.started, visit.ended)}" if visit.started else f" ({visit.when})" if visit.when else ""
    published = (
        f", {'letter' if visit.framework == '2016' else 'report'} published on {say_date(visit.published)}" if visit.published else ""
    )
    if visit.outcome:
        return f"{name} was inspected{when}{published}: {OUTCOMES[visit.outcome]}."
    if visit.plan_required is None:
        return f"{name} was inspected{when}{published}."
    required = (
        "was required to submit a written statement of action (WSA)"
        if visit.plan_required
        else "was not required to submit a written statement of action (WSA)"
    )
    number = f", with {count_of(visit.weaknesses, 'significant weakness', 'significant weaknesses')}" if visit.weaknesses else ""
    summary = f" {visit.summary}" if visit.summary else ""
    return f"{name} was inspected{when}{published}, and {required}{number}.{summary}"


def _follow_up_words(visit: Visit) -> str:
    when = say_span(visit.started, visit.ended) if visit.started else visit.when or "on a day not recorded"
    kind = "Re-visit" if visit.kind == "re-visit" else "Monitoring inspection"
    return f"{kind} {when}: {visit.summary or 'result not recorded.'}"


def _partial(desk: Desk, visit: Visit) -> list[str]:
    notes = []
    if visit.plan_required and not visit.inspection.findings_complete and desk.view.only is None:
        named = sum(manner_of(f) == "weak" for f in desk.view.findings.get(visit.id, ()))
        notes.append("The list of findings is partial: named so far." if named else "What the findings were is not recorded.")
    if visit.note and desk.view.only is None:
        notes.append(f"Note: {visit.note}")
    return notes


def _passage_notes(desk: Desk, area: str) -> list[str]:
    facts = desk.snapshot.areas[area]
    if facts.successors:
        return [f"{facts.title} was replaced by {join([desk.title(s) for s in facts.successors])}."]
    if facts.predecessors and any(p in desk.view.by_area for p in facts.predecessors):
        return [
            f"Before {say_date(facts.since) if facts.since else 'this authority'} the area was {join([desk.title(p) for p in facts.predecessors])}."
        ]
    return []


def _some(desk: Desk, area: str, visits: list[Visit], manners: tuple[str, ...]) -> Answer:
    """Findings of one kind or about some topics."""
    topics, name = desk.query.topics, desk.title(area)
    found = [(v, f) for v in reversed(visits) for f in desk.findings(v, *manners, topics=topics)]
    if desk.query.of in ("priority-actions", "improvements"):
        kind = {"priority-actions": "priority-action", "improvements": "improvement"}[desk.query.of]
        found = [(v, f) for v, f in found if f.kind == kind]
    if not found and manners == ("weak",):
        found = [(v, f) for v in reversed(visits) for f in desk.findings(v, "development", "clear", topics=topics)]
    about = f" on {desk.topics(topics)}" if topics else ""
    nouns = {"weak": "Weaknesses", "strong": "Strengths", "development": "Areas for development"}
    what = nouns.get(manners[0], "Findings") if len(manners) == 1 else "Findings"
    if desk.query.of == "priority-actions":
        what = "Areas for priority action"
    elif desk.query.of == "improvements":
        what = "Areas for improvement"
    if not found:
        return _nothing(desk, area, visits, what, about)
    several = len({v.year for v, _ in found}) > 1
    lines = [
        f"{f'{v.year}: ' if several else ''}{_LEADS[f.kind] if not manners or f.kind in ('development', 'criticism') else ''}{f.says}"
        for v, f in found
    ]
    latest = found[0][0]
    when = f" (inspection of {latest.year})" if latest.date and not several else ""
    kinds = {f.kind for _, f in found}
    if kinds <= {"clear", "development"} and manners == ("weak",):
        what = "No weakness of its plan is recorded; what is said"
    said = desk.query.limit
    counted = {"priority-actions": latest.priority_actions, "improvements": None}.get(desk.query.of or "", latest.weaknesses)
    official = counted if manners == ("weak",) and not topics and not several else None
    by = "in its report" if desk.query.of == "priority-actions" else "by the official count"
    when += f", {official} {by}" if official else ""
    return desk.say(
        f"{what} of {name}{about}{when}:" if kinds != {"clear"} else f"No weakness of {name}{about} is recorded:",
        lines=tuple(dict.fromkeys(lines)),
        area_ids=(area,),
        notes=(
            *((f"Not {said}: {official} {by}.",) if said and official and said != official else ()),
            *(_partial(desk, latest)[:1] if manners == ("weak",) else ()),
        ),
        sources=desk.cite_findings([f for _, f in found]),
        count=len(found),
    )


def _nothing(desk: Desk, area: str, visits: list[Visit], what: str, about: str) -> Answer:
    latest, name = visits[-1], desk.title(area)
    if what == "Areas for priority action" and latest.outcome in (1, 2):
        return desk.say(
            f"{name} has no areas for priority action: its report gave outcome {latest.outcome}, and only outcome 3 has them.",
            count=0,
            area_ids=(area,),
            sources=desk.cite(latest.sources["outcome"]),
        )
    if what == "Weaknesses" and not about and latest.plan_required is False and latest.framework == "2016":
        return desk.say(
            f"{name} was not required to submit a written statement, and no weakness of it is recorded here.",
            yes=False,
            area_ids=(area,),
            sources=desk.cite(latest.sources["plan_required"]),
        )
    if what == "Weaknesses" and not about and latest.weaknesses:
        counted = count_of(latest.weaknesses, "significant weakness", "significant weaknesses")
        return desk.not_recorded(
            f"{name} had {counted} by the official count ({latest.year}); which they were is not recorded by name.",
            area_ids=(area,),
            sources=desk.cite(latest.all_sources()),
        )
    known = desk.findings(latest)
    topics = list(dict.fromkeys(desk.topic(f.topic) for f in known))
    more = f" What is recorded of it is about {join(topics[:6])}." if topics else ""
    return desk.not_recorded(f"Not recorded: I have no {what.lower()} of {name}{about}.{more}", area_ids=(area,))


def _progress(desk: Desk, area: str) -> Answer:
    name = desk.title(area)
    kind = {"re-visited": "re-visit", "monitored": "monitoring"}.get(desk.query.about or "")
    every = [v for v in desk.view.by_area.get(area, ()) if v.kind != "full" and kind in (None, v.kind)]
    follow = [v for v in every if falls_in(v, desk.query.period) or (desk.query.period and perhaps_in(v, desk.query.period))]
    what = {"re-visit": "re-visit", "monitoring": "monitoring inspection"}.get(kind or "", "re-visit or monitoring inspection")
    if not follow:
        others = f" Recorded: {' '.join(_follow_up_words(v) for v in every)}" if every else ""
        then = " at that time" if every else ""
        return desk.not_recorded(f"No {what} of {name}{then} is recorded.{others}", area_ids=(area,))
    latest = follow[0] if desk.query.order == "first" else follow[-1]
    full = desk.view.visit_by_id.get(latest.inspection.follows or "")
    if latest.summary is None and latest.insufficient is None:
        return desk.not_recorded(f"{name}. {_follow_up_words(latest)}", area_ids=(area,), sources=desk.cite(latest.all_sources()))
    open_only = any("insufficient" in c.values for c in desk.conditions("progress"))
    judged = [f for f in (desk.findings(full, "weak") if full else []) if f.progress and (not open_only or f.progress == "insufficient")]
    note: tuple[str, ...] = ()
    if open_only and latest.insufficient and len(judged) < latest.insufficient:
        note = (f"{len(judged)} of the {latest.insufficient} are recorded by name.",)
    said = desk.query.limit
    if said and full and full.weaknesses and said != full.weaknesses:
        note = (*note, f"Not {said}: {full.weaknesses} by the official count.")
    if open_only and latest.insufficient == 0:
        return desk.say(
            f"None: {name} had made {latest.summary[:1].lower() + latest.summary[1:] if latest.summary else 'sufficient progress'}",
            count=0,
            area_ids=(area,),
            sources=desk.cite(latest.all_sources()),
        )
    return desk.say(
        f"{name}. {_follow_up_words(latest)}",
        lines=tuple(f"{upper_first(f.progress or '')}: {f.says}" for f in judged),
        notes=note,
        area_ids=(area,),
        count=latest.insufficient if open_only else None,
        sources=desk.cite(latest.all_sources()),
    )


# --- why
def why(desk: Desk) -> Answer:
    """Why an area had to write a plan, or was praised: the findings behind it."""
    if len(desk.query.areas) > 1:
        return compare(desk)
    area, name = desk.query.areas[0], desk.title(desk.query.areas[0])
    if desk.query.manner == "strong":
        return findings(desk)
    visit = plan_visit(desk, area)
    full = desk.full_visits(area)
    if visit is None and full and not any(v.plan_required or v.plan_required is None for v in full):
        visit = full[-1]  # whenever it was, there was none
    if visit is None:
        return unknown_area(desk, area)
    if (
        visit.plan_required is False
        and not desk.query.topics
        and not desk.query.framework
        and any(desk.findings(v, "strong") for v in desk.full_visits(area))
    ):
        return _profile(desk, area, desk.full_visits(area))
    if visit.plan_required is False and not desk.query.topics:
        corrected = no_plan(desk, visit)
        return desk.say(corrected.headline.replace(", so there is no deadline", ""), yes=False, area_ids=(area,), sources=corrected.sources)
    found = desk.findings(visit, "weak", topics=desk.query.topics)
    if not found:
        clear = desk.findings(visit, "clear", topics=desk.query.topics)
        if clear:
            reasons = [f.says for f in desk.findings(visit, "weak")]
            return desk.say(
                f"{name} was not criticised for that. {clear[0].says}",
                yes=False,
                area_ids=(area,),
                lines=tuple(reasons),
                sources=desk.cite_findings(clear),
            )
        praised = [f for v in full for f in desk.findings(v, "strong", topics=desk.query.topics)] if desk.query.topics else []
        if praised:
            return desk.say(
                f"No criticism of {name} on {desk.topics(desk.query.topics)} is recorded; it was praised for it.",
                yes=False,
                area_ids=(area,),
                lines=tuple(f.says for f in praised),
                sources=desk.cite_findings(praised),
            )
        if desk.query.topics:
            return _nothing(desk, area, [visit], "Weaknesses", f" on {desk.topics(desk.query.topics)}")
        said = " " + " ".join(f.says for f in desk.findings(visit, "clear"))
        return desk.not_recorded(
            f"{name} had to submit a plan, but the reasons are not recorded.{said.rstrip()}",
            area_ids=(area,),
            sources=desk.cite(visit.all_sources()),
        )
    lead = (
        f"{name} got outcome 3 and owed a priority action plan because of:"
        if visit.outcome
        else f"{name} had to submit a written statement of action because of:"
    )
    if desk.query.topics:
        lead = f"{name} on {desk.topics(desk.query.topics)}:"
    claimed, official = desk.query.limit, visit.weaknesses
    mistaken = (f"Not {claimed}: {official} by the official count.",) if claimed and official and claimed != official else ()
    return desk.say(
        lead,
        lines=tuple(dict.fromkeys(f.says for f in found)),
        area_ids=(area,),
        notes=(*mistaken, *_partial(desk, visit)[:1]),
        sources=desk.cite_findings(found),
    )


# --- history and facts
def history(desk: Desk) -> Answer:
    """All inspections of an area in order."""
    area = desk.query.areas[0]
    visits = list(desk.view.by_area.get(area, ()))
    facts = desk.snapshot.areas[area]
    for predecessor in facts.predecessors:
        visits = [*desk.view.by_area.get(predecessor, ()), *visits]
    if not visits:
        return unknown_area(desk, area)
    lines = [in_a_sentence(desk, v) if v.kind == "full" else _follow_up_words(v) for v in visits]
    full = [v for v in visits if v.kind == "full"]
    notes = []
    # Of one framework outcomes may be compared; more than that is the reader's to say.
    judged = [v for v in full if v.outcome]
    if len(judged) > 1:
        was, now = judged[-2], judged[-1]
        said = (
            f"Outcome {now.outcome} again: the same as in {was.year}, neither up nor down"
            if was.outcome == now.outcome
            else f"Outcome {was.outcome} in {was.year}, outcome {now.outcome} in {now.year}: {'better' if (now.outcome or 0) < (was.outcome or 0) else 'worse'} than before"
        )
        notes.append(f"{said} (1 is the best, 3 the lowest).")
    if len({v.framework for v in full}) > 1:
        notes.append("The two frameworks judge differently, so their results cannot be compared directly.")
    return desk.say(
        f"{desk.title(area)}: {count_of(len(full), 'full inspection')} recorded, oldest first.",
        lines=tuple(lines),
        area_ids=(area,),
        count=len(full),
        notes=tuple(notes),
        sources=desk.cite(s for v in reversed(visits) for s in v.all_sources()[:2]),
    )


def area_facts(desk: Desk) -> Answer:
    """Region, health partners, predecessors and successors of an area."""
    area = desk.query.areas[0]
    facts, name = desk.snapshot.areas[area], desk.title(area)
    if desk.query.of == "partners":
        visits = [v for v in desk.full_visits(area) if v.partnership]
        if not visits:
            return desk.not_recorded(f"The health partner of {name} is not recorded.")
        return desk.say(
            f"{name}'s partnership, as printed on its report: {visits[-1].partnership}.",
            area_ids=(area,),
            notes=("Integrated care boards have been merging since 2025; names may have changed.",),
            sources=desk.cite(visits[-1].sources["partnership"]),
        )
    if desk.query.of == "succession":
        return _succession(desk, area)
    if desk.query.of == "inspectors":
        return desk.not_recorded(f"Who inspected {name} is not recorded: I keep no names of inspectors.", area_ids=(area,))
    other = f" (Ofsted's region: {facts.ofsted_region})" if facts.ofsted_region != facts.region else ""
    return desk.say(
        f"{name} is in {'' if facts.region in ('London', 'East of England') else 'the '}{facts.region}{other}.".replace(
            "the Yorkshire", "Yorkshire"
        ),
        area_ids=(area,),
    )


def _succession(desk: Desk, area: str) -> Answer:
    family = [area, *(a.id for a in desk.snapshot.areas.values() if a.id != area and a.name == desk.name(area))]
    lines: list[str] = []
    named: list[str] = []
    for member in family:
        facts = desk.snapshot.areas[member]
        if facts.successors:
            until = f" after {say_date(facts.until)}" if facts.until else ""
            lines.append(f"{facts.title} was replaced{until} by {join([desk.title(s) for s in facts.successors])}.")
            named += facts.successors
        if facts.predecessors or facts.formerly:
            since = f" since {say_date(facts.since)}" if facts.since else ""
            old = [*(desk.title(p) for p in facts.predecessors), *facts.formerly]
            lines.append(f"{facts.title} exists{since}; before it: {join(old)}.")
            named += facts.predecessors
        if facts.note:
            lines.append(facts.note)
    if not lines and any(v.kind != "full" for v in desk.view.by_area.get(area, ())):
        return history(desk)
    if not lines:
        return desk.not_recorded(f"No predecessor or successor of {desk.title(area)} is recorded.", area_ids=(area,))
    return desk.say(lines[0], lines=tuple(lines[1:]), area_ids=tuple(dict.fromkeys((area, *named))))


# --- comparing
def compare(desk: Desk) -> Answer:
    """Two or more areas side by side: outcome, weaknesses, strengths, and what they share; or which has more of something."""
    if len(desk.query.areas) == 1 and not desk.query.sides:
        return findings(desk)  # a name of several areas, of which one is meant
    lines: list[str] = []
    sources: list[Finding] = []
    topics_of: list[set[str]] = []
    chosen: list[Visit] = []
    for place, area in enumerate(desk.query.areas):
        visit = _visit_compared(desk, area, place)
        if not visit:
            lines.append(unknown_area(of_side(desk, place), area).headline)
            continue
        chosen.append(visit)
        weak = desk.findings(visit, "weak", topics=desk.query.topics) if desk.query.manner != "strong" else []
        strong = desk.findings(visit, "strong", topics=desk.query.topics) if desk.query.manner != "weak" else []
        sources += [*weak, *strong]
        topics_of.append({f.topic for f in weak})
        lines.append(_side(desk, visit, weak, strong))
    if not chosen:
        return desk.not_recorded(f"Nothing is recorded about {join([desk.title(a) for a in desk.query.areas])}.", lines=tuple(lines))
    shared = set.intersection(*topics_of) if len(topics_of) > 1 else set()
    notes = (
        [
            f"Weaknesses they share: {desk.topics(sorted(shared))}."
            if shared
            else "No weakness of the same topic is recorded for all of them."
        ]
        if len(topics_of) > 1 and desk.query.manner != "strong"
        else []
    )
    about = f" on {desk.topics(desk.query.topics)}" if desk.query.topics else ""
    headline = f"{join([desk.name(a) for a in desk.query.areas])} side by side{about}."
    return desk.say(
        _numbers_compared(desk, chosen) or headline if desk.query.of else headline,
        lines=tuple(lines),
        notes=tuple(notes),
        area_ids=tuple(desk.query.areas),
        sources=desk.cite_findings(sources) or desk.cite(s for v in chosen for s in v.all_sources()[:2]),
    )


def of_side(desk: Desk, place: int) -> Desk:
    """The desk with the inspection that the question says for one of its areas."""
    if place >= len(desk.query.sides):
        return desk
    said = list(literals(desk.query.sides[place]))
    period = next((c.period for c in said if c.period), desk.query.period)
    framework = next((c.values[0] for c in said if c.kind == "framework"), desk.query.framework)
    return Desk(replace(desk.query, period=period, framework=framework), desk.view, desk.today)


def _visit_compared(desk: Desk, area: str, place: int) -> Visit | None:
    """The inspection of an area to compare: the latest asked about; for a number, the latest that has it."""
    visits = visits_asked(of_side(desk, place), area)
    of, framework = desk.query.of, "2016" if desk.query.of == "weaknesses" else "2023"
    counted = [v for v in visits if of and v.framework == framework and number_of(desk, v, of) is not None]
    chosen = counted or visits
    return chosen[-1] if chosen else None


def _numbers_compared(desk: Desk, visits: list[Visit]) -> str | None:
    """Which of the areas had more weaknesses (priority actions ...), each with its number and year."""
    of = desk.query.of or "weaknesses"
    framework, noun = ("2016", "weaknesses") if of == "weaknesses" else ("2023", f"areas for {of.replace('-', ' ').removesuffix('s')}")
    numbers = [(v, number_of(desk, v, of) if v.framework == framework else None) for v in visits]
    known = sorted(((n, v) for v, n in numbers if n is not None), key=lambda pair: pair[0], reverse=True)
    if len(known) < len(desk.query.areas) or len(known) < 2:
        return None
    said = [f"{desk.title(v.area)}{f' ({v.year})' if v.date else ''} had {n}" for n, v in known]
    most, next_ = known[0][0], known[1][0]
    level = [v for n, v in known if n == most]
    if most > next_:
        lead = f"{desk.title(known[0][1].area)} had more {noun}, {most - next_} more"
    elif len(level) < len(known):
        lead = f"{join([desk.title(v.area) for v in level])} had the most {noun}, the same number"
    else:
        lead = f"The same number of {noun}"
    return f"{lead}: {join(said)}."


def _side(desk: Desk, visit: Visit, weak: list[Finding], strong: list[Finding]) -> str:
    verdict = (
        OUTCOMES[visit.outcome]
        if visit.outcome
        else "WSA required"
        if visit.plan_required
        else "no WSA required"
        if visit.plan_required is False
        else "inspected"
    )
    number = number_of(desk, visit, "weaknesses")
    counted = f", {count_of(number, 'weakness', 'weaknesses')}" if number and visit.framework == "2016" and not desk.query.topics else ""
    if visit.priority_actions and not desk.query.topics:
        counted = f", {count_of(visit.priority_actions, 'priority action')}"
    when = f" ({visit.year})" if visit.date else ""
    said = " ".join(f"[{desk.topic(f.topic)}] {f.says}" for f in weak)
    praised = (" Praised: " + " ".join(f.says for f in strong)) if strong else ""
    return f"{desk.title(visit.area)}{when}: {verdict}{counted}. {said}{praised}".rstrip()
