"""`report …`: the LKjIP tables of a year, as files, and what earlier reports printed."""

from datetime import date
from pathlib import Path

import click

from tracker.application import report_words as words
from tracker.application.published.reports import ImportReports, Summary, Taken, import_reports
from tracker.application.report import report as report_of
from tracker.application.report_cells import Cell, Report, ReportQuestion, Row
from tracker.application.report_files import as_csv
from tracker.application.report_records import discrepancy_record, report_record
from tracker.application.report_workbook import as_xlsx
from tracker.application.table_file.problems import RowsRefused
from tracker.cli.options import DAY, as_user, in_json, instant, of_office
from tracker.cli.printing import print_json, print_table
from tracker.cli.session import acting, asked, opened_for_reading
from tracker.domain.period import FIRST_YEAR, LAST_YEAR

_HEAD = ("Indikator", "Periode", "Target", "Realisasi", "Hitungan", "Capaian", "Predikat", "Dasar")
_WRITERS = {".csv": as_csv, ".xlsx": as_xlsx}

_of_year = click.option(
    "--year", required=True, type=click.IntRange(FIRST_YEAR, LAST_YEAR), help="Tahun laporan."
)
_cut_off = click.option(
    "--cut-off", type=DAY, help="Tindak lanjut s.d. tanggal (bawaan: akhir setiap periode)."
)
_as_of = click.option("--as-of", metavar="WAKTU", help="Keadaan catatan pada waktu itu (bawaan: sekarang).")


@click.group()
def report() -> None:
    """Laporan kinerja (LKjIP): tabel tahun dan triwulan."""


@report.command("show")
@of_office
@_of_year
@_cut_off
@_as_of
@as_user
@in_json
def show(
    office_code: str, year: int, cut_off: date | None, as_of: str | None, username: str | None, as_json: bool
) -> None:
    """Setiap indikator: tahun itu, triwulannya, kumulatifnya, dan tahun-tahun sebelumnya."""
    found = _read(office_code, year, cut_off, as_of, username)
    if as_json:
        print_json(report_record(found))
        return
    rows = [_line(row, cell) for row in found.rows for cell in row.cells]
    print_table(_HEAD, rows, nothing="Belum ada indikator.")
    for told, mean in found.means:
        click.echo(f"Rata-rata capaian {told}: {words.percent_text(mean)}")
    for row in found.rows:
        for cell in row.cells:
            for remark in words.remarks(cell):
                click.echo(f"{row.code}, {cell.period.label}: {remark}")


@report.command("export")
@click.argument("file", metavar="BERKAS", type=click.Path(dir_okay=False, path_type=Path))
@of_office
@_of_year
@_cut_off
@_as_of
@as_user
def export(
    file: Path, office_code: str, year: int, cut_off: date | None, as_of: str | None, username: str | None
) -> None:
    """Tulis laporan ke BERKAS; akhiran .csv atau .xlsx menentukan jenisnya."""
    written = _WRITERS.get(file.suffix.lower())
    if written is None:
        raise click.BadParameter("berakhiran .csv atau .xlsx", param_hint="BERKAS")
    found = _read(office_code, year, cut_off, as_of, username)
    file.write_bytes(written(found))
    click.echo(f"{file}: laporan {year} dengan {len(found.rows)} indikator.")


@report.command("import")
@click.argument("file", metavar="BERKAS", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Katakan apa yang akan terjadi, tanpa menyimpan apa pun.")
@click.option(
    "--reason", default="", metavar="TEKS", help="Alasan, bila laporan tahun itu sudah dicatat lain."
)
@as_user
@in_json
def import_printed(file: Path, dry_run: bool, reason: str, username: str | None, as_json: bool) -> int:
    """Ambil alih tabel laporan yang sudah terbit (CSV atau XLSX), apa adanya; yang tidak cocok ditandai."""
    command = ImportReports(file_name=file.name, content=file.read_bytes())
    try:
        with opened_for_reading() as tracker:
            actor = acting(tracker, username)
            summary = import_reports(tracker, actor, asked(reason), command, dry_run=dry_run)
    except RowsRefused as error:
        for problem in error.problems:
            click.echo(problem, err=True)
        click.echo("Tidak ada yang diimpor.", err=True)
        return 1
    if as_json:
        print_json(_record(summary))
    else:
        for taken in summary.reports:
            _print(taken, dry_run=dry_run)
        for line in summary.remarks:
            click.echo(line)
    return 0


def _read(
    office_code: str, year: int, cut_off: date | None, as_of: str | None, username: str | None
) -> Report:
    with opened_for_reading() as tracker:
        zone = tracker.office(office_code).zone
        question = ReportQuestion(
            office=office_code,
            year=year,
            cut_off=cut_off,
            as_of=None if as_of is None else instant(as_of, zone, tracker.clock(), "--as-of"),
        )
        return report_of(tracker, acting(tracker, username), question)


def _line(row: Row, cell: Cell) -> tuple[object, ...]:
    official = cell.official
    return (
        row.code,
        cell.period.label,
        words.plain_text(cell.target),
        words.realised_text(cell, row),
        words.counts_text(cell),
        words.percent_text(cell.achievement if official else None),
        cell.predicate if official else None,
        words.source_text(cell),
    )


def _print(taken: Taken, *, dry_run: bool) -> None:
    if taken.unchanged:
        said = "sudah dicatat, tidak ada yang berubah"
    else:
        said = f"{'akan diambil alih' if dry_run else 'diambil alih'}: {taken.lines} baris"
    click.echo(f"{taken.document}, {taken.office} tahun {taken.year}: {said}.")
    for name in taken.unmatched:
        click.echo(f"Tidak dikenal sebagai indikator, disimpan seperti tercetak: {name}")
    for one in taken.discrepancies:
        click.echo(f"Baris {one.row}: {words.discrepancy_text(one)}")


def _record(summary: Summary) -> dict[str, object]:
    return {
        "position": summary.position,
        "reports": [
            {
                "office": taken.office,
                "year": taken.year,
                "document": taken.document,
                "lines": taken.lines,
                "unchanged": taken.unchanged,
                "unmatched": taken.unmatched,
                "discrepancies": [discrepancy_record(one) for one in taken.discrepancies],
            }
            for taken in summary.reports
        ],
        "remarks": summary.remarks,
    }
