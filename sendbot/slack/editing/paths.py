"""The one table of all that can be done to the knowledge in Slack: what starts it, who deals with it, who may.

The right is looked up for each command, press and form when it comes, whatever was shown before.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any, Literal

from slack_bolt import Ack, App
from slack_sdk import WebClient

from sendbot.editing.edits import EDITABLE
from sendbot.editing.lines import QUICK
from sendbot.errors import SendbotError
from sendbot.slack.asking import explained
from sendbot.slack.editing import commands, presses, proposals, say, sent, views
from sendbot.slack.editing.desk import Deed, Desk
from sendbot.slack.listeners.commands import Command, Handler
from sendbot.slack.service import Service
from sendbot.slack.text import escape

Kind = Literal["command", "action", "view", "options"]
Does = Callable[[Desk, Deed], None]


class Right(Enum):
    """Who may do something."""

    ANYONE = "anyone"
    ADMIN = "admin"


@dataclass(frozen=True)
class Path:
    """One thing that can be done. `otherwise`: what happens for who may not; a polite refusal where nothing is named."""

    kind: Kind
    name: str
    does: Does
    right: Right = Right.ADMIN
    otherwise: Does | None = None


PATHS: tuple[Path, ...] = (
    *(Path("command", word, commands.draft, otherwise=commands.draft_for_others) for word in QUICK),
    Path("command", "teach", commands.draft),
    Path("command", "undo", commands.draft),
    Path("command", "take", commands.draft),
    Path("command", "keep", commands.keep),
    Path("command", "add", commands.add),
    Path("command", "edit", commands.change),
    Path("command", "remove", commands.change),
    Path("command", "history", commands.history),
    Path("command", "review", commands.review),
    Path("command", "unanswered", commands.unanswered),
    Path("command", "export", commands.export),
    Path("command", "import", commands.import_),
    Path("command", "propose", commands.propose, Right.ANYONE),
    Path("action", say.SAVE, presses.save),
    Path("action", say.CANCEL, presses.cancel, Right.ANYONE),
    Path("action", say.UNDO, presses.undo),
    Path("action", say.TEACH, presses.teach),
    Path("action", say.PICK_SOURCE, presses.choose_source, Right.ANYONE),
    Path("action", say.PROPOSE, proposals.propose, Right.ANYONE),
    Path("action", say.ACCEPT, proposals.accept),
    Path("action", say.DECLINE, proposals.decline),
    Path("action", say.ACCEPT_WORDS, proposals.accept_words),
    Path("action", say.DECLINE_WORDS, proposals.decline_words),
    Path("view", views.PICK_VIEW, sent.picked),
    Path("view", views.FORM_VIEW, sent.filled_in),
    Path("view", views.CONFIRM_VIEW, sent.confirmed),
    Path("view", views.TEACH_VIEW, sent.taught),
    Path("view", views.IMPORT_VIEW, sent.pasted),
    Path("options", say.PICK_SOURCE, presses.menu, Right.ANYONE),
    *(Path("options", f"pick_{name}", presses.menu) for name in EDITABLE if f"pick_{name}" != say.PICK_SOURCE),
)


def register(app: App, desk: Desk) -> dict[str, Handler]:
    """Register all buttons, forms and menus; gives the subcommands."""
    makers: dict[Kind, Callable[[Path], Any]] = {
        "action": lambda path: app.action(path.name)(_press(desk, path)),
        "view": lambda path: app.view(path.name)(_form(desk, path)),
        "options": lambda path: app.options(path.name)(_menu(desk, path)),
    }
    for path in PATHS:
        if path.kind != "command":
            makers[path.kind](path)
    return {path.name: _command(desk, path) for path in PATHS if path.kind == "command"}


def _may(desk: Desk, path: Path, deed: Deed) -> bool:
    return path.right is Right.ANYONE or desk.admins.includes(deed.user, deed.client)


def _command(desk: Desk, path: Path) -> Handler:
    def handle(_: Service, command: Command) -> None:
        asker = command.asker
        deed = Deed(path.name, command.text, str(asker.user), command.client, asker.channel, command.trigger_id, command.response_url)
        try:
            if _may(desk, path, deed):
                path.does(desk, deed)
            elif path.otherwise:
                path.otherwise(desk, deed)
            else:
                deed.say(say.REFUSED)
        except SendbotError as error:
            _explain(deed, error, commands.explain(deed, error))

    return handle


def _explain(deed: Deed, error: SendbotError, says: str) -> None:
    """Say what is wrong; a post that Slack refused goes on to who explains those."""
    from sendbot.slack.posting import PostError

    if isinstance(error, PostError):
        raise error
    deed.say(says)


def _press(desk: Desk, path: Path) -> Callable[..., None]:
    def press(ack: Ack, body: dict[str, Any], action: dict[str, Any], client: WebClient) -> None:
        ack()
        deed = _deed_of(path, body, client, _pressed(action))
        with explained(client, deed.user, deed.response_url):
            try:
                if _may(desk, path, deed):
                    path.does(desk, deed)
                else:
                    deed.say(say.REFUSED)
            except SendbotError as error:
                _explain(deed, error, escape(str(error)))

    return press


def _pressed(action: dict[str, Any]) -> str:
    """A button's value; of a menu, the block it stands in and what was chosen."""
    chosen = action.get("selected_option")
    return f"{action['block_id']} {chosen['value']}" if chosen else str(action.get("value") or "")


def _form(desk: Desk, path: Path) -> Callable[..., None]:
    def form(ack: Ack, view: dict[str, Any], body: dict[str, Any], client: WebClient) -> None:
        deed = _deed_of(path, body, client, "", view=view, ack=ack)
        if not _may(desk, path, deed):
            ack(response_action="push", view=views.told_view("Not saved", [say.REFUSED, "Close this: your words are below."]))
            return
        with explained(client, deed.user):
            path.does(desk, deed)

    return form


def _menu(desk: Desk, path: Path) -> Callable[..., None]:
    def menu(ack: Ack, body: dict[str, Any], payload: dict[str, Any], client: WebClient) -> None:
        deed = _deed_of(path, body, client, str(payload.get("value") or ""), ack=ack)
        if _may(desk, path, deed):
            path.does(desk, deed)
        else:
            ack(options=[])

    return menu


def _deed_of(path: Path, body: dict[str, Any], client: WebClient, text: str, **more: Any) -> Deed:
    channel = (body.get("container") or {}).get("channel_id")
    return Deed(path.name, text, body["user"]["id"], client, channel, body.get("trigger_id", ""), body.get("response_url"), **more)
