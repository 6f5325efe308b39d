"""What the listeners work with: the brain, the day, and what threads last asked."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from sendbot.answer import Answer
from sendbot.brain import Brain, Memory
from sendbot.store import SlackState


@dataclass(frozen=True)
class Service:
    """`brain` is called for each question, so a new state of the knowledge is used at once; so is `today`."""

    brain: Callable[[], Brain]
    today: Callable[[], dt.date]
    state: SlackState

    def ask(self, text: str, thread: str | None = None, within_s: float | None = None) -> Answer:
        """Answer a question, as the next one of a thread where its key is given, and remember it there.

        `within_s`: how many seconds ago the thread's last question may lie to be gone on from (default: as long as it is kept).
        """
        memory = self.state.recall(thread, Memory, within_s) if thread else None
        answer, later = self.brain().ask(text, self.today(), memory=memory)
        if thread and later and later is not memory:
            self.state.remember(thread, later)
        return answer

    def knows(self, thread: str) -> bool:
        """Whether the bot is talking in a thread."""
        return self.state.recall(thread, Memory) is not None
