"""Printed tables taken over from a file: all or nothing, word for word, and flagged where they do not add up."""

import io
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.support.clock import FixedClock
from tests.support.database import Database
from tests.support.office import CODE, OTHER
from tests.support.office_at_work import OfficeAtWork, office_at_work
from tests.support.workbook import packed, workbook
from tracker.application.actor import Actor, operator
from tracker.application.published.reports import ImportReports, Summary, import_reports, reports
from tracker.application.table_file.problems import RowsRefused, UnreadableFile
from tracker.domain.errors import Forbidden, NotFound, Refused
from tracker.domain.published_report import Discrepancy, Printed
from tracker.domain.role import Role

HEADER = (
    "kecamatan;tahun_laporan;dokumen;indikator;tahun;target;realisasi;capaian;predikat;pembilang;penyebut"
)
GUNUNG_KALER = f"""{HEADER}
{CODE};2020;LKIP 2020;IKM;2019;82,5;88,94;107,81;Sangat Tinggi;;
{CODE};2020;LKIP 2020;Desa berkembang;2019;65;66,67;102,57;Sangat Tinggi;;
{CODE};2020;LKIP 2020;LPJ;2019;44,44;44,44;100,00;Sangat Tinggi;;
{CODE};2020;LKIP 2020;Rata-rata;2019;;;103,46;;;
{CODE};2020;LKIP 2020;IKM;2020;84,75;88,95;104,96;Sangat Tinggi;;
{CODE};2020;LKIP 2020;Desa berkembang;2020;70;66,67;95,24;Sangat Tinggi;;
{CODE};2020;LKIP 2020;LPJ;2020;55,56;55,56;100,00;Sangat Tinggi;;
{CODE};2020;LKIP 2020;Rata-rata;2020;;;100,07;;;
"""
POLDA = f"""{HEADER}
{CODE};2018;LKIP 2018;Koordinasi;2018;65;90,83;139,73;;31.991;35.221
"""


@pytest.fixture
def office(database: Database, tmp_path: Path) -> Iterator[OfficeAtWork]:
    with office_at_work(database, FixedClock(), tmp_path) as work:
        work.catch_up()
        yield work


def take(
    office: OfficeAtWork,
    content: str | bytes,
    *,
    by: Actor | None = None,
    reason: str = "",
    dry_run: bool = False,
) -> Summary:
    command = ImportReports(
        file_name="lkip.csv", content=content.encode() if isinstance(content, str) else content
    )
    actor = by or operator()
    summary = import_reports(office.tracker, actor, office.asked(reason), command, dry_run=dry_run)
    office.catch_up()
    return summary


def test_gunung_kaler_is_taken_over_and_adds_up(office: OfficeAtWork) -> None:
    (taken,) = take(office, GUNUNG_KALER).reports
    assert (taken.lines, taken.discrepancies) == (6, ())
    assert taken.unmatched == ("IKM", "Desa berkembang", "LPJ")
    (stated,) = (report.stated for report in reports(office.tracker, operator(), CODE))
    assert [str(line.achievement) for line in stated.lines] == [
        "107.81", "102.57", "100.00", "104.96", "95.24", "100.00",
    ]  # fmt: skip
    assert [str(mean.achievement) for mean in stated.means] == ["103.46", "100.07"]


def test_polda_jateng_is_flagged_beside_what_was_printed(office: OfficeAtWork) -> None:
    (taken,) = take(office, POLDA).reports
    (flag,) = taken.discrepancies
    assert isinstance(flag, Discrepancy)
    assert (flag.what, flag.printed, flag.computed, flag.difference) == (
        Printed.ACHIEVEMENT,
        Decimal("139.73"),
        Decimal("139.74"),
        Decimal("0.01"),
    )
    (report,) = reports(office.tracker, operator(), CODE)
    line = report.line("koordinasi", 2018, None, False)
    assert line is not None
    assert (line.achievement, line.numerator, line.denominator) == (Decimal("139.73"), 31991, 35221)


def test_a_workbook_says_the_same_as_the_file(office: OfficeAtWork) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEADER.split(";"))
    sheet.append([CODE, 2018, "LKIP 2018", "Koordinasi", 2018, 65, 31991 / 35221, 139.73, None, 31991, 35221])
    sheet["G2"].number_format = "0.00%"
    sheet["K2"].number_format = "#,##0"
    kept = io.BytesIO()
    book.save(kept)
    take(office, POLDA)
    assert take(office, kept.getvalue()).reports[0].unchanged


