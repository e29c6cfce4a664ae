"""A workbook becomes the same rows as its CSV, or one line says why it does not."""

import io
import zipfile
from datetime import UTC, date, datetime, time

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from tests.support.workbook import Value, computed, midnight, packed, workbook
from tracker.application.register.sheet import MAX_ROWS, REQUIRED, read_register
from tracker.application.register.template import register_template
from tracker.application.table_file.columns import MAX_COLUMNS
from tracker.application.table_file.problems import UnreadableFile
from tracker.domain.errors import Refused

HEADER = (*REQUIRED, "perlu_tindak_lanjut", "batas_waktu")
ROW: tuple[Value, ...] = (
    *("35.09.31", "01", "Rapat koordinasi", "pmks", midnight("2022-01-31"), "Rapat", "Hasil", "ya"),
    midnight("2022-02-28"),
)


def with_cell(column: str, value: Value) -> tuple[Value, ...]:
    at = HEADER.index(column)
    return (*ROW[:at], value, *ROW[at + 1 :])


def cell(value: Value, column: str) -> str:
    (row,) = read_register(workbook(HEADER, with_cell(column, value))).rows
    return row.cells[column]


def problems(content: bytes) -> tuple[str, ...]:
    return read_register(content).problems


def test_a_workbook_and_its_csv_are_the_same_rows() -> None:
    text = "\n".join(
        (",".join(HEADER), "35.09.31,01,Rapat koordinasi,pmks,2022-01-31,Rapat,Hasil,ya,2022-02-28")
    )
    assert read_register(workbook(HEADER, ROW)) == read_register(text.encode())


@pytest.mark.parametrize(
    ("column", "value", "text"),
    [
        ("nomor_kegiatan", 7, "7"),
        ("nomor_kegiatan", 7.0, "7"),
        ("nomor_kegiatan", 7.25, "7.25"),
        ("perlu_tindak_lanjut", False, "tidak"),
        ("perlu_tindak_lanjut", True, "ya"),
        ("tanggal", midnight("2022-01-31T09:30"), "2022-01-31"),
        ("tanggal", date(2022, 1, 31), "2022-01-31"),
        ("tanggal", "31 Januari 2022", "31 Januari 2022"),
        ("batas_waktu", None, ""),
        ("hasil", " Hasil, lalu\nmakan ", "Hasil, lalu\nmakan"),
    ],
)
def test_a_cell_says_what_a_csv_would(column: str, value: Value, text: str) -> None:
    assert cell(value, column) == text


def test_a_formula_is_read_by_the_value_that_excel_saved() -> None:
    row = ["35.09.31", "01", "rapat", "pmks", "2022-01-31", "Rapat", ""]
    content = computed(REQUIRED, row, 6, '="Ha"&"sil"', "Hasil")
    assert read_register(content).rows[0].cells["hasil"] == "Hasil"


def test_a_formula_that_was_never_computed_is_refused_with_its_cell() -> None:
    (line,) = problems(workbook(HEADER, with_cell("hasil", '="Ha"&"sil"')))
    assert line.startswith("Baris 2, hasil: sel G2 berisi rumus yang belum dihitung")


def test_a_formula_outside_the_columns_of_a_register_is_nobody_s_concern() -> None:
    content = workbook((*HEADER, "hitungan saya"), (*ROW, "=1+1"))
    assert read_register(content).ignored == ("hitungan saya",)


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("nomor_kegiatan", midnight("2022-01-01"), "sel B2 dibaca Excel sebagai tanggal"),
        ("hasil", time(9, 30), "sel G2 berisi jam"),
        ("judul", "#REF!", "sel F2 berisi galat #REF!"),
    ],
)
def test_what_a_reader_could_only_guess_is_refused_with_its_cell(
    column: str, value: Value, said: str
) -> None:
    (line,) = problems(workbook(HEADER, with_cell(column, value)))
    assert line.startswith(f"Baris 2, {column}: {said}")


