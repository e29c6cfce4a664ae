"""What stands beside a figure in words: how far the target is, how it moved, what is counted and what is not."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

import msgspec

from tracker.application.figure_course import Point
from tracker.domain import achievement
from tracker.domain.achievement import Better
from tracker.domain.counting import CountsFrom, Reading, Rule
from tracker.domain.percent import number_text, rounded
from tracker.domain.phrase import MONTHS, say


class Distance(msgspec.Struct, frozen=True):
    """`reached` tells the mark beside the words: never the colour alone."""

    text: str
    reached: bool


class Move(msgspec.Struct, frozen=True):
    """`way` is up, down or level."""

    text: str
    way: str


def distance(
    realised: Fraction | None, target: Decimal | None, better: Better, *, simulation: bool
) -> Distance | None:
    """From the realisasi as printed to the target; None without a target. That of a simulation carries the mark."""
    if target is None:
        return None
    if realised is None:
        return Distance(say("belum ada angka untuk dibandingkan dengan target"), False)
    points = rounded(realised) - target
    missing = -points if better is Better.HIGHER else points
    said = _distance(missing)
    if simulation:
        said = say("SIMULASI: {text}", text=said)
    return Distance(said, missing <= 0)


def _distance(missing: Decimal) -> str:
    if missing == 0:
        return say("tepat pada target")
    if missing < 0:
        return say("target tercapai, lebih {points} poin", points=number_text(-missing))
    return say("kurang {points} poin dari target", points=number_text(missing))


def move(points: Sequence[Point]) -> Move | None:
    """From the point before to the last one, both as printed; None where there is no number yet."""
    known = [point for point in points if point.value is not None]
    if not known:
        return None
    if len(known) == 1:
        return Move(say("Angka pertama tahun ini") if known[0].figure else say("Survei pertama"), "level")
    before, now = known[-2:]
    changed = achievement.change(now.value, before.value) or Decimal(0)
    since = point_name(before)
    if before.figure is not None:
        since = say("akhir {month}", month=since)
    if not changed:
        return Move(say("Tetap sejak {since}", since=since), "level")
    size = number_text(abs(changed))
    if changed > 0:
        return Move(say("Naik {points} poin sejak {since}", points=size, since=since), "up")
    return Move(say("Turun {points} poin sejak {since}", points=size, since=since), "down")


def point_name(point: Point) -> str:
    """The month, or the period of a survey."""
    return point.period.label if point.figure is None else MONTHS[point.period.last.month - 1]


def counted(how: Reading | None) -> str:
    """One sentence: what makes the number larger."""
    if how is None:
        return say("Rata-rata jawaban sembilan unsur survei, dikali bobotnya dan 25: antara 25 dan 100.")
    state = _STATES[how.counts_from or CountsFrom.VERIFIED]
    match how.rule:
        case Rule.MEETING_ALL:
            return say("Dihitung: koordinasi yang semua hasilnya {state}.", state=state)
        case Rule.MEETING_ANY:
            return say("Dihitung: koordinasi yang sedikitnya satu hasilnya {state}.", state=state)
        case Rule.PER_RESULT:
            return say("Dihitung: hasil koordinasi yang {state}.", state=state)
        case Rule.SEED_LITERAL:
            return say("Dihitung: hasil yang {state}, dibagi banyaknya koordinasi.", state=state)
        case Rule.EVIDENCED_OUTPUT:
            return say("Dihitung: aktivitas berbukti yang menghasilkan dokumen keluaran.")


def uncounted(how: Reading | None) -> str:
    """One sentence: what is in no part of it."""
    if how is None:
        return say("Survei yang ditarik, atau survei periode lain yang masih dibuka, tidak dihitung.")
    if how.rule is Rule.EVIDENCED_OUTPUT:
        return say("Tidak dihitung: yang tanpa bukti, di luar kewenangan, belum dilaksanakan, atau ditarik.")
    if how.rule is Rule.PER_RESULT:
        return say(
            "Tidak dihitung: hasil yang hanya informasi, dan kegiatan yang ditunda, batal, atau ditarik."
        )
    return say("Tidak dihitung: rapat undangan pihak lain, dan kegiatan yang ditunda, batal, atau ditarik.")


_STATES = {
    CountsFrom.BEGUN: say("sudah mulai dikerjakan"),
    CountsFrom.REPORTED: say("sudah dilaporkan selesai"),
    CountsFrom.VERIFIED: say("sudah selesai dan diperiksa"),
}
