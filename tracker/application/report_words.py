"""The cells of a report in words and numbers as officials write them: the same on the page, on paper and in files."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from tracker.application.figures import SIMULATION
from tracker.application.messages import long_date
from tracker.application.report_cells import Cell, Row, Source
from tracker.domain import achievement
from tracker.domain.flag import FLAG_NAMES, Flag
from tracker.domain.percent import as_points, number_text, rounded
from tracker.domain.published_report import Contradiction, WrongPredicate

NOTHING = "–"

SOURCE_NAMES = {
    Source.FROZEN: "ditetapkan",
    Source.PUBLISHED: "tercetak",
    Source.ADOPTED: "definisi ditetapkan",
    Source.SIMULATION: SIMULATION,
    Source.NONE: "belum berjalan",
}


def value_text(value: Fraction | None, row: Row) -> str:
    """`66,67 %`; an index without the sign; `n/a` for an empty denominator."""
    if value is None:
        return "n/a"
    return number_text(rounded(value)) + ("" if row.edition.rule is None else " %")


def realised_text(cell: Cell, row: Row) -> str:
    """A simulated number carries its mark within itself: whoever copies it copies the mark."""
    if cell.source is Source.NONE:
        return NOTHING
    text = value_text(cell.value, row)
    return f"{SIMULATION} {text}" if cell.source is Source.SIMULATION else text


def counts_text(cell: Cell) -> str:
    """`2 dari 3`, or the survey; empty where the source does not tell."""
    if cell.survey:
        return f"survei {cell.survey}"
    if cell.numerator is None or cell.denominator is None:
        return ""
    return f"{grouped(cell.numerator)} dari {grouped(cell.denominator)}"


def percent_text(value: Decimal | None) -> str:
    return NOTHING if value is None else f"{number_text(value)} %"


def plain_text(value: Decimal | None) -> str:
    return NOTHING if value is None else number_text(value)


def change_text(change: Decimal | None) -> str:
    return NOTHING if change is None else as_points(change)


def source_text(cell: Cell) -> str:
    """Which of them it is, with document and date."""
    match cell.source:
        case Source.FROZEN:
            number = f", {cell.document}" if cell.document else ""
            return f"ditetapkan {_day(cell)}{number}"
        case Source.ADOPTED:
            return f"menurut definisi operasional {cell.document}, {_day(cell)}"
        case Source.PUBLISHED:
            return f"tercetak dalam {cell.document}"
        case Source.SIMULATION:
            return "SIMULASI: definisi operasional belum ditetapkan"
        case Source.NONE:
            return "belum berjalan"


def basis_text(cell: Cell) -> str:
    """As a narrow column says it."""
    return SIMULATION if cell.source is Source.SIMULATION else source_text(cell)


def balance_text(cell: Cell) -> str:
    """dilaksanakan = the sum of the others (DOMAIN section 2, "Nothing can be hidden"); empty for a survey."""
    balance = cell.balance
    if balance is None:
        return ""
    return (
        f"dilaksanakan {balance.held} = dihitung {balance.counted} + informatif {balance.informational}"
        f" + tanpa bukti {balance.unproven} + di luar kewenangan {balance.outside_authority};"
        f" ditarik {balance.withdrawn}, belum jatuh tempo {balance.not_due}"
    )


def remarks(cell: Cell) -> tuple[str, ...]:
    """What a reader must know beside the number."""
    return (*contradictions(cell), *flag_texts(cell.flags))


def contradictions(cell: Cell) -> tuple[str, ...]:
    """What the record says otherwise since the figure was frozen, what an earlier report printed otherwise, and what
    a printed line contradicts itself in."""
    compared = cell.compared
    since = (compared.sentence,) if compared is not None and compared.changed else ()
    return (*since, *beside_texts(cell), *map(discrepancy_text, cell.discrepancies))


def beside_texts(cell: Cell) -> tuple[str, ...]:
    """`tercetak 90,83 (capaian 139,73) dalam LKjIP 2025; di sini 66,67 (capaian 102,57); selisih −24,16 poin`."""
    if cell.beside is None:
        return ()
    printed, own = (cell, cell.beside) if cell.source is Source.PUBLISHED else (cell.beside, cell)
    printed_numbers, own_numbers = _numbers(printed), _numbers(own)
    if printed_numbers == own_numbers:
        return ()
    moved = achievement.change(own.value, printed.value)
    difference = "" if moved is None else f"; selisih {as_points(moved)}"
    return (f"tercetak {printed_numbers} dalam {printed.document}; di sini {own_numbers}{difference}",)


def _numbers(cell: Cell) -> str:
    value = "n/a" if cell.value is None else number_text(rounded(cell.value))
    if not cell.official:
        return f"{SIMULATION} {value}"
    return value if cell.achievement is None else f"{value} (capaian {number_text(cell.achievement)})"


def flag_texts(flags: Mapping[str, int]) -> tuple[str, ...]:
    """Counted beside the figure, never blocked."""
    return tuple(f"{FLAG_NAMES[Flag(name)]}: {count}" for name, count in flags.items() if count)


def discrepancy_text(found: Contradiction) -> str:
    """`capaian tercetak 139,73; dihitung 139,74; selisih +0,01`; `predikat tercetak “Sedang”; capaian 95,24 berarti “Sangat Tinggi”`."""
    if isinstance(found, WrongPredicate):
        meant = f"capaian {number_text(found.achievement)} berarti “{found.computed}”"
        return f"{found.what} tercetak “{found.printed}”; {meant}"
    sign = "+" if found.difference > 0 else ""
    return (
        f"{found.what} tercetak {number_text(found.printed)}; dihitung {number_text(found.computed)};"
        f" selisih {sign}{number_text(found.difference)}"
    )


def grouped(count: int) -> str:
    """`1.783`."""
    return f"{count:,}".replace(",", ".")


def _day(cell: Cell) -> str:
    return "" if cell.dated_on is None else long_date(cell.dated_on)
