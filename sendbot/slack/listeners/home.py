"""The app being opened: its Home tab, and the prompts beside its messages."""

import datetime as dt
from typing import Any

from slack_bolt import App
from slack_sdk import WebClient

from sendbot.answers.details import details
from sendbot.answers.registry import answer
from sendbot.answers.talk import EXAMPLES
from sendbot.editor import Editor
from sendbot.newsroom import Newsroom, standing
from sendbot.query import Query
from sendbot.slack.admins import Admins
from sendbot.slack.editing.say import edit_line
from sendbot.slack.home import Freshness, Waiting, home_view
from sendbot.slack.service import Service
from sendbot.slack.text import escape
from sendbot.snapshot import View

_DUE = Query(asks="areas", intent="home", order="next", limit=5)
_WAITING = 5
_PROMPTS = 4  # Slack takes no more
_MONTHS = 3


def register(app: App, service: Service, admins: Admins, editor: Editor | None = None, newsroom: Newsroom | None = None) -> None:
    """Register the opening of the app. `newsroom`: where there are digests."""

    @app.event("app_home_opened")
    def opened(event: dict[str, Any], client: WebClient) -> None:
        """The Home tab is made anew each time; the messages tab gets prompts."""
        if event.get("tab") == "messages":
            prompts = [{"title": question, "message": question} for question in EXAMPLES[:_PROMPTS]]
            client.assistant_threads_setSuggestedPrompts(channel_id=event["channel"], title="You could ask", prompts=prompts)
        elif event.get("tab") == "home":
            waiting = _waiting(service, editor) if admins.includes(event["user"], client) else None
            client.views_publish(user_id=event["user"], view=_view(service, waiting, _digests(newsroom, event["user"])))


def _view(service: Service, waiting: Waiting | None, digests: list[str]) -> dict[str, Any]:
    today, snapshot = service.today(), service.brain().snapshot
    view = snapshot.view(today)
    due = answer(_DUE, view, today)
    table = details(due, view, today).table
    return home_view(EXAMPLES, table or due.headline, freshness(view, today, snapshot.version), waiting, digests)


def freshness(view: View, today: dt.date, version: str) -> Freshness:
    """What became public of how many areas in the last three months."""
    month = today.year * 12 + today.month - 1 - _MONTHS
    since = dt.date(month // 12, month % 12 + 1, 1)
    public = [(visit.area, fact.known_on) for visit in view.visits for fact in visit.stated if fact.known_on <= view.known_by]
    changed = {area for area, day in public if day >= since}
    return Freshness(len(changed), since, max((day for _, day in public), default=None), version)


def _waiting(service: Service, editor: Editor | None) -> Waiting:
    questions = service.state.questions
    edits = [edit_line(edit) for edit in editor.history(None, _WAITING)] if editor else ()
    return Waiting(questions.unanswered(_WAITING), questions.corrections(_WAITING), edits, can_teach=editor is not None)


def _digests(newsroom: Newsroom | None, user: str) -> list[str]:
    """The digests that a person set up: Slack tells in which channels somebody is only to apps that may read all of them."""
    if newsroom is None:
        return []
    mine = [standing(newsroom, s) for s in newsroom.ledger.subscriptions() if s.created_by == user]
    return [f"<#{shown.subscription.channel}>: {escape(shown.said_when)}. Next: {shown.said_next}." for shown in mine]
