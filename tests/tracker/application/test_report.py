"""The report of a year: which number a cell takes, what it says of it, and the files that carry it."""

import csv
import io
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
from openpyxl import load_workbook

from tests.support.clock import FixedClock
from tests.support.database import Database
from tests.support.office import CODE, OTHER, set_up_office, username
from tests.support.office_at_work import OfficeAtWork, office_at_work
from tests.support.reporting import DOCUMENT, add_planner, adopt, set_target
from tracker.application import accounts, freezes, indicators
from tracker.application.actor import operator
from tracker.application.published.reports import ImportReports, import_reports
from tracker.application.report import report
from tracker.application.report_cells import Cell, Report, ReportQuestion, Row, Source
from tracker.application.report_files import as_csv
from tracker.application.report_words import change_text, contradictions, realised_text, remarks, source_text
from tracker.application.report_workbook import DETAILS, TABLE, as_xlsx
from tracker.domain.counting import Rule
from tracker.domain.errors import NotFound, Refused
from tracker.domain.identity import published_report_id
from tracker.domain.indicator import IndicatorDefined
from tracker.domain.published_report import PublishedLine, ReportStated
from tracker.domain.role import Role
from tracker.store.envelope import Change, Context

HELD = date(2026, 3, 2)
PRINTED = f"""kecamatan;tahun_laporan;dokumen;indikator;tahun;target;realisasi;capaian;predikat;pembilang;penyebut
{CODE};2025;LKjIP 2025;koordinasi;2025;65;90,83;139,73;Sangat Tinggi;31.991;35.221
{CODE};2025;LKjIP 2025;koordinasi;2024;60;58,33;97,22;Sangat Tinggi;;
"""


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def office(database: Database, clock: FixedClock, tmp_path: Path) -> Iterator[OfficeAtWork]:
    with office_at_work(database, clock, tmp_path) as work:
        yield work


def told(office: OfficeAtWork, **asked: object) -> Report:
    office.catch_up()
    return report(office.tracker, operator(), ReportQuestion(office=CODE, year=2026, **asked))  # type: ignore[arg-type]


def only(found: Report) -> Row:
    (row,) = found.rows
    return row


def sources(cells: tuple[Cell, ...]) -> list[str]:
    return [cell.source.value for cell in cells]


def two_of_three(office: OfficeAtWork) -> list[UUID]:
    follow_ups = [office.agree(date(2026, 3, 20), held_on=HELD) for _ in range(3)]
    for follow_up in follow_ups[:2]:
        office.report_done(follow_up, Role.STAF)
        office.verify(follow_up, Role.SEKCAM)
    return follow_ups


def freeze_first_quarter(office: OfficeAtWork) -> None:
    planner = add_planner(office.tracker)
    office.catch_up()
    period = {"office": CODE, "year": 2026, "period": "TW1"}
    freezes.propose(office.tracker, planner, office.asked(), freezes.Propose(**period))  # type: ignore[arg-type]
    confirm = freezes.Confirm(**period, document="050/7")  # type: ignore[arg-type]
    freezes.confirm(office.tracker, office.by(Role.CAMAT), office.asked(), confirm)
    office.catch_up()


def test_until_a_definition_is_adopted_every_number_is_a_simulation(office: OfficeAtWork) -> None:
    two_of_three(office)
    found = told(office)
    row = only(found)
    assert sources(row.quarters) == ["simulation", "none", "none", "none"]
    assert realised_text(row.year, row) == "SIMULASI 66,67 %"
    assert found.means[0] == (2026, None)
    adopt(office.tracker)
    assert source_text(only(told(office)).year) == (
        f"menurut definisi operasional {DOCUMENT}, Senin, 5 Januari 2026"
    )
    assert realised_text(only(told(office)).year, row) == "66,67 %"


