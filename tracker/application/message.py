"""A message: all that one person is reminded of over one channel at one time."""

from datetime import date
from uuid import UUID

import msgspec

from tracker.application.messages import ReminderNotice


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One matter in a message. `version` is that of the record which it tells of."""

    subject: UUID
    version: int
    notice: ReminderNotice


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """Tried again, it has the same id. `office` is the code, `office_name` the name without "Kecamatan".

    `items` in the order in which they are told; no more than `most_items` of them are printed. `person_id` None: there is
    nobody to send it to.
    """

    id: UUID
    channel: str
    office: str
    office_name: str
    person_id: UUID | None
    addressee: str
    today: date
    items: tuple[Item, ...]
    most_items: int
    all_items: str
    """The page that lists what the reader has to do."""

    @property
    def printed(self) -> tuple[Item, ...]:
        return self.items[: self.most_items]

    @property
    def left_out(self) -> int:
        return len(self.items) - len(self.printed)

    @property
    def only(self) -> Item | None:
        """Where it tells of one matter alone."""
        return self.items[0] if len(self.items) == 1 else None
