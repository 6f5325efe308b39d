"""Going on in a thread: what a short message means after the last question.

Slots replace slots of their kind ("and Brent?"), a shape alone keeps the filters ("how many is that?", "why?"), "of those"
filters the last result, and pronouns stand for the areas last named ("why did they get one?"). A full question starts anew.
"""

import re
from collections.abc import Sequence

import msgspec

from sendbot.answer import SourceRef
from sendbot.meaning import Clause, Condition, ConditionKind, Is, Not, both, clauses_of, from_clauses, without
from sendbot.model import Knowledge
from sendbot.query import Query, Shape
from sendbot.understanding.composing import Frame
from sendbot.understanding.matching import form_of
from sendbot.understanding.reading import Reading

_SET_WORDS = frozenset("those these them ones".split())
_SUBJECT_WORDS = frozenset("they it them that".split())
_OWNER_WORDS = frozenset(("their", "its"))
_MOST_NAMED = 4
_FEW = 4
_OF_RESULT = ("areas", "count", "share", "practice", "documents", "ranking", "common", "check", "compare")
_TOPICAL: tuple[ConditionKind, ...] = ("topic", "strength", "weakness")
_CLAIMS: tuple[ConditionKind, ...] = (
    "plan",
    *_TOPICAL,
    "submitted",
    "approved",
    "progress",
    "response",
    "re-visited",
    "monitored",
    "inspected",
    "framework",
    "outcome",
)


