"""The timeline of one follow-up: filtered, page by page, each event with an address that shows how things stood then."""

import re

import pytest

from tests.tracker.web.browsing import Client
from tests.tracker.web.conftest import SignIn
from tests.tracker.web.pages.screen import follow_ups, log, offers, send, words
from tracker.domain.role import Role
from tracker.web.timeline_page import ON_A_PAGE


@pytest.fixture
def notulis(signed_in: SignIn) -> Client:
    return signed_in(Role.NOTULIS)


@pytest.fixture
def page(notulis: Client) -> str:
    outcome = {"text": "Surat edaran", "in_charge": "position:staf_pemerintahan", "due_on": "2026-03-20"}
    return follow_ups(notulis, log(notulis, outcome))[0]


def told(client: Client, address: str) -> str:
    """The timeline alone."""
    return words(client.get(address)).partition(" Riwayat Bukti pengingat ")[2]


def test_it_is_filtered_by_kind_without_script(page: str, notulis: Client) -> None:
    send(notulis, page, f"{page}/mulai")
    send(notulis, page, f"{page}/komentar", text="Menunggu stempel")
    send(notulis, page, f"{page}/betulkan", due_on="2026-03-19", reason="Dipercepat")
    every = told(notulis, page)
    assert all(word in every for word in ("memulai", "berkomentar", "membetulkan"))
    steps = told(notulis, f"{page}?riwayat=langkah")
    assert "memulai" in steps
    assert "berkomentar" not in steps
    dates = told(notulis, f"{page}?riwayat=tanggal-orang")
    assert "membetulkan" in dates
    assert "memulai" not in dates
    assert "berkomentar" in told(notulis, f"{page}?riwayat=komentar")
    assert "Belum ada yang tercatat di sini." in told(notulis, f"{page}?riwayat=pengingat")
    assert notulis.get(f"{page}?riwayat=entah&sebelum=x").status_code == 200


def test_a_long_one_goes_on_where_the_page_before_ended(page: str, notulis: Client) -> None:
    for number in range(ON_A_PAGE + 2):
        send(notulis, page, f"{page}/komentar", text=f"Kabar {number:03}")
    first = notulis.get(page)
    assert "Keterangan: Kabar" not in words(first)
    older = re.search(r'href="([^"]+)" rel="next"', first.text)
    assert older is not None
    second = notulis.get(older[1].replace("&amp;", "&"))
    assert "membuka tindak lanjut ini" in words(second)
    assert "membuka tindak lanjut ini" not in words(first)
    assert 'rel="next"' not in second.text
    assert "Kembali ke yang terbaru" in words(second)


def test_an_event_has_an_address_that_shows_how_things_stood_then(
    page: str, notulis: Client, signed_in: SignIn
) -> None:
    send(notulis, page, f"{page}/komentar", text="Sebelum dimulai")
    send(notulis, page, f"{page}/mulai")
    send(notulis, page, f"{page}/komentar", text="Sesudah dimulai")
    events = re.findall(rf'href="({page}/riwayat/\d+)"', notulis.get(page).text)
    assert len(events) == 4
    started = notulis.get(events[1])
    seen = words(started)
    assert "Keadaan sesudah peristiwa ini" in seen
    assert "Dalam proses" in seen
    assert "Sebelum dimulai" in seen
    assert "Sesudah dimulai" not in seen
    assert offers(started) == set()
    before = words(notulis.get(events[2]))
    assert "Belum ditindaklanjuti" in before
    assert "memulai tindak lanjut" not in before
    assert notulis.get(f"{page}/riwayat/999999").status_code == 404
    assert notulis.get(f"{page}/riwayat/{2**63}").status_code == 404


def test_the_open_page_can_ask_whether_it_is_still_the_newest(
    page: str, notulis: Client, signed_in: SignIn
) -> None:
    assert notulis.get(f"{page}/versi").json() == {"version": 1}
    send(notulis, page, f"{page}/mulai")
    assert signed_in(Role.AUDITOR).get(f"{page}/versi").json() == {"version": 2}


def test_the_due_dates_stand_with_who_moved_them_and_why(
    page: str, notulis: Client, signed_in: SignIn
) -> None:
    assert "Riwayat batas waktu" not in words(notulis.get(page))
    send(signed_in(Role.KASI), page, f"{page}/betulkan", due_on="2026-03-27", reason="Menunggu data")
    seen = words(notulis.get(page))
    assert "Jumat, 20 Maret 2026 batas waktu semula" in seen
    assert "Jumat, 27 Maret 2026 mundur 7 hari oleh Akun kasi, 16 Mar 2026: “Menunggu data”" in seen
