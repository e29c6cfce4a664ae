"""Ketidakhadiran on its page: the own, or anybody's for those who lead; the deputy, and who is back early."""

from datetime import date

from tests.support.office import CODE
from tests.tracker.web.browsing import Client
from tests.tracker.web.conftest import SignIn
from tests.tracker.web.pages.screen import form_of, send, words
from tracker.application.tracker import Tracker
from tracker.domain.absence import Absence
from tracker.domain.identity import person_id
from tracker.domain.role import Role

PAGE = "/pengaturan/cuti"
RECORD, END = f"{PAGE}/catat", f"{PAGE}/akhiri"
TODAY, THURSDAY = date(2026, 3, 16), date(2026, 3, 26)
KASI, STAF, SEKCAM, CAMAT = (
    person_id(CODE, name) for name in ("kasi_pemerintahan", "staf_pemerintahan", "sekcam", "camat")
)


def record(client: Client, **typed: str) -> int:
    sent = {"until": f"{THURSDAY}", "deputy": f"{STAF}"} | typed
    return send(client, PAGE, RECORD, **sent).status_code


def test_the_own_absence_is_recorded_with_a_deputy_and_seen_by_all(
    tracker: Tracker, signed_in: SignIn
) -> None:
    kasi = signed_in(Role.KASI)
    assert "Semua hadir" in words(kasi.get(PAGE))
    offered = form_of(kasi.get(PAGE), RECORD)
    assert (offered["person_id"], offered["since"]) == (f"{KASI}", f"{TODAY}")
    assert f'<option value="{SEKCAM}"' not in kasi.get(PAGE).text.partition('id="catat.deputy"')[0]
    assert record(kasi) == 303
    assert tracker.office(CODE).absence(KASI, TODAY) == Absence(KASI, TODAY, THURSDAY, STAF)
    seen = words(signed_in(Role.AUDITOR).get(PAGE))
    assert "Ibu Kepala Seksi Pemerintahan Kepala Seksi Pemerintahan 16 Maret 2026 s.d. 26 Maret 2026" in seen
    assert "sekarang Ibu Staf Seksi Pemerintahan" in seen
    assert "mencatat Ibu Kepala Seksi Pemerintahan tidak hadir" in seen


def test_who_is_back_early_says_so(tracker: Tracker, signed_in: SignIn) -> None:
    kasi = signed_in(Role.KASI)
    record(kasi, since="2026-03-16")
    link = f"{PAGE}?yang={KASI}:2026-03-16&langkah=akhiri"
    assert f'href="{link.replace("&", "&amp;")}#akhiri"' in kasi.get(PAGE).text
    early = form_of(kasi.get(link), END)
    assert (early["absence"], early["back_on"]) == (f"{KASI}:2026-03-16", "2026-03-16")
    assert send(kasi, link, END, back_on="2026-03-25").status_code == 303
    assert tracker.office(CODE).absence(KASI, date(2026, 3, 25)) is None
    seen = words(kasi.get(PAGE))
    assert "Ketidakhadiran diakhiri." in seen
    assert "masuk kembali Rabu, 25 Maret 2026" in seen


def test_an_absence_to_come_is_called_off(tracker: Tracker, signed_in: SignIn) -> None:
    camat = signed_in(Role.CAMAT)
    record(camat, person_id=f"{STAF}", since="2026-03-25", deputy="")
    assert "tidak ada; pengingat naik ke atasan" in words(camat.get(PAGE))
    called_off = send(camat, PAGE, END, absence=f"{STAF}:2026-03-25")
    assert called_off.status_code == 303
    assert tracker.office(CODE).absences == ()
    assert "membatalkan ketidakhadiran Ibu Staf Seksi Pemerintahan" in words(camat.get(PAGE))


