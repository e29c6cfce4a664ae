"""What may happen to the minutes, and what may not: each decision checks its rules and answers with one event.

Only what was held has minutes; what was submitted is closed for editing; the chair ratifies or returns, and never
whoever submitted (DOMAIN section 5).
"""

from datetime import date
from uuid import UUID

from tracker.domain.coordination import MAX_TEXT, MAX_TITLE, Coordination, Details, Status
from tracker.domain.coordination_decisions import check_standing
from tracker.domain.errors import Conflict, Forbidden, NotFound, Refused
from tracker.domain.minutes import (
    AttendanceRecorded,
    Attendee,
    FollowUpReviewed,
    MinutesRatified,
    MinutesReturned,
    MinutesStatus,
    MinutesSubmitted,
    Note,
    NoteAdded,
    NoteChanged,
    NoteRemoved,
    Presence,
    ReviewAnswer,
)
from tracker.domain.office import Office, Position
from tracker.domain.phrase import say
from tracker.domain.role import Rank

MAX_NOTES = 200
MAX_ATTENDEES = 300


def add_note(coordination: Coordination, note_id: UUID, text: str) -> NoteAdded:
    check_open(coordination)
    if len(coordination.minutes.notes) >= MAX_NOTES:
        raise Refused(say("Butir pembahasan paling banyak {most}.", most=MAX_NOTES), "text")
    return NoteAdded(note_id=note_id, text=_text(text))


def change_note(coordination: Coordination, note_id: UUID, text: str) -> NoteChanged:
    check_open(coordination)
    note = find_note(coordination, note_id)
    changed = _text(text)
    if changed == note.text:
        raise Refused("Tidak ada yang berubah; ubah uraiannya.", "text")
    return NoteChanged(note_id=note_id, text=changed)


def remove_note(coordination: Coordination, note_id: UUID) -> NoteRemoved:
    check_open(coordination)
    find_note(coordination, note_id)
    for outcome in coordination.outcomes:
        if outcome.origin is not None and outcome.origin.id == note_id and not outcome.is_withdrawn:
            raise Refused(
                say("Butir ini sudah menjadi hasil {ordinal}; tidak dapat dihapus.", ordinal=outcome.ordinal),
                "note_id",
            )
    return NoteRemoved(note_id=note_id)


def record_attendance(coordination: Coordination, attendees: tuple[Attendee, ...]) -> AttendanceRecorded:
    """Before it is held people can only be invited; came late and left early are said of who was present."""
    check_standing(coordination)
    _check_not_closed(coordination)
    if len(attendees) > MAX_ATTENDEES:
        raise Refused(say("Daftar hadir paling banyak {most} baris.", most=MAX_ATTENDEES), "attendees")
    seen: set[tuple[str, str]] = set()
    for number, attendee in enumerate(attendees):
        field = f"attendees.{number}"
        if not attendee.name.strip() or len(attendee.name) > MAX_TITLE:
            raise Refused(
                say("Isi jabatan atau perannya, paling panjang {most} huruf.", most=MAX_TITLE),
                f"{field}.name",
            )
        if attendee.who in seen:
            raise Refused(say("{attendee} tercantum dua kali.", attendee=attendee.name), f"{field}.name")
        seen.add(attendee.who)
        is_present = attendee.presence is Presence.HADIR
        if coordination.status is not Status.DILAKSANAKAN and attendee.presence is not Presence.DIUNDANG:
            raise Refused("Kegiatan belum dilaksanakan; baru dapat diundang.", f"{field}.presence")
        if (attendee.came_late or attendee.left_early) and not is_present:
            raise Refused(
                say(
                    "{attendee} tidak hadir; jangan tandai terlambat atau pulang lebih awal.",
                    attendee=attendee.name,
                ),
                f"{field}.presence",
            )
    if attendees == coordination.minutes.attendance:
        raise Refused("Tidak ada yang berubah pada daftar hadir.", "attendees")
    return AttendanceRecorded(attendees=attendees)


