"""What the README shows is what the bot says."""

import subprocess
import sys

from sendbot.settings import ROOT


def test_the_transcript_in_the_readme_is_what_the_bot_answers() -> None:
    done = subprocess.run([sys.executable, "-m", "cogapp", "--check", "README.md"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{done.stdout}{done.stderr} Run: python -m cogapp -r README.md"
