"""`skm …`: the survey of public satisfaction. Answers in, index out."""

import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import click

from projections import directory
from tracker.application import surveys as use
from tracker.application.evidence_files import Upload, keep
from tracker.application.permissions import Action, require
from tracker.application.survey_import import ImportAnswers, Imported, import_answers
from tracker.application.survey_records import score_record, survey_record
from tracker.application.table_file.problems import RowsRefused
from tracker.application.tracker import Tracker
from tracker.cli.options import DAY, as_user, in_json, of_office
from tracker.cli.printing import print_json, print_table
from tracker.cli.session import acting, asked, opened, opened_for_reading
from tracker.domain.errors import Refused
from tracker.domain.evidence import EvidenceType
from tracker.domain.identity import survey_id
from tracker.domain.percent import number_text, rounded, typed_number
from tracker.domain.survey.elements import ASKED, Element
from tracker.domain.survey.grade import QUALITY
from tracker.domain.survey.sample import minimum_sample
from tracker.domain.survey.score import WEIGHT_NAMES, Score, Weight
from tracker.domain.survey.survey import STATUS_NAMES, Survey, evolve

_named = click.option("--survey", "name", required=True, metavar="NAMA", help="Nama survei.")
_year = click.option("--year", type=int, help="Tahun survei (bawaan: tahun ini).")
_period = click.option("--period", metavar="TW1…TW4|S1|S2|01…12", help="Bagian tahun (bawaan: setahun).")
_weight = click.option(
    "--weight", type=click.Choice([weight.value for weight in Weight]), help="Bobot tiap unsur."
)

_reason = click.option("--reason", required=True, help="Alasannya.")


@click.group()
def skm() -> None:
    """Survei Kepuasan Masyarakat (PermenPANRB 14/2017)."""


