"""The minutes (risalah, notulen) of a coordination: discussion points, attendance, and the review of what was open.

drafted → submitted → ratified (disahkan) by the chair, or returned with a note and submitted again. What was submitted
is closed for editing, so that the chair ratifies what the chair has read (DOMAIN section 5).
"""

from datetime import date
from enum import StrEnum
from typing import ClassVar, Literal
from uuid import UUID

import msgspec

from tracker.domain.event import Event
from tracker.domain.phrase import say


class MinutesStatus(StrEnum):
    DISUSUN = "disusun"
    DIAJUKAN = "diajukan"
    DIKEMBALIKAN = "dikembalikan"
    DISAHKAN = "disahkan"


MINUTES_NAMES = {
    MinutesStatus.DISUSUN: say("Disusun"),
    MinutesStatus.DIAJUKAN: say("Menunggu pengesahan"),
    MinutesStatus.DIKEMBALIKAN: say("Dikembalikan"),
    MinutesStatus.DISAHKAN: say("Disahkan"),
}


class Presence(StrEnum):
    DIUNDANG = "diundang"
    HADIR = "hadir"
    IZIN = "izin"
    TIDAK_HADIR = "tidak_hadir"


PRESENCE_NAMES = {
    Presence.DIUNDANG: say("Diundang"),
    Presence.HADIR: say("Hadir"),
    Presence.IZIN: say("Izin"),
    Presence.TIDAK_HADIR: say("Tidak hadir"),
}


class Attendee(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A position or body of the office, by code, or a role in words ("Ketua RT 02"): never a citizen's private name.

    `name` is its title on that day.
    """

    kind: Literal["position", "body", "role"]
    code: str = ""
    name: str
    presence: Presence
    came_late: bool = False
    left_early: bool = False

    @property
    def who(self) -> tuple[str, str]:
        """Who it is, however often the title is written differently."""
        return self.kind, self.code or self.name.casefold()


class ReviewAnswer(StrEnum):
    """What the meeting says of a follow-up that an earlier one left open; LEWATI: not before its date is near."""

    SELESAI = "selesai"
    PROSES = "proses"
    BELUM = "belum"
    LEWATI = "lewati"


REVIEW_NAMES = {
    ReviewAnswer.SELESAI: say("Selesai"),
    ReviewAnswer.PROSES: say("Dalam proses"),
    ReviewAnswer.BELUM: say("Belum"),
    ReviewAnswer.LEWATI: say("Lewati dahulu"),
}


class NoteAdded(Event, frozen=True, kw_only=True):
    TOPIC: ClassVar[str] = "coordination.minutes_note_added.1"
    note_id: UUID
    text: str


class NoteChanged(Event, frozen=True, kw_only=True):
    TOPIC: ClassVar[str] = "coordination.minutes_note_changed.1"
    note_id: UUID
    text: str


class NoteRemoved(Event, frozen=True, kw_only=True):
    TOPIC: ClassVar[str] = "coordination.minutes_note_removed.1"
    note_id: UUID


class AttendanceRecorded(Event, frozen=True, kw_only=True):
    """The whole list as it stands from then on."""

    TOPIC: ClassVar[str] = "coordination.attendance_recorded.1"
    attendees: tuple[Attendee, ...]


class FollowUpReviewed(Event, frozen=True, kw_only=True):
    """What the meeting said of a follow-up that an earlier meeting left open; the follow-up's own report cites it."""

    TOPIC: ClassVar[str] = "coordination.follow_up_reviewed.1"
    follow_up_id: UUID
    answer: ReviewAnswer
    note: str = ""


class MinutesSubmitted(Event, frozen=True, kw_only=True):
    """`submitted_by` is the account, `person_id` the person behind it: neither may ratify."""

    TOPIC: ClassVar[str] = "coordination.minutes_submitted.1"
    submitted_by: str
    person_id: UUID | None = None


class MinutesRatified(Event, frozen=True, kw_only=True):
    """`position` is the one that ratified, `ratified_by` the person who held it on that day."""

    TOPIC: ClassVar[str] = "coordination.minutes_ratified.1"
    ratified_on: date
    position: str
    ratified_by: UUID


class MinutesReturned(Event, frozen=True, kw_only=True):
    """What is to be mended stands as the reason in the event's context."""

    TOPIC: ClassVar[str] = "coordination.minutes_returned.1"
    position: str
    returned_by: UUID


EVENTS: tuple[type[Event], ...] = (
    NoteAdded,
    NoteChanged,
    NoteRemoved,
    AttendanceRecorded,
    FollowUpReviewed,
    MinutesSubmitted,
    MinutesRatified,
    MinutesReturned,
)


class Note(msgspec.Struct, frozen=True):
    """One discussion point."""

    id: UUID
    text: str


class Reviewed(msgspec.Struct, frozen=True):
    follow_up_id: UUID
    answer: ReviewAnswer
    note: str


class Submission(msgspec.Struct, frozen=True):
    submitted_by: str
    person_id: UUID | None


class Ratification(msgspec.Struct, frozen=True):
    on: date
    position: str
    person_id: UUID


class Minutes(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`reviewed` has the last answer to each follow-up, in the order of the first ones."""

    status: MinutesStatus = MinutesStatus.DISUSUN
    notes: tuple[Note, ...] = ()
    attendance: tuple[Attendee, ...] = ()
    reviewed: tuple[Reviewed, ...] = ()
    submission: Submission | None = None
    ratification: Ratification | None = None

    @property
    def is_ratified(self) -> bool:
        return self.status is MinutesStatus.DISAHKAN

    @property
    def is_closed(self) -> bool:
        """What was submitted waits as it is; what was ratified stays as it is."""
        return self.status in {MinutesStatus.DIAJUKAN, MinutesStatus.DISAHKAN}

    def present(self) -> int:
        return sum(attendee.presence is Presence.HADIR for attendee in self.attendance)

    def note(self, note_id: UUID) -> Note | None:
        return next((note for note in self.notes if note.id == note_id), None)


def evolve(state: Minutes, event: Event) -> Minutes:
    replace = msgspec.structs.replace
    match event:
        case NoteAdded():
            return replace(state, notes=(*state.notes, Note(event.note_id, event.text)))
        case NoteChanged():
            changed = Note(event.note_id, event.text)
            return replace(state, notes=tuple(changed if n.id == changed.id else n for n in state.notes))
        case NoteRemoved():
            return replace(state, notes=tuple(note for note in state.notes if note.id != event.note_id))
        case AttendanceRecorded():
            return replace(state, attendance=event.attendees)
        case FollowUpReviewed():
            answers = {one.follow_up_id: one for one in state.reviewed}
            answers[event.follow_up_id] = Reviewed(event.follow_up_id, event.answer, event.note)
            return replace(state, reviewed=tuple(answers.values()))
        case MinutesSubmitted():
            submission = Submission(event.submitted_by, event.person_id)
            return replace(state, status=MinutesStatus.DIAJUKAN, submission=submission)
        case MinutesRatified():
            ratification = Ratification(event.ratified_on, event.position, event.ratified_by)
            return replace(state, status=MinutesStatus.DISAHKAN, ratification=ratification)
        case MinutesReturned():
            return replace(state, status=MinutesStatus.DIKEMBALIKAN)
        case _:
            raise ValueError(f"{event.TOPIC} is not an event of minutes")
