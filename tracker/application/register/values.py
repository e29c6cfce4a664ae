"""How single cells of a register are read: forgiving in form, strict in meaning.

Every function raises Refused with one line that quotes the cell.
"""

from datetime import date

from tracker.application.table_file.names import key_of, shortened
from tracker.domain.coordination import KIND_NAMES
from tracker.domain.errors import Refused
from tracker.domain.evidence import EVIDENCE_NAMES, EvidenceType
from tracker.domain.follow_up import STATUS_NAMES, Status
from tracker.domain.phrase import say
from tracker.domain.written_day import read_date

_YES = frozenset({"", "ya", "y", "perlu"})
_NO = frozenset({"tidak", "tdk", "t", "tidak_perlu"})

_STATUSES = {
    **{status.value: status for status in Status if status is not Status.DITARIK},
    **{key_of(name): status for status, name in STATUS_NAMES.items() if status is not Status.DITARIK},
    "": Status.BELUM_DITINDAKLANJUTI,
    "belum": Status.BELUM_DITINDAKLANJUTI,
    "proses": Status.DALAM_PROSES,
    "sedang_proses": Status.DALAM_PROSES,
    "dilaporkan": Status.DILAPORKAN_SELESAI,
    "sudah": Status.SELESAI,
    "sudah_selesai": Status.SELESAI,
    "tidak_dapat": Status.TIDAK_DAPAT,
}
_KINDS = {
    **{code: code for code in KIND_NAMES},
    **{key_of(name): code for code, name in KIND_NAMES.items()},
    "rakor": "rapat_koordinasi",
    "rapat": "rapat_koordinasi",
}
_TYPES = {
    **{kind.value: kind for kind in EvidenceType},
    **{key_of(name): kind for kind, name in EVIDENCE_NAMES.items()},
    "dokumen": EvidenceType.DOKUMEN_LAPORAN,
    "laporan": EvidenceType.DOKUMEN_LAPORAN,
    "rapat": EvidenceType.RAPAT_KOORDINASI,
    "sk": EvidenceType.SK_CAMAT,
}


def read_optional_date(text: str) -> date | None:
    return read_date(text) if text.strip() else None


def read_yes(text: str) -> bool:
    """Empty is yes."""
    key = key_of(text)
    if key in _YES:
        return True
    if key in _NO:
        return False
    raise Refused(say("“{text}” tidak dikenal; tulis ya atau tidak.", text=shortened(text)))


def read_status(text: str) -> Status:
    """Empty is belum ditindaklanjuti."""
    status = _STATUSES.get(key_of(text))
    if status is None:
        raise Refused(
            say(
                "“{text}” bukan status; pakai belum_ditindaklanjuti, dalam_proses, dilaporkan_selesai, selesai, atau tidak_dapat_ditindaklanjuti.",
                text=shortened(text),
            )
        )
    return status


def read_kind(text: str) -> str:
    kind = _KINDS.get(key_of(text))
    if kind is None:
        raise Refused(
            say(
                "“{text}” bukan jenis kegiatan; pakai {kinds}.",
                text=shortened(text),
                kinds=", ".join(KIND_NAMES),
            )
        )
    return kind


def read_types(text: str) -> tuple[EvidenceType, ...]:
    """Kinds of documents joined by `|`; each once, in the order of the list of kinds."""
    found = set()
    for part in text.split("|"):
        if not part.strip():
            continue
        kind = _TYPES.get(key_of(part))
        if kind is None:
            raise Refused(
                say(
                    "“{part}” bukan jenis bukti; pakai {kinds}.",
                    part=shortened(part),
                    kinds=", ".join(EvidenceType),
                )
            )
        found.add(kind)
    return tuple(kind for kind in EvidenceType if kind in found)
