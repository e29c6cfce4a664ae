"""What goes out, to whom, and what the log is told."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

import msgspec
import pytest

from tests.support.clock import FixedClock
from tests.support.office import CODE
from tests.support.office_at_work import KASI, STAF, OfficeAtWork
from tests.support.smtp_server import SmtpServer
from tests.workers.sending import DUE, failures, run, suppressed
from tracker.application.channels import EMAIL, INBOX
from tracker.application.inbox import unread
from tracker.application.preferences import Kind, switch_off
from tracker.application.reminders import enqueue
from tracker.domain.identity import person_id, reminder_stream
from tracker.domain.reminder import Outcome, Reason, ReminderSent
from tracker.domain.role import Role
from tracker.store.envelope import Appended, Change
from tracker.store.event_store import EventStore
from workers.dispatch import Summary, run_once


def test_a_reminder_goes_to_who_is_in_charge_and_the_log_is_told(
    office: OfficeAtWork, clock: FixedClock, smtp_server: SmtpServer
) -> None:
    follow_up = office.agree(DUE)
    clock.advance(days=2)
    assert run(office) == Summary(sent=1, messages=1)
    (mail,) = smtp_server.messages
    assert mail["To"] == f"{KASI}@kecamatan.example"
    assert mail["Subject"] == "Jatuh tempo 5 hari lagi: Memperbarui data kependudukan desa"
    (told,) = office.told(follow_up)
    assert isinstance(told, ReminderSent)
    assert (told.step, told.through, told.due_on) == ("before", date(2026, 3, 11), DUE)
    assert told.person_id == person_id(CODE, KASI)
    assert mail["Message-ID"] == f"<{told.message}@tindaklanjut.example>"
    assert told.together == 1


def test_running_again_and_again_sends_nothing_more_on_that_day(
    office: OfficeAtWork, clock: FixedClock, smtp_server: SmtpServer
) -> None:
    office.agree(DUE)
    clock.advance(days=2)
    sent = [run(office)]
    for _ in range(3):
        clock.advance(hours=2)
        sent.append(run(office))
    assert sent == [Summary(sent=1, messages=1), Summary(), Summary(), Summary()]
    assert len(smtp_server.messages) == 1


def test_a_log_that_the_read_model_has_not_folded_yet_does_not_repeat_a_reminder(
    office: OfficeAtWork, clock: FixedClock, smtp_server: SmtpServer
) -> None:
    office.agree(DUE)
    clock.advance(days=2)
    first, second = (run_once(office.tracker, office.settings) for _ in range(2))
    assert (first[EMAIL], second) == (Summary(sent=1, messages=1), {})
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
    assert days == [date(2026, 3, day) for day in (11, 16, 17, 25)]
    assert len(smtp_server.messages) == 4


def test_days_of_downtime_are_caught_up_with_one_letter(
    office: OfficeAtWork, clock: FixedClock, smtp_server: SmtpServer
) -> None:
    follow_up = office.agree(DUE)
    clock.advance(days=17)
    assert run(office) == Summary(sent=1, messages=1)
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
    assert run(office) == Summary(sent=1, suppressed=1, messages=1)
    assert ("due:2026-03-16", "suppressed", "withdrawn") in office.queue()
    assert suppressed(office, follow_up) == [Reason.WITHDRAWN]
    assert len(smtp_server.messages) == 1


def test_a_due_date_that_moved_after_it_was_queued_cancels_the_old_reminder(
    office: OfficeAtWork, clock: FixedClock, smtp_server: SmtpServer
) -> None:
    follow_up = office.agree(DUE)
    clock.advance(days=7)
    enqueue(office.tracker, clock())
    office.change_due_date(follow_up, date(2026, 4, 9))
    assert run(office) == Summary(suppressed=1)
    assert office.queue() == [("due:2026-03-16", "suppressed", "changed")]
    assert suppressed(office, follow_up) == [Reason.CHANGED]
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
    assert run(office) == Summary(suppressed=1)
    assert run(office) == Summary()
    assert suppressed(office, follow_up) == [Reason.NO_ADDRESS]
    office.write_address(KASI)
    clock.advance(days=1)
    assert run(office) == Summary(sent=1, messages=1)


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


def test_no_address_enters_the_log(office: OfficeAtWork, clock: FixedClock, smtp_server: SmtpServer) -> None:
    follow_up = office.agree(DUE)
    clock.advance(days=7)
    smtp_server.refuse(550)
    run(office)
    told = office.tracker.store.history(reminder_stream(follow_up))
    assert len(told) == 2
    assert not any(b"@" in past.body or b"kecamatan.example" in past.body for past in told)


def test_all_that_is_due_for_a_person_goes_out_in_one_letter_and_each_follow_up_knows_of_it(
    office: OfficeAtWork, clock: FixedClock, smtp_server: SmtpServer
) -> None:
    follow_ups = [office.agree(DUE, text=f"Pekerjaan {number}") for number in range(3)]
    theirs = office.agree(DUE, in_charge=STAF)
    clock.advance(days=7)
    assert run(office) == Summary(sent=4, messages=2)
    assert sorted(mail["To"] for mail in smtp_server.messages) == [
        f"{KASI}@kecamatan.example",
        f"{STAF}@kecamatan.example",
    ]
    told = [one for follow_up in follow_ups for one in office.told(follow_up)]
    assert [(type(one), getattr(one, "together", None)) for one in told] == [(ReminderSent, 3)] * 3
    assert len({getattr(one, "message", None) for one in told}) == 1
    assert len(office.told(theirs)) == 1


def test_three_days_of_downtime_are_caught_up_with_one_merged_letter_for_each_person(
    office: OfficeAtWork, clock: FixedClock, smtp_server: SmtpServer
) -> None:
    for number in range(4):
        office.agree(date(2026, 3, 11 + number), text=f"Pekerjaan {number}")
        office.agree(date(2026, 3, 11 + number), in_charge=STAF, text=f"Tugas {number}")
    clock.advance(days=1)
    assert run(office).messages == 2
    clock.advance(days=3)
    smtp_server.clear()
    summary = run(office)
    assert (summary.messages, len(smtp_server.messages)) == (2, 2)
    assert all("terlambat" in mail["Subject"] for mail in smtp_server.messages)


def test_what_is_no_longer_wanted_of_a_message_is_left_out_and_the_log_is_told_with_the_rest(
    office: OfficeAtWork, clock: FixedClock, smtp_server: SmtpServer
) -> None:
    kept, gone = office.agree(DUE, text="Tetap"), office.agree(DUE, text="Ditarik kemudian")
    clock.advance(days=7)
    enqueue(office.tracker, clock())
    office.withdraw(gone)
    run(office)
    assert smtp_server.messages[0]["Subject"] == "Jatuh tempo hari ini: Tetap"
    sent, left_out = (
        next(
            past
            for past in office.tracker.store.history(reminder_stream(follow_up))
            if isinstance(past.event, Outcome) and past.event.channel == EMAIL
        )
        for follow_up in (kept, gone)
    )
    assert sent.context.request_id == left_out.context.request_id


def test_what_comes_up_again_when_the_office_has_closed_waits_until_it_opens(
    office: OfficeAtWork, clock: FixedClock, smtp_server: SmtpServer
) -> None:
    """Friday evening, the mail server is down, and the next attempt falls into the night."""
    follow_up = office.agree(date(2026, 3, 13))
    clock.advance(days=4, hours=10, minutes=58)
    smtp_server.stop()
    assert run(office) == Summary(postponed=1)
    smtp_server.start()
    clock.advance(minutes=5)
    assert run(office) == Summary(postponed=1)
    clock.advance(hours=24)
    assert run(office) == Summary()
    clock.advance(hours=30)
    assert run(office) == Summary()
    clock.advance(hours=4)
    assert clock().isoformat() == "2026-03-15T23:03:00+00:00", "Monday, three minutes past six"
    assert run(office) == Summary(sent=1, messages=1)
    clock.advance(hours=2)
    assert run(office) == Summary(suppressed=1), "it stands for the step of that day too"
    assert suppressed(office, follow_up) == [Reason.SUPERSEDED]
    assert len(smtp_server.messages) == 1
    assert failures(office, follow_up) == [("server surat tidak dapat dihubungi", 1, False)]


def test_what_somebody_does_not_want_by_mail_is_in_the_inbox_and_the_log_says_why(
    office: OfficeAtWork, clock: FixedClock, smtp_server: SmtpServer
) -> None:
    follow_up = office.agree(DUE)
    switch_off(office.tracker, person_id(CODE, KASI), EMAIL, [Kind.OWN])
    clock.advance(days=7)
    assert run(office, INBOX) == Summary(sent=1, messages=1)
    assert smtp_server.messages == []
    assert suppressed(office, follow_up) == [Reason.PREFERENCE]
    assert unread(office.tracker, person_id(CODE, KASI)) == 1


def test_somebody_who_writes_to_one_of_the_streams_meanwhile_keeps_no_outcome_from_the_others(
    office: OfficeAtWork, clock: FixedClock, smtp_server: SmtpServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = office.agree(DUE, text="Satu"), office.agree(DUE, text="Dua")
    clock.advance(days=7)
    office.catch_up()
    append = EventStore.append
    overtaken: list[UUID] = []

    def late(self: EventStore, changes: Sequence[Change], **told: Any) -> Appended:
        if not overtaken and len(changes) == 2:
            overtaken.append(changes[1].stream)
            other = told | {"context": msgspec.structs.replace(told["context"], request_id="yang lain")}
            append(self, [changes[1]], **other)
        return append(self, changes, **told)

    monkeypatch.setattr(EventStore, "append", late)
    run(office)
    assert overtaken
    told = {
        (follow_up, channel): len(office.told(follow_up, channel))
        for follow_up in (first, second)
        for channel in (INBOX, EMAIL)
    }
    assert sorted(told.values()) == [1, 1, 1, 2], "each of both, and what the other wrote"
    assert {state for channel in (INBOX, EMAIL) for _, state, _ in office.queue(channel)} == {"sent"}
