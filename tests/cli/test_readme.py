"""What the README and the pages of docs show is what the bot says."""

import subprocess
import sys

import pytest

from sendbot.settings import ROOT


@pytest.mark.parametrize("page", ["README.md", "docs/cli.md"])
def test_the_transcripts_on_a_page_are_what_the_bot_answers(page: str) -> None:
    done = subprocess.run([sys.executable, "-m", "cogapp", "--check", page], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{done.stdout}{done.stderr} Run: python -m cogapp -r {page}"
