"""Options that several commands share, and how their values are read."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import click

from tracker.domain.errors import Refused
from tracker.domain.period import within_reach
from tracker.domain.written_day import read_date

F = TypeVar("F", bound=Callable[..., Any])


class Day(click.ParamType[date]):
    """A date as a register may have it: 2022-01-31, 31/01/2022, 31-01-2022 or 31 Januari 2022."""

    name = "TANGGAL"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return read_date(value)
        except Refused as error:
            self.fail(error.message, param, ctx)


DAY = Day()

as_user: Callable[[F], F] = click.option(
    "--as", "username", metavar="AKUN", help="Bertindak sebagai akun ini (bawaan: operator)."
)
in_json: Callable[[F], F] = click.option("--json", "as_json", is_flag=True, help="Cetak sebagai JSON.")
of_office: Callable[[F], F] = click.option(
    "--office", "office_code", required=True, metavar="KODE", help="Kode kecamatan, misalnya 35.09.31."
)


def instant(text: str, zone: str, now: datetime, option: str) -> datetime:
    """An ISO instant; without a zone it is the office's local time, a bare date the end of that day (today: now).

    Raises click.BadParameter.
    """
    local = ZoneInfo(zone)
    try:
        given = datetime.fromisoformat(text)
        if len(text) <= len("2026-03-31"):
            if given.date() == now.astimezone(local).date():
                return now
            given = datetime.combine(given.date(), time.max)
        read = (given if given.tzinfo else given.replace(tzinfo=local)).astimezone(UTC)
    except (ValueError, OverflowError):
        read = None
    if read is None or not within_reach(read.date()):
        raise click.BadParameter(
            f"“{text}” bukan waktu; tulis misalnya 2026-03-31 atau 2026-03-31T16:00.", param_hint=option
        )
    return read
