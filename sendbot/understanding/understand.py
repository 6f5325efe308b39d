"""The whole of understanding: a question, and what the thread remembers, to what is asked or why nothing is."""

import copy
import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import Literal

import msgspec
from rapidfuzz import fuzz, process

from sendbot.care_boards import care_boards
from sendbot.grammar.following import LED
from sendbot.grammar.lattice import single_words
from sendbot.grammar.saying import question
from sendbot.lexicon.language import Decline, Language
from sendbot.lexicon.places import Gazetteer
from sendbot.lexicon.text import MAX_CHARACTERS, MAX_TOKENS, PUNCTUATION, Token, clean, tokenise
from sendbot.lexicon.vocabulary import Vocabulary
from sendbot.meaning import Condition, Is, both, conjuncts
from sendbot.model import Knowledge
from sendbot.query import Query, Shape
from sendbot.snapshot import View
from sendbot.understanding.account import unclaimed
from sendbot.understanding.belonging import ENOUGH, belonging
from sendbot.understanding.building import build, defines, passage_query
from sendbot.understanding.composing import Frame, compose
from sendbot.understanding.defining import defines as asks_meaning
from sendbot.understanding.following import (
    Memory,
    across,
    asked_again,
    asks_on,
    carried,
    goes_on,
    narrows,
    of_named,
    one_of_nothing,
    opens_narrowing,
    pointers,
    points,
    points_back,
    points_nowhere,
    spelt,
    turned,
    wider,
)
from sendbot.understanding.matching import Example, Match, Matcher, Rule, form_of, pieces_of, stem
from sendbot.understanding.parsing import Parse, Pointers, parse
from sendbot.understanding.parsing import whole as read_whole
from sendbot.understanding.passages import NOT_ASKED, Found, Nearest, is_asked, is_hidden
from sendbot.understanding.reading import WORD, Reader, Reading, knowledge_words
from sendbot.understanding.reckoning import reckons
from sendbot.understanding.scope import asks_for_opinion, asks_for_people, asks_of_others
from sendbot.understanding.supposing import supposes
from sendbot.wording import join

# Tuned on the development questions (docs/measured.md).
LEAST_SCORE = 0.5
LEAST_PASSAGE = 0.5
LEAST_MET = 0.55
# How far below the best rule one may lie that is taken in its stead: what lies further off answers another question.
MARGIN = 0.2
_SHARED = 0.7
_OUT_OF_VIEW, _CLEARLY = 0.85, 0.15
# How near a rule of the framework in force must come to outrank one of the other.
OUT_OF_FORCE = 0.08
NEW_FRAMEWORK = dt.date(2023, 1, 1)
_OPENERS = frozenset("please hi hello hey so ok okay just bot sendbot now kindly then thanks oh right well also sorry".split())
# What is asked in its own words, or of the bot itself, needs no account.
_UNAUDITED = frozenset(("passage", "define", "scheme", "coverage", "hello", "thanks", "bye", "help"))
# From which score on a passage is asked for in its own words, whatever else speaks for it.
_PLAINLY_PASSAGE = 0.9
_ACTORS = frozenset(("partnership", "partnerships", "partner", "partners", "leader", "leaders"))
_SMALL_TALK = frozenset(("hello", "thanks", "bye", "help"))
_ENOUGH_IN_THREAD = 1
_NEAR = 68  # token_sort_ratio from which an example is near enough to be suggested
_EXACT = 0.995
_WHOLE = frozenset(("what", "how", "how-long", "which", "list", "define"))  # forms that seldom leave out their subject
_ALONE = 0.97  # from which score a passage's own question is one also in a thread
# Shapes that can be confined to some areas ("which of those ...").
OF_AREAS: frozenset[Shape] = frozenset(
    ("areas", "count", "share", "check", "documents", "practice", "common", "ranking", "findings", "compare", "when", "days", "why")
)


class Refusal(msgspec.Struct, frozen=True):
    """No answer: `why` names the reason, `says` is the sentence for the person, `suggestions` are the nearest questions.

    `unclear`: a name that fits several areas, which are then the suggestions.
    """

    why: str
    says: str
    suggestions: tuple[str, ...] = ()
    unclear: str | None = None


How = Literal["whole", "matched", "passage", "followed"]


