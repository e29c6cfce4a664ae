"""An empty register as a workbook: header, drop-downs, explanations, and one invented row that is never imported."""

import io
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from tracker.application.register.sheet import COLUMNS, DAYS, EXAMPLE_NUMBER, MAY_BE_EMPTY, REQUIRED
from tracker.domain.coordination import KIND_NAMES
from tracker.domain.evidence import EvidenceType
from tracker.domain.follow_up import STATUS_NAMES, Status
from tracker.domain.office import Office

_ROWS = 1000
_WIDTHS = {"judul": 36, "hasil": 44, "penanggung_jawab": 30, "status": 28, "bukti": 24, "keluaran": 24}
_TYPES = ", ".join(EvidenceType)

_EXPLANATIONS = {
    "kecamatan": "Kode kecamatan, misalnya 35.09.31.",
    "nomor_kegiatan": "Nomor undangan atau nomor urut; unik dalam satu tahun. Baris dengan nomor yang sama adalah satu kegiatan dan harus sama tanggal, jenis, dan judulnya.",
    "jenis": "Pilih dari daftar.",
    "bidang": "Kode seksi atau subbagian penyelenggara; kosong berarti seluruh kecamatan.",
    "tanggal": "Tanggal kegiatan dilaksanakan.",
    "judul": "Judul kegiatan.",
    "hasil": "Satu baris untuk satu hasil. Kegiatan tanpa hasil: satu baris dengan kolom ini kosong.",
    "perlu_tindak_lanjut": "ya (juga bila kosong), atau tidak bila hanya informasi.",
    "penanggung_jawab": "Jabatan, pihak, atau nama orang. Nama yang tidak dikenal tetap disimpan, tetapi tidak diingatkan.",
    "batas_waktu": "Kosong: diusulkan 30 hari sesudah kegiatan.",
    "status": "Kosong berarti belum ditindaklanjuti.",
    "tanggal_dilaporkan": "Tanggal tindak lanjut selesai dilaksanakan; wajib untuk status dilaporkan selesai.",
    "tanggal_diverifikasi": "Wajib untuk status selesai, dan hanya untuk itu.",
    "bukti": f"Jenis bukti dukung, dipisah dengan |: {_TYPES}.",
    "keluaran": f"Jenis keluaran, dipisah dengan |, tanpa rapat_koordinasi: {_TYPES}.",
    "bidang_hasil": "Kode bidang hasil, bila berbeda dari bidang kegiatan.",
}
_NOTES = (
    f"Baris contoh (nomor_kegiatan {EXAMPLE_NUMBER}) rekaan; dilewati saat diimpor, boleh dihapus atau ditimpa.",
    "Wajib “kolomnya”: kolom itu harus ada, tetapi selnya boleh kosong; artinya disebut di bawah.",
    "Jangan mengubah judul kolom. Urutan kolom bebas, kolom yang tidak wajib boleh dihapus.",
    "Impor semua atau tidak sama sekali: bila satu baris salah, tidak ada yang disimpan dan setiap kesalahan disebut barisnya.",
    "Berkas yang sama boleh diimpor dua kali: yang sudah masuk tidak diubah.",
)
_STATUSES = tuple(name for status, name in STATUS_NAMES.items() if status is not Status.DITARIK)


def register_template(office: Office | None, made_at: datetime) -> bytes:
    """The workbook's bytes. Without an office, sections and persons in charge have no drop-down."""
    import xlsxwriter  # noqa: PLC0415 # 3 MB, for what is asked for rarely

    body = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(body, options) as workbook:
        workbook.set_properties({"title": "Register koordinasi", "created": made_at.replace(tzinfo=None)})
        register, explained, lists = (
            workbook.add_worksheet(name) for name in ("Register", "Penjelasan", "Daftar")
        )
        _write_register(workbook, register, office)
        _write_explanations(workbook, explained, office)
        _write_choices(workbook, register, lists, _choices(office))
    return body.getvalue()


