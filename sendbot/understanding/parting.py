"""One message, several questions: parted at question marks, at sentence ends, and before "and when / have they ...".

What comes before a question as mere setting ("I work for a CCG.", "As chair of scrutiny, ...") is left out.
"""

import re
from collections.abc import Sequence

from sendbot.lexicon.text import PUNCTUATION, Token
from sendbot.understanding.phrases import any_of, word_set

_ASKERS, _AUXILIARIES, _SUBJECTS, _ORDERS = word_set("askers"), word_set("auxiliaries"), word_set("subjects"), word_set("orders")
_JOINS, _LEADS_CLAUSE, _HOW_ANEW = word_set("joins"), word_set("leads-clause"), word_set("how-anew")
# Who asks, up to a comma or a colon or where the asking begins; what announces a question; a trade; a name with a title.
_PERSONA = re.compile(
    rf"^(?:(?:{any_of('persona-as-a')}(?! {any_of('persona-not')}\b)|{any_of('persona-as')})\b[^,?:]{{2,60}}(?:[,:]|(?=\b{any_of('persona-turns')}\b))"
    rf"|[^?:]{{0,60}}\b(?:{any_of('announces')}|{any_of('announces-for')}\b[^?:]{{0,20}})\b[^?:]{{0,40}}:(?=\s)"
    rf"|[a-z]+{any_of('excuses')}\b"
    rf"|{any_of('persona-trade')}\b[^?,.:–—-]{{0,40}}(?: {any_of('persona-here')}\b|[:–—-]\s)[\s,.:–—-]*"
    rf"|{any_of('persona-title')}\.? [A-Z][\w'-]+(?: [A-Z][\w'-]+)? {any_of('persona-asks')}\b)\s*",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[?])\s+|(?<=[.!])\s+(?=[A-Z<\"'a-z])")
_ABBREVIATION = re.compile(rf"\b{any_of('abbreviation')}\.$", re.IGNORECASE)
_STATEMENT = re.compile(rf"^{any_of('statement')}\b", re.IGNORECASE)
_MAX_PARTS = 4


def part(text: str) -> list[str]:
    """The questions of a cleaned message, in order; at least one."""
    text = _PERSONA.sub("", text, count=1) or text
    pieces: list[str] = []
    for piece in _SENTENCE.split(text):
        if pieces and _ABBREVIATION.search(pieces[-1]):
            pieces[-1] += f" {piece}"
        elif piece.strip(" .!?,"):
            pieces.append(piece.strip())
    return [q for piece in pieces for q in _clauses(piece)][:_MAX_PARTS] or [text]


def _clauses(sentence: str) -> list[str]:
    """A sentence with two questions joined by "and", parted."""
    words = sentence.split()
    for index in range(2, len(words) - 1):
        if words[index].lower() not in _JOINS or not _asks(words[:index]):
            continue
        first, second = _bare(words[index + 1]), _bare(words[index + 2]) if index + 2 < len(words) else ""
        starts_anew = first in _ASKERS - _LEADS_CLAUSE or (first == "how" and second in _HOW_ANEW)
        turns = first in _AUXILIARIES and second in _SUBJECTS
        if (starts_anew and _asks(words[:index])) or turns:
            return [" ".join(words[:index]), " ".join(words[index + 1 :])]
    return [sentence]


def _asks(words: Sequence[str]) -> bool:
    return bool(words) and any(_bare(w) in _ASKERS | _AUXILIARIES for w in words[:4])


def _bare(word: str) -> str:
    return word.lower().strip(",.?!'\"").removesuffix("'s")


def at_home(question: str, area: str) -> str:
    """A question with "we" and "our" put into the area's name."""
    question = re.sub(rf"\b{any_of('ours')}\b", f"{area}'s", question, flags=re.IGNORECASE)
    return re.sub(rf"\b{any_of('ourselves')}\b", area, question, flags=re.IGNORECASE)


_TRUE = re.compile(rf"^{any_of('is-it-so')}[ ?.!]*$", re.IGNORECASE)
_WHICH = re.compile(rf"^{any_of('which-were-they')}[ ?.!]*$", re.IGNORECASE)
_HEARD = re.compile(rf"^{any_of('heard')},? ", re.IGNORECASE)
_SOME = re.compile(
    rf"^(?:{any_of('there-are')} )?(?:{any_of('merely')} )*(?:{any_of('some-areas')}|\d+)(?: {any_of('of-areas')})? (?:{any_of('that-are')} )?",
    re.IGNORECASE,
)


def joined(statement: str, question: str) -> str | None:
    """A statement and the bare question after it in one: "Only three in London had a WSA. Which three?", "... True?"."""
    said = _HEARD.sub("", statement.strip(" .,:;–—-"))
    if _TRUE.match(question):
        return f"Is it true that {said}?"
    if _WHICH.match(question) and (some := _SOME.match(said)):
        return f"Which areas {said[some.end() :]}?"
    return None


def of_home(question: str, area: str) -> str:
    """A question that leaves out its area, or says "its", with the area's name."""
    named = re.sub(rf"\b{any_of('its-own')}\b", f"{area}'s", question, count=1, flags=re.IGNORECASE)
    named = named if named != question else re.sub(rf"\b{any_of('it-itself')}\b", area, question, count=1, flags=re.IGNORECASE)
    return named if named != question else f"{question.rstrip('?. ')} in {area}?"


def is_open(question: str) -> bool:
    """Whether a question asks for more than yes or no: "what were they?"."""
    return _bare(next(iter(question.split()), "")) in _ASKERS


def in_group(question: str, group: str) -> str:
    """A question with "our boroughs" and the like put into the name of the group of areas that is meant."""
    return re.sub(rf"\b{any_of('ours')} ({any_of('our-group')})\b", rf"\1 in {group}", question, flags=re.IGNORECASE)


def is_setting(text: str, tokens: Sequence[Token], parts: Sequence[str]) -> bool:
    """Whether a part of a message is a remark around its questions rather than one of them."""
    words = [t.text for t in tokens if t.text not in PUNCTUATION]
    if text.rstrip().endswith("?") or any(w in _ASKERS for w in words):
        return False
    asked = any(p.rstrip().endswith("?") for p in parts)
    return bool(_STATEMENT.match(text)) or (asked and text.rstrip().endswith(".") and not (words and words[0] in _ORDERS | _AUXILIARIES))
