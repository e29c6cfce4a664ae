"""Impor register: tried first, imported after a look, and nothing else."""

import io
from collections.abc import Callable

import httpx
import openpyxl
import pytest

from tests.support.office import CODE
from tests.support.workbook import midnight, workbook
from tests.tracker.web.browsing import Client
from tests.tracker.web.conftest import SignIn
from tests.tracker.web.pages.screen import form_of, words
from tracker.application.register.sheet import REQUIRED
from tracker.application.tracker import Tracker
from tracker.domain.role import Role

PAGE = "/impor"
ROW = (
    CODE,
    "01/2026",
    "Rapat koordinasi",
    "pemerintahan",
    midnight("2026-03-02"),
    "Rapat desa",
    "Jadwal disusun",
)
REGISTER = workbook(REQUIRED, ROW)


def tried(client: Client, content: bytes, name: str = "register.xlsx") -> httpx.Response:
    data = form_of(client.get(PAGE), PAGE) | {"do": "periksa"}
    data.pop("file")
    return client.post(PAGE, data=data, files={"file": (name, content)}, follow_redirects=False)


def confirmed(client: Client, page: httpx.Response, **typed: str) -> httpx.Response:
    data = form_of(page, PAGE) | {"do": "impor"} | typed
    data.pop("file", None)
    return client.post(PAGE, data=data, follow_redirects=False)


def test_a_workbook_is_tried_then_imported_once(signed_in: SignIn, tracker: Tracker) -> None:
    client = signed_in(Role.SEKCAM)
    before = tracker.store.head()
    page = tried(client, REGISTER)
    assert page.status_code == 200
    seen = words(page)
    assert "Berkas dapat diimpor" in seen
    assert "Kegiatan baru 1 Hasil 1 Tindak lanjut 1" in seen
    assert tracker.store.head() == before
    answer = confirmed(client, page)
    assert (answer.status_code, answer.headers["location"]) == (303, "/kegiatan")
    seen = words(client.get("/kegiatan"))
    assert "Diimpor: 1 kegiatan, 1 hasil, 1 tindak lanjut." in seen
    assert "Rapat desa" in seen
    head = tracker.store.head()
    again = tried(client, REGISTER)
    assert "Tidak ada yang baru" in words(again)
    assert 'value="impor"' not in again.text
    assert confirmed(client, page).status_code == 303
    assert tracker.store.head() == head


def test_a_csv_goes_the_same_way(signed_in: SignIn) -> None:
    client = signed_in(Role.SEKCAM)
    text = f"{','.join(REQUIRED)}\n{CODE},01/2026,rapat,pemerintahan,2026-03-02,Rapat desa,Jadwal disusun\n"
    page = tried(client, text.encode(), "C:\\Users\\Sekcam\\register.csv")
    assert "Berkas: register.csv" in words(page)
    assert confirmed(client, page).status_code == 303


def test_every_row_at_fault_is_named_and_nothing_is_stored(signed_in: SignIn, tracker: Tracker) -> None:
    client = signed_in(Role.SEKCAM)
    before = tracker.store.head()
    rows = ((*ROW[:4], "besok", *ROW[5:]), (*ROW[:5], "#REF!", *ROW[6:]), (*ROW[:1], "02", "pesta", *ROW[3:]))
    wrong = workbook(REQUIRED, *rows)
    page = tried(client, wrong)
    assert page.status_code == 422
    assert "Baris 2, tanggal: “besok” bukan tanggal" in words(page)
    assert (
        "bukan tanggal; tulis misalnya 2022-01-31 atau 31 Januari 2022. Baris 3, judul: sel F3 berisi galat"
        in words(page)
    )
    assert "Baris 4, jenis: “pesta” bukan jenis kegiatan" in words(page)
    assert 'href="#file"' in page.text
    assert 'value="impor"' not in page.text
    assert tracker.store.head() == before


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Berkas kosong"),
        (b"\xd0\xcf\x11\xe0", "Excel lama"),
        (b"x" * (1024 * 1024 + 1), "lebih besar dari 1 MB"),
        (REGISTER[:-40], "rusak"),
    ],
)
def test_what_is_no_register_is_said_in_one_line(signed_in: SignIn, content: bytes, said: str) -> None:
    page = tried(signed_in(Role.SEKCAM), content)
    assert page.status_code == 422
    assert said in words(page)


def test_a_form_without_a_file_says_so(signed_in: SignIn) -> None:
    client = signed_in(Role.SEKCAM)
    data = form_of(client.get(PAGE), PAGE) | {"do": "periksa"}
    page = client.post(PAGE, data=data)
    assert (page.status_code, "Pilih berkas register" in words(page)) == (422, True)
    page = client.post(PAGE, data=data | {"do": "impor", "content": "bukan base64!"})
    assert (page.status_code, "pilih lagi berkasnya" in words(page)) == (422, True)


def test_what_happened_between_trying_and_importing_is_told(signed_in: SignIn, tracker: Tracker) -> None:
    """Somebody else imported the same coordination with another content."""
    client = signed_in(Role.SEKCAM)
    page = tried(client, REGISTER)
    confirmed(client, tried(client, workbook(REQUIRED, (*ROW[:6], "Lain"))))
    answer = confirmed(client, page)
    assert answer.status_code == 422
    assert "kegiatan 01/2026 sudah diimpor dengan isi yang lain" in words(answer)


def test_more_than_the_page_takes_is_refused_before_it_is_read(signed_in: SignIn) -> None:
    answer = tried(signed_in(Role.SEKCAM), b"x" * (2 * 1024 * 1024))
    assert answer.status_code == 413


def test_the_empty_register_offers_the_readers_own_sections(signed_in: SignIn) -> None:
    client = signed_in(Role.SEKCAM)
    answer = client.get("/impor/register.xlsx")
    assert answer.headers["content-disposition"] == f'attachment; filename="register-{CODE}.xlsx"'
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert "pemerintahan" in {cell.value for row in book["Daftar"].iter_rows() for cell in row}


@pytest.mark.parametrize("role", [Role.STAF, Role.NOTULIS, Role.KASI, Role.CAMAT, Role.AUDITOR])
def test_who_may_not_import_is_told_who_may(signed_in: SignIn, role: Role) -> None:
    client = signed_in(role)
    ask: tuple[Callable[[], httpx.Response], ...] = (
        lambda: client.get(PAGE),
        lambda: client.get("/impor/register.xlsx"),
    )
    for answer in (one() for one in ask):
        assert answer.status_code == 403
        assert "mengimpor register" in words(answer)
    assert PAGE not in client.get("/kegiatan").text


def test_only_the_readers_own_office_is_imported(signed_in: SignIn) -> None:
    page = tried(signed_in(Role.SEKCAM), workbook(REQUIRED, ("99.01.02", *ROW[1:])))
    assert "Baris 2, kecamatan: Tidak ditemukan di kecamatan Anda." in words(page)
