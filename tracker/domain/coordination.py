"""A coordination: one activity (rapat koordinasi, fasilitasi …) of an office, with its outcomes (hasil).

planned → held | postponed | cancelled; postponed → held | postponed | cancelled; any → withdrawn. What was logged
after the fact is `recorded`: held at once, so that no step is invented that nobody saw.
"""

from datetime import date, time
from enum import StrEnum
from typing import ClassVar, Literal
from uuid import UUID

import msgspec
from msgspec import UNSET, UnsetType

from tracker.domain.errors import Refused
from tracker.domain.event import Event
from tracker.domain.evidence import OUTPUT_TYPES, Evidence, check_evidence
from tracker.domain.in_charge import InCharge
from tracker.domain.period import FIRST_YEAR, LAST_YEAR, within_reach


class Status(StrEnum):
    DIRENCANAKAN = "direncanakan"
    DILAKSANAKAN = "dilaksanakan"
    DITUNDA = "ditunda"
    DIBATALKAN = "dibatalkan"
    DITARIK = "ditarik"


STATUS_NAMES = {
    Status.DIRENCANAKAN: "Direncanakan",
    Status.DILAKSANAKAN: "Dilaksanakan",
    Status.DITUNDA: "Ditunda",
    Status.DIBATALKAN: "Dibatalkan",
    Status.DITARIK: "Ditarik",
}

KIND_NAMES = {
    "rapat_koordinasi": "Rapat koordinasi",
    "fasilitasi": "Fasilitasi",
    "pembinaan": "Pembinaan",
    "monitoring": "Monitoring dan evaluasi",
    "musyawarah": "Musyawarah",
    "lainnya": "Kegiatan lain",
}
"""The kinds of activity that an office logs; an indicator names those that it counts (DOMAIN section 2)."""


