"""Meetings of the invented office: of a series, with minutes that go their way."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tests.support.office import CODE
from tests.support.office_at_work import KASI, OfficeAtWork
from tracker.application import coordinations, minutes, offices, outcomes, reviews
from tracker.application.actor import Actor, operator
from tracker.domain import coordination as domain
from tracker.domain import follow_up as follow_ups
from tracker.domain.coordination import Coordination
from tracker.domain.follow_up import FollowUp
from tracker.domain.identity import follow_up_id, nth_outcome_id
from tracker.domain.minutes import Presence, ReviewAnswer
from tracker.domain.role import Role

SERIES = "bulanan"


@dataclass(frozen=True)
class Meetings:
    """Of one series, `bulanan`, which the office keeps."""

    office: OfficeAtWork

    def keep_series(self) -> None:
        command = offices.AddSeries(office=CODE, code=SERIES, title="Rapat koordinasi bulanan")
        offices.add_series(self.office.tracker, operator(), self.office.asked(), command)

    def hold(
        self,
        held_on: date,
        *agreed: str,
        due_on: date | None = None,
        in_charge: str = KASI,
        alongside: str | None = None,
        series: str | None = SERIES,
        chair_position: str | None = None,
    ) -> UUID:
        """Logged by the staff, with outcomes that need follow-up."""
        command = coordinations.LogCoordination(
            office=CODE,
            kind="rapat_koordinasi",
            title=f"Rapat {held_on:%d-%m}",
            held_on=held_on,
            section="pemerintahan",
            series=series,
            outcomes=tuple(
                outcomes.OutcomeInput(
                    text=text,
                    in_charge_kind="position",
                    in_charge_code=in_charge,
                    due_on=due_on,
                    alongside=(("position", alongside),) if alongside else (),
                )
                for text in agreed
            ),
            chair_position=chair_position,
        )
        answer = coordinations.log(self.office.tracker, self.by(Role.STAF), self.office.asked(), command)
        self.office.catch_up()
        return answer.id

    def plan(self, planned_on: date) -> UUID:
        command = coordinations.LogCoordination(
            office=CODE, kind="rapat_koordinasi", title="Rapat", planned_on=planned_on, series=SERIES
        )
        answer = coordinations.log(self.office.tracker, self.by(Role.STAF), self.office.asked(), command)
        self.office.catch_up()
        return answer.id

    def by(self, role: Role) -> Actor:
        return self.office.by(role)

    def attend(self, meeting: UUID, by: Role = Role.NOTULIS) -> None:
        present = minutes.AttendeeInput(kind="position", code=KASI, presence=Presence.HADIR)
        command = minutes.RecordAttendance(coordination_id=meeting, attendees=(present,))
        minutes.record_attendance(self.office.tracker, self.by(by), self.office.asked(), command)

    def note(self, meeting: UUID, text: str = "Jadwal dibahas") -> UUID:
        command = minutes.AddNote(coordination_id=meeting, text=text)
        minutes.add_note(self.office.tracker, self.by(Role.NOTULIS), self.office.asked(), command)
        return self.state(meeting).minutes.notes[-1].id

    def submit(self, meeting: UUID, by: Role = Role.NOTULIS) -> None:
        command = minutes.SubmitMinutes(coordination_id=meeting)
        minutes.submit(self.office.tracker, self.by(by), self.office.asked(), command)

    def ratify(self, meeting: UUID, by: Role = Role.CAMAT) -> None:
        command = minutes.RatifyMinutes(coordination_id=meeting)
        minutes.ratify(self.office.tracker, self.by(by), self.office.asked(), command)
        self.office.catch_up()

    def ratified(self, meeting: UUID) -> None:
        """With attendance, submitted by the notulis, ratified by the Camat."""
        self.attend(meeting)
        self.submit(meeting)
        self.ratify(meeting)

    def review(
        self,
        meeting: UUID,
        follow_up: UUID,
        answer: ReviewAnswer,
        by: Role = Role.NOTULIS,
        note: str = "",
        done_on: date | None = None,
    ) -> None:
        item = reviews.ReviewItem(follow_up_id=follow_up, answer=answer, note=note, done_on=done_on)
        command = reviews.Review(coordination_id=meeting, items=(item,))
        reviews.review(self.office.tracker, self.by(by), self.office.asked(), command)
        self.office.catch_up()

    def state(self, meeting: UUID) -> Coordination:
        state, _ = self.office.tracker.store.load(meeting, domain.evolve)
        assert state is not None
        return state

    def follow_up(self, id_: UUID) -> FollowUp:
        state, _ = self.office.tracker.store.load(id_, follow_ups.evolve)
        assert state is not None
        return state


def agreed(meeting: UUID, ordinal: int = 1) -> UUID:
    """The follow-up of an outcome."""
    return follow_up_id(nth_outcome_id(meeting, ordinal))
