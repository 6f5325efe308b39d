"""Every path of editing, tried by somebody who is no admin. A path that is added without a trial here fails."""

import pathlib
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import slack_bolt
from editing_parts import Bench, Office, benches, office_of
from standin import Clock, Standin
from standin.fixtures import call, client

from sendbot.brain import Brain
from sendbot.editing.edits import NOTHING, Author, Change
from sendbot.slack import Service, make_app
from sendbot.slack.editing.paths import PATHS, Path, Right
from sendbot.slack.editing.say import REFUSED
from sendbot.slack.listeners.commands import SUBCOMMANDS
from sendbot.store import Correction, SlackState

LINE = "letter Bury received 2017-07-20 source lgiu-2017-10"
ADMIN_PATHS = [path for path in PATHS if path.right is Right.ADMIN]
# What may be done by anyone, and what is no editing: a new listener has to be entered in the table, or here.
PUBLIC_COMMANDS = {"ask", "help", "propose"}
PUBLIC_ACTIONS = {"edit_cancel", "edit_propose", "pick_sources", "none_of_these", "more", "csv", "calendar", "share", "feedback", "ask"}
PUBLIC_VIEWS = {"feedback_why", "correction"}


def ids(path: Path) -> str:
    return f"{path.kind} {path.name}"


@pytest.fixture(scope="module")
def shared(loaded: tuple[pathlib.Path, Brain], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One office for all trials: nobody may change anything in it."""
    for made in benches(loaded, tmp_path_factory.mktemp("rights")):
        with office_of(made) as office:
            yield office


@pytest.mark.parametrize("path", ADMIN_PATHS, ids=ids)
def test_who_is_no_admin_is_refused_politely_and_nothing_changes(shared: Office, path: Path) -> None:
    TRIALS[path.kind](shared, path)
    shared.slack.settle(0.02)
    assert not shared.bench.edits.all()


def _command(office: Office, path: Path) -> None:
    told = office.runs(office.anna, COMMANDS.get(path.name, path.name))
    assert told.ephemeral_to == office.anna.id
    if path.otherwise:
        assert "Only the admins change what I know. You can propose it to them." in told.text
        assert "edit_save" not in str(told.blocks)
    else:
        assert told.text == REFUSED
    assert office.slack.modal(office.anna) is None


COMMANDS = {
    "letter": LINE,
    "finding": 'finding Bury weakness sendias "It was weak." source lgiu-2017-10',
    "pap": "pap hertfordshire-2023 due 2024-06-01 source lgiu-2017-10",
    **{word: f"{word} Bury due 2017-11-03 source lgiu-2017-10" for word in ("wsa", "wsoa", "plan")},
    "teach": 'teach "SPOC lead" means dmo-dco',
    "undo": "undo 1",
    "add": "add finding",
    "edit": "edit finding",
    "remove": "remove finding",
}


def _action(office: Office, path: Path) -> None:
    """The button is forged: a message that has it is shown to who may not press it."""
    values = {"correction_accept": "1", "correction_decline": "1", "edit_undo": "1"}
    pending = office.bench.editor.draft_line(LINE, Author(office.boss.id, "slack"))
    if path.name in ("edit_accept", "edit_decline"):
        office.bench.edits.pending.move(pending.id, "open", "proposed")
    office.service.state.questions.correct(Correction(office.anna.id, "said", "words"))
    block = {"type": "actions", "elements": [_button(path.name, values.get(path.name, pending.id))]}
    call(office.slack, "chat.postMessage", channel=office.anna.direct_channel.id, text="x", blocks=[block])
    message = office.slack.posts(office.anna.direct_channel)[-1]
    office.anna.presses(path.name, message).wait()
    office.slack.wait_for_message(office.anna.direct_channel, lambda m: m.text == REFUSED and m.ts > message.ts)
    assert office.service.state.questions.corrections(5)


def _button(name: str, value: str) -> dict[str, Any]:
    return {"type": "button", "action_id": name, "text": {"type": "plain_text", "text": "x"}, "value": value}


def _view(office: Office, path: Path) -> None:
    """The form was opened by an admin who has lost the right since, or is forged."""
    field = {"type": "plain_text_input", "action_id": "says"}
    label = {"type": "plain_text", "text": "Says"}
    view = {
        "type": "modal",
        "callback_id": path.name,
        "title": label,
        "submit": label,
        "private_metadata": office.bench.editor.draft_line(LINE, Author(office.boss.id, "slack")).id,
        "blocks": [{"type": "input", "block_id": "says", "label": label, "element": field}],
    }
    assert call(office.slack, "views.open", trigger_id=office.slack.world.add_trigger(office.anna.user), view=view)["ok"]
    form = office.slack.wait_for_modal(office.anna)
    office.anna.submits(form, {"says": "typed"}).wait()
    refused = office.slack.wait_for(lambda: (m := office.slack.modal(office.anna)) and m.id != form.id and m)
    assert REFUSED in str(refused.blocks)


def _options(office: Office, path: Path) -> None:
    menu = {"type": "actions", "elements": [{"type": "external_select", "action_id": path.name}]}
    call(office.slack, "chat.postMessage", channel=office.anna.direct_channel.id, text="x", blocks=[menu])
    message = office.slack.posts(office.anna.direct_channel)[-1]
    assert office.anna.looks_up(path.name, message, "").wait().answer["options"] == []


TRIALS: dict[str, Callable[[Office, Path], None]] = {"command": _command, "action": _action, "view": _view, "options": _options}


def test_every_listener_of_the_app_is_in_the_table_or_open_to_all(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[str, set[str]] = {"action": set(), "view": set(), "options": set()}
    for kind, names in seen.items():
        original = getattr(slack_bolt.App, kind)

        def noting(self: Any, constraint: Any, *rest: Any, _names: set[str] = names, _original: Any = original, **more: Any) -> Any:
            _names.add(getattr(constraint, "pattern", constraint).removesuffix(r"_\d+"))
            return _original(self, constraint, *rest, **more)

        monkeypatch.setattr(slack_bolt.App, kind, noting)
    commands: dict[str, Any] = {}
    monkeypatch.setattr("sendbot.slack.listeners.commands.register", lambda _app, _service, more: commands.update(more))
    with Standin(clock=Clock()) as slack:
        service = Service(bench.live, lambda: bench.now().date(), SlackState(bench.settings.database))
        make_app(client(slack), service, signing_secret="x", editor=bench.editor)
        service.state.close()
    table = {kind: {path.name for path in PATHS if path.kind == kind and path.right is Right.ADMIN} for kind in (*seen, "command")}
    assert seen["action"] == table["action"] | PUBLIC_ACTIONS
    assert seen["view"] == table["view"] | PUBLIC_VIEWS
    assert seen["options"] == table["options"] | {"pick_sources"}
    assert {*commands, *SUBCOMMANDS} == table["command"] | PUBLIC_COMMANDS


def test_a_path_is_in_the_table_once() -> None:
    names = [(path.kind, path.name) for path in PATHS]
    assert len(names) == len(set(names))


def test_the_admins_of_the_environment_always_hold(office: Office) -> None:
    """No edit touches who the admins are: there is no section of them."""
    with pytest.raises(KeyError):
        office.bench.edits.save([Change(section="admins", record="x", after={"id": "x"}, seen=NOTHING)], Author("x", "y"))
