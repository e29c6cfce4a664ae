"""The office's own days off, and who is away, from the command line."""

import json
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from tests.support.product import Product
from tracker.cli.main import run

OFFICE = ("--office", "35.99.01")
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def cli(product: Product, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in this process: exit code, what it printed, what it complained of. One office is there."""
    for name, value in product.environment.items():
        monkeypatch.setenv(name, value)

    def call(*command: str) -> tuple[int, str, str]:
        code = run(command)
        printed = capsys.readouterr()
        return code, printed.out.strip(), printed.err.strip()

    assert call("migrate")[0] == 0
    assert call("office", "add", "35.99.01", "Kecamatan Uji", "--regency", "Kabupaten Uji")[0] == 0
    return call


def test_days_off_are_added_and_taken_away_listed_with_their_origin_and_counted(cli: Run) -> None:
    count = ("calendar", "add-working-days", "2026-03-16", "2", *OFFICE, "--json")
    assert json.loads(cli(*count)[1]) == {"date": "2026-03-25", "day": "Rabu"}
    added = cli("calendar", "add", "17/03/2026", "Hari Jadi", *OFFICE, "--reason", "SE Bupati 800/7")
    assert added == (0, "2026-03-17 (Selasa) libur di kecamatan 35.99.01.", "")
    assert json.loads(cli(*count)[1])["date"] == "2026-03-26"
    removed = cli("calendar", "remove", "2026-03-18", *OFFICE, "--reason", "Cuti bersama digeser")
    assert removed == (0, "2026-03-18 (Rabu) hari kerja di kecamatan 35.99.01.", "")
    assert json.loads(cli(*count)[1])["date"] == "2026-03-25"
    listed = json.loads(cli("calendar", "list", *OFFICE, "--year", "2026", "--json")[1])
    assert len(listed) == 17 + 8 + 1
    assert [one for one in listed if one["origin"] != "national"] == [
        {"date": "2026-03-17", "day": "Selasa", "name": "Hari Jadi", "origin": "office"},
        {"date": "2026-03-18", "day": "Rabu", "name": "Cuti Bersama Hari Suci Nyepi", "origin": "removed"},
    ]
    table = " ".join(cli("calendar", "list", *OFFICE, "--year", "2026")[1].split())
    assert "2026-03-17 Selasa Hari Jadi kecamatan" in table
    assert "2026-03-18 Rabu Cuti Bersama Hari Suci Nyepi nasional, tetap hari kerja" in table


def test_a_day_that_cannot_be_is_refused_in_one_line(cli: Run) -> None:
    for code, words, *command in (
        (1, "sudah libur: Hari Suci Nyepi", "calendar", "add", "2026-03-19", "Nyepi", *OFFICE),
        (1, "Sabtu atau Minggu", "calendar", "add", "2026-03-14", "Libur", *OFFICE),
        (1, "Tahun 2099 di luar jangkauan", "calendar", "add", "2099-03-16", "Libur", *OFFICE),
        (1, "Isi nama", "calendar", "add", "2026-03-16", " ", *OFFICE),
        (1, "sudah hari kerja", "calendar", "remove", "2026-03-16", *OFFICE, "--reason", "x"),
        (1, "Isi alasannya", "calendar", "remove", "2026-03-19", *OFFICE, "--reason", " "),
        (2, "--reason", "calendar", "remove", "2026-03-19", *OFFICE),
        (2, "bukan tanggal", "calendar", "add", "2026-02-30", "Libur", *OFFICE),
        (1, "tidak dikenal", "calendar", "add", "2026-03-16", "Libur", "--office", "9"),
        (1, "tidak dikenal", "calendar", "list", "--office", "9"),
        (1, "tidak dikenal", "calendar", "add", "2026-03-16", "Libur", *OFFICE, "--as", "siapa"),
        (2, "1900", "calendar", "list", *OFFICE, "--year", "1900"),
        (2, "N", "calendar", "add-working-days", "9999-12-30", "9", *OFFICE),
    ):
        result = cli(*command)
        assert result[0] == code, command
        assert words in result[2], command
        assert len(result[2].splitlines()) == 1, command
    assert len(json.loads(cli("calendar", "list", *OFFICE, "--year", "2026", "--json")[1])) == 25


def test_who_is_away_is_recorded_with_a_deputy_listed_and_ended(cli: Run) -> None:
    sri, agus = (cli("person", "add", *OFFICE, name)[1] for name in ("Ibu Sri", "Bapak Agus"))
    cli("position", "add", *OFFICE, "camat", "Camat", "--rank", "camat")
    cli("position", "hold", *OFFICE, "camat", sri, "--since", "2022-01-03")
    today = date.fromisoformat(
        json.loads(cli("events", "tail", "-n", "1", "--json")[1])["body"]["occurred_on"]
    )
    until = today + timedelta(days=4)
    absent = ("person", "absent", *OFFICE, sri)
    term = ("--since", f"{today}", "--until", f"{until}")
    assert cli(*absent, *term, "--deputy", agus) == (0, "Ketidakhadiran dicatat.", "")
    listed = {one["name"]: one for one in json.loads(cli("person", "list", *OFFICE, "--json")[1])}
    assert listed["Ibu Sri"]["positions"] == ["camat"]
    assert listed["Ibu Sri"]["absences"] == [
        {"person_id": sri, "since": f"{today}", "until": f"{until}", "deputy": agus}
    ]
    assert listed["Bapak Agus"]["absences"] == []
    assert "wakil Bapak Agus" in cli("person", "list", *OFFICE)[1]
    for code, words, *command in (
        (1, "Sudah tercatat", *absent, "--until", f"{until}"),
        (1, "sebelum hari pertama", *absent, "--since", "2026-03-16", "--until", "2026-03-15"),
        (1, "sudah lewat", *absent, "--since", "2026-03-16", "--until", "2026-03-17"),
        (1, "orang lain", "person", "absent", *OFFICE, agus, "--until", f"{until}", "--deputy", agus),
        (1, "sendiri tidak hadir", "person", "absent", *OFFICE, agus, "--until", f"{until}", "--deputy", sri),
        (2, "--until", *absent),
        (2, "bukan-id", "person", "absent", *OFFICE, "bukan-id", "--until", f"{until}"),
        (1, "hari ini tidak tercatat", "person", "back", *OFFICE, agus),
        (1, "Tidak ada ketidakhadiran", "person", "back", *OFFICE, sri, "--since", "2026-03-16"),
        (1, "sebelum hari ini", "person", "back", *OFFICE, sri, "--on", "2026-03-16"),
    ):
        result = cli(*command)
        assert result[0] == code, command
        assert words in result[2], command
    assert cli("person", "back", *OFFICE, sri) == (0, "Ketidakhadiran diakhiri.", "")
    again = {one["name"]: one for one in json.loads(cli("person", "list", *OFFICE, "--json")[1])}
    assert again["Ibu Sri"]["absences"] == []
