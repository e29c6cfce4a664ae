"""How far one generation of the read models is: moved in the same transaction as the rows."""

import sqlalchemy as sa
from sqlalchemy import Connection

from projections.tables import metadata

progress = sa.Table(
    "progress",
    metadata,
    sa.Column("position", sa.BigInteger, nullable=False),
    sa.Column("layout", sa.String, nullable=False),
)
"""One row. `layout` tells the tables and folds that filled this generation from those of another release."""


def position(connection: Connection) -> int:
    """The last position of the log that the rows of this connection hold; 0: nothing yet."""
    reached: int = connection.execute(sa.select(progress.c.position)).scalar_one()
    return reached


def layout(connection: Connection) -> str:
    name: str = connection.execute(sa.select(progress.c.layout)).scalar_one()
    return name