class Understood(msgspec.Struct, frozen=True):
    """What one question asks: a query, with what was read into it (spelling mended, names resolved).

    `text`: the question with what it takes from its thread put into words. `how`: the grammar read all of it, the nearest
    example was taken, a passage was, or it goes on from its thread.
    """

    query: Query
    notes: tuple[str, ...] = ()
    score: float = 1.0
    text: str = ""
    how: How = "matched"


def phrases_from(language: Language, knowledge: Knowledge) -> tuple[object, ...]:
    """All names and phrasings that questions are read by, of one language and one state of the knowledge."""
    return (
        language,
        *(knowledge.areas, knowledge.ambiguous_names, knowledge.area_groups, knowledge.elsewhere, knowledge.named_dates),
        *(knowledge.topics, knowledge.terms, knowledge.rules, knowledge.observations, knowledge.advice),
        sorted({(f.scheme, *f.scheme_aliases) for f in knowledge.findings if f.scheme}),
        care_boards(knowledge),
    )


def words_from(language: Language, knowledge: Knowledge) -> tuple[object, ...]:
    """All that reading the examples depends on: names, phrasings, and those words of the examples that the knowledge's texts use."""
    spoken = {word for text in _phrasings(language, knowledge) for word in WORD.findall(text.lower())}
    return (*phrases_from(language, knowledge), sorted(knowledge_words(knowledge) & spoken))


def _phrasings(language: Language, knowledge: Knowledge) -> Iterable[str]:
    for intent in language.intents:
        yield from intent.examples
    for passage in (*knowledge.rules, *knowledge.observations, *knowledge.advice):
        yield from (*passage.asked, *passage.asked_yes, *passage.asked_no)


