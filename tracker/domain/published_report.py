"""What an earlier LKjIP printed: taken over word for word and figure for figure, and checked, never repaired.

A printed table that does not add up stays as it is printed; what the same numbers would give stands beside it, with
the difference, and the word that the capaian has by the office's own ladder (DOMAIN section 3, worked cases).
"""

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import ClassVar

import msgspec

from tracker.domain.achievement import Better, attainment, predicate
from tracker.domain.conventions import CapaianFrom, Conventions
from tracker.domain.errors import Refused
from tracker.domain.event import Event
from tracker.domain.percent import Rounding, percentage, rounded
from tracker.domain.period import period as reporting_period
from tracker.domain.phrase import said, say

MAX_LINES = 500


class PublishedLine(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One row of the printed table. `indicator` is its name as printed, `code` the office's own where it is known.

    `period` None is the year. Numbers keep the decimals that were printed; None: not printed.
    """

    row: int
    indicator: str
    code: str | None = None
    year: int
    period: str | None = None
    cumulative: bool = False
    numerator: int | None = None
    denominator: int | None = None
    realised: Decimal | None = None
    target: Decimal | None = None
    achievement: Decimal | None = None
    predicate: str | None = None
    better: Better = Better.HIGHER


class PublishedMean(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The mean capaian as printed, of the lines of that year and period."""

    row: int
    year: int
    period: str | None = None
    cumulative: bool = False
    achievement: Decimal


class ReportStated(Event, frozen=True, kw_only=True):
    """The tables of the report of `year`; it may print earlier years too. Stated anew, the newest holds."""

    TOPIC: ClassVar[str] = "published_report.stated.1"
    office: str
    year: int
    document: str
    file_name: str
    file_sha256: str
    lines: tuple[PublishedLine, ...]
    means: tuple[PublishedMean, ...] = ()


EVENTS: tuple[type[Event], ...] = (ReportStated,)


class PublishedReport(msgspec.Struct, frozen=True):
    stated: ReportStated

    @property
    def office(self) -> str:
        return self.stated.office

    def line(self, code: str, year: int, period: str | None, cumulative: bool) -> PublishedLine | None:
        for line in self.stated.lines:
            if (line.code, line.year, line.period, line.cumulative) == (code, year, period, cumulative):
                return line
        return None


class Printed(StrEnum):
    """What was printed and does not follow from the rest."""

    REALISED = "realisasi"
    ACHIEVEMENT = "capaian"
    MEAN = "rata-rata"
    PREDICATE = "predikat"


class Discrepancy(msgspec.Struct, frozen=True):
    """`difference` is computed − printed, with the decimals that were printed."""

    row: int
    what: Printed
    printed: Decimal
    computed: Decimal

    @property
    def difference(self) -> Decimal:
        return self.computed - self.printed


class WrongPredicate(msgspec.Struct, frozen=True):
    """`computed` is the word of the office's ladder for `achievement`: the capaian as printed, else as computed."""

    row: int
    printed: str
    computed: str
    achievement: Decimal

    @property
    def what(self) -> Printed:
        return Printed.PREDICATE


Contradiction = Discrepancy | WrongPredicate


def state(
    before: PublishedReport | None, stated: ReportStated, *, this_year: int, reason: str
) -> ReportStated:
    """Raises Refused naming the row and column. To state a report anew needs a reason.

    No line tells of a year that still runs: its figures are made here, and nobody has printed them yet.
    """
    if before is not None and not reason.strip():
        raise Refused(
            say("Tabel laporan tahun {year} sudah dicatat; isi alasan untuk menggantinya.", year=stated.year),
            "reason",
        )
    if not stated.document.strip():
        raise Refused("Isi nama dokumen laporan itu.", "document")
    reporting_period(stated.year)
    if stated.year >= this_year:
        raise Refused(
            say("Laporan tahun {year} belum dapat terbit: tahun itu belum berakhir.", year=stated.year),
            "year",
        )
    if not stated.lines:
        raise Refused("Tabel itu tidak berisi satu pun indikator.", "lines")
    if len(stated.lines) > MAX_LINES:
        raise Refused(say("Tabel itu lebih dari {most} baris.", most=MAX_LINES), "lines")
    for line in stated.lines:
        _check_line(line, stated.year)
    for mean in stated.means:
        _check_told(mean, stated.year)
    _check_once(stated)
    return stated


def discrepancies(stated: ReportStated, conventions: Conventions) -> list[Contradiction]:
    """In the order of the table. `conventions` settle rounding, what capaian starts from, and the ladder."""
    found = [one for line in stated.lines for one in check_line(line, conventions)]
    for mean in stated.means:
        summed = [
            line.achievement
            for line in stated.lines
            if (line.year, line.period, line.cumulative) == (mean.year, mean.period, mean.cumulative)
            and line.achievement is not None
        ]
        if summed:
            exact = sum(map(Fraction, summed), Fraction(0)) / len(summed)
            found += _compare(mean.row, Printed.MEAN, mean.achievement, exact, conventions.rounding)
    return found


def check_line(line: PublishedLine, conventions: Conventions) -> list[Contradiction]:
    """The percentage against its counts, the capaian against realisasi and target, and the predikat against the
    capaian, each as they are printed."""
    found: list[Contradiction] = []
    share = None
    if line.numerator is not None and line.denominator is not None:
        share = percentage(line.numerator, line.denominator)
    if line.realised is not None and share is not None:
        found += _compare(line.row, Printed.REALISED, line.realised, share, Rounding.HALF_UP)
    realised = None if line.realised is None else Fraction(line.realised)
    if share is not None and (realised is None or conventions.capaian_from is CapaianFrom.EXACT):
        realised = share
    achieved = line.achievement
    if realised is not None and line.target:
        exact = attainment(realised, Fraction(line.target), line.better)
        if achieved is None:
            achieved = rounded(exact, conventions.rounding)
        else:
            found += _compare(line.row, Printed.ACHIEVEMENT, achieved, exact, conventions.rounding)
    return found + _compare_words(line, achieved, conventions)


def _compare_words(
    line: PublishedLine, achieved: Decimal | None, conventions: Conventions
) -> list[WrongPredicate]:
    """However it is written: `SANGAT  TINGGI` is no contradiction to *Sangat Tinggi*."""
    word = predicate(achieved, conventions.ladder)
    if achieved is None or word is None or not (line.predicate or "").strip():
        return []
    printed = line.predicate or ""
    if printed.casefold().split() == word.casefold().split():
        return []
    return [WrongPredicate(line.row, printed.strip(), word, achieved)]


def _compare(
    row: int, what: Printed, printed: Decimal, exact: Fraction, rounding: Rounding
) -> list[Discrepancy]:
    """With as many decimals as the table printed: 107,8 is no contradiction to 107,81."""
    computed = _with_decimals(exact, printed, rounding)
    return [] if computed == printed else [Discrepancy(row, what, printed, computed)]


def _with_decimals(exact: Fraction, like: Decimal, rounding: Rounding) -> Decimal:
    exponent = like.as_tuple().exponent
    assert isinstance(exponent, int)
    scaled = abs(exact) * Fraction(10) ** -exponent
    whole, rest = divmod(scaled.numerator, scaled.denominator)
    up = rounding is Rounding.HALF_UP and 2 * rest >= scaled.denominator
    return Decimal(-(whole + up) if exact < 0 else whole + up).scaleb(exponent)


def _check_line(line: PublishedLine, report_year: int) -> None:
    def refuse(message: str, column: str) -> Refused:
        return Refused(
            say("Baris {row}, {column}: {message}", row=line.row, column=column, message=said(message)),
            column,
        )

    if not line.indicator.strip():
        raise refuse(say("isi nama indikator seperti tercetak."), "indikator")
    _check_told(line, report_year)
    numbers = {
        "pembilang": line.numerator,
        "penyebut": line.denominator,
        "realisasi": line.realised,
        "target": line.target,
    }
    for column, value in numbers.items():
        if value is not None and value < 0:
            raise refuse(say("tidak boleh negatif."), column)
    if (line.numerator is None) != (line.denominator is None):
        raise refuse(say("pembilang dan penyebut diisi keduanya atau tidak sama sekali."), "pembilang")
    if line.realised is None and line.numerator is None and line.achievement is None:
        raise refuse(say("isi realisasi, pembilang dan penyebut, atau capaian."), "realisasi")


def _check_told(told: PublishedLine | PublishedMean, report_year: int) -> None:
    if told.year > report_year:
        message = say(
            "Baris {row}, tahun: laporan {report_year} tidak dapat memuat tahun {year}.",
            row=told.row,
            report_year=report_year,
            year=told.year,
        )
        raise Refused(message, "tahun")
    reporting_period(told.year, told.period, cumulative=told.cumulative)


def _check_once(stated: ReportStated) -> None:
    seen: set[tuple[str, int, str | None, bool]] = set()
    for line in stated.lines:
        for name in {line.indicator, line.code or line.indicator}:
            key = (name, line.year, line.period, line.cumulative)
            if key in seen:
                raise Refused(
                    say(
                        "Baris {row}, indikator: “{indicator}” ada dua kali untuk periode yang sama.",
                        row=line.row,
                        indicator=line.indicator,
                    ),
                    "indikator",
                )
            seen.add(key)
    means = Counter((mean.year, mean.period, mean.cumulative) for mean in stated.means)
    for mean in stated.means:
        if means[mean.year, mean.period, mean.cumulative] > 1:
            raise Refused(
                say("Baris {row}, indikator: rata-rata periode itu ada dua kali.", row=mean.row), "indikator"
            )


def printed_line(
    reports: Iterable[PublishedReport], code: str, year: int, period: str | None, cumulative: bool
) -> tuple[ReportStated, PublishedLine] | None:
    """What was printed of that period: by the report of the year itself first, else by the next one that tells it."""
    for report in sorted(reports, key=lambda one: one.stated.year):
        line = report.line(code, year, period, cumulative)
        if line is not None:
            return report.stated, line
    return None


def evolve(state: PublishedReport | None, event: Event) -> PublishedReport:
    match event:
        case ReportStated():
            return PublishedReport(event)
        case _:
            raise ValueError(f"{event.TOPIC} is not an event of a published report")
