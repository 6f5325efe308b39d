"""Yes or no: does something hold of an area, of any area, of every area?"""

import operator
from typing import Unpack

from msgspec.structs import replace

from sendbot.answer import Answer
from sendbot.answers.conditions import members_of, perhaps_in, took_place
from sendbot.answers.counts import FRAMING, share
from sendbot.answers.dates import falls_in, no_plan, plan_date, plan_visit, unknown_area, visits_asked
from sendbot.answers.describe import say
from sendbot.answers.desk import MAX_LINES, MAX_SOURCES, Desk, Parts
from sendbot.answers.filters import judge, select
from sendbot.answers.lists import areas as list_areas
from sendbot.answers.lists import say_due
from sendbot.answers.profiles import OUTCOMES, in_a_sentence
from sendbot.deadlines import plan_name
from sendbot.meaning import Condition, Either, Is, Latest, Not, Period, Predicate, Some, both, conjuncts, kinds, literals, without
from sendbot.model import Finding
from sendbot.snapshot import Visit
from sendbot.wording import join, say_date, say_span

_COMPARED = {"more-than": operator.gt, "at-least": operator.ge, "fewer-than": operator.lt, "at-most": operator.le}


def check(desk: Desk) -> Answer:
    """Answers a yes/no question; a negation in front of the subject does not turn it round."""
    if desk.query.quantifier == "only":
        return _alone(desk, desk.query.areas[0])
    if desk.query.of == "portion":
        return _portion(desk)
    if desk.query.quantifier or not desk.query.areas:
        return _over_areas(desk)
    if len(desk.query.areas) > 1:
        return _several(desk)
    return _one(desk, desk.query.areas[0])


def _one(desk: Desk, area: str) -> Answer:
    if not desk.view.by_area.get(area) and not desk.condition("region"):
        return unknown_area(desk, area)
    claim = without(desk.query.which, "area") or Is(Condition("inspected"))
    period, rest = _dated_claim(claim)
    if period and rest and not desk.query.period:
        desk, claim = Desk(replace(desk.query, period=period), desk.view, desk.today), rest
    if desk.query.period and not kinds(claim) & _OWN_DAYS and desk.full_visits(area) and not visits_asked(desk, area):
        return _not_then(desk, area, claim)
    return _claim(desk, area, claim)


# What has days of its own, apart from the inspection's.
_OWN_DAYS = frozenset(
    ("re-visited", "monitored", "progress", "effective", "submitted", "approved", "due", "overdue", "measure", "response")
)


def _dated_claim(claim: Predicate) -> tuple[Period | None, Predicate | None]:
    """A claim made of the inspection of one time, as that time and the rest of the claim."""
    parts = conjuncts(claim)
    dated = [p for p in parts if isinstance(p, Is) and p.condition.kind in ("inspected", "published") and p.condition.period]
    rest = both(*(p for p in parts if p not in dated))
    if len(dated) != 1 or rest is None or kinds(rest) & _OWN_DAYS:
        return None, None
    return dated[0].condition.period, rest


def _not_then(desk: Desk, area: str, claim: Predicate) -> Answer:
    """There was no inspection at that time that it could hold of: when there was one, and how it came out."""
    every = [v for v in desk.full_visits(area) if not desk.query.framework or v.framework == desk.query.framework]
    if not every or any(v.date is None for v in every):
        return unknown_area(desk, area)
    when = desk.query.period.label if desk.query.period and desk.query.period.label else "then"
    denied = all(c.negated for c in literals(claim))
    return _verdict(
        desk,
        denied,
        f"no full inspection of {desk.title(area)} {when} is recorded.",
        lines=tuple(in_a_sentence(desk, v) for v in every),
        area_ids=(area,),
        sources=desk.cite(s for v in reversed(every) for s in v.all_sources()[:2]),
    )


