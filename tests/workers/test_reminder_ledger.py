"""The ledger of one record: what was planned and what became of it, each with its place in the log."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from tests.support.clock import FixedClock
from tests.support.office import CODE
from tests.support.office_at_work import KASI, STAF, OfficeAtWork
from tests.support.smtp_server import SmtpServer
from tests.workers.sending import DUE, run
from tracker.application import calendars, given_up, reminder_policies
from tracker.application.actor import operator
from tracker.application.reminder_ledger import Entry, Ledger, ledger
from tracker.application.reminders import enqueue
from tracker.domain.errors import NotFound
from tracker.domain.identity import person_id
from tracker.domain.matter import Task
from tracker.domain.reminder import Because, Reason
from tracker.domain.reminder_policy import DEFAULT, Policy
from tracker.domain.role import Role


@pytest.fixture
def clock() -> FixedClock:
    """Monday, a week before the due date, 07.00 in Jakarta."""
    return FixedClock(datetime(2026, 3, 9, 0, tzinfo=UTC))


def read(office: OfficeAtWork, subject: UUID) -> Ledger:
    return ledger(office.tracker, subject)


def became(office: OfficeAtWork, subject: UUID) -> list[tuple[str, str, str]]:
    """By mail; what was merged or void goes over no channel."""
    return [
        (one.became, f"{one.step}:{one.on}", one.why)
        for one in read(office, subject).entries
        if one.channel in {"email", ""}
    ]


def at(day: int, hour: int, minute: int = 31) -> datetime:
    """In March 2026, by Jakarta's clock."""
    return datetime(2026, 3, day, hour - 7, minute, tzinfo=UTC)


def one(found: Ledger, kind: str) -> Entry:
    (entry,) = [entry for entry in found.entries if entry.became == kind and entry.channel == "email"]
    return entry


def test_it_proves_that_somebody_was_reminded_when_of_what_and_as_what(
    office: OfficeAtWork, clock: FixedClock, smtp_server: SmtpServer
) -> None:
    follow_up = office.agree(DUE)
    clock.now = at(11, 7)
    run(office)
    sent = one(read(office, follow_up), "sent")
    assert (sent.person_id, sent.person) == (person_id(CODE, KASI), "Ibu Kepala Seksi Pemerintahan")
    assert (sent.positions, sent.because) == (("Kepala Seksi Pemerintahan",), Because.IN_CHARGE)
    assert (sent.task, sent.step, sent.on, sent.due_on) == (Task.CARRY_OUT, "before", date(2026, 3, 11), DUE)
    assert (sent.planned_at, sent.late, sent.why) == (at(11, 7, 30), None, "")
    assert sent.recorded_at.replace(microsecond=0) == at(11, 7)
    (recorded,) = [past for past in office.tracker.store.read(0, 10_000) if past.position == sent.position]
    assert recorded.topic == "reminder.sent.2"
    assert str(sent.message or sent.key) in smtp_server.messages[0]["Message-ID"]


def test_the_position_is_the_one_held_on_that_day(office: OfficeAtWork, clock: FixedClock) -> None:
    follow_up = office.agree(DUE)
    clock.now = at(11, 7)
    run(office)
    clock.advance(days=1)
    office.vacate(KASI, date(2026, 3, 12))
    assert one(read(office, follow_up), "sent").positions == ("Kepala Seksi Pemerintahan",)


def test_a_step_that_a_new_due_date_made_void_stays_visible_with_the_reason(
    office: OfficeAtWork, clock: FixedClock
) -> None:
    follow_up = office.agree(DUE)
    office.change_due_date(follow_up, date(2026, 4, 9))
    why = "batas waktu diubah dari Senin, 16 Maret 2026 menjadi Kamis, 9 April 2026"
    assert became(office, follow_up) == [
        ("voided", "before:2026-03-11", why),
        ("voided", "due:2026-03-16", why),
    ]
    voided = read(office, follow_up).entries[0]
    (changed,) = [
        past for past in office.tracker.store.history(follow_up) if past.position == voided.position
    ]
    assert changed.topic == "follow_up.corrected.1"


def test_what_is_done_withdrawn_or_given_up_makes_its_steps_void(
    office: OfficeAtWork, clock: FixedClock
) -> None:
    done, withdrawn, given_up = (office.agree(DUE, in_charge=STAF, text=str(n)) for n in range(3))
    office.report_done(done, by=Role.STAF)
    office.withdraw(withdrawn)
    office.ask_to_give_up(given_up, by=Role.KASI)
    assert [became(office, one)[0][2] for one in (done, withdrawn, given_up)] == [
        "dilaporkan selesai",
        "ditarik",
        "diusulkan tidak dapat ditindaklanjuti",
    ]
    office.verify(done, by=Role.KASI)
    assert became(office, done)[-1] == ("voided", "waiting:2026-03-10", "selesai")
    assert read(office, done).coming == ()


