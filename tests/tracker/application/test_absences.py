"""Who records that somebody is away: everybody the own, Camat, Sekcam and admin anybody's."""

from datetime import date
from uuid import UUID

import pytest

from tests.support.office import CODE, OTHER, set_up_office, username
from tests.support.office_at_work import KASI, STAF, OfficeAtWork
from tracker.application import absences, accounts
from tracker.application.actor import Actor, operator
from tracker.application.command import Answer
from tracker.domain.absence import Absence
from tracker.domain.errors import Forbidden, NotFound
from tracker.domain.identity import person_id
from tracker.domain.office import Standing
from tracker.domain.role import Role

TODAY, FRIDAY = date(2026, 3, 16), date(2026, 3, 20)
THE_KASI, THE_STAF, THE_CAMAT = (person_id(CODE, name) for name in (KASI, STAF, "camat"))


def record(
    office: OfficeAtWork, by: Actor, person: UUID, deputy: UUID | None = None, code: str = CODE
) -> Answer:
    command = absences.RecordAbsence(office=code, person_id=person, since=TODAY, until=FRIDAY, deputy=deputy)
    return absences.record_absence(office.tracker, by, office.asked(), command)


def end(office: OfficeAtWork, by: Actor, person: UUID) -> Answer:
    command = absences.EndAbsence(office=CODE, person_id=person, since=TODAY)
    return absences.end_absence(office.tracker, by, office.asked(), command)


def away(office: OfficeAtWork, person: UUID, day: date = TODAY) -> Absence | None:
    return office.tracker.office(CODE).absence(person, day)


@pytest.mark.parametrize(("role", "name"), [(Role.KASI, KASI), (Role.STAF, STAF)])
def test_everybody_records_and_ends_the_own_absence_and_nobody_elses(
    office: OfficeAtWork, role: Role, name: str
) -> None:
    own = person_id(CODE, name)
    record(office, office.by(role), own, THE_CAMAT)
    assert away(office, own, FRIDAY) == Absence(own, TODAY, FRIDAY, THE_CAMAT)
    with pytest.raises(Forbidden, match="ketidakhadiran sendiri"):
        record(office, office.by(role), person_id(CODE, "sekcam"))
    end(office, office.by(role), own)
    assert away(office, own) is None


@pytest.mark.parametrize("role", [Role.CAMAT, Role.SEKCAM, Role.ADMIN, None])
def test_camat_sekcam_admin_and_operator_record_anybodys(office: OfficeAtWork, role: Role | None) -> None:
    by = operator() if role is None else office.by(role)
    record(office, by, THE_STAF, THE_KASI)
    end(office, by, THE_STAF)
    assert away(office, THE_STAF) is None


def test_an_account_without_a_person_has_no_absence_of_its_own(
    office: OfficeAtWork,
) -> None:
    with pytest.raises(Forbidden, match="ketidakhadiran sendiri"):
        record(office, office.by(Role.NOTULIS), THE_STAF)
    with pytest.raises(Forbidden, match="tidak berwenang mencatat ketidakhadiran"):
        record(office, office.by(Role.AUDITOR), THE_STAF)


def test_who_may_not_record_may_not_end_either(office: OfficeAtWork) -> None:
    record(office, operator(), THE_KASI)
    with pytest.raises(Forbidden):
        end(office, office.by(Role.STAF), THE_KASI)
    assert away(office, THE_KASI) is not None


def test_a_plh_sekcam_records_anybodys_while_it_lasts(office: OfficeAtWork) -> None:
    office.hold("sekcam", KASI, TODAY, Standing.PLH, TODAY)
    record(office, office.by(Role.KASI), THE_STAF)
    assert away(office, THE_STAF) is not None


def test_of_another_office_nothing_is_recorded_and_nobody_is_deputy(office: OfficeAtWork) -> None:
    set_up_office(office.tracker, OTHER)
    stranger = accounts.actor_of(office.tracker, username(Role.CAMAT, OTHER), "web")
    with pytest.raises(NotFound, match="Tidak ditemukan"):
        record(office, stranger, THE_STAF)
    with pytest.raises(NotFound) as refusal:
        record(office, office.by(Role.CAMAT), THE_STAF, person_id(OTHER, KASI))
    assert refusal.value.field == "deputy"
    with pytest.raises(NotFound) as refusal:
        record(office, stranger, THE_STAF, code=OTHER)
    assert refusal.value.field == "person_id"
