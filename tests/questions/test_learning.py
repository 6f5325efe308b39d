"""The weights in the repository are those that the rows, the phrasings and the examples give: else run `make learn`."""

import msgspec
import pytest
from questions import learn

from sendbot.understanding.passages import WEIGHTS, learned

# Of so many weights a few may round the other way on another machine.
NEAR = 0.02


@pytest.mark.slow
def test_the_weights_are_those_that_are_learned() -> None:
    made, kept = learn.made_anew(), learned()
    assert made.keys() ^ kept.keys() <= {s for s in made.keys() | kept.keys() if abs(made.get(s, kept.get(s, 0.0))) <= NEAR}
    assert not {s: (w, kept[s]) for s, w in made.items() if s in kept and abs(w - kept[s]) > NEAR}, "run `make learn`"


def test_the_weights_read() -> None:
    assert msgspec.json.decode(WEIGHTS.read_bytes(), type=dict[str, float])
