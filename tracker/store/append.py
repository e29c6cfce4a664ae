"""What an append asks of the log, and whether the log, as it stands under the lock, allows it."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from tracker.store.errors import ClaimTaken, RequestReused, VersionConflict


class Request(msgspec.Struct, frozen=True):
    """The stored trace of a command: enough to answer a repeat without doing it again."""

    id: str
    fingerprint: str
    answer: bytes
    position: int

    def check_same(self, fingerprint: str) -> None:
        """Raises RequestReused where the id belongs to another command."""
        if self.fingerprint != fingerprint:
            raise RequestReused(f"request {self.id} was used for another command")


class Append(msgspec.Struct, frozen=True):
    """The conditions and the by-products of one append.

    `expected` has the version at which each stream must stand; `claims` has names that must be
    free or already belong to the claiming stream.
    """

    request_id: str
    fingerprint: str
    answer: bytes
    expected: Mapping[UUID, int]
    claims: Mapping[str, UUID]

    def admit(self, standing: "Standing") -> Mapping[str, UUID]:
        """The claims that are new. Raises AlreadyDone, RequestReused, ClaimTaken or VersionConflict.

        Only exact under the append lock: nothing may come between this and the INSERT.
        """
        if standing.request is not None:
            standing.request.check_same(self.fingerprint)
            raise AlreadyDone(standing.request)
        for key, stream in self.claims.items():
            if standing.owners.get(key, stream) != stream:
                raise ClaimTaken(key)
        for stream, version in self.expected.items():
            if standing.versions.get(stream, 0) != version:
                raise VersionConflict(stream)
        return {key: stream for key, stream in self.claims.items() if key not in standing.owners}


class Standing(msgspec.Struct, frozen=True):
    """What the log says, under the lock, about the things that an append touches."""

    request: Request | None
    owners: Mapping[str, UUID]
    versions: Mapping[UUID, int]


class AlreadyDone(Exception):
    """The command was done before, maybe by this very call, whose COMMIT was not heard of."""

    def __init__(self, request: Request) -> None:
        super().__init__(request.id)
        self.request = request


def next_instant(now: datetime, last: datetime | None) -> datetime:
    """`now`, or 1 µs after the last append where the clock stands still or goes backwards.

    So an instant names exactly one position.
    """
    return now if last is None else max(now, last + timedelta(microseconds=1))
