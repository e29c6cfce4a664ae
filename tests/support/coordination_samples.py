"""One invented event of each kind that a coordination, its minutes and its consent know, every field of it filled."""

from datetime import time

from tests.support.sample_values import DAY, ID, KASI, OFFICE, OTHER, PAPER
from tracker.domain import consent as k
from tracker.domain import coordination as c
from tracker.domain import minutes as m
from tracker.domain.event import Event

COORDINATION_EVENTS: tuple[Event, ...] = (
    c.CoordinationPlanned(
        details=c.Details(office=OFFICE, kind="fasilitasi", title="Rencana"), planned_on=DAY
    ),
    c.CoordinationRecorded(
        details=c.Details(
            office=OFFICE,
            kind="rapat_koordinasi",
            title="Rapat",
            section="pmks",
            organiser="Bappeda",
            number="01/2022",
            place="Aula",
            chair="Camat",
            note_taker="Rizky",
            starts_at=time(9),
            ends_at=time(11, 30),
            within_authority=False,
        ),
        held_on=DAY,
        source=c.RegisterSource("register.csv", "ab" * 32, 2, "cd" * 32),
    ),
    c.CoordinationHeld(held_on=DAY),
    c.OutcomeAdded(outcome_id=ID, ordinal=1, text="Hasil", section="trantibum", follow_up_id=OTHER),
    c.OutcomeReclassified(outcome_id=ID, ordinal=1, follow_up_id=OTHER),
    c.OutcomeWithdrawn(outcome_id=ID, ordinal=1),
    c.EvidenceAttached(evidence=PAPER),
    c.OutputRecorded(evidence=PAPER),
    c.EvidenceWithdrawn(evidence_id=ID, is_output=True, type=PAPER.type, number="800/12"),
    m.NoteAdded(note_id=ID, text="Jadwal dibahas"),
    m.NoteChanged(note_id=ID, text="Jadwal disepakati"),
    m.NoteRemoved(note_id=ID),
    m.AttendanceRecorded(
        attendees=(
            m.Attendee(
                kind="position",
                code="kasi_pmks",
                name="Kasi",
                presence=m.Presence.HADIR,
                came_late=True,
                left_early=True,
            ),
        )
    ),
    m.FollowUpReviewed(follow_up_id=OTHER, answer=m.ReviewAnswer.SELESAI, note="Tuntas"),
    m.MinutesSubmitted(submitted_by="notulis.sumberjambe", person_id=ID),
    m.MinutesRatified(ratified_on=DAY, position="camat", ratified_by=ID),
    m.MinutesReturned(position="camat", returned_by=ID),
    k.ConsentRequested(
        number=1,
        wish=k.Wish.RECLASSIFY_OUTCOME,
        outcome_id=ID,
        ordinal=1,
        in_charge=KASI,
        due_on=DAY,
        reason="Salah tandai",
        asked_by="kasi.sumberjambe",
    ),
    k.ConsentGiven(number=1, position="camat", given_by=ID),
    k.ConsentRefused(number=1, position="camat", refused_by=ID),
    k.ConsentWithdrawn(number=1),
    c.CoordinationCorrected(
        title="Judul",
        kind="fasilitasi",
        number=None,
        section=None,
        organiser="Bappeda",
        held_on=DAY,
        place="Aula",
        within_authority=True,
    ),
    c.CoordinationPostponed(to=DAY),
    c.CoordinationCancelled(),
    c.CoordinationWithdrawn(),
)
