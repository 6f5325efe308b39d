"""What the bot must do in a scenario."""

import csv
import io
import logging
import re

import shown
from icalendar import Calendar
from play import SECONDS, Play, Turn, bot, listed


@bot
def answers(
    play: Play,
    *,
    place: str,
    to: str = "question",
    says: str | list[str] = (),
    never: str | list[str] = (),
    sources: str | list[str] = (),
    buttons: str | list[str] = (),
    last: str | None = None,
    blocks: str | list[str] = (),
    mentions: str | None = None,
    as_: str = "answer",
) -> None:
    post = play.hear(place, to, as_, mentions)
    shown.check_answer(post)
    for words in listed(says):
        assert words in shown.plain(post.text), f"`text` is {post.text!r}"
        assert words in shown.in_blocks(post), f"the blocks show {shown.in_blocks(post)!r}"
    for words in listed(never):
        assert words not in shown.plain(post.text) + shown.in_blocks(post), f"it says {post.text!r}"
    for words in listed(sources):
        assert words in shown.sources(post), f"it cites {shown.sources(post)!r}"
    offered = shown.buttons(post)
    _check_offered(offered, buttons)
    if last is not None:
        named = [label for label, (_, *choice) in offered.items() if not choice]  # besides the thumbs
        assert named[-1] == last, f"the buttons are {named}"
    kinds = {block["type"] for block in post.blocks}
    for kind in listed(blocks):
        assert (kind.removeprefix("no ") in kinds) is not kind.startswith("no "), f"the blocks are {kinds}"


@bot
def says(
    play: Play,
    *,
    place: str,
    text: str,
    to: str = "question",
    buttons: str | list[str] = (),
    mentions: str | None = None,
    as_: str = "answer",
) -> None:
    post = play.hear(place, to, as_, mentions)
    assert text in shown.plain(post.text), f"it says {post.text!r}"
    assert bool(post.blocks) == bool(buttons), f"it has {post.blocks}"
    _check_offered(shown.buttons(post), buttons)


@bot
def sends_a_file(
    play: Play,
    *,
    place: str,
    name: str,
    to: str = "question",
    rows: int | None = None,
    events: int | None = None,
    says: str | list[str] = (),
) -> None:
    post = play.hear(place, to, "file")
    (told,) = post.files
    assert told["name"] == name
    content = (play.slack.world.files[told["id"]].content or b"").decode("utf-8-sig")
    for words in listed(says):
        assert words in content, f"it holds {content!r}"
    if rows is not None:
        assert len(list(csv.reader(io.StringIO(content)))) == rows + 1, f"it holds {content!r}"
    if events is not None:
        entries = Calendar.from_ical(content).walk("VEVENT")
        assert len(entries) == events, f"it holds {content!r}"
        assert all("due" in str(entry["summary"]) and entry["uid"] for entry in entries)


@bot
def opens_a_form(play: Play, *, says: str | list[str] = (), to: str = "question") -> None:
    person = play.person_of(to)

    def look() -> bool:
        view = play.slack.modal(person)
        return view is not None and all(words in shown.in_view(view) for words in listed(says))

    play.slack.wait_for(look, f"a form for {person.user.name} with {says}", SECONDS)


@bot
def closes_the_form(play: Play, *, to: str = "question") -> None:
    person = play.person_of(to)
    play.slack.wait_for(lambda: play.slack.modal(person) is None, f"no form before {person.user.name}", SECONDS)


@bot
def shows_home(
    play: Play, *, to: str = "question", says: str | list[str] = (), never: str | list[str] = (), buttons: str | list[str] = ()
) -> None:
    person = play.person_of(to)
    home = play.slack.wait_for(lambda: play.slack.home(person), f"a Home tab for {person.user.name}", SECONDS)
    told = shown.in_view(home)
    for words in listed(says):
        assert words in told, f"it shows {told!r}"
    for words in listed(never):
        assert words not in told, f"it shows {told!r}"
    _check_offered(shown.buttons(home), buttons)
    play.turns["home"] = Turn(person.direct_channel.id, person.id, view=home)


@bot
def suggests(play: Play, *, prompts: list[str], to: str = "question") -> None:
    person = play.person_of(to)
    shown_now = play.slack.wait_for(lambda: play.slack.prompts(person), "prompts", SECONDS)
    titles = [prompt["title"] for prompt in shown_now["prompts"]]
    assert titles == prompts, f"it suggests {titles}"


@bot
def ends_the_step(play: Play, *, outputs: dict[str, object] | None = None, error: str | None = None) -> None:
    """With all the outputs that the manifest declares, or with an error for whoever runs the workflow."""
    begun = play.execution
    assert begun is not None, "no workflow came to a step"
    ended = play.slack.wait_for(lambda: None if play.slack.execution(begun).is_running else play.slack.execution(begun), "an end", SECONDS)
    if error is not None:
        assert error in (ended.error or ""), f"it ended with {ended.outputs or ended.error}"
        return
    assert ended.outputs is not None, f"it failed: {ended.error}"
    assert (outputs or {}).items() <= ended.outputs.items(), f"the outputs are {ended.outputs}"
    declared = (play.slack.app.functions or {})[begun.callback_id]["output_parameters"]
    assert ended.outputs.keys() == declared.keys()


@bot
def apologises(play: Play, *, place: str, to: str = "question") -> None:
    post = play.hear(place, to, "apology")
    reference = re.search(r"this reference: (\w{6})\.$", post.text)
    assert reference, f"no reference in {post.text!r}"
    assert len(post.text) < 200
    assert "Error" not in post.text
    logged = [record.getMessage() for record in play.log() if record.levelno >= logging.ERROR]
    assert any(reference[1] in line for line in logged), f"the log has no reference {reference[1]}: {logged}"


@bot
def logs(play: Play, *, words: str) -> None:
    play.slack.wait_for(lambda: any(words in record.getMessage() for record in play.log()), f"a line with {words!r} in the log", SECONDS)


@bot
def keeps_quiet(play: Play) -> None:
    play.slack.settle()
    assert not play.unheard(), f"it said {[post.text for post in play.unheard()]}"


def _check_offered(offered: dict[str, tuple[str, ...]], labels: str | list[str]) -> None:
    """The buttons have these labels; one that begins with "no " is not there."""
    for label in listed(labels):
        assert (label.removeprefix("no ") in offered) is not label.startswith("no "), f"the buttons are {list(offered)}"
