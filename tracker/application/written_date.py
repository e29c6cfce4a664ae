"""A date as people write it in files and on the command line."""

import re
from datetime import date

from tracker.application.table_file.names import shortened
from tracker.domain.errors import Refused
from tracker.domain.phrase import MONTHS

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_LOCAL = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})", re.ASCII)
_WORDS = re.compile(r"(\d{1,2})\s+([a-z]+)\.?\s+(\d{4})", re.ASCII | re.IGNORECASE)
_MONTH_NUMBERS = {name.casefold(): number for number, name in enumerate(MONTHS, start=1)}
_SHORT_MONTHS = {name[:3]: number for name, number in _MONTH_NUMBERS.items()} | {"agt": 8, "nop": 11}


def read_date(text: str) -> date:
    """`2022-01-31`, `31/01/2022`, `31-01-2022` or `31 Januari 2022`. Raises Refused with one line that quotes the text."""
    text = text.strip()
    try:
        if match := _ISO.fullmatch(text):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := _LOCAL.fullmatch(text):
            return date(int(match[3]), int(match[2]), int(match[1]))
        if match := _WORDS.fullmatch(text):
            name = match[2].casefold()
            month = _MONTH_NUMBERS.get(name) or _SHORT_MONTHS.get(name) or 0
            return date(int(match[3]), month, int(match[1]))
    except ValueError:
        pass
    raise Refused(f"“{shortened(text)}” bukan tanggal; tulis misalnya 2022-01-31 atau 31 Januari 2022.")
