"""The options with which a definition is restated: its texts, how it is counted, and what."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import click

from tracker.domain.achievement import Better
from tracker.domain.coordination import KIND_NAMES
from tracker.domain.counting import CannotFollowUp, CountsFrom, Informational, Rule
from tracker.domain.evidence import EvidenceType
from tracker.domain.indicator import IndicatorRevised

F = TypeVar("F", bound=Callable[..., Any])

SURVEY = "survey"
_DEFAULT = "default"
_ENUMS: Mapping[str, Callable[[str], Any]] = {
    "rule": Rule,
    "better": Better,
    "counts_from": CountsFrom,
    "cannot_follow_up": CannotFollowUp,
    "informational": Informational,
}

since = click.option(
    "--from-year", type=int, metavar="TAHUN", help="Berlaku mulai tahun itu (bawaan: tahun ini)."
)


def _choice(kind: type[CountsFrom | CannotFollowUp | Informational]) -> click.Choice[str]:
    return click.Choice([*(member.value for member in kind), _DEFAULT])


def texts(command: F) -> F:
    for option in reversed(
        (
            click.option("--official-name", metavar="NAMA", help="Nama resmi, kata demi kata."),
            click.option("--label", metavar="NAMA", help="Nama di layar."),
            click.option("--number", type=int, help="Nomor dalam dokumen."),
            click.option("--goal-indicator/--no-goal-indicator", "is_goal_indicator", default=None),
            click.option("--objective", metavar="TEKS", help="Sasaran atau kinerja utama."),
            click.option("--formula-numerator", metavar="TEKS"),
            click.option("--formula-denominator", metavar="TEKS"),
            click.option("--explanation", metavar="TEKS", help="Penjelasan."),
            click.option("--unit", metavar="SATUAN", help="Satuan, misalnya persen."),
            click.option("--better", type=click.Choice([b.value for b in Better]), help="Arah yang baik."),
            click.option("--responsible", metavar="TEKS", help="Penanggung jawab."),
            click.option("--data-source", metavar="TEKS", help="Sumber data."),
            click.option("--document", metavar="JUDUL", help="Dokumen yang memuatnya."),
            click.option("--document-year", type=int, help="Tahun dokumen."),
        )
    ):
        command = option(command)
    return command


def parameters(command: F) -> F:
    for option in reversed(
        (
            click.option(
                "--rule",
                type=click.Choice([*(rule.value for rule in Rule), SURVEY]),
                help="Cara hitung; survey: nilai survei.",
            ),
            click.option("--counts-from", type=_choice(CountsFrom)),
            click.option("--cannot-follow-up", type=_choice(CannotFollowUp)),
            click.option("--informational", type=_choice(Informational)),
            click.option(
                "--other-nature", is_flag=True, help="Sifatnya memang berubah: survei ↔ kegiatan koordinasi."
            ),
        )
    ):
        command = option(command)
    return command


def scope(command: F) -> F:
    for option in reversed(
        (
            click.option(
                "--section", "sections", multiple=True, metavar="BIDANG", help="Bidang yang dihitung."
            ),
            click.option("--all-sections", is_flag=True, help="Seluruh kecamatan."),
            click.option("--kind", "kinds", multiple=True, type=click.Choice(list(KIND_NAMES))),
            click.option("--all-kinds", is_flag=True, help="Semua jenis kegiatan."),
            click.option("--evidence", multiple=True, type=click.Choice([e.value for e in EvidenceType])),
        )
    ):
        command = option(command)
    return command


def stated(options: Mapping[str, Any], this_year: int) -> IndicatorRevised:
    """What the options say. Raises click.UsageError where two of them contradict each other."""
    given = {
        name: value
        for name, value in options.items()
        if value is not None and value is not False and value != ()
    }
    if options.get("is_goal_indicator") is False:
        given["is_goal_indicator"] = False
    for name, everything in (("sections", "all_sections"), ("kinds", "all_kinds")):
        if given.pop(everything, False):
            if name in given:
                raise click.UsageError(
                    f"--{everything.replace('_', '-')} tidak dipakai bersama --{name[:-1]}."
                )
            given[name] = None
    for name, kind in _ENUMS.items():
        if name in given:
            given[name] = None if given[name] in {SURVEY, _DEFAULT} else kind(given[name])
    if "evidence" in given:
        given["evidence"] = tuple(EvidenceType(one) for one in given["evidence"])
    return IndicatorRevised(from_year=given.pop("from_year", this_year), **given)
