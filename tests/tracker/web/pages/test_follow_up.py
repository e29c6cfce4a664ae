"""One follow-up: each reader sees the step that is theirs, and nobody overwrites what they have not seen."""

import pytest

from tests.tracker.web.browsing import Client
from tests.tracker.web.conftest import SignIn
from tests.tracker.web.pages.screen import follow_ups, form_of, log, offers, send, words
from tracker.domain.role import Role
from tracker.web.pages import my_groups

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
    """A follow-up of the staff's section, in charge of the staff."""
    outcome = {
        "text": "Surat edaran dikirim",
        "in_charge": "position:staf_pemerintahan",
        "due_on": "2026-03-20",
    }
    return follow_ups(notulis, log(notulis, outcome))[0]


def test_from_start_to_verified_and_the_dashboard_counts_it(
    page: str, notulis: Client, signed_in: SignIn
) -> None:
    staff = signed_in(Role.STAF)
    assert words(staff.get("/")).count("0,00 % terverifikasi") == 1
    assert send(staff, page, f"{page}/mulai").status_code == 303
    assert "Dalam proses" in words(staff.get(page))
    assert send(staff, page, f"{page}/lapor-selesai", **EVIDENCE).status_code == 303
    reported = words(staff.get(page))
    assert "Diverifikasi oleh Kepala Seksi Pemerintahan" in reported
    assert "Berita acara nomor BA-7" in reported
    head = signed_in(Role.KASI)
    assert "Menunggu verifikasi saya" in words(head.get("/tindak-lanjut"))
    assert send(head, page, f"{page}/verifikasi").status_code == 303
    done = words(head.get(page))
    assert "Terverifikasi: tindak lanjut ini selesai." in done
    assert "memverifikasi tindak lanjut ini sebagai Kepala Seksi Pemerintahan: selesai" in done
    dashboard = words(head.get("/"))
    assert "100,00 % terverifikasi" in dashboard
    assert "1 dari 1 koordinasi" in dashboard


