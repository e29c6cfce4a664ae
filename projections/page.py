"""Pages by key: the next one begins after the last row's sort key, so rows that arrive shift nothing."""

from datetime import date
from typing import Generic, NamedTuple, TypeVar
from uuid import UUID

import msgspec
import sqlalchemy as sa

from tracker.domain.errors import Refused

R = TypeVar("R")


class Page(msgspec.Struct, Generic[R], frozen=True):
    """`next` is handed back as `after` for the following page; None: this was the last."""

    rows: tuple[R, ...]
    next: str | None


class Key(NamedTuple):
    day: date
    id: UUID

    @property
    def cursor(self) -> str:
        return f"{self.day.isoformat()}.{self.id.hex}"


def key(cursor: str) -> Key:
    """Raises Refused for a cursor that no page gave."""
    day, _, hexadecimal = cursor.partition(".")
    try:
        return Key(date.fromisoformat(day), UUID(hexadecimal))
    except ValueError:
        raise Refused("Penanda halaman tidak dikenal; mulai lagi dari halaman pertama.", "after") from None


def literal(after: Key) -> sa.Tuple:
    """To compare a pair of columns with."""
    return sa.tuple_(sa.literal(after.day, sa.Date), sa.literal(after.id, sa.Uuid))
