"""What may happen to a coordination, and what may not: each decision checks its rules and answers with one event.

Nothing was held after today; only what was held has outcomes; nothing happens to one that is withdrawn or cancelled.
"""

from datetime import date
from uuid import UUID

import msgspec
from msgspec import UNSET

from tracker.domain.coordination import (
    KIND_NAMES,
    MAX_NUMBER,
    MAX_TEXT,
    MAX_TITLE,
    STATUS_NAMES,
    Coordination,
    CoordinationCancelled,
    CoordinationCorrected,
    CoordinationHeld,
    CoordinationPlanned,
    CoordinationPostponed,
    CoordinationRecorded,
    CoordinationWithdrawn,
    Details,
    EvidenceAttached,
    EvidenceWithdrawn,
    Origin,
    Outcome,
    OutcomeAdded,
    OutcomeReclassified,
    OutcomeWithdrawn,
    OutputRecorded,
    RegisterSource,
    Status,
    evolve,
)
from tracker.domain.errors import NotFound, Refused
from tracker.domain.evidence import OUTPUT_TYPES, Evidence, check_evidence
from tracker.domain.in_charge import InCharge
from tracker.domain.minutes import MinutesStatus
from tracker.domain.period import FIRST_YEAR, LAST_YEAR, within_reach
from tracker.domain.phrase import say, small

RATIFIED_WITH = frozenset(
    {"kind", "section", "organiser", "held_on", "within_authority", "chair_position", "series"}
)
"""The details that decide what the minutes count for, who ratifies them, and what they carry over."""


class NewOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked for; `follow_up_id` None: the outcome only informs."""

    outcome_id: UUID
    text: str
    section: str | None
    follow_up_id: UUID | None
    in_charge: InCharge | None = None
    due_on: date | None = None
    alongside: tuple[InCharge, ...] = ()
    origin: Origin | None = None


def plan(details: Details, planned_on: date) -> CoordinationPlanned:
    """Raises Refused naming the field."""
    if not within_reach(planned_on):
        raise Refused(
            say("Tanggal rencana harus dalam tahun {first}–{last}.", first=FIRST_YEAR, last=LAST_YEAR),
            "planned_on",
        )
    return CoordinationPlanned(details=_checked(details), planned_on=planned_on)


def record(
    details: Details, held_on: date, today: date, source: RegisterSource | None = None
) -> CoordinationRecorded:
    """Raises Refused naming the field; nothing can have been held after today."""
    _check_held(held_on, today)
    return CoordinationRecorded(details=_checked(details), held_on=held_on, source=source)


def hold(coordination: Coordination, held_on: date, today: date) -> CoordinationHeld:
    if coordination.status not in {Status.DIRENCANAKAN, Status.DITUNDA}:
        raise Refused(
            say("Kegiatan ini sudah {status}.", status=small(STATUS_NAMES[coordination.status])), "status"
        )
    _check_held(held_on, today)
    return CoordinationHeld(held_on=held_on)


def add_outcome(coordination: Coordination, new: NewOutcome) -> OutcomeAdded:
    check_standing(coordination)
    if coordination.status is not Status.DILAKSANAKAN:
        raise Refused("Hasil hanya dapat dicatat pada kegiatan yang sudah dilaksanakan.", "status")
    if coordination.minutes.is_closed:
        raise Refused(
            "Notulen sudah diajukan atau disahkan; hasil baru dicatat pada kegiatan berikutnya.", "status"
        )
    if new.origin is not None and new.origin.kind == "note":
        _check_origin(coordination, new.origin)
    return OutcomeAdded(
        outcome_id=new.outcome_id,
        ordinal=len(coordination.outcomes) + 1,
        text=_text(new.text),
        section=new.section,
        follow_up_id=new.follow_up_id,
        origin=new.origin,
    )


def _check_origin(coordination: Coordination, origin: Origin) -> None:
    if coordination.minutes.note(origin.id) is None:
        raise NotFound("Butir pembahasan itu tidak ditemukan.", "origin")
    for outcome in coordination.outcomes:
        if outcome.origin == origin and not outcome.is_withdrawn:
            raise Refused(say("Butir ini sudah menjadi hasil {ordinal}.", ordinal=outcome.ordinal), "origin")


def reclassify(
    coordination: Coordination, outcome_id: UUID, follow_up_id: UUID | None
) -> OutcomeReclassified:
    """`follow_up_id` None: it only informs from now on; else the follow-up that it opens."""
    check_standing(coordination)
    check_not_submitted(coordination)
    outcome = find_outcome(coordination, outcome_id)
    if follow_up_id is None and outcome.follow_up_id is None:
        raise Refused("Hasil ini memang hanya informasi.", "outcome_id")
    if follow_up_id is not None and outcome.follow_up_id is not None:
        raise Refused("Hasil ini memang perlu tindak lanjut.", "outcome_id")
    return OutcomeReclassified(outcome_id=outcome_id, ordinal=outcome.ordinal, follow_up_id=follow_up_id)


def withdraw_outcome(coordination: Coordination, outcome_id: UUID) -> OutcomeWithdrawn:
    check_standing(coordination)
    check_not_submitted(coordination)
    outcome = find_outcome(coordination, outcome_id)
    return OutcomeWithdrawn(outcome_id=outcome_id, ordinal=outcome.ordinal)


def find_outcome(coordination: Coordination, outcome_id: UUID) -> Outcome:
    """Raises NotFound, and Refused for one that is withdrawn."""
    outcome = coordination.outcome(outcome_id)
    if outcome is None:
        raise NotFound("Hasil itu tidak ditemukan pada kegiatan ini.", "outcome_id")
    if outcome.is_withdrawn:
        raise Refused("Hasil ini sudah ditarik; tidak dapat diubah lagi.", "outcome_id")
    return outcome


def attach_evidence(coordination: Coordination, evidence: Evidence, today: date) -> EvidenceAttached:
    check_standing(coordination)
    check_evidence(evidence, today)
    return EvidenceAttached(evidence=evidence)


def withdraw_evidence(coordination: Coordination, evidence_id: UUID) -> EvidenceWithdrawn:
    """Raises NotFound for what is not attached, or not any more."""
    check_standing(coordination)
    check_not_submitted(coordination)
    for is_output, pieces in ((False, coordination.evidence), (True, coordination.outputs)):
        for piece in pieces:
            if piece.id == evidence_id:
                return EvidenceWithdrawn(
                    evidence_id=evidence_id, is_output=is_output, type=piece.type, number=piece.number
                )
    raise NotFound("Bukti itu tidak ada pada kegiatan ini, atau sudah ditarik.", "evidence_id")


def record_output(coordination: Coordination, evidence: Evidence, today: date) -> OutputRecorded:
    check_standing(coordination)
    if coordination.status is not Status.DILAKSANAKAN:
        raise Refused("Keluaran hanya dapat dicatat pada kegiatan yang sudah dilaksanakan.", "status")
    check_evidence(evidence, today)
    if evidence.type not in OUTPUT_TYPES:
        raise Refused(
            "Rapat koordinasi adalah bukti, bukan keluaran; pilih jenis keluaran yang lain.",
            "evidence.type",
        )
    return OutputRecorded(evidence=evidence)


def correct(coordination: Coordination, changes: CoordinationCorrected, today: date) -> CoordinationCorrected:
    """Raises Refused when nothing would change, or the corrected record would be invalid."""
    check_standing(coordination)
    given = {
        name: value
        for name in CoordinationCorrected.__struct_fields__
        if (value := getattr(changes, name)) is not UNSET
    }
    if not given.keys().isdisjoint(RATIFIED_WITH):
        check_not_submitted(coordination)
    if "held_on" in given:
        if coordination.held_on is None:
            raise Refused(
                "Kegiatan ini belum dilaksanakan; tidak ada tanggal untuk dibetulkan.",
                "held_on",
            )
        _check_held(given["held_on"], today)
    corrected = evolve(coordination, changes)
    if corrected == coordination:
        raise Refused("Tidak ada yang berubah; ubah sedikitnya satu isian.", "")
    _checked(corrected.details)
    return changes


def postpone(coordination: Coordination, to: date | None, today: date) -> CoordinationPostponed:
    if coordination.status not in {Status.DIRENCANAKAN, Status.DITUNDA}:
        raise Refused("Hanya kegiatan yang direncanakan yang dapat ditunda.", "status")
    if to is not None and to < today:
        raise Refused("Tanggal baru tidak boleh sebelum hari ini.", "to")
    if to is not None and not within_reach(to):
        raise Refused(
            say("Tanggal baru harus dalam tahun {first}–{last}.", first=FIRST_YEAR, last=LAST_YEAR), "to"
        )
    return CoordinationPostponed(to=to)


def cancel(coordination: Coordination) -> CoordinationCancelled:
    if coordination.status not in {Status.DIRENCANAKAN, Status.DITUNDA}:
        raise Refused("Hanya kegiatan yang direncanakan yang dapat dibatalkan.", "status")
    return CoordinationCancelled()


def withdraw(coordination: Coordination) -> CoordinationWithdrawn:
    check_standing(coordination)
    check_not_submitted(coordination)
    return CoordinationWithdrawn()


def check_standing(coordination: Coordination) -> None:
    """Raises Refused for one that is withdrawn or cancelled."""
    if coordination.status in {Status.DITARIK, Status.DIBATALKAN}:
        raise Refused(
            say(
                "Kegiatan ini sudah {status}; tidak dapat diubah lagi.",
                status=small(STATUS_NAMES[coordination.status]),
            ),
            "status",
        )


def check_not_submitted(coordination: Coordination) -> None:
    """Raises Refused while the minutes wait for the chair, who ratifies exactly what the chair has read."""
    if coordination.minutes.status is MinutesStatus.DIAJUKAN:
        raise Refused("Notulen sudah diajukan; mintalah dikembalikan dahulu.", "status")


def _check_held(held_on: date, today: date) -> None:
    if not within_reach(held_on):
        raise Refused(
            say("Tanggal kegiatan harus dalam tahun {first}–{last}.", first=FIRST_YEAR, last=LAST_YEAR),
            "held_on",
        )
    if held_on > today:
        raise Refused(
            "Tanggal kegiatan tidak boleh sesudah hari ini; untuk nanti, rencanakan.",
            "held_on",
        )


def _checked(details: Details) -> Details:
    if not details.title.strip():
        raise Refused("Isi judul kegiatan.", "title")
    if len(details.title) > MAX_TITLE:
        raise Refused(say("Judul kegiatan paling panjang {most} huruf.", most=MAX_TITLE), "title")
    if len(details.number or "") > MAX_NUMBER:
        raise Refused(say("Nomor kegiatan paling panjang {most} huruf.", most=MAX_NUMBER), "number")
    if len(details.agenda) > MAX_TEXT:
        raise Refused(say("Agenda paling panjang {most} huruf.", most=MAX_TEXT), "agenda")
    for field in ("organiser", "place", "chair", "note_taker"):
        if len(getattr(details, field) or "") > MAX_TITLE:
            raise Refused(say("Isian ini paling panjang {most} huruf.", most=MAX_TITLE), field)
    if details.kind not in KIND_NAMES:
        raise Refused(
            say("Jenis kegiatan “{kind}” tidak dikenal; pilih dari daftar.", kind=details.kind), "kind"
        )
    if details.starts_at and details.ends_at and details.ends_at < details.starts_at:
        raise Refused("Jam selesai tidak boleh sebelum jam mulai.", "ends_at")
    return details


def _text(text: str) -> str:
    if not text.strip():
        raise Refused("Isi uraian hasil.", "text")
    if len(text) > MAX_TEXT:
        raise Refused(say("Uraian hasil paling panjang {most} huruf.", most=MAX_TEXT), "text")
    return text.strip()
