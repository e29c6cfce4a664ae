"""The performance report (LKjIP) of an office and year: one definition for page, file, print, API and command line.

Every number is a frozen figure, a printed one, or one made by `figures`; nothing is computed here a second time. Each
cell says which of them it is, and by which document.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

import msgspec
from sqlalchemy import Connection

from projections import directory
from tracker.application.actor import Actor
from tracker.application.figure_basis import Basis, Question, Record, basis_of, read_record
from tracker.application.figures import IndicatorFigure, counted_by, figure_of, indicator_in
from tracker.application.freeze_figures import Comparison, balance_of, comparison, flags_of
from tracker.application.permissions import Action, require
from tracker.application.report_cells import (
    EARLIER_YEARS,
    QUARTERS,
    Cell,
    Report,
    ReportQuestion,
    Row,
    Source,
)
from tracker.application.tracker import Tracker, local_day
from tracker.domain import achievement
from tracker.domain.errors import NotFound
from tracker.domain.identity import freeze_id
from tracker.domain.office import Office
from tracker.domain.percent import Rounding
from tracker.domain.period import Period, period
from tracker.domain.period_freeze import FrozenFigure, PeriodFreeze, Stage
from tracker.domain.phrase import say
from tracker.domain.published_report import PublishedReport, check_line, printed_line


def report(tracker: Tracker, actor: Actor, question: ReportQuestion) -> Report:
    """Raises NotFound for an unknown office, Refused naming the part of the question that cannot be answered."""
    require(actor, Action.VIEW, question.office)
    with tracker.views.connect() as connection:
        office = _known(connection, question.office)
        reading = _Reading(tracker, connection, office, question)
        rows = tuple(reading.row(indicator.code) for indicator in reading.basis.indicators)
    rounding = reading.basis.conventions.rounding
    return Report(
        office=office,
        year=question.year,
        cut_off=question.cut_off,
        as_of=reading.basis.as_of,
        position=reading.basis.position,
        rows=rows,
        means=tuple(
            (question.year - back, _mean([_of_year(row, back) for row in rows], rounding))
            for back in range(EARLIER_YEARS + 1)
        ),
    )


def row(tracker: Tracker, actor: Actor, question: ReportQuestion, code: str) -> Row:
    """One indicator's row of that report. Raises what `report` raises, and NotFound for an unknown indicator."""
    require(actor, Action.VIEW, question.office)
    with tracker.views.connect() as connection:
        reading = _Reading(tracker, connection, _known(connection, question.office), question)
        return reading.row(indicator_in(reading.basis, code).code)


def _known(connection: Connection, code: str) -> Office:
    office = directory.office(connection, code)
    if office is None:
        raise NotFound(say("Kecamatan {office} tidak dikenal.", office=code), "office")
    return office


