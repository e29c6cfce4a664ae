"""Audit: the office's whole log for an inspector, each event in a plain sentence and as it is stored."""

from collections.abc import Sequence
from datetime import UTC, date, timedelta
from hashlib import sha256
from uuid import UUID

import msgspec
from litestar import Response, get
from litestar.params import FromPath
from sqlalchemy import Connection

from projections import directory, event_log, states, timeline
from projections.event_log import Narrowed
from projections.states import KIND_OF_STATE
from projections.timeline import Entry
from tracker.application.language import _
from tracker.application.permissions import Action, require
from tracker.application.tracker import Tracker, end_of_day
from tracker.domain.catalog import ALL_EVENTS, UPCASTERS
from tracker.domain.errors import NotFound, Refused
from tracker.domain.period import FIRST_YEAR
from tracker.domain.phrase import say
from tracker.web.format import local_date
from tracker.web.forms import Form, query_form
from tracker.web.history import told
from tracker.web.page import TheActor, TheTracker, render
from tracker.web.pages.reading import Choice, Here, here
from tracker.web.pages.register import following
from tracker.web.raw_event import raw_text
from tracker.web.record_of import RecordOf, record_of
from tracker.web.sentences import Moment
from tracker.web.site import WebRequest

PATH = "/audit"
_ON_A_PAGE = 25
_FILTERS = (
    "jenis",
    "pelaku",
    "catatan",
    "lewat",
    "dicatat_dari",
    "dicatat_sampai",
    "terjadi_dari",
    "terjadi_sampai",
)
_ABOUT_NAMES = {
    "coordination": say("Kegiatan dan notulen"),
    "follow_up": say("Tindak lanjut"),
    "reminder": say("Pengingat"),
    "indicator": say("Definisi dan target indikator"),
    "period_freeze": say("Penetapan capaian"),
    "published_report": say("Laporan yang sudah terbit"),
    "survey": say("Survei"),
    "office": say("Kecamatan, jabatan, kalender"),
    "user": say("Akun"),
}
_VIA_NAMES = {
    "web": say("Halaman web"),
    "api": say("API"),
    "cli": say("Baris perintah"),
    "import": say("Berkas impor"),
    "tautan": say("Tautan di pesan pengingat"),
    "worker": say("Sistem sendiri"),
}
_TOPICS = frozenset((*(event.TOPIC for event in ALL_EVENTS), *UPCASTERS))
_WITHOUT_ACCOUNT = (("operator", say("Operator")), ("system", say("Sistem")))


class Audited(msgspec.Struct, frozen=True):
    """`day`: on which it was recorded. `then`: the day at whose end the record's page shows it as this event left it; None: that is how it is now."""

    entry: Entry
    day: date
    moment: Moment
    record: RecordOf | None
    then: str | None
    raw: str
    via: str


@get(PATH, include_in_schema=False, sync_to_thread=True)
def audit_log(request: WebRequest, tracker: TheTracker, actor: TheActor) -> Response[str]:
    require(actor, Action.AUDIT, actor.office or "")
    form = query_form(request)
    before = _position(form)
    with tracker.views.connect() as connection:
        at = here(connection, tracker, actor)
        where = _narrowed(form, tracker, at)
        entries, more = (
            ([], None)
            if form.errors
            else event_log.events(connection, at.office.code, where, before, _ON_A_PAGE)
        )
        found = _audited(connection, at, entries)
        subject = _record(connection, where.subject, at.office.code)
        people = [(user.username, user.name) for user in directory.accounts(connection, at.office.code)]
    return render(
        request,
        "audit.html",
        status_code=422 if form.errors else 200,
        form=form,
        found=found,
        subject=subject,
        kinds=[Choice(kind, name) for kind, name in _ABOUT_NAMES.items()],
        channels=[Choice(via, name) for via, name in _VIA_NAMES.items()],
        people=_people(people, where.actor),
        topic=where.about if where.about in _TOPICS else None,
        office=at.office,
        today=at.today,
        filtered=any(form.value(name) for name in _FILTERS),
        following=following(PATH, form, _FILTERS, str(more) if more else None),
    )


