"""What is planned, and what is really sent, after each change in the life of a follow-up, its office and its people.

April 2026 has no day off from the sixth on. A follow-up due on Thursday the 16th is reminded of on the 13th, the 16th,
and then on the 17th, 20th, 21st, 23rd, 27th (the Sekcam too), 28th and 1 May's next working days.
"""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from projections import agenda
from tests.support.clock import FixedClock
from tests.support.office import CODE
from tests.support.office_at_work import KASI, STAF, OfficeAtWork
from tests.workers.sending import run
from tracker.application import absences, calendars, disowning, extensions, follow_ups, hand_overs
from tracker.application import reminder_policies as policies
from tracker.application.actor import operator
from tracker.domain.identity import person_id
from tracker.domain.matter import Task
from tracker.domain.office import Standing
from tracker.domain.reminder import Because, Reason, ReminderSent, ReminderSuppressed
from tracker.domain.reminder_policy import Escalation, Policy
from tracker.domain.role import Rank, Role

DUE = date(2026, 4, 16)
STAF_NAME, KASI_NAME = "Ibu Staf Seksi Pemerintahan", "Ibu Kepala Seksi Pemerintahan"
SEKCAM_NAME = "Ibu Sekretaris Kecamatan"


@pytest.fixture
def clock() -> FixedClock:
    """Monday 6 April 2026, 09.00 in Jakarta."""
    return FixedClock(datetime(2026, 4, 6, 2, tzinfo=UTC))


@pytest.fixture
def follow_up(office: OfficeAtWork) -> UUID:
    return office.agree(DUE, in_charge=STAF)


def next_steps(office: OfficeAtWork, subject: UUID) -> dict[Task, date | None]:
    """By the agenda: on which day of April each matter has its next step."""
    office.catch_up()
    with office.tracker.views.connect() as connection:
        found = agenda.of(connection, subject)
    return {task: row.next_at and row.next_at.date() for task, row in found.items()}


def pass_days(office: OfficeAtWork, clock: FixedClock, until: date) -> None:
    """Morning after morning, until that day's."""
    while True:
        run(office)
        following = clock().date() + timedelta(days=1)
        if following > until:
            return
        clock.now = datetime.combine(following, time(0, 31), UTC)


def sent(office: OfficeAtWork, subject: UUID) -> list[tuple[str, str]]:
    """By mail: step with its day of the month, and who got it."""
    return [
        (f"{told.step} {told.through.day}", told.person)
        for told in office.told(subject)
        if isinstance(told, ReminderSent) and told.channel == "email"
    ]


def not_sent(office: OfficeAtWork, subject: UUID) -> list[tuple[str, Reason]]:
    """What was not mailed: to whom, and why."""
    return [
        (told.person, told.reason)
        for told in office.told(subject)
        if isinstance(told, ReminderSuppressed) and told.channel == "email"
    ]


def hand_to_the_sekcam(office: OfficeAtWork, follow_up: UUID) -> None:
    moved = follow_ups.Reassign(follow_up_id=follow_up, in_charge_kind="position", in_charge_code="sekcam")
    follow_ups.reassign(office.tracker, office.by(Role.SEKCAM), office.asked("Lintas bidang"), moved)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """In April 2026, by Jakarta's clock."""
    return datetime(2026, 4, day, hour, minute, tzinfo=ZoneInfo("Asia/Jakarta")).astimezone(UTC)


def april(day: int) -> date:
    return date(2026, 4, day)


def test_a_new_due_date_ends_the_old_plan_and_begins_its_own(
    office: OfficeAtWork, clock: FixedClock, follow_up: UUID
) -> None:
    pass_days(office, clock, april(13))
    moved = follow_ups.Correct(follow_up_id=follow_up, due_on=april(24))
    follow_ups.correct(office.tracker, office.by(Role.KASI), office.asked("Menunggu data"), moved)
    assert next_steps(office, follow_up) == {Task.CARRY_OUT: april(21)}
    pass_days(office, clock, april(24))
    assert sent(office, follow_up) == [
        ("before 13", STAF_NAME),
        ("before 21", STAF_NAME),
        ("due 24", STAF_NAME),
    ]


def test_a_granted_extension_is_not_late_in_spite_of_it(
    office: OfficeAtWork, clock: FixedClock, follow_up: UUID
) -> None:
    clock.now = datetime(2026, 4, 14, 2, tzinfo=UTC)
    asked = extensions.RequestExtension(follow_up_id=follow_up, due_on=april(24))
    extensions.request_extension(office.tracker, office.by(Role.STAF), office.asked("Menunggu data"), asked)
    assert next_steps(office, follow_up)[Task.EXTEND] == april(15), "who decides is reminded, too"
    pass_days(office, clock, april(15))
    granted = extensions.DecideExtension(follow_up_id=follow_up, accepted=True)
    extensions.decide_extension(office.tracker, office.by(Role.KASI), office.asked(), granted)
    assert next_steps(office, follow_up) == {Task.CARRY_OUT: april(21)}
    pass_days(office, clock, april(24))
    assert sent(office, follow_up)[1:] == [
        ("waiting 15", KASI_NAME),
        ("before 21", STAF_NAME),
        ("due 24", STAF_NAME),
    ]


