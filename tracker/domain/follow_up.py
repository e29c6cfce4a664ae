"""A follow-up (tindak lanjut): what one outcome needs to have done, by whom, until when, and how far it is.

belum_ditindaklanjuti → dalam_proses → dilaporkan_selesai → selesai; a report may be returned to dalam_proses;
"cannot be followed up" is asked with a reason and decided by the Camat; what is closed can be reopened; nothing
happens to a withdrawn one. *Overdue* is derived, never a state (DOMAIN section 5).
"""

from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

import msgspec
from msgspec import UNSET, UnsetType

from tracker.domain.coordination import MAX_TEXT
from tracker.domain.errors import Forbidden, Refused
from tracker.domain.event import Event
from tracker.domain.evidence import Evidence, EvidenceType, check_evidence
from tracker.domain.in_charge import InCharge


class Status(StrEnum):
    BELUM_DITINDAKLANJUTI = "belum_ditindaklanjuti"
    DALAM_PROSES = "dalam_proses"
    DILAPORKAN_SELESAI = "dilaporkan_selesai"
    SELESAI = "selesai"
    TIDAK_DAPAT = "tidak_dapat_ditindaklanjuti"
    DITARIK = "ditarik"


STATUS_NAMES = {
    Status.BELUM_DITINDAKLANJUTI: "Belum ditindaklanjuti",
    Status.DALAM_PROSES: "Dalam proses",
    Status.DILAPORKAN_SELESAI: "Dilaporkan selesai",
    Status.SELESAI: "Selesai",
    Status.TIDAK_DAPAT: "Tidak dapat ditindaklanjuti",
    Status.DITARIK: "Ditarik",
}

OPEN = frozenset(
    {Status.BELUM_DITINDAKLANJUTI, Status.DALAM_PROSES, Status.DILAPORKAN_SELESAI}
)


class Opened(Event, frozen=True, kw_only=True):
    """`due_proposed`: nobody gave a date, so thirty days were proposed (marked *usulan*)."""

    TOPIC: ClassVar[str] = "follow_up.opened.1"
    office: str
    coordination_id: UUID
    outcome_id: UUID
    text: str
    agreed_on: date
    section: str | None = None
    in_charge: InCharge | None = None
    due_on: date | None = None
    due_proposed: bool = False


class Imported(Event, frozen=True, kw_only=True):
    """A state taken over from a register file. Steps that nobody saw are never invented."""

    TOPIC: ClassVar[str] = "follow_up.imported.1"
    status: Status
    reported_on: date | None = None
    verified_on: date | None = None
    evidence_types: tuple[EvidenceType, ...] = ()
    file_name: str
    file_sha256: str
    row: int


class Assigned(Event, frozen=True, kw_only=True):
    TOPIC: ClassVar[str] = "follow_up.assigned.1"
    in_charge: InCharge


class Reassigned(Event, frozen=True, kw_only=True):
    """Handed to somebody else; the reason stands in the event's context."""

    TOPIC: ClassVar[str] = "follow_up.reassigned.1"
    in_charge: InCharge


class Started(Event, frozen=True, kw_only=True):
    TOPIC: ClassVar[str] = "follow_up.started.1"
    started_on: date


class ProgressReported(Event, frozen=True, kw_only=True):
    TOPIC: ClassVar[str] = "follow_up.progress_reported.1"
    note: str
    reported_on: date


class ReportedDone(Event, frozen=True, kw_only=True):
    """`done_by` is the person who did it (the holder on that day), `typed_by` the account that wrote it down:
    neither may verify it."""

    TOPIC: ClassVar[str] = "follow_up.reported_done.1"
    done_on: date
    note: str = ""
    evidence: tuple[Evidence, ...] = ()
    done_by: UUID | None = None
    typed_by: str


class Verified(Event, frozen=True, kw_only=True):
    """`position` is the office's position that verified, `verified_by` the person who held it."""

    TOPIC: ClassVar[str] = "follow_up.verified.1"
    verified_on: date
    position: str
    verified_by: UUID
    note: str = ""


class Returned(Event, frozen=True, kw_only=True):
    TOPIC: ClassVar[str] = "follow_up.returned.1"


class CannotRequested(Event, frozen=True, kw_only=True):
    TOPIC: ClassVar[str] = "follow_up.cannot_requested.1"
    typed_by: str


class CannotAccepted(Event, frozen=True, kw_only=True):
    TOPIC: ClassVar[str] = "follow_up.cannot_accepted.1"


class CannotRefused(Event, frozen=True, kw_only=True):
    TOPIC: ClassVar[str] = "follow_up.cannot_refused.1"


class Reopened(Event, frozen=True, kw_only=True):
    """Counts as begun from then on, at the latest (DOMAIN section 2)."""

    TOPIC: ClassVar[str] = "follow_up.reopened.1"
    reopened_on: date


