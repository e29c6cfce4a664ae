"""The mail server does not play along, or there is none."""

import msgspec
import pytest
import sqlalchemy as sa

from tests.support.clock import FixedClock
from tests.support.office import CODE
from tests.support.office_at_work import KASI, STAF, OfficeAtWork, mark_as_demo
from tests.support.smtp_server import SmtpServer
from tests.workers.sending import DUE, failures, run
from tracker.application import contacts, one_tap
from tracker.application.channels import EMAIL
from tracker.domain.identity import body_id, person_id, reminder_stream
from tracker.domain.reminder import ReminderFailed, ReminderSent
from tracker.store import kept
from workers.dispatch import Summary, run_once


def test_without_a_mail_server_the_log_is_told_so(office: OfficeAtWork, clock: FixedClock) -> None:
    follow_up = office.agree(DUE)
    clock.advance(days=7)
    office.catch_up()
    summary = run_once(office.tracker, msgspec.structs.replace(office.settings, smtp=None))[EMAIL]
    assert summary == Summary(failed=1)
    assert failures(office, follow_up) == [("server surat belum diatur (TINDAKLANJUT_SMTP)", 1, True)]


def test_a_demo_without_a_mail_server_keeps_its_letters_to_be_read_in_the_product(
    office: OfficeAtWork, clock: FixedClock, smtp_server: SmtpServer
) -> None:
    mark_as_demo(office.tracker.kept)
    office.agree(DUE)
    clock.advance(days=7)
    office.catch_up()
    summary = run_once(office.tracker, msgspec.structs.replace(office.settings, smtp=None))[EMAIL]
    assert summary == Summary(sent=1, messages=1)
    with office.tracker.kept.connect() as connection:
        row = connection.execute(sa.select(kept.mail)).one()
    assert (row.office, row.recipient) == (CODE, f"{KASI}@kecamatan.example")
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
    assert run(office) == Summary(sent=1, messages=1), "the next step takes over"


def test_a_mail_server_that_comes_back_gets_the_reminder_at_the_next_attempt(
    office: OfficeAtWork, clock: FixedClock, smtp_server: SmtpServer
) -> None:
    follow_up = office.agree(DUE)
    clock.advance(days=7)
    smtp_server.stop()
    run(office)
    smtp_server.start()
    clock.advance(minutes=1)
    assert run(office) == Summary(sent=1, messages=1)
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


def stored_before_addresses_were_checked(office: OfficeAtWork, name: str, email: str) -> None:
    with office.tracker.kept.begin() as connection:
        connection.execute(
            sa.update(kept.contact)
            .where(kept.contact.c.person_id == person_id(CODE, name))
            .values(email=email)
        )


def test_one_letter_that_cannot_be_sent_does_not_stop_the_others_of_the_batch(
    office: OfficeAtWork, clock: FixedClock, smtp_server: SmtpServer
) -> None:
    stored_before_addresses_were_checked(office, STAF, "dua\nbaris@kecamatan.example")
    broken = office.agree(DUE, in_charge=STAF)
    for position in (KASI, "sekcam", "camat"):
        office.agree(DUE, in_charge=position)
    clock.advance(days=7)
    assert run(office) == Summary(sent=2, failed=1, suppressed=1, messages=2)
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
    assert run(office) == Summary(sent=1, messages=1)
    assert len({mail["Message-ID"] for mail in smtp_server.messages}) == 1
    assert failures(office, follow_up) == [("server surat memutus sambungan", 1, False)]
    assert [type(told) for told in office.told(follow_up)].count(ReminderSent) == 1


