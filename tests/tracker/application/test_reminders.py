"""What is reminded of, whom, and that it is queued once, on both stores."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
import sqlalchemy as sa

from tests.support.clock import FixedClock
from tests.support.database import Database
from tests.support.office import CODE, OTHER, username
from tests.support.office_at_work import KASI, STAF, OfficeAtWork, office_at_work
from tracker.application import accounts, contacts, dispatch, preferences, reminders
from tracker.application.accounts import DisableUser
from tracker.application.channels import EMAIL, INBOX
from tracker.application.dispatch import LEASE
from tracker.application.preferences import Kind
from tracker.application.reminders import PlannedReminder
from tracker.domain.identity import body_id, person_id
from tracker.domain.matter import Task
from tracker.domain.reminder import Reason
from tracker.domain.role import Role
from tracker.store import kept

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


@pytest.mark.parametrize("kind", list(Kind))
def test_each_preference_keeps_its_kind_from_the_mail_and_nothing_from_the_inbox(
    office: OfficeAtWork, kind: Kind
) -> None:
    """The Kasi's own, what the Kasi has to verify, and what is late below the Kasi."""
    own, waiting, late = (
        office.agree(DUE),
        office.agree(DUE, in_charge=STAF),
        office.agree(DUE, in_charge=STAF),
    )
    office.report_done(waiting, by=Role.STAF)
    preferences.switch_off(office.tracker, person_id(CODE, KASI), EMAIL, [kind])
    at = datetime(2026, 3, 26, 1, tzinfo=UTC)
    found = [
        one for one in reminders.plan(office.tracker, at) if one.recipient.person_id == person_id(CODE, KASI)
    ]
    subjects = {own: Kind.OWN, waiting: Kind.DECISION, late: Kind.ESCALATION}
    assert {one.channel for one in found if one.withheld is Reason.PREFERENCE} <= {EMAIL}
    assert [subjects[one.subject] for one in found if one.withheld is Reason.PREFERENCE] == [
        one for one in subjects.values() if one is kind
    ]


def _withheld(office: OfficeAtWork, at: datetime) -> dict[str, Reason | None]:
    return {one.channel: one.withheld for one in reminders.plan(office.tracker, at)}


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


def test_two_workers_never_claim_the_same_row(office: OfficeAtWork, clock: FixedClock) -> None:
    people = (KASI, STAF, "sekcam", "camat")
    for position in people:
        office.agree(DUE, in_charge=position)
    clock.advance(days=7)
    enqueue(office)
    first, second = claim(office, "satu", limit=1), claim(office, "dua", limit=100)
    assert (len(first), len(second)) != (4, 0), "one batch does not take all"
    assert len(first + second) == len({row.key for bundle in first + second for row in bundle}) == len(people)


def test_what_is_for_one_person_is_claimed_together_at_the_edge_of_a_batch_too(
    office: OfficeAtWork, clock: FixedClock
) -> None:
    for number in range(5):
        for position in (KASI, STAF):
            office.agree(DUE, in_charge=position, text=f"Pekerjaan {number}")
    clock.advance(days=7)
    enqueue(office)
    bundles = claim(office, "satu", limit=1) + claim(office, "dua", limit=9)
    assert [len(bundle) for bundle in bundles] == [5, 5]


def test_what_is_put_back_until_the_office_opens_goes_out_with_what_is_due_by_then(
    office: OfficeAtWork, clock: FixedClock
) -> None:
    office.agree(DUE)
    clock.advance(days=7)
    enqueue(office)
    (bundle,) = claim(office)
    dispatch.put_back(office.tracker, dispatch.begin(office.tracker, bundle, clock()), clock() + LEASE)
    assert claim(office) == []
    office.agree(DUE, text="Yang lain")
    enqueue(office)
    clock.advance(LEASE)
    (together,) = claim(office)
    rows = dispatch.begin(office.tracker, together, clock())
    assert [row.begun for row in rows] == [1, 1]
    assert len({row.message for row in rows}) == 1


def test_what_is_tried_again_is_the_same_message_and_takes_nothing_new_in(
    office: OfficeAtWork, clock: FixedClock
) -> None:
    office.agree(DUE)
    clock.advance(days=7)
    enqueue(office)
    (bundle,) = claim(office)
    (first,) = dispatch.begin(office.tracker, bundle, clock())
    dispatch.try_again(office.tracker, [first], clock(), "server surat tidak menjawab")
    office.agree(DUE, text="Yang lain")
    enqueue(office)
    messages = [dispatch.begin(office.tracker, bundle, clock())[0].message for bundle in claim(office)]
    assert len(messages) == 2
    assert first.message in messages


def test_a_row_whose_lease_has_run_out_is_claimed_anew_and_its_old_holder_can_do_nothing(
    office: OfficeAtWork, clock: FixedClock
) -> None:
    office.agree(DUE)
    clock.advance(days=7)
    enqueue(office)
    (stale,) = claim(office, "satu")
    assert claim(office, "dua") == []
    clock.advance(LEASE + timedelta(seconds=1))
    (fresh,) = claim(office, "dua")
    assert fresh == (dispatch.Claimed(stale[0].key, stale[0].attempt + 1),)
    assert dispatch.begin(office.tracker, stale, clock()) == []
    (begun,) = dispatch.begin(office.tracker, fresh, clock())
    overtaken = msgspec.structs.replace(begun, attempt=stale[0].attempt)
    dispatch.finish(office.tracker, [overtaken], clock(), "suppressed")
    assert [state for _, state, _ in office.queue()] == ["sending"]


def test_a_new_start_of_the_embedded_form_takes_over_without_waiting_for_the_lease(
    office: OfficeAtWork, clock: FixedClock
) -> None:
    office.agree(DUE)
    clock.advance(days=7)
    enqueue(office)
    claim(office, "mulai-1")
    assert dispatch.take_over(office.tracker, "mulai-2") == 2
    assert len(claim(office, "mulai-2")) == 1
    assert dispatch.take_over(office.tracker, "mulai-2") == 0, "its own work is not taken away"


def test_no_address_stands_in_the_queue(office: OfficeAtWork, clock: FixedClock) -> None:
    office.agree(DUE)
    clock.advance(days=7)
    enqueue(office)
    with office.tracker.kept.connect() as connection:
        rows = connection.execute(sa.select(kept.dispatch)).all()
    assert rows
    assert "@" not in str(rows)
