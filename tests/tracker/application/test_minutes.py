"""The minutes through their use cases: who may, what is closed, what they prove, on whose behalf."""

from datetime import date
from uuid import uuid4

import pytest
from msgspec import UNSET, UnsetType

from projections.figures import facts
from tests.support.meetings import Meetings
from tests.support.office import CODE
from tests.support.office_at_work import OfficeAtWork
from tracker.application import coordinations, minutes, offices, outcomes
from tracker.application.actor import operator
from tracker.domain.coordination import Origin
from tracker.domain.errors import Conflict, Forbidden, NotFound, Refused
from tracker.domain.evidence import EvidenceType
from tracker.domain.identity import person_id
from tracker.domain.minutes import MinutesStatus, Presence
from tracker.domain.office import Standing
from tracker.domain.role import Role

HELD = date(2026, 3, 2)
TODAY = date(2026, 3, 16)


@pytest.fixture
def meetings(office: OfficeAtWork) -> Meetings:
    return Meetings(office)


def test_ratified_minutes_with_somebody_present_prove_the_activity_to_the_figures(meetings: Meetings) -> None:
    meeting = meetings.hold(HELD, "Jadwal disusun", series=None)
    meetings.attend(meeting)
    meetings.submit(meeting)

    def proofs() -> frozenset[EvidenceType]:
        meetings.office.catch_up()
        with meetings.office.tracker.views.connect() as connection:
            (fact,) = facts(connection, CODE, HELD, HELD)
        return fact.evidence

    assert proofs() == frozenset()
    meetings.ratify(meeting)
    assert proofs() == {EvidenceType.RAPAT_KOORDINASI}


@pytest.mark.parametrize("role", [Role.KASI, Role.STAF, Role.NOTULIS, Role.AUDITOR, Role.ADMIN])
def test_nobody_but_the_chair_ratifies_or_returns(meetings: Meetings, role: Role) -> None:
    meeting = meetings.hold(HELD, "Jadwal disusun", series=None)
    meetings.submit(meeting)
    with pytest.raises(Forbidden):
        meetings.ratify(meeting, role)
    with pytest.raises(Forbidden):
        minutes.return_(
            meetings.office.tracker,
            meetings.by(role),
            meetings.office.asked("Perbaiki"),
            minutes.ReturnMinutes(coordination_id=meeting),
        )
    assert meetings.state(meeting).minutes.status is MinutesStatus.DIAJUKAN


def test_the_operator_ratifies_nothing(meetings: Meetings) -> None:
    meeting = meetings.hold(HELD, "Jadwal disusun", series=None)
    meetings.submit(meeting)
    with pytest.raises(Forbidden, match="tidak berwenang mengesahkan notulen"):
        minutes.ratify(
            meetings.office.tracker,
            operator(),
            meetings.office.asked(),
            minutes.RatifyMinutes(coordination_id=meeting),
        )


def test_where_the_sekcam_chairs_the_camat_does_not_ratify(meetings: Meetings) -> None:
    meeting = meetings.hold(HELD, "Jadwal disusun", series=None, chair_position="sekcam")
    meetings.submit(meeting)
    with pytest.raises(Forbidden, match="disahkan oleh Sekretaris Kecamatan"):
        meetings.ratify(meeting, Role.CAMAT)
    meetings.ratify(meeting, Role.SEKCAM)
    ratification = meetings.state(meeting).minutes.ratification
    assert ratification is not None
    assert (ratification.position, ratification.on) == ("sekcam", TODAY)


def test_whoever_submitted_does_not_ratify(meetings: Meetings) -> None:
    meeting = meetings.hold(HELD, "Jadwal disusun", series=None)
    meetings.submit(meeting, Role.SEKCAM)
    with pytest.raises(Forbidden, match="orang lain"):
        meetings.ratify(meeting, Role.SEKCAM)
    meetings.ratify(meeting, Role.CAMAT)


def test_an_acting_camat_ratifies_and_the_log_says_so(meetings: Meetings) -> None:
    office = meetings.office
    acting = offices.HoldPosition(
        office=CODE,
        position="camat",
        person_id=person_id(CODE, "kasi_pemerintahan"),
        since=date(2026, 3, 10),
        standing=Standing.PLT,
    )
    offices.hold_position(office.tracker, operator(), office.asked(), acting)
    meeting = meetings.hold(HELD, "Jadwal disusun", series=None)
    meetings.submit(meeting)
    with pytest.raises(Forbidden, match="disahkan oleh"):
        meetings.ratify(meeting, Role.CAMAT)
    meetings.ratify(meeting, Role.KASI)
    assert office.tracker.store.history(meeting)[-1].context.on_behalf_of == "Plt. Camat"


