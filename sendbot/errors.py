"""The one family of errors whose message is meant for people."""


class SendbotError(Exception):
    """Something a person can mend: the message says what is wrong and what to do, in one or two sentences."""


class SettingsError(SendbotError):
    """A setting in the environment or `.env` has a bad value."""


class KnowledgeError(SendbotError):
    """A knowledge file or `intents.yaml` is wrong: the message names file, record and field."""


class StoreError(SendbotError):
    """The database cannot be used: missing, locked, read-only, corrupt, or made by a newer sendbot."""


class AskError(SendbotError):
    """A question came with a bad option (a date that is none, an unknown source, a batch line that is no question)."""
