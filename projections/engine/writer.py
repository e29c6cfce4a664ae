"""Writes rows as fast as the driver can: each statement is put together once, values go in the driver's own form."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from projections.tables import SCHEMA

OPEN_END = 2**62
"""The end of a record interval that still holds."""

Row = tuple[Any, ...]


class DriverWriter:
    """The Writer of folds. `prefix` stands before table names; rows are complete, in the order of the columns."""

    def __init__(self, connection: sa.Connection, prefix: str) -> None:
        self.connection = connection
        self._prefix = prefix
        self._statements: dict[tuple[str, sa.Table], str] = {}
        self._mark = "?" if connection.dialect.name == "sqlite" else "%s"
        self._in_driver_form = _sqlite_form if connection.dialect.name == "sqlite" else _as_is
