"""What may happen to a coordination, and what may not."""

from datetime import date, time
from uuid import UUID

import pytest
from msgspec.structs import replace

from tests.support.given import given
from tracker.domain.coordination import (
    MAX_TEXT,
    MAX_TITLE,
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
    OutcomeAdded,
    OutputRecorded,
    Status,
    evolve,
)
from tracker.domain.coordination_decisions import (
    NewOutcome,
    add_outcome,
    attach_evidence,
    cancel,
    correct,
    hold,
    plan,
    postpone,
    record,
    record_output,
    withdraw,
    withdraw_evidence,
)
from tracker.domain.errors import NotFound, Refused
from tracker.domain.evidence import Evidence, EvidenceType
from tracker.domain.follow_up import Started

TODAY = date(2026, 3, 16)
TOMORROW = date(2026, 3, 17)
HELD = date(2026, 3, 2)
OUTCOME = UUID(int=1)
FOLLOW_UP = UUID(int=2)
SURVEY = UUID(int=5)

DETAILS = Details(office="35.09.31", kind="rapat_koordinasi", title="Rapat koordinasi", section="pmks")
PLANNED = CoordinationPlanned(details=DETAILS, planned_on=TODAY)
RECORDED = CoordinationRecorded(details=DETAILS, held_on=HELD)
PAPER = Evidence(id=UUID(int=3), type=EvidenceType.BERITA_ACARA, dated_on=HELD)
MINUTES = Evidence(id=UUID(int=4), type=EvidenceType.RAPAT_KOORDINASI, dated_on=HELD)
NEW = NewOutcome(outcome_id=OUTCOME, text=" Jadwal disusun ", section=None, follow_up_id=FOLLOW_UP)


def test_what_was_held_is_recorded_at_once_as_held() -> None:
    assert record(DETAILS, HELD, TODAY) == RECORDED
    assert given(evolve, RECORDED).state == Coordination(
        details=DETAILS, status=Status.DILAKSANAKAN, held_on=HELD
    )


def test_it_may_have_been_held_today_but_not_tomorrow() -> None:
    assert record(DETAILS, TODAY, TODAY).held_on == TODAY
    with pytest.raises(Refused, match="sesudah hari ini") as refusal:
        record(DETAILS, TOMORROW, TODAY)
    assert refusal.value.field == "held_on"


@pytest.mark.parametrize(
    ("details", "field"),
    [
        (Details(office="x", kind="rapat_koordinasi", title="  "), "title"),
        (Details(office="x", kind="rapat_koordinasi", title="a" * (MAX_TITLE + 1)), "title"),
        (Details(office="x", kind="pesta", title="Rapat"), "kind"),
        (
            Details(office="x", kind="rapat_koordinasi", title="Rapat", starts_at=time(11), ends_at=time(10)),
            "ends_at",
        ),
    ],
)
def test_a_wrong_field_is_named(details: Details, field: str) -> None:
    with pytest.raises(Refused) as refusal:
        plan(details, TODAY)
    assert refusal.value.field == field


@pytest.mark.parametrize("field", ["number", "organiser", "place", "chair", "note_taker"])
def test_a_text_of_any_length_is_no_name(field: str) -> None:
    with pytest.raises(Refused, match="paling panjang") as refusal:
        record(replace(DETAILS, **{field: "x" * (MAX_TITLE + 1)}), HELD, TODAY)
    assert refusal.value.field == field


@pytest.mark.parametrize("day", [date(22, 1, 31), date(1999, 12, 31)])
def test_a_day_that_no_figure_could_show_is_a_slip_of_the_pen(day: date) -> None:
    with pytest.raises(Refused, match="2000–2100") as refusal:
        record(DETAILS, day, TODAY)
    assert refusal.value.field == "held_on"
    given(evolve, RECORDED).when(lambda s: correct(s, CoordinationCorrected(held_on=day), TODAY)).refused(
        "2000–2100", "held_on"
    )


def test_nothing_is_planned_for_another_century() -> None:
    with pytest.raises(Refused, match="2000–2100") as refusal:
        plan(DETAILS, date(2101, 1, 1))
    assert refusal.value.field == "planned_on"
    given(evolve, PLANNED).when(lambda s: postpone(s, date(9999, 12, 31), TODAY)).refused("2000–2100", "to")


