"""Editing put together: what an admin asks for, from Slack or a terminal, becomes a draft that is shown, and then an edit.

A draft is tried on the knowledge as it is before it is shown, with the checks of loading, and where it touches the words that questions
are read by, with every example. It is saved when its author says so.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

import msgspec

from sendbot.bootstrap import brain_of
from sendbot.editing.diffs import difference, title, told
from sendbot.editing.edits import Author, Change, Edit, OvertakenError, as_plain, find, mark
from sendbot.editing.effects import effect_on_deadline
from sendbot.editing.importing import changes_from
from sendbot.editing.lines import QUICK, Proposal, read_line
from sendbot.editing.overlay import Conflict, with_changes
from sendbot.editing.review import Section, review
from sendbot.editing.teaching import read_lesson, stolen_by, unfit
from sendbot.errors import EditError, KnowledgeError, SendbotError
from sendbot.live import LiveBrain
from sendbot.snapshot import Snapshot
from sendbot.store import Loaded, Store
from sendbot.store.edits import LEXICAL, Edits, Saved, taking_theirs, undoing
from sendbot.store.pending import Draft, Pending


class Drafted(msgspec.Struct, frozen=True):
    """A draft as it is shown. `id`: of the pending change. `differences`: a record's name and what changes in it; `effects`: on a deadline."""

    id: str
    draft: Draft
    differences: tuple[tuple[str, tuple[str, ...]], ...]
    effects: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    needs_source: bool = False


