"""What can be seen of what became of the reminders: at the mail server, in the inboxes, in the log, and in the queue."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from uuid import UUID

import sqlalchemy as sa

from tests.faults.installation import Installation
from tests.support.smtp_server import Delivery
from tracker.application.one_tap import PATH
from tracker.domain.identity import reminder_stream
from tracker.domain.reminder import Outcome
from tracker.store.kept import dispatch, notice

FINAL = frozenset({"sent", "failed", "suppressed"})

_EVER = datetime.min.replace(tzinfo=UTC)
_TAP = re.compile(re.escape(PATH) + r"[\w-]+")
_TEXT = re.compile(r"Pekerjaan [0-9a-f-]{36}")


@dataclass(frozen=True)
class Row:
    """One reminder in the queue."""

    key: UUID
    subject: UUID
    channel: str
    state: str


@dataclass(frozen=True)
class Letter:
    """All that was delivered under one Message-ID, oldest first."""

    message: UUID
    deliveries: tuple[Delivery, ...]

    @property
    def to(self) -> str:
        return str(self.deliveries[0].message["To"])

    @property
    def times(self) -> int:
        return len(self.deliveries)

    @property
    def tells_of(self) -> frozenset[str]:
        """The texts of the follow-ups."""
        return _told(_text(self.deliveries[0].message))

    @property
    def is_the_same_each_time(self) -> bool:
        """But for its links of one tap, which live from the sending on."""
        return len({_TAP.sub("", _text(delivery.message)) for delivery in self.deliveries}) == 1


@dataclass(frozen=True)
class Notice:
    """A message in somebody's inbox, where it cannot lie twice."""

    message: UUID
    to: UUID
    tells_of: frozenset[str]
    times: int = 1


def rows(installation: Installation) -> list[Row]:
    columns = [dispatch.c[name] for name in ("key", "subject", "channel", "state")]
    with installation.office.tracker.kept.connect() as connection:
        return [Row(*row) for row in connection.execute(sa.select(*columns))]


def letters(installation: Installation, since: int = 0) -> list[Letter]:
    """Of all deliveries but the first `since`."""
    by_id: dict[str, list[Delivery]] = defaultdict(list)
    for delivery in installation.smtp.deliveries[since:]:
        by_id[delivery.message["Message-ID"]].append(delivery)
    return [Letter(UUID(id_[1:].partition("@")[0]), tuple(found)) for id_, found in by_id.items()]


def notices(installation: Installation, since: datetime = _EVER) -> list[Notice]:
    """From that instant of the office's clock on."""
    columns = [notice.c[name] for name in ("id", "person_id", "items")]
    with installation.office.tracker.kept.connect() as connection:
        found = connection.execute(sa.select(*columns).where(notice.c.created_at >= since))
        return [Notice(row.id, row.person_id, _told(row.items)) for row in found]


def outcomes(installation: Installation, subjects: Iterable[UUID]) -> dict[UUID, list[Outcome]]:
    """What the log says of the reminders of each, under their keys."""
    store = installation.office.tracker.store
    found: dict[UUID, list[Outcome]] = defaultdict(list)
    for subject in subjects:
        for past in store.history(reminder_stream(subject)):
            if isinstance(past.event, Outcome):
                found[past.event.key].append(past.event)
    return found


def _told(text: str) -> frozenset[str]:
    return frozenset(_TEXT.findall(text))


def _text(message: EmailMessage) -> str:
    part = message.get_body(("plain",))
    assert part is not None
    return str(part.get_content())
