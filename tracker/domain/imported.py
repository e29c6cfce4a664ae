"""A follow-up's state as a register tells it: taken over as one event, if the register does not contradict itself."""

from datetime import date
from uuid import UUID

from tracker.domain.errors import Refused
from tracker.domain.evidence import EvidenceType
from tracker.domain.follow_up import FollowUp, Imported, Status
from tracker.domain.phrase import say


def take_over(
    follow_up: FollowUp,
    *,
    status: Status,
    reported_on: date | None,
    verified_on: date | None,
    evidence_types: tuple[EvidenceType, ...],
    file_name: str,
    file_sha256: str,
    row: int,
    done_by: UUID | None,
    typed_by: str,
    today: date,
) -> Imported:
    """Raises Refused naming the column; days go agreed ≤ reported ≤ verified ≤ today."""
    if status is Status.DITARIK:
        raise Refused("Tindak lanjut yang ditarik tidak diimpor; hapus barisnya.", "status")
    if status is Status.SELESAI and verified_on is None:
        raise Refused("wajib diisi untuk status selesai.", "tanggal_diverifikasi")
    if status is not Status.SELESAI and verified_on is not None:
        raise Refused(
            "hanya untuk status selesai; kosongkan, atau betulkan statusnya.", "tanggal_diverifikasi"
        )
    if status is Status.DILAPORKAN_SELESAI and reported_on is None:
        raise Refused("wajib diisi untuk status dilaporkan_selesai.", "tanggal_dilaporkan")
    if status is Status.BELUM_DITINDAKLANJUTI and reported_on is not None:
        raise Refused("terisi, padahal statusnya belum_ditindaklanjuti.", "tanggal_dilaporkan")
    completed = status in {Status.DILAPORKAN_SELESAI, Status.SELESAI}
    earlier, name = follow_up.agreed_on, "tanggal kegiatan"
    for column, day in (("tanggal_dilaporkan", reported_on), ("tanggal_diverifikasi", verified_on)):
        if day is None:
            continue
        if day < earlier:
            raise Refused(say("tidak boleh sebelum {name}.", name=name), column)
        if day > today:
            raise Refused("tidak boleh sesudah hari ini.", column)
        earlier, name = day, column
    return Imported(
        status=status,
        reported_on=reported_on,
        verified_on=verified_on,
        evidence_types=evidence_types,
        file_name=file_name,
        file_sha256=file_sha256,
        row=row,
        done_by=done_by if completed else None,
        typed_by=typed_by if completed else None,
    )
