"""The bot with its editor on the stand-in: real parts, a database of its own for each test, copied from one that is loaded once."""

import contextlib
import datetime as dt
import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from slack_sdk import WebClient
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler
from standin import Clock, Standin
from standin.fixtures import over_socket
from standin.model import Message
from standin.person import Person

from sendbot.bootstrap import open_store
from sendbot.brain import Brain
from sendbot.editor import Editor
from sendbot.live import LiveBrain
from sendbot.settings import ROOT, Settings
from sendbot.slack import Service, make_app
from sendbot.slack.editing.audit import Audit
from sendbot.store import SlackState, Store
from sendbot.store.edits import Edits

TODAY = dt.date(2017, 10, 6)
NOW = dt.datetime(2017, 10, 6, 9, tzinfo=dt.UTC)
MANIFEST = json.loads((ROOT / "manifest.json").read_text(encoding="utf-8"))


class Now:
    """A clock that goes a second further each time it is read."""

    def __init__(self) -> None:
        self.time = NOW

    def __call__(self) -> dt.datetime:
        self.time += dt.timedelta(seconds=1)
        return self.time


@dataclass
class Bench:
    """One database with all that edits it."""

    settings: Settings
    store: Store
    edits: Edits
    live: LiveBrain
    editor: Editor
    now: Now

    def another(self, **more: Any) -> Edits:
        """The trail as another process opens it."""
        return Edits(self.store, self.now, **more)


def benches(loaded: tuple[Path, Brain], folder: Path, **more: Any) -> Iterator[Bench]:
    """A bench of its own."""
    settings = Settings(database=folder / "bot.db")
    shutil.copy(loaded[0], settings.database)
    store, now = open_store(settings), Now()
    edits = Edits(store, now, **more)
    live = LiveBrain(edits, store, loaded[1])
    yield Bench(settings, store, edits, live, Editor(edits, live, store, lambda: TODAY), now)
    live.stop()
    edits.close()


@dataclass
class Office:
    """A Slack with the bot, an admin (boss), another (deputy) and somebody who is none (anna)."""

    slack: Standin
    bench: Bench
    service: Service
    audit: Audit
    boss: Person
    deputy: Person
    anna: Person

    def runs(self, person: Person, line: str) -> Message:
        """What a person is shown for `/sendbot …`."""
        before = len(self.slack.messages(person.direct_channel))
        person.runs("/sendbot", line).wait()
        return self.slack.wait_for(lambda: self._newer(person, before), f"an answer to {line}")

    def presses(self, person: Person, action: str, message: Message, value: Any = None) -> Message:
        """The message after a button in it was pressed and it changed."""
        person.presses(action, message, value).wait()
        self.slack.wait_for(lambda: self.now(message) != message, f"{action} to change the message")
        return self.now(message)

    def now(self, message: Message) -> Message:
        """A message as it is now."""
        return self.slack.world.messages[message.channel, message.ts]

    def asks(self, question: str) -> str:
        """An answer."""
        return self.bench.live().ask(question, TODAY)[0].text

    def _newer(self, person: Person, before: int) -> Message | None:
        messages = self.slack.messages(person.direct_channel)
        return messages[-1] if len(messages) > before else None


@contextlib.contextmanager
def office_of(
    bench: Bench, *, admins: Callable[[Person, Person], tuple[str, ...]] | None = None, audit: str | None = None
) -> Iterator[Office]:
    """An office over a bench."""
    with Standin(MANIFEST, clock=Clock()) as slack:
        boss, deputy, anna = (slack.user(name) for name in ("boss", "deputy", "anna"))
        channel = slack.channel(audit).id if audit else None
        ids = admins(boss, deputy) if admins else (boss.id, deputy.id)
        service = Service(bench.live, lambda: TODAY, SlackState(bench.settings.database), ids)
        auditor = Audit(bench.edits, channel)
        client = WebClient(slack.bot_token, base_url=slack.base_url, retry_handlers=[RateLimitErrorRetryHandler(max_retry_count=2)])
        app = make_app(client, service, signing_secret=slack.app.signing_secret, editor=bench.editor, audit=auditor)
        with over_socket(app, slack):
            yield Office(slack, bench, service, auditor, boss, deputy, anna)
        service.state.close()
