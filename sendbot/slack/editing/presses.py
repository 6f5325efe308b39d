"""The buttons and menus under drafts."""

from sendbot.editing.edits import OvertakenError, records_of
from sendbot.errors import BusyError, EditError
from sendbot.slack.editing import views
from sendbot.slack.editing.desk import Deed, Desk
from sendbot.slack.editing.say import draft_message, edit_line, saved_message
from sendbot.slack.text import escape

_GONE = "That change has waited for more than an hour and was let go. Write it again."


def save(desk: Desk, deed: Deed) -> None:
    """Save a draft; where its record was changed meanwhile, show by whom and what it would change now."""
    pending = desk.editor.edits.pending.find(deed.text)
    if pending is None:
        deed.replace({"text": _GONE})
        return
    try:
        saved = desk.editor.save(deed.text, deed.author)
    except OvertakenError as error:
        again = desk.editor.again(pending, deed.author)
        deed.replace(draft_message(again, is_admin=True, before=overtaken(error)))
        return
    except BusyError as error:
        deed.say(f"{escape(str(error))} Nothing is lost: the draft above waits for an hour.")
        return
    deed.replace(saved_message(saved.edits, is_repeated=saved.is_repeated))
    desk.tell_all(deed.client)


def overtaken(error: OvertakenError) -> str:
    """Who changed a record meanwhile, and how."""
    by = f" {edit_line(error.latest)}" if error.latest else ""
    return f"{escape(str(error))}{by}\nThis is what yours would change now:"


def cancel(desk: Desk, deed: Deed) -> None:
    """Let a draft go, and give its words back."""
    pending = desk.editor.edits.pending.find(deed.text)
    moved = pending is not None and pending.who == deed.user and desk.editor.edits.pending.move(deed.text, "open", "cancelled")
    line = f" You wrote: {escape(f'/sendbot {pending.draft.line}')}" if moved and pending and pending.draft.line else ""
    deed.replace({"text": f"Nothing was changed.{line}"})


def undo(desk: Desk, deed: Deed) -> None:
    """The button under what was saved: shows what undoing it changes."""
    deed.tell(draft_message(desk.editor.draft_line(f"undo {deed.text}", deed.author), is_admin=True))


def choose_source(desk: Desk, deed: Deed) -> None:
    """The menu under a draft that lacks its source."""
    number, _, source = deed.text.partition(" ")
    pending = desk.editor.edits.pending.find(number.removeprefix("draft:"))
    if pending is None or not source:
        deed.replace({"text": _GONE})
        return
    drafted = desk.editor.with_source(pending, source, deed.author)
    deed.replace(draft_message(drafted, is_admin=desk.admins.includes(deed.user, deed.client)))


def teach(desk: Desk, deed: Deed) -> None:
    """The button beside a question without an answer: a form with its words in it."""
    asked = desk.service.state.questions.find(deed.text)
    if asked is None:
        raise EditError("That question is no longer kept. Write `/sendbot teach` with its words.")
    deed.client.views_open(trigger_id=deed.trigger_id, view=views.teach_view(asked.question))


def menu(desk: Desk, deed: Deed) -> None:
    """The options of a menu of records."""
    loaded = desk.editor.edits.current()
    section = deed.name.removeprefix("pick_")
    records = records_of(loaded.knowledge, loaded.language.intents, section)
    deed.ack(options=views.options_for(records, section, deed.text, desk.editor.live().snapshot))