class Memory(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a thread remembers: the last query, the areas its answer named, where that answer stood, and the question.

    `areas_before` and `where_before`: the areas and the filters of the answer before that. `lost`: a question that was not
    understood has come between.
    """

    query: Query
    area_ids: tuple[str, ...] = ()
    sources: tuple[SourceRef, ...] = ()
    text: str = ""
    areas_before: tuple[str, ...] = ()
    where_before: tuple[Clause, ...] = ()
    lost: bool = False


class Rewritten(msgspec.Struct, frozen=True):
    """The message with what it leaves out put into words, to be read again.

    `among`: areas it is confined to. `goes_on`: it is still a continuation, and not a question of its own.
    """

    text: str
    among: tuple[str, ...] = ()
    goes_on: bool = False


def go_on(reading: Reading, frame: Frame, memory: Memory, knowledge: Knowledge) -> Query | Rewritten | None:
    """The query that a message makes of the thread's last one; None where it is a question of its own."""
    if turned := _turned(reading, memory):
        return turned
    content = [u for u in reading.units if not u.filler and not u.symbols & {"and", "but", "or", "what-about", "exactly"}]
    lead = leads_on(reading)
    form = form_of(reading)
    names_slot = bool(frame.areas or frame.excluded or reading.topics or frame.ambiguous or frame.elsewhere)
    if query := _progress_counted(reading, memory):
        return query
    if len(memory.area_ids) > 1 and not names_slot and (text := _which_of_them(reading)):
        return Rewritten(text, memory.area_ids)
    if memory.area_ids and _points_at_set(reading):
        wider = memory.areas_before if _contradicts(frame, memory) else ()
        return Rewritten(_without_pointer(reading), wider or memory.area_ids)
    if not names_slot and (query := _shape_alone(reading, frame, memory, content, form)):
        return query
    if query := _someone_else(reading, memory) or _left_over(reading, memory) or _in_both(reading, memory):
        return query
    if not frame.areas and (text := _put_names(reading, memory, knowledge)):
        return Rewritten(text)
    if not names_slot and not (lead and frame.where) and (text := _add_subject(reading, memory, form, knowledge)):
        return Rewritten(text)
    if text := _again_with_outcome(reading, memory):
        return Rewritten(text)
    if lead and not reading.topics and len(content) == 1 and (topic := _wider_topic(memory, knowledge)):
        return Rewritten(f"{' '.join(t.text for t in reading.tokens if t.text != '?')} of {topic}", goes_on=True)
    is_bare = not form or (form == "any" and not reading.has("area-noun")) or (form in ("what", "how", "any", "which", "who") and lead)
    if _asks_in_full(reading, frame, memory, form):
        return None
    if (lead or is_bare) and len(content) <= 5 and not _is_question(reading, form, lead):
        return _replace_slots(reading, frame, memory)
    return None


def leads_on(reading: Reading) -> bool:
    """Whether the message opens like a continuation: and, or, but, what about, same for, ok and."""
    for unit in reading.units:
        if unit.symbols & {"what-about"} or unit.text in ("and", "or", "but", "also", "plus"):
            return True
        if unit.text in ("same", "same again", "likewise", "again"):
            return True
        if not unit.filler or unit.text in ("is", "was", "did", "has", "are", "were", "have", "does", "do"):
            return False
    return False


_OWN_EVENTS = ("left", "due", "overdue", "submit", "approve", "inspect", "publish")


def _asks_in_full(reading: Reading, frame: Frame, memory: Memory, form: str) -> bool:
    """Whether a message that opens like a continuation is a question of its own: "and who does X well?" after a date,
    "and days left on Bury's WSA?" after a list."""
    if frame.areas and reading.has(*_OWN_EVENTS) and not (memory.query.areas or memory.query.about):
        return True
    return bool(reading.topics) and form in ("who", "which") and memory.query.asks not in _OF_RESULT


def _is_question(reading: Reading, form: str, lead: bool) -> bool:
    """Whether the message has a verb of its own and so asks in full."""
    if form in ("yesno", "when", "why", "how-many", "how-long", "share", "compare", "define", "tell", "list", "whose", "where"):
        return True
    verbs = reading.has("inspect", "say", "require", "publish", "submit") and not lead
    return form in ("which", "who", "what") and (verbs or (reading.has("area-noun", "weak", "good") and not lead))


def _which_of_them(reading: Reading) -> str | None:
    """ "which was inspected last?" after a list: of those; as a question over areas."""
    texts = [t.text for t in reading.tokens]
    if (
        texts[:1] != ["which"]
        or texts[1:2] not in (["was"], ["were"], ["is"], ["has"], ["had"])
        or not reading.has("first", "last", "next", "most", "least")
    ):
        return None
    return " ".join(["which area", *texts[1:]])


def _points_at_set(reading: Reading) -> bool:
    """ "which of those", "how many of them", "do any of these", "the ones in London"."""
    texts = [t.text for t in reading.tokens]
    for index, text in enumerate(texts):
        before = texts[index - 1] if index else ""
        if (before, text) in (("the", "two"), ("the", "three"), ("the", "pair"), ("the", "lot")) and "of" in texts[:index]:
            return True
        if text in ("those", "these") or (
            text in ("them", "ones")
            and not (before == "which" and len(texts) <= _FEW)
            and before in ("of", "among", "amongst", "from", "the", "which", "are", "were", "between", "any", "all", "both")
        ):
            return True
    return False


def _without_pointer(reading: Reading) -> str:
    """The message with "of those" and the like taken out: the rest is read as a question of its own."""
    text = " ".join(t.text for t in reading.tokens)
    text = re.sub(
        r"\b(?:(?:out )?of|among|amongst|from|between) (?:all )?(?:those|these|them|the ones|the two|the three|the pair|the lot)\b(?: areas| places| councils| ones)?",
        " ",
        text,
    )
    text = re.sub(r"\b(?:those|these)\b", "areas", text) if re.search(r"\b(?:those|these)\b", text) else text
    text = re.sub(r"\bthe ones\b|\bones\b", "areas", text)
    return re.sub(r"\bareas (areas|places|councils|authorities)\b", r"\1", text).strip()


_TURNERS = frozenset(
    "and which who areas ones wsa did do does have has had not was were is are so but ok thx that of the councils places any haven hasn didn plan plans".split()
)


def _turned(reading: Reading, memory: Memory) -> Query | None:
    """ "and which did?", "who hasn't?", "which WSA areas did not?": the last claim, as it is or turned round."""
    words = [t.text for t in reading.tokens if t.text.isalnum()]
    verb = {"did", "do", "does", "have", "has", "had", "was", "were", "is", "are"} & set(words)
    if not (set(words) <= _TURNERS and verb and {"which", "who"} & set(words) and words[-1] in (*verb, "not")) or len(words) > 6:
        return None
    query = memory.query
    if query.asks not in ("areas", "count", "share", "check", "documents"):
        return None
    where = list(clauses_of(query.which)) or ([(Condition("response"),)] if query.asks == "documents" else [])
    for index in range(len(where) - 1, -1, -1):
        claim = where[index]
        if claim[0].kind in _CLAIMS and len(claim) == 1:
            if "wsa" in words and claim[0].kind != "plan" and not any(c[0].kind == "plan" for c in where):
                where.append((Condition("plan", ("2016",)),))
            if claim[0].kind == "framework" and "not" in words:
                where.append((Condition("inspected", negated=True),))
            else:
                where[index] = (msgspec.structs.replace(claim[0], negated="not" in words),)
            return msgspec.structs.replace(
                query, asks="areas", intent="areas", which=from_clauses(where), areas=(), quantifier=None, limit=None
            )
    return None


# --- a shape alone: how many? why? when? which ones?
def _shape_alone(reading: Reading, frame: Frame, memory: Memory, content: Sequence[object], form: str) -> Query | None:
    query, areas = memory.query, memory.area_ids
    if len(content) > 3 or (frame.where and form not in ("why", "when", "how-many")):
        return None
    counts_findings = reading.has("weakness-noun", "priority-noun", "improvement-noun", "strength-noun") and not query.areas
    if form in ("how-many", "how-much") and not frame.where and len(content) <= 2 and not counts_findings:
        return _counted(memory)
    if query.about == "due" and areas and form == "yesno" and {t.text for t in reading.tokens} & _CERTAIN:
        return Query("days", "days", areas[:_MOST_NAMED], about="due", framework=query.framework)
    if (
        query.about == "due"
        and areas
        and {t.text for t in reading.tokens} & {"days", "day", "weeks"}
        and form in ("how-many", "how-long")
        and len(content) <= 3
    ):
        return Query("days", "days", areas[:_MOST_NAMED], about="due", framework=query.framework)
    if reading.has("share") and len(content) <= 2:
        return msgspec.structs.replace(query, asks="share", intent="share", areas=())
    if form == "why" and areas and len(content) <= 2:
        manner = query.manner or ("strong" if any(c.kind == "strength" for clause in clauses_of(query.which) for c in clause) else None)
        return Query("why", "why", areas[:_MOST_NAMED], topics=query.topics or _topics(query), manner=manner, framework=query.framework)
    if form == "when" and areas and not frame.event and len(content) == 1:
        about = query.about if query.about in ("due", "re-visited", "submitted", "published") else "inspected"
        return Query("when", "when", areas[:_MOST_NAMED], about=about, framework=query.framework)
    if form in ("which", "who", "list") and query.asks == "count" and query.areas and len(content) <= 2:
        return msgspec.structs.replace(query, asks="findings", intent="findings", manner=query.manner or "weak")
    if (
        form in ("which", "who", "list", "where")
        and not frame.where
        and len(content) <= 2
        and query.asks in ("count", "share", "check", "areas")
        and not reading.has("good", "weak", "bad", "mildly-good", "praise", "last", "first", "next", "most", "least")
    ):
        return msgspec.structs.replace(query, asks="areas", intent="areas", quantifier=None)
    if reading.has("source") and len(content) <= 3 and memory.sources:
        return Query("coverage", "coverage", target="last")
    if reading.has("tell", "help") and areas and len(content) == 1 and reading.has("tell"):
        return Query("findings", "findings", areas[:_MOST_NAMED])
    return None


_CERTAIN = frozenset("exact exactly certain sure definite firm confirmed official precise estimate estimated rough".split())


def is_fragment(reading: Reading) -> bool:
    """Whether a message narrows what came before ("only the WSA ones", "without Suffolk") and says nothing alone."""
    texts = [t.text for t in reading.tokens if t.text.isalnum()]
    content = [u for u in reading.units if not u.filler]
    if (
        texts[:1]
        and texts[0] in ("without", "except", "excluding", "minus", "besides")
        and all(u.place or "except" in u.symbols or "without" in u.symbols for u in content)
    ):
        return True
    return texts[:2] in (["only", "the"], ["just", "the"]) and "ones" in texts


_STILL, _VISITED = frozenset(("still", "left", "remaining", "open")), frozenset(("re-visited", "progress"))


def _progress_counted(reading: Reading, memory: Memory) -> Query | None:
    """ "how many of them had made sufficient progress?" after a count of one area's weaknesses."""
    query = memory.query
    judged = next((s for s in ("insufficient", "sufficient") if reading.has(s)), None)
    if (
        judged is None
        and reading.has("weak")
        and _STILL & {t.text for t in reading.tokens}
        and any(c.kind in _VISITED for cl in clauses_of(query.which) for c in cl)
    ):
        judged = "insufficient"
    if not (
        judged and reading.has("how-many") and query.asks in ("count", "findings", "check") and len(query.areas) == 1 and not reading.places
    ):
        return None
    return Query("count", "count", query.areas, Is(Condition("progress", (judged,))), of="weaknesses", framework=query.framework)


def _contradicts(frame: Frame, memory: Memory) -> bool:
    """Whether a message asks for the opposite of the last filter: it is then about those named before it."""
    last = {(c.kind, c.values, c.negated) for clause in clauses_of(memory.query.which) for c in clause}
    return any((c.kind, c.values, not c.negated) in last for clause in frame.where for c in clause)


def _counted(memory: Memory) -> Query | None:
    query = memory.query
    if query.asks in ("areas", "check", "documents", "practice", "count") and not query.areas:
        where = clauses_of(query.which)
        if query.asks == "documents":
            where = (*where, (Condition("response"),))
        elif query.asks == "practice":
            where = where or ((Condition("strength"),),)
        return msgspec.structs.replace(query, asks="count", intent="count", which=from_clauses(where), quantifier=None)
    if query.areas and query.asks in ("findings", "why", "check"):
        of = "strengths" if query.manner == "strong" else "weaknesses"
        return Query("count", "count", query.areas[:1], of=of, framework=query.framework)
    return None


def _topics(query: Query) -> tuple[str, ...]:
    return tuple(
        t for clause in clauses_of(query.which) for c in clause if c.kind in ("topic", "strength") and not c.negated for t in c.values
    )


# --- someone else, a subject left out
def _someone_else(reading: Reading, memory: Memory) -> Query | None:
    """ "who else has had one?": the last filters, without the areas already named."""
    words = {t.text for t in reading.tokens}
    query = memory.query
    if "else" not in words or not words & {"who", "anyone", "anywhere", "which", "where", "anybody"} or reading.topics:
        return None
    if not clauses_of(query.which) and query.about in ("re-visited", "monitored", "submitted", "approved"):
        query = msgspec.structs.replace(query, asks="check", which=Is(Condition(query.about)))
    if not clauses_of(query.which):
        return None
    named = tuple(dict.fromkeys((*query.areas, *memory.area_ids)))
    if query.asks not in ("check", "areas", "count"):
        return None
    where = (*(c for c in clauses_of(query.which) if c[0].kind != "area"), (Condition("area", named, negated=True),))
    return msgspec.structs.replace(query, asks="areas", intent="areas", areas=(), which=from_clauses(where), quantifier=None, order=None)


def _left_over(reading: Reading, memory: Memory) -> Query | None:
    """ "the other one?" after a narrowing: those named before it and no more."""
    words = [t.text for t in reading.tokens if t.text.isalnum()]
    rest = tuple(a for a in memory.areas_before if a not in memory.area_ids)
    if "other" not in words or not set(words) <= _OTHER_WORDS or not rest or len(rest) == len(memory.areas_before):
        return None
    if memory.query.asks not in ("areas", "count", "check"):
        return None
    where = (*memory.where_before, (Condition("area", rest),))
    return msgspec.structs.replace(
        memory.query, asks="areas", intent="areas", which=from_clauses(where), areas=(), quantifier=None, order=None
    )


_OTHER_WORDS = frozenset("and the other others one ones area areas which who is are what about".split())
_BOTH_WORDS = frozenset("anyone any who which areas area is are in on both lists list of them there anybody appears appear named".split())


def _in_both(reading: Reading, memory: Memory) -> Query | None:
    """ "anyone in both lists?": the filters of the last two questions together."""
    words = {t.text for t in reading.tokens if t.text.isalnum()}
    if "both" not in words or not words & {"list", "lists"} or not words <= _BOTH_WORDS or not memory.where_before:
        return None
    where = tuple(dict.fromkeys((*memory.where_before, *clauses_of(memory.query.which))))
    return msgspec.structs.replace(
        memory.query, asks="areas", intent="areas", which=from_clauses(where), areas=(), quantifier=None, order=None
    )


_EVENT_CUES = (
    "due",
    "submit",
    "approve",
    "revisit",
    "publish",
    "inspect",
    "progress",
    "monitor",
    "outcome",
    "left",
    "overdue",
    "letter",
    "weakness-noun",
    "priority-noun",
    "improvement-noun",
    "sufficient",
    "insufficient",
    "effective",
    "strength-noun",
    "now-due",
    "wsa",
    "pap",
    "link",
    "partner",
    "history",
    "notice",
    "plan-noun",
    "weak",
    "good",
)
_GENERAL = frozenset(
    "we us our i an any areas area councils council which who all every authority authorities usually normally you do does".split()
)


def _add_subject(reading: Reading, memory: Memory, form: str, knowledge: Knowledge) -> str | None:
    """The message with the last areas as its subject, where it asks of an event and names nobody."""
    words = {t.text for t in reading.tokens}
    if not 1 <= len(memory.area_ids) <= _MOST_NAMED or memory.query.asks in ("define", "passage") or words & _GENERAL:
        return None
    content = [u for u in reading.units if not u.filler]
    if not reading.has(*_EVENT_CUES) or form not in ("when", "how-long", "yesno", "what", "how-many", "", "how") or len(content) > 6:
        return None
    if (form in ("", "what", "how") and len(content) > 3) or any(
        u.period or (u.place and u.place.place.kind != "area") for u in reading.units
    ):
        return None
    return " ".join(t.text for t in reading.tokens if t.text not in ("?", ",")) + " for " + _names(memory, knowledge)


def _again_with_outcome(reading: Reading, memory: Memory) -> str | None:
    """ "and after outcome 1?" after a rule about outcome 2: the last question with the other outcome."""
    if memory.query.asks != "passage" or not memory.text:
        return None
    new = re.search(r"outcome [123]", " ".join(t.text for t in reading.tokens))
    old = re.search(r"outcome [123]", memory.text.lower())
    return memory.text.lower().replace(old[0], new[0]) if new and old and len(reading.tokens) <= 6 else None


def _wider_topic(memory: Memory, knowledge: Knowledge) -> str | None:
    """The topic that holds the last question's: what "and promotion?" is meant of."""
    parents = {t.id: t.parent for t in knowledge.topics}
    wanted = next((parents.get(t) or t for t in (*memory.query.topics, *_topics(memory.query))), None)
    return next((t.name for t in knowledge.topics if t.id == wanted), None)


def _last_subject(memory: Memory, knowledge: Knowledge) -> str | None:
    """The term or topic the last question was about, as a name."""
    if memory.query.asks == "define":
        return memory.query.target
    topics = (*memory.query.topics, *_topics(memory.query))
    return next((t.name for t in knowledge.topics for wanted in topics if t.id == wanted), None) if not memory.query.areas else None


def _names(memory: Memory, knowledge: Knowledge) -> str:
    return " and ".join(a.full_name or a.name for i in memory.area_ids for a in knowledge.areas if a.id == i)


# --- pronouns
def _put_names(reading: Reading, memory: Memory, knowledge: Knowledge) -> str | None:
    """The message with they / it / their / there / one put into words; None where it has none."""
    if not 1 <= len(memory.area_ids) <= _MOST_NAMED and not _last_subject(memory, knowledge):
        return None
    texts, memory = _picked([t.text for t in reading.tokens], memory)
    names = _names(memory, knowledge)
    subject = _last_subject(memory, knowledge)
    out, changed = [], False
    for index, text in enumerate(texts):
        before, after = texts[index - 1] if index else "", texts[index + 1] if index + 1 < len(texts) else ""
        if (
            subject
            and text in ("that", "it", "this")
            and (
                (before in ("with", "on", "about", "of", "for", "over", "at", "in") and after in ("", "?", "."))
                or (before in ("does", "do", "did", "doing") and after in ("well", "badly", "best", "right", "better"))
            )
        ):
            out.append(subject)
            changed = True
        elif text in _OWNER_WORDS and not reading.has("area-noun"):
            out.append(f"{names}'s")
            changed = True
        elif (
            text in ("they", "it")
            or (text == "them" and before not in ("of", "for"))
            or (text == "that" and after in ("", "?", "area", "one", "council") and before not in ("is", "does"))
        ):
            out.append(
                ""
                if text == "it"
                and before in ("get", "got", "submit", "submitted", "send", "sent", "in", "write", "written", "is", "was")
                and changed
                else names
            )
            changed = True
        elif text == "there" and before not in ("is", "are", "was", "were"):
            out.append(f"in {names}")
            changed = True
        elif text == "one" and before in (
            "get",
            "got",
            "need",
            "needed",
            "have",
            "write",
            "submit",
            "had",
            "required",
            "owe",
            "given",
            "for",
            "require",
        ):
            out.append(subject if subject and memory.query.asks == "define" else "a wsa")
            changed = changed or memory.query.asks == "define"
        elif text in ("area", "one", "council") and before == "that":
            continue
        else:
            out.append(text)
    return " ".join(out) if changed else None


_ORDINALS = {"first": 0, "former": 0, "second": 1, "latter": -1, "third": 2, "last": -1}


def _picked(texts: list[str], memory: Memory) -> tuple[list[str], Memory]:
    """ "the second one" of the areas last named: as "that one", with only that area remembered."""
    for index in range(len(texts) - 1):
        place = _ORDINALS.get(texts[index + 1])
        following = texts[index + 2] if index + 2 < len(texts) else ""
        picks = following in ("one", "area", "council") or texts[index + 1] in ("former", "latter")
        if texts[index] == "the" and place is not None and picks and len(memory.area_ids) > max(place, 0):
            rest = texts[index + (3 if following in ("one", "area", "council") else 2) :]
            return [*texts[:index], "that", "one", *rest], msgspec.structs.replace(memory, area_ids=(memory.area_ids[place],))
    return texts, memory


# --- slots for slots
def _replace_slots(reading: Reading, frame: Frame, memory: Memory) -> Query | None:
    query = memory.query
    if query.asks in ("hello", "thanks", "bye", "help", "coverage"):
        return None
    terms = [u.terms[0] for u in reading.units if u.terms]
    if query.asks == "define" and terms and not frame.areas:
        return msgspec.structs.replace(query, target=terms[0])
    if reading.has("without") or any(c.negated for clause in frame.where for c in clause if c.kind == "plan"):
        pass
    where = list(clauses_of(query.which))
    changed = False
    if _wants_others(reading):
        flipped = _complement(where)
        return msgspec.structs.replace(query, which=from_clauses(flipped)) if flipped else None
    for clause in frame.where:
        kind = clause[0].kind
        if kind in _TOPICAL and (
            query.topics or (query.asks in ("findings", "why", "compare", "check") and query.areas and query.asks != "check")
        ):
            manner = "strong" if kind == "strength" else query.manner
            topics = tuple(t for c in clause for t in c.values)
            query, changed = (
                msgspec.structs.replace(
                    query, topics=topics, manner=manner, asks="findings" if query.asks == "why" and kind == "strength" else query.asks
                ),
                True,
            )
            continue
        where, changed = _put(where, _in_the_same_manner(clause, where, reading)), True
    if frame.period and not any(c.period for clause in frame.where for c in clause):
        changed = True
    query = msgspec.structs.replace(query, which=from_clauses(where), period=frame.period or query.period)
    if not frame.where and reading.has("good", "strength-noun", "weak", "weakness-noun") and not frame.areas:
        return _other_manner(query, reading)
    if frame.excluded:
        query, changed = msgspec.structs.replace(query, which=both(query.which, Not(Is(Condition("area", frame.excluded))))), True
    if frame.areas:
        return _for_areas(query, frame.areas)
    return query if changed and query.asks != "passage" else None


def _wants_others(reading: Reading) -> bool:
    texts = {t.text for t in reading.tokens}
    return bool(texts & {"others", "rest", "remainder"}) or {"other", "ones"} <= texts or {"other", "areas"} <= texts


def _complement(where: list[Clause]) -> tuple[Clause, ...] | None:
    """The filters with their last claim turned round."""
    for index in range(len(where) - 1, -1, -1):
        if where[index][0].kind in _CLAIMS and len(where[index]) == 1:
            turned = msgspec.structs.replace(where[index][0], negated=not where[index][0].negated)
            return (*where[:index], (turned,), *where[index + 1 :])
    return None


def _in_the_same_manner(clause: Clause, where: list[Clause], reading: Reading) -> Clause:
    """A bare topic keeps the last question's manner: "and co-production?" after praise asks for praise."""
    if clause[0].kind == "topic" and any(c[0].kind == "strength" for c in where) and not reading.has("weak", "bad"):
        return tuple(msgspec.structs.replace(c, kind="strength") for c in clause)
    if clause[0].kind == "inspected" and any(c[0].kind == "published" and c[0].period for c in where):
        return tuple(msgspec.structs.replace(c, kind="published") for c in clause)
    negated = any(c[0].kind in _TOPICAL and c[0].negated for c in where)
    if clause[0].kind in _TOPICAL and negated and not clause[0].negated:
        return tuple(msgspec.structs.replace(c, negated=True) for c in clause)
    return clause


def _put(where: list[Clause], clause: Clause) -> list[Clause]:
    """The filters with those of the new clause's kind replaced by it."""
    kind = clause[0].kind
    if kind in _TOPICAL and clause[0].negated and not any(c[0].negated for c in where if c[0].kind in _TOPICAL):
        return [*where, clause]  # "and no local offer problem" narrows
    if kind in _TOPICAL:  # the areas that the old topic left are not those of the new one
        where = [c for c in where if c[0].kind != "area" or c[0].negated]
    alike = _TOPICAL if kind in _TOPICAL else ("inspected", "published") if kind in ("inspected", "published") else (kind,)
    return [*(c for c in where if c[0].kind not in alike), clause]


def _other_manner(query: Query, reading: Reading) -> Query | None:
    """ "and strengths?": the same areas, the other kind of finding."""
    manner = "strong" if reading.has("good", "strength-noun") else "weak"
    if query.areas:
        asks: Shape = "compare" if query.asks == "compare" else "findings"
        return msgspec.structs.replace(query, asks=asks, intent="findings", manner=manner, topics=())
    if any(c[0].kind in _TOPICAL for c in clauses_of(query.which)):
        kind: ConditionKind = "strength" if manner == "strong" else "topic"
        where = tuple(
            tuple(msgspec.structs.replace(c, kind=kind) if c.kind in ("topic", "strength") else c for c in clause)
            for clause in clauses_of(query.which)
        )
        return msgspec.structs.replace(query, which=from_clauses(where), manner=manner)
    return None


def _for_areas(query: Query, areas: tuple[str, ...]) -> Query | None:
    """The last question, asked of other areas."""
    if query.areas:
        asks: Shape = query.asks
        if len(areas) > 1 and asks == "findings":
            asks = "compare"
        if asks == "compare" and len(areas) == 1:
            areas = (*query.areas, *areas)
        return msgspec.structs.replace(query, asks=asks, areas=areas, which=without(query.which, "area"))
    if query.asks in ("areas", "count", "share", "check", "practice", "documents", "ranking", "common"):
        where = tuple(c for c in clauses_of(query.which) if c[0].kind not in ("area", "region"))
        if query.asks == "documents":
            return msgspec.structs.replace(query, areas=areas)
        if query.order == "next" or any(c[0].kind == "due" for c in where):
            return Query("days", "days", areas, about="due")
        if not where:
            return Query("findings", "findings", areas)
        return Query("check", "check", areas, from_clauses(where), framework=query.framework)
    if query.asks in ("define", "passage", "scheme"):
        return Query("findings", "findings", areas)
    return None
