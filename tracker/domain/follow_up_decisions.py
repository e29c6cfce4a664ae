"""What may happen to a follow-up, and what may not: each decision checks its rules and answers with one event.

Nobody verifies their own work, nor what they typed themselves; verifying needs evidence; nothing happens to a
withdrawn one; dates stand in order (DOMAIN section 5).
"""

from datetime import date
from uuid import UUID

import msgspec
from msgspec import UNSET

from tracker.domain.errors import Forbidden, Refused
from tracker.domain.evidence import Evidence, check_pieces
from tracker.domain.follow_up import (
    Assigned,
    CannotAccepted,
    CannotRefused,
    CannotRequested,
    Corrected,
    FollowUp,
    Opened,
    ProgressReported,
    Reassigned,
    Reopened,
    ReportedDone,
    Returned,
    Started,
    Status,
    Verified,
    Withdrawn,
    evolve,
)
from tracker.domain.follow_up_checks import (
    check_due,
    check_open,
    check_reason,
    check_unreported,
    checked_text,
)
from tracker.domain.follow_up_report import Reviewed
from tracker.domain.follow_up_sharing import beside, carries_out
from tracker.domain.in_charge import InCharge
from tracker.domain.phrase import say


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
    alongside: tuple[InCharge, ...] = ()


PROPOSED_DAYS = 30


def open_(opening: Opening, proposed: date) -> Opened:
    """Raises Refused when the due date lies before the day of agreement. `proposed` is used when none was given."""
    if opening.due_on is not None:
        check_due(opening.due_on, opening.agreed_on)
    return Opened(
        office=opening.office,
        coordination_id=opening.coordination_id,
        outcome_id=opening.outcome_id,
        text=checked_text(opening.text, "text"),
        agreed_on=opening.agreed_on,
        section=opening.section,
        in_charge=opening.in_charge,
        due_on=opening.due_on or proposed,
        due_proposed=opening.due_on is None,
        alongside=beside(opening.in_charge, opening.alongside),
    )


def assign(follow_up: FollowUp, in_charge: InCharge) -> Assigned:
    check_open(follow_up)
    check_unreported(follow_up)
    if follow_up.in_charge is not None and follow_up.in_charge.kind != "text":
        raise Refused(
            say(
                "Sudah ada penanggung jawab ({in_charge}); gunakan Alihkan, dengan alasan.",
                in_charge=follow_up.in_charge.name,
            ),
            "in_charge",
        )
    return Assigned(in_charge=in_charge)


def reassign(follow_up: FollowUp, in_charge: InCharge, reason: str) -> Reassigned:
    """To the same again only where it was disowned: then it is upheld."""
    check_open(follow_up)
    check_unreported(follow_up)
    check_reason(reason)
    if follow_up.in_charge is None:
        raise Refused("Belum ada penanggung jawab; gunakan Tetapkan.", "in_charge")
    if follow_up.in_charge == in_charge:
        if follow_up.disowned_by is None:
            raise Refused(
                say("Penanggung jawabnya sudah {in_charge}.", in_charge=in_charge.name), "in_charge"
            )
        return Reassigned(in_charge=in_charge, upheld=True)
    return Reassigned(in_charge=in_charge)


def start(follow_up: FollowUp, started_on: date, today: date) -> Started:
    check_open(follow_up)
    if follow_up.status is not Status.BELUM_DITINDAKLANJUTI:
        raise Refused("Tindak lanjut ini sudah dimulai.", "status")
    _check_day(follow_up, started_on, today, "started_on")
    return Started(started_on=started_on)


def report_progress(
    follow_up: FollowUp, note: str, reported_on: date, today: date, meeting_id: UUID | None = None
) -> ProgressReported:
    check_open(follow_up)
    if follow_up.status is Status.DILAPORKAN_SELESAI:
        raise Refused("Sudah dilaporkan selesai dan menunggu verifikasi.", "status")
    _check_day(follow_up, reported_on, today, "reported_on")
    return ProgressReported(note=checked_text(note, "note"), reported_on=reported_on, meeting_id=meeting_id)


def review(follow_up: FollowUp, meeting_id: UUID, reviewed_on: date, note: str) -> Reviewed:
    """At a meeting, found as it was."""
    check_open(follow_up)
    if follow_up.status is Status.DILAPORKAN_SELESAI:
        raise Refused("Sudah dilaporkan selesai dan menunggu verifikasi.", "status")
    return Reviewed(meeting_id=meeting_id, reviewed_on=reviewed_on, note=note.strip())


