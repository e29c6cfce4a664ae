"""A state taken over from a register must not contradict itself."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest

from tests.support.given import given
from tracker.domain.evidence import EvidenceType
from tracker.domain.follow_up import FollowUp, Imported, Opened, Status, evolve
from tracker.domain.imported import take_over

AGREED = date(2022, 1, 31)
REPORTED = date(2022, 2, 20)
VERIFIED = date(2022, 2, 25)
TODAY = date(2022, 3, 1)
KASI = UUID(int=3)
COMPLETED = {Status.DILAPORKAN_SELESAI, Status.SELESAI}
OPENED = Opened(
    office="35.09.31", coordination_id=UUID(int=1), outcome_id=UUID(int=2), text="Jadwal", agreed_on=AGREED
)


def takes(
    status: Status, reported_on: date | None = None, verified_on: date | None = None
) -> Callable[[FollowUp], Imported]:
    return lambda s: take_over(
        s,
        status=status,
        reported_on=reported_on,
        verified_on=verified_on,
        evidence_types=(EvidenceType.SK_CAMAT,),
        file_name="register.csv",
        file_sha256="ab" * 32,
        row=2,
        done_by=KASI,
        typed_by="sekcam",
        today=TODAY,
    )


def imported(status: Status, reported_on: date | None = None, verified_on: date | None = None) -> Imported:
    return Imported(
        status=status,
        reported_on=reported_on,
        verified_on=verified_on,
        evidence_types=(EvidenceType.SK_CAMAT,),
        file_name="register.csv",
        file_sha256="ab" * 32,
        row=2,
        done_by=KASI if status in COMPLETED else None,
        typed_by="sekcam" if status in COMPLETED else None,
    )


@pytest.mark.parametrize(
    ("status", "reported_on", "verified_on", "begun_on", "done_on"),
    [
        (Status.BELUM_DITINDAKLANJUTI, None, None, None, None),
        (Status.DALAM_PROSES, None, None, AGREED, None),
        (Status.DALAM_PROSES, REPORTED, None, REPORTED, None),
        (Status.DILAPORKAN_SELESAI, REPORTED, None, REPORTED, REPORTED),
        (Status.SELESAI, REPORTED, VERIFIED, REPORTED, REPORTED),
        (Status.SELESAI, None, VERIFIED, VERIFIED, VERIFIED),
    ],
)
def test_the_state_is_what_the_register_says_and_no_step_is_invented(
    status: Status,
    reported_on: date | None,
    verified_on: date | None,
    begun_on: date | None,
    done_on: date | None,
) -> None:
    decision = given(evolve, OPENED).when(takes(status, reported_on, verified_on))
    state = decision.then(imported(status, reported_on, verified_on))
    assert (state.status, state.begun_on) == (status, begun_on)
    assert (state.report.done_on if state.report else None) == done_on


@pytest.mark.parametrize(
    ("status", "reported_on", "verified_on", "column", "words"),
    [
        (Status.SELESAI, REPORTED, None, "tanggal_diverifikasi", "wajib diisi"),
        (Status.DALAM_PROSES, None, VERIFIED, "tanggal_diverifikasi", "hanya untuk status selesai"),
        (Status.DILAPORKAN_SELESAI, None, None, "tanggal_dilaporkan", "wajib diisi"),
        (Status.BELUM_DITINDAKLANJUTI, REPORTED, None, "tanggal_dilaporkan", "padahal"),
        (Status.SELESAI, date(2022, 1, 30), VERIFIED, "tanggal_dilaporkan", "sebelum tanggal kegiatan"),
        (Status.SELESAI, VERIFIED, REPORTED, "tanggal_diverifikasi", "sebelum tanggal_dilaporkan"),
        (Status.SELESAI, REPORTED, date(2022, 3, 2), "tanggal_diverifikasi", "sesudah hari ini"),
        (Status.DILAPORKAN_SELESAI, date(2022, 3, 2), None, "tanggal_dilaporkan", "sesudah hari ini"),
        (Status.DITARIK, None, None, "status", "tidak diimpor"),
    ],
)
def test_a_contradiction_names_its_column(
    status: Status, reported_on: date | None, verified_on: date | None, column: str, words: str
) -> None:
    given(evolve, OPENED).when(takes(status, reported_on, verified_on)).refused(words, column)