def test_a_quarter_its_target_capaian_and_predikat(office: OfficeAtWork) -> None:
    adopt(office.tracker)
    set_target(office.tracker, "65", period="TW1")
    set_target(office.tracker, "70")
    two_of_three(office)
    row = only(told(office))
    first = row.quarters[0]
    assert (first.numerator, first.denominator, first.target, first.achievement, first.predicate) == (
        2, 3, Decimal(65), Decimal("102.57"), "Sangat Tinggi",
    )  # fmt: skip
    assert (row.year.target, row.year.achievement) == (Decimal(70), Decimal("95.24"))
    assert first.balance is not None
    assert first.balance.held == 3


def test_a_frozen_quarter_stays_and_says_what_differs_since(office: OfficeAtWork, clock: FixedClock) -> None:
    adopt(office.tracker)
    follow_ups = two_of_three(office)
    clock.advance(days=30)
    freeze_first_quarter(office)
    row = only(told(office))
    assert sources(row.quarters) == ["frozen", "adopted", "none", "none"]
    assert source_text(row.quarters[0]) == "ditetapkan Rabu, 15 April 2026, 050/7"
    assert remarks(row.quarters[0]) == ()
    office.agree(date(2026, 3, 20), held_on=HELD)
    office.withdraw(follow_ups[0])
    changed = only(told(office))
    assert realised_text(changed.quarters[0], changed) == "66,67 %"
    assert remarks(changed.quarters[0]) == ("ditetapkan 66,67 %; kini 25,00 %; selisih −41,67 poin",)
    assert (changed.cumulative[0].source, changed.cumulative[0].denominator) == (Source.ADOPTED, 4)


def test_another_cut_off_is_another_figure_than_the_frozen_one(
    office: OfficeAtWork, clock: FixedClock
) -> None:
    adopt(office.tracker)
    two_of_three(office)
    clock.advance(days=30)
    freeze_first_quarter(office)
    asked = only(told(office, cut_off=date(2026, 3, 10)))
    assert sources(asked.quarters) == ["adopted", "none", "none", "none"]
    assert asked.quarters[0].numerator == 0
    same = only(told(office, cut_off=date(2026, 3, 31)))
    assert same.quarters[0].source is Source.FROZEN
    with pytest.raises(Refused) as refusal:
        told(office, cut_off=date(2025, 12, 31))
    assert refusal.value.field == "cut_off"


def test_the_report_as_of_an_instant_knows_nothing_of_later_freezes_and_adoptions(
    office: OfficeAtWork, clock: FixedClock
) -> None:
    two_of_three(office)
    unsigned = clock() + timedelta(hours=1)
    clock.advance(days=1)
    adopt(office.tracker)
    signed = clock() + timedelta(hours=1)
    clock.advance(days=30)
    freeze_first_quarter(office)
    clock.advance(days=1)
    assert only(told(office)).quarters[0].source is Source.FROZEN
    assert only(told(office, as_of=signed)).quarters[0].source is Source.ADOPTED
    assert only(told(office, as_of=unsigned)).quarters[0].source is Source.SIMULATION


def test_earlier_years_stand_beside_as_they_were_printed(office: OfficeAtWork) -> None:
    adopt(office.tracker)
    set_target(office.tracker, "70")
    two_of_three(office)
    printed = ImportReports(file_name="lkjip.csv", content=PRINTED.encode())
    import_reports(office.tracker, operator(), office.asked(), printed)
    found = told(office)
    row = only(found)
    assert sources(row.earlier) == ["published", "published"]
    assert source_text(row.earlier[0]) == "tercetak dalam LKjIP 2025"
    assert remarks(row.earlier[0]) == ("capaian tercetak 139,73; dihitung 139,74; selisih +0,01",)
    assert change_text(row.change) == "−24,16 poin"
    assert found.means == ((2026, Decimal("95.24")), (2025, Decimal("139.73")), (2024, Decimal("97.22")))


