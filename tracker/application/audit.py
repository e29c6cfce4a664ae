"""The audit: was all sent that should have been? Asked of the database, by whoever does not send.

It judges what a stopped worker, beat or broker cannot say of itself: the sign of life of each path, what is due and not
queued, what is queued and not sent, what a process died over, what was given up, and whether the read models follow.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

import msgspec
import sqlalchemy as sa

from projections import agenda
from tracker.application import heartbeat
from tracker.application.dispatch import LATE
from tracker.application.reminders import open_for_reminders
from tracker.application.tracker import Tracker
from tracker.store.kept import GIVEN_UP, dispatch

ABANDONED = timedelta(minutes=5)
"""After the end of a lease: each minute somebody should have taken over."""

UNFOLDED = timedelta(seconds=30)
RECENT = timedelta(days=7)
_MOST = 500
_UNDER_WAY = ("claimed", "sending")


class Name(StrEnum):
    """One for each kind of finding: alarms and metrics bear it."""

    HEARTBEAT = "heartbeat"
    UNSENT = "unsent"
    WAITING = "waiting"
    ABANDONED = "abandoned"
    GIVEN_UP = "given_up"
    BEHIND = "behind"
    PARKED = "parked"


class Finding(msgspec.Struct, frozen=True):
    """`text`: what is wrong, and what to do; one line without any name or address."""

    name: Name
    text: str


def audit(tracker: Tracker) -> list[Finding]:
    """Raises StoreUnavailable, NoGeneration or a database error where it cannot look."""
    return [*read_models(tracker), *at_work(tracker), *sending(tracker), *given_up(tracker)]


def read_models(tracker: Tracker) -> Iterator[Finding]:
    lag = tracker.views.lag()
    late = lag.oldest_unfolded is not None and tracker.clock() - lag.oldest_unfolded > UNFOLDED
    if lag.behind and late:
        yield Finding(
            Name.BEHIND,
            f"Data bacaan tertinggal {lag.behind} peristiwa. Periksa apakah projector berjalan.",
        )
    if lag.parked:
        yield Finding(
            Name.PARKED, f"{lag.parked} peristiwa tertahan. Lihat `tindaklanjut projections parked`."
        )


def at_work(tracker: Tracker) -> Iterator[Finding]:
    """Whether beat, broker, worker and database have gone their whole way lately."""
    with tracker.kept.connect() as connection:
        beats = heartbeat.last_beats(connection)
    silent = {path: at for path, at in beats.items() if at is None or tracker.clock() - at > heartbeat.SILENT}
    if not silent:
        return
    what = (
        "Pengirim pengingat tidak bekerja" if heartbeat.TICK in silent else "Antrean surat tidak dikerjakan"
    )
    at = None if None in silent.values() else min(at for at in silent.values() if at is not None)
    since = "belum pernah" if at is None else f"terakhir {at:%Y-%m-%d %H:%M} UTC"
    yield Finding(
        Name.HEARTBEAT,
        f"{what} ({since}). Periksa beat, worker, dan Redis; di satu komputer, mulai ulang `tindaklanjut serve`.",
    )


def sending(tracker: Tracker) -> Iterator[Finding]:
    now = tracker.clock()
    minutes = round(LATE.total_seconds() / 60)
    unsent = _unsent(tracker, now)
    if unsent:
        number = f"Sedikitnya {unsent}" if unsent >= _MOST else f"{unsent}"
        yield Finding(
            Name.UNSENT,
            f"{number} pengingat sudah {minutes} menit lewat waktunya dan belum diantrekan. Periksa log worker.",
        )
    c = dispatch.c
    waiting = _count(tracker, now, c.state == "pending", c.try_at <= now - LATE)
    if waiting:
        yield Finding(
            Name.WAITING,
            f"{waiting} pengingat menunggu di antrean lebih dari {minutes} menit. Periksa worker dan server surat.",
        )
    abandoned = _count(tracker, now, c.state.in_(_UNDER_WAY), c.lease_until <= now - ABANDONED)
    if abandoned:
        yield Finding(
            Name.ABANDONED,
            f"{abandoned} pengingat dipegang proses yang sudah mati dan belum diambil alih. Periksa worker.",
        )


def given_up(tracker: Tracker) -> Iterator[Finding]:
    c = dispatch.c
    with tracker.kept.connect() as connection:
        failed = connection.scalar(
            sa.select(sa.func.count())
            .select_from(dispatch)
            .where(GIVEN_UP, c.finished_at > tracker.clock() - RECENT)
        )
    if failed:
        yield Finding(
            Name.GIVEN_UP,
            f"{failed} pengingat gagal terkirim dalam tujuh hari. Lihat `tindaklanjut reminders failed`.",
        )


def _unsent(tracker: Tracker, now: datetime) -> int:
    """Matters whose step is long due, and of which no reminder was queued since then."""
    c = agenda.agenda.c
    with tracker.views.connect() as connection:
        open_ = _should_send(tracker, agenda.offices_due(connection, now - LATE), now)
        query = sa.select(c.subject, c.task, c.next_at).where(c.next_at <= now - LATE, c.office.in_(open_))
        due = connection.execute(query.order_by(c.next_at).limit(_MOST)).all()
    queued = _last_queued(tracker, {row.subject for row in due})
    return sum(queued.get((row.subject, row.task), row.next_at - LATE) < row.next_at for row in due)


def _last_queued(tracker: Tracker, subjects: set[UUID]) -> dict[tuple[UUID, str], datetime]:
    c = dispatch.c
    query = sa.select(c.subject, c.task, sa.func.max(c.created_at)).where(c.subject.in_(subjects))
    with tracker.kept.connect() as connection:
        return {
            (subject, task): at for subject, task, at in connection.execute(query.group_by(c.subject, c.task))
        }


def _count(tracker: Tracker, now: datetime, *where: sa.ColumnElement[bool]) -> int:
    with tracker.kept.connect() as connection:
        query = sa.select(dispatch.c.office, sa.func.count()).where(*where).group_by(dispatch.c.office)
        by_office = {row.office: int(row[1]) for row in connection.execute(query)}
    return sum(by_office[office] for office in _should_send(tracker, by_office, now))


def _should_send(tracker: Tracker, offices: Iterable[str], now: datetime) -> set[str]:
    """Those that have been open for reminders for as long as sending may take."""
    return {
        office
        for office in offices
        if all(open_for_reminders(tracker, office, moment) for moment in (now - LATE, now))
    }
