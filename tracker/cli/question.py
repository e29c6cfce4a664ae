"""The options that name a figure: period, reading, cut-off and instant (CONTRACT, `indicators`)."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

import click

from tracker.application.figure_basis import Question
from tracker.application.tracker import Tracker
from tracker.cli.options import DAY, as_user, in_json, instant
from tracker.domain.counting import CannotFollowUp, CountsFrom, Informational, Rule
from tracker.domain.errors import Refused
from tracker.domain.period import period as cohort

F = TypeVar("F", bound=Callable[..., Any])


def _values(kind: type[Rule | CountsFrom | CannotFollowUp | Informational]) -> click.Choice[str]:
    return click.Choice([member.value for member in kind])


_QUESTION = (
    click.option("--year", required=True, type=int, help="Tahun kegiatan dilaksanakan."),
    click.option("--period", metavar="TW1…TW4|S1|S2|01…12", help="Bagian tahun (bawaan: setahun)."),
    click.option("--cumulative", is_flag=True, help="Sejak 1 Januari sampai akhir periode."),
    click.option("--rule", type=_values(Rule), help="Cara hitung lain, sebagai simulasi."),
    click.option("--counts-from", type=_values(CountsFrom)),
    click.option("--cannot-follow-up", type=_values(CannotFollowUp)),
    click.option("--informational", type=_values(Informational)),
    click.option("--cut-off", type=DAY, help="Tindak lanjut s.d. tanggal (bawaan: akhir periode)."),
    click.option("--as-of", metavar="WAKTU", help="Keadaan catatan pada waktu itu (bawaan: sekarang)."),
    as_user,
    in_json,
)


def asks(command: F) -> F:
    """The options of a figure, with those that every reading command has."""
    for option in reversed(_QUESTION):
        command = option(command)
    return command


def question_of(
    tracker: Tracker,
    office_code: str,
    zone: str,
    *,
    year: int,
    period: str | None,
    cumulative: bool,
    rule: str | None,
    counts_from: str | None,
    cannot_follow_up: str | None,
    informational: str | None,
    cut_off: date | None,
    as_of: str | None,
) -> Question:
    """Raises click.BadParameter naming the option."""
    try:
        cohort(year, period, cumulative=cumulative)
    except Refused as error:
        raise click.BadParameter(error.message, param_hint=f"--{error.field}") from None
    return Question(
        office=office_code,
        year=year,
        period=period,
        cumulative=cumulative,
        rule=None if rule is None else Rule(rule),
        counts_from=None if counts_from is None else CountsFrom(counts_from),
        cannot_follow_up=None if cannot_follow_up is None else CannotFollowUp(cannot_follow_up),
        informational=None if informational is None else Informational(informational),
        cut_off=cut_off,
        as_of=None if as_of is None else instant(as_of, zone, tracker.clock(), "--as-of"),
    )
