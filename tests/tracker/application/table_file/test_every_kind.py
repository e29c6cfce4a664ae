"""A register, survey answers and a published table are read in one way: a bad file of each is answered the same."""

from collections.abc import Callable
from datetime import date

import msgspec
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.support.workbook import computed, midnight, packed, workbook
from tracker.application.published.sheet import read_printed
from tracker.application.register.sheet import read_register
from tracker.application.survey_file.responses import read_survey_file
from tracker.application.table_file.problems import RowsRefused, UnreadableFile
from tracker.domain.survey.elements import Element


class Kind(msgspec.Struct, frozen=True):
    """`row` is one that is taken; `at` is the place of a column in which every row has a value of its own."""

    name: str
    read: Callable[[bytes], tuple[tuple[str, ...], tuple[str, ...]]]
    header: tuple[str, ...]
    row: tuple[str, ...]
    at: int

    @property
    def column(self) -> str:
        return self.header[self.at]

    @property
    def letter(self) -> str:
        return chr(ord("A") + self.at)


def _register(content: bytes) -> tuple[tuple[str, ...], tuple[str, ...]]:
    table = read_register(content)
    return table.problems, table.remarks


def _survey(content: bytes) -> tuple[tuple[str, ...], tuple[str, ...]]:
    try:
        return (), read_survey_file(content, date(2026, 3, 16)).remarks
    except RowsRefused as refusal:
        return refusal.problems, ()


def _printed(content: bytes) -> tuple[tuple[str, ...], tuple[str, ...]]:
    table = read_printed(content)
    return table.problems, table.remarks


KINDS = (
    Kind(
        "register",
        _register,
        ("kecamatan", "nomor_kegiatan", "jenis", "bidang", "tanggal", "judul", "hasil"),
        ("35.09.31", "01", "rapat", "pmks", "2022-01-31", "Rapat", "Hasil"),
        6,
    ),
    Kind("jawaban survei", _survey, tuple(Element), ("4",) * len(Element), 2),
    Kind(
        "tabel laporan",
        _printed,
        ("kecamatan", "tahun_laporan", "dokumen", "indikator", "tahun", "realisasi"),
        ("35.09.31", "2020", "LKIP 2020", "IKM", "2020", "88,95"),
        5,
    ),
)
every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)


def csv(*rows: tuple[str, ...], mark: str = ";") -> bytes:
    return "\n".join(mark.join(row) for row in rows).encode()


def with_value(kind: Kind, value: object) -> tuple[object, ...]:
    return (*kind.row[: kind.at], value, *kind.row[kind.at + 1 :])


def refused(kind: Kind, content: bytes) -> str:
    with pytest.raises(UnreadableFile) as refusal:
        kind.read(content)
    assert refusal.value.field == "file"
    assert "\n" not in refusal.value.message
    return refusal.value.message


@every_kind
def test_good_files_of_each_kind_are_read(kind: Kind) -> None:
    nothing: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    assert kind.read(csv(kind.header, kind.row)) == nothing
    assert kind.read(b"\xef\xbb\xbf\r\n" + csv(kind.header, kind.row).replace(b"\n", b"\r\n")) == nothing
    assert kind.read(workbook(("Judul di atas",), (), kind.header, (), kind.row)) == nothing


@every_kind
def test_a_file_that_cannot_be_read_at_all_is_told_in_one_line(kind: Kind) -> None:
    whole = workbook(kind.header, kind.row)
    said = {
        "kosong": b" \n",
        "rusak": b"PK\x03\x04rusak",
        "rusak atau tidak lengkap": whole[: len(whole) // 2],
        "lebih besar dari 32 MB": packed(whole, {"xl/media/picture.png": bytes(33 * 1024 * 1024)}),
        ".xls": b"\xd0\xcf\x11\xe0rest",
        "ODS": packed(whole, {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}),
        f"simpan {kind.name} sebagai": csv(kind.header, kind.row).decode().encode("utf-16"),
        "Baris 2 bukan teks UTF-8": csv(kind.header) + b"\n\xe9",
        "Baris 2 tidak dapat dibaca sebagai CSV": csv(kind.header, ('"' + kind.row[0], *kind.row[1:])),
        "sampai kolom XFD": workbook(kind.header, kind.row, then=lambda sheet: _write(sheet, 2, 16_384)),
        "bagi menjadi beberapa berkas": workbook(
            kind.header, kind.row, then=lambda sheet: _write(sheet, 20_005, 1)
        ),
        f"Kolom {kind.header[0]} ada dua kali": csv((*kind.header, kind.header[0]), (*kind.row, kind.row[0])),
        f"Kolom {kind.header[1]} tidak ada": csv(kind.header[:1] + kind.header[2:]),
    }
    assert {words: words in refused(kind, content) for words, content in said.items()} == dict.fromkeys(
        said, True
    )


def _write(sheet: Worksheet, row: int, column: int) -> None:
    sheet.cell(row, column, "jauh")


@every_kind
@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("=1+1", "berisi rumus yang belum dihitung; buka di Excel"),
        ("#REF!", "berisi galat #REF!"),
        (midnight("2022-01-01"), "dibaca Excel sebagai tanggal"),
    ],
)
def test_what_a_reader_could_only_guess_is_refused_with_its_cell(
    kind: Kind, value: object, said: str
) -> None:
    (line, *_), _ = kind.read(workbook(kind.header, kind.row, with_value(kind, value)))  # type: ignore[arg-type]
    assert line.startswith(f"Baris 3, {kind.column}: sel {kind.letter}3 {said}")


@every_kind
def test_a_formula_is_read_by_the_value_that_was_saved_with_it(kind: Kind) -> None:
    content = computed(kind.header, kind.row, kind.at, '="x"', kind.row[kind.at])
    assert kind.read(content) == ((), ())


@every_kind
def test_a_value_of_its_own_is_not_merged_over_rows(kind: Kind) -> None:
    merged = f"{kind.letter}2:{kind.letter}3"
    (line, *_), _ = kind.read(
        workbook(kind.header, kind.row, kind.row, then=lambda sheet: sheet.merge_cells(merged))
    )
    assert line.startswith(f"Baris 2, {kind.column}: sel {merged} digabung; satu baris untuk satu ")


@every_kind
def test_a_cell_behind_the_header_is_named(kind: Kind) -> None:
    (line, *_), _ = kind.read(csv(kind.header, kind.row, (*kind.row, "lebih")))
    assert line.startswith("Baris 3: ada isi di sebelah kanan judul kolom")


@every_kind
def test_hidden_rows_and_other_sheets_are_told(kind: Kind) -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.row_dimensions[2].hidden = True
        assert sheet.parent is not None
        for month in range(1, 13):
            sheet.parent.create_sheet(f"Bulan {month}").append(list(kind.header))

    months = ", ".join(f"“Bulan {month}”" for month in range(1, 11))
    problems, remarks = kind.read(workbook(kind.header, kind.row, kind.row, then=hide))
    assert (problems, remarks) == (
        (),
        (
            "Baris tersembunyi ikut dibaca: 2.",
            f"Lembar {months} dan 2 lagi juga berisi {kind.name}, tetapi tidak dibaca; hanya “Sheet1” yang dibaca.",
        ),
    )