class Editor:
    """What admins do to the knowledge of one store."""

    def __init__(self, edits: Edits, live: LiveBrain, store: Store, today: Callable[[], dt.date]) -> None:
        self.edits, self.live, self._store, self._today = edits, live, store, today

    # --- drafts
    def draft_line(self, line: str, author: Author) -> Drafted:
        """A draft of what one line asks for. Raises EditError."""
        word, _, rest = line.strip().partition(" ")
        brain, today = self.live.refresh(), self._today()
        if word.lower() in QUICK:
            return self._draft(read_line(line, brain, today), author, line)
        makers = {"teach": self._teach, "undo": self._undo, "take": self._take}
        if word.lower() not in makers:
            raise EditError(f"'{word}' is nothing that can be drafted in one line.")
        return makers[word.lower()](rest, author, line)

    def draft_changes(
        self, changes: Sequence[Change], understood: str, author: Author, *, why: str = "", inspection: str | None = None
    ) -> Drafted:
        """A draft of changes that come from a form or a file; words are checked with the examples when it is saved. Raises KnowledgeError, EditError, OvertakenError."""
        proposal = Proposal(understood, tuple(changes), (), inspection, why=why)
        return self._draft(proposal, author, None, checks_words=False)

    def again(self, pending: Pending, author: Author) -> Drafted:
        """The same as it would be now: what was typed is read again; what a form gave goes over what others saved meanwhile."""
        if pending.draft.line:
            return self.draft_line(pending.draft.line, author)
        loaded = self.edits.current()
        changes = [msgspec.structs.replace(c, seen=self._mark(loaded, c)) for c in pending.draft.changes]
        return self.draft_changes(changes, pending.draft.understood, author, why=pending.draft.why, inspection=pending.draft.inspection)

    def shown(self, pending: Pending) -> list[str]:
        """A draft's differences and effects in plain lines, as they are now; what was understood alone where it no longer fits."""
        drafted = self.redrafted(pending)
        return [pending.draft.understood, *(f"{name}: {'; '.join(lines)}" for name, lines in drafted.differences), *drafted.effects]

    def redrafted(self, pending: Pending) -> Drafted:
        """A draft once more as it is shown."""
        try:
            differences, effects = self._tried(self.edits.current(), pending.draft.changes, pending.draft.inspection)
        except SendbotError as error:
            return Drafted(pending.id, pending.draft, (), (str(error),))
        return Drafted(pending.id, pending.draft, tuple(differences), tuple(effects))

    def with_source(self, pending: Pending, source: str, author: Author) -> Drafted:
        """A draft that lacked its source, with one."""
        return self.draft_line(f"{pending.draft.line} source {source}", author)

    def _draft(
        self, proposal: Proposal, author: Author, line: str | None, *, undoes: int | None = None, checks_words: bool = True
    ) -> Drafted:
        if proposal.needs_source:
            draft = Draft((), proposal.understood, line, proposal.why, inspection=proposal.inspection)
            number = self.edits.pending.keep(author.who, author.whence, draft)
            return Drafted(number, draft, (), (), proposal.notes, needs_source=True)
        loaded = self.edits.current()
        shown, effects = self._tried(loaded, proposal.changes, proposal.inspection)
        checked_at = self._words_checked(loaded, proposal.changes) if checks_words else None
        draft = Draft(proposal.changes, proposal.understood, line, proposal.why, undoes, proposal.inspection, checked_at)
        return Drafted(self.edits.pending.keep(author.who, author.whence, draft), draft, tuple(shown), tuple(effects), proposal.notes)

    def _tried(
        self, loaded: Loaded, changes: Sequence[Change], inspection: str | None
    ) -> tuple[list[tuple[str, tuple[str, ...]]], list[str]]:
        """Differences and effects of changes. Raises what saving them would."""
        shown = []
        for change in changes:
            entry = find(loaded.knowledge, loaded.language.intents, change.section, change.record)
            before = as_plain(entry) if entry else None
            if mark(before) != change.seen:
                raise OvertakenError(
                    f"The record {change.record} has been changed meanwhile.", self.edits.latest(change.section, change.record), before
                )
            if before != change.after:
                shown.append((title(change.section, change.record), tuple(difference(before, change.after))))
        if not shown:
            raise EditError("That is already recorded so: there is nothing to change.")
        try:
            knowledge, _ = with_changes(loaded.knowledge, loaded.language, changes)
        except KnowledgeError as error:
            raise self._explained(error, changes) from error
        snapshot = Snapshot(knowledge)
        effects = effect_on_deadline(self.live().snapshot, snapshot, inspection, self._today()) if inspection else []
        return shown, effects

    def _words_checked(self, loaded: Loaded, changes: Sequence[Change]) -> int | None:
        """The edit at which every example was found to stay where it belongs; None where no words change. Raises EditError."""
        if not any(c.section in LEXICAL for c in changes):
            return None
        knowledge, language = with_changes(loaded.knowledge, loaded.language, changes)
        before, candidate = self.live.refresh(), Loaded(knowledge, language, f"{loaded.version}?", loaded.edit + 1)
        if not before.understanding.moved_to(language, knowledge):
            stolen = stolen_by(before, brain_of(candidate, self._store))
            if stolen:
                raise EditError(f"That would change what is understood by {stolen[0]}. Choose words that are not part of other questions.")
        return loaded.edit

    @staticmethod
    def _explained(error: KnowledgeError, changes: Sequence[Change]) -> KnowledgeError:
        """For a removal: what still names the record."""
        gone = [c.record for c in changes if c.after is None and f"names '{c.record}'" in str(error)]
        if not gone:
            return error
        holder = str(error).partition(": ")[0]
        return KnowledgeError(f"{gone[0]} is still named by {holder}. Remove or change that first.", field=error.field)

    def _teach(self, rest: str, author: Author, line: str) -> Drafted:
        lesson = read_lesson(rest, self.live(), self._today())
        loaded = self.edits.current()
        knowledge, language = with_changes(loaded.knowledge, loaded.language, [lesson.change])
        after = brain_of(Loaded(knowledge, language, f"{loaded.version}?", loaded.edit + 1), self._store)
        if reason := unfit(lesson, self.live(), after, self._today()):
            raise EditError(reason)
        draft = Draft((lesson.change,), f"“{lesson.phrase}” means {lesson.meaning}.", line, words_checked_at=loaded.edit)
        change = lesson.change
        entry = find(loaded.knowledge, loaded.language.intents, change.section, change.record)
        lines = tuple(difference(as_plain(entry) if entry else None, change.after))
        shown = ((title(change.section, change.record), lines),)
        return Drafted(self.edits.pending.keep(author.who, author.whence, draft), draft, shown)

    def _undo(self, rest: str, author: Author, line: str) -> Drafted:
        edit = self._edit(rest, author)
        latest = self.edits.latest(edit.section, edit.record)
        if edit.action == "keep" or (
            latest and latest.id != edit.id and self._mark(self.edits.current(), undoing(edit)) != mark(edit.after)
        ):
            newer = (
                f"edit {latest.id} changed the record since: undo that first"
                if latest and latest.id != edit.id
                else "it decided a conflict"
            )
            raise EditError(f"Edit {edit.id} ({told(edit)}) cannot be undone: {newer}.")
        return self._draft(Proposal(f"Undo edit {edit.id}: {told(edit)}.", (undoing(edit),), ()), author, line, undoes=edit.id)

    def _edit(self, typed: str, author: Author) -> Edit:
        """The edit that is named, or the newest of this author."""
        word = typed.strip().removeprefix("#")
        if not word:
            newest = self.edits.newest(1, who=author.who)
            if not newest:
                raise EditError("You have made no edit yet. Name one, for example `undo 12`; `history` lists them.")
            return newest[0]
        edit = self.edits.get(int(word)) if word.isascii() and word.isdigit() else None
        if edit is None:
            raise EditError(f"There is no edit {word}. `history` lists them.")
        return edit

    def _take(self, rest: str, author: Author, line: str) -> Drafted:
        conflict = self.conflict(rest)
        what = f"Take what the files say of {title(conflict.section, conflict.record)}, over edit {conflict.edit.id}."
        return self._draft(Proposal(what, (taking_theirs(conflict),), ()), author, line)

    def conflict(self, typed: str) -> Conflict:
        """The conflict of the edit with this number. Raises EditError."""
        found = next((c for c in self.edits.conflicts() if str(c.edit.id) == typed.strip().removeprefix("#")), None)
        if found is None:
            raise EditError(f"There is no conflict about edit '{typed.strip()}'. `review` lists them.")
        return found

    def keep(self, typed: str, author: Author) -> Edit:
        """Decide a conflict for the edit with this number. Raises EditError."""
        edit = self.edits.keep(self.conflict(typed), author)
        self.live.refresh()
        return edit

    # --- saving
    def save(self, number: str, author: Author, *, why: str = "") -> Saved:
        """Save a draft. Raises EditError where it is gone, OvertakenError where its record was changed, BusyError, KnowledgeError."""
        pending = self.edits.pending.find(number)
        if pending is None:
            raise EditError("That change has waited for more than an hour and was let go. Write it again.")
        draft, loaded = pending.draft, self.edits.current()
        checked_at = draft.words_checked_at
        if pending.state != "saved" and (checked_at is None or checked_at != loaded.edit):
            checked_at = self._words_checked(loaded, draft.changes)
        saved = self.edits.save(draft.changes, author, why or draft.why, pending=number, undoes=draft.undoes, words_checked_at=checked_at)
        self.live.refresh()
        return saved

    def needs_time(self, number: str) -> bool:
        """Whether saving a draft takes seconds, because all examples have to be asked first."""
        pending = self.edits.pending.find(number)
        return bool(pending and pending.draft.words_checked_at is None and any(c.section in LEXICAL for c in pending.draft.changes))

    # --- reading
    def review(self) -> list[Section]:
        """What might be mended."""
        return review(self.live().snapshot, self._today(), self.edits.conflicts())

    def history(self, area: str | None, limit: int) -> list[Edit]:
        """The newest edits, newest first; of one area, where its id is given."""
        if area is None:
            return self.edits.newest(limit)
        inspections = {i.id: i.area for i in self.live().snapshot.knowledge.inspections}
        return [e for e in reversed(self.edits.all()) if area in _areas_of(e, inspections)][:limit]

    def import_(self, files: Mapping[str, bytes]) -> list[Change]:
        """What files would change; checked whole. Raises EditError, KnowledgeError."""
        loaded = self.edits.current()
        changes = changes_from(files, loaded.knowledge, loaded.language)
        with_changes(loaded.knowledge, loaded.language, changes)
        return changes

    @staticmethod
    def _mark(loaded: Loaded, change: Change) -> str:
        entry = find(loaded.knowledge, loaded.language.intents, change.section, change.record)
        return mark(as_plain(entry) if entry else None)


def _areas_of(edit: Edit, inspections: Mapping[str, str]) -> set[str]:
    """The areas that an edit speaks of."""
    found = {edit.record} if edit.section == "areas" else set()
    if edit.section == "inspections":
        found.add(inspections.get(edit.record, ""))
    for plain in (edit.before, edit.after):
        if plain:
            found |= {str(plain.get("area", "")), inspections.get(str(plain.get("inspection", "")), ""), *plain.get("areas", ())}
    return found
