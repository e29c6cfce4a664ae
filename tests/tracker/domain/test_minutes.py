"""What may happen to the minutes of a coordination, and what may not."""

from datetime import date
from uuid import UUID

import pytest
from msgspec.structs import replace

from tests.support.given import given
from tracker.domain.coordination import (
    CoordinationPlanned,
    CoordinationRecorded,
    CoordinationWithdrawn,
    Details,
    Origin,
    OutcomeAdded,
    evolve,
)
from tracker.domain.coordination_decisions import NewOutcome, add_outcome
from tracker.domain.errors import Conflict, Forbidden, NotFound
from tracker.domain.evidence import EvidenceType
from tracker.domain.minutes import (
    AttendanceRecorded,
    Attendee,
    FollowUpReviewed,
    MinutesRatified,
    MinutesReturned,
    MinutesStatus,
    MinutesSubmitted,
    NoteAdded,
    NoteChanged,
    NoteRemoved,
    Presence,
    ReviewAnswer,
)
from tracker.domain.minutes_decisions import (
    add_note,
    change_note,
    ratify,
    ratifying_positions,
    record_attendance,
    remove_note,
    return_,
    review,
    submit,
)
from tracker.domain.office import Holding, Office, Position, Standing
from tracker.domain.role import Rank

TODAY = date(2026, 3, 16)
HELD = date(2026, 3, 2)
NOTE = UUID(int=1)
OUTCOME = UUID(int=2)
FOLLOW_UP = UUID(int=3)
CAMAT, SEKCAM, KASI, CLERK = (UUID(int=n) for n in (11, 12, 13, 14))

DETAILS = Details(office="35.09.31", kind="rapat_koordinasi", title="Rapat koordinasi", section="pmks")
HELD_ONE = CoordinationRecorded(details=DETAILS, held_on=HELD)
ADDED = NoteAdded(note_id=NOTE, text="Jadwal dibahas")
SUBMITTED = MinutesSubmitted(submitted_by="notulis", person_id=CLERK)
RATIFIED = MinutesRatified(ratified_on=TODAY, position="camat", ratified_by=CAMAT)
RETURNED = MinutesReturned(position="camat", returned_by=CAMAT)
POSITIONS = {
    "camat": Position("camat", "Camat", Rank.CAMAT, None),
    "sekcam": Position("sekcam", "Sekretaris Kecamatan", Rank.SEKCAM, None),
    "kasi": Position("kasi", "Kepala Seksi", Rank.KASI, "pmks"),
}
OFFICE = Office(
    code="35.09.31",
    name="Sumberjambe",
    regency="Jember",
    zone="Asia/Jakarta",
    positions=POSITIONS,
    holdings=tuple(
        Holding(code, person, date(2020, 1, 1), Standing.DEFINITIF)
        for code, person in (("camat", CAMAT), ("sekcam", SEKCAM), ("kasi", KASI))
    ),
)


def attendee(presence: Presence = Presence.HADIR, code: str = "kasi") -> Attendee:
    return Attendee(kind="position", code=code, name=code.title(), presence=presence)


def test_a_discussion_point_is_added_changed_and_removed() -> None:
    held = given(evolve, HELD_ONE)
    assert held.when(lambda s: add_note(s, NOTE, " Jadwal dibahas ")).then(ADDED).minutes.notes
    noted = given(evolve, HELD_ONE, ADDED)
    state = noted.when(lambda s: change_note(s, NOTE, "Disepakati")).then(
        NoteChanged(note_id=NOTE, text="Disepakati")
    )
    assert [note.text for note in state.minutes.notes] == ["Disepakati"]
    assert noted.when(lambda s: remove_note(s, NOTE)).then(NoteRemoved(note_id=NOTE)).minutes.notes == ()


def test_a_change_must_change_something_that_is_there() -> None:
    noted = given(evolve, HELD_ONE, ADDED)
    noted.when(lambda s: change_note(s, NOTE, "Jadwal dibahas ")).refused("Tidak ada yang berubah", "text")
    noted.when(lambda s: change_note(s, NOTE, " ")).refused("Isi butir", "text")
    noted.when(lambda s: add_note(s, NOTE, "a" * 2001)).refused("paling panjang", "text")
    noted.when(lambda s: remove_note(s, OUTCOME)).refused("tidak ditemukan", "note_id", NotFound)


