"""Serah terima tugas on its page: the whole basket is seen before it goes."""

import pytest

from tests.tracker.web.browsing import Client
from tests.tracker.web.conftest import SignIn
from tests.tracker.web.pages.screen import follow_ups, form_of, log, send, words
from tracker.domain.role import Role

PAGE = "/serah-terima?from=position:staf_pemerintahan"


@pytest.fixture
def basket(signed_in: SignIn) -> list[str]:
    """Two follow-ups of the staff, and one of the village."""
    client = signed_in(Role.NOTULIS)
    outcomes = [
        {"text": f"Tugas {number}", "in_charge": who}
        for number, who in enumerate(
            ("position:staf_pemerintahan", "position:staf_pemerintahan", "body:kades_uji"), start=1
        )
    ]
    return follow_ups(client, log(client, *outcomes))


def test_the_basket_is_seen_and_handed_over_as_a_whole(basket: list[str], signed_in: SignIn) -> None:
    sekcam = signed_in(Role.SEKCAM)
    assert "Serah terima tugas" in words(sekcam.get("/tindak-lanjut"))
    assert "Serahkan" not in words(sekcam.get("/serah-terima"))
    seen = words(sekcam.get(PAGE))
    assert "Staf Seksi Pemerintahan (Ibu Staf Seksi Pemerintahan) 2" in seen
    assert ("Tugas 1" in seen, "Tugas 3" in seen) == (True, False)
    assert "Serahkan 2 tindak lanjut" in seen
    sent = send(sekcam, PAGE, "/serah-terima", to="position:sekcam", reason="Mutasi, SK 821/7")
    assert sent.status_code == 303
    after = words(sekcam.get(sent.headers["location"]))
    assert "2 tindak lanjut diserahterimakan." in after
    assert "Tugas 2" in after
    told = words(sekcam.get(basket[0]))
    assert "menyerahterimakan tugas Staf Seksi Pemerintahan kepada Sekretaris Kecamatan" in told
    assert "Alasan: Mutasi, SK 821/7" in told
    assert "Tidak ada tindak lanjut yang terbuka" in words(sekcam.get(PAGE))


def test_what_is_missing_is_named_and_what_was_typed_is_kept(basket: list[str], signed_in: SignIn) -> None:
    sekcam = signed_in(Role.SEKCAM)
    bare = send(sekcam, PAGE, "/serah-terima", to="position:sekcam", reason=" ")
    assert bare.status_code == 422
    assert 'href="#reason"' in bare.text
    assert form_of(bare, "/serah-terima")["to"] == "position:sekcam"
    nobody = send(sekcam, PAGE, "/serah-terima", reason="Mutasi")
    assert 'href="#to"' in nobody.text
    itself = send(sekcam, PAGE, "/serah-terima", to="position:staf_pemerintahan", reason="Mutasi")
    assert "harus lain" in words(itself)
    assert "Pilih dari daftar." in words(sekcam.get("/serah-terima?from=position:entah"))


def test_a_basket_that_changed_in_between_is_shown_again(basket: list[str], signed_in: SignIn) -> None:
    sekcam, kasi = signed_in(Role.SEKCAM), signed_in(Role.KASI)
    stale = form_of(sekcam.get(PAGE), "/serah-terima") | {"to": "position:sekcam", "reason": "Mutasi"}
    send(kasi, basket[0], f"{basket[0]}/alihkan", in_charge="body:kades_uji", reason="Surat ke desa")
    answer = sekcam.post("/serah-terima", data=stale, follow_redirects=False)
    assert answer.status_code == 409
    assert "Daftarnya baru saja berubah: sekarang 1" in words(answer)
    again = form_of(answer, "/serah-terima")
    assert (again["expected"], again["reason"]) == ("1", "Mutasi")
    assert sekcam.post("/serah-terima", data=again, follow_redirects=False).status_code == 303


def test_a_kasi_sees_the_own_section_alone_and_others_nothing(basket: list[str], signed_in: SignIn) -> None:
    kasi = signed_in(Role.KASI)
    choices = kasi.get("/serah-terima").text
    assert 'value="position:staf_pemerintahan"' in choices
    assert 'value="position:camat"' not in choices
    assert 'value="body:kades_uji"' not in choices
    assert (
        send(kasi, PAGE, "/serah-terima", to="position:kasi_pemerintahan", reason="Cuti").status_code == 303
    )
    for role in (Role.STAF, Role.NOTULIS, Role.AUDITOR):
        client: Client = signed_in(role)
        assert client.get("/serah-terima").status_code == 403
        assert "/serah-terima" not in client.get("/tindak-lanjut").text