def _claim(desk: Desk, area: str, claim: Predicate) -> Answer:
    """Whether a claim holds of one area: every part of it, in the words of the part that decides."""
    if isinstance(claim, Is):
        return _answer_for(desk, area, claim.condition)
    if isinstance(claim, Not):
        return _turned(_claim(desk, area, claim.of))
    if isinstance(claim, Some | Latest):
        return _by_verdict(desk, area, claim)
    answers = [_claim(desk, area, part) for part in sorted(claim.parts, key=_weight)]
    wanted = isinstance(claim, Either)
    deciding = next((a for a in answers if a.yes is wanted), None) or next((a for a in answers if a.yes is None), None)
    if deciding:
        return deciding
    one = bool(desk.query.period or desk.query.order) and len(visits_asked(desk, area)) == 1
    if not wanted and not one and area not in judge(desk, claim).holds:
        return _by_verdict(desk, area, claim)
    first, *others = answers
    return replace(
        first,
        lines=tuple(dict.fromkeys((*first.lines, *(a.headline for a in others)))),
        sources=tuple(dict.fromkeys(s for a in answers for s in a.sources))[:MAX_SOURCES],
    )


def _turned(answer: Answer) -> Answer:
    """The answer to the opposite claim."""
    if answer.yes is None:
        return answer
    said = answer.headline
    for lead in ("Yes: ", "No: ", "Yes, ", "No, ", "Yes. ", "No. "):
        said = said.removeprefix(lead)
    return replace(answer, yes=not answer.yes, headline=f"{'No' if answer.yes else 'Yes'}: {said}")


def _by_verdict(desk: Desk, area: str, claim: Predicate) -> Answer:
    """What the record as a whole says of a claim that no single answer is about."""
    said, name = say(desk, claim), desk.title(area)
    if desk.query.period and not kinds(claim) & _OWN_DAYS:
        dated = (Is(Condition(kind, period=desk.query.period)) for kind in ("inspected", "published"))
        claim = both(claim, Either(tuple(dated))) or claim
    verdict = judge(desk, claim)
    if area in verdict.holds:
        return _verdict(desk, True, f"{name} is recorded {said}.", area_ids=(area,))
    if area in verdict.fails:
        return _verdict(desk, False, f"{name} is not recorded {said}.", area_ids=(area,))
    return desk.not_recorded(f"Not recorded: whether {name} is {said}.", area_ids=(area,))


def _weight(claim: Predicate) -> int:
    """What is answered first of a claim with several parts: the most telling."""
    kind = next(literals(claim)).kind
    order = (
        "overdue",
        "submitted",
        "approved",
        "progress",
        "effective",
        "re-visited",
        "monitored",
        "measure",
        "response",
        "outcome",
        "topic",
        "strength",
        "weakness",
        "development",
        "due",
        "region",
        "plan",
        "inspected",
        "published",
        "number",
        "newest",
    )
    return order.index(kind) if kind in order else len(order)


def _answer_for(desk: Desk, area: str, condition: Condition) -> Answer:
    kind = condition.kind
    if kind in ("topic", "strength", "weakness", "development"):
        return _topic(desk, area, condition)
    if kind == "plan":
        return _plan(desk, area, condition)
    if kind in ("overdue", "due"):
        return _overdue(desk, area, condition)
    if kind == "submitted" and condition.values == ("in time",):
        return _in_time(desk, area)
    if kind in ("submitted", "approved"):
        answer = plan_date(desk, area, kind)
        return (
            answer
            if answer.yes is not None or not answer.answered
            else desk.say(answer.headline, yes=True, area_ids=(area,), sources=answer.sources)
        )
    if kind in ("re-visited", "monitored", "progress", "effective"):
        return _follow_up(desk, area, condition)
    if kind == "outcome":
        return _outcome(desk, area, condition)
    if kind == "measure":
        return _measure(desk, area, condition)
    if kind == "response":
        return _response(desk, area)
    if kind in ("inspected", "published", "newest"):
        return _inspected(desk, area, condition)
    if kind == "region":
        facts = desk.snapshot.areas[area]
        return _verdict(desk, area in members_of(desk, condition), f"{facts.title} is in {facts.region}.", area_ids=(area,))
    return _by_verdict(desk, area, Is(condition))


