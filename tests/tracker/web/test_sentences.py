"""Every event that a history shows has its sentence."""

from datetime import date
from uuid import UUID

import pytest

from tracker.domain import coordination as c
from tracker.domain import follow_up as f
from tracker.domain import reminder as r
from tracker.domain.event import Event
from tracker.domain.evidence import Evidence, EvidenceType
from tracker.domain.evidence_file import PDF, EvidenceFile
from tracker.domain.follow_up_checklist import (
    ChecklistItemAdded,
    ChecklistItemRemoved,
    ChecklistItemTicked,
    ChecklistItemUnticked,
)
from tracker.domain.follow_up_comment import Commented, CommentWithdrawn
from tracker.domain.follow_up_extension import ExtensionGranted, ExtensionRefused, ExtensionRequested
from tracker.domain.follow_up_sharing import AlongsideNamed, HandedOver
from tracker.domain.in_charge import InCharge
from tracker.domain.office import Office
from tracker.web.sentences import tell

DAY = date(2026, 3, 16)
ID = UUID(int=1)
OFFICE = Office(code="99.01.01", name="Uji", regency="Uji", zone="Asia/Jakarta")
DETAILS = c.Details(office="99.01.01", kind="rapat_koordinasi", title="Rapat")
SCAN = EvidenceFile(sha256="ab" * 32, name="sk.pdf", size=1, media_type=PDF)
PIECE = Evidence(id=ID, type=EvidenceType.SK_CAMAT, number="188/1", dated_on=DAY, file=SCAN)
HEAD = InCharge("position", "kasi", "Kepala Seksi")
BODY = InCharge("body", "kades", "Kepala Desa")

TOLD: list[tuple[Event, str]] = [
    (c.CoordinationPlanned(details=DETAILS, planned_on=DAY), "untuk Senin, 16 Maret 2026"),
    (c.CoordinationRecorded(details=DETAILS, held_on=DAY), "dilaksanakan Senin, 16 Maret 2026"),
    (c.CoordinationHeld(held_on=DAY), "dilaksanakan Senin, 16 Maret 2026"),
    (c.OutcomeAdded(outcome_id=ID, ordinal=2, text="Hasil"), "mencatat hasil 2 (informasi)"),
    (c.EvidenceAttached(evidence=PIECE), "melampirkan bukti dukung"),
    (c.OutputRecorded(evidence=PIECE), "mencatat keluaran"),
    (c.CoordinationCorrected(section=None), "membetulkan catatan kegiatan"),
    (c.CoordinationPostponed(), "tanggal baru belum ditetapkan"),
    (c.CoordinationCancelled(), "membatalkan kegiatan"),
    (c.CoordinationWithdrawn(), "menarik catatan kegiatan"),
    (
        f.Opened(office="99.01.01", coordination_id=ID, outcome_id=ID, text="Hasil", agreed_on=DAY),
        "membuka tindak lanjut",
    ),
    (
        f.Imported(status=f.Status.SELESAI, file_name="a.csv", file_sha256="0", row=3),
        "“Selesai” menurut register",
    ),
    (f.Assigned(in_charge=HEAD), "menetapkan Kepala Seksi"),
    (f.Reassigned(in_charge=HEAD), "kepada Kepala Seksi"),
    (f.Started(started_on=DAY), "memulai tindak lanjut"),
    (f.ProgressReported(note="Setengah", reported_on=DAY), "melaporkan kemajuan"),
    (f.ReportedDone(done_on=DAY, typed_by="staf"), "melaporkan selesai pada Senin, 16 Maret 2026"),
    (f.Verified(verified_on=DAY, position="kasi", verified_by=ID), "memverifikasi"),
    (f.Returned(), "mengembalikan laporan"),
    (f.CannotRequested(typed_by="staf"), "mengusulkan"),
    (f.CannotAccepted(), "menyetujui usulan"),
    (f.CannotRefused(), "menolak usulan"),
    (f.Reopened(reopened_on=DAY), "membuka kembali"),
    (f.Withdrawn(), "menarik tindak lanjut"),
    (f.Corrected(due_on=DAY), "membetulkan tindak lanjut"),
    (AlongsideNamed(alongside=(HEAD,)), "pelaksana bersama: Kepala Seksi"),
    (HandedOver(hand_over_id=ID, giver=HEAD, taker=BODY), "tugas Kepala Seksi kepada Kepala Desa"),
    (ExtensionRequested(due_on=DAY, typed_by="staf"), "meminta perpanjangan batas waktu sampai Senin, 16 Maret 2026"),
    (ExtensionGranted(due_on=DAY, position="kasi", decided_by=ID), "batas waktu menjadi Senin, 16 Maret 2026"),
    (ExtensionRefused(position="kasi", decided_by=ID), "menolak perpanjangan"),
    (ChecklistItemAdded(item_id=ID, text="Konsep"), "menambah butir"),
    (ChecklistItemTicked(item_id=ID, text="Konsep", typed_by="staf", ticked_on=DAY), "mencentang butir"),
    (ChecklistItemUnticked(item_id=ID, text="Konsep"), "membatalkan centang"),
    (ChecklistItemRemoved(item_id=ID, text="Konsep"), "menghapus butir"),
    (Commented(comment_id=ID, text="Menunggu", typed_by="staf", written_on=DAY), "menulis komentar"),
    (CommentWithdrawn(comment_id=ID), "menarik satu komentar"),
    (
        r.ReminderSent(
            follow_up_id=ID, key=ID, step="due:2026-03-16", through=DAY, due_on=DAY, person_id=ID,
            person="Ibu Kasi", channel="email",
        ),
        "mengirim pengingat kepada Ibu Kasi (pada hari batas waktu)",
    ),
    (
        r.ReminderFailed(
            follow_up_id=ID, key=ID, step="verify:2026-03-16", through=DAY, due_on=DAY, person_id=ID,
            person="Ibu Kasi", channel="email", error="alamat kosong", attempt=2, final=True,
        ),
        "gagal mengirim pengingat kepada Ibu Kasi (menunggu verifikasi)",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("event", "part"), TOLD, ids=lambda value: getattr(value, "TOPIC", ""))
def test_an_event_is_told_in_plain_words(event: Event, part: str) -> None:
    assert part in tell(event, OFFICE).sentence


def test_no_event_of_a_record_is_left_untold() -> None:
    assert {type(event) for event, _ in TOLD} == {*c.EVENTS, *f.EVENTS, *r.EVENTS}


def test_a_correction_says_what_became_of_each_field() -> None:
    told = tell(c.CoordinationCorrected(section=None, within_authority=False, held_on=DAY), OFFICE)
    assert dict(told.details) == {
        "Bidang menjadi": "seluruh kecamatan",
        "Sesuai kewenangan menjadi": "tidak",
        "Tanggal menjadi": "Senin, 16 Maret 2026",
    }


def test_a_piece_of_evidence_is_told_with_its_file() -> None:
    assert tell(c.EvidenceAttached(evidence=PIECE), OFFICE).details == (
        ("Bukti", "SK Camat nomor 188/1, Senin, 16 Maret 2026 (berkas sk.pdf)"),
    )
