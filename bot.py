"""sendbot: `python bot.py` talks in Slack if tokens are set, else in this terminal; `python bot.py --help` tells the rest."""

import sys

from sendbot.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