def _verdict(desk: Desk, holds: bool, text: str, **parts: Unpack[Parts]) -> Answer:
    parts["yes"] = holds
    return desk.say(("Yes: " if holds else "No: ") + text, **parts)


# --- plans
def _plan(desk: Desk, area: str, condition: Condition) -> Answer:
    frame = condition.values[0] if len(condition.values) == 1 and condition.values[0] in ("2016", "2023") else None
    if frame and not desk.query.framework and any(v.framework == frame for v in desk.full_visits(area)):
        desk = Desk(replace(desk.query, framework=frame), desk.view, desk.today)
    elif frame and not desk.query.framework and desk.full_visits(area):
        return _plan_of_other_round(desk, area, frame)
    visit = plan_visit(desk, area)
    if visit is None:
        return unknown_area(desk, area)
    if visit.plan_required is None:
        return desk.not_recorded(f"Whether {desk.title(area)} had to submit a plan is not recorded.")
    plan, name = plan_name(visit.framework), desk.title(area)
    label = f" after its inspection of {visit.year}" if visit.date else ""
    sources = desk.cite(visit.sources["plan_required"], {s: f.place for f in visit.stated for s in f.sources if f.place})
    if visit.plan_required:
        found = desk.findings(visit, "weak")
        return desk.say(
            f"Yes, {name} was required to submit a {plan}{label}.",
            yes=True,
            area_ids=(area,),
            lines=tuple(f.says for f in found[:MAX_LINES]),
            sources=sources,
        )
    word = "was not required to submit" if visit.framework == "2016" else "does not owe"
    return desk.say(f"No, {name} {word} a {plan}{label}.", yes=False, area_ids=(area,), sources=sources)


def _plan_of_other_round(desk: Desk, area: str, frame: str) -> Answer:
    """A plan of one framework is asked about, and all that is recorded was under the other."""
    latest, plan = desk.full_visits(area)[-1], plan_name("2016" if frame == "2016" else "2023")
    return desk.not_recorded(
        f"No inspection of {desk.title(area)} under the framework of {frame} is recorded, so no {plan}. {in_a_sentence(desk, latest)}",
        area_ids=(area,),
        sources=desk.cite(latest.all_sources()),
    )


def _overdue(desk: Desk, area: str, condition: Condition) -> Answer:
    answer = plan_date(desk, area, "due")
    visit = plan_visit(desk, area)
    if answer.date is None or visit is None:
        return answer
    deadline = desk.deadline(visit)
    if deadline.due and deadline.due < desk.today and not deadline.is_sent and desk.is_settled(deadline):
        return plan_date(desk, area, "submitted")  # inspectors have been back since: when it was sent in is not recorded
    if condition.kind == "due" and condition.period:
        yes = answer.date in condition.period
        return _verdict(
            desk,
            yes,
            answer.headline,
            lines=answer.lines,
            notes=answer.notes,
            date=answer.date,
            days=answer.days,
            is_estimate=answer.is_estimate,
            area_ids=(area,),
            sources=answer.sources,
        )
    late = (
        answer.date < desk.today
        if not deadline.is_sent
        else bool(deadline.submitted and deadline.submitted > answer.date and not deadline.is_estimate)
    )
    yes = late if condition.kind == "overdue" else not late
    return _verdict(
        desk,
        yes,
        answer.headline,
        lines=answer.lines,
        notes=answer.notes,
        date=answer.date,
        days=answer.days,
        is_estimate=answer.is_estimate,
        area_ids=(area,),
        sources=answer.sources,
    )


