"""Penyebab perubahan as a page: two days, the coordinations that count otherwise, and the sentence that did it."""

import pytest

from tests.support.clock import FixedClock
from tests.tracker.web.browsing import Client
from tests.tracker.web.conftest import SignIn
from tests.tracker.web.pages.screen import follow_ups, log, send, words
from tracker.domain.role import Role

PAGE = "/indikator/koordinasi/perubahan"


@pytest.fixture
def client(signed_in: SignIn) -> Client:
    return signed_in(Role.STAF)


def test_what_was_verified_since_is_told_with_who_did_it(
    client: Client, signed_in: SignIn, clock: FixedClock
) -> None:
    page = log(client, {"text": "Hasil", "in_charge": "position:staf_pemerintahan"})
    clock.advance(days=2)
    client = signed_in(Role.STAF)
    (address,) = follow_ups(client, page)
    send(
        client,
        address,
        f"{address}/lapor-selesai",
        evidence__0__type="sk_camat",
        evidence__0__today="ya",
        note="Terlampir",
    )
    send(signed_in(Role.KASI), address, f"{address}/verifikasi")
    seen = words(client.get(f"{PAGE}?dari=2026-03-16"))
    assert "Dari 0,00 % menjadi 100,00 %" in seen
    assert "+100,00 poin" in seen
    assert "menjadi ditindaklanjuti" in seen
    assert "memverifikasi tindak lanjut ini" in seen
    assert "belum ada hasilnya yang ditindaklanjuti (0 dari 1)" in seen


def test_an_indicator_links_to_why_it_changed(client: Client) -> None:
    log(client, {"text": "Hasil"})
    assert 'href="/indikator/koordinasi/perubahan?tahun=2026"' in client.get("/indikator/koordinasi").text


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("dari=2026-03-99", "bukan tanggal"),
        ("dari=2026-03-16", "Saat awal harus sebelum saat akhir"),
        ("dari=2026-03-01&periode=TW9", "Periode “TW9” tidak dikenal"),
    ],
)
def test_a_wrong_question_is_answered_at_its_field(client: Client, asked: str, said: str) -> None:
    answer = client.get(f"{PAGE}?{asked}")
    assert answer.status_code == 422
    assert said in words(answer)
    assert client.get("/indikator/tidak-ada/perubahan").status_code == 404
