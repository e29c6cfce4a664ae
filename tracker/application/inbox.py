"""Pemberitahuan: what a person was reminded of, in the product; new until it is read."""

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID

import msgspec
import sqlalchemy as sa

from projections.page import Page
from tracker.application.digests import Digest
from tracker.application.merged_text import subject_of
from tracker.application.message import Item, Message, recap_of
from tracker.application.tracker import Tracker
from tracker.domain.errors import NotFound, Refused
from tracker.domain.phrase import plain
from tracker.store.kept import Instant, notice
from tracker.store.upsert import insert


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """`read_at` None: it is new."""

    id: UUID
    title: str
    items: tuple[Item, ...]
    created_at: datetime
    read_at: datetime | None

    @property
    def matters(self) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.digest is None)

    @property
    def digest(self) -> Digest | None:
        """The weekly recap, where it holds one."""
        return recap_of(self.items)


_ITEMS = msgspec.json.Decoder(tuple[Item, ...])


def put(tracker: Tracker, message: Message) -> None:
    """Once for each message, however often it is sent; it stays as it was told."""
    assert message.person_id is not None
    row = {
        "id": message.id,
        "person_id": message.person_id,
        "title": subject_of(message),
        "items": msgspec.json.encode(message.items, enc_hook=plain).decode(),
        "created_at": tracker.clock(),
        "read_at": None,
    }
    with tracker.kept.begin() as connection:
        connection.execute(insert(connection, notice).values(row).on_conflict_do_nothing())


def unread(tracker: Tracker, person: UUID) -> int:
    """How many are new."""
    with tracker.kept.connect() as connection:
        return connection.scalar(_UNREAD, {"person": person}) or 0


_UNREAD = (
    sa.select(sa.func.count())
    .select_from(notice)
    .where(notice.c.person_id == sa.bindparam("person", type_=sa.Uuid()), notice.c.read_at.is_(None))
)


def notices(tracker: Tracker, person: UUID, after: str | None = None, limit: int = 20) -> Page[Notice]:
    """The new ones first, each kind from the newest on. Raises Refused for a cursor that no page gave."""
    c = notice.c
    is_read = sa.case((c.read_at.is_(None), 0), else_=1)
    query = sa.select(*(c[field] for field in Notice.__struct_fields__)).where(c.person_id == person)
    if after is not None:
        read, at, id_ = _place(after)
        place = sa.tuple_(sa.literal(at, Instant()), sa.literal(id_, sa.Uuid()))
        behind = sa.and_(is_read == read, sa.tuple_(c.created_at, c.id) < place)
        query = query.where(sa.or_(behind, is_read > read))
    query = query.order_by(is_read, c.created_at.desc(), c.id.desc()).limit(limit + 1)
    with tracker.kept.connect() as connection:
        rows = connection.execute(query).mappings().all()
    found = tuple(Notice(**{**row, "items": _ITEMS.decode(row["items"])}) for row in rows)
    shown = found[:limit]
    return Page(shown, _cursor(shown[-1]) if len(found) > limit else None)


def mark_read(tracker: Tracker, person: UUID, ids: Sequence[UUID] | None = None) -> None:
    """`ids` None: all of them. Raises NotFound where one is not that person's."""
    c = notice.c
    with tracker.kept.begin() as connection:
        if ids is not None:
            known = connection.scalars(sa.select(c.id).where(c.person_id == person, c.id.in_(ids))).all()
            if len(known) < len(set(ids)):
                raise NotFound("Pemberitahuan itu tidak ditemukan.")
        which = [c.person_id == person, c.read_at.is_(None)]
        if ids is not None:
            which.append(c.id.in_(ids))
        connection.execute(sa.update(notice).where(*which).values(read_at=tracker.clock()))


def _cursor(row: Notice) -> str:
    read = int(row.read_at is not None)
    return f"{read}.{row.created_at.astimezone(UTC):%Y%m%dT%H%M%S%f}.{row.id.hex}"


def _place(cursor: str) -> tuple[int, datetime, UUID]:
    try:
        read, at, id_ = cursor.split(".")
        return ("0", "1").index(read), datetime.strptime(at, "%Y%m%dT%H%M%S%f").replace(tzinfo=UTC), UUID(id_)
    except ValueError:
        raise Refused("Penanda halaman tidak dikenal; mulai lagi dari halaman pertama.", "sesudah") from None