def _in_time(desk: Desk, area: str) -> Answer:
    """Whether a plan was in by its date; not recorded where either day is not known for certain."""
    answer, visit = plan_date(desk, area, "due"), plan_visit(desk, area)
    if visit is None or not visit.plan_required:
        return answer
    deadline = desk.deadline(visit)
    if not deadline.submitted or not deadline.due or (deadline.is_estimate and deadline.submitted > deadline.due):
        return desk.not_recorded(f"Not recorded for certain. {answer.headline}", area_ids=(area,), sources=answer.sources)
    yes = deadline.submitted <= deadline.due
    # "Early, late or on the day?" is no question that "yes" answers.
    told = "On the very day" if deadline.submitted == deadline.due else "Before it was due" if yes else "After it was due"
    lead = told if desk.query.of == "timing" else "Yes" if yes else "No"
    return desk.say(
        f"{lead}: {answer.headline}",
        yes=None if desk.query.of == "timing" else yes,
        lines=answer.lines,
        notes=answer.notes,
        date=deadline.submitted,
        area_ids=(area,),
        sources=answer.sources,
    )


# --- findings
def _topic(desk: Desk, area: str, condition: Condition) -> Answer:
    manner = "strong" if condition.kind == "strength" else "development" if condition.kind == "development" else "weak"
    visits = visits_asked(desk, area)
    if not visits:
        return unknown_area(desk, area)
    if desk.query.of in ("possession", "lack") and (held := _possession(desk, area, visits, condition)):
        return held
    about = desk.topics(condition.values, "or") if condition.values else ""
    found = [f for v in reversed(visits) for f in desk.findings(v, manner, topics=condition.values)]
    name = desk.title(area)
    if found:
        verb = {"strong": "was praised for", "weak": "has a recorded weakness in"}.get(manner, "has a point for development in")
        return _verdict(
            desk,
            True,
            f"{name} {verb} {about or 'something'}.",
            lines=tuple(f.says for f in found),
            area_ids=(area,),
            sources=desk.cite_findings(found),
        )
    if manner == "weak":
        softer = [f for v in visits for f in desk.findings(v, "development", topics=condition.values)]
        if softer:
            return _verdict(
                desk,
                True,
                f"{name}, though not as a point of a written statement.",
                lines=tuple(f.says for f in softer),
                area_ids=(area,),
                sources=desk.cite_findings(softer),
            )
    return _absent(desk, area, visits, manner, condition)


def _absent(desk: Desk, area: str, visits: list[Visit], manner: str, condition: Condition) -> Answer:
    """Nothing of that kind is recorded: no, with what says so, or not recorded where the record is silent."""
    name, latest = desk.title(area), visits[-1]
    about = desk.topics(condition.values, "or") if condition.values else ""
    clear = [f for v in visits for f in desk.findings(v, "clear", topics=condition.values)]
    if clear:
        return _verdict(
            desk,
            False,
            f"{about} was not among {name}'s problems.",
            lines=tuple(f.says for f in clear),
            area_ids=(area,),
            sources=desk.cite_findings(clear),
        )
    of_kind = [f for v in visits for f in desk.findings(v, manner)]
    if manner == "weak" and of_kind and all(v.inspection.findings_complete or desk.view.only for v in visits if v.plan_required):
        topics = list(dict.fromkeys(desk.topic(f.topic) for f in of_kind))
        return _verdict(
            desk,
            False,
            f"no weakness of {name} in {about} is recorded. Those recorded are about {join(topics)}.",
            area_ids=(area,),
            notes=("None recorded is not the same as none found.",),
            sources=desk.cite_findings(of_kind),
        )
    if manner == "weak" and not condition.values and latest.plan_required is False:
        return desk.not_recorded(f"No weakness of {name} is recorded; it was not required to submit a written statement.", area_ids=(area,))
    kind = "praise" if manner == "strong" else "weakness"
    extra = " Only part of its findings is recorded." if of_kind and manner == "weak" else ""
    return desk.not_recorded(f"Not recorded: I have no {kind} of {name} for {about or 'anything'}.{extra}", area_ids=(area,))


