"""Which passage a question asks for, or which example is the nearest, where the grammar does not read all of it."""

from collections.abc import Callable

from sendbot.lexicon.text import clean, tokenise
from sendbot.query import Query
from sendbot.understanding.account import bindings, unclaimed
from sendbot.understanding.asked import Asked
from sendbot.understanding.belonging import ENOUGH, belonging
from sendbot.understanding.building import build, defines, passage_query
from sendbot.understanding.declining import of_other_inspections
from sendbot.understanding.matching import Match, stem
from sendbot.understanding.outcome import Refusal, Understood
from sendbot.understanding.passages import NOT_ASKED, is_asked, is_hidden
from sendbot.understanding.phrasings import plain_words
from sendbot.understanding.reading import Reading, Unit
from sendbot.understanding.refusing import ask_back, named, not_recorded

# Tuned on the development questions (docs/measured.md).
_LEAST_SCORE = 0.5
_LEAST_PASSAGE = 0.5
_LEAST_MET = 0.55
# How far below the best rule one may lie that is taken in its stead: what lies further off answers another question.
_MARGIN = 0.2
_SHARED = 0.7
_OUT_OF_VIEW, _CLEARLY = 0.85, 0.15
_EXACT = 0.995
# From which score on a passage is asked for in its own words, whatever else speaks for it.
_PLAINLY_PASSAGE = 0.9
_MOST_TRIED = 8
ENOUGH_IN_THREAD = 1
# What is asked in its own words, or of the bot itself, needs no account.
_UNAUDITED = frozenset(("passage", "define", "scheme", "coverage", "hello", "thanks", "bye", "help"))
_ACTORS = frozenset(("partnership", "partnerships", "partner", "partners", "leader", "leaders"))
_SMALL_TALK = frozenset(("hello", "thanks", "bye", "help"))

# What a near example makes of a question; None where it is not what is asked.
Accept = Callable[[Match, Asked], Query | None]


# --- a passage
def in_its_own_words(asked: Asked) -> Understood | None:
    """The passage that a question outside a thread asks for in a phrasing of its own, word for word."""
    if asked.memory or not (found := asked.known.phrasings.put_as(asked.reading)):
        return None
    rule, example = found
    if rule.id not in asked.view.passages:
        return None
    query = passage_query(rule, example, asked.reading)
    return Understood(query, asked.notes, how="passage") if query else None


def plain_passage(asked: Asked) -> Understood | None:
    """The passage that is plainly asked for: the question is about how things are done, and one passage is near."""
    reading, in_thread = asked.reading, asked.memory is not None or asked.enough < ENOUGH
    found = next((f for f in asked.weighed if f.match.rule.id in asked.view.passages), None)
    if found is None or not is_asked(found, reading, in_thread=in_thread) or not speaks_of(found.match, asked):
        return None
    strange = any(u.unexplained and not u.soft for u in reading.units)
    is_its_own = found.match.score >= _PLAINLY_PASSAGE
    belongs = belonging(reading, soft_matters=False) >= (ENOUGH if strange else ENOUGH_IN_THREAD)
    if not (in_thread or is_its_own or belongs):
        return None  # of everyday talk too some passage is the nearest
    query = build(found.match, asked.frame, reading)
    return Understood(query, asked.notes, how="passage") if query else None


def hidden_passage(asked: Asked) -> Refusal | None:
    """Declines a passage that is plainly asked for and may not be used here."""
    if is_hidden(asked.weighed, frozenset(asked.view.passages), asked.reading) and speaks_of(asked.weighed[0].match, asked):
        return not_recorded(asked)
    return None


def is_put_so(asked: Asked) -> bool:
    """Whether a question is a passage's own phrasing, word for word."""
    words = plain_words(asked.reading.tokens)
    return any(m.rule.passage and m.score >= _EXACT and _words_of(m) == words for m in asked.matches)


def _words_of(match: Match) -> tuple[str, ...]:
    return tuple(t.text for t in tokenise(clean(match.example.text)))


def speaks_of(match: Match, asked: Asked) -> bool:
    """Whether a passage speaks of the areas and topics that the question names: else it is no answer to it."""
    reading, frame, reader = asked.reading, asked.frame, asked.known.reader
    passage = match.rule.passage
    assert passage  # noqa: S101 - only asked of passages
    said = {f for p in match.example.pieces for f in p.features}
    if reading.has("several") and not {"several", "more-than"} & said:
        return False
    of_later_visits = {"revisit", "monitor"} & {s for u in reading.units for s in u.symbols}
    if of_later_visits - said and not any(w in passage.says.lower() for w in ("visit", "monitor")):
        return False
    if any(a not in passage.areas and f"a:{a}" not in said for a in (*frame.areas, *frame.excluded)):
        return False
    dated = [u.period.period for u in reading.units if u.period]
    names_a_day = any(c.isdigit() for c in match.example.text)  # "this year" moves with the day
    if "{period}" in said and dated and names_a_day and not any(f"p:{p.start}:{p.end}" in said for p in dated):
        return False  # the passage is about another day
    in_force = {"2016": range(2015, 2023), "2023": range(2023, 2100)}.get(passage.framework or "", range(0))
    fitting = all(p.start and p.start.year in in_force and (p.end is None or p.end.year in in_force) for p in dated)
    if (dated and "{period}" not in said and not fitting and not (passage.date and any(passage.date in p for p in dated))) or any(
        c.kind == "region" for clause in frame.where for c in clause
    ):
        return False
    # "a partnership must ...", "can our leader tell members": who acts, not what is asked about.
    topics = {h.topic for h in reading.topics if not all(reading.units[i].text in _ACTORS for i in h.used)}
    if not reading.topics and any(f.startswith("t:") for f in said):
        return False
    known = {f[2:] for f in said if f.startswith("t:")} | set(passage.topics)
    related = {t for k in known for t in reader.ancestors_of(k)} | known
    return all(t in related or set(reader.ancestors_of(t)) & known for t in topics)


