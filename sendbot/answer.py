"""An answer as a value, rendered at the edges: console text, JSON lines, Slack blocks."""

import datetime as dt

import msgspec

from sendbot.query import Query


class SourceRef(msgspec.Struct, frozen=True, omit_defaults=True):
    """A source as shown under an answer. `place`: where in it the fact stands."""

    id: str
    title: str
    url: str | None = None
    place: str | None = None


class Figure(msgspec.Struct, frozen=True):
    """One number of several that belong side by side (areas per region, reports per outcome)."""

    label: str
    value: int


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What is said, and the facts it says.

    `answered` is False for a refusal and for "not recorded". `headline` is the answer in a sentence, `lines` its list,
    `notes` what limits it. `areas`: short names of the areas the answer names as its result. `days`: calendar days from
    today to `date`, negative when past. `yes`: of a yes/no question. `suggestions`: questions that can be asked instead.
    `figures`: numbers of the answer that compare with each other. `query`: what was understood; `understood` says it in
    words where it is not plain. `how`: which way it was understood ("whole": the grammar read every word).
    """

    intent: str
    answered: bool
    headline: str
    lines: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    count: int | None = None
    date: dt.date | None = None
    days: int | None = None
    yes: bool | None = None
    is_estimate: bool = False
    figures: tuple[Figure, ...] = ()
    sources: tuple[SourceRef, ...] = ()
    suggestions: tuple[str, ...] = ()
    understood: str | None = None
    query: Query | None = None
    area_ids: tuple[str, ...] = ()
    how: str = ""

    @property
    def text(self) -> str:
        """The whole answer as plain text: what the console prints and a screen reader hears."""
        parts = [self.headline]
        parts += [f"• {line}" for line in self.lines]
        parts += self.notes
        if self.sources:
            label = "Source" if len(self.sources) == 1 else "Sources"
            parts.append(f"{label}: {'; '.join(_cite(s) for s in self.sources)}.")
        if self.suggestions:
            parts.append("You could ask: " + " / ".join(self.suggestions))
        return "\n".join(parts)


def _cite(source: SourceRef) -> str:
    return f"{source.title}, {source.place}" if source.place else source.title
