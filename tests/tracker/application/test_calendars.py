"""An office's days off: who may say so, with which reason, and what is counted by them then."""

from datetime import UTC, date, datetime

import pytest

from tests.support.clock import FixedClock
from tests.support.office import CODE, OTHER, set_up_office
from tests.support.office_at_work import OfficeAtWork
from tracker.application import calendars, offices
from tracker.application.actor import Actor, operator
from tracker.application.command import Answer
from tracker.application.office_step import act
from tracker.application.permissions import Action
from tracker.domain.days_off import DayOffAdded, add_day_off
from tracker.domain.errors import Forbidden, NotFound, Refused
from tracker.domain.event import Event
from tracker.domain.identity import office_id
from tracker.domain.office import Office
from tracker.domain.role import Role

TUESDAY, NYEPI = date(2026, 3, 17), date(2026, 3, 19)


def add(office: OfficeAtWork, by: Actor, day: date = TUESDAY, code: str = CODE, reason: str = "") -> Answer:
    command = calendars.AddDayOff(office=code, day=day, name="Hari Jadi Kabupaten")
    return calendars.add_day_off(office.tracker, by, office.asked(reason), command)


def remove(office: OfficeAtWork, by: Actor, day: date = NYEPI, reason: str = "SE Bupati 800/1") -> Answer:
    command = calendars.RemoveDayOff(office=CODE, day=day)
    return calendars.remove_day_off(office.tracker, by, office.asked(reason), command)


def test_a_day_off_is_added_with_its_decree_and_moves_what_is_counted(office: OfficeAtWork) -> None:
    monday = date(2026, 3, 16)
    assert office.tracker.office(CODE).calendar.add_working_days(monday, 1) == TUESDAY
    add(office, office.by(Role.SEKCAM), reason="SE Bupati 800/7/2026")
    assert office.tracker.office(CODE).calendar.add_working_days(monday, 1) == date(2026, 3, 25)
    stored = office.tracker.store.history(office_id(CODE))[-1]
    assert isinstance(stored.event, DayOffAdded)
    assert (stored.context.actor, stored.context.reason) == (f"sekcam.{CODE}", "SE Bupati 800/7/2026")
    assert stored.occurred_on == monday


def test_a_national_day_off_is_worked_on_only_with_a_reason(office: OfficeAtWork) -> None:
    admin = office.by(Role.ADMIN)
    head = office.tracker.store.head()
    with pytest.raises(Refused, match="Isi alasannya") as refusal:
        remove(office, admin, reason=" ")
    assert (refusal.value.field, office.tracker.store.head()) == ("reason", head)
    remove(office, admin)
    assert office.tracker.office(CODE).calendar.is_working_day(NYEPI)


def test_who_may_set_the_calendar_does_and_nobody_else(office: OfficeAtWork) -> None:
    for role in (Role.CAMAT, Role.KASI, Role.NOTULIS, Role.STAF, Role.AUDITOR):
        by = office.by(role)
        with pytest.raises(Forbidden, match="Sekretaris Kecamatan"):
            add(office, by)
        with pytest.raises(Forbidden, match="tidak berwenang mengubah hari libur"):
            remove(office, by)
    add(office, operator())
    remove(office, office.by(Role.SEKCAM), TUESDAY)
    add(office, office.by(Role.ADMIN))


def test_each_office_has_its_own_calendar(office: OfficeAtWork) -> None:
    set_up_office(office.tracker, OTHER)
    add(office, office.by(Role.SEKCAM))
    assert office.tracker.office(OTHER).calendar.is_working_day(TUESDAY)
    with pytest.raises(NotFound):
        add(office, office.by(Role.SEKCAM), date(2026, 3, 25), OTHER)
    with pytest.raises(NotFound, match="tidak dikenal"):
        add(office, operator(), code="99.99.99")


def test_two_who_say_the_same_at_once_say_it_once(office: OfficeAtWork) -> None:
    """The other's event arrives between reading the office and appending: the decision is taken anew."""
    command = calendars.AddDayOff(office=CODE, day=TUESDAY, name="Hari Jadi")
    rounds: list[int] = []

    def decide(found: Office, today: date) -> Event:
        rounds.append(len(rounds))
        if len(rounds) == 1:
            add(office, operator())
        return add_day_off(found.calendar, day=TUESDAY, name="Hari Jadi", today=today)

    with pytest.raises(Refused, match="sudah libur: Hari Jadi Kabupaten"):
        act(office.tracker, operator(), office.asked(), command, Action.SET_CALENDAR, decide)
    assert len(rounds) == 2


@pytest.mark.parametrize(
    ("zone", "today"),
    [
        ("Asia/Jakarta", date(2026, 3, 17)),
        ("Asia/Makassar", date(2026, 3, 18)),
        ("Asia/Jayapura", date(2026, 3, 18)),
    ],
)
def test_what_happened_today_is_dated_by_the_offices_own_zone(
    office: OfficeAtWork, zone: str, today: date
) -> None:
    registered = offices.RegisterOffice(code="99.02.01", name="Uji", regency="Uji", zone=zone)
    offices.register(office.tracker, operator(), office.asked(), registered)
    assert isinstance(office.tracker.clock, FixedClock)
    office.tracker.clock.now = datetime(2026, 3, 17, 16, 30, tzinfo=UTC)
    add(office, operator(), date(2026, 4, 1), "99.02.01")
    assert office.tracker.store.history(office_id("99.02.01"))[-1].occurred_on == today
