"""Short forms of areas' names made by rule: initials ("H&F"), clipped words ("S Glos", "L'pool"), and what kind of council it is ("Notts city").

A form that fits more than one area of today is left out: those that people mean one area by are written in areas.yaml.
"""

import itertools
from collections.abc import Iterable, Iterator, Sequence

from sendbot.lexicon.spelling import common_words
from sendbot.lexicon.text import words_of
from sendbot.model import Area

Words = tuple[str, ...]

_SHORT = {
    "bedfordshire": ("beds",),
    "berkshire": ("berks",),
    "buckinghamshire": ("bucks",),
    "cambridgeshire": ("cambs",),
    "cheshire": ("ches",),
    "derbyshire": ("derbys",),
    "gloucestershire": ("glos", "gloucs"),
    "hampshire": ("hants",),
    "hertfordshire": ("herts",),
    "lancashire": ("lancs",),
    "leicestershire": ("leics",),
    "lincolnshire": ("lincs",),
    "northamptonshire": ("northants",),
    "northumberland": ("northumb",),
    "nottinghamshire": ("notts",),
    "oxfordshire": ("oxon",),
    "shropshire": ("shrops", "salop"),
    "staffordshire": ("staffs",),
    "warwickshire": ("warks",),
    "wiltshire": ("wilts",),
    "worcestershire": ("worcs",),
    "yorkshire": ("yorks",),
    "central": ("c", "cent"),
    "north": ("n", "nth"),
    "south": ("s", "sth"),
    "east": ("e",),
    "west": ("w",),
    "saint": ("st",),
    "st": ("saint",),
    "upon": ("on",),
}
_DIRECTIONS = frozenset(("north", "south", "east", "west"))
_LINKS = frozenset(("and", "of", "on", "upon", "with", "the", "in"))
# Endings of towns that an initial and they stand for ("L'pool", "B'mouth").
_ENDINGS = ("ham", "pool", "mouth", "ton", "field", "ford", "port", "bury")
_SHORTEST_CLIPPED = 5
_LONGEST_PRODUCT = 5


def short_forms(areas: Iterable[Area]) -> Iterator[tuple[Words, Area]]:
    """Forms that fit one area of today and no other, with the area. Names and aliases themselves are not among them."""
    today = [area for area in areas if area.until is None]
    found: dict[Words, dict[str, Area]] = {}
    for area in today:
        for form in _forms(area, today):
            found.setdefault(form, {})[area.id] = area
    for form, fits in found.items():
        if len(fits) == 1 and not (len(form) == 1 and form[0] in common_words()):
            yield form, next(iter(fits.values()))


def _forms(area: Area, areas: Sequence[Area]) -> Iterator[Words]:
    names = [words for name in (area.name, *area.aliases) if (words := words_of(name))]
    for words in names:
        yield from _clipped(words)
    if initials := _initials(area.name):
        yield words_of(initials)
    yield from _town(area.name)
    short = [*names, *_clipped(words_of(area.name))]
    kinds = _kinds(area)
    yield from ((*words, *kind) for words in short for kind in kinds)
    if area.type == "london-borough":
        yield ("lb", *words_of(area.name))
        yield ("lb", "of", *words_of(area.name))
    # "Notts city" is the city that the county has its name from, "Nottingham county" the county.
    for other in areas:
        if other is not area and other.name.startswith(area.name) and other.name.endswith("shire") and "City" in area.official:
            yield from ((*words_of(alias), "city") for alias in other.aliases)
        if other is not area and area.name.startswith(other.name) and area.name.endswith("shire"):
            yield (*words_of(other.name), "county")


def _kinds(area: Area) -> tuple[Words, ...]:
    """What people put after a name to say which kind of council it is."""
    if area.type == "county":
        return (("county",), ("county", "council"), ("cc",))
    if "City" in area.official:
        return (("city",), ("city", "council"), ("cc",))
    if "Borough" in area.official:
        return (
            (("borough",), ("borough", "council"), ("bc",), ("mbc",))
            if area.type == "metropolitan"
            else (("borough",), ("borough", "council"), ("bc",))
        )
    return ()


def _clipped(words: Words) -> Iterator[Words]:
    """A name of several words with any of them in their usual short forms ("north east lincs", "ne lincs", "w berks")."""
    if len(words) == 1 or len(words) > _LONGEST_PRODUCT:
        return
    for form in itertools.product(*((word, *_SHORT.get(word, ())) for word in words)):
        if form != words:
            yield form
    for index, (one, other) in enumerate(itertools.pairwise(words)):
        if one in _DIRECTIONS and other in _DIRECTIONS:
            for rest in itertools.product(*((word, *_SHORT.get(word, ())) for word in words[index + 2 :])):
                yield (*words[:index], one[0] + other[0], *rest)


def _initials(name: str) -> str:
    """ "H&F" for Hammersmith and Fulham, "B&NES" for Bath and North East Somerset; empty for names without an "and"."""
    if " and " not in name:
        return ""
    sides = name.replace(",", "").split(" and ")
    return " & ".join("".join(word[0] for word in side.split() if word not in _LINKS) for side in sides)


def _town(name: str) -> Iterator[Words]:
    """The initial and ending of a town of one word, where that is no word itself."""
    for ending in _ENDINGS:
        form = (name[0] + ending).lower()
        if " " not in name and name.endswith(ending) and _SHORTEST_CLIPPED <= len(form) < len(name) - 1:
            yield (form,)