class Understanding:
    """Understands questions by one language and one state of the knowledge."""

    def __init__(self, language: Language, knowledge: Knowledge, examples: Callable[[Callable[[], bytes]], bytes] | None = None) -> None:
        """`examples` may keep what reading the examples came to: it is given how to make it, and gives it back."""
        self.language, self.knowledge = language, knowledge
        self._vocabulary = Vocabulary(language, knowledge, single_words())
        self._gazetteer = Gazetteer(knowledge, language.homographs, self._vocabulary.words)
        self.reader = Reader(self._vocabulary, self._gazetteer, knowledge)
        self._declines = {d.id: d for d in language.declines}
        self._other_inspections = {t.id: t.term for t in knowledge.terms if t.other_inspections}
        self._areas = {a.id: a for a in knowledge.areas}
        rules = [Rule(i.id, intent=i) for i in language.intents]
        rules += [Rule(p.id, passage=p) for p in (*knowledge.rules, *knowledge.observations, *knowledge.advice)]
        read: list[Example] | None = None
        if examples:
            with suppress(msgspec.DecodeError):  # what was kept is damaged: made anew below
                read = msgspec.json.decode(examples(lambda: msgspec.json.encode(self._examples(rules))), type=list[Example])
        if read is None:
            read = self._examples(rules)
        self.matcher = Matcher(rules, read)
        whole = [e for e in self.matcher.examples if "{" not in e.text]
        self._titles = [e.text for e in whole]
        self._nearest: Nearest | None = None
        self._phrased = {_plainly(tokenise(clean(e.text))): e for e in whole if rules[e.rule].passage}
        self._passage_of = [p.id if (p := rules[e.rule].passage) else None for e in whole]

    def moved_to(self, language: Language, knowledge: Knowledge) -> "Understanding | None":
        """This understanding for another state of the knowledge; None where that is read by other words."""
        if words_from(self.language, self.knowledge) != words_from(language, knowledge):
            return None
        moved = copy.copy(self)
        moved.knowledge = knowledge
        moved.reader = Reader(self._vocabulary, self._gazetteer, knowledge)
        return moved

    def _examples(self, rules: Sequence[Rule]) -> list[Example]:
        examples = []
        for number, rule in enumerate(rules):
            if rule.intent:
                phrasings: list[tuple[str, bool | None]] = [(t, None) for t in rule.intent.examples]
            else:
                assert rule.passage  # noqa: S101 - a rule has one or the other
                passage = rule.passage
                phrasings = [(t, None) for t in passage.asked]
                phrasings += [(t, True) for t in passage.asked_yes] + [(t, False) for t in passage.asked_no]
            for text, affirms in phrasings:
                reading = self.reader.read(tokenise(clean(text)), dt.date(2017, 10, 6))
                examples.append(Example(number, text, pieces_of(reading, of_passage=bool(rule.passage)), form_of(reading), affirms))
        return examples

    # --- one message
    @staticmethod
    def unreadable(text: str) -> Refusal | None:
        """Why a message cannot be read at all; None where it can."""
        if len(text) > MAX_CHARACTERS:
            return Refusal("too-long", f"That is {len(text):,} characters; please ask in at most {MAX_CHARACTERS:,}.")
        tokens = tokenise(clean(text))
        if not any(t.text[0].isalnum() for t in tokens):
            return Refusal("empty", "I could not find a question in that. Ask for example: which areas had DMO capacity issues?")
        if len(tokens) > MAX_TOKENS:
            return Refusal("too-long", f"That is {len(tokens)} words; please ask in at most {MAX_TOKENS}.")
        return None

    def read(self, text: str, today: dt.date) -> Reading:
        """The words of one (cleaned) question."""
        return self.reader.read(tokenise(text), today)

    def understand(
        self,
        reading: Reading,
        view: View,
        memory: Memory | None = None,
        *,
        shapes: frozenset[Shape] | None = None,
        enough: int = ENOUGH,
    ) -> Understood | Refusal:
        """What a read question asks, or why it is not answered.

        `shapes`: the only shapes it may have, where given. `enough`: how much of it must belong to the field, in points.
        """
        frame = compose(reading)
        meaning = asks_meaning(reading)
        reckoned = reckons(reading, frame)
        own = None if memory else self._in_its_own_words(reading, view)
        declined = None if meaning or reckoned or own else self._declined(reading)
        if declined:
            return Refusal(declined.id, declined.says, self.suggest(reading, frame, view))
        if frame.elsewhere:
            says = f"{frame.elsewhere[0]} is not a local area of its own, so I have no inspection of it."
            return Refusal("elsewhere", says, self.suggest(reading, frame, view))
        frame, notes, unclear = self._resolve(frame, reading, view)
        if unclear:
            return unclear
        if memory is None and (_only_adds(reading) or (opens_narrowing(reading) and narrows(parse(reading, Pointers())))):
            return Refusal(
                "no-context", "I am not sure what that narrows down. Please ask it as a whole question.", self.suggest(reading, frame, view)
            )
        if memory is None and points_back(reading) and not read_whole(reading):
            return self._points_back(reading, frame, view)
        matches = _in_force_first(self.matcher.match(reading), view.known_by)
        of_areas = meaning and reading.tokens[0].text in ("where", "who", "which") and read_whole(reading)
        if meaning and not of_areas and not is_put_so(matches, reading) and (shapes is None or "define" in shapes):
            return Understood(meaning, tuple(notes))
        stands_alone = bool(matches) and matches[0].score >= _ALONE and bool(matches[0].rule.passage) and form_of(reading) in _WHOLE
        if stands_alone and memory:
            found = pointers(reading, memory)
            at_set = any(p.symbol == "THOSE" for p in found.pieces)
            of_one = len(memory.named) == 1 and bool(memory.query.areas)
            stands_alone = not at_set and not (of_one and asks_on(parse(reading, found)))
        if memory and not stands_alone and (followed := self._follow(reading, frame, view, memory, notes)):
            return followed
        if own:
            return Understood(own, tuple(notes), how="passage")
        if (query := self.whole(reading, view)) and (shapes is None or query.asks in shapes):
            return self._of_other_inspections(query, reading, frame, view) or Understood(query, tuple(notes), how="whole")
        if shapes is None and (supposed := supposes(reading)) and supposed.target in view.passages:
            return Understood(supposed, tuple(notes), how="passage")
        if reckoned and shapes is None:
            return Understood(reckoned, tuple(notes))
        every = self._weigh(matches, reading, view)
        weighed = [found for found in every if found.match.rule.id in view.passages]
        if passage := self._passage(weighed, reading, frame, in_thread=memory is not None or enough < ENOUGH):
            return Understood(passage, tuple(notes), how="passage")
        evidence = {found.match.example.rule: found.evidence for found in weighed}
        if is_hidden(every, frozenset(view.passages), reading) and self._speaks_of(every[0].match, frame, reading):
            return Refusal("not-recorded", "That is not recorded in the sources I may use.", self.suggest(reading, frame, view))
        # A passage in view for which next to nothing speaks is not asked for, however near its phrasing.
        matches = [
            m
            for m in matches
            if not (p := m.rule.passage)
            or p.id not in view.passages
            or m.score >= _PLAINLY_PASSAGE
            or evidence.get(m.example.rule, 0.0) >= NOT_ASKED
        ]
        hidden = 0.0
        best = max((m.score for m in matches if self._may_be(m, reading)), default=0.0)
        for match in matches[:8]:
            if match.score < LEAST_SCORE or match.score < best - MARGIN:
                break
            if match.rule.passage and match.score < LEAST_PASSAGE:
                continue
            if match.rule.passage and match.rule.passage.id not in view.passages:
                if match.score >= _OUT_OF_VIEW and not match.unexplained and self._speaks_of(match, frame, reading):
                    hidden = max(hidden, match.score)
                continue
            if match.score < hidden - _CLEARLY:  # the message plainly asks for a rule that must not be used here
                return Refusal("not-recorded", "That is not recorded in the sources I may use.", self.suggest(reading, frame, view))
            query = self._accept(match, frame, reading, enough)
            left = unclaimed(reading, query) if query and query.asks not in _UNAUDITED else ()
            if query and left:
                if not self._may_be_left(query, left, reading):
                    return self._ask_back(query, left, reading, frame, view)
                notes = [*notes, f"I did not take {named(left)} into account."]
            if query and (other := self._of_other_inspections(query, reading, frame, view)):
                return other
            if query and (shapes is None or query.asks in shapes):
                return Understood(query, tuple(notes), match.score, how="passage" if match.rule.passage else "matched")
        return self._out_of_scope(reading, frame, view)

    def _passage(self, weighed: list[Found], reading: Reading, frame: Frame, *, in_thread: bool) -> Query | None:
        """The passage that is plainly asked for: the question is about how things are done, and one passage is near."""
        found = next(iter(weighed), None)
        if found is None or not is_asked(found, reading, in_thread=in_thread) or not self._speaks_of(found.match, frame, reading):
            return None
        strange = any(u.unexplained and not u.soft for u in reading.units)
        in_its_own_words = found.match.score >= _PLAINLY_PASSAGE
        belongs = belonging(reading, soft_matters=False) >= (ENOUGH if strange else _ENOUGH_IN_THREAD)
        if not (in_thread or in_its_own_words or belongs):
            return None  # of everyday talk too some passage is the nearest
        return build(found.match, frame, reading)

    def _weigh(self, matches: list[Match], reading: Reading, view: View) -> list[Found]:
        """The passages, used or not, by how much speaks for each."""
        if self._nearest is None:
            self._nearest = Nearest(self.matcher.rules, self.matcher.examples)
        return self._nearest.weigh(reading, matches, "2016" if view.known_by < NEW_FRAMEWORK else "2023")

    def _in_its_own_words(self, reading: Reading, view: View) -> Query | None:
        """The passage that a question asks for in a phrasing of its own, word for word."""
        example = self._phrased.get(_plainly(reading.tokens))
        rule = self.matcher.rules[example.rule] if example else None
        if example is None or rule is None or rule.id not in view.passages:
            return None
        return passage_query(rule, example, reading)

    def whole(self, reading: Reading, view: View) -> Query | None:
        """What a question asks, where the grammar reads every word of it."""
        query = read_whole(reading)
        if query is None or not query.areas:
            return query
        areas = tuple(dict.fromkeys(self._families(list(query.areas), reading, view)))
        return msgspec.structs.replace(query, areas=areas)

    @staticmethod
    def _may_be(match: Match, reading: Reading) -> bool:
        """Whether a rule could be meant at all: a definition is asked for as such, small talk is nothing but that."""
        intent = match.rule.intent
        if intent is None:
            return True
        if intent.asks == "define":
            return defines(reading)
        return intent.asks not in _SMALL_TALK

    def _follow(self, reading: Reading, frame: Frame, view: View, memory: Memory, notes: list[str]) -> Understood | Refusal | None:
        """What a message means as the next one of its thread; None where it stands alone."""
        found = pointers(reading, memory)
        parsed = parse(reading, found)
        opening = [t.text for t in reading.tokens[:2]]
        in_full = parsed and parsed.best and opening[0] in ("who", "where", "whose") and "else" not in opening and not found.pieces
        best = parsed.best if parsed else None
        if memory.lapsed:  # of what was not understood nothing is listed; who was spoken of is known
            at_set = any(p.symbol == "THOSE" for p in found.pieces) and bool(points_back(reading) or (best and points(best, found)))
            if at_set or (goes_on(reading, parsed, memory) and not in_full):
                return self._points_back(reading, frame, view)
        if one_of_nothing(reading, found):
            return self._points_back(reading, frame, view)
        asked = across(best.value, memory) if best and points(best, found) else None
        if asked and asked.asks == "check":  # "do any of those have one" is no fragment after "do"
            return Understood(self._carried(asked, reading, view, memory), tuple(notes), how="followed")
        if not in_full and (query := _fragment(parsed, memory)):
            return Understood(self._carried(query, reading, view, memory), tuple(notes), how="followed")
        if asked:
            return Understood(self._carried(asked, reading, view, memory), tuple(notes), how="followed")
        if narrows(parsed) or points_nowhere(reading, found) or (best and points(best, found)):
            return self._points_back(reading, frame, view)
        in_full = in_full or (best and (best.value.asks != "areas" or form_of(reading) in ("who", "which", "where", "list", "whose")))
        if best and in_full:
            return Understood(best.value, tuple(notes), how="whole") if best.rule is LED else None
        if asked_again(reading, memory) and (understood := self._spelt(reading, found, view, memory, notes)):
            return understood
        if memory.query.asks == "passage" and _supposes(reading):  # a rule asked of another case is not that case's list
            return self._points_back(reading, frame, view)
        if reading.unexplained:
            return self._out_of_scope(reading, frame, view) if found.pieces else None
        for text in wider(reading, memory, self.knowledge):
            again = self.reader.read(tokenise(text), view.known_by)
            if again.topics and (query := _fragment(parse(again, found), memory)):
                return Understood(query, tuple(notes), how="followed")
        if understood := self._spelt(reading, found, view, memory, notes):
            return understood
        if found.pieces and not any(u.schemes for u in reading.units):  # what it points at must not be left out
            return self._out_of_scope(reading, frame, view)
        return None

    @staticmethod
    def _carried(query: Query, reading: Reading, view: View, memory: Memory) -> Query:
        """A follow-up of the inspection last spoken of, and of the area before it where that was another's."""
        query = carried(query, reading, memory)
        if len(query.areas) != 1 or not (query.framework or query.period):
            return query
        facts = view.snapshot.areas[query.areas[0]]

        def has_one(area: str) -> bool:
            return any(
                v.kind == "full"
                and query.framework in (None, v.framework)
                and (query.period is None or v.date in query.period or v.published in query.period)
                for v in view.by_area.get(area, ())
            )

        older = [a for a in facts.predecessors if has_one(a)]
        return msgspec.structs.replace(query, areas=(older[0],)) if len(older) == 1 and not has_one(query.areas[0]) else query

    def _spelt(self, reading: Reading, found: Pointers, view: View, memory: Memory, notes: list[str]) -> Understood | None:
        """The nearest example to a message with its pronouns put into names."""
        names = spelt(reading, memory, found, self.knowledge)
        if names is None:
            return None
        again = self.reader.read(tokenise(names.text), view.known_by)
        understood = self.understand(again, view, shapes=OF_AREAS if names.among else None, enough=_ENOUGH_IN_THREAD)
        at_set = any(p.symbol in ("THOSE", "ANYOFTHOSE") for p in found.pieces)
        if not isinstance(understood, Understood) or (at_set and understood.query.asks == "passage"):
            return None
        query = among(understood.query, names.among) if names.among else self._carried(understood.query, reading, view, memory)
        return Understood(query, tuple(notes), understood.score, names.text, "followed") if query else None

    def _points_back(self, reading: Reading, frame: Frame, view: View) -> Refusal:
        says = "I am not sure what that points back to. Please ask it as a whole question."
        return Refusal("no-context", says, self.suggest(reading, frame, view))

    def _accept(self, match: Match, frame: Frame, reading: Reading, enough: int) -> Query | None:
        intent = match.rule.intent
        if match.unexplained or (match.rule.passage and (match.met < LEAST_MET or not self._speaks_of(match, frame, reading))):
            return None
        if intent and intent.cues and not reading.has(*intent.cues):
            return None
        if intent and intent.asks in _SMALL_TALK:
            other = any(
                not u.filler and not u.symbols & {*_SMALL_TALK, "who", "what", "how", "which", "and", "good"} for u in reading.units
            )
            return None if other else build(match, frame, reading)
        belongs = belonging(reading, soft_matters=intent is not None) >= enough or (match.rule.passage and self._shares(match, reading))
        if match.score < _EXACT and not belongs:
            return None
        return build(match, frame, reading)

    @staticmethod
    def _shares(match: Match, reading: Reading) -> bool:
        """Whether a passage's phrasing has two of the question's own words, none of them said of just anything."""
        said = {f for p in match.example.pieces for f in p.features}
        own = [u for u in reading.units if not u.filler and not u.symbols and f"w:{stem(u.text)}" in said | {f"w:{u.text}"} & said]
        numbers = [u for u in reading.units if u.number is not None and f"n:{u.number}" in said]
        return match.score >= _SHARED and len(own) + len(numbers) > 1 and any(not u.everyday for u in own)

    def _speaks_of(self, match: Match, frame: Frame, reading: Reading) -> bool:
        """Whether a passage speaks of the areas and topics that the question names: else it is no answer to it."""
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
        related = {t for k in known for t in self.reader.ancestors_of(k)} | known
        return all(t in related or set(self.reader.ancestors_of(t)) & known for t in topics)

    def _declined(self, reading: Reading) -> Decline | None:
        """The kind of message this is, if it is one that is not answered."""
        if foretells(reading) or asks_for_opinion(reading):
            return self._declines["opinion"]
        if asks_for_people(reading):
            return self._declines["people"]
        if asks_of_others(reading):
            return self._declines["neighbouring-subject"]
        opening = True
        for unit in reading.units:
            for name in unit.declines:
                decline = self._declines[name]
                if decline.id == "opinion" and (reading.has(*_FORETOLD) or _THEIR_WORK & {t.text for t in reading.tokens}):
                    continue  # "when will they come back" has a rule
                if not decline.at_start or opening:
                    return decline
            if not (
                unit.symbols & {"hello", "thanks", "and", "but"} or (unit.filler and (unit.end - unit.start > 1 or unit.text in _OPENERS))
            ):
                opening = False
        return None

    def _of_other_inspections(self, query: Query, reading: Reading, frame: Frame, view: View) -> Refusal | None:
        """Declines to take another kind of inspection for one of these, unless its meaning is asked."""
        named = next((self._other_inspections[t] for u in reading.units for t in u.terms if t in self._other_inspections), None)
        if named is None or query.asks in ("define", "passage"):
            return None
        says = f"{named} inspections are of another kind; I keep local area SEND inspections only."
        return Refusal("other-inspections", says, self.suggest(reading, frame, view))

    def _resolve(self, frame: Frame, reading: Reading, view: View) -> tuple[Frame, list[str], Refusal | None]:
        """Ambiguous names to areas: the only one on record, else asked; and what was read into misspelt names."""
        notes = [
            f"Reading '{p.typed}' as {self._areas[p.place.ids[0]].name}."
            for p in reading.places
            if p.typed and p.place.kind == "area" and not p.place.ambiguous
        ]
        areas = list(frame.areas)
        for name, ids in frame.ambiguous:
            known = [i for i in ids if i in view.by_area]
            if len(known) == 1:
                areas.append(known[0])
                notes.append(f"Reading '{name}' as {self._areas[known[0]].title}.")
            else:
                names = [self._areas[i].title for i in (known or ids)]
                return (
                    frame,
                    notes,
                    Refusal(
                        "ambiguous",
                        f"Which do you mean by '{name}': {', '.join(names[:-1])} or {names[-1]}?",
                        tuple(names[:5]),
                        unclear=name,
                    ),
                )
        areas = self._families(areas, reading, view)
        return msgspec.structs.replace(frame, areas=tuple(dict.fromkeys(areas))), notes, None

    def _families(self, areas: list[str], reading: Reading, view: View) -> list[str]:
        """Of namesakes (today's Dorset and the county to 2019) the one that the question is about."""
        chosen: list[str] = []
        for named in areas:
            area = named
            twins = [a for a in areas if self._areas[a].name == self._areas[area].name]
            if len(twins) > 1:
                visits = [v for a in twins for v in view.by_area.get(a, ()) if v.kind == "full"]
                if reading.has("wsa", "revisit", "framework-2016"):
                    visits = [v for v in visits if v.framework == "2016"] or visits
                period = next((u.period.period for u in reading.units if u.period), None)
                if period:
                    visits = [v for v in visits if v.date in period] or visits
                latest = max(visits, key=lambda v: v.date or dt.date.min, default=None)
                area = latest.area if latest else twins[0]
            if area not in chosen:
                chosen.append(area)
        return chosen

    @staticmethod
    def _may_be_left(query: Query, left: tuple[str, ...], reading: Reading) -> bool:
        """Whether words may be left out if they are named: words of everyday English that are no nouns, where no yes, no or
        number is claimed."""
        harmless = {u.text for u in reading.units if u.unexplained and u.soft}
        return query.asks not in ("check", "count") and harmless.issuperset(left)

    # --- refusing
    def _ask_back(self, query: Query, left: tuple[str, ...], reading: Reading, frame: Frame, view: View) -> Refusal:
        """Not answered, because words of the question led to nothing: they are named, and the question without them offered."""
        offered = self.question_of(query, view)
        unknown = all(u.unexplained for u in reading.units if u.text in left)
        says = f"I do not know {named(left)}." if unknown else f"I could not take {named(left)} into account."
        if offered is None:
            return Refusal("not-understood", says, self.suggest(reading, frame, view))
        suggestions = (offered, *(s for s in self.suggest(reading, frame, view) if s != offered))
        return Refusal("ask-back", f"{says} Shall I answer this instead: {offered}", suggestions[:3])

    def question_of(self, query: Query, view: View) -> str | None:
        """A plain question that asks just what a query does; None where there is none that reads back to it."""
        topics = {t.id: t.name for t in self.knowledge.topics}
        asked = question(query, topics.__getitem__, lambda a: self._areas[a].name)
        again = self.whole(self.read(asked, view.known_by), view) if asked else None
        return asked if again and meaning_of(again) == meaning_of(query) else None

    def _out_of_scope(self, reading: Reading, frame: Frame, view: View) -> Refusal:
        strange = [u.text for u in reading.unexplained]
        suggestions = self.suggest(reading, frame, view)
        if strange and belonging(reading):
            return Refusal("not-understood", f"I have nothing about '{' '.join(strange[:3])}', or did not understand it.", suggestions)
        return Refusal("out-of-scope", "I did not understand that as a question about local area SEND inspections.", suggestions)

    def suggest(self, reading: Reading, frame: Frame, view: View) -> tuple[str, ...]:
        """The nearest questions that can be asked; none where none is near."""
        about = self.questions_about(frame.areas, [h.topic for h in reading.topics], view)
        if about:
            return about
        text = " ".join(t.text for t in reading.tokens if t.text not in PUNCTUATION)
        near = process.extract(text, self._titles, scorer=fuzz.token_sort_ratio, limit=6, score_cutoff=_NEAR)
        can_be_answered = (None, *view.passages)
        return tuple(dict.fromkeys(f"{t[:1].upper()}{t[1:]}?" for t, _, n in near if self._passage_of[n] in can_be_answered))[:3]

    def questions_about(self, areas: Sequence[str], topics: Sequence[str], view: View) -> tuple[str, ...]:
        """Questions that are answered about the first of these areas that is on record, and the first of these topics."""
        area = next((self._areas[a].name for a in areas if a in view.by_area), None)
        topic = next((t.name for t in self.knowledge.topics for wanted in topics if t.id == wanted), None)
        found = [f"What did inspectors say about {area}?", f"Did {area} need a WSA?"] if area else []
        if topic:
            found += [f"Which areas had problems with {topic}?", f"Who was praised for {topic}?"]
        return tuple(found[:3])