def test_after_a_reassignment_the_new_one_is_reminded_and_the_old_one_no_more(
    office: OfficeAtWork, clock: FixedClock, follow_up: UUID
) -> None:
    pass_days(office, clock, april(13))
    hand_to_the_sekcam(office, follow_up)
    pass_days(office, clock, april(16))
    heard = [("before 13", STAF_NAME), ("before 13", SEKCAM_NAME), ("due 16", SEKCAM_NAME)]
    assert sent(office, follow_up) == heard, "it is told on the day of the change, too"


def test_late_work_is_told_of_on_the_day_on_which_it_is_handed_on(
    office: OfficeAtWork, clock: FixedClock, follow_up: UUID
) -> None:
    """By the policy the next step would have come days later."""
    adopt(office, Policy(before=(), after=(1,), every=20, escalation=()), for_running=True)
    pass_days(office, clock, april(20))
    hand_to_the_sekcam(office, follow_up)
    pass_days(office, clock, april(22))
    told = [("due 16", STAF_NAME), ("overdue 17", STAF_NAME)]
    assert sent(office, follow_up) == [*told, ("overdue 20", SEKCAM_NAME), ("overdue 21", SEKCAM_NAME)]


def test_what_is_done_is_reminded_of_no_more_but_waits_for_its_verification(
    office: OfficeAtWork, clock: FixedClock, follow_up: UUID
) -> None:
    pass_days(office, clock, april(13))
    office.report_done(follow_up, by=Role.STAF)
    assert next_steps(office, follow_up) == {Task.VERIFY: april(14)}
    pass_days(office, clock, april(14))
    office.verify(follow_up, by=Role.KASI)
    assert next_steps(office, follow_up) == {}
    pass_days(office, clock, april(24))
    assert sent(office, follow_up) == [("before 13", STAF_NAME), ("waiting 14", KASI_NAME)]


def test_what_is_returned_is_reminded_of_again_by_its_due_date(
    office: OfficeAtWork, clock: FixedClock, follow_up: UUID
) -> None:
    office.report_done(follow_up, by=Role.STAF)
    returned = follow_ups.Return(follow_up_id=follow_up)
    follow_ups.return_(office.tracker, office.by(Role.KASI), office.asked("Bukti kurang"), returned)
    assert next_steps(office, follow_up) == {Task.CARRY_OUT: april(13)}
    pass_days(office, clock, april(13))
    assert sent(office, follow_up) == [("before 13", STAF_NAME)]


def test_what_is_withdrawn_is_reminded_of_no_more(
    office: OfficeAtWork, clock: FixedClock, follow_up: UUID
) -> None:
    pass_days(office, clock, april(13))
    office.withdraw(follow_up)
    assert next_steps(office, follow_up) == {}
    pass_days(office, clock, april(30))
    assert sent(office, follow_up) == [("before 13", STAF_NAME)]


def test_what_is_reopened_is_reminded_of_on_the_same_day_when_it_is_late(
    office: OfficeAtWork, clock: FixedClock, follow_up: UUID
) -> None:
    office.report_done(follow_up, by=Role.STAF)
    office.verify(follow_up, by=Role.KASI)
    clock.now = datetime(2026, 4, 22, 2, tzinfo=UTC)
    reopened = follow_ups.Reopen(follow_up_id=follow_up)
    follow_ups.reopen(office.tracker, office.by(Role.SEKCAM), office.asked("Keliru"), reopened)
    assert next_steps(office, follow_up) == {Task.CARRY_OUT: april(22)}
    pass_days(office, clock, april(23))
    assert sent(office, follow_up) == [("overdue 22", STAF_NAME), ("overdue 23", STAF_NAME)]


def away(office: OfficeAtWork, name: str, deputy: str | None, since: date, until: date) -> None:
    recorded = absences.RecordAbsence(
        office=CODE,
        person_id=person_id(CODE, name),
        since=since,
        until=until,
        deputy=None if deputy is None else person_id(CODE, deputy),
    )
    absences.record_absence(office.tracker, operator(), office.asked(), recorded)


