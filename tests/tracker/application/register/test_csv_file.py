"""A file becomes rows, or one line says why it does not."""

import pytest

from tracker.application.register.sheet import MAX_BYTES, MAX_ROWS, REQUIRED, read_register
from tracker.application.table_file.problems import UnreadableFile

HEADER = ",".join(REQUIRED)
ROW = "35.09.31,01,rapat,pmks,2022-01-31,Rapat,Hasil"


def test_headers_are_known_in_any_order_case_and_spacing() -> None:
    text = "HASIL; Judul ;PIC;tanggal;Bidang;jenis;Nomor Kegiatan;Kecamatan;Batas Waktu;Ket.\nH;J;P;T;B;R;1;K;D;Selesai"
    (row,) = read_register(text.encode()).rows
    assert row.number == 2
    assert row.cells == {
        "hasil": "H",
        "judul": "J",
        "penanggung_jawab": "P",
        "tanggal": "T",
        "bidang": "B",
        "jenis": "R",
        "nomor_kegiatan": "1",
        "kecamatan": "K",
        "batas_waktu": "D",
        "status": "Selesai",
    }


def test_a_byte_order_mark_blank_lines_and_line_ends_of_windows_do_no_harm() -> None:
    text = f"\ufeff{HEADER}\r\n{ROW}\r\n\r\n,,,,,,\r\n{ROW}\r\n"
    assert [row.number for row in read_register(text.encode()).rows] == [2, 5]


def test_a_quoted_cell_may_have_the_separator_and_a_line_end() -> None:
    text = f'{HEADER}\n35.09.31,01,rapat,pmks,2022-01-31,"Rapat, lalu\nmakan",Hasil\n{ROW}'
    rows = read_register(text.encode()).rows
    assert rows[0].cells["judul"] == "Rapat, lalu\nmakan"
    assert rows[1].number == 3


def test_remarks_are_the_status_only_where_there_is_no_status() -> None:
    both = read_register(f"{HEADER},status,keterangan\n{ROW},proses,catatan bebas".encode())
    assert both.rows[0].cells["status"] == "proses"
    assert both.ignored == ("keterangan",)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "kosong"),
        (b" \n\n", "kosong"),
        (b"\x00\x01\x02", "bukan berkas CSV"),
        (f"{HEADER}\n{ROW}".encode("utf-16"), "bukan berkas CSV"),
        (f"{HEADER}\n{ROW.replace('Rapat', 'Rapát')}".encode("latin-1"), "Baris 2 bukan teks UTF-8"),
        (HEADER.encode(), "tidak ada baris"),
        (HEADER.replace("tanggal,", "").encode(), "Kolom tanggal tidak ada"),
        (f"{HEADER},PIC,penanggung jawab\n{ROW}".encode(), "penanggung_jawab ada dua kali"),
        (b"a" * (MAX_BYTES + 1), "lebih besar"),
        (b"a," * 1_000_000, "1000001 kolom"),
        (f"{HEADER}\n".encode() + f"{ROW}\n".encode() * (MAX_ROWS + 1), f"lebih dari {MAX_ROWS} baris"),
        (f'{HEADER}\n"{"x" * 200_000}'.encode(), "tidak dapat dibaca sebagai CSV"),
        (
            f"{HEADER}\n{ROW.replace('Hasil', chr(34) + 'Hasil')}\n{ROW}".encode(),
            "Baris 2 .* periksa tanda kutip",
        ),
    ],
)
def test_what_is_no_register_is_refused_in_one_line(content: bytes, words: str) -> None:
    with pytest.raises(UnreadableFile, match=words) as refusal:
        read_register(content)
    assert "\n" not in refusal.value.message


def test_a_row_longer_than_the_header_is_named_and_left_out() -> None:
    sheet = read_register(f"{HEADER}\n{ROW}\n{ROW},lebih".encode())
    assert [row.number for row in sheet.rows] == [2]
    (line,) = sheet.problems
    assert line.startswith("Baris 3: ada isi di sebelah kanan")
