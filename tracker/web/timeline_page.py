"""The timeline of one record, page by page, newest first, of one kind of event or of all."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from urllib.parse import urlencode
from uuid import UUID

import msgspec
from sqlalchemy import Connection

from tracker.domain import follow_up as f
from tracker.domain import (
    follow_up_checklist,
    follow_up_comment,
    follow_up_extension,
    reminder,
    reminder_retry,
)
from tracker.domain.event import Event
from tracker.domain.follow_up_report import Reviewed
from tracker.domain.follow_up_sharing import AlongsideNamed, Disowned, HandedOver
from tracker.domain.follow_up_stage import Undone
from tracker.domain.office import Office
from tracker.domain.phrase import say
from tracker.web.forms import Form
from tracker.web.history import Day, history_back

ON_A_PAGE = 30


class Kind(StrEnum):
    """What a reader looks for in it; the value stands in the address."""

    STEPS = "langkah"
    DATES = "tanggal-orang"
    NOTES = "komentar"
    REMINDERS = "pengingat"


KIND_NAMES = {
    Kind.STEPS: say("Langkah"),
    Kind.DATES: say("Tanggal dan orang"),
    Kind.NOTES: say("Komentar"),
    Kind.REMINDERS: say("Pengingat"),
}


def _topics(*events: type[Event]) -> tuple[str, ...]:
    return tuple(event.TOPIC for event in events)


TOPICS: Mapping[Kind, tuple[str, ...]] = {
    Kind.STEPS: _topics(
        f.Opened,
        f.Imported,
        f.Started,
        f.ProgressReported,
        Reviewed,
        f.ReportedDone,
        f.Verified,
        f.Returned,
        f.CannotRequested,
        f.CannotAccepted,
        f.CannotRefused,
        f.Reopened,
        f.Withdrawn,
        Undone,
    ),
    Kind.DATES: _topics(
        f.Assigned,
        f.Reassigned,
        AlongsideNamed,
        HandedOver,
        Disowned,
        f.Corrected,
        *follow_up_extension.EVENTS,
    ),
    Kind.NOTES: _topics(*follow_up_comment.EVENTS, *follow_up_checklist.EVENTS),
    Kind.REMINDERS: (*_topics(*reminder.EVENTS, *reminder_retry.EVENTS), *reminder.UPCASTERS),
}


class Choice(msgspec.Struct, frozen=True):
    """One of the filters. `address` leads to it, `chosen` is the one that holds."""

    name: str
    address: str
    chosen: bool


class TimelinePage(msgspec.Struct, frozen=True):
    """`path` is the record's own address: each event has its address below it. `older` leads to the next page."""

    path: str
    days: Sequence[Day]
    choices: Sequence[Choice]
    older: str | None
    newest: bool


def timeline_page(
    connection: Connection,
    office: Office,
    form: Form,
    subject: UUID,
    path: str,
    until: int | None = None,
    topics: Mapping[Kind, Sequence[str]] = TOPICS,
) -> TimelinePage:
    """As the address asks for it (`riwayat`, `sebelum`); up to position `until` (None: now). `topics` are the kinds that
    the record's history can be filtered by."""
    kind = form.member("riwayat", Kind) if topics else None
    typed = form.value("sebelum")
    before = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 19 else None
    end = before if until is None else min(before or until + 1, until + 1)
    days, rest = history_back(
        connection,
        office,
        [subject],
        before=end,
        topics=None if kind is None else topics[kind],
        limit=ON_A_PAGE,
    )
    kept = {"per": form.value("per")} if form.value("per") else {}

    def address(kind: Kind | None, **more: str) -> str:
        query = kept | ({"riwayat": str(kind)} if kind else {}) | more
        return f"{path}{'?' if query else ''}{urlencode(query)}#riwayat"

    names: list[tuple[Kind | None, str]] = [(None, say("Semua")), *((one, KIND_NAMES[one]) for one in topics)]
    return TimelinePage(
        path=path,
        days=days,
        choices=[Choice(name, address(one), one is kind) for one, name in names],
        older=None if rest is None else address(kind, sebelum=str(rest)),
        newest=before is None,
    )