def _possession(desk: Desk, area: str, visits: list[Visit], condition: Condition) -> Answer | None:
    """Whether an area has a thing (a DMO, a strategy), where a finding says so."""
    thing = {"dmo-dco": "dmo", "dmo-vacancy": "dmo", "dmo-capacity": "dmo", "joint-commissioning": "strategy"}.get(
        condition.values[0] if condition.values else ""
    )
    for visit in reversed(visits):
        for finding in desk.view.findings.get(visit.id, ()):
            if thing and thing in (*finding.has, *finding.lacks):
                yes = (thing in finding.has) == (desk.query.of == "possession")
                return _verdict(
                    desk, yes, f"at its inspection, that is. {finding.says}", area_ids=(area,), sources=desk.cite_findings([finding])
                )
    return None


# --- follow-ups, outcomes, measures, responses
def _follow_up(desk: Desk, area: str, condition: Condition) -> Answer:
    name = desk.title(area)
    kinds: tuple[str, ...] = ("re-visit",) if condition.kind in ("re-visited", "progress") else ("monitoring",)
    # One whose days are given in words only is of a time if those are.
    period = desk.query.period
    every = desk.view.by_area.get(area, ())
    fitting = [v for v in every if falls_in(v, period) or (period and perhaps_in(v, period))]
    found = [v for v in fitting if v.kind in kinds]
    noun = "re-visit" if kinds[0] == "re-visit" else "monitoring inspection"
    if not found and condition.kind == "progress":
        kinds = ("re-visit", "monitoring")
        found = [v for v in fitting if v.kind in kinds]
    if not found:
        if desk.query.period and (others := [v for v in desk.view.by_area.get(area, ()) if v.kind in kinds]):
            days = join([say_span(v.started, v.ended) if v.started else v.when or "on a day not recorded" for v in others])
            return desk.not_recorded(f"No {noun} of {name} {desk.query.period.label} is recorded. Recorded: {days}.", area_ids=(area,))
        visit = plan_visit(desk, area)
        if visit and visit.plan_required is False:
            return _verdict(
                desk,
                False,
                f"no {noun} of {name} followed; it was not required to submit a plan.",
                area_ids=(area,),
                sources=desk.cite(visit.sources["plan_required"]),
            )
        return desk.not_recorded(f"No {noun} of {name} is recorded.", area_ids=(area,))
    falls = {v.id: perhaps_in(v, condition.period) if condition.period else True for v in found}
    latest = next((v for v in reversed(found) if falls[v.id]), found[-1])
    when = say_span(latest.started, latest.ended) if latest.started else latest.when or "on a day not recorded"
    cite = desk.cite(latest.all_sources())
    if not any(falls.values()) and None in falls.values():
        return desk.not_recorded(
            f"{name} had a {noun} {when}; it is not recorded exactly enough to say whether that was {condition.period.label if condition.period else 'then'}.",
            area_ids=(area,),
            sources=cite,
        )
    if condition.kind in ("re-visited", "monitored") or not falls[latest.id]:
        yes = bool(falls[latest.id])
        return _verdict(
            desk, yes, f"{name} had a {noun} {when}. {latest.summary or ''}".strip(), area_ids=(area,), date=latest.started, sources=cite
        )
    if latest.kind == "monitoring":
        yes = latest.effective is True
        return _verdict(desk, yes, f"{name}'s monitoring inspection ({when}): {latest.summary}", area_ids=(area,), sources=cite)
    if latest.insufficient is None:
        return desk.not_recorded(
            f"The result of {name}'s re-visit is not recorded. {latest.summary or ''}".strip(), area_ids=(area,), sources=cite
        )
    sufficient = latest.insufficient == 0
    wanted = "sufficient" in condition.values
    partly = " Not on all:" if not sufficient and latest.sufficient else ""
    return _verdict(
        desk,
        sufficient == wanted,
        f"{name}, re-visited {when}.{partly} {latest.summary}",
        area_ids=(area,),
        sources=cite,
        count=latest.insufficient,
    )


