"""Forms that were sent: a record chosen, filled in, confirmed; a lesson; pasted records. What was typed stays until it is saved."""

from typing import Any

from sendbot.editing.diffs import title
from sendbot.editing.edits import Change, OvertakenError, as_plain, find, mark
from sendbot.editing.forms import FORMS, FormError, filled
from sendbot.editor import Drafted
from sendbot.errors import BusyError, EditError, KnowledgeError, SendbotError
from sendbot.slack.editing import views
from sendbot.slack.editing.commands import form_for
from sendbot.slack.editing.desk import Deed, Desk
from sendbot.slack.editing.presses import overtaken
from sendbot.slack.editing.say import edit_line, saved_lines
from sendbot.slack.text import cut, escape
from sendbot.wording import count_of

_ERROR = 150  # Slack shows more, but not well


def picked(desk: Desk, deed: Deed) -> None:
    """A record was chosen: its form, or what removing it means."""
    about, values = views.about_of(deed.view), views.values_of(deed.view)
    name = str(values[views.RECORD])
    try:
        if about.action == "edit":
            deed.ack(response_action="update", view=form_for(desk, about.kind, name))
            return
        loaded, section = desk.editor.edits.current(), FORMS[about.kind].section
        entry = find(loaded.knowledge, loaded.language.intents, section, name)
        if entry is None:
            raise EditError("That record is gone: somebody removed it. Choose another.")
        change = Change(section=section, record=name, after=None, seen=mark(as_plain(entry)))
        drafted = desk.editor.draft_changes([change], f"Remove {title(section, name)}.", deed.author, why=str(values.get(views.WHY) or ""))
        deed.ack(response_action="push", view=views.confirm_view(drafted))
    except SendbotError as error:
        deed.ack(response_action="errors", errors={views.RECORD: cut(str(error), _ERROR * 4)})


def filled_in(desk: Desk, deed: Deed) -> None:
    """A form was filled in: errors beside its fields, or what it changes, to be confirmed above it."""
    about, values = views.about_of(deed.view), views.values_of(deed.view)
    fields = [field.name for field in FORMS[about.kind].fields]
    try:
        drafted, said = _drafted(desk, deed, about, values)
    except FormError as error:
        deed.ack(response_action="errors", errors={name: cut(says, _ERROR * 4) for name, says in error.errors.items()})
    except KnowledgeError as error:
        name = error.field if error.field in fields else fields[0]
        deed.ack(response_action="errors", errors={name: cut(str(error), _ERROR * 4)})
    except SendbotError as error:
        deed.ack(response_action="errors", errors={fields[0]: cut(str(error), _ERROR * 4)})
    else:
        deed.ack(response_action="push", view=views.confirm_view(drafted, said=said))


def _drafted(desk: Desk, deed: Deed, about: views.About, values: dict[str, Any]) -> tuple[Drafted, str]:
    """What a form changes, and what its author has to know of others' changes since it was opened."""
    section, said, current = FORMS[about.kind].section, "", None
    loaded, snapshot = desk.editor.edits.current(), desk.editor.live.refresh().snapshot
    if about.record:
        entry = find(loaded.knowledge, loaded.language.intents, section, about.record)
        latest = desk.editor.edits.latest(section, about.record)
        by = f" {edit_line(latest)}" if latest else ""
        if entry is None:
            raise EditError(
                f"This record is gone: it was removed since the form was opened.{by} Your words stay here; add it anew if need be."
            )
        current = as_plain(entry)
        if mark(current) != about.seen:
            said = f"The record has been changed since you opened the form.{by}\nThis is what saving yours would change now:"
    changes, inspection = filled(about.kind, values, current, snapshot, desk.service.today())
    what = f"{'Edit' if about.record else 'Add'} {title(section, changes[-1].record)}."
    return desk.editor.draft_changes(changes, what, deed.author, inspection=inspection), said


def confirmed(desk: Desk, deed: Deed) -> None:
    """Save was pressed in a form. Where all examples have to be asked first, which takes seconds, the form says so meanwhile."""
    number = deed.view["private_metadata"]
    why = str(views.values_of(deed.view).get(views.WHY) or "")
    if not desk.editor.needs_time(number):
        deed.ack(response_action="update", view=_saved(desk, deed, number, why))
    else:
        deed.ack(
            response_action="update", view=views.told_view("Checking", ["Asking every example, so that nothing is understood otherwise …"])
        )
        deed.client.views_update(view_id=deed.view["id"], view=_saved(desk, deed, number, why))
    desk.tell_all(deed.client)


def _saved(desk: Desk, deed: Deed, number: str, why: str) -> dict[str, Any]:
    """What to show after saving, or instead."""
    pending = desk.editor.edits.pending.find(number)
    try:
        saved = desk.editor.save(number, deed.author, why=why)
    except OvertakenError as error:
        assert pending  # noqa: S101 - saving looks first whether it is there
        try:
            return views.confirm_view(desk.editor.again(pending, deed.author), said=overtaken(error))
        except SendbotError as refused:
            return views.told_view("Not saved", [f"{escape(str(error))} {escape(str(refused))} Close this: your form is below."])
    except BusyError as error:
        again = desk.editor.redrafted(pending) if pending else None
        said = f"{escape(str(error))} Press Save once more: nothing you typed is lost."
        return views.confirm_view(again, said=said) if again else views.told_view("Not saved", [said])
    except SendbotError as error:
        return views.told_view("Not saved", [f"{escape(str(error))}\nClose this: your form is below."])
    return views.told_view("Saved", saved_lines(saved.edits, is_repeated=saved.is_repeated), ends=True)


def taught(desk: Desk, deed: Deed) -> None:
    """A lesson was sent. Trying it takes seconds, so the form says so meanwhile."""
    values = views.values_of(deed.view)
    phrase, meaning = " ".join(str(values[views.PHRASE]).split()).replace('"', "'"), str(values[views.MEANING])
    deed.ack(
        response_action="push",
        view={**views.told_view("Checking", ["Asking every example with it …"]), "external_id": f"teach:{deed.trigger_id}"},
    )
    try:
        view = views.confirm_view(desk.editor.draft_line(f'teach "{phrase}" means {meaning}', deed.author))
    except SendbotError as error:
        view = views.told_view("Not possible", [f"{escape(str(error))}\nClose this: your words are below."])
    deed.client.views_update(external_id=f"teach:{deed.trigger_id}", view=view)


def pasted(desk: Desk, deed: Deed) -> None:
    """Pasted records: what is wrong with them beside them, or what they change, to be confirmed."""
    values = views.values_of(deed.view)
    name = "pasted.yaml" if values[views.WHAT] == "yaml" else str(values[views.WHAT])
    try:
        changes = desk.editor.import_({name: str(values[views.TEXT]).encode()})
        if not changes:
            raise EditError("All of that is recorded so already.")
        drafted = desk.editor.draft_changes(changes, f"Import {count_of(len(changes), 'record')}.", deed.author)
    except SendbotError as error:
        deed.ack(response_action="errors", errors={views.TEXT: cut(str(error), _ERROR * 8)})
    else:
        deed.ack(response_action="push", view=views.confirm_view(drafted))
