"""What each `bot.py digest` verb does."""

import argparse
from collections.abc import Callable

from sendbot.bootstrap import open_brain
from sendbot.digests.content import Digest
from sendbot.digests.subscription import DigestError
from sendbot.errors import SettingsError
from sendbot.newsroom import Newsroom, Orders, standing
from sendbot.settings import Settings
from sendbot.slack.digests.wiring import make_newsroom, make_worker
from sendbot.slack.redaction import set_up_log
from sendbot.store import SlackState
from sendbot.wording import count_of

_Handler = Callable[[argparse.Namespace, Settings, Newsroom], None]


def handle(arguments: argparse.Namespace, settings: Settings) -> int:
    """Do what the verb says. Raises DigestError or SettingsError."""
    brain = open_brain(settings)
    state = SlackState(settings.database)
    newsroom = make_newsroom(settings, lambda: brain, state.questions)
    try:
        _VERBS[arguments.verb](arguments, settings, newsroom)
    finally:
        newsroom.ledger.close()
        state.close()
    return 0


_NO_CHANNEL = "C0"  # one that nobody subscribed: what a new subscription would say


def _is_channel(word: str) -> bool:
    return word[:1] in ("C", "G") and word.isalnum() and word.isupper()


def _channel(arguments: argparse.Namespace) -> str:
    channel = str(arguments.channel)
    if not _is_channel(channel):
        raise DigestError(f"'{channel}' is no channel id. It begins with C; Slack shows it at the foot of the channel's details.")
    return channel


def _status(arguments: argparse.Namespace, _: Settings, newsroom: Newsroom) -> None:
    wanted = _channel(arguments) if arguments.channel else None
    shown = [standing(newsroom, s) for s in newsroom.ledger.subscriptions() if wanted in (None, s.channel)]
    for s in shown:
        print(f"{s.subscription.channel}  {s.said_when}\n  last: {s.said_last}\n  next: {s.said_next}")
    if not shown:
        print("No channel has a digest." if wanted is None else f"{wanted} has no digest.")


def _list(_: argparse.Namespace, __: Settings, newsroom: Newsroom) -> None:
    for s in (standing(newsroom, s) for s in newsroom.ledger.subscriptions()):
        print(f"{s.subscription.channel}  {s.said_when}")


def _preview(arguments: argparse.Namespace, _: Settings, newsroom: Newsroom) -> None:
    options = list(arguments.options)
    channel = arguments.channel if _is_channel(arguments.channel or "") else None
    if arguments.channel and not channel:
        options.insert(0, arguments.channel)  # without a channel the first word is an option too
    digest, _window = newsroom.write(Orders(newsroom).drafted(channel or _NO_CHANNEL, " ".join(options)))
    print(as_text(digest))


def as_text(digest: Digest) -> str:
    """A digest for a terminal."""
    lines = [digest.headline]
    for section in digest.sections:
        lines += ["", section.title, *(f"• {line}" for line in section.lines)]
    return "\n".join(lines)


def _subscribe(arguments: argparse.Namespace, _: Settings, newsroom: Newsroom) -> None:
    orders = Orders(newsroom)
    wanted = orders.drafted(_channel(arguments), " ".join(arguments.options))
    shown = standing(newsroom, orders.subscribe(wanted, team=arguments.team, is_by_admin=True))
    print(f"{shown.subscription.channel} gets a digest on {shown.said_when}. The next one comes on {shown.said_next}.")


def _unsubscribe(arguments: argparse.Namespace, _: Settings, newsroom: Newsroom) -> None:
    channel = _channel(arguments)
    Orders(newsroom).unsubscribe(channel)
    print(f"{channel} gets no digest any more.")


def _pause(arguments: argparse.Namespace, _: Settings, newsroom: Newsroom) -> None:
    until = " ".join(arguments.options).removeprefix("until").strip()
    shown = standing(newsroom, Orders(newsroom).pause(_channel(arguments), until))
    print(f"{shown.subscription.channel} is paused. The next digest comes on {shown.said_next}.")


def _resume(arguments: argparse.Namespace, _: Settings, newsroom: Newsroom) -> None:
    shown = standing(newsroom, Orders(newsroom).resume(_channel(arguments)))
    print(f"{shown.subscription.channel} gets digests again. The next one comes on {shown.said_next}.")


def _now(arguments: argparse.Namespace, settings: Settings, newsroom: Newsroom) -> None:
    _need_slack(settings)
    Orders(newsroom).now(_channel(arguments))
    _tick(settings, newsroom)


def _run(_: argparse.Namespace, settings: Settings, newsroom: Newsroom) -> None:
    _need_slack(settings)
    _tick(settings, newsroom)


def _need_slack(settings: Settings) -> None:
    if not settings.has_slack:
        raise SettingsError("No Slack token is set, so nothing can be posted. Set SLACK_BOT_TOKEN as the README has it.")


def _tick(settings: Settings, newsroom: Newsroom) -> None:
    set_up_log()
    posted = make_worker(settings, newsroom).tick()
    print(f"{count_of(posted, 'message')} posted.")


_VERBS: dict[str, _Handler] = {
    "status": _status,
    "list": _list,
    "preview": _preview,
    "subscribe": _subscribe,
    "unsubscribe": _unsubscribe,
    "pause": _pause,
    "resume": _resume,
    "now": _now,
    "run": _run,
}
