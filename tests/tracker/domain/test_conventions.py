"""An office states its own ladder, rounding and starting point of capaian, from a year on."""

from datetime import date
from decimal import Decimal

import pytest

from tests.support.given import given
from tracker.domain.conventions import DEFAULT, CapaianFrom, Conventions, Rung
from tracker.domain.errors import Refused
from tracker.domain.office import OfficeConventionsStated, OfficeRegistered, evolve
from tracker.domain.office_decisions import state_conventions
from tracker.domain.percent import Rounding

TODAY = date(2026, 3, 16)
REGISTERED = OfficeRegistered(code="35.09.31", name="Sumberjambe", regency="Jember", zone="Asia/Jakarta")
OWN = Conventions(
    ladder=(Rung(Decimal(85), "Baik"), Rung(Decimal(0), "Kurang")),
    rounding=Rounding.TRUNCATE,
    capaian_from=CapaianFrom.EXACT,
)
STATED = OfficeConventionsStated(
    from_year=2025, ladder=OWN.ladder, rounding=OWN.rounding, capaian_from=OWN.capaian_from
)


def test_they_hold_from_their_year_on_and_the_defaults_before() -> None:
    office = (
        given(evolve, REGISTERED)
        .when(lambda o: state_conventions(o, from_year=2025, stated=OWN, today=TODAY))
        .then(STATED)
    )
    assert [office.conventions_for(year) for year in (2024, 2025, 2027)] == [DEFAULT, OWN, OWN]


def test_what_is_stated_again_for_a_year_replaces_it() -> None:
    defaults = OfficeConventionsStated(
        from_year=2025,
        ladder=DEFAULT.ladder,
        rounding=DEFAULT.rounding,
        capaian_from=DEFAULT.capaian_from,
    )
    assert given(evolve, REGISTERED, STATED, defaults).state.conventions_for(2026) == DEFAULT


def rungs(*bounds: str) -> Conventions:
    return Conventions(ladder=tuple(Rung(Decimal(bound), "Kata") for bound in bounds))


@pytest.mark.parametrize(
    ("stated", "from_year", "field"),
    [
        (DEFAULT, 2026, ""),
        (OWN, 1999, "from_year"),
        (OWN, 2032, "from_year"),
        (rungs(), 2026, "ladder"),
        (rungs("90", "50"), 2026, "ladder"),
        (rungs("50", "90", "0"), 2026, "ladder"),
        (rungs("90", "90", "0"), 2026, "ladder"),
        (rungs("90", "0", "-1"), 2026, "ladder"),
        (rungs("NaN", "0"), 2026, "ladder"),
        (Conventions(ladder=(Rung(Decimal(50), " "), Rung(Decimal(0), "Kata"))), 2026, "ladder"),
        (Conventions(ladder=(Rung(Decimal(0), "x" * 61),)), 2026, "ladder"),
    ],
)
def test_a_ladder_that_cannot_be_climbed_is_refused(stated: Conventions, from_year: int, field: str) -> None:
    office = given(evolve, REGISTERED).state
    with pytest.raises(Refused) as refusal:
        state_conventions(office, from_year=from_year, stated=stated, today=TODAY)
    assert (refusal.value.field, "\n" in refusal.value.message) == (field, False)
