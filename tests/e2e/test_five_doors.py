"""One definition: page, API, command line, CSV, XLSX and print tell the same figures, cell by cell.

The real product on one machine with the demo's data. Two days after the loading the third quarter is frozen, and then
one more coordination of that quarter comes in, so that frozen, adopted and simulated cells stand side by side.
"""

import io
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from tests.e2e.browsing import sign_in
from tests.e2e.report_doors import Fields, Key, from_csv, from_json, from_page, from_xlsx, shares, words
from tests.e2e.visitor import Visitor
from tests.support.command_line import CommandLine
from tests.support.day import TODAY, clock_offset
from tests.support.demo import demo_home
from tests.support.product import Product

OFFICES = {"35.09.31": "sumberjambe", "35.08.13": "gucialit"}
YEAR = TODAY.year
QUARTER = ("--office", "35.09.31", "--year", str(YEAR), "--period", "TW3")
QUESTIONS: dict[str, dict[str, str]] = {
    "now": {},
    "another cut-off": {"cut_off": f"{YEAR}-09-30"},
    "as of the day of loading": {"as_of": TODAY.isoformat()},
    "both": {"cut_off": f"{YEAR}-10-31", "as_of": (TODAY + timedelta(days=1)).isoformat()},
}


@dataclass(frozen=True)
class Doors:
    product: Product
    directory: Path
    tokens: dict[str, str]

    def command(self, *command: str) -> str:
        done = self.product.run(*command)
        assert done.returncode == 0, f"{command}: {done.stderr}"
        return done.stdout

    def api(self, path: str, name: str, asked: dict[str, str]) -> Any:
        answer = httpx.get(
            f"{self.product.url}/api/v1/{path}?{urlencode(asked)}",
            headers={"Authorization": f"Bearer {self.tokens[name]}"},
            timeout=30,
        )
        assert answer.status_code == 200, answer.text
        return answer.json()


@pytest.fixture(scope="module")
def doors(loaded_demo: Product, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Doors]:
    directory = tmp_path_factory.mktemp("doors")
    with demo_home(loaded_demo, directory, CommandLine) as product:
        product.environment["TINDAKLANJUT_CLOCK_OFFSET"] = clock_offset(timedelta(days=2))
        found = Doors(product, directory, {})
        product.serve()
        found.command("freeze", "propose", *QUARTER, "--as", "kasubbag.perencanaan.sumberjambe")
        found.command("freeze", "confirm", *QUARTER, "--document", "050/7", "--as", "camat.sumberjambe")
        register = directory / "susulan.csv"
        register.write_text(
            "kecamatan,nomor_kegiatan,jenis,bidang,tanggal,judul,hasil\n"
            f"35.09.31,SUSULAN-1,rapat_koordinasi,pemerintahan,{YEAR}-09-10,Rapat susulan,Data disusulkan\n",
            "utf-8",
        )
        found.command("import", str(register))
        for name in OFFICES.values():
            issued = found.command("token", "add", f"auditor.{name}", "--expires", f"{YEAR + 1}-12-31")
            found.tokens[name] = issued.split()[-1]
        yield found


