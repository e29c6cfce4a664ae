"""Bukti pengingat: the proof that somebody was reminded, as a page to be printed."""

from collections.abc import Callable
from uuid import uuid4

from tests.support.office import CODE, OTHER, PASSWORD, set_up_office, username
from tests.tracker.web.browsing import Client, post_sign_in
from tests.tracker.web.conftest import SignIn
from tests.tracker.web.pages.screen import follow_ups, log, send, words
from tracker.application import accounts
from tracker.application.actor import operator
from tracker.application.contacts import set_contact
from tracker.application.tracker import Tracker
from tracker.domain.identity import person_id
from tracker.domain.role import Role

OUTCOME = {"text": "Data warga", "in_charge": "position:staf_pemerintahan", "due_on": "2026-03-27"}


def test_it_is_found_from_the_record_and_tells_what_was_void_and_what_comes(
    tracker: Tracker, signed_in: SignIn
) -> None:
    email = "staf@kecamatan.example"
    set_contact(tracker, person_id(CODE, "staf_pemerintahan"), email=email, phone=None)
    sekcam = signed_in(Role.SEKCAM)
    coordination = log(sekcam, OUTCOME)
    (address,) = follow_ups(sekcam, coordination)
    for record in (address, coordination):
        assert f'href="{record}/pengingat"' in sekcam.get(record).text
        assert sekcam.get(f"{record}/pengingat").status_code == 200
    kasi = signed_in(Role.KASI)
    moved = send(kasi, address, f"{address}/betulkan", due_on="2026-04-09", reason="Diperpanjang")
    assert moved.status_code == 303, words(moved)
    seen = words(signed_in(Role.AUDITOR).get(f"{address}/pengingat"))
    assert "Data warga Kecamatan Uji 99.01.01. Dibaca dari catatan yang tidak dapat diubah" in seen
    assert "pada batas waktu, batas waktu 27 Mar 2026 untuk Jumat, 27 Maret 2026" in seen
    assert "batal batas waktu diubah dari Jumat, 27 Maret 2026 menjadi Kamis, 9 April 2026" in seen
    assert "Berikutnya Senin, 6 April 2026 07.30 WIB: menjelang batas waktu" in seen
    assert "Ibu Staf Seksi Pemerintahan (Staf Seksi Pemerintahan), penanggung jawab; lewat" in seen


def test_another_office_and_what_does_not_exist_are_not_found(
    tracker: Tracker, signed_in: SignIn, open_client: Callable[[], Client]
) -> None:
    notulis = signed_in(Role.NOTULIS)
    (address,) = follow_ups(notulis, log(notulis, OUTCOME))
    assert notulis.get(f"/tindak-lanjut/{uuid4()}/pengingat").status_code == 404
    set_up_office(tracker, OTHER)
    tracker.views.wait_for(tracker.store.head(), 5)
    stranger = open_client()
    accounts.set_password(tracker, operator(), username(Role.CAMAT, OTHER), PASSWORD)
    post_sign_in(stranger, username(Role.CAMAT, OTHER), PASSWORD)
    assert stranger.get(f"{address}/pengingat").status_code == 404


def test_what_comes_stands_by_time(signed_in: SignIn) -> None:
    staf = signed_in(Role.STAF)
    (address,) = follow_ups(staf, log(staf, OUTCOME | {"due_on": "2026-06-30"}))
    asked = send(staf, address, f"{address}/minta-perpanjangan", due_on="2026-07-30", reason="Menunggu data")
    assert asked.status_code == 303, words(asked)
    coming = words(staf.get(f"{address}/pengingat")).rpartition(" Berikutnya ")[2]
    assert coming.startswith("Selasa, 17 Maret 2026 07.30 WIB: menunggu keputusan perpanjangan")
    assert "Juni 2026 07.30 WIB: menjelang batas waktu" in coming
