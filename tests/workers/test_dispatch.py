"""Sending: what goes out, what the log is told, and what happens when the mail server does not play along."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import msgspec
import pytest
import sqlalchemy as sa

from tests.support.clock import FixedClock
from tests.support.database import Database
from tests.support.office import CODE
from tests.support.office_at_work import KASI, STAF, OfficeAtWork, mark_as_demo, office_at_work
from tests.support.smtp_server import SmtpServer
from tracker.application import dispatch
from tracker.application.dispatch import LEASE
from tracker.application.reminders import enqueue
from tracker.domain.identity import person_id, reminder_stream
from tracker.domain.reminder import ReminderFailed, ReminderSent
from tracker.domain.role import Role
from tracker.store import kept
from workers.dispatch import Summary, deliver, run_once
from workers.mail import open_mail

DUE = date(2026, 3, 16)


@pytest.fixture
def clock() -> FixedClock:
    """Monday, a week before the due date, 09.00 in Jakarta."""
    return FixedClock(datetime(2026, 3, 9, 2, tzinfo=UTC))


@pytest.fixture
def office(
    sqlite_database: Database, clock: FixedClock, tmp_path: Path, smtp_server: SmtpServer
) -> Iterator[OfficeAtWork]:
    with office_at_work(sqlite_database, clock, tmp_path, smtp=smtp_server.url) as office:
        yield office


def run(office: OfficeAtWork) -> Summary:
    """As `reminders run` does."""
    office.catch_up()
    summary = run_once(office.tracker, office.settings)
    office.catch_up()
    return summary


def failures(office: OfficeAtWork, follow_up: UUID) -> list[tuple[str, int, bool]]:
    return [
        (told.error, told.attempt, told.final)
        for told in office.told(follow_up)
        if isinstance(told, ReminderFailed)
    ]


def test_a_reminder_goes_to_who_is_in_charge_and_the_log_is_told(
    office: OfficeAtWork, clock: FixedClock, smtp_server: SmtpServer
) -> None:
    follow_up = office.agree(DUE)
    clock.advance(days=4)
    assert run(office) == Summary(sent=1)
    (mail,) = smtp_server.messages
    assert mail["To"] == f"{KASI}@kecamatan.example"
    assert mail["Subject"] == "Jatuh tempo 3 hari lagi: Memperbarui data kependudukan desa"
    (told,) = office.told(follow_up)
    assert isinstance(told, ReminderSent)
    assert (told.step, told.through, told.due_on) == ("before", date(2026, 3, 13), DUE)
    assert told.person_id == person_id(CODE, KASI)
    assert mail["Message-ID"] == f"<{told.key}@tindaklanjut.example>"


def test_running_again_and_again_sends_nothing_more_on_that_day(
    office: OfficeAtWork, clock: FixedClock, smtp_server: SmtpServer
) -> None:
    office.agree(DUE)
    clock.advance(days=4)
    sent = [run(office)]
    for _ in range(3):
        clock.advance(hours=2)
        sent.append(run(office))
    assert sent == [Summary(sent=1), Summary(), Summary(), Summary()]
    assert len(smtp_server.messages) == 1


def test_a_log_that_the_read_model_has_not_folded_yet_does_not_repeat_a_reminder(
    office: OfficeAtWork, clock: FixedClock, smtp_server: SmtpServer
) -> None:
    office.agree(DUE)
    clock.advance(days=4)
    assert [run_once(office.tracker, office.settings) for _ in range(2)] == [Summary(sent=1), Summary()]
    assert len(smtp_server.messages) == 1


def test_over_its_whole_course_each_working_day_has_one_reminder_and_days_off_none(
    office: OfficeAtWork, clock: FixedClock, smtp_server: SmtpServer
) -> None:
    follow_up = office.agree(DUE)
    for _ in range(24 * 17):
        clock.advance(hours=1)
        if clock().hour % 6 == 0:
            run(office)
    days = [told.through for told in office.told(follow_up)]
    assert days == [date(2026, 3, 13), date(2026, 3, 16), date(2026, 3, 17), date(2026, 3, 25)]
    assert len(smtp_server.messages) == 4


def test_days_of_downtime_are_caught_up_with_one_letter(
    office: OfficeAtWork, clock: FixedClock, smtp_server: SmtpServer
) -> None:
    follow_up = office.agree(DUE)
    clock.advance(days=17)
    assert run(office) == Summary(sent=1)
    assert [mail["Subject"] for mail in smtp_server.messages] == [
        "Terlambat 10 hari: Memperbarui data kependudukan desa"
    ]
    assert [told.step for told in office.told(follow_up)] == ["overdue"]


def test_after_a_report_the_verifier_gets_the_letter_and_who_did_it_none(
    office: OfficeAtWork, clock: FixedClock, smtp_server: SmtpServer
) -> None:
    follow_up = office.agree(DUE, in_charge=STAF)
    clock.advance(days=1)
    office.report_done(follow_up, by=Role.STAF)
    clock.advance(days=6)
    run(office)
    clock.advance(days=1)
    run(office)
    assert [mail["To"] for mail in smtp_server.messages] == [f"{KASI}@kecamatan.example"] * 2


def test_what_was_finished_after_it_was_queued_is_not_sent(
    office: OfficeAtWork, clock: FixedClock, smtp_server: SmtpServer
) -> None:
    office.agree(DUE)
    follow_up = office.agree(DUE, text="Ditarik kemudian")
    clock.advance(days=7)
    enqueue(office.tracker, clock())
    office.withdraw(follow_up)
    assert run(office) == Summary(sent=1, cancelled=1)
    assert ("due:2026-03-16", "cancelled", "keadaan tindak lanjut sudah berubah") in office.queue()
    assert office.told(follow_up) == []
    assert len(smtp_server.messages) == 1


def test_a_due_date_that_moved_after_it_was_queued_cancels_the_old_reminder(
    office: OfficeAtWork, clock: FixedClock, smtp_server: SmtpServer
) -> None:
    follow_up = office.agree(DUE)
    clock.advance(days=7)
    enqueue(office.tracker, clock())
    office.change_due_date(follow_up, date(2026, 4, 9))
    assert run(office) == Summary(cancelled=1)
    assert office.queue() == [("due:2026-03-16", "cancelled", "batas waktu sudah berubah")]
    assert smtp_server.messages == []


def test_a_new_holder_gets_the_letter_that_was_queued_for_the_old_one(
    office: OfficeAtWork, clock: FixedClock, smtp_server: SmtpServer
) -> None:
    office.agree(DUE)
    clock.advance(days=7)
    enqueue(office.tracker, clock())
    office.add_person("pengganti")
    office.hold(KASI, "pengganti", date(2026, 3, 16))
    assert run(office).sent == 1
    assert [mail["To"] for mail in smtp_server.messages] == ["pengganti@kecamatan.example"]


def test_a_missing_address_is_told_to_the_log_once_and_tried_again_on_the_next_working_day(
    office: OfficeAtWork, clock: FixedClock, smtp_server: SmtpServer
) -> None:
    office.write_address(KASI, email="")
    follow_up = office.agree(DUE)
    clock.advance(days=7)
    assert run(office) == Summary(failed=1)
    assert run(office) == Summary()
    reason = "alamat surel Ibu Kepala Seksi Pemerintahan (Kepala Seksi Pemerintahan) belum diisi"
    assert failures(office, follow_up) == [(reason, 1, True)]
    office.write_address(KASI)
    clock.advance(days=1)
    assert run(office) == Summary(sent=1)


def test_where_nobody_holds_any_post_the_log_is_told_why_nothing_was_sent(
    office: OfficeAtWork, clock: FixedClock
) -> None:
    follow_up = office.agree(DUE)
    for position in (KASI, "sekcam", "camat"):
        office.vacate(position, date(2026, 3, 10))
    clock.advance(days=7)
    assert run(office) == Summary(failed=1)
    ((reason, _, final),) = failures(office, follow_up)
    assert "isi pemegang jabatannya" in reason
    assert final


def test_without_a_mail_server_the_log_is_told_so(office: OfficeAtWork, clock: FixedClock) -> None:
    follow_up = office.agree(DUE)
    clock.advance(days=7)
    office.catch_up()
    summary = run_once(office.tracker, msgspec.structs.replace(office.settings, smtp=None))
    assert summary == Summary(failed=1)
    assert failures(office, follow_up) == [("server surat belum diatur (TINDAKLANJUT_SMTP)", 1, True)]


def test_a_demo_without_a_mail_server_keeps_its_letters_to_be_read_in_the_product(
    office: OfficeAtWork, clock: FixedClock, smtp_server: SmtpServer
) -> None:
    mark_as_demo(office.tracker.kept)
    follow_up = office.agree(DUE)
    clock.advance(days=7)
    office.catch_up()
    summary = run_once(office.tracker, msgspec.structs.replace(office.settings, smtp=None))
    assert summary == Summary(sent=1)
    with office.tracker.kept.connect() as connection:
        row = connection.execute(sa.select(kept.mail)).one()
    assert (row.office, row.follow_up_id) == (CODE, follow_up)
    assert row.recipient == f"{KASI}@kecamatan.example"
    assert "jatuh tempo hari ini" in row.text
    assert smtp_server.messages == []


def test_a_demo_with_a_mail_server_sends_and_keeps(
    office: OfficeAtWork, clock: FixedClock, smtp_server: SmtpServer
) -> None:
    mark_as_demo(office.tracker.kept)
    office.agree(DUE)
    clock.advance(days=7)
    run(office)
    with office.tracker.kept.connect() as connection:
        assert connection.scalar(sa.select(kept.mail.c.message_id)) == smtp_server.messages[0]["Message-ID"]


def test_a_real_installation_keeps_no_letters(office: OfficeAtWork, clock: FixedClock) -> None:
    office.agree(DUE)
    clock.advance(days=7)
    run(office)
    with office.tracker.kept.connect() as connection:
        assert connection.execute(sa.select(kept.mail)).all() == []


def test_a_mail_server_that_is_down_is_tried_after_1_5_15_and_60_minutes_and_then_given_up(
    office: OfficeAtWork, clock: FixedClock, smtp_server: SmtpServer
) -> None:
    follow_up = office.agree(DUE)
    clock.advance(days=7)
    smtp_server.stop()
    summaries = [run(office)]
    for minutes in (1, 5, 15, 60):
        clock.advance(minutes=minutes - 1)
        assert run(office) == Summary(), "not before its time"
        clock.advance(minutes=1)
        summaries.append(run(office))
    assert summaries == [Summary(postponed=1)] * 4 + [Summary(failed=1)]
    reason = "server surat tidak dapat dihubungi"
    assert failures(office, follow_up) == [(reason, attempt, attempt == 5) for attempt in range(1, 6)]
    smtp_server.start()
    clock.advance(days=1)
    assert run(office) == Summary(sent=1), "the next step takes over"


def test_a_mail_server_that_comes_back_gets_the_reminder_at_the_next_attempt(
    office: OfficeAtWork, clock: FixedClock, smtp_server: SmtpServer
) -> None:
    follow_up = office.agree(DUE)
    clock.advance(days=7)
    smtp_server.stop()
    run(office)
    smtp_server.start()
    clock.advance(minutes=1)
    assert run(office) == Summary(sent=1)
    assert [type(told) for told in office.told(follow_up)] == [ReminderFailed, ReminderSent]
    assert len(smtp_server.messages) == 1


def test_a_refusal_for_now_is_tried_again_and_one_for_good_is_not(
    office: OfficeAtWork, clock: FixedClock, smtp_server: SmtpServer
) -> None:
    follow_up = office.agree(DUE)
    clock.advance(days=7)
    smtp_server.refuse(451)
    assert run(office) == Summary(postponed=1)
    smtp_server.refuse(550)
    clock.advance(minutes=1)
    assert run(office) == Summary(failed=1)
    assert failures(office, follow_up) == [
        ("alamat penerima ditolak untuk sementara (kode 451)", 1, False),
        ("alamat penerima ditolak oleh server surat (kode 550)", 2, True),
    ]


def test_one_letter_that_cannot_be_sent_does_not_stop_the_others_of_the_batch(
    office: OfficeAtWork, clock: FixedClock, smtp_server: SmtpServer
) -> None:
    office.write_address(STAF, email="dua\nbaris@kecamatan.example")
    broken = office.agree(DUE, in_charge=STAF)
    for position in (KASI, "sekcam", "camat"):
        office.agree(DUE, in_charge=position)
    clock.advance(days=7)
    assert run(office) == Summary(sent=3, failed=1)
    assert failures(office, broken) == [("alamat surel penerima tidak sah", 1, True)]


def test_a_server_that_hangs_up_after_taking_the_letter_may_get_it_twice_but_it_is_recorded_once(
    office: OfficeAtWork, clock: FixedClock, smtp_server: SmtpServer
) -> None:
    follow_up = office.agree(DUE)
    clock.advance(days=7)
    smtp_server.drop()
    assert run(office) == Summary(postponed=1)
    smtp_server.behave()
    clock.advance(minutes=1)
    assert run(office) == Summary(sent=1)
    assert len({mail["Message-ID"] for mail in smtp_server.messages}) == 1
    assert failures(office, follow_up) == [("server surat memutus sambungan", 1, False)]
    assert [type(told) for told in office.told(follow_up)].count(ReminderSent) == 1


def test_what_was_sent_and_recorded_but_not_ticked_off_is_not_sent_again(
    office: OfficeAtWork, clock: FixedClock, smtp_server: SmtpServer
) -> None:
    """The process died between the log and the queue."""
    follow_up = office.agree(DUE)
    clock.advance(days=7)
    run(office)
    with office.tracker.kept.begin() as connection:
        connection.execute(
            sa.update(kept.dispatch).values(state="sending", claimed_by="mati", lease_until=clock())
        )
    clock.advance(minutes=11)
    assert run(office) == Summary()
    assert [state for _, state, _ in office.queue()] == ["sent"]
    assert len(smtp_server.messages) == 1
    assert len(office.told(follow_up)) == 1


def test_work_of_a_process_that_died_before_sending_is_done_when_its_lease_has_run_out(
    office: OfficeAtWork, clock: FixedClock, smtp_server: SmtpServer
) -> None:
    office.agree(DUE)
    clock.advance(days=7)
    enqueue(office.tracker, clock())
    dispatch.claim(office.tracker, "mati", clock(), 10)
    assert run(office) == Summary()
    clock.advance(LEASE, minutes=1)
    assert run(office) == Summary(sent=1)
    assert len(smtp_server.messages) == 1


def test_a_reminder_over_which_processes_die_again_and_again_is_given_up(
    office: OfficeAtWork, clock: FixedClock, smtp_server: SmtpServer
) -> None:
    """Each may have sent it before it died: nobody is to get the same letter every ten minutes."""
    follow_up = office.agree(DUE)
    clock.advance(days=7)
    enqueue(office.tracker, clock())
    for death in range(3):
        (claimed,) = dispatch.claim(office.tracker, f"mati-{death}", clock(), 10)
        assert dispatch.begin(office.tracker, claimed, clock()) is not None
        clock.advance(LEASE, minutes=1)
    assert run(office) == Summary(failed=1)
    assert failures(office, follow_up) == [("pengiriman terputus 3 kali", 1, True)]
    assert smtp_server.messages == []


def test_work_that_is_handed_back_again_and_again_is_still_sent(
    office: OfficeAtWork, clock: FixedClock, smtp_server: SmtpServer
) -> None:
    office.agree(DUE)
    clock.advance(days=7)
    enqueue(office.tracker, clock())
    for _ in range(10):
        (claimed,) = dispatch.claim(office.tracker, "sibuk", clock(), 10)
        dispatch.give_back(office.tracker, claimed)
    assert run(office) == Summary(sent=1)
    assert len(smtp_server.messages) == 1


def test_a_batch_that_is_told_to_stop_hands_back_what_it_has_not_begun(
    office: OfficeAtWork, clock: FixedClock, smtp_server: SmtpServer
) -> None:
    for number in range(3):
        office.agree(DUE, text=f"Pekerjaan {number}")
    clock.advance(days=7)
    enqueue(office.tracker, clock())
    batch = dispatch.claim(office.tracker, "satu", clock(), 10)
    with open_mail(office.settings, office.tracker).session() as session:
        summary = deliver(office.tracker, session, batch, lambda: len(smtp_server.messages) >= 1)
    assert summary == Summary(sent=1)
    assert [state for _, state, _ in office.queue()].count("pending") == 2
    assert run(office) == Summary(sent=2)


def test_no_address_enters_the_log(office: OfficeAtWork, clock: FixedClock, smtp_server: SmtpServer) -> None:
    follow_up = office.agree(DUE)
    clock.advance(days=7)
    smtp_server.refuse(550)
    run(office)
    (failed,) = office.tracker.store.history(reminder_stream(follow_up))
    assert b"@" not in failed.body
    assert b"kecamatan.example" not in failed.body
