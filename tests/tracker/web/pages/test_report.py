"""Laporan and Penetapan in the browser: the tables, the files, and a quarter from proposal to difference."""

import json
from collections.abc import Callable

import pytest

from tests.support.clock import FixedClock
from tests.support.office import CODE
from tests.support.reporting import add_planner, adopt, set_target
from tests.tracker.web.browsing import Client
from tests.tracker.web.conftest import SignIn
from tests.tracker.web.pages.screen import follow_ups, log, send, words
from tracker.application.tracker import Tracker
from tracker.domain.role import Role
from tracker.web.snapshot import snapshot

WHO = "position:staf_pemerintahan"
QUARTER = "/penetapan/2026/TW1"


@pytest.fixture
def two_of_three(tracker: Tracker, signed_in: SignIn) -> Tracker:
    """Three coordinations of March, two of them followed up and verified."""
    add_planner(tracker)
    staff, head = signed_in(Role.STAF), signed_in(Role.KASI)
    pages = [log(staff, {"text": f"Hasil {number}", "in_charge": WHO}) for number in range(3)]
    for page in pages[:2]:
        (address,) = follow_ups(staff, page)
        done = {"evidence__0__type": "sk_camat", "evidence__0__dated_on": "2026-03-16", "note": "Terlampir"}
        assert send(staff, address, f"{address}/lapor-selesai", **done).status_code == 303
        assert send(head, address, f"{address}/verifikasi").status_code == 303
    return tracker


@pytest.fixture
def adopted(two_of_three: Tracker) -> Tracker:
    adopt(two_of_three)
    set_target(two_of_three, "65", period="TW1")
    set_target(two_of_three, "70")
    assert two_of_three.views.wait_for(two_of_three.store.head(), 5)
    return two_of_three


def test_without_an_adopted_definition_every_number_carries_its_mark(
    two_of_three: Tracker, signed_in: SignIn
) -> None:
    seen = words(signed_in(Role.AUDITOR).get("/laporan"))
    assert "SIMULASI 66,67 % 2 dari 3" in seen
    assert "definisi operasionalnya belum ditetapkan Camat" in seen
    assert "Sangat Tinggi" not in seen
    assert "Rata-rata capaian –" in seen


def test_capaian_and_predikat_of_a_simulation_are_marked_in_words_and_none_of_a_report(
    two_of_three: Tracker, signed_in: SignIn, bearer: Callable[[Role], dict[str, str]]
) -> None:
    """One rule for every door: a report has them of official figures alone, elsewhere the mark stands in the value."""
    set_target(two_of_three, "70")
    assert two_of_three.views.wait_for(two_of_three.store.head(), 5)
    reader, token = signed_in(Role.AUDITOR), bearer(Role.AUDITOR)
    marked = "Target 70,00 · capaian SIMULASI 95,24 % · SIMULASI Sangat Tinggi"
    for page in ("/", "/indikator/koordinasi"):
        assert marked in words(reader.get(page)), page
    (live,) = json.loads(snapshot(two_of_three, CODE))["figures"]
    (figure,) = reader.get("/api/v1/indicators", headers=token).json()
    assert (live["aim"], live["simulation"]) == (marked, True)
    assert (figure["achievement"], figure["predicate"], figure["simulation"]) == (
        "95.24", "Sangat Tinggi", True,
    )  # fmt: skip
    (row,) = reader.get("/api/v1/report?year=2026", headers=token).json()["rows"]
    assert (row["year"]["percentage"], row["year"]["target"]) == ("66.67", "70.00")
    assert (row["year"]["achievement"], row["year"]["predicate"]) == (None, None)
    for file in (reader.get("/laporan").text, reader.get("/laporan.csv?tahun=2026").text):
        assert ("66,67" in file, "95,24" in file, "Sangat Tinggi" in file) == (True, False, False)


def test_the_year_its_quarters_and_what_makes_them(adopted: Tracker, signed_in: SignIn) -> None:
    seen = words(signed_in(Role.CAMAT).get("/laporan"))
    assert "70,00 66,67 % 2 dari 3 95,24 % Sangat Tinggi" in seen
    assert "target 65,00 · capaian 102,57 % · Sangat Tinggi" in seen
    assert "dilaksanakan 3 = dihitung 3 + informatif 0" in seen
    assert "Rata-rata capaian 95,24 %" in seen
    assert "keadaan per Senin, 16 Maret 2026" in seen


