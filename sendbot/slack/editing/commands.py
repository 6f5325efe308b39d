"""The subcommands of editing: quick facts in one line, forms, lessons, history, files, review."""

from sendbot.editing.edits import as_plain, find, mark
from sendbot.editing.exporting import archive, csv_files, heads_of, yaml_files
from sendbot.editing.forms import FORMS, shown
from sendbot.editing.lines import QUICK
from sendbot.editing.names import area_named
from sendbot.editing.review import as_lines
from sendbot.errors import EditError, SendbotError
from sendbot.settings import ROOT
from sendbot.slack.editing import views
from sendbot.slack.editing.desk import Deed, Desk
from sendbot.slack.editing.proposals import propose_draft, propose_words
from sendbot.slack.editing.say import draft_message, history_message, lines_message, saved_message
from sendbot.slack.files import File, send_directly
from sendbot.slack.limits import section
from sendbot.slack.text import escape
from sendbot.wording import join

_HISTORY = 10
_REVIEWED = 6
_UNANSWERED = 10


def draft(desk: Desk, deed: Deed) -> None:
    """`/sendbot letter …`, `teach …`, `undo …`, `take …`: shows what was understood and what it changes."""
    if deed.name == "teach" and not deed.text:
        deed.client.views_open(trigger_id=deed.trigger_id, view=views.teach_view(""))
        return
    drafted = desk.editor.draft_line(f"{deed.name} {deed.text}", deed.author)
    deed.tell(draft_message(drafted, is_admin=True))


def draft_for_others(desk: Desk, deed: Deed) -> None:
    """The same for who is no admin: a draft that can be proposed."""
    drafted = desk.editor.draft_line(f"{deed.name} {deed.text}", deed.author)
    deed.tell(draft_message(drafted, is_admin=False))


def propose(desk: Desk, deed: Deed) -> None:
    """`/sendbot propose …`: a quick command that the admins decide on, or a correction in one's own words."""
    if not deed.text:
        deed.say("Write what I should know and where it stands: `/sendbot propose letter Bury received 2017-07-24 source https://…`.")
        return
    word = deed.text.split()[0].lower()
    if word not in (*QUICK, "teach"):
        propose_words(desk, deed)
        return
    drafted = desk.editor.draft_line(deed.text, deed.author)
    if drafted.needs_source:
        deed.tell(draft_message(drafted, is_admin=False))
    else:
        propose_draft(desk, deed, drafted.id)


def keep(desk: Desk, deed: Deed) -> None:
    """`/sendbot keep 12`: the edit stays, over what new files say."""
    edit = desk.editor.keep(deed.text, deed.author)
    deed.tell(saved_message([edit]))
    desk.tell_all(deed.client)


def add(desk: Desk, deed: Deed) -> None:
    """`/sendbot add finding`: an empty form."""
    del desk
    kind, _ = _kind(deed)
    deed.client.views_open(trigger_id=deed.trigger_id, view=views.form_view(views.About(kind, "add"), {}, {}))


def change(desk: Desk, deed: Deed) -> None:
    """`/sendbot edit finding [id]`, `/sendbot remove finding`: the record's form, or a menu to choose it from."""
    kind, name = _kind(deed)
    view = form_for(desk, kind, name) if deed.name == "edit" and name else views.pick_view(kind, deed.name)
    deed.client.views_open(trigger_id=deed.trigger_id, view=view)


def form_for(desk: Desk, kind: str, name: str) -> dict[str, object]:
    """The form of a record. Raises EditError where there is none."""
    loaded, snapshot = desk.editor.edits.current(), desk.editor.live.refresh().snapshot
    section_name = FORMS[kind].section
    entry = find(loaded.knowledge, loaded.language.intents, section_name, name.strip())
    if entry is None:
        raise EditError(f"There is no {kind} '{name.strip()}'. Write `/sendbot edit {kind}` to choose it from a menu.")
    plain = as_plain(entry)
    labels: dict[str, str] = {}
    for field in FORMS[kind].fields:
        value = plain.get(field.name)
        for chosen in value if isinstance(value, list) else [value]:
            other = find(loaded.knowledge, loaded.language.intents, field.section, chosen) if field.section and chosen else None
            if other:
                labels[str(chosen)] = views.label_of(other, snapshot) or str(chosen)
    return views.form_view(views.About(kind, "edit", plain["id"], mark(plain)), shown(kind, plain, snapshot), labels)


def _kind(deed: Deed) -> tuple[str, str]:
    kind, _, name = deed.text.strip().partition(" ")
    if kind.lower() not in FORMS:
        raise EditError(f"Write what to {deed.name}: {join((f'`{deed.name} {k}`' for k in FORMS), 'or')}.")
    return kind.lower(), name


def history(desk: Desk, deed: Deed) -> None:
    """`/sendbot history [area]`: who changed what, newest first."""
    area = area_named(desk.editor.live(), deed.text, desk.service.today()) if deed.text else None
    edits = desk.editor.history(area.id if area else None, _HISTORY)
    of = f" of {area.title}" if area else ""
    deed.tell(
        history_message(
            edits, f"The newest edits{of}; `/sendbot undo` and a number undoes one:" if edits else f"There are no edits{of} yet."
        )
    )


def review(desk: Desk, deed: Deed) -> None:
    """`/sendbot review`: what might be mended."""
    deed.tell(lines_message([escape(line) for line in as_lines(desk.editor.review(), _REVIEWED)]))


def unanswered(desk: Desk, deed: Deed) -> None:
    """`/sendbot unanswered`: questions that I could not answer, each to be taught."""
    asked = desk.service.state.questions.unanswered(_UNANSWERED)
    blocks = [
        section("Questions I could not answer:" if asked else "There is no question that I could not answer."),
        *views.teachable(asked),
    ]
    deed.tell({"text": "\n".join(["Questions I could not answer:", *(escape(a.question) for a in asked)]), "blocks": blocks})


def export(desk: Desk, deed: Deed) -> None:
    """`/sendbot export [csv]`: all that I know, as files in one archive, sent directly."""
    wanted = deed.text.lower() or "yaml"
    if wanted not in ("yaml", "csv"):
        raise EditError("Write `/sendbot export` for YAML as in knowledge/, or `/sendbot export csv`.")
    loaded = desk.editor.edits.current()
    files = csv_files(loaded.knowledge) if wanted == "csv" else yaml_files(loaded.knowledge, loaded.language, _heads())
    content = archive(files)
    send_directly(deed.client, deed.user, File(f"sendbot-knowledge-{wanted}.zip", f"The knowledge, version {loaded.version}", content))
    deed.say("I sent you the file in a direct message.")


def _heads() -> dict[str, str]:
    return heads_of([*(ROOT / "knowledge").glob("*.yaml"), ROOT / "intents.yaml"])


def import_(desk: Desk, deed: Deed) -> None:
    """`/sendbot import`: a form to paste records into."""
    del desk
    deed.client.views_open(trigger_id=deed.trigger_id, view=views.import_view())


def explain(deed: Deed, error: SendbotError) -> str:
    """An error with what was typed given back, so that it can be mended and sent again."""
    typed = f"/sendbot {deed.name} {deed.text}".strip()
    return f"{escape(str(error))}\nYou wrote: {escape(typed)}"
