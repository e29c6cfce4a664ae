"""Wrong input gets one line and an exit code, never a traceback; and nothing heavy is loaded to say so."""

import subprocess
import sys

import pytest

from tests.support.product import Product
from tracker.cli.main import run


@pytest.mark.parametrize(
    ("command", "code", "words"),
    [
        (("nonsense",), 2, "nonsense"),
        (("check", "sekarang"), 2, "sekarang"),
        (("indicators",), 2, "--office"),
        (("import",), 2, "BERKAS"),
        (("explain",), 2, "INDIKATOR"),
        (("token", "add", "camat.sumberjambe", "--expires", "lusa"), 2, "lusa"),
        (("office", "add", "1"), 2, "NAMA"),
        (("indicators", "--office", "35.09.31"), 2, "--year"),
        (("indicators", "--office", "35.09.31", "--year", "dua"), 2, "dua"),
        (("indicators", "--office", "9", "--year", "2022"), 1, "Kecamatan 9 tidak dikenal"),
        (("indicators", "--office", "35.09.31", "--year", "1900"), 2, "Tahun 1900"),
        (("indicators", "--office", "35.09.31", "--year", "2022", "--period", "TW9"), 2, "Periode “TW9”"),
        (("indicators", "--office", "35.09.31", "--year", "2022", "--cut-off", "besok"), 2, "bukan tanggal"),
        (("indicators", "--office", "35.09.31", "--year", "2022", "--as-of", "kapan"), 2, "bukan waktu"),
        (
            ("indicators", "--office", "35.09.31", "--year", "2022", "--as-of", "2099-01-01"),
            1,
            "sesudah sekarang",
        ),
        (
            ("indicators", "--office", "35.09.31", "--year", "2022", "--as-of", "0001-01-01T00:00"),
            2,
            "bukan waktu",
        ),
        (("office", "add", "1", "\udcff", "--regency", "x"), 2, "UTF-8"),
        (("events", "show", "9" * 30), 2, "range"),
        (("explain", "x", "--office", "35.09.31", "--year", "2022"), 1, "Indikator “x” tidak dikenal"),
        (("history", "bukan-id"), 2, "bukan-id"),
        (("history", "00000000-0000-0000-0000-000000000000"), 1, "Tidak ada tindak lanjut"),
        (("reminders", "ledger", "00000000-0000-0000-0000-000000000000"), 1, "Tidak ada tindak lanjut"),
        (("follow-ups", "--office", "9"), 1, "Kecamatan 9 tidak dikenal"),
        (("follow-ups", "--section", "pesta"), 1, "Bidang “pesta” tidak dikenal"),
        (("follow-ups", "--in-charge", "Pak Siapa"), 1, "“Pak Siapa” bukan jabatan"),
        (("reminders", "plan", "--at", "9999-12-31"), 2, "bukan waktu"),
        (("person", "add", "--office", "35.09.31", "Sri", "--email", "sri@x\nBcc: a@b"), 1, "Alamat surel"),
        (("person", "add", "--office", "35.09.31", "Sri", "--email", "sri"), 1, "Alamat surel"),
        (("user", "add", "--office", "35.09.31", "operator", "--name", "X", "--role", "staf"), 1, "operator"),
        (("follow-ups", "--as", "siapa"), 1, "“siapa” tidak dikenal"),
        (("user", "list", "--office", "9"), 1, "Kecamatan 9 tidak dikenal"),
        (("user", "disable", "siapa"), 1, "“siapa” tidak dikenal"),
        (("token", "add", "camat.sumberjambe", "--expires", "2020-01-01"), 1, "sesudah hari ini"),
        (("section", "add", "--office", "35.09.31", "pmks", "Lagi"), 1, "sudah ada"),
        (
            ("section", "add", "--office", "35.09.31", "x", "X", "--as", "staf.sumberjambe"),
            1,
            "tidak berwenang",
        ),
        (("calendar", "add-working-days", "2026-02-30", "1", "--office", "35.09.31"), 2, "bukan tanggal"),
        (("events", "show", "999999"), 1, "Tidak ada peristiwa"),
        (("projections", "parked", "skip", "1", "--reason", "x"), 1, "tidak sedang tertahan"),
        (
            ("projections", "parked", "skip", "1", "--reason", "x", "--as", "admin.gucialit"),
            1,
            "Hanya operator",
        ),
        (("import", "tidak-ada.csv"), 2, "tidak-ada.csv"),
        (("import", "--template", "register.csv"), 2, ".xlsx"),
        (("import", "--template", "tidak/ada/register.xlsx"), 1, "tidak dapat ditulis"),
        (("import", "--template", "register.xlsx", "--office", "9"), 1, "Kecamatan 9 tidak dikenal"),
        (("import", "register.csv", "--office", "35.09.31"), 2, "--template"),
        (("worker",), 2, "TINDAKLANJUT_REDIS"),
        (("beat",), 2, "TINDAKLANJUT_REDIS"),
        (("projector",), 2, "TINDAKLANJUT_REDIS"),
    ],
)
def test_it_gets_one_line_that_names_what_is_wrong(
    demo: Product, command: tuple[str, ...], code: int, words: str
) -> None:
    refused = demo.run(*command)
    assert refused.returncode == code
    assert words in refused.stderr
    assert len(refused.stderr.splitlines()) == 1
    assert refused.stdout == ""


def test_wrong_settings_are_said_in_one_line(product: Product) -> None:
    product.environment["TINDAKLANJUT_REDIS"] = "http://x"
    done = product.run("office", "list")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert "TINDAKLANJUT_REDIS" in done.stderr


def test_a_database_that_is_none_is_said_in_one_line(product: Product) -> None:
    product.home.mkdir()
    (product.home / "store.sqlite").write_bytes(b"this is not a database, whatever its name says" * 50)
    for command in (("office", "list"), ("demo",), ("check",)):
        done = product.run(*command)
        assert done.returncode == 1, done.stdout
        assert len((done.stderr + done.stdout).splitlines()) == 1


def test_a_shifted_clock_is_for_demo_homes_alone(product: Product) -> None:
    product.environment["TINDAKLANJUT_CLOCK_OFFSET"] = "3d"
    refused = product.run("office", "list")
    assert (refused.returncode, "TINDAKLANJUT_CLOCK_OFFSET" in refused.stderr) == (2, True)
    assert product.run("demo", "--empty").returncode == 0
    assert product.run("office", "list").returncode == 0


def test_a_reader_that_goes_away_gets_no_traceback(demo: Product) -> None:
    command = f"{sys.executable} -m tracker events tail -n 200 | head -n 1"
    done = subprocess.run(
        command, shell=True, env=demo.environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stderr == ""


def test_the_overview_loads_nothing_heavy() -> None:
    check = (
        "import sys, tracker.cli.main;"
        "print([m for m in ('sqlalchemy', 'litestar', 'celery', 'eventsourcing') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", check], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    "command", ["demo", "office", "import", "indicators", "reminders", "projections", "check"]
)
def test_every_command_has_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run((command, "--help")) == 0
    assert "Usage:" in capsys.readouterr().out
