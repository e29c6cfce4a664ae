"""Acting for somebody: Plt and Plh for a while, and the mandate (a.n.), each recorded as what it is."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest

from tests.support.given import given
from tracker.domain.acting import Capacity, capacity, end_mandate, give_mandate
from tracker.domain.errors import Refused
from tracker.domain.event import Event
from tracker.domain.mandate import MandateEnded, MandateGiven
from tracker.domain.office import (
    OfficeRegistered,
    PersonAdded,
    PositionAdded,
    PositionHeld,
    PositionVacated,
    Standing,
    evolve,
)
from tracker.domain.office_decisions import hold
from tracker.domain.role import Rank

SRI, AGUS, DEWI = UUID(int=1), UUID(int=2), UUID(int=3)
SINCE = date(2022, 1, 3)
FIRST, LAST = date(2022, 3, 7), date(2022, 3, 11)
AFTER = date(2022, 3, 12)
OFFICE: tuple[Event, ...] = (
    OfficeRegistered(code="35.09.31", name="Sumberjambe", regency="Jember", zone="Asia/Jakarta"),
    PositionAdded(code="camat", title="Camat", rank=Rank.CAMAT),
    PositionAdded(code="sekcam", title="Sekretaris Kecamatan", rank=Rank.SEKCAM),
    PersonAdded(person_id=SRI, name="Ibu Sri"),
    PersonAdded(person_id=AGUS, name="Bapak Agus"),
    PersonAdded(person_id=DEWI, name="Ibu Dewi"),
    PositionHeld(position="camat", person_id=SRI, since=SINCE),
)
PLH = PositionHeld(position="camat", person_id=AGUS, since=FIRST, standing=Standing.PLH, until=LAST)
MANDATE = MandateGiven(position="camat", person_id=AGUS, since=FIRST, until=LAST, basis="Surat 100/7")


def test_a_plh_holds_for_a_while_and_then_the_definitive_holder_is_the_holder_again() -> None:
    office = given(evolve, *OFFICE, PLH).state
    assert office.holder("camat", date(2022, 3, 6)) == SRI
    assert (office.holder("camat", FIRST), office.holder("camat", LAST)) == (AGUS, AGUS)
    assert office.holder("camat", AFTER) == SRI


def test_a_plt_of_a_vacant_post_leaves_it_vacant() -> None:
    plt = PositionHeld(position="camat", person_id=AGUS, since=FIRST, standing=Standing.PLT, until=LAST)
    office = given(evolve, *OFFICE, PositionVacated(position="camat", since=FIRST), plt).state
    assert office.holder("camat", LAST) == AGUS
    assert office.holder("camat", AFTER) is None


def test_a_new_definitive_holder_ends_the_acting_one_early() -> None:
    new = PositionHeld(position="camat", person_id=DEWI, since=date(2022, 3, 9))
    office = given(evolve, *OFFICE, PLH, new).state
    assert office.holder("camat", date(2022, 3, 8)) == AGUS
    assert office.holder("camat", date(2022, 3, 9)) == DEWI
    assert office.holder("camat", AFTER) == DEWI


def test_only_acting_ends_by_a_date_and_not_before_it_begins() -> None:
    past = given(evolve, *OFFICE)

    def held(standing: Standing, until: date) -> PositionHeld:
        return hold(past.state, position="camat", person_id=AGUS, since=FIRST, standing=standing, until=until)

    assert held(Standing.PLH, LAST) == PLH
    with pytest.raises(Refused, match="hanya untuk Plt dan Plh") as definitive:
        held(Standing.DEFINITIF, LAST)
    with pytest.raises(Refused, match="sebelum tanggal mulai") as backwards:
        held(Standing.PLH, SINCE)
    assert definitive.value.field == backwards.value.field == "until"


def test_the_capacity_says_on_whose_behalf() -> None:
    office = given(evolve, *OFFICE, PLH).state
    assert capacity(office, "camat", SRI, SINCE) == Capacity("camat", SRI, None)
    assert capacity(office, "camat", AGUS, FIRST) == Capacity("camat", AGUS, "Plh. Camat")
    assert capacity(office, "camat", SRI, FIRST) is None
    assert capacity(office, "sekcam", SRI, FIRST) is None


def test_a_mandate_lets_another_decide_in_the_holders_name_while_it_lasts() -> None:
    office = given(evolve, *OFFICE, MANDATE).state
    assert office.holder("camat", FIRST) == SRI
    assert capacity(office, "camat", AGUS, LAST) == Capacity("camat", AGUS, "a.n. Camat", by_mandate=True)
    assert capacity(office, "camat", AGUS, AFTER) is None
    assert capacity(office, "camat", AGUS, SINCE) is None


def test_a_mandate_ends_early_and_can_be_given_anew() -> None:
    end = MandateEnded(position="camat", person_id=AGUS, since=date(2022, 3, 9))
    past = given(evolve, *OFFICE, MANDATE)
    office = past.when(
        lambda o: end_mandate(o, position="camat", person_id=AGUS, since=date(2022, 3, 9))
    ).then(end)
    assert office.mandated("camat", date(2022, 3, 8)) == {AGUS}
    assert office.mandated("camat", date(2022, 3, 9)) == frozenset()
    again = MandateGiven(position="camat", person_id=AGUS, since=LAST)
    assert given(evolve, *OFFICE, MANDATE, end, again).state.mandated("camat", AFTER) == {AGUS}


def test_a_vacant_post_has_nobody_in_whose_name_to_decide() -> None:
    office = given(evolve, *OFFICE, MANDATE, PositionVacated(position="camat", since=LAST)).state
    assert capacity(office, "camat", AGUS, LAST) is None


def test_a_mandate_is_given_by_a_filled_post_to_somebody_else_for_a_possible_time() -> None:
    past = given(evolve, *OFFICE)

    def gives(
        position: str = "camat", person: UUID = AGUS, since: date = FIRST, until: date | None = LAST
    ) -> MandateGiven:
        return give_mandate(
            past.state, position=position, person_id=person, since=since, until=until, basis=" Surat 100/7 "
        )

    assert gives() == MANDATE
    wrong: tuple[tuple[str, str, Callable[[], MandateGiven]], ...] = (
        ("kosong pada hari itu", "position", lambda: gives(position="sekcam")),
        ("pemegang jabatannya sendiri", "person_id", lambda: gives(person=SRI)),
        ("sebelum tanggal mulai", "until", lambda: gives(until=SINCE)),
        ("2000–2100", "until", lambda: gives(until=date(9999, 1, 1))),
        ("2000–2100", "since", lambda: gives(since=date(1999, 1, 1), until=None)),
        ("tidak dikenal", "position", lambda: gives("bupati")),
        ("belum terdaftar", "person_id", lambda: gives(person=UUID(int=9))),
    )
    for match, field, give in wrong:
        with pytest.raises(Refused, match=match) as refusal:
            give()
        assert refusal.value.field == field
    given(evolve, *OFFICE, MANDATE).when(
        lambda o: give_mandate(o, position="camat", person_id=AGUS, since=LAST, until=None, basis="")
    ).refused("sudah berlaku", "person_id")
    past.when(lambda o: end_mandate(o, position="camat", person_id=AGUS, since=LAST)).refused(
        "Tidak ada mandat", "person_id"
    )