def hold_last_year(office: OfficeAtWork, clock: FixedClock) -> None:
    """Three of 2025, two followed up, recorded in 2025; then it is 2026 again."""
    clock.advance(days=-300)
    follow_ups = [office.agree(date(2025, 5, 30), held_on=date(2025, 5, 5)) for _ in range(3)]
    for follow_up in follow_ups[:2]:
        office.report_done(follow_up, Role.STAF)
        office.verify(follow_up, Role.SEKCAM)
    clock.advance(days=300)


def take_over(office: OfficeAtWork, content: str = PRINTED) -> None:
    printed = ImportReports(file_name="lkjip.csv", content=content.encode())
    import_reports(office.tracker, operator(), office.asked(), printed)


@pytest.mark.parametrize("adopted", [True, False])
def test_a_printed_value_replaces_no_figure_of_the_record(
    office: OfficeAtWork, clock: FixedClock, adopted: bool
) -> None:
    hold_last_year(office, clock)
    if adopted:
        adopt(office.tracker)
        set_target(office.tracker, "65", year=2025)
    take_over(office)
    row = only(told(office))
    last = row.earlier[0]
    assert row.earlier[1].source is Source.PUBLISHED, "the record holds nothing of 2024"
    assert row.earlier[1].beside is None
    if adopted:
        assert (last.source, last.numerator, last.denominator) == (Source.ADOPTED, 2, 3)
        assert remarks(last)[0] == (
            "tercetak 90,83 (capaian 139,73) dalam LKjIP 2025; di sini 66,67 (capaian 102,57);"
            " selisih −24,16 poin"
        )
    else:
        assert (last.source, last.numerator) == (Source.PUBLISHED, 31_991)
        assert remarks(last)[0] == (
            "tercetak 90,83 (capaian 139,73) dalam LKjIP 2025; di sini SIMULASI 66,67; selisih −24,16 poin"
        )


def test_a_frozen_year_stands_with_what_was_printed_beside_it(
    office: OfficeAtWork, clock: FixedClock
) -> None:
    hold_last_year(office, clock)
    adopt(office.tracker)
    planner = add_planner(office.tracker)
    office.catch_up()
    freezes.propose(office.tracker, planner, office.asked(), freezes.Propose(office=CODE, year=2025))
    confirm = freezes.Confirm(office=CODE, year=2025, document="050/1")
    freezes.confirm(office.tracker, office.by(Role.CAMAT), office.asked(), confirm)
    take_over(office)
    last = only(told(office)).earlier[0]
    assert (last.source, last.numerator) == (Source.FROZEN, 2)
    assert "tercetak 90,83 (capaian 139,73) dalam LKjIP 2025; di sini 66,67" in remarks(last)[0]


def test_what_was_printed_as_it_is_here_needs_no_remark(office: OfficeAtWork, clock: FixedClock) -> None:
    hold_last_year(office, clock)
    adopt(office.tracker)
    set_target(office.tracker, "65", year=2025)
    take_over(office, PRINTED.replace("90,83;139,73", "66,67;102,57").replace("31.991;35.221", "2;3"))
    assert contradictions(only(told(office)).earlier[0]) == ()


def test_the_running_year_is_nobodys_printed_table(office: OfficeAtWork) -> None:
    adopt(office.tracker)
    two_of_three(office)
    with pytest.raises(Refused, match="tahun itu belum berakhir") as refusal:
        take_over(office, PRINTED.replace(";2025;LKjIP", ";2026;LKjIP"))
    assert refusal.value.field == "year"
    line = PublishedLine(row=2, indicator="koordinasi", code="koordinasi", year=2026, realised=Decimal(100))
    stated = ReportStated(
        office=CODE, year=2026, document="LKjIP", file_name="a", file_sha256="ab" * 32, lines=(line,)
    )
    stream = published_report_id(CODE, 2026)
    context = Context(actor="operator", via="cli", request_id="lama", correlation_id="lama")
    office.tracker.store.append([Change(stream, 0, (stated,))], context=context, occurred_on=HELD)
    row = only(told(office))
    assert (row.year.source, row.year.numerator) == (Source.ADOPTED, 2), (
        "though an older version took it over"
    )