def test_a_planned_coordination_is_held_on_its_day() -> None:
    state = given(evolve, PLANNED).when(lambda s: hold(s, HELD, TODAY)).then(CoordinationHeld(held_on=HELD))
    assert (state.status, state.held_on) == (Status.DILAKSANAKAN, HELD)


def test_it_is_not_held_twice_nor_tomorrow() -> None:
    given(evolve, RECORDED).when(lambda s: hold(s, HELD, TODAY)).refused("sudah dilaksanakan", "status")
    given(evolve, PLANNED).when(lambda s: hold(s, TOMORROW, TODAY)).refused("sesudah hari ini", "held_on")


def test_a_postponed_one_can_be_held_postponed_again_or_cancelled() -> None:
    postponed = given(evolve, PLANNED, CoordinationPostponed(to=TOMORROW))
    assert postponed.state.status is Status.DITUNDA
    assert postponed.state.planned_on == TOMORROW
    postponed.when(lambda s: hold(s, HELD, TODAY)).then(CoordinationHeld(held_on=HELD))
    postponed.when(lambda s: postpone(s, None, TODAY)).then(CoordinationPostponed(to=None))
    assert postponed.when(cancel).then(CoordinationCancelled()).status is Status.DIBATALKAN


def test_it_is_postponed_to_no_day_that_has_passed() -> None:
    given(evolve, PLANNED).when(lambda s: postpone(s, HELD, TODAY)).refused("sebelum hari ini", "to")
    given(evolve, PLANNED).when(lambda s: postpone(s, TODAY, TODAY)).then(CoordinationPostponed(to=TODAY))


def test_what_was_held_is_neither_postponed_nor_cancelled() -> None:
    given(evolve, RECORDED).when(lambda s: postpone(s, None, TODAY)).refused("direncanakan", "status")
    given(evolve, RECORDED).when(cancel).refused("direncanakan", "status")


def test_outcomes_are_numbered_as_they_come() -> None:
    first = OutcomeAdded(outcome_id=OUTCOME, ordinal=1, text="Jadwal disusun", follow_up_id=FOLLOW_UP)
    given(evolve, RECORDED).when(lambda s: add_outcome(s, NEW)).then(first)
    second = OutcomeAdded(outcome_id=OUTCOME, ordinal=2, text="Jadwal disusun", follow_up_id=FOLLOW_UP)
    state = given(evolve, RECORDED, first).when(lambda s: add_outcome(s, NEW)).then(second)
    assert [outcome.ordinal for outcome in state.outcomes] == [1, 2]


def test_an_outcome_says_what_it_came_from() -> None:
    origin = Origin("survey", SURVEY, "pengaduan")
    added = OutcomeAdded(outcome_id=OUTCOME, ordinal=1, text="Jadwal disusun", origin=origin)
    new = NewOutcome(
        outcome_id=OUTCOME, text="Jadwal disusun", section=None, follow_up_id=None, origin=origin
    )
    state = given(evolve, RECORDED).when(lambda s: add_outcome(s, new)).then(added)
    assert state.outcomes[0].origin == origin


def test_only_what_was_held_has_outcomes() -> None:
    given(evolve, PLANNED).when(lambda s: add_outcome(s, NEW)).refused("sudah dilaksanakan", "status")


@pytest.mark.parametrize("text", ["", "  ", "a" * (MAX_TEXT + 1)])
def test_an_outcome_has_a_text_of_bounded_length(text: str) -> None:
    new = NewOutcome(outcome_id=OUTCOME, text=text, section=None, follow_up_id=None)
    given(evolve, RECORDED).when(lambda s: add_outcome(s, new)).refused("raian hasil", "text")


def test_evidence_and_output_are_kept_apart() -> None:
    proven = given(evolve, RECORDED).when(lambda s: attach_evidence(s, MINUTES, TODAY))
    assert proven.then(EvidenceAttached(evidence=MINUTES)).evidence == (MINUTES,)
    produced = given(evolve, RECORDED).when(lambda s: record_output(s, PAPER, TODAY))
    assert produced.then(OutputRecorded(evidence=PAPER)).outputs == (PAPER,)


