"""Hari kerja dan hari libur on its page: what is off in a year, what the office adds, and where it works after all."""

from datetime import UTC, date, datetime

from tests.support.clock import FixedClock
from tests.support.office import CODE
from tests.tracker.web.browsing import Client
from tests.tracker.web.conftest import SignIn
from tests.tracker.web.pages.screen import form_of, send, words
from tracker.application.tracker import Tracker
from tracker.domain.role import Role

PAGE = "/pengaturan/kalender"
ADD, REMOVE = f"{PAGE}/tambah", f"{PAGE}/hapus"
WEDNESDAY, NYEPI = date(2026, 4, 1), date(2026, 3, 19)


def test_the_days_off_of_a_year_are_told_with_their_names(signed_in: SignIn) -> None:
    client = signed_in(Role.AUDITOR)
    seen = words(client.get(PAGE))
    assert "25 hari nasional dan cuti bersama, 0 hari kecamatan." in seen
    assert "Kamis, 19 Maret 2026 Hari Suci Nyepi Jumat, 20 Maret 2026" in seen
    assert "Minggu, 22 Maret 2026 Hari kedua dari Hari Raya Idul Fitri" in seen
    assert "belum ada dalam daftar nasional" not in seen
    later = words(client.get(f"{PAGE}?tahun=2029"))
    assert "Hari Raya Idul Fitri (perkiraan)" in later
    assert "Cuti bersama tahun 2029 belum ada dalam daftar nasional" in later
    for nonsense in ("?tahun=9999", "?tahun=dua", "?tahun=²", "?hari=31-31-2026&langkah=hapus"):
        assert "Hari libur tahun 2026" in words(client.get(PAGE + nonsense)), nonsense


def test_a_day_off_is_added_seen_and_taken_away_again(tracker: Tracker, signed_in: SignIn) -> None:
    sekcam = signed_in(Role.SEKCAM)
    sent = send(sekcam, PAGE, ADD, day="2026-04-01", name="Hari Jadi", reason="SE Bupati 800/7")
    assert (sent.status_code, sent.headers["location"]) == (303, f"{PAGE}?tahun=2026")
    assert not tracker.office(CODE).calendar.is_working_day(WEDNESDAY)
    seen = words(sekcam.get(PAGE))
    assert "Hari libur ditambahkan." in seen
    assert "Rabu, 1 April 2026 Hari Jadi libur kecamatan Jadikan hari kerja" in seen
    told = words(signed_in(Role.STAF).get(PAGE))
    assert "menambahkan hari libur Rabu, 1 April 2026" in told
    assert "Alasan: SE Bupati 800/7" in told
    assert send(sekcam, PAGE, REMOVE, day="2026-04-01", reason="Salah tanggal").status_code == 303
    assert tracker.office(CODE).calendar.is_working_day(WEDNESDAY)


def test_a_national_day_off_is_worked_on_and_given_back_by_the_links_of_the_list(
    tracker: Tracker, signed_in: SignIn
) -> None:
    admin = signed_in(Role.ADMIN)
    link = f"{PAGE}?tahun=2026&hari=2026-03-19&langkah=hapus"
    assert f'href="{link.replace("&", "&amp;")}#hapus"' in admin.get(PAGE).text
    assert form_of(admin.get(link), REMOVE)["day"] == "2026-03-19"
    assert send(admin, link, REMOVE, reason="Digeser").status_code == 303
    assert tracker.office(CODE).calendar.is_working_day(NYEPI)
    seen = words(admin.get(PAGE))
    assert "1 hari nasional tetap bekerja" in seen
    assert "Hari Suci Nyepi tetap hari kerja Jadikan libur" in seen
    back = f"{PAGE}?tahun=2026&hari=2026-03-19&langkah=tambah"
    offered = form_of(admin.get(back), ADD)
    assert (offered["day"], offered["name"]) == ("2026-03-19", "Hari Suci Nyepi")
    assert send(admin, back, ADD).status_code == 303
    assert not tracker.office(CODE).calendar.is_working_day(NYEPI)


