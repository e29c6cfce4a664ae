"""The minutes on the page of their coordination: written, submitted, ratified, and what needs consent afterwards."""

import re

from tests.tracker.web.browsing import Client
from tests.tracker.web.conftest import SignIn
from tests.tracker.web.pages.screen import follow_ups, form_of, log, offers, send, words
from tracker.domain.role import Role


def post(client: Client, page: str, step: str, **typed: str) -> int:
    """A step about one item, told apart on the page by a hidden field."""
    data = form_of(client.get(page), f"{page}/{step}") | typed
    return client.post(f"{page}/{step}", data=data, follow_redirects=False).status_code


def items(client: Client, page: str, step: str) -> list[str]:
    """What the forms of that step are about, in the order of the page."""
    text = client.get(page).text
    forms = re.findall(rf'action="{re.escape(page)}/{step}".*?</form>', text, re.DOTALL)
    return [found[1] for form in forms if (found := re.search(r'name="item" value="([^"]+)"', form))]


def present(page_form: dict[str, str], code: str) -> dict[str, str]:
    row = next(name for name, value in page_form.items() if value == code).removesuffix(".code")
    return {f"{row}.presence": "hadir"}


def ratified(notulis: Client, camat: Client, page: str) -> None:
    roll = form_of(notulis.get(page), f"{page}/daftar-hadir")
    assert post(notulis, page, "daftar-hadir", **present(roll, "kasi_pemerintahan")) == 303
    assert post(notulis, page, "ajukan-notulen") == 303
    assert post(camat, page, "sahkan-notulen") == 303


def test_minutes_are_written_submitted_and_ratified_and_then_prove_the_meeting(signed_in: SignIn) -> None:
    notulis, camat = signed_in(Role.NOTULIS), signed_in(Role.CAMAT)
    page = log(notulis)
    assert post(notulis, page, "tambah-butir", text="Data desa belum sama") == 303
    assert "Data desa belum sama" in words(notulis.get(page))
    assert "sahkan-notulen" not in offers(camat.get(page))
    ratified(notulis, camat, page)
    seen = words(camat.get(page))
    assert "Disahkan Senin, 16 Maret 2026 oleh Ibu Camat, Camat." in seen
    assert "Notulen yang disahkan dengan 1 yang hadir: bukti rapat koordinasi" in seen
    assert "mengesahkan notulen sebagai Camat" in seen
    assert not {"tambah-butir", "daftar-hadir", "tambah-hasil", "ajukan-notulen"} & offers(notulis.get(page))


def test_returned_minutes_show_the_chairs_note(signed_in: SignIn) -> None:
    notulis, camat = signed_in(Role.NOTULIS), signed_in(Role.CAMAT)
    page = log(notulis)
    post(notulis, page, "tambah-butir", text="Butir")
    post(notulis, page, "ajukan-notulen")
    assert "Notulen ini menunggu pengesahan Anda." in words(camat.get(page))
    assert post(camat, page, "kembalikan-notulen") == 422
    assert post(camat, page, "kembalikan-notulen", reason="Daftar hadir belum diisi") == 303
    seen = words(notulis.get(page))
    assert "Dikembalikan oleh Akun camat: Daftar hadir belum diisi" in seen
    assert "ajukan-notulen" in offers(notulis.get(page))


def test_what_waits_for_the_chair_is_found_from_the_home_page(signed_in: SignIn) -> None:
    notulis, camat = signed_in(Role.NOTULIS), signed_in(Role.CAMAT)
    page = log(notulis, {"text": "Hasil"}, title="Rapat yang menunggu")
    log(notulis, {"text": "Hasil"}, title="Rapat biasa")
    assert "Notulen atau persetujuan menunggu 0" in words(camat.get("/"))
    post(notulis, page, "ajukan-notulen")
    home = camat.get("/")
    assert "Notulen atau persetujuan menunggu 1" in words(home)
    assert 'href="/kegiatan?menunggu=ya"' in home.text
    listed = words(camat.get("/kegiatan?menunggu=ya"))
    assert "Rapat yang menunggu" in listed
    assert "Rapat biasa" not in listed
    assert post(camat, page, "sahkan-notulen") == 303
    assert "Notulen atau persetujuan menunggu 0" in words(camat.get("/"))


