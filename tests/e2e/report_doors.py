"""The report as each of its doors tells it, brought to one form: for each cell its fields, as texts."""

import csv
import io
import re
from collections.abc import Iterable
from html.parser import HTMLParser
from typing import Any

from openpyxl import load_workbook

Key = tuple[str, int, str, bool]
"""Indicator, year, period and whether it is cumulative."""
Fields = dict[str, str | None]

OFFICIAL = {"frozen", "adopted", "published"}
_QUARTERS = ("TW1", "TW2", "TW3", "TW4")
_REALISED = re.compile(
    r"(?P<mark>SIMULASI )?(?P<value>n/a|[\d.]+,\d\d)(?: %)?(?: (?P<numerator>[\d.]+) dari (?P<denominator>[\d.]+))?"
)
_GOAL = re.compile(r"target (\S+) · capaian (\S+)(?: %)?(?: · ([A-Z][\w ]+?))?(?= ditetapkan|$)")


def from_json(report: dict[str, Any]) -> dict[Key, Fields]:
    """Of the API and of `report show --json`."""
    found = {}
    for row in report["rows"]:
        for cell in (row["year"], *row["quarters"], *row["cumulative"], *row["earlier"]):
            key = (row["code"], cell["year"], _period(cell["period"]), cell["cumulative"])
            names = ("numerator", "denominator", "percentage", "target", "achievement", "predicate")
            fields = {name: _text(cell[name]) for name in names}
            found[key] = fields | {"source": cell["source"]}
    return found


def from_csv(content: bytes) -> dict[Key, Fields]:
    return from_lines(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def from_xlsx(content: bytes) -> dict[Key, Fields]:
    sheet = load_workbook(io.BytesIO(content))["Rincian"]
    head = [str(cell.value) for cell in sheet[1]]
    return from_lines(
        {name: _cell(name, cell.value) for name, cell in zip(head, row, strict=True)}
        for row in sheet.iter_rows(min_row=2)
    )


def from_lines(lines: Iterable[dict[str, Any]]) -> dict[Key, Fields]:
    status = {
        "ditetapkan": "frozen",
        "definisi ditetapkan": "adopted",
        "tercetak": "published",
        "SIMULASI": "simulation",
        "belum berjalan": "none",
    }
    found = {}
    for line in lines:
        key = (line["kode"], int(line["tahun"]), _period(line["periode"]), line["kumulatif"] == "ya")
        source = status[line["status"]]
        official = source in OFFICIAL
        found[key] = {
            "numerator": line["pembilang"] or None,
            "denominator": line["penyebut"] or None,
            "percentage": _decimal(line["realisasi"] if official else line["simulasi"]),
            "target": _decimal(line["target"]),
            "achievement": _decimal(line["capaian"]),
            "predicate": line["predikat"] or None,
            "source": source,
        }
    return found


def from_page(html: str, codes: list[str], year: int) -> dict[Key, Fields]:
    """What the three tables tell; the fields that a table leaves out are left out here."""
    reader = _Tables()
    reader.feed(html)
    of_year, earlier, quarters = reader.tables[:3]
    found: dict[Key, Fields] = {}
    for code, cells in zip(codes, of_year[1:], strict=False):
        goals = {
            "target": _dashed(cells[4]),
            "achievement": _dashed(cells[6]),
            "predicate": _dashed(cells[7]),
        }
        found[code, year, "tahun", False] = _realised(cells[5]) | goals
    for code, cells in zip(codes, earlier[1:], strict=False):
        for back in (2, 1):
            key = (code, year - back, "tahun", False)
            found[key] = _realised(cells[3 - back]) | {"achievement": _dashed(cells[7 - back])}
    for code, cells in zip(codes, quarters[1:], strict=False):
        for quarter, text in zip(_QUARTERS, cells[1:], strict=True):
            alone, _, sum_ = text.partition(" kumulatif ")
            found[code, year, quarter, False] = _realised(alone) | _goal(alone)
            found[code, year, quarter, True] = _realised(sum_ or alone) | _goal(sum_ or alone)
    return found


def shares(text: str) -> list[str]:
    """Every percentage with its counts and its mark, in a text of whatever line lengths."""
    return re.findall(r"(?:SIMULASI )?[\d.]+,\d\d %(?: \d+ dari \d+)?", " ".join(text.split()))


def words(html: str) -> str:
    reader = _Tables()
    reader.feed(html.partition("<main")[2])
    return " ".join(" ".join(reader.words).split())


def _realised(text: str) -> Fields:
    match = _REALISED.match(text)
    if match is None:
        assert text == "–", text
        return {"numerator": None, "denominator": None, "percentage": None}
    value = match["value"]
    return {
        "numerator": _plain(match["numerator"]),
        "denominator": _plain(match["denominator"]),
        "percentage": None if value == "n/a" else _decimal(value),
    }


def _goal(text: str) -> Fields:
    match = _GOAL.search(text)
    if match is None:
        return {"achievement": None, "predicate": None}
    return {"target": _dashed(match[1]), "achievement": _dashed(match[2]), "predicate": match[3]}


def _dashed(text: str) -> str | None:
    text = text.removesuffix(" %")
    return None if text == "–" else _decimal(text) or text


def _plain(text: str | None) -> str | None:
    return None if text is None else text.replace(".", "")


def _decimal(text: str | None) -> str | None:
    """`66,67` and 66.67 as `66.67`; None for an empty cell and n/a."""
    if not text or text == "n/a":
        return None
    return text.replace(".", "").replace(",", ".") if "," in text else text


def _cell(name: str, value: object) -> str:
    """A workbook does not tell 82 from 82.00."""
    if value is None:
        return ""
    shares = name in {"target", "realisasi", "capaian", "simulasi"}
    return f"{value:.2f}" if shares and isinstance(value, int | float) else str(value)


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _period(text: str) -> str:
    return "tahun" if text.isdigit() and len(text) == 4 else text


class _Tables(HTMLParser):
    """Tables as rows of texts, and all words. Rows of a table's foot are left out."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[list[list[str]]] = []
        self.words: list[str] = []
        self._cell: list[str] | None = None
        self._foot = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.tables.append([])
        elif tag == "tfoot":
            self._foot = True
        elif tag == "tr" and not self._foot:
            self.tables[-1].append([])
        elif tag in {"td", "th"} and not self._foot:
            self._cell = []

    def handle_endtag(self, tag: str) -> None:
        if tag == "tfoot":
            self._foot = False
        elif tag in {"td", "th"} and self._cell is not None:
            self.tables[-1][-1].append(" ".join(" ".join(self._cell).split()))
            self._cell = None

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        if self._cell is not None:
            self._cell.append(data)