def named(words: tuple[str, ...]) -> str:
    """Words of a question as they are named to the person: "'coastal' and 'still'"."""
    return join([f"'{word}'" for word in dict.fromkeys(words)][:3])


def meaning_of(query: Query) -> tuple[object, ...]:
    """What makes two queries ask the same; the order of what must hold together does not."""
    asks = "areas" if query.asks == "documents" and not query.areas else query.asks
    plain = frozenset(p for p in conjuncts(query.which) if p != Is(Condition("inspected"))) or frozenset(conjuncts(query.which))
    return asks, query.areas, plain, query.topics, query.about


def _plainly(tokens: Sequence[Token]) -> tuple[str, ...]:
    """The words of a question without its punctuation."""
    return tuple(t.text for t in tokens if t.text not in PUNCTUATION)


def _only_adds(reading: Reading) -> bool:
    """Whether a message only adds to something before it: "and outcome 2?"."""
    names_area = any(p.place.kind == "area" for p in reading.places)
    return bool(reading.tokens) and reading.tokens[0].text in ("and", "or", "but", "plus") and not form_of(reading) and not names_area


def _supposes(reading: Reading) -> bool:
    """Whether a message puts another case: "and if it was inspected later?"."""
    texts = [t.text for t in reading.tokens if t.text not in PUNCTUATION]
    return "if" in texts[:2] and texts[0] in ("if", "and", "what", "or", "but") and not {"what", "when", "how", "who"} & set(texts[2:])


