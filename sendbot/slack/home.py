"""The Home tab as plain data: what to ask, what falls due next, how fresh the knowledge is; for admins also what waits for them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sendbot.answers.details import Table
from sendbot.slack import limits
from sendbot.slack.blocks import ASK
from sendbot.slack.editing.views import teachable
from sendbot.slack.figures import say_cell
from sendbot.slack.limits import Block, button, context, fit, fit_lines, plain, section
from sendbot.slack.text import cut, escape
from sendbot.store import Asked, Correction
from sendbot.wording import count_of, say_date

_QUOTED = 200


@dataclass(frozen=True)
class Freshness:
    """How fresh the knowledge is: areas of which something became public since a day, the newest such day, the knowledge version."""

    areas_changed: int
    since: dt.date
    newest: dt.date | None
    version: str


@dataclass(frozen=True)
class Waiting:
    """What waits for the admins: questions without an answer, corrections with their numbers, the latest edits as lines.

    `can_teach`: whether the questions can be taught from here.
    """

    unanswered: Sequence[Asked] = ()
    corrections: Sequence[tuple[int, Correction]] = ()
    edits: Sequence[str] = ()
    can_teach: bool = False


def home_view(
    examples: Sequence[str], due: Table | str, freshness: Freshness, waiting: Waiting | None = None, digests: Sequence[str] = ()
) -> dict[str, Any]:
    """The Home tab. `due`: the plans that fall due next, or words on there being none. `waiting`: for admins only.

    `digests`: a line of mrkdwn for each digest that the person set up.
    """
    blocks = [
        *_what_to_ask(examples),
        _header("Due next"),
        *_due(due),
        _header("How fresh this is"),
        *_freshness(freshness),
        *(_digests(digests) if digests else ()),
        *(_for_admins(waiting) if waiting else ()),
    ]
    return {"type": "home", "blocks": fit(blocks, limits.VIEW_BLOCKS)}


def _what_to_ask(examples: Sequence[str]) -> list[Block]:
    return [
        _header("What you can ask"),
        section(
            "Ask about local area SEND inspections in the *Messages* tab, with `/sendbot ask` anywhere, or by mentioning me in a channel. "
            "Every answer names its sources."
        ),
        {"type": "actions", "elements": [button(f"{ASK}_{number}", question, question) for number, question in enumerate(examples)]},
    ]


def _due(due: Table | str) -> list[Block]:
    """The next deadlines, each with how sure it is and how it stands, in words."""
    if isinstance(due, str):
        return [section(escape(due))]
    at = {name: number for number, name in enumerate(due.columns)}
    lines = []
    for row in due.rows:
        area, day, sure, days, standing = (row[at[name]] for name in ("Area", "Plan due", "How sure", "Days left", "Plan"))
        left = f"{count_of(days, 'day')} left" if isinstance(days, int) and days >= 0 else ""
        is_guess = sure == "estimated"
        said = "; ".join(escape(part) for part in ("estimate" if is_guess else str(sure or ""), left, str(standing or "")) if part)
        lines.append(f"• *{escape(say_cell(area))}*: {'about ' if is_guess else ''}{escape(say_cell(day))} ({said})")
    return [section(fit_lines(lines, limits.SECTION_TEXT))]


def _freshness(freshness: Freshness) -> list[Block]:
    changed = (
        f"{count_of(freshness.areas_changed, 'area') if freshness.areas_changed else 'No area'} changed since {say_date(freshness.since)}."
    )
    newest = f" The newest fact became public on {say_date(freshness.newest)}." if freshness.newest else ""
    return [section(changed + newest), context([f"Knowledge version {escape(freshness.version)}"])]


def _digests(lines: Sequence[str]) -> list[Block]:
    return [_header("Digests you set up"), section(fit_lines([f"• {line}" for line in lines], limits.SECTION_TEXT))]


def _for_admins(waiting: Waiting) -> list[Block]:
    asked = [f"• {escape(cut(a.question, _QUOTED))}" for a in waiting.unanswered]
    corrections = [f"• {number}: {escape(cut(c.text, _QUOTED))}" for number, c in waiting.corrections]
    return [
        _header("For admins: questions I could not answer"),
        *(
            teachable(waiting.unanswered)
            if waiting.can_teach and asked
            else [section(fit_lines(asked, limits.SECTION_TEXT) if asked else "None.")]
        ),
        _header("For admins: corrections to look at"),
        section(fit_lines(corrections, limits.SECTION_TEXT) if corrections else "None."),
        _header("For admins: latest edits"),
        section(fit_lines([f"• {line}" for line in waiting.edits], limits.SECTION_TEXT) if waiting.edits else "None."),
    ]


def _header(text: str) -> Block:
    return {"type": "header", "text": plain(text, limits.HEADER_TEXT)}
