"""Messages that are not answered whatever they are about: opinions, people, other subjects, other places and inspections."""

from sendbot.lexicon.language import Decline
from sendbot.query import Query
from sendbot.understanding.asked import Asked
from sendbot.understanding.matching import form_of
from sendbot.understanding.outcome import Refusal
from sendbot.understanding.reading import Reading
from sendbot.understanding.refusing import refused
from sendbot.understanding.scope import asks_for_opinion, asks_for_people, asks_of_others

_OPENERS = frozenset("please hi hello hey so ok okay just bot sendbot now kindly then thanks oh right well also sorry".split())
_FORETOLD = ("inspect", "fully", "revisit", "monitor", "publish", "letter", "due", "submit", "left", "require", "wsa", "pap", "now-due")
_THEIR_WORK = frozenset("ask arrive call check contact interview look need ring speak talk visit want".split())
_BECOMING = frozenset("get receive be land earn come end score achieve manage fare pass fail".split())
_TIMED = frozenset(("when", "how-long", "how-many"))
_DATED = ("due", "left", "submit", "publish", "revisit", "monitor", "now-due")


def declined(reading: Reading, declines: dict[str, Decline]) -> Decline | None:
    """The kind of message this is, if it is one that is not answered."""
    if foretells(reading) or asks_for_opinion(reading):
        return declines["opinion"]
    if asks_for_people(reading):
        return declines["people"]
    if asks_of_others(reading):
        return declines["neighbouring-subject"]
    opening = True
    for unit in reading.units:
        for name in unit.declines:
            decline = declines[name]
            if decline.id == "opinion" and (reading.has(*_FORETOLD) or _THEIR_WORK & {t.text for t in reading.tokens}):
                continue  # "when will they come back" has a rule
            if not decline.at_start or opening:
                return decline
        if not (unit.symbols & {"hello", "thanks", "and", "but"} or (unit.filler and (unit.end - unit.start > 1 or unit.text in _OPENERS))):
            opening = False
    return None


def elsewhere(asked: Asked) -> Refusal | None:
    """Declines what is asked about a place that is no local area."""
    if not asked.frame.elsewhere:
        return None
    return refused(asked, "elsewhere", f"{asked.frame.elsewhere[0]} is not a local area of its own, so I have no inspection of it.")


def of_other_inspections(query: Query, asked: Asked) -> Refusal | None:
    """Declines to take another kind of inspection for one of these, unless its meaning is asked."""
    others = asked.known.other_inspections
    name = next((others[t] for u in asked.reading.units for t in u.terms if t in others), None)
    if name is None or query.asks in ("define", "passage"):
        return None
    return refused(asked, "other-inspections", f"{name} inspections are of another kind; I keep local area SEND inspections only.")


def foretells(reading: Reading) -> bool:
    """Whether a message asks what will come, other than an event that has a rule or a date: "will Sefton fail next time"."""
    opening = next((u.text for u in reading.units if not u.filler or u.text in ("will", "would")), "")
    if opening in ("will", "would") and not reading.has(*_FORETOLD):
        return True
    # "which outcome will Devon get when its turn comes", "is Kent going to be outcome 3"
    words = [t.text for t in reading.tokens]
    ahead = next(
        (i for i, w in enumerate(words) if w in ("will", "gonna") or words[i : i + 2] in (["going", "to"], ["likely", "to"])), None
    )
    judged = reading.has("outcome", "systemic", "inconsistent", "positive", "wsa", "pap", "require") or {
        "grade",
        "judgement",
        "verdict",
        "rating",
    } & set(words)
    named = (form_of(reading) in ("which", "who") and reading.has("area-noun")) or any(
        u.place and u.place.place.kind in ("area", "region", "group") for u in reading.units
    )
    return (
        ahead is not None
        and bool(judged)
        and named
        and bool(_BECOMING & set(words[ahead:]))
        and form_of(reading) not in _TIMED
        and not reading.has(*_DATED)
    )