def test_the_same_file_twice_changes_nothing_and_another_needs_a_reason(office: OfficeAtWork) -> None:
    first = take(office, POLDA)
    assert first.position is not None
    again = take(office, POLDA)
    assert (again.position, again.reports[0].unchanged) == (None, True)
    corrected = POLDA.replace("139,73", "139,74")
    with pytest.raises(Refused, match="isi alasan") as refusal:
        take(office, corrected)
    assert refusal.value.field == "reason"
    assert take(office, corrected, reason="Salah salin").position is not None
    assert str(reports(office.tracker, operator(), CODE)[0].stated.lines[0].achievement) == "139.74"


def test_a_dry_run_says_what_would_happen_and_writes_nothing(office: OfficeAtWork) -> None:
    before = office.tracker.store.head()
    summary = take(office, POLDA, dry_run=True)
    assert (summary.position, len(summary.reports[0].discrepancies)) == (None, 1)
    assert office.tracker.store.head() == before


def test_every_cell_at_fault_is_named_and_nothing_is_written(office: OfficeAtWork) -> None:
    before = office.tracker.store.head()
    wrong = POLDA.replace("65;90,83", "enam;90,8,3").replace("35.221", "1,5")
    with pytest.raises(RowsRefused) as refusal:
        take(office, wrong)
    columns = [line.partition(":")[0] for line in refusal.value.problems]
    assert columns == ["Baris 2, penyebut", "Baris 2, realisasi", "Baris 2, target"]
    with pytest.raises(Refused, match=r"Baris 2, target: tidak boleh negatif"):
        take(office, POLDA.replace("65;90,83", "-3;90,83"))
    assert office.tracker.store.head() == before


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "tidak berisi"),
        ("a;b\n1;2\n", "tidak dikenal"),
        (HEADER, "tidak berisi"),
        (f"{HEADER};target\n", "dua kali"),
        ("kecamatan;indikator\n1;2\n", "tahun_laporan, dokumen, tahun tidak ada"),
        (b"PK\x03\x04rusak", "rusak"),
        (workbook(HEADER.split(";"))[:900], "rusak"),
        (packed(workbook(HEADER.split(";")), {"xl/media/1.png": bytes(33 << 20)}), "lebih besar dari 32 MB"),
        (b"\xff\xfe", "UTF-8"),
        (f'{HEADER}\n"a', "tanda kutip"),
    ],
)
def test_a_file_that_is_no_such_table_is_told_in_one_line(
    office: OfficeAtWork, content: str | bytes, words: str
) -> None:
    with pytest.raises(UnreadableFile, match=words) as refusal:
        take(office, content)
    assert "\n" not in refusal.value.message


def test_a_formula_without_its_value_is_named_and_nothing_is_written(office: OfficeAtWork) -> None:
    before = office.tracker.store.head()
    row = (CODE, 2018, "LKIP 2018", "Koordinasi", 2018, 65, "=J2/K2", 139.73, None, 31991, 35221)
    with pytest.raises(RowsRefused) as refusal:
        take(office, workbook(HEADER.split(";"), row))
    assert refusal.value.problems == (
        "Baris 2, realisasi: sel G2 berisi rumus yang belum dihitung; buka di Excel, simpan, lalu impor lagi.",
    )
    assert office.tracker.store.head() == before


def test_who_takes_over_and_whose(office: OfficeAtWork) -> None:
    for role in (Role.CAMAT, Role.KASI, Role.STAF, Role.NOTULIS, Role.AUDITOR):
        with pytest.raises(Forbidden, match="mencatat laporan tahun lalu"):
            take(office, POLDA, by=office.by(role))
    with pytest.raises(NotFound):
        take(office, POLDA.replace(CODE, OTHER), by=office.by(Role.SEKCAM))
    with pytest.raises(RowsRefused, match="tidak dikenal"):
        take(office, POLDA.replace(CODE, "11.11.11"))
    assert take(office, POLDA, by=office.by(Role.ADMIN)).position is not None
    assert reports(office.tracker, office.by(Role.AUDITOR), CODE)
