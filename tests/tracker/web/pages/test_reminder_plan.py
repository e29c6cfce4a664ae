"""Rencana pengingat: the dry run as a page."""

from collections.abc import Callable

from tests.support.office import CODE, OTHER, PASSWORD, set_up_office, username
from tests.tracker.web.browsing import Client, post_sign_in
from tests.tracker.web.conftest import SignIn
from tests.tracker.web.pages.screen import log, words
from tracker.application import accounts
from tracker.application.actor import operator
from tracker.application.contacts import set_contact
from tracker.application.tracker import Tracker
from tracker.domain.identity import person_id
from tracker.domain.role import Role

PAGE = "/pengingat/rencana"


def contacts(tracker: Tracker) -> None:
    for name in ("staf_pemerintahan", "kasi_pemerintahan", "sekcam"):
        set_contact(tracker, person_id(CODE, name), email=f"{name}@kecamatan.example", phone=None)


def work(signed_in: SignIn, *texts: str, in_charge: str = "position:staf_pemerintahan") -> None:
    """Due on Friday 27 March 2026: the reminder before it is for the Monday of that week's holidays."""
    for text in texts:
        outcome = {"text": text, "in_charge": in_charge, "due_on": "2026-03-27"}
        log(signed_in(Role.NOTULIS), outcome, title=f"Rapat {text}")


def test_what_goes_out_on_a_day_is_told_to_whom_over_what_and_why(
    tracker: Tracker, signed_in: SignIn
) -> None:
    contacts(tracker)
    work(signed_in, "Data warga", "Data desa")
    work(signed_in, "Jalan desa", in_charge="body:kades_uji")
    seen = words(signed_in(Role.AUDITOR).get(f"{PAGE}?pada=2026-03-27"))
    assert (
        "Ibu Staf Seksi Pemerintahan Staf Seksi Pemerintahan · satu pesan lewat surel dan kotak masuk, 2 hal"
        in seen
    )
    assert (
        "Data desa : jatuh tempo hari ini pada batas waktu · penanggung jawab · aturan bawaan "
        "Data warga : jatuh tempo hari ini"
    ) in seen
    assert (
        "Jalan desa : jatuh tempo hari ini pada batas waktu · meneruskan kepada pihak luar: Kepala Desa Uji"
        in seen
    )
    assert "Tidak ada pengingat yang keluar pada hari itu." in words(
        signed_in(Role.STAF).get(f"{PAGE}?pada=2026-03-26")
    )


def test_what_is_held_back_is_told_with_its_reason(tracker: Tracker, signed_in: SignIn) -> None:
    work(signed_in, "Data warga")
    seen = words(signed_in(Role.STAF).get(f"{PAGE}?pada=2026-03-27"))
    assert "Tidak dikirim Data warga : Ibu Staf Seksi Pemerintahan lewat surel: alamatnya belum diisi" in seen


def test_a_day_off_says_when_what_waits_goes_out(signed_in: SignIn) -> None:
    page = words(signed_in(Role.STAF).get(f"{PAGE}?pada=2026-03-19"))
    assert "tidak ada yang keluar: Hari Suci Nyepi" in page
    assert "menyusul Rabu, 25 Maret 2026 06.00 WIB" in page
    assert "Hari kerja berikutnya: Rabu, 25 Maret 2026" in page


def test_a_day_that_cannot_be_is_named(signed_in: SignIn) -> None:
    client = signed_in(Role.STAF)
    for asked, said in (("2026-03-15", "sudah lewat"), ("2030-01-01", "setahun"), ("x", "bukan tanggal")):
        page = client.get(f"{PAGE}?pada={asked}")
        assert page.status_code == 422
        assert said in words(page)
        assert 'href="#pada"' in page.text
    assert client.get(PAGE).status_code == 200


def test_another_offices_reminders_are_not_seen(
    tracker: Tracker, signed_in: SignIn, open_client: Callable[[], Client]
) -> None:
    contacts(tracker)
    work(signed_in, "Rahasia kecamatan")
    set_up_office(tracker, OTHER)
    tracker.views.wait_for(tracker.store.head(), 5)
    stranger = open_client()
    accounts.set_password(tracker, operator(), username(Role.CAMAT, OTHER), PASSWORD)
    post_sign_in(stranger, username(Role.CAMAT, OTHER), PASSWORD)
    page = f"{PAGE}?pada=2026-03-27"
    assert "Rahasia kecamatan" not in stranger.get(page).text
    assert "Rahasia kecamatan" in signed_in(Role.STAF).get(page).text
