"""The one family of errors whose message is meant for people."""


class SendbotError(Exception):
    """Something a person can mend: the message says what is wrong and what to do, in one or two sentences."""


class SettingsError(SendbotError):
    """A setting in the environment or `.env` has a bad value."""


class KnowledgeError(SendbotError):
    """A knowledge file, `intents.yaml` or a record is wrong: the message names file, record and field.

    `field`: the field, where the error lies in one; `says`: what is wrong with it, without saying where.
    """

    def __init__(self, message: str, *, field: str | None = None, says: str | None = None) -> None:
        super().__init__(message)
        self.field, self.says = field, says or message


class StoreError(SendbotError):
    """The database cannot be used: missing, locked, read-only, corrupt, or made by a newer sendbot."""


class BusyError(StoreError):
    """Another process has the database; it was waited for. Trying again later helps."""


class AskError(SendbotError):
    """A question came with a bad option (a date that is none, an unknown source, a batch line that is no question)."""


class EditError(SendbotError):
    """A change to the knowledge that cannot be made as it was asked for; nothing was changed."""
