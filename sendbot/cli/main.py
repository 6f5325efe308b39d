"""The command line's parser, and which function each command runs."""

import argparse
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from sendbot import __version__
from sendbot.bootstrap import bank_holidays, brain_of, open_brain, open_store, today_in
from sendbot.cli.digest import add_digest
from sendbot.errors import SendbotError
from sendbot.settings import Settings, read_settings


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Exit code 0; 1 where a check finds something; 2 for bad input, with one sentence on standard error."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # bytes that are no text, and signs that a terminal cannot show, become question marks
    arguments = _parser().parse_args(_given() if argv is None else argv)
    try:
        return int(arguments.run(arguments, read_settings()))
    except SendbotError as error:
        print(f"sendbot: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except KeyboardInterrupt:
        return 130


def _given() -> list[str]:
    """The arguments of this process, without those that the Slack CLI adds for its own use when it starts the bot (`slack run`)."""
    added = ("--protocol=", "--boundary=") if "SLACK_CLI_XOXB" in os.environ else ()
    return [argument for argument in sys.argv[1:] if not argument.startswith(added)]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="bot.py", description="Answers questions about local area SEND inspections, in Slack or in this terminal."
    )
    parser.add_argument("--version", action="version", version=f"sendbot {__version__}")
    parser.set_defaults(run=_run)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    _add_ask(commands)
    check = commands.add_parser("check", help="check the knowledge and intents.yaml, and ask every example")
    check.add_argument("--all", action="store_true", help="show every finding, not only the first of each kind")
    check.set_defaults(run=_check)
    load = commands.add_parser("load", help="load knowledge/ and intents.yaml into the database")
    load.set_defaults(run=_load)
    _add_editing(commands)
    add_digest(commands)
    words = commands.add_parser("words", help="where a word or phrase is known, and which examples have it")
    words.add_argument("word", nargs="+", help="the word or phrase")
    words.add_argument("--all", action="store_true", help="show every phrase and example, not only the first")
    words.set_defaults(run=_words)
    explained = commands.add_parser("explain", help="how a question is read: rules, meaning, and the words left over")
    explained.add_argument("question", nargs="*", help="the question")
    explained.add_argument("--today", metavar="DATE", help="the day it is")
    explained.set_defaults(run=_explain)
    doctor = commands.add_parser("doctor", help="check settings, tokens, database and clock")
    doctor.set_defaults(run=_doctor)
    return parser


