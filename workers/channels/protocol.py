"""What a channel is: one way to a person, for whole messages."""

from typing import Protocol

from tracker.application.message import Message


class Undeliverable(Exception):
    """`permanent`: trying again is no use. `reason` is one line in Indonesian, without any address."""

    def __init__(self, reason: str, *, permanent: bool) -> None:
        super().__init__(reason)
        self.reason = reason
        self.permanent = permanent


class Channel(Protocol):
    """Open for one batch of messages; one thread uses it.

    `takes_idempotency_key`: whoever is behind it delivers the message of one id once, however often it is sent. Where
    that is so, a message over which processes died is tried again without end.
    """

    @property
    def takes_idempotency_key(self) -> bool: ...

    def send(self, message: Message) -> None:
        """Returns when it has been taken over. Raises Undeliverable."""

    def close(self) -> None: ...