def test_what_others_verify_is_counted_listed_and_linked_without_what_the_reader_verifies(
    notulis: Client, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(my_groups, "ROWS", 1)
    due = {"Satu": "2026-03-20", "Dua": "2026-05-20", "Tiga": "2026-06-20"}
    agreed = [
        {"text": f"Hasil {name}", "in_charge": "position:staf_pemerintahan", "due_on": day}
        for name, day in due.items()
    ]
    staff, head = signed_in(Role.STAF), signed_in(Role.KASI)
    reported_by = (staff, head, head)
    for page, by in zip(follow_ups(notulis, log(notulis, *agreed)), reported_by, strict=True):
        assert send(by, page, f"{page}/lapor-selesai", **EVIDENCE).status_code == 303
    seen = head.get("/tindak-lanjut?lingkup=bidang")
    group = seen.text.partition('id="diperiksa"')[2].partition("</section>")[0]
    assert ">2<" in group
    assert "Hasil Dua" in group
    assert "Selebihnya: 1 lagi" in group
    link = "/tindak-lanjut?lingkup=bidang&saring=diperiksa"
    assert link.replace("&", "&amp;") in group
    listed = words(head.get(link))
    assert "Hasil Dua" in listed
    assert "Hasil Tiga" in listed
    assert "Hasil Satu" not in listed


def test_who_typed_the_report_is_not_offered_to_verify_it(page: str, signed_in: SignIn) -> None:
    head = signed_in(Role.KASI)
    assert send(head, page, f"{page}/lapor-selesai", **EVIDENCE).status_code == 303
    seen = head.get(page)
    assert "verifikasi" not in offers(seen)
    assert "Diverifikasi oleh Sekretaris Kecamatan" in words(seen)
    assert "verifikasi" in offers(signed_in(Role.SEKCAM).get(page))


def test_a_reader_is_offered_only_what_the_role_may_do(page: str, notulis: Client, signed_in: SignIn) -> None:
    assert offers(signed_in(Role.AUDITOR).get(page)) == set()
    assert offers(signed_in(Role.STAF).get(page)) == {
        "mulai",
        "lapor-selesai",
        "lapor-kemajuan",
        "minta-perpanjangan",
        "bukan-saya",
        "tidak-dapat",
        "tambah-butir",
        "komentar",
    }
    assert {"alihkan", "betulkan"} <= offers(notulis.get(page))
    assert "tarik" not in offers(notulis.get(page))


def test_a_step_not_offered_is_refused_all_the_same(page: str, signed_in: SignIn) -> None:
    staff = signed_in(Role.STAF)
    data = form_of(staff.get(page), f"{page}/mulai")
    answer = staff.post(f"{page}/tarik", data=data | {"reason": "Salah"}, follow_redirects=False)
    assert answer.status_code == 403
    assert "Anda tidak berwenang menarik catatan." in words(answer)


def test_a_change_in_between_is_shown_and_what_was_typed_is_kept(
    page: str, notulis: Client, signed_in: SignIn
) -> None:
    staff = signed_in(Role.STAF)
    stale = form_of(staff.get(page), f"{page}/lapor-kemajuan") | {"note": "Konsep surat selesai"}
    send(notulis, page, f"{page}/alihkan", in_charge="body:kades_uji", reason="Surat ke desa")
    answer = staff.post(f"{page}/lapor-kemajuan", data=stale, follow_redirects=False)
    assert answer.status_code == 409
    seen = words(answer)
    assert "Sementara Anda mengisi, catatan ini diubah oleh Akun notulis." in seen
    assert "Akun notulis mengalihkan tanggung jawab kepada Kepala Desa Uji" in seen
    again = form_of(answer, f"{page}/lapor-kemajuan")
    assert again["note"] == "Konsep surat selesai"
    assert staff.post(f"{page}/lapor-kemajuan", data=again, follow_redirects=False).status_code == 303


def test_ones_own_change_in_another_tab_is_not_laid_to_somebody_else(page: str, notulis: Client) -> None:
    stale = form_of(notulis.get(page), f"{page}/alihkan") | {"in_charge": "position:camat", "reason": "Surat"}
    send(notulis, page, f"{page}/alihkan", in_charge="body:kades_uji", reason="Surat ke desa")
    seen = words(notulis.post(f"{page}/alihkan", data=stale, follow_redirects=False))
    assert "catatan ini diubah oleh Anda sendiri, di tempat lain." in seen
    assert seen.count("Belum tersimpan") == 1
    assert "orang lain" not in seen
    assert "sampai pukul" not in seen, "what is recorded is not offered for undoing above what is not"


def test_what_was_typed_for_a_step_that_is_gone_can_still_be_read(
    page: str, notulis: Client, signed_in: SignIn
) -> None:
    staff, head = signed_in(Role.STAF), signed_in(Role.KASI)
    stale = form_of(staff.get(page), f"{page}/lapor-kemajuan") | {"note": "Panjang lebar"}
    send(head, page, f"{page}/tarik", reason="Salah catat")
    answer = staff.post(f"{page}/lapor-kemajuan", data=stale, follow_redirects=False)
    assert answer.status_code == 409
    assert "Langkah ini tidak lagi dapat dilakukan" in words(answer)
    assert "Panjang lebar" in words(answer)


def test_a_missing_reason_is_asked_for_at_its_field(page: str, signed_in: SignIn) -> None:
    head = signed_in(Role.KASI)
    answer = send(head, page, f"{page}/alihkan", in_charge="body:kades_uji", reason=" ")
    assert answer.status_code == 422
    assert 'href="#alihkan.reason"' in answer.text
    assert form_of(answer, f"{page}/alihkan")["in_charge"] == "body:kades_uji"


def test_what_cannot_be_done_waits_for_the_camat(page: str, signed_in: SignIn) -> None:
    staff, camat = signed_in(Role.STAF), signed_in(Role.CAMAT)
    assert send(staff, page, f"{page}/tidak-dapat", reason="Wewenang kabupaten").status_code == 303
    assert "Menunggu keputusan saya" in words(camat.get("/tindak-lanjut"))
    assert "putuskan" not in offers(staff.get(page))
    undecided = send(camat, page, f"{page}/putuskan")
    assert undecided.status_code == 422
    assert 'href="#putuskan.decision"' in undecided.text
    assert send(camat, page, f"{page}/putuskan", decision="setuju").status_code == 303
    seen = words(camat.get(page))
    assert "menyetujui usulan: tidak dapat ditindaklanjuti" in seen
    assert "Alasan: Wewenang kabupaten" in seen


def test_the_history_says_when_it_happened_if_that_was_another_day(page: str, notulis: Client) -> None:
    assert "terjadi" not in words(notulis.get(page))
    earlier = follow_ups(notulis, log(notulis, {"text": "Dicatat kemudian"}, held_on="2026-03-10"))[0]
    assert "09.00 WIB · terjadi Selasa, 10 Maret 2026" in words(notulis.get(earlier))


def test_a_follow_up_that_nobody_knows_is_not_found(notulis: Client) -> None:
    answer = notulis.get("/tindak-lanjut/5b0f4a3e-0000-4000-8000-000000000000")
    assert answer.status_code == 404
    assert "Halaman atau data itu tidak ditemukan." in words(answer)
    assert notulis.post("/tindak-lanjut/bukan-uuid/mulai", data={}).status_code in {403, 404}


def test_the_address_of_a_refused_step_opened_anew_leads_to_the_step_on_its_page(
    page: str, signed_in: SignIn
) -> None:
    staff = signed_in(Role.STAF)
    refused = send(staff, page, f"{page}/lapor-selesai")
    assert refused.status_code == 422
    again = staff.get(f"{page}/lapor-selesai", follow_redirects=False)
    assert (again.status_code, again.headers["location"]) == (303, f"{page}#lapor-selesai.isian")
    assert 'id="lapor-selesai.isian"' in staff.get(page).text
    assert staff.get(f"{page}/langkah-lain").status_code == 404


def test_the_day_of_a_document_is_written_by_whoever_reports_or_ticked_as_today(
    signed_in: SignIn,
) -> None:
    """A day that the form had filled in would go in unnoticed where it is wrong."""
    staff = signed_in(Role.STAF)
    (page,) = follow_ups(staff, log(staff, {"text": "Surat", "in_charge": "position:staf_pemerintahan"}))
    action = f"{page}/lapor-selesai"
    fresh = form_of(staff.get(page), action)
    assert (fresh["done_on"], fresh["evidence.0.dated_on"]) == ("2026-03-16", "")
    assert "evidence.0.today" not in fresh
    undated = send(staff, page, action, **(EVIDENCE | {"evidence__0__today": ""}))
    assert (undated.status_code, "Isi tanggal dokumen bukti." in words(undated)) == (422, True)
    assert 'href="#lapor-selesai.evidence.0.dated_on"' in undated.text
    both = send(staff, page, action, **(EVIDENCE | {"evidence__0__dated_on": "2026-03-10"}))
    assert (both.status_code, "pilih salah satu" in words(both)) == (422, True)
    assert form_of(both, action)["evidence.0.today"] == "ya"
    assert send(staff, page, action, **EVIDENCE).status_code == 303
    assert "nomor BA-7, Senin, 16 Maret 2026" in words(staff.get(page))
