"""Urungkan on the pages: the line after a step, on the follow-up and on the list; and what is said when it is too late."""

import re

import pytest

from tests.support.clock import FixedClock
from tests.support.evidence_files import PNG
from tests.tracker.web.browsing import Client
from tests.tracker.web.conftest import SignIn
from tests.tracker.web.pages.screen import follow_ups, form_of, log, offers, send, words
from tracker.domain.role import Role

STAFF = "position:staf_pemerintahan"


@pytest.fixture
def staff(signed_in: SignIn) -> Client:
    return signed_in(Role.STAF)


@pytest.fixture
def page(signed_in: SignIn) -> str:
    notulis = signed_in(Role.NOTULIS)
    outcome = {"text": "Surat edaran dikirim", "in_charge": STAFF, "due_on": "2026-03-20"}
    return follow_ups(notulis, log(notulis, outcome))[0]


def test_a_step_is_undone_from_its_page_and_the_timeline_tells_both(page: str, staff: Client) -> None:
    send(staff, page, f"{page}/mulai")
    seen = words(staff.get(page))
    assert "Tercatat: tindak lanjut dimulai." in seen
    assert "Urungkan sampai pukul 09.10 WIB" in seen
    assert send(staff, page, f"{page}/urungkan").status_code == 303
    seen = words(staff.get(page))
    assert "Diurungkan: keadaannya kembali" in seen
    assert "Belum ditindaklanjuti" in seen
    assert "mengurungkan langkah sebelumnya: tindak lanjut dimulai" in seen
    assert "memulai tindak lanjut" in seen
    assert "urungkan" not in offers(staff.get(page))


def test_nobody_else_is_offered_it_nor_anybody_after_ten_minutes(
    page: str, staff: Client, signed_in: SignIn, clock: FixedClock
) -> None:
    send(staff, page, f"{page}/mulai")
    assert "urungkan" not in offers(signed_in(Role.KASI).get(page))
    late = form_of(staff.get(page), f"{page}/urungkan")
    clock.advance(minutes=11)
    assert "urungkan" not in offers(staff.get(page))
    answer = staff.post(f"{page}/urungkan", data=late, follow_redirects=False)
    assert answer.status_code == 422
    assert "Sudah lewat 10 menit, jadi tidak dapat diurungkan lagi. Jelaskan kekeliruannya" in words(answer)
    assert 'href="#urungkan.' not in answer.text


def test_what_somebody_did_since_is_not_undone_with_it(page: str, staff: Client, signed_in: SignIn) -> None:
    send(staff, page, f"{page}/mulai")
    stale = form_of(staff.get(page), f"{page}/urungkan")
    send(signed_in(Role.KASI), page, f"{page}/komentar", text="Baik")
    answer = staff.post(f"{page}/urungkan", data=stale, follow_redirects=False)
    assert answer.status_code == 422
    assert "Sesudah langkah ini sudah ada perubahan lain" in words(answer)
    assert "Dalam proses" in words(staff.get(page))


def test_what_is_done_from_the_list_leads_back_to_it_and_is_undone_there(page: str, staff: Client) -> None:
    started = send(staff, "/tindak-lanjut", f"{page}/mulai")
    back = started.headers["location"]
    assert back.startswith("/tindak-lanjut?lingkup=saya&baru=")
    assert "Tercatat: tindak lanjut dimulai. Surat edaran dikirim Urungkan" in words(staff.get(back))
    undone = send(staff, back, f"{page}/urungkan")
    assert undone.headers["location"].startswith("/tindak-lanjut?lingkup=saya")
    assert "Belum ditindaklanjuti" in words(staff.get("/tindak-lanjut"))


def test_a_photo_is_sent_from_the_list_and_waits_to_be_verified(
    page: str, staff: Client, signed_in: SignIn
) -> None:
    form = form_of(staff.get("/tindak-lanjut"), f"{page}/lapor-selesai")
    files = [("evidence.0.file", ("papan.png", PNG))]
    done = staff.post(f"{page}/lapor-selesai", data=form, files=files, follow_redirects=False)
    assert done.status_code == 303, words(done)
    listed = words(staff.get("/tindak-lanjut"))
    assert "Menunggu verifikasi 1" in listed
    assert "papan.png" in words(signed_in(Role.KASI).get(page))


def test_from_the_list_neither_photo_nor_note_is_asked_for_at_the_page(page: str, staff: Client) -> None:
    form = form_of(staff.get("/tindak-lanjut"), f"{page}/lapor-selesai")
    refused = staff.post(f"{page}/lapor-selesai", data=form, follow_redirects=False)
    assert refused.status_code == 422
    assert "Isi keterangan singkat atau lampirkan bukti." in words(refused)
    noted = staff.post(f"{page}/lapor-selesai", data=form | {"note": "Sudah"}, follow_redirects=False)
    assert noted.status_code == 303
    assert "tanpa bukti" in words(staff.get(page))


def test_groups_say_how_many_more_there_are(signed_in: SignIn, staff: Client) -> None:
    notulis = signed_in(Role.NOTULIS)
    log(
        notulis,
        *({"text": f"Urusan {n:02}", "in_charge": STAFF, "due_on": "2026-03-19"} for n in range(11)),
    )
    listed = staff.get("/tindak-lanjut")
    assert "Dalam 7 hari 11" in words(listed)
    assert sum(f"Urusan {n:02}" in listed.text for n in range(11)) == 8
    more = re.search(r'href="([^"]+)">Selebihnya: 3 lagi', listed.text)
    assert more is not None
    rest = words(staff.get(more[1].replace("&amp;", "&")))
    assert "11 tindak lanjut" in rest
    assert rest.count("Sudah dikerjakan") == 11
    assert all(f"Urusan {n:02}" in rest for n in range(11))


def test_who_only_passes_messages_on_finds_them(signed_in: SignIn) -> None:
    notulis, head = signed_in(Role.NOTULIS), signed_in(Role.KASI)
    log(notulis, {"text": "Data warga", "in_charge": "body:kades_uji", "due_on": "2026-03-18"})
    seen = words(head.get("/tindak-lanjut"))
    assert "Yang ada: pesan untuk diteruskan" in seen
    assert "Untuk diteruskan 1" in seen
    assert "Kepala Desa Uji" in seen
