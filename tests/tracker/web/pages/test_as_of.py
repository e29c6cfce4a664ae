"""Keadaan per tanggal: lists as the record stood at the end of a past day."""

import pytest

from tests.support.clock import FixedClock
from tests.tracker.web.browsing import Client
from tests.tracker.web.conftest import SignIn
from tests.tracker.web.pages.screen import follow_ups, log, send, words
from tracker.domain.role import Role


@pytest.fixture
def client(signed_in: SignIn) -> Client:
    return signed_in(Role.STAF)


def test_a_list_of_follow_ups_shows_what_was_open_then(
    client: Client, signed_in: SignIn, clock: FixedClock
) -> None:
    page = log(client, {"text": "Perbaiki jalan", "in_charge": "position:staf_pemerintahan"})
    clock.advance(days=2)
    client = signed_in(Role.STAF)
    (address,) = follow_ups(client, page)
    send(client, address, f"{address}/lapor-selesai", evidence__0__type="sk_camat", note="Terlampir")
    log(client, {"text": "Hasil yang baru"}, title="Rapat berikutnya")
    now = words(client.get("/tindak-lanjut?lingkup=semua"))
    assert "Hasil yang baru" in now
    then = client.get("/tindak-lanjut?lingkup=semua&per=2026-03-16")
    seen = words(then)
    assert "Keadaan per Senin, 16 Maret 2026" in seen
    assert "Perbaiki jalan" in seen
    assert "Hasil yang baru" not in seen
    assert "Perbaiki jalan" in words(
        client.get("/tindak-lanjut?lingkup=semua&per=2026-03-16&status=belum_ditindaklanjuti")
    )
    assert f'href="{address}?per=2026-03-16"' in then.text


def test_the_register_shows_a_title_as_it_was_then(
    client: Client, signed_in: SignIn, clock: FixedClock
) -> None:
    page = log(client, title="Judul pertama")
    clock.advance(days=2)
    client = signed_in(Role.STAF)
    notulis = signed_in(Role.NOTULIS)
    answer = send(notulis, page, f"{page}/betulkan", title="Judul kedua", reason="Salah ketik")
    assert answer.status_code == 303
    assert "Judul kedua" in words(client.get("/kegiatan"))
    then = words(client.get("/kegiatan?per=2026-03-16"))
    assert "Judul pertama" in then
    assert "Judul kedua" not in then


def test_today_and_later_days_mean_now(client: Client) -> None:
    log(client, title="Rapat")
    assert "Keadaan per" not in words(client.get("/kegiatan?per=2026-03-20")).replace(
        "Keadaan per tanggal", ""
    )
