"""sendbot in Slack: the Bolt app, its listeners, and answers as blocks. `make_app` builds it from any WebClient."""

from sendbot.slack.app import make_app
from sendbot.slack.service import Service

__all__ = ["Service", "make_app"]
