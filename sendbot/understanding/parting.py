"""One message, several questions: parted at question marks, at sentence ends, and before "and when / have they ...".

What comes before a question as mere setting ("I work for a CCG.", "As chair of scrutiny, ...") is left out.
"""

import re
from collections.abc import Sequence

from sendbot.lexicon.text import PUNCTUATION, Token

_ASKERS = frozenset("which what who when where why how whose whats hows whos".split())
_AUXILIARIES = frozenset("did was were is are has have had does do should must can".split())
_SUBJECTS = frozenset("they it he she we there that those this any anyone its their".split())
_PERSONA = re.compile(
    r"^(?:as (?:an?(?! (?:share|percentage|proportion|fraction|rule|whole|result|number|total|count)\b)|the|our|your|chair|lead|head|vice|deputy|one of)\b[^,?:]{2,60}(?:[,:]|(?=\bi'?d\b|\bi (?:would|want|need)\b|\b(?:can|could) (?:you|i)\b))"
    r"|[^?:]{0,60}\b(?:question|query|(?:quick|last|final|next|another|easy|simple|hard|tricky|silly|daft|basic|dumb|stupid|dim|odd|random|cheeky|small|little|new|different|obvious) one|one (?:for|more|about|on)\b[^?:]{0,20})\b[^?:]{0,40}:(?=\s)"
    r"|[a-z]+ing question(?: maybe| perhaps| i know)?, but\b"
    r"|(?:reporter|journalist|parent|councillor|cllr|officer|governor|commissioner|researcher)\b[^?,.:–—-]{0,40}(?: here\b|[:–—-]\s)[\s,.:–—-]*"
    r"|(?:cllr|councillor|mr|mrs|ms|dr)\.? [A-Z][\w'-]+(?: [A-Z][\w'-]+)? (?:asks|wants to know|would like to know|is asking|asked)\b(?: me)?(?: if| whether)?)\s*",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[?])\s+|(?<=[.!])\s+(?=[A-Z<\"'a-z])")
_ABBREVIATION = re.compile(r"(?:\b(?:st|e\.g|i\.e|etc|no|cllr|mr|mrs|ms|dr|vs|approx|incl|dept|govt)\.)$", re.IGNORECASE)
_STATEMENT = re.compile(
    r"^(?:i|im|ive|id|we|my|our|this|that|it|the|thanks?|thank you|cheers|many thanks|please|sorry|hi|hello|hey|good (?:morning|afternoon|evening))\b",
    re.IGNORECASE,
)
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
        if words[index].lower() not in ("and", "&", "and,") or not _asks(words[:index]):
            continue
        first, second = _bare(words[index + 1]), _bare(words[index + 2]) if index + 2 < len(words) else ""
        starts_anew = first in _ASKERS - {"which", "who", "whose", "where"} or (first == "how" and second in ("many", "long"))
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
    question = re.sub(r"\bour\b", f"{area}'s", question, flags=re.IGNORECASE)
    return re.sub(r"\b(?:we|us)\b", area, question, flags=re.IGNORECASE)


_TRUE = re.compile(
    r"^(?:is (?:that|this|it) (?:so|true|right|correct|the case|accurate)|(?:that is|that's|thats) (?:so|true|right|correct)|true|true or false|right|correct|so|really|fact or fiction|am i right|have i got that right|yes or no|agree|isn't it|wasn't it)[ ?.!]*$",
    re.IGNORECASE,
)
_WHICH = re.compile(
    r"^(?:which|who|where|which (?:are they|were they|ones?|areas|is it|was it|councils|places|[a-z]+)|who (?:are they|were they|was it|is it|was that|is that|were those)|names?(?: please| pls| them)?|where (?:was|is) (?:that|it))[ ?.!]*$",
    re.IGNORECASE,
)
_HEARD = re.compile(
    r"^(?:i|we|someone|somebody|people|they|a colleague|my boss)(?:'ve| have)? (?:hear|heard|read|think|thought|believe|understand|gather|say|says|said|was told|were told|told me|assume)(?: that)?,? ",
    re.IGNORECASE,
)
_SOME = re.compile(
    r"^(?:there (?:are|were|is|was) )?(?:only |just |apparently |supposedly )*(?:some|several|a few|a couple of|two|three|four|five|six|seven|eight|nine|ten|\d+|one|somebody|someone|certain)(?: (?:of the )?(?:areas?|places?|councils?|local areas?|authorit(?:y|ies)|las))? (?:that |who |which )?",
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
    named = re.sub(r"\b(?:its|their)\b", f"{area}'s", question, count=1, flags=re.IGNORECASE)
    named = named if named != question else re.sub(r"\b(?:it|they)\b", area, question, count=1, flags=re.IGNORECASE)
    return named if named != question else f"{question.rstrip('?. ')} in {area}?"


def is_open(question: str) -> bool:
    """Whether a question asks for more than yes or no: "what were they?"."""
    return _bare(next(iter(question.split()), "")) in _ASKERS


def in_group(question: str, group: str) -> str:
    """A question with "our boroughs" and the like put into the name of the group of areas that is meant."""
    return re.sub(r"\bour (boroughs|areas|councils|authorities|districts|places|lot)\b", rf"\1 in {group}", question, flags=re.IGNORECASE)


def is_setting(text: str, tokens: Sequence[Token], parts: Sequence[str]) -> bool:
    """Whether a part of a message is a remark around its questions rather than one of them."""
    words = [t.text for t in tokens if t.text not in PUNCTUATION]
    if text.rstrip().endswith("?") or any(w in _ASKERS for w in words):
        return False
    asked = any(p.rstrip().endswith("?") for p in parts)
    return bool(_STATEMENT.match(text)) or (asked and text.rstrip().endswith(".") and not (words and words[0] in _ORDERS | _AUXILIARIES))


_ORDERS = frozenset("list show name give tell count compare find summarise explain define days deadline".split())
