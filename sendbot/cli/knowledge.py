"""`bot.py history`, `undo`, `review`, `keep`, `take`, `import`, `export`: the editing that can be done in a terminal."""

import datetime as dt
import getpass
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sendbot.bootstrap import bank_holidays, open_store, today_in
from sendbot.editing.diffs import difference, title, told
from sendbot.editing.edits import Author, Change, Edit, as_plain, find
from sendbot.editing.exporting import archive, csv_files, heads_of, yaml_files
from sendbot.editing.names import area_named
from sendbot.editing.review import as_lines
from sendbot.editor import Drafted, Editor
from sendbot.errors import EditError
from sendbot.live import LiveBrain
from sendbot.settings import Settings
from sendbot.store import Loaded
from sendbot.store.edits import Edits
from sendbot.wording import count_of

_PATIENCE_S = 30.0
_REVIEWED = 10
_STEP = 200  # records of an import between two words on how far it is


@contextmanager
def editor_of(settings: Settings) -> Iterator[Editor]:
    """The editor of these settings' database, for one command."""
    store = open_store(settings)
    store.open(bank_holidays)
    edits = Edits(store, audited=settings.audit_channel is not None, patience_s=_PATIENCE_S)
    try:
        yield Editor(edits, LiveBrain(edits, store), store, lambda: today_in(settings))
    finally:
        edits.close()


def author() -> Author:
    """Who sits at the terminal."""
    return Author(getpass.getuser(), "terminal")


def history(settings: Settings, area: str | None, limit: int) -> int:
    """Print the newest edits."""
    with editor_of(settings) as editor:
        found = area_named(editor.live(), area, today_in(settings)).id if area else None
        edits = editor.history(found, limit)
        print("\n".join(line_of(edit) for edit in edits) if edits else "There are no edits yet.")
    return 0


def line_of(edit: Edit) -> str:
    """An edit in one line."""
    undone = f", undoing {edit.undoes}" if edit.undoes else ""
    why = f" Why: {edit.why}" if edit.why else ""
    return f"{edit.id}{undone}  {edit.at:%Y-%m-%d %H:%M} UTC  {edit.who} ({edit.whence}): {told(edit)}.{why}"


def draft(settings: Settings, line: str, *, yes: bool) -> int:
    """Show what a line would change, ask, and save it."""
    with editor_of(settings) as editor:
        drafted = editor.draft_line(line, author())
        _print_draft(drafted)
        if drafted.needs_source:
            raise EditError("A fact needs a source: add 'source' and a source's id or the page's address.")
        if not yes and not _agreed():
            print("Nothing was changed.")
            return 1
        saved = editor.save(drafted.id, author())
        print(f"Saved as edit {saved.edits[0].id}.")
    return 0


def _print_draft(drafted: Drafted) -> None:
    print(drafted.draft.understood)
    for name, lines in drafted.differences:
        print("\n".join([name, *(f"  {line}" for line in lines)]))
    for line in (*drafted.effects, *drafted.notes):
        print(line)


def _agreed() -> bool:
    if not sys.stdin.isatty():
        raise EditError("Nothing was changed: add --yes to save without being asked.")
    return input("Save? [y/N] ").strip().lower() in ("y", "yes")


def keep(settings: Settings, number: str) -> int:
    """Decide a conflict for the edit."""
    with editor_of(settings) as editor:
        print(f"Kept: {told(editor.keep(number, author()))}.")
    return 0


def review(settings: Settings, *, show_all: bool) -> int:
    """Print what might be mended."""
    with editor_of(settings) as editor:
        print("\n".join(as_lines(editor.review(), sys.maxsize if show_all else _REVIEWED)))
    return 0


def export(settings: Settings, target: Path, kind: str) -> int:
    """Write all that is known as files into a folder, or into one archive."""
    loaded = open_store(settings).open(bank_holidays)
    files = csv_files(loaded.knowledge) if kind == "csv" else _yaml(settings, loaded)
    try:
        if target.suffix.lower() == ".zip":
            target.write_bytes(archive(files))
        else:
            target.mkdir(parents=True, exist_ok=True)
            for name, content in files.items():
                (target / name).write_bytes(content)
    except OSError as error:
        raise EditError(f"{target} cannot be written ({error.strerror}). Name a folder or a .zip file that can.") from error
    print(f"Wrote {count_of(len(files), 'file')} to {target}, of knowledge version {loaded.version}.")
    return 0


def _yaml(settings: Settings, loaded: Loaded) -> dict[str, bytes]:
    return yaml_files(loaded.knowledge, loaded.language, heads_of([*settings.knowledge.glob("*.yaml"), settings.intents]))


def import_(settings: Settings, paths: Iterable[Path], *, dry_run: bool, why: str) -> int:
    """Show what files would change; without `dry_run` save it, all or nothing."""
    files = dict(_read(paths))
    with editor_of(settings) as editor:
        progress = _progress(len(files))
        loaded = editor.edits.current()
        changes = editor.import_(files)
        _print_changes(changes, loaded, progress)
        if not changes:
            print("All of that is recorded so already.")
        elif dry_run:
            print(f"{count_of(len(changes), 'record')} would change. Nothing was changed.")
        else:
            saved = editor.save(editor.draft_changes(changes, "Import", _importer()).id, _importer(), why=why)
            print(
                f"Saved as edits {saved.edits[0].id} to {saved.edits[-1].id}."
                if len(saved.edits) > 1
                else f"Saved as edit {saved.edits[0].id}."
            )
    return 0


def _importer() -> Author:
    return Author(getpass.getuser(), "import")


def _read(paths: Iterable[Path]) -> Iterator[tuple[str, bytes]]:
    for path in paths:
        try:
            for file in sorted(path.iterdir()) if path.is_dir() else [path]:
                if file.suffix.lower() in (".yaml", ".yml", ".csv", ".zip"):
                    yield file.name, file.read_bytes()
                elif file == path:
                    raise EditError(f"{file.name}: only .yaml, .csv and .zip files, or a folder of them, can be imported.")
        except OSError as error:
            raise EditError(f"{path} cannot be read ({error.strerror}). Check its name.") from error


def _progress(files: int) -> Callable[[int, int], None]:
    """Says how far a long import is, on standard error."""
    started = dt.datetime.now(dt.UTC)

    def tell(done: int, of: int) -> None:
        if done % _STEP == 0 and done:
            seconds = (dt.datetime.now(dt.UTC) - started).total_seconds()
            print(f"{done} of {of} records of {count_of(files, 'file')} ({seconds:.1f} s)", file=sys.stderr)

    return tell


def _print_changes(changes: list[Change], loaded: Loaded, progress: Callable[[int, int], None]) -> None:
    for number, change in enumerate(changes):
        progress(number, len(changes))
        entry = find(loaded.knowledge, loaded.language.intents, change.section, change.record)
        lines = difference(as_plain(entry) if entry else None, change.after)
        print("\n".join([title(change.section, change.record) + (":" if entry else " (new):"), *(f"  {line}" for line in lines)]))
