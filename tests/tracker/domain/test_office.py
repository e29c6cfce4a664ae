"""How an office is made up, and who holds which position when."""

from datetime import date
from uuid import UUID

import pytest

from tests.support.given import given
from tracker.domain.errors import Conflict, NotFound, Refused
from tracker.domain.follow_up import Started
from tracker.domain.in_charge import InCharge
from tracker.domain.office import (
    BodyAdded,
    OfficeProfileStated,
    OfficeRegistered,
    PersonAdded,
    PositionAdded,
    PositionHeld,
    PositionVacated,
    SectionAdded,
    Standing,
    evolve,
)
from tracker.domain.office_decisions import (
    add_body,
    add_person,
    add_position,
    add_section,
    hold,
    register,
    vacate,
)
from tracker.domain.role import Rank

REGISTERED = OfficeRegistered(code="35.09.31", name="Sumberjambe", regency="Jember", zone="Asia/Jakarta")
SECTION = SectionAdded(code="pmks", name="Pemberdayaan")
CAMAT = PositionAdded(code="camat", title="Camat", rank=Rank.CAMAT)
KASI = PositionAdded(code="kasi_pmks", title="Kasi Pemberdayaan", rank=Rank.KASI, section="pmks")
SRI, AGUS = UUID(int=1), UUID(int=2)
PEOPLE = (PersonAdded(person_id=SRI, name="Ibu Sri"), PersonAdded(person_id=AGUS, name="Bapak Agus"))
DAY = date(2022, 1, 3)


def test_an_office_is_registered_in_its_zone() -> None:
    event = register(code=" 35.09.31 ", name=" Sumberjambe ", regency=" Jember ", zone="Asia/Jakarta")
    assert event == REGISTERED


@pytest.mark.parametrize(
    ("code", "name", "zone", "field"),
    [
        ("", "A", "Asia/Jakarta", "code"),
        ("1", " ", "Asia/Jakarta", "name"),
        ("1", "A", "Mars/Olympus", "zone"),
    ],
)
def test_a_wrong_field_of_the_registration_is_named(code: str, name: str, zone: str, field: str) -> None:
    with pytest.raises(Refused) as refusal:
        register(code=code, name=name, regency="", zone=zone)
    assert refusal.value.field == field


def test_its_parts_are_added_once() -> None:
    past = given(evolve, REGISTERED, SECTION, KASI, *PEOPLE, BodyAdded(code="kades", name="Kepala Desa"))
    past.when(lambda o: add_section(o, code="pmks", name="x")).refused("sudah ada", kind=Conflict)
    past.when(lambda o: add_body(o, code="kades", name="x")).refused("sudah ada", kind=Conflict)
    past.when(lambda o: add_person(o, person_id=SRI, name="x")).refused("sudah terdaftar", kind=Conflict)
    past.when(lambda o: add_position(o, code="kasi_pmks", title="x", rank=Rank.KASI, section=None)).refused(
        "sudah ada", kind=Conflict
    )


def test_a_section_a_position_a_body_and_a_person_are_added() -> None:
    past = given(evolve, REGISTERED)
    past.when(lambda o: add_section(o, code="pmks", name=" Pemberdayaan ")).then(SECTION)
    past.when(lambda o: add_body(o, code="kades", name="Kepala Desa")).then(
        BodyAdded(code="kades", name="Kepala Desa")
    )
    past.when(lambda o: add_person(o, person_id=SRI, name="Ibu Sri")).then(PEOPLE[0])
    given(evolve, REGISTERED, SECTION).when(
        lambda o: add_position(o, code="kasi_pmks", title="Kasi Pemberdayaan", rank=Rank.KASI, section="pmks")
    ).then(KASI)


@pytest.mark.parametrize("code", ["", "PMKS", " pmks", "pm ks", "pmks!", "pm/ks"])
def test_a_code_is_small_letters_digits_and_underscores(code: str) -> None:
    given(evolve, REGISTERED).when(lambda o: add_section(o, code=code, name="x")).refused(
        "huruf kecil", "code"
    )