def test_whoever_submitted_is_not_offered_to_ratify(signed_in: SignIn) -> None:
    sekcam, camat = signed_in(Role.SEKCAM), signed_in(Role.CAMAT)
    page = log(sekcam, {"text": "Hasil"})
    post(sekcam, page, "ajukan-notulen")
    assert "sahkan-notulen" not in offers(sekcam.get(page))
    assert "sahkan-notulen" in offers(camat.get(page))


def test_a_point_is_changed_removed_or_made_a_follow_up(signed_in: SignIn) -> None:
    client = signed_in(Role.NOTULIS)
    page = log(client)
    for text in ("Pertama", "Kedua"):
        post(client, page, "tambah-butir", text=text)
    first, second = items(client, page, "ubah-butir")
    assert post(client, page, "ubah-butir", item=first, text="Pertama, dibetulkan") == 303
    assert post(client, page, "hapus-butir", item=second) == 303
    assert items(client, page, "ubah-butir") == [first]
    made = post(client, page, "tambah-hasil", item=first, text="Menyamakan data", in_charge="body:kades_uji")
    assert made == 303
    seen = words(client.get(page))
    assert "Menjadi hasil 1" in seen
    assert len(follow_ups(client, page)) == 1
    assert items(client, page, "hapus-butir") == []


def test_a_point_that_was_typed_wrong_is_kept_in_its_own_form(signed_in: SignIn) -> None:
    client = signed_in(Role.NOTULIS)
    page = log(client)
    post(client, page, "tambah-butir", text="Butir")
    (note,) = items(client, page, "ubah-butir")
    data = form_of(client.get(page), f"{page}/ubah-butir") | {"item": note, "text": " "}
    refused = client.post(f"{page}/ubah-butir", data=data, follow_redirects=False)
    assert refused.status_code == 422
    assert f'href="#ubah-butir.{note}.text"' in refused.text
    assert f'id="ubah-butir.{note}.text"' in refused.text


def test_the_attendance_list_keeps_roles_and_names_the_row_at_fault(signed_in: SignIn) -> None:
    client = signed_in(Role.NOTULIS)
    page = log(client)
    roll = form_of(client.get(page), f"{page}/daftar-hadir")
    role_row = next(name for name in roll if name.endswith(".name")).removesuffix(".name")
    refused = client.post(
        f"{page}/daftar-hadir", data=roll | {f"{role_row}.name": "Ketua RT 02"}, follow_redirects=False
    )
    assert refused.status_code == 422
    assert "Pilih kehadiran Ketua RT 02." in words(refused)
    late = {f"{role_row}.name": "Ketua RT 02", f"{role_row}.presence": "izin", f"{role_row}.came_late": "ya"}
    wrong = client.post(f"{page}/daftar-hadir", data=roll | late, follow_redirects=False)
    assert wrong.status_code == 422
    assert f'href="#daftar-hadir.{role_row}.presence"' in wrong.text
    right = late | {f"{role_row}.presence": "hadir"} | present(roll, "camat")
    assert post(client, page, "daftar-hadir", **right) == 303
    seen = words(client.get(page))
    assert "Ketua RT 02 Hadir, datang terlambat" in seen
    assert form_of(client.get(page), f"{page}/daftar-hadir")[f"{role_row}.name"] == "Ketua RT 02"


def test_after_ratification_a_withdrawal_waits_for_the_camat(signed_in: SignIn) -> None:
    notulis, kasi, camat = signed_in(Role.NOTULIS), signed_in(Role.KASI), signed_in(Role.CAMAT)
    page = log(notulis, {"text": "Hasil"})
    ratified(notulis, camat, page)
    assert send(kasi, page, f"{page}/tarik", reason="Tercatat dua kali").status_code == 303
    seen = words(kasi.get(page))
    assert "Permintaan tersimpan; menunggu persetujuan. Belum ada yang berubah." in seen
    assert "Menarik kegiatan ini Alasan: Tercatat dua kali" in seen
    assert "putuskan" not in offers(kasi.get(page))
    assert "Ada perubahan yang menunggu keputusan Anda." in words(camat.get(page))
    assert post(camat, page, "putuskan") == 422
    assert post(camat, page, "putuskan", given="ya") == 303
    assert "Ditarik" in words(camat.get(page))
    assert offers(camat.get(page)) == set()


