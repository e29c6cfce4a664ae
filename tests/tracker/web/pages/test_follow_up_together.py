"""What several people do about one follow-up, on its page: extension, shared work, checklist, comments, acting."""

from datetime import date

import pytest

from tests.support.office import CODE, username
from tests.tracker.web.browsing import Client
from tests.tracker.web.conftest import SignIn
from tests.tracker.web.pages.screen import follow_ups, form_of, log, offers, send, words
from tracker.application import offices
from tracker.application.actor import operator
from tracker.application.command import Asked
from tracker.application.tracker import Tracker
from tracker.domain.identity import person_id
from tracker.domain.office import Standing
from tracker.domain.role import Role

TODAY = date(2026, 3, 16)
EVIDENCE = {
    "evidence__0__type": "berita_acara",
    "evidence__0__number": "BA-7",
    "evidence__0__today": "ya",
    "note": "Sudah disampaikan",
}


@pytest.fixture
def notulis(signed_in: SignIn) -> Client:
    return signed_in(Role.NOTULIS)


@pytest.fixture
def page(notulis: Client) -> str:
    outcome = {
        "text": "Surat edaran dikirim",
        "in_charge": "position:staf_pemerintahan",
        "alongside": "body:kades_uji",
        "due_on": "2026-03-20",
    }
    return follow_ups(notulis, log(notulis, outcome))[0]


def test_an_extension_is_asked_for_and_granted_and_the_first_date_stays_in_sight(
    page: str, signed_in: SignIn
) -> None:
    staff, head = signed_in(Role.STAF), signed_in(Role.KASI)
    early = send(staff, page, f"{page}/minta-perpanjangan", due_on="2026-03-20", reason="Menunggu")
    assert early.status_code == 422
    assert 'href="#minta-perpanjangan.due_on"' in early.text
    asked = send(staff, page, f"{page}/minta-perpanjangan", due_on="2026-04-10", reason="Menunggu data desa")
    assert asked.status_code == 303
    waiting = words(staff.get(page))
    assert "sampai Jumat, 10 April 2026, oleh Akun staf: “Menunggu data desa”" in waiting
    assert "Menunggu keputusan Kepala Seksi Pemerintahan" in waiting
    assert not {"putuskan-perpanjangan", "minta-perpanjangan"} & offers(staff.get(page))
    assert "Perpanjangan menunggu keputusan saya" in words(head.get("/tindak-lanjut"))
    assert "Perpanjangan menunggu" not in words(signed_in(Role.CAMAT).get("/tindak-lanjut"))
    undecided = send(head, page, f"{page}/putuskan-perpanjangan")
    assert undecided.status_code == 422
    assert 'href="#putuskan-perpanjangan.decision"' in undecided.text
    form = form_of(head.get(page), f"{page}/putuskan-perpanjangan")
    assert form["due_on"] == "2026-04-10"
    granted = send(head, page, f"{page}/putuskan-perpanjangan", decision="setuju", due_on="2026-04-03")
    assert granted.status_code == 303
    seen = words(staff.get(page))
    assert "semula Jumat, 20 Maret 2026, diundur 1 kali" in seen
    assert "mundur 14 hari oleh Akun kasi, 16 Mar 2026" in seen
    assert "sebagai Kepala Seksi Pemerintahan: batas waktu menjadi Jumat, 3 April 2026" in seen
    assert "diundur 1 kali" in words(staff.get("/tindak-lanjut?lingkup=saya"))


def test_a_refused_extension_says_why(page: str, signed_in: SignIn) -> None:
    staff, head = signed_in(Role.STAF), signed_in(Role.KASI)
    send(staff, page, f"{page}/minta-perpanjangan", due_on="2026-04-10", reason="Menunggu")
    bare = send(head, page, f"{page}/putuskan-perpanjangan", decision="tolak")
    assert bare.status_code == 422
    assert 'href="#putuskan-perpanjangan.reason"' in bare.text
    send(head, page, f"{page}/putuskan-perpanjangan", decision="tolak", reason="Sudah cukup lama")
    seen = words(staff.get(page))
    assert "menolak perpanjangan sebagai Kepala Seksi Pemerintahan: batas waktu tetap" in seen
    assert "Alasan: Sudah cukup lama" in seen


def test_who_shares_the_work_finds_it_and_is_named(page: str, notulis: Client, signed_in: SignIn) -> None:
    assert "Pelaksana bersama Kepala Desa Uji" in words(notulis.get(page))
    assert "bersama Kepala Desa Uji" in words(notulis.get("/tindak-lanjut?pj=body:kades_uji"))
    sekcam = signed_in(Role.SEKCAM)
    assert "Surat edaran dikirim" not in words(sekcam.get("/tindak-lanjut?lingkup=saya"))
    form = form_of(notulis.get(page), f"{page}/pelaksana-bersama")
    assert form["alongside.body:kades_uji"] == "ya"
    typed = form | {"alongside.position:sekcam": "ya"}
    assert notulis.post(f"{page}/pelaksana-bersama", data=typed, follow_redirects=False).status_code == 303
    assert "Surat edaran dikirim" in words(sekcam.get("/tindak-lanjut?lingkup=saya"))
    assert "Anda" in words(sekcam.get(page))


