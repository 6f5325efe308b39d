"""`/sendbot digest …`: subscribing a channel, changing, pausing, looking at, and ending its digest. Answers are for the asker alone."""

import html
import re
from collections.abc import Callable
from dataclasses import dataclass

import msgspec

from sendbot.digests.schedule import say_instant, say_moved
from sendbot.digests.subscription import DigestError, Subscription, say_slot
from sendbot.newsroom import Newsroom, Orders, standing
from sendbot.slack.admins import Admins
from sendbot.slack.digests import blocks
from sendbot.slack.digests.channels import require_member
from sendbot.slack.digests.form import settings_form
from sendbot.slack.digests.worker import Worker
from sendbot.slack.limits import fit_lines
from sendbot.slack.listeners.commands import Command
from sendbot.slack.posting import Message, tell
from sendbot.slack.service import Service
from sendbot.slack.text import escape
from sendbot.wording import say_date

_CHANNEL = re.compile(r"<#([CG][A-Z0-9]+)(?:\|[^>]*)?>")
_PLAIN_CHANNEL = re.compile(r"(?:^|\s)#[\w-]+")
_MOST = 12_000  # characters of a list
_USAGE = """*Weekly digests*
• `/sendbot digest subscribe [#channel] [weekday] [time] [options]`: each week, Mondays at 09:00 unless you say otherwise
   options: regions, areas, topics, `horizon 60` (days ahead), `skip quiet` weeks, sections (`due overdue submitted outcomes re-visits changes asked age`)
• `/sendbot digest settings`: the same in a form
• `/sendbot digest preview`: what it would say now; only you see it
• `/sendbot digest pause until 5 January`, `/sendbot digest resume`, `/sendbot digest unsubscribe`
• `/sendbot digest status`, `/sendbot digest list`
• `/sendbot digest now`: posts one at once (admins)
Each works for another channel too: put `#channel` behind the word."""


@dataclass(frozen=True)
class Ordered:
    """What somebody typed after `/sendbot digest`, and for which channel."""

    verb: str
    channel: str
    options: str
    command: Command

    @property
    def user(self) -> str:
        return self.command.asker.user or ""

    @property
    def team(self) -> str:
        return self.command.asker.team or ""


