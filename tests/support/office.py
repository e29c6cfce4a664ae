"""An invented sub-district office, made by the product's own use cases."""

from datetime import date
from itertools import count
from uuid import UUID

from tracker.application import accounts, indicators, offices
from tracker.application.actor import operator
from tracker.application.command import Asked
from tracker.application.tracker import Tracker
from tracker.domain.counting import Rule
from tracker.domain.identity import person_id
from tracker.domain.indicator import IndicatorDefined
from tracker.domain.role import Rank, Role

CODE = "99.01.01"
OTHER = "99.01.02"
PASSWORD = "sandi-rahasia-sekali"

_POSITIONS = (
    ("camat", "Camat", Rank.CAMAT, None, Role.CAMAT),
    ("sekcam", "Sekretaris Kecamatan", Rank.SEKCAM, None, Role.SEKCAM),
    ("kasi_pemerintahan", "Kepala Seksi Pemerintahan", Rank.KASI, "pemerintahan", Role.KASI),
    ("staf_pemerintahan", "Staf Seksi Pemerintahan", Rank.STAF, "pemerintahan", Role.STAF),
)
_WITHOUT_POSITION = (("notulis", Role.NOTULIS), ("auditor", Role.AUDITOR), ("admin", Role.ADMIN))


def set_up_office(tracker: Tracker, code: str = CODE) -> None:
    """A section, four held positions, a village head, one indicator, and an account `ROLE.CODE` for each role."""
    actor = operator()
    numbers = count(1)

    def asked() -> Asked:
        return Asked(request_id=f"set-up/{code}/{next(numbers)}")

    offices.register(
        tracker,
        actor,
        asked(),
        offices.RegisterOffice(code=code, name=f"Kecamatan Uji {code}", regency="Uji"),
    )
    section = offices.AddSection(office=code, code="pemerintahan", name="Seksi Pemerintahan")
    offices.add_section(tracker, actor, asked(), section)
    offices.add_body(
        tracker, actor, asked(), offices.AddBody(office=code, code="kades_uji", name="Kepala Desa Uji")
    )
    for name, title, rank, of_section, role in _POSITIONS:
        person = person_id(code, name)
        offices.add_position(
            tracker,
            actor,
            asked(),
            offices.AddPosition(office=code, code=name, title=title, rank=rank, section=of_section),
        )
        offices.add_person(
            tracker, actor, asked(), offices.AddPerson(office=code, person_id=person, name=f"Ibu {title}")
        )
        held = offices.HoldPosition(office=code, position=name, person_id=person, since=date(2020, 1, 1))
        offices.hold_position(tracker, actor, asked(), held)
        _account(tracker, asked(), code, role, person, of_section)
    for name, role in _WITHOUT_POSITION:
        assert name == role.value
        _account(tracker, asked(), code, role, None, None)
    indicators.define(
        tracker,
        actor,
        asked(),
        IndicatorDefined(
            office=code,
            code="koordinasi",
            number=1,
            official_name="Persentase hasil koordinasi yang ditindaklanjuti",
            label="Hasil koordinasi yang ditindaklanjuti",
            document="Dokumen uji",
            rule=Rule.MEETING_ALL,
        ),
    )


def username(role: Role, code: str = CODE) -> str:
    return f"{role.value}.{code}"


def _account(
    tracker: Tracker, asked: Asked, code: str, role: Role, person: UUID | None, section: str | None
) -> None:
    command = accounts.AddUser(
        username=username(role, code),
        name=f"Akun {role.value}",
        role=role,
        office=code,
        section=section,
        person_id=person,
    )
    accounts.add(tracker, operator(), asked, command)
