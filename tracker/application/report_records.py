"""The report and the freezes as JSON: the API and the command line. Percentages as CONTRACT, "Figures, as JSON"."""

from decimal import Decimal

from tracker.application.freeze_figures import Comparison
from tracker.application.report_cells import Cell, Report, Row
from tracker.application.report_words import remarks
from tracker.domain.percent import as_json
from tracker.domain.period_freeze import FrozenFigure, PeriodFreeze
from tracker.domain.published_report import Contradiction, Discrepancy, PublishedReport


def report_record(found: Report) -> dict[str, object]:
    return {
        "office": found.office.code,
        "name": found.office.name,
        "year": found.year,
        "cut_off": found.cut_off,
        "as_of": found.as_of,
        "position": found.position,
        "mean_achievement": {str(year): _decimal(mean) for year, mean in found.means},
        "rows": [_row(row) for row in found.rows],
    }


def freeze_record(freeze: PeriodFreeze, compared: list[Comparison]) -> dict[str, object]:
    """`now` is what the frozen definition, cohort and cut-off give in today's record."""
    proposal, confirmation = freeze.proposal, freeze.confirmation
    return {
        "office": proposal.office,
        "year": proposal.year,
        "period": proposal.code or str(proposal.year),
        "cumulative": proposal.cumulative,
        "state": freeze.stage,
        "cut_off": proposal.cut_off,
        "as_of": proposal.as_of,
        "position": proposal.position,
        "proposed_by": proposal.typed_by,
        "confirmed_on": confirmation.confirmed_on if confirmation else None,
        "document": confirmation.document if confirmation else None,
        "figures": [_figure(one) for one in compared],
        "left_out": [
            {"code": one.code, "name": one.official_name, "reason": one.reason} for one in proposal.left_out
        ],
    }


def published_record(report: PublishedReport, found: list[Contradiction]) -> dict[str, object]:
    stated = report.stated
    return {
        "office": stated.office,
        "year": stated.year,
        "document": stated.document,
        "file": stated.file_name,
        "lines": [
            {
                "row": line.row,
                "name": line.indicator,
                "code": line.code,
                "year": line.year,
                "period": line.period or str(line.year),
                "cumulative": line.cumulative,
                "numerator": line.numerator,
                "denominator": line.denominator,
                "realised": _decimal(line.realised),
                "target": _decimal(line.target),
                "achievement": _decimal(line.achievement),
                "predicate": line.predicate,
            }
            for line in stated.lines
        ],
        "discrepancies": [discrepancy_record(one) for one in found],
    }


def discrepancy_record(found: Contradiction) -> dict[str, object]:
    """Of a predikat `printed` and `computed` are words, and there is no difference."""
    return {
        "row": found.row,
        "what": found.what,
        "printed": str(found.printed),
        "computed": str(found.computed),
        "difference": str(found.difference) if isinstance(found, Discrepancy) else None,
    }


def _row(row: Row) -> dict[str, object]:
    edition = row.edition
    return {
        "code": row.code,
        "number": edition.number,
        "name": edition.official_name,
        "objective": edition.objective,
        "formula_numerator": edition.formula_numerator,
        "formula_denominator": edition.formula_denominator,
        "unit": row.unit,
        "responsible": edition.responsible,
        "data_source": edition.data_source,
        "change": _decimal(row.change),
        "year": _cell(row.year),
        "quarters": [_cell(cell) for cell in row.quarters],
        "cumulative": [_cell(cell) for cell in row.cumulative],
        "earlier": [_cell(cell) for cell in row.earlier],
    }


def _cell(cell: Cell) -> dict[str, object]:
    """`simulation` as with figures: such a number is none of a report, and has no capaian and no predikat there."""
    return {
        "year": cell.period.year,
        "period": cell.period.code or str(cell.period.year),
        "cumulative": cell.period.cumulative,
        "source": cell.source,
        "simulation": not cell.official,
        "cut_off": cell.cut_off,
        "numerator": cell.numerator,
        "denominator": cell.denominator,
        "percentage": as_json(cell.value),
        "target": _decimal(cell.target),
        "achievement": _decimal(cell.achievement) if cell.official else None,
        "predicate": cell.predicate if cell.official else None,
        "document": cell.document or None,
        "dated_on": cell.dated_on,
        "balance": cell.balance,
        "flags": cell.flags,
        "remarks": list(remarks(cell)),
    }


def _figure(one: Comparison) -> dict[str, object]:
    return _frozen(one.figure) | {
        "definition": one.figure.definition,
        "balance": one.figure.balance,
        "flags": one.figure.flags,
        "now": {
            "numerator": one.now.numerator,
            "denominator": one.now.denominator,
            "percentage": None if one.now.value is None else as_json(one.now.value.value),
        },
        "changed": one.changed,
        "difference": one.sentence if one.changed else None,
    }


def _frozen(figure: FrozenFigure) -> dict[str, object]:
    return {
        "code": figure.code,
        "name": figure.official_name,
        "numerator": figure.numerator,
        "denominator": figure.denominator,
        "percentage": None if figure.value is None else as_json(figure.value.value),
        "target": _decimal(figure.target),
        "achievement": _decimal(figure.achievement),
        "predicate": figure.predicate,
    }


def _decimal(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:.2f}"
