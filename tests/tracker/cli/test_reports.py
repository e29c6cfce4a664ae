"""The report, the freezes and printed tables from the command line alone."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.command_line import CommandLine
from tests.support.demo import demo_home
from tests.support.product import Product

OF_YEAR = ("--office", "35.09.31", "--year", "2026")
QUARTER = (*OF_YEAR, "--period", "TW3")
PLANNER = ("--as", "kasubbag.perencanaan.sumberjambe")
CAMAT = ("--as", "camat.sumberjambe")
TABLE = """kecamatan;tahun_laporan;dokumen;indikator;tahun;target;realisasi;capaian;predikat;pembilang;penyebut
35.09.31;2018;LKIP 2018;pemerintahan;2018;65;90,83;139,73;Sedang;31.991;35.221
35.09.31;2018;LKIP 2018;SPKT;2018;65;66,67;102,57;;;
"""


@pytest.fixture
def home(loaded_demo: Product, tmp_path: Path) -> Iterator[Product]:
    with demo_home(loaded_demo, tmp_path, CommandLine) as product:
        yield product


def said(product: Product, *command: str, code: int = 0) -> str:
    done = product.run(*command)
    assert done.returncode == code, done.stderr
    return (done.stdout if code == 0 else done.stderr).strip()


def test_a_quarter_is_frozen_returned_and_reopened(home: Product) -> None:
    assert "tidak berwenang" in said(home, "freeze", "propose", *QUARTER, code=1)
    assert "belum berakhir" in said(home, "freeze", "propose", *OF_YEAR, *PLANNER, code=1)
    assert said(home, "freeze", "propose", *QUARTER, *PLANNER) == "Capaian Triwulan III 2026 diusulkan."
    said(home, "freeze", "take-back", *QUARTER, *PLANNER, "--reason", "Salah periode")
    said(home, "freeze", "propose", *QUARTER, *PLANNER)
    said(home, "freeze", "return", *QUARTER, *CAMAT, "--reason", "Periksa lagi")
    said(home, "freeze", "propose", *QUARTER, *PLANNER)
    assert "Hanya Camat" in said(home, "freeze", "confirm", *QUARTER, *PLANNER, code=1)
    said(home, "freeze", "confirm", *QUARTER, *CAMAT, "--document", "050/7")
    (found,) = json.loads(said(home, "freeze", "list", *OF_YEAR, "--json"))
    assert (found["state"], found["document"], found["period"]) == ("ditetapkan", "050/7", "TW3")
    assert [figure["code"] for figure in found["figures"]] == ["skm", "pmks", "trantibum", "pemerintahan"]
    said(home, "freeze", "reopen", *QUARTER, *CAMAT, "--reason", "Satu rapat terlewat")
    assert "Dibuka kembali" in said(home, "freeze", "list", "--office", "35.09.31")
    assert "Periode" in said(home, "freeze", "propose", *OF_YEAR, "--period", "TW9", *PLANNER, code=1)


def test_a_printed_table_is_taken_over_and_stands_in_the_report(home: Product) -> None:
    file = home.home.parent / "lkip.csv"
    file.write_text(TABLE, "utf-8")
    tried = said(home, "report", "import", str(file), "--dry-run")
    assert "akan diambil alih: 2 baris" in tried
    assert "capaian tercetak 139,73; dihitung 139,74; selisih +0,01" in tried
    assert "predikat tercetak “Sedang”; capaian 139,73 berarti “Sangat Tinggi”" in tried
    assert "seperti tercetak: SPKT" in said(home, "report", "import", str(file))
    assert "tidak ada yang berubah" in said(home, "report", "import", str(file))
    shown = said(home, "report", "show", "--office", "35.09.31", "--year", "2018")
    assert "31.991 dari 35.221" in shown
    assert "tercetak dalam LKIP 2018" in shown
    assert "pemerintahan, Tahun 2018: predikat tercetak “Sedang”" in shown
    file.write_text(TABLE.replace("139,73", "x"), "utf-8")
    assert "Baris 2, capaian: “x” bukan angka" in said(home, "report", "import", str(file), code=1)


def test_a_file_of_another_kind_is_refused(home: Product) -> None:
    assert "BERKAS" in said(home, "report", "export", "laporan.pdf", *OF_YEAR, code=2)