@skm.command("import")
@of_office
@_named
@click.argument("file", metavar="BERKAS", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_year
@_period
@_weight
@click.option("--population", type=int, help="Jumlah penduduk yang dilayani, untuk sampel minimum.")
@click.option("--reason", default="", help="Alasan, bila periode itu sudah mempunyai survei lain.")
@as_user
@in_json
def import_command(
    office_code: str,
    name: str,
    file: Path,
    year: int | None,
    period: str | None,
    weight: str | None,
    population: int | None,
    reason: str,
    username: str | None,
    as_json: bool,
) -> int:
    """Impor jawaban (CSV atau XLSX): satu kolom per unsur, satu baris per responden.

    Semua atau tidak sama sekali; berkas yang sama dua kali tidak mengubah apa pun. Survei yang belum ada dibuat.
    """
    if sys.stderr.isatty():
        click.echo(f"Membaca {file.name} …", err=True)
    try:
        with opened() as tracker:
            actor = acting(tracker, username)
            require(actor, Action.SURVEY, office_code)
            _check_same(tracker, office_code, name, year, period, weight)
            command = ImportAnswers(
                office=office_code,
                survey=name,
                file_name=file.name,
                content=file.read_bytes(),
                create=_opening(tracker, office_code, name, year, period, weight, population),
            )
            found = import_answers(tracker, actor, asked(reason), command)
    except RowsRefused as error:
        for problem in error.problems:
            click.echo(problem, err=True)
        click.echo("Tidak ada yang diimpor.", err=True)
        return 1
    if as_json:
        print_json(found)
    else:
        _print_imported(found)
    return 0


@skm.command()
@of_office
@_named
@click.option(
    "--weight",
    type=click.Choice([weight.value for weight in Weight]),
    help="Bobot lain, untuk dibandingkan (bawaan: bobot survei itu).",
)
@as_user
@in_json
def score(office_code: str, name: str, weight: str | None, username: str | None, as_json: bool) -> None:
    """Indeks, mutu, dan nilai tiap unsur."""
    with opened() as tracker:
        require(acting(tracker, username), Action.VIEW, office_code)
        survey = _found(tracker, office_code, name)
    if weight is not None and survey.stated is not None:
        raise Refused("Survei ini berisi nilai jadi; tidak dapat dihitung dengan bobot lain.", "weight")
    found = survey.score(None if weight is None else Weight(weight))
    if as_json:
        print_json(score_record(found))
    else:
        _print_score(survey, found)


@skm.command("list")
@of_office
@as_user
@in_json
def list_surveys(office_code: str, username: str | None, as_json: bool) -> None:
    """Survei kecamatan itu."""
    with opened_for_reading() as tracker:
        tracker.office(office_code)
        require(acting(tracker, username), Action.VIEW, office_code)
        with tracker.views.connect() as connection:
            found = directory.every(connection, Survey, office_code)
    if as_json:
        print_json([survey_record(survey) for survey in found])
        return
    rows = [
        (one.name, one.period.label, STATUS_NAMES[one.status], one.score().respondents, one.score().text)
        for one in found
    ]
    print_table(("Nama", "Periode", "Status", "Responden", "IKM"), rows, nothing="Belum ada survei.")


@skm.command("state-result")
@of_office
@_named
@click.option("--ikm", required=True, help="Nilai IKM (25–100), misalnya 88,95.")
@click.option("--respondents", required=True, type=int, help="Jumlah responden.")
@click.option("--dated-on", required=True, type=DAY, help="Tanggal laporan survei.")
@click.option("--number", default="", help="Nomor laporan.")
@click.option("--note", default="", help="Keterangan laporan.")
@click.option(
    "--file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="BERKAS",
    help="Berkas laporan (PDF, gambar, dokumen); pengganti atau pelengkap nomornya.",
)
@click.option(
    "--type",
    "kind",
    type=click.Choice([kind.value for kind in EvidenceType]),
    default="dokumen_laporan",
    show_default=True,
)
@click.option(
    "--element", "elements", multiple=True, metavar="UNSUR=NRR", help="NRR satu unsur; dapat diulang."
)
@_year
@_period
@click.option(
    "--reason",
    default="",
    help="Alasan, untuk mengganti nilai, atau bila periode itu sudah mempunyai survei lain.",
)
@as_user
def state_result(
    office_code: str,
    name: str,
    ikm: str,
    respondents: int,
    dated_on: date,
    number: str,
    note: str,
    file: Path | None,
    kind: str,
    elements: tuple[str, ...],
    year: int | None,
    period: str | None,
    reason: str,
    username: str | None,
) -> None:
    """Catat nilai jadi dari aplikasi survei lain, dengan laporannya sebagai bukti."""
    value, means = typed_number(ikm, "ikm"), _means(elements)
    with opened() as tracker:
        actor = acting(tracker, username)
        require(actor, Action.DIRECT_SURVEY, office_code)
        _check_same(tracker, office_code, name, year, period, None)
        command = use.StateResult(
            survey=_opening(tracker, office_code, name, year, period, None, None),
            ikm=value,
            respondents=respondents,
            elements=means,
            type=EvidenceType(kind),
            number=number,
            dated_on=dated_on,
            note=note,
            file=None if file is None else keep(tracker, actor, office_code, _upload(file)).sha256,
        )
        use.state_result(tracker, actor, asked(reason), command)
    click.echo(f"Nilai jadi survei {name} dicatat.")


@skm.command()
@of_office
@_named
@as_user
def close(office_code: str, name: str, username: str | None) -> None:
    """Tutup survei: jawaban tidak dapat ditambah lagi, nilainya tetap dihitung."""
    with opened() as tracker:
        use.close(
            tracker, acting(tracker, username), asked(), use.Close(survey_id=survey_id(office_code, name))
        )
    click.echo(f"Survei {name} ditutup.")


@skm.command()
@of_office
@_named
@_reason
@as_user
def withdraw(office_code: str, name: str, reason: str, username: str | None) -> None:
    """Tarik survei yang salah catat; yang pernah ditutup hanya oleh Camat."""
    with opened() as tracker:
        command = use.Withdraw(survey_id=survey_id(office_code, name))
        use.withdraw(tracker, acting(tracker, username), asked(reason), command)
    click.echo(f"Survei {name} ditarik.")


@skm.command()
@of_office
@_named
@click.argument("weight", metavar="BOBOT", type=click.Choice([weight.value for weight in Weight]))
@_reason
@as_user
def weight(office_code: str, name: str, weight: str, reason: str, username: str | None) -> None:
    """Ubah bobot tiap unsur."""
    with opened() as tracker:
        command = use.ChangeWeight(survey_id=survey_id(office_code, name), weight=Weight(weight))
        use.change_weight(tracker, acting(tracker, username), asked(reason), command)
    click.echo(f"Bobot survei {name} diubah.")


def _upload(file: Path) -> Upload:
    return Upload(name=file.name, content=file.read_bytes())


def _found(tracker: Tracker, office: str, name: str) -> Survey:
    tracker.office(office)
    survey, _ = tracker.store.load(survey_id(office, name), evolve)
    if survey is None:
        raise Refused(f"Survei “{name}” tidak ditemukan.", "survey")
    return survey


def _opening(
    tracker: Tracker,
    office: str,
    name: str,
    year: int | None,
    period: str | None,
    weight: str | None,
    population: int | None,
) -> use.OpenSurvey:
    return use.OpenSurvey(
        office=office,
        name=name,
        year=year or tracker.today(tracker.office(office)).year,
        period=period,
        weight=Weight(weight) if weight else Weight.EXACT,
        population=population,
    )


def _check_same(
    tracker: Tracker, office: str, name: str, year: int | None, period: str | None, weight: str | None
) -> None:
    """An option that contradicts the survey as it stands is not silently left aside. Raises Refused."""
    survey, _ = tracker.store.load(survey_id(office, name), evolve)
    if survey is None:
        return
    if (year or survey.year) != survey.year or (period or survey.code or "").upper() != (survey.code or ""):
        raise Refused(f"Survei “{name}” sudah ada untuk {survey.period.label}; pakai nama lain.", "period")
    if weight is not None and Weight(weight) is not survey.weight:
        raise Refused(
            f"Survei “{name}” memakai bobot {WEIGHT_NAMES[survey.weight]}; bobotnya diubah dengan `skm weight` atau di halaman survei.",
            "weight",
        )


def _means(given: tuple[str, ...]) -> dict[Element, Decimal]:
    means = {}
    for pair in given:
        code, _, value = pair.partition("=")
        if code not in set(Element):
            raise click.BadParameter(
                f"“{code}” bukan unsur; pakai {', '.join(Element)}.", param_hint="--element"
            )
        means[Element(code)] = typed_number(value, f"elements.{code}")
    return means


def _print_imported(found: Imported) -> None:
    if found.unchanged:
        click.echo("Berkas ini sudah diimpor; tidak ada yang berubah.")
    else:
        click.echo(f"Diimpor: {found.respondents} responden, {found.incomplete} di antaranya tidak lengkap.")
    for line in found.remarks:
        click.echo(line)
    if found.ignored:
        click.echo(f"Kolom yang tidak dibaca: {', '.join(found.ignored)}")


def _print_score(survey: Survey, found: Score) -> None:
    quality = f", {QUALITY[found.grade]}" if found.grade else ""
    click.echo(f"{survey.name}, {survey.period.label}: IKM {found.text}{quality}")
    weight = f"bobot {WEIGHT_NAMES[found.weight]}" if found.weight else "nilai jadi menurut laporan"
    sample = f" (sampel minimum {minimum_sample(survey.population)})" if survey.population else ""
    click.echo(f"{found.respondents} responden{sample}, {found.incomplete} tidak lengkap; {weight}.\n")
    rows = [
        (
            ASKED[element].name,
            one.answers,
            None if one.mean is None else number_text(rounded(one.mean)),
            None if one.score is None else number_text(rounded(one.score)),
            one.grade,
            "perlu perbaikan" if element in found.low else "",
        )
        for element, one in found.elements.items()
    ]
    print_table(
        ("Unsur", "Jawaban", "NRR", "Nilai", "Mutu", ""),
        rows,
        nothing="Laporan tidak menyebut nilai tiap unsur.",
    )