class Withdrawn(Event, frozen=True, kw_only=True):
    TOPIC: ClassVar[str] = "follow_up.withdrawn.1"


class Corrected(Event, frozen=True, kw_only=True):
    """Only the corrected fields are set; the reason stands in the event's context."""

    TOPIC: ClassVar[str] = "follow_up.corrected.1"
    text: str | UnsetType = UNSET
    due_on: date | UnsetType = UNSET
    section: str | None | UnsetType = UNSET


EVENTS: tuple[type[Event], ...] = (
    Opened,
    Imported,
    Assigned,
    Reassigned,
    Started,
    ProgressReported,
    ReportedDone,
    Verified,
    Returned,
    CannotRequested,
    CannotAccepted,
    CannotRefused,
    Reopened,
    Withdrawn,
    Corrected,
)


class Report(msgspec.Struct, frozen=True):
    """The report of completion that stands, if any. `proven`: at least one piece of evidence came with it."""

    done_on: date
    done_by: UUID | None
    typed_by: str | None
    proven: bool


class FollowUp(msgspec.Struct, frozen=True, kw_only=True):
    office: str
    coordination_id: UUID
    outcome_id: UUID
    text: str
    agreed_on: date
    section: str | None
    in_charge: InCharge | None
    due_on: date | None
    due_proposed: bool
    status: Status = Status.BELUM_DITINDAKLANJUTI
    begun_on: date | None = None
    report: Report | None = None
    cannot_requested_by: str | None = None


class Opening(msgspec.Struct, frozen=True, kw_only=True):
    """What an outcome that needs follow-up asks for."""

    office: str
    coordination_id: UUID
    outcome_id: UUID
    text: str
    agreed_on: date
    section: str | None
    in_charge: InCharge | None
    due_on: date | None


PROPOSED_DAYS = 30


def open_(opening: Opening, proposed: date) -> Opened:
    """Raises Refused when the due date lies before the day of agreement. `proposed` is used when none was given."""
    if opening.due_on is not None and opening.due_on < opening.agreed_on:
        raise Refused("Batas waktu tidak boleh sebelum tanggal kegiatan.", "due_on")
    return Opened(
        office=opening.office,
        coordination_id=opening.coordination_id,
        outcome_id=opening.outcome_id,
        text=_text(opening.text, "text"),
        agreed_on=opening.agreed_on,
        section=opening.section,
        in_charge=opening.in_charge,
        due_on=opening.due_on or proposed,
        due_proposed=opening.due_on is None,
    )


def assign(follow_up: FollowUp, in_charge: InCharge) -> Assigned:
    _check_open(follow_up)
    if follow_up.in_charge is not None and follow_up.in_charge.kind != "text":
        raise Refused(
            f"Sudah ada penanggung jawab ({follow_up.in_charge.name}); gunakan Alihkan, dengan alasan.",
            "in_charge",
        )
    return Assigned(in_charge=in_charge)


def reassign(follow_up: FollowUp, in_charge: InCharge, reason: str) -> Reassigned:
    _check_open(follow_up)
    _reason(reason)
    if follow_up.in_charge is None:
        raise Refused("Belum ada penanggung jawab; gunakan Tetapkan.", "in_charge")
    if follow_up.in_charge == in_charge:
        raise Refused(f"Penanggung jawabnya sudah {in_charge.name}.", "in_charge")
    return Reassigned(in_charge=in_charge)


def start(follow_up: FollowUp, started_on: date, today: date) -> Started:
    _check_open(follow_up)
    if follow_up.status is not Status.BELUM_DITINDAKLANJUTI:
        raise Refused("Tindak lanjut ini sudah dimulai.", "status")
    _check_day(follow_up, started_on, today, "started_on")
    return Started(started_on=started_on)


def report_progress(
    follow_up: FollowUp, note: str, reported_on: date, today: date
) -> ProgressReported:
    _check_open(follow_up)
    if follow_up.status is Status.DILAPORKAN_SELESAI:
        raise Refused("Sudah dilaporkan selesai dan menunggu verifikasi.", "status")
    _check_day(follow_up, reported_on, today, "reported_on")
    return ProgressReported(note=_text(note, "note"), reported_on=reported_on)


