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
