"""The report as rows for a file: one for each indicator and period, with everything beside it; and as CSV.

`realisasi`, `capaian` and `predikat` hold figures of a report alone; a simulated number stands in `simulasi`, so that
no copied column passes it off as one.
"""

from collections.abc import Iterable
from decimal import Decimal
from zoneinfo import ZoneInfo

from tracker.application.report_cells import Cell, Report, Row, Source
from tracker.application.report_words import SOURCE_NAMES, remarks, source_text
from tracker.application.written_table import Value, csv_of
from tracker.domain.percent import rounded

COLUMNS = (
    "kecamatan",
    "nomor",
    "kode",
    "sasaran",
    "indikator",
    "formula_pembilang",
    "formula_penyebut",
    "satuan",
    "penanggung_jawab",
    "sumber_data",
    "tahun",
    "periode",
    "kumulatif",
    "pembilang",
    "penyebut",
    "target",
    "realisasi",
    "capaian",
    "predikat",
    "simulasi",
    "status",
    "keterangan_status",
    "tindak_lanjut_sd",
    "keadaan_per",
    "posisi_log",
    "dilaksanakan",
    "dihitung",
    "informatif",
    "tanpa_bukti",
    "di_luar_kewenangan",
    "ditarik",
    "belum_jatuh_tempo",
    "catatan",
)


def file_name(report: Report, suffix: str) -> str:
    return f"lkjip-{report.office.code}-{report.year}.{suffix}"


def lines(report: Report) -> Iterable[dict[str, Value]]:
    """The rows of either file, each value in its own kind."""
    for row in report.rows:
        for cell in row.cells:
            yield _line(report, row, cell)


def as_csv(report: Report) -> bytes:
    return csv_of(COLUMNS, lines(report))


def _line(report: Report, row: Row, cell: Cell) -> dict[str, Value]:
    edition, balance = row.edition, cell.balance
    value = None if cell.value is None else rounded(cell.value)
    told = cell.source is not Source.NONE
    zone = ZoneInfo(report.office.zone)
    return {
        "kecamatan": report.office.code,
        "nomor": edition.number,
        "kode": row.code,
        "sasaran": edition.objective or "tidak disebut",
        "indikator": edition.official_name,
        "formula_pembilang": edition.formula_numerator or "tidak disebut",
        "formula_penyebut": edition.formula_denominator or "tidak disebut",
        "satuan": row.unit,
        "penanggung_jawab": edition.responsible or "tidak disebut",
        "sumber_data": edition.data_source or "tidak disebut",
        "tahun": cell.period.year,
        "periode": cell.period.code or "tahun",
        "kumulatif": "ya" if cell.period.cumulative else "tidak",
        "pembilang": cell.numerator,
        "penyebut": cell.denominator,
        "target": cell.target,
        "realisasi": _number_or_none(value, cell) if cell.official else None,
        "capaian": cell.achievement if cell.official else None,
        "predikat": cell.predicate if cell.official else None,
        "simulasi": _number_or_none(value, cell) if cell.source is Source.SIMULATION else None,
        "status": SOURCE_NAMES[cell.source],
        "keterangan_status": source_text(cell),
        "tindak_lanjut_sd": cell.cut_off if told else None,
        "keadaan_per": report.as_of.astimezone(zone).isoformat(timespec="seconds"),
        "posisi_log": report.position,
        "dilaksanakan": balance.held if balance else None,
        "dihitung": balance.counted if balance else None,
        "informatif": balance.informational if balance else None,
        "tanpa_bukti": balance.unproven if balance else None,
        "di_luar_kewenangan": balance.outside_authority if balance else None,
        "ditarik": balance.withdrawn if balance else None,
        "belum_jatuh_tempo": balance.not_due if balance else None,
        "catatan": "; ".join(remarks(cell)),
    }


def _number_or_none(value: Decimal | None, cell: Cell) -> Value:
    """`n/a` is written out: an empty cell would look forgotten."""
    return "n/a" if value is None and cell.source is not Source.PUBLISHED else value