def test_ratified_minutes_are_ratified_once_and_closed(meetings: Meetings) -> None:
    meeting = meetings.hold(HELD, "Jadwal disusun", series=None)
    meetings.ratified(meeting)
    with pytest.raises(Conflict, match="sudah disahkan"):
        meetings.ratify(meeting, Role.SEKCAM)
    with pytest.raises(Refused, match="sudah disahkan"):
        meetings.attend(meeting)
    with pytest.raises(Refused, match="sudah disahkan"):
        meetings.note(meeting)
    late = outcomes.AddOutcome(coordination_id=meeting, outcome=outcomes.OutcomeInput(text="Susulan"))
    with pytest.raises(Refused, match="Notulen sudah"):
        outcomes.add_outcome(meetings.office.tracker, meetings.by(Role.KASI), meetings.office.asked(), late)


def test_returned_minutes_carry_a_note_and_go_round_again(meetings: Meetings) -> None:
    meeting = meetings.hold(HELD, "Jadwal disusun", series=None)
    meetings.submit(meeting)
    command = minutes.ReturnMinutes(coordination_id=meeting)
    minutes.return_(
        meetings.office.tracker, meetings.by(Role.CAMAT), meetings.office.asked("Daftar hadir belum"), command
    )
    assert meetings.office.tracker.store.history(meeting)[-1].context.reason == "Daftar hadir belum"
    meetings.ratified(meeting)
    assert meetings.state(meeting).minutes.is_ratified


def test_attendance_names_positions_bodies_and_roles_by_their_titles(meetings: Meetings) -> None:
    meeting = meetings.hold(HELD, series=None)
    attendees = (
        minutes.AttendeeInput(kind="position", code="camat", came_late=True),
        minutes.AttendeeInput(kind="body", code="kades_uji", presence=Presence.IZIN),
        minutes.AttendeeInput(kind="role", name=" Ketua RT 02 "),
    )
    command = minutes.RecordAttendance(coordination_id=meeting, attendees=attendees)
    minutes.record_attendance(
        meetings.office.tracker, meetings.by(Role.STAF), meetings.office.asked(), command
    )
    told = [(one.name, one.presence.value) for one in meetings.state(meeting).minutes.attendance]
    assert told == [("Camat", "hadir"), ("Kepala Desa Uji", "izin"), ("Ketua RT 02", "hadir")]
    unknown = minutes.AttendeeInput(kind="body", code="tidak_ada")
    with pytest.raises(NotFound, match="tidak dikenal") as refusal:
        minutes.record_attendance(
            meetings.office.tracker,
            meetings.by(Role.STAF),
            meetings.office.asked(),
            minutes.RecordAttendance(coordination_id=meeting, attendees=(attendees[0], unknown)),
        )
    assert refusal.value.field == "attendees.1.code"


def test_a_discussion_point_becomes_a_follow_up(meetings: Meetings) -> None:
    meeting = meetings.hold(HELD, series=None)
    note = meetings.note(meeting, "Data desa belum sama")
    outcome = outcomes.OutcomeInput(text="Samakan data desa", origin=Origin("note", note))
    command = outcomes.AddOutcome(coordination_id=meeting, outcome=outcome)
    outcomes.add_outcome(meetings.office.tracker, meetings.by(Role.KASI), meetings.office.asked(), command)
    (made,) = meetings.state(meeting).outcomes
    assert made.origin == Origin("note", note)
    assert made.follow_up_id is not None
    assert meetings.follow_up(made.follow_up_id).text == "Samakan data desa"


def test_nobody_of_another_office_sees_the_minutes(meetings: Meetings) -> None:
    with pytest.raises(NotFound):
        meetings.note(uuid4())


def test_after_ratification_only_the_camat_corrects_what_moves_a_figure(meetings: Meetings) -> None:
    meeting = meetings.hold(HELD, "Jadwal disusun", series=None)
    meetings.ratified(meeting)
    office = meetings.office

    def correct(role: Role, title: str | UnsetType = UNSET, organiser: str | UnsetType = UNSET) -> None:
        command = coordinations.Correct(coordination_id=meeting, title=title, organiser=organiser)
        coordinations.correct(office.tracker, meetings.by(role), office.asked("Salah catat"), command)

    correct(Role.KASI, title="Rapat desa")
    with pytest.raises(Forbidden, match="dibetulkan oleh Camat"):
        correct(Role.KASI, organiser="Bappeda")
    correct(Role.CAMAT, organiser="Bappeda")
    assert meetings.state(meeting).details.organiser == "Bappeda"


def test_a_coordination_names_a_series_and_a_chair_that_the_office_knows(meetings: Meetings) -> None:
    with pytest.raises(NotFound, match="Seri rapat") as refusal:
        meetings.hold(HELD, series="tidak_ada")
    assert refusal.value.field == "series"
    with pytest.raises(NotFound, match="Jabatan") as refusal:
        meetings.hold(HELD, series=None, chair_position="bupati")
    assert refusal.value.field == "chair_position"