def test_a_point_that_became_an_outcome_stays_and_becomes_no_second_one() -> None:
    origin = Origin("note", NOTE)
    outcome = OutcomeAdded(outcome_id=OUTCOME, ordinal=1, text="Jadwal", origin=origin)
    past = given(evolve, HELD_ONE, ADDED, outcome)
    past.when(lambda s: remove_note(s, NOTE)).refused("sudah menjadi hasil 1", "note_id")
    again = NewOutcome(outcome_id=UUID(int=9), text="Jadwal", section=None, follow_up_id=None, origin=origin)
    past.when(lambda s: add_outcome(s, again)).refused("sudah menjadi hasil 1", "origin")
    unknown = replace(again, origin=Origin("note", UUID(int=8)))
    past.when(lambda s: add_outcome(s, unknown)).refused("tidak ditemukan", "origin", NotFound)


def test_only_what_was_held_has_minutes() -> None:
    planned = given(evolve, CoordinationPlanned(details=DETAILS, planned_on=TODAY))
    planned.when(lambda s: add_note(s, NOTE, "Jadwal")).refused("sudah dilaksanakan", "status")
    planned.when(lambda s: submit(s, "notulis", CLERK)).refused("sudah dilaksanakan", "status")
    withdrawn = given(evolve, HELD_ONE, CoordinationWithdrawn())
    withdrawn.when(lambda s: add_note(s, NOTE, "Jadwal")).refused("sudah ditarik", "status")


def test_before_it_is_held_people_are_invited_and_no_more() -> None:
    planned = given(evolve, CoordinationPlanned(details=DETAILS, planned_on=TODAY))
    invited = (attendee(Presence.DIUNDANG),)
    planned.when(lambda s: record_attendance(s, invited)).then(AttendanceRecorded(attendees=invited))
    planned.when(lambda s: record_attendance(s, (attendee(),))).refused(
        "belum dilaksanakan", "attendees.0.presence"
    )


def test_attendance_is_the_whole_list_as_it_stands() -> None:
    first = (attendee(), attendee(Presence.IZIN, "camat"))
    second = (replace(attendee(), came_late=True, left_early=True),)
    state = given(evolve, HELD_ONE, AttendanceRecorded(attendees=first)).when(
        lambda s: record_attendance(s, second)
    )
    assert state.then(AttendanceRecorded(attendees=second)).minutes.attendance == second


@pytest.mark.parametrize(
    ("attendees", "match", "field"),
    [
        ((attendee(), attendee(Presence.IZIN)), "dua kali", "attendees.1.name"),
        (
            (
                Attendee(kind="role", name="Ketua RT 02", presence=Presence.HADIR),
                Attendee(kind="role", name="ketua rt 02", presence=Presence.HADIR),
            ),
            "dua kali",
            "attendees.1.name",
        ),
        ((replace(attendee(Presence.IZIN), came_late=True),), "tidak hadir", "attendees.0.presence"),
        ((replace(attendee(), name=" "),), "Isi jabatan", "attendees.0.name"),
        ((), "Tidak ada yang berubah", "attendees"),
    ],
)
def test_an_attendance_list_makes_sense(attendees: tuple[Attendee, ...], match: str, field: str) -> None:
    given(evolve, HELD_ONE).when(lambda s: record_attendance(s, attendees)).refused(match, field)


def test_the_last_answer_of_a_review_stands() -> None:
    first = FollowUpReviewed(follow_up_id=FOLLOW_UP, answer=ReviewAnswer.BELUM)
    second = FollowUpReviewed(follow_up_id=FOLLOW_UP, answer=ReviewAnswer.SELESAI, note="Tuntas")
    state = given(evolve, HELD_ONE, first).when(
        lambda s: review(s, FOLLOW_UP, ReviewAnswer.SELESAI, " Tuntas ")
    )
    assert [one.answer for one in state.then(second).minutes.reviewed] == [ReviewAnswer.SELESAI]


def test_empty_minutes_are_not_submitted() -> None:
    given(evolve, HELD_ONE).when(lambda s: submit(s, "notulis", CLERK)).refused("masih kosong", "status")
    state = given(evolve, HELD_ONE, ADDED).when(lambda s: submit(s, "notulis", CLERK)).then(SUBMITTED)
    assert state.minutes.status is MinutesStatus.DIAJUKAN