def test_every_cell_at_fault_is_named_at_once() -> None:
    lines = problems(
        workbook(HEADER, with_cell("judul", "#N/A"), ROW, with_cell("nomor_kegiatan", midnight("2022-01-01")))
    )
    assert [line.split(":")[0] for line in lines] == ["Baris 2, judul", "Baris 4, nomor_kegiatan"]


def test_hidden_rows_are_read_and_said() -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.row_dimensions[3].hidden = True

    sheet = read_register(workbook(HEADER, ROW, with_cell("hasil", "Lain"), then=hide))
    assert [row.number for row in sheet.rows] == [2, 3]
    assert sheet.remarks == ("Baris tersembunyi ikut dibaca: 3.",)


def test_a_value_merged_over_rows_holds_for_each_of_them() -> None:
    def merge(sheet: Worksheet) -> None:
        for column in ("A", "B", "C", "D", "E", "F"):
            sheet.merge_cells(f"{column}2:{column}3")

    below: tuple[Value, ...] = (None,) * 6
    rows = read_register(workbook(HEADER, ROW, (*below, "Hasil kedua", "tidak", None), then=merge)).rows
    assert rows[1].cells == rows[0].cells | {
        "hasil": "Hasil kedua",
        "perlu_tindak_lanjut": "tidak",
        "batas_waktu": "",
    }


@pytest.mark.parametrize(
    ("merged", "said"),
    [
        ("G2:G3", "Baris 2, hasil: sel G2:G3 digabung; satu baris untuk satu hasil"),
        ("E2:F2", "Baris 2, tanggal: sel E2:F2 digabung melintasi kolom"),
        ("F1:F2", "Baris 2, judul: sel F1:F2 digabung melintasi kolom atau judul"),
    ],
)
def test_what_merging_leaves_open_is_refused(merged: str, said: str) -> None:
    (line,) = problems(workbook(HEADER, ROW, ROW, then=lambda sheet: sheet.merge_cells(merged)))
    assert line.startswith(said)


def test_a_title_may_stand_above_the_header_and_empty_rows_anywhere() -> None:
    sheet = read_register(workbook(("REGISTER KOORDINASI",), (), HEADER, (), ROW, (), (), ROW))
    assert [row.number for row in sheet.rows] == [5, 8]


def _two_sheets(first: str, second: str, *, hide: str | None = None) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(workbook(HEADER, with_cell("judul", first), name=first)))
    other = book.create_sheet(second)
    other.append(list(HEADER))
    other.append(list(with_cell("judul", second)))
    if hide:
        book[hide].sheet_state = "hidden"
    body = io.BytesIO()
    book.save(body)
    return body.getvalue()


@pytest.mark.parametrize(
    ("content", "chosen", "remarks"),
    [
        (_two_sheets("Jan", "Feb"), "Jan", ("Lembar “Feb” juga berisi register",)),
        (_two_sheets("Jan", "REGISTER"), "REGISTER", ("Lembar “Jan” juga berisi register",)),
        (_two_sheets("Jan", "Feb", hide="Jan"), "Feb", ()),
        (_two_sheets("Jan", "Register", hide="Register"), "Register", ("Lembar “Jan” juga berisi register",)),
    ],
)
def test_the_sheet_is_the_one_named_register_or_the_first_with_its_header(
    content: bytes, chosen: str, remarks: tuple[str, ...]
) -> None:
    sheet = read_register(content)
    assert [row.cells["judul"] for row in sheet.rows] == [chosen]
    assert [line.split(",")[0] for line in sheet.remarks] == list(remarks)