def test_one_recipient_that_is_refused_takes_no_letter_from_the_others_nor_their_connection(
    office: OfficeAtWork, clock: FixedClock, smtp_server: SmtpServer
) -> None:
    people = office.staff(6)
    follow_ups = {position: office.agree(DUE, in_charge=position) for position in people}
    refused, later, *others = people
    smtp_server.refuse_to(f"{refused}@kecamatan.example", 550)
    smtp_server.refuse_to(f"{later}@kecamatan.example", 451)
    clock.advance(days=7)
    assert run(office) == Summary(sent=4, failed=1, postponed=1, messages=4)
    assert sorted(mail["To"] for mail in smtp_server.messages) == [
        f"{position}@kecamatan.example" for position in others
    ]
    assert smtp_server.connections == 1
    assert failures(office, follow_ups[refused])[0][2], "given up"
    assert not failures(office, follow_ups[later])[0][2], "tried again"


def test_a_mail_server_that_does_not_answer_in_time_is_tried_again_with_the_whole_message(
    office: OfficeAtWork, clock: FixedClock, smtp_server: SmtpServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workers.smtp.TIMEOUT", 0.2)
    follow_ups = [office.agree(DUE, text=f"Pekerjaan {number}") for number in range(2)]
    smtp_server.dawdle(0.6)
    clock.advance(days=7)
    assert run(office) == Summary(postponed=2)
    smtp_server.behave()
    clock.advance(minutes=1)
    assert run(office) == Summary(sent=2, messages=1)
    assert len(smtp_server.messages) == 1
    for follow_up in follow_ups:
        assert failures(office, follow_up) == [("server surat tidak menjawab", 1, False)]


def test_a_merged_letter_whose_delivery_nobody_confirmed_comes_again_as_the_same_and_takes_nothing_new_in(
    office: OfficeAtWork, clock: FixedClock, smtp_server: SmtpServer
) -> None:
    for number in range(3):
        office.agree(DUE, text=f"Pekerjaan {number}")
    clock.advance(days=7)
    smtp_server.drop()
    assert run(office) == Summary(postponed=3)
    smtp_server.behave()
    office.agree(DUE, text="Baru saja disepakati")
    clock.advance(minutes=1)
    assert run(office) == Summary(sent=4, messages=2)
    first, *others = (mail["Message-ID"] for mail in smtp_server.messages)
    assert others.count(first) == 1
    assert len(others) == 2


def test_a_letter_brings_the_readers_own_link_and_no_log_line_and_no_event_does(
    office: OfficeAtWork, clock: FixedClock, smtp_server: SmtpServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    follow_up = office.agree(DUE)
    clock.advance(days=7)
    run(office)
    body = smtp_server.messages[0].get_body(("plain",))
    assert body is not None
    assert "https://tindaklanjut.example/t/" in body.get_content()
    told = office.tracker.store.history(reminder_stream(follow_up))
    assert told
    assert not any(b"/t/" in past.body or b"/berhenti/" in past.body for past in told)
    ours = "\n".join(one.getMessage() for one in caplog.records if not one.name.startswith("mail."))
    assert "/t/" not in ours
    assert "@kecamatan.example" not in ours
    with office.tracker.kept.connect() as connection:
        assert "/t/" not in str(connection.execute(sa.select(kept.notice)).all())


def test_a_body_that_may_be_written_to_gets_its_own_letter_and_link(
    office: OfficeAtWork, clock: FixedClock, smtp_server: SmtpServer
) -> None:
    who = body_id(CODE, "kades_uji")
    contacts.set_contact(office.tracker, who, email="kades@desa.example", phone=None)
    contacts.switch(office.tracker, who, on=True)
    follow_up = office.agree(DUE, in_charge="kades_uji", kind="body")
    clock.advance(days=7)
    assert run(office) == Summary(sent=1, messages=1)
    (letter,) = smtp_server.messages
    assert letter["To"] == "kades@desa.example"
    body = letter.get_body(("plain",))
    assert body is not None
    assert "mohon berkenan menindaklanjuti" in body.get_content()
    token = body.get_content().partition("/t/")[2].split()[0]
    bearer = one_tap.bearer_of(office.tracker.secret, token, clock())
    assert (bearer.follow_up_id, bearer.who) == (follow_up, "kades_uji")
    (told,) = office.told(follow_up)
    assert isinstance(told, ReminderSent)
    assert told.person == "Kepala Desa Uji"
