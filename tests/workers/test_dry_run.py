"""The dry run: what a plan says of an instant is what is sent when the clock gets there, and nothing else.

Random offices at work, by seed: due dates, holders, bodies, vacant posts, absences with and without a deputy, acting
holders, missing addresses, days off, weekly recaps, policies for running work and for new, reports, requests that wait. Days before
`at` the plan is asked; then the clock goes on, the worker looks whenever there may be something to do, and nothing else changes.
"""

from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from tests.support.clock import FixedClock
from tests.support.database import Database
from tests.support.office import CODE
from tests.support.office_at_work import KASI, STAF, OfficeAtWork, mark_as_demo, office_at_work
from tests.workers.sending import run
from tracker.application import absences, calendars, reminder_policies
from tracker.application.actor import operator
from tracker.application.reminders import PlannedReminder, plan
from tracker.domain.errors import Refused
from tracker.domain.identity import person_id
from tracker.domain.office import Standing
from tracker.domain.reminder import Outcome, ReminderFailed, ReminderSuppressed
from tracker.domain.reminder_policy import Escalation, Policy
from tracker.domain.role import Rank, Role

JAKARTA = ZoneInfo("Asia/Jakarta")
MONDAY = date(2026, 3, 2)
POSITIONS = ("camat", "sekcam", KASI, STAF)

Sent = tuple[UUID, str, str, date | None, UUID | None, str, str]
"""Subject, task, step with its day, due date, person, channel, and what became of it."""


class Play:
    """An office whose course a seed decides; what it refuses does not happen."""

    def __init__(self, office: OfficeAtWork, clock: FixedClock, chance: Random) -> None:
        self.office, self.clock, self.chance = office, clock, chance
        self.follow_ups: list[UUID] = []

    def begin(self) -> None:
        if self.chance.random() < 0.3:
            self.office.write_address(self.chance.choice(POSITIONS), email="")
        if self.chance.random() < 0.7:
            with suppress(Refused):
                self._adopt()
        for _ in range(6):
            self._agree()

    def go_on(self, days: int) -> None:
        """The worker runs meanwhile, as it does in life."""
        for _ in range(days):
            pass_days(self.office, self.clock, 1)
            for _ in range(2):
                step = self.chance.choice(
                    [
                        self._agree,
                        self._adopt,
                        self._day_off,
                        self._absence,
                        self._holder,
                        *[self._move] * 2,
                        *[self._report] * 3,
                    ]
                )
                with suppress(Refused):
                    step()
            self.office.catch_up()

    def _day(self, farthest: int) -> date:
        return self.office.today() + timedelta(days=self.chance.randint(-3, farthest))

    def _agree(self) -> None:
        in_charge, kind = self.chance.choice(
            [
                (STAF, "position"),
                (KASI, "position"),
                ("sekcam", "position"),
                ("kades_uji", "body"),
                (None, ""),
            ]
        )
        due_on = self._day(20)
        section = self.chance.choice(["pemerintahan", "pemerintahan", None])
        text = f"Pekerjaan {len(self.follow_ups)}"
        found = self.office.agree(
            due_on, in_charge=in_charge, kind=kind, section=section, held_on=date(2026, 2, 20), text=text
        )
        self.follow_ups.append(found)

    def _adopt(self) -> None:
        policy = Policy(
            before=self.chance.choice([(), (3,), (5, 1)]),
            on_due=self.chance.random() < 0.8,
            after=self.chance.choice([(), (1, 2, 3), (2, 4)]),
            every=self.chance.randint(1, 5),
            waiting=self.chance.choice([(), (1, 3)]),
            escalation=self.chance.choice([(), (Escalation(Rank.KASI, 1), Escalation(Rank.CAMAT, 4))]),
            at=self.chance.choice([time(7, 30), time(8), time(19)]),
            quiet_from=self.chance.choice([time(18), time(20)]),
            quiet_until=self.chance.choice([time(6), time(7)]),
        )
        command = reminder_policies.AdoptPolicy(
            office=CODE, policy=policy, for_running=self.chance.random() < 0.5
        )
        reminder_policies.adopt_policy(self.office.tracker, operator(), self.office.asked(), command)

    def _day_off(self) -> None:
        command = calendars.AddDayOff(office=CODE, day=self._day(20), name="Libur")
        calendars.add_day_off(self.office.tracker, operator(), self.office.asked(), command)

    def _absence(self) -> None:
        away, deputy = self.chance.sample(POSITIONS, 2)
        since = self._day(10)
        command = absences.RecordAbsence(
            office=CODE,
            person_id=person_id(CODE, away),
            since=since,
            until=since + timedelta(days=self.chance.randint(0, 10)),
            deputy=self.chance.choice([None, person_id(CODE, deputy)]),
        )
        absences.record_absence(self.office.tracker, operator(), self.office.asked(), command)

    def _holder(self) -> None:
        position, other = self.chance.sample(POSITIONS, 2)
        since = self._day(10)
        if self.chance.random() < 0.5:
            self.office.vacate(position, since)
        else:
            until = since + timedelta(days=4)
            self.office.hold(position, other, since, standing=Standing.PLH, until=until)

    def _move(self) -> None:
        self.office.change_due_date(self.chance.choice(self.follow_ups), self._day(20))

    def _report(self) -> None:
        follow_up = self.chance.choice(self.follow_ups)
        match self.chance.randrange(4):
            case 0:
                self.office.report_done(follow_up, by=self.chance.choice([Role.STAF, Role.KASI]))
            case 1:
                self.office.verify(follow_up, by=self.chance.choice([Role.KASI, Role.SEKCAM]))
            case 2:
                self.office.ask_to_give_up(follow_up, by=Role.KASI)
            case _:
                self.office.withdraw(follow_up)