def test_what_cannot_be_is_named_at_its_field_and_what_was_typed_is_kept(
    tracker: Tracker, signed_in: SignIn
) -> None:
    sekcam = signed_in(Role.SEKCAM)
    head = tracker.store.head()
    for action, field, typed, message in (
        (ADD, "day", {"name": "Libur"}, "Isi tanggalnya."),
        (ADD, "day", {"day": "31/31/2026", "name": "Libur"}, "bukan tanggal"),
        (ADD, "name", {"day": "2026-04-01"}, "Isi nama"),
        (ADD, "day", {"day": "2026-03-19", "name": "Nyepi"}, "sudah libur: Hari Suci Nyepi"),
        (ADD, "day", {"day": "2026-04-04", "name": "Libur"}, "Sabtu atau Minggu"),
        (ADD, "day", {"day": "2206-04-01", "name": "Libur"}, "Tahun 2206 di luar jangkauan"),
        (ADD, "name", {"day": "2026-04-01", "name": "x" * 121}, "paling panjang 120"),
        (REMOVE, "day", {"reason": "Digeser"}, "Pilih harinya."),
        (REMOVE, "reason", {"day": "2026-03-19"}, "Isi alasannya."),
        (REMOVE, "day", {"day": "2026-04-01", "reason": "Digeser"}, "sudah hari kerja"),
    ):
        answer = send(sekcam, PAGE, action, **typed)
        assert answer.status_code == 422, typed
        assert f'href="#{action.rsplit("/", 1)[1]}.{field}"' in answer.text, typed
        assert message in words(answer), typed
        kept = form_of(answer, action)
        assert all(kept[name] == value for name, value in typed.items() if name != "day" or action == ADD)
    assert tracker.store.head() == head


def test_a_refused_form_stays_in_the_year_that_it_was_opened_in(signed_in: SignIn) -> None:
    sekcam = signed_in(Role.SEKCAM)
    answer = send(sekcam, f"{PAGE}?tahun=2027", ADD, name="Libur")
    assert "Hari libur tahun 2027" in words(answer)


def test_who_may_not_change_it_is_told_who_can(signed_in: SignIn) -> None:
    form = form_of(signed_in(Role.ADMIN).get(PAGE), ADD) | {"day": "2026-04-01", "name": "Libur"}
    for role in (Role.CAMAT, Role.KASI, Role.NOTULIS, Role.STAF, Role.AUDITOR):
        client: Client = signed_in(role)
        page = client.get(PAGE)
        assert 'method="post" action="/pengaturan' not in page.text
        assert "kepala subbagian, atau admin dapat menambah" in words(page)
        token = form_of(page, "/keluar")["_csrf_token"]
        forged = client.post(ADD, data=form | {"_csrf_token": token}, follow_redirects=False)
        assert forged.status_code == 403
        assert "Sekretaris Kecamatan" in words(forged)


def test_days_that_are_over_are_not_offered_for_change(clock: FixedClock, signed_in: SignIn) -> None:
    clock.now = datetime(2026, 12, 28, 2, tzinfo=UTC)
    page = signed_in(Role.SEKCAM).get(PAGE)
    assert f'action="{ADD}"' in page.text
    assert "langkah=hapus" not in page.text
    assert f'action="{REMOVE}"' not in page.text


def test_an_address_that_is_opened_anew_leads_to_the_page(signed_in: SignIn) -> None:
    client = signed_in(Role.STAF)
    assert client.get(ADD, follow_redirects=False).headers["location"] == f"{PAGE}#tambah"
    assert client.get(f"{PAGE}/entah").status_code == 404


def test_the_settings_are_found_from_every_page_and_lead_there(signed_in: SignIn) -> None:
    staf = signed_in(Role.STAF)
    assert 'href="/pengaturan"' in staf.get("/").text.partition("<main")[0]
    settings = staf.get("/pengaturan")
    assert f'href="{PAGE}"' in settings.text
    assert "/serah-terima" not in settings.text
    offered = signed_in(Role.SEKCAM).get("/pengaturan").text
    for path in (
        "/pengaturan/cuti",
        "/pengaturan/aturan-pengingat",
        "/pengingat/gagal",
        "/jabatan",
        "/serah-terima",
        "/seri",
        "/predikat",
    ):
        assert f'<li><a href="{path}"' in offered
