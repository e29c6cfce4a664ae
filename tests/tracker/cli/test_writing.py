"""Setting an office up, and importing its register, from the command line alone."""

import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import openpyxl

from tests.support.product import Product

OFFICE = ("--office", "35.99.01")
HEADER = "kecamatan,nomor_kegiatan,jenis,bidang,tanggal,judul,hasil,pic,status,tanggal_diverifikasi"
ROW = "35.99.01,1,rapat_koordinasi,Pemerintahan,2022-01-31,Rapat desa,Jadwal disusun,Kasi Pemerintahan,Selesai,2022-02-25"


def done(product: Product, *command: str) -> str:
    """What a command prints that must succeed."""
    result = product.run(*command)
    assert result.returncode == 0, result.stderr
    return result.stdout.strip()


def set_up(product: Product) -> None:
    done(product, "migrate")
    done(product, "office", "add", "35.99.01", "Kecamatan Uji", "--regency", "Kabupaten Uji")
    done(product, "section", "add", *OFFICE, "pemerintahan", "Pemerintahan")
    done(
        product,
        *("position", "add", *OFFICE, "kasi_pemerintahan", "Kasi Pemerintahan"),
        *("--rank", "kasi", "--section", "pemerintahan"),
    )


def test_an_office_is_set_up_step_by_step(product: Product) -> None:
    set_up(product)
    person = done(product, "person", "add", *OFFICE, "Ibu Sri", "--email", "sri@kecamatan.example")
    done(product, "position", "hold", *OFFICE, "kasi_pemerintahan", person, "--since", "2022-01-03")
    done(product, "body", "add", *OFFICE, "kades", "Kepala Desa")
    done(
        product,
        *("user", "add", *OFFICE, "kasi.uji", "--name", "Ibu Sri", "--role", "kasi"),
        *("--section", "pemerintahan", "--person", person),
    )
    shown = json.loads(done(product, "office", "show", "35.99.01", "--json"))
    assert shown["holders"] == {"kasi_pemerintahan": person}
    assert shown["office"]["bodies"] == {"kades": "Kepala Desa"}
    done(product, "user", "set-role", "kasi.uji", "staf")
    assert done(product, "token", "add", "kasi.uji", "--expires", "2099-12-31").startswith("tl_")
    done(product, "user", "disable", "kasi.uji")
    (account,) = json.loads(done(product, "user", "list", *OFFICE, "--json"))
    assert (account["role"], account["disabled"]) == ("staf", True)
    done(product, "position", "vacate", *OFFICE, "kasi_pemerintahan")
    assert json.loads(done(product, "office", "show", "35.99.01", "--json"))["holders"] == {
        "kasi_pemerintahan": None
    }


def test_a_series_of_meetings_is_kept_and_listed(product: Product) -> None:
    set_up(product)
    done(product, "series", "add", *OFFICE, "rakor", "Rapat bulanan", "--section", "pemerintahan")
    (listed,) = json.loads(done(product, "series", "list", *OFFICE, "--json"))
    assert listed["series"]["rhythm"] == "bulanan"
    assert listed["overview"] == {"held": 0, "last_held": None, "next_planned": None, "open": 0}
    assert json.loads(done(product, "series", "open", *OFFICE, "rakor", "--json")) == []
    twice = product.run("series", "add", *OFFICE, "rakor", "Lagi")
    assert (twice.returncode, twice.stderr.strip()) == (1, "Seri rapat “rakor” sudah ada.")
    unknown = product.run("series", "open", *OFFICE, "lain")
    assert (unknown.returncode, "tidak dikenal" in unknown.stderr) == (1, True)
    assert product.run("series", "add", *OFFICE, "x", "X", "--rhythm", "harian").returncode == 2


def test_a_plh_holds_until_a_day_and_a_mandate_until_it_is_ended(product: Product) -> None:
    set_up(product)
    sri = done(product, "person", "add", *OFFICE, "Ibu Sri")
    agus = done(product, "person", "add", *OFFICE, "Bapak Agus")
    hold = ("position", "hold", *OFFICE, "kasi_pemerintahan")
    done(product, *hold, sri, "--since", "2022-01-03")
    done(product, *hold, agus, "--standing", "plh", "--since", "2022-03-07", "--until", "2022-03-11")
    assert "Ibu Sri" in done(product, "office", "show", "35.99.01")
    done(product, *hold, agus, "--standing", "plh", "--until", "2099-12-31")
    assert "Bapak Agus (Plh. s.d. 31/12/2099)" in done(product, "office", "show", "35.99.01")
    backwards = product.run(
        *hold, agus, "--standing", "plt", "--since", "2022-03-07", "--until", "2022-03-01"
    )
    assert (backwards.returncode, len(backwards.stderr.splitlines())) == (1, 1)
    mandate = ("position", "mandate", *OFFICE, "kasi_pemerintahan", sri)
    done(product, *mandate, "--basis", "Surat 100/7")
    assert "a.n.: Ibu Sri" in done(product, "office", "show", "35.99.01")
    assert product.run(*mandate).returncode == 1
    assert product.run(*mandate, "--end", "--basis", "x").returncode == 2
    done(product, *mandate, "--end")
    assert "a.n.: Ibu Sri" not in done(product, "office", "show", "35.99.01")


