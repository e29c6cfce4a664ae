"""A message: all that one person is reminded of over one channel at one time."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

import msgspec

from tracker.application.digests import Digest
from tracker.application.messages import ReminderNotice
from tracker.application.preferences import Kind


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One matter in a message. `version` is that of the record which it tells of. `digest`: it is the weekly recap.

    `tap`: the reader's own link (`tracker.application.one_tap`), in what leaves the house alone; empty where there is
    nothing to do by it. `forward_phone`: of the body to whom it is to be passed on.
    """

    subject: UUID
    version: int
    kind: Kind
    notice: ReminderNotice
    tap: str = ""
    forward_phone: str = ""
    digest: Digest | None = None


def recap_of(items: Sequence[Item]) -> Digest | None:
    """The weekly recap among them, without what the others tell; None where nothing is left of it."""
    told = {item.notice.link for item in items if item.digest is None}
    found = next((item.digest.beside(told) for item in items if item.digest is not None), None)
    return found if found is not None and found.parts else None


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """Tried again, it has the same id. `office` is the code, `office_name` the name without "Kecamatan".

    `items` in the order in which they are told; no more than `most_items` of them are printed; none at all is a trial,
    sent to see whether it arrives. `person_id` None: there is nobody to send it to. `body`: it is to a body outside the
    office, which has no account (`Recipient.body`).
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
    base_url: str
    body: str | None = None

    @property
    def all_items(self) -> str:
        """The page that lists what the reader has to do."""
        return f"{self.base_url}/tindak-lanjut"

    @property
    def preferences(self) -> str:
        """The page on which the reader says what to be reminded of."""
        return f"{self.base_url}/pengaturan/pengingat-saya"

    @property
    def kinds(self) -> tuple[Kind, ...]:
        return tuple(kind for kind in Kind if any(item.kind is kind for item in self.items))

    @property
    def matters(self) -> tuple[Item, ...]:
        """What somebody is waited for, without the recap."""
        return tuple(item for item in self.items if item.digest is None)

    @property
    def digest(self) -> Digest | None:
        """The recap, without what is told above it."""
        return recap_of(self.items)

    @property
    def printed(self) -> tuple[Item, ...]:
        return self.matters[: self.most_items]

    @property
    def left_out(self) -> int:
        return len(self.matters) - len(self.printed)

    @property
    def only(self) -> Item | None:
        """Where it tells of one matter alone."""
        return self.items[0] if len(self.items) == 1 else None