def test_while_somebody_is_away_the_deputy_is_reminded(
    office: OfficeAtWork, clock: FixedClock, follow_up: UUID
) -> None:
    away(office, STAF, "sekcam", april(13), april(15))
    pass_days(office, clock, april(16))
    assert sent(office, follow_up) == [("before 13", SEKCAM_NAME), ("due 16", STAF_NAME)]
    assert office.told(follow_up)[0].because is Because.DEPUTY


def test_while_somebody_is_away_without_a_deputy_the_post_above_is_reminded(
    office: OfficeAtWork, clock: FixedClock, follow_up: UUID
) -> None:
    away(office, STAF, None, april(13), april(15))
    pass_days(office, clock, april(16))
    assert sent(office, follow_up) == [("before 13", KASI_NAME), ("due 16", STAF_NAME)]
    assert office.told(follow_up)[0].because is Because.ABSENT


def test_who_has_to_decide_and_is_away_is_not_written_to_and_the_deputy_is(
    office: OfficeAtWork, clock: FixedClock, follow_up: UUID
) -> None:
    office.report_done(follow_up, by=Role.STAF)
    away(office, KASI, None, april(7), april(7))
    away(office, KASI, "sekcam", april(8), april(8))
    pass_days(office, clock, april(9))
    assert not_sent(office, follow_up) == [(KASI_NAME, Reason.ABSENT)]
    assert sent(office, follow_up) == [("waiting 8", SEKCAM_NAME), ("waiting 9", KASI_NAME)]


def test_an_absent_superior_is_not_written_to_either(
    office: OfficeAtWork, clock: FixedClock, follow_up: UUID
) -> None:
    away(office, KASI, None, april(20), april(22))
    clock.now = datetime(2026, 4, 21, 1, tzinfo=UTC)
    run(office)
    assert sent(office, follow_up) == [("overdue 21", STAF_NAME)]
    assert not_sent(office, follow_up) == [(KASI_NAME, Reason.ABSENT)]


def test_after_a_hand_over_the_taker_is_reminded(
    office: OfficeAtWork, clock: FixedClock, follow_up: UUID
) -> None:
    handed = hand_overs.HandOver(
        office=CODE, giver_kind="position", giver_code=STAF, taker_kind="position", taker_code=KASI
    )
    hand_overs.hand_over(office.tracker, office.by(Role.SEKCAM), office.asked("Mutasi"), handed)
    pass_days(office, clock, april(13))
    assert sent(office, follow_up) == [("before 13", KASI_NAME)]


def test_a_plh_is_reminded_for_as_long_as_he_stands_in(
    office: OfficeAtWork, clock: FixedClock, follow_up: UUID
) -> None:
    office.hold(STAF, "sekcam", april(10), standing=Standing.PLH, until=april(14))
    pass_days(office, clock, april(16))
    assert sent(office, follow_up) == [("before 13", SEKCAM_NAME), ("due 16", STAF_NAME)]


def test_a_new_holder_is_reminded_from_the_day_on(
    office: OfficeAtWork, clock: FixedClock, follow_up: UUID
) -> None:
    office.add_person("pengganti")
    office.hold(STAF, "pengganti", april(14))
    pass_days(office, clock, april(16))
    assert sent(office, follow_up) == [("before 13", STAF_NAME), ("due 16", "Ibu Pengganti")]


def test_a_day_off_that_is_added_brings_its_reminder_forward(
    office: OfficeAtWork, clock: FixedClock, follow_up: UUID
) -> None:
    added = calendars.AddDayOff(office=CODE, day=DUE, name="Hari Jadi")
    calendars.add_day_off(office.tracker, operator(), office.asked(), added)
    assert next_steps(office, follow_up) == {Task.CARRY_OUT: april(10)}
    pass_days(office, clock, april(17))
    assert [step for step, _ in sent(office, follow_up)] == ["before 10", "due 15", "overdue 17"]


def test_a_day_off_that_is_worked_on_brings_its_reminder_back(
    office: OfficeAtWork, clock: FixedClock
) -> None:
    """1 May is a holiday, a Friday."""
    follow_up = office.agree(date(2026, 5, 1), in_charge=STAF)
    assert next_steps(office, follow_up) == {Task.CARRY_OUT: april(27)}
    removed = calendars.RemoveDayOff(office=CODE, day=date(2026, 5, 1))
    calendars.remove_day_off(office.tracker, operator(), office.asked("Digeser"), removed)
    assert next_steps(office, follow_up) == {Task.CARRY_OUT: april(28)}
    clock.now = datetime(2026, 4, 28, 0, 31, tzinfo=UTC)
    pass_days(office, clock, date(2026, 5, 1))
    assert sent(office, follow_up) == [("before 28", STAF_NAME), ("due 1", STAF_NAME)]


