"""What keeps a channel closed, and for whom."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.support.clock import FixedClock
from tests.support.database import Database
from tests.support.office import CODE, username
from tests.support.office_at_work import KASI, OfficeAtWork, office_at_work
from tracker.application import accounts, contacts, preferences, reminders
from tracker.application.accounts import DisableUser
from tracker.application.channels import EMAIL, INBOX, withheld
from tracker.application.preferences import Kind
from tracker.application.recipients import Recipient
from tracker.domain.errors import Refused
from tracker.domain.identity import person_id
from tracker.domain.matter import Task
from tracker.domain.reminder import Because, Reason
from tracker.domain.role import Rank, Role

DUE = date(2026, 3, 16)
"""A Monday, and the day on which the clock starts, 09.00 in Jakarta."""


@pytest.fixture
def clock() -> FixedClock:
    """A week before the due date."""
    return FixedClock(datetime(2026, 3, 9, 2, tzinfo=UTC))


@pytest.fixture
def office(database: Database, clock: FixedClock, tmp_path: Path) -> Iterator[OfficeAtWork]:
    with office_at_work(database, clock, tmp_path) as office:
        yield office


def test_a_body_that_may_be_written_to_gets_its_own_and_nobody_passes_it_on(office: OfficeAtWork) -> None:
    office.agree(DUE, in_charge="kades_uji", kind="body")
    state = office.tracker.office(CODE)
    contacts.change_body(
        office.tracker,
        office.by(Role.KASI),
        state,
        "kades_uji",
        email="kades@desa.example",
        phone="",
        written_to=True,
    )
    found = reminders.plan(office.tracker, datetime(2026, 3, 16, 1, tzinfo=UTC))
    assert [(one.recipient.name, one.channel, one.withheld) for one in found] == [
        ("Kepala Desa Uji", EMAIL, None)
    ]


def test_the_camat_is_told_of_decisions_in_the_inbox_at_once_and_by_mail_with_the_recap(
    office: OfficeAtWork,
) -> None:
    office.ask_to_give_up(office.agree(DUE), by=Role.KASI)
    found = reminders.plan(office.tracker, datetime(2026, 3, 10, 1, tzinfo=UTC))
    assert {one.recipient.name for one in found} == {"Ibu Camat"}
    assert {one.channel: one.withheld for one in found} == {INBOX: None, EMAIL: Reason.RECAP}


def test_what_has_risen_to_the_camat_comes_with_the_recap_alone(office: OfficeAtWork) -> None:
    office.agree(DUE)
    april = [datetime(2026, 4, day, 1, tzinfo=UTC) for day in range(1, 30)]
    late = [
        one
        for day in april
        for one in reminders.plan(office.tracker, day)
        if one.recipient.name == "Ibu Camat"
    ]
    assert {one.channel for one in late} == {INBOX, EMAIL}
    assert {one.withheld for one in late} == {Reason.RECAP}


def test_whoever_has_no_account_has_no_inbox_and_whoever_lost_it_neither(office: OfficeAtWork) -> None:
    office.agree(DUE)
    monday = datetime(2026, 3, 16, 1, tzinfo=UTC)
    assert _withheld(office, monday) == {INBOX: None, EMAIL: None}
    accounts.disable(
        office.tracker, office.by(Role.ADMIN), office.asked(), DisableUser(username=username(Role.KASI))
    )
    office.catch_up()
    assert _withheld(office, monday) == {INBOX: Reason.NO_ACCOUNT, EMAIL: None}


WHAT = {
    Kind.OWN: (Because.IN_CHARGE, Task.CARRY_OUT),
    Kind.DECISION: (Because.DECIDER, Task.VERIFY),
    Kind.ESCALATION: (Because.ESCALATION, Task.CARRY_OUT),
    Kind.DEADLINE: (Because.DEADLINE, Task.CLOSE_QUARTER),
    Kind.RECAP: (Because.DIGEST, Task.DIGEST),
}


@pytest.mark.parametrize("off", list(Kind))
def test_each_preference_keeps_its_own_kind_from_the_mail_and_nothing_from_the_inbox(
    office: OfficeAtWork, off: Kind
) -> None:
    office.catch_up()
    kasi = person_id(CODE, KASI)
    preferences.switch_off(office.tracker, kasi, EMAIL, [off])
    for kind, (because, task) in WHAT.items():
        recipient = Recipient(person_id=kasi, name="", position="", because=because, rank=Rank.KASI)
        by_mail = withheld(office.tracker, CODE, recipient, task, EMAIL)
        assert by_mail == (Reason.PREFERENCE if kind is off else None), kind
        assert withheld(office.tracker, CODE, recipient, task, INBOX) is None, kind


def test_the_inbox_cannot_be_switched_off(office: OfficeAtWork) -> None:
    with pytest.raises(Refused, match="tidak dapat dimatikan"):
        preferences.switch_off(office.tracker, person_id(CODE, KASI), INBOX, [Kind.OWN])


def _withheld(office: OfficeAtWork, at: datetime) -> dict[str, Reason | None]:
    return {one.channel: one.withheld for one in reminders.plan(office.tracker, at)}
