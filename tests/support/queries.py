"""How many questions something asks the databases, whichever of them it asks."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import get_ident

import sqlalchemy as sa


@contextmanager
def counting_queries() -> Iterator[list[str]]:
    """The statements of this thread, as they come."""
    asked: list[str] = []
    here = get_ident()

    def note(_: object, __: object, statement: str, *___: object) -> None:
        if get_ident() == here:
            asked.append(statement)

    sa.event.listen(sa.Engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        sa.event.remove(sa.Engine, "before_cursor_execute", note)
