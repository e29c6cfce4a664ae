"""One row of a printed table: an indicator's line, or the mean below it."""

from collections.abc import Callable
from typing import TypeVar

from tracker.application.published.printed import (
    read_better,
    read_count,
    read_number,
    read_period,
    read_ticked,
    read_year,
)
from tracker.application.table_file.names import key_of
from tracker.application.table_file.problems import at_row
from tracker.application.table_file.table import Row
from tracker.domain.achievement import Better
from tracker.domain.errors import Refused
from tracker.domain.indicator import Indicator
from tracker.domain.phrase import say
from tracker.domain.published_report import PublishedLine, PublishedMean

T = TypeVar("T")

_MEAN = frozenset({"rata_rata", "rata_rata_capaian", "rata_rata_capaian_kinerja", "rerata"})


def read_row(
    row: Row, indicators: list[Indicator], problems: list[str]
) -> PublishedLine | PublishedMean | None:
    """Every cell at fault goes to `problems` with its row and column; None where there was one."""
    before = len(problems)

    def read(column: str, reader: Callable[[str], T], otherwise: T) -> T:
        try:
            return reader(row.cells.get(column, ""))
        except Refused as error:
            problems.append(at_row(row.number, column, error.message))
            return otherwise

    year = read("tahun", read_year, 0)
    period = read("periode", lambda text: read_period(text, year or 2000), None)
    cumulative = read("kumulatif", read_ticked, False)
    achievement = read("capaian", read_number, None)
    numerator = read("pembilang", read_count, None)
    denominator = read("penyebut", read_count, None)
    realised = read("realisasi", read_number, None)
    target = read("target", read_number, None)
    better = read("arah", read_better, None)
    if len(problems) > before:
        return None
    name = row.cells["indikator"]
    if key_of(name) in _MEAN:
        if achievement is None:
            problems.append(at_row(row.number, "capaian", say("isi rata-rata capaian seperti tercetak.")))
            return None
        return PublishedMean(
            row=row.number, year=year, period=period, cumulative=cumulative, achievement=achievement
        )
    indicator = matching(indicators, name)
    return PublishedLine(
        row=row.number,
        indicator=name,
        code=indicator.code if indicator else None,
        year=year,
        period=period,
        cumulative=cumulative,
        numerator=numerator,
        denominator=denominator,
        realised=realised,
        target=target,
        achievement=achievement,
        predicate=row.cells.get("predikat") or None,
        better=better or (indicator.for_year(year).better if indicator else Better.HIGHER),
    )


def matching(indicators: list[Indicator], name: str) -> Indicator | None:
    """By its code, or by a name that any year's definition has."""
    key = key_of(name)
    for indicator in indicators:
        names = {text for edition in indicator.editions for text in (edition.official_name, edition.label)}
        if key in {key_of(text) for text in names | {indicator.code}}:
            return indicator
    return None