def _write_register(workbook: Any, sheet: Any, office: Office | None) -> None:
    needed = workbook.add_format({"bold": True, "bg_color": "#1f4e5f", "font_color": "#ffffff", "border": 1})
    optional = workbook.add_format({"bold": True, "bg_color": "#d9e6ea", "border": 1})
    text = workbook.add_format({"num_format": "@", "valign": "top", "text_wrap": True})
    day = workbook.add_format({"num_format": "dd/mm/yyyy", "valign": "top", "align": "left"})
    invented = {"italic": True, "font_color": "#7a7a7a", "valign": "top"}
    example_text = workbook.add_format({**invented, "num_format": "@", "text_wrap": True})
    example_day = workbook.add_format({**invented, "num_format": "dd/mm/yyyy", "align": "left"})
    example = _example(office)
    for at, column in enumerate(COLUMNS):
        is_day = column in DAYS
        sheet.set_column(at, at, _WIDTHS.get(column, 20), day if is_day else text)
        sheet.write_string(0, at, column, needed if column in REQUIRED else optional)
        value = example.get(column)
        if isinstance(value, date):
            sheet.write_datetime(1, at, value, example_day)
        else:
            sheet.write_string(1, at, value or "", example_text)
        if is_day:
            first = {"validate": "date", "criteria": ">=", "value": date(2000, 1, 1)}
            wrong = {"error_title": column, "error_message": "Tulis tanggal, misalnya 31/01/2022."}
            sheet.data_validation(1, at, _ROWS, at, {**first, **wrong})
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, _ROWS, len(COLUMNS) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _example(office: Office | None) -> dict[str, str | date]:
    section = next(iter(office.sections), "") if office else "pemerintahan"
    title = next((p.title for p in office.positions.values()), "") if office else "Kasi Pemerintahan"
    return {
        "kecamatan": office.code if office else "35.09.31",
        "nomor_kegiatan": EXAMPLE_NUMBER,
        "jenis": KIND_NAMES["rapat_koordinasi"],
        "bidang": section,
        "tanggal": date(2022, 1, 31),
        "judul": "Rapat koordinasi penataan administrasi desa",
        "hasil": "Jadwal pendampingan desa disusun",
        "perlu_tindak_lanjut": "ya",
        "penanggung_jawab": title,
        "batas_waktu": date(2022, 2, 28),
        "status": STATUS_NAMES[Status.SELESAI],
        "tanggal_dilaporkan": date(2022, 2, 20),
        "tanggal_diverifikasi": date(2022, 2, 25),
        "bukti": "rapat_koordinasi|dokumen_laporan",
        "keluaran": "rekomendasi",
    }


def _write_explanations(workbook: Any, sheet: Any, office: Office | None) -> None:
    bold = workbook.add_format({"bold": True, "valign": "top"})
    wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 24, bold)
    sheet.set_column(1, 1, 10, wrapped)
    sheet.set_column(2, 2, 90, wrapped)
    whose = f" {office.name}" if office else ""
    sheet.write_string(
        0, 0, f"Cara mengisi register{whose}", workbook.add_format({"bold": True, "font_size": 14})
    )
    for row, note in enumerate(_NOTES, start=2):
        sheet.merge_range(row, 0, row, 2, note, wrapped)
    top = len(_NOTES) + 3
    for at, head in enumerate(("Kolom", "Wajib", "Isi")):
        sheet.write_string(top, at, head, bold)
    for row, column in enumerate(COLUMNS, start=top + 1):
        sheet.write_string(row, 0, column, bold)
        sheet.write_string(row, 1, _needed(column), wrapped)
        sheet.write_string(row, 2, _EXPLANATIONS[column], wrapped)


def _needed(column: str) -> str:
    if column in MAY_BE_EMPTY:
        return "kolomnya"
    return "ya" if column in REQUIRED else ""


def _choices(office: Office | None) -> dict[str, Sequence[str]]:
    choices: dict[str, Sequence[str]] = {
        "jenis": tuple(KIND_NAMES.values()),
        "perlu_tindak_lanjut": ("ya", "tidak"),
        "status": _STATUSES,
    }
    if office is not None:
        choices["kecamatan"] = (office.code,)
        choices["bidang"] = choices["bidang_hasil"] = tuple(office.sections)
        titles = (position.title for position in office.positions.values())
        choices["penanggung_jawab"] = (*titles, *office.bodies.values())
    return {column: values for column, values in choices.items() if values}


def _write_choices(workbook: Any, register: Any, lists: Any, choices: dict[str, Sequence[str]]) -> None:
    """On a sheet of their own: a list inside the rule itself may not be longer than 255 letters."""
    bold = workbook.add_format({"bold": True})
    for at, (column, values) in enumerate(choices.items()):
        lists.set_column(at, at, 30)
        lists.write_string(0, at, column, bold)
        for row, value in enumerate(values, start=1):
            lists.write_string(row, at, value)
        letter = chr(ord("A") + at)
        free = column == "penanggung_jawab"
        target = COLUMNS.index(column)
        register.data_validation(
            1,
            target,
            _ROWS,
            target,
            {
                "validate": "list",
                "source": f"=Daftar!${letter}$2:${letter}${len(values) + 1}",
                "error_type": "warning" if free else "stop",
                "error_title": column,
                "error_message": "Nama ini tidak dikenal, sehingga tidak diingatkan."
                if free
                else "Pilih dari daftar.",
            },
        )
