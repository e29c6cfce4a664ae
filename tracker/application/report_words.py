"""The cells of a report in words and numbers as officials write them: the same on the page, on paper and in files."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from tracker.application.figures import SIMULATION, simulated
from tracker.application.messages import long_date
from tracker.application.report_cells import Cell, Row, Source
from tracker.domain import achievement
from tracker.domain.flag import FLAG_NAMES, Flag
from tracker.domain.percent import as_points, grouped, number_text, rounded, signed_text, with_sign
from tracker.domain.phrase import say
from tracker.domain.published_report import Contradiction, WrongPredicate

NOTHING = "–"

SOURCE_NAMES = {
    Source.FROZEN: say("ditetapkan"),
    Source.PUBLISHED: say("tercetak"),
    Source.ADOPTED: say("definisi ditetapkan"),
    Source.SIMULATION: SIMULATION,
    Source.NONE: say("belum berjalan"),
}


def value_text(value: Fraction | None, row: Row) -> str:
    """`66,67 %`; an index without the sign; `n/a` for an empty denominator."""
    if value is None:
        return "n/a"
    return number_text(rounded(value)) if row.edition.rule is None else with_sign(rounded(value))


def realised_text(cell: Cell, row: Row) -> str:
    """A simulated number carries its mark within itself: whoever copies it copies the mark."""
    if cell.source is Source.NONE:
        return NOTHING
    text = value_text(cell.value, row)
    return simulated(text) if cell.source is Source.SIMULATION else text


def counts_text(cell: Cell) -> str:
    """`2 dari 3`, or the survey; empty where the source does not tell."""
    if cell.survey:
        return say("survei {name}", name=cell.survey)
    if cell.numerator is None or cell.denominator is None:
        return ""
    return say(
        "{numerator} dari {denominator}",
        numerator=grouped(cell.numerator),
        denominator=grouped(cell.denominator),
    )


def percent_text(value: Decimal | None) -> str:
    return NOTHING if value is None else with_sign(value)


def plain_text(value: Decimal | None) -> str:
    return NOTHING if value is None else number_text(value)


def change_text(change: Decimal | None) -> str:
    return NOTHING if change is None else as_points(change)


def source_text(cell: Cell) -> str:
    """Which of them it is, with document and date."""
    match cell.source:
        case Source.FROZEN:
            if cell.document:
                return say("ditetapkan {day}, {document}", day=_day(cell), document=cell.document)
            return say("ditetapkan {day}", day=_day(cell))
        case Source.ADOPTED:
            return say(
                "menurut definisi operasional {document}, {day}", document=cell.document, day=_day(cell)
            )
        case Source.PUBLISHED:
            return say("tercetak dalam {document}", document=cell.document)
        case Source.SIMULATION:
            return say("SIMULASI: definisi operasional belum ditetapkan")
        case Source.NONE:
            return say("belum berjalan")


def basis_text(cell: Cell) -> str:
    """As a narrow column says it."""
    return SIMULATION if cell.source is Source.SIMULATION else source_text(cell)


def balance_text(cell: Cell) -> str:
    """dilaksanakan = the sum of the others (DOMAIN section 2, "Nothing can be hidden"); empty for a survey."""
    balance = cell.balance
    if balance is None:
        return ""
    return say(
        "dilaksanakan {held} = dihitung {counted} + informatif {informational} + tanpa bukti {unproven}"
        " + di luar kewenangan {outside}; ditarik {withdrawn}, belum jatuh tempo {not_due}",
        held=balance.held,
        counted=balance.counted,
        informational=balance.informational,
        unproven=balance.unproven,
        outside=balance.outside_authority,
        withdrawn=balance.withdrawn,
        not_due=balance.not_due,
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
    told = say(
        "tercetak {printed} dalam {document}; di sini {own}",
        printed=printed_numbers,
        document=printed.document,
        own=own_numbers,
    )
    if moved is None:
        return (told,)
    return (say("{told}; selisih {difference}", told=told, difference=as_points(moved)),)


def _numbers(cell: Cell) -> str:
    value = "n/a" if cell.value is None else number_text(rounded(cell.value))
    if not cell.official:
        return simulated(value)
    if cell.achievement is None:
        return value
    return say("{value} (capaian {achievement})", value=value, achievement=number_text(cell.achievement))


def flag_texts(flags: Mapping[str, int]) -> tuple[str, ...]:
    """Counted beside the figure, never blocked."""
    return tuple(
        say("{flag}: {count}", flag=FLAG_NAMES[Flag(name)], count=count)
        for name, count in flags.items()
        if count
    )


def discrepancy_text(found: Contradiction) -> str:
    """`capaian tercetak 139,73; dihitung 139,74; selisih +0,01`; `predikat tercetak “Sedang”; capaian 95,24 berarti “Sangat Tinggi”`."""
    if isinstance(found, WrongPredicate):
        return say(
            "{what} tercetak “{printed}”; capaian {achievement} berarti “{computed}”",
            what=found.what,
            printed=found.printed,
            achievement=number_text(found.achievement),
            computed=found.computed,
        )
    return say(
        "{what} tercetak {printed}; dihitung {computed}; selisih {difference}",
        what=found.what,
        printed=number_text(found.printed),
        computed=number_text(found.computed),
        difference=signed_text(found.difference),
    )


def _day(cell: Cell) -> str:
    return "" if cell.dated_on is None else long_date(cell.dated_on)
