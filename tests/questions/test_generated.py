"""Random questions over the real record are answered as a plain reckoning has it, or not at all (see generated.py)."""

import collections

from questions.generated import TODAY, Sampler, verdict

from sendbot.brain import Brain

NUMBER, SEED = 2_000, 20_261_125


def test_nothing_false_is_said_to_random_questions(brain: Brain) -> None:
    view = brain.snapshot.view(TODAY)
    sampler = Sampler(view, SEED)
    found: dict[str, list[str]] = collections.defaultdict(list)
    for _ in range(NUMBER):
        item = sampler.item()
        found[verdict(brain, view, item)].append(item.text)
    print(f"seed {SEED}: " + ", ".join(f"{name} {len(texts)}" for name, texts in found.items()))
    assert found["false"] == []
    assert len(found["right"]) >= 0.9 * NUMBER, found["unanswered"][:10]
