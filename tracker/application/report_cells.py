"""What a performance report (LKjIP) consists of: rows of cells, each of which says where its number comes from."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

import msgspec

from tracker.application.freeze_figures import Comparison
from tracker.domain.indicator import Edition
from tracker.domain.office import Office
from tracker.domain.period import Period
from tracker.domain.period_freeze import Balance
from tracker.domain.published_report import Contradiction

QUARTERS = ("TW1", "TW2", "TW3", "TW4")
EARLIER_YEARS = 2


class ReportQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """`cut_off` None: each period's own end. `as_of` None: now."""

    office: str
    year: int
    cut_off: date | None = None
    as_of: datetime | None = None


class Source(StrEnum):
    """Where a cell's number comes from. Only the first three are figures of a report; SIMULASI never is.

    None: the period had not begun when the record was read, or begins after the cut-off.
    """

    FROZEN = "frozen"
    PUBLISHED = "published"
    ADOPTED = "adopted"
    SIMULATION = "simulation"
    NONE = "none"


OFFICIAL = frozenset({Source.FROZEN, Source.PUBLISHED, Source.ADOPTED})


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """One indicator in one period. `value` is a percentage or an index; None: n/a.

    `document` and `dated_on`: the freeze's decision, the printed report, or the adopted definition. `compared` is a
    frozen figure beside today's record; `discrepancies` are what a printed line contradicts itself in. `beside` is the
    printed cell that this figure is told with, or for a printed one the SIMULASI of the record.
    """

    period: Period
    source: Source
    cut_off: date
    value: Fraction | None = None
    numerator: int | None = None
    denominator: int | None = None
    survey: str | None = None
    balance: Balance | None = None
    flags: dict[str, int] = {}
    target: Decimal | None = None
    achievement: Decimal | None = None
    predicate: str | None = None
    document: str = ""
    dated_on: date | None = None
    compared: Comparison | None = None
    discrepancies: tuple[Contradiction, ...] = ()
    beside: "Cell | None" = None

    @property
    def holds_something(self) -> bool:
        """The record has a coordination of the period, or a survey that counts."""
        return self.survey is not None or (self.balance is not None and self.balance.held > 0)

    @property
    def official(self) -> bool:
        return self.source in OFFICIAL


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One indicator: its definition of that year, the year, its quarters alone and cumulative, and the years before.

    `change` is the difference of the year's realisasi from the last one's, in points; None unless both are figures.
    """

    code: str
    edition: Edition
    year: Cell
    quarters: tuple[Cell, ...]
    cumulative: tuple[Cell, ...]
    earlier: tuple[Cell, ...]
    change: Decimal | None

    @property
    def cells(self) -> tuple[Cell, ...]:
        """All of them, each once: the year, the quarters, the quarters cumulative, then the years before."""
        return (self.year, *self.quarters, *self.cumulative, *self.earlier)

    @property
    def unit(self) -> str:
        return self.edition.unit or ("%" if self.edition.rule else "nilai")


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """`means` are the mean capaian of each year told, the newest first; None where no capaian is a figure."""

    office: Office
    year: int
    cut_off: date | None
    as_of: datetime
    position: int
    rows: tuple[Row, ...]
    means: tuple[tuple[int, Decimal | None], ...]
