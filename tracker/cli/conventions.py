"""`office conventions …`: the ladder of predicates, rounding, and what capaian starts from."""

import click
import msgspec

from tracker.application.conventions import StateConventions, state_conventions
from tracker.application.permissions import Action, require
from tracker.cli.options import as_user, in_json, of_office
from tracker.cli.printing import print_json, print_table
from tracker.cli.session import acting, asked, opened
from tracker.domain.conventions import CapaianFrom, Rung
from tracker.domain.percent import Rounding, number_text, typed_number
from tracker.web.sentences_indicator import CAPAIAN_FROM_NAMES, ROUNDING_NAMES


@click.group()
def conventions() -> None:
    """Kesepakatan kecamatan tentang capaian dan predikat."""


@conventions.command("show")
@of_office
@click.option("--year", type=int, help="Yang berlaku pada tahun itu (bawaan: tahun ini).")
@as_user
@in_json
def show(office_code: str, year: int | None, username: str | None, as_json: bool) -> None:
    """Jenjang predikat, pembulatan, dan dasar capaian."""
    with opened() as tracker:
        require(acting(tracker, username), Action.VIEW, office_code)
        office = tracker.office(office_code)
        year = year or tracker.today(office).year
    found = office.conventions_for(year)
    if as_json:
        print_json(found)
        return
    rows = [(f"≥ {number_text(rung.at_least)}", rung.word) for rung in found.ladder]
    print_table(("Capaian", "Predikat"), rows, nothing="")
    click.echo(f"\n{ROUNDING_NAMES[found.rounding]}. {CAPAIAN_FROM_NAMES[found.capaian_from]}.")


@conventions.command("set")
@of_office
@click.option("--from-year", type=int, metavar="TAHUN", help="Berlaku mulai tahun itu (bawaan: tahun ini).")
@click.option(
    "--rung",
    "rungs",
    multiple=True,
    metavar="BATAS=SEBUTAN",
    help="Satu jenjang, dari yang tertinggi; yang terakhir 0. Misalnya --rung 85=Baik --rung 0=Kurang.",
)
@click.option("--rounding", type=click.Choice([one.value for one in Rounding]))
@click.option("--capaian-from", type=click.Choice([one.value for one in CapaianFrom]))
@click.option("--reason", default="", metavar="TEKS", help="Alasan; wajib bagi tahun yang sudah lewat.")
@as_user
def set_conventions(
    office_code: str,
    from_year: int | None,
    rungs: tuple[str, ...],
    rounding: str | None,
    capaian_from: str | None,
    reason: str,
    username: str | None,
) -> None:
    """Atur mulai suatu tahun; yang tidak disebut tetap."""
    with opened() as tracker:
        office = tracker.office(office_code)
        year = from_year or tracker.today(office).year
        stated = office.conventions_for(year)
        if rungs:
            stated = msgspec.structs.replace(stated, ladder=tuple(_rung(text) for text in rungs))
        if rounding is not None:
            stated = msgspec.structs.replace(stated, rounding=Rounding(rounding))
        if capaian_from is not None:
            stated = msgspec.structs.replace(stated, capaian_from=CapaianFrom(capaian_from))
        command = StateConventions(office=office_code, from_year=year, conventions=stated)
        state_conventions(tracker, acting(tracker, username), asked(reason), command)
    click.echo(f"Capaian dan predikat kecamatan {office_code} diatur mulai tahun {year}.")


def _rung(text: str) -> Rung:
    bound, found, word = text.partition("=")
    if not found:
        raise click.BadParameter(f"“{text}”: tulis seperti 85=Baik.", param_hint="--rung")
    return Rung(typed_number(bound, "ladder"), word.strip())
