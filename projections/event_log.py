"""An office's whole log for an inspector: what happened, narrowed and newest first, read by one index and never replayed."""

from datetime import date
from uuid import UUID

import msgspec
import sqlalchemy as sa
from sqlalchemy import ColumnElement, Connection

from projections.tables import OPEN_END
from projections.timeline import Entry, at, timeline


class Narrowed(msgspec.Struct, frozen=True, kw_only=True):
    """None or empty: no limit. `about`: how the topic begins, or the whole of it. `after` and `until` are positions of the
    log (`until` included), `happened_from` and `happened_until` days (both included)."""

    about: str = ""
    actor: str = ""
    subject: UUID | None = None
    via: str = ""
    after: int = 0
    until: int | None = None
    happened_from: date | None = None
    happened_until: date | None = None


def events(
    connection: Connection, office: str, where: Narrowed, before: int | None, limit: int
) -> tuple[list[Entry], int | None]:
    """Newest first, those below position `before` (None: all); and what `before` is for the next page.

    Two queries: the positions are found in the index alone, and only those shown are read.
    """
    c = timeline.c
    query = sa.select(c.position).where(
        c.office == office,
        c.position > where.after,
        c.position < min(before or OPEN_END, OPEN_END if where.until is None else where.until + 1),
        *_conditions(where),
    )
    found = list(connection.scalars(query.order_by(c.position.desc()).limit(limit + 1)))
    shown = at(connection, found[:limit]) if found else {}
    rows = [shown[position] for position in found[:limit]]
    return rows, found[limit - 1] if len(found) > limit else None


def _conditions(where: Narrowed) -> list[ColumnElement[bool]]:
    c = timeline.c
    found: list[ColumnElement[bool]] = []
    if where.about:
        found.append(c.topic.startswith(where.about, autoescape=True))
    if where.actor:
        found.append(c.actor == where.actor)
    if where.subject is not None:
        found.append(c.subject == where.subject)
    if where.via:
        found.append(c.via == where.via)
    if where.happened_from is not None:
        found.append(c.occurred_on >= where.happened_from)
    if where.happened_until is not None:
        found.append(c.occurred_on <= where.happened_until)
    return found
