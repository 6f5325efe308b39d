"""One question, one answer: understanding and answers put together. Pure: no clock, no file, no Slack, no SQL."""

import datetime as dt
import re
from collections.abc import Callable, Iterable
from functools import cache, partial
from typing import Any

from msgspec.structs import replace

from sendbot.answer import Answer
from sendbot.answers.registry import answer as answer_query
from sendbot.answers.talk import EXAMPLES
from sendbot.lexicon.language import Language
from sendbot.lexicon.text import clean, tokenise
from sendbot.snapshot import Snapshot, View
from sendbot.understanding.asides import without_asides
from sendbot.understanding.belonging import ENOUGH, belonging
from sendbot.understanding.following import Memory, lapsed, points_back
from sendbot.understanding.outcome import Refusal, Understood
from sendbot.understanding.parsing import whole
from sendbot.understanding.parting import at_home, in_group, is_open, is_setting, joined, of_home, part
from sendbot.understanding.reading import Reading
from sendbot.understanding.refusing import question_of, questions_about
from sendbot.understanding.understand import Understanding

_TALK = ("hello", "thanks", "bye", "help")
# Of these shapes the reading is said where it is not plain; a date or a finding says itself what it answers.
_SAID = ("areas", "count", "share", "check")
# A question that is nothing but a tail to what stands before it.
_TAIL = re.compile(
    r"^(?:(?:and|so|but),? )?(?:which|who|whose|where|names?|true|correct|right|yes|is (?:that|it|this) (?:so|true|right|correct|the case)"
    r"|(?:which|who|where) (?:ones?|areas?|councils?|places?|two|three|four|five|\d|(?:is|are|was|were|did) (?:it|that|they|those|these|them)|(?:one|two|three) (?:is|was|are|were) (?:it|that|they))"
    r"|(?:was|is|were|are|did|does|do|has|have) (?:that|this|it|they|those)\b.{2,80}"
    r"|where (?:did|does|do|was|were|is|has|have) (?:that|this|it) [a-z ]{2,30}|(?:name|list) (?:them|names|the (?:two|three|areas|culprits))|names,? please)[?.! ]*$",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"^(?:hi|hello|hey|hiya|morning|good (?:morning|afternoon|evening)|dear \w+|thanks|thank you)\b[^?]{0,20}$", re.IGNORECASE
)
# Reads a text as on the day of the message, each text but once.
_Read = Callable[[str], Reading]
# Braces mark the slots of examples; typed by a person they mean nothing.
_NO_SLOTS = str.maketrans("{}", "  ")


class Brain:
    """Answers questions from one snapshot with one language; made anew when either changes."""

    def __init__(
        self,
        language: Language,
        snapshot: Snapshot,
        examples: Callable[[Callable[[], bytes]], bytes] | None = None,
        understanding: Understanding | None = None,
    ) -> None:
        """`examples`: see `Understanding`. `understanding`: one made from the same words, where there is one."""
        self.snapshot = snapshot
        self.understanding = understanding or Understanding(language, snapshot.knowledge, examples)

    def ask(
        self,
        text: str,
        today: dt.date,
        *,
        known_by: dt.date | None = None,
        sources: Iterable[str] | None = None,
        memory: Memory | None = None,
    ) -> tuple[Answer, Memory | None]:
        """The answer, and what the thread should remember.

        `today` is the clock and hides what was not public by then; `known_by` hides more (never less); `sources`
        answers from facts standing in these sources alone.
        """
        view = self.snapshot.view(min(known_by or today, today), frozenset(sources) if sources is not None else None)
        refusal = self.understanding.unreadable(text)
        if refusal:
            return refused(refusal), memory
        read = cache(partial(self.understanding.read, today=today))
        parts = _joined(part(clean(text.translate(_NO_SLOTS))), read)
        # "Leeds had two weaknesses. What were they?" is one question.
        together = ", ".join(p.rstrip(" .?!") for p in parts)
        if len(parts) > 1 and (one := self.understanding.whole(read(together), view)) and one.areas:
            parts = [together]
        elif len(parts) == 2 and (both := joined(*parts)):
            parts = [both]
        settings = (
            [q for q in parts if is_setting(q, tokenise(q), parts) and not self._asks_at_its_end(q, view, read)] if len(parts) > 1 else []
        )
        questions = [q for q in parts if q not in settings] or parts
        if settings and all(_GREETING.match(q) for q in questions):
            questions, settings = settings, []
        home, group = _home(settings, read, "area"), _home(settings, read, "group")
        answers: list[Answer] = []
        for question in questions:
            placed = in_group(question, group) if group else at_home(question, home) if home else question
            if home and placed == question and _wants_area(question, read):
                placed = of_home(question, home)
            answer, later = self._answer(placed, view, today, memory, read)
            # What "we had no WSA" sets out belongs to the rule that is asked for after it.
            if settings and ((not answer.answered and answer.query is None) or answer.how == "passage"):
                whole, after = self._answer(" ".join((*settings, question)), view, today, memory, read)
                # "What were they?" is not answered by a yes.
                fits = whole.answered and not (whole.query and whole.query.asks == "check" and is_open(question))
                answer, later = (whole, after) if fits else (answer, later)
            memory = later
            answers.append(answer)
        return combined(_without_small_talk(answers)), memory

    def _asks_at_its_end(self, statement: str, view: View, read: _Read) -> bool:
        """Whether a statement asks for something after all: "I am drafting a paper and need the list of ..."."""
        rest = without_asides(statement, read)
        return rest is not None and self.understanding.whole(read(rest), view) is not None

    def _answer(self, question: str, view: View, today: dt.date, memory: Memory | None, read: _Read) -> tuple[Answer, Memory | None]:
        understood = self._understood(question, view, memory, read)
        if isinstance(understood, Refusal):
            # What has nothing to do with the matter ("no", "bake me a cake") leaves the thread as it was.
            reading = read(question)
            of_field = belonging(reading) or points_back(reading)
            return refused(understood, question), lapsed(memory, reading) if of_field else memory
        query = understood.query
        if query.as_at:
            view = self.snapshot.view(min(query.as_at, view.known_by), view.only)
        if query.target == "last" and memory:
            return replace(
                answer_query(query, view, today), headline="The last answer stands in these sources.", lines=(), sources=memory.sources
            ), memory
        answer = answer_query(query, view, today)
        read_as = question_of(query, view, self.understanding.known) if understood.how == "matched" and query.asks in _SAID else None
        notes = (*understood.notes, *answer.notes, *((f"I read this as: {read_as}",) if read_as else ()))
        answer = replace(answer, notes=notes, how=understood.how, understood=read_as)
        if query.asks in _TALK:
            return answer, memory
        if not answer.answered and not answer.suggestions:
            near = questions_about(query.areas, query.topics, view, self.understanding.known)
            answer = replace(answer, suggestions=near or EXAMPLES[:3])
        # A list stays in mind while one area after the other is asked about.
        before = memory.listed if memory else (None, ())
        return answer, Memory(query, answer.area_ids, answer.sources, understood.text or question, *before)

    def _understood(self, question: str, view: View, memory: Memory | None, read: _Read) -> Understood | Refusal:
        """What a question asks; where not all of it is read, what is said around it is left out if the rest is understood."""
        understood = self.understanding.understand(read(question), view, memory)
        if (isinstance(understood, Understood) and understood.how in ("whole", "followed")) or not (rest := without_asides(question, read)):
            return understood
        # What is left of everyday talk must be about the field in its own right: "I lost my card and need a new one".
        if belonging(read(rest)) < ENOUGH or belonging(read(question)) < 1:
            return understood
        again = self.understanding.understand(read(rest), view, memory)
        keeps = isinstance(again, Refusal) or (
            isinstance(understood, Understood) and understood.how == "passage" and again.how == "matched"
        )
        return understood if keeps else again


