"""An office edits its indicators from the command line, and its Camat signs there."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tracker.cli.main import run

YEAR = datetime.now(UTC).year
OFFICE = ("--office", "35.99.01")
Ask = Callable[..., tuple[int, str, str]]


@pytest.fixture
def ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Carries a command out in this process; its exit code and what it printed."""
    monkeypatch.setenv("TINDAKLANJUT_HOME", str(tmp_path / "home"))
    for name in ("DATABASE", "DATABASE_OWNER", "REDIS", "CLOCK_OFFSET"):
        monkeypatch.delenv(f"TINDAKLANJUT_{name}", raising=False)

    def asked(*command: str) -> tuple[int, str, str]:
        code = run(command)
        printed = capsys.readouterr()
        return code, printed.out.strip(), printed.err

    return asked


@pytest.fixture
def office(ask: Ask) -> Ask:
    done(ask, "office", "add", "35.99.01", "Kecamatan Uji", "--regency", "Kabupaten Uji")
    done(ask, "section", "add", *OFFICE, "pemerintahan", "Pemerintahan")
    done(
        ask,
        "indicator",
        "set",
        *OFFICE,
        "k",
        "Persentase hasil",
        "--document",
        "IKU",
        "--rule",
        "meeting_all",
    )
    person = done(ask, "person", "add", *OFFICE, "Ibu Sri", "--email", "sri@kecamatan.example")
    done(ask, "position", "add", *OFFICE, "camat", "Camat", "--rank", "camat")
    done(ask, "position", "hold", *OFFICE, "camat", person, "--since", "2022-01-03")
    done(ask, "user", "add", *OFFICE, "camat.uji", "--name", "Ibu Sri", "--role", "camat", "--person", person)
    return ask


def done(ask: Ask, *command: str) -> str:
    """What a command prints that must succeed."""
    code, out, err = ask(*command)
    assert code == 0, err
    return out


def shown(ask: Ask, *options: str) -> dict[str, object]:
    found = json.loads(done(ask, "indicator", "show", *OFFICE, "k", *options, "--json"))
    assert isinstance(found, dict)
    return found


def figure(ask: Ask, *options: str) -> dict[str, object]:
    (found,) = json.loads(done(ask, "indicators", *OFFICE, "--year", str(YEAR), *options, "--json"))
    assert isinstance(found, dict)
    return found


def test_a_definition_is_restated_signed_and_its_history_told(office: Ask) -> None:
    done(
        office,
        *(
            "indicator",
            "revise",
            *OFFICE,
            "k",
            "--label",
            "Nama baru",
            "--unit",
            "persen",
            "--better",
            "lower",
        ),
        *(
            "--rule",
            "per_result",
            "--counts-from",
            "reported",
            "--section",
            "pemerintahan",
            "--kind",
            "fasilitasi",
        ),
    )
    assert figure(office)["simulation"] is True
    signature = ("--document-number", "188/7", "--document-date", f"{YEAR}-01-01", "--as", "camat.uji")
    done(office, "indicator", "adopt", *OFFICE, "k", *signature, "--counts-from", "default", "--all-kinds")
    now, before = shown(office), shown(office, "--year", str(YEAR - 1))
    assert (now["label"], now["unit"], now["better"]) == ("Nama baru", "persen", "lower")
    assert (now["rule"], now["counts_from"], now["sections"], now["kinds"]) == (
        "per_result",
        None,
        ["pemerintahan"],
        None,
    )
    assert (before["label"], before["rule"], before["adopted"]) == ("Persentase hasil", "meeting_all", None)
    assert figure(office)["simulation"] is False
    told = done(office, "indicator", "history", *OFFICE, "k")
    assert f"camat.uji menetapkan definisi operasional mulai tahun {YEAR} dengan dokumen nomor 188/7" in told
    assert "Nama di layar: Nama baru" in told
    events = json.loads(done(office, "indicator", "history", *OFFICE, "k", "--json"))
    assert [one["topic"].split(".")[1] for one in events] == ["defined", "revised", "revised", "adopted"]
    printed = done(office, "indicator", "show", *OFFICE, "k")
    assert "ditetapkan dengan dokumen nomor 188/7" in printed


def test_a_target_is_set_and_cleared_and_gives_the_predikat_of_the_office(office: Ask) -> None:
    for value, period in (("82,5", ()), ("20", ("--period", "TW1"))):
        done(office, "indicator", "target", *OFFICE, "k", value, "--year", str(YEAR), *period)
    assert figure(office)["target"] == "82.50"
    assert figure(office, "--period", "TW1")["target"] == "20.00"
    done(office, "indicator", "target", *OFFICE, "k", "--clear", "--year", str(YEAR))
    assert figure(office)["target"] is None
    rungs = ("--rung", "85=Baik", "--rung", "0=Kurang")
    done(office, "office", "conventions", "set", *OFFICE, *rungs, "--rounding", "truncate")
    stated = json.loads(done(office, "office", "conventions", "show", *OFFICE, "--json"))
    assert [rung["word"] for rung in stated["ladder"]] == ["Baik", "Kurang"]
    assert (stated["rounding"], stated["capaian_from"]) == ("truncate", "printed")
    assert "≥ 85,00" in done(office, "office", "conventions", "show", *OFFICE)
    before = done(office, "office", "conventions", "show", *OFFICE, "--year", str(YEAR - 1))
    assert "Sangat Tinggi" in before


def test_what_cannot_be_is_one_line_and_writes_nothing(office: Ask) -> None:
    target = ("indicator", "target", *OFFICE, "k", "--year", str(YEAR))
    revision = ("indicator", "revise", *OFFICE, "k")
    signature = (
        "indicator",
        "adopt",
        *OFFICE,
        "k",
        "--document-number",
        "1",
        "--document-date",
        f"{YEAR}-01-01",
    )
    for command, code, words in (
        ((*target, "-3"), 1, "lebih dari 0"),
        ((*target, "--", "-3"), 1, "lebih dari 0"),
        ((*target, "banyak"), 1, "bukan angka"),
        (target, 2, "--clear"),
        ((*target, "5", "--clear"), 2, "--clear"),
        (revision, 1, "Tidak ada yang berubah"),
        ((*revision, "--section", "pemerintahan", "--all-sections"), 2, "--all-sections"),
        ((*revision, "--section", "tidak_ada"), 1, "tidak_ada"),
        ((*revision, "--rule", "survey"), 1, "sifatnya memang berubah"),
        ((*revision, "--label", "x", "--from-year", "2020"), 1, "Isi alasannya"),
        (signature, 1, "pemegang jabatan Camat"),
        ((*signature, "--as", "camat.uji", "--from-year", "2099"), 1, "di luar jangkauan"),
        (("indicator", "show", *OFFICE, "x"), 1, "tidak dikenal"),
        (("indicator", "history", *OFFICE, "x"), 1, "tidak dikenal"),
        (("office", "conventions", "set", *OFFICE, "--rung", "85"), 2, "85=Baik"),
        (("office", "conventions", "set", *OFFICE, "--rung", "85=Baik"), 1, "0"),
        (("office", "conventions", "set", *OFFICE), 1, "Tidak ada yang berubah"),
    ):
        answered, _, err = office(*command)
        assert (answered, words in err) == (code, True), (command, err)
        assert len(err.splitlines()) == 1
    assert len(json.loads(done(office, "indicator", "history", *OFFICE, "k", "--json"))) == 1
