"""Engines that choose a rule for a question: sendbot's own matcher and three peers, all given the same examples.

Each gives the rules it holds likely, best first, as (number of the example that speaks for it, score). Peers get words in lower
case with spelling habits ("didn't", "hw many") already evened out, as sendbot's matcher does.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Protocol

from rapidfuzz import fuzz, process

from bench.everyday import TODAY
from sendbot.brain import Brain
from sendbot.cli.check import fill
from sendbot.lexicon.text import PUNCTUATION, clean, tokenise, words_of
from sendbot.model import Knowledge
from sendbot.understanding.matching import Example, Matcher
from sendbot.understanding.reading import Reading

MOST_RULES = 8  # as many as sendbot looks at of its own
Ranked = list[tuple[int, float]]


class Chooser(Protocol):
    """What ranks rules."""

    def choose(self, reading: Reading) -> Ranked:
        """Examples of different rules with their scores, best first; none where nothing fits."""


def plain_words(reading: Reading) -> str:
    """A question as its words."""
    return " ".join(t.text for t in reading.tokens if t.text not in PUNCTUATION)


def masked(reading: Reading) -> str:
    """A question with names of places, topics and periods replaced by what they are."""
    topic_at = {hit.anchor for hit in reading.topics}
    absorbed = {i for hit in reading.topics for i in hit.used} - topic_at
    found = []
    for index, unit in enumerate(reading.units):
        if unit.slot or unit.place:
            kind = unit.slot or (unit.place.place.kind if unit.place else "")
            found.append({"areas": "AREA", "group": "REGION"}.get(kind, kind.upper()))
        elif unit.period:
            found.append("PERIOD")
        elif index in topic_at:
            found.append("TOPIC")
        elif index not in absorbed and unit.text not in PUNCTUATION:
            found.append(unit.text)
    return " ".join(found)


class Own:
    """sendbot's matcher."""

    def __init__(self, brain: Brain) -> None:
        self._matcher: Matcher = brain.understanding.known.phrasings.matcher
        self._number = {id(e): n for n, e in enumerate(self._matcher.examples)}

    def choose(self, reading: Reading) -> Ranked:
        """See `Chooser`."""
        return [(self._number[id(m.example)], m.score) for m in self._matcher.match(reading)[:MOST_RULES]]


class Nearest:
    """rapidfuzz: the nearest example by `token_set_ratio`, the scorer that did best of its kind when they were compared."""

    def __init__(self, brain: Brain, words: Callable[[Reading], str]) -> None:
        self._examples, self._words = brain.understanding.known.phrasings.matcher.examples, words
        self._texts = training_texts(brain, words)

    def choose(self, reading: Reading) -> Ranked:
        """See `Chooser`."""
        near = process.extract(self._words(reading), self._texts, scorer=fuzz.token_set_ratio, limit=60)
        return first_of_each_rule(((n, score / 100) for _, score, n in near), self._examples)


class Linear:
    """scikit-learn: TF-IDF over character n-grams (2 to 5, within words) and logistic regression over the rules."""

    def __init__(self, brain: Brain, words: Callable[[Reading], str]) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.linear_model import LogisticRegression

        self._words, self._examples = words, brain.understanding.known.phrasings.matcher.examples
        self._vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)
        self._vectors = self._vectorizer.fit_transform(training_texts(brain, words))
        self._model = LogisticRegression(C=100.0, max_iter=1_000).fit(self._vectors, [e.rule for e in self._examples])
        self._examples_of: dict[int, list[int]] = {}
        for number, example in enumerate(self._examples):
            self._examples_of.setdefault(example.rule, []).append(number)

    def choose(self, reading: Reading) -> Ranked:
        """See `Chooser`; of the rule's examples the one with the largest cosine speaks for it."""
        vector = self._vectorizer.transform([self._words(reading)])
        likely = self._model.predict_proba(vector)[0]
        near = (self._vectors @ vector.T).toarray().ravel()
        best = likely.argsort()[::-1][:MOST_RULES]
        return [(max(self._examples_of[int(self._model.classes_[c])], key=lambda n: near[n]), float(likely[c])) for c in best]


class Templates:
    """hassil: the examples as sentence templates, slots as lists; polite words and fillers as words to skip."""

    def __init__(self, brain: Brain) -> None:
        from hassil.intents import Intents

        self._examples = brain.understanding.known.phrasings.matcher.examples
        language = brain.understanding.language
        data: dict[str, dict[str, Any]] = {}
        for number, example in enumerate(self._examples):
            sentence = " ".join(t.text for t in tokenise(clean(example.text)) if t.text not in PUNCTUATION)
            sentence = sentence.replace("{areas}", "{area} and {area}")
            rule = data.setdefault(f"rule-{example.rule}", {"data": []})
            rule["data"].append({"sentences": [sentence], "metadata": {"example": number}})
        self._intents = Intents.from_dict(
            {
                "language": "en",
                "intents": data,
                "lists": {name: {"values": values} for name, values in slot_values(brain.understanding.known.knowledge).items()},
                "skip_words": sorted({" ".join(words_of(p)) for p in language.politeness}, key=len, reverse=True),
            }
        )

    def choose(self, reading: Reading) -> Ranked:
        """See `Chooser`; of several templates the one with most words of its own comes first."""
        from hassil.recognize import recognize_all

        found = sorted(recognize_all(plain_words(reading), self._intents), key=lambda r: -r.text_chunks_matched)
        return first_of_each_rule(((r.intent_metadata["example"], 1.0) for r in found if r.intent_metadata), self._examples)


def training_texts(brain: Brain, words: Callable[[Reading], str]) -> list[str]:
    """The examples as an engine sees questions: slots filled as `bot.py check` fills them."""
    read = brain.understanding.known.reader.read
    return [words(read(tokenise(clean(fill(e.text))), TODAY)) for e in brain.understanding.known.phrasings.matcher.examples]


def first_of_each_rule(found: Iterable[tuple[int, float]], examples: Sequence[Example]) -> Ranked:
    """The best example of each rule, best first."""
    best: dict[int, tuple[int, float]] = {}
    for number, score in found:
        best.setdefault(examples[number].rule, (number, score))
    return list(best.values())[:MOST_RULES]


_MONTHS = "january february march april may june july august september october november december".split()


def slot_values(knowledge: Knowledge) -> dict[str, list[str]]:
    """What a template engine's slots may hold."""

    def phrases(texts: Iterable[str]) -> list[str]:
        return sorted({words for text in texts if (words := " ".join(words_of(text.rstrip("*"))))})

    years = [str(year) for year in range(2015, 2027)]
    numbers = "one two three four five six seven eight nine ten eleven twelve".split()
    return {
        "area": phrases(n for a in knowledge.areas for n in (a.name, a.official, a.full_name or a.name, *a.aliases)),
        "topic": phrases(p for t in knowledge.topics for p in (t.name, *t.phrases)),
        "region": phrases(r for a in knowledge.areas for r in (a.region, a.ofsted_region)),
        "period": [*years, *_MONTHS, *(f"{month} {year}" for month in _MONTHS for year in years), "this year", "last year"],
        "term": phrases(n for t in knowledge.terms for n in (t.term, *t.aliases)),
        "scheme": phrases(n for f in knowledge.findings if f.scheme for n in (f.scheme, *f.scheme_aliases)) or ["none"],
        "number": [*numbers, *(str(n) for n in range(1, 31))],
    }