@pytest.mark.parametrize("past", [(SUBMITTED,), (SUBMITTED, RATIFIED)])
def test_what_was_submitted_or_ratified_is_closed(past: tuple[MinutesSubmitted, ...]) -> None:
    closed = given(evolve, HELD_ONE, ADDED, *past)
    new = NewOutcome(outcome_id=OUTCOME, text="Jadwal", section=None, follow_up_id=None)
    closed.when(lambda s: add_note(s, OUTCOME, "Lagi")).refused("Notulen", "status")
    closed.when(lambda s: change_note(s, NOTE, "Lagi")).refused("Notulen", "status")
    closed.when(lambda s: remove_note(s, NOTE)).refused("Notulen", "status")
    closed.when(lambda s: record_attendance(s, (attendee(),))).refused("Notulen", "status")
    closed.when(lambda s: review(s, FOLLOW_UP, ReviewAnswer.BELUM, "")).refused("Notulen", "status")
    closed.when(lambda s: add_outcome(s, new)).refused("Notulen", "status")
    closed.when(lambda s: submit(s, "notulis", CLERK)).refused("Notulen", "status")


def test_returned_minutes_are_written_on_and_submitted_again() -> None:
    waiting = given(evolve, HELD_ONE, ADDED, SUBMITTED)
    camat = POSITIONS["camat"]
    waiting.when(lambda s: return_(s, position=camat, person_id=CAMAT, reason=" ")).refused(
        "yang perlu dibetulkan", "reason"
    )
    waiting.when(lambda s: return_(s, position=camat, person_id=CAMAT, reason="Daftar hadir")).then(RETURNED)
    returned = given(evolve, HELD_ONE, ADDED, SUBMITTED, RETURNED)
    returned.when(lambda s: change_note(s, NOTE, "Lagi")).then(NoteChanged(note_id=NOTE, text="Lagi"))
    returned.when(lambda s: submit(s, "notulis", CLERK)).then(SUBMITTED)


def ratified_by(username: str, person_id: UUID) -> MinutesRatified:
    state = given(evolve, HELD_ONE, ADDED, SUBMITTED).state
    camat = POSITIONS["camat"]
    return ratify(state, position=camat, username=username, person_id=person_id, ratified_on=TODAY)


def test_minutes_are_ratified_by_somebody_else_than_who_submitted_them() -> None:
    assert ratified_by("camat", CAMAT) == RATIFIED
    with pytest.raises(Forbidden, match="orang lain"):
        ratified_by("notulis", CAMAT)
    with pytest.raises(Forbidden, match="orang lain"):
        ratified_by("akun-lain", CLERK)


def test_only_submitted_minutes_are_ratified_and_only_once() -> None:
    def by_camat(*past: NoteAdded | MinutesSubmitted | MinutesRatified) -> MinutesRatified:
        state = given(evolve, HELD_ONE, *past).state
        return ratify(
            state, position=POSITIONS["camat"], username="camat", person_id=CAMAT, ratified_on=TODAY
        )

    with pytest.raises(Conflict, match="sudah disahkan"):
        by_camat(ADDED, SUBMITTED, RATIFIED)
    with pytest.raises(Exception, match="belum diajukan"):
        by_camat(ADDED)


def test_ratified_minutes_prove_the_activity_once_somebody_was_present() -> None:
    present = AttendanceRecorded(attendees=(attendee(),))
    absent = AttendanceRecorded(attendees=(attendee(Presence.IZIN),))
    assert given(evolve, HELD_ONE, ADDED, present, SUBMITTED).state.proofs == frozenset()
    assert given(evolve, HELD_ONE, ADDED, absent, SUBMITTED, RATIFIED).state.proofs == frozenset()
    proven = given(evolve, HELD_ONE, ADDED, present, SUBMITTED, RATIFIED).state.proofs
    assert proven == {EvidenceType.RAPAT_KOORDINASI}


def test_the_chair_ratifies_or_else_the_camat_or_the_sekcam() -> None:
    assert [p.code for p in ratifying_positions(OFFICE, DETAILS)] == ["camat", "sekcam"]
    chaired = replace(DETAILS, chair_position="sekcam")
    assert [p.code for p in ratifying_positions(OFFICE, chaired)] == ["sekcam"]
    by_kasi = replace(DETAILS, chair_position="kasi")
    assert [p.code for p in ratifying_positions(OFFICE, by_kasi)] == ["camat", "sekcam"]
