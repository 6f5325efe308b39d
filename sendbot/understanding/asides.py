"""What is said around a question: who asks, why, and how it is to be told ("need to diarise", "on the train so short: ...").

Such clauses are known by how they begin, and by naming nothing of the field: they are taken off. A clause that narrows stays.
"""

import re
from collections.abc import Callable

from sendbot.understanding.account import bindings
from sendbot.understanding.belonging import FIELD, NEAR_FIELD
from sendbot.understanding.reading import Reading, Unit

_WHO = (
    r"(?:chair|boss|manager|director|head|leader|member|members|colleague|friend|mate|neighbour|councillor|cllr|cllrs|councillors|mp|mum|dad|parent|parents|carer"
    r"|teacher|governor|trustee|reporter|journalist|editor|resident|officer|officers|minister|tutor|supervisor|team|commissioner|solicitor|researcher|student|campaigner)"
)
_DOING = (
    r"(?:writing|drafting|preparing|prepping|doing|working|putting|compiling|covering|asking|checking|looking|trying|thinking|wondering|filling|reading|researching|studying"
    r"|planning|making|building|updating|presenting|briefing|typing|sat|sitting|stuck|standing|running|dashing|heading|getting|finishing|helping)"
)
_PAPER = (
    r"(?:article|essay|story|piece|paper|report|bid|slide|slides|presentation|meeting|talk|blog|blogpost|dissertation|thesis|project|assignment|briefing|foi|chart|table|spreadsheet"
    r"|timeline|chronology|diary|file|records|notes|newsletter|speech|workshop|training|session|podcast|column|agenda|item|board|committee|panel|cabinet|scrutiny|members|website|deck|memo)"
)
_TOLD = r"(?:answer|version|list|names?|dates?|numbers?|figures?|headlines?|basics|gist|summary|facts?|total|count|bullets?|bullet points|yes or no|short|brief)"
# How a clause begins that tells of the asker, of a purpose, of courtesy or of the form of the answer.
_OPENS = re.compile(
    rf"(?:so |and |but |well |ok |okay |right |just |sorry |hi |hello |hey |now )*(?:"
    rf"(?:i|i'm|im|i've|ive|i'd|i'll|we|we're|we've|we'd|we'll|my|our|me|myself|us)\b"
    rf"|for (?:my|our|a|an|the|some|use|work|uni|school|background|context|info|information|reference|interest|tomorrow|tonight|today|monday|tuesday|wednesday|thursday|friday|{_PAPER})\b"
    rf"|it(?:'s|s| is) (?:for|because|just|so|to) |this (?:is|one is) (?:for|to|because) "
    rf"|(?:so|so that|because|cos|coz|as|since) (?:i|i'm|we|we're|my|our|the {_WHO})\b|so (?:short|brief|quick)"
    rf"|(?:need|needed|want|wanted|got|have|had|having|must) (?:to|it|this|that|a|an|the|my|something|one)\b|need(?:ed)? by\b|{_DOING}\b"
    rf"|in (?:a|the middle of|between|plain|simple|a few|one|two|brief|short|layman)\b|on (?:the|my|a|our) (?:train|bus|tube|phone|mobile|way|move|road|spot|hoof|run|fly|call|go|school run|tram|plane|ferry)\b"
    rf"|(?:at|off to|about to|back from|before|after) (?:work|a|my|an|i|we|lunch)\b|(?:got|just got|been|just been|just had|came) (?:off|back|in|asked|told|a|an)\b"
    rf"|(?:just|only) (?:the |a |one )?(?:curious|nosy|wondering|asking|checking|{_TOLD})\b|(?:short|quick|brief|one word|one line|yes or no|bullet|bullets|headline|rough|simple)\b"
    rf"|no (?:rush|hurry|need|worries|pressure)\b|not (?:urgent|sure|a|an|being|in)\b|when you(?:'ve| have| get| can)\b|whenever you\b|if (?:it(?:'s| is) (?:not|no|ok|okay|alright)\b(?: too)?(?: much)?(?: a)?(?: bother| trouble| hassle| pain)?|you (?:can|could|know|have|would|do not|don't)|possible|poss|that's ok)\b"
    rf"|(?:please|pls|plz|plse|thanks|thankyou|thank|thx|tx|ta|cheers|many thanks|much|appreciated|grateful|(?:sorry|apologies)(?: for the (?:late|short|random|silly|basic|daft|delay|delayed|trouble|bother|hassle|repeat))?|hi|hiya|hey|hello|morning|afternoon|evening|good|dear|happy|hope|asap|urgent|urgently)\b"
    rf"|(?=(?:someone|somebody|people|folk|(?:a|an|the|one of|some|another|this|our)(?: [a-z]+)? {_WHO})\b.*\b(?:ask|asks|asked|asking|want|wants|wanted|wondering|wonders|say|says|said|saying|keep|keeps|writing|rang|emailed|needs|told|chasing)\b)(?:someone|somebody|people|folk|a|an|the|one of|some|another|this)\b"
    rf"|(?=(?:[\w'-]+ ){{1,4}}for (?:my|our|tomorrow's|tonight's) )|(?:{_WHO})\b|as (?:a|an|chair|lead|someone|one)\b|you(?:'re| are) a (?:star|legend|lifesaver|gem)\b|new to\b|confused\b|curious\b|out of (?:interest|curiosity)\b|speaking as\b|phone\b|battery\b|lost\b|help\b"
    rf"|(?:can|could|would|will) (?:someone|somebody|anyone|anybody|one of you|you|u|ya|any of you|i|we)\b"
    rf")",
    re.IGNORECASE,
)
# Words by which a clause says which areas or reports are meant, even in the first person: such a clause stays.
_NARROWING = frozenset(
    "only except excluding without instead still also same other others ones those these them they worst best latest first last most least both all every each any none where there "
    "which what who whose when why how than rather mean meant means including include exclude ignore skip alone apiece especially few half largely mainly mostly particularly quarter twice separately".split()
)
# Words of the field that everyday talk of papers and meetings uses.
_ALSO_TALK = frozenset(
    "write say tell plan send read document link next good mildly-good letter direction action publish response require only not no never left learn source notice partner".split()
)
_KINDS = re.compile(
    r"\b(?:towns?|villages?|cit(?:y|ies)|regions?|patch|neighbours?|neighbouring|wards?|coast|coastal|seaside|rural|urban|inner|outer|authorit(?:y|ies)|councils|boroughs?|count(?:y|ies)|areas|districts|places|unitar(?:y|ies)|metropolitan"
    r"|labour|conservative|tory|lib dem|deprived|affluent|wealthy|poor|rich|big|small|large|larger|smaller|largest|smallest|biggest)\b"
)
_PEOPLE = re.compile(rf"a|an|the|our|my|overview|and|{_WHO}|{_PAPER}", re.IGNORECASE)
_MINE = re.compile(r"(?:i|we)\b|(?:got|have|having|need|off to|at|in|before|after|just)\b", re.IGNORECASE)
_OCCASION = re.compile(
    r"\b(?:evening|meeting|forum|group|lesson|class|assembly|interview|committee|panel|conference|call|session|workshop|briefing|event|hearing|seminar|lecture|training|away ?day|visit)\b",
    re.IGNORECASE,
)
# After these a clause says what it is about: what is no paper, person or occasion there would narrow the question.
_THEME = re.compile(
    r"\b(?:about|regarding|concerning|interested in|interest in|looking (?:at|into)|thinking (?:of|about)|work(?:s|ing)? (?:on|with)|focus(?:ed|ing|ing)? on|covering|covers?|doing|on|of|for|after|care for|count(?:ing)?"
    r"|study(?:ing)?|researching|comparing|need|needs|want|wants|using|serving|teach(?:ing)?)\b(?! to\b)(?P<theme>.*)",
    re.IGNORECASE,
)
_HARMLESS = re.compile(
    rf"(?:a|an|the|my|our|your|this|that|it|its|some|something|someone|somebody|me|us|him|her|them|one|to|by|at|in|and|or|of|on|for|from|with|before|as|is|are|am|i|we|up|off|out|s|be|so|if|you|can|please|quick|short|long|new|next|big|late"
    rf"|tonight|tomorrow|today|tuesday|monday|wednesday|thursday|friday|saturday|sunday|morning|afternoon|evening|week|month|end|noon|lunch|minutes?|hours?|time|now|soon|asap|ages|day"
    rf"|work|service|services|job|uni|university|school|college|home|office|desk|leave|holiday|phone|mobile|train|bus|tube|way|road|deadline|rush|hurry|thing|things|bits?|copy|quote|fact|check|argument|interest|background|context|info|reference"
    rf"|information|use|answer|reply|response|reason|sake|keeping|head|governors?|trustees?|inbox|email|screen|full|press|media|local|annual|overview|senior|line|deputy|vice|primary|secondary|masters|phd|degree|course|module|exam"
    rf"|another|other|question|query|request|complaint|appeal|hearing|court|tribunal|council|mp|own|personal|curiosity|go|getting|going|having|making|doing|writing|preparing|send|sendiass|{_WHO}|{_PAPER}|{_TOLD})",
    re.IGNORECASE,
)
_SOON = frozenset(
    ("tonight", "tomorrow", "today", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "this", "next")
)
_BREAK = re.compile(r"\s*[,;:]\s+|\s+[–—-]+\s+|[.!]+\s+|\s+\((?=for|asking|need|it|i)|\.{2,}\s*")
# What leads from who asks to what is asked, without a stop.
_LEADS = re.compile(
    r"\s+(?:and|so|but) (?:i |we |i'd |we'd )?(?:also )?(?:need|want|would like|like|could do with|am after|after|looking for|require)(?: to (?:know|see|have|find out|get))?\s+"
    r"|\s+(?:wants? to know|needs? to know|want(?:s|ed)? me to find out|would like to know|like to know|has asked|have asked|who asked|was asked|asks|asked|is asking|are asking|keeps asking|keep asking|find out"
    r"|let me know|let me have|let us have|let us know|tell me|tell us|give me|give us|show me|get me|send me|point me to|point me at|remind me(?: of)?|help me (?:find|with|understand))(?: me| us)?\s+"
    r"|\s+(?:so|but)\s+(?=(?:who|which|what|when|where|how|did|was|were|is|has|have|does|do|can|could)\b)",
    re.IGNORECASE,
)
_TRAILS = re.compile(
    rf"\s+(?=for (?:my|our|tomorrow|tonight|tomorrow's|tonight's|(?:a|an|the|this|some) (?:[a-z]+ )?{_PAPER})\b)|\s+(?=(?:because|cos|coz|so that|so) (?:i|i'm|we|we're|my|our)\b)|\s+(?=(?:please|pls|plz|thanks|thx|ta|cheers)\b)",
    re.IGNORECASE,
)


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