@pytest.mark.parametrize(
    ("office", "question"),
    [*(("35.09.31", question) for question in QUESTIONS), ("35.08.13", "now"), ("35.08.13", "both")],
)
def test_every_door_tells_the_same_cells(doors: Doors, office: str, question: str) -> None:
    asked = QUESTIONS[question]
    name = OFFICES[office]
    options = [option for key, value in asked.items() for option in (f"--{key.replace('_', '-')}", value)]
    of_year = ("--office", office, "--year", str(YEAR))
    report = json.loads(doors.command("report", "show", *of_year, *options, "--json"))
    expected = from_json(report)
    codes = [row["code"] for row in report["rows"]]
    assert len(expected) == len(codes) * 11

    instant = {"as_of": f"{asked['as_of']}T23:59:59.999999+07:00"} if "as_of" in asked else {}
    over_http = {"year": str(YEAR)} | asked | instant
    assert from_json(doors.api("report", name, over_http)) == expected

    query = urlencode(
        {"tahun": str(YEAR)}
        | {{"cut_off": "sampai", "as_of": "per"}[key]: value for key, value in asked.items()}
    )
    with Visitor(doors.product.url, f"auditor.{name}") as visitor:
        page = visitor.get(f"/laporan?{query}")
        assert from_csv(visitor.get(f"/laporan.csv?{query}").content) == expected
        assert from_xlsx(visitor.get(f"/laporan.xlsx?{query}").content) == expected
    told = from_page(page.text, codes, YEAR)
    assert set(told) == set(expected)
    for key, fields in told.items():
        assert {field: expected[key][field] for field in fields} == fields, key

    for suffix, read in ((".csv", from_csv), (".xlsx", from_xlsx)):
        file = doors.directory / f"laporan{suffix}"
        doors.command("report", "export", str(file), *of_year, *options)
        assert read(file.read_bytes()) == expected

    for period, cumulative in (("TW2", False), ("TW3", True), (None, False)):
        chosen = [*(("--period", period) if period else ()), *(("--cumulative",) if cumulative else ())]
        figures = json.loads(doors.command("indicators", *of_year, *options, *chosen, "--json"))
        compare(figures, expected, period, cumulative)
        asked_for = (
            over_http | ({"period": period} if period else {}) | {"cumulative": str(cumulative).lower()}
        )
        compare(doors.api("indicators", name, asked_for), expected, period, cumulative)


def compare(
    figures: list[dict[str, Any]], expected: dict[Key, Fields], period: str | None, cumulative: bool
) -> None:
    """A figure is what the report's cell says, unless that was frozen or had not begun."""
    compared = 0
    for figure in figures:
        cell = expected[figure["code"], YEAR, period or "tahun", cumulative]
        if cell["source"] not in {"adopted", "simulation"}:
            continue
        fields = ["numerator", "denominator", "percentage"]
        fields += ["target", "achievement", "predicate"] if cell["source"] == "adopted" else []
        assert {name: None if figure[name] is None else str(figure[name]) for name in fields} == {
            name: cell[name] for name in fields
        }, figure["code"]
        assert figure["simulation"] == (cell["source"] == "simulation")
        compared += 1
    assert compared == len(figures) or "none" in {cell["source"] for cell in expected.values()}


def test_the_cells_are_of_every_kind(doors: Doors) -> None:
    """Else the comparison above would compare less than it says."""
    sumberjambe = from_json(doors.api("report", "sumberjambe", {"year": str(YEAR)}))
    assert {cell["source"] for cell in sumberjambe.values()} >= {"frozen", "adopted"}
    gucialit = from_json(doors.api("report", "gucialit", {"year": str(YEAR)}))
    assert {cell["source"] for cell in gucialit.values()} == {"simulation"}
    frozen = sumberjambe["pemerintahan", YEAR, "TW3", False]
    (now,) = (
        figure
        for figure in doors.api("indicators", "sumberjambe", {"year": str(YEAR), "period": "TW3"})
        if figure["code"] == "pemerintahan"
    )
    assert frozen["denominator"] is not None
    assert now["denominator"] == int(frozen["denominator"]) + 1


@pytest.mark.browser
@pytest.mark.parametrize("office", OFFICES)
def test_what_is_printed_is_what_the_page_tells(doors: Doors, browser: Browser, office: str) -> None:
    with browser.new_context(locale="id-ID", timezone_id="Asia/Jakarta") as context:
        page = context.new_page()
        sign_in(page, doors.product.url, f"auditor.{OFFICES[office]}")
        page.goto(f"{doors.product.url}/laporan?tahun={YEAR}")
        told = shares(words(page.content()))
        paper = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    assert told
    assert Counter(shares(" ".join(sheet.extract_text() for sheet in paper.pages))) == Counter(told)
    for sheet in paper.pages:
        assert (round(sheet.mediabox.width), round(sheet.mediabox.height)) == (842, 595)
