"""Supporting documents. The five kinds are those of the Gucialit document (penjelasan of its indicator)."""

from datetime import date
from enum import StrEnum
from uuid import UUID

import msgspec

from tracker.domain.errors import Refused


class EvidenceType(StrEnum):
    RAPAT_KOORDINASI = "rapat_koordinasi"
    DOKUMEN_LAPORAN = "dokumen_laporan"
    SK_CAMAT = "sk_camat"
    REKOMENDASI = "rekomendasi"
    BERITA_ACARA = "berita_acara"


OUTPUT_TYPES = frozenset(EvidenceType) - {EvidenceType.RAPAT_KOORDINASI}
"""`rapat_koordinasi` proves that an activity took place, but is never its output (DOMAIN section 2)."""

EVIDENCE_NAMES = {
    EvidenceType.RAPAT_KOORDINASI: "Rapat koordinasi",
    EvidenceType.DOKUMEN_LAPORAN: "Dokumen/laporan",
    EvidenceType.SK_CAMAT: "SK Camat",
    EvidenceType.REKOMENDASI: "Rekomendasi",
    EvidenceType.BERITA_ACARA: "Berita acara",
}


class Evidence(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A document with its own date, apart from the day on which it was attached."""

    id: UUID
    type: EvidenceType
    number: str = ""
    dated_on: date
    note: str = ""


def check_evidence(evidence: Evidence, today: date) -> None:
    """Raises Refused when the document is dated in the future."""
    if evidence.dated_on > today:
        raise Refused("Tanggal bukti tidak boleh sesudah hari ini.", "evidence.dated_on")
