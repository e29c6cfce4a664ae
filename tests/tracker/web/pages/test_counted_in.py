"""Which indicators count an activity: said on its page, and before it is saved, where it can still be corrected."""

import pytest

from tests.support.office import CODE
from tests.tracker.web.conftest import SignIn
from tests.tracker.web.pages.screen import log, send, words
from tracker.application import indicators
from tracker.application.actor import operator
from tracker.application.command import Asked
from tracker.application.tracker import Tracker
from tracker.domain.indicator import IndicatorRevised
from tracker.domain.role import Role

LABEL = "Hasil koordinasi yang ditindaklanjuti"


@pytest.fixture
def by_section(tracker: Tracker) -> None:
    revised = indicators.Revise(
        office=CODE,
        code="koordinasi",
        stated=IndicatorRevised(from_year=2026, sections=("pemerintahan",)),
    )
    asked = Asked(request_id=str(tracker.new_id()), correlation_id="uji")
    indicators.revise(tracker, operator(), asked, revised)
    tracker.views.wait_for(tracker.store.head(), 5)


def test_an_activity_names_the_indicator_that_counts_it(signed_in: SignIn) -> None:
    notulis = signed_in(Role.NOTULIS)
    assert "Pilih bidang agar ikut dihitung dalam indikator" not in words(notulis.get("/kegiatan/baru"))
    assert f"Dihitung dalam {LABEL} Penyelenggara" in words(notulis.get(log(notulis)))
    assert "Dihitung dalam" not in words(notulis.get(log(notulis, organiser="Bappeda", title="Undangan")))
    assert "Dihitung dalam" not in words(notulis.get(log(notulis, held_on="2026-04-06", title="Nanti")))


@pytest.mark.usefixtures("by_section")
def test_where_indicators_are_by_section_the_whole_office_counts_for_none(signed_in: SignIn) -> None:
    notulis = signed_in(Role.NOTULIS)
    assert "Pilih bidang agar ikut dihitung dalam indikator" in words(notulis.get("/kegiatan/baru"))
    page = log(notulis, section="")
    whole = notulis.get(page)
    assert "tidak satu indikator pun, karena Bidangnya seluruh kecamatan" in words(whole)
    assert '<a href="#betulkan">' in whole.text
    assert '<a href="#betulkan">' not in signed_in(Role.AUDITOR).get(page).text
    mended = send(notulis, page, f"{page}/betulkan", section="pemerintahan", reason="Bidang tertinggal")
    assert mended.status_code == 303, words(mended)
    assert f"Dihitung dalam {LABEL} Penyelenggara" in words(notulis.get(page))
