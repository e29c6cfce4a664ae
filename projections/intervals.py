"""Record intervals: a row holds from one position of the log until another (exclusive), or until now.

Reading the record as of a position is then one more condition, and replays nothing.
"""

from collections.abc import Callable, Hashable
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement

from projections.fold import Step, Writer
from projections.tables import OPEN_END

_NOW = sa.literal_column(str(OPEN_END), sa.BigInteger)
"""Written out, never bound: only then do the partial indexes serve."""

Key = tuple[Hashable, ...]
Facts = dict[Key, tuple[Any, ...]]
"""The rows that a state stands for, by what the primary key has before `from_position`."""


def interval(key: tuple[sa.Column[Any], ...], *columns: sa.Column[Any]) -> tuple[sa.Column[Any], ...]:
    """The columns of such a table; `key` tells one subject's rows from another's."""
    return (
        *key,
        sa.Column("from_position", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("to_position", sa.BigInteger, nullable=False),
        *columns,
    )


def now_by(name: str, *columns: str) -> sa.Index:
    """Over the rows that hold now alone: a list of today does not grow with the past."""
    now = sa.text(f"to_position = {OPEN_END}")
    return sa.Index(name, *columns, sqlite_where=now, postgresql_where=now)


def now_covering(name: str, *columns: str) -> sa.Index:
    """The same with all that a question asks for: the rows themselves, which lie by random ids, each on another page of
    a large file, are not read.

    SQLite would read each, only to see that it holds now, were that column not among them.
    """
    return now_by(name, *columns, "to_position")


def holding(table: sa.FromClause, at: ColumnElement[int] | int | None) -> ColumnElement[bool]:
    """The rows that held at that position of the log; None: that hold now."""
    if at is None:
        return table.c.to_position == _NOW
    return (table.c.from_position <= at) & (table.c.to_position > at)


def fold_intervals(
    table: sa.Table, steps: list[Step[Any]], facts: Callable[[Any, Any], Facts], write: Writer
) -> None:
    """`facts` is asked with a step's subject and its state before and after.

    What came and went within the batch is written once, with both its ends.
    """
    opened: dict[Key, tuple[int, tuple[Any, ...]]] = {}
    rows: list[tuple[Any, ...]] = []
    closed: list[tuple[Any, ...]] = []
    for step in steps:
        before = {} if step.before is None else facts(step.subject, step.before)
        after = facts(step.subject, step.after)
        if before == after:
            continue
        position = step.recorded.position
        for key, values in before.items():
            if after.get(key) == values:
                continue
            if key in opened:
                since, held = opened.pop(key)
                rows.append((*key, since, position, *held))
            else:
                closed.append((position, *key))
        for key, values in after.items():
            if before.get(key) != values:
                opened[key] = (position, values)
    write.close(table, closed)
    write.insert(table, rows + [(*key, since, OPEN_END, *held) for key, (since, held) in opened.items()])
