"""`bot.py digest …`: what `/sendbot digest` does, for a terminal and for an external scheduler. Only its options; see `digest_verbs`."""

import argparse

from sendbot.settings import Settings


def add_digest(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and its own subcommands to the parser."""
    digest = commands.add_parser("digest", help="weekly digests: who gets them, how they stand, and posting those that are due")
    digest.add_argument("--preview", action="store_true", help="what a digest would say now; the same as the verb")
    digest.set_defaults(run=_handle, verb="preview", channel=None, options=[])
    verbs = digest.add_subparsers(title="what to do", metavar="VERB")
    _add(verbs, "status", "how each channel's digests stand: the last, the next, the state and why")
    _add(verbs, "list", "the channels that get a digest")
    _add(verbs, "preview", "what a channel's digest would say now", "OPTIONS")
    _add(verbs, "subscribe", "have a channel get a digest each week, or change what it gets", "OPTIONS").add_argument(
        "--team", default="", help="the workspace's id, where several have the app"
    )
    _add(verbs, "unsubscribe", "end a channel's digest")
    _add(verbs, "pause", "no digest until a day: pause CHANNEL until 5 January 2027", "until DAY")
    _add(verbs, "resume", "end a pause")
    _add(verbs, "now", "post a digest at once, besides the weekly one")
    _add(verbs, "run", "post what is due, once: for an external scheduler")


_WITHOUT_CHANNEL, _CHANNEL_IF_ANY = ("list", "run"), ("status", "preview")


def _add(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, words: str, options: str = "") -> argparse.ArgumentParser:
    verb = verbs.add_parser(name, help=words, description=words)
    if name not in _WITHOUT_CHANNEL:
        verb.add_argument("channel", metavar="CHANNEL", nargs="?" if name in _CHANNEL_IF_ANY else None, help="its id, such as C0123456789")
    if options:
        verb.add_argument(
            "options", metavar=options, nargs="*", help="as behind `/sendbot digest`: monday 09:00 london horizon 60 skip quiet"
        )
    verb.set_defaults(run=_handle, verb=name)
    return verb


def _handle(arguments: argparse.Namespace, settings: Settings) -> int:
    from sendbot.cli.digest_verbs import handle

    return handle(arguments, settings)
