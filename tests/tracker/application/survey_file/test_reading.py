"""A survey file: forgiving in its form, strict in its answers, and without anything that tells who answered."""

import io
from datetime import date

import pytest
from openpyxl import Workbook

from tracker.application.survey_file.responses import SurveyFile, read_survey_file
from tracker.application.table_file.problems import RowsRefused, UnreadableFile
from tracker.domain.survey.elements import Element
from tracker.domain.survey.respondent import Trait

TODAY = date(2026, 3, 16)
HEADER = ",".join(Element)


def read(*lines: str) -> SurveyFile:
    return read_survey_file("\n".join(lines).encode(), TODAY)


def problems(*lines: str) -> tuple[str, ...]:
    with pytest.raises(RowsRefused) as refusal:
        read(*lines)
    return refusal.value.problems


def test_a_column_per_element_and_a_row_per_respondent() -> None:
    found = read(HEADER, "1,2,3,4,1,2,3,4,1", "", "4,4,4,4,4,4,4,4,")
    first, second = (filed.response.answers for filed in found.responses)
    assert [first[element] for element in Element] == [1, 2, 3, 4, 1, 2, 3, 4, 1]
    assert set(Element) - set(second) == {Element.SARANA}
    assert [filed.row for filed in found.responses] == [2, 4]


def test_columns_are_found_by_name_in_any_order_case_and_spelling() -> None:
    header = (
        "\ufeffNo;Sarana dan Prasarana;PENGADUAN;Perilaku;Kompetensi Pelaksana;Produk;Biaya/Tarif;"
        "Waktu Penyelesaian;Prosedur;Persyaratan;Usia;L/P;Pendidikan;Pekerjaan;Jenis Layanan;Tanggal Survei;Kritik dan Saran"
    )
    row = '1;4;3;2;1;4;3;2;1;4;35;Laki-laki;SLTA;Petani;"Rekam  KTP-el";14/03/2026;"Cepat; ramah"'
    found = read(header, row)
    (filed,) = found.responses
    assert filed.response.answers[Element.SARANA] == 4
    assert filed.response.answers[Element.PENGADUAN] == 3
    assert filed.response.profile == {
        Trait.UMUR: "30-39",
        Trait.JENIS_KELAMIN: "L",
        Trait.PENDIDIKAN: "sma",
        Trait.PEKERJAAN: "lainnya",
        Trait.LAYANAN: "Rekam KTP-el",
        Trait.TANGGAL: "2026-03-14",
    }
    assert filed.suggestion == "Cepat; ramah"
    assert found.ignored == ("No",)


@pytest.mark.parametrize("wrong", ["5", "0.5", "x", "-1", "4,5", "４", "2.0", "1e0"])
def test_an_answer_off_the_scale_is_named_by_row_and_column(wrong: str) -> None:
    found = problems(HEADER, "4,4,4,4,4,4,4,4,4", f'4,4,"{wrong}",4,4,4,4,4,4')
    assert found == (f"Baris 3, waktu: “{wrong}” bukan jawaban; isi 1, 2, 3, atau 4.",)


def test_zero_is_no_answer_and_is_not_taken_for_a_missing_one() -> None:
    (found,) = problems(HEADER, "0,4,4,4,4,4,4,4,4")
    assert (
        found == "Baris 2, persyaratan: “0” bukan jawaban; isi 1, 2, 3, atau 4; kosongkan bila tidak dijawab."
    )


def test_every_row_at_fault_is_named_in_one_go() -> None:
    found = problems(
        f"{HEADER},umur,tanggal,pendidikan", "9,4,4,4,4,4,4,4,4,3,2027-01-01,TK", ",,,,,,,,,20,,"
    )
    assert len(found) == 5
    assert found[0].startswith("Baris 2, persyaratan")
    assert "Umur 3 tidak mungkin" in found[1] + found[2] + found[3]
    assert found[4] == "Baris 3: tidak ada satu pun jawaban; isi, atau hapus barisnya."


def test_more_cells_than_headers_are_refused() -> None:
    assert "di sebelah kanan judul kolom" in problems(f"{HEADER},saran", "4,4,4,4,4,4,4,4,4,cepat, ramah")[0]


@pytest.mark.parametrize(
    "header",
    ["Nama", "nama_responden", "No HP", "No. Telp.", "NIK", "Nomor WhatsApp", "Alamat", "e-mail/email"],
)
def test_columns_with_personal_data_are_refused_by_name(header: str) -> None:
    with pytest.raises(UnreadableFile, match="data pribadi") as refusal:
        read(f"{header},{HEADER}", "Budi,4,4,4,4,4,4,4,4,4")
    assert header in refusal.value.message
    assert "Budi" not in refusal.value.message


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ((HEADER.replace("biaya,", ""), "4,4,4,4,4,4,4,4"), "Kolom biaya tidak ada"),
        (("U1,U2,U3,U4,U5,U6,U7,U8,U9", "4,4,4,4,4,4,4,4,4"), "U1 tidak menyebut unsurnya"),
        ((f"{HEADER},Waktu", "4,4,4,4,4,4,4,4,4,4"), "ada dua kali"),
        ((HEADER,), "hanya berisi judul"),
        (("",), "Berkas kosong"),
        ((HEADER, '4,4,4,4,4,4,4,4,"4'), "tanda kutip"),
    ],
)
def test_a_file_that_is_no_survey_is_refused_in_one_line(lines: tuple[str, ...], words: str) -> None:
    with pytest.raises(UnreadableFile, match=words):
        read(*lines)


def workbook(*rows: list[object]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def test_a_workbook_tells_the_same() -> None:
    content = workbook([*Element, "Tanggal"], [4, 3, 2, 1, "4", 3.0, 2, None, 4, date(2026, 3, 14)])
    (filed,) = read_survey_file(content, TODAY).responses
    assert [filed.response.answers.get(element) for element in Element] == [4, 3, 2, 1, 4, 3, 2, None, 4]
    assert filed.response.profile == {Trait.TANGGAL: "2026-03-14"}


def test_in_a_workbook_a_formula_and_a_half_are_no_answers() -> None:
    content = workbook([*Element], ["=A3", 0.5, True, 4, 4, 4, 4, 4, 4])
    with pytest.raises(RowsRefused) as refusal:
        read_survey_file(content, TODAY)
    assert [problem.split(":")[0] for problem in refusal.value.problems] == [
        "Baris 2, persyaratan",
        "Baris 2, prosedur",
        "Baris 2, waktu",
    ]
    assert "berisi rumus" in refusal.value.problems[0]


@pytest.mark.parametrize("content", [b"PK\x03\x04rusak", b"\0\0\0", b"\xff\xfe4,4", workbook([1])[:900]])
def test_a_damaged_file_is_refused_in_one_line(content: bytes) -> None:
    with pytest.raises(UnreadableFile) as refusal:
        read_survey_file(content, TODAY)
    assert "\n" not in refusal.value.message
