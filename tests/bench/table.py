"""The table that a run prints: each figure beside its floor of the same run, with the aim and whether it was met."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One figure. `met` is None where nothing is aimed at."""

    what: str
    figure: str
    floor: str = ""
    aim: str = ""
    met: bool | None = None

    def cells(self) -> tuple[str, ...]:
        """The row as text."""
        return (self.what, self.figure, self.floor, self.aim, "" if self.met is None else "yes" if self.met else "NO")


def lines(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """A table as lines, the first column left, the others right."""
    widths = [max(len(cells[n]) for cells in (head, *rows)) for n in range(len(head))]
    every = [head, ["-" * w for w in widths], *rows]
    return [
        "  ".join(c.ljust(w) if n == 0 else c.rjust(w) for n, (c, w) in enumerate(zip(cells, widths, strict=True))).rstrip()
        for cells in every
    ]


def show(rows: Sequence[Row]) -> None:
    """Print the table."""
    print("\n".join(lines(("measure", "sendbot", "floor, same run", "aim", "met"), [r.cells() for r in rows])))


def percentile(values: Sequence[float], part: float) -> float:
    """The value below which `part` (0 to 1) of the values lie; an actual one of them."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))]