def _fragment(parsed: Parse | None, memory: Memory) -> Query | None:
    """What a fragment makes of the last question."""
    turns = [edge.value for edge in (parsed.chart.whole("FOLLOW") if parsed else ())]
    return next((q for turn in turns if (not memory.lapsed or of_named(turn, memory)) and (q := turned(turn, memory))), None)


_FORETOLD = ("inspect", "fully", "revisit", "monitor", "publish", "letter", "due", "submit", "left", "require", "wsa", "pap", "now-due")


_THEIR_WORK = frozenset("ask arrive call check contact interview look need ring speak talk visit want".split())
_BECOMING = frozenset("get receive be land earn come end score achieve manage fare pass fail".split())
_TIMED = frozenset(("when", "how-long", "how-many"))
_DATED = ("due", "left", "submit", "publish", "revisit", "monitor", "now-due")


def foretells(reading: Reading) -> bool:
    """Whether a message asks what will come, other than an event that has a rule or a date: "will Sefton fail next time"."""
    opening = next((u.text for u in reading.units if not u.filler or u.text in ("will", "would")), "")
    if opening in ("will", "would") and not reading.has(*_FORETOLD):
        return True
    # "which outcome will Devon get when its turn comes", "is Kent going to be outcome 3"
    words = [t.text for t in reading.tokens]
    ahead = next(
        (i for i, w in enumerate(words) if w in ("will", "gonna") or words[i : i + 2] in (["going", "to"], ["likely", "to"])), None
    )
    judged = reading.has("outcome", "systemic", "inconsistent", "positive", "wsa", "pap", "require") or {
        "grade",
        "judgement",
        "verdict",
        "rating",
    } & set(words)
    named = (form_of(reading) in ("which", "who") and reading.has("area-noun")) or any(
        u.place and u.place.place.kind in ("area", "region", "group") for u in reading.units
    )
    return (
        ahead is not None
        and bool(judged)
        and named
        and bool(_BECOMING & set(words[ahead:]))
        and form_of(reading) not in _TIMED
        and not reading.has(*_DATED)
    )


