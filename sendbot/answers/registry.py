"""Which function answers which shape of question. A new kind of answer is one function and one line here."""

import datetime as dt
from collections.abc import Callable

from sendbot.answer import Answer
from sendbot.answers import (
    averages,
    checks,
    counts,
    dates,
    groups,
    kinds,
    lists,
    profiles,
    rankings,
    reckoning,
    reference,
    remarks,
    sequences,
    talk,
    versus,
)
from sendbot.answers.desk import Desk
from sendbot.query import Query, Shape
from sendbot.snapshot import View

ANSWERERS: dict[Shape, Callable[[Desk], Answer]] = {
    "areas": lists.areas,
    "count": counts.count,
    "share": counts.share,
    "per": groups.per,
    "versus": versus.versus,
    "sequence": sequences.sequence,
    "average": averages.average,
    "remarks": remarks.remarks,
    "kinds": kinds.kinds,
    "when": dates.when,
    "days": dates.days,
    "check": checks.check,
    "findings": profiles.findings,
    "why": profiles.why,
    "history": profiles.history,
    "area_facts": profiles.area_facts,
    "compare": profiles.compare,
    "common": rankings.common,
    "ranking": rankings.ranking,
    "documents": reference.documents,
    "define": reference.define,
    "passage": reference.passage,
    "reckon": reckoning.reckon,
    "practice": reference.practice,
    "scheme": reference.scheme,
    "coverage": reference.coverage,
    "hello": talk.hello,
    "thanks": talk.thanks,
    "bye": talk.bye,
    "help": talk.help_,
}


def answer(query: Query, view: View, today: dt.date) -> Answer:
    """The answer to a query, from a view, as on a day."""
    return ANSWERERS[query.asks](Desk(query, view, today))
