"""The command line `tindaklanjut`: its commands, and one place where every failure becomes one line.

Exit codes: 0 done, 1 the answer is no, 2 wrong use.
"""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from io import TextIOWrapper

import click

from tracker.cli.lazy import LazyGroup
from tracker.domain.errors import Refused
from tracker.settings import SettingsError
from tracker.store.errors import StoreBusy, StoreError, StoreFull, StoreUnavailable

_COMMANDS = {
    "serve": (
        "tracker.cli.serving:serve_command",
        "Jalankan produk di satu komputer, atau bagian web di server",
    ),
    "worker": ("tracker.cli.server_parts:worker", "Jalankan pengirim pengingat (server)"),
    "beat": ("tracker.cli.server_parts:beat", "Jalankan penjadwal pengingat (server)"),
    "projector": ("tracker.cli.projector:projector", "Jalankan penyusun data bacaan (server)"),
    "migrate": ("tracker.cli.migrate:migrate", "Buat atau lengkapi penyimpanan"),
    "check": ("tracker.cli.check:check", "Periksa apakah instalasi ini layak jalan"),
    "demo": ("tracker.cli.demo:demo", "Muat dua kecamatan dengan data contoh (rekaan)"),
    "office": ("tracker.cli.office:office", "Kecamatan: daftar, tambah, lihat"),
    "section": ("tracker.cli.office:section", "Seksi dan subbagian"),
    "position": ("tracker.cli.positions:position", "Jabatan dan pemegangnya"),
    "person": ("tracker.cli.positions:person", "Orang"),
    "series": ("tracker.cli.series:meeting_series", "Seri rapat: daftar, tambah, yang masih terbuka"),
    "body": ("tracker.cli.positions:body", "Pihak di luar kecamatan"),
    "user": ("tracker.cli.users:user", "Akun pengguna"),
    "token": ("tracker.cli.users:token", "Token API"),
    "indicator": ("tracker.cli.indicator:indicator", "Indikator: definisi, penetapan, target"),
    "import": ("tracker.cli.importing:import_command", "Impor register kegiatan (CSV)"),
    "indicators": ("tracker.cli.indicators:indicators", "Angka capaian indikator"),
    "report": ("tracker.cli.reports:report", "Laporan kinerja (LKjIP): tabel, berkas, yang sudah terbit"),
    "freeze": ("tracker.cli.freezes:freeze", "Penetapan capaian suatu periode"),
    "explain": ("tracker.cli.indicators:explain", "Rincian perhitungan satu indikator"),
    "changes": ("tracker.cli.changes:changes", "Penyebab perubahan satu indikator"),
    "skm": ("tracker.cli.surveys:skm", "Survei Kepuasan Masyarakat: impor jawaban, indeks"),
    "history": ("tracker.cli.follow_ups:history", "Riwayat satu tindak lanjut atau kegiatan"),
    "hand-over": ("tracker.cli.hand_overs:hand_over", "Serah terima tugas satu jabatan atau pihak"),
    "follow-ups": ("tracker.cli.follow_ups:follow_ups", "Daftar tindak lanjut"),
    "reminders": ("tracker.cli.reminders:reminders", "Pengingat: rencana, kirim, catatan"),
    "calendar": ("tracker.cli.calendars:calendar", "Hari kerja kecamatan"),
    "projections": ("tracker.cli.projections:projections", "Data bacaan: keadaan, susun ulang"),
    "events": ("tracker.cli.events:events", "Log peristiwa"),
}


@click.command(cls=LazyGroup, places=_COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="tindaklanjut", prog_name="tindaklanjut")
def cli() -> None:
    """Tindak Lanjut: pelacak tindak lanjut koordinasi kecamatan."""


def main() -> None:
    """The entry point: runs the command of `sys.argv` and exits with its code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """One command; its exit code. Whatever goes wrong has been said in one line."""
    if not all(_is_text(argument) for argument in arguments):
        return _fail("Argumen harus berupa teks UTF-8.", 2)
    try:
        code = cli.main(list(arguments), standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return 2
    except click.ClickException as error:
        return _fail(error.format_message(), error.exit_code)
    except SettingsError as error:
        return _fail(str(error), 2)
    except Refused as error:
        return _fail(error.message, 1)
    except StoreError as error:
        return _fail(_store_line(error), 1)
    except (click.Abort, KeyboardInterrupt):
        return _fail("Dihentikan.", 130)
    except BrokenPipeError:
        return _reader_gone()
    except OSError as error:
        return _fail(f"{error.filename or 'Sistem'}: {error.strerror or error}", 1)
    return code if isinstance(code, int) else 0


def _is_text(argument: str) -> bool:
    """Bytes that are no UTF-8 arrive as lone surrogates, which can be neither stored nor printed."""
    return not any("\ud800" <= letter <= "\udfff" for letter in argument)


def _store_line(error: StoreError) -> str:
    match error:
        case StoreBusy():
            return "Penyimpanan sedang dipakai proses lain terlalu lama; coba lagi."
        case StoreFull():
            return "Diska penuh; tidak ada yang tersimpan. Kosongkan tempat, lalu ulangi."
        case StoreUnavailable():
            return (
                f"Penyimpanan tidak dapat dipakai: {_first_line(error)}"
                " (periksa TINDAKLANJUT_DATABASE, atau jalankan `tindaklanjut migrate`)."
            )
        case _:
            return f"Penyimpanan menolak: {_first_line(error)}"


def _first_line(error: Exception) -> str:
    return next(iter(str(error).strip().splitlines()), type(error).__name__)


def _fail(message: str, code: int) -> int:
    with suppress(BrokenPipeError):
        click.echo(" ".join(message.split()), err=True)
    return code


def _reader_gone() -> int:
    """`… | head` has read enough. What is left in the buffer must not fail again when Python exits."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
