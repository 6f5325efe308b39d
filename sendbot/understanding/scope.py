"""What lies outside, told by how a question is built rather than by its words: people by name, and what ought to have come."""

import re

from sendbot.understanding.reading import Reading

_ROLE = (
    r"(?:inspectors?|hmis?|dcs|dco|dmo|ceo|dmos|dcos|directors?|chief executives?|chief inspector|chairs?|chairman|chairwoman|chairperson|cabinet members?|lead members?|leads?|leaders?|heads?|officers?|mps?|mayors?"
    r"|managers?|commissioners?|councillors?|cllrs?|staff|minister|secretary|person|people|contact|signatory|author|boss|bosses)"
)
_PAPER = r"(?:report|letter|review|judgement|outcome letter|inspection report)"
_VISIT = r"(?:inspection|visit|team|review|revisit|re visit|inspection team|inspectors)"
_PEOPLE = re.compile(
    rf"\b(?:names?|named|naming|identity|identities|surnames?) (?:of |for |me |us )?(?:the |all |every |each |a |any |your |their |our |AREA )*(?:[a-z]+ ){{0,4}}?{_ROLE}\b(?! (?:did|were|was|had) (?:say|name|criticise|praise))"
    rf"|\b(?:which (?:lead |ofsted |cqc |other |individual |two |three )*(?:inspectors?|hmis?)|what (?:lead |ofsted )*(?:inspector|hmi)|what inspectors (?:did AREA|visited|went|came))\b"
    rf"|\bwho (?:is|are|was|were|s) (?:currently |now |then )?(?:the |a |an |their |our |its |your |AREA )*(?:[a-z]+ ){{0,3}}?(?:lead inspectors?|inspectors?|hmis?|dcs|ceo|directors?|chief executives?|chief inspector|send lead|lead members?|cabinet members?|mps?|mayor|chair|chairs)\b(?! (?:critic|prais|report|look))"
    rf"|\bwho (?:wrote|signed|authored|penned|compiled|drafted|typed) (?:off )?(?:the |that |this |AREA )*(?:[a-z]+ ){{0,2}}?{_PAPER}\b"
    rf"|\bwho (?:led|headed|ran|chaired|oversaw|conducted|fronted) (?:the |that |this |AREA )*(?:[a-z0-9]+ ){{0,3}}?{_VISIT}\b"
    rf"|\b(?:hmis?|inspectors?) (?:who|that) (?:led|headed|ran|wrote|signed|visited|went|came|inspected|carried)\b(?=.*\bAREA\b)"
    rf"|\bwho (?:is|are|was|were) (?:currently |now )?(?:responsible|accountable|in charge|answerable|the lead|leading|running|heading|head|lead)\b(?=.*\bAREA\b)(?!.*\b(?:plan|wsa|pap|statement|writing|submitting)\b)"
)
_CARE = re.compile(r"\badult social care\b")
_MOVING = re.compile(r"\b(?:transitions?|transfers?|moves?|moving|moved|into|preparing|preparation|young|children|send|between)\b")
_SERVICES = re.compile(
    r"\b(?:ofsted|cqc|inspectors?|report|rating|rated|judge|judged|grade|say|said|inspection)\b.*\b(?:children s services|childrens services|children services|early help|fostering|youth offending|youth justice)\b"
)
# Against an outcome there may be a way; none is kept here.
_CONTEST = re.compile(
    r"\b(?:can|could|may|might|how|allowed|possible|right|way|did|does|do|has|have) (?:[a-zA-Z]+ ){0,5}?(?:challenge|appeal|contest|dispute|overturn|object to|query) (?:against )?(?:the |an? |its |their |our |your |AREA |that |this )*(?:[a-z0-9]+ ){0,2}?(?:outcome|judgement|verdict|grade|result|report|findings?|inspection|wsa|decision|letter)s?\b"
)
_OUGHT = re.compile(r"^(?:[a-z]+ ){0,2}?should (?:AREA|the AREA) (?:really |ever |actually )?(?:have|get|be|been)\b")
_FARES = re.compile(
    r"\b(?:will|going to|gonna|bound to|set to|likely to|expected to|about to) (?:AREA |it |they |he |she |the council |the area )?(?:probably |ever |actually |still |also )?(?:fail|pass|improve|flop|recover|worsen|do (?:well|badly|better|worse)|get (?:worse|better)|win|struggle)\b"
)


def asks_for_people(reading: Reading) -> bool:
    """Whether a question asks who somebody is: "name of the HMI who led the Sutton inspection"."""
    return bool(_PEOPLE.search(_put(reading)))


def asks_of_others(reading: Reading) -> bool:
    """Whether a question is about the care of adults, another of a council's services, or a way to contest an outcome."""
    text = _put(reading)
    return bool(
        _CONTEST.search(text)
        or (_CARE.search(text) and not _MOVING.search(text))
        or (_SERVICES.search(text) and not reading.has("wsa", "pap", "weak", "area-noun", "send-word"))
    )


def asks_for_opinion(reading: Reading) -> bool:
    """Whether a question asks what an area ought to have got, or how it will fare."""
    text = _put(reading)
    judged = reading.has("outcome", "systemic", "inconsistent", "positive", "wsa", "pap")
    dated = reading.has("due", "submit", "publish", "left", "now-due")
    return bool((_OUGHT.search(text) and judged and not dated) or _FARES.search(text))


def _put(reading: Reading) -> str:
    """The words of a question, areas' names as one word each."""
    words = []
    for unit in reading.units:
        words += ["AREA"] if unit.place else [t.text for t in reading.tokens[unit.start : unit.end]]
    return " ".join(words)
