"""Keadaan per tanggal: lists as the record stood at the end of a past day."""

import re
from collections.abc import Callable

import pytest

from tests.support.clock import FixedClock
from tests.support.office import OTHER, PASSWORD, set_up_office, username
from tests.tracker.web.browsing import Client, post_sign_in
from tests.tracker.web.conftest import SignIn
from tests.tracker.web.pages.screen import follow_ups, log, offers, send, words
from tracker.application import accounts
from tracker.application.actor import operator
from tracker.application.tracker import Tracker
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
    send(
        client,
        address,
        f"{address}/lapor-selesai",
        evidence__0__type="sk_camat",
        evidence__0__today="ya",
        note="Terlampir",
    )
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


def test_today_means_now_and_a_day_to_come_is_refused(client: Client) -> None:
    page = log(client, {"text": "Perbaiki jalan"}, title="Rapat")
    (address,) = follow_ups(client, page)
    assert "seperti tercatat pada akhir hari itu" not in words(client.get("/kegiatan?per=2026-03-16"))
    for path in ("/kegiatan", "/tindak-lanjut", "/indikator/koordinasi", "/laporan", page, address):
        refused = client.get(f"{path}?per=2026-03-17")
        assert refused.status_code == 422, path
        assert "Keadaan per tanggal tidak boleh sesudah hari ini" in words(refused)


def test_a_record_is_shown_as_it_was_then_with_nothing_to_do(
    client: Client, signed_in: SignIn, clock: FixedClock
) -> None:
    page = log(client, {"text": "Perbaiki jalan", "in_charge": "position:staf_pemerintahan"})
    (address,) = follow_ups(client, page)
    clock.advance(days=2)
    client = signed_in(Role.STAF)
    send(
        client,
        address,
        f"{address}/lapor-selesai",
        evidence__0__type="sk_camat",
        evidence__0__today="ya",
        note="Terlampir",
    )
    assert "Dilaporkan selesai" in words(client.get(address))
    then = client.get(f"{address}?per=2026-03-16")
    seen = words(then)
    assert "Keadaan per Senin, 16 Maret 2026" in seen
    assert "Belum ditindaklanjuti" in seen
    assert "melaporkan selesai" not in seen
    assert offers(then) == set()
    held = client.get(f"{page}?per=2026-03-16")
    assert "Belum ditindaklanjuti" in words(held)
    assert f'href="{address}?per=2026-03-16"' in held.text
    assert offers(held) == set()


def test_another_office_has_no_past_either(
    client: Client, open_client: Callable[[], Client], tracker: Tracker, clock: FixedClock
) -> None:
    page = log(client, {"text": "Perbaiki jalan"})
    (address,) = follow_ups(client, page)
    set_up_office(tracker, OTHER)
    clock.advance(days=2)
    stranger = open_client()
    accounts.set_password(tracker, operator(), username(Role.CAMAT, OTHER), PASSWORD)
    assert post_sign_in(stranger, username(Role.CAMAT, OTHER), PASSWORD).status_code == 303
    for path in (page, address):
        assert stranger.get(f"{path}?per=2026-03-17").status_code == 404


@pytest.mark.parametrize("kind", ["kegiatan", "tindak-lanjut"])
def test_before_it_was_recorded_a_record_says_since_when_it_is(client: Client, kind: str) -> None:
    page = log(client, {"text": "Perbaiki jalan"})
    address = page if kind == "kegiatan" else follow_ups(client, page)[0]
    early = client.get(f"{address}?per=2026-02-02")
    assert early.status_code == 404
    assert "Catatan ini pertama dicatat Senin, 16 Maret 2026" in words(early)
    assert "salah ketik" not in words(early)
    (first,) = re.findall(rf'href="({address}/riwayat/\d+)"', early.text)
    assert client.get(first).status_code == 200