def review(
    coordination: Coordination, follow_up_id: UUID, answer: ReviewAnswer, note: str
) -> FollowUpReviewed:
    """Of a follow-up that an earlier meeting of the series left open (the application knows which)."""
    check_open(coordination)
    if len(note) > MAX_TEXT:
        raise Refused(say("Catatan paling panjang {most} huruf.", most=MAX_TEXT), "note")
    return FollowUpReviewed(follow_up_id=follow_up_id, answer=answer, note=note.strip())


def submit(coordination: Coordination, submitted_by: str, person_id: UUID | None) -> MinutesSubmitted:
    check_open(coordination)
    if not coordination.minutes.notes and not coordination.outcomes:
        raise Refused("Notulen masih kosong; catat butir pembahasan atau hasilnya dahulu.", "status")
    return MinutesSubmitted(submitted_by=submitted_by, person_id=person_id)


def ratify(
    coordination: Coordination, *, position: Position, username: str, person_id: UUID, ratified_on: date
) -> MinutesRatified:
    """`position` is one that may ratify these minutes (`ratifying_positions`), held by that person on that day."""
    _check_submitted(coordination)
    submission = coordination.minutes.submission
    assert submission is not None
    if submission.submitted_by == username or submission.person_id == person_id:
        raise Forbidden("Notulen yang Anda ajukan sendiri harus disahkan orang lain.")
    return MinutesRatified(ratified_on=ratified_on, position=position.code, ratified_by=person_id)


def return_(
    coordination: Coordination, *, position: Position, person_id: UUID, reason: str
) -> MinutesReturned:
    _check_submitted(coordination)
    if not reason.strip():
        raise Refused("Isi apa yang perlu dibetulkan.", "reason")
    return MinutesReturned(position=position.code, returned_by=person_id)


def ratifying_positions(office: Office, details: Details) -> tuple[Position, ...]:
    """The chair where the chair is the Camat or the Sekcam; else either of the two."""
    chair = office.positions.get(details.chair_position or "")
    if chair is not None and chair.rank in {Rank.CAMAT, Rank.SEKCAM}:
        return (chair,)
    both = (office.position_of_rank(Rank.CAMAT), office.position_of_rank(Rank.SEKCAM))
    return tuple(position for position in both if position is not None)


def find_note(coordination: Coordination, note_id: UUID) -> Note:
    """Raises NotFound."""
    note = coordination.minutes.note(note_id)
    if note is None:
        raise NotFound("Butir pembahasan itu tidak ditemukan.", "note_id")
    return note


def check_open(coordination: Coordination) -> None:
    """Raises Refused where the minutes cannot be written: not held, submitted, or ratified."""
    check_standing(coordination)
    if coordination.status is not Status.DILAKSANAKAN:
        raise Refused("Notulen ditulis pada kegiatan yang sudah dilaksanakan.", "status")
    _check_not_closed(coordination)


def _check_not_closed(coordination: Coordination) -> None:
    match coordination.minutes.status:
        case MinutesStatus.DISAHKAN:
            raise Refused("Notulen sudah disahkan; catat hal baru pada kegiatan berikutnya.", "status")
        case MinutesStatus.DIAJUKAN:
            raise Refused("Notulen sedang menunggu pengesahan; mintalah dikembalikan dahulu.", "status")


def _check_submitted(coordination: Coordination) -> None:
    check_standing(coordination)
    match coordination.minutes.status:
        case MinutesStatus.DISAHKAN:
            raise Conflict("Notulen ini sudah disahkan.", "status")
        case MinutesStatus.DISUSUN | MinutesStatus.DIKEMBALIKAN:
            raise Refused("Notulen ini belum diajukan.", "status")


def _text(text: str) -> str:
    if not text.strip():
        raise Refused("Isi butir pembahasan.", "text")
    if len(text) > MAX_TEXT:
        raise Refused(say("Butir pembahasan paling panjang {most} huruf.", most=MAX_TEXT), "text")
    return text.strip()
