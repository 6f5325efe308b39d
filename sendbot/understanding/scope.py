"""What lies outside, told by how a question is built rather than by its words: people by name, and what ought to have come."""

import re

from sendbot.understanding.phrases import any_of
from sendbot.understanding.reading import Reading

# A place of the text as `_put` writes it, on from which an area is named.
_AREA_AFTER = r"(?=.*\bAREA\b)"
_PEOPLE = re.compile(
    rf"\b{any_of('asks-name')}\b(?! {any_of('inspectors-reported')})"
    rf"|\b{any_of('asks-office')}\b(?! {any_of('office-looked')})"
    rf"|\b{any_of('asks-who-came')}\b"
    rf"|\b{any_of('asks-who-led')}\b{_AREA_AFTER}"
    rf"|\b{any_of('asks-in-charge')}\b{_AREA_AFTER}(?!.*\b{any_of('charged-with')}\b)"
)
_CARE = re.compile(rf"\b{any_of('adults-care')}\b")
_MOVING = re.compile(rf"\b{any_of('moving-on')}\b")
_SERVICES = re.compile(rf"\b{any_of('judging-others')}\b.*\b{any_of('other-services')}\b")
_CONTEST = re.compile(rf"\b{any_of('contesting')}\b")
_OUGHT = re.compile(rf"^{any_of('ought-to-have')}\b")
_FARES = re.compile(rf"\b{any_of('will-fare')}\b")


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
