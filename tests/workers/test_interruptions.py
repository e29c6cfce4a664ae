"""A process stops or dies with work in its hands."""

from typing import Any

import msgspec
import pytest
import sqlalchemy as sa

from projections import agenda
from projections.agenda import AgendaRow
from tests.support.clock import FixedClock
from tests.support.office import CODE
from tests.support.office_at_work import OfficeAtWork
from tests.support.smtp_server import SmtpServer
from tests.workers.sending import DUE, failures, run, suppressed
from tracker.application import dispatch
from tracker.application.audit import Name, audit
from tracker.application.channels import EMAIL
from tracker.application.dispatch import LEASE
from tracker.application.examination import UNTOLD
from tracker.application.given_up import given_up
from tracker.application.reminders import enqueue
from tracker.domain.reminder import Reason, ReminderSent
from tracker.store import kept
from workers.channels.registry import channels_of
from workers.dispatch import Summary, deliver


def test_a_reminder_that_was_under_way_over_night_stands_for_the_new_day(
    office: OfficeAtWork, clock: FixedClock, smtp_server: SmtpServer
) -> None:
    follow_up = office.agree(DUE)
    clock.advance(days=7, hours=10, minutes=55)
    enqueue(office.tracker, clock())
    (yesterdays,) = office.claim("lambat", 10)
    clock.advance(hours=10, minutes=30)
    with channels_of(office.settings, office.tracker).opened() as channels:
        assert deliver(office.tracker, channels, [yesterdays]) == {EMAIL: Summary(sent=1, messages=1)}
    clock.advance(hours=2)
    assert run(office) == Summary(suppressed=1)
    assert suppressed(office, follow_up) == [Reason.SUPERSEDED], (
        "whoever heard of it this morning hears no more today"
    )
    clock.advance(days=8)
    assert run(office) == Summary(sent=1, messages=1)


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
    office.claim("mati", 10)
    assert run(office) == Summary()
    clock.advance(LEASE, minutes=1)
    assert run(office) == Summary(sent=1, messages=1)
    assert len(smtp_server.messages) == 1


def test_a_reminder_over_which_processes_die_again_and_again_is_given_up(
    office: OfficeAtWork, clock: FixedClock, smtp_server: SmtpServer
) -> None:
    """Each may have sent it before it died: nobody is to get the same letter every ten minutes."""
    follow_up = office.agree(DUE)
    clock.advance(days=7)
    enqueue(office.tracker, clock())
    for death in range(3):
        (claimed,) = office.claim(f"mati-{death}", 10)
        assert dispatch.begin(office.tracker, claimed, clock())
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
        (claimed,) = office.claim("sibuk", 10)
        dispatch.give_back(office.tracker, claimed)
    assert run(office) == Summary(sent=1, messages=1)
    assert len(smtp_server.messages) == 1


def test_a_batch_that_is_told_to_stop_hands_back_what_it_has_not_begun(
    office: OfficeAtWork, clock: FixedClock, smtp_server: SmtpServer
) -> None:
    for position in office.staff(3):
        office.agree(DUE, in_charge=position)
    clock.advance(days=7)
    enqueue(office.tracker, clock())
    batch = office.claim("satu", 10)
    with channels_of(office.settings, office.tracker).opened() as channels:
        summary = deliver(office.tracker, channels, batch, lambda: len(smtp_server.messages) >= 1)
    assert summary == {EMAIL: Summary(sent=1, messages=1)}
    assert [state for _, state, _ in office.queue()].count("pending") == 2
    assert run(office) == Summary(sent=2, messages=2)


def test_a_row_that_cannot_be_planned_holds_up_no_other_and_the_audit_finds_it(
    office: OfficeAtWork, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, good = office.agree(DUE), office.agree(DUE, text="Lain")
    clock.advance(days=7)
    office.catch_up()
    due = agenda.due

    def damaged(*given: Any) -> list[AgendaRow]:
        return [msgspec.structs.replace(row, policy=99) if row.subject == bad else row for row in due(*given)]

    monkeypatch.setattr(agenda, "due", damaged)
    assert run(office).sent == 1
    assert office.told(bad) == []
    assert isinstance(office.told(good)[0], ReminderSent)
    assert Name.UNSENT in {finding.name for finding in audit(office.tracker)}


def test_a_reminder_that_cannot_be_told_is_given_up_and_holds_up_nothing_that_goes_with_it(
    office: OfficeAtWork, clock: FixedClock
) -> None:
    bad, good = office.agree(DUE), office.agree(DUE, text="Lain")
    clock.advance(days=7)
    office.catch_up()
    enqueue(office.tracker, clock())
    queued = kept.dispatch
    with office.tracker.kept.begin() as connection:
        connection.execute(sa.update(queued).where(queued.c.subject == bad).values(policy=99))
    assert run(office) == Summary(sent=1, failed=1, messages=1)
    assert failures(office, bad) == [(UNTOLD, 1, True)]
    assert isinstance(office.told(good)[0], ReminderSent)
    assert len(given_up(office.tracker, CODE).rows) == 2, "over both channels, where they can be tried again"


def test_what_was_held_back_and_recorded_but_not_ticked_off_is_recorded_once(
    office: OfficeAtWork, clock: FixedClock
) -> None:
    follow_up = office.agree(DUE)
    clock.advance(days=7)
    office.catch_up()
    enqueue(office.tracker, clock())
    office.withdraw(follow_up)
    assert run(office) == Summary(suppressed=1)
    with office.tracker.kept.begin() as connection:
        connection.execute(sa.update(kept.dispatch).values(state="sending", error=None, lease_until=clock()))
    clock.advance(minutes=11)
    run(office)
    assert suppressed(office, follow_up) == [Reason.WITHDRAWN]
    assert [state for _, state, _ in office.queue()] == ["suppressed"]
