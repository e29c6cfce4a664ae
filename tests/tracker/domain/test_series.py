"""A series of meetings: how often an item was carried, when a skipped one comes back, and what the office keeps."""

from datetime import date

import pytest
from msgspec.structs import replace

from tests.support.given import given
from tests.tracker.domain.test_minutes import OFFICE
from tracker.domain.errors import Conflict, NotFound
from tracker.domain.office import OfficeRegistered, SectionAdded, evolve
from tracker.domain.office_decisions import add_series
from tracker.domain.series import Rhythm, Series, SeriesAdded, is_near, times_carried

REGISTERED = OfficeRegistered(code="35.09.31", name="Sumberjambe", regency="Jember", zone="Asia/Jakarta")
MONTHLY = SeriesAdded(code="bulanan", title="Rapat bulanan", section="pmks", rhythm=Rhythm.BULANAN)
FIRSTS = [date(2026, month, 1) for month in (1, 2, 3, 4)]


@pytest.mark.parametrize(
    ("agreed_on", "until", "times"),
    [
        (date(2026, 1, 1), date(2026, 2, 1), 1),
        (date(2026, 1, 1), date(2026, 4, 1), 3),
        (date(2026, 1, 1), date(2026, 3, 15), 2),
        (date(2026, 4, 1), date(2026, 4, 30), 0),
    ],
)
def test_an_item_is_carried_into_each_later_meeting_up_to_this_one(
    agreed_on: date, until: date, times: int
) -> None:
    assert times_carried(agreed_on, FIRSTS, until) == times


def test_a_skipped_item_comes_back_a_week_before_its_date() -> None:
    day = date(2026, 3, 2)
    assert not is_near(date(2026, 3, 10), day)
    assert is_near(date(2026, 3, 9), day)
    assert is_near(date(2026, 3, 1), day)
    assert is_near(None, day)


def test_an_office_keeps_its_series_by_code() -> None:
    section = SectionAdded(code="pmks", name="Seksi PMKS")
    state = (
        given(evolve, REGISTERED, section)
        .when(
            lambda s: add_series(
                s, code="bulanan", title=" Rapat bulanan ", section="pmks", rhythm=Rhythm.BULANAN
            )
        )
        .then(MONTHLY)
    )
    assert state.series_of("bulanan") == Series("bulanan", "Rapat bulanan", "pmks", Rhythm.BULANAN)
    with pytest.raises(NotFound, match="tidak dikenal"):
        state.series_of("mingguan")


@pytest.mark.parametrize(
    ("code", "title", "section", "match", "kind"),
    [
        ("bulanan", "Lagi", None, "sudah ada", Conflict),
        ("lain", " ", None, "nama seri", Exception),
        ("Rapat Bulanan", "Rapat", None, "huruf kecil", Exception),
        ("lain", "Rapat", "tidak_ada", "tidak dikenal", NotFound),
    ],
)
def test_a_series_has_a_code_of_its_own_a_title_and_a_known_section(
    code: str, title: str, section: str | None, match: str, kind: type[Exception]
) -> None:
    office = replace(OFFICE, series={"bulanan": Series("bulanan", "Rapat", None, Rhythm.BULANAN)})
    with pytest.raises(kind, match=match):
        add_series(office, code=code, title=title, section=section, rhythm=Rhythm.BULANAN)
