"""What is reminded of, whom, and that it is queued once, on both stores."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.support.clock import FixedClock
from tests.support.database import Database
from tests.support.office import CODE, OTHER
from tests.support.office_at_work import KASI, STAF, OfficeAtWork, office_at_work
from tracker.application import absences, contacts, dispatch, reminders
from tracker.application.actor import operator
from tracker.application.channels import EMAIL
from tracker.application.reminders import PlannedReminder
from tracker.domain.identity import body_id, person_id
from tracker.domain.matter import Task
from tracker.domain.reminder import Reason
from tracker.domain.role import Role

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


def planned(office: OfficeAtWork, at: datetime | None = None) -> list[tuple[str, str]]:
    """Step and the one who would be reminded."""
    found = reminders.plan(office.tracker, at or office.tracker.clock())
    return [(one.step.code, one.recipient.name) for one in found if one.channel == EMAIL]


def by_mail(office: OfficeAtWork, at: datetime, code: str | None = None) -> list[PlannedReminder]:
    return [one for one in reminders.plan(office.tracker, at, code) if one.channel == EMAIL]


def enqueue(office: OfficeAtWork, limit: int = 500) -> int:
    """Each is queued for the inbox and for mail."""
    new = reminders.enqueue(office.tracker, office.tracker.clock(), limit)
    assert new % 2 == 0
    return new // 2


def claim(office: OfficeAtWork, worker: str = "satu", limit: int = 10) -> list[dispatch.Bundle]:
    return office.claim(worker, limit)


def test_the_plan_says_what_would_be_sent_at_an_instant_to_whom_and_why(office: OfficeAtWork) -> None:
    follow_up = office.agree(DUE)
    assert planned(office) == []
    (one,) = by_mail(office, datetime(2026, 3, 11, 1, tzinfo=UTC))
    assert one.subject == follow_up
    assert one.task is Task.CARRY_OUT
    assert one.step.code == "before:2026-03-11"
    assert one.recipient.person_id == person_id(CODE, KASI)
    assert one.recipient.position == "Kepala Seksi Pemerintahan"
    assert one.why == "jatuh tempo 5 hari lagi"
    assert office.queue() == [], "a plan changes nothing"


def test_the_plan_of_one_office_leaves_the_others_out(office: OfficeAtWork) -> None:
    office.agree(DUE)
    at = datetime(2026, 3, 16, 1, tzinfo=UTC)
    assert len(by_mail(office, at, CODE)) == 1
    assert reminders.plan(office.tracker, at, OTHER) == []


def test_what_is_due_is_queued_once_however_often_it_is_asked_for(
    office: OfficeAtWork, clock: FixedClock
) -> None:
    office.agree(DUE)
    assert enqueue(office) == 0
    clock.advance(days=2)
    assert enqueue(office) == 1
    assert enqueue(office) == 0
    assert office.queue() == [("before:2026-03-11", "pending", None)]


def test_days_of_downtime_are_queued_as_one_reminder_the_latest(
    office: OfficeAtWork, clock: FixedClock
) -> None:
    office.agree(DUE)
    clock.advance(days=8)
    assert enqueue(office) == 1
    assert office.queue() == [("overdue:2026-03-17", "pending", None)]


def test_a_later_step_is_queued_beside_the_one_that_still_waits_and_supersedes_it(
    office: OfficeAtWork, clock: FixedClock
) -> None:
    office.agree(DUE)
    clock.advance(days=2)
    enqueue(office)
    clock.advance(days=5)
    assert enqueue(office) == 1
    (both,) = claim(office)
    first, second = sorted(dispatch.begin(office.tracker, both, clock()), key=lambda row: row.on_day)
    assert (first.step, second.step) == ("before", "due")
    assert dispatch.superseded(office.tracker, first)
    assert not dispatch.superseded(office.tracker, second)


def test_more_than_one_page_of_due_rows_is_queued(office: OfficeAtWork, clock: FixedClock) -> None:
    for number in range(5):
        office.agree(DUE, text=f"Pekerjaan {number}")
    clock.advance(days=7)
    assert enqueue(office, limit=2) == 5


def test_the_holder_on_that_day_is_reminded(office: OfficeAtWork, clock: FixedClock) -> None:
    office.agree(DUE)
    office.add_person("pengganti")
    office.hold(KASI, "pengganti", date(2026, 3, 14))
    assert planned(office, datetime(2026, 3, 11, 1, tzinfo=UTC)) == [
        ("before:2026-03-11", "Ibu Kepala Seksi Pemerintahan")
    ]
    assert planned(office, datetime(2026, 3, 16, 1, tzinfo=UTC)) == [("due:2026-03-16", "Ibu Pengganti")]


def test_for_a_body_the_head_of_the_section_is_asked_to_pass_it_on(office: OfficeAtWork) -> None:
    office.agree(DUE, in_charge="kades_uji", kind="body")
    monday = datetime(2026, 3, 16, 1, tzinfo=UTC)
    kasi, outside = by_mail(office, monday)
    assert kasi.recipient.name == "Ibu Kepala Seksi Pemerintahan"
    assert kasi.recipient.forward_to == "Kepala Desa Uji"
    assert (outside.recipient.name, outside.withheld) == ("Kepala Desa Uji", Reason.NOT_SWITCHED_ON)
    contacts.set_contact(office.tracker, body_id(CODE, "kades_uji"), email="kades@desa.example", phone=None)
    assert [one.withheld for one in by_mail(office, monday)] == [None, Reason.NOT_SWITCHED_ON]


def test_a_body_is_written_to_as_before_while_the_head_of_the_section_is_away(office: OfficeAtWork) -> None:
    office.agree(DUE, in_charge="kades_uji", kind="body")
    who, monday = body_id(CODE, "kades_uji"), datetime(2026, 3, 16, 1, tzinfo=UTC)
    contacts.set_contact(office.tracker, who, email="kades@desa.example", phone=None)
    away = absences.RecordAbsence(
        office=CODE, person_id=person_id(CODE, KASI), since=date(2026, 3, 9), until=date(2026, 3, 20)
    )
    absences.record_absence(office.tracker, operator(), office.asked(), away)
    stands_in, outside = by_mail(office, monday)
    assert stands_in.recipient.forward_to == "Kepala Desa Uji"
    assert (outside.recipient.person_id, outside.withheld) == (who, Reason.NOT_SWITCHED_ON)
    contacts.switch(office.tracker, who, on=True)
    assert [(one.recipient.person_id, one.withheld) for one in by_mail(office, monday)] == [(who, None)]


def test_where_nobody_is_in_charge_the_head_of_the_section_is_reminded(office: OfficeAtWork) -> None:
    office.agree(DUE, in_charge=None)
    (one,) = by_mail(office, datetime(2026, 3, 16, 1, tzinfo=UTC))
    assert one.recipient.name == "Ibu Kepala Seksi Pemerintahan"
    assert one.recipient.forward_to is None


def test_without_a_section_the_sekcam_is_reminded(office: OfficeAtWork) -> None:
    office.agree(DUE, in_charge=None, section=None)
    assert planned(office, datetime(2026, 3, 16, 1, tzinfo=UTC)) == [
        ("due:2026-03-16", "Ibu Sekretaris Kecamatan")
    ]


def test_a_vacant_post_passes_upward(office: OfficeAtWork) -> None:
    office.agree(DUE, in_charge=STAF)
    monday = datetime(2026, 3, 16, 1, tzinfo=UTC)
    reminded = [planned(office, monday)[0][1]]
    for position in (STAF, KASI, "sekcam"):
        office.vacate(position, date(2026, 3, 10))
        reminded.append(planned(office, monday)[0][1])
    assert reminded == [
        "Ibu Staf Seksi Pemerintahan",
        "Ibu Kepala Seksi Pemerintahan",
        "Ibu Sekretaris Kecamatan",
        "Ibu Camat",
    ]


def test_where_every_post_is_vacant_the_plan_says_what_to_do(office: OfficeAtWork) -> None:
    office.agree(DUE)
    for position in (KASI, "sekcam", "camat"):
        office.vacate(position, date(2026, 3, 10))
    (one,) = by_mail(office, datetime(2026, 3, 16, 1, tzinfo=UTC))
    assert one.recipient.person_id is None
    assert one.recipient.problem == "penanggung jawab dan jabatan di atasnya kosong; isi pemegang jabatannya"


def test_after_a_report_of_completion_the_verifier_is_reminded_and_no_longer_who_did_it(
    office: OfficeAtWork, clock: FixedClock
) -> None:
    follow_up = office.agree(DUE, in_charge=STAF)
    clock.advance(days=1)
    office.report_done(follow_up, by=Role.STAF)
    assert planned(office, datetime(2026, 3, 13, 1, tzinfo=UTC)) == [
        ("waiting:2026-03-13", "Ibu Kepala Seksi Pemerintahan")
    ]


def test_for_the_kasis_own_work_the_sekcam_verifies(office: OfficeAtWork, clock: FixedClock) -> None:
    follow_up = office.agree(DUE)
    clock.advance(days=1)
    office.report_done(follow_up, by=Role.KASI)
    assert planned(office, datetime(2026, 3, 11, 1, tzinfo=UTC)) == [
        ("waiting:2026-03-11", "Ibu Sekretaris Kecamatan")
    ]


def test_while_it_waits_for_a_decision_the_camat_is_reminded(office: OfficeAtWork, clock: FixedClock) -> None:
    follow_up = office.agree(DUE)
    office.ask_to_give_up(follow_up, by=Role.KASI)
    assert planned(office, datetime(2026, 3, 10, 1, tzinfo=UTC)) == [("waiting:2026-03-10", "Ibu Camat")]


def test_nobody_decides_in_place_of_the_camat(office: OfficeAtWork) -> None:
    follow_up = office.agree(DUE)
    office.ask_to_give_up(follow_up, by=Role.KASI)
    office.vacate("camat", date(2026, 3, 10))
    (one,) = by_mail(office, datetime(2026, 3, 10, 1, tzinfo=UTC))
    assert (
        one.recipient.problem == "belum ada pejabat yang memutuskan; isi pemegang jabatan Camat, Plt atau Plh"
    )


def test_a_new_due_date_plans_anew(office: OfficeAtWork, clock: FixedClock) -> None:
    follow_up = office.agree(DUE)
    office.change_due_date(follow_up, date(2026, 4, 9))
    assert planned(office, datetime(2026, 3, 17, 1, tzinfo=UTC)) == []
    assert planned(office, datetime(2026, 4, 6, 1, tzinfo=UTC)) == [
        ("before:2026-04-06", "Ibu Kepala Seksi Pemerintahan")
    ]


def test_what_is_finished_or_withdrawn_is_reminded_of_no_more(
    office: OfficeAtWork, clock: FixedClock
) -> None:
    finished, withdrawn = office.agree(DUE, in_charge=STAF), office.agree(DUE)
    clock.advance(days=1)
    office.report_done(finished, by=Role.STAF)
    office.verify(finished, by=Role.KASI)
    office.withdraw(withdrawn)
    assert planned(office, datetime(2027, 3, 16, 1, tzinfo=UTC)) == []
