"""The life cycle of a follow-up: each step, and who or what may not take it."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest
from msgspec.structs import replace

from tests.support.given import given
from tracker.domain.coordination import CoordinationCancelled
from tracker.domain.errors import Forbidden, Refused
from tracker.domain.event import Event
from tracker.domain.evidence import Evidence, EvidenceType
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
    is_overdue,
)
from tracker.domain.follow_up_decisions import (
    Opening,
    assign,
    correct,
    decide_cannot,
    open_,
    reassign,
    reopen,
    report_done,
    report_progress,
    request_cannot,
    return_,
    start,
    verify,
    withdraw,
)
from tracker.domain.in_charge import InCharge

AGREED = date(2026, 3, 2)
BEGUN = date(2026, 3, 5)
DONE = date(2026, 3, 10)
TODAY = date(2026, 3, 16)
TOMORROW = date(2026, 3, 17)
DUE = date(2026, 3, 31)
STAF, KASI = UUID(int=1), UUID(int=2)

KASI_POSITION = InCharge("position", "kasi_pmks", "Kasi PMKS")
VILLAGE = InCharge("body", "kades", "Kepala Desa")
BY_REGISTER = InCharge("text", "", "Pak Lurah")
PAPER = Evidence(id=UUID(int=3), type=EvidenceType.DOKUMEN_LAPORAN, dated_on=DONE)

OPENED = Opened(
    office="35.09.31",
    coordination_id=UUID(int=4),
    outcome_id=UUID(int=5),
    text="Jadwal disusun",
    agreed_on=AGREED,
    section="pmks",
    in_charge=KASI_POSITION,
    due_on=DUE,
)
STARTED = Started(started_on=BEGUN)
REPORTED = ReportedDone(done_on=DONE, note="Sudah", evidence=(PAPER,), done_by=STAF, typed_by="staf")
VERIFIED = Verified(verified_on=TODAY, position="kasi_pmks", verified_by=KASI)
REQUESTED = CannotRequested(typed_by="staf")


def reports(
    *,
    done_on: date = DONE,
    note: str = "Sudah",
    evidence: tuple[Evidence, ...] = (PAPER,),
    today: date = TODAY,
) -> Callable[[FollowUp], Event]:
    return lambda s: report_done(
        s, done_on=done_on, note=note, evidence=evidence, done_by=STAF, typed_by="staf", today=today
    )


def verifies(
    *, username: str = "kasi", person: UUID | None = KASI, on: date = TODAY
) -> Callable[[FollowUp], Event]:
    return lambda s: verify(
        s, username=username, person_id=person, position="kasi_pmks", verified_on=on, today=TODAY
    )


def opening(due_on: date | None) -> Opening:
    return Opening(
        office="35.09.31",
        coordination_id=UUID(int=4),
        outcome_id=UUID(int=5),
        text=" Jadwal disusun ",
        agreed_on=AGREED,
        section="pmks",
        in_charge=KASI_POSITION,
        due_on=due_on,
    )


def test_it_opens_with_the_due_date_that_was_agreed() -> None:
    assert open_(opening(DUE), proposed=TODAY) == OPENED
    assert given(evolve, OPENED).state.status is Status.BELUM_DITINDAKLANJUTI


def test_without_a_due_date_one_is_proposed_and_marked_so() -> None:
    opened = open_(opening(None), proposed=TODAY)
    assert (opened.due_on, opened.due_proposed) == (TODAY, True)


def test_it_is_due_on_the_day_of_agreement_at_the_earliest() -> None:
    assert open_(opening(AGREED), proposed=TODAY).due_on == AGREED
    with pytest.raises(Refused, match="sebelum tanggal kegiatan"):
        open_(opening(date(2026, 3, 1)), proposed=TODAY)


def test_a_due_date_of_another_century_is_a_slip_of_the_pen() -> None:
    with pytest.raises(Refused, match="2000–2100") as refusal:
        open_(opening(date(9999, 12, 31)), date(2026, 4, 1))
    assert refusal.value.field == "due_on"
    given(evolve, OPENED).when(
        lambda s: correct(s, Corrected(due_on=date(2101, 1, 1)), "Salah catat")
    ).refused("2000–2100", "due_on")


def test_nobody_or_a_mere_name_in_charge_is_replaced_by_assigning() -> None:
    nobody = given(evolve, replace(OPENED, in_charge=None))
    assert nobody.when(lambda s: assign(s, VILLAGE)).then(Assigned(in_charge=VILLAGE)).in_charge == VILLAGE
    name = given(evolve, replace(OPENED, in_charge=BY_REGISTER))
    name.when(lambda s: assign(s, VILLAGE)).then(Assigned(in_charge=VILLAGE))
    nobody.when(lambda s: reassign(s, VILLAGE, "pindah")).refused("gunakan Tetapkan", "in_charge")


def test_somebody_in_charge_is_replaced_by_reassigning_with_a_reason() -> None:
    past = given(evolve, OPENED)
    past.when(lambda s: assign(s, VILLAGE)).refused("gunakan Alihkan", "in_charge")
    past.when(lambda s: reassign(s, VILLAGE, " ")).refused("alasan", "reason")
    past.when(lambda s: reassign(s, KASI_POSITION, "tetap")).refused("sudah Kasi", "in_charge")
    moved = past.when(lambda s: reassign(s, VILLAGE, "Kewenangan desa"))
    assert moved.then(Reassigned(in_charge=VILLAGE)).in_charge == VILLAGE


def test_it_starts_once_between_agreement_and_today() -> None:
    past = given(evolve, OPENED)
    state = past.when(lambda s: start(s, BEGUN, TODAY)).then(STARTED)
    assert (state.status, state.begun_on) == (Status.DALAM_PROSES, BEGUN)
    past.when(lambda s: start(s, TOMORROW, TODAY)).refused("sesudah hari ini", "started_on")
    past.when(lambda s: start(s, date(2026, 3, 1), TODAY)).refused("sebelum tanggal kegiatan", "started_on")
    given(evolve, OPENED, STARTED).when(lambda s: start(s, BEGUN, TODAY)).refused("sudah dimulai", "status")


def test_progress_begins_the_work_and_needs_words() -> None:
    past = given(evolve, OPENED)
    event = ProgressReported(note="Separuh", reported_on=DONE)
    state = past.when(lambda s: report_progress(s, " Separuh ", DONE, TODAY)).then(event)
    assert (state.status, state.begun_on) == (Status.DALAM_PROSES, DONE)
    past.when(lambda s: report_progress(s, " ", DONE, TODAY)).refused("uraiannya", "note")
    past.when(lambda s: report_progress(s, "x" * 2001, DONE, TODAY)).refused("2000", "note")
    past.when(lambda s: report_progress(s, "x", TOMORROW, TODAY)).refused("sesudah hari ini", "reported_on")


def test_the_earliest_day_of_work_is_the_day_it_was_begun() -> None:
    later = given(evolve, OPENED, ProgressReported(note="x", reported_on=DONE), STARTED)
    assert later.state.begun_on == BEGUN


def test_a_report_of_completion_waits_for_verification() -> None:
    state = given(evolve, OPENED, STARTED).when(reports()).then(REPORTED)
    assert state.status is Status.DILAPORKAN_SELESAI
    assert state.report is not None
    assert state.report.proven
    assert (state.report.done_on, state.begun_on) == (DONE, BEGUN)


def test_what_was_never_started_counts_as_begun_when_it_was_done() -> None:
    assert given(evolve, OPENED).when(reports()).then(REPORTED).begun_on == DONE


def test_a_report_has_a_possible_day_and_some_content() -> None:
    past = given(evolve, OPENED, STARTED)
    past.when(reports(done_on=TOMORROW)).refused("sesudah hari ini", "done_on")
    past.when(reports(done_on=date(2026, 3, 1))).refused("sebelum tanggal kegiatan", "done_on")
    past.when(reports(done_on=date(2026, 3, 4))).refused("sebelum tanggal mulai", "done_on")
    past.when(reports(note=" ", evidence=())).refused("keterangan", "note")
    past.when(reports(done_on=BEGUN, today=date(2026, 3, 9))).refused("bukti", "evidence.0.dated_on")


def test_while_a_report_waits_there_is_no_other() -> None:
    waiting = given(evolve, OPENED, REPORTED)
    waiting.when(reports()).refused("menunggu verifikasi", "status")
    waiting.when(lambda s: report_progress(s, "x", DONE, TODAY)).refused("menunggu verifikasi", "status")


def test_somebody_else_verifies_it() -> None:
    state = given(evolve, OPENED, REPORTED).when(verifies()).then(VERIFIED)
    assert state.status is Status.SELESAI


def test_nobody_verifies_their_own_work_or_what_they_typed() -> None:
    waiting = given(evolve, OPENED, REPORTED)
    waiting.when(verifies(person=STAF)).refused("Pekerjaan sendiri", kind=Forbidden)
    waiting.when(verifies(username="staf")).refused("Anda tulis sendiri", kind=Forbidden)
    waiting.when(verifies(person=None)).refused("pemegang jabatan", kind=Forbidden)


def test_verifying_needs_a_report_evidence_and_a_possible_day() -> None:
    given(evolve, OPENED, STARTED).when(verifies()).refused("Belum ada laporan", "status")
    bare = ReportedDone(done_on=DONE, note="Sudah", typed_by="staf")
    given(evolve, OPENED, bare).when(verifies()).refused("Belum ada bukti", "evidence")
    waiting = given(evolve, OPENED, REPORTED)
    waiting.when(verifies(on=TOMORROW)).refused("antara", "verified_on")
    waiting.when(verifies(on=BEGUN)).refused("antara", "verified_on")


def test_a_report_can_be_returned_with_a_reason() -> None:
    waiting = given(evolve, OPENED, REPORTED)
    state = waiting.when(lambda s: return_(s, "Kurang lengkap")).then(Returned())
    assert (state.status, state.report) == (Status.DALAM_PROSES, None)
    assert state.begun_on == DONE
    waiting.when(lambda s: return_(s, "")).refused("alasan", "reason")
    given(evolve, OPENED).when(lambda s: return_(s, "x")).refused("Belum ada laporan", "status")


def test_it_is_given_up_on_request_when_another_accepts() -> None:
    past = given(evolve, OPENED)
    past.when(lambda s: request_cannot(s, " ", "staf")).refused("alasan", "reason")
    asked = past.when(lambda s: request_cannot(s, "Bukan kewenangan", "staf")).then(REQUESTED)
    assert (asked.status, asked.cannot_requested_by) == (Status.BELUM_DITINDAKLANJUTI, "staf")
    waiting = given(evolve, OPENED, REQUESTED)
    waiting.when(lambda s: request_cannot(s, "lagi", "staf")).refused("menunggu keputusan", "status")
    accepted = waiting.when(lambda s: decide_cannot(s, accepted=True, reason="", username="camat"))
    assert accepted.then(CannotAccepted()).status is Status.TIDAK_DAPAT


def test_refusing_to_give_up_needs_a_reason_and_leaves_the_work_open() -> None:
    waiting = given(evolve, OPENED, STARTED, REQUESTED)
    waiting.when(lambda s: decide_cannot(s, accepted=False, reason="", username="camat")).refused("alasan")
    refused = waiting.when(lambda s: decide_cannot(s, accepted=False, reason="Bisa", username="camat"))
    state = refused.then(CannotRefused())
    assert (state.status, state.cannot_requested_by) == (Status.DALAM_PROSES, None)


def test_nobody_decides_their_own_request_and_nothing_is_decided_unasked() -> None:
    given(evolve, OPENED, REQUESTED).when(
        lambda s: decide_cannot(s, accepted=True, reason="", username="staf")
    ).refused("Usulan sendiri", kind=Forbidden)
    given(evolve, OPENED).when(
        lambda s: decide_cannot(s, accepted=True, reason="", username="camat")
    ).refused("Tidak ada usulan", "status")


def test_a_report_of_completion_ends_a_request_to_give_up() -> None:
    assert given(evolve, OPENED, REQUESTED, REPORTED).state.cannot_requested_by is None


def test_what_is_verified_waits_for_no_decision_even_when_it_is_reopened() -> None:
    past = given(evolve, OPENED, REPORTED, REQUESTED, VERIFIED)
    assert past.state.cannot_requested_by is None
    past.when(lambda s: request_cannot(s, "Mustahil", "staf")).refused("sudah berstatus selesai")
    reopened = given(evolve, OPENED, REPORTED, REQUESTED, VERIFIED, Reopened(reopened_on=TODAY)).state
    assert (reopened.status, reopened.cannot_requested_by) == (Status.DALAM_PROSES, None)


@pytest.mark.parametrize("past", [(OPENED, REPORTED, VERIFIED), (OPENED, REQUESTED, CannotAccepted())])
def test_what_is_closed_can_be_reopened_with_a_reason(past: tuple[Event, ...]) -> None:
    closed = given(evolve, *past)
    closed.when(lambda s: reopen(s, "", TODAY)).refused("alasan", "reason")
    state = closed.when(lambda s: reopen(s, "Keliru", TODAY)).then(Reopened(reopened_on=TODAY))
    assert (state.status, state.report) == (Status.DALAM_PROSES, None)
    assert state.begun_on is not None
    assert state.begun_on <= TODAY


def test_what_is_open_cannot_be_reopened() -> None:
    given(evolve, OPENED).when(lambda s: reopen(s, "x", TODAY)).refused("sudah ditutup", "status")


@pytest.mark.parametrize("past", [(OPENED, REPORTED, VERIFIED), (OPENED, Withdrawn())])
def test_nothing_is_done_on_what_is_closed_or_withdrawn(past: tuple[Event, ...]) -> None:
    closed = given(evolve, *past)
    closed.when(lambda s: assign(s, VILLAGE)).refused("sudah berstatus", "status")
    closed.when(lambda s: reassign(s, VILLAGE, "x")).refused("sudah berstatus", "status")
    closed.when(lambda s: start(s, BEGUN, TODAY)).refused("sudah berstatus", "status")
    closed.when(lambda s: report_progress(s, "x", DONE, TODAY)).refused("sudah berstatus", "status")
    closed.when(reports()).refused("sudah berstatus", "status")
    closed.when(lambda s: request_cannot(s, "x", "staf")).refused("sudah berstatus", "status")


def test_it_is_withdrawn_once_with_a_reason() -> None:
    past = given(evolve, OPENED, REQUESTED)
    past.when(lambda s: withdraw(s, "")).refused("alasan", "reason")
    state = past.when(lambda s: withdraw(s, "Salah catat")).then(Withdrawn())
    assert (state.status, state.cannot_requested_by) == (Status.DITARIK, None)
    given(evolve, OPENED, Withdrawn()).when(lambda s: withdraw(s, "x")).refused("sudah ditarik", "status")


def test_a_correction_names_its_reason_and_changes_something() -> None:
    past = given(evolve, OPENED)
    changes = Corrected(text="Jadwal diedarkan", due_on=TODAY, section="pemerintahan")
    state = past.when(lambda s: correct(s, changes, "Salah ketik")).then(changes)
    assert (state.text, state.due_on, state.section) == ("Jadwal diedarkan", TODAY, "pemerintahan")
    past.when(lambda s: correct(s, changes, "")).refused("alasan", "reason")
    past.when(lambda s: correct(s, Corrected(due_on=DUE), "x")).refused("Tidak ada yang berubah")
    past.when(lambda s: correct(s, Corrected(text=" "), "x")).refused("uraiannya", "text")
    early = Corrected(due_on=date(2026, 3, 1))
    past.when(lambda s: correct(s, early, "x")).refused("sebelum tanggal kegiatan", "due_on")
    given(evolve, OPENED, Withdrawn()).when(lambda s: correct(s, changes, "x")).refused("ditarik", "status")


def test_a_correction_is_trimmed_and_leaves_no_outcome_without_its_field() -> None:
    given(evolve, OPENED).when(lambda s: correct(s, Corrected(text="  Baru "), "Salah ketik")).then(
        Corrected(text="Baru")
    )
    given(evolve, OPENED).when(lambda s: correct(s, Corrected(section=None), "Salah")).refused(
        "Pilih bidangnya", "section"
    )


def test_a_proposed_due_date_that_is_corrected_is_agreed_from_then_on() -> None:
    proposed = replace(OPENED, due_proposed=True)
    assert not given(evolve, proposed, Corrected(due_on=TODAY)).state.due_proposed


@pytest.mark.parametrize(
    ("status", "due_on", "late"),
    [
        (Status.BELUM_DITINDAKLANJUTI, date(2026, 3, 15), True),
        (Status.DALAM_PROSES, date(2026, 3, 15), True),
        (Status.DALAM_PROSES, TODAY, False),
        (Status.DALAM_PROSES, None, False),
        (Status.DILAPORKAN_SELESAI, date(2026, 3, 15), False),
        (Status.SELESAI, date(2026, 3, 15), False),
        (Status.TIDAK_DAPAT, date(2026, 3, 15), False),
        (Status.DITARIK, date(2026, 3, 15), False),
    ],
)
def test_overdue_begins_the_day_after_the_due_date_while_somebody_must_act(
    status: Status, due_on: date | None, late: bool
) -> None:
    assert is_overdue(status, due_on, TODAY) is late


def test_a_history_that_makes_no_sense_is_an_error() -> None:
    with pytest.raises(ValueError, match="before the follow-up was opened"):
        evolve(None, STARTED)
    with pytest.raises(ValueError, match="not an event of a follow-up"):
        evolve(given(evolve, OPENED).state, CoordinationCancelled())