class _Reading:
    """One reading of the record: all cells of a report belong to the same position of the log."""

    def __init__(
        self, tracker: Tracker, connection: Connection, office: Office, question: ReportQuestion
    ) -> None:
        self._tracker = tracker
        self._connection = connection
        self._office = office
        self._question = question
        self._records: dict[int, Record] = {}
        self._bases: dict[tuple[Period, date], Basis] = {}
        self._answers: dict[Period, dict[str, IndicatorFigure]] = {}
        self.basis = self._basis(period(question.year), question.cut_off)
        at = self.basis.at
        freezes = directory.every(connection, PeriodFreeze, office.code, at)
        self._freezes = {self._stream(freeze.period): freeze for freeze in freezes}
        self._published: Sequence[PublishedReport] = directory.every(
            connection, PublishedReport, office.code, at
        )
        self._today = local_day(self.basis.as_of, office.zone)

    def row(self, code: str) -> Row:
        year = self._question.year
        this = self._cell(code, period(year))
        earlier = tuple(self._cell(code, period(year - back)) for back in range(1, EARLIER_YEARS + 1))
        before = earlier[0]
        return Row(
            code=code,
            edition=self._answer(code, period(year)).edition,
            year=this,
            quarters=tuple(self._cell(code, period(year, quarter)) for quarter in QUARTERS),
            cumulative=tuple(
                self._cell(code, period(year, quarter, cumulative=True)) for quarter in QUARTERS
            ),
            earlier=earlier,
            change=achievement.change(this.value, before.value)
            if this.official and before.official
            else None,
        )

    def _cell(self, code: str, told: Period) -> Cell:
        asked = self._asked_cut_off(told)
        if asked is not None and asked < told.first:
            return Cell(period=told, source=Source.NONE, cut_off=told.last)
        own = self._frozen(code, told) or self._made(code, told)
        printed = self._printed(code, told)
        return own if printed is None else _together(own, printed)

    def _frozen(self, code: str, told: Period) -> Cell | None:
        """A figure that was frozen with another cut-off than the one asked for is not the one asked for."""
        freeze = self._freezes.get(self._stream(told))
        figure = freeze.frozen(code) if freeze else None
        if freeze is None or figure is None or freeze.confirmation is None:
            return None
        asked = self._asked_cut_off(told)
        if asked is not None and asked != freeze.proposal.cut_off:
            return None
        return Cell(
            period=told,
            source=Source.FROZEN,
            cut_off=freeze.proposal.cut_off,
            value=None if figure.value is None else figure.value.value,
            numerator=figure.numerator,
            denominator=figure.denominator,
            survey=figure.survey,
            balance=figure.balance,
            flags=figure.flags,
            target=figure.target,
            achievement=figure.achievement,
            predicate=figure.predicate,
            document=freeze.confirmation.document,
            dated_on=freeze.confirmation.confirmed_on,
            compared=self._compared(figure, told, freeze.proposal.cut_off),
        )

    def _compared(self, figure: FrozenFigure, told: Period, cut_off: date) -> Comparison:
        basis = self._basis(told, cut_off)
        now = counted_by(figure.definition.scope, figure.definition.reading, basis)
        return comparison(figure, now, Stage.DITETAPKAN)

    def _printed(self, code: str, told: Period) -> Cell | None:
        if told.year >= self._today.year:
            return None
        found = printed_line(self._published, code, told.year, told.code, told.cumulative)
        if found is None:
            return None
        stated, line = found
        return Cell(
            period=told,
            source=Source.PUBLISHED,
            cut_off=told.last,
            value=None if line.realised is None else Fraction(line.realised),
            numerator=line.numerator,
            denominator=line.denominator,
            target=line.target,
            achievement=line.achievement,
            predicate=line.predicate,
            document=stated.document,
            discrepancies=tuple(check_line(line, self._office.conventions_for(told.year))),
        )

    def _made(self, code: str, told: Period) -> Cell:
        if told.first > self._today:
            return Cell(period=told, source=Source.NONE, cut_off=told.last)
        answer = self._answer(code, told)
        adopted = answer.adoption is not None and not answer.simulation
        counted = answer.figure
        return Cell(
            period=told,
            source=Source.ADOPTED if adopted else Source.SIMULATION,
            cut_off=answer.cut_off,
            value=answer.value,
            numerator=counted.numerator if counted else None,
            denominator=counted.denominator if counted else None,
            survey=answer.survey.name if answer.survey else None,
            balance=balance_of(answer),
            flags=flags_of(answer),
            target=answer.target,
            achievement=answer.achievement,
            predicate=answer.predicate,
            document=answer.adoption.document_number if adopted and answer.adoption else "",
            dated_on=answer.adoption.document_date if adopted and answer.adoption else None,
        )

    def _answer(self, code: str, told: Period) -> IndicatorFigure:
        if told not in self._answers:
            basis = self._basis(told, self._asked_cut_off(told))
            question = self._asked(told, basis.cut_off)
            self._answers[told] = {one.code: figure_of(one, question, basis) for one in basis.indicators}
        return self._answers[told][code]

    def _asked_cut_off(self, told: Period) -> date | None:
        """The one asked for concerns the report's own year; the years before keep their ends."""
        return self._question.cut_off if told.year == self._question.year else None

    def _basis(self, told: Period, cut_off: date | None) -> Basis:
        key = (told, cut_off or told.last)
        if key not in self._bases:
            self._bases[key] = basis_of(self._record(told.year), self._asked(told, cut_off))
        return self._bases[key]

    def _record(self, year: int) -> Record:
        if year not in self._records:
            self._records[year] = read_record(
                self._tracker, self._connection, self._office.code, year, self._question.as_of
            )
        return self._records[year]

    def _asked(self, told: Period, cut_off: date | None) -> Question:
        return Question(
            office=self._office.code,
            year=told.year,
            period=told.code,
            cumulative=told.cumulative,
            cut_off=cut_off,
            as_of=self._question.as_of,
        )

    def _stream(self, told: Period) -> object:
        return freeze_id(self._office.code, told.year, told.code, told.cumulative)


def _together(own: Cell, printed: Cell) -> Cell:
    """What was printed never replaces a figure of the record: it stands alone where the record holds nothing."""
    if own.source is Source.FROZEN or (own.source is Source.ADOPTED and own.holds_something):
        return msgspec.structs.replace(own, beside=printed)
    return msgspec.structs.replace(printed, beside=own if own.holds_something else None)


def _of_year(row: Row, back: int) -> Cell:
    return row.year if back == 0 else row.earlier[back - 1]


def _mean(cells: list[Cell], rounding: Rounding) -> Decimal | None:
    return achievement.mean([cell.achievement for cell in cells if cell.official], rounding)
