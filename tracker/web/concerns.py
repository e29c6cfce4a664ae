"""Perlu perhatian: what waits for somebody in an office, the most urgent first, counted and with its first few by name."""

from datetime import date, timedelta

import msgspec
from sqlalchemy import Connection

from projections import board, directory, register
from projections.board import DUE_SOON_DAYS, Filter, FollowUpRow
from projections.register import CoordinationRow
from tracker.domain.follow_up import OPEN, Status
from tracker.domain.period_freeze import PeriodFreeze, Stage
from tracker.domain.phrase import listed, say
from tracker.web.format import relative_day, short_date
from tracker.web.period_path import path_of

FIRST = 3
"""How many of each are named; the rest are behind its link."""
_LIST = "/tindak-lanjut?lingkup=semua&saring="
_TO_CARRY_OUT = (Status.BELUM_DITINDAKLANJUTI, Status.DALAM_PROSES)


class Item(msgspec.Struct, frozen=True):
    """`path` leads to the record that `text` names; `note` says who, and until when."""

    path: str
    text: str
    note: str


class Concern(msgspec.Struct, frozen=True):
    """`name` is that of the live update; `path` leads to exactly those that `count` counts."""

    name: str
    label: str
    count: int
    path: str
    urgent: bool
    first: tuple[Item, ...]


def concerns(connection: Connection, office: str, today: date) -> list[Concern]:
    """In the order of urgency, those that there are none of too. A fixed number of queries, however much is open."""
    counts = board.attention(connection, office, today)

    def listed(
        name: str, label: str, count: int, view: str, where: Filter, *, urgent: bool = False
    ) -> Concern:
        rows = board.follow_ups(connection, where, limit=FIRST).rows if count else ()
        return Concern(name, label, count, _LIST + view, urgent, tuple(_item(row, today) for row in rows))

    soon = today + timedelta(days=DUE_SOON_DAYS)
    return [
        listed(
            "overdue",
            say("Lewat batas waktu"),
            counts.overdue,
            "lewat",
            Filter(office=office, overdue_on=today),
            urgent=True,
        ),
        listed(
            "due_soon",
            say("Jatuh tempo dalam 3 hari"),
            counts.due_soon,
            "segera",
            Filter(office=office, statuses=_TO_CARRY_OUT, due_from=today, due_until=soon),
        ),
        listed(
            "to_decide",
            say("Menunggu keputusan"),
            counts.to_decide,
            "keputusan",
            Filter(office=office, undecided=True),
        ),
        listed(
            "to_verify",
            say("Menunggu verifikasi"),
            counts.to_verify,
            "verifikasi",
            Filter(office=office, statuses=(Status.DILAPORKAN_SELESAI,)),
        ),
        _papers(connection, office),
        _freezes(connection, office),
        listed(
            "unassigned",
            say("Belum ada penanggung jawab"),
            counts.unassigned,
            "tanpa-pj",
            Filter(office=office, unassigned=True, statuses=tuple(OPEN)),
        ),
    ]


def _item(row: FollowUpRow, today: date) -> Item:
    return Item(f"/tindak-lanjut/{row.id}", row.text, listed(*_notes(row, today), separator=" · "))


def _notes(row: FollowUpRow, today: date) -> list[str]:
    notes = [row.in_charge.name if row.in_charge else say("belum ditetapkan")]
    if row.extension_due_on is not None:
        notes.append(say("minta perpanjangan sampai {day}", day=short_date(row.extension_due_on)))
    if row.cannot_requested:
        notes.append(say("diusulkan tidak dapat ditindaklanjuti"))
    if row.disowned_by:
        notes.append(say("dinyatakan bukan tugas {name}", name=row.disowned_by))
    if row.status is Status.DILAPORKAN_SELESAI and row.done_on is not None:
        notes.append(say("dikerjakan {day}", day=short_date(row.done_on)))
    elif row.due_on is not None:
        notes.append(relative_day(row.due_on, today))
    return notes


def _papers(connection: Connection, office: str) -> Concern:
    count = register.count_awaiting(connection, office)
    rows = (
        register.coordinations(connection, office, register.Narrowed(awaiting=True), limit=FIRST).rows
        if count
        else ()
    )
    label = say("Notulen atau persetujuan menunggu")
    return Concern("awaiting", label, count, "/kegiatan?menunggu=ya", False, tuple(map(_paper, rows)))


def _paper(row: CoordinationRow) -> Item:
    return Item(f"/kegiatan/{row.id}", row.title, "" if row.date is None else short_date(row.date))


def _freezes(connection: Connection, office: str) -> Concern:
    """Proposals that wait for the Camat; at most a handful in a year."""
    found = directory.every(connection, PeriodFreeze, office)
    waiting = sorted(
        (freeze.period for freeze in found if freeze.stage is Stage.DIUSULKAN),
        key=lambda told: (told.last, told.first),
    )
    items = tuple(Item(path_of(told), told.label, "") for told in waiting[:FIRST])
    path = items[0].path if len(waiting) == 1 else "/penetapan"
    return Concern("freezes", say("Penetapan menunggu Camat"), len(waiting), path, False, items)
