"""Generations of the read models and the pointer to the live one, which is a kept table.

building → live → retired → gone: a retired one outlives its successor's arrival, for readers that still hold it.
"""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import Engine

from tracker.store.kept import generation

BUILDING, LIVE, RETIRED = "building", "live", "retired"


def live(kept: Engine) -> int | None:
    c = generation.c
    query = sa.select(c.number).where(c.state == LIVE).order_by(c.number.desc()).limit(1)
    with kept.connect() as connection:
        number: int | None = connection.scalar(query)
        return number


def begin(kept: Engine, now: datetime) -> int:
    """Enters a new generation as building; its number was never used by one that still exists."""
    with kept.begin() as connection:
        highest = sa.select(sa.func.coalesce(sa.func.max(generation.c.number), 0) + 1).scalar_subquery()
        number: int = connection.execute(
            generation.insert()
            .values(number=highest, state=BUILDING, created_at=now)
            .returning(generation.c.number)
        ).scalar_one()
        return number


def go_live(kept: Engine, number: int, now: datetime) -> list[int]:
    """Moves the pointer in one transaction; gives the numbers that nobody reads any more, to be dropped."""
    c = generation.c
    with kept.begin() as connection:
        gone = list(connection.scalars(generation.delete().where(c.state == RETIRED).returning(c.number)))
        connection.execute(generation.update().where(c.state == LIVE).values(state=RETIRED))
        connection.execute(generation.update().where(c.number == number).values(state=LIVE, live_at=now))
    return gone


def building(kept: Engine) -> list[int]:
    with kept.connect() as connection:
        return list(connection.scalars(sa.select(generation.c.number).where(generation.c.state == BUILDING)))


def forget(kept: Engine, number: int) -> None:
    with kept.begin() as connection:
        connection.execute(generation.delete().where(generation.c.number == number))


def enter_first(kept: Engine, number: int, now: datetime) -> None:
    """Live at once: there is nothing to read beside it. Only for who leads it."""
    with kept.begin() as connection:
        connection.execute(generation.insert().values(number=number, state=LIVE, created_at=now, live_at=now))
