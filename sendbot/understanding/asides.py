"""What is said around a question: who asks, why, and how it is to be told ("need to diarise", "on the train so short: ...").

Such clauses are known by how they begin, and by naming nothing of the field: they are taken off. A clause that narrows stays.
"""

import re
from collections.abc import Callable

from sendbot.understanding.account import bindings
from sendbot.understanding.belonging import FIELD, NEAR_FIELD
from sendbot.understanding.phrases import any_of, word_set
from sendbot.understanding.reading import Reading, Unit

# "A parent asked": somebody who asks, which a word of asking after it shows.
_SOMEBODY_ASKS = (
    rf"(?=(?:{any_of('somebody')}|{any_of('some-asker')})\b.*\b{any_of('asking')}\b)(?:{any_of('somebody')}|{any_of('some-other')})\b"
)
# "Slides for my": a few words and for whom they are.
_FOR_MINE = rf"(?=(?:[\w'-]+ ){{1,4}}{any_of('for-mine')} )"
_OPENS = re.compile(
    rf"(?:{any_of('interjection')} )*(?:{any_of('opening')}\b|{_SOMEBODY_ASKS}|{_FOR_MINE}|{any_of('opening-later')}\b)", re.IGNORECASE
)
_NARROWING, _ALSO_TALK, _SOON = word_set("narrowing"), word_set("talk-cues"), word_set("soon")
_KINDS = re.compile(rf"\b{any_of('area-kind')}\b")
_PEOPLE = re.compile(any_of("of-people"), re.IGNORECASE)
_MINE = re.compile(rf"{any_of('mine')}\b", re.IGNORECASE)
_OCCASION = re.compile(rf"\b{any_of('occasion')}\b", re.IGNORECASE)
_THEME = re.compile(rf"\b{any_of('theme')}\b(?! to\b)(?P<theme>.*)", re.IGNORECASE)
_HARMLESS = re.compile(any_of("harmless"), re.IGNORECASE)
# Stops between clauses.
_BREAK = re.compile(rf"\s*[,;:]\s+|\s+[–—-]+\s+|[.!]+\s+|\s+\((?={any_of('bracket-opens')})|\.{{2,}}\s*")
# Where who asks is followed by what is asked, or what is asked by a purpose, without a stop.
_LEADS = re.compile(
    rf"\s+{any_of('leads-by-need')}\s+"
    rf"|\s+{any_of('leads-by-asking')}(?: {any_of('leads-to-whom')})?\s+"
    rf"|\s+{any_of('leads-on')}\s+(?={any_of('question-word')}\b)",
    re.IGNORECASE,
)
_TRAILS = re.compile(rf"\s+(?={any_of('trailing')}\b)", re.IGNORECASE)


def without_asides(text: str, read: Callable[[str], Reading]) -> str | None:
    """A question without the clauses around it that only tell who asks, why, or how it is to be told; None where there are none."""
    bare = text.strip()
    while cut := next(
        (end for end in reversed(_ends(bare, _BREAK, _LEADS)) if bare[end[1] :].strip(" ?.!,") and _is_aside(bare[: end[0]], read)), None
    ):
        bare = bare[cut[1] :].strip()
    while cut := next(
        (start for start in reversed(_ends(bare, _BREAK, _TRAILS)) if bare[: start[0]].strip() and _is_aside(bare[start[1] :], read)), None
    ):
        bare = bare[: cut[0]].strip()
    return bare if bare != text.strip() else None


def _ends(text: str, *breaks: re.Pattern[str]) -> list[tuple[int, int]]:
    """Where a clause of a text ends and the next begins."""
    return sorted({(m.start(), m.end()) for b in breaks for m in b.finditer(text)})


def _is_aside(clause: str, read: Callable[[str], Reading]) -> bool:
    """Whether a clause begins as an aside does and says nothing by which a question could be narrowed."""
    clause = clause.strip(" ,;:.!()–—-").replace("’", "'")
    opening = _OPENS.match(clause)
    if not clause or "?" in clause or opening is None:
        return False
    reading = read(clause[opening.end() :])
    # "a parent asked": who asks is no topic. "I have a parents' evening": what the asker goes to is none either.
    of_people = {i for i, u in enumerate(reading.units) if all(_PEOPLE.fullmatch(w) for w in u.text.split())}
    busy = _MINE.match(clause) and _OCCASION.search(clause)
    topics = any(not h.used <= of_people for h in reading.topics) and not busy
    return (
        not topics
        and not _KINDS.search(clause.lower())
        and _is_harmless(clause, busy=bool(busy))
        and _NARROWING.isdisjoint(t.text for t in reading.tokens)
        and not any(_is_telling(u) for i, u in enumerate(reading.units) if i not in of_people)
    )


def _is_harmless(clause: str, *, busy: bool) -> bool:
    """Whether what a clause is about, if it says so, is a paper, a person or an occasion."""
    theme = _THEME.search(clause)
    words = re.findall(r"[^\W\d_]+", theme["theme"]) if theme else []
    return busy or all(_HARMLESS.fullmatch(w) or _OCCASION.fullmatch(w) for w in words)


def _is_telling(unit: Unit) -> bool:
    """Whether a word of a clause belongs to the field."""
    if unit.period:
        return not _SOON & set(unit.text.split())
    return bool(
        unit.place
        or unit.schemes
        or unit.slot
        or (unit.terms and not unit.everyday)
        or unit.symbols & (FIELD | NEAR_FIELD | bindings().claims.keys()) - _ALSO_TALK
    )