def report_done(
    follow_up: FollowUp,
    *,
    done_on: date,
    note: str,
    evidence: tuple[Evidence, ...],
    done_by: UUID | None,
    typed_by: str,
    today: date,
) -> ReportedDone:
    """Raises Refused for a date before the agreement or after today, or evidence dated in the future."""
    _check_open(follow_up)
    if follow_up.status is Status.DILAPORKAN_SELESAI:
        raise Refused("Sudah dilaporkan selesai dan menunggu verifikasi.", "status")
    _check_day(follow_up, done_on, today, "done_on")
    if follow_up.begun_on is not None and done_on < follow_up.begun_on:
        raise Refused("Tanggal selesai tidak boleh sebelum tanggal mulai.", "done_on")
    for piece in evidence:
        check_evidence(piece, today)
    if not evidence and not note.strip():
        raise Refused("Isi keterangan singkat atau lampirkan bukti.", "note")
    return ReportedDone(
        done_on=done_on,
        note=note.strip(),
        evidence=evidence,
        done_by=done_by,
        typed_by=typed_by,
    )


def verify(
    follow_up: FollowUp,
    *,
    username: str,
    person_id: UUID | None,
    position: str,
    verified_on: date,
    today: date,
    note: str = "",
) -> Verified:
    """Nobody verifies their own work, nor what they typed themselves; verifying needs evidence.

    `position` is the one that verifies this follow-up (`verification.verifying_position`).
    """
    _check_reported(follow_up)
    report = follow_up.report
    assert report is not None
    if person_id is None:
        raise Forbidden("Hanya pemegang jabatan yang dapat memverifikasi.", "")
    if report.done_by == person_id:
        raise Forbidden(
            "Pekerjaan sendiri tidak dapat diverifikasi sendiri; mintalah atasan.", ""
        )
    if report.typed_by == username:
        raise Forbidden(
            "Laporan yang Anda tulis sendiri harus diverifikasi orang lain.", ""
        )
    if not report.proven:
        raise Refused("Belum ada bukti dukung; kembalikan agar dilengkapi.", "evidence")
    if not report.done_on <= verified_on <= today:
        raise Refused(
            "Tanggal verifikasi harus antara tanggal selesai dan hari ini.",
            "verified_on",
        )
    return Verified(
        verified_on=verified_on,
        position=position,
        verified_by=person_id,
        note=note.strip(),
    )


def return_(follow_up: FollowUp, reason: str) -> Returned:
    _check_reported(follow_up)
    _reason(reason)
    return Returned()


def request_cannot(follow_up: FollowUp, reason: str, typed_by: str) -> CannotRequested:
    _check_open(follow_up)
    _reason(reason)
    if follow_up.cannot_requested_by is not None:
        raise Refused(
            "Sudah diusulkan tidak dapat ditindaklanjuti dan menunggu keputusan Camat.",
            "status",
        )
    return CannotRequested(typed_by=typed_by)


def decide_cannot(
    follow_up: FollowUp, *, accepted: bool, reason: str, username: str
) -> CannotAccepted | CannotRefused:
    """The Camat decides (checked by the application); refusing needs a reason, and nobody decides their own request."""
    _check_open(follow_up)
    if follow_up.cannot_requested_by is None:
        raise Refused(
            "Tidak ada usulan “tidak dapat ditindaklanjuti” yang menunggu keputusan.",
            "status",
        )
    if follow_up.cannot_requested_by == username:
        raise Forbidden("Usulan sendiri tidak dapat diputuskan sendiri.", "")
    if not accepted:
        _reason(reason)
    return CannotAccepted() if accepted else CannotRefused()


def reopen(follow_up: FollowUp, reason: str, reopened_on: date) -> Reopened:
    if follow_up.status not in {Status.SELESAI, Status.TIDAK_DAPAT}:
        raise Refused(
            "Hanya tindak lanjut yang sudah ditutup yang dapat dibuka kembali.",
            "status",
        )
    _reason(reason)
    return Reopened(reopened_on=reopened_on)


def withdraw(follow_up: FollowUp, reason: str) -> Withdrawn:
    if follow_up.status is Status.DITARIK:
        raise Refused("Tindak lanjut ini sudah ditarik.", "status")
    _reason(reason)
    return Withdrawn()


def correct(follow_up: FollowUp, changes: Corrected, reason: str) -> Corrected:
    """Raises Refused when nothing would change, or the due date would lie before the day of agreement."""
    if follow_up.status is Status.DITARIK:
        raise Refused(
            "Tindak lanjut ini sudah ditarik; tidak dapat diubah lagi.", "status"
        )
    _reason(reason)
    if changes.text is not UNSET:
        _text(changes.text, "text")
    if changes.due_on is not UNSET and changes.due_on < follow_up.agreed_on:
        raise Refused("Batas waktu tidak boleh sebelum tanggal kegiatan.", "due_on")
    if evolve(follow_up, changes) == follow_up:
        raise Refused("Tidak ada yang berubah; ubah sedikitnya satu isian.", "")
    return changes


def is_overdue(status: Status, due_on: date | None, today: date) -> bool:
    """Due "31 Desember" ends 23.59.59 local; a missing date is never overdue; nor is what awaits verification."""
    return (
        status in {Status.BELUM_DITINDAKLANJUTI, Status.DALAM_PROSES}
        and due_on is not None
        and due_on < today
    )