def _outcome(desk: Desk, area: str, condition: Condition) -> Answer:
    visits = [v for v in visits_asked(desk, area) if v.outcome]
    if not visits:
        visit = plan_visit(desk, area)
        if visit and visit.framework == "2016":
            return desk.not_recorded(
                f"No inspection of {desk.title(area)} under the framework of 2023 is recorded; outcomes 1 to 3 exist only there.",
                area_ids=(area,),
                sources=desk.cite(visit.all_sources()),
            )
        return unknown_area(desk, area)
    latest = visits[-1]
    yes = str(latest.outcome) in condition.values
    return _verdict(
        desk,
        yes,
        f"{desk.title(area)}'s report of {say_date(latest.published) if latest.published else latest.year} found {OUTCOMES[latest.outcome]}.",
        area_ids=(area,),
        sources=desk.cite(latest.sources["outcome"]),
    )


def _measure(desk: Desk, area: str, condition: Condition) -> Answer:
    found = [m for m in desk.view.measures if m.area == area and (not condition.values or m.kind in condition.values)]
    if not found:
        what = join([f"{'an' if v[0] == 'i' else 'a'} {v}" for v in condition.values], "or") or "a formal step"
        return desk.not_recorded(f"Not recorded: I have no record of {what} for {desk.title(area)}.", area_ids=(area,))
    return _verdict(
        desk,
        True,
        " ".join(m.note for m in found),
        area_ids=(area,),
        date=found[-1].date,
        sources=desk.cite(s for m in found for s in m.sources),
    )


def _response(desk: Desk, area: str) -> Answer:
    ids = {v.id for v in desk.view.by_area.get(area, ())}
    found = [d for d in desk.view.documents if d.kind == "response" and d.inspection in ids]
    if not found:
        return desk.not_recorded(f"No published response or action plan of {desk.title(area)} is recorded.", area_ids=(area,))
    document = found[0]
    return _verdict(
        desk,
        True,
        f"{document.title} is published ({document.form}).",
        lines=(document.says,) if document.says else (),
        area_ids=(area,),
        sources=desk.cite(document.sources),
    )


def _inspected(desk: Desk, area: str, condition: Condition) -> Answer:
    visits = [v for v in desk.full_visits(area) if not desk.query.framework or v.framework == desk.query.framework]
    condition = replace(condition, period=condition.period or desk.query.period)
    fact = "published" if condition.kind == "published" else "started"
    if condition.kind == "newest":
        yes = area in judge(desk, Is(condition)).holds
        return _verdict(desk, yes, f"{desk.title(area)} is {'' if yes else 'not '}among the newest letters.", area_ids=(area,))
    fitting = [v for v in visits if condition.period is None or _falls(v, fact, condition.period)]
    if condition.period and not fitting and visits and all(getattr(v, fact) is None for v in visits):
        return desk.not_recorded(f"{desk.title(area)} was inspected, but the date is not recorded.", area_ids=(area,))
    shown = (fitting or visits)[-1:]
    yes = bool(fitting)
    if not shown:
        return _verdict(
            desk,
            False,
            f"{desk.title(area)} has no full inspection recorded{' under the framework of ' + desk.query.framework if desk.query.framework else ''}.",
            area_ids=(area,),
        )
    visit = shown[0]
    when = f" {say_span(visit.started, visit.ended)}" if visit.started else ""
    note = [
        f"The area it followed, {desk.title(p)}, was inspected {say_span(v.started, v.ended)}."
        for p in desk.snapshot.areas[area].predecessors
        for v in desk.full_visits(p)
        if v.started
    ]
    published = (
        f"; its {'letter' if visit.framework == '2016' else 'report'} was published on {say_date(visit.published)}"
        if visit.published
        else ""
    )
    return _verdict(
        desk,
        yes,
        f"{desk.title(area)} was inspected{when}{published}.",
        date=getattr(visit, fact) or visit.started,
        area_ids=(area,),
        notes=tuple(note),
        sources=desk.cite(visit.all_sources()),
    )


