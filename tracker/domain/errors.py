"""The answers "no" of the domain. Each carries one line in plain Indonesian for the person who asked."""

from tracker.domain.phrase import said


class Refused(Exception):
    """The command breaks a rule. `field` names the input at fault (empty: the command as a whole).

    `message` says what is wrong and what to do, in one line.
    """

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.message: str = said(message)
        self.field = field


class Forbidden(Refused):
    """The actor may not do this; the message says who can."""


class NotFound(Refused):
    """Nothing of that name, or nothing that this actor may see: the two are not told apart."""


class Conflict(Refused):
    """Somebody else changed the record, or took the name, since the reader's page was drawn."""
