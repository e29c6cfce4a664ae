"""Laporan yang sudah terbit: taken over on the page as printed, and flagged where it does not add up."""

from openpyxl.worksheet.worksheet import Worksheet

from tests.support.office import CODE
from tests.support.reporting import add_planner
from tests.support.workbook import workbook
from tests.tracker.web.browsing import Client
from tests.tracker.web.conftest import SignIn
from tests.tracker.web.pages.screen import form_of, words
from tracker.application.tracker import Tracker
from tracker.domain.role import Role

PAGE = "/laporan/terbit"
TABLE = (
    "kecamatan;tahun_laporan;dokumen;indikator;tahun;target;realisasi;capaian;pembilang;penyebut\n"
    f"{CODE};2018;LKIP 2018;SPKT;2018;65;90,83;139,73;31.991;35.221\n"
    f"{CODE};2018;LKIP 2018;Rata-rata;2018;;;139,73;;\n"
)


def upload(client: Client, content: str | bytes, **typed: str) -> tuple[int, str]:
    data = form_of(client.get(PAGE), PAGE) | typed
    data.pop("file", None)
    sent = content if isinstance(content, bytes) else content.encode()
    answer = client.post(
        PAGE, data=data, files={"file": ("lkip.csv", sent, "text/csv")}, follow_redirects=False
    )
    return answer.status_code, words(answer) if answer.status_code != 303 else ""


def test_a_table_is_taken_over_as_printed_and_flagged(tracker: Tracker, signed_in: SignIn) -> None:
    add_planner(tracker)
    planner = signed_in(Role.KASUBBAG)
    assert upload(planner, TABLE) == (303, "")
    seen = words(signed_in(Role.AUDITOR).get(PAGE))
    assert "capaian tercetak 139,73; dihitung 139,74; selisih +0,01" in seen
    assert "31.991 dari 35.221" in seen
    assert "Rata-rata capaian Tahun 2018 – – – 139,73" in seen
    status, told = upload(planner, TABLE.replace("139,73", "139,74"))
    assert (status, "isi alasan" in told) == (422, True)
    assert upload(planner, TABLE.replace("139,73", "139,74"), reason="Salah salin")[0] == 303
    again = words(planner.get(PAGE))
    assert "semua isian cocok" in again
    assert again.count("mencatat tabel laporan tahun 2018: LKIP 2018") == 2
    assert "Alasan: Salah salin" in again


def test_a_predikat_that_its_capaian_does_not_have_is_flagged(tracker: Tracker, signed_in: SignIn) -> None:
    add_planner(tracker)
    planner = signed_in(Role.KASUBBAG)
    wrong = TABLE.replace("pembilang", "predikat;pembilang").replace("SPKT", "Koordinasi")
    wrong = wrong.replace("139,73;3", "139,74;Sedang;3").replace(";;;139,73", ";;;139,74;")
    assert upload(planner, wrong) == (303, "")
    seen = words(planner.get(PAGE))
    assert "1 isian tidak cocok" in seen
    assert "predikat tercetak “Sedang”; capaian 139,74 berarti “Sangat Tinggi”" in seen
    printed = words(planner.get("/laporan?tahun=2018"))
    assert "predikat tercetak “Sedang”; capaian 139,74 berarti “Sangat Tinggi”" in printed


def test_hidden_rows_of_a_workbook_are_told(tracker: Tracker, signed_in: SignIn) -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.row_dimensions[3].hidden = True

    add_planner(tracker)
    planner = signed_in(Role.KASUBBAG)
    table = workbook(*(line.split(";") for line in TABLE.splitlines()), then=hide)
    assert upload(planner, table) == (303, "")
    assert "dicatat seperti tercetak" in (seen := words(planner.get(PAGE)))
    assert "Baris tersembunyi ikut dibaca: 3." in seen


def test_what_cannot_be_read_is_named_and_nothing_is_stored(tracker: Tracker, signed_in: SignIn) -> None:
    add_planner(tracker)
    before = tracker.store.head()
    planner = signed_in(Role.KASUBBAG)
    status, told = upload(planner, TABLE.replace("65;90,83", "x;90,83"))
    assert status == 422
    assert "Baris 2, target: “x” bukan angka" in told
    empty = planner.post(PAGE, data=form_of(planner.get(PAGE), PAGE), follow_redirects=False)
    assert (empty.status_code, "Pilih berkas tabel" in words(empty)) == (422, True)
    assert tracker.store.head() == before


def test_only_who_can_is_offered_the_form(signed_in: SignIn) -> None:
    for role in (Role.CAMAT, Role.STAF, Role.AUDITOR):
        assert 'enctype="multipart/form-data"' not in signed_in(role).get(PAGE).text, role
    assert 'enctype="multipart/form-data"' in signed_in(Role.ADMIN).get(PAGE).text
