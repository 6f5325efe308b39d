"""Whether a message asks what a term means, or how two terms differ: by where the term stands, whatever else is said."""

import re

from sendbot.query import Query
from sendbot.understanding.reading import Reading

_T = r"T\d+"
_THE = r"(?:(?:a|an|this|these|those|your|our|all|thing|things|called|term|word|acronym|abbreviation|phrase|so|letters|bit) )*"
_WHAT = r"(?:what|wot|wat|wots|wats|who or what|who|what the (?:heck|hell|devil)|what on earth|what in the world)"
# What may follow a term that is only asked for: the end, or how and for whom it is to be told.
_END = (
    r"(?= *$| [?,:]|(?: exactly| actually| again| anyway| then| please| thing| things| even| really| now| mate)* ?(?:$|[?,:])| in (?:plain|simple|layman|everyday|other|normal|our|this|send)"
    r"| for (?:short|a|the|my|someone|dummies|beginners|parents|us)| to (?:a|an|someone|my|our|the|me|us|parents)| when it| and (?:what (?:does|do)|why|how)| supposed| meant| all about| (?:stand|mean|short))"
)
_TELL = (
    "define|explain|definition of|meaning of|meant by|mean by|spell out|decode|translate|unpack|demystify|expand|gloss|what do you call"
    "|never heard of|no idea what|no clue what"
)
_ASKED = tuple(
    re.compile(p)
    for p in (
        rf"\b{_WHAT} (?:exactly |actually |even |really )?(?:is|are|was|were|s) (?:exactly |actually |even |really )?{_THE}({_T}){_END}",
        rf"\bwhat (?:does|do|did|would|is|are) {_THE}(?:the )?({_T}) (?:actually |really |even )?(?:stand|stands|standing|mean|means|meant|short|supposed to mean)",
        rf"\bwhat {_THE}(?:the )?({_T}) (?:actually |really |even )?(?:is|are|means|mean|stands|stand|was|were)\b(?= *$| [?,:]| for| in| please| exactly| anyway)",
        rf"\b(?:{_TELL}) (?:to me |for me |us |me )?(?:what |who )?(?:is |are )?{_THE}(?:the )?({_T}){_END}",
        rf"({_T})\b[^?]*?(?:,|\?|:)? *(?:{_WHAT} (?:is|are|does|s) (?:that|this|it|they|those|these)\b(?! (?:say|say|due|about to))(?: (?:stand for|mean|then|please|when at home|in|exactly|anyway|one))*)[ ?]*$",
        rf"({_T})\b[^?]*(?:,|\?|:) *(?:and )?what (?:happens|goes on|is done|do they do|do you do|does one do|gets done) (?:at|in|during|with|on) (?:one|it|that|them|those)\b[ ?]*$",
        rf"({_T}) *[,:?]? *(?:that is )?(?:(?:i |we )?(?:have |had )?never heard of (?:it|that|them|those|one)|(?:i have |we have )?(?:no idea|not a clue|no clue)(?: what)?[a-z ]*|means what|meaning|definition|stands for(?: what)?|in plain (?:english|words|terms)|in english|in layman terms|explained|come again)(?: please| then| that is)?[ ?]*$",
    )
)
_EVERYDAY = frozenset(("area", "areas", "council", "councils", "direction", "appeals", "commissioning", "inconsistent"))
_DIFFERENCE = re.compile(
    r"\b(?:difference|differences|differ|differs|different from|compare|compared|versus|vs|v|against|tell apart|distinguish|distinguishes|same as|same thing|same|confuse|confused|mix up|or)\b"
)
_PLAIN = frozenset(
    "a an the is are what which how does do between and or from to of with vs versus v against compare difference differences differ differs different "
    "as terms term words tell me apart same thing it they one ? , : please explain not i can you in plain english role roles so meaning definition".split()
)


def defines(reading: Reading) -> Query | None:
    """What a message asks about terms: the meaning of one, or how two differ; None where it asks for something else."""
    if any(u.place or u.period for u in reading.units):
        return None
    terms: list[str] = []
    words = []
    for unit in reading.units:
        if unit.terms and not unit.schemes and unit.text not in _EVERYDAY:
            words.append(f"T{len(terms)}")
            terms.append(unit.terms[0])
        else:
            words.append(unit.text)
    if not terms:
        return None
    text = " ".join(words)
    two = tuple(dict.fromkeys(terms))
    if len(two) == 2 and _DIFFERENCE.search(text) and all(w in _PLAIN or re.fullmatch(_T, w) for w in text.split()):
        return Query("define", "define", target=two[0], of=two[1])
    for asked in _ASKED:
        if found := asked.search(text):
            return Query("define", "define", target=terms[int(found[1][1:])])
    return None