def test_a_basket_is_handed_over_or_nothing_is(product: Product, tmp_path: Path) -> None:
    set_up(product)
    done(product, "body", "add", *OFFICE, "kades", "Kepala Desa")
    register = tmp_path / "register.csv"
    row = ROW.replace("Selesai,2022-02-25", "Belum,")
    register.write_text(f"{HEADER}\n{row}\n{row.replace('Jadwal', 'Daftar')}\n", "utf-8")
    done(product, "import", str(register))
    command = ("hand-over", *OFFICE, "kasi_pemerintahan")
    for wrong, code in (
        (("entah", "--reason", "Mutasi"), 1),
        (("kasi_pemerintahan", "--reason", "Mutasi"), 1),
        (("kades", "--reason", " "), 1),
        (("kades",), 2),
    ):
        refused = product.run(*command, *wrong)
        assert (refused.returncode, len(refused.stderr.splitlines())) == (code, 1), wrong
    answer = json.loads(done(product, *command, "kades", "--reason", "Mutasi, SK 821/7", "--json"))
    assert answer["follow_ups"] == 2
    rows = json.loads(done(product, "follow-ups", "--json", "--in-charge", "kades"))
    assert [one["in_charge"]["code"] for one in rows] == ["kades", "kades"]
    told = json.loads(done(product, "history", rows[0]["id"], "--json"))[-1]
    assert (told["data"]["hand_over_id"], told["reason"]) == (answer["id"], "Mutasi, SK 821/7")
    again = product.run(*command, "kades", "--reason", "Mutasi")
    assert (again.returncode, "tidak mempunyai tindak lanjut" in again.stderr) == (1, True)


def test_a_new_home_is_its_users_alone(product: Product) -> None:
    """Password hashes, tokens and addresses are in it."""
    done(product, "migrate")
    assert product.home.stat().st_mode & 0o077 == 0