@get(f"{PATH}/{{position:int}}", include_in_schema=False, sync_to_thread=True)
def one_event(
    request: WebRequest, tracker: TheTracker, actor: TheActor, position: FromPath[int]
) -> Response[str]:
    """What is shown as stored is read from the log itself. Raises NotFound, also for another office's event."""
    require(actor, Action.AUDIT, actor.office or "")
    with tracker.views.connect() as connection:
        at = here(connection, tracker, actor)
        entry = timeline.at(connection, [position]).get(position) if 0 < position < 2**62 else None
        if entry is None or entry.office != at.office.code:
            raise NotFound(_("Peristiwa itu tidak ada dalam catatan kecamatan Anda."))
        (found,) = _audited(connection, at, [entry])
    (row,) = tracker.store.read_raw(position - 1, 1)
    return render(
        request,
        "audit_peristiwa.html",
        one=msgspec.structs.replace(found, raw=raw_text(row.body)),
        version=row.version,
        stream=row.stream,
        digest=sha256(row.body).hexdigest(),
        office=at.office,
    )


def _audited(connection: Connection, at: Here, entries: Sequence[Entry]) -> list[Audited]:
    """Two queries, however many there are."""
    kept = states.load(connection, {entry.subject for entry in entries})
    found = []
    for entry, moment in zip(entries, told(connection, at.office, entries), strict=True):
        state = kept[entry.subject].state if entry.subject in kept else None
        record = None if state is None else record_of(entry.subject, state)
        day = local_date(entry.recorded_at, at.office.zone)
        past = record is not None and record.has_past and day < at.today
        then = day.isoformat() if past else None
        via = _(_VIA_NAMES.get(entry.via, entry.via))
        found.append(Audited(entry, day, moment, record, then, raw_text(entry.body), via))
    return found


def _narrowed(form: Form, tracker: Tracker, at: Here) -> Narrowed:
    """A day of recording is a stretch of the log: what lies between the last position before it and its own last one."""
    first, last = form.day("dicatat_dari"), form.day("dicatat_sampai")
    zone = at.office.zone
    if first and last and last < first:
        form.errors["dicatat_sampai"] = _("Hari terakhir tidak boleh sebelum hari pertama.")
    about = form.one_of("jenis", (*_ABOUT_NAMES, *_TOPICS)) or ""
    return Narrowed(
        about=f"{about}." if about in _ABOUT_NAMES else about,
        actor=form.text("pelaku"),
        subject=form.id("catatan", _("Nomor catatan itu tidak dikenal.")) if form.value("catatan") else None,
        via=form.one_of("lewat", _VIA_NAMES) or "",
        after=_through(tracker, first, zone, days_before=1) if first else 0,
        until=_through(tracker, last, zone) if last else None,
        happened_from=form.day("terjadi_dari"),
        happened_until=form.day("terjadi_sampai"),
    )


def _through(tracker: Tracker, day: date, zone: str, days_before: int = 0) -> int:
    """The last position recorded on that day or before it; or on so many days before it."""
    if day.year < FIRST_YEAR:
        return 0
    return tracker.store.position_at(end_of_day(day - timedelta(days=days_before), zone).astimezone(UTC))


def _position(form: Form) -> int | None:
    """Where the page before ended. Raises Refused for a mark that no page gave."""
    typed = form.value("sesudah")
    if not typed:
        return None
    if not (typed.isascii() and typed.isdigit() and len(typed) < 19):
        raise Refused(_("Penanda halaman tidak dikenal; mulai lagi dari halaman pertama."), "sesudah")
    return int(typed)


def _record(connection: Connection, subject: UUID | None, office: str) -> RecordOf | None:
    """The record whose events alone are shown, where it is one of this office."""
    kept = states.load(connection, [subject]).get(subject) if subject is not None else None
    if subject is None or kept is None or KIND_OF_STATE[type(kept.state)].office(kept.state) != office:
        return None
    return record_of(subject, kept.state)


def _people(accounts: Sequence[tuple[str, str]], chosen: str) -> list[Choice]:
    """Everybody with an account, and who acts without one; whoever is chosen is among them."""
    found = [Choice(username, name) for username, name in (*accounts, *_WITHOUT_ACCOUNT)]
    known = not chosen or chosen in {one.value for one in found}
    return found if known else [*found, Choice(chosen, chosen)]