def test_a_deputy_who_is_away_too_is_pointed_out(signed_in: SignIn) -> None:
    admin = signed_in(Role.ADMIN)
    assert record(admin, person_id=f"{KASI}") == 303
    assert record(admin, person_id=f"{STAF}", since="2026-03-17", until="2026-03-17", deputy="") == 303
    assert "Ibu Staf Seksi Pemerintahan tidak hadir juga 17 Maret 2026" in words(admin.get(PAGE))


def test_what_cannot_be_is_named_at_its_field(tracker: Tracker, signed_in: SignIn) -> None:
    kasi = signed_in(Role.KASI)
    head = tracker.store.head()
    for field, typed, message in (
        ("until", {"until": ""}, "Isi hari terakhirnya."),
        ("until", {"until": "2026-03-15"}, "sebelum hari pertama"),
        ("until", {"since": "2026-03-01", "until": "2026-03-02"}, "sudah lewat"),
        ("since", {"since": "entah"}, "bukan tanggal"),
        ("since", {"since": "1026-03-16"}, "Tahun 1026"),
        ("deputy", {"deputy": f"{KASI}"}, "orang lain"),
        ("deputy", {"deputy": "entah"}, "Pilih wakil dari daftar."),
        ("deputy", {"deputy": f"{person_id('99.01.02', 'camat')}"}, "belum terdaftar"),
        ("person_id", {"person_id": "entah"}, "Pilih siapa"),
    ):
        answer = send(kasi, PAGE, RECORD, **({"until": f"{THURSDAY}"} | typed))
        assert answer.status_code == 422, typed
        assert f'href="#catat.{field}"' in answer.text, typed
        assert message in words(answer), typed
    assert tracker.store.head() == head


def test_an_end_that_cannot_be_is_named_at_its_field(tracker: Tracker, signed_in: SignIn) -> None:
    kasi = signed_in(Role.KASI)
    record(kasi)
    head = tracker.store.head()
    for typed, field, message in (
        ({"absence": ""}, "absence", "Pilih ketidakhadirannya."),
        ({"absence": "entah"}, "absence", "Pilih dari daftar."),
        ({"absence": f"{KASI}:2026-13-99"}, "absence", "Pilih dari daftar."),
        ({"absence": f"{KASI}:2026-03-01"}, "absence", "Tidak ada ketidakhadiran"),
        ({"absence": f"{KASI}:2026-03-16", "back_on": ""}, "back_on", "Isi hari pertama masuk kembali."),
        ({"absence": f"{KASI}:2026-03-16", "back_on": "2026-03-15"}, "back_on", "sebelum hari ini"),
        ({"absence": f"{KASI}:2026-03-16", "back_on": "2026-03-27"}, "back_on", "catat yang baru"),
    ):
        answer = send(kasi, PAGE, END, **typed)
        assert (answer.status_code, f'href="#akhiri.{field}"' in answer.text) == (422, True), typed
        assert message in words(answer), typed
    assert tracker.store.head() == head


def test_nobody_records_for_others_who_does_not_lead(tracker: Tracker, signed_in: SignIn) -> None:
    staf = signed_in(Role.STAF)
    forged = send(staf, PAGE, RECORD, person_id=f"{CAMAT}", until=f"{THURSDAY}")
    assert (forged.status_code, "hanya dapat mencatat ketidakhadiran sendiri" in words(forged)) == (403, True)
    record(signed_in(Role.KASI), deputy="")
    assert f'action="{END}"' not in staf.get(PAGE).text
    for role in (Role.NOTULIS, Role.AUDITOR):
        page = signed_in(role).get(PAGE)
        assert f'action="{RECORD}"' not in page.text
        assert "Akun ini tidak terikat pada orang" in words(page)
    assert len(tracker.office(CODE).absences) == 1


def test_an_address_that_is_opened_anew_leads_to_the_page(signed_in: SignIn) -> None:
    client = signed_in(Role.STAF)
    assert client.get(END, follow_redirects=False).headers["location"] == f"{PAGE}#akhiri"
    assert client.get(f"{PAGE}/entah").status_code == 404
