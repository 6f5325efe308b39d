"""What a meaning is said as reads back to it."""

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from sendbot.brain import Brain
from sendbot.grammar.saying import question
from sendbot.meaning import Condition, Is, Not, Period, Predicate, both
from sendbot.query import Query, Shape
from sendbot.snapshot import Snapshot
from sendbot.understanding.refusing import meaning_of, question_of

TODAY = dt.date(2026, 11, 25)
REGIONS = ("London", "North West", "South East", "East Midlands", "Yorkshire and the Humber", "East of England")


def periods() -> st.SearchStrategy[Period]:
    def year(y: int) -> Period:
        return Period(dt.date(y, 1, 1), dt.date(y, 12, 31), f"in {y}")

    return st.integers(2016, 2026).map(year)


def conditions(topics: list[str]) -> st.SearchStrategy[Predicate]:
    plain = st.one_of(
        st.sampled_from(topics).map(lambda t: Condition("topic", (t,))),
        st.sampled_from(topics).map(lambda t: Condition("strength", (t,))),
        st.sampled_from((("2016",), ("2023",), ())).map(lambda v: Condition("plan", v)),
        st.sampled_from("123").map(lambda o: Condition("outcome", (o,))),
        st.sampled_from(REGIONS).map(lambda r: Condition("region", (r,))),
        periods().map(lambda p: Condition("inspected", period=p)),
        st.just(Condition("re-visited")),
        st.sampled_from(("2016", "2023")).map(lambda f: Condition("framework", (f,))),
    )
    more = st.builds(
        lambda sign, number: Condition("number", ("weaknesses",), operator=sign, number=number),
        st.sampled_from((">", ">=", "<", "<=", "=")),
        st.integers(2, 9),
    )
    return st.one_of(plain.map(Is), plain.map(lambda c: Not(Is(c))), more.map(Is))


def topics_of(snapshot: Snapshot) -> list[str]:
    return sorted(snapshot.topics)


@settings(max_examples=400)
@given(data=st.data())
def test_a_question_that_is_offered_asks_what_was_meant(brain: Brain, data: st.DataObject) -> None:
    parts = data.draw(st.lists(conditions(topics_of(brain.snapshot)), min_size=1, max_size=3, unique=True))
    asks: Shape = data.draw(st.sampled_from(("areas", "count")))
    query = Query(asks, asks, which=both(*parts))
    names = brain.snapshot.topics, brain.snapshot.areas
    said = question(query, lambda t: names[0][t].name, lambda a: names[1][a].name)
    if said is None:
        return
    view = brain.snapshot.view(TODAY)
    again = brain.understanding.whole(brain.understanding.read(said, TODAY), view)
    assert again, said
    assert meaning_of(again) == meaning_of(query), said


def test_every_topic_can_be_asked_about_by_its_name(brain: Brain) -> None:
    for topic in topics_of(brain.snapshot):
        query = Query("areas", "areas", which=Is(Condition("topic", (topic,))))
        assert question_of(query, brain.snapshot.view(TODAY), brain.understanding.known), topic