class DigestCommand:
    """Handles `/sendbot digest …`."""

    def __init__(self, newsroom: Newsroom, admins: Admins, worker: Worker) -> None:
        self._newsroom, self._orders, self._admins, self._worker = newsroom, Orders(newsroom), admins, worker
        self._verbs: dict[str, Callable[[Ordered], Message | None]] = {
            "subscribe": self._subscribe,
            "unsubscribe": self._unsubscribe,
            "list": self._list,
            "preview": self._preview,
            "pause": self._pause,
            "resume": self._resume,
            "now": self._now,
            "status": self._status,
            "settings": self._settings,
        }

    def __call__(self, _: Service, command: Command) -> None:
        """Do what was typed, and tell the asker; what cannot be done is told with what to write instead."""
        try:
            ordered = _ordered(command)
            handler = self._verbs.get(ordered.verb)
            said = handler(ordered) if handler else {"text": _USAGE}
        except DigestError as error:
            said = {"text": escape_but_code(str(error))}
        if said:
            tell(command.response_url, said)

    def _subscribe(self, ordered: Ordered) -> Message:
        wanted = self._orders.drafted(ordered.channel, ordered.options)
        require_member(ordered.command.client, ordered.channel)
        entered = self._orders.subscribe(wanted, by=ordered.user, team=ordered.team, is_by_admin=self._is_admin(ordered))
        return {
            "text": f"<#{ordered.channel}> gets a digest {self._said(entered)}\nChange it with `/sendbot digest settings`, or look at it with `/sendbot digest preview`."
        }

    def _said(self, subscription: Subscription) -> str:
        shown = standing(self._newsroom, subscription)
        return f"on {say_slot(subscription)}: {escape(shown.options)}. The next one comes on {shown.said_next}."

    def _unsubscribe(self, ordered: Ordered) -> Message:
        self._orders.unsubscribe(ordered.channel)
        return {"text": f"<#{ordered.channel}> gets no digest any more."}

    def _list(self, ordered: Ordered) -> Message:
        shown = [standing(self._newsroom, s) for s in self._newsroom.ledger.subscriptions() if s.team in ("", ordered.team)]
        if not shown:
            return {"text": "No channel has a digest yet. Subscribe one: `/sendbot digest subscribe`."}
        lines = [f"• <#{s.subscription.channel}>: {escape(s.said_when)}. Next: {s.said_next}." for s in shown]
        return {"text": fit_lines(lines, _MOST)}

    def _preview(self, ordered: Ordered) -> Message:
        """What it would say now; the ledger does not hear of it. Questions nobody could answer are shown to admins only."""
        wanted = self._orders.drafted(ordered.channel, ordered.options)
        if wanted.is_admin and not self._is_admin(ordered):
            wanted = msgspec.structs.replace(wanted, is_admin=False)
        digest, _ = self._newsroom.write(msgspec.structs.replace(wanted, team=ordered.team))
        slot = self._newsroom.next_slot(wanted)
        notes = [f"A preview of the digest for {say_instant(slot.at, self._newsroom.zone)}; only you see it.", say_moved(slot.moved_from)]
        if digest.is_quiet and not wanted.quiet:
            notes.append("As it stands, it would be skipped: no news.")
        return blocks.whole(blocks.messages(digest, [note for note in notes if note]))

    def _pause(self, ordered: Ordered) -> Message:
        until = re.sub(r"^until\s+", "", ordered.options, flags=re.IGNORECASE)
        paused = self._orders.pause(ordered.channel, until)
        shown = standing(self._newsroom, paused)
        day = say_date(paused.paused_until) if paused.paused_until else ""
        return {"text": f"<#{ordered.channel}> gets no digest until {day}. The next one comes on {shown.said_next}."}

    def _resume(self, ordered: Ordered) -> Message:
        shown = standing(self._newsroom, self._orders.resume(ordered.channel))
        return {"text": f"<#{ordered.channel}> gets digests again. The next one comes on {shown.said_next}."}

    def _now(self, ordered: Ordered) -> Message | None:
        if not self._is_admin(ordered):
            raise DigestError("Only an admin can have a digest posted at once. `/sendbot digest preview` shows it to you alone.")
        require_member(ordered.command.client, ordered.channel)
        self._orders.now(ordered.channel)
        tell(ordered.command.response_url, {"text": f"I am posting it to <#{ordered.channel}>."})
        self._worker.tick()
        return None

    def _status(self, ordered: Ordered) -> Message:
        shown = standing(self._newsroom, self._orders.existing(ordered.channel))
        lines = [
            f"*Digest of <#{ordered.channel}>*",
            f"• {escape(shown.said_when)}",
            f"• Last: {escape(shown.said_last)}",
            f"• Next: {escape(shown.said_next)}",
        ]
        return {"text": "\n".join(lines)}

    def _settings(self, ordered: Ordered) -> None:
        form = settings_form(
            self._newsroom,
            self._orders.drafted(ordered.channel),
            is_new=self._newsroom.ledger.subscription(ordered.channel) is None,
            is_admin=self._is_admin(ordered),
        )
        ordered.command.client.views_open(trigger_id=ordered.command.trigger_id, view=form)

    def _is_admin(self, ordered: Ordered) -> bool:
        return self._admins.includes(ordered.user, ordered.command.client)


def escape_but_code(text: str) -> str:
    """Words of ours as mrkdwn: what stands between backticks stays code, and nothing pings."""
    return "`".join(html.escape(part, quote=False) if number % 2 else escape(part) for number, part in enumerate(text.split("`")))


def _ordered(command: Command) -> Ordered:
    """The verb, the channel (this one unless another is named), and the rest. Raises DigestError for a channel Slack did not resolve."""
    verb, _, rest = command.text.strip().partition(" ")
    named = _CHANNEL.search(rest)
    options = _CHANNEL.sub(" ", rest, count=1).strip()
    if _PLAIN_CHANNEL.search(options):
        raise DigestError(
            "I cannot tell which channel that is. Choose it from the list that Slack shows when you type #, or write this there."
        )
    channel = named[1] if named else command.asker.channel or ""
    if channel.startswith("D") and verb.lower() in ("subscribe", "settings"):
        raise DigestError("A digest goes to a channel. Name one, as in `/sendbot digest subscribe #team`, or write this there.")
    return Ordered(verb.lower(), channel, options, command)