# --- the nearest example
def accept(match: Match, asked: Asked) -> Query | None:
    """What an example makes of a question that has all it needs, and that belongs to the field."""
    reading, intent = asked.reading, match.rule.intent
    if match.unexplained or (match.rule.passage and (match.met < _LEAST_MET or not speaks_of(match, asked))):
        return None
    if intent and intent.cues and not reading.has(*intent.cues):
        return None
    if intent and intent.asks in _SMALL_TALK:
        other = any(not u.filler and not u.symbols & {*_SMALL_TALK, "who", "what", "how", "which", "and", "good"} for u in reading.units)
        return None if other else build(match, asked.frame, reading)
    belongs = belonging(reading, soft_matters=intent is not None) >= asked.enough or (match.rule.passage and _shares(match, reading))
    if match.score < _EXACT and not belongs:
        return None
    return build(match, asked.frame, reading)


def nearest(asked: Asked, accept: Accept) -> Understood | Refusal | None:
    """What the nearest example makes of a question, if all of its words led to something."""
    matches = _worth_trying(asked)
    hidden = 0.0
    best = max((m.score for m in matches if _may_be(m, asked.reading)), default=0.0)
    for match in matches[:_MOST_TRIED]:
        passage = match.rule.passage
        if match.score < max(_LEAST_SCORE, best - _MARGIN):
            break
        if passage and match.score < _LEAST_PASSAGE:
            continue
        if passage and passage.id not in asked.view.passages:
            if match.score >= _OUT_OF_VIEW and not match.unexplained and speaks_of(match, asked):
                hidden = max(hidden, match.score)
            continue
        if match.score < hidden - _CLEARLY:  # the message plainly asks for a rule that must not be used here
            return not_recorded(asked)
        if (query := accept(match, asked)) and (found := _accounted(query, match, asked)):
            return found
    return None


def _accounted(query: Query, match: Match, asked: Asked) -> Understood | Refusal | None:
    """A query made by an example, if no word that matters was left out."""
    left = unclaimed(asked.reading, query) if query.asks not in _UNAUDITED else ()
    if left:
        if not _may_be_left(query, left, asked.reading):
            return ask_back(query, left, asked)
        asked.notes = (*asked.notes, f"I did not take {named(left)} into account.")
    if other := of_other_inspections(query, asked):
        return other
    if not asked.may_be(query.asks):
        return None
    return Understood(query, asked.notes, match.score, how="passage" if match.rule.passage else "matched")


def _worth_trying(asked: Asked) -> list[Match]:
    """The near examples without passages in view for which next to nothing speaks: they are not asked for, however near."""
    in_view = asked.view.passages
    evidence = {f.match.example.rule: f.evidence for f in asked.weighed if f.match.rule.id in in_view}
    return [
        m
        for m in asked.matches
        if not (p := m.rule.passage) or p.id not in in_view or m.score >= _PLAINLY_PASSAGE or evidence.get(m.example.rule, 0.0) >= NOT_ASKED
    ]


def _may_be(match: Match, reading: Reading) -> bool:
    """Whether a rule could be meant at all: a definition is asked for as such, small talk is nothing but that."""
    intent = match.rule.intent
    if intent is None:
        return True
    if intent.asks == "define":
        return defines(reading)
    return intent.asks not in _SMALL_TALK


def _may_be_left(query: Query, left: tuple[str, ...], reading: Reading) -> bool:
    """Whether words may be left out if they are named: words of everyday English that are no nouns, where no yes, no or
    number is claimed."""
    after = (*reading.units[1:], None)
    # In "which coastal areas" the unknown word says which areas are meant.
    harmless = {u.text for u, then in zip(reading.units, after, strict=True) if u.unexplained and u.soft and not _is_head(then)}
    return query.asks not in ("check", "count") and harmless.issuperset(left)


def _is_head(unit: Unit | None) -> bool:
    """Whether a word names what a list is of, so that the word before it narrows the list."""
    return unit is not None and not unit.symbols.isdisjoint(bindings().heads)


def _shares(match: Match, reading: Reading) -> bool:
    """Whether a passage's phrasing has two of the question's own words, none of them said of just anything."""
    said = {f for p in match.example.pieces for f in p.features}
    own = [u for u in reading.units if not u.filler and not u.symbols and f"w:{stem(u.text)}" in said | {f"w:{u.text}"} & said]
    numbers = [u for u in reading.units if u.number is not None and f"n:{u.number}" in said]
    return match.score >= _SHARED and len(own) + len(numbers) > 1 and any(not u.everyday for u in own)