def _check_open(follow_up: FollowUp) -> None:
    if follow_up.status not in OPEN:
        name = STATUS_NAMES[follow_up.status].lower()
        raise Refused(f"Tindak lanjut ini sudah berstatus {name}.", "status")


def _check_reported(follow_up: FollowUp) -> None:
    if follow_up.status is not Status.DILAPORKAN_SELESAI:
        raise Refused("Belum ada laporan selesai yang menunggu verifikasi.", "status")


def _check_day(follow_up: FollowUp, day: date, today: date, field: str) -> None:
    if day > today:
        raise Refused("Tanggal tidak boleh sesudah hari ini.", field)
    if day < follow_up.agreed_on:
        raise Refused("Tanggal tidak boleh sebelum tanggal kegiatan.", field)


def _reason(reason: str) -> None:
    if not reason.strip():
        raise Refused("Isi alasannya.", "reason")
    if len(reason) > MAX_TEXT:
        raise Refused(f"Alasan paling panjang {MAX_TEXT} huruf.", "reason")


def _text(text: str, field: str) -> str:
    if not text.strip():
        raise Refused("Isi uraiannya.", field)
    if len(text) > MAX_TEXT:
        raise Refused(f"Uraian paling panjang {MAX_TEXT} huruf.", field)
    return text.strip()


def evolve(state: FollowUp | None, event: Event) -> FollowUp:
    if isinstance(event, Opened):
        return FollowUp(
            office=event.office,
            coordination_id=event.coordination_id,
            outcome_id=event.outcome_id,
            text=event.text,
            agreed_on=event.agreed_on,
            section=event.section,
            in_charge=event.in_charge,
            due_on=event.due_on,
            due_proposed=event.due_proposed,
        )
    if state is None:
        raise ValueError(f"{event.TOPIC} before the follow-up was opened")
    replace = msgspec.structs.replace
    match event:
        case Imported():
            return _imported(state, event)
        case Assigned() | Reassigned():
            return replace(state, in_charge=event.in_charge)
        case Started():
            return _begun(state, event.started_on)
        case ProgressReported():
            return _begun(state, event.reported_on)
        case ReportedDone():
            begun = _begun(state, event.done_on)
            report = Report(
                event.done_on, event.done_by, event.typed_by, bool(event.evidence)
            )
            return replace(
                begun,
                status=Status.DILAPORKAN_SELESAI,
                report=report,
                cannot_requested_by=None,
            )
        case Verified():
            return replace(state, status=Status.SELESAI)
        case Returned():
            return replace(state, status=Status.DALAM_PROSES, report=None)
        case Reopened():
            begun_on = state.begun_on or event.reopened_on
            return replace(
                state, status=Status.DALAM_PROSES, report=None, begun_on=begun_on
            )
        case CannotRequested():
            return replace(state, cannot_requested_by=event.typed_by)
        case CannotAccepted():
            return replace(
                state, status=Status.TIDAK_DAPAT, report=None, cannot_requested_by=None
            )
        case CannotRefused():
            return replace(state, cannot_requested_by=None)
        case Withdrawn():
            return replace(state, status=Status.DITARIK, cannot_requested_by=None)
        case Corrected():
            return _corrected(state, event)
        case _:
            raise ValueError(f"{event.TOPIC} is not an event of a follow-up")


def _begun(state: FollowUp, day: date) -> FollowUp:
    status = (
        Status.DALAM_PROSES
        if state.status is Status.BELUM_DITINDAKLANJUTI
        else state.status
    )
    begun_on = day if state.begun_on is None else min(state.begun_on, day)
    return msgspec.structs.replace(state, status=status, begun_on=begun_on)


def _imported(state: FollowUp, event: Imported) -> FollowUp:
    report = None
    if event.status in {Status.DILAPORKAN_SELESAI, Status.SELESAI}:
        done_on = event.reported_on or event.verified_on
        assert done_on is not None
        report = Report(done_on, None, None, bool(event.evidence_types))
    begun_on = (
        None
        if event.status is Status.BELUM_DITINDAKLANJUTI
        else (report.done_on if report else event.reported_on or state.agreed_on)
    )
    return msgspec.structs.replace(
        state, status=event.status, report=report, begun_on=begun_on
    )


def _corrected(state: FollowUp, event: Corrected) -> FollowUp:
    text = state.text if event.text is UNSET else event.text
    section = state.section if event.section is UNSET else event.section
    due_on, proposed = (
        (state.due_on, state.due_proposed)
        if event.due_on is UNSET
        else (event.due_on, False)
    )
    return msgspec.structs.replace(
        state, text=text, section=section, due_on=due_on, due_proposed=proposed
    )
