"""What the listeners work with: the brain, the day, what threads last asked, and who the admins are."""

import datetime as dt
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

import msgspec

from sendbot.answer import Answer
from sendbot.answers.details import Details, details
from sendbot.brain import Brain, Memory
from sendbot.slack.turns import Turns
from sendbot.store import Asked, Asker, SlackState


@dataclass(frozen=True)
class Reply:
    """An answer to show. `id`: of the kept question, for the buttons under it. `asker`: who asked it, and where."""

    id: str
    question: str
    answer: Answer
    details: Details
    today: dt.date
    asker: Asker = field(default_factory=Asker)


@dataclass(frozen=True)
class Service:
    """`brain` is called for each question, so a new state of the knowledge is used at once; so is `today`.

    `admins`: ids of users and user groups. `allowed_bots`: ids of bots whose mentions are answered. `turns`: whose turn it is in a
    conversation.
    """

    brain: Callable[[], Brain]
    today: Callable[[], dt.date]
    state: SlackState
    admins: tuple[str, ...] = ()
    allowed_bots: frozenset[str] = frozenset()
    turns: Turns = field(default_factory=Turns)
    # Questions are worked out one at a time: Python runs one thread at a time anyway, and acknowledgements do not vie with thirty.
    _thinking: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def ask(self, text: str, thread: str | None = None, within_s: float | None = None, asker: Asker | None = None) -> Reply:
        """Answer a question, as the next one of a thread where its key is given, and remember it there.

        `within_s`: how many seconds ago the thread's last question may lie to be gone on from (default: as long as it is kept).
        """
        with self._thinking:
            return self._ask(text, thread, within_s, asker or Asker())

    def _ask(self, text: str, thread: str | None, within_s: float | None, asker: Asker) -> Reply:
        memory = self.state.recall(thread, Memory, within_s) if thread else None
        asked = Asked(
            id=self.state.questions.new_id(),
            question=text,
            today=self.today(),
            memory=msgspec.json.encode(memory).decode() if memory else None,
            answered=False,
            intent="",
            query=None,
            version="",
            asker=asker,
        )
        reply, later = self._reply(asked, memory)
        if thread and later and later is not memory:
            self.state.remember(thread, later)
        self._keep(asked, reply.answer)
        return reply

    def again(self, question_id: str) -> Reply | None:
        """A kept question's answer once more, for a button under it; None where it is not kept any more."""
        asked = self.state.questions.find(question_id)
        if asked is None:
            return None
        return self._reply(asked, self._memory_of(asked))[0]

    def carry_on(self, question_id: str, thread: str) -> None:
        """Let a thread go on from a kept question, as one under an answer that was shared does."""
        asked = self.state.questions.find(question_id)
        if asked:
            later = self._reply(asked, self._memory_of(asked))[1]
            if later:
                self.state.remember(thread, later)

    def knows(self, thread: str) -> bool:
        """Whether the bot is talking in a thread."""
        return self.state.knows(thread)

    @staticmethod
    def _memory_of(asked: Asked) -> Memory | None:
        try:
            return msgspec.json.decode(asked.memory, type=Memory) if asked.memory else None
        except msgspec.DecodeError:  # written by an older sendbot
            return None

    def _reply(self, asked: Asked, memory: Memory | None) -> tuple[Reply, Memory | None]:
        brain = self.brain()
        answer, later = brain.ask(asked.question, asked.today, memory=memory)
        shown = details(answer, brain.snapshot.view(asked.today), asked.today)
        return Reply(asked.id, asked.question, answer, shown, asked.today, asked.asker), later

    def _keep(self, asked: Asked, answer: Answer) -> None:
        query = msgspec.json.encode(answer.query).decode() if answer.query else None
        version = self.brain().snapshot.version
        self.state.questions.keep(
            msgspec.structs.replace(asked, answered=answer.answered, intent=answer.intent, query=query, version=version)
        )
