"""Alarms: what the auditor found and has not seen mended, kept so that each is told once, and once when it is over.

What goes on and off is told at most once an hour: the operator is to be woken, not flooded.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

import msgspec
import sqlalchemy as sa

from tracker.application.audit import Finding
from tracker.application.tracker import Tracker
from tracker.store.kept import alarm
from tracker.store.upsert import insert

REST = timedelta(hours=1)
"""Between the news that an alarm is over and the next news of the same."""


class Alarm(msgspec.Struct, frozen=True, kw_only=True):
    """`name` is that of a finding. `cleared_at` None: it stands."""

    name: str
    text: str
    raised_at: datetime
    cleared_at: datetime | None


class Changed(msgspec.Struct, frozen=True):
    raised: tuple[Alarm, ...]
    cleared: tuple[Alarm, ...]


def standing(connection: sa.Connection) -> list[Alarm]:
    """Those that were not over at the last audit, the oldest first."""
    return _alarms(connection, alarm.c.cleared_at.is_(None))


def take_note(tracker: Tracker, findings: Sequence[Finding], now: datetime) -> Changed:
    """What is new since the last audit, and what is over. For one auditor at a time."""
    found = {finding.name: finding for finding in findings}
    with tracker.kept.begin() as connection:
        raised = [name for name in found if _raise(connection, found[name], now)]
        over = sa.and_(alarm.c.cleared_at.is_(None), alarm.c.name.not_in(found))
        cleared = connection.scalars(
            sa.update(alarm).where(over).values(cleared_at=now).returning(alarm.c.name)
        ).all()
        return Changed(
            tuple(_alarms(connection, alarm.c.name.in_(raised))),
            tuple(_alarms(connection, alarm.c.name.in_(cleared))),
        )


def untold(tracker: Tracker, now: datetime) -> list[Alarm]:
    """What the operator should hear: alarms that stand, and ends of those that were told of."""
    heard = alarm.c.told
    new = sa.and_(
        alarm.c.cleared_at.is_(None),
        sa.or_(heard == "nothing", sa.and_(heard == "cleared", alarm.c.told_at <= now - REST)),
    )
    over = sa.and_(alarm.c.cleared_at.is_not(None), heard == "raised")
    with tracker.kept.connect() as connection:
        return _alarms(connection, sa.or_(new, over))


def note_told(tracker: Tracker, alarms: Sequence[Alarm], now: datetime) -> None:
    with tracker.kept.begin() as connection:
        for one in alarms:
            told = "raised" if one.cleared_at is None else "cleared"
            connection.execute(
                sa.update(alarm).where(alarm.c.name == one.name).values(told=told, told_at=now)
            )


def _raise(connection: sa.Connection, finding: Finding, now: datetime) -> bool:
    """Whether it is new; where it stands already, its text is brought up to date."""
    stands = connection.execute(
        sa.update(alarm)
        .where(alarm.c.name == finding.name, alarm.c.cleared_at.is_(None))
        .values(text=finding.text)
    )
    if stands.rowcount:
        return False
    row = {"text": finding.text, "raised_at": now, "cleared_at": None}
    connection.execute(
        insert(connection, alarm)
        .values(name=finding.name, told="nothing", **row)
        .on_conflict_do_update(index_elements=[alarm.c.name], set_=row)
    )
    return True


def _alarms(connection: sa.Connection, which: sa.ColumnElement[bool]) -> list[Alarm]:
    columns = [alarm.c[field] for field in Alarm.__struct_fields__]
    query = sa.select(*columns).where(which).order_by(alarm.c.raised_at, alarm.c.name)
    return [Alarm(**row) for row in connection.execute(query).mappings()]
