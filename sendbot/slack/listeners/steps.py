"""The workflow step "Days left on a plan": an area's name in; its plan's date, the days left and how it stands out."""

from typing import Any

from slack_bolt import App, Complete, Fail

from sendbot.answers.details import details
from sendbot.answers.registry import answer
from sendbot.lexicon.text import clean
from sendbot.query import Query
from sendbot.slack.service import Service
from sendbot.wording import join

DAYS_LEFT = "days_left"


class StepError(Exception):
    """An input that the step cannot work with; the message is for whoever runs the workflow."""


def register(app: App, service: Service) -> None:
    """Register the step."""

    @app.function(DAYS_LEFT)
    def days_left(inputs: dict[str, Any], complete: Complete, fail: Fail) -> None:
        try:
            outputs = outputs_for(service, str(inputs.get("area") or ""))
        except StepError as error:
            fail(str(error))
        else:
            complete(outputs)


def outputs_for(service: Service, name: str) -> dict[str, Any]:
    """The step's outputs for an area's name. Raises StepError."""
    today, brain = service.today(), service.brain()
    area = _area_named(service, name)
    query = Query(asks="days", intent="days-left-step", areas=(area,), about="due")
    view = brain.snapshot.view(today)
    found = answer(query, view, today)
    title = brain.snapshot.areas[area].title
    if found.date is None or found.days is None:
        raise StepError(f"{title}: {found.headline}")
    standing = details(found, view, today).standing or ""
    return {"area": title, "date": found.date.isoformat(), "days": found.days, "status": standing, "text": found.text}


def _area_named(service: Service, name: str) -> str:
    """The one area that a name means."""
    if not name.strip():
        raise StepError("The step got no area. Give it the name of one local area, for example Bury.")
    places = service.brain().understanding.read(clean(name), service.today()).places
    areas = [found.place for found in places if found.place.kind == "area"]
    if not areas:
        raise StepError(f"'{name}' is no local area that I know. Give the name of one, for example Bury.")
    areas_meant = tuple(dict.fromkeys(area for place in areas for area in place.ids))
    if len(areas_meant) > 1 or areas[0].ambiguous:
        titles = [service.brain().snapshot.areas[area].title for area in areas_meant]
        raise StepError(f"'{name}' means more than one area ({join(titles, 'or')}). Give the name of one.")
    return areas_meant[0]
