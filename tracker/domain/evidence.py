"""Supporting documents. The five kinds are those of the Gucialit document (penjelasan of its indicator)."""

from datetime import date
from enum import StrEnum
from uuid import UUID

import msgspec

from tracker.domain.errors import Refused
from tracker.domain.evidence_file import FIELD, EvidenceFile, check_file
from tracker.domain.phrase import say


class EvidenceType(StrEnum):
    RAPAT_KOORDINASI = "rapat_koordinasi"
    DOKUMEN_LAPORAN = "dokumen_laporan"
    SK_CAMAT = "sk_camat"
    REKOMENDASI = "rekomendasi"
    BERITA_ACARA = "berita_acara"


OUTPUT_TYPES = frozenset(EvidenceType) - {EvidenceType.RAPAT_KOORDINASI}
"""`rapat_koordinasi` proves that an activity took place, but is never its output (DOMAIN section 2)."""

EVIDENCE_NAMES = {
    EvidenceType.RAPAT_KOORDINASI: say("Rapat koordinasi"),
    EvidenceType.DOKUMEN_LAPORAN: say("Dokumen/laporan"),
    EvidenceType.SK_CAMAT: say("SK Camat"),
    EvidenceType.REKOMENDASI: say("Rekomendasi"),
    EvidenceType.BERITA_ACARA: say("Berita acara"),
}


def document_name(kind: EvidenceType, number: str | None) -> str:
    """`SK Camat nomor 12/2026`."""
    if not number:
        return EVIDENCE_NAMES[kind]
    return say("{kind} nomor {number}", kind=EVIDENCE_NAMES[kind], number=number)


class Evidence(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A document with its own date, apart from the day on which it was attached."""

    id: UUID
    type: EvidenceType
    number: str = ""
    dated_on: date
    note: str = ""
    file: EvidenceFile | None = None


MAX_PIECES = 20
"""Of one report."""


def check_evidence(evidence: Evidence, today: date) -> None:
    """Raises Refused when the document is dated in the future, or its file is none that is accepted."""
    if evidence.dated_on > today:
        raise Refused("Tanggal bukti tidak boleh sesudah hari ini.", "evidence.dated_on")
    if evidence.file is not None:
        check_file(evidence.file)


def check_pieces(pieces: tuple[Evidence, ...], today: date) -> None:
    """Raises Refused for more pieces than a verifier can look at, or one file given twice in one report.

    The field begins with the piece's number: `evidence.0.dated_on`.
    """
    if len(pieces) > MAX_PIECES:
        raise Refused(say("Paling banyak {most} bukti dalam satu laporan.", most=MAX_PIECES), "evidence")
    for number, piece in enumerate(pieces):
        try:
            check_evidence(piece, today)
            _check_once(piece, pieces[:number])
        except Refused as error:
            raise Refused(error.message, error.field.replace("evidence", f"evidence.{number}", 1)) from None


def _check_once(piece: Evidence, others: tuple[Evidence, ...]) -> None:
    if piece.file is not None and piece.file.sha256 in {one.file.sha256 for one in others if one.file}:
        raise Refused(
            say("Berkas “{file}” sudah ada dalam laporan ini; cukup sekali.", file=piece.file.name), FIELD
        )
