"""Every event of a penetapan and of a printed report has its sentence."""

import pytest

from tests.support.event_samples import EVENTS
from tracker.domain import period_freeze, published_report
from tracker.domain.event import Event
from tracker.domain.office import Office
from tracker.web.sentences import tell

OFFICE = Office(code="35.09.31", name="Sumberjambe", regency="Jember", zone="Asia/Jakarta")
SENTENCES = {
    period_freeze.FreezeProposed: "mengusulkan penetapan capaian s.d. Triwulan I 2022",
    period_freeze.FreezeTakenBack: "menarik kembali usulan penetapan",
    period_freeze.FreezeReturned: "mengembalikan usulan penetapan",
    period_freeze.FreezeConfirmed: "menetapkan capaian periode ini",
    period_freeze.FreezeReopened: "membuka kembali capaian yang sudah ditetapkan",
    published_report.ReportStated: "mencatat tabel laporan tahun 2020: LKIP 2020",
}


@pytest.mark.parametrize(
    "event", [event for event in EVENTS if type(event) in SENTENCES], ids=lambda event: event.TOPIC
)
def test_an_event_is_told_in_plain_words(event: Event) -> None:
    assert tell(event, OFFICE).sentence == SENTENCES[type(event)]


def test_none_is_left_untold() -> None:
    assert set(SENTENCES) == {*period_freeze.EVENTS, *published_report.EVENTS}


def test_a_proposal_tells_each_figure_and_what_was_left_out() -> None:
    (proposed,) = [event for event in EVENTS if isinstance(event, period_freeze.FreezeProposed)]
    details = dict(tell(proposed, OFFICE).details)
    assert details["Persentase yang ditinjaklanjuti"] == "66,67 % (2 dari 3)"
    assert details["Tidak ikut: Nilai Survey"] == "belum ada nilai survei"
