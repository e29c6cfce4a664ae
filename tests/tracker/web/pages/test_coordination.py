"""One coordination: its steps in each state, and its proof."""

from tests.tracker.web.conftest import SignIn
from tests.tracker.web.pages.screen import form_of, log, offers, send, words
from tracker.domain.role import Role


def test_a_planned_one_is_postponed_with_a_reason_and_then_held(signed_in: SignIn) -> None:
    client = signed_in(Role.NOTULIS)
    page = log(client, held_on="2026-03-30")
    assert offers(client.get(page)) == {
        "laksanakan",
        "daftar-hadir",
        "bukti",
        "tunda",
        "batalkan",
        "betulkan",
    }
    assert send(client, page, f"{page}/tunda", to="2026-04-02").status_code == 422
    assert send(client, page, f"{page}/tunda", to="2026-04-02", reason="Aula dipakai").status_code == 303
    seen = words(client.get(page))
    assert "menunda kegiatan sampai Kamis, 2 April 2026" in seen
    assert "Alasan: Aula dipakai" in seen
    assert send(client, page, f"{page}/laksanakan", held_on="2026-03-16").status_code == 303
    assert "tambah-hasil" in offers(client.get(page))


def test_evidence_keeps_its_own_date_and_a_meeting_is_no_output(signed_in: SignIn) -> None:
    client = signed_in(Role.NOTULIS)
    page = log(client)
    attached = {
        "evidence__type": "rapat_koordinasi",
        "evidence__number": "ND-1",
        "evidence__dated_on": "2026-03-10",
    }
    assert send(client, page, f"{page}/bukti", **attached).status_code == 303
    assert "Rapat koordinasi nomor ND-1, Selasa, 10 Maret 2026 Tanpa berkas." in words(client.get(page))
    refused = send(client, page, f"{page}/keluaran", **attached)
    assert refused.status_code == 422
    assert 'href="#keluaran.evidence.type"' in refused.text
    assert form_of(refused, f"{page}/keluaran")["evidence.number"] == "ND-1"


def test_a_document_attached_in_error_is_taken_back(signed_in: SignIn) -> None:
    notulis, other = signed_in(Role.NOTULIS), signed_in(Role.STAF)
    page = log(notulis)
    attached = {
        "evidence__type": "sk_camat",
        "evidence__number": "SK-9",
        "evidence__dated_on": "2026-03-10",
    }
    assert send(notulis, page, f"{page}/keluaran", **attached).status_code == 303
    assert "tarik-bukti" not in offers(other.get(page))
    without = send(notulis, page, f"{page}/tarik-bukti")
    assert without.status_code == 422
    assert "Isi alasannya." in words(without)
    assert send(notulis, page, f"{page}/tarik-bukti", reason="Berkas lain").status_code == 303
    seen = words(notulis.get(page))
    assert "menarik keluaran (salah lampir)" in seen
    assert "tarik-bukti" not in offers(notulis.get(page))


def test_only_what_was_changed_is_a_correction(signed_in: SignIn) -> None:
    client = signed_in(Role.NOTULIS)
    page = log(client, {"text": "Hasil"}, title="Rapat koordniasi")
    unchanged = send(client, page, f"{page}/betulkan", reason="Coba")
    assert unchanged.status_code == 422
    assert "Tidak ada yang berubah" in words(unchanged)
    assert (
        send(client, page, f"{page}/betulkan", title="Rapat koordinasi", reason="Salah ketik").status_code
        == 303
    )
    seen = words(client.get(page))
    assert "Judul menjadi: Rapat koordinasi" in seen
    assert "Jenis menjadi" not in seen


def test_withdrawing_takes_the_follow_ups_along_and_keeps_the_history(signed_in: SignIn) -> None:
    notulis, kasi = signed_in(Role.NOTULIS), signed_in(Role.KASI)
    page = log(notulis, {"text": "Hasil yang salah"})
    assert send(kasi, page, f"{page}/tarik", reason="Tercatat dua kali").status_code == 303
    seen = words(kasi.get(page))
    assert seen.count("Ditarik") == 2
    assert "menarik catatan kegiatan (salah catat)" in seen
    assert offers(kasi.get(page)) == set()


def test_an_added_outcome_is_a_new_follow_up(signed_in: SignIn) -> None:
    client = signed_in(Role.NOTULIS)
    page = log(client)
    empty = send(client, page, f"{page}/tambah-hasil")
    assert empty.status_code == 422
    assert 'href="#tambah-hasil.text"' in empty.text
    added = send(client, page, f"{page}/tambah-hasil", text="Hasil susulan", in_charge="body:kades_uji")
    assert added.status_code == 303
    assert "Hasil susulan" in words(client.get(page))


def test_what_people_typed_is_shown_as_they_typed_it(signed_in: SignIn) -> None:
    client = signed_in(Role.NOTULIS)
    page = client.get(log(client, {"text": "<script>alert(1)</script>"}, title='Rapat "A" & <b>B</b>'))
    assert "<script>alert" not in page.text
    assert 'Rapat "A" & <b>B</b>' in words(page)
