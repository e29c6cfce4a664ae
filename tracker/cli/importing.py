"""`import`: a register of coordinations out of a CSV file."""

import sys
from pathlib import Path

import click

from tracker.application.register.problems import RegisterRefused
from tracker.application.register_import import ImportRegister, Summary, import_register
from tracker.cli.options import as_user, in_json
from tracker.cli.printing import print_json
from tracker.cli.session import acting, asked, opened


def _no_template(context: click.Context, option: click.Parameter, wanted: bool) -> None:
    """Before BERKAS is looked for: the file that the template would make does not exist yet."""
    if wanted:
        raise click.UsageError(
            "Berkas contoh XLSX belum tersedia; judul kolom CSV ada di docs/operations.md."
        )


@click.command("import")
@click.argument("file", metavar="BERKAS", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Katakan apa yang akan terjadi, tanpa menyimpan apa pun.")
@click.option(
    "--template",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_no_template,
    help="Buat berkas contoh (belum tersedia).",
)
@as_user
@in_json
def import_command(file: Path, dry_run: bool, username: str | None, as_json: bool) -> int:
    """Impor register kegiatan. Semua atau tidak sama sekali; berkas yang sama dua kali tidak mengubah apa pun."""
    if file.suffix.lower() in {".xlsx", ".xls", ".ods"}:
        raise click.UsageError("Berkas XLSX belum dapat diimpor; simpan sebagai CSV (UTF-8), lalu impor itu.")
    if sys.stderr.isatty():
        click.echo(f"Membaca {file.name} …", err=True)
    command = ImportRegister(file_name=file.name, content=file.read_bytes())
    try:
        with opened() as tracker:
            actor = acting(tracker, username)
            summary = import_register(tracker, actor, asked(), command, dry_run=dry_run)
    except RegisterRefused as error:
        for problem in error.problems:
            click.echo(problem, err=True)
        click.echo("Tidak ada yang diimpor.", err=True)
        return 1
    if as_json:
        print_json(summary)
    else:
        _print(summary, dry_run=dry_run)
    return 0


def _print(summary: Summary, *, dry_run: bool) -> None:
    done = "Akan diimpor" if dry_run else "Diimpor"
    click.echo(
        f"{done}: {summary.coordinations} kegiatan, {summary.outcomes} hasil, {summary.follow_ups} tindak lanjut"
        f" dari {summary.rows} baris; {summary.unchanged} kegiatan sudah diimpor sebelumnya."
    )
    for line in summary.unmatched:
        click.echo(f"Tidak dikenal, tidak akan diingatkan: {line}")
    if summary.ignored:
        click.echo(f"Kolom yang tidak dibaca: {', '.join(summary.ignored)}")
