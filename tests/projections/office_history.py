"""How an invented office begins, and what it settles later that plans many reminders anew."""

from datetime import date, time
from random import Random

from tracker.domain import days_off
from tracker.domain import office as offices
from tracker.domain import user as users
from tracker.domain.counting import Rule
from tracker.domain.event import Event
from tracker.domain.indicator import IndicatorDefined
from tracker.domain.office import Office
from tracker.domain.office_decisions import adopt_policy, register
from tracker.domain.reminder_policy import Policy
from tracker.domain.role import Rank, Role
from tracker.domain.user import UserAdded


def beginning(code: str) -> tuple[Event, ...]:
    return (
        register(code=code, name=f"Kecamatan {code}", regency="Uji", zone="Asia/Jakarta"),
        offices.SectionAdded(code="pmks", name="Seksi PMKS"),
        offices.PositionAdded(code="kasi_pmks", title="Kasi PMKS", rank=Rank.KASI, section="pmks"),
    )


def account(code: str) -> UserAdded:
    return users.add(
        username=f"staf.{code}", name="Staf", role=Role.STAF, office=code, section=None, person_id=None
    )


def indicator(code: str) -> IndicatorDefined:
    return IndicatorDefined(
        office=code,
        code="koordinasi",
        number=1,
        official_name="Persentase",
        label="Persentase",
        document="Dokumen",
        rule=Rule.MEETING_ALL,
    )


def settled(random: Random, office: Office, today: date, day: date) -> Event:
    """A day off more or less, or another policy of reminders. Raises Refused."""
    match random.randrange(3):
        case 0:
            return days_off.add_day_off(office.calendar, day=day, name="Libur", today=today)
        case 1:
            return days_off.remove_day_off(office.calendar, day=day, today=today)
        case _:
            policy = Policy(
                before=random.choice(((), (1,), (3, 2))),
                after=random.choice(((1, 2), (4,))),
                every=random.randint(1, 6),
                at=random.choice((time(7, 30), time(16))),
            )
            return adopt_policy(office, policy=policy, for_running=random.random() < 0.5)
