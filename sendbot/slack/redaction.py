"""Log lines without secrets: whatever looks like a Slack token is blotted out, also in tracebacks."""

import logging
import re

_TOKEN = re.compile(r"\b(xox[a-z](?:\.xox[a-z])?|xapp|xwfp)-[\w.%-]+")


class RedactingFormatter(logging.Formatter):
    """A formatter whose lines hold no tokens, whoever wrote them."""

    def format(self, record: logging.LogRecord) -> str:
        """The line as the base class makes it, tokens blotted out."""
        return redact(super().format(record))


def redact(text: str) -> str:
    """The text with only the kind of each token left."""
    return _TOKEN.sub(r"\1-***", text)


def set_up_log() -> None:
    """Log to standard error from level INFO on."""
    handler = logging.StreamHandler()
    handler.setFormatter(RedactingFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[handler])