def is_put_so(matches: Iterable[Match], reading: Reading) -> bool:
    """Whether a question is a passage's own phrasing, word for word."""
    words = [t.text for t in reading.tokens if t.text not in PUNCTUATION]
    return any(m.rule.passage and m.score >= _EXACT and [t.text for t in tokenise(clean(m.example.text))] == words for m in matches)


def _in_force_first(matches: list[Match], day: dt.date) -> list[Match]:
    """Matches with a rule of the framework in force on the day before a near equal one of the other framework."""
    in_force = "2016" if day < NEW_FRAMEWORK else "2023"

    def foreign(match: Match) -> bool:
        passage = match.rule.passage
        return bool(passage and passage.framework and passage.framework != in_force)

    if not matches or not foreign(matches[0]):
        return matches
    own = next(
        (m for m in matches if m.rule.passage and m.rule.passage.framework == in_force and matches[0].score - m.score <= OUT_OF_FORCE), None
    )
    return [own, *(m for m in matches if m is not own)] if own else matches


def among(query: Query, areas: tuple[str, ...]) -> Query | None:
    """A query confined to these areas ("which of those ...")."""
    if query.asks not in ("areas", "count", "share", "check", "documents", "practice", "common", "ranking"):
        return msgspec.structs.replace(query, areas=areas)
    return msgspec.structs.replace(query, which=both(query.which, Is(Condition("area", areas))), areas=())


__all__ = ["Memory", "Refusal", "Understanding", "Understood"]
