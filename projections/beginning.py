"""Whether an office has begun: what its first page greets it with depends on it."""

import sqlalchemy as sa
from sqlalchemy import Connection

from projections.records import coordination


def has_begun(connection: Connection, office: str) -> bool:
    """It has recorded an activity at some time, planned and withdrawn ones too. One indexed query."""
    query = sa.select(coordination.c.id).where(coordination.c.office == office).limit(1)
    return connection.execute(query).first() is not None