def _falls(visit: Visit, fact: str, period: Period) -> bool:
    return took_place(visit, period) if fact == "started" else visit.published in period


# --- over areas
def _alone(desk: Desk, area: str) -> Answer:
    """Whether something holds of one area and of no other."""
    found = select(desk, desk.query.which).areas
    name = desk.name(area)
    if area not in found:
        return _one(desk, area)
    others = [a for a in found if a != area]
    names = join([desk.name(a) for a in others[:MAX_LINES]])
    more = f" and {len(others) - MAX_LINES} more" if len(others) > MAX_LINES else ""
    return desk.say(
        f"No: {names}{more} too." if others else f"Yes: {name} alone, in what is recorded.",
        yes=not others,
        area_ids=found[: MAX_LINES + 1] if others else (area,),
        sources=_one(desk, area).sources,
    )


def _portion(desk: Desk) -> Answer:
    """Whether more than a part of the areas (`limit`, in per cent) is so."""
    part = share(Desk(replace(desk.query, asks="share", of=None, limit=None, quantifier=None), desk.view, desk.today))
    if not part.answered or len(part.figures) != 2:
        return part
    these, others = (f.value for f in part.figures)
    yes = 100 * these > (desk.query.limit or 50) * (these + others)
    return replace(part, headline=f"{'Yes' if yes else 'No'}: {part.headline}", yes=yes, intent=desk.query.intent)


def _several(desk: Desk) -> Answer:
    answers = [_one(desk, area) for area in desk.query.areas]
    if all(a.yes is None for a in answers):
        return desk.not_recorded("Not recorded for any of them.", lines=tuple(a.headline for a in answers))
    yes = all(a.yes for a in answers) if desk.query.polarity is not False else any(a.yes for a in answers)
    split = " (not the same for all)" if len({a.yes for a in answers}) > 1 else ""
    return desk.say(
        f"{'Yes' if yes else 'No'}{split}.",
        yes=yes,
        lines=tuple(a.headline for a in answers),
        area_ids=desk.query.areas,
        sources=tuple(dict.fromkeys(s for a in answers for s in a.sources))[:4],
    )


def _over_areas(desk: Desk) -> Answer:
    """Is there any area ...? Does every area ...?"""
    if desk.query.quantifier == "every":
        return _every(desk)
    listed = list_areas(desk)
    found = bool(listed.area_ids)
    if not listed.answered:
        return listed
    if desk.query.limit and listed.count is not None and not desk.query.order and not desk.condition("number"):
        yes = _COMPARED.get(desk.query.of or "", operator.eq)(listed.count, desk.query.limit)
        return desk.say(
            ("Yes. " if yes else "No. ") + listed.headline,
            yes=yes,
            count=listed.count,
            area_ids=listed.area_ids,
            notes=listed.notes,
            sources=listed.sources,
        )
    if found and desk.query.quantifier != "none" and all(_is_blank(p) for p in conjuncts(desk.query.which)):
        return desk.not_recorded("Not recorded: a weakness that is not named here may still have been found.", count=listed.count)
    if not found and desk.condition("re-visited", "monitored", "submitted", "approved", "measure", "strength"):
        return desk.not_recorded(listed.headline, count=0, notes=listed.notes)  # what is not recorded may have happened
    yes = found if desk.query.quantifier != "none" else not found
    if not found:
        return desk.say(f"No. {listed.headline}", yes=yes, lines=listed.lines, notes=listed.notes, sources=listed.sources, count=0)
    return desk.say(
        ("Yes. " if yes else "No. ") + listed.headline,
        yes=yes,
        lines=listed.lines,
        notes=listed.notes,
        sources=listed.sources,
        area_ids=listed.area_ids,
        count=listed.count,
        date=listed.date,
        days=listed.days,
        is_estimate=listed.is_estimate,
    )