_TABLE = workbook(HEADER, ROW)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"PK\x03\x04rest", "rusak"),
        (b"\xd0\xcf\x11\xe0rest", r"\.xls"),
        (packed(_TABLE, {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), "ODS"),
        (packed(_TABLE, {"xl/workbook.bin": b""}), "XLSB"),
        (packed(_TABLE, leave_out="[Content_Types].xml"), "bukan berkas XLSX"),
        (packed(_TABLE, leave_out="xl/worksheets/sheet1.xml"), "kosong"),
        (packed(_TABLE, {"xl/media/picture.png": bytes(33 * 1024 * 1024)}), "lebih besar dari 32 MB"),
        (packed(_TABLE, {f"xl/media/{number}": b"" for number in range(1001)}), "lebih besar"),
        (packed(_TABLE, {"xl/drawings/drawing1.xml": b"<c/>" * 4_000_001}), "lebih besar"),
        (workbook(), "kosong"),
        (workbook(HEADER), "tidak ada baris"),
        (workbook(HEADER, with_cell("nomor_kegiatan", "contoh")), "baris contoh"),
        (workbook(tuple(name for name in HEADER if name != "tanggal"), ROW), "Kolom tanggal tidak ada"),
        (workbook((*HEADER, "PIC", "penanggung jawab"), ROW), "penanggung_jawab ada dua kali"),
        (workbook(("a",) * (MAX_COLUMNS + 1), ROW), "kolom"),
    ],
)
def test_what_is_no_register_is_refused_in_one_line(content: bytes, words: str) -> None:
    with pytest.raises(UnreadableFile, match=words) as refusal:
        read_register(content)
    assert "\n" not in refusal.value.message


def test_too_many_rows_are_refused_before_they_are_read() -> None:
    def far(sheet: Worksheet) -> None:
        sheet.cell(MAX_ROWS + 5, 1, "jauh")

    with pytest.raises(UnreadableFile, match=f"lebih dari {MAX_ROWS} baris"):
        read_register(workbook(HEADER, ROW, then=far))


def test_a_value_behind_the_last_header_is_named() -> None:
    (line,) = problems(workbook(HEADER, (*ROW, None, None, "lebih")))
    assert line.startswith("Baris 2: ada isi di sebelah kanan judul kolom")


def test_a_value_at_the_far_right_does_not_widen_every_row() -> None:
    def far(sheet: Worksheet) -> None:
        sheet.cell(2, 16_384, "jauh")

    with pytest.raises(UnreadableFile, match="sampai kolom XFD"):
        read_register(workbook(HEADER, ROW, then=far))


def said_of(content: bytes) -> str:
    """What a person is told; empty where the register is read."""
    try:
        read_register(content)
    except Refused as refusal:
        return refusal.message
    return ""


@settings(max_examples=150)
@given(st.lists(st.tuples(st.integers(0, 6000), st.binary(min_size=1, max_size=6)), max_size=4), st.data())
def test_a_damaged_workbook_never_does_more_than_be_refused(
    damages: list[tuple[int, bytes]], data: st.DataObject
) -> None:
    content = bytearray(_WHOLE)
    for at, wrong in damages:
        content[at % len(content) : at % len(content) + len(wrong)] = wrong
    end = data.draw(st.integers(4, len(content)))
    cut = bytes(content[:end]) if data.draw(st.booleans()) else bytes(content)
    assert "\n" not in said_of(cut)


@settings(max_examples=100)
@given(st.sampled_from(["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"]), st.data())
def test_damaged_xml_in_a_whole_archive_neither(part: str, data: st.DataObject) -> None:
    source = zipfile.ZipFile(io.BytesIO(_WHOLE))
    text = bytearray(source.read(part))
    at = data.draw(st.integers(0, len(text) - 1))
    text[at : at + data.draw(st.integers(0, 12))] = data.draw(st.binary(max_size=6))
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as target:
        for name in source.namelist():
            target.writestr(name, bytes(text) if name == part else source.read(name))
    assert "\n" not in said_of(body.getvalue())


_WHOLE = workbook(HEADER, ROW, with_cell("hasil", "Lain"), then=lambda sheet: sheet.merge_cells("A2:A3"))


def test_the_template_s_example_is_skipped_and_said() -> None:
    made = register_template(None, datetime(2026, 3, 16, tzinfo=UTC))
    book = openpyxl.load_workbook(io.BytesIO(made))
    for at, value in enumerate(ROW[:7], start=1):
        book["Register"].cell(3, at, value)
    body = io.BytesIO()
    book.save(body)
    sheet = read_register(body.getvalue())
    assert [(row.number, row.cells["judul"]) for row in sheet.rows] == [(3, "Rapat")]
    assert sheet.remarks == ("Baris 2: baris contoh; dilewati.",)
