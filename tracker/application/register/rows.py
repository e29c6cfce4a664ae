"""Typed rows of a register, and the coordinations that they tell of."""

import hashlib
from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeVar

import msgspec

from tracker.application.register.values import (
    read_kind,
    read_optional_date,
    read_status,
    read_types,
    read_yes,
)
from tracker.application.table_file.problems import at_row
from tracker.application.table_file.table import Row
from tracker.domain.errors import Refused
from tracker.domain.evidence import EvidenceType
from tracker.domain.follow_up import Status
from tracker.domain.period import FIRST_YEAR
from tracker.domain.phrase import plain, say
from tracker.domain.written_day import read_date

T = TypeVar("T")


class RegisterRow(msgspec.Struct, frozen=True, kw_only=True):
    """One outcome, or (with an empty `outcome`) a coordination without any."""

    office: str
    number: str
    kind: str
    section: str
    held_on: date
    title: str
    outcome: str
    needs_follow_up: bool
    in_charge: str
    due_on: date | None
    status: Status
    reported_on: date | None
    verified_on: date | None
    evidence: tuple[EvidenceType, ...]
    outputs: tuple[EvidenceType, ...]
    outcome_section: str


class NumberedRow(msgspec.Struct, frozen=True):
    """`unread` are the columns whose cell could not be read: the row has a value there that breaks no other rule."""

    number: int
    row: RegisterRow
    unread: frozenset[str] = frozenset()


class RegisterCoordination(msgspec.Struct, frozen=True):
    """The rows that share office, year and `nomor_kegiatan`, in the order of the file."""

    rows: tuple[NumberedRow, ...]

    @property
    def first(self) -> RegisterRow:
        return self.rows[0].row

    @property
    def is_read(self) -> bool:
        return not any(numbered.unread for numbered in self.rows)

    @property
    def digest(self) -> str:
        """SHA-256 over the content of the rows: not over their place in the file, nor the order of its columns."""
        body = msgspec.json.encode(
            [numbered.row for numbered in self.rows], order="deterministic", enc_hook=plain
        )
        return hashlib.sha256(body).hexdigest()


ANY_KIND = "rapat_koordinasi"
ANY_DAY = date(FIRST_YEAR, 1, 1)
ANY_TEXT = "–"


def read_row(sheet_row: Row, problems: list[str]) -> NumberedRow:
    """Each cell that is wrong is added to `problems`; the row goes on without it, so that its other faults are found."""
    cells = sheet_row.cells
    unread: set[str] = set()

    def cell(column: str, read: Callable[[str], T], otherwise: T) -> T:
        try:
            return read(cells.get(column, ""))
        except Refused as error:
            problems.append(at_row(sheet_row.number, column, error.message))
            unread.add(column)
            return otherwise

    row = RegisterRow(
        office=cell("kecamatan", _filled, ANY_TEXT),
        number=cell("nomor_kegiatan", _filled, ANY_TEXT),
        kind=cell("jenis", read_kind, ANY_KIND),
        section=_one_line(cells["bidang"]),
        held_on=cell("tanggal", read_date, ANY_DAY),
        title=cell("judul", _filled, ANY_TEXT),
        outcome=_one_line(cells["hasil"]),
        needs_follow_up=cell("perlu_tindak_lanjut", read_yes, True),
        in_charge=_one_line(cells.get("penanggung_jawab", "")),
        due_on=cell("batas_waktu", read_optional_date, None),
        status=cell("status", read_status, Status.BELUM_DITINDAKLANJUTI),
        reported_on=cell("tanggal_dilaporkan", read_optional_date, None),
        verified_on=cell("tanggal_diverifikasi", read_optional_date, None),
        evidence=cell("bukti", read_types, ()),
        outputs=cell("keluaran", read_types, ()),
        outcome_section=_one_line(cells.get("bidang_hasil", "")),
    )
    if unread.isdisjoint({"status", "perlu_tindak_lanjut"}):
        _check_outcome(sheet_row.number, row, problems)
    else:
        row = without_course(row)
    return NumberedRow(sheet_row.number, row, frozenset(unread))


def without_course(row: RegisterRow) -> RegisterRow:
    """As if nothing had been done yet: what a row says of its course makes no sense without its status."""
    return msgspec.structs.replace(
        row, status=Status.BELUM_DITINDAKLANJUTI, reported_on=None, verified_on=None
    )


def group(rows: Iterable[NumberedRow], problems: list[str]) -> list[RegisterCoordination]:
    """Rows of one coordination must agree in `tanggal`, `jenis` and `judul`; both rows are named.

    A row of which it cannot be read what it belongs to stands alone.
    """
    groups: dict[tuple[str, int, str, int], list[NumberedRow]] = {}
    for numbered in rows:
        row = numbered.row
        alone = 0 if numbered.unread.isdisjoint(KNOWN_BY) else numbered.number
        key = (row.office, row.held_on.year, row.number.casefold(), alone)
        groups.setdefault(key, []).append(numbered)
    for members in groups.values():
        for other in members[1:]:
            differing = [
                column
                for column, read in _AGREED.items()
                if column not in other.unread | members[0].unread and read(other.row) != read(members[0].row)
            ]
            if differing:
                problems.append(_disagreement(members[0], other, differing))
            elif not other.row.outcome or not members[0].row.outcome:
                empty = other if not other.row.outcome else members[0]
                problems.append(
                    at_row(
                        empty.number,
                        "hasil",
                        say("kosong, padahal kegiatan ini punya baris lain; isi hasilnya."),
                    )
                )
    return [RegisterCoordination(tuple(members)) for members in groups.values()]


KNOWN_BY = frozenset({"kecamatan", "nomor_kegiatan", "tanggal"})
_AGREED: dict[str, Callable[[RegisterRow], object]] = {
    "tanggal": lambda row: row.held_on,
    "jenis": lambda row: row.kind,
    "judul": lambda row: row.title.casefold(),
}


def _disagreement(first: NumberedRow, other: NumberedRow, columns: list[str]) -> str:
    return say(
        "Baris {row} dan {other}: nomor_kegiatan {number} sama, tetapi {columns} berbeda.",
        row=first.number,
        other=other.number,
        number=first.row.number,
        columns=", ".join(columns),
    )


def _check_outcome(number: int, row: RegisterRow, problems: list[str]) -> None:
    """Only an outcome that needs follow-up has a course: nothing that a row says is dropped in silence."""
    if row.outcome and row.needs_follow_up:
        return
    days = (("tanggal_dilaporkan", row.reported_on), ("tanggal_diverifikasi", row.verified_on))
    if row.status is Status.BELUM_DITINDAKLANJUTI:
        problems += [
            at_row(number, column, say("terisi, padahal tidak ada yang perlu tindak lanjut; kosongkan."))
            for column, day in days
            if day is not None
        ]
    elif not row.outcome:
        problems.append(at_row(number, "hasil", say("kosong, padahal berstatus; isi hasilnya.")))
    else:
        problems.append(
            at_row(
                number,
                "status",
                say("hasil yang tidak perlu tindak lanjut tidak mempunyai status; kosongkan."),
            )
        )


def _filled(text: str) -> str:
    if not text.strip():
        raise Refused("wajib diisi.")
    return _one_line(text)


def _one_line(text: str) -> str:
    return " ".join(text.split())
