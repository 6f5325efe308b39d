"""Questions about the process, put of no area in particular: "can somewhere be judged well and still need a WSA",
"its WSA does not mention the local offer, does that mean it is fine". Which observation answers them, told by how they are built."""

import re

from sendbot.query import Query
from sendbot.understanding.reading import Reading

_ANY = r"(?:somewhere|anywhere|someone|somebody|anyone|anybody|you|we|one|it|they|places?|areas?|councils?|partnerships?|authorit(?:y|ies)|las?|boroughs?|count(?:y|ies)|cit(?:y|ies))"
_MAY = re.compile(
    rf"\b(?:can|could|may|might|would|does|do|did|has|have|is) (?:it be (?:that )?|it happen that |there )?(?:[a-z]+ ){{0,4}}?{_ANY}\b|\b(?:is it )?(?:possible|conceivable|feasible|thinkable)\b|\bever\b"
)
_YET = re.compile(
    r"\b(?:still|yet|even so|anyway|nonetheless|nevertheless|regardless|all the same|just the same|despite|in spite of|even (?:if|though|when|with)|although|though|but|ever|end(?:s|ed)? up"
    r"|at the same time|as well)\b"
)
_PRAISING = frozenset(("praise", "good", "mildly-good", "strength-noun", "positive", "good-practice", "top"))
_WELL = frozenset(
    "well good strong strongly great excellent decent fine praised positive high highly lots solid best better sound effective nice".split()
)
_PLAN = frozenset(("wsa",))
_DENYING = frozenset(
    "not no never nothing none silent silence without unnamed unmentioned only neither nor nobody absent absence omits omitted skips escaping escape missing lack".split()
)
_UNSPOKEN = re.compile(
    r"\b(?:mention(?:s|ed|ing)?|named?|names|listed|lists?|flagged|flags|raised?|raises|refer(?:s|red)?|say(?:s|ing)?|said|picked (?:up|out)|pulled up|criticised|cited|cites|silent|silence|unnamed|unmentioned"
    r"|brought up|come up|comes up|came up|crop(?:s|ped)? up|appear(?:s|ed)?|feature(?:s|d)?|there|in|on|omits?|omitted|cover(?:s|ed)?|include(?:s|d)?|touch(?:es|ed)?|singled out|called out|about|areas?|places?|councils?"
    r"|had|got|get|have|escap(?:e|es|ed|ing))\b"
)
_INFER = re.compile(
    r"\b(?:mean(?:s|ing)?|imply|implies|prove(?:s|d)?|show(?:s)?|suggest(?:s)?|conclude|infer|assume|presume|suppose|deduce|take it|take that|read (?:it|that|this)|safe to|safely|follow(?:s)?|sign|so (?:is|are|must|can|they|its|it|we|everyone|everybody|the)|therefore|then)\b"
)
_FINE = re.compile(
    r"\b(?:fine|ok|okay|alright|all right|good|great|well|perfect|strong|sound|satisfactory|no (?:problem|problems|issue|issues|concern|concerns|room)|not a problem|in order|clean|clear|praise[ds]?|working|nothing wrong"
    r"|high quality|decent|up to scratch|doing well|hunky dory|excellent|off the hook|acceptable|adequate|flawless)\b"
)

# What those not inspected yet should see to.
_NOT_YET = re.compile(
    r"\b(?:not (?:yet )?(?:been |had )?(?:inspected|visited|seen|done|our|had)|(?:have|has) not (?:yet )?(?:been|had)|yet to (?:be|have)|still waiting|waiting (?:for|on)|awaiting|our turn|their turn|your turn|turn (?:is|s|comes)"
    r"|(?:are|is|am|we|re) (?:up )?next|(?:inspectors?|ofsted|cqc|they) (?:come|comes|arrive|arrives|turn up|turns up|land|visit|visits|knock|knocks|call|calls|ring|rings)|before (?:our|the|an|your|their|its|being) (?:[a-z]+ )?(?:inspection|inspected|visit)"
    r"|ahead of (?:our|the|an|your|their|its) (?:[a-z]+ )?(?:inspection|visit)|prior to (?:our|an|inspection)|due (?:an|our) inspection|expecting (?:an|our|the) inspection|inspection (?:is )?(?:looming|coming|due|round the corner|imminent))\b"
)
_OUGHT = re.compile(r"\b(?:should|ought|need to|needs to|must|best to|have to|advice|advise|tips?|priorit(?:y|ies|ise)|focus)\b")
_READY = re.compile(
    r"\b(?:ready|prepare[ds]?|preparing|preparation|shape|order|place|right|sorted|focus|priorit(?:y|ies|ise)|work on|working on|concentrate|improve|improving|tackle|fix|brush up|sort out|sort|look at|get on top of|first|see to|strengthen|learn|tips?|advice|advise)\b"
)


def supposes(reading: Reading) -> Query | None:
    """The observation that answers a what-if question; None where it is none, or is about one area."""
    if any(u.place or (u.number is not None and u.period) for u in reading.units):
        return None
    text = " ".join(t.text for t in reading.tokens)
    words = {t.text for t in reading.tokens}
    inferred = _INFER.search(text)
    asks = reading.tokens[0].text if reading.tokens else ""
    planned = reading.has("wsa", "pap", "plan-noun", "letter", "submit", "publish")
    topics = [h for h in reading.topics if not all("wait" in reading.units[i].text for i in h.used)]  # "we are still waiting for ours"
    if _NOT_YET.search(text) and _OUGHT.search(text) and _READY.search(text) and not planned and not topics:
        return Query("passage", "improve-before-inspection", target="improve-before-inspection")
    if (
        inferred
        and words & _DENYING
        and _UNSPOKEN.search(text)
        and (reading.topics or reading.has("wsa"))
        and asks not in ("which", "who", "how", "list")
    ):
        fine = [m for m in _FINE.finditer(text) if m.end() > inferred.start()]
        if fine:
            return Query("passage", "absence-is-no-praise", target="absence-is-no-praise", polarity=False)
    if asks in ("which", "who", "how", "what", "why", "where", "when", "list", "in"):
        return None
    praised = reading.has(*_PRAISING) or words & _WELL
    if (
        praised
        and reading.has(*_PLAN)
        and _MAY.search(text)
        and _YET.search(text)
        and not words & {"not", "no", "never", "without", "which"}
    ):
        return Query("passage", "limited-reasons", target="limited-reasons", polarity=True)
    return None
