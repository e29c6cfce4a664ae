"""`skm …` as outsiders rely on it: the published survey of 29 respondents, in and out again."""

import json
from pathlib import Path

import pytest

from tests.support.product import Product
from tests.tracker.cli.test_writing import OFFICE, done, set_up
from tests.tracker.domain.survey.test_score import TOTALS, twenty_nine
from tracker.domain.survey.elements import Element

HEADER = ",".join(Element)
SURVEY = ("--survey", "SKM 2025")


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    """The answers of `twenty_nine` as a CSV file."""
    rows = [",".join(str(form.answers[element]) for element in Element) for form in twenty_nine()]
    path = tmp_path / "skm.csv"
    path.write_text("\n".join((HEADER, *rows)), "utf-8")
    return path


def test_answers_go_in_and_the_index_comes_out_by_each_weight(product: Product, answers: Path) -> None:
    set_up(product)
    assert "29 responden" in done(product, "skm", "import", *OFFICE, *SURVEY, str(answers), "--year", "2025")
    assert "sudah diimpor" in done(product, "skm", "import", *OFFICE, *SURVEY, str(answers))
    found = json.loads(done(product, "skm", "score", *OFFICE, *SURVEY, "--json"))
    assert set(found) == {"respondents", "ikm", "grade", "quality", "weight", "elements"}
    assert (found["respondents"], found["ikm"], found["grade"], found["quality"], found["weight"]) == (
        29, "91.48", "A", "Sangat Baik", "exact",
    )  # fmt: skip
    assert list(found["elements"]) == list(TOTALS)
    assert found["elements"]["biaya"] == {"answers": 29, "mean": "4.00", "score": "100.00", "grade": "A"}
    assert found["elements"]["prosedur"] == {"answers": 29, "mean": "3.48", "score": "87.07", "grade": "B"}
    for weight, ikm in (("0.111", "91.38"), ("0.11", "90.56"), ("exact", "91.48")):
        other = json.loads(done(product, "skm", "score", *OFFICE, *SURVEY, "--weight", weight, "--json"))
        assert (other["ikm"], other["weight"]) == (ikm, weight)
    printed = done(product, "skm", "score", *OFFICE, *SURVEY)
    assert "IKM 91,48 (A), Sangat Baik" in printed
    (listed,) = json.loads(done(product, "skm", "list", *OFFICE, "--json"))
    assert (listed["name"], listed["period"], listed["status"]) == ("SKM 2025", "2025", "dibuka")
    other_year = product.run("skm", "import", *OFFICE, *SURVEY, str(answers), "--year", "2024")
    assert other_year.returncode == 1
    assert "sudah ada untuk Tahun 2025" in other_year.stderr


@pytest.mark.parametrize("wrong", ["5", "0.5", "x"])
def test_an_answer_off_the_scale_is_named_and_nothing_is_written(
    product: Product, tmp_path: Path, wrong: str
) -> None:
    set_up(product)
    path = tmp_path / "salah.csv"
    path.write_text(f"{HEADER}\n4,4,4,4,4,4,4,4,4\n4,4,{wrong},4,4,4,4,4,4\n", "utf-8")
    refused = product.run("skm", "import", *OFFICE, *SURVEY, str(path))
    assert refused.returncode == 1
    assert f"Baris 3, waktu: “{wrong}” bukan jawaban" in refused.stderr
    assert product.run("skm", "score", *OFFICE, *SURVEY).returncode == 1


def test_a_finished_value_moves_the_indicator_of_its_year(product: Product) -> None:
    set_up(product)
    done(
        product,
        *("indicator", "set", "ikm", "Indeks Kepuasan Masyarakat", *OFFICE),
        *("--document", "IKU", "--year", "2020", "--rule", "survey"),
    )
    stated = ("skm", "state-result", *OFFICE, "--survey", "SKM kabupaten", "--year", "2025")
    told = ("--respondents", "150", "--dated-on", "2026-01-20", "--number", "065/12")
    done(product, *stated, "--ikm", "88,95", *told, "--element", "waktu=3,1")
    (figure,) = json.loads(done(product, "indicators", *OFFICE, "--year", "2025", "--json"))
    assert (figure["percentage"], figure["rule"], figure["numerator"]) == ("88.95", None, None)
    assert "88,95 (A)" in done(product, "explain", "ikm", *OFFICE, "--year", "2025")
    again = product.run(*stated, "--ikm", "90", *told)
    assert again.returncode == 1
    assert "alasan" in again.stderr
    assert (
        "lain" in product.run("skm", "score", *OFFICE, "--survey", "SKM kabupaten", "--weight", "0.11").stderr
    )
    wrong = product.run(*stated, "--ikm", "101", *told, "--reason", "x")
    assert (wrong.returncode, wrong.stderr.strip()) == (1, "IKM harus antara 25 dan 100.")


def test_a_survey_is_weighed_closed_and_withdrawn(product: Product, answers: Path) -> None:
    set_up(product)
    done(product, "skm", "import", *OFFICE, *SURVEY, str(answers), "--year", "2025")
    done(product, "skm", "weight", *OFFICE, *SURVEY, "0.11", "--reason", "SK Bupati")
    assert json.loads(done(product, "skm", "score", *OFFICE, *SURVEY, "--json"))["ikm"] == "90.56"
    other = ("--survey", "Lain", str(answers), "--year", "2025")
    refused = product.run("skm", "import", *OFFICE, *other)
    assert (refused.returncode, refused.stderr.count("\n")) == (1, 1)
    assert "sudah ada survei “SKM 2025”" in refused.stderr
    done(product, "skm", "import", *OFFICE, *other, "--reason", "Survei daring")
    done(product, "skm", "withdraw", *OFFICE, "--survey", "Lain", "--reason", "Salah")
    done(product, "skm", "close", *OFFICE, *SURVEY)
    closed = product.run("skm", "withdraw", *OFFICE, *SURVEY, "--reason", "Salah")
    assert closed.returncode == 1
    assert "hanya Camat" in closed.stderr
    listed = json.loads(done(product, "skm", "list", *OFFICE, "--json"))
    assert {one["name"]: one["status"] for one in listed} == {"SKM 2025": "ditutup", "Lain": "ditarik"}
    unknown = product.run("skm", "close", *OFFICE, "--survey", "Tidak ada")
    assert (unknown.returncode, "tidak ditemukan" in unknown.stderr) == (1, True)


def test_a_finished_value_comes_with_the_file_of_its_report(product: Product, tmp_path: Path) -> None:
    set_up(product)
    report = tmp_path / "laporan.pdf"
    report.write_bytes(b"%PDF-1.4\n%%EOF\n")
    stated = ("skm", "state-result", *OFFICE, "--survey", "SKM kabupaten", "--year", "2025", "--ikm", "88,95")
    told = ("--respondents", "150", "--dated-on", "2026-01-20")
    bare = product.run(*stated, *told)
    assert bare.returncode == 1
    assert "nomor laporan atau lampirkan berkasnya" in bare.stderr
    done(product, *stated, *told, "--file", str(report))
    assert "88,95" in done(product, "skm", "score", *OFFICE, "--survey", "SKM kabupaten")
