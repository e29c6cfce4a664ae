"""The one MetaData of all read models. `views` stands for the schema or file of one generation."""

from datetime import date
from typing import Any

import sqlalchemy as sa

SCHEMA = "views"
metadata = sa.MetaData(schema=SCHEMA)

CLUSTERED: dict[str, Any] = {"sqlite_with_rowid": False}
"""Rows lie in the order of the primary key in SQLite: one tree to write instead of two."""

OPEN_END = 2**62
"""The end of a record interval that still holds."""

END_OF_TIME = date.max
"""Where a day stands to sort by, and there is none."""
