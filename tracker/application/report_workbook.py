"""The report as an XLSX workbook: the LKjIP table as it is printed, and behind it the rows of the CSV file.

A text stays a text, whatever it begins with: nothing that an office typed becomes a formula or a link.
"""

import io
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from tracker.application.messages import long_date
from tracker.application.report_cells import Cell, Report, Row
from tracker.application.report_files import COLUMNS, lines
from tracker.application.report_words import basis_text, contradictions, counts_text, realised_text
from tracker.application.written_table import Value
from tracker.domain.percent import rounded

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

TABLE, DETAILS = "LKjIP", "Rincian"
_WIDTHS = {"indikator": 48, "sasaran": 36, "keterangan_status": 40, "catatan": 48}
_TABLE_WIDTHS = (5, 34, 46, 9, 10, 14, 14, 10, 15, 14, 14, 11, 13, 13, 13, 13, 13, 13, 13, 13, 34)
_A4 = 9


class _Formats:
    def __init__(self, book: "Workbook") -> None:
        wrapped = {"valign": "top", "text_wrap": True}
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.head = book.add_format({"bold": True, "bottom": 1, **wrapped})
        self.text = book.add_format(wrapped)
        self.number = book.add_format({"num_format": "#,##0.00", "valign": "top"})
        self.count = book.add_format({"num_format": "#,##0", "valign": "top"})
        self.year = book.add_format({"num_format": "0", "valign": "top"})
        self.day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})


def as_xlsx(report: Report) -> bytes:
    import xlsxwriter  # noqa: PLC0415 # 3 MB, for what is asked for rarely

    kept = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(kept, options) as book:
        formats = _Formats(book)
        _write_table(book.add_worksheet(TABLE), report, formats)
        _write_details(book.add_worksheet(DETAILS), report, formats)
    return kept.getvalue()


def _write_table(sheet: "Worksheet", report: Report, formats: _Formats) -> None:
    """As on the page: the year, the years before, the quarters alone and cumulative."""
    zone = ZoneInfo(report.office.zone)
    until = "akhir setiap periode" if report.cut_off is None else long_date(report.cut_off)
    as_of = report.as_of.astimezone(zone)
    sheet.write_string(0, 0, f"Laporan kinerja {report.year}, {report.office.name}", formats.title)
    sheet.write_string(
        1, 0, f"Tindak lanjut s.d. {until}; keadaan per {long_date(as_of.date())} {as_of:%H.%M %Z}"
    )
    for at, (name, width) in enumerate(zip(_head(report.year), _TABLE_WIDTHS, strict=True)):
        sheet.write_string(3, at, name, formats.head)
        sheet.set_column(at, at, width)
    for down, row in enumerate(report.rows, start=4):
        for at, value in enumerate(_values(row)):
            _write(sheet, down, at, value, formats)
    foot = 4 + len(report.rows)
    sheet.write_string(foot, 2, "Rata-rata capaian", formats.head)
    _write(sheet, foot, 7, report.means[0][1], formats)
    sheet.freeze_panes(4, 3)
    _for_paper(sheet, 3)


def _head(year: int) -> tuple[str, ...]:
    quarters = [f"TW {name}" for name in ("I", "II", "III", "IV")]
    return (
        "No",
        "Sasaran",
        "Indikator kinerja",
        "Satuan",
        "Target",
        "Realisasi",
        "Hitungan",
        "Capaian",
        "Predikat",
        f"Realisasi {year - 2}",
        f"Realisasi {year - 1}",
        "Perubahan (poin)",
        *quarters,
        *(f"s.d. {quarter}" for quarter in quarters),
        "Dasar",
    )


def _values(row: Row) -> tuple[Value, ...]:
    cell, edition = row.year, row.edition
    return (
        edition.number,
        edition.objective or "tidak disebut",
        edition.official_name,
        row.unit,
        cell.target,
        _realised(cell, row),
        counts_text(cell),
        cell.achievement if cell.official else None,
        cell.predicate if cell.official else None,
        *(_realised(before, row) for before in reversed(row.earlier)),
        row.change,
        *(_realised(one, row) for one in (*row.quarters, *row.cumulative)),
        "; ".join((basis_text(cell), *contradictions(cell))),
    )


def _realised(cell: Cell, row: Row) -> Value:
    """A figure as a number; what is none carries its mark as text."""
    return rounded(cell.value) if cell.official and cell.value is not None else realised_text(cell, row)


def _write_details(sheet: "Worksheet", report: Report, formats: _Formats) -> None:
    for at, column in enumerate(COLUMNS):
        sheet.write_string(0, at, column, formats.head)
        sheet.set_column(at, at, _WIDTHS.get(column, 14))
    down = 0
    for down, line in enumerate(lines(report), start=1):
        for at, column in enumerate(COLUMNS):
            _write(sheet, down, at, line[column], formats, formats.year if column == "tahun" else None)
    sheet.freeze_panes(1, 5)
    sheet.autofilter(0, 0, max(1, down), len(COLUMNS) - 1)
    _for_paper(sheet, 0)


def _write(
    sheet: "Worksheet", down: int, at: int, value: Value, formats: _Formats, own: "Format | None" = None
) -> None:
    match value:
        case None:
            return
        case Decimal():
            sheet.write_number(down, at, float(value), own or formats.number)
        case int():
            sheet.write_number(down, at, value, own or formats.count)
        case date():
            sheet.write_datetime(down, at, datetime.combine(value, datetime.min.time()), own or formats.day)
        case str():
            sheet.write_string(down, at, value, own or formats.text)


def _for_paper(sheet: "Worksheet", head: int) -> None:
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(head)