def test_a_calendar_or_a_policy_that_moves_a_step_says_so(office: OfficeAtWork, clock: FixedClock) -> None:
    follow_up = office.agree(DUE)
    off = calendars.AddDayOff(office=CODE, day=date(2026, 3, 11), name="Hari Jadi")
    calendars.add_day_off(office.tracker, operator(), office.asked(), off)
    adopted = reminder_policies.AdoptPolicy(office=CODE, policy=Policy(before=(1,)), for_running=True)
    reminder_policies.adopt_policy(office.tracker, operator(), office.asked(), adopted)
    assert became(office, follow_up) == [
        ("voided", "before:2026-03-11", "hari libur ditambahkan: Hari Jadi, Rabu, 11 Maret 2026"),
        ("voided", "before:2026-03-10", "aturan pengingat versi 1 ditetapkan bagi yang sedang berjalan"),
    ]


def test_a_policy_for_new_ones_alone_makes_nothing_void(office: OfficeAtWork, clock: FixedClock) -> None:
    follow_up = office.agree(DUE)
    adopted = reminder_policies.AdoptPolicy(office=CODE, policy=Policy(before=(1,)))
    reminder_policies.adopt_policy(office.tracker, operator(), office.asked(), adopted)
    assert became(office, follow_up) == []
    assert [(one.step, one.on, one.policy) for one in read(office, follow_up).coming] == [
        ("before", date(2026, 3, 11), 0)
    ]


def test_steps_that_were_missed_are_told_as_merged_into_the_one_that_went_out_late(
    office: OfficeAtWork, clock: FixedClock, smtp_server: SmtpServer
) -> None:
    follow_up = office.agree(DUE)
    clock.now = at(17, 10)
    run(office)
    assert became(office, follow_up) == [
        ("merged", "before:2026-03-11", "digabung ke pengingat Selasa, 17 Maret 2026"),
        ("merged", "due:2026-03-16", "digabung ke pengingat Selasa, 17 Maret 2026"),
        ("sent", "overdue:2026-03-17", "layanan pengingat terhenti atau terlambat"),
    ]
    late = one(read(office, follow_up), "sent").late
    assert late is not None
    assert late // timedelta(minutes=1) == 3 * 60 + 1


def test_what_was_given_out_late_on_the_same_day_is_late_for_that_reason(
    office: OfficeAtWork, clock: FixedClock
) -> None:
    clock.now = at(17, 10)
    follow_up = office.agree(DUE)
    run(office)
    assert became(office, follow_up) == [("sent", "overdue:2026-03-17", "baru direncanakan sesudah jam itu")]


def test_a_failure_that_was_tried_again_is_the_cause_of_lateness(
    office: OfficeAtWork, clock: FixedClock, smtp_server: SmtpServer
) -> None:
    follow_up = office.agree(DUE)
    clock.now = at(11, 7)
    smtp_server.refuse(451)
    run(office)
    smtp_server.behave()
    clock.advance(hours=1)
    run(office)
    assert [(kind, why) for kind, _, why in became(office, follow_up)] == [
        ("postponed", "alamat penerima ditolak untuk sementara (kode 451)"),
        ("sent", "pengiriman sebelumnya gagal 1 kali"),
    ]


def test_what_was_given_up_and_asked_for_again_is_told_in_that_order(
    office: OfficeAtWork, clock: FixedClock, smtp_server: SmtpServer
) -> None:
    follow_up = office.agree(DUE)
    clock.now = at(11, 7)
    smtp_server.refuse(550)
    run(office)
    smtp_server.behave()
    failed = one(read(office, follow_up), "failed")
    assert failed.key is not None
    given_up.retry(office.tracker, operator(), office.asked(), given_up.Retry(key=failed.key))
    run(office)
    assert [kind for kind, _, _ in became(office, follow_up)] == ["failed", "retried", "sent"]


def test_what_is_not_sent_names_its_reason(office: OfficeAtWork, clock: FixedClock) -> None:
    follow_up = office.agree(DUE)
    office.write_address(KASI, email="")
    clock.now = at(11, 7)
    run(office)
    entry = one(read(office, follow_up), "suppressed")
    assert (entry.reason, entry.why) == (Reason.NO_ADDRESS, "alamatnya belum diisi")
    clock.now = at(16, 7)
    enqueue(office.tracker, clock())
    office.withdraw(follow_up)
    run(office)
    assert became(office, follow_up)[-1] == ("suppressed", "due:2026-03-16", "sudah ditarik")


def test_it_says_what_comes_next_and_whom_it_will_reach(office: OfficeAtWork, clock: FixedClock) -> None:
    follow_up = office.agree(DUE, in_charge=STAF)
    office.write_address(STAF, email="")
    (coming,) = read(office, follow_up).coming
    assert (coming.step, coming.on, coming.at, coming.policy) == (
        "before",
        date(2026, 3, 11),
        at(11, 7, 30),
        0,
    )
    (to,) = coming.recipients
    assert to.recipient.name == "Ibu Staf Seksi Pemerintahan"
    assert to.withheld["email"] is Reason.NO_ADDRESS
    assert office.tracker.office(CODE).policy(0) == DEFAULT


def test_what_nobody_knows_has_no_ledger(office: OfficeAtWork) -> None:
    with pytest.raises(NotFound):
        ledger(office.tracker, uuid4())