def test_a_document_attached_in_error_is_taken_back() -> None:
    gone = EvidenceWithdrawn(evidence_id=PAPER.id, is_output=True, type=PAPER.type, number=PAPER.number)
    past = given(evolve, RECORDED, EvidenceAttached(evidence=MINUTES), OutputRecorded(evidence=PAPER))
    state = past.when(lambda s: withdraw_evidence(s, PAPER.id)).then(gone)
    assert (state.evidence, state.outputs) == ((MINUTES,), ())
    with pytest.raises(NotFound, match="sudah ditarik"):
        withdraw_evidence(state, PAPER.id)
    assert withdraw_evidence(state, MINUTES.id).is_output is False


def test_only_what_was_held_has_an_output() -> None:
    given(evolve, PLANNED).when(lambda s: record_output(s, PAPER, TODAY)).refused(
        "sudah dilaksanakan", "status"
    )


def test_a_meeting_proves_but_is_never_the_output() -> None:
    given(evolve, RECORDED).when(lambda s: record_output(s, MINUTES, TODAY)).refused(
        "bukan keluaran", "evidence.type"
    )


def test_a_document_is_not_dated_in_the_future() -> None:
    early = date(2026, 3, 1)
    given(evolve, RECORDED).when(lambda s: attach_evidence(s, PAPER, early)).refused(
        "sesudah hari ini", "evidence.dated_on"
    )
    given(evolve, RECORDED).when(lambda s: record_output(s, PAPER, early)).refused(
        "sesudah hari ini", "evidence.dated_on"
    )


def test_a_correction_changes_only_what_it_names() -> None:
    changes = CoordinationCorrected(title="Rapat desa", section=None, held_on=date(2026, 3, 3))
    state = given(evolve, RECORDED).when(lambda s: correct(s, changes, TODAY)).then(changes)
    assert state.details == Details(office="35.09.31", kind="rapat_koordinasi", title="Rapat desa")
    assert state.held_on == date(2026, 3, 3)


@pytest.mark.parametrize(
    ("changes", "match"),
    [
        (CoordinationCorrected(), "Tidak ada yang berubah"),
        (CoordinationCorrected(title="Rapat koordinasi"), "Tidak ada yang berubah"),
        (CoordinationCorrected(title=" "), "judul"),
        (CoordinationCorrected(kind="pesta"), "tidak dikenal"),
        (CoordinationCorrected(held_on=TOMORROW), "sesudah hari ini"),
    ],
)
def test_a_correction_must_change_something_and_leave_a_valid_record(
    changes: CoordinationCorrected, match: str
) -> None:
    given(evolve, RECORDED).when(lambda s: correct(s, changes, TODAY)).refused(match)


def test_a_day_that_has_not_come_cannot_be_corrected() -> None:
    given(evolve, PLANNED).when(lambda s: correct(s, CoordinationCorrected(held_on=HELD), TODAY)).refused(
        "belum dilaksanakan", "held_on"
    )


@pytest.mark.parametrize("past", [PLANNED, RECORDED])
def test_any_can_be_withdrawn_once(past: CoordinationPlanned | CoordinationRecorded) -> None:
    assert given(evolve, past).when(withdraw).then(CoordinationWithdrawn()).status is Status.DITARIK
    given(evolve, past, CoordinationWithdrawn()).when(withdraw).refused("sudah ditarik", "status")


@pytest.mark.parametrize("end", [CoordinationWithdrawn(), CoordinationCancelled()])
def test_nothing_happens_to_one_that_is_withdrawn_or_cancelled(
    end: CoordinationWithdrawn | CoordinationCancelled,
) -> None:
    over = given(evolve, PLANNED, end)
    over.when(lambda s: add_outcome(s, NEW)).refused("tidak dapat diubah")
    over.when(lambda s: attach_evidence(s, PAPER, TODAY)).refused("tidak dapat diubah")
    over.when(lambda s: record_output(s, PAPER, TODAY)).refused("tidak dapat diubah")
    over.when(lambda s: correct(s, CoordinationCorrected(title="x"), TODAY)).refused("tidak dapat diubah")
    over.when(lambda s: hold(s, HELD, TODAY)).refused("sudah di")


def test_a_history_that_makes_no_sense_is_an_error() -> None:
    with pytest.raises(ValueError, match="before the coordination was logged"):
        evolve(None, CoordinationHeld(held_on=HELD))
    with pytest.raises(ValueError, match="not an event of a coordination"):
        evolve(given(evolve, RECORDED).state, Started(started_on=HELD))