def _joined(parts: list[str], read: _Read) -> list[str]:
    """The parts of a message, a mere "which ones?" or "true?" joined to what it asks about where the two are read as one."""
    joined: list[str] = []
    for piece in parts:
        both = f"{joined[-1].rstrip('.?! ')}, {piece}" if joined and _TAIL.match(piece) else None
        if both and whole(read(both)):
            joined[-1] = both
        else:
            joined.append(piece)
    return joined


def _wants_area(question: str, read: _Read) -> bool:
    """Whether a question is about one area that it leaves out: what inspectors said, or what has to be done."""
    reading = read(question)
    return (
        not reading.places
        and reading.has("say", "priority-noun", "weakness-noun", "strength-noun", "due", "left", "revisit")
        and not reading.has("area-noun", "who", "how-many")
        and (not reading.has("which") or reading.has("weakness-noun", "strength-noun"))
    )


def _home(settings: list[str], read: _Read, kind: str) -> str | None:
    """The one area or group that the setting of a message names ("I'm a parent in Stockport."): what "we" and "our" mean."""
    named = {p.place.ids: p.place.name for s in settings for p in read(s).places if p.place.kind == kind and not p.place.ambiguous}
    return next(iter(named.values())) if len(named) == 1 else None


def _without_small_talk(answers: list[Answer]) -> list[Answer]:
    """The answers to real questions, if there are any."""
    return [a for a in answers if a.query is None or a.query.asks not in _TALK] or answers[:1]


def combined(answers: list[Answer]) -> Answer:
    """The answers to the questions of one message as one; what the first says comes first."""
    first, *others = answers
    if not others:
        return first
    known = [a for a in answers if a.answered] or answers

    def either(fact: str) -> Any:
        return next((v for a in known if (v := getattr(a, fact)) is not None), None)

    return replace(
        first,
        intent=next((a.intent for a in answers if a.answered), first.intent),
        query=None,  # no single one was understood
        figures=(),
        answered=any(a.answered for a in answers),
        lines=(*first.lines, *(line for a in others for line in (a.headline, *a.lines))),
        notes=tuple(dict.fromkeys(n for a in answers for n in a.notes)),
        areas=tuple(dict.fromkeys(n for a in answers for n in a.areas)),
        area_ids=tuple(dict.fromkeys(n for a in answers for n in a.area_ids)),
        sources=tuple(dict.fromkeys(s for a in answers for s in a.sources)),
        suggestions=() if any(a.answered for a in answers) else first.suggestions,
        count=either("count"),
        date=either("date"),
        days=either("days"),
        yes=either("yes"),
        is_estimate=any(a.is_estimate for a in answers),
    )


def refused(refusal: Refusal, question: str = "") -> Answer:
    """A refusal as an answer; where no question is near, with a few that can be asked.

    Where a name fits several areas, the suggestions are the question itself with each of them.
    """
    suggestions = refusal.suggestions or EXAMPLES[:3]
    if refusal.unclear:
        name = re.compile(rf"\b{re.escape(refusal.unclear)}\b", re.IGNORECASE)
        suggestions = tuple(name.sub(area, question, count=1) if name.search(question) else area for area in suggestions)
    return Answer(intent=refusal.why, answered=False, headline=refusal.says, suggestions=suggestions)


__all__ = ["Brain", "Memory", "View", "refused"]