def _add_editing(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    history = commands.add_parser("history", help="who changed what: the newest edits")
    history.add_argument("area", nargs="*", help="of this area alone")
    history.add_argument("--limit", type=int, default=20, metavar="N", help="how many (20)")
    history.set_defaults(run=_history)
    change = commands.add_parser("change", help="record a fact, as after /sendbot: change letter Bury received 2017-07-24 source ID")
    change.add_argument("line", nargs="+", help="letter, wsa, pap, finding or teach, and the rest")
    for name, number, help_ in (
        ("undo", "?", "reverse an edit, also an undo; without a number your newest"),
        ("keep", None, "of an edit and new files that contradict it, keep the edit"),
        ("take", None, "of an edit and new files that contradict it, take what the files say"),
    ):
        command = commands.add_parser(name, help=help_)
        command.add_argument("number", nargs=number, default="", help="the edit's number")
        command.set_defaults(run=_keep if name == "keep" else _draft, word=name)
        if name != "keep":
            command.add_argument("--yes", action="store_true", help="save without asking")
    change.add_argument("--yes", action="store_true", help="save without asking")
    change.set_defaults(run=_draft, word="")
    review = commands.add_parser("review", help="what about the knowledge might be mended")
    review.add_argument("--all", action="store_true", help="show all, not only the first of each kind")
    review.set_defaults(run=_review)
    export = commands.add_parser("export", help="write all that is known as files")
    export.add_argument("target", help="a folder, or a .zip file")
    export.add_argument(
        "--format", choices=("yaml", "csv"), default="yaml", help="yaml as in knowledge/, with intents.yaml (default), or csv"
    )
    export.set_defaults(run=_export)
    import_ = commands.add_parser("import", help="add or change records from YAML or CSV files")
    import_.add_argument("file", nargs="+", help="a .yaml, .csv (named for its section) or .zip file, or a folder")
    import_.add_argument("--dry-run", action="store_true", help="show what would change, and change nothing")
    import_.add_argument("--why", default="", help="the reason, for the history")
    import_.set_defaults(run=_import)


def _add_ask(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    ask = commands.add_parser("ask", help="ask one question, or a batch of JSON Lines on standard input")
    ask.add_argument("question", nargs="*", help="the question")
    ask.add_argument("--json", action="store_true", help="answer as one JSON object")
    ask.add_argument("--batch", action="store_true", help='read {"id", "text", "thread", "today", "sources"} a line, answer a line each')
    ask.add_argument("--today", metavar="DATE", help="the day it is; also hides what was not public by then")
    ask.add_argument("--as-at", metavar="DATE", help="hide what was not public by this day")
    ask.add_argument("--sources", metavar="ID[,ID]", action="append", default=[], help="answer only from facts that stand in these sources")
    ask.set_defaults(run=_ask)


def _ask(arguments: argparse.Namespace, settings: Settings) -> int:
    from sendbot.cli.ask import Bounds, ask_batch, print_answer
    from sendbot.cli.options import read_date, read_sources
    from sendbot.errors import AskError

    today = today_in(settings) if arguments.today is None else read_date(arguments.today, "--today")
    as_at = None if arguments.as_at is None else read_date(arguments.as_at, "--as-at")
    if not arguments.batch and not "".join(arguments.question).strip():
        raise AskError('There is no question. Write: bot.py ask "which areas had DMO capacity issues"')
    brain = open_brain(settings)
    sources = read_sources((name for group in arguments.sources for name in group.split(",")), brain)
    if arguments.sources and not sources:
        raise AskError("--sources names no source. Write it as --sources lgiu-2017-10, or leave it out.")
    if arguments.batch:
        ask_batch(sys.stdin.buffer, sys.stdout, brain, Bounds(today, as_at, sources))
        return 0
    answer, _ = brain.ask(" ".join(arguments.question), today, known_by=as_at, sources=sources)
    print_answer(answer, as_json_line=arguments.json)
    return 0


def _run(_: argparse.Namespace, settings: Settings) -> int:
    brain = open_brain(settings)
    if settings.has_slack:
        from sendbot.slack.run import run

        return run(settings, brain)
    from sendbot.cli.console import chat

    chat(brain, lambda: today_in(settings))
    return 0


def _history(arguments: argparse.Namespace, settings: Settings) -> int:
    from sendbot.cli.knowledge import history

    return history(settings, " ".join(arguments.area) or None, arguments.limit)


def _draft(arguments: argparse.Namespace, settings: Settings) -> int:
    from sendbot.cli.knowledge import draft

    if arguments.word:
        return draft(settings, f"{arguments.word} {arguments.number}", yes=arguments.yes)
    # The shell has taken the quotes away: what has spaces in it was quoted.
    one = len(arguments.line) == 1
    words = [f'"{word}"' if " " in word and not one else word for word in arguments.line]
    return draft(settings, " ".join(words), yes=arguments.yes)


def _keep(arguments: argparse.Namespace, settings: Settings) -> int:
    from sendbot.cli.knowledge import keep

    return keep(settings, arguments.number)


def _review(arguments: argparse.Namespace, settings: Settings) -> int:
    from sendbot.cli.knowledge import review

    return review(settings, show_all=arguments.all)


def _export(arguments: argparse.Namespace, settings: Settings) -> int:
    from sendbot.cli.knowledge import export

    return export(settings, Path(arguments.target), arguments.format)


def _import(arguments: argparse.Namespace, settings: Settings) -> int:
    from sendbot.cli.knowledge import import_

    return import_(settings, [Path(name) for name in arguments.file], dry_run=arguments.dry_run, why=arguments.why)


def _load(_: argparse.Namespace, settings: Settings) -> int:
    loaded = open_store(settings).load(bank_holidays())
    knowledge = loaded.knowledge
    print(
        f"Loaded {len(knowledge.inspections)} inspections of {len(knowledge.areas)} areas, {len(knowledge.findings)} findings, "
        f"{len(knowledge.terms)} terms and {len(knowledge.rules) + len(knowledge.observations) + len(knowledge.advice)} rules and observations "
        f"from {len(knowledge.sources)} sources. Bank holidays are known to the end of {knowledge.bank_holidays[-1].year}."
    )
    if loaded.edit:
        _tell_conflicts(settings)
    return 0


def _tell_conflicts(settings: Settings) -> None:
    """Edits stay when files are loaded; where the two differ now, an admin chooses."""
    from sendbot.editing.review import conflict_lines
    from sendbot.store.edits import Edits

    edits = Edits(open_store(settings))
    lines = list(conflict_lines(edits.conflicts()))
    edits.close()
    if lines:
        print(
            "The files differ from what was edited since; the edits stay. Choose with 'bot.py keep' or 'bot.py take' and the edit's number:"
        )
        print("\n".join(f"• {line}" for line in lines))


def _check(arguments: argparse.Namespace, settings: Settings) -> int:
    from sendbot.cli.check import check

    store = open_store(settings)
    loaded = store.load(bank_holidays())
    return check(loaded, brain_of(loaded, store), show_all=arguments.all)


def _explain(arguments: argparse.Namespace, settings: Settings) -> int:
    from sendbot.cli.explain import explain
    from sendbot.cli.options import read_date
    from sendbot.errors import AskError

    text = " ".join(arguments.question)
    if not text.strip():
        raise AskError('There is no question. Write: bot.py explain "which areas had DMO capacity issues"')
    explain(text, open_brain(settings), today_in(settings) if arguments.today is None else read_date(arguments.today, "--today"))
    return 0


def _words(arguments: argparse.Namespace, settings: Settings) -> int:
    from sendbot.cli.words import show_word

    return show_word(" ".join(arguments.word), settings, show_all=arguments.all)


def _doctor(_: argparse.Namespace, settings: Settings) -> int:
    from sendbot.cli.doctor import examine

    return examine(settings)