def test_without_earlier_figures_there_is_no_change(office: OfficeAtWork) -> None:
    two_of_three(office)
    row = only(told(office))
    assert sources(row.earlier) == ["simulation", "simulation"]
    assert row.change is None


def read_csv(content: bytes) -> list[dict[str, str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_the_files_tell_the_same_cells(office: OfficeAtWork) -> None:
    adopt(office.tracker)
    set_target(office.tracker, "65", period="TW1")
    two_of_three(office)
    found = told(office)
    lines = read_csv(as_csv(found))
    assert len(lines) == len(only(found).cells) == 11
    quarter = next(line for line in lines if (line["periode"], line["kumulatif"]) == ("TW1", "tidak"))
    assert [quarter[name] for name in ("pembilang", "penyebut", "realisasi", "target", "capaian")] == [
        "2", "3", "66,67", "65,00", "102,57",
    ]  # fmt: skip
    assert (quarter["status"], quarter["simulasi"], quarter["dilaksanakan"]) == (
        "definisi ditetapkan", "", "3",
    )  # fmt: skip
    book = load_workbook(io.BytesIO(as_xlsx(found)))
    table = [[cell.value for cell in row] for row in book[TABLE].iter_rows(min_row=4)]
    assert table[1][table[0].index("TW I")] == 66.67
    assert table[1][table[0].index("Realisasi 2025")] == "n/a"
    assert table[1][table[0].index("TW III")] == "–"
    sheet = book[DETAILS]
    head = [str(cell.value) for cell in sheet[1]]
    rows = [dict(zip(head, [cell.value for cell in row], strict=True)) for row in sheet.iter_rows(min_row=2)]
    assert len(rows) == len(lines)
    assert [rows[1][name] for name in ("pembilang", "penyebut", "realisasi", "target", "capaian")] == [
        2, 3, 66.67, 65, 102.57,
    ]  # fmt: skip


def test_a_simulated_number_stands_in_no_column_of_a_figure(office: OfficeAtWork) -> None:
    set_target(office.tracker, "65", period="TW1")
    two_of_three(office)
    found = told(office)
    (row,) = load_workbook(io.BytesIO(as_xlsx(found)))[TABLE].iter_rows(min_row=5, max_row=5)
    assert "SIMULASI 66,67 %" in [cell.value for cell in row]
    quarter = read_csv(as_csv(found))[1]
    assert (quarter["realisasi"], quarter["capaian"], quarter["predikat"]) == ("", "", "")
    assert (quarter["simulasi"], quarter["status"]) == ("66,67", "SIMULASI")


def test_no_text_of_an_office_becomes_a_formula(office: OfficeAtWork) -> None:
    for number, start in enumerate("=+-@"):
        definition = IndicatorDefined(
            office=CODE,
            code=f"jahat{number}",
            number=number + 2,
            official_name=f'{start}HYPERLINK("http://jahat.example")',
            label="Jahat",
            document="Dokumen",
            rule=Rule.PER_RESULT,
        )
        indicators.define(office.tracker, operator(), office.asked(), definition)
    found = told(office)
    names = {line["indikator"] for line in read_csv(as_csv(found))}
    assert {f'\'{start}HYPERLINK("http://jahat.example")' for start in "=+-@"} <= names
    book = load_workbook(io.BytesIO(as_xlsx(found)))
    kinds = {cell.data_type for sheet in book.worksheets for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds


def test_every_role_of_the_office_reads_it_and_nobody_of_another(office: OfficeAtWork) -> None:
    set_up_office(office.tracker, OTHER)
    office.catch_up()
    question = ReportQuestion(office=CODE, year=2026)
    for role in (Role.CAMAT, Role.STAF, Role.AUDITOR, Role.ADMIN):
        assert report(office.tracker, office.by(role), question).rows
        stranger = accounts.actor_of(office.tracker, username(role, OTHER), "web")
        with pytest.raises(NotFound, match="Tidak ditemukan di kecamatan Anda"):
            report(office.tracker, stranger, question)
