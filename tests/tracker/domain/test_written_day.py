"""A day in each of the forms that people write it in: a date, or words that count from today."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.calendar import Calendar
from tracker.domain.errors import Refused
from tracker.domain.written_day import read_date, read_day


@pytest.mark.parametrize(
    "text",
    [
        "2022-01-31",
        "31/01/2022",
        "31-01-2022",
        "31.01.2022",
        "31 Januari 2022",
        " 31 JANUARI 2022 ",
        "31 Jan 2022",
        "31 January 2022",
    ],
)
def test_a_date_is_read_in_each_of_its_forms(text: str) -> None:
    assert read_date(text) == date(2022, 1, 31)


@pytest.mark.parametrize(
    "text", ["", "31/13/2022", "30 Februari 2022", "31/01/22", "01/02.2022", "besok", "٣١/٠١/٢٠٢٢"]
)
def test_what_is_no_date_is_quoted(text: str) -> None:
    with pytest.raises(Refused, match="bukan tanggal"):
        read_date(text)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_every_day_is_read_back_from_each_form(day: date) -> None:
    assert read_date(day.isoformat()) == read_date(f"{day:%d/%m/%Y}") == read_date(f"{day:%d-%m-%Y}") == day


@given(st.text(max_size=30))
def test_any_other_text_is_refused_in_one_line_and_never_an_error(text: str) -> None:
    assert "\n" not in _refusal(lambda: read_date(text))
    assert "\n" not in _refusal(lambda: read_day(text, WEDNESDAY))


WEDNESDAY = date(2026, 11, 18)
FRIDAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("hari ini", date(2026, 11, 18)),
        ("Besok", date(2026, 11, 19)),
        ("lusa", date(2026, 11, 20)),
        ("kemarin", date(2026, 11, 17)),
        ("tomorrow", date(2026, 11, 19)),
        ("3 hari kerja", date(2026, 11, 23)),
        ("3hk", date(2026, 11, 23)),
        ("3 working days", date(2026, 11, 23)),
        ("in 2 weeks", date(2026, 12, 2)),
        ("dua minggu lagi", date(2026, 12, 2)),
        ("seminggu", date(2026, 11, 25)),
        ("3 hari lalu", date(2026, 11, 15)),
        ("sebulan", date(2026, 12, 18)),
        ("Jumat", date(2026, 11, 20)),
        ("jumat depan", date(2026, 11, 20)),
        ("Jumat minggu depan", date(2026, 11, 27)),
        ("next Friday", date(2026, 11, 20)),
        ("Friday next week", date(2026, 11, 27)),
        ("Senin lalu", date(2026, 11, 16)),
        ("Senin minggu ini", date(2026, 11, 16)),
        ("akhir bulan", date(2026, 11, 30)),
        ("akhir bulan depan", date(2026, 12, 31)),
        ("end of next month", date(2026, 12, 31)),
        ("akhir triwulan", date(2026, 12, 31)),
        ("akhir tahun", date(2026, 12, 31)),
        ("12 Maret", date(2027, 3, 12)),
        ("12/3", date(2027, 3, 12)),
        ("18 November", date(2026, 11, 18)),
        ("tanggal 12", date(2026, 12, 12)),
        ("tgl 31", date(2026, 12, 31)),
        ("Jumat, 4 Desember 2026", date(2026, 12, 4)),
        ("12 Maret 2026", date(2026, 3, 12)),
    ],
)
def test_words_count_from_the_day_on_which_they_are_typed(text: str, day: date) -> None:
    assert read_day(text, WEDNESDAY, ahead=True) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("12 Maret", date(2026, 3, 12)),
        ("25/12", date(2025, 12, 25)),
        ("Jumat", date(2026, 11, 13)),
        ("tanggal 12", date(2026, 11, 12)),
    ],
)
def test_what_took_place_is_looked_for_in_the_past(text: str, day: date) -> None:
    assert read_day(text, WEDNESDAY) == day


def test_what_took_place_is_not_asked_for_in_words_of_the_future() -> None:
    assert _refusal(lambda: read_day("kapan", WEDNESDAY)) == (
        "“kapan” bukan tanggal; tulis misalnya 18/11/2026."
    )


def test_next_friday_said_on_a_friday_is_a_week_away() -> None:
    assert read_day("Jumat depan", FRIDAY, ahead=True) == date(2026, 12, 4)


def test_working_days_are_those_of_the_office() -> None:
    office = Calendar(added_days_off={date(2026, 11, 19): "Hari jadi"})
    assert read_day("1 hari kerja", WEDNESDAY, office) == date(2026, 11, 20)


@pytest.mark.parametrize(
    ("text", "today", "told"),
    [
        ("Jumat", FRIDAY, "“Jumat”: hari ini atau minggu depan? Tulis “hari ini” atau “Jumat depan”."),
        ("minggu depan", WEDNESDAY, "“minggu depan”: hari apa?"),
        ("30 Februari", WEDNESDAY, "“30 Februari”: tidak ada hari itu"),
        ("Kamis, 4 Desember 2026", WEDNESDAY, "4 Desember 2026 bukan hari Kamis tetapi Jumat"),
        ("12/13", WEDNESDAY, "“12/13” bukan tanggal; tulis misalnya 18/11/2026, besok, atau Jumat depan."),
        ("secepatnya", WEDNESDAY, "“secepatnya” bukan tanggal"),
        ("31 Desember 9999", date(9999, 12, 1), ""),
        ("999 bulan", date(9999, 12, 1), "bukan tanggal"),
        ("999 hari kerja", date(9999, 12, 1), "bukan tanggal"),
    ],
)
def test_what_can_mean_two_days_or_none_is_refused(text: str, today: date, told: str) -> None:
    assert told in _refusal(lambda: read_day(text, today, ahead=True))


def _refusal(reading: Callable[[], date]) -> str:
    """The message; empty where the text was understood."""
    try:
        reading()
    except Refused as refused:
        return refused.message
    return ""
