"""`as_of` in an address: the instant at which the record is read."""

from datetime import datetime
from typing import Annotated

from litestar.params import QueryParameter

from tracker.application.figure_basis import position_at
from tracker.application.tracker import Tracker
from tracker.domain.errors import Refused
from tracker.domain.phrase import say

AsOf = Annotated[
    datetime | None, QueryParameter(description="keadaan catatan pada saat itu (bawaan: sekarang)")
]


def checked(instant: datetime | None, field: str = "as_of") -> datetime | None:
    """Raises Refused for an instant without a zone, or out of reach."""
    if instant is not None and (instant.tzinfo is None or not 2000 <= instant.year <= 2100):
        raise Refused(
            say("{field} ditulis dengan zona waktu, misalnya 2022-06-30T23:59:59Z.", field=field), field
        )
    return instant


def position(tracker: Tracker, as_of: datetime | None) -> int | None:
    """The position of the log that is read; None: the newest. Raises Refused also for what is still to come."""
    instant = checked(as_of)
    return None if instant is None else position_at(tracker, instant)