def test_a_password_is_read_from_standard_input_and_printed_nowhere(product: Product) -> None:
    set_up(product)
    done(product, "user", "add", *OFFICE, "staf.uji", "--name", "Dewi", "--role", "staf")
    typed = subprocess.run(
        [sys.executable, "-m", "tracker", "user", "password", "staf.uji"],
        input="rahasia-sekali\n",
        env=product.environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert typed.returncode == 0
    assert "rahasia-sekali" not in typed.stdout + typed.stderr
    short = product.run("user", "password", "staf.uji")
    assert (short.returncode, "Kata sandi" in short.stderr) == (1, True)


def test_a_register_is_tried_imported_once_and_counted(product: Product, tmp_path: Path) -> None:
    set_up(product)
    register = tmp_path / "register.csv"
    register.write_text(f"{HEADER}\n{ROW}\n", "utf-8")
    assert done(product, "import", str(register), "--dry-run").startswith("Akan diimpor: 1 kegiatan")
    assert json.loads(done(product, "follow-ups", "--json")) == []
    assert json.loads(done(product, "import", str(register), "--json"))["coordinations"] == 1
    assert "0 kegiatan, 0 hasil" in done(product, "import", str(register))
    (row,) = json.loads(done(product, "follow-ups", "--json"))
    assert (row["status"], row["by_register"], row["in_charge"]["code"]) == (
        "selesai",
        True,
        "kasi_pemerintahan",
    )


def test_an_office_of_one_s_own_states_its_indicator_and_is_counted(product: Product, tmp_path: Path) -> None:
    set_up(product)
    stated = (
        "indicator",
        "set",
        *OFFICE,
        "pemerintahan",
        "Persentase hasil koordinasi",
        "--document",
        "IKU 2022",
    )
    done(product, *stated, "--rule", "meeting_all", "--section", "pemerintahan", "--year", "2022")
    register = tmp_path / "register.csv"
    register.write_text(f"{HEADER}\n{ROW}\n", "utf-8")
    done(product, "import", str(register))
    (figure,) = json.loads(done(product, "indicators", *OFFICE, "--year", "2022", "--json"))
    assert (figure["code"], figure["numerator"], figure["denominator"]) == ("pemerintahan", 1, 1)
    assert "WIB." in done(product, "indicators", *OFFICE, "--year", "2022")
    twice = product.run(*stated, "--rule", "survey")
    assert (twice.returncode, twice.stderr) == (1, "Indikator “pemerintahan” sudah ada.\n")
    nowhere = product.run(*stated[:4], "desa", *stated[5:], "--rule", "survey", "--section", "tidak_ada")
    assert (nowhere.returncode, "tidak_ada" in nowhere.stderr) == (1, True)
    spaced = product.run(*stated[:4], "a/b", *stated[5:], "--rule", "survey")
    assert (spaced.returncode, "Kode" in spaced.stderr) == (1, True)


def test_a_figure_above_a_hundred_is_shown_as_it_is_with_a_warning(product: Product, tmp_path: Path) -> None:
    done(product, "demo", "--empty")
    register = tmp_path / "register.csv"
    rows = [ROW.replace("35.99.01", "35.09.31").replace("Jadwal", text) for text in ("Jadwal", "Daftar")]
    register.write_text("\n".join((HEADER, *rows)), "utf-8")
    done(product, "import", str(register))
    command = ("indicators", "--office", "35.09.31", "--year", "2022", "--rule", "seed_literal")
    *_, figure = json.loads(done(product, *command, "--json"))
    assert (figure["code"], figure["percentage"]) == ("pemerintahan", "200.00")
    warned = [line for line in done(product, *command).splitlines() if "di atas 100 %" in line]
    assert [line.split(":")[0] for line in warned] == ["pemerintahan"]


def test_a_wrong_register_names_each_row_and_imports_nothing(product: Product, tmp_path: Path) -> None:
    set_up(product)
    register = tmp_path / "register.csv"
    wrong = ROW.replace(",1,", ",2,").replace("2022-01-31", "31/31/2022")
    register.write_text(f"{HEADER}\n{ROW}\n{wrong}\n{wrong.replace(',2,', ',3,')}\n", "utf-8")
    refused = product.run("import", str(register))
    assert refused.returncode == 1
    assert [line.split(",")[0] for line in refused.stderr.splitlines()] == [
        "Baris 3",
        "Baris 4",
        "Tidak ada yang diimpor.",
    ]
    assert json.loads(done(product, "follow-ups", "--json")) == []


def test_a_register_written_in_the_template_is_the_same_import_as_its_csv(
    product: Product, tmp_path: Path
) -> None:
    set_up(product)
    workbook = tmp_path / "register.xlsx"
    done(product, "import", "--template", str(workbook), *OFFICE)
    empty = product.run("import", str(workbook))
    assert (empty.returncode, "baris contoh" in empty.stderr) == (1, True)
    book = openpyxl.load_workbook(workbook)
    sheet = book["Register"]
    columns = [cell.value for cell in sheet[1]]
    names = HEADER.replace("pic", "penanggung_jawab").split(",")
    for name, value in zip(names, ROW.split(","), strict=True):
        day = name.startswith("tanggal")
        sheet.cell(3, columns.index(name) + 1, datetime.fromisoformat(value) if day else value)
    book.save(workbook)
    printed = done(product, "import", str(workbook))
    assert printed.startswith("Diimpor: 1 kegiatan, 1 hasil")
    assert "Baris 2: baris contoh; dilewati." in printed
    register = tmp_path / "register.csv"
    register.write_text(f"{HEADER}\n{ROW}\n", "utf-8")
    assert "0 kegiatan, 0 hasil" in done(product, "import", str(register))


def test_a_template_never_takes_another_file_s_place(product: Product, tmp_path: Path) -> None:
    done(product, "migrate")
    there = tmp_path / "register.xlsx"
    there.write_bytes(b"somebody's work")
    refused = product.run("import", "--template", str(there))
    assert (refused.returncode, len(refused.stderr.splitlines())) == (1, 1)
    assert "tidak ditimpa" in refused.stderr
    assert there.read_bytes() == b"somebody's work"


def test_a_home_with_data_of_its_own_takes_no_demo(product: Product) -> None:
    set_up(product)
    before = done(product, "events", "tail", "-n", "1000", "--json")
    refused = product.run("demo")
    assert (refused.returncode, len(refused.stderr.splitlines())) == (1, 1)
    assert "bukan data contoh" in refused.stderr
    assert done(product, "events", "tail", "-n", "1000", "--json") == before


def test_without_a_mail_server_a_home_of_its_own_is_not_fit_to_run(product: Product) -> None:
    assert product.run("check").returncode == 1
    set_up(product)
    checked = product.run("check")
    assert (checked.returncode, "TINDAKLANJUT_SMTP" in checked.stdout) == (1, True)
    assert product.run("check", "--running").returncode == 0
    product.environment["TINDAKLANJUT_SMTP"] = "smtp://127.0.0.1:25"
    assert product.run("check").returncode == 0