def adopt(office: OfficeAtWork, policy: Policy, *, for_running: bool) -> None:
    adopted = policies.AdoptPolicy(office=CODE, policy=policy, for_running=for_running)
    policies.adopt_policy(office.tracker, operator(), office.asked(), adopted)


def test_what_runs_keeps_its_policy_and_what_is_new_has_the_new_one(
    office: OfficeAtWork, clock: FixedClock, follow_up: UUID
) -> None:
    adopt(office, Policy(before=(2,)), for_running=False)
    newer = office.agree(DUE, in_charge=STAF, text="Baru")
    assert next_steps(office, follow_up) == {Task.CARRY_OUT: april(13)}
    assert next_steps(office, newer) == {Task.CARRY_OUT: april(14)}
    pass_days(office, clock, april(14))
    assert (sent(office, follow_up), sent(office, newer)) == (
        [("before 13", STAF_NAME)],
        [("before 14", STAF_NAME)],
    )


def test_a_policy_for_what_runs_plans_it_anew(
    office: OfficeAtWork, clock: FixedClock, follow_up: UUID
) -> None:
    adopt(office, Policy(before=(2,)), for_running=True)
    assert next_steps(office, follow_up) == {Task.CARRY_OUT: april(14)}
    pass_days(office, clock, april(14))
    assert sent(office, follow_up) == [("before 14", STAF_NAME)]


def test_who_says_that_it_is_not_theirs_is_asked_no_more_and_the_head_of_the_section_is(
    office: OfficeAtWork, clock: FixedClock, follow_up: UUID
) -> None:
    pass_days(office, clock, april(13))
    said = disowning.Disown(follow_up_id=follow_up)
    disowning.disown(office.tracker, office.by(Role.STAF), office.asked("Bukan bidang saya"), said)
    pass_days(office, clock, april(16))
    heard = [("before 13", STAF_NAME), ("before 13", KASI_NAME), ("due 16", KASI_NAME)]
    assert sent(office, follow_up) == heard
    assert office.told(follow_up)[-1].because is Because.DISOWNED
    hand_to_the_sekcam(office, follow_up)
    pass_days(office, clock, april(17))
    assert sent(office, follow_up)[-1] == ("overdue 17", SEKCAM_NAME)


def test_the_head_who_says_that_it_is_not_theirs_passes_it_to_the_sekcam(
    office: OfficeAtWork, clock: FixedClock
) -> None:
    follow_up = office.agree(DUE, in_charge=KASI)
    said = disowning.Disown(follow_up_id=follow_up)
    disowning.disown(office.tracker, office.by(Role.KASI), office.asked("Bukan bidang saya"), said)
    pass_days(office, clock, april(13))
    assert sent(office, follow_up) == [("before 13", SEKCAM_NAME)]


def test_the_longer_it_is_late_the_higher_it_rises_and_it_never_falls_silent(
    office: OfficeAtWork, clock: FixedClock, follow_up: UUID
) -> None:
    ladder = (Escalation(Rank.KASI, 1), Escalation(Rank.SEKCAM, 2), Escalation(Rank.CAMAT, 3))
    adopt(office, Policy(before=(), after=(1, 2, 3), every=10, escalation=ladder), for_running=True)
    pass_days(office, clock, april(21))
    found = sent(office, follow_up)
    assert found == [
        ("due 16", STAF_NAME),
        *[("overdue 17", name) for name in (STAF_NAME, KASI_NAME)],
        *[("overdue 20", name) for name in (STAF_NAME, KASI_NAME, SEKCAM_NAME)],
        *[("overdue 21", name) for name in (STAF_NAME, KASI_NAME, SEKCAM_NAME)],
    ]
    recap = [("Ibu Camat", Reason.RECAP)]
    assert not_sent(office, follow_up) == recap, "the Camat reads it in the weekly recap"
    assert next_steps(office, follow_up)[Task.CARRY_OUT] == date(2026, 5, 6)


@pytest.mark.parametrize(
    ("policy", "quiet", "open_again"),
    [
        (Policy(quiet_from=time(18), quiet_until=time(7)), at(13, 18), at(14, 7)),
        (Policy(quiet_from=time(12), quiet_until=time(13)), at(13, 12, 30), at(13, 13)),
    ],
)
def test_in_quiet_hours_nothing_is_sent_and_what_waited_goes_out_after_them(
    office: OfficeAtWork,
    clock: FixedClock,
    follow_up: UUID,
    policy: Policy,
    quiet: datetime,
    open_again: datetime,
) -> None:
    adopt(office, policy, for_running=True)
    clock.now = quiet
    run(office)
    clock.now = open_again - timedelta(minutes=1)
    run(office)
    assert sent(office, follow_up) == []
    clock.now = open_again
    run(office)
    assert sent(office, follow_up) == [("before 13", STAF_NAME)]
