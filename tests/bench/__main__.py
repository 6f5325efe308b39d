"""`python -m bench [asking] [starting] [dispatching]`: all of the speed benchmarks, or those named, as one table."""

import argparse
import os
import sys
import tempfile
from pathlib import Path

from bench.table import Row, show

PARTS = ("starting", "asking", "dispatching")


def main() -> None:
    """Run them one after the other."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=(*PARTS, "all"), default="all")
    chosen = parser.parse_args().parts
    found: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        for part in PARTS:
            if part in chosen or "all" in chosen:
                print(f"{part} ...", file=sys.stderr)
                found += _rows(part, Path(folder))
    show(found)
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} processors, load average {os.getloadavg()[0]:.1f} at the end.")


def _rows(part: str, folder: Path) -> list[Row]:
    # Imported late: what comes first is measured before this process has grown.
    if part == "starting":
        from bench import starting

        return starting.rows(folder)
    if part == "asking":
        from bench import asking

        return asking.rows(folder)
    from bench import dispatching

    return dispatching.rows(folder)


if __name__ == "__main__":
    main()
