"""Questions about the process, put of no area in particular: "can somewhere be judged well and still need a WSA",
"its WSA does not mention the local offer, does that mean it is fine". Which observation answers them, told by how they are built."""

import re

from sendbot.query import Query
from sendbot.understanding.phrases import any_of, word_set
from sendbot.understanding.reading import Reading

_MAY = re.compile(rf"\b{any_of('may-be')}\b")
_YET = re.compile(rf"\b{any_of('and-yet')}\b")
_WELL, _DENYING, _APART = word_set("going-well"), word_set("denying"), word_set("not-together")
_PRAISING = word_set("praising-cues")
_UNSPOKEN = re.compile(rf"\b{any_of('spoken-of')}\b")
_INFER = re.compile(rf"\b{any_of('concluding')}\b")
_FINE = re.compile(rf"\b{any_of('is-fine')}\b")
# What those not inspected yet should see to.
_NOT_YET = re.compile(rf"\b{any_of('not-inspected-yet')}\b")
_OUGHT = re.compile(rf"\b{any_of('ought-to')}\b")
_READY = re.compile(rf"\b{any_of('getting-ready')}\b")
_ASKS_WHICH, _ASKS_OPEN = word_set("asks-which"), word_set("asks-open")


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
        return _passage("passage-ready")
    if inferred and words & _DENYING and _UNSPOKEN.search(text) and (reading.topics or reading.has("wsa")) and asks not in _ASKS_WHICH:
        fine = [m for m in _FINE.finditer(text) if m.end() > inferred.start()]
        if fine:
            return _passage("passage-silence", polarity=False)
    if asks in _ASKS_OPEN:
        return None
    praised = reading.has(*_PRAISING) or words & _WELL
    if praised and reading.has("wsa") and _MAY.search(text) and _YET.search(text) and not words & _APART:
        return _passage("passage-together", polarity=True)
    return None


def _passage(answers: str, *, polarity: bool | None = None) -> Query:
    """A query for the passage of the rules that a list of one names."""
    (name,) = word_set(answers)
    return Query("passage", name, target=name, polarity=polarity)
