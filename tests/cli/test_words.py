"""`bot.py words` over the real words; and a changed word file is taken like a changed fact."""

from pathlib import Path

import pytest
from processes import Run, complaint

from sendbot.bootstrap import bank_holidays
from sendbot.store import Store

WORD_FILES = Path("sendbot") / "lexicon"
KNOWN = [
    (
        "praised",
        "• cue word 'good' (words/judging-good.yaml)",
        "• cue word 'praise' (words/judging-good.yaml)",
        "A question must have it, or another word of its kind, to fit practice",
        "why, 1 example: “why was {area} praised”",
        "and 3 more",
    ),
    ("which", "• skipped (skipped/cues-too.yaml): Words that are cues too", "longer phrases: 'which date' (when)"),
    ("on", "• skipped (skipped/grammar.yaml): Words of grammar"),
    ("drop table", "• sign to decline, 'command' (declines/command.yaml): I answer", "'injection' (declines/injection.yaml)"),
    (
        "diagnosed",
        "• cue word 'identify' (words/topics-needs.yaml), as 'diagnos*'",
        "• part of the topic asd-diagnosis, by “autism + diagnose”",
    ),
    ("leadership", "• topic leadership (leadership)"),
    ("DMO", "• topic dmo-dco", "• term dmo (DMO)"),
    ("Project Search", "• scheme Project Search"),
    ("bury", "• an everyday word too (homographs.yaml)", "• area Bury"),
    ("Greater Manchester", "• group Greater Manchester"),
    ("weakness-noun", "• name of the cue word that 14 phrases in words/judging-findings.yaml carry"),
    ("wats", "what is\n", "• cue word 'what'"),
]


@pytest.mark.parametrize("case", KNOWN, ids=lambda c: c[0])
def test_a_word_is_told_with_every_place_that_knows_it(case: tuple[str, ...], bot: Run) -> None:
    done = bot("words", *case[0].split())
    assert (done.returncode, done.stderr) == (0, "")
    assert [line for line in case[1:] if line not in done.stdout] == [], done.stdout


@pytest.mark.parametrize(
    ("word", "says"),
    [("weaknes", "is read as 'weakness'"), ("happily", "common English and no noun"), ("rain", "never taken for a misspelling")],
)
def test_of_an_unknown_word_it_says_what_becomes_of_it(word: str, says: str, bot: Run) -> None:
    done = bot("words", word)
    assert (done.returncode, done.stderr) == (1, "")
    assert "• known nowhere by itself" in done.stdout
    assert says in done.stdout


def test_all_examples_are_shown_if_asked_for(bot: Run) -> None:
    some, every = bot("words", "praised").stdout, bot("words", "praised", "--all").stdout
    assert "more" in some
    assert "more" not in every
    assert every.count("“") > some.count("“")


def test_no_word_is_bad_input(bot: Run) -> None:
    assert "There is no word in that" in complaint(bot("words", "?!"))


def test_a_changed_word_file_is_noticed(store: Store, folder: Path) -> None:
    before = store.open(bank_holidays)
    for name in ("words/logic.yaml", "declines/people.yaml", "shared.yaml"):
        version = store.open(bank_holidays).version
        with (folder / WORD_FILES / name).open("a", encoding="utf-8") as file:
            file.write("# changed\n")
        assert store.open(bank_holidays).version != version, name
    path = folder / WORD_FILES / "words" / "logic.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("except:\n", "except:\n- blimey\n"), encoding="utf-8")
    now = store.open(bank_holidays)
    assert set(now.language.words["except"]) - set(before.language.words["except"]) == {"blimey"}


def test_another_file_of_rules_can_be_used_with_the_same_words(folder: Path, store: Store) -> None:
    rules = folder / "own.yaml"
    rules.write_text("intents:\n- {id: hello, title: Greetings, asks: hello, examples: [hello], cues: [hello]}\n", encoding="utf-8")
    own = Store(folder / "own.db", folder / "knowledge", rules, folder / WORD_FILES).open(bank_holidays)
    assert [intent.id for intent in own.language.intents] == ["hello"]
    assert own.language.words == store.open(bank_holidays).language.words