def test_a_quarter_goes_from_proposal_to_difference(
    adopted: Tracker, signed_in: SignIn, clock: FixedClock
) -> None:
    clock.advance(days=30)
    planner, camat = signed_in(Role.KASUBBAG), signed_in(Role.CAMAT)
    assert "belum diusulkan" in words(camat.get("/penetapan"))
    assert send(planner, QUARTER, f"{QUARTER}/usulkan").status_code == 303
    assert "Menunggu keputusan Camat" in words(planner.get(QUARTER))
    refused = send(camat, QUARTER, f"{QUARTER}/kembalikan")
    assert refused.status_code == 422
    assert "Isi alasannya" in words(refused)
    assert send(camat, QUARTER, f"{QUARTER}/tetapkan", document="050/7").status_code == 303
    assert "Ditetapkan 31 Mar 2026 15 Apr 2026 050/7 tidak ada" in words(camat.get("/penetapan"))
    seen = words(camat.get(QUARTER))
    assert "Angka yang ditetapkan" in seen
    assert "menetapkan capaian periode ini" in seen
    assert "Dokumen: 050/7" in seen
    assert "ditetapkan Rabu, 15 April 2026, 050/7" in words(camat.get("/laporan"))
    log(signed_in(Role.STAF), {"text": "Terlambat dicatat", "in_charge": WHO}, held_on="2026-03-20")
    difference = "ditetapkan 66,67 %; kini 50,00 %; selisih −16,67 poin"
    assert difference in words(camat.get("/laporan"))
    assert difference in words(camat.get("/penetapan"))
    assert send(camat, QUARTER, f"{QUARTER}/buka-kembali", reason="Satu rapat terlewat").status_code == 303
    assert "Dibuka kembali" in words(camat.get("/penetapan?tahun=2026"))
    assert "Alasan: Satu rapat terlewat" in words(planner.get(QUARTER))


def test_the_kasubbag_takes_a_proposal_back_and_the_board_tells_it(
    adopted: Tracker, signed_in: SignIn, clock: FixedClock
) -> None:
    clock.advance(days=30)
    planner = signed_in(Role.KASUBBAG)
    send(planner, QUARTER, f"{QUARTER}/usulkan")
    assert "/tarik-kembali" not in signed_in(Role.CAMAT).get(QUARTER).text
    bare = send(planner, QUARTER, f"{QUARTER}/tarik-kembali")
    assert (bare.status_code, 'href="#tarik-kembali.reason"' in bare.text) == (422, True)
    assert send(planner, QUARTER, f"{QUARTER}/tarik-kembali", reason="Kurang satu rapat").status_code == 303
    seen = words(planner.get(QUARTER))
    assert "Ditarik kembali" in seen
    assert "menarik kembali usulan penetapan" in seen
    assert "/usulkan" in planner.get(QUARTER).text
    news = words(planner.get("/"))
    assert "Penetapan capaian Triwulan I 2026" in news
    assert f'href="{QUARTER}"' in planner.get("/").text


def test_only_who_can_is_offered_a_step(adopted: Tracker, signed_in: SignIn, clock: FixedClock) -> None:
    running = signed_in(Role.KASUBBAG).get("/penetapan/2026/TW2")
    assert "belum berakhir" in words(running)
    assert "/usulkan" not in running.text
    clock.advance(days=30)
    for role in (Role.CAMAT, Role.SEKCAM, Role.STAF, Role.AUDITOR):
        assert "/usulkan" not in signed_in(role).get(QUARTER).text, role
    planner = signed_in(Role.KASUBBAG)
    assert "/usulkan" in planner.get(QUARTER).text
    send(planner, QUARTER, f"{QUARTER}/usulkan")
    for role in (Role.KASUBBAG, Role.SEKCAM, Role.AUDITOR):
        assert "/tetapkan" not in signed_in(role).get(QUARTER).text, role
    assert "/tetapkan" in signed_in(Role.CAMAT).get(QUARTER).text


def test_the_files_are_downloads_of_the_same_question(adopted: Tracker, signed_in: SignIn) -> None:
    client = signed_in(Role.AUDITOR)
    page = client.get("/laporan?sampai=2026-03-31").text
    assert 'href="/laporan.xlsx?sampai=2026-03-31"' in page
    answer = client.get("/laporan.csv?sampai=2026-03-31")
    assert answer.headers["content-disposition"].startswith('attachment; filename="lkjip-99.01.01-2026.csv"')
    assert ";2026-03-31;" in answer.text
    workbook = client.get("/laporan.xlsx")
    assert workbook.content.startswith(b"PK")
    assert workbook.headers["content-type"].startswith("application/vnd.openxmlformats")


@pytest.mark.parametrize(
    ("query", "field"), [("sampai=x", "sampai"), ("sampai=2025-01-01", "sampai"), ("tahun=1999", "tahun")]
)
def test_a_question_that_makes_no_sense_is_answered_at_its_field(
    signed_in: SignIn, query: str, field: str
) -> None:
    client = signed_in(Role.STAF)
    answer = client.get(f"/laporan?{query}")
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert client.get(f"/laporan.csv?{query}").status_code == 422


def test_a_period_that_is_none_is_not_found(signed_in: SignIn) -> None:
    client: Client = signed_in(Role.STAF)
    for path in ("/penetapan/2026/TW9", "/penetapan/1999/TW1", "/penetapan/2026/TW1/hapus"):
        assert client.get(path).status_code == 404


def test_paper_has_letterhead_signature_and_what_the_figures_rest_on(
    adopted: Tracker, signed_in: SignIn
) -> None:
    page = signed_in(Role.AUDITOR).get("/laporan")
    seen = words(page)
    assert "Pemerintah Uji Kecamatan Uji" in seen
    assert "16 Maret 2026 Camat" in seen
    assert f"sampai peristiwa nomor {adopted.store.head()}" in seen
    assert 'aria-label="Hasil koordinasi yang ditindaklanjuti, kumulatif: TW I 66,67 %, TW II –' in page.text
