"""Who signs what is printed, on that day."""

from datetime import date
from uuid import UUID

import msgspec
import pytest

from tests.support.office import CODE
from tracker.domain.office import Holding, Office, Position, Standing
from tracker.domain.role import Rank
from tracker.web.pages.signature import Signature, signature

CAMAT, ACTING = UUID(int=1), UUID(int=2)
DAY = date(2026, 3, 16)
OFFICE = Office(
    code=CODE,
    name="Kecamatan Contoh",
    regency="Kabupaten Uji",
    zone="Asia/Jakarta",
    positions={"camat": Position("camat", "Camat", Rank.CAMAT, None)},
    people={CAMAT: "Dra. Camat", ACTING: "Pak Wakil"},
)


@pytest.mark.parametrize(
    ("holdings", "title", "name"),
    [
        ((Holding("camat", CAMAT, date(2020, 1, 1), Standing.DEFINITIF),), "Camat Contoh", "Dra. Camat"),
        ((Holding("camat", ACTING, date(2026, 3, 1), Standing.PLT),), "Plt. Camat Contoh", "Pak Wakil"),
        ((Holding("camat", CAMAT, date(2026, 3, 17), Standing.DEFINITIF),), "Camat Contoh", None),
        ((), "Camat Contoh", None),
    ],
)
def test_the_holder_of_the_day_signs_under_the_own_standing(
    holdings: tuple[Holding, ...], title: str, name: str | None
) -> None:
    office = msgspec.structs.replace(OFFICE, holdings=holdings)
    assert signature(office, DAY) == Signature("Contoh", DAY, title, name)