def test_those_who_did_it_do_not_verify_it(page: str, notulis: Client, signed_in: SignIn) -> None:
    form = form_of(notulis.get(page), f"{page}/pelaksana-bersama")
    typed = form | {"alongside.position:kasi_pemerintahan": "ya"}
    notulis.post(f"{page}/pelaksana-bersama", data=typed, follow_redirects=False)
    done = form_of(notulis.get(page), f"{page}/lapor-selesai")
    ticked = {name for name, value in done.items() if name.startswith("done_by.") and value == "ya"}
    positions = {"done_by.position:staf_pemerintahan", "done_by.position:kasi_pemerintahan"}
    assert ticked == positions | {"done_by.body:kades_uji"}
    evidence = {name.replace("__", "."): value for name, value in EVIDENCE.items()}
    typed = {name: value for name, value in done.items() if name != "done_by.body:kades_uji"} | evidence
    assert notulis.post(f"{page}/lapor-selesai", data=typed, follow_redirects=False).status_code == 303
    seen = words(notulis.get(page))
    assert "Diverifikasi oleh Sekretaris Kecamatan" in seen
    assert "Staf Seksi Pemerintahan, Kepala Seksi Pemerintahan" in seen
    assert "verifikasi" not in offers(signed_in(Role.KASI).get(page))


def test_the_checklist_is_ticked_on_the_page_and_an_open_item_only_warns(
    page: str, signed_in: SignIn
) -> None:
    staff = signed_in(Role.STAF)
    empty = send(staff, page, f"{page}/tambah-butir", text=" ")
    assert empty.status_code == 422
    assert 'href="#tambah-butir.text"' in empty.text
    for text in ("Konsep surat", "Surat dikirim"):
        added = send(staff, page, f"{page}/tambah-butir", text=text)
        assert added.headers["location"] == f"{page}#daftar-periksa"
    assert "Daftar periksa 0 dari 2" in words(staff.get(page))
    assert send(staff, page, f"{page}/centang").status_code == 303
    seen = words(staff.get(page))
    assert "Daftar periksa 1 dari 2" in seen
    assert "Surat dikirim Akun staf, Senin, 16 Maret 2026" in seen
    assert "1 butir belum dicentang. Laporan tetap dapat dikirim." in seen
    assert send(staff, page, f"{page}/batal-centang").status_code == 303
    assert send(staff, page, f"{page}/hapus-butir").status_code == 303
    seen = words(staff.get(page))
    assert "Daftar periksa 0 dari 1" in seen
    assert "menghapus butir dari daftar periksa" in seen
    assert send(staff, page, f"{page}/lapor-selesai", **EVIDENCE).status_code == 303
    strange = staff.post(
        f"{page}/centang", data=form_of(staff.get(page), f"{page}/centang") | {"item": "bukan"}
    )
    assert strange.status_code == 422


def test_a_comment_is_read_by_all_and_withdrawn_by_its_writer(page: str, signed_in: SignIn) -> None:
    staff, auditor = signed_in(Role.STAF), signed_in(Role.AUDITOR)
    written = send(staff, page, f"{page}/komentar", text="Menunggu jawaban desa")
    assert written.headers["location"] == f"{page}#komentar.semua"
    assert "Menunggu jawaban desa Akun staf, Senin, 16 Maret 2026" in words(auditor.get(page))
    assert not {"komentar", "tarik-komentar", "tambah-butir"} & offers(auditor.get(page))
    assert "tarik-komentar" not in offers(signed_in(Role.NOTULIS).get(page))
    bare = send(staff, page, f"{page}/tarik-komentar", reason=" ")
    assert bare.status_code == 422
    assert 'href="#tarik-komentar.reason"' in bare.text
    assert 'id="tarik-komentar.reason"' in bare.text
    assert send(staff, page, f"{page}/tarik-komentar", reason="Keliru").status_code == 303
    seen = words(staff.get(page))
    assert "Menunggu jawaban desa Akun staf, Senin" not in seen
    assert "menarik satu komentar" in seen


def test_the_history_names_who_acted_and_for_whom(page: str, tracker: Tracker, signed_in: SignIn) -> None:
    held = offices.HoldPosition(
        office=CODE,
        position="kasi_pemerintahan",
        person_id=person_id(CODE, "sekcam"),
        since=TODAY,
        standing=Standing.PLH,
        until=TODAY,
    )
    offices.hold_position(tracker, operator(), Asked(request_id="plh"), held)
    send(signed_in(Role.STAF), page, f"{page}/lapor-selesai", **EVIDENCE)
    assert "verifikasi" not in offers(signed_in(Role.KASI).get(page))
    acting = signed_in(Role.SEKCAM)
    assert send(acting, page, f"{page}/verifikasi").status_code == 303
    assert "Akun sekcam (Plh. Kepala Seksi Pemerintahan) memverifikasi" in words(acting.get(page))
    assert username(Role.SEKCAM) not in words(acting.get(page))


def test_a_reason_is_offered_for_what_is_entered_later(page: str, signed_in: SignIn) -> None:
    staff = signed_in(Role.STAF)
    earlier = send(staff, page, f"{page}/mulai", started_on="2026-03-16", reason="Baru sempat dicatat")
    assert earlier.status_code == 303
    assert "Alasan: Baru sempat dicatat" in words(staff.get(page))
