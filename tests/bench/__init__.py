"""Benchmarks: `python -m bench` (speed), `python -m bench.peers` (choice of rule), `python -m bench.everyday` (refusal), all from tests/."""

import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
ROOT = TESTS.parent
for folder in (ROOT, TESTS):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))
