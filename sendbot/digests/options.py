"""Options as people type them: `tuesday 08:30 region London, horizon 60, skip quiet weeks`; and dates of a pause."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import msgspec

from sendbot.digests.subscription import SECTIONS, WEEKDAYS, DigestError, Subscription, check_horizon, check_time

_TIME = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?", re.IGNORECASE)
_SECTION_WORDS = {
    **{name: name for name in SECTIONS},
    "revisits": "re-visits",
    "deadlines": "due",
    "submissions": "submitted",
    "outcome": "outcomes",
}
_IDLE = frozenset(
    "at on every each week weeks weekly and only for in about section sections region regions area areas topic topics with".split()
)
_KINDS = {"areas": ("areas", "regions"), "regions": ("areas", "regions"), "topics": ("topics",), "sections": ("sections",)}
_DATE_FORMS = ("%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%d/%m/%Y")
_HELP = (
    "Write a weekday, a time such as 09:00, regions, areas or topics with commas between, 'horizon 60', 'skip quiet', 'all areas', or sections of: "
    + ", ".join(SECTIONS)
    + "."
)


class Named(msgspec.Struct, frozen=True):
    """What words name in the knowledge; `unknown`: words that name nothing."""

    regions: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


def parse_weekday(word: str) -> int | None:
    """Monday, mon, Mondays: 0; None for what is no weekday."""
    word = word.lower()
    word = word.removesuffix("s") if len(word) > 5 or word == "weds" else word
    return next((n for n, day in enumerate(WEEKDAYS) if len(word) > 2 and day.startswith(word)), None)


def parse_time(word: str) -> dt.time | None:
    """09:00, 9:00, 9am, 8.30pm; None for what is no time.

    Raises DigestError for what is no time of day, and for an hour that the change of the clocks skips or repeats.
    """
    found = _TIME.fullmatch(word)
    if not found or not (found[2] or found[3]):
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    if hour > 23 or minute > 59 or (half and not 1 <= hour <= 12):
        raise DigestError(f"'{word}' is no time of day. Write for example 09:00.", "time")
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return check_time(dt.time(hour, minute))


def parse_day(text: str, today: dt.date) -> dt.date:
    """2027-01-05, 5 January 2027, 5/1/2027, or 5 January (the next one). Raises DigestError."""
    words = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b|,", "", text.strip())
    for year in ("", f" {today.year}", f" {today.year + 1}"):
        for form in _DATE_FORMS if not year else _DATE_FORMS[1:3]:
            try:
                day = dt.datetime.strptime(words + year, form).date()  # noqa: DTZ007 - only its day is used
            except ValueError:
                continue
            if not year or day > today:
                return day
    raise DigestError(f"'{text}' is no date that I can read. Write it as 2027-01-05 or 5 January 2027.", "pause")


def parse_options(text: str, base: Subscription, named: Callable[[str], Named]) -> Subscription:
    """A subscription with the options of a line of text, comma or space between them.

    `named` finds regions, areas and topics in what is left over; where there are any they replace those of `base`.
    Raises DigestError for what it does not know.
    """
    words = re.findall(r"[,;]|[^\s,;]+", text)
    changed, rest = _read(words)
    found = named(f"in {', '.join(rest)}") if rest else Named()  # some places are everyday words: "in" makes them places
    if found.unknown or (rest and not (found.regions or found.areas or found.topics)):
        raise DigestError(f"I do not know '{' '.join(found.unknown or rest)}'. {_HELP}", "areas")
    if found.regions or found.areas:
        changed |= {"regions": found.regions, "areas": found.areas}
    if found.topics:
        changed["topics"] = found.topics
    return msgspec.structs.replace(base, **changed)


def _read(words: list[str]) -> tuple[dict[str, Any], list[str]]:
    """The options among the words, and stretches of the other words: names have spaces in them."""
    changed: dict[str, Any] = {}
    rest: list[str] = []
    is_open = False  # whether the last word belongs to a name that may go on
    while words:
        taken = _option(words, changed)
        if taken:
            words, is_open = words[taken:], False
            continue
        word, *words = words
        if word in ",;":
            is_open = False
        elif is_open:
            rest[-1] += f" {word}"
        elif word.lower() not in _IDLE:
            rest.append(word)
            is_open = True
    return changed, [name for name in rest if name.lower() != "the"]


def _option(words: list[str], changed: dict[str, Any]) -> int:
    """Take the option that the first words make into `changed`; how many words that took, 0 where they make none."""
    word, following = words[0].lower(), words[1].lower() if len(words) > 1 else ""
    if (weekday := parse_weekday(word)) is not None:
        changed["weekday"] = weekday
        return 1
    if following in ("am", "pm") and word[:1].isdigit():
        changed["time"] = parse_time(word + following)
        return 2
    if (time := parse_time(word)) is not None:
        changed["time"] = time
        return 1
    return _horizon(word, following, changed) or _switch(word, following, changed) or _section(word, changed)


def _horizon(word: str, following: str, changed: dict[str, Any]) -> int:
    if word in ("horizon", "ahead") and following.isdigit():
        changed["horizon_days"] = check_horizon(int(following))
        return 2
    if word.isdigit() and following in ("days", "day"):
        changed["horizon_days"] = check_horizon(int(word))
        return 2
    return 0


def _switch(word: str, following: str, changed: dict[str, Any]) -> int:
    if word in ("skip", "tell") and following == "quiet":
        changed["quiet"] = word == "tell"
        return 2
    if word == "all" and following in _KINDS:
        changed.update(dict.fromkeys(_KINDS[following], ()))
        return 2
    if word == "no" and following == "admin":
        changed["is_admin"] = False
        return 2
    if word == "admin":
        changed["is_admin"] = True
        return 1
    return 0


def _section(word: str, changed: dict[str, Any]) -> int:
    if word not in _SECTION_WORDS:
        return 0
    changed["sections"] = tuple(dict.fromkeys((*changed.get("sections", ()), _SECTION_WORDS[word])))
    return 1
