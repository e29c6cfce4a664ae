"""Printed tables of earlier years: taken over as they are, and what does not add up is flagged with the difference.

The worked cases of DOMAIN section 3: Kecamatan Gunung Kaler, LKIP 2020; SPKT Polda Jateng 2018.
"""

from decimal import Decimal

import msgspec
import pytest

from tests.support.given import stored
from tracker.domain.achievement import Better
from tracker.domain.conventions import DEFAULT, CapaianFrom, Conventions, Rung
from tracker.domain.errors import Refused
from tracker.domain.percent import Rounding
from tracker.domain.published_report import (
    Discrepancy,
    Printed,
    PublishedLine,
    PublishedMean,
    PublishedReport,
    ReportStated,
    WrongPredicate,
    check_line,
    discrepancies,
    printed_line,
    state,
)


def line(row: int, indicator: str, year: int, target: str, realised: str, achievement: str) -> PublishedLine:
    return PublishedLine(
        row=row,
        indicator=indicator,
        code=indicator,
        year=year,
        target=Decimal(target),
        realised=Decimal(realised),
        achievement=Decimal(achievement),
    )


GUNUNG_KALER = ReportStated(
    office="36.03.01",
    year=2020,
    document="LKIP Kecamatan Gunung Kaler 2020",
    file_name="lkip-2020.csv",
    file_sha256="ab" * 32,
    lines=(
        line(2, "ikm", 2019, "82.5", "88.94", "107.81"),
        line(3, "desa_berkembang", 2019, "65", "66.67", "102.57"),
        line(4, "lpj", 2019, "44.44", "44.44", "100.00"),
        line(6, "ikm", 2020, "84.75", "88.95", "104.96"),
        line(7, "desa_berkembang", 2020, "70", "66.67", "95.24"),
        line(8, "lpj", 2020, "55.56", "55.56", "100.00"),
    ),
    means=(
        PublishedMean(row=5, year=2019, achievement=Decimal("103.46")),
        PublishedMean(row=9, year=2020, achievement=Decimal("100.07")),
    ),
)
POLDA_JATENG = PublishedLine(
    row=2,
    indicator="SPKT",
    year=2018,
    numerator=31991,
    denominator=35221,
    realised=Decimal("90.83"),
    target=Decimal(65),
    achievement=Decimal("139.73"),
)


def test_gunung_kaler_adds_up_in_both_years() -> None:
    assert discrepancies(GUNUNG_KALER, DEFAULT) == []


def test_polda_jateng_truncated_and_is_flagged_with_the_difference() -> None:
    (found,) = check_line(POLDA_JATENG, DEFAULT)
    assert found == Discrepancy(2, Printed.ACHIEVEMENT, Decimal("139.73"), Decimal("139.74"))
    assert isinstance(found, Discrepancy)
    assert found.difference == Decimal("0.01")
    assert check_line(POLDA_JATENG, Conventions(rounding=Rounding.TRUNCATE)) == []


def test_a_percentage_that_its_counts_do_not_give_is_flagged() -> None:
    wrong = msgspec.structs.replace(POLDA_JATENG, realised=Decimal("90.38"), achievement=Decimal("139.05"))
    (found,) = check_line(wrong, DEFAULT)
    assert isinstance(found, Discrepancy)
    assert (found.what, found.computed, found.difference) == (
        Printed.REALISED,
        Decimal("90.83"),
        Decimal("0.45"),
    )


def test_a_predikat_that_its_capaian_does_not_have_is_flagged_and_kept() -> None:
    printed = msgspec.structs.replace(GUNUNG_KALER.lines[4], predicate="Sedang")
    (found,) = check_line(printed, DEFAULT)
    assert found == WrongPredicate(7, "Sedang", "Sangat Tinggi", Decimal("95.24"))
    assert (found.what, printed.predicate) == (Printed.PREDICATE, "Sedang")
    shouted = msgspec.structs.replace(printed, predicate="SANGAT  TINGGI ")
    assert check_line(shouted, DEFAULT) == []
    ladder = (Rung(Decimal(96), "Baik"), Rung(Decimal(0), "Sedang"))
    assert check_line(printed, Conventions(ladder=ladder)) == []


def test_a_predikat_is_judged_by_the_capaian_as_printed_else_as_it_would_be() -> None:
    wrong = msgspec.structs.replace(POLDA_JATENG, achievement=Decimal("90.99"), predicate="Tinggi")
    assert [found.what for found in check_line(wrong, DEFAULT)] == [Printed.ACHIEVEMENT]
    unprinted = msgspec.structs.replace(wrong, achievement=None)
    assert check_line(unprinted, DEFAULT) == [WrongPredicate(2, "Tinggi", "Sangat Tinggi", Decimal("139.74"))]
    bare = PublishedLine(row=2, indicator="ikm", year=2020, realised=Decimal("88.95"), predicate="Tinggi")
    assert check_line(bare, DEFAULT) == []