class Details(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`organiser` None: the office itself. A meeting that another body called is tracked, and in no denominator.

    `section` None: held by the kecamatan as a whole. `number` is unique within office and year.
    """

    office: str
    kind: str
    title: str
    section: str | None = None
    organiser: str | None = None
    number: str | None = None
    place: str = ""
    chair: str = ""
    note_taker: str = ""
    starts_at: time | None = None
    ends_at: time | None = None
    within_authority: bool = True


class RegisterSource(msgspec.Struct, frozen=True):
    """Which rows of which imported file told this; `digest` is SHA-256 over their normalised content."""

    file_name: str
    file_sha256: str
    first_row: int
    digest: str


class CoordinationPlanned(Event, frozen=True, kw_only=True):
    TOPIC: ClassVar[str] = "coordination.planned.1"
    details: Details
    planned_on: date


class CoordinationRecorded(Event, frozen=True, kw_only=True):
    """Logged after it was held; `source` where it came from a register file."""

    TOPIC: ClassVar[str] = "coordination.recorded.1"
    details: Details
    held_on: date
    source: RegisterSource | None = None


class CoordinationHeld(Event, frozen=True, kw_only=True):
    TOPIC: ClassVar[str] = "coordination.held.1"
    held_on: date


class Origin(msgspec.Struct, frozen=True):
    """What an outcome came from: a note of the minutes, or a survey (`id` its stream, `code` the low element)."""

    kind: Literal["note", "survey"]
    id: UUID
    code: str = ""


class OutcomeAdded(Event, frozen=True, kw_only=True):
    """`follow_up_id` is set exactly when the outcome needs follow-up."""

    TOPIC: ClassVar[str] = "coordination.outcome_added.1"
    outcome_id: UUID
    ordinal: int
    text: str
    section: str | None = None
    follow_up_id: UUID | None = None
    origin: Origin | None = None


class EvidenceAttached(Event, frozen=True, kw_only=True):
    TOPIC: ClassVar[str] = "coordination.evidence_attached.1"
    evidence: Evidence


class OutputRecorded(Event, frozen=True, kw_only=True):
    """The output (keluaran) within the kecamatan's authority; an output also proves the activity."""

    TOPIC: ClassVar[str] = "coordination.output_recorded.1"
    evidence: Evidence


class CoordinationCorrected(Event, frozen=True, kw_only=True):
    """Only the corrected fields are set; the reason stands in the event's context."""

    TOPIC: ClassVar[str] = "coordination.corrected.1"
    title: str | UnsetType = UNSET
    kind: str | UnsetType = UNSET
    number: str | None | UnsetType = UNSET
    section: str | None | UnsetType = UNSET
    organiser: str | None | UnsetType = UNSET
    held_on: date | UnsetType = UNSET
    place: str | UnsetType = UNSET
    within_authority: bool | UnsetType = UNSET


class CoordinationPostponed(Event, frozen=True, kw_only=True):
    """`to` None: no new date yet."""

    TOPIC: ClassVar[str] = "coordination.postponed.1"
    to: date | None = None


class CoordinationCancelled(Event, frozen=True, kw_only=True):
    TOPIC: ClassVar[str] = "coordination.cancelled.1"


class CoordinationWithdrawn(Event, frozen=True, kw_only=True):
    TOPIC: ClassVar[str] = "coordination.withdrawn.1"


EVENTS: tuple[type[Event], ...] = (
    CoordinationPlanned,
    CoordinationRecorded,
    CoordinationHeld,
    OutcomeAdded,
    EvidenceAttached,
    OutputRecorded,
    CoordinationCorrected,
    CoordinationPostponed,
    CoordinationCancelled,
    CoordinationWithdrawn,
)


class Outcome(msgspec.Struct, frozen=True):
    id: UUID
    ordinal: int
    text: str
    section: str | None
    follow_up_id: UUID | None
    origin: Origin | None = None


class Coordination(msgspec.Struct, frozen=True, kw_only=True):
    """`planned_on` or `held_on` according to `status`."""

    details: Details
    status: Status
    planned_on: date | None = None
    held_on: date | None = None
    outcomes: tuple[Outcome, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    outputs: tuple[Evidence, ...] = ()
    source: RegisterSource | None = None


class NewOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked for; `follow_up_id` None: the outcome only informs."""

    outcome_id: UUID
    text: str
    section: str | None
    follow_up_id: UUID | None
    in_charge: InCharge | None = None
    due_on: date | None = None
    origin: Origin | None = None


MAX_NUMBER = 100
MAX_TITLE = 300
MAX_TEXT = 2000


def plan(details: Details, planned_on: date) -> CoordinationPlanned:
    """Raises Refused naming the field."""
    if not within_reach(planned_on):
        raise Refused(f"Tanggal rencana harus dalam tahun {FIRST_YEAR}–{LAST_YEAR}.", "planned_on")
    return CoordinationPlanned(details=_checked(details), planned_on=planned_on)


def record(
    details: Details, held_on: date, today: date, source: RegisterSource | None = None
) -> CoordinationRecorded:
    """Raises Refused naming the field; nothing can have been held after today."""
    _check_held(held_on, today)
    return CoordinationRecorded(details=_checked(details), held_on=held_on, source=source)


def hold(coordination: Coordination, held_on: date, today: date) -> CoordinationHeld:
    if coordination.status not in {Status.DIRENCANAKAN, Status.DITUNDA}:
        raise Refused(f"Kegiatan ini sudah {coordination.status.value}.", "status")
    _check_held(held_on, today)
    return CoordinationHeld(held_on=held_on)


def add_outcome(coordination: Coordination, new: NewOutcome) -> OutcomeAdded:
    _check_standing(coordination)
    if coordination.status is not Status.DILAKSANAKAN:
        raise Refused("Hasil hanya dapat dicatat pada kegiatan yang sudah dilaksanakan.", "status")
    return OutcomeAdded(
        outcome_id=new.outcome_id,
        ordinal=len(coordination.outcomes) + 1,
        text=_text(new.text),
        section=new.section,
        follow_up_id=new.follow_up_id,
        origin=new.origin,
    )


def attach_evidence(coordination: Coordination, evidence: Evidence, today: date) -> EvidenceAttached:
    _check_standing(coordination)
    check_evidence(evidence, today)
    return EvidenceAttached(evidence=evidence)


def record_output(coordination: Coordination, evidence: Evidence, today: date) -> OutputRecorded:
    _check_standing(coordination)
    check_evidence(evidence, today)
    if evidence.type not in OUTPUT_TYPES:
        raise Refused(
            "Rapat koordinasi adalah bukti, bukan keluaran; pilih jenis keluaran yang lain.",
            "evidence.type",
        )
    return OutputRecorded(evidence=evidence)


def correct(coordination: Coordination, changes: CoordinationCorrected, today: date) -> CoordinationCorrected:
    """Raises Refused when nothing would change, or the corrected record would be invalid."""
    _check_standing(coordination)
    given = {
        name: value
        for name in CoordinationCorrected.__struct_fields__
        if (value := getattr(changes, name)) is not UNSET
    }
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
        raise Refused(f"Tanggal baru harus dalam tahun {FIRST_YEAR}–{LAST_YEAR}.", "to")
    return CoordinationPostponed(to=to)


def cancel(coordination: Coordination) -> CoordinationCancelled:
    if coordination.status not in {Status.DIRENCANAKAN, Status.DITUNDA}:
        raise Refused("Hanya kegiatan yang direncanakan yang dapat dibatalkan.", "status")
    return CoordinationCancelled()


def withdraw(coordination: Coordination) -> CoordinationWithdrawn:
    _check_standing(coordination)
    return CoordinationWithdrawn()


def _check_standing(coordination: Coordination) -> None:
    if coordination.status in {Status.DITARIK, Status.DIBATALKAN}:
        raise Refused(
            f"Kegiatan ini sudah {coordination.status.value}; tidak dapat diubah lagi.",
            "status",
        )


def _check_held(held_on: date, today: date) -> None:
    if not within_reach(held_on):
        raise Refused(f"Tanggal kegiatan harus dalam tahun {FIRST_YEAR}–{LAST_YEAR}.", "held_on")
    if held_on > today:
        raise Refused(
            "Tanggal kegiatan tidak boleh sesudah hari ini; untuk nanti, rencanakan.",
            "held_on",
        )


def _checked(details: Details) -> Details:
    if not details.title.strip():
        raise Refused("Isi judul kegiatan.", "title")
    if len(details.title) > MAX_TITLE:
        raise Refused(f"Judul kegiatan paling panjang {MAX_TITLE} huruf.", "title")
    if len(details.number or "") > MAX_NUMBER:
        raise Refused(f"Nomor kegiatan paling panjang {MAX_NUMBER} huruf.", "number")
    for field in ("organiser", "place", "chair", "note_taker"):
        if len(getattr(details, field) or "") > MAX_TITLE:
            raise Refused(f"Isian ini paling panjang {MAX_TITLE} huruf.", field)
    if details.kind not in KIND_NAMES:
        raise Refused(f"Jenis kegiatan “{details.kind}” tidak dikenal; pilih dari daftar.", "kind")
    if details.starts_at and details.ends_at and details.ends_at < details.starts_at:
        raise Refused("Jam selesai tidak boleh sebelum jam mulai.", "ends_at")
    return details


def _text(text: str) -> str:
    if not text.strip():
        raise Refused("Isi uraian hasil.", "text")
    if len(text) > MAX_TEXT:
        raise Refused(f"Uraian hasil paling panjang {MAX_TEXT} huruf.", "text")
    return text.strip()


def evolve(state: Coordination | None, event: Event) -> Coordination:
    match event:
        case CoordinationPlanned():
            return Coordination(
                details=event.details,
                status=Status.DIRENCANAKAN,
                planned_on=event.planned_on,
            )
        case CoordinationRecorded():
            return Coordination(
                details=event.details,
                status=Status.DILAKSANAKAN,
                held_on=event.held_on,
                source=event.source,
            )
    if state is None:
        raise ValueError(f"{event.TOPIC} before the coordination was logged")
    replace = msgspec.structs.replace
    match event:
        case CoordinationHeld():
            return replace(state, status=Status.DILAKSANAKAN, held_on=event.held_on)
        case OutcomeAdded():
            outcome = Outcome(
                event.outcome_id,
                event.ordinal,
                event.text,
                event.section,
                event.follow_up_id,
                event.origin,
            )
            return replace(state, outcomes=(*state.outcomes, outcome))
        case EvidenceAttached():
            return replace(state, evidence=(*state.evidence, event.evidence))
        case OutputRecorded():
            return replace(state, outputs=(*state.outputs, event.evidence))
        case CoordinationCorrected():
            return _corrected(state, event)
        case CoordinationPostponed():
            return replace(state, status=Status.DITUNDA, planned_on=event.to)
        case CoordinationCancelled():
            return replace(state, status=Status.DIBATALKAN)
        case CoordinationWithdrawn():
            return replace(state, status=Status.DITARIK)
        case _:
            raise ValueError(f"{event.TOPIC} is not an event of a coordination")


def _corrected(state: Coordination, event: CoordinationCorrected) -> Coordination:
    given = {
        name: value
        for name in CoordinationCorrected.__struct_fields__
        if (value := getattr(event, name)) is not UNSET
    }
    held_on = given.pop("held_on", state.held_on)
    details = msgspec.structs.replace(state.details, **given)
    return msgspec.structs.replace(state, details=details, held_on=held_on)
