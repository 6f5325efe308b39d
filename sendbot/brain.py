"""One question, one answer: understanding and answers put together. Pure: no clock, no file, no Slack, no SQL."""

import datetime as dt
import re
from collections.abc import Callable, Iterable
from functools import partial
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
from sendbot.understanding.following import lapsed, points_back
from sendbot.understanding.parting import at_home, in_group, is_open, is_setting, joined, of_home, part
from sendbot.understanding.understand import Memory, Refusal, Understanding, Understood

_TALK = ("hello", "thanks", "bye", "help")
# Of these shapes the reading is said where it is not plain; a date or a finding says itself what it answers.
_SAID = ("areas", "count", "share", "check")
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
        parts = part(clean(text.translate(_NO_SLOTS)))
        settings = (
            [q for q in parts if is_setting(q, tokenise(q), parts) and not self._asks_at_its_end(q, view, today)] if len(parts) > 1 else []
        )
        if len(parts) == 2 and (both := joined(*parts)):
            settings, parts = [], [both]
        questions = [q for q in parts if q not in settings] or parts
        home, group = self._home(settings, today, "area"), self._home(settings, today, "group")
        answers: list[Answer] = []
        for question in questions:
            placed = in_group(question, group) if group else at_home(question, home) if home else question
            if home and placed == question and self._wants_area(question, today):
                placed = of_home(question, home)
            answer, later = self._answer(placed, view, today, memory)
            # What "we had no WSA" sets out belongs to the rule that is asked for after it.
            if settings and ((not answer.answered and answer.query is None) or answer.how == "passage"):
                whole, after = self._answer(" ".join((*settings, question)), view, today, memory)
                # "What were they?" is not answered by a yes.
                fits = whole.answered and not (whole.query and whole.query.asks == "check" and is_open(question))
                answer, later = (whole, after) if fits else (answer, later)
            memory = later
            answers.append(answer)
        return combined(_without_small_talk(answers)), memory

    def _asks_at_its_end(self, statement: str, view: View, today: dt.date) -> bool:
        """Whether a statement asks for something after all: "I am drafting a paper and need the list of ..."."""
        read = partial(self.understanding.read, today=today)
        rest = without_asides(statement, read)
        return rest is not None and self.understanding.whole(read(rest), view) is not None

    def _wants_area(self, question: str, today: dt.date) -> bool:
        """Whether a question is about one area that it leaves out: what inspectors said, or what has to be done."""
        reading = self.understanding.read(question, today)
        return (
            not reading.places
            and reading.has("say", "priority-noun", "weakness-noun", "strength-noun", "due", "left", "revisit")
            and not reading.has("area-noun", "who", "how-many")
            and (not reading.has("which") or reading.has("weakness-noun", "strength-noun"))
        )

    def _home(self, settings: list[str], today: dt.date, kind: str) -> str | None:
        """The one area or group that the setting of a message names ("I'm a parent in Stockport."): what "we" and "our" mean."""
        named = {
            p.place.ids: p.place.name
            for s in settings
            for p in self.understanding.read(s, today).places
            if p.place.kind == kind and not p.place.ambiguous
        }
        return next(iter(named.values())) if len(named) == 1 else None

    def _answer(self, question: str, view: View, today: dt.date, memory: Memory | None) -> tuple[Answer, Memory | None]:
        understood = self._understood(question, view, today, memory)
        if isinstance(understood, Refusal):
            # What has nothing to do with the matter ("no", "bake me a cake") leaves the thread as it was.
            reading = self.understanding.read(question, today)
            of_field = belonging(reading) > 0 or points_back(reading)
            return refused(understood, question), lapsed(memory, reading) if of_field else memory
        query = understood.query
        if query.as_at:
            view = self.snapshot.view(min(query.as_at, view.known_by), view.only)
        if query.target == "last" and memory:
            return replace(
                answer_query(query, view, today), headline="The last answer stands in these sources.", lines=(), sources=memory.sources
            ), memory
        answer = answer_query(query, view, today)
        read_as = self.understanding.question_of(query, view) if understood.how == "matched" and query.asks in _SAID else None
        notes = (*understood.notes, *answer.notes, *((f"I read this as: {read_as}",) if read_as else ()))
        answer = replace(answer, notes=notes, how=understood.how, understood=read_as)
        if query.asks in _TALK:
            return answer, memory
        if not answer.answered and not answer.suggestions:
            near = self.understanding.questions_about(query.areas, query.topics, view)
            answer = replace(answer, suggestions=near or EXAMPLES[:3])
        # A list stays in mind while one area after the other is asked about.
        before = memory.listed if memory else (None, ())
        return answer, Memory(query, answer.area_ids, answer.sources, understood.text or question, *before)

    def _understood(self, question: str, view: View, today: dt.date, memory: Memory | None) -> Understood | Refusal:
        """What a question asks; where not all of it is read, what is said around it is left out if the rest is understood."""
        read = partial(self.understanding.read, today=today)
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