def test_a_name_is_not_empty_and_a_section_is_known() -> None:
    past = given(evolve, REGISTERED)
    past.when(lambda o: add_section(o, code="x", name=" ")).refused("kosong", "name")
    past.when(lambda o: add_position(o, code="x", title="x", rank=Rank.KASI, section="pmks")).refused(
        "yang ada: belum ada", "section", NotFound
    )


def test_a_position_is_held_from_a_day_on_until_the_next_holder_or_vacancy() -> None:
    plt = PositionHeld(position="camat", person_id=AGUS, since=date(2022, 6, 1), standing=Standing.PLT)
    office = given(
        evolve,
        REGISTERED,
        CAMAT,
        *PEOPLE,
        PositionHeld(position="camat", person_id=SRI, since=DAY),
        PositionVacated(position="camat", since=date(2022, 5, 1)),
        plt,
    ).state
    assert office.holder("camat", date(2022, 1, 2)) is None
    assert office.holder("camat", DAY) == SRI
    assert office.holder("camat", date(2022, 4, 30)) == SRI
    assert office.holder("camat", date(2022, 5, 1)) is None
    assert office.holder("camat", date(2022, 6, 1)) == AGUS
    assert [position.code for position in office.positions_of(AGUS, date(2022, 7, 1))] == ["camat"]
    assert office.positions_of(SRI, date(2022, 7, 1)) == ()


def test_of_two_holders_since_one_day_the_one_recorded_last_counts() -> None:
    office = given(
        evolve,
        REGISTERED,
        CAMAT,
        *PEOPLE,
        PositionHeld(position="camat", person_id=SRI, since=DAY),
        PositionHeld(position="camat", person_id=AGUS, since=DAY),
    ).state
    assert office.holder("camat", DAY) == AGUS


def test_only_a_known_person_holds_a_known_position() -> None:
    past = given(evolve, REGISTERED, CAMAT)
    past.when(
        lambda o: hold(o, position="camat", person_id=SRI, since=DAY, standing=Standing.DEFINITIF)
    ).refused("belum terdaftar", "person_id", NotFound)
    past.when(lambda o: hold(o, position="x", person_id=SRI, since=DAY, standing=Standing.DEFINITIF)).refused(
        "tidak dikenal", "position", NotFound
    )
    past.when(lambda o: vacate(o, position="x", since=DAY)).refused("tidak dikenal", "position", NotFound)


def test_in_charge_is_a_position_or_a_body_never_a_person() -> None:
    office = given(evolve, REGISTERED, SECTION, KASI, BodyAdded(code="kades", name="Kepala Desa")).state
    assert office.in_charge("position", "kasi_pmks") == InCharge("position", "kasi_pmks", "Kasi Pemberdayaan")
    assert office.in_charge("body", "kades") == InCharge("body", "kades", "Kepala Desa")
    for kind, code in (("position", "kades"), ("body", "kasi_pmks"), ("person", "kasi_pmks")):
        with pytest.raises(NotFound) as refusal:
            office.in_charge(kind, code)
        assert refusal.value.field == "in_charge"


def test_a_position_is_found_by_rank_and_section() -> None:
    office = given(evolve, REGISTERED, SECTION, CAMAT, KASI).state
    assert office.position_of_rank(Rank.KASI, "pmks") == office.positions["kasi_pmks"]
    assert office.position_of_rank(Rank.KASI, "trantibum") is None
    assert office.position_of_rank(Rank.CAMAT) == office.positions["camat"]


def test_the_profile_is_what_the_document_says() -> None:
    profile = OfficeProfileStated(document="IKU 2022", agency="KECAMATAN GUCCIALIT")
    assert given(evolve, REGISTERED, profile).state.profile == profile


def test_a_history_that_makes_no_sense_is_an_error() -> None:
    with pytest.raises(ValueError, match="before the office was registered"):
        evolve(None, SECTION)
    with pytest.raises(ValueError, match="not an event of an office"):
        evolve(given(evolve, REGISTERED).state, Started(started_on=DAY))