def _is_blank(part: Predicate) -> bool:
    """Whether a condition is that nothing is recorded: no weakness at all."""
    return isinstance(part, Not) and kinds(part) == {"weakness"} and all(not c.values for c in literals(part))


def _every(desk: Desk) -> Answer:
    parts = [p for p in conjuncts(desk.query.which) if p != Is(Condition("inspected"))]
    frame = [p for p in parts if kinds(p) <= FRAMING]
    claim = [p for p in parts if p not in frame]
    if not claim:
        claim, frame = [p for p in parts if kinds(p) == {"plan"}], [p for p in frame if kinds(p) != {"plan"}]
    if claim and not any("plan" in kinds(p) for p in parts) and kinds(claim[0]) <= {"topic", "weakness"}:
        frame.append(Is(Condition("plan")))
    if not claim and (places := [p for p in frame if kinds(p) <= {"region", "type"}]):
        frame, claim = places, [p for p in frame if p not in places]
    if not claim:
        return desk.not_recorded("I could not tell what should hold of every area.")
    base, met = select(desk, both(*frame)), select(desk, both(*parts))
    named = [set(members_of(desk, p.condition)) for p in frame if isinstance(p, Is) and p.condition.kind == "region"]
    # Of a region all areas are known, so that one of which nothing is recorded is missed.
    unknown = sorted(set.intersection(*named).difference(base.areas)) if named and kinds(both(*frame)) <= {"region"} else None
    missing = [a for a in base.areas if a not in met.areas]
    total = desk.view.total
    incomplete = bool(unknown) or (
        unknown is None
        and total is not None
        and not desk.condition("topic", "weakness", "outcome")
        and total.inspected > len(base.areas)
        and not missing
    )
    if not base.areas:
        return desk.not_recorded("No inspection is recorded for that.")
    names = join([desk.name(a) for a in missing])
    if missing and all(kinds(p) <= {"strength"} for p in claim):
        return desk.not_recorded(
            f"Not recorded for every area: {len(met.areas)} of {len(base.areas)} are recorded so.", count=len(met.areas)
        )
    if missing:
        clear: list[Finding] = []
        for area in missing[:8]:
            for visit in desk.full_visits(area):
                clear += desk.findings(visit, "clear", topics=next(literals(claim[0])).values)
        return desk.say(
            f"No: {len(met.areas)} of {len(base.areas)} are recorded so. The exceptions: {names}.",
            yes=False,
            area_ids=tuple(missing),
            count=len(missing),
            lines=tuple(f"{desk.name(desk.view.visit_by_id[f.inspection].area)}: {f.says}" for f in clear),
            sources=desk.cite_findings(clear) or desk.cite(s for v in met.visits[:3] for s in v.all_sources()[:1]),
        )
    dated = any(c.period for p in frame for c in literals(p))
    if unknown and not missing:
        return desk.not_recorded(f"Not recorded: of those areas, nothing is recorded of {join([desk.name(a) for a in unknown])}.")
    if incomplete and not dated:
        return desk.not_recorded("Not recorded: the source does not name every area inspected.")
    names = join([desk.name(a) for a in base.areas])
    return desk.say(
        f"Yes: all {len(base.areas)} of them{f', {names}' if len(base.areas) <= MAX_LINES else ''}.",
        yes=True,
        count=len(base.areas),
        area_ids=base.areas,
        notes=("Areas whose dates are not recorded are left out.",) if incomplete else (),
        sources=desk.cite(s for v in base.visits[:3] for s in v.all_sources()[:1]),
    )


__all__ = ["check", "no_plan", "say_due"]
