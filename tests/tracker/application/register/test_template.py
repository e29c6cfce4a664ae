"""The empty register can be filled in with nothing but what it offers."""

import io
from datetime import UTC, datetime

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from tracker.application.register.sheet import COLUMNS
from tracker.application.register.template import register_template
from tracker.application.register.values import read_kind, read_status, read_yes
from tracker.domain import office as offices
from tracker.domain import office_decisions as decisions
from tracker.domain.office import Office
from tracker.domain.role import Rank


def an_office() -> Office:
    office = offices.evolve(
        None, decisions.register(code="99.01.01", name="Kecamatan Uji", regency="Uji", zone="Asia/Jakarta")
    )
    for event in (
        decisions.add_section(office, code="pemerintahan", name="Pemerintahan"),
        decisions.add_position(office, code="camat", title="Camat", rank=Rank.CAMAT, section=None),
        decisions.add_body(office, code="kades", name="=Kepala Desa"),
    ):
        office = offices.evolve(office, event)
    return office


def opened(office: Office | None) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(register_template(office, datetime(2026, 3, 16, tzinfo=UTC))))


def choices(book: openpyxl.Workbook) -> dict[str, list[object]]:
    """For each column with a drop-down, what it offers; the rule reaches from the first to the thousandth row."""
    register = book["Register"]
    assert isinstance(register, Worksheet)
    found: dict[str, list[object]] = {}
    for rule in register.data_validations.dataValidation:
        if rule.type != "list":
            continue
        (area,) = rule.sqref.ranges
        assert (area.min_row, area.max_row) == (2, 1001)
        sheet, _, place = str(rule.formula1).partition("!")
        cells = book[sheet][place.replace("$", "")]
        column = str(register.cell(1, area.min_col).value)
        found[column] = [cell.value for (cell,) in cells]
    return found


def test_every_column_has_its_header_and_its_explanation() -> None:
    book = opened(an_office())
    assert [cell.value for cell in book["Register"][1]] == list(COLUMNS)
    explained = {row[0].value for row in book["Penjelasan"].iter_rows(min_col=1, max_col=1)}
    assert set(COLUMNS) <= explained


def test_what_must_be_filled_in_is_what_the_import_asks_for() -> None:
    """A coordination of the kecamatan as a whole has no section, one without outcome an empty `hasil` (CONTRACT)."""
    sheet = opened(an_office())["Penjelasan"]
    needed = {row[0].value: row[1].value for row in sheet.iter_rows(max_col=2)}
    filled = [column for column in COLUMNS if needed[column] == "ya"]
    assert filled == ["kecamatan", "nomor_kegiatan", "jenis", "tanggal", "judul"]
    assert (needed["bidang"], needed["hasil"], needed["status"]) == ("kolomnya", "kolomnya", "")


def test_what_is_chosen_from_a_drop_down_is_understood() -> None:
    offered = choices(opened(an_office()))
    assert offered["kecamatan"] == ["99.01.01"]
    assert offered["bidang"] == offered["bidang_hasil"] == ["pemerintahan"]
    assert offered["penanggung_jawab"] == ["Camat", "=Kepala Desa"]
    for column, read in (("jenis", read_kind), ("status", read_status), ("perlu_tindak_lanjut", read_yes)):
        assert len({read(str(value)) for value in offered[column]}) == len(offered[column])


def test_without_an_office_there_is_nothing_of_one_to_choose() -> None:
    assert set(choices(opened(None))) == {"jenis", "status", "perlu_tindak_lanjut"}
