"""Names of areas: mended when mistyped, never taken for another area, and left alone where they are everyday words."""

import datetime as dt
import random
import string
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sendbot.brain import Brain
from sendbot.grammar.lattice import single_words
from sendbot.lexicon.place_forms import short_forms
from sendbot.lexicon.places import Place
from sendbot.lexicon.spelling import common_words
from sendbot.lexicon.text import clean, clipped_words
from sendbot.lexicon.vocabulary import Vocabulary
from sendbot.yaml12 import read_yaml

SENTENCES: list[list[Any]] = read_yaml(Path(__file__).with_name("place_names.yaml"))
TODAY = dt.date(2026, 11, 23)
SHORTEST = 5
TYPOS_A_NAME = 12
LEAST_RIGHT = 0.97


def places(brain: Brain, text: str) -> list[Place]:
    return [span.place for span in brain.understanding.read(clean(text), TODAY).places]


@pytest.mark.parametrize(("sentence", "areas"), SENTENCES, ids=str)
def test_a_sentence_names_these_areas_and_no_others(sentence: str, areas: list[str], brain: Brain) -> None:
    assert [p.name for p in places(brain, sentence)] == areas


def test_every_area_is_found_by_its_names(brain: Brain) -> None:
    for area in brain.snapshot.knowledge.areas:
        for name in (area.name, area.official, area.title):
            found = {i for p in places(brain, f"did {name} have to write a WSA") for i in p.ids}
            assert found & {area.id, *area.successors}, name


def insert(name: str, place: int, letter: str) -> str:
    return name[:place] + letter + name[place:]


def delete(name: str, place: int, _: str) -> str:
    return name[:place] + name[place + 1 :]


def swap(name: str, place: int, _: str) -> str:
    return name[:place] + name[place : place + 2][::-1] + name[place + 2 :]


def replace(name: str, place: int, letter: str) -> str:
    return name[:place] + letter + name[place + 1 :]


SLIPS: tuple[Callable[[str, int, str], str], ...] = (insert, delete, swap, replace)


def typos(brain: Brain) -> Iterator[tuple[str, str]]:
    """(name, name with one random slip in its letters), the same at each run."""
    dice = random.Random("one slip of the finger")  # noqa: S311 - no secret depends on it
    for area in brain.snapshot.knowledge.areas:
        if len(area.name) < SHORTEST:
            continue
        letters = [i for i, c in enumerate(area.name) if c.isalpha()]
        for number in range(TYPOS_A_NAME):
            typed = SLIPS[number % len(SLIPS)](area.name, dice.choice(letters), dice.choice(string.ascii_lowercase))
            if typed.lower() != area.name.lower():
                yield area.name, typed


def verdict(brain: Brain, name: str, typed: str) -> str:
    """Whether a mistyped name is right (read as the name is), asked back, missed, or taken for something else."""
    meant = {i for p in places(brain, f"did {name} have to write a WSA") for i in p.ids}
    found = places(brain, f"did {typed} have to write a WSA")
    if any(p.kind != "area" or not meant & set(p.ids) for p in found):
        return "another"
    if not found:
        return "missed"
    return "right" if {i for p in found for i in p.ids} == meant and not any(p.ambiguous for p in found) else "asked back"


def test_a_name_with_a_slip_of_the_finger_is_nearly_always_read_right_and_never_as_another_area(brain: Brain) -> None:
    verdicts = [(verdict(brain, name, typed), name, typed) for name, typed in typos(brain)]
    assert len(verdicts) > 1_500
    assert [v for v in verdicts if v[0] == "another"] == []
    share = sum(v[0] == "right" for v in verdicts) / len(verdicts)
    assert share >= LEAST_RIGHT, [v for v in verdicts if v[0] != "right"]


@pytest.mark.parametrize(
    "typed", ["City o London", "City f London", "East Riding f Yorkshire", "Southend-on-Se", "Bath aqnd North East Somerset", "S Helens"]
)
def test_a_slip_in_a_small_word_leaves_the_name_whole(typed: str, brain: Brain) -> None:
    (found,) = places(brain, f"did {typed} have to write a WSA")
    assert (found.kind, found.ambiguous) == ("area", False)


@pytest.mark.parametrize(("typed", "asked"), [("ussex", {"essex", "east-sussex", "west-sussex"}), ("Brnet", {"barnet", "brent"})])
def test_a_slip_that_fits_two_places_asks_which(typed: str, asked: set[str], brain: Brain) -> None:
    (found,) = places(brain, f"did {typed} have to write a WSA")
    assert found.ambiguous
    assert asked <= set(found.ids)
    answer, _ = brain.ask(f"did {typed} have to write a WSA", TODAY)
    assert (answer.answered, "Which do you mean" in answer.text) == (False, True)


def test_short_forms_made_by_rule_are_no_everyday_words_and_name_one_area(brain: Brain) -> None:
    forms = list(short_forms(brain.snapshot.knowledge.areas))
    assert len(forms) > 500
    assert [f for f, _ in forms if len(f) == 1 and f[0] in common_words()] == []
    assert len({f for f, _ in forms}) == len(forms)


def test_no_clipped_small_word_is_a_word_of_ours(brain: Brain) -> None:
    vocabulary = Vocabulary(brain.understanding.language, brain.snapshot.knowledge, single_words())
    known = vocabulary.words | single_words()
    assert {w: m for w, m in clipped_words().items() if w in known} == {}


MENDED = [
    ("areas critcised for leadership", "criticised"),
    ("areas inspcted twice", "inspected"),
    ("letters recieved in May", "received"),
    ("a wekness in plans", "weakness"),
    ("each outcom", "outcome"),
    ("areas wihtout a plan", "without"),
    ("wch areas had one", "which"),
    ("hw mny areas", "many"),
    ("what abt Bury", "about"),
    ("dey had a plan", "they"),
]


@pytest.mark.parametrize(("typed", "meant"), MENDED)
def test_misspelt_and_clipped_words_are_mended(typed: str, meant: str, brain: Brain) -> None:
    assert meant in " ".join(u.text for u in brain.understanding.read(clean(typed), TODAY).units).split()


@pytest.mark.parametrize("word", ["cropper", "costal", "witin", "snuff"])
def test_a_word_is_not_mended_into_one_of_another_meaning(word: str, brain: Brain) -> None:
    read = [u.text for u in brain.understanding.read(clean(f"{word} areas"), TODAY).units]
    assert read[0] in (word, "within")
