"""The inbox in the product: always there, for whoever has an account."""

from tracker.application.inbox import put
from tracker.application.message import Message
from tracker.application.tracker import Tracker


class Inbox:
    takes_idempotency_key = True

    def __init__(self, tracker: Tracker) -> None:
        self._tracker = tracker

    def send(self, message: Message) -> None:
        put(self._tracker, message)

    def close(self) -> None:
        """Nothing is held open."""
