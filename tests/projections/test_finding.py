"""What the register, the calendar and the audit ask of the read models, on both stores."""

from datetime import timedelta
from uuid import UUID

from projections import event_log, register, schedule
from projections.board import Filter
from projections.event_log import Narrowed
from projections.schedule import NOTHING
from tests.projections.reading import TODAY, House
from tests.projections.told import ELSEWHERE, HERE, MEETING, THERE, WORK, Told
from tracker.domain.coordination import CoordinationCancelled, CoordinationWithdrawn
from tracker.domain.in_charge import InCharge

KASI = InCharge("position", "kasi_pmks", "Kasi PMKS")
TOMORROW = TODAY + timedelta(days=1)


def test_a_calendar_has_the_first_few_of_a_day_and_how_many_there_are(house: House) -> None:
    told = Told(house)
    told.meeting(MEETING, "Rapat")
    told.work("Mendata", TOMORROW, KASI)
    for number in range(4):
        told.meeting(UUID(int=10 + number), f"Rapat {number}")
    told.tell(UUID(int=10), CoordinationCancelled())
    told.tell(UUID(int=11), CoordinationWithdrawn())
    told.meeting(ELSEWHERE, "Rapat lain", office=THERE)
    house.follow()
    with house.views.connect() as connection:
        days = schedule.meetings(connection, HERE, TODAY, TOMORROW, 2)
        assert [(day, len(on.shown), on.total, on.more) for day, on in days.items()] == [(TODAY, 2, 3, 1)]
        assert schedule.meetings(connection, HERE, TOMORROW, TOMORROW, 2).get(TOMORROW, NOTHING).total == 0
        due = schedule.due(connection, Filter(office=HERE), TODAY, TOMORROW, 2)
        assert [entry.id for entry in due[TOMORROW].shown] == [WORK]
        mine = Filter(office=HERE, in_charge=[("position", "camat")])
        assert schedule.due(connection, mine, TODAY, TOMORROW, 2) == {}


def test_a_register_is_asked_for_who_has_what_open_and_late(house: House) -> None:
    told = Told(house)
    told.meeting(MEETING, "Rapat")
    told.work("Mendata", TODAY, KASI)
    told.meeting(UUID(int=10), "Fasilitasi", day=TODAY - timedelta(days=3))
    house.follow()
    with house.views.connect() as connection:
        for where, found in (
            (register.Narrowed(in_charge=("position", "kasi_pmks")), [MEETING]),
            (register.Narrowed(in_charge=("position", "camat")), []),
            (register.Narrowed(overdue_on=TOMORROW), [MEETING]),
            (register.Narrowed(overdue_on=TODAY), []),
            (register.Narrowed(held_until=TODAY - timedelta(days=1)), [UUID(int=10)]),
        ):
            assert [row.id for row in register.coordinations(connection, HERE, where).rows] == found
            assert register.count(connection, HERE, where) == len(found)
        oldest = register.coordinations(connection, HERE, oldest_first=True, limit=1)
        assert [row.id for row in oldest.rows] == [UUID(int=10)]
        second = register.coordinations(connection, HERE, oldest_first=True, after=oldest.next)
        assert [row.id for row in second.rows] == [MEETING]


def test_a_log_is_read_newest_first_and_narrowed(house: House) -> None:
    told = Told(house)
    told.meeting(MEETING, "Rapat")
    told.work("Mendata", TODAY, KASI)
    told.meeting(ELSEWHERE, "Rapat lain", office=THERE)
    house.follow()
    with house.views.connect() as connection:
        first, more = event_log.events(connection, HERE, Narrowed(), None, 2)
        assert [entry.topic for entry in first] == ["follow_up.opened.1", "coordination.outcome_added.1"]
        assert more == first[-1].position
        rest, end = event_log.events(connection, HERE, Narrowed(), more, 1000)
        assert end is None
        assert {entry.office for entry in rest} == {HERE}
        for where in (
            Narrowed(about="follow_up."),
            Narrowed(subject=WORK),
            Narrowed(after=more),
            Narrowed(actor="staf", via="web", about="follow_up.opened.1", happened_from=TODAY),
        ):
            assert [entry.subject for entry in event_log.events(connection, HERE, where, None, 9)[0]] == [
                WORK
            ]
        for nothing in (
            Narrowed(subject=ELSEWHERE),
            Narrowed(actor="camat"),
            Narrowed(until=0),
            Narrowed(happened_until=TODAY - timedelta(days=1)),
        ):
            assert event_log.events(connection, HERE, nothing, None, 9) == ([], None)
