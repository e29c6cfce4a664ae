"""`import`: a register of coordinations out of a CSV or XLSX file, and the workbook to write one in."""

import sys
from pathlib import Path

import click

from tracker.application.register_import import (
    ImportRegister,
    Summary,
    empty_register,
    import_register,
)
from tracker.application.table_file.problems import RowsRefused
from tracker.cli.options import as_user, in_json
from tracker.cli.printing import print_json
from tracker.cli.session import acting, asked, opened


@click.command("import")
@click.argument("file", metavar="BERKAS", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Katakan apa yang akan terjadi, tanpa menyimpan apa pun.")
@click.option(
    "--template", is_flag=True, help="Buat BERKAS sebagai register kosong (.xlsx) dengan daftar pilihan."
)
@click.option(
    "--office",
    "office_code",
    metavar="KODE",
    help="Dengan --template: daftar pilihan bidang dan penanggung jawab kecamatan ini.",
)
@as_user
@in_json
def import_command(
    file: Path, dry_run: bool, template: bool, office_code: str | None, username: str | None, as_json: bool
) -> int:
    """Impor register kegiatan (CSV atau XLSX). Semua atau tidak sama sekali; berkas yang sama dua kali tidak mengubah apa pun."""
    if template:
        return _write_template(file, office_code, username)
    if office_code is not None:
        raise click.UsageError("--office hanya untuk --template; register menyebut kecamatannya sendiri.")
    if not file.exists():
        raise click.UsageError(f"Berkas {file} tidak ada.")
    if sys.stderr.isatty():
        click.echo(f"Membaca {file.name} …", err=True)
    command = ImportRegister(file_name=file.name, content=file.read_bytes())
    try:
        with opened() as tracker:
            actor = acting(tracker, username)
            summary = import_register(tracker, actor, asked(), command, dry_run=dry_run)
    except RowsRefused as error:
        for problem in error.problems:
            click.echo(problem, err=True)
        click.echo("Tidak ada yang diimpor.", err=True)
        return 1
    if as_json:
        print_json(summary)
    else:
        _print(summary, dry_run=dry_run)
    return 0


def _write_template(file: Path, office_code: str | None, username: str | None) -> int:
    if file.suffix.lower() != ".xlsx":
        raise click.UsageError(
            "Register kosong dibuat sebagai berkas .xlsx; beri nama misalnya register.xlsx."
        )
    with opened() as tracker:
        content = empty_register(tracker, acting(tracker, username), office_code)
    try:
        with file.open("xb") as target:
            target.write(content)
    except FileExistsError:
        click.echo(f"{file} sudah ada dan tidak ditimpa; pakai nama lain.", err=True)
        return 1
    except OSError as error:
        click.echo(f"{file} tidak dapat ditulis: {error.strerror}.", err=True)
        return 1
    click.echo(f"Register kosong ditulis ke {file}.")
    return 0


def _print(summary: Summary, *, dry_run: bool) -> None:
    done = "Akan diimpor" if dry_run else "Diimpor"
    click.echo(
        f"{done}: {summary.coordinations} kegiatan, {summary.outcomes} hasil, {summary.follow_ups} tindak lanjut"
        f" dari {summary.rows} baris; {summary.unchanged} kegiatan sudah diimpor sebelumnya."
    )
    for line in summary.unmatched:
        click.echo(f"Tidak dikenal, tidak akan diingatkan: {line}")
    for line in summary.remarks:
        click.echo(line)
    if summary.ignored:
        click.echo(f"Kolom yang tidak dibaca: {', '.join(summary.ignored)}")
