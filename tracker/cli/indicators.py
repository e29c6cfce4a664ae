"""`indicators` and `explain`: the figures, and what makes them."""

from collections.abc import Callable
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import click

from tracker.application.figure_records import as_record, line_record
from tracker.application.figures import IndicatorFigure, achievement_texts
from tracker.application.figures import explain as explain_figure
from tracker.application.figures import figures as figures_of
from tracker.cli.options import of_office
from tracker.cli.printing import print_json, print_table
from tracker.cli.question import asks, question_of
from tracker.cli.session import acting, opened_for_reading
from tracker.domain.counting import RULE_NAMES, CountsFrom, can_pass_hundred
from tracker.domain.flag import FLAG_NAMES
from tracker.domain.percent import as_text, number_text
from tracker.domain.survey.choice import WHY_TEXT

F = TypeVar("F", bound=Callable[..., Any])

_HEAD = (
    "Indikator",
    "Pembilang",
    "Penyebut",
    "Persentase",
    "Dihitung",
    "Dilaporkan",
    "Target",
    "Capaian",
    "Predikat",
    "Cara hitung",
)
_COUNTED = {
    CountsFrom.BEGUN: "yang dimulai",
    CountsFrom.REPORTED: "yang dilaporkan",
    CountsFrom.VERIFIED: "yang terverifikasi",
}


@click.command()
@of_office
@asks
def indicators(office_code: str, username: str | None, as_json: bool, **options: Any) -> None:
    """Angka setiap indikator kecamatan itu."""
    with opened_for_reading() as tracker:
        zone = tracker.office(office_code).zone
        question = question_of(tracker, office_code, zone, **options)
        found = figures_of(tracker, acting(tracker, username), question)
    if as_json:
        print_json([as_record(figure) for figure in found])
        return
    _print(found, zone)


@click.command()
@click.argument("code", metavar="INDIKATOR")
@of_office
@asks
def explain(code: str, office_code: str, username: str | None, as_json: bool, **options: Any) -> None:
    """Setiap kegiatan dalam angka itu: dihitung atau tidak, terpenuhi atau tidak, dan sebabnya."""
    with opened_for_reading() as tracker:
        zone = tracker.office(office_code).zone
        question = question_of(tracker, office_code, zone, **options)
        found = explain_figure(tracker, acting(tracker, username), code, question)
    if as_json:
        print_json(as_record(found.figure) | {"lines": [line_record(line) for line in found.lines]})
        return
    _print([found.figure], zone)
    if found.figure.figure is None:
        _print_surveys(found.figure)
        return
    click.echo()
    rows = [
        (
            line.verdict.held_on,
            line.number,
            line.title,
            line.verdict.counted,
            line.verdict.fulfilled,
            line.verdict.numerator,
            line.verdict.denominator,
            line.reason,
        )
        for line in found.lines
    ]
    head = ("Tanggal", "Nomor", "Kegiatan", "Dihitung", "Terpenuhi", "Pembilang", "Penyebut", "Sebab")
    print_table(head, rows, nothing="Tidak ada kegiatan dalam periode ini.")


def _print(found: list[IndicatorFigure], zone: str) -> None:
    """The figures, the days that they hold for, and what each of them leaves out (DOMAIN section 2)."""
    print_table(_HEAD, [_row(answer) for answer in found], nothing="Belum ada indikator.")
    if not found:
        return
    basis = found[0]
    as_of = basis.as_of.astimezone(ZoneInfo(zone))
    click.echo(
        f"\n{basis.period.label}; tindak lanjut s.d. {basis.cut_off}; keadaan per {as_of:%Y-%m-%d %H.%M %Z}."
    )
    for answer in found:
        code, figure = answer.indicator.code, answer.figure
        if figure is None:
            continue
        click.echo(
            f"{code}: dilaksanakan {figure.held} = dihitung {figure.counted} + informatif {figure.informational}"
            f" + tanpa bukti {figure.unproven} + di luar kewenangan {figure.outside_authority};"
            f" ditarik {figure.withdrawn}, belum jatuh tempo {figure.not_due}."
        )
        if figure.flags:
            noted = "; ".join(f"{count} {FLAG_NAMES[flag]}" for flag, count in figure.flags.items())
            click.echo(f"{code}: catatan (tetap dihitung): {noted}.")
        if answer.reading is not None and can_pass_hundred(answer.reading.rule):
            click.echo(f"{code}: cara hitung ini dapat melewati 100 %.")
        if figure.numerator > figure.denominator:
            click.echo(
                f"{code}: di atas 100 %, karena rumus itu membagi hasil dengan koordinasi; tidak dapat ditetapkan."
            )
    for answer in found:
        if answer.adoption is None:
            click.echo(f"{answer.indicator.code}: SIMULASI, definisi operasional belum ditetapkan.")
        elif answer.simulation:
            click.echo(f"{answer.indicator.code}: SIMULASI, bukan definisi yang ditetapkan.")


def _print_surveys(answer: IndicatorFigure) -> None:
    click.echo()
    rows = [
        (one.survey.name, one.survey.period.label, one.survey.score().text, one.counts, WHY_TEXT[one.why])
        for one in answer.surveys
    ]
    head = ("Survei", "Periode", "IKM", "Dihitung", "Sebab")
    print_table(head, rows, nothing="Tidak ada survei dalam periode ini.")


def _row(answer: IndicatorFigure) -> tuple[object, ...]:
    code, figure = answer.indicator.code, answer.figure
    if figure is None or answer.reading is None:
        index = answer.survey.score().text if answer.survey else "n/a"
        return (code, None, None, index, None, None, *_aim(answer), "survei")
    reported = None if answer.reported is None else as_text(answer.reported.percentage)
    return (
        code,
        figure.numerator,
        figure.denominator,
        as_text(figure.percentage),
        _COUNTED[answer.reading.counts_from] if answer.reading.counts_from else None,
        reported,
        *_aim(answer),
        RULE_NAMES[answer.reading.rule],
    )


def _aim(answer: IndicatorFigure) -> tuple[str | None, str | None, str | None]:
    """Target, capaian and predikat."""
    target = None if answer.target is None else number_text(answer.target)
    return target, *achievement_texts(answer)
