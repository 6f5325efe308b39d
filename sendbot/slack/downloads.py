"""Files to take away: a list as CSV, deadlines as a calendar."""

import csv
import datetime as dt
import io
from collections.abc import Iterable

from sendbot.answers.details import Cell, Table
from sendbot.deadlines import Deadline
from sendbot.snapshot import Snapshot

# A spreadsheet takes a cell that begins with one of these for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(table: Table) -> bytes:
    """A table as CSV with a byte order mark, so that spreadsheets read it as UTF-8. Text never starts a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([column or "What" for column in table.columns])
    writer.writerows([_cell(cell) for cell in row] for row in table.rows)
    return out.getvalue().encode("utf-8-sig")


def _cell(cell: Cell) -> str | int:
    if cell is None:
        return ""
    if isinstance(cell, dt.date):
        return cell.isoformat()
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def as_calendar(deadlines: Iterable[Deadline], snapshot: Snapshot, made: dt.datetime) -> bytes:
    """Deadlines as all-day events of an iCalendar file (RFC 5545). `made`: when, aware."""
    from icalendar import Calendar, Event  # only for this

    calendar = Calendar()
    calendar.add("prodid", "-//sendbot//deadlines//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for deadline in deadlines:
        if deadline.due is None:
            continue
        area = snapshot.areas[deadline.visit.area].title
        about = " (estimate)" if deadline.is_estimate else ""
        event = Event()
        event.add("uid", f"{deadline.visit.id}-plan@sendbot")
        event.add("dtstamp", made)
        event.add("dtstart", deadline.due)
        event.add("dtend", deadline.due + dt.timedelta(days=1))
        event.add("summary", f"{area}: {deadline.plan} due{about}")
        titles = "; ".join(snapshot.sources[s].title for s in deadline.sources)
        event.add("description", f"{deadline.steps}\nSources: {titles}.")
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())
