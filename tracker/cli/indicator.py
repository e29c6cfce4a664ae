"""`indicator …`: what is stated of each indicator, from year to year; who signed it, and what it is to reach."""

from typing import Any

import click
import msgspec

from projections import directory
from tracker.application.indicators import (
    Adopt,
    Revise,
    SetTargets,
    TargetStated,
    adopt,
    define,
    revise,
    set_targets,
)
from tracker.application.permissions import Action, require
from tracker.cli.indicator_options import SURVEY, parameters, scope, since, stated, texts
from tracker.cli.options import DAY, as_user, in_json, of_office
from tracker.cli.printing import print_json, print_table
from tracker.cli.session import acting, asked, opened, opened_for_reading
from tracker.cli.telling import entries_of, entry_record, print_history
from tracker.domain.counting import RULE_NAMES, Rule, can_pass_hundred
from tracker.domain.errors import NotFound
from tracker.domain.identity import indicator_id
from tracker.domain.indicator import Edition, Indicator, IndicatorDefined
from tracker.domain.indicator_decisions import QUARTERS
from tracker.domain.percent import number_text, typed_number
from tracker.domain.reading_names import PAST_HUNDRED
from tracker.web.sentences_indicator import LABELS, value_text

with_reason = click.option(
    "--reason", default="", metavar="TEKS", help="Alasan; wajib bagi tahun yang sudah lewat."
)


@click.group()
def indicator() -> None:
    """Indikator kinerja utama: definisi, penetapan, target."""


@indicator.command("list")
@of_office
@in_json
def list_indicators(office_code: str, as_json: bool) -> None:
    """Indikator menurut dokumen IKU kecamatan itu."""
    with opened_for_reading() as tracker, tracker.views.connect() as connection:
        office = directory.office(connection, office_code)
        if office is None:
            raise NotFound(f"Kecamatan {office_code} tidak dikenal.", "office")
        found = directory.indicators(connection, office_code)
        year = tracker.today(office).year
    if as_json:
        print_json([_record(one, year) for one in found])
        return
    rows = [
        (one.code, now.number, now.official_name, _rule_name(now), one.adopted(year) is not None)
        for one in found
        for now in (one.for_year(year),)
    ]
    head = ("Kode", "No", "Nama resmi", "Cara hitung", "Ditetapkan")
    print_table(head, rows, nothing="Belum ada indikator.")


@indicator.command("show")
@of_office
@click.argument("code", metavar="KODE")
@click.option("--year", type=int, help="Definisi yang berlaku pada tahun itu (bawaan: tahun ini).")
@as_user
@in_json
def show(office_code: str, code: str, year: int | None, username: str | None, as_json: bool) -> None:
    """Definisi yang berlaku, penetapannya, dan targetnya."""
    with opened_for_reading() as tracker, tracker.views.connect() as connection:
        require(acting(tracker, username), Action.VIEW, office_code)
        office = tracker.office(office_code)
        found = directory.indicator(connection, office_code, code)
        year = year or tracker.today(office).year
    if found is None:
        raise _unknown(code)
    if as_json:
        print_json(_record(found, year))
        return
    edition, adoption = found.for_year(year), found.adopted(year)
    rows = [(LABELS[name], value_text(name, getattr(edition, name), office)) for name in LABELS]
    print_table((f"{code} tahun {year}", f"berlaku sejak {edition.from_year}"), rows, nothing="")
    click.echo()
    if adoption is None:
        click.echo("Definisi operasional belum ditetapkan.")
    else:
        click.echo(
            f"Definisi operasional ditetapkan dengan dokumen nomor {adoption.document_number},"
            f" {adoption.document_date}, berlaku sejak {adoption.from_year}."
        )
    if edition.rule is not None and can_pass_hundred(edition.rule):
        click.echo(PAST_HUNDRED)
    targets = [(t.year, t.period or "setahun", number_text(t.value)) for t in found.targets]
    click.echo()
    print_table(("Tahun", "Periode", "Target"), targets, nothing="Belum ada target.")


@indicator.command("set")
@of_office
@click.argument("code", metavar="KODE")
@click.argument("official_name", metavar="NAMA")
@click.option("--document", required=True, metavar="JUDUL", help="Dokumen IKU yang memuatnya.")
@click.option(
    "--rule",
    required=True,
    type=click.Choice([*(rule.value for rule in Rule), SURVEY]),
    help="Cara hitung; survey: nilai survei.",
)
@click.option(
    "--section", "sections", multiple=True, metavar="BIDANG", help="Bidang yang dihitung (bawaan: semua)."
)
@click.option("--label", metavar="NAMA", help="Nama di layar (bawaan: nama resmi).")
@click.option("--number", type=int, help="Nomor dalam dokumen.")
@click.option("--year", type=int, help="Tahun dokumen.")
@click.option("--objective", metavar="TEKS", help="Sasaran atau kinerja utama.")
@click.option("--formula-numerator", metavar="TEKS", help="Pembilang formula, kata demi kata.")
@click.option("--formula-denominator", metavar="TEKS", help="Penyebut formula, kata demi kata.")
@click.option("--explanation", metavar="TEKS", help="Penjelasan.")
@click.option("--responsible", metavar="TEKS", help="Penanggung jawab.")
@click.option("--data-source", metavar="TEKS", help="Sumber data.")
@as_user
def set_indicator(
    office_code: str,
    code: str,
    official_name: str,
    rule: str,
    sections: tuple[str, ...],
    label: str | None,
    username: str | None,
    **stated_too: Any,
) -> None:
    """Catat indikator seperti tertulis di dokumen IKU; yang tidak diisi menjadi "tidak disebut"."""
    definition = IndicatorDefined(
        office=office_code,
        code=code,
        official_name=official_name,
        label=label or official_name,
        rule=None if rule == SURVEY else Rule(rule),
        sections=sections or None,
        **stated_too,
    )
    with opened() as tracker:
        define(tracker, acting(tracker, username), asked(), definition)
    click.echo(f"Indikator {code} dicatat.")


