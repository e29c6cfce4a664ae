"""Where generations of the read models are kept; one implementation for each store."""

from abc import ABC, abstractmethod
from contextlib import AbstractContextManager

import sqlalchemy as sa
from sqlalchemy import Connection, Engine
from sqlalchemy.schema import CreateIndex, CreateTable

from projections.engine.layout import LAYOUT, TABLES
from projections.progress import progress


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
    def prepare(self, connection: Connection, number: int, *, indexed: bool = True) -> None:
        """Makes what is missing of the generation, empty."""

    @abstractmethod
    def settle(self, number: int) -> None:
        """Makes a generation that has just been filled ready to be read."""

    @abstractmethod
    def drop(self, number: int) -> None: ...

    @abstractmethod
    def close(self) -> None: ...


def create_tables(connection: Connection, *, indexed: bool) -> None:
    for table in TABLES:
        connection.execute(CreateTable(table, if_not_exists=True))
    if indexed:
        create_indexes(connection)
    if connection.scalar(sa.select(progress.c.position)) is None:
        connection.execute(progress.insert().values(position=0, layout=LAYOUT))


def create_indexes(connection: Connection) -> None:
    for index in (index for table in TABLES for index in table.indexes):
        connection.execute(CreateIndex(index, if_not_exists=True))