def report_done(
    follow_up: FollowUp,
    *,
    done_on: date,
    note: str,
    evidence: tuple[Evidence, ...],
    done_by: UUID | None,
    typed_by: str,
    today: date,
    done_with: tuple[UUID, ...] = (),
    doers: tuple[InCharge, ...] = (),
    meeting_id: UUID | None = None,
) -> ReportedDone:
    """Raises Refused for a date before the agreement or after today, evidence that is not acceptable, or one of
    `doers` who is neither in charge nor alongside. `done_by` and `done_with` are their persons."""
    check_open(follow_up)
    if follow_up.status is Status.DILAPORKAN_SELESAI:
        raise Refused("Sudah dilaporkan selesai dan menunggu verifikasi.", "status")
    _check_day(follow_up, done_on, today, "done_on")
    if follow_up.begun_on is not None and done_on < follow_up.begun_on:
        raise Refused("Tanggal selesai tidak boleh sebelum tanggal mulai.", "done_on")
    check_pieces(evidence, today)
    for one in doers:
        if not carries_out(one, follow_up.in_charge, follow_up.alongside):
            raise Refused(
                say("{name} bukan penanggung jawab atau pelaksana bersama.", name=one.name), "done_by"
            )
    if not evidence and not note.strip():
        raise Refused("Isi keterangan singkat atau lampirkan bukti.", "note")
    return ReportedDone(
        done_on=done_on,
        note=note.strip(),
        evidence=evidence,
        done_by=done_by,
        typed_by=typed_by,
        done_with=done_with,
        doers=doers,
        meeting_id=meeting_id,
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
    if person_id in report.doers:
        raise Forbidden("Pekerjaan sendiri tidak dapat diverifikasi sendiri; mintalah atasan.", "")
    if report.typed_by == username:
        raise Forbidden("Laporan yang Anda tulis sendiri harus diverifikasi orang lain.", "")
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
    check_reason(reason)
    return Returned()


def request_cannot(follow_up: FollowUp, reason: str, typed_by: str) -> CannotRequested:
    check_open(follow_up)
    check_reason(reason)
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
    check_open(follow_up)
    if follow_up.cannot_requested_by is None:
        raise Refused(
            "Tidak ada usulan “tidak dapat ditindaklanjuti” yang menunggu keputusan.",
            "status",
        )
    if follow_up.cannot_requested_by == username:
        raise Forbidden("Usulan sendiri tidak dapat diputuskan sendiri.", "")
    if not accepted:
        check_reason(reason)
    return CannotAccepted() if accepted else CannotRefused()


def reopen(follow_up: FollowUp, reason: str, reopened_on: date) -> Reopened:
    if follow_up.status not in {Status.SELESAI, Status.TIDAK_DAPAT}:
        raise Refused(
            "Hanya tindak lanjut yang sudah ditutup yang dapat dibuka kembali.",
            "status",
        )
    check_reason(reason)
    return Reopened(reopened_on=reopened_on)


def withdraw(follow_up: FollowUp, reason: str) -> Withdrawn:
    if follow_up.status is Status.DITARIK:
        raise Refused("Tindak lanjut ini sudah ditarik.", "status")
    check_reason(reason)
    return Withdrawn()


def correct(follow_up: FollowUp, changes: Corrected, reason: str) -> Corrected:
    """Raises Refused when nothing would change, or the due date would lie before the day of agreement."""
    if follow_up.status is Status.DITARIK:
        raise Refused("Tindak lanjut ini sudah ditarik; tidak dapat diubah lagi.", "status")
    check_reason(reason)
    if changes.text is not UNSET:
        changes = msgspec.structs.replace(changes, text=checked_text(changes.text, "text"))
    if changes.section is None:
        raise Refused("Pilih bidangnya; tanpa pilihan, hasil mengikuti bidang kegiatannya.", "section")
    if changes.due_on is not UNSET:
        check_due(changes.due_on, follow_up.agreed_on)
    if evolve(follow_up, changes) == follow_up:
        raise Refused("Tidak ada yang berubah; ubah sedikitnya satu isian.", "")
    return changes


def _check_reported(follow_up: FollowUp) -> None:
    if follow_up.status is not Status.DILAPORKAN_SELESAI:
        raise Refused("Belum ada laporan selesai yang menunggu verifikasi.", "status")


def _check_day(follow_up: FollowUp, day: date, today: date, field: str) -> None:
    if day > today:
        raise Refused("Tanggal tidak boleh sesudah hari ini.", field)
    if day < follow_up.agreed_on:
        raise Refused("Tanggal tidak boleh sebelum tanggal kegiatan.", field)