def test_a_request_is_taken_back_by_whoever_asked(signed_in: SignIn) -> None:
    notulis, kasi, camat = signed_in(Role.NOTULIS), signed_in(Role.KASI), signed_in(Role.CAMAT)
    page = log(notulis, {"text": "Hasil"})
    ratified(notulis, camat, page)
    assert send(kasi, page, f"{page}/tarik", reason="Tercatat dua kali").status_code == 303
    assert "tarik-permintaan" not in offers(camat.get(page))
    assert post(kasi, page, "tarik-permintaan") == 303
    seen = words(kasi.get(page))
    assert "Permintaan ditarik kembali; tidak ada yang berubah." in seen
    assert "menarik kembali permintaan 1" in seen
    assert "putuskan" not in offers(camat.get(page))


def test_a_follow_up_of_ratified_minutes_is_withdrawn_at_its_meeting(signed_in: SignIn) -> None:
    notulis, kasi, camat = signed_in(Role.NOTULIS), signed_in(Role.KASI), signed_in(Role.CAMAT)
    page = log(notulis, {"text": "Hasil"})
    (follow_up,) = follow_ups(notulis, page)
    assert "tarik" in offers(kasi.get(follow_up))
    ratified(notulis, camat, page)
    seen = kasi.get(follow_up)
    assert "tarik" not in offers(seen)
    assert "penarikan diminta di halaman kegiatannya" in words(seen)
    assert f'href="{page}#hasil"' in seen.text


def test_an_outcome_becomes_information_and_is_withdrawn_by_a_leader(signed_in: SignIn) -> None:
    notulis, kasi = signed_in(Role.NOTULIS), signed_in(Role.KASI)
    page = log(notulis, {"text": "Pertama"}, {"text": "Kedua"})
    assert "ubah-hasil" not in offers(notulis.get(page))
    first, second = items(kasi, page, "ubah-hasil")
    assert post(kasi, page, "ubah-hasil", item=first, needs="tidak", reason="Hanya diketahui") == 303
    assert post(kasi, page, "tarik-hasil", item=second, reason="Salah catat") == 303
    seen = words(kasi.get(page))
    assert "1. Pertama Informasi, tidak perlu tindak lanjut" in seen
    assert "menyatakan hasil 1 hanya informasi" in seen
    assert "menarik hasil 2 (salah catat)" in seen
    assert post(kasi, page, "ubah-hasil", item=first, needs="ya", reason="Ternyata perlu") == 303
    assert len(follow_ups(kasi, page)) == 2


def test_the_auditor_reads_the_minutes_and_changes_nothing(signed_in: SignIn) -> None:
    notulis = signed_in(Role.NOTULIS)
    page = log(notulis, {"text": "Hasil"})
    ratified(notulis, signed_in(Role.CAMAT), page)
    seen = signed_in(Role.AUDITOR).get(page)
    assert "Disahkan Senin" in words(seen)
    assert offers(seen) == set()


def test_a_late_record_keeps_its_reason(signed_in: SignIn) -> None:
    client = signed_in(Role.NOTULIS)
    page = log(
        client, held_on="2026-01-05", reason="Notulis sakit", chair_position="sekcam", starts_at="09.00"
    )
    seen = words(client.get(page))
    assert "Alasan: Notulis sakit" in seen
    assert "Pimpinan rapat Sekretaris Kecamatan" in seen
    assert "Jam 09.00" in seen


def next_step(client: Client, page: str) -> str:
    """What the big button at the head of the page says; empty where there is none."""
    found = re.search(r'class="button button-big" href="#([^"]+)">([^<]+)<', client.get(page).text)
    if found is None:
        return ""
    assert f'id="{found[1]}"' in client.get(page).text
    return found[2]


def test_the_page_puts_the_readers_own_next_step_first(signed_in: SignIn) -> None:
    notulis, camat = signed_in(Role.NOTULIS), signed_in(Role.CAMAT)
    page = log(notulis, {"text": "Hasil"})
    assert next_step(notulis, page) == "Isi daftar hadir"
    roll = form_of(notulis.get(page), f"{page}/daftar-hadir")
    assert post(notulis, page, "daftar-hadir", **present(roll, "kasi_pemerintahan")) == 303
    assert next_step(notulis, page) == "Ajukan notulen untuk disahkan"
    assert post(notulis, page, "ajukan-notulen") == 303
    assert next_step(notulis, page) == ""
    assert next_step(camat, page) == "Periksa dan sahkan notulen"
    assert post(camat, page, "kembalikan-notulen", reason="Lengkapi") == 303
    assert next_step(notulis, page) == "Betulkan notulen"
