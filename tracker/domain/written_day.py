"""A day as people write it: in files and on the command line as a date, in a form also as words ("Jumat depan").

A date says itself. Words count from the day on which they are typed, by the office's calendar: what they come to is shown
before anything is saved. Words that can mean two days are refused, and so is a day that does not exist.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from tracker.domain.calendar import NATIONAL, Calendar
from tracker.domain.errors import Refused
from tracker.domain.phrase import MONTH_NAMES, say

_ENGLISH_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTH_NUMBERS = {
    name.casefold(): n for names in (MONTH_NAMES, _ENGLISH_MONTHS) for n, name in enumerate(names, 1)
}
_SHORT_MONTHS = {name[:3]: n for name, n in _MONTH_NUMBERS.items()} | {"agt": 8, "nop": 11, "sept": 9}
_WEEKDAYS = (
    ("senin", "monday", "sen", "mon"),
    ("selasa", "tuesday", "sel", "tue"),
    ("rabu", "wednesday", "rab", "wed"),
    ("kamis", "thursday", "kam", "thu"),
    ("jumat", "friday", "jum", "fri", "jum'at", "jum’at"),
    ("sabtu", "saturday", "sab", "sat"),
    ("minggu", "sunday", "ahad", "sun"),
)
_WEEKDAY_NUMBERS = {name: number for number, names in enumerate(_WEEKDAYS) for name in names}
_WEEKDAY_NAMES = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_NUMBERS = {
    word: number
    for words in (
        ("satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh"),
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    )
    for number, word in enumerate(words, 1)
} | {"a": 1, "an": 1}

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_LOCAL = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})", re.ASCII)
_WRITTEN = re.compile(r"(\d{1,2})\s+([a-z]+)\.?\s+(\d{4})", re.ASCII)
_LED_BY_WEEKDAY = re.compile(r"([a-z'’]+)\s*,\s*(.+)")
_NO_YEAR = re.compile(r"(\d{1,2})[/-](\d{1,2})|(\d{1,2})\s+([a-z]+)\.?", re.ASCII)
_OF_MONTH = re.compile(r"(?:tanggal|tgl\.?|the)\s+(\d{1,2})(?:st|nd|rd|th)?", re.ASCII)
_COUNTED = re.compile(
    r"(?:dalam\s+|in\s+|\+\s*)?(\d{1,3}|[a-z]+)\s*"
    r"(hari kerja|hk|working days?|hari|days?|minggu|pekan|weeks?|bulan|months?)"
    r"(?:\s+(lagi|ke depan|from now|lalu|yang lalu|ago))?",
    re.ASCII,
)
_NAMED = re.compile(r"(?:(this|next|last)\s+)?([a-z'’]+)(?:\s+(.+))?")

_AGO = frozenset({"lalu", "yang lalu", "ago"})
_THIS_WEEK = frozenset({"ini", "minggu ini", "pekan ini", "this week"})
_NEXT = frozenset({"depan", "berikutnya", "yang akan datang"})
_NEXT_WEEK = frozenset({"minggu depan", "pekan depan", "next week"})
_LAST = frozenset({"lalu", "yang lalu", "kemarin"})
_ENDS = {
    "bulan": 1, "bulan ini": 1, "month": 1, "the month": 1, "this month": 1, "of month": 1,
    "triwulan": 3, "triwulan ini": 3, "tw": 3, "quarter": 3, "the quarter": 3, "this quarter": 3,
    "tahun": 12, "tahun ini": 12, "year": 12, "the year": 12, "this year": 12,
}  # fmt: skip
_DAYS = {
    "hari ini": 0, "today": 0, "sekarang": 0, "besok": 1, "tomorrow": 1, "esok": 1, "lusa": 2, "besok lusa": 2,
    "day after tomorrow": 2, "the day after tomorrow": 2, "kemarin": -1, "yesterday": -1, "kemarin dulu": -2,
}  # fmt: skip
_WITHOUT_DAY = frozenset(
    {
        "minggu depan",
        "pekan depan",
        "next week",
        "minggu ini",
        "pekan ini",
        "this week",
        "bulan depan",
        "next month",
    }
)


def read_date(text: str) -> date:
    """`2022-01-31`, `31/01/2022`, `31-01-2022`, `31.01.2022` or `31 Januari 2022`. Raises Refused with one line that
    quotes the text."""
    found = _date(_plain(text))
    if found is None:
        raise Refused(
            say("“{text}” bukan tanggal; tulis misalnya 2022-01-31 atau 31 Januari 2022.", text=_quoted(text))
        )
    return found


def read_day(text: str, today: date, calendar: Calendar = NATIONAL, *, ahead: bool = False) -> date:
    """A date, or words that count from `today`: besok, 3 hari kerja, Jumat depan, akhir bulan, 12 Maret, 12/3.

    “Jumat depan” is the first Friday after today, “Jumat minggu depan” the Friday of next week (Monday to Sunday). A date
    without a year is the nearest one before today, with `ahead` the next one from today on. Raises Refused with one line.
    """
    plain = _plain(text)
    try:
        for reading in (_date, _led_by_weekday):
            found = reading(plain)
            if found is not None:
                return found
        for day in _words(plain, text, today, calendar, ahead):
            if day is not None:
                return day
    except OverflowError:
        pass
    example = f"{today:%d/%m/%Y}"
    if ahead:
        told = say(
            "“{text}” bukan tanggal; tulis misalnya {example}, besok, atau Jumat depan.",
            text=_quoted(text),
            example=example,
        )
    else:
        told = say("“{text}” bukan tanggal; tulis misalnya {example}.", text=_quoted(text), example=example)
    raise Refused(told)


def _words(plain: str, text: str, today: date, calendar: Calendar, ahead: bool) -> Iterator[date | None]:
    """The ways to read words, one after the other."""
    if plain in _DAYS:
        yield today + timedelta(days=_DAYS[plain])
    if plain in _WITHOUT_DAY:
        raise _unclear(
            text, say("hari apa? Tulis misalnya “Senin minggu depan”, “7 hari” atau “akhir bulan depan”")
        )
    yield _end(plain, today)
    yield _counted(plain, today, calendar)
    yield _weekday(plain, text, today, ahead)
    yield _without_year(plain, text, today, ahead)


def _date(plain: str) -> date | None:
    """None for what is no whole date; also for one that does not exist."""
    try:
        if match := _ISO.fullmatch(plain):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := _LOCAL.fullmatch(plain):
            return date(int(match[4]), int(match[3]), int(match[1]))
        if match := _WRITTEN.fullmatch(plain):
            return date(int(match[3]), _month(match[2]), int(match[1]))
    except ValueError:
        pass
    return None


def _led_by_weekday(plain: str) -> date | None:
    """`Jumat, 4 Desember 2026`: the day must be the one that is named."""
    match = _LED_BY_WEEKDAY.fullmatch(plain)
    if match is None or match[1] not in _WEEKDAY_NUMBERS:
        return None
    found = _date(match[2])
    if found is not None and found.weekday() != _WEEKDAY_NUMBERS[match[1]]:
        named, right = _WEEKDAY_NAMES[_WEEKDAY_NUMBERS[match[1]]], _WEEKDAY_NAMES[found.weekday()]
        raise Refused(
            say(
                "{day} bukan hari {named} tetapi {right}; periksa lagi.",
                day=found,
                named=say(named),
                right=say(right),
            )
        )
    return found


def _end(plain: str, today: date) -> date | None:
    """Akhir bulan, triwulan, tahun; akhir bulan depan."""
    for beginning in ("akhir ", "end of "):
        if plain.startswith(beginning):
            rest = plain.removeprefix(beginning).strip()
            if rest in {"bulan depan", "next month"}:
                return _last_of_month(today, 1)
            months = _ENDS.get(rest)
            if months is not None:
                return _last_of_month(today, -today.month % months)
    return None


def _counted(plain: str, today: date, calendar: Calendar) -> date | None:
    """3 hari kerja, dua minggu lagi, seminggu, 3 days ago."""
    match = _COUNTED.fullmatch(re.sub(r"^se(hari|minggu|pekan|bulan)\b", r"1 \1", plain))
    if match is None:
        return None
    number = int(match[1]) if match[1].isdigit() else _NUMBERS.get(match[1])
    if number is None:
        return None
    count = -number if match[3] in _AGO else number
    match match[2].removesuffix("s"):
        case "hari kerja" | "hk" | "working day":
            return calendar.add_working_days(today, count)
        case "hari" | "day":
            return today + timedelta(days=count)
        case "bulan" | "month":
            return _months_on(today, count)
        case _:
            return today + timedelta(weeks=count)


def _weekday(plain: str, text: str, today: date, ahead: bool) -> date | None:
    """Jumat, Jumat ini, Jumat depan, Jumat minggu depan, Jumat lalu; Friday, next Friday, Friday next week."""
    match = _NAMED.fullmatch(plain)
    if match is None or match[2] not in _WEEKDAY_NUMBERS:
        return None
    wanted = _WEEKDAY_NUMBERS[match[2]]
    which = {"this": "ini", "next": "depan", "last": "lalu", None: ""}[match[1]] or (match[3] or "")
    monday = today - timedelta(days=today.weekday())
    after = today + timedelta(days=(wanted - today.weekday() - 1) % 7 + 1)
    before = today - timedelta(days=(today.weekday() - wanted - 1) % 7 + 1)
    if which in _THIS_WEEK:
        return monday + timedelta(days=wanted)
    if which in _NEXT_WEEK:
        return monday + timedelta(days=7 + wanted)
    if which in _NEXT:
        return after
    if which in _LAST:
        return before
    if which:
        return None
    if wanted == today.weekday():
        raise _unclear(
            text,
            say("hari ini atau minggu depan? Tulis “hari ini” atau “{day} depan”", day=_capital(match[2])),
        )
    return after if ahead else before


def _without_year(plain: str, text: str, today: date, ahead: bool) -> date | None:
    """12 Maret, 12/3, tanggal 12."""
    if match := _OF_MONTH.fullmatch(plain):
        of_month = int(match[1])
        return _first_that_is(text, lambda n: (today.year, today.month + n, of_month), today, ahead)
    match = _NO_YEAR.fullmatch(plain)
    if match is None:
        return None
    month = int(match[2]) if match[2] else _month(match[4])
    day = int(match[1] or match[3])
    if not 1 <= month <= 12:
        return None
    return _first_that_is(text, lambda n: (today.year + n, month, day), today, ahead)


def _first_that_is(text: str, nth: Callable[[int], tuple[int, int, int]], today: date, ahead: bool) -> date:
    """The first from today on (or, looking back, the last up to today) among the neighbouring months or years.

    Raises Refused where none of them has such a day.
    """
    for step in (0, 1, 2) if ahead else (0, -1, -2):
        year, month, day = nth(step)
        try:
            found = date(year + (month - 1) // 12, (month - 1) % 12 + 1, day)
        except ValueError:
            continue
        if (found >= today) if ahead else (found <= today):
            return found
    raise _unclear(text, say("tidak ada hari itu; tulis juga bulan dan tahunnya"))


def _months_on(day: date, count: int) -> date:
    """The same day of that month, or its last one."""
    last = _last_of_month(day, count)
    return last if day.day > last.day else last.replace(day=day.day)


def _last_of_month(day: date, on: int) -> date:
    """Of the month that lies `on` months later."""
    months = day.year * 12 + day.month + on
    if not 12 <= months < 9999 * 12:
        raise OverflowError
    return date(months // 12, months % 12 + 1, 1) - timedelta(days=1)


def _month(name: str) -> int:
    """0 for what is no month: such a day does not exist."""
    return _MONTH_NUMBERS.get(name) or _SHORT_MONTHS.get(name) or 0


def _unclear(text: str, question: str) -> Refused:
    return Refused(say("“{text}”: {question}.", text=_quoted(text), question=question))


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def _quoted(text: str) -> str:
    """At most forty letters on one line."""
    line = "".join(letter if letter.isprintable() else " " for letter in text).strip()
    return line if len(line) <= 40 else f"{line[:39]}…"