def test_a_mean_that_the_capaian_do_not_give_is_flagged() -> None:
    wrong = msgspec.structs.replace(
        GUNUNG_KALER, means=(PublishedMean(row=9, year=2020, achievement=Decimal("101.07")),)
    )
    (found,) = discrepancies(wrong, DEFAULT)
    assert isinstance(found, Discrepancy)
    assert (found.row, found.what, found.difference) == (9, Printed.MEAN, Decimal("-1.00"))


def test_a_number_is_judged_with_the_decimals_that_were_printed() -> None:
    printed = msgspec.structs.replace(GUNUNG_KALER.lines[0], achievement=Decimal("107.8"))
    assert check_line(printed, DEFAULT) == []
    coarse = msgspec.structs.replace(GUNUNG_KALER.lines[0], achievement=Decimal(107))
    assert check_line(coarse, DEFAULT)[0].computed == Decimal(108)


def test_where_less_is_better_the_capaian_is_taken_the_other_way_round() -> None:
    complaints = msgspec.structs.replace(line(2, "pengaduan", 2020, "10", "8", "120.00"), better=Better.LOWER)
    assert check_line(complaints, DEFAULT) == []
    assert check_line(msgspec.structs.replace(complaints, achievement=Decimal("80.00")), DEFAULT)


def test_capaian_may_be_taken_from_the_exact_share() -> None:
    exact = Conventions(capaian_from=CapaianFrom.EXACT)
    two_thirds = PublishedLine(
        row=2,
        indicator="desa",
        year=2020,
        numerator=2,
        denominator=3,
        realised=Decimal("66.67"),
        target=Decimal(65),
        achievement=Decimal("102.56"),
    )
    assert check_line(two_thirds, exact) == []
    assert check_line(two_thirds, DEFAULT)[0].computed == Decimal("102.57")


def test_what_was_not_printed_is_not_judged() -> None:
    bare = PublishedLine(row=2, indicator="ikm", year=2020, achievement=Decimal("99.99"))
    assert check_line(bare, DEFAULT) == []


def test_numbers_keep_the_decimals_that_were_printed() -> None:
    kept = stored(GUNUNG_KALER)
    assert isinstance(kept, ReportStated)
    assert str(kept.lines[2].achievement) == "100.00"
    assert str(kept.lines[0].target) == "82.5"


def test_the_report_of_the_year_itself_is_asked_first() -> None:
    earlier = msgspec.structs.replace(
        GUNUNG_KALER, year=2019, lines=(line(2, "ikm", 2019, "82.5", "88.90", "107.76"),), means=()
    )
    reports = [PublishedReport(GUNUNG_KALER), PublishedReport(earlier)]
    found = printed_line(reports, "ikm", 2019, None, False)
    assert found is not None
    assert (found[0].year, found[1].realised) == (2019, Decimal("88.90"))
    later = printed_line(reports, "lpj", 2019, None, False)
    assert later is not None
    assert later[0].year == 2020
    assert printed_line(reports, "ikm", 2018, None, False) is None


def test_a_report_is_stated_anew_only_with_a_reason() -> None:
    before = PublishedReport(GUNUNG_KALER)
    with pytest.raises(Refused, match="isi alasan"):
        state(before, GUNUNG_KALER, this_year=2026, reason=" ")
    assert state(before, GUNUNG_KALER, this_year=2026, reason="Salah ketik") == GUNUNG_KALER


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"year": 2027}, "year"),
        ({"year": 2026}, "year"),
        ({"lines": (msgspec.structs.replace(POLDA_JATENG, year=2026),)}, "tahun"),
        ({"means": (PublishedMean(row=9, year=2026, achievement=Decimal(100)),)}, "tahun"),
        ({"document": " "}, "document"),
        ({"lines": ()}, "lines"),
        ({"year": 2019}, "tahun"),
        ({"lines": (GUNUNG_KALER.lines[0],) * 2}, "indikator"),
        ({"means": (GUNUNG_KALER.means[0],) * 2}, "indikator"),
        ({"lines": (msgspec.structs.replace(POLDA_JATENG, target=Decimal(-3)),)}, "target"),
        ({"lines": (msgspec.structs.replace(POLDA_JATENG, denominator=None),)}, "pembilang"),
        ({"lines": (msgspec.structs.replace(POLDA_JATENG, period="TW9"),)}, "period"),
        ({"lines": (PublishedLine(row=2, indicator="ikm", year=2020),)}, "realisasi"),
        ({"lines": (PublishedLine(row=2, indicator=" ", year=2020),)}, "indikator"),
    ],
)
def test_a_table_that_is_none_names_the_column(changes: dict[str, object], field: str) -> None:
    with pytest.raises(Refused) as refusal:
        state(None, msgspec.structs.replace(GUNUNG_KALER, **changes), this_year=2026, reason="")
    assert refusal.value.field == field
    assert "\n" not in refusal.value.message
