"""How an append or a read can fail. The doors (web, command line, workers) turn these into one line."""

from uuid import UUID


class StoreError(Exception):
    """The store said no."""


class VersionConflict(StoreError):
    """The stream has moved on since it was read."""

    def __init__(self, stream: UUID) -> None:
        super().__init__(f"stream {stream} has moved on")
        self.stream = stream


class ClaimTaken(StoreError):
    """A name that must be unique belongs to somebody else already."""

    def __init__(self, key: str) -> None:
        super().__init__(f"claim {key} is taken")
        self.key = key


class RequestReused(StoreError):
    """The request id was used before, for another command."""


class UnknownTopic(StoreError):
    """The log holds an event that this version of the product does not know."""


class StoreUnavailable(StoreError):
    """The database could not be reached, or the connection was lost and the append did not happen."""


class StoreBusy(StoreUnavailable):
    """Another process held the write lock for too long. Nothing was written."""


class StoreFull(StoreUnavailable):
    """The disk is full. Nothing was written."""
