"""What Slack does with the payload of an acknowledgement: a command's answer, a form's errors or next view, a menu's options."""

from collections.abc import Callable

from .api_call import SlackError
from .elements import MENU_OPTION, OPTION_GROUP
from .ledger import Ledger
from .model import Channel, User, View
from .shapes import Shape, items
from .views import checked, push_modal, replace_view
from .web_api import WebApi
from .wire import Json
from .world import World

OnAnswer = Callable[[Json], None]

_SUGGESTED = Shape(
    {}, {"options": items(MENU_OPTION, 100, 0), "option_groups": items(OPTION_GROUP, 100, 0)}, one_needed=("options", "option_groups")
)


def command_answer(api: WebApi, command: str, person: User, channel: Channel) -> OnAnswer:
    """Shows the text that came with the acknowledgement of a command, to the person alone unless it says `in_channel`."""

    def show(answer: Json) -> None:
        author = api.world.bot(person.team_id)
        if not answer or author is None:
            return
        alone = answer.get("response_type", "ephemeral") != "in_channel"
        try:
            api.say(author, channel, answer, command, to=person.id if alone else None)
        except SlackError as refusal:
            _note(api.ledger, command, refusal)

    return show


def submission_answer(world: World, ledger: Ledger, person: User, view: View) -> OnAnswer:
    """Closes the form, or shows its errors or another view, as the acknowledgement says."""

    def act(answer: Json) -> None:
        try:
            _act_on_submission(world, person, view, answer)
        except SlackError as refusal:
            _note(ledger, "view_submission", refusal)

    return act


def suggestion_answer(ledger: Ledger) -> OnAnswer:
    """Checks the options an external menu was given."""

    def check(answer: Json) -> None:
        for words in _SUGGESTED(answer, ""):
            ledger.add_failure("block_suggestion", "invalid_options", words)

    return check


def _act_on_submission(world: World, person: User, view: View, answer: Json) -> None:
    kind = answer.get("response_action")
    if kind is None:
        world.close_modal(person.id)
    elif kind == "clear":
        world.close_modal(person.id, whole_stack=True)
    elif kind == "update":
        replace_view(world, view, checked(answer.get("view"), "modal"))
    elif kind == "push":
        push_modal(world, person, checked(answer.get("view"), "modal"))
    elif kind == "errors":
        inputs, errors = {block["block_id"] for block in view.blocks if block["type"] == "input"}, answer.get("errors", {})
        if not errors or errors.keys() - inputs:
            raise SlackError("invalid_errors", [f"not input blocks of the view: {sorted(errors.keys() - inputs)}"])
    else:
        raise SlackError("invalid_response_action", [str(kind)])


def _note(ledger: Ledger, subject: str, refusal: SlackError) -> None:
    ledger.add_failure(subject, str(refusal.answer["error"]), "; ".join(refusal.answer.get("errors", ())))