@indicator.command("revise")
@of_office
@click.argument("code", metavar="KODE")
@since
@texts
@parameters
@scope
@with_reason
@as_user
def revise_indicator(
    office_code: str, code: str, other_nature: bool, reason: str, username: str | None, **options: Any
) -> None:
    """Ubah definisi mulai suatu tahun; yang tidak disebut tetap. Teks kosong ("") berarti tidak disebut."""
    with opened() as tracker:
        now = tracker.today(tracker.office(office_code)).year
        command = Revise(
            office=office_code, code=code, stated=stated(options, now), other_nature=other_nature
        )
        revise(tracker, acting(tracker, username), asked(reason), command)
    click.echo(f"Definisi indikator {code} diubah mulai tahun {command.stated.from_year}.")


@indicator.command("adopt")
@of_office
@click.argument("code", metavar="KODE")
@since
@click.option("--document-number", required=True, metavar="NOMOR", help="Nomor dokumen yang menetapkan.")
@click.option("--document-date", required=True, type=DAY, help="Tanggal dokumen itu.")
@parameters
@scope
@with_reason
@as_user
def adopt_indicator(
    office_code: str,
    code: str,
    document_number: str,
    document_date: Any,
    other_nature: bool,
    reason: str,
    username: str | None,
    **options: Any,
) -> None:
    """Tetapkan definisi operasional, sebagai pemegang jabatan Camat (--as); boleh sambil mengubah cara hitungnya."""
    with opened() as tracker:
        now = tracker.today(tracker.office(office_code)).year
        command = Adopt(
            office=office_code,
            code=code,
            stated=stated(options, now),
            document_number=document_number,
            document_date=document_date,
            other_nature=other_nature,
        )
        adopt(tracker, acting(tracker, username), asked(reason), command)
    click.echo(f"Definisi operasional indikator {code} ditetapkan mulai tahun {command.stated.from_year}.")


@indicator.command("target", context_settings={"ignore_unknown_options": True})  # -3 is a number
@of_office
@click.argument("code", metavar="KODE")
@click.argument("value", metavar="[ANGKA]", required=False)
@click.option("--year", required=True, type=int, help="Tahun target.")
@click.option("--period", type=click.Choice(QUARTERS), help="Triwulan (bawaan: setahun).")
@click.option("--clear", is_flag=True, help="Hapus target itu.")
@with_reason
@as_user
def set_target(
    office_code: str,
    code: str,
    value: str | None,
    year: int,
    period: str | None,
    clear: bool,
    reason: str,
    username: str | None,
) -> None:
    """Tetapkan target setahun atau satu triwulan, misalnya: indicator target pmks 82,5 --year 2026 --period TW1."""
    if clear == (value is not None):
        raise click.UsageError("Isi angka target, atau --clear untuk menghapusnya.")
    target = TargetStated(period, None if value is None else typed_number(value, "target"))
    command = SetTargets(office=office_code, code=code, year=year, targets=(target,))
    with opened() as tracker:
        set_targets(tracker, acting(tracker, username), asked(reason), command)
    click.echo(f"Target indikator {code} {'dihapus' if clear else 'ditetapkan'}.")


@indicator.command("history")
@of_office
@click.argument("code", metavar="KODE")
@as_user
@in_json
def history(office_code: str, code: str, username: str | None, as_json: bool) -> None:
    """Semua yang pernah dinyatakan tentang satu indikator: definisi, penetapan, target."""
    with opened_for_reading() as tracker, tracker.views.connect() as connection:
        require(acting(tracker, username), Action.VIEW, office_code)
        office = tracker.office(office_code)
        entries = list(entries_of(connection, indicator_id(office_code, code)))
    if not entries:
        raise _unknown(code)
    if as_json:
        print_json([entry_record(entry) for entry in entries])
        return
    print_history(entries, office)


def _unknown(code: str) -> NotFound:
    return NotFound(f"Indikator “{code}” tidak dikenal di kecamatan ini.", "indicator")


def _rule_name(edition: Edition) -> str:
    return RULE_NAMES[edition.rule] if edition.rule else "survei"


def _record(found: Indicator, year: int) -> dict[str, Any]:
    """The edition of that year, with the code that it goes by, what is signed of it, and every target."""
    return {
        "office": found.office,
        "code": found.code,
        **msgspec.structs.asdict(found.for_year(year)),
        "reading": found.for_year(year).reading,
        "adopted": found.adopted(year),
        "targets": found.targets,
    }
