"""How much of a message belongs to the field: from two points on it may be answered."""

import itertools

from sendbot.understanding.phrases import word_set
from sendbot.understanding.reading import Reading

# Cue words that only the field uses, and those that everyday talk uses too: two points or one towards "this is for us".
FIELD = word_set("field-cues")
NEAR_FIELD = word_set("near-field-cues")
ENOUGH = 2


def belonging(reading: Reading, *, soft_matters: bool = True) -> int:
    """How much of a message belongs to the field, in points; from two on it may be answered.

    An area's name alone is enough only where nothing else in the message is unknown.
    """
    points = 0
    strange = any(u.unexplained and (soft_matters or not u.soft) for u in reading.units)
    topics = {hit.anchor: hit for hit in reading.topics}
    for index, unit in enumerate(reading.units):
        if unit.symbols & FIELD or ((unit.schemes or unit.terms) and not unit.everyday):
            points += 2
        elif index in topics:
            points += 1 if unit.everyday and len(topics[index].used) == 1 else 2
        elif unit.place and unit.place.place.kind == "area":
            points += 1 if strange else 2
        elif unit.place or unit.symbols & NEAR_FIELD or (reading.places and "require" in unit.symbols):
            points += 1
    return points + bool(points and any(u.period for u in reading.units)) - _private(reading)


def _private(reading: Reading) -> int:
    """How much speaks for a matter of the asker's own: "my mastercard points", "I lost a card"."""
    units = reading.units
    own = [
        after
        for unit, after in itertools.pairwise(units)
        if unit.text == "my" and not (after.symbols or after.terms or after.place or after.slot)
    ]
    if own:
        return 1 + any(u.unexplained for u in own)
    return int(any(t.text == "i" for t in reading.tokens) and any(u.unexplained and not u.soft for u in units))
