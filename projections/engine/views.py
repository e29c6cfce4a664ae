"""Where generations of the read models are kept; one implementation for each store."""

from abc import ABC, abstractmethod
from contextlib import AbstractContextManager

import sqlalchemy as sa
from sqlalchemy import Connection, Engine

from projections.engine.layout import LAYOUT, TABLES
from projections.progress import progress
from projections.tables import metadata


class Views(ABC):
    @abstractmethod
    def engine(self, number: int) -> Engine:
        """Connections that read one generation: each sees one moment, and can change nothing."""

    @abstractmethod
    def lead(self, number: int) -> AbstractContextManager[Connection | None]:
        """A connection to write that generation with, or None while another engine leads it.

        Nobody else gets one until the context ends, or the process dies.
        """

    @abstractmethod
    def prefix(self, number: int) -> str:
        """What stands before a table's name in SQL text."""

    @abstractmethod
    def prepare(self, connection: Connection, number: int) -> None:
        """Makes what is missing of the generation, empty."""

    @abstractmethod
    def drop(self, number: int) -> None: ...

    @abstractmethod
    def close(self) -> None: ...


def create_tables(connection: Connection) -> None:
    metadata.create_all(connection, tables=list(TABLES))
    if connection.scalar(sa.select(progress.c.position)) is None:
        connection.execute(progress.insert().values(position=0, layout=LAYOUT))