HOURS = (time(6), time(7), time(7, 30), time(8), time(19))
"""All at which one of these policies sends, or opens the office."""


def pass_days(office: OfficeAtWork, clock: FixedClock, days: int) -> None:
    """The worker looks whenever there may be something to do."""
    begun = clock()
    first = begun.astimezone(JAKARTA).date()
    for number in range(days + 1):
        for hour in HOURS:
            moment = datetime.combine(first + timedelta(days=number), hour, JAKARTA)
            if clock() < moment <= begun + timedelta(days=days):
                clock.now = moment.astimezone(UTC)
                run(office)
    clock.now = begun + timedelta(days=days)


def expected(reminder: PlannedReminder) -> Sent:
    if reminder.recipient.problem is not None:
        became = "failed"
    else:
        became = "sent" if reminder.withheld is None else f"suppressed: {reminder.withheld}"
    return (
        reminder.subject,
        reminder.task,
        reminder.step.code,
        reminder.due_on,
        reminder.recipient.person_id,
        reminder.channel,
        became,
    )


def happened(event: Outcome) -> Sent:
    match event:
        case ReminderFailed():
            became = "failed"
        case ReminderSuppressed():
            became = f"suppressed: {event.reason}"
        case _:
            became = "sent"
    step = f"{event.step}:{event.through}"
    return event.subject, event.task, step, event.due_on, event.person_id, event.channel, became


def outcomes_since(office: OfficeAtWork, position: int) -> list[tuple[datetime, Outcome]]:
    return [
        (past.recorded_at, past.event)
        for past in office.tracker.store.read(position, 100_000)
        if isinstance(past.event, Outcome)
    ]


@pytest.mark.parametrize("seed", range(8))
def test_a_plan_made_days_before_is_what_is_then_sent(
    seed: int, sqlite_database: Database, tmp_path: Path
) -> None:
    chance = Random(seed)
    clock = FixedClock(datetime.combine(MONDAY, time(9), JAKARTA).astimezone(UTC))
    with office_at_work(sqlite_database, clock, tmp_path, recaps=True) as office:
        mark_as_demo(office.tracker.kept)
        play = Play(office, clock, chance)
        play.begin()
        play.go_on(chance.randint(0, 8))
        run(office)
        begun, head = clock(), office.tracker.store.head()
        days = chance.sample(range(1, 19), 4)
        plans = {
            at: plan(office.tracker, at)
            for at in (
                (begun + timedelta(days=day)).replace(hour=chance.choice([0, 1, 5, 16]), minute=45)
                for day in days
            )
        }
        pass_days(office, clock, max(days) + 1)
        recorded = outcomes_since(office, head)
    assert any(plans.values())
    for at, planned in plans.items():
        day = at.astimezone(JAKARTA).date()
        sent = [
            happened(event)
            for recorded_at, event in recorded
            if recorded_at <= at and recorded_at.astimezone(JAKARTA).date() == day
        ]
        assert sorted(map(str, sent)) == sorted(str(expected(one)) for one in planned), (
            f"{day} of seed {seed}"
        )
