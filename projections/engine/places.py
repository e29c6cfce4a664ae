"""Which kind of place a database's read models are kept in."""

from projections.engine.postgres_views import PostgresViews
from projections.engine.sqlite_views import SQLiteViews
from projections.engine.views import Views


def open_views(database: str, owner: str | None = None) -> Views:
    """Beside `sqlite:///file`, or in `postgresql://…`, there as `owner` where its rights are needed."""
    if database.startswith("sqlite:"):
        return SQLiteViews(database)
    return PostgresViews(database, owner)
